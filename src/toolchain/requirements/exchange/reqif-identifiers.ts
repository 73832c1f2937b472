/**
 * An `xsd:ID` for an element of a kind, made from texts: letters, digits and hyphens stay, all others become `_xHEX_`, and a full stop keeps
 * the parts apart. Different parts give different identifiers. `kind` begins with a letter. Source: XML Schema part 2, ID and NCName.
 * @implements LLR-IMP-061
 */
export function reqifIdentifier(kind: string, ...parts: readonly string[]): string {
  return [kind, ...parts.map(encodedPart)].join('.');
}

function encodedPart(part: string): string {
  return part.replace(/[^A-Za-z0-9-]/gu, (character) => `_x${(character.codePointAt(0) ?? 0).toString(16)}_`);
}

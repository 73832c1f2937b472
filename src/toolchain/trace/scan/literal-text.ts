const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0', '\n': '' };
const escapePattern = /\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\s\S]))/g;

/**
 * The value of a string literal or of a template without holes, given with its quotes; undefined for other text.
 * Source: ECMA-262 section 12.9.4.
 * @implements LLR-SCN-009
 */
export function literalText(literal: string): string | undefined {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !'\'"`'.includes(quote) || !literal.endsWith(quote)) return undefined;
  return literal.slice(1, -1).replace(escapePattern, (_all, braced?: string, four?: string, two?: string, single?: string) => {
    if (single !== undefined) return escapes[single] ?? single;
    const code = Number.parseInt(braced ?? four ?? two ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

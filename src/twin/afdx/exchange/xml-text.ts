/** Everything outside of `Char`, and controls within it. Source: XML 1.0 (fifth edition), production 2. */
const notText = /[^\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * Whether a text can stand in an attribute as a name and be read again unchanged: characters of XML 1.0 without controls, and not
 * white space alone.
 *
 * @implements LLR-CNV-013
 */
export function isXmlName(text: string): boolean {
  return text.search(notText) < 0 && text.trim() !== '';
}

/**
 * The text with U+FFFD in place of each character that an attribute cannot carry unchanged.
 *
 * @implements LLR-CNV-013
 */
export function xmlText(text: string): string {
  return text.replace(notText, '\uFFFD');
}

/**
 * The start of an element with its attributes in the order given; those without a value are left out.
 *
 * @param open `<` and the name of the element
 * @param close `>` or `/>`
 * @implements LLR-CNV-013
 */
export function attributesText(open: string, close: string, attributes: readonly (readonly [string, string | undefined])[]): string {
  const given = attributes.flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${escaped(value)}"`]));
  return `${[open, ...given].join(' ')}${close}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

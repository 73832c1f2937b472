/**
 * Scalars of the plain part of YAML 1.2, shared by block and flow reading.
 * @implements LLR-REQ-002
 */

/** A value of the YAML core schema. */
export type YamlValue = null | boolean | number | string | YamlValue[] | { [key: string]: YamlValue };

/** Thrown inside the plain reader only, to leave a document to the full library. */
export const outsideSubset = Symbol('outside the subset');

/** A key and what follows it on its line. */
export const keyPattern = /^([A-Za-z][A-Za-z0-9_-]*):(?: +(.*))?$/;

/** Levels of nesting; deeper documents go to the library. */
export const depthMaximum = 32;

const numberStart = /^[-+.0-9]/;
const decimalInteger = /^-?(?:0|[1-9][0-9]{0,14})$/;
/** Every form of number in the core schema (YAML 1.2, section 10.3.2); those beyond plain integers go to the library. */
const anyNumber =
  /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
/** Words of the core schema that are no text. */
export const reservedWords = new Set(['', '~', 'null', 'Null', 'NULL', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE']);

const plainForbiddenStart = new Set([...'&*!@`%,]}|>"\'#[{?:-']);

/** A plain scalar up to its comment, as text. */
export function plainText(rest: string): { readonly text: string; readonly commented: boolean } {
  const first = rest.charAt(0);
  if (plainForbiddenStart.has(first) && !(first === '-' && /^-[^ \s-]/.test(rest))) throw outsideSubset;
  const comment = rest.indexOf(' #');
  const text = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
  if (text.includes(': ') || text.endsWith(':')) throw outsideSubset;
  return { text, commented: comment >= 0 };
}

/** The next line of a plain scalar over several lines. */
export function plainContinuation(text: string): string {
  if (text.includes(': ') || text.endsWith(':') || text.includes(' #')) throw outsideSubset;
  if (text.startsWith('---') || text.startsWith('...')) throw outsideSubset;
  return text;
}

/** The value of a plain scalar: text, a decimal integer, a Boolean or null. */
export function resolvePlain(text: string): YamlValue {
  if (reservedWords.has(text)) return reservedValue(text);
  if (!numberStart.test(text)) return text;
  if (decimalInteger.test(text)) return text === '-0' ? -0 : Number(text);
  if (!anyNumber.test(text)) return text;
  throw outsideSubset;
}

function reservedValue(text: string): YamlValue {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : null;
}

/** A scalar in single or double quotes that ends on its line, without escapes that JSON does not know. */
export function quotedScalar(rest: string): string {
  const single = rest.charAt(0) === "'";
  const match = single ? /^'((?:[^']|'')*)'(?: +#.*| *)$/.exec(rest) : /^"([^"\\]*(?:\\["\\/nbfrt][^"\\]*)*)"(?: +#.*| *)$/.exec(rest);
  const body = match?.[1];
  if (body === undefined) throw outsideSubset;
  if (single) return body.replaceAll("''", "'");
  return body.includes('\\') ? (JSON.parse(`"${body}"`) as string) : body;
}

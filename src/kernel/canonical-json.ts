/** A value that JSON can carry. Numbers must be finite; a bigint is written as an integer of any length. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The canonical text of a JSON value: no white space, keys sorted by UTF-16 code unit, undefined members left out.
 * Same value, same bytes. Source: RFC 8785.
 * @throws Error when a number is not finite: JSON has no form for it
 * @implements LLR-KRN-001
 */
export function canonicalJson(value: Json): string {
  return written(value, undefined, '');
}

/**
 * Indented form with sorted keys and a final newline, for files that people read and diff.
 * @throws Error when a number is not finite: JSON has no form for it
 * @implements LLR-KRN-001
 */
export function prettyJson(value: Json): string {
  return `${written(value, '  ', '')}\n`;
}

function written(value: Json, step: string | undefined, indent: string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('JSON has no form for a number that is not finite');
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = indent + (step ?? '');
  if (isList(value)) {
    return bracketed(
      '[',
      value.map((item) => written(item, step, inner)),
      ']',
      step,
      indent,
    );
  }
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${step === undefined ? '' : ' '}${written(member, step, inner)}`);
  }
  return bracketed('{', members, '}', step, indent);
}

function bracketed(open: string, parts: readonly string[], close: string, step: string | undefined, indent: string): string {
  if (step === undefined || parts.length === 0) return `${open}${parts.join(',')}${close}`;
  return `${open}\n${indent}${step}${parts.join(`,\n${indent}${step}`)}\n${indent}${close}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

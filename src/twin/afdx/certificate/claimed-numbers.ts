/** A fraction as claimed, in no particular terms; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Longest text of a fraction in characters. Reading a number takes time that grows faster than its length, and the fractions of a
 * network with 5000 virtual links of two priorities have 4000 characters.
 * @implements LLR-CCK-002
 */
export const fractionTextLengthMax = 10_000;

/** Digits of the largest whole number; no delay that is worth a claim has more, in ticks or in picoseconds. */
const wholeDigitsMax = 20;

/** What a text of a number is: the fraction, or in words why it is none. */
export type NumberReading = { readonly value: Fraction } | { readonly fault: string };

/**
 * Reads a fraction from 0 to 10^20: `7` or `7977/25`, decimal digits without sign, exponent or leading zero. A fraction has a
 * denominator other than 0 and need not be in lowest terms.
 * @implements LLR-CCK-002
 */
export function fractionFrom(text: unknown): NumberReading {
  if (typeof text !== 'string') return { fault: 'is not a string' };
  if (text.length > fractionTextLengthMax) return { fault: `is longer than ${fractionTextLengthMax} characters` };
  const [, numerator, denominator = '1'] = /^(0|[1-9][0-9]*)(?:\/([1-9][0-9]*))?$/.exec(text) ?? [];
  if (numerator === undefined) return { fault: 'is not a number such as "7" or "7977/25"' };
  if (numerator.length - denominator.length >= wholeDigitsMax) return { fault: `has more than ${wholeDigitsMax} digits before the point` };
  return { value: { numerator: BigInt(numerator), denominator: BigInt(denominator) } };
}

/**
 * Reads a whole number from 0 to 10^20 from a string of decimal digits.
 * @implements LLR-CCK-002
 */
export function wholeFrom(text: unknown): NumberReading {
  const reading = fractionFrom(text);
  if ('fault' in reading || !(text as string).includes('/')) return reading;
  return { fault: 'is not a whole number' };
}

/**
 * Reads a whole number that is not negative from a JSON number. Above 2^53 - 1 JSON numbers are not read alike everywhere.
 * @implements LLR-CCK-002
 */
export function countFrom(value: unknown): NumberReading {
  if (typeof value !== 'number') return { fault: 'is not a number' };
  if (!Number.isSafeInteger(value) || value < 0) return { fault: 'is not a whole number from 0 to 2^53 - 1' };
  return { value: { numerator: BigInt(value), denominator: 1n } };
}

/**
 * A fraction of ticks in microseconds and ticks with six decimals, rounded up for what is needed and down for what is claimed, so
 * that a claim that falls short never reads as enough.
 * @implements LLR-CCK-003
 */
export function durationText({ numerator, denominator }: Fraction, ticksPerSecond: number, rounding: 'up' | 'down'): string {
  const microseconds = decimals(numerator * 1_000_000n, denominator * BigInt(ticksPerSecond), rounding);
  return `${microseconds} µs (${decimals(numerator, denominator, rounding)} ticks)`;
}

/**
 * A fraction with at most six decimals, trailing zeros left out.
 * @implements LLR-CCK-003
 */
export function decimals(numerator: bigint, denominator: bigint, rounding: 'up' | 'down'): string {
  const scaled = numerator * 1_000_000n;
  const millionths = (rounding === 'up' ? scaled + denominator - 1n : scaled) / denominator;
  const digits = millionths.toString().padStart(7, '0');
  const part = digits.slice(-6).replace(/0+$/, '');
  return `${digits.slice(0, -6)}${part === '' ? '' : `.${part}`}`;
}

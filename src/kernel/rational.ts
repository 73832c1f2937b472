/**
 * Exact fractions of whole numbers of any size. Bounds that safety rests on are computed in them and rounded once, at the end.
 */

/** A fraction in lowest terms; the denominator is positive. Made by the functions of this file alone. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * The fraction numerator / denominator in lowest terms. Throws on a denominator of 0, which is a fault of the caller.
 * @implements LLR-KRN-006
 */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('a fraction has a denominator other than 0');
  if (denominator === 1n) return { numerator, denominator };
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/**
 * The fraction 0.
 * @implements LLR-KRN-006
 */
export const zero: Rational = { numerator: 0n, denominator: 1n };

/**
 * The greatest common divisor of two whole numbers, not negative.
 * @implements LLR-KRN-006
 */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * The least common multiple of two positive whole numbers.
 * @implements LLR-KRN-006
 */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

/**
 * a + b.
 * @implements LLR-KRN-006
 */
export function plus(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) return rational(a.numerator + b.numerator, a.denominator);
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/**
 * a - b.
 * @implements LLR-KRN-006
 */
export function minus(a: Rational, b: Rational): Rational {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

/**
 * a times b.
 * @implements LLR-KRN-006
 */
export function times(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/**
 * a divided by b. Throws when b is 0, which is a fault of the caller.
 * @implements LLR-KRN-006
 */
export function dividedBy(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/**
 * Negative, 0 or positive as a is less than, equal to or greater than b.
 * @implements LLR-KRN-006
 */
export function compareRationals(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * The smallest whole number that is not less than the fraction.
 * @implements LLR-KRN-007
 */
export function roundedUp({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator;
  return numerator > 0n && quotient * denominator !== numerator ? quotient + 1n : quotient;
}

/**
 * The fraction with a number of decimals, rounded up: never less than the fraction itself.
 * @param digits number of decimals, 0 or more
 * @implements LLR-KRN-007
 */
export function decimalRoundedUp(value: Rational, digits: number): string {
  const scaled = roundedUp(rational(value.numerator * 10n ** BigInt(digits), value.denominator));
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${scaled < 0n ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`;
}

/**
 * The fraction as text, `7` or `7977/25`.
 * @implements LLR-KRN-008
 */
export function rationalText({ numerator, denominator }: Rational): string {
  return denominator === 1n ? numerator.toString() : `${numerator}/${denominator}`;
}

/**
 * Reads what `rationalText` writes, and decimals such as `-0.25`; `undefined` for any other text.
 * @implements LLR-KRN-008
 */
export function rationalFrom(text: string): Rational | undefined {
  const fraction = /^(-?\d+)(?:\/([1-9]\d*))?$/.exec(text);
  if (fraction !== null) return rational(BigInt(fraction[1] ?? '0'), BigInt(fraction[2] ?? '1'));
  const decimal = /^(-?)(\d+)\.(\d+)$/.exec(text);
  if (decimal === null) return undefined;
  const [, sign = '', whole = '', part = ''] = decimal;
  return rational(BigInt(`${sign}${whole}${part}`), 10n ** BigInt(part.length));
}

/**
 * The nearest floating-point number, for display and for ordering guesses; never part of a bound.
 * @implements LLR-KRN-008
 */
export function approximately({ numerator, denominator }: Rational): number {
  const excess = Math.max(bitsOf(numerator), bitsOf(denominator)) - 1000;
  if (excess <= 0) return Number(numerator) / Number(denominator);
  return Number(numerator >> BigInt(excess)) / Number(denominator >> BigInt(excess));
}

function bitsOf(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}

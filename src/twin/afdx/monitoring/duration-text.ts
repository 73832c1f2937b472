import type { Rational } from '../../../kernel/rational.js';

/**
 * A duration in microseconds with three decimals and its unit; fractions of a nanosecond are cut off.
 *
 * @implements LLR-MON-020
 */
export function microsecondsText(nanoseconds: bigint | Rational): string {
  const whole = typeof nanoseconds === 'bigint' ? nanoseconds : nanoseconds.numerator / nanoseconds.denominator;
  const digits = (whole < 0n ? -whole : whole).toString().padStart(4, '0');
  return `${whole < 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)} µs`;
}

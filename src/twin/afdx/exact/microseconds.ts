import { decimalRoundedUp, rational } from '../../../kernel/rational.js';

/**
 * A whole number of ticks in microseconds with three decimals, rounded up; exact at 10, 100 and 1000 Mbit/s, where a tick is 1 ns.
 *
 * @implements LLR-EXA-014
 */
export function microsecondsOfTicks(ticks: number, ticksPerSecond: number): string {
  return decimalRoundedUp(rational(BigInt(ticks) * 1_000_000n, BigInt(ticksPerSecond)), 3);
}

import type { Clock } from '../ports/clock.js';

/**
 * The machine's clock, in UTC.
 * @implements LLR-PRJ-005
 */
export const systemClock: Clock = { today: () => new Date().toISOString().slice(0, 10) };

import { type SeededRandom, seededRandom } from '../../../kernel/seeded-random.js';

/** Independent generators from one seed, so that a choice of one kind does not change those of another. */
export interface RandomStreams {
  readonly offsets: SeededRandom;
  readonly gaps: SeededRandom;
  readonly sizes: SeededRandom;
  readonly latencies: SeededRandom;
  readonly ties: SeededRandom;
  readonly corruption: SeededRandom;
}

/**
 * The generators of a simulation; each is seeded by one word of the generator of the seed.
 *
 * @implements LLR-SIM-010
 */
export function randomStreamsOf(seed: number): RandomStreams {
  const root = seededRandom(seed);
  const next = (): SeededRandom => seededRandom(root.nextWord());
  return { offsets: next(), gaps: next(), sizes: next(), latencies: next(), ties: next(), corruption: next() };
}

const word = 2 ** 32;

/**
 * A whole number from 0 to `limit` - 1, each equally likely, for limits up to 2^53.
 *
 * @implements LLR-SIM-010
 */
export function wholeBelow(random: SeededRandom, limit: number): number {
  if (limit <= word) return random.below(limit);
  const rows = Math.ceil(limit / word);
  for (;;) {
    const value = random.below(rows) * word + random.nextWord();
    if (value < limit) return value;
  }
}

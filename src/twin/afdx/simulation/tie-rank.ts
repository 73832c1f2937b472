import type { SeededRandom } from '../../../kernel/seeded-random.js';
import type { TieOrder } from './simulation-options.js';

/** Order of a flow at one of its hops among frames that reach the port at the same tick; the lowest is first. */
export type TieRank = (flow: number, hop: number) => number;

/**
 * The rank that a tie order gives. Equal ranks are served in the order of events: by hop over all flows.
 *
 * @param ties an order that nothing is wrong with
 * @param random decides when the order leaves it to chance
 * @implements LLR-SIM-006
 */
export function tieRankOf(ties: TieOrder, random: SeededRandom): TieRank {
  switch (ties.kind) {
    case 'index':
      return (flow) => flow;
    case 'seed':
      return () => random.nextWord();
    case 'flows':
      return (flow) => ties.ranks[flow] ?? flow;
    case 'hops':
      return (flow, hop) => ties.ranks[flow]?.[hop] ?? flow;
  }
}

import { boundsOf, methods } from '../../src/twin/afdx/bounds/bounds.js';
import { type ExactQuestion, exactQuestionOf } from '../../src/twin/afdx/exact/exact-question.js';
import { passageLimitsOf } from '../../src/twin/afdx/exact/passage-limits.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { type SmallNetwork, smallTimingNetwork } from '../support/small-afdx-network.js';

/** The sending time of the smallest frame at 100 Mbit/s, in ticks: 84 byte on the wire. */
export const unitTicks = 6_720;

/** The size of a frame that takes so many units, in byte. */
export const bytesOf = (units: number): number => 84 * units - 20;

/** A small network with gaps in units, whatever a network file permits: short ones make frames of one virtual link meet. */
export function networkWithGaps(small: SmallNetwork, gapUnits: readonly number[] = []): TimingNetwork {
  const network = smallTimingNetwork(small);
  return { ...network, flows: network.flows.map((flow, index) => ({ ...flow, gapTicks: (gapUnits[index] ?? 5_000) * unitTicks })) };
}

/** The question after each flow and destination. */
export function questionsOf(network: TimingNetwork): readonly ExactQuestion[] {
  const limits = passageLimitsOf(network);
  return network.flows.flatMap((flow) => flow.destinations.map((destination) => exactQuestionOf(limits, flow, destination)));
}

/** The least bound of the three methods for a question, in whole ticks rounded up. */
export function leastBoundTicks({ network, flow, destination }: ExactQuestion): number {
  const picosecondsPerTick = 1e12 / network.ticksPerSecond;
  return Math.min(
    ...methods.map((method) => {
      const end = boundsOf(network, method).ends.find((each) => each.flow === flow && each.destination === destination);
      return Math.ceil(Number(end?.delayPicoseconds ?? 0n) / picosecondsPerTick);
    }),
  );
}

import { leastCommonMultiple } from '../../../kernel/rational.js';
import type { TimingFlow } from '../timing/timing-network.js';

/** One transmission of a flow in the hyperperiod of its port. */
export interface Release {
  /** Instant of the release by the clock of the end system, from 0 to the hyperperiod. */
  readonly ticks: number;
  readonly flow: TimingFlow;
  /** Time to send the largest frame of the flow at this port, in ticks. */
  readonly sendingTicks: number;
}

/** What one end system releases toward one output port, again and again. */
export interface ReleasePattern {
  readonly hyperperiodTicks: number;
  /** In order of time; at equal times in the order of the flows. */
  readonly releases: readonly Release[];
}

/**
 * Patterns with more transmissions than this are refused, because each is followed one by one.
 *
 * @implements LLR-TTS-001
 */
export const releasesMax = 2_000_000;

/** Four of them are still a safe integer. */
const hyperperiodTicksMax = 2n ** 51n;

/**
 * The least common multiple of the gaps in ticks; `undefined` when it is beyond 2^51.
 *
 * @implements LLR-TTS-001
 */
export function hyperperiodTicksOf(flows: readonly { readonly gapTicks: number }[]): number | undefined {
  let common = 1n;
  for (const gap of new Set(flows.map(({ gapTicks }) => gapTicks))) {
    common = leastCommonMultiple(common, BigInt(gap));
    if (common > hyperperiodTicksMax) return undefined;
  }
  return Number(common);
}

/**
 * The transmissions of flows that are released at their offset and then once in each gap, over the least common multiple of the gaps.
 * Throws when there are more than `releasesMax`, or on an offset that is not from 0 to the gap: faults of the caller, which
 * `scheduleProblemOf` reports beforehand.
 *
 * @param flows the flows of one end system that leave through one port
 * @param offsetTicks first release by index of the flow in its network, in ticks
 * @param ticksPerBit of the port
 * @implements LLR-TTS-002
 */
export function releasePatternOf(flows: readonly TimingFlow[], offsetTicks: readonly number[], ticksPerBit: number): ReleasePattern {
  const hyperperiodTicks = hyperperiodTicksOf(flows);
  if (hyperperiodTicks === undefined) throw new RangeError('the hyperperiod of the gaps is no exact number of ticks');
  const count = flows.reduce((sum, { gapTicks }) => sum + hyperperiodTicks / gapTicks, 0);
  if (count > releasesMax) throw new RangeError(`the hyperperiod has ${count} transmissions, more than ${releasesMax}`);
  const releases: Release[] = [];
  for (const flow of flows) {
    const offset = offsetTicks[flow.index] ?? -1;
    if (!Number.isSafeInteger(offset) || offset < 0 || offset >= flow.gapTicks)
      throw new RangeError(`the offset ${offset} is not in its gap`);
    const sendingTicks = flow.frameBitsMax * ticksPerBit;
    for (let ticks = offset; ticks < hyperperiodTicks; ticks += flow.gapTicks) releases.push({ ticks, flow, sendingTicks });
  }
  releases.sort((a, b) => a.ticks - b.ticks || a.flow.index - b.flow.index);
  return { hyperperiodTicks, releases };
}

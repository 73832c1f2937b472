import type { TimingFlow, TimingNetwork } from '../timing/timing-network.js';
import { whole } from './exact-number.js';
import { frameTrafficOf } from './frame-arrivals.js';
import { backlogBitsOf, firstComeDelayTicksOf, lowDelayTicksOf } from './frame-port.js';
import type { Passage, Priority } from './port-traffic.js';

/** What the frame analysis finds. */
export interface FrameAnalysis {
  /** Longest delays by port and priority in ticks; `undefined` where no flow of that priority passes. */
  readonly delays: readonly Readonly<Record<Priority, number | undefined>>[];
  /** Largest backlog by port, in bits. */
  readonly backlogBits: readonly number[];
  /** By flow and hop: longest minus shortest time from the release to the arrival at the port, in ticks. */
  readonly jitterTicks: readonly (readonly number[])[];
}

/**
 * Bounds by counting whole frames. In a closed interval of t ticks a flow whose frames reach a port with a jitter of J arrives with
 * at most 1 + floor((t + J) / gap) frames, and a link carries at most t / ticksPerBit bits and one largest frame more.
 * A port is followed over its longest busy period, instant by instant at which something changes. All numbers are whole.
 *
 * The jitter at a port is the sum of the longest delays of the ports before, less the time in which the smallest frame of the flow
 * is sent through them.
 *
 * @implements LLR-BND-007
 */
export function frameAnalysisOf(network: TimingNetwork, passages: readonly (readonly Passage[])[]): FrameAnalysis {
  const jitterTicks = network.flows.map(({ hops }) => hops.map(() => 0));
  const delays: Record<Priority, number | undefined>[] = [];
  const backlogBits: number[] = [];
  for (const port of network.ports) {
    const here = passages[port.index] ?? [];
    const high = frameTrafficOf(network, here, 'high', jitterTicks);
    const low = frameTrafficOf(network, here, 'low', jitterTicks);
    const bound = { high: firstComeDelayTicksOf(port, high, low.frameBitsMax), low: lowDelayTicksOf(port, { high, low }) };
    delays.push(bound);
    backlogBits.push(backlogBitsOf(port, frameTrafficOf(network, here, 'both', jitterTicks)));
    for (const { flow, hop } of here) {
      const variation = (bound[flow.priority] ?? 0) - flow.frameBitsMin * port.ticksPerBit;
      spreadJitter(flow, hop, variation, jitterTicks[flow.index] ?? []);
    }
  }
  return { delays, backlogBits, jitterTicks };
}

/** The hops that follow a hop directly have its jitter and the variation of its delay. */
function spreadJitter(flow: TimingFlow, hop: number, variationTicks: number, jitterTicks: number[]): void {
  for (let next = hop + 1; next < flow.hops.length; next += 1) {
    if (flow.hops[next]?.parent === hop) jitterTicks[next] = whole((jitterTicks[hop] ?? 0) + variationTicks);
  }
}

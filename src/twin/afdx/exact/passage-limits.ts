import { roundedUp } from '../../../kernel/rational.js';
import { boundsOf } from '../bounds/bounds.js';
import type { TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';

/** Shortest and longest time from the release of a frame to its arrival at an output port, in ticks. */
export interface ArrivalLimits {
  readonly shortestTicks: number;
  readonly longestTicks: number;
}

/** What holds in each behaviour of a network, whatever sizes, latencies and releases: the ground on which an exact question is cut out. */
export interface PassageLimits {
  readonly network: TimingNetwork;
  /** By flow and hop. */
  readonly arrivals: readonly (readonly ArrivalLimits[])[];
  /** Longest time from the arrival at a port to the last bit sent, by port and priority. */
  readonly delayTicks: readonly Readonly<Record<'high' | 'low', number>>[];
  /** Longest time for which a port sends without a pause, by port; infinite where it may be that the port is never done. */
  readonly busyTicks: readonly number[];
}

/** Steps after which the search for the end of a busy period is given up; at a load below 99.9 % it takes far fewer. */
const stepsMaximum = 100_000;

/**
 * Limits of each passage, from the frame bounds of the network (docs/afdx-bounds.md).
 *
 * @implements LLR-EXA-004
 */
export function passageLimitsOf(network: TimingNetwork): PassageLimits {
  const { ports } = boundsOf(network, 'frame');
  const delayTicks = ports.map((port) => ({
    high: Number(roundedUp(port.delayTicks.high ?? { numerator: 0n, denominator: 1n })),
    low: Number(roundedUp(port.delayTicks.low ?? { numerator: 0n, denominator: 1n })),
  }));
  const arrivals = network.flows.map((flow) => arrivalsOf(network, flow, delayTicks));
  return { network, arrivals, delayTicks, busyTicks: network.ports.map((port) => busyTicksOf(network, port, arrivals)) };
}

function arrivalsOf(network: TimingNetwork, flow: TimingFlow, delayTicks: PassageLimits['delayTicks']): readonly ArrivalLimits[] {
  const limits: ArrivalLimits[] = [];
  for (const { parent } of flow.hops) {
    const before = limits[parent] ?? { shortestTicks: 0, longestTicks: 0 };
    const port = network.ports[flow.hops[parent]?.port ?? -1];
    limits.push(
      port === undefined
        ? before
        : {
            shortestTicks: before.shortestTicks + flow.frameBitsMin * port.ticksPerBit + port.propagationTicks,
            longestTicks: before.longestTicks + (delayTicks[port.index]?.[flow.priority] ?? 0) + port.propagationTicks,
          },
    );
  }
  return limits;
}

/**
 * The least fixed point of the work that can join the queue of a port in an interval as long as it takes to send that work: frames of
 * a flow that join within t ticks were released within t + J + T, J the spread of their arrival and T the latency.
 */
function busyTicksOf(network: TimingNetwork, port: TimingPort, arrivals: PassageLimits['arrivals']): number {
  const flows = network.flows.flatMap((flow) => {
    const hop = flow.hops.findIndex((each) => each.port === port.index);
    const limits = arrivals[flow.index]?.[hop];
    if (limits === undefined) return [];
    const spreadTicks = limits.longestTicks - limits.shortestTicks + port.latencyTicks;
    return [{ spreadTicks, gapTicks: flow.gapTicks, sendingTicks: flow.frameBitsMax * port.ticksPerBit }];
  });
  const workWithin = (ticks: number): number =>
    flows.reduce(
      (sum, { spreadTicks, gapTicks, sendingTicks }) => sum + sendingTicks * (1 + Math.floor((ticks + spreadTicks) / gapTicks)),
      0,
    );
  let busy = 0;
  for (let step = 0; step < stepsMaximum; step += 1) {
    const more = workWithin(busy);
    if (more === busy) return busy;
    busy = more;
  }
  return Number.POSITIVE_INFINITY;
}

import { plus, type Rational, rational, roundedUp, times, zero } from '../../../kernel/rational.js';
import { routeOf, type TimingDestination, type TimingFlow, type TimingNetwork } from '../timing/timing-network.js';
import { InexactNumber } from './exact-number.js';
import { frameAnalysisOf } from './frame-analysis.js';
import { groupedAnalysisOf } from './grouped-delays.js';
import { type PathDelays, pathDelaysOf } from './path-bounds.js';
import { type PortDelays, passagesOf, weightedSumOf } from './port-traffic.js';
import { totalFlowAnalysisOf } from './total-flow-delays.js';

/**
 * The methods, from the coarsest to the finest: total flow analysis, the same with the shaping of input links, the counting of
 * whole frames at each port, and their counting once along a path.
 */
export type Method = 'total-flow' | 'grouped' | 'frame' | 'path';

/**
 * The methods in order.
 *
 * @implements LLR-BND-012
 */
export const methods: readonly Method[] = ['total-flow', 'grouped', 'frame', 'path'];

/** Bounds of a network by one method. Each holds for real frames, sent whole from node to node. */
export interface Bounds {
  readonly method: Method;
  readonly network: TimingNetwork;
  /** In the order of the ports. */
  readonly ports: readonly PortBound[];
  /** In the order of the flows and of their destinations. */
  readonly ends: readonly EndBound[];
  /** With methods `frame` and `path`: arrival jitter in ticks by flow and hop, the sufficient allowance of the policer there. */
  readonly jitterTicks?: readonly (readonly number[])[];
}

/** What holds at an output port. */
export interface PortBound {
  /** Longest time from the last bit received (or the release) to the last bit sent, by priority, in ticks. */
  readonly delayTicks: PortDelays;
  /** Largest number of bits that wait for the port, frames not yet sent to their end included; rounded up. */
  readonly backlogBits: number;
}

/** Longest and shortest time from release to delivery of one flow at one destination. */
export interface EndBound {
  readonly flow: TimingFlow;
  readonly destination: TimingDestination;
  /** Rounded up to picoseconds. */
  readonly delayPicoseconds: bigint;
  /** Shortest time: sending and travel of the smallest frame, without latency and queue; rounded down to picoseconds. */
  readonly shortestPicoseconds: bigint;
}

/**
 * The bounds of a network by one method. The network has no circle of ports and no overloaded port, as `buildTimingNetwork` sees to.
 *
 * @implements LLR-BND-012
 */
export function boundsOf(network: TimingNetwork, method: Method): Bounds {
  const passages = passagesOf(network);
  if (method === 'frame' || method === 'path') {
    const analysis = frameAnalysisOf(network, passages);
    const { delays, backlogBits, jitterTicks } = analysis;
    const ports = delays.map(({ high, low }, index) => ({
      delayTicks: { high: wholeOf(high), low: wholeOf(low) },
      backlogBits: backlogBits[index] ?? 0,
    }));
    const ends = endsOf(network, ports);
    if (method === 'frame') return { method, network, ports, ends, jitterTicks };
    const pathDelay = pathDelaysOf(network, passages, analysis);
    return { method, network, ports, ends: ends.map((end) => withPath(end, pathDelay, network)), jitterTicks };
  }
  const { delays, backlogBits } = method === 'grouped' ? groupedAnalysisOf(network, passages) : totalFlowAnalysisOf(network, passages);
  const ports = delays.map((delayTicks, index) => ({ delayTicks, backlogBits: backlogBits[index] ?? 0 }));
  return { method, network, ports, ends: endsOf(network, ports) };
}

/**
 * The bounds of a network by one method, or why its numbers are too large to be computed exactly, as when ports at nearly full load follow each
 * other.
 *
 * @implements LLR-BND-012
 */
export function exactBoundsOf(network: TimingNetwork, method: Method): Bounds | { readonly inexact: string } {
  try {
    return boundsOf(network, method);
  } catch (error) {
    if (error instanceof InexactNumber) return { inexact: error.message };
    throw error;
  }
}

/**
 * The longest time from release to delivery as an exact fraction of ticks: the sum of what holds at the ports passed, the travel
 * over the cables and the reception.
 *
 * @implements LLR-BND-013
 */
export function exactDelayTicksOf(
  ports: readonly PortBound[],
  network: TimingNetwork,
  flow: TimingFlow,
  destination: TimingDestination,
): Rational {
  let delay = rational(BigInt(destination.receptionTicks));
  for (const { port } of routeOf(flow, destination)) {
    const travel = rational(BigInt(network.ports[port]?.propagationTicks ?? 0));
    delay = plus(plus(delay, ports[port]?.delayTicks[flow.priority] ?? zero), travel);
  }
  return delay;
}

/**
 * A duration in picoseconds, rounded up.
 *
 * @implements LLR-BND-013
 */
export function picosecondsRoundedUp(ticks: Rational, ticksPerSecond: number): bigint {
  return roundedUp(times(ticks, rational(picosecondsPerSecond, BigInt(ticksPerSecond))));
}

/**
 * The mean of the delays of all destinations in picoseconds, rounded up once: each port counts as often as a destination is reached
 * through it.
 *
 * @implements LLR-BND-013
 */
export function meanPicosecondsOf({ method, network, ports, ends }: Bounds): bigint {
  if (method === 'path') {
    const sum = ends.reduce((all, { delayPicoseconds }) => all + delayPicoseconds, 0n);
    return roundedUp(rational(sum, BigInt(Math.max(1, ends.length))));
  }
  const counts = ports.map(() => ({ high: 0n, low: 0n }));
  let wholeTicks = 0n;
  for (const { flow, destination } of ends) {
    wholeTicks += BigInt(destination.receptionTicks);
    for (const { port } of routeOf(flow, destination)) {
      wholeTicks += BigInt(network.ports[port]?.propagationTicks ?? 0);
      const count = counts[port];
      if (count !== undefined) count[flow.priority] += 1n;
    }
  }
  const terms = ports.flatMap(({ delayTicks }, index) =>
    (['high', 'low'] as const).map((priority) => [delayTicks[priority] ?? zero, counts[index]?.[priority] ?? 0n] as const),
  );
  const sum = weightedSumOf([...terms, [rational(wholeTicks), 1n]], BigInt(Math.max(1, ends.length)));
  return picosecondsRoundedUp(sum, network.ticksPerSecond);
}

const picosecondsPerSecond = 1_000_000_000_000n;
/** Binary digits kept below the picosecond while port delays are added. */
const guard = 64n;

/**
 * Port delays have long fractions; adding them exactly for each destination would take most of the time. They are cut once to 64
 * binary digits below the picosecond, and the cut sum decides the rounding unless it lies within the lost part of a whole number.
 */
function endsOf(network: TimingNetwork, ports: readonly PortBound[]): readonly EndBound[] {
  const perSecond = BigInt(network.ticksPerSecond);
  const cut = ({ numerator, denominator }: Rational): bigint => ((numerator * picosecondsPerSecond) << guard) / (denominator * perSecond);
  const travel = network.ports.map(({ propagationTicks }) => rational(BigInt(propagationTicks)));
  const parts = ports.map(({ delayTicks }, index) => ({
    high: cut(plus(delayTicks.high ?? zero, travel[index] ?? zero)),
    low: cut(plus(delayTicks.low ?? zero, travel[index] ?? zero)),
  }));
  return network.flows.flatMap((flow) => {
    const { longest, shortest } = sumsOf(network, flow, parts);
    return flow.destinations.map((destination): EndBound => {
      const sum = (longest[destination.hop] ?? 0n) + cut(rational(BigInt(destination.receptionTicks)));
      const delayPicoseconds = (sum >> guard) + 1n;
      const sure = sum >> guard === (sum + BigInt(network.ports.length + 1)) >> guard && sum !== (sum >> guard) << guard;
      return {
        flow,
        destination,
        delayPicoseconds: sure
          ? delayPicoseconds
          : picosecondsRoundedUp(exactDelayTicksOf(ports, network, flow, destination), network.ticksPerSecond),
        shortestPicoseconds: ((shortest[destination.hop] ?? 0n) * picosecondsPerSecond) / perSecond,
      };
    });
  });
}

function withPath(end: EndBound, pathDelay: PathDelays, { ticksPerSecond }: TimingNetwork): EndBound {
  const ticks = pathDelay(end.flow, end.destination);
  return ticks === undefined ? end : { ...end, delayPicoseconds: picosecondsRoundedUp(rational(BigInt(ticks)), ticksPerSecond) };
}

/** Sums from the source to the far end of each hop of a flow. */
function sumsOf(network: TimingNetwork, flow: TimingFlow, parts: readonly Readonly<Record<'high' | 'low', bigint>>[]) {
  const longest: bigint[] = [];
  const shortest: bigint[] = [];
  for (const { port, parent } of flow.hops) {
    const { ticksPerBit = 0, propagationTicks = 0 } = network.ports[port] ?? {};
    longest.push((longest[parent] ?? 0n) + (parts[port]?.[flow.priority] ?? 0n));
    shortest.push((shortest[parent] ?? 0n) + BigInt(flow.frameBitsMin * ticksPerBit + propagationTicks));
  }
  return { longest, shortest };
}

function wholeOf(value: number | undefined): Rational | undefined {
  return value === undefined ? undefined : rational(BigInt(value));
}

import { leastCommonMultiple, plus, type Rational, rational, roundedUp, zero } from '../../../kernel/rational.js';
import type { TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';

/** The two static priorities of an output port. */
export type Priority = 'high' | 'low';

/** A flow at one of the ports it passes. */
export interface Passage {
  readonly flow: TimingFlow;
  /** Index in `flow.hops`. */
  readonly hop: number;
  /** Port before this one on the tree of the flow; -1 at the source. */
  readonly from: number;
}

/**
 * Which flows pass each port, in the order of the ports.
 *
 * @implements LLR-BND-003
 */
export function passagesOf(network: TimingNetwork): readonly (readonly Passage[])[] {
  const passages = network.ports.map((): Passage[] => []);
  for (const flow of network.flows) {
    flow.hops.forEach(({ port, parent }, hop) => {
      passages[port]?.push({ flow, hop, from: parent < 0 ? -1 : (flow.hops[parent]?.port ?? -1) });
    });
  }
  return passages;
}

/** Longest delays of a port by priority, in ticks; `undefined` where no flow of that priority passes. */
export type PortDelays = Readonly<Record<Priority, Rational | undefined>>;

/**
 * Flows of one priority that reach a port over one link (or, at a source, one flow alone), bounded by a token bucket:
 * at most `burstBits + rateNumerator / rateDenominator · t` in each closed interval of t ticks.
 */
export interface Group {
  /** Ticks per bit of the link over which the group arrives; 0 at a source, where no link shapes it. */
  readonly linkTicksPerBit: number;
  readonly frameBitsMax: number;
  readonly burstBits: Rational;
  /** Bits per tick, over the denominator that all groups of a network share. */
  readonly rateNumerator: bigint;
}

/**
 * The least common multiple of all gaps, in ticks: over it each long-term rate in bits per tick is a whole number.
 *
 * @implements LLR-BND-003
 */
export function rateDenominatorOf(network: TimingNetwork): bigint {
  let denominator = 1n;
  for (const gap of new Set(network.flows.map(({ gapTicks }) => gapTicks))) denominator = leastCommonMultiple(denominator, BigInt(gap));
  return denominator;
}

interface OpenGroup {
  readonly linkTicksPerBit: number;
  frameBitsMax: number;
  bits: number;
  rateNumerator: bigint;
  /** Rate numerators of the flows that came through a port before, by that port. */
  readonly through: Map<number, bigint>;
}

/**
 * The groups of one priority at a port. The burst of a flow grows by its rate times the delay of each port before
 * (Cruz, A calculus for network delay, 1991), so a group grows by the delay of a port times the rate of those that passed it.
 *
 * @param delays longest delays of the ports before, by index of the port
 * @implements LLR-BND-004
 */
export function groupsOf(
  network: TimingNetwork,
  passages: readonly Passage[],
  priority: Priority,
  delays: readonly PortDelays[],
  rateDenominator: bigint,
): readonly Group[] {
  const open = new Map<number, OpenGroup>();
  for (const { flow, hop, from } of passages) {
    if (flow.priority !== priority) continue;
    const key = from < 0 ? -1 - flow.index : from;
    const group = open.get(key) ?? {
      linkTicksPerBit: network.ports[from]?.ticksPerBit ?? 0,
      frameBitsMax: 0,
      bits: 0,
      rateNumerator: 0n,
      through: new Map(),
    };
    open.set(key, group);
    const rateNumerator = BigInt(flow.frameBitsMax) * (rateDenominator / BigInt(flow.gapTicks));
    group.frameBitsMax = Math.max(group.frameBitsMax, flow.frameBitsMax);
    group.bits += flow.frameBitsMax;
    group.rateNumerator += rateNumerator;
    for (let at = flow.hops[hop]?.parent ?? -1; at >= 0; at = flow.hops[at]?.parent ?? -1) {
      const port = flow.hops[at]?.port ?? -1;
      group.through.set(port, (group.through.get(port) ?? 0n) + rateNumerator);
    }
  }
  return [...open.values()].map(({ linkTicksPerBit, frameBitsMax, bits, rateNumerator, through }) => {
    const terms = [...through].map(([port, numerator]): readonly [Rational, bigint] => [delays[port]?.[priority] ?? zero, numerator]);
    return { linkTicksPerBit, frameBitsMax, rateNumerator, burstBits: plus(rational(BigInt(bits)), weightedSumOf(terms, rateDenominator)) };
  });
}

/**
 * Σ value · weight / denominator, brought to lowest terms once.
 *
 * @implements LLR-BND-004
 */
export function weightedSumOf(terms: readonly (readonly [Rational, bigint])[], denominator: bigint): Rational {
  const byDenominator = new Map<bigint, bigint>();
  for (const [value, weight] of terms) {
    byDenominator.set(value.denominator, (byDenominator.get(value.denominator) ?? 0n) + value.numerator * weight);
  }
  let common = 1n;
  for (const each of byDenominator.keys()) common = leastCommonMultiple(common, each);
  let numerator = 0n;
  for (const [each, sum] of byDenominator) numerator += sum * (common / each);
  return rational(numerator, common * denominator);
}

/**
 * The sum of fractions, brought to lowest terms once.
 *
 * @implements LLR-BND-004
 */
export function sumOf(values: readonly Rational[]): Rational {
  return weightedSumOf(
    values.map((value) => [value, 1n]),
    1n,
  );
}

/**
 * The largest frame of all groups in bits; 0 when there is none.
 *
 * @implements LLR-BND-004
 */
export function largestFrameBitsOf(groups: readonly Group[]): number {
  return groups.reduce((largest, { frameBitsMax }) => Math.max(largest, frameBitsMax), 0);
}

/** What passes one port: its groups by priority. */
export interface PortGroups {
  readonly port: TimingPort;
  readonly high: readonly Group[];
  readonly low: readonly Group[];
  readonly rateDenominator: bigint;
}

/** Delays and backlogs by token buckets, in the order of the ports. */
export interface CurveAnalysis {
  readonly delays: readonly PortDelays[];
  readonly backlogBits: readonly number[];
}

/**
 * Goes from port to port in their order, each with the bursts that follow from the delays before. The backlog is the burst of both
 * priorities, what comes during the latency, and the frame that is being sent, rounded up.
 *
 * @param delaysAt the delays of one port by the method
 * @implements LLR-BND-011
 */
export function curveAnalysisOf(
  network: TimingNetwork,
  passages: readonly (readonly Passage[])[],
  delaysAt: (groups: PortGroups) => PortDelays,
): CurveAnalysis {
  const rateDenominator = rateDenominatorOf(network);
  const delays: PortDelays[] = [];
  const backlogBits: number[] = [];
  for (const port of network.ports) {
    const here = passages[port.index] ?? [];
    const high = groupsOf(network, here, 'high', delays, rateDenominator);
    const low = groupsOf(network, here, 'low', delays, rateDenominator);
    const both = [...high, ...low];
    const rate = both.reduce((sum, { rateNumerator }) => sum + rateNumerator, 0n);
    const during = rational(rate * BigInt(port.latencyTicks), rateDenominator);
    backlogBits.push(Number(roundedUp(sumOf([during, ...both.map(({ burstBits }) => burstBits)]))) + largestFrameBitsOf(both));
    const { high: ofHigh, low: ofLow } = delaysAt({ port, high, low, rateDenominator });
    delays.push({ high: shortened(ofHigh), low: shortened(ofLow) });
  }
  return { delays, backlogBits };
}

/** Binary digits of a denominator that are kept, and to how many places a longer one is rounded up. */
const [denominatorDigitsMax, digitsKept] = [128n, 128n];

/**
 * A delay with a denominator of bounded length: deep networks would double its digits from port to port. What is above it is below 2^-128 of
 * a tick, and a larger delay is a bound as well.
 */
function shortened(delay: Rational | undefined): Rational | undefined {
  if (delay === undefined || delay.denominator >> denominatorDigitsMax === 0n) return delay;
  return rational(((delay.numerator << digitsKept) + delay.denominator - 1n) / delay.denominator, 1n << digitsKept);
}

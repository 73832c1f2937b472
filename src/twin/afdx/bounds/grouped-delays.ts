import { compareRationals, dividedBy, minus, plus, type Rational, rational, times, zero } from '../../../kernel/rational.js';
import type { TimingNetwork, TimingPort } from '../timing/timing-network.js';
import { type Group, groupsOf, type Passage, type PortDelays, rateDenominatorOf } from './port-traffic.js';
import { largestFrameBitsOf } from './total-flow-delays.js';

/**
 * Longest delays of each port by the grouped variant of total flow analysis: what arrives over one link in a closed interval of t
 * ticks is at most t / ticksPerBit bits and, because a frame counts as a whole when its last bit is there, one largest frame more
 * (grouping: Grieu, Analyse et évaluation de techniques de commutation Ethernet, 2004).
 *
 * @implements LLR-BND-006
 */
export function groupedDelaysOf(network: TimingNetwork, passages: readonly (readonly Passage[])[]): readonly PortDelays[] {
  const rateDenominator = rateDenominatorOf(network);
  const delays: PortDelays[] = [];
  for (const port of network.ports) {
    const here = passages[port.index] ?? [];
    const high = linesOf(groupsOf(network, here, 'high', delays, rateDenominator), rateDenominator);
    const low = linesOf(groupsOf(network, here, 'low', delays, rateDenominator), rateDenominator);
    delays.push({ high: highDelayOf(port, high, low), low: lowDelayOf(port, high, low) });
  }
  return delays;
}

/** A piece of a concave arrival curve: from `start` on, `bits + rate · t` bits in each closed interval of t ticks. */
interface Line {
  readonly start: Rational;
  readonly bits: Rational;
  /** Bits per tick. */
  readonly rate: Rational;
}

interface Curve {
  /** In order of rising start and falling rate; empty when nothing arrives. */
  readonly lines: readonly Line[];
  readonly frameBitsMax: number;
}

/** The sum over the groups of min(link, token bucket), as lines. Each group changes from the first to the second once. */
function linesOf(groups: readonly Group[], rateDenominator: bigint): Curve {
  if (groups.length === 0) return { lines: [], frameBitsMax: 0 };
  const turns = groups.map((group) => turnOf(group, rateDenominator));
  const sorted = turns.filter(({ at }) => at !== undefined).sort((a, b) => compareRationals(a.at ?? zero, b.at ?? zero));
  let bits = turns.reduce((sum, { linkBits }) => plus(sum, linkBits), zero);
  let rate = turns.reduce((sum, { linkRate }) => plus(sum, linkRate), zero);
  const lines: Line[] = [{ start: zero, bits, rate }];
  for (const turn of sorted) {
    bits = plus(bits, minus(turn.burstBits, turn.linkBits));
    rate = plus(rate, minus(turn.rate, turn.linkRate));
    const start = turn.at ?? zero;
    if (compareRationals(start, (lines.at(-1) as Line).start) === 0) lines.pop();
    lines.push({ start, bits, rate });
  }
  return { lines, frameBitsMax: largestFrameBitsOf(groups) };
}

interface Turn {
  /** When the token bucket becomes the smaller of the two; `undefined` when it never does. */
  readonly at: Rational | undefined;
  readonly linkBits: Rational;
  readonly linkRate: Rational;
  readonly burstBits: Rational;
  readonly rate: Rational;
}

function turnOf(group: Group, rateDenominator: bigint): Turn {
  const { burstBits } = group;
  const rate = rational(group.rateNumerator, rateDenominator);
  if (group.linkTicksPerBit === 0) return { at: zero, linkBits: burstBits, linkRate: rate, burstBits, rate };
  const linkBits = rational(BigInt(group.frameBitsMax));
  const linkRate = rational(1n, BigInt(group.linkTicksPerBit));
  const spare = minus(linkRate, rate);
  const at = spare.numerator <= 0n ? undefined : dividedBy(minus(burstBits, linkBits), spare);
  return { at, linkBits, linkRate, burstBits, rate };
}

function highDelayOf(port: TimingPort, high: Curve, low: Curve): Rational | undefined {
  if (high.lines.length === 0) return undefined;
  const ticksPerBit = rational(BigInt(port.ticksPerBit));
  const blocking = times(rational(BigInt(low.frameBitsMax)), ticksPerBit);
  return plus(plus(deviationOf(high, ticksPerBit), blocking), rational(BigInt(port.latencyTicks)));
}

/**
 * Each line of the high priority bounds it by a token bucket, which leaves a rate-latency server to the low priority. The smallest
 * of the delays so found holds.
 */
function lowDelayOf(port: TimingPort, high: Curve, low: Curve): Rational | undefined {
  if (low.lines.length === 0) return undefined;
  const rate = rational(1n, BigInt(port.ticksPerBit));
  const bitsInLatency = times(rational(BigInt(port.latencyTicks)), rate);
  const lines = high.lines.length === 0 ? [{ start: zero, bits: zero, rate: zero }] : high.lines;
  let least: Rational | undefined;
  for (const line of lines) {
    const left = minus(rate, line.rate);
    if (left.numerator <= 0n || compareRationals((low.lines.at(-1) as Line).rate, left) > 0) continue;
    const delay = plus(dividedBy(plus(line.bits, bitsInLatency), left), deviationOf(low, dividedBy(rational(1n), left)));
    if (least === undefined || compareRationals(delay, least) < 0) least = delay;
  }
  return least;
}

/** Largest horizontal distance from the curve to the line of a server without latency: max over t of bits(t) · ticksPerBit - t. */
function deviationOf({ lines }: Curve, ticksPerBit: Rational): Rational {
  const rate = dividedBy(rational(1n), ticksPerBit);
  const line = lines.find((each) => compareRationals(each.rate, rate) <= 0) ?? (lines.at(-1) as Line);
  return minus(times(plus(line.bits, times(line.rate, line.start)), ticksPerBit), line.start);
}

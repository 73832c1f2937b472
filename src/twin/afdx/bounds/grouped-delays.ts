import { approximately, compareRationals, dividedBy, minus, plus, type Rational, rational, times, zero } from '../../../kernel/rational.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import {
  type CurveAnalysis,
  curveAnalysisOf,
  type Group,
  largestFrameBitsOf,
  type Passage,
  type PortGroups,
  sumOf,
} from './port-traffic.js';

/**
 * Longest delays of each port by the grouped variant of total flow analysis: what arrives over one link in a closed interval of t
 * ticks is at most t / ticksPerBit bits and, because a frame counts as a whole when its last bit is there, one largest frame more
 * (grouping: Grieu, Analyse et évaluation de techniques de commutation Ethernet, 2004).
 *
 * @implements LLR-BND-006
 */
export function groupedAnalysisOf(network: TimingNetwork, passages: readonly (readonly Passage[])[]): CurveAnalysis {
  return curveAnalysisOf(network, passages, (groups) => {
    const high = curveOf(groups.high, groups.rateDenominator);
    const low = curveOf(groups.low, groups.rateDenominator);
    return { high: highDelayOf(groups, high), low: lowDelayOf(groups, high, low) };
  });
}

/** A group with the instant at which its token bucket becomes the limit instead of its link; `undefined` when that never happens. */
interface Turn {
  readonly group: Group;
  readonly at: Rational | undefined;
  readonly about: number;
  readonly rate: Rational;
  readonly linkRate: Rational;
}

/**
 * A concave arrival curve, the sum over groups of min(link, token bucket). Its straight pieces are numbered: on piece n the first n of
 * the sorted turns have happened.
 */
interface Curve {
  readonly turns: readonly Turn[];
  /** Bits per tick on each piece, falling. */
  readonly rates: readonly Rational[];
}

function curveOf(groups: readonly Group[], rateDenominator: bigint): Curve {
  const turns = groups.map((group) => turnOf(group, rateDenominator)).sort(compareTurns);
  const rates = [turns.reduce((sum, { linkRate }) => plus(sum, linkRate), zero)];
  for (const { at, rate, linkRate } of turns) {
    if (at !== undefined) rates.push(plus(rates.at(-1) ?? zero, minus(rate, linkRate)));
  }
  return { turns, rates };
}

function turnOf(group: Group, rateDenominator: bigint): Turn {
  const rate = rational(group.rateNumerator, rateDenominator);
  if (group.linkTicksPerBit === 0) return { group, at: zero, about: 0, rate, linkRate: rate };
  const linkRate = rational(1n, BigInt(group.linkTicksPerBit));
  const spare = minus(linkRate, rate);
  if (spare.numerator <= 0n) return { group, at: undefined, about: Number.POSITIVE_INFINITY, rate, linkRate };
  const at = dividedBy(minus(group.burstBits, rational(BigInt(group.frameBitsMax))), spare);
  return { group, at, about: approximately(at), rate, linkRate };
}

/** Floating point decides where it is sure to. */
function compareTurns(a: Turn, b: Turn): number {
  if (a.at === undefined || b.at === undefined) return a.about === b.about ? 0 : a.about - b.about;
  return Math.abs(a.about - b.about) > 1e-9 * Math.max(a.about, b.about) ? a.about - b.about : compareRationals(a.at, b.at);
}

/** Where a piece meets the axis: its line is `bits + rate · t`. */
function bitsOfPiece({ turns }: Curve, piece: number): Rational {
  return sumOf(
    turns.map(({ group }, index) =>
      index < piece || group.linkTicksPerBit === 0 ? group.burstBits : rational(BigInt(group.frameBitsMax)),
    ),
  );
}

/** The first piece whose rate a server of the given rate can serve; `undefined` when there is none. */
function servedPiece({ rates }: Curve, rate: Rational): number | undefined {
  const piece = rates.findIndex((each) => compareRationals(each, rate) <= 0);
  return piece < 0 ? undefined : piece;
}

/** Largest horizontal distance from the curve to the line of a server of the given rate: where the curve becomes flatter. */
function deviationOf(curve: Curve, rate: Rational): Rational | undefined {
  const piece = servedPiece(curve, rate);
  if (piece === undefined) return undefined;
  const start = curve.turns[piece - 1]?.at ?? zero;
  return minus(dividedBy(plus(bitsOfPiece(curve, piece), times(curve.rates[piece] ?? zero, start)), rate), start);
}

function highDelayOf({ port, high, low }: PortGroups, curve: Curve): Rational | undefined {
  if (high.length === 0) return undefined;
  const blocking = rational(BigInt(largestFrameBitsOf(low)) * BigInt(port.ticksPerBit));
  const deviation = deviationOf(curve, rational(1n, BigInt(port.ticksPerBit)));
  return deviation === undefined ? undefined : plus(plus(deviation, blocking), rational(BigInt(port.latencyTicks)));
}

/**
 * Each piece of the high priority bounds it by a token bucket, which leaves a rate-latency server to the low priority. The smallest
 * of the delays so found holds.
 */
function lowDelayOf({ port, high, low }: PortGroups, highCurve: Curve, lowCurve: Curve): Rational | undefined {
  if (low.length === 0) return undefined;
  const rate = rational(1n, BigInt(port.ticksPerBit));
  if (high.length === 0) return plus(deviationOf(lowCurve, rate) ?? zero, rational(BigInt(port.latencyTicks)));
  const bitsInLatency = times(rational(BigInt(port.latencyTicks)), rate);
  let least: Rational | undefined;
  for (let piece = servedPiece(highCurve, rate) ?? highCurve.rates.length; piece < highCurve.rates.length; piece += 1) {
    const left = minus(rate, highCurve.rates[piece] ?? zero);
    const deviation = left.numerator <= 0n ? undefined : deviationOf(lowCurve, left);
    if (deviation === undefined) continue;
    const delay = plus(dividedBy(plus(bitsOfPiece(highCurve, piece), bitsInLatency), left), deviation);
    if (least === undefined || compareRationals(delay, least) < 0) least = delay;
  }
  return least;
}

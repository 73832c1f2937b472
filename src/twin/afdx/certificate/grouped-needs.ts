import type { Priority } from './certificate-claims.js';
import type { Fraction } from './claimed-numbers.js';
import type { FluidGroup } from './fluid-groups.js';
import type { FluidPort } from './fluid-needs.js';

/** A straight line `amount + slope · t` in units of the scales, from an instant on that is `start / (delays · weight)` ticks. */
interface Piece {
  readonly amount: bigint;
  readonly slope: bigint;
  readonly start: bigint;
  readonly weight: bigint;
}

/**
 * The delay in ticks that method grouped gives for a priority at a port that is not overloaded.
 * Source: docs/afdx-bounds.md, Method grouped.
 * @implements LLR-CCK-009
 */
export function groupedDelayOf(fluid: FluidPort, priority: Priority): Fraction {
  return priority === 'high' ? highDelayOf(fluid) : lowDelayOf(fluid);
}

/** The largest of tpb · (α(t) + L_low) - t is where the slope of tpb · α falls to 1 or below, because α is concave. */
function highDelayOf({ port, groups, lowBitsMax, scales }: FluidPort): Fraction {
  const { delays, rates } = scales;
  const unit = delays * rates;
  const ticksPerBit = BigInt(port.ticksPerBit);
  const at = firstAtMost(piecesOf(groups, 'high'), rates / ticksPerBit);
  const constant = ticksPerBit * (at.amount + BigInt(lowBitsMax) * unit) + BigInt(port.latencyTicks) * unit;
  return { numerator: at.weight * constant + at.start * (ticksPerBit * at.slope - rates), denominator: unit * at.weight };
}

/** The smallest value over the pieces of α_high that leave low priority its long-term rate. */
function lowDelayOf({ port, groups, scales }: FluidPort): Fraction {
  const { delays, rates } = scales;
  const portRate = rates / BigInt(port.ticksPerBit);
  const lowPieces = piecesOf(groups, 'low');
  const longTermRate = lowPieces.at(-1)?.slope ?? 0n;
  const latency = BigInt(port.latencyTicks) * portRate * delays;
  let smallest: { readonly numerator: bigint; readonly weight: bigint } | undefined;
  for (const { amount, slope } of piecesOf(groups, 'high')) {
    const left = portRate - slope;
    if (left <= 0n || longTermRate > left) continue;
    const at = firstAtMost(lowPieces, left);
    const numerator = at.weight * (amount + latency + at.amount) + at.start * (at.slope - left);
    const weight = left * at.weight;
    if (smallest === undefined || numerator * smallest.weight < smallest.numerator * weight) smallest = { numerator, weight };
  }
  if (smallest === undefined) throw new Error('the last piece of a port that is not overloaded leaves low priority its rate');
  return { numerator: smallest.numerator, denominator: delays * smallest.weight };
}

/** The first piece with at most a slope; the slopes fall. */
function firstAtMost(pieces: readonly Piece[], slope: bigint): Piece {
  const found = pieces.find((piece) => piece.slope <= slope);
  if (found === undefined) throw new Error('the long-term rate of a port that is not overloaded is within its rate');
  return found;
}

/** The pieces of α of one priority in order; each group turns from its link to its bucket where the two meet. */
function piecesOf(groups: readonly FluidGroup[], priority: Priority): readonly Piece[] {
  const turns: { readonly group: FluidGroup; readonly start: bigint; readonly weight: bigint }[] = [];
  let [amount, slope] = [0n, 0n];
  for (const group of groups) {
    if (group.priority !== priority) continue;
    const { linkRate } = group;
    amount += linkRate === undefined ? group.burst : group.largest;
    slope += linkRate ?? group.rate;
    if (linkRate !== undefined && linkRate > group.rate)
      turns.push({ group, start: group.burst - group.largest, weight: linkRate - group.rate });
  }
  turns.sort((a, b) => (a.start * b.weight < b.start * a.weight ? -1 : a.start * b.weight > b.start * a.weight ? 1 : 0));
  const pieces: Piece[] = [{ amount, slope, start: 0n, weight: 1n }];
  for (const { group, start, weight } of turns) {
    amount += group.burst - group.largest;
    slope -= weight;
    const last = pieces.at(-1);
    if (last !== undefined && last.start * weight === start * last.weight) pieces.pop();
    pieces.push({ amount, slope, start, weight });
  }
  return pieces;
}

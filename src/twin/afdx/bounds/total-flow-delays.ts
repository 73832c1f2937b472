import { dividedBy, minus, plus, type Rational, rational, times } from '../../../kernel/rational.js';
import type { TimingNetwork, TimingPort } from '../timing/timing-network.js';
import { type Group, groupsOf, type Passage, type PortDelays, rateDenominatorOf } from './port-traffic.js';

/**
 * Longest delays of each port by total flow analysis: token buckets through a rate-latency server
 * (Le Boudec and Thiran, Network Calculus, 2001, theorem 1.4.2), without regard to the links that shape the arrivals.
 * High priority waits for one frame of low priority (non-preemptive); low priority is served with what high priority leaves.
 *
 * @implements LLR-BND-005
 */
export function totalFlowDelaysOf(network: TimingNetwork, passages: readonly (readonly Passage[])[]): readonly PortDelays[] {
  const rateDenominator = rateDenominatorOf(network);
  const delays: PortDelays[] = [];
  for (const port of network.ports) {
    const here = passages[port.index] ?? [];
    const high = groupsOf(network, here, 'high', delays, rateDenominator);
    const low = groupsOf(network, here, 'low', delays, rateDenominator);
    delays.push({ high: highDelayOf(port, high, low), low: lowDelayOf(port, high, low, rateDenominator) });
  }
  return delays;
}

function highDelayOf(port: TimingPort, high: readonly Group[], low: readonly Group[]): Rational | undefined {
  if (high.length === 0) return undefined;
  const bits = plus(burstOf(high), rational(BigInt(largestFrameBitsOf(low))));
  return plus(times(bits, rational(BigInt(port.ticksPerBit))), rational(BigInt(port.latencyTicks)));
}

/** (σ_high + σ_low + R·T) / (R - ρ_high), every term multiplied by the ticks per bit. */
function lowDelayOf(port: TimingPort, high: readonly Group[], low: readonly Group[], rateDenominator: bigint): Rational | undefined {
  if (low.length === 0) return undefined;
  const ticksPerBit = BigInt(port.ticksPerBit);
  const rateHigh = high.reduce((sum, { rateNumerator }) => sum + rateNumerator, 0n);
  const left = minus(rational(1n), rational(rateHigh * ticksPerBit, rateDenominator));
  const work = plus(times(plus(burstOf(high), burstOf(low)), rational(ticksPerBit)), rational(BigInt(port.latencyTicks)));
  return dividedBy(work, left);
}

/**
 * The bursts of all groups together, in bits.
 *
 * @implements LLR-BND-005
 */
export function burstOf(groups: readonly Group[]): Rational {
  return groups.reduce((sum, { burstBits }) => plus(sum, burstBits), rational(0n));
}

/**
 * The largest frame of all groups in bits; 0 when there is none.
 *
 * @implements LLR-BND-005
 */
export function largestFrameBitsOf(groups: readonly Group[]): number {
  return groups.reduce((largest, { frameBitsMax }) => Math.max(largest, frameBitsMax), 0);
}

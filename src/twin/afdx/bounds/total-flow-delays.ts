import { dividedBy, minus, plus, type Rational, rational, times } from '../../../kernel/rational.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import { type CurveAnalysis, curveAnalysisOf, largestFrameBitsOf, type Passage, type PortGroups, sumOf } from './port-traffic.js';

/**
 * Longest delays of each port by total flow analysis: token buckets through a rate-latency server
 * (Le Boudec and Thiran, Network Calculus, 2001, theorem 1.4.2), without regard to the links that shape the arrivals.
 * High priority waits for one frame of low priority (non-preemptive); low priority is served with what high priority leaves.
 *
 * @implements LLR-BND-005
 */
export function totalFlowAnalysisOf(network: TimingNetwork, passages: readonly (readonly Passage[])[]): CurveAnalysis {
  return curveAnalysisOf(network, passages, (groups) => ({ high: highDelayOf(groups), low: lowDelayOf(groups) }));
}

function highDelayOf({ port, high, low }: PortGroups): Rational | undefined {
  if (high.length === 0) return undefined;
  const bits = plus(sumOf(high.map(({ burstBits }) => burstBits)), rational(BigInt(largestFrameBitsOf(low))));
  return plus(times(bits, rational(BigInt(port.ticksPerBit))), rational(BigInt(port.latencyTicks)));
}

/** (σ_high + σ_low + R·T) / (R - ρ_high), every term multiplied by the ticks per bit. */
function lowDelayOf({ port, high, low, rateDenominator }: PortGroups): Rational | undefined {
  if (low.length === 0) return undefined;
  const ticksPerBit = BigInt(port.ticksPerBit);
  const rateHigh = high.reduce((sum, { rateNumerator }) => sum + rateNumerator, 0n);
  const left = minus(rational(1n), rational(rateHigh * ticksPerBit, rateDenominator));
  const burst = sumOf([...high, ...low].map(({ burstBits }) => burstBits));
  return dividedBy(plus(times(burst, rational(ticksPerBit)), rational(BigInt(port.latencyTicks))), left);
}

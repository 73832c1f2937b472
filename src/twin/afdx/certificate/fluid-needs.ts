import type { Priority } from './certificate-claims.js';
import type { Fraction } from './claimed-numbers.js';
import type { ExpectedPort } from './expected-network.js';
import { type FluidGroup, type Scales, sumOf } from './fluid-groups.js';

/** What the delay at a port depends on beside its groups. */
export interface FluidPort {
  readonly port: ExpectedPort;
  readonly groups: readonly FluidGroup[];
  /** Largest frame of low priority in bits; 0 without. */
  readonly lowBitsMax: number;
  /** Largest frame in bits. */
  readonly bitsMax: number;
  readonly scales: Scales;
}

/**
 * The delay in ticks that method total-flow gives for a priority at a port that is not overloaded.
 * Source: docs/afdx-bounds.md, Method total-flow.
 * @implements LLR-CCK-008
 */
export function totalFlowDelayOf({ port, groups, lowBitsMax, scales }: FluidPort, priority: Priority): Fraction {
  const { delays, rates } = scales;
  const [ticksPerBit, latency] = [BigInt(port.ticksPerBit), BigInt(port.latencyTicks)];
  const unit = delays * rates;
  if (priority === 'high') {
    const blocking = BigInt(lowBitsMax) * unit;
    return { numerator: ticksPerBit * (sumOf(groups, 'burst', 'high') + blocking) + latency * unit, denominator: unit };
  }
  const numerator = ticksPerBit * sumOf(groups, 'burst') + latency * unit;
  return { numerator, denominator: delays * (rates - ticksPerBit * sumOf(groups, 'rate', 'high')) };
}

/**
 * The backlog in bits that both fluid methods give for a port: Σσ + Σρ · T rounded up, and one largest frame.
 * @implements LLR-CCK-011
 */
export function fluidBacklogOf({ port, groups, bitsMax, scales }: FluidPort): bigint {
  const unit = scales.delays * scales.rates;
  const amount = sumOf(groups, 'burst') + sumOf(groups, 'rate') * scales.delays * BigInt(port.latencyTicks);
  return (amount + unit - 1n) / unit + BigInt(bitsMax);
}

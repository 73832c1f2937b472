import { type Rational, rational, roundedUp } from '../../../kernel/rational.js';
import type { Bounds } from '../bounds/bounds.js';
import type { TimingFlow } from '../timing/timing-network.js';
import { wireOverheadBytes } from '../wire.js';
import { frameBoundsOf } from './frame-bounds.js';

/** What the policer of one switch has to allow one flow, so that it drops none of its frames. */
export interface PolicerAllowance {
  readonly flow: TimingFlow;
  /** The switch that the flow enters. */
  readonly switchId: string;
  /** J: largest difference between the times that two frames take from their release to this switch, in ticks. */
  readonly jitterTicks: number;
  /** Smax · (1 + J / BAG) in bits, Smax being the largest frame without preamble and inter-frame gap. */
  readonly accountBits: Rational;
  /** The same in bytes, rounded up. */
  readonly accountBytes: bigint;
}

/**
 * The proved sufficient allowance of each flow at each switch that it enters, in the order of the flows.
 *
 * In a closed interval of t ticks at most 1 + (t + J) / BAG frames come, together at most Smax · (1 + J / BAG) + t · Smax / BAG bits: what
 * an account of that size, full at the start, pays for. A sender that always uses its largest frame needs no less.
 *
 * @implements LLR-TMR-002
 */
export function policerAllowancesOf(bounds: Bounds): readonly PolicerAllowance[] {
  const { network, jitterTicks } = frameBoundsOf(bounds);
  return network.flows.flatMap((flow) => {
    const entered = new Map<string, number>();
    flow.hops.forEach(({ port, parent }, hop) => {
      if (parent >= 0) entered.set(network.ports[port]?.node ?? '', jitterTicks[flow.index]?.[hop] ?? 0);
    });
    return [...entered].map(([switchId, jitter]): PolicerAllowance => {
      const accountBits = accountBitsOf(flow, jitter);
      return { flow, switchId, jitterTicks: jitter, accountBits, accountBytes: bytesOf(accountBits) };
    });
  });
}

/**
 * Largest frame of a flow in bits without preamble and inter-frame gap.
 *
 * @implements LLR-TMR-002
 */
export function policedFrameBitsOf({ frameBitsMax }: TimingFlow): number {
  return frameBitsMax - wireOverheadBytes * 8;
}

/**
 * The jitter that an account of whole bytes grants when it is sized for some jitter: somewhat more, because it is rounded up.
 *
 * @returns ticks, rounded up
 * @implements LLR-TMR-003
 */
export function grantedJitterTicksOf(flow: TimingFlow, jitterTicks: number): number {
  const frameBits = BigInt(policedFrameBitsOf(flow));
  const excessBits = bytesOf(accountBitsOf(flow, jitterTicks)) * 8n - frameBits;
  return Number(roundedUp(rational(excessBits * BigInt(flow.gapTicks), frameBits)));
}

function accountBitsOf(flow: TimingFlow, jitterTicks: number): Rational {
  const gap = BigInt(flow.gapTicks);
  return rational(BigInt(policedFrameBitsOf(flow)) * (gap + BigInt(jitterTicks)), gap);
}

function bytesOf({ numerator, denominator }: Rational): bigint {
  return roundedUp(rational(numerator, denominator * 8n));
}

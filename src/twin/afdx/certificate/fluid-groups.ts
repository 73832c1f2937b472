import { leastCommonMultiple } from '../../../kernel/rational.js';
import type { Priority } from './certificate-claims.js';
import type { ExpectedFlow, ExpectedNetwork } from './expected-network.js';
import { type Group, largestBitsOf } from './port-traffic.js';
import type { ScaledDelays } from './scaled-delays.js';

/**
 * Scales in which every sum of the fluid methods is a whole number: delays are multiples of 1 / `delays`, rates of 1 / `rates`
 * bits per tick, amounts of data of 1 / (`delays` · `rates`) bits.
 */
export interface Scales {
  readonly delays: bigint;
  readonly rates: bigint;
}

/** A group as token bucket and link. */
export interface FluidGroup {
  readonly priority: Priority;
  /** σ: in units of 1 / (delays · rates) bits. */
  readonly burst: bigint;
  /** ρ: in units of 1 / rates bits per tick. */
  readonly rate: bigint;
  /** Largest frame in units of 1 / (delays · rates) bits. */
  readonly largest: bigint;
  /** Rate of the link in units of 1 / rates bits per tick; `undefined` at a source. */
  readonly linkRate: bigint | undefined;
}

/**
 * A number of which every gap and every time to send a bit is a divisor, so that rates are whole in its units.
 * @implements LLR-CCK-007
 */
export function rateScaleOf(network: ExpectedNetwork): bigint {
  const durations = new Set([...network.flows.map(({ gapTicks }) => gapTicks), ...network.ports.map(({ ticksPerBit }) => ticksPerBit)]);
  return [...durations].reduce((common, ticks) => leastCommonMultiple(common, BigInt(ticks)), 1n);
}

/**
 * The fluid form of the groups of a port; `undefined` when a delay that they rest on is not claimed or malformed. The flows that passed
 * a port before share one product of its delay with the sum of their rates.
 * @implements LLR-CCK-007
 */
export function fluidGroupsOf(groups: readonly Group[], delays: ScaledDelays, rates: bigint): readonly FluidGroup[] | undefined {
  const fluid = groups.map((group) => fluidGroupOf(group, delays, rates));
  return fluid.every((group) => group !== undefined) ? fluid : undefined;
}

function fluidGroupOf(group: Group, delays: ScaledDelays, rates: bigint): FluidGroup | undefined {
  const { priority, passages, linkTicksPerBit } = group;
  const unit = delays.scale * rates;
  const bits = passages.reduce((sum, { flow }) => sum + flow.largestBits, 0);
  let burst = BigInt(bits) * unit;
  for (const [port, sum] of ratesByPortPassed(group, rates)) {
    const delay = delays.of(port, priority);
    if (delay === undefined) return undefined;
    burst += delay * sum;
  }
  const rate = passages.reduce((sum, { flow }) => sum + rateOf(flow, rates), 0n);
  const linkRate = linkTicksPerBit === undefined ? undefined : rates / BigInt(linkTicksPerBit);
  return { priority, burst, rate, largest: BigInt(largestBitsOf([group])) * unit, linkRate };
}

/** For each port passed before, the rate of the flows that passed it. */
function ratesByPortPassed({ passages }: Group, rates: bigint): ReadonlyMap<number, bigint> {
  const passed = new Map<number, bigint>();
  for (const { flow, hop } of passages) {
    const rate = rateOf(flow, rates);
    for (let at = flow.hops[hop]?.before ?? -1; at >= 0; at = flow.hops[at]?.before ?? -1) {
      const port = flow.hops[at]?.port ?? -1;
      passed.set(port, (passed.get(port) ?? 0n) + rate);
    }
  }
  return passed;
}

function rateOf({ largestBits, gapTicks }: ExpectedFlow, rates: bigint): bigint {
  return BigInt(largestBits) * (rates / BigInt(gapTicks));
}

/**
 * The sum of one quantity over the groups of a priority, or of both.
 * @implements LLR-CCK-007
 */
export function sumOf(groups: readonly FluidGroup[], quantity: 'burst' | 'rate', priority?: Priority): bigint {
  return groups.reduce((sum, group) => (priority === undefined || group.priority === priority ? sum + group[quantity] : sum), 0n);
}

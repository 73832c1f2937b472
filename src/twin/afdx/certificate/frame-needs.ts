import { leastCommonMultiple } from '../../../kernel/rational.js';
import type { ExpectedPort } from './expected-network.js';
import { bitsAt, type FrameArrivals } from './frame-arrivals.js';

/**
 * Events after which method frame counts no further.
 * @implements LLR-CCK-012
 */
export const eventsMax = 1_000_000;

/**
 * The delay in ticks that method frame gives at a port that serves first come, first served, behind at most `blockingBits` of a frame
 * that was being sent; `undefined` when more events than the limit, or than whole numbers hold, would be needed.
 * Source: docs/afdx-bounds.md, Method frame, First come, first served.
 * @implements LLR-CCK-012
 */
export function firstComeDelayOf(
  { ticksPerBit, latencyTicks }: ExpectedPort,
  arrivals: FrameArrivals,
  blockingBits: number,
): number | undefined {
  let before = arrivals.stretch(0);
  if (before === undefined) return undefined;
  let largest = ticksPerBit * (bitsAt(before, 0) + blockingBits) + latencyTicks;
  for (let index = 1; index <= eventsMax; index += 1) {
    const after = arrivals.stretch(index);
    if (after === undefined || !Number.isSafeInteger(largest)) return undefined;
    const instant = after.start;
    if (ticksPerBit * (bitsAt(before, instant) + blockingBits) + latencyTicks <= instant) return largest;
    const work = ticksPerBit * (bitsAt(after, instant) + blockingBits) + latencyTicks;
    if (!Number.isSafeInteger(work)) return undefined;
    largest = Math.max(largest, work - instant);
    before = after;
  }
  return undefined;
}

/**
 * The longest busy period in ticks of a port that serves first come, first served, from the arrival of its first frame; `undefined` when
 * its end is more events away than the limit, or than whole numbers hold.
 * Source: docs/afdx-bounds.md, Method path, Path, B_h.
 * @implements LLR-CCK-019
 */
export function busyPeriodOf(
  { ticksPerBit, latencyTicks }: ExpectedPort,
  arrivals: FrameArrivals,
  blockingBits: number,
): number | undefined {
  let before = arrivals.stretch(0);
  for (let index = 1; before !== undefined && index <= eventsMax; index += 1) {
    const after = arrivals.stretch(index);
    if (after === undefined) return undefined;
    const busy = ticksPerBit * (bitsAt(before, after.start) + blockingBits) + latencyTicks;
    if (busy <= after.start) return busy;
    before = after;
  }
  return undefined;
}

/**
 * The backlog in bits of the frames that are held at a port, without the largest frame that is added to it; `undefined` when more
 * events than the limit would be needed. The arrivals are those of both priorities, each link one group.
 * Source: docs/afdx-bounds.md, Method frame, Backlog.
 * @implements LLR-CCK-011
 */
export function heldBitsOf({ ticksPerBit, latencyTicks }: ExpectedPort, arrivals: FrameArrivals): number | undefined {
  let before = arrivals.stretch(0);
  if (before === undefined) return undefined;
  let largest = bitsAt(before, 0);
  for (let index = 1; index <= eventsMax; index += 1) {
    const after = arrivals.stretch(index);
    if (after === undefined || !Number.isSafeInteger(largest)) return undefined;
    const instant = after.start;
    if (before.start <= latencyTicks && latencyTicks < instant) largest = Math.max(largest, bitsAt(before, latencyTicks));
    if (ticksPerBit * bitsAt(before, instant) + latencyTicks <= instant) return largest;
    const sent = Math.floor(Math.max(0, instant - latencyTicks) / ticksPerBit);
    largest = Math.max(largest, bitsAt(after, instant) - sent);
    before = after;
  }
  return undefined;
}

/** A flow as a token bucket: bits of the largest frame, gap and jitter in ticks. */
export interface BucketFlow {
  readonly bits: number;
  readonly gapTicks: number;
  readonly jitterTicks: number;
}

/**
 * The delay in ticks for a port loaded to its rate, whose busy period has no end that can be counted to: each flow as a token bucket.
 * @param flows the flows of the priority
 * @implements LLR-CCK-012
 */
export function fullLoadDelayOf({ ticksPerBit, latencyTicks }: ExpectedPort, flows: readonly BucketFlow[], blockingBits: number): bigint {
  return BigInt(ticksPerBit) * (BigInt(blockingBits) + burstOf(flows)) + BigInt(latencyTicks);
}

/**
 * The delay in ticks of low priority below high by the same token buckets, at a port not loaded above its rate.
 * @implements LLR-CCK-018
 */
export function fullLoadLowDelayOf(
  { ticksPerBit, latencyTicks }: ExpectedPort,
  high: readonly BucketFlow[],
  low: readonly BucketFlow[],
): bigint {
  const { bits, window } = rateOf(high);
  const work = BigInt(ticksPerBit) * (burstOf(high) + burstOf(low)) + BigInt(latencyTicks);
  return dividedUp(work * window, window - BigInt(ticksPerBit) * bits);
}

/**
 * The bits held at a port by the same token buckets, without the largest frame that is added to them.
 * @implements LLR-CCK-018
 */
export function fullLoadHeldBitsOf({ latencyTicks }: ExpectedPort, flows: readonly BucketFlow[]): bigint {
  const { bits, window } = rateOf(flows);
  return burstOf(flows) + dividedUp(bits * BigInt(latencyTicks), window);
}

function burstOf(flows: readonly BucketFlow[]): bigint {
  return flows.reduce(
    (sum, { bits, gapTicks, jitterTicks }) => sum + BigInt(bits) + dividedUp(BigInt(bits) * BigInt(jitterTicks), BigInt(gapTicks)),
    0n,
  );
}

/** Σ bits / gap, as bits in a common multiple of the gaps. */
function rateOf(flows: readonly BucketFlow[]): { readonly bits: bigint; readonly window: bigint } {
  const gaps = new Set(flows.map(({ gapTicks }) => gapTicks));
  const window = [...gaps].reduce((common, gapTicks) => leastCommonMultiple(common, BigInt(gapTicks)), 1n);
  return { bits: flows.reduce((sum, { bits, gapTicks }) => sum + BigInt(bits) * (window / BigInt(gapTicks)), 0n), window };
}

function dividedUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

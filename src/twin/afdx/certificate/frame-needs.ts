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
    largest = Math.max(largest, ticksPerBit * (bitsAt(after, instant) + blockingBits) + latencyTicks - instant);
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

/**
 * The delay in ticks for a port loaded to its rate, whose busy period has no end that can be counted to: each flow as a token bucket.
 * @param flows bits of the largest frame, gap and jitter in ticks of each flow of the priority
 * @implements LLR-CCK-012
 */
export function fullLoadDelayOf(
  { ticksPerBit, latencyTicks }: ExpectedPort,
  flows: readonly { readonly bits: number; readonly gapTicks: number; readonly jitterTicks: number }[],
  blockingBits: number,
): bigint {
  let sum = BigInt(blockingBits);
  for (const { bits, gapTicks, jitterTicks } of flows)
    sum += BigInt(bits) + (BigInt(bits) * BigInt(jitterTicks) + BigInt(gapTicks) - 1n) / BigInt(gapTicks);
  return BigInt(ticksPerBit) * sum + BigInt(latencyTicks);
}

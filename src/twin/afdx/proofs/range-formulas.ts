import { difference, integer, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer } from '../../../kernel/logic/expression.js';

/**
 * Bits of the largest frame on the wire, as `buildTimingNetwork` computes them from bytes.
 *
 * @implements LLR-POB-011
 */
export function wireBits(frameBytes: Integer): Integer {
  return product(sum(frameBytes, integer(20, 'byte')), integer(8, 'bit byte^-1'));
}

/**
 * A duration of a network file in ticks, as `buildTimingNetwork` computes it: first in nanoseconds.
 *
 * @param duration in a unit that has `nanoseconds` nanoseconds
 * @implements LLR-POB-011
 */
export function durationTicks(duration: Integer, nanoseconds: number, ticksPerNanosecond: Integer): Integer {
  const inNanoseconds = nanoseconds === 1 ? duration : product(duration, integer(nanoseconds, 'ns'));
  return product(inNanoseconds, ticksPerNanosecond);
}

/**
 * The two factors of the largest value of an account, as the simulation multiplies them.
 *
 * @implements LLR-POB-011
 */
export function accountFactors(frameBits: Integer, gap: Integer, jitter: Integer): { readonly content: Integer; readonly time: Integer } {
  return { content: difference(frameBits, integer(160, 'bit')), time: sum(gap, jitter) };
}

/**
 * Latency and the sending of what has come, as the analysis, its checker and the contained analysis compute it.
 *
 * @param sending ticks per bit times the bits that came
 * @implements LLR-POB-011
 */
export function workTicks(sending: Integer, latency: Integer): Integer {
  return sum(sending, latency);
}

/**
 * The jitter behind a port from the jitter before it.
 *
 * @param sending of the smallest frame
 * @implements LLR-POB-011
 */
export function jitterBehindTicks(jitter: Integer, delay: Integer, sending: Integer): Integer {
  return sum(jitter, difference(delay, sending));
}

/**
 * The frames of a flow that are there when an arrival sweep begins, and the instant of its next frame.
 *
 * @param flow the whole gaps that its jitter holds, and the frames times the gap
 * @implements LLR-POB-011
 */
export function firstJump(flow: { readonly gapsInJitter: Integer; readonly passed: Integer; readonly jitter: Integer }): {
  readonly frames: Integer;
  readonly jump: Integer;
} {
  return { frames: sum(integer(1), flow.gapsInJitter), jump: difference(flow.passed, flow.jitter) };
}

/**
 * The bits that a link has still to bring when its largest frame is there; times its ticks per bit, the instant at which it ceases to be the limit.
 *
 * @implements LLR-POB-011
 */
export function bitsOverLink(level: Integer, largestFrame: Integer): Integer {
  return difference(level, largestFrame);
}

/**
 * The account of a policer after some time, before it is cut to its largest value.
 *
 * @param refill elapsed time times the content of the largest frame
 * @implements LLR-POB-011
 */
export function filledBitTicks(account: Integer, refill: Integer): Integer {
  return sum(account, refill);
}

/**
 * The time at which a frame that is sent now comes to the next node.
 *
 * @implements LLR-POB-011
 */
export function arrivalTick(tick: Integer, sending: Integer, travel: Integer, late: Integer): Integer {
  return sum(tick, sending, travel, late);
}

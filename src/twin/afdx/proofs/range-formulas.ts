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
 * The largest value of the account of a policer, as the simulation computes it.
 *
 * @implements LLR-POB-011
 */
export function accountBitTicks(frameBits: Integer, gap: Integer, jitter: Integer): Integer {
  return product(difference(frameBits, integer(160, 'bit')), sum(gap, jitter));
}

/** A port as it works off what comes. */
export interface RangedServer {
  readonly ticksPerBit: Integer;
  readonly latency: Integer;
}

/**
 * Latency and the sending of what has come, as the analysis, its checker and the contained analysis compute it.
 *
 * @implements LLR-POB-011
 */
export function workTicks({ ticksPerBit, latency }: RangedServer, bits: readonly Integer[]): Integer {
  return sum(product(ticksPerBit, bits.length === 1 ? (bits[0] as Integer) : sum(...bits)), latency);
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
 * The bits counted of a flow and the instant of its next frame, when an arrival sweep begins.
 *
 * @param flow with the whole gaps that its jitter holds
 * @implements LLR-POB-011
 */
export function firstJump(flow: {
  readonly frameBits: Integer;
  readonly gap: Integer;
  readonly jitter: Integer;
  readonly gapsInJitter: Integer;
}): {
  readonly level: Integer;
  readonly passed: Integer;
  readonly jump: Integer;
} {
  const frames = sum(integer(1), flow.gapsInJitter);
  const passed = product(frames, flow.gap);
  return { level: product(frames, flow.frameBits), passed, jump: difference(passed, flow.jitter) };
}

/**
 * The instant at which a link ceases to be the limit of what it brings.
 *
 * @implements LLR-POB-011
 */
export function turnTicks(level: Integer, largestFrame: Integer, linkTicksPerBit: Integer): Integer {
  return product(difference(level, largestFrame), linkTicksPerBit);
}

/**
 * The account of a policer after some time, before it is cut to its largest value.
 *
 * @implements LLR-POB-011
 */
export function filledBitTicks(account: Integer, elapsed: Integer, frameBits: Integer): Integer {
  return sum(account, product(elapsed, difference(frameBits, integer(160, 'bit'))));
}

/**
 * The time at which a frame that is sent now comes to the next node.
 *
 * @implements LLR-POB-011
 */
export function arrivalTick(tick: Integer, sending: Integer, travel: Integer, late: Integer): Integer {
  return sum(tick, sending, travel, late);
}

import { greatestCommonDivisor, type Rational, rational } from '../../../kernel/rational.js';

/** Which instant of a frame the timestamps of a capture stand for. */
export type TimestampInstant = 'first-bit' | 'last-bit';

/**
 * Time on a link in a unit in which a nanosecond and the sending of a byte are both whole: a nanosecond at 10, 100 or 1000 Mbit/s.
 *
 * @implements LLR-MON-012
 */
export class LinkTime {
  readonly #unitsPerNanosecond: bigint;
  readonly #unitsPerByte: bigint;
  readonly #instant: TimestampInstant;

  /** @param rateBitsPerSecond rate of the link at which frames are seen */
  constructor(rateBitsPerSecond: number, instant: TimestampInstant) {
    const rate = BigInt(rateBitsPerSecond);
    const divisor = greatestCommonDivisor(rate, 8_000_000_000n);
    this.#unitsPerNanosecond = rate / divisor;
    this.#unitsPerByte = 8_000_000_000n / divisor;
    this.#instant = instant;
  }

  /** A duration in units. */
  units(nanoseconds: bigint): bigint {
    return nanoseconds * this.#unitsPerNanosecond;
  }

  /** A duration in nanoseconds, exact. */
  nanoseconds(units: bigint): Rational {
    return rational(units, this.#unitsPerNanosecond);
  }

  /** The first bit of a frame with a timestamp, in units. Preamble and start delimiter count as part of no frame. */
  firstBit(timeNanoseconds: bigint, frameBytes: number): bigint {
    const time = this.units(timeNanoseconds);
    return this.#instant === 'first-bit' ? time : time - BigInt(frameBytes) * this.#unitsPerByte;
  }

  /** The last bit of a frame with a timestamp, in units. */
  lastBit(timeNanoseconds: bigint, frameBytes: number): bigint {
    const time = this.units(timeNanoseconds);
    return this.#instant === 'last-bit' ? time : time + BigInt(frameBytes) * this.#unitsPerByte;
  }
}

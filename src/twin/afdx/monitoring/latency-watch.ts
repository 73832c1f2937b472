/** A frame that left the source and was not yet seen at the destination. */
interface Departure<Origin> {
  readonly timeNanoseconds: bigint;
  readonly origin: Origin;
}

/** A frame that did not arrive. */
export interface LostFrame<Origin> {
  readonly timeNanoseconds: bigint;
  readonly sequenceNumber: number;
  readonly origin: Origin;
}

/** Gaps after which an arrival is not taken for that of a departure: half the cycle of sequence numbers. */
const travelGaps = 127n;

/**
 * Measures the time from a tap at the source to a tap at one destination, for one virtual link on one network, by sequence number.
 * Departures and arrivals are given in the order of their times.
 *
 * @implements LLR-MON-017
 */
export class LatencyWatch<Origin> {
  readonly #windowNanoseconds: bigint;
  readonly #departures: (Departure<Origin> | undefined)[] = [];
  #count = 0;
  #sumNanoseconds = 0n;
  #shortestNanoseconds: bigint | undefined;
  #longestNanoseconds: bigint | undefined;
  #unmatched = 0;

  /** @param gapNanoseconds bandwidth allocation gap */
  constructor(gapNanoseconds: bigint) {
    this.#windowNanoseconds = gapNanoseconds * travelGaps;
  }

  /** Frames seen at both taps. */
  get count(): number {
    return this.#count;
  }

  get sumNanoseconds(): bigint {
    return this.#sumNanoseconds;
  }

  get shortestNanoseconds(): bigint | undefined {
    return this.#shortestNanoseconds;
  }

  get longestNanoseconds(): bigint | undefined {
    return this.#longestNanoseconds;
  }

  /** Arrivals without a departure. */
  get unmatched(): number {
    return this.#unmatched;
  }

  /** Takes a frame at the source; gives the one of the same number before it, when that never arrived. */
  depart(sequenceNumber: number, departure: Departure<Origin>): LostFrame<Origin> | undefined {
    const before = this.#departures[sequenceNumber];
    this.#departures[sequenceNumber] = departure;
    return before === undefined ? undefined : { ...before, sequenceNumber };
  }

  /** Takes a frame at the destination; gives its latency in nanoseconds, or `undefined` when it was not seen at the source. */
  arrive(sequenceNumber: number, timeNanoseconds: bigint): bigint | undefined {
    const departure = this.#departures[sequenceNumber];
    const latency = departure === undefined ? -1n : timeNanoseconds - departure.timeNanoseconds;
    if (latency < 0n || latency > this.#windowNanoseconds) {
      this.#unmatched += 1;
      return undefined;
    }
    this.#departures[sequenceNumber] = undefined;
    this.#count += 1;
    this.#sumNanoseconds += latency;
    if (this.#shortestNanoseconds === undefined || latency < this.#shortestNanoseconds) this.#shortestNanoseconds = latency;
    if (this.#longestNanoseconds === undefined || latency > this.#longestNanoseconds) this.#longestNanoseconds = latency;
    return latency;
  }

  /** The frames that left the source and have not arrived. */
  underWay(): readonly LostFrame<Origin>[] {
    return this.#departures.flatMap((departure, sequenceNumber) => (departure === undefined ? [] : [{ ...departure, sequenceNumber }]));
  }
}

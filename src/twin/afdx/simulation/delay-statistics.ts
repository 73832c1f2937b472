const sumPart = 2 ** 52;

/** Delays seen at one end, in ticks. Delay members are `undefined` when nothing was received. */
export interface DelayObservation {
  readonly frames: number;
  readonly delayTicksMin: number | undefined;
  readonly delayTicksMax: number | undefined;
  /** Exact sum, for the mean. */
  readonly delayTicksSum: bigint;
  /** Release of the first frame with the longest delay, and its number in its stream. */
  readonly releaseTickOfMax: number | undefined;
  readonly frameNumberOfMax: number | undefined;
}

/** Count, sum, least and greatest of delays, by end, in typed arrays. */
export class DelayStatistics {
  readonly #frames: Float64Array;
  readonly #least: Float64Array;
  readonly #greatest: Float64Array;
  readonly #releaseOfGreatest: Float64Array;
  readonly #numberOfGreatest: Float64Array;
  /** The sum is sumHigh · 2^52 + sumLow. */
  readonly #sumLow: Float64Array;
  readonly #sumHigh: Float64Array;

  /**
   * @implements LLR-SIM-040
   */
  constructor(ends: number) {
    this.#frames = new Float64Array(ends);
    this.#least = new Float64Array(ends).fill(Number.MAX_SAFE_INTEGER);
    this.#greatest = new Float64Array(ends).fill(-1);
    this.#releaseOfGreatest = new Float64Array(ends);
    this.#numberOfGreatest = new Float64Array(ends);
    this.#sumLow = new Float64Array(ends);
    this.#sumHigh = new Float64Array(ends);
  }

  /**
   * Counts a frame.
   *
   * @param releaseTick when it was released
   * @param deliveryTick when it was delivered, less than 2^52 ticks later
   * @param frameNumber its number in its stream
   * @implements LLR-SIM-040
   */
  add(end: number, releaseTick: number, deliveryTick: number, frameNumber: number): void {
    const delay = deliveryTick - releaseTick;
    this.#frames[end] = (this.#frames[end] as number) + 1;
    const sum = (this.#sumLow[end] as number) + delay;
    this.#sumLow[end] = sum < sumPart ? sum : sum - sumPart;
    if (sum >= sumPart) this.#sumHigh[end] = (this.#sumHigh[end] as number) + 1;
    if (delay < (this.#least[end] as number)) this.#least[end] = delay;
    if (delay > (this.#greatest[end] as number)) {
      this.#greatest[end] = delay;
      this.#releaseOfGreatest[end] = releaseTick;
      this.#numberOfGreatest[end] = frameNumber;
    }
  }

  /**
   * What was seen at an end.
   *
   * @implements LLR-SIM-040
   */
  observation(end: number): DelayObservation {
    const frames = this.#frames[end] as number;
    const seen = (column: Float64Array): number | undefined => (frames === 0 ? undefined : (column[end] as number));
    return {
      frames,
      delayTicksMin: seen(this.#least),
      delayTicksMax: seen(this.#greatest),
      delayTicksSum: BigInt(this.#sumHigh[end] as number) * BigInt(sumPart) + BigInt(this.#sumLow[end] as number),
      releaseTickOfMax: seen(this.#releaseOfGreatest),
      frameNumberOfMax: seen(this.#numberOfGreatest),
    };
  }
}

/** How a frame stands to those before it; durations in units of the caller. */
export interface ScheduleVerdict {
  /** Time since the frame before, first bit to first bit; `undefined` for the first frame. */
  readonly gap: bigint | undefined;
  /** How much earlier the frame came than a schedule of one frame in each gap permits; 0 or more. */
  readonly early: bigint;
  /** The gap to the frame before is shorter than the configured gap less what is allowed. */
  readonly gapTooShort: boolean;
  /** The frame is earlier than the schedule by more than what is allowed. */
  readonly tooEarly: boolean;
}

/**
 * Watches gap and jitter of one virtual link at one place, in whole units of time.
 *
 * A frame that conforms moves the instant at which the next one is due to one gap after the later of its own instant and its due
 * instant, so that the earliness is the jitter that the frames so far prove. One that comes too early does not count towards it, as
 * a switch would discard it.
 *
 * @implements LLR-MON-012
 */
export class ScheduleWatch {
  readonly #gap: bigint;
  #instant: bigint | undefined;
  #due = 0n;
  #smallestGap: bigint | undefined;
  #earliest = 0n;

  /** @param gap configured gap */
  constructor(gap: bigint) {
    this.#gap = gap;
  }

  get smallestGap(): bigint | undefined {
    return this.#smallestGap;
  }

  /** The largest earliness so far: the jitter that the frames prove. */
  get earliest(): bigint {
    return this.#earliest;
  }

  /** Forgets the frame before, so that nothing is judged against it. */
  restart(): void {
    this.#instant = undefined;
  }

  /**
   * Judges the next frame.
   *
   * @param instant its first bit
   * @param allowed how much a frame may be early; `undefined` when that is not known
   */
  observe(instant: bigint, allowed: bigint | undefined): ScheduleVerdict {
    if (this.#instant === undefined) {
      this.#instant = instant;
      this.#due = instant + this.#gap;
      return { gap: undefined, early: 0n, gapTooShort: false, tooEarly: false };
    }
    const gap = instant - this.#instant;
    const early = this.#due > instant ? this.#due - instant : 0n;
    const tooEarly = allowed !== undefined && early > allowed;
    if (!tooEarly) this.#due = (early > 0n ? this.#due : instant) + this.#gap;
    if (this.#smallestGap === undefined || gap < this.#smallestGap) this.#smallestGap = gap;
    if (early > this.#earliest) this.#earliest = early;
    this.#instant = instant;
    return { gap, early, gapTooShort: allowed !== undefined && gap < this.#gap - allowed, tooEarly };
  }
}

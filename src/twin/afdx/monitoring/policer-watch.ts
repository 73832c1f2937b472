/**
 * Byte-based policing of one virtual link as a switch does it, in whole numbers: an account of at most Smax · (1 + J / BAG) byte, full
 * at the start, is filled with Smax / BAG and debited by each frame that it holds; one that it does not hold is discarded. The account
 * is kept multiplied by the gap. Form of the account: ARINC 664 part 7 as described in public secondary sources.
 *
 * @implements LLR-MON-013
 */
export class PolicerWatch {
  readonly #gap: bigint;
  readonly #bytesMax: bigint;
  #instant: bigint | undefined;
  #account = 0n;

  /**
   * @param gap configured gap in units of time
   * @param frameBytesMax largest frame from destination address to check sequence, in bytes
   */
  constructor(gap: bigint, frameBytesMax: number) {
    this.#gap = gap;
    this.#bytesMax = BigInt(frameBytesMax);
  }

  /** Fills the account, as at the start. */
  restart(): void {
    this.#instant = undefined;
  }

  /**
   * Whether the next frame passes.
   *
   * @param instant its last bit, in units of time; not before that of the frame before
   * @param jitter J in units of time
   */
  passes(instant: bigint, frameBytes: number, jitter: bigint): boolean {
    const limit = this.#bytesMax * (this.#gap + jitter);
    const filled = this.#instant === undefined ? limit : this.#account + (instant - this.#instant) * this.#bytesMax;
    const account = filled < limit ? filled : limit;
    const price = BigInt(frameBytes) * this.#gap;
    this.#instant = instant;
    this.#account = price > account ? account : account - price;
    return price <= account;
  }
}

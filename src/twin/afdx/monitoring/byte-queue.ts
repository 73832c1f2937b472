/**
 * Bytes that come in pieces of any size and are taken from the front. What was handed out stays unchanged: bytes are only ever
 * added behind it. A single piece is used in place, without a copy.
 *
 * @implements LLR-MON-004
 */
export class ByteQueue {
  #bytes: Uint8Array = new Uint8Array(0);
  /** Bytes in use: from `#at` to `#end`. */
  #at = 0;
  #end = 0;
  #offset = 0;
  /** Memory that this queue made itself; a piece may be added behind what lies in it. */
  #own: Uint8Array | undefined;

  /** How many bytes were taken since the beginning. */
  get offset(): number {
    return this.#offset;
  }

  get available(): number {
    return this.#end - this.#at;
  }

  /** Adds a piece at the end; the piece must not be changed afterwards. */
  push(piece: Uint8Array): void {
    if (this.available === 0) {
      // a plain view: views of the larger classes that files are read into take longer to cut
      this.#bytes = new Uint8Array(piece.buffer, piece.byteOffset, piece.length);
      this.#at = 0;
      this.#end = piece.length;
      return;
    }
    const length = this.available + piece.length;
    if (this.#bytes === this.#own && this.#end + piece.length <= this.#bytes.length) {
      this.#bytes.set(piece, this.#end);
      this.#end += piece.length;
      return;
    }
    const grown = new Uint8Array(2 * length);
    grown.set(this.#bytes.subarray(this.#at, this.#end));
    grown.set(piece, this.available);
    this.#bytes = grown;
    this.#at = 0;
    this.#end = length;
    this.#own = grown;
  }

  /** The first `count` bytes, or `undefined` when fewer are there. */
  peek(count: number): Uint8Array | undefined {
    return count > this.available ? undefined : this.#bytes.subarray(this.#at, this.#at + count);
  }

  /** Takes `count` bytes away, at most those that are there. */
  skip(count: number): void {
    const taken = Math.min(count, this.available);
    this.#at += taken;
    this.#offset += taken;
  }
}

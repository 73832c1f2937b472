/**
 * The copies of frames that are under way, one row a copy, in columns of typed arrays. Rows of ended copies are used again, so that
 * memory is bounded by the largest number of copies under way at once.
 */
export class FrameCopies {
  /** Hop on which the copy is: index among all hops of the network. */
  hop = new Int32Array(64);
  /** Size on the wire. */
  bits = new Int32Array(64);
  /** Number of the frame among those of its stream, counted from 0. */
  number = new Float64Array(64);
  /** Sequence number as carried, 0 to 255. */
  sequence = new Uint8Array(64);
  /** Tick of the release by the regulator. */
  released = new Float64Array(64);
  /** Tick at which its latency before the queue of the port is over. */
  queued = new Float64Array(64);
  /** Tick at which its sending began. */
  sent = new Float64Array(64);
  /** Queue of a sub-virtual link whose message ends with this frame; -1 when none does. */
  messageQueue = new Int32Array(64);
  /** Tick at which that message was handed over. */
  messageTick = new Float64Array(64);
  /** Copy behind this one in a queue, or the next free row; -1 at the end. */
  next = new Int32Array(64);
  #free = -1;
  #used = 0;
  #underWay = 0;

  /** Number of copies under way. */
  get underWay(): number {
    return this.#underWay;
  }

  /**
   * A row for a new copy; its columns hold what was there before, and `next` is -1.
   *
   * @implements LLR-SIM-002
   */
  take(): number {
    this.#underWay += 1;
    let row = this.#free;
    if (row >= 0) this.#free = this.next[row] as number;
    else {
      if (this.#used === this.hop.length) this.#grow();
      row = this.#used;
      this.#used += 1;
    }
    this.next[row] = -1;
    return row;
  }

  /**
   * A new copy of the same frame on another hop.
   *
   * @implements LLR-SIM-002
   */
  fork(row: number, hop: number): number {
    const copy = this.take();
    this.hop[copy] = hop;
    this.bits[copy] = this.bits[row] as number;
    this.number[copy] = this.number[row] as number;
    this.sequence[copy] = this.sequence[row] as number;
    this.released[copy] = this.released[row] as number;
    this.messageQueue[copy] = this.messageQueue[row] as number;
    this.messageTick[copy] = this.messageTick[row] as number;
    return copy;
  }

  /**
   * Ends a copy and frees its row.
   *
   * @implements LLR-SIM-002
   */
  end(row: number): void {
    this.#underWay -= 1;
    this.next[row] = this.#free;
    this.#free = row;
  }

  #grow(): void {
    const length = 2 * this.hop.length;
    const integers = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(length);
      grown.set(column);
      return grown;
    };
    const ticks = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(length);
      grown.set(column);
      return grown;
    };
    const sequence = new Uint8Array(length);
    sequence.set(this.sequence);
    this.sequence = sequence;
    this.hop = integers(this.hop);
    this.bits = integers(this.bits);
    this.messageQueue = integers(this.messageQueue);
    this.next = integers(this.next);
    this.number = ticks(this.number);
    this.released = ticks(this.released);
    this.queued = ticks(this.queued);
    this.sent = ticks(this.sent);
    this.messageTick = ticks(this.messageTick);
  }
}

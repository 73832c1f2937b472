/** A binary heap of events on typed arrays, which grow by doubling. An event is a number; order is by tick, then by rank. */
export class EventHeap {
  #ticks = new Float64Array(64);
  #ranks = new Float64Array(64);
  #items = new Int32Array(64);
  #size = 0;

  /** Number of events held. */
  get size(): number {
    return this.#size;
  }

  /** Tick of the next event; meaningless when the heap is empty. */
  get tick(): number {
    return this.#ticks[0] as number;
  }

  /** Rank of the next event; meaningless when the heap is empty. */
  get rank(): number {
    return this.#ranks[0] as number;
  }

  /**
   * Adds an event.
   *
   * @param tick when it happens, a safe integer
   * @param rank order among events of one tick, a safe integer
   * @param item what happens, a 32-bit integer
   * @implements LLR-SIM-001
   */
  push(tick: number, rank: number, item: number): void {
    if (this.#size === this.#items.length) this.#grow();
    const ticks = this.#ticks;
    const ranks = this.#ranks;
    const items = this.#items;
    let at = this.#size;
    this.#size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentTick = ticks[parent] as number;
      if (parentTick < tick || (parentTick === tick && (ranks[parent] as number) <= rank)) break;
      ticks[at] = parentTick;
      ranks[at] = ranks[parent] as number;
      items[at] = items[parent] as number;
      at = parent;
    }
    ticks[at] = tick;
    ranks[at] = rank;
    items[at] = item;
  }

  /**
   * Takes the next event out.
   *
   * @throws Error when the heap is empty
   * @implements LLR-SIM-001
   */
  pop(): number {
    if (this.#size === 0) throw new Error('an empty event heap has no next event');
    const first = this.#items[0] as number;
    this.#size -= 1;
    if (this.#size > 0) this.#sink(this.#size);
    return first;
  }

  /** Moves the event at `from`, the one behind the last, from the root down to its place. */
  #sink(from: number): void {
    const ticks = this.#ticks;
    const ranks = this.#ranks;
    const items = this.#items;
    const size = this.#size;
    const tick = ticks[from] as number;
    const rank = ranks[from] as number;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      const right = child + 1;
      if (right < size && isBefore(ticks[right] as number, ranks[right] as number, ticks[child] as number, ranks[child] as number))
        child = right;
      if (!isBefore(ticks[child] as number, ranks[child] as number, tick, rank)) break;
      ticks[at] = ticks[child] as number;
      ranks[at] = ranks[child] as number;
      items[at] = items[child] as number;
      at = child;
    }
    ticks[at] = tick;
    ranks[at] = rank;
    items[at] = items[from] as number;
  }

  #grow(): void {
    const length = 2 * this.#items.length;
    const ticks = new Float64Array(length);
    ticks.set(this.#ticks);
    this.#ticks = ticks;
    const ranks = new Float64Array(length);
    ranks.set(this.#ranks);
    this.#ranks = ranks;
    const items = new Int32Array(length);
    items.set(this.#items);
    this.#items = items;
  }
}

function isBefore(tick: number, rank: number, otherTick: number, otherRank: number): boolean {
  return tick < otherTick || (tick === otherTick && rank < otherRank);
}

import type { Delivery, QueuedJob, QueueTransport, StoredBytes, StoreName } from '../../src/adapters/queue/queue-transport.js';

interface Held {
  readonly job: QueuedJob;
  readonly sequence: number;
  attempt: number;
  /** Milliseconds until which nobody else is handed it. */
  hiddenUntil: number;
}

/** An engine in memory that can be made to fail: away for a while, emptied, or with pieces missing. Several ends share it. */
export class MemoryEngine {
  readonly jobs = new Map<string, Held>();
  readonly stores: Record<StoreName, Map<string, StoredBytes>> = { results: new Map(), contents: new Map() };
  readonly holdSeconds: number;
  /** Keys of jobs that stay in the queue and are handed to nobody, until they are withdrawn. */
  readonly forgotten = new Set<string>();
  bytesMaximum = 1000;
  away = false;
  gone: string | undefined;
  /** Ends of jobs to be lost on the way. */
  lostEnds = 0;
  /** No word of new results. */
  silent = false;
  puts = 0;
  queuedMaximum = 0;
  #revision = 0;
  #sequence = 0;
  readonly #listeners: ((key: string) => void)[] = [];
  readonly #waiting = new Set<string>();

  constructor(holdSeconds = 0.2) {
    this.holdSeconds = holdSeconds;
  }

  /** What a server that lost its storage has. */
  empty(): void {
    this.jobs.clear();
    this.stores.results.clear();
    this.stores.contents.clear();
    this.#revision = 0;
  }

  end(): QueueTransport {
    const engine = this;
    return {
      holdSeconds: this.holdSeconds,
      get bytesMaximum() {
        return engine.bytesMaximum;
      },
      put: async (job) => this.#put(job),
      queuedKeys: async (lane) => {
        this.#reached();
        return new Set([...this.jobs.values()].filter(({ job }) => job.lane === lane).map(({ job }) => job.key));
      },
      attendance: async (lane) => {
        this.#reached();
        const working = [...this.jobs.values()].filter(({ hiddenUntil }) => hiddenUntil > Date.now()).length;
        return { waiting: this.#waiting.has(lane) ? 1 : 0, working };
      },
      withdraw: async (_, key) => {
        this.#reached();
        this.jobs.delete(key);
        this.forgotten.delete(key);
      },
      take: async (lane, waitSeconds) => this.#take(lane, waitSeconds),
      read: async (store, name) => {
        this.#reached();
        return this.stores[store].get(name);
      },
      write: async (store, name, bytes, revision) => this.#write(store, name, bytes, revision),
      remove: async (store, name) => {
        this.#reached();
        this.stores[store].delete(name);
      },
      watchResults: (listener) => void this.#listeners.push(listener),
      ended: () => this.gone,
      close: async () => undefined,
    };
  }

  #reached(): void {
    if (this.away || this.gone !== undefined) throw new Error('no\nanswer');
  }

  #put(job: QueuedJob): 'queued' | 'there' {
    this.#reached();
    this.puts += 1;
    if (this.jobs.has(job.key)) return 'there';
    this.#sequence += 1;
    this.jobs.set(job.key, { job, sequence: this.#sequence, attempt: 0, hiddenUntil: 0 });
    this.queuedMaximum = Math.max(this.queuedMaximum, this.jobs.size);
    return 'queued';
  }

  async #take(lane: string, waitSeconds: number): Promise<Delivery | undefined> {
    const end = Date.now() + waitSeconds * 1000;
    this.#waiting.add(lane);
    try {
      for (;;) {
        this.#reached();
        const held = [...this.jobs.values()].find(
          ({ job, hiddenUntil }) => job.lane === lane && hiddenUntil <= Date.now() && !this.forgotten.has(job.key),
        );
        if (held !== undefined) return this.#deliver(held);
        if (Date.now() >= end) return undefined;
        await new Promise((settle) => setTimeout(settle, 3));
      }
    } finally {
      this.#waiting.delete(lane);
    }
  }

  #deliver(held: Held): Delivery {
    held.attempt += 1;
    const hold = (): void => {
      held.hiddenUntil = Date.now() + this.holdSeconds * 1000;
    };
    hold();
    return {
      job: held.job,
      attempt: held.attempt,
      sequence: held.sequence,
      extend: () => {
        if (!this.away) hold();
      },
      done: async () => {
        this.#reached();
        if (this.lostEnds > 0) {
          this.lostEnds -= 1;
          return;
        }
        if (this.jobs.get(held.job.key) === held) this.jobs.delete(held.job.key);
      },
      giveBack: async (delaySeconds) => {
        this.#reached();
        held.hiddenUntil = Date.now() + delaySeconds * 1000;
      },
    };
  }

  #write(store: StoreName, name: string, bytes: Uint8Array, revision?: number): boolean {
    this.#reached();
    if (bytes.length > this.bytesMaximum) throw new Error('too long for one message');
    if (revision !== undefined && revision !== (this.stores[store].get(name)?.revision ?? 0)) return false;
    this.#revision += 1;
    this.stores[store].set(name, { bytes: Uint8Array.from(bytes), revision: this.#revision });
    if (store === 'results' && !this.silent) for (const listener of this.#listeners) setTimeout(() => listener(name), 0);
    return true;
  }
}

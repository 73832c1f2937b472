import type { Consumer, JetStreamClient, JetStreamManager, JsMsg } from '@nats-io/jetstream';
import type { KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import type { NatsModules } from './nats-modules.js';
import { consumerSettings, type NatsLimits, prepareStore, prepareStream, streamName } from './nats-streams.js';
import type { Delivery, QueuedJob, QueueTransport, StoredBytes, StoreName } from './queue-transport.js';

/** Most bytes of one message: what a server takes by default is twice as much. */
const bytesUsualMaximum = 512 * 1024;
/** What JetStream says of a second job of the same key, and of a value of another revision than named. */
const codes = { subjectFull: 10_077, consumerNotFound: 10_014, consumerExists: 10_148 } as const;
const watchPauseMilliseconds = 1000;

type Stores = Readonly<Record<StoreName, KV>>;

/**
 * JetStream as engine of a queue: jobs in a stream that keeps each until it is done and holds a key once, one durable consumer for each
 * lane, results and contents in key-value buckets. What is missing on the server is made, also after it came back empty.
 *
 * @implements LLR-CMP-012
 */
export class NatsTransport implements QueueTransport {
  readonly #modules: NatsModules;
  readonly #connection: NatsConnection;
  readonly #limits: NatsLimits;
  readonly #client: JetStreamClient;
  readonly #consumers = new Map<string, Promise<Consumer>>();
  #stores: Promise<Stores> | undefined;
  #manager: Promise<JetStreamManager> | undefined;
  #ended: string | undefined;
  #closing = false;

  constructor(modules: NatsModules, connection: NatsConnection, limits: NatsLimits) {
    this.#modules = modules;
    this.#connection = connection;
    this.#limits = limits;
    this.#client = modules.jetstream.jetstream(connection, { timeout: limits.requestSeconds * 1000 });
    connection.closed().then((error) => {
      this.#ended = error instanceof Error ? error.message : 'the connection was closed';
    });
  }

  get holdSeconds(): number {
    return this.#limits.holdSeconds;
  }

  get bytesMaximum(): number {
    return Math.min(bytesUsualMaximum, Math.floor((this.#connection.info?.max_payload ?? bytesUsualMaximum) / 2));
  }

  /** Makes what is missing on the server; the first error says why the server is of no use. */
  async prepare(): Promise<void> {
    await this.#prepared();
  }

  put(job: QueuedJob): Promise<'queued' | 'there'> {
    return this.#guarded(async () => {
      const headers = this.#modules.transport.headers();
      headers.set('Ampel-Pieces', `${job.pieces}`);
      headers.set('Ampel-Stale', job.stale);
      try {
        await this.#client.publish(`ampel.job.${job.lane}.${job.key}`, job.body, { headers, timeout: this.#limits.requestSeconds * 1000 });
        return 'queued';
      } catch (thrown) {
        if (apiCodeOf(thrown) === codes.subjectFull && /per subject/.test(String(thrown))) return 'there';
        throw thrown;
      }
    });
  }

  queuedKeys(lane: string): Promise<ReadonlySet<string>> {
    return this.#guarded(async () => {
      await this.#prepared();
      const manager = await this.#managed();
      const { state } = await manager.streams.info(streamName, { subjects_filter: `ampel.job.${lane}.>` });
      return new Set(Object.keys(state.subjects ?? {}).map((subject) => subject.slice(subject.lastIndexOf('.') + 1)));
    });
  }

  attendance(lane: string): Promise<{ readonly waiting: number; readonly working: number }> {
    return this.#guarded(async () => {
      const { num_waiting, num_ack_pending } = await (await this.#consumer(lane)).info();
      return { waiting: num_waiting, working: num_ack_pending };
    });
  }

  withdraw(lane: string, key: string): Promise<void> {
    return this.#guarded(async () => {
      await (await this.#managed()).streams.purge(streamName, { filter: `ampel.job.${lane}.${key}` });
    });
  }

  take(lane: string, waitSeconds: number): Promise<Delivery | undefined> {
    return this.#guarded(async () => {
      const expires = Math.max(1, waitSeconds) * 1000;
      const messages = await (await this.#consumer(lane)).fetch({ max_messages: 1, expires });
      // Without a connection, nothing ends the wait.
      let late = false;
      const timer = setTimeout(
        () => {
          late = true;
          messages.stop();
        },
        expires + this.#limits.requestSeconds * 1000,
      );
      try {
        for await (const message of messages) return deliveryOf(message, this.#limits.requestSeconds);
      } finally {
        clearTimeout(timer);
      }
      if (late) throw new Error('the server did not answer a request for a job');
      return undefined;
    });
  }

  read(store: StoreName, name: string): Promise<StoredBytes | undefined> {
    return this.#guarded(async () => {
      const entry = await (await this.#prepared())[store].get(name);
      return entry === null || entry.operation !== 'PUT' ? undefined : { bytes: entry.value, revision: entry.revision };
    });
  }

  write(store: StoreName, name: string, bytes: Uint8Array, revision?: number): Promise<boolean> {
    return this.#guarded(async () => {
      const bucket = (await this.#prepared())[store];
      try {
        if (revision === undefined) await bucket.put(name, bytes);
        else if (revision === 0) await bucket.create(name, bytes);
        else await bucket.update(name, bytes, revision);
        return true;
      } catch (thrown) {
        if (/wrong last sequence/i.test(String(thrown))) return false;
        throw thrown;
      }
    });
  }

  remove(store: StoreName, name: string): Promise<void> {
    return this.#guarded(async () => (await this.#prepared())[store].purge(name));
  }

  watchResults(listener: (key: string) => void): void {
    void this.#watching(listener);
  }

  ended(): string | undefined {
    return this.#ended;
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#connection.close();
  }

  /** Watches, and watches again when the watch ended: with the server, or because it came back empty. */
  async #watching(listener: (key: string) => void): Promise<void> {
    while (!this.#closing && this.#ended === undefined) {
      try {
        const { results } = await this.#prepared();
        const changes = await results.watch({
          include: this.#modules.store.KvWatchInclude.UpdatesOnly,
          headers_only: true,
          ignoreDeletes: true,
        });
        for await (const { key } of changes) listener(key);
      } catch {
        // Each result is looked for by sweeps too.
      }
      await new Promise((settle) => setTimeout(settle, watchPauseMilliseconds).unref());
    }
  }

  /** After an error, what was prepared is looked at anew: the server may have come back without it. */
  async #guarded<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (thrown) {
      this.#stores = undefined;
      this.#consumers.clear();
      throw thrown;
    }
  }

  #managed(): Promise<JetStreamManager> {
    this.#manager ??= this.#modules.jetstream.jetstreamManager(this.#connection, { timeout: this.#limits.requestSeconds * 1000 });
    this.#manager.catch(() => {
      this.#manager = undefined;
    });
    return this.#manager;
  }

  #prepared(): Promise<Stores> {
    this.#stores ??= this.#prepareAll();
    return this.#stores;
  }

  async #prepareAll(): Promise<Stores> {
    await prepareStream(await this.#managed(), this.#limits);
    const buckets = new this.#modules.store.Kvm(this.#client);
    const results = await prepareStore(buckets, 'results', this.#limits);
    const contents = await prepareStore(buckets, 'contents', this.#limits);
    return { results, contents };
  }

  #consumer(lane: string): Promise<Consumer> {
    const known = this.#consumers.get(lane);
    if (known !== undefined) return known;
    const made = this.#makeConsumer(lane);
    this.#consumers.set(lane, made);
    return made;
  }

  async #makeConsumer(lane: string): Promise<Consumer> {
    await this.#prepared();
    const manager = await this.#managed();
    try {
      await manager.consumers.info(streamName, lane);
    } catch (thrown) {
      if (apiCodeOf(thrown) !== codes.consumerNotFound) throw thrown;
      await manager.consumers.add(streamName, consumerSettings(lane, this.#limits)).catch((again: unknown) => {
        if (apiCodeOf(again) !== codes.consumerExists) throw again;
      });
    }
    return this.#client.consumers.get(streamName, lane);
  }
}

function deliveryOf(message: JsMsg, requestSeconds: number): Delivery {
  const [lane = '', key = ''] = message.subject.split('.').slice(2);
  const pieces = Number(message.headers?.get('Ampel-Pieces') ?? 0);
  return {
    job: {
      lane,
      key,
      body: message.data,
      stale: message.headers?.get('Ampel-Stale') ?? '',
      pieces: Number.isSafeInteger(pieces) ? pieces : 0,
    },
    attempt: message.info.deliveryCount,
    sequence: message.seq,
    extend: () => {
      try {
        message.working();
      } catch {
        // The connection is closed: the job goes to another worker.
      }
    },
    done: async () => {
      if (!(await message.ackAck({ timeout: requestSeconds * 1000 }))) throw new Error('the server did not confirm the end of a job');
    },
    giveBack: async (delaySeconds) => message.nak(Math.round(delaySeconds * 1000)),
  };
}

function apiCodeOf(thrown: unknown): number {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'number' ? thrown.code : 0;
}

import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { Handled, JobHandler, JobOutcome, JobSource, WorkCounts } from '../../ports/job-queue.js';
import { type AttemptNote, givenUp, jobFrom, laneOf, noteBytes, noteFrom, type ResultRecord, resultBytes } from './queue-messages.js';
import { Absence, disagreement, droppedMessage, messageOf, trouble } from './queue-notice.js';
import type { Delivery, QueueTransport } from './queue-transport.js';
import { piecesOf, readResult, storeResult } from './stored-pieces.js';

/** How a worker works. */
export interface WorkerSettings {
  /** Server and port, for messages. */
  readonly place: string;
  readonly name: string;
  /** Times that a job may be handed out and neither done nor given back before it is given up. */
  readonly attemptsMaximum: number;
  /** Longest time that a job in work may go on after the worker was told to end. */
  readonly graceSeconds: number;
  /** Longest time of one wait for a job. */
  readonly takeSeconds: number;
  /** Time before a call that failed is repeated. */
  readonly retrySeconds: number;
  readonly lostSecondsMaximum: number;
  readonly notice: (finding: Diagnostic) => void;
}

type Counts = { -readonly [Name in keyof WorkCounts]: number };

/**
 * Does jobs of a queue. A job is taken out of the queue only after its result is stored; while it is in work, its time is extended.
 *
 * @implements LLR-CMP-009
 */
export class QueueWorker implements JobSource {
  readonly #transport: QueueTransport;
  readonly #settings: WorkerSettings;
  readonly #absence: Absence;
  readonly #counts: Counts = { done: 0, known: 0, failed: 0, broken: 0, returned: 0, dropped: 0, disagreed: 0 };
  #troubled = false;

  constructor(transport: QueueTransport, settings: WorkerSettings) {
    this.#transport = transport;
    this.#settings = settings;
    this.#absence = new Absence(settings.place, settings.lostSecondsMaximum);
  }

  async work(handlers: readonly JobHandler[], slots: number, until: AbortSignal): Promise<WorkCounts> {
    const lanes = handlers.map((handler) => ({ handler, lane: laneOf(handler) }));
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const late = (): void => void setTimeout(() => stop.abort(), this.#settings.graceSeconds * 1000).unref();
    until.addEventListener('abort', late, { once: true });
    if (until.aborted) late();
    try {
      const loops = lanes.flatMap((entry) => Array.from({ length: slots }, () => this.#loop(entry, until, stop.signal)));
      await Promise.all(loops);
    } finally {
      until.removeEventListener('abort', late);
    }
    return this.#counts;
  }

  async #loop({ handler, lane }: { handler: JobHandler; lane: string }, until: AbortSignal, stop: AbortSignal): Promise<void> {
    while (!until.aborted) {
      const delivery = await this.#persistently(until, () => this.#transport.take(lane, this.#settings.takeSeconds));
      if (delivery !== undefined) await this.#serve(delivery, handler, until, stop);
    }
  }

  async #serve(delivery: Delivery, handler: JobHandler, until: AbortSignal, stop: AbortSignal): Promise<void> {
    const heart = setInterval(() => delivery.extend(), (this.#transport.holdSeconds * 1000) / 3);
    try {
      await this.#answer(delivery, handler, until, stop);
    } finally {
      clearInterval(heart);
    }
  }

  async #answer(delivery: Delivery, handler: JobHandler, until: AbortSignal, stop: AbortSignal): Promise<void> {
    const { job } = delivery;
    const before = await this.#persistently(stop, () => this.#before(delivery));
    if (before === undefined) return this.#giveBack(delivery, noteFrom(undefined, delivery.sequence));
    if (before.known) {
      this.#counts.known += 1;
      return this.#end(delivery, stop);
    }
    const over = givenUp(delivery.attempt, before.note, this.#settings.attemptsMaximum);
    if (over !== undefined) return this.#store(delivery, { outcome: 'failed', reason: over, ...this.#effort(0) }, false, stop);
    const asked = before.body === undefined ? 'its content is not there any more' : jobFrom(before.body, job.key, job.lane);
    if (typeof asked === 'string') {
      this.#counts.dropped += 1;
      this.#settings.notice(droppedMessage(job.key, asked));
      return this.#end(delivery, stop);
    }
    await this.#try(delivery, () => handler.run(asked.content, stop), before.note, until, stop);
  }

  /** What there is to know before a job is begun. The result comes last: contents go away once it is there. */
  async #before({ job, attempt, sequence }: Delivery) {
    const body = job.pieces === 0 ? job.body : await piecesOf(this.#transport, job.key, job.pieces);
    const note = attempt === 1 ? undefined : await this.#transport.read('contents', `${job.key}.note`);
    const record = (await readResult(this.#transport, job.key))?.record;
    return { body, note: noteFrom(note?.bytes, sequence), known: record !== undefined && record.id !== job.stale };
  }

  async #try(delivery: Delivery, run: () => Promise<Handled>, note: AttemptNote, until: AbortSignal, stop: AbortSignal): Promise<void> {
    const begin = performance.now();
    let handled: Handled | undefined;
    try {
      handled = await unlessAborted(stop, run());
    } catch (thrown) {
      // What breaks down once the worker was told to end breaks down because of that.
      if (until.aborted) return this.#giveBack(delivery, note);
      return this.#broken(
        delivery,
        { ...note, reasons: [...note.reasons.slice(-4), `worker ${this.#settings.name}: ${messageOf(thrown)}`] },
        stop,
      );
    }
    if (handled === undefined || (until.aborted && 'value' in handled && !handled.lasting)) return this.#giveBack(delivery, note);
    const effort = this.#effort((performance.now() - begin) / 1000);
    if ('refused' in handled) return this.#store(delivery, { outcome: 'failed', reason: handled.refused, ...effort }, false, stop);
    return this.#store(delivery, { outcome: 'done', value: handled.value, ...effort }, handled.lasting, stop);
  }

  /** Leaves the job to another attempt, later each time; after the last one it has failed. */
  async #broken(delivery: Delivery, note: AttemptNote, stop: AbortSignal): Promise<void> {
    this.#counts.broken += 1;
    const over = givenUp(delivery.attempt + 1, note, this.#settings.attemptsMaximum);
    if (over !== undefined) return this.#store(delivery, { outcome: 'failed', reason: over, ...this.#effort(0) }, false, stop);
    await this.#remember(delivery, note);
    await this.#quietly(() => delivery.giveBack(Math.min(2 ** delivery.attempt / 2, 30)));
  }

  /** Stores a result, then ends the job. Where the result cannot be stored in time, the job stays in the queue. */
  async #store(delivery: Delivery, outcome: JobOutcome, lasting: boolean, stop: AbortSignal): Promise<void> {
    const { key, stale } = delivery.job;
    const record: ResultRecord = { id: randomUUID(), key, lasting, outcome };
    const kept = await this.#persistently(stop, () => storeResult(this.#transport, record, stale), 1);
    if (kept === undefined) return;
    if (kept.id === record.id) this.#counts[outcome.outcome] += 1;
    else {
      this.#counts.known += 1;
      if (kept.lasting && lasting && !sameValue(kept, record)) {
        this.#counts.disagreed += 1;
        this.#settings.notice(disagreement(key, kept.outcome.worker, outcome.worker));
      }
    }
    await this.#end(delivery, stop);
  }

  /** A job that was not ended although its result is there is handed out again, found done, and ended then. */
  async #end(delivery: Delivery, stop: AbortSignal): Promise<void> {
    await this.#persistently(stop, () => delivery.done(), 1);
  }

  async #giveBack(delivery: Delivery, note: AttemptNote): Promise<void> {
    this.#counts.returned += 1;
    await this.#remember(delivery, { ...note, returned: note.returned + 1 });
    await this.#quietly(() => delivery.giveBack(0));
  }

  #remember(delivery: Delivery, note: AttemptNote): Promise<void> {
    return this.#quietly(async () => void (await this.#transport.write('contents', `${delivery.job.key}.note`, noteBytes(note))));
  }

  /** Repeats a call until it works, the queue is lost, or the signal (after at least so many calls) says to end. */
  async #persistently<T>(until: AbortSignal, call: () => Promise<T>, callsMinimum = 0): Promise<T | undefined> {
    for (let calls = 0; calls < callsMinimum || !until.aborted; calls += 1) {
      try {
        const value = await call();
        this.#absence.over();
        this.#troubled = false;
        return value;
      } catch (thrown) {
        const lost = this.#absence.failed(thrown, performance.now() / 1000, this.#transport.ended());
        if (lost !== undefined) throw lost;
        if (!this.#troubled) this.#settings.notice(trouble(this.#settings.place, thrown));
        this.#troubled = true;
        await new Promise((settle) => setTimeout(settle, this.#settings.retrySeconds * 1000));
      }
    }
    return undefined;
  }

  /** Does what may fail without harm: the engine hands the job out again by itself. */
  async #quietly(call: () => Promise<void>): Promise<void> {
    try {
      await call();
    } catch (thrown) {
      if (!this.#troubled) this.#settings.notice(trouble(this.#settings.place, thrown));
      this.#troubled = true;
    }
  }

  #effort(seconds: number): { readonly worker: string; readonly seconds: number } {
    return { worker: this.#settings.name, seconds };
  }
}

/** What a promise gives, or undefined as soon as the signal is aborted. */
async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T | undefined> {
  let aborted = (): void => undefined;
  const abortion = new Promise<undefined>((settle) => {
    aborted = () => settle(undefined);
  });
  signal.addEventListener('abort', aborted, { once: true });
  if (signal.aborted) aborted();
  try {
    return await Promise.race([promise, abortion]);
  } finally {
    signal.removeEventListener('abort', aborted);
  }
}

/** Whether two results are the same but for id, worker and seconds. */
function sameValue(a: ResultRecord, b: ResultRecord): boolean {
  const [first, second] = [a, b].map((record) =>
    Buffer.from(resultBytes({ ...record, id: '', outcome: { ...record.outcome, worker: '', seconds: 0 } })).toString(),
  );
  return first === second;
}

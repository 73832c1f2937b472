import type { Diagnostic } from '../../kernel/diagnostic.js';
import { type Job, type JobOutcome, type JobQueue, jobKeyOf, jobText } from '../../ports/job-queue.js';
import { laneOf } from './queue-messages.js';
import { Absence, trouble, unattended } from './queue-notice.js';
import type { QueueTransport } from './queue-transport.js';
import { readResult, removePieces, storePieces } from './stored-pieces.js';

/** How a coordinator works. */
export interface CoordinatorSettings {
  /** Server and port, for messages. */
  readonly place: string;
  /** Most jobs in the queue at once; further ones wait here. */
  readonly queuedMaximum: number;
  /** Time between two looks at each job that is waited for. */
  readonly sweepSeconds: number;
  /** Longest absence of the engine that is waited out. */
  readonly lostSecondsMaximum: number;
  readonly notice: (finding: Diagnostic) => void;
}

/** A job that somebody waits for. */
interface Awaited {
  readonly job: Job;
  readonly key: string;
  readonly lane: string;
  readonly result: Promise<JobOutcome>;
  readonly settle: (outcome: JobOutcome) => void;
  readonly fail: (reason: Error) => void;
  /** Id of the result that was there before it was asked for and does not count; undefined until that is known. */
  stale: string | undefined;
  pieces: number;
  /** Sweeps in a row that found it in the queue, with workers that wait and none at work. */
  ignoredSweeps: number;
}

/** Looks without any worker before somebody is told: a worker between two takes is not seen. */
const unattendedSweepsMaximum = 2;
/** Looks at a job that no waiting worker is handed, before it is put anew. */
const ignoredSweepsMaximum = 3;

/**
 * Puts jobs into a queue and waits for their results. What the engine says of results is a hint: at each sweep, a job that is neither queued
 * nor done is put again, so that nothing that the engine or a worker loses is lost.
 *
 * @implements LLR-CMP-008
 */
export class QueueCoordinator implements JobQueue {
  readonly #transport: QueueTransport;
  readonly #settings: CoordinatorSettings;
  readonly #active = new Map<string, Awaited>();
  readonly #later = new Map<string, Awaited>();
  readonly #absence: Absence;
  readonly #unattendedSweeps = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #troubled = false;
  #closed = false;

  constructor(transport: QueueTransport, settings: CoordinatorSettings) {
    this.#transport = transport;
    this.#settings = settings;
    this.#absence = new Absence(settings.place, settings.lostSecondsMaximum);
    transport.watchResults((key) => {
      const awaited = this.#active.get(key);
      if (awaited !== undefined && awaited.stale !== undefined) void this.#safely(() => this.#look(awaited));
    });
  }

  resultOf(job: Job): Promise<JobOutcome> {
    if (this.#closed) return Promise.reject(new Error('the queue is closed'));
    const key = jobKeyOf(job);
    const known = this.#active.get(key) ?? this.#later.get(key);
    if (known !== undefined) return known.result;
    let settle: Awaited['settle'] = () => undefined;
    let fail: Awaited['fail'] = () => undefined;
    const result = new Promise<JobOutcome>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    const awaited: Awaited = { job, key, lane: laneOf(job), result, settle, fail, stale: undefined, pieces: 0, ignoredSweeps: 0 };
    this.#later.set(key, awaited);
    this.#fill();
    return result;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#failAll(new Error('the queue was closed before the result was there'));
    await this.#transport.close();
  }

  /** Moves jobs from those that wait here to those in the queue, up to the limit. */
  #fill(): void {
    for (const [key, awaited] of this.#later) {
      if (this.#active.size >= this.#settings.queuedMaximum) break;
      this.#later.delete(key);
      this.#active.set(key, awaited);
      void this.#safely(() => this.#begin(awaited));
    }
    if (this.#active.size > 0) this.#timer ??= setTimeout(() => void this.#sweep(), this.#settings.sweepSeconds * 1000);
  }

  /** Takes the result that is there, if it counts for those who ask now; else asks for one. */
  async #begin(awaited: Awaited): Promise<void> {
    const record = (await readResult(this.#transport, awaited.key))?.record;
    if (record?.lasting === true) return this.#settle(awaited, record.outcome);
    awaited.stale = record?.id ?? '';
    await this.#put(awaited);
  }

  async #put(awaited: Awaited): Promise<void> {
    const { key, lane, stale = '' } = awaited;
    const text = Buffer.from(jobText(awaited.job));
    const long = text.length > this.#transport.bytesMaximum;
    if (long) awaited.pieces = await storePieces(this.#transport, key, text);
    await this.#transport.put({ lane, key, stale, body: long ? new Uint8Array(0) : text, pieces: awaited.pieces });
  }

  /** Whether the result is there; then it is taken. */
  async #look(awaited: Awaited): Promise<boolean> {
    const record = (await readResult(this.#transport, awaited.key))?.record;
    if (record === undefined || record.id === awaited.stale) return false;
    this.#settle(awaited, record.outcome);
    return true;
  }

  #settle(awaited: Awaited, outcome: JobOutcome): void {
    if (this.#active.get(awaited.key) !== awaited) return;
    this.#active.delete(awaited.key);
    awaited.settle(outcome);
    // Whoever waits for the same job elsewhere and finds its pieces gone puts them again.
    if (awaited.pieces > 0) void this.#safely(() => removePieces(this.#transport, awaited.key, awaited.pieces));
    this.#fill();
  }

  async #sweep(): Promise<void> {
    const lanes = new Map([...this.#active.values()].map((awaited) => [awaited.lane, awaited.job]));
    for (const [lane, { kind, needs }] of lanes) {
      await this.#safely(async () => {
        const queued = await this.#transport.queuedKeys(lane);
        const { waiting, working } = await this.#transport.attendance(lane);
        const mine = [...this.#active.values()].filter((awaited) => awaited.lane === lane);
        for (const awaited of mine) {
          if (!queued.has(awaited.key)) await this.#again(awaited);
          else await this.#ignored(awaited, waiting > 0 && working === 0);
        }
        this.#noticeUnattended(lane, { kind, needs }, waiting + working > 0);
      });
    }
    this.#timer = undefined;
    if (!this.#closed) this.#fill();
  }

  /** The job is not in the queue: it is done, or was never put, or is lost. */
  async #again(awaited: Awaited): Promise<void> {
    if (awaited.stale === undefined) await this.#begin(awaited);
    else if (!(await this.#look(awaited))) await this.#put(awaited);
  }

  /**
   * A server that was killed may come back with a job that it takes as done and hands to nobody, but whose key it refuses to take again.
   * Taking out a job that would have been handed out is harmless: it is put again.
   */
  async #ignored(awaited: Awaited, idle: boolean): Promise<void> {
    awaited.ignoredSweeps = idle ? awaited.ignoredSweeps + 1 : 0;
    if (awaited.ignoredSweeps < ignoredSweepsMaximum) return;
    awaited.ignoredSweeps = 0;
    await this.#transport.withdraw(awaited.lane, awaited.key);
    await this.#again(awaited);
  }

  #noticeUnattended(lane: string, { kind, needs }: Pick<Job, 'kind' | 'needs'>, attended: boolean): void {
    const jobs = [...this.#active.values()].filter((awaited) => awaited.lane === lane).length;
    const sweeps = jobs === 0 || attended ? 0 : (this.#unattendedSweeps.get(lane) ?? 0) + 1;
    this.#unattendedSweeps.set(lane, sweeps);
    if (sweeps === unattendedSweepsMaximum) this.#settings.notice(unattended(jobs, kind, needs));
  }

  /** Does something that the next sweep does again when the engine fails. */
  async #safely(action: () => Promise<unknown>): Promise<void> {
    try {
      await action();
      this.#absence.over();
      this.#troubled = false;
    } catch (thrown) {
      if (this.#closed) return;
      const lost = this.#absence.failed(thrown, performance.now() / 1000, this.#transport.ended());
      if (lost !== undefined) this.#failAll(lost);
      else if (!this.#troubled) this.#settings.notice(trouble(this.#settings.place, thrown));
      this.#troubled = true;
    }
  }

  #failAll(reason: Error): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const all = [...this.#active.values(), ...this.#later.values()];
    this.#active.clear();
    this.#later.clear();
    for (const { fail } of all) fail(reason);
  }
}

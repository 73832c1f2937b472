import { canonicalJson, type Json } from '../kernel/canonical-json.js';
import { sha256 } from '../kernel/digest.js';

/** Work for one worker: what sort of work, which tool must do it, and what it is given. */
export interface Job {
  /** Lower-case word, such as `solve`. */
  readonly kind: string;
  /** Program and version that must do it, as it names itself: the answer of another one is not the same answer. */
  readonly needs: string;
  /** Numbers in it are read back as JSON numbers: integers up to 2^53 exactly. */
  readonly content: Json;
}

/**
 * How a job ended. `failed`: it has no value, because it was refused, or each attempt at it broke down. Seconds and worker differ from run
 * to run and are no part of the value.
 */
export type JobOutcome = JobEffort &
  ({ readonly outcome: 'done'; readonly value: Json } | { readonly outcome: 'failed'; readonly reason: string });

/** Who did a job and how long it took. */
export interface JobEffort {
  readonly worker: string;
  readonly seconds: number;
}

/** Where jobs are put. */
export interface JobQueue {
  /**
   * The outcome of a job, which is done only when no lasting value of it is known. Ends with an error only when the queue is closed or
   * lost for longer than its limit.
   */
  resultOf(job: Job): Promise<JobOutcome>;
  close(): Promise<void>;
}

/**
 * What a handler made of a job. A value that is not lasting may come out otherwise another time, for example because a clock ended the
 * work: it answers those who wait, and is asked anew by those who come later. `refused`: no attempt at this content can succeed.
 */
export type Handled = { readonly value: Json; readonly lasting: boolean } | { readonly refused: string };

/** Does the jobs of one kind with one tool. An error counts as an attempt that broke down; others may try. */
export interface JobHandler {
  readonly kind: string;
  readonly needs: string;
  /** Must let the event loop run, and end soon after `stop` is aborted. */
  run(content: Json, stop: AbortSignal): Promise<Handled>;
}

/** What a worker did. */
export interface WorkCounts {
  readonly done: number;
  /** Jobs whose result was there already. */
  readonly known: number;
  /** Jobs given up or refused: their result is a failure. */
  readonly failed: number;
  /** Attempts that broke down and were left to another attempt. */
  readonly broken: number;
  /** Jobs given back unfinished because the worker was told to end. */
  readonly returned: number;
  /** Messages that were not what they claim to be, and dropped. */
  readonly dropped: number;
  /** Lasting values that differ from the one another worker stored. */
  readonly disagreed: number;
}

/** Where workers take jobs from. */
export interface JobSource {
  /** Takes jobs, `slots` at a time, until told to end. Ends with an error only when the queue is lost for longer than its limit. */
  work(handlers: readonly JobHandler[], slots: number, until: AbortSignal): Promise<WorkCounts>;
}

/**
 * The text of a job, the same for the same job.
 * @throws Error when a number in it is not finite
 * @implements LLR-CMP-001
 */
export function jobText({ kind, needs, content }: Job): string {
  return canonicalJson({ content, kind, needs });
}

/**
 * The key of a job: SHA-256 of its text, in lower-case hexadecimal.
 * @implements LLR-CMP-001
 */
export function jobKeyOf(job: Job): string {
  return sha256(jobText(job));
}

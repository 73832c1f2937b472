/** What a queue needs of the engine behind it, so that what is done with jobs can be tried against another one. */

/** A job as it travels. */
export interface QueuedJob {
  /** Which workers it is for: kind and tool. */
  readonly lane: string;
  readonly key: string;
  /** The text of the job, or empty when it is in pieces in the store. */
  readonly body: Uint8Array;
  /** Number of pieces in the store, 0 when the text is in the message. */
  readonly pieces: number;
  /** Id of a result that does not count, or empty. */
  readonly stale: string;
}

/** A job that was handed to this worker for a limited time. */
export interface Delivery {
  readonly job: QueuedJob;
  /** 1 for the first time that it was handed to anybody. */
  readonly attempt: number;
  /** Number of the message, which another message with the same job does not have. */
  readonly sequence: number;
  /** Asks for as much time again. */
  extend(): void;
  /** The job is to be handed to nobody any more. */
  done(): Promise<void>;
  /** The job may be handed to anybody after so many seconds. */
  giveBack(delaySeconds: number): Promise<void>;
}

/** Bytes under a name, and the revision that a replacement must name. */
export interface StoredBytes {
  readonly bytes: Uint8Array;
  readonly revision: number;
}

/** `results` by key of the job; `contents`: pieces of long texts, and notes about attempts. */
export type StoreName = 'results' | 'contents';

/** An engine that keeps messages until they are done. Each promise may end with an error while the engine is away. */
export interface QueueTransport {
  /** Time in which a delivery must be extended. */
  readonly holdSeconds: number;
  /** Most bytes of one message or stored value. */
  readonly bytesMaximum: number;
  /** `there`: the queue holds a job of this key already. */
  put(job: QueuedJob): Promise<'queued' | 'there'>;
  /** Keys of the jobs in the queue, those in work included. */
  queuedKeys(lane: string): Promise<ReadonlySet<string>>;
  /** How many wait for jobs of the lane, and how many jobs are handed out. */
  attendance(lane: string): Promise<{ readonly waiting: number; readonly working: number }>;
  /** Takes a job out of the queue, done or not. */
  withdraw(lane: string, key: string): Promise<void>;
  /** The next job; undefined when there was none for so long. */
  take(lane: string, waitSeconds: number): Promise<Delivery | undefined>;
  read(store: StoreName, name: string): Promise<StoredBytes | undefined>;
  /** Writes where the revision (0: nothing is there) is still so; false when not. Without revision it writes in any case. */
  write(store: StoreName, name: string, bytes: Uint8Array, revision?: number): Promise<boolean>;
  remove(store: StoreName, name: string): Promise<void>;
  /** Calls the listener with the key of each result that is written from now on; a hint, which may be missed. */
  watchResults(listener: (key: string) => void): void;
  /** Why the engine will not come back, or undefined. */
  ended(): string | undefined;
  close(): Promise<void>;
}

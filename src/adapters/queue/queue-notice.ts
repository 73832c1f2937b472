import type { Diagnostic } from '../../kernel/diagnostic.js';

/**
 * Thrown where a queue is of no more use; says what a person can do.
 * @implements LLR-CMP-007
 */
export class QueueLost extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.name = 'QueueLost';
    this.diagnostic = diagnostic;
  }
}

/**
 * Watches how long an engine has been away, from what calls to it say. The limit is that of patience: shorter absences are only waited out.
 * @implements LLR-CMP-007
 */
export class Absence {
  readonly #secondsMaximum: number;
  readonly #place: string;
  #since: number | undefined;
  #reason = '';

  constructor(place: string, secondsMaximum: number) {
    this.#place = place;
    this.#secondsMaximum = secondsMaximum;
  }

  /** The engine answered. */
  over(): void {
    this.#since = undefined;
  }

  /**
   * A call failed at this time.
   * @returns the loss, where it has lasted too long or the engine says that it will not come back
   */
  failed(thrown: unknown, nowSeconds: number, ended: string | undefined): QueueLost | undefined {
    this.#since ??= nowSeconds;
    this.#reason = ended ?? messageOf(thrown);
    const seconds = nowSeconds - this.#since;
    if (ended === undefined && seconds < this.#secondsMaximum) return undefined;
    return new QueueLost(lost(this.#place, ended === undefined ? `for ${Math.round(seconds)} s` : 'for good', this.#reason));
  }
}

/**
 * What an error says, in one line.
 * @implements LLR-CMP-007
 */
export function messageOf(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message || thrown.name : String(thrown)).replace(/\s+/g, ' ').trim();
}

/** The connection to a queue is lost for longer than its limit. */
function lost(place: string, howLong: string, reason: string): Diagnostic {
  return {
    code: 'CMP-104',
    severity: 'error',
    message: `the connection to the queue at ${place} is lost ${howLong}`,
    why: `the server did not answer: ${reason}; jobs and results that it holds are kept, and a job in work is handed to another worker`,
    fix: 'start the server or repair the network, then run the command again: it goes on where it was',
  };
}

/**
 * Jobs wait and nobody takes them.
 * @implements LLR-CMP-008
 */
export function unattended(jobs: number, kind: string, needs: string): Diagnostic {
  return {
    code: 'CMP-109',
    severity: 'warning',
    message: `${jobs} ${jobs === 1 ? 'job' : 'jobs'} of kind "${kind}" wait and no worker takes them`,
    why: `only a worker with ${needs} may do them, and none is connected`,
    fix: 'start "ampel worker" with the same server, on machines with the same version of this program',
  };
}

/**
 * Two workers gave lasting values that differ.
 * @implements LLR-CMP-009
 */
export function disagreement(key: string, first: string, second: string): Diagnostic {
  return {
    code: 'CMP-110',
    severity: 'error',
    message: `two workers gave different results for job ${key}`,
    why: `the result of worker ${first} was there first and stays; worker ${second} found another one: one of the machines or the tool is at fault`,
    fix: 'do the job again on a third machine, and trust no result of the machine that differs',
    subjects: [key],
  };
}

/**
 * A message is not what it claims to be.
 * @implements LLR-CMP-009
 */
export function droppedMessage(key: string, reason: string): Diagnostic {
  return {
    code: 'CMP-112',
    severity: 'warning',
    message: `a message of the queue was dropped: ${reason}`,
    why: `it is queued under the key ${key}, and doing something else under this key would store a wrong result`,
    fix: 'nothing, where it happens once: whoever waits for the job puts it again; where it repeats, find out who else writes into the queue',
    subjects: [key],
  };
}

/**
 * The engine refuses or fails, and the call is repeated.
 * @implements LLR-CMP-007
 */
export function trouble(place: string, thrown: unknown): Diagnostic {
  return {
    code: 'CMP-113',
    severity: 'warning',
    message: `the queue at ${place} does not answer as it should; trying again`,
    why: messageOf(thrown),
    fix: 'nothing, where it passes; else look at the log of the server, and at its limits of storage',
  };
}

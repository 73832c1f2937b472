import { canonicalJson, type Json } from '../../kernel/canonical-json.js';
import { sha256 } from '../../kernel/digest.js';
import type { Job, JobOutcome } from '../../ports/job-queue.js';

/** A result as it is stored. The id tells it from a later one under the same key. */
export interface ResultRecord {
  readonly id: string;
  readonly key: string;
  readonly lasting: boolean;
  readonly outcome: JobOutcome;
}

/** A result too long for one value: its text is in pieces under its digest. */
export interface ResultReference {
  readonly pieces: number;
  readonly digest: string;
}

/** What is remembered of the attempts at one message. */
export interface AttemptNote {
  readonly sequence: number;
  /** How often it was given back by a worker that was told to end; this is nobody's failure. */
  readonly returned: number;
  /** Why attempts broke down, as far as anybody lived to say. */
  readonly reasons: readonly string[];
}

/** Reasons longer than this are cut. */
const reasonCharactersMaximum = 2000;

/**
 * The lane of a kind and tool: the kind, and 16 digits of the SHA-256 of the tool's name. Workers of another tool take from another lane.
 * @throws Error when the kind is not a lower-case word
 * @implements LLR-CMP-002
 */
export function laneOf({ kind, needs }: Pick<Job, 'kind' | 'needs'>): string {
  if (!/^[a-z][a-z0-9]{0,31}$/.test(kind)) throw new Error(`a kind of job is a lower-case word, not ${JSON.stringify(kind)}`);
  return `${kind}-${sha256(needs).slice(0, 16)}`;
}

/**
 * The job in a body, or why the body is not the job that the key and lane say.
 * @implements LLR-CMP-002
 */
export function jobFrom(body: Uint8Array, key: string, lane: string): Job | string {
  if (sha256(body) !== key) return 'the content does not have the digest that it is queued under';
  const value = parsed(body);
  if (!isObject(value) || typeof value.kind !== 'string' || typeof value.needs !== 'string' || value.content === undefined)
    return 'the content is not a job';
  const job = { kind: value.kind, needs: value.needs, content: value.content };
  return /^[a-z][a-z0-9]{0,31}$/.test(job.kind) && laneOf(job) === lane ? job : 'the job is of another kind or tool than its queue';
}

/**
 * The bytes of a result.
 * @implements LLR-CMP-003
 */
export function resultBytes({ id, key, lasting, outcome }: ResultRecord): Uint8Array {
  return Buffer.from(canonicalJson({ id, key, lasting, ...outcome }));
}

/**
 * The result in bytes that somebody else wrote; undefined when they are not a result of this job.
 * @implements LLR-CMP-003
 */
export function resultFrom(bytes: Uint8Array, key: string): ResultRecord | undefined {
  const value = parsed(bytes);
  if (!isObject(value) || value.key !== key) return undefined;
  const { id, lasting, worker, seconds } = value;
  if (typeof id !== 'string' || id === '' || typeof lasting !== 'boolean' || typeof worker !== 'string') return undefined;
  if (typeof seconds !== 'number' || !(seconds >= 0)) return undefined;
  if (value.outcome === 'failed' && typeof value.reason === 'string')
    return { id, key, lasting: false, outcome: { outcome: 'failed', reason: value.reason, worker, seconds } };
  if (value.outcome === 'done' && value.value !== undefined)
    return { id, key, lasting, outcome: { outcome: 'done', value: value.value, worker, seconds } };
  return undefined;
}

/**
 * The bytes that stand for a result in pieces.
 * @implements LLR-CMP-003
 */
export function referenceBytes({ pieces, digest }: ResultReference): Uint8Array {
  return Buffer.from(canonicalJson({ digest, pieces }));
}

/**
 * The reference in bytes; undefined when they are none.
 * @implements LLR-CMP-003
 */
export function referenceFrom(bytes: Uint8Array): ResultReference | undefined {
  const value = parsed(bytes);
  if (!isObject(value) || !isCount(value.pieces) || value.pieces === 0) return undefined;
  if (typeof value.digest !== 'string' || !/^[0-9a-f]{64}$/.test(value.digest)) return undefined;
  return { pieces: value.pieces, digest: value.digest };
}

/**
 * The bytes of a note.
 * @implements LLR-CMP-004
 */
export function noteBytes({ sequence, returned, reasons }: AttemptNote): Uint8Array {
  return Buffer.from(canonicalJson({ sequence, returned, reasons: reasons.map((reason) => reason.slice(0, reasonCharactersMaximum)) }));
}

/**
 * The note about this message; one that says nothing when the bytes are absent, damaged or about an earlier message.
 * @implements LLR-CMP-004
 */
export function noteFrom(bytes: Uint8Array | undefined, sequence: number): AttemptNote {
  const value = bytes === undefined ? undefined : parsed(bytes);
  const nothing = { sequence, returned: 0, reasons: [] };
  if (!isObject(value) || value.sequence !== sequence || !isCount(value.returned) || !Array.isArray(value.reasons)) return nothing;
  return { sequence, returned: value.returned, reasons: value.reasons.filter((reason) => typeof reason === 'string') };
}

/**
 * Why a job is given up before this attempt, or undefined when it may be tried. What counts are the times it was handed out before and
 * neither done nor given back in order: its worker was killed, hung, or broke down.
 * @implements LLR-CMP-004
 */
export function givenUp(attempt: number, note: AttemptNote, attemptsMaximum: number): string | undefined {
  const spent = attempt - 1 - note.returned;
  if (spent < attemptsMaximum) return undefined;
  const last = note.reasons.at(-1);
  const silent = 'no worker lived to say why: they were killed, lost the connection, or hung';
  return `given up after ${spent} attempts; ${last === undefined ? silent : `the last one that could say: ${last}`}`;
}

function parsed(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

import { present } from '../../../kernel/present.js';
import type { ByteQueue } from './byte-queue.js';
import type { CaptureInterface, CaptureRecord } from './capture-record.js';

/**
 * What one step of a parser gave: a record; `skipped` for something that holds no frame to judge; `more` when more bytes are
 * needed; `stop` at the end of the capture or where it cannot be read on.
 */
export type ParserStep = CaptureRecord | 'skipped' | 'more' | 'stop';

/** Reads one form of capture from a queue of bytes. */
export interface CaptureParser {
  /** Takes the next record or block from the queue. `ended` says that no byte will follow those in the queue. */
  step(queue: ByteQueue, ended: boolean): ParserStep;
  /** Interfaces known so far, in order. */
  readonly interfaces: readonly CaptureInterface[];
  /** Packet records met so far, those that were skipped included. */
  readonly recordCount: number;
}

/** Whole numbers of two orders of bytes. */
export interface ByteOrder {
  readonly littleEndian: boolean;
}

/**
 * The 16 bit number at a place.
 *
 * @throws RangeError when it does not lie within the bytes, as their caller sees to
 * @implements LLR-MON-001
 */
export function word16(bytes: Uint8Array, at: number, { littleEndian }: ByteOrder): number {
  const first = present(bytes[at], 'byte');
  const second = present(bytes[at + 1], 'byte');
  return littleEndian ? first | (second << 8) : (first << 8) | second;
}

/**
 * The 32 bit number without sign at a place.
 *
 * @throws RangeError when it does not lie within the bytes, as their caller sees to
 * @implements LLR-MON-001
 */
export function word32(bytes: Uint8Array, at: number, order: ByteOrder): number {
  const first = word16(bytes, at, order);
  const second = word16(bytes, at + 2, order);
  return order.littleEndian ? second * 0x10000 + first : first * 0x10000 + second;
}

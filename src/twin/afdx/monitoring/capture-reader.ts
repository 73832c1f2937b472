import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { ByteQueue } from './byte-queue.js';
import type { CaptureParser } from './capture-parser.js';
import type { CaptureFormat, CaptureInterface, CaptureRecord } from './capture-record.js';
import { FindingLog } from './finding-log.js';
import { PcapParser, pcapVariantOf } from './pcap-parser.js';
import { isPcapng, PcapngParser } from './pcapng-parser.js';

/** Beginnings of other files that are taken for captures, with what they are. */
const strangers: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'compressed by gzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed by Zstandard'],
  [[0x04, 0x22, 0x4d, 0x18], 'compressed by LZ4'],
  [[0x34, 0xcd, 0xb2, 0xa1], 'in the modified pcap form of 1998'],
  [[0xa1, 0xb2, 0xcd, 0x34], 'in the modified pcap form of 1998'],
];

/**
 * Reads a capture record by record from pieces of bytes. Findings go to the log: AFDX-300 for what is no capture, AFDX-301 for one
 * that ends within a record, AFDX-302 where it cannot be read on, AFDX-303 to 305 for records that were left out or are doubtful.
 * What was readable before is given in each case. Memory is bounded by the largest piece and the largest record.
 *
 * @implements LLR-MON-001
 * @implements LLR-MON-004
 */
export class CaptureReader {
  readonly #queue = new ByteQueue();
  readonly #log: FindingLog;
  #parser: CaptureParser | undefined;
  #ended = false;
  #stopped = false;

  constructor(log: FindingLog) {
    this.#log = log;
  }

  /** The form of the capture as soon as it is known. */
  get format(): CaptureFormat | undefined {
    return this.#parser === undefined ? undefined : this.#parser instanceof PcapParser ? 'pcap' : 'pcapng';
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#parser?.interfaces ?? [];
  }

  /** Packet records met so far, those that were left out included. */
  get recordCount(): number {
    return this.#parser?.recordCount ?? 0;
  }

  /** Adds the next piece of the file; it must not be changed afterwards. */
  push(piece: Uint8Array): void {
    if (piece.length > 0 && !this.#stopped) this.#queue.push(piece);
  }

  /** Says that no piece follows. */
  end(): void {
    this.#ended = true;
  }

  /** The next record; `more` when a piece or the end is needed first; `stop` when there is none any more. */
  next(): CaptureRecord | 'more' | 'stop' {
    if (this.#stopped) return 'stop';
    this.#parser ??= this.#parserOf();
    while (this.#parser !== undefined) {
      const step = this.#parser.step(this.#queue, this.#ended);
      if (step === 'skipped') continue;
      if (step === 'stop') this.#stopped = true;
      return step;
    }
    return this.#stopped ? 'stop' : 'more';
  }

  #parserOf(): CaptureParser | undefined {
    const start = this.#queue.peek(4);
    if (start === undefined) {
      if (this.#ended) this.#refuse(`the file has ${this.#queue.available} byte`);
      return undefined;
    }
    const variant = pcapVariantOf(start);
    if (variant !== undefined) return new PcapParser(this.#log, variant);
    if (isPcapng(start)) return new PcapngParser(this.#log);
    const stranger = strangers.find(([bytes]) => bytes.every((byte, index) => start[index] === byte));
    this.#refuse(stranger === undefined ? 'the file does not begin like a pcap or pcapng capture' : `the file is ${stranger[1]}`);
    return undefined;
  }

  #refuse(message: string): void {
    this.#log.add({ code: 'AFDX-300', record: 0, message });
    this.#stopped = true;
  }
}

/**
 * The records of a capture one after the other; the findings are in the log when it ends.
 *
 * @param pieces the bytes of the file, in pieces of any size
 * @implements LLR-MON-001
 */
export function* recordsOf(reader: CaptureReader, pieces: Iterable<Uint8Array>): Generator<CaptureRecord, void> {
  const source = pieces[Symbol.iterator]();
  for (;;) {
    const step = reader.next();
    if (step === 'stop') {
      source.return?.();
      return;
    }
    if (step !== 'more') yield step;
    else {
      const piece = source.next();
      if (piece.done === true) reader.end();
      else reader.push(piece.value);
    }
  }
}

/** What a capture holds beside its records. */
export interface CaptureSummary {
  readonly format: CaptureFormat | undefined;
  readonly interfaces: readonly CaptureInterface[];
  /** Packet records, those that were left out included. */
  readonly recordCount: number;
}

/**
 * Reads a whole capture and shows each record to a visitor.
 *
 * @param capture path of the file as shown in findings, and its bytes in pieces of any size
 * @returns what the capture holds; findings in the order of the file
 * @implements LLR-MON-001
 */
export function readCapture(
  capture: { readonly path: string; readonly pieces: Iterable<Uint8Array> },
  visit: (record: CaptureRecord) => void,
): { readonly value: CaptureSummary; readonly diagnostics: readonly Diagnostic[] } {
  const log = new FindingLog(capture.path);
  const reader = new CaptureReader(log);
  for (const record of recordsOf(reader, capture.pieces)) visit(record);
  const { format, interfaces, recordCount } = reader;
  return { value: { format, interfaces, recordCount }, diagnostics: log.diagnostics() };
}

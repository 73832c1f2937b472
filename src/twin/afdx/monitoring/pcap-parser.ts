import { rational, zero } from '../../../kernel/rational.js';
import type { ByteQueue } from './byte-queue.js';
import { type ByteOrder, type CaptureParser, type ParserStep, word16, word32 } from './capture-parser.js';
import { type CaptureInterface, type CaptureRecord, ethernetLinkType, recordBytesMax } from './capture-record.js';
import type { FindingLog } from './finding-log.js';

/** Magic numbers at the beginning of a pcap file, with the nanoseconds of one unit of its timestamps. */
const magics: ReadonlyMap<number, bigint> = new Map([
  [0xa1b2c3d4, 1000n],
  [0xa1b23c4d, 1n],
]);

const fileHeaderBytes = 24;
const recordHeaderBytes = 16;

/**
 * The order of bytes and the unit of timestamps of a pcap file in nanoseconds by its first four bytes; `undefined` for others.
 *
 * @implements LLR-MON-001
 */
export function pcapVariantOf(start: Uint8Array): (ByteOrder & { readonly unitNanoseconds: bigint }) | undefined {
  return variantIn(start, { littleEndian: true }) ?? variantIn(start, { littleEndian: false });
}

function variantIn(start: Uint8Array, order: ByteOrder): ReturnType<typeof pcapVariantOf> {
  const unitNanoseconds = magics.get(word32(start, 0, order));
  return unitNanoseconds === undefined ? undefined : { ...order, unitNanoseconds };
}

/**
 * Reads pcap files of version 2.4 in both orders of bytes, with timestamps in microseconds or nanoseconds. The upper bits of the
 * link type tell the length of the check sequence in units of 2 byte, when bit 26 is set.
 *
 * @implements LLR-MON-001
 */
export class PcapParser implements CaptureParser {
  readonly #log: FindingLog;
  readonly #order: ByteOrder & { readonly unitNanoseconds: bigint };
  #interface: CaptureInterface | undefined;
  #recordCount = 0;

  /** @param order as `pcapVariantOf` gives it */
  constructor(log: FindingLog, order: ByteOrder & { readonly unitNanoseconds: bigint }) {
    this.#log = log;
    this.#order = order;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#interface === undefined ? [] : [this.#interface];
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  step(queue: ByteQueue, ended: boolean): ParserStep {
    if (this.#interface === undefined) return this.#fileHeader(queue, ended);
    const header = queue.peek(recordHeaderBytes);
    if (header === undefined) return this.#short(queue, ended, 'the header of a record');
    const capturedBytes = word32(header, 8, this.#order);
    if (capturedBytes > recordBytesMax) {
      const message = `the record at byte ${queue.offset} claims ${capturedBytes} byte, more than ${recordBytesMax}`;
      this.#log.add({ code: 'AFDX-302', record: this.#recordCount + 1, message });
      return 'stop';
    }
    const whole = queue.peek(recordHeaderBytes + capturedBytes);
    if (whole === undefined) return this.#short(queue, ended, `a record of ${capturedBytes} byte`);
    const record = this.#recordOf(whole, queue.offset, this.#interface);
    queue.skip(whole.length);
    return this.#interface.linkType === ethernetLinkType ? record : 'skipped';
  }

  #fileHeader(queue: ByteQueue, ended: boolean): ParserStep {
    const header = queue.peek(fileHeaderBytes);
    if (header === undefined) return this.#short(queue, ended, 'the header of the file');
    const [major, minor] = [word16(header, 4, this.#order), word16(header, 6, this.#order)];
    if (major !== 2 || minor !== 4) {
      this.#log.add({ code: 'AFDX-304', record: 0, message: `the capture is of pcap version ${major}.${minor}` });
      return 'stop';
    }
    const kind = word32(header, 20, this.#order);
    const linkType = kind & 0xffff;
    const checkSequence = checkSequenceBytesOf(kind);
    if (checkSequence === 'strange')
      this.#log.add({ code: 'AFDX-303', severity: 'warning', record: 0, message: 'the check sequence is neither 0 nor 4 byte long' });
    if (linkType !== ethernetLinkType)
      this.#log.add({ code: 'AFDX-304', record: 0, message: `the link type of the capture is ${linkType}, not Ethernet (1)` });
    this.#interface = {
      index: 0,
      name: '',
      linkType,
      snapLengthBytes: word32(header, 16, this.#order),
      resolutionNanoseconds: rational(this.#order.unitNanoseconds),
      checkSequenceBytes: checkSequence === 'strange' ? undefined : checkSequence,
    };
    queue.skip(fileHeaderBytes);
    return 'skipped';
  }

  #recordOf(whole: Uint8Array, offset: number, { checkSequenceBytes }: CaptureInterface): CaptureRecord {
    const unit = this.#order.unitNanoseconds;
    const [seconds, fraction] = [word32(whole, 0, this.#order), word32(whole, 4, this.#order)];
    const bytes = whole.subarray(recordHeaderBytes);
    const originalBytes = word32(whole, 12, this.#order);
    this.#recordCount += 1;
    if (unit * BigInt(fraction) >= 1_000_000_000n)
      this.#log.add({ code: 'AFDX-305', record: this.#recordCount, kind: 'fraction', message: `the time has a fraction above 1 s` });
    if (originalBytes < bytes.length) {
      const message = `${bytes.length} byte were captured of a frame of ${originalBytes}`;
      this.#log.add({ code: 'AFDX-303', severity: 'warning', record: this.#recordCount, kind: 'length', message });
    }
    return {
      number: this.#recordCount,
      offset,
      interface: this.#interface as CaptureInterface,
      timestampNanoseconds: BigInt(seconds) * 1_000_000_000n + BigInt(fraction) * unit,
      remainderNanoseconds: zero,
      originalBytes: Math.max(originalBytes, bytes.length),
      bytes,
      checkSequenceBytes,
    };
  }

  #short(queue: ByteQueue, ended: boolean, what: string): ParserStep {
    if (!ended) return 'more';
    if (queue.available > 0) {
      const message = `the capture ends at byte ${queue.offset + queue.available} within ${what} that begins at byte ${queue.offset}`;
      this.#log.add({ code: 'AFDX-301', record: this.#interface === undefined ? 0 : this.#recordCount + 1, message });
    }
    return 'stop';
  }
}

/** Bits 31 to 28 count 16 bit words of check sequence when bit 26 is set. */
function checkSequenceBytesOf(kind: number): 0 | 4 | undefined | 'strange' {
  if ((kind & 0x0400_0000) === 0) return undefined;
  const bytes = (kind >>> 28) * 2;
  return bytes === 0 || bytes === 4 ? bytes : 'strange';
}

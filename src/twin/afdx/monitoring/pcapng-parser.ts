import { type Rational, zero } from '../../../kernel/rational.js';
import type { ByteQueue } from './byte-queue.js';
import { type ByteOrder, type CaptureParser, type ParserStep, word16, word32 } from './capture-parser.js';
import { type CaptureInterface, ethernetLinkType, recordBytesMax } from './capture-record.js';
import type { FindingLog } from './finding-log.js';
import { optionsOf, type PcapngInterface, pcapngInterfaceOf } from './pcapng-interface.js';

/** Types of the blocks that are read; others are skipped. */
const blockTypes = { section: 0x0a0d0d0a, interface: 1, obsoletePacket: 2, simplePacket: 3, enhancedPacket: 6 } as const;
const byteOrderMagic = 0x1a2b3c4d;
/** Type, total length, and total length again at the end. */
const blockFrameBytes = 12;
/** Longest block; the limit of other programs as well. */
const blockBytesMax = 16 * 1024 * 1024;
/** Interfaces of a capture; each is kept in memory. */
const interfacesMax = 65_536;
const flagsOption = 2;

/** The fields of a packet block, whichever of the three kinds it is. */
interface Packet {
  readonly interfaceIndex: number;
  readonly count: bigint | undefined;
  readonly dataAt: number;
  readonly capturedBytes: number;
  readonly originalBytes: number;
}

/**
 * Whether a file begins like a pcapng capture.
 *
 * @implements LLR-MON-002
 */
export function isPcapng(start: Uint8Array): boolean {
  return word32(start, 0, { littleEndian: true }) === blockTypes.section;
}

/**
 * Reads pcapng files of version 1.0 and 1.2: sections of both orders of bytes, interfaces, and the enhanced, simple and obsolete
 * packet blocks. Blocks of other types are skipped.
 *
 * @implements LLR-MON-002
 */
export class PcapngParser implements CaptureParser {
  readonly #log: FindingLog;
  readonly #interfaces: CaptureInterface[] = [];
  /** Those of the present section, by their number in it. */
  #section: PcapngInterface[] = [];
  #order: ByteOrder = { littleEndian: true };
  #readable = true;
  #recordCount = 0;

  constructor(log: FindingLog) {
    this.#log = log;
  }

  get interfaces(): readonly CaptureInterface[] {
    return this.#interfaces;
  }

  get recordCount(): number {
    return this.#recordCount;
  }

  step(queue: ByteQueue, ended: boolean): ParserStep {
    const start = queue.peek(blockFrameBytes);
    if (start === undefined) return this.#short(queue, ended, 'a block');
    const isSection = word32(start, 0, this.#order) === blockTypes.section;
    if (isSection && !this.#beginSection(start)) return this.#broken(`the section at byte ${queue.offset} has no byte-order magic`);
    const length = word32(start, 4, this.#order);
    if (length < blockFrameBytes + (isSection ? 16 : 0) || length % 4 !== 0 || length > blockBytesMax)
      return this.#broken(`the block at byte ${queue.offset} claims ${length} byte`);
    const block = queue.peek(length);
    if (block === undefined) return this.#short(queue, ended, `a block of ${length} byte`);
    const again = word32(block, length - 4, this.#order);
    if (again !== length)
      return this.#broken(`the block at byte ${queue.offset} has ${length} byte at its beginning and ${again} at its end`);
    const offset = queue.offset;
    queue.skip(length);
    const body = block.subarray(8, length - 4);
    if (isSection) return this.#version(body, offset);
    return this.#readable ? this.#blockOf(word32(block, 0, this.#order), body, offset) : 'skipped';
  }

  #beginSection(start: Uint8Array): boolean {
    const order = [{ littleEndian: true }, { littleEndian: false }].find((each) => word32(start, 8, each) === byteOrderMagic);
    if (order === undefined) return false;
    this.#order = order;
    return true;
  }

  #version(body: Uint8Array, offset: number): ParserStep {
    this.#section = [];
    const [major, minor] = [word16(body, 4, this.#order), word16(body, 6, this.#order)];
    this.#readable = major === 1 && (minor === 0 || minor === 2);
    if (!this.#readable)
      this.#log.add({
        code: 'AFDX-304',
        record: 0,
        kind: 'version',
        message: `the section at byte ${offset} is of version ${major}.${minor}`,
      });
    return 'skipped';
  }

  #blockOf(type: number, body: Uint8Array, offset: number): ParserStep {
    if (type === blockTypes.interface) return this.#addInterface(body, offset);
    if (type !== blockTypes.enhancedPacket && type !== blockTypes.simplePacket && type !== blockTypes.obsoletePacket) return 'skipped';
    this.#recordCount += 1;
    const packet = this.#packetOf(type, body);
    if (packet === undefined) return this.#bad(`the packet block at byte ${offset} is too short`);
    const from = this.#section[packet.interfaceIndex];
    if (from === undefined)
      return this.#bad(`the packet block at byte ${offset} is of interface ${packet.interfaceIndex}, which is not described before`);
    const end = packet.dataAt + packet.capturedBytes;
    if (packet.capturedBytes > recordBytesMax || end + (-packet.capturedBytes & 3) > body.length)
      return this.#bad(`the packet block at byte ${offset} claims ${packet.capturedBytes} byte of frame, more than it holds`);
    if (from.interface.linkType !== ethernetLinkType) return 'skipped';
    if (packet.originalBytes < packet.capturedBytes) {
      const message = `${packet.capturedBytes} byte were captured of a frame of ${packet.originalBytes}`;
      this.#log.add({ code: 'AFDX-303', severity: 'warning', record: this.#recordCount, kind: 'length', message });
    }
    const time = packet.count === undefined ? this.#untimed() : from.timeOf(packet.count);
    return {
      number: this.#recordCount,
      offset,
      interface: from.interface,
      timestampNanoseconds: time.nanoseconds,
      remainderNanoseconds: time.remainder,
      originalBytes: Math.max(packet.originalBytes, packet.capturedBytes),
      bytes: body.subarray(packet.dataAt, end),
      checkSequenceBytes: type === blockTypes.simplePacket ? from.interface.checkSequenceBytes : this.#checkSequenceOf(body, end, from),
    };
  }

  #addInterface(body: Uint8Array, offset: number): ParserStep {
    if (this.#interfaces.length >= interfacesMax) return this.#broken(`more than ${interfacesMax} interfaces, the next at byte ${offset}`);
    if (body.length < 8) return this.#broken(`the interface description at byte ${offset} is too short`);
    const { value, faults } = pcapngInterfaceOf(body, this.#order, this.#interfaces.length);
    for (const fault of faults) {
      const message = `interface description at byte ${offset}: ${fault}`;
      this.#log.add({ code: 'AFDX-303', severity: 'warning', record: 0, kind: 'interface', message });
    }
    const { linkType, index } = value.interface;
    if (linkType !== ethernetLinkType)
      this.#log.add({
        code: 'AFDX-304',
        record: 0,
        kind: 'link',
        message: `the link type of interface ${index} is ${linkType}, not Ethernet (1)`,
      });
    this.#section.push(value);
    this.#interfaces.push(value.interface);
    return 'skipped';
  }

  #packetOf(type: number, body: Uint8Array): Packet | undefined {
    const at = (place: number): number => word32(body, place, this.#order);
    if (type === blockTypes.simplePacket) {
      if (body.length < 4) return undefined;
      const limit = this.#section[0]?.interface.snapLengthBytes ?? 0;
      const capturedBytes = limit === 0 ? at(0) : Math.min(at(0), limit);
      return { interfaceIndex: 0, count: undefined, dataAt: 4, capturedBytes, originalBytes: at(0) };
    }
    if (body.length < 20) return undefined;
    return {
      interfaceIndex: type === blockTypes.enhancedPacket ? at(0) : word16(body, 0, this.#order),
      count: (BigInt(at(4)) << 32n) | BigInt(at(8)),
      dataAt: 20,
      capturedBytes: at(12),
      originalBytes: at(16),
    };
  }

  /** Bits 5 to 8 of the flags option tell the length of the check sequence of this frame in bytes, 0 for unknown. */
  #checkSequenceOf(body: Uint8Array, end: number, from: PcapngInterface): 0 | 4 | undefined {
    const optionsAt = end + (-(end - 20) & 3);
    if (optionsAt >= body.length) return from.interface.checkSequenceBytes;
    const { options, broken } = optionsOf(body, optionsAt, this.#order);
    if (broken)
      this.#log.add({
        code: 'AFDX-303',
        severity: 'warning',
        record: this.#recordCount,
        kind: 'option',
        message: 'an option reaches beyond its block',
      });
    const flags = options.find(({ code, value }) => code === flagsOption && value.length === 4)?.value;
    const bytes = flags === undefined ? 0 : (word32(flags, 0, this.#order) >>> 5) & 0xf;
    return bytes === 4 ? 4 : from.interface.checkSequenceBytes;
  }

  #untimed(): { readonly nanoseconds: undefined; readonly remainder: Rational } {
    this.#log.add({ code: 'AFDX-305', record: this.#recordCount, kind: 'none', message: 'a simple packet block has no time' });
    return { nanoseconds: undefined, remainder: zero };
  }

  #bad(message: string): ParserStep {
    this.#log.add({ code: 'AFDX-303', record: this.#recordCount, kind: 'packet', message });
    return 'skipped';
  }

  #broken(message: string): ParserStep {
    this.#log.add({ code: 'AFDX-302', record: this.#recordCount + 1, message });
    return 'stop';
  }

  #short(queue: ByteQueue, ended: boolean, what: string): ParserStep {
    if (!ended) return 'more';
    if (queue.available > 0) {
      const message = `the capture ends at byte ${queue.offset + queue.available} within ${what} that begins at byte ${queue.offset}`;
      this.#log.add({ code: 'AFDX-301', record: this.#recordCount + 1, message });
    }
    return 'stop';
  }
}

import type { CaptureFormat } from './capture-record.js';

/** A frame to be written. */
export interface CapturedFrame {
  /** Time since 1970-01-01 00:00 in nanoseconds: below 2^32 s for pcap, below 2^64 ns for pcapng; not negative. */
  readonly timestampNanoseconds: bigint;
  /** Number of the interface, counted from 0. */
  readonly interface: number;
  /** The frame, with check sequence when `checkSequence` of the writing says so. */
  readonly frameBytes: Uint8Array;
}

/** How a capture is written. */
export interface CaptureWriting {
  readonly format: CaptureFormat;
  /** Names of the interfaces, in order; a pcap capture has exactly one and does not keep its name. */
  readonly interfaces: readonly string[];
  /** Whether the frames end with their check sequence. */
  readonly checkSequence: boolean;
}

/** Takes frames and gives the bytes of a capture. */
export interface CaptureWriter {
  add(frame: CapturedFrame): void;
  /** The bytes since the last call, so that a long capture need not be kept whole; the first begin with the header of the file. */
  take(): Uint8Array;
}

const applicationName = 'AMPEL360';
const ethernet = 1;
/** Snap length of pcap, in bytes: frames are never cut here. */
const snapLengthBytes = 262_144;
const nanosecondsPerSecond = 1_000_000_000n;

/**
 * A writer of captures with timestamps in nanoseconds and little-endian numbers. Equal frames give equal bytes: neither the time of
 * writing nor the machine is written; the application is named AMPEL360.
 *
 * @throws RangeError from `add` when a time or an interface is out of range, and when a pcap capture is to have other than one
 * interface; both are faults of the caller
 * @implements LLR-MON-006
 */
export function captureWriter(writing: CaptureWriting): CaptureWriter {
  if (writing.format === 'pcap' && writing.interfaces.length !== 1) throw new RangeError('a pcap capture has one interface');
  const pieces: Uint8Array[] = writing.format === 'pcap' ? [pcapHeader(writing)] : pcapngHeader(writing);
  return {
    add(frame) {
      if (writing.interfaces[frame.interface] === undefined) throw new RangeError(`there is no interface ${frame.interface}`);
      pieces.push(writing.format === 'pcap' ? pcapRecord(frame) : enhancedPacket(frame));
    },
    take: () => joined(pieces.splice(0)),
  };
}

function pcapHeader({ checkSequence }: CaptureWriting): Uint8Array {
  // bit 26 says that the upper four bits count the 16 bit words of check sequence
  const kind = (ethernet | 0x0400_0000 | ((checkSequence ? 2 : 0) << 28)) >>> 0;
  return joined([words(0xa1b23c4d), halves(2, 4), words(0, 0, snapLengthBytes, kind)]);
}

function pcapRecord({ timestampNanoseconds: time, frameBytes }: CapturedFrame): Uint8Array {
  if (time < 0n || time >= nanosecondsPerSecond << 32n) throw new RangeError(`a pcap capture cannot hold the time ${time} ns`);
  const [seconds, fraction] = [Number(time / nanosecondsPerSecond), Number(time % nanosecondsPerSecond)];
  return joined([words(seconds, fraction, frameBytes.length, frameBytes.length), frameBytes]);
}

function pcapngHeader({ interfaces, checkSequence }: CaptureWriting): Uint8Array[] {
  const section = block(0x0a0d0d0a, [
    words(0x1a2b3c4d),
    halves(1, 0),
    words(0xffffffff, 0xffffffff),
    option(4, new TextEncoder().encode(applicationName)),
    option(0, new Uint8Array(0)),
  ]);
  return [section, ...interfaces.map((name) => interfaceDescription(name, checkSequence))];
}

/** Name, resolution of 1 ns, length of the check sequence in bits. */
function interfaceDescription(name: string, checkSequence: boolean): Uint8Array {
  return block(1, [
    halves(ethernet, 0),
    words(0),
    option(2, new TextEncoder().encode(name)),
    option(9, Uint8Array.of(9)),
    option(13, Uint8Array.of(checkSequence ? 32 : 0)),
    option(0, new Uint8Array(0)),
  ]);
}

function enhancedPacket({ timestampNanoseconds: time, interface: index, frameBytes }: CapturedFrame): Uint8Array {
  if (time < 0n || time >= 1n << 64n) throw new RangeError(`a pcapng capture cannot hold the time ${time} ns`);
  const [high, low] = [Number(time >> 32n), Number(time & 0xffffffffn)];
  return block(6, [words(index, high, low, frameBytes.length, frameBytes.length), padded(frameBytes)]);
}

function block(type: number, parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 12);
  return joined([words(type, length), ...parts, words(length)]);
}

function option(code: number, value: Uint8Array): Uint8Array {
  return joined([halves(code, value.length), padded(value)]);
}

function padded(bytes: Uint8Array): Uint8Array {
  return bytes.length % 4 === 0 ? bytes : joined([bytes, new Uint8Array(-bytes.length & 3)]);
}

/** Numbers of 32 bit, low byte first. */
function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  values.forEach((value, index) => {
    const at = 4 * index;
    bytes[at] = value;
    bytes[at + 1] = value >>> 8;
    bytes[at + 2] = value >>> 16;
    bytes[at + 3] = value >>> 24;
  });
  return bytes;
}

/** Numbers of 16 bit, low byte first. */
function halves(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value, value >>> 8]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

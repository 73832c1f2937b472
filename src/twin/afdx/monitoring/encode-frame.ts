import { checkSequenceOf, datagramSumOf, internetSumOf, udpProtocol } from './checksums.js';

/** A frame of a virtual link in its parts. Addresses are text: `03:00:00:00:08:35`, `224.224.8.53`. */
export interface FrameParts {
  readonly destinationMac: string;
  readonly sourceMac: string;
  readonly sourceIp: string;
  readonly destinationIp: string;
  /** UDP ports, 0 to 65535. */
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Identification of the IP packet, 0 to 65535. */
  readonly identification: number;
  readonly payload: Uint8Array;
  /** 0 to 255. */
  readonly sequenceNumber: number;
}

/**
 * Offsets in a frame, lengths of its headers and marks of their contents, in bytes.
 *
 * @implements LLR-MON-008
 */
export const layout = {
  source: 6,
  etherType: 12,
  ip: 14,
  udp: 34,
  payload: 42,
  ipHeaderBytes: 20,
  udpHeaderBytes: 8,
  checkSequenceBytes: 4,
  ipv4EtherType: 0x0800,
} as const;

/** Smallest frame without its check sequence, sequence number included. */
const bodyBytesMin = 60;
const dontFragment = 0x4000;
const timeToLive = 1;

/**
 * The bytes of an Ethernet II frame with IPv4, UDP, payload, padding of zeros up to the smallest frame, and the sequence number as
 * last byte before the check sequence. Checksums of IP and UDP are set. The result has at least 64 byte with check sequence, 60 byte
 * without. The payload may be of any length up to 65507 byte; limits of AFDX are not enforced here, so that tests can break them.
 *
 * @param options whether the check sequence is appended
 * @throws RangeError when an address is not of the form above or the payload is longer, which is a fault of the caller
 * @implements LLR-MON-008
 */
export function encodeFrame(parts: FrameParts, options: { readonly checkSequence: boolean }): Uint8Array {
  const { payload } = parts;
  if (payload.length > 65_507) throw new RangeError('a UDP datagram holds at most 65507 byte');
  const bodyBytes = Math.max(bodyBytesMin, layout.payload + payload.length + 1);
  const frame = new Uint8Array(bodyBytes + (options.checkSequence ? layout.checkSequenceBytes : 0));
  frame.set(numbersOf(parts.destinationMac, ':', 16, 6), 0);
  frame.set(numbersOf(parts.sourceMac, ':', 16, 6), layout.source);
  const put = (at: number, value: number): void => frame.set([(value >> 8) & 0xff, value & 0xff], at);
  put(layout.etherType, layout.ipv4EtherType);
  const datagramBytes = layout.udpHeaderBytes + payload.length;
  frame.set([0x45, 0], layout.ip);
  put(layout.ip + 2, layout.ipHeaderBytes + datagramBytes);
  put(layout.ip + 4, parts.identification);
  put(layout.ip + 6, dontFragment);
  frame.set([timeToLive, udpProtocol], layout.ip + 8);
  frame.set(numbersOf(parts.sourceIp, '.', 10, 4), layout.ip + 12);
  frame.set(numbersOf(parts.destinationIp, '.', 10, 4), layout.ip + 16);
  put(layout.ip + 10, ~internetSumOf(frame, layout.ip, layout.udp));
  put(layout.udp, parts.sourcePort);
  put(layout.udp + 2, parts.destinationPort);
  put(layout.udp + 4, datagramBytes);
  frame.set(payload, layout.payload);
  // 0 would say that there is no checksum; 65535 is the same number in one's complement (RFC 768)
  const sum = ~datagramSumOf(frame, { ip: layout.ip, udp: layout.udp, length: datagramBytes }) & 0xffff;
  put(layout.udp + 6, sum === 0 ? 0xffff : sum);
  frame[bodyBytes - 1] = parts.sequenceNumber & 0xff;
  if (options.checkSequence) {
    const value = checkSequenceOf(frame.subarray(0, bodyBytes));
    frame.set([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff], bodyBytes);
  }
  return frame;
}

function numbersOf(text: string, separator: string, base: 10 | 16, count: number): readonly number[] {
  const parts = text.split(separator);
  const numbers = parts.map((part) => ((base === 16 ? /^[0-9a-f]{2}$/i : /^\d{1,3}$/).test(part) ? Number.parseInt(part, base) : 256));
  if (numbers.length !== count || numbers.some((number) => number > 255)) throw new RangeError(`"${text}" is no address`);
  return numbers;
}

import type { NetworkName } from '../network.generated.js';
import { type ByteOrder, word16, word32 } from './capture-parser.js';
import type { CaptureRecord } from './capture-record.js';
import { checkSequenceOf, datagramSumOf, internetSumOf, udpProtocol } from './checksums.js';
import { layout } from './encode-frame.js';
import type { MonitoringCode } from './finding-texts.js';

/** The high byte is sent first, of what is more than a check sequence. */
const networkOrder: ByteOrder = { littleEndian: false };

/** Something wrong with a frame, whatever the configuration. */
export interface FrameFault {
  readonly code: MonitoringCode;
  readonly message: string;
}

/** What a frame says of itself. */
export interface DecodedFrame {
  /** Size on the link from destination address to check sequence, whether or not the check sequence was captured. */
  readonly frameBytes: number;
  /** First four bytes of the destination MAC address. */
  readonly destinationConstant: number;
  /** Last two bytes of the destination MAC address: the virtual link by which switches forward. */
  readonly virtualLink: number;
  /** First three bytes of the source MAC address. */
  readonly sourceConstant: number;
  readonly networkId: number;
  readonly equipmentId: number;
  /** Last byte of the source MAC address. */
  readonly interfaceByte: number;
  /** IP addresses as numbers; `undefined` when the frame holds no IPv4 header. */
  readonly ip: { readonly source: number; readonly destination: number } | undefined;
  /** Last byte before the check sequence; `undefined` when the frame was cut. */
  readonly sequenceNumber: number | undefined;
  /** Whether the check sequence was captured and is wrong; then nothing else of the frame counts. */
  readonly damaged: boolean;
  /** Codes AFDX-315 to 317. */
  readonly faults: readonly FrameFault[];
}

/**
 * Constant fields of the addresses of a virtual link: 03:00:00:00 before its identifier, 02:00:00 before network and equipment id,
 * 224.224 before its identifier, 10 before network and equipment id (ARINC 664 part 7).
 *
 * @implements LLR-MON-009
 */
export const constants = { destinationMac: 0x03000000, sourceMac: 0x020000, multicast: 0xe0e0, sourceIp: 10 } as const;

/**
 * The network that the interface byte of a source MAC address names: 001 for A, 010 for B in the upper three bits, 0 below.
 *
 * @implements LLR-MON-009
 */
export function networkOfInterfaceByte(value: number): NetworkName | undefined {
  return value === 0x20 ? 'A' : value === 0x40 ? 'B' : undefined;
}

/**
 * Whether bytes are a frame of AFDX, right or wrong: the destination MAC address begins with the constant field of virtual links,
 * or the destination IP address is one of a virtual link.
 *
 * @implements LLR-MON-009
 */
export function isAfdx(bytes: Uint8Array): boolean {
  if (bytes.length < layout.ip) return false;
  if (long(bytes, 0) === constants.destinationMac) return true;
  return bytes.length >= layout.udp && short(bytes, layout.etherType) === layout.ipv4EtherType && short(bytes, 30) === constants.multicast;
}

/**
 * What a frame of AFDX says of itself. When the capture does not say whether frames end with their check sequence, their length
 * decides: that of the IP packet asks for one length with it and another without.
 *
 * @param record one for whose bytes `isAfdx` holds
 * @implements LLR-MON-009
 */
export function decodeFrame(record: Pick<CaptureRecord, 'bytes' | 'originalBytes' | 'checkSequenceBytes'>): DecodedFrame {
  const { bytes, originalBytes } = record;
  const checkSequenceBytes = record.checkSequenceBytes ?? guessedCheckSequenceBytes(bytes, originalBytes);
  const bodyBytes = originalBytes - checkSequenceBytes;
  const whole = bytes.length >= originalBytes && bodyBytes > layout.ip;
  const damaged = whole && checkSequenceBytes > 0 && checkSequenceOf(bytes.subarray(0, bodyBytes)) !== sentCheckSequence(bytes, bodyBytes);
  const hasIp = bytes.length >= layout.udp && short(bytes, layout.etherType) === layout.ipv4EtherType;
  return {
    frameBytes: bodyBytes + layout.checkSequenceBytes,
    destinationConstant: long(bytes, 0),
    virtualLink: short(bytes, 4),
    sourceConstant: (short(bytes, 6) << 8) | (bytes[8] as number),
    networkId: bytes[9] as number,
    equipmentId: bytes[10] as number,
    interfaceByte: bytes[11] as number,
    ip: hasIp ? { source: long(bytes, 26), destination: long(bytes, 30) } : undefined,
    sequenceNumber: whole ? bytes[bodyBytes - 1] : undefined,
    damaged,
    faults: damaged ? [damage(bytes, bodyBytes)] : packetFaults(bytes, bodyBytes),
  };
}

function packetFaults(bytes: Uint8Array, bodyBytes: number): readonly FrameFault[] {
  const etherType = short(bytes, layout.etherType);
  if (etherType !== layout.ipv4EtherType) return [ipFault(`type ${hexadecimal(etherType, 4)} is not IPv4 (0x0800)`)];
  if (bytes.length < layout.udp) return bodyBytes < layout.udp ? [ipFault(`${bodyBytes} byte are too short for an IP header`)] : [];
  const first = bytes[layout.ip] as number;
  const headerBytes = (first & 0xf) * 4;
  if (first >> 4 !== 4 || headerBytes < layout.ipHeaderBytes)
    return [ipFault(`the IP header begins with ${hexadecimal(first, 2)}: version ${first >> 4}, ${headerBytes} byte`)];
  const totalBytes = short(bytes, layout.ip + 2);
  const faults: FrameFault[] = [];
  if (totalBytes < headerBytes || bodyBytes !== bodyBytesFor(totalBytes))
    faults.push(ipFault(`an IP packet of ${totalBytes} byte is in a frame of ${bodyBytes + layout.checkSequenceBytes} byte`));
  if (layout.ip + headerBytes > bytes.length) return faults;
  if (internetSumOf(bytes, layout.ip, layout.ip + headerBytes) !== 0xffff)
    faults.push(ipFault(`the IP header checksum ${hexadecimal(short(bytes, layout.ip + 10), 4)} is wrong`));
  const protocol = bytes[layout.ip + 9] as number;
  if (protocol !== udpProtocol) faults.push(ipFault(`protocol ${protocol} is not UDP (17)`));
  else if (faults.length === 0) faults.push(...datagramFaults(bytes, headerBytes, totalBytes));
  return faults;
}

/** A fragment other than the first has no UDP header; the length of the first is that of the whole datagram. */
function datagramFaults(bytes: Uint8Array, headerBytes: number, totalBytes: number): readonly FrameFault[] {
  const fragment = short(bytes, layout.ip + 6);
  if ((fragment & 0x1fff) !== 0) return [];
  const udp = layout.ip + headerBytes;
  const room = totalBytes - headerBytes;
  if (room < layout.udpHeaderBytes) return [udpFault(`${room} byte are too short for a UDP header`)];
  if (udp + layout.udpHeaderBytes > bytes.length) return [];
  const length = short(bytes, udp + 4);
  const moreFragments = (fragment & 0x2000) !== 0;
  if (moreFragments ? length <= room : length !== room)
    return [udpFault(`a UDP datagram of ${length} byte is in an IP packet with room for ${room}`)];
  if (moreFragments || udp + length > bytes.length || short(bytes, udp + 6) === 0) return [];
  if (datagramSumOf(bytes, { ip: layout.ip, udp, length }) === 0xffff) return [];
  return [udpFault(`the UDP checksum ${hexadecimal(short(bytes, udp + 6), 4)} is wrong`)];
}

function guessedCheckSequenceBytes(bytes: Uint8Array, originalBytes: number): 0 | 4 {
  if (bytes.length < layout.ip + 4 || short(bytes, layout.etherType) !== layout.ipv4EtherType) return 0;
  return originalBytes === bodyBytesFor(short(bytes, layout.ip + 2)) + layout.checkSequenceBytes ? 4 : 0;
}

/** Bytes of a frame without check sequence that holds an IP packet: header, packet, padding to 60 byte in all, sequence number. */
function bodyBytesFor(packetBytes: number): number {
  return Math.max(60, layout.ip + packetBytes + 1);
}

/** The low byte is sent first. */
function sentCheckSequence(bytes: Uint8Array, at: number): number {
  return word32(bytes, at, { littleEndian: true });
}

function damage(bytes: Uint8Array, bodyBytes: number): FrameFault {
  const sent = hexadecimal(sentCheckSequence(bytes, bodyBytes), 8);
  const right = hexadecimal(checkSequenceOf(bytes.subarray(0, bodyBytes)), 8);
  return { code: 'AFDX-317', message: `the check sequence is ${sent}; ${right} would be right` };
}

function ipFault(message: string): FrameFault {
  return { code: 'AFDX-315', message };
}

function udpFault(message: string): FrameFault {
  return { code: 'AFDX-316', message };
}

function short(bytes: Uint8Array, at: number): number {
  return word16(bytes, at, networkOrder);
}

function long(bytes: Uint8Array, at: number): number {
  return word32(bytes, at, networkOrder);
}

/**
 * A number in hexadecimal digits with 0x before them.
 *
 * @implements LLR-MON-009
 */
export function hexadecimal(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}

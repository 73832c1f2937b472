/** Remainders of each byte for the reflected polynomial 0xEDB88320. */
const remainders = remaindersOf(0xedb88320);

function remaindersOf(polynomial: number): Uint32Array {
  const withoutBit = (remainder: number): number => ((remainder & 1) === 0 ? remainder >>> 1 : (remainder >>> 1) ^ polynomial);
  const bits = Array.from({ length: 8 });
  return Uint32Array.from({ length: 256 }, (_, byte) => bits.reduce<number>(withoutBit, byte));
}

/**
 * The frame check sequence of Ethernet as a number without sign; it is sent with its low byte first (IEEE 802.3, clause 3).
 *
 * @param frame the frame without check sequence
 * @implements LLR-MON-007
 */
export function checkSequenceOf(frame: Uint8Array): number {
  let value = 0xffffffff;
  for (let at = 0; at < frame.length; at += 1) value = (remainders[(value ^ (frame[at] as number)) & 0xff] as number) ^ (value >>> 8);
  return ~value >>> 0;
}

/**
 * The sum of 16 bit words in one's complement, from 0 to 65535; a byte left over counts as the high half of a word (RFC 1071).
 * Over data that holds its own correct checksum the sum is 65535.
 *
 * @param from first byte
 * @param to byte after the last
 * @param start sum of what came before
 * @implements LLR-MON-007
 */
export function internetSumOf(bytes: Uint8Array, from: number, to: number, start = 0): number {
  let sum = start;
  for (let at = from; at < to; at += 2) sum += ((bytes[at] as number) << 8) | (at + 1 < to ? (bytes[at + 1] as number) : 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}

/**
 * The sum over the pseudo header and the UDP datagram of an IPv4 packet, as a start for or instead of `internetSumOf`.
 *
 * @param ip offset of the IP header
 * @param udp offset of the datagram
 * @param length bytes of the datagram
 * @implements LLR-MON-007
 */
export function datagramSumOf(
  bytes: Uint8Array,
  { ip, udp, length }: { readonly ip: number; readonly udp: number; readonly length: number },
): number {
  const addresses = internetSumOf(bytes, ip + 12, ip + 20, udpProtocol + length);
  return internetSumOf(bytes, udp, udp + length, addresses);
}

/**
 * The number of UDP in the IP header (RFC 768).
 *
 * @implements LLR-MON-007
 */
export const udpProtocol = 17;

import type { Criticality, VirtualLink } from './network.generated.js';

/**
 * Smallest Ethernet frame from destination address to check sequence, in bytes (IEEE 802.3, clause 3).
 *
 * @implements LLR-AFDX-012
 */
export const frameBytesMin = 64;

/**
 * Largest Ethernet frame from destination address to check sequence, in bytes (IEEE 802.3, clause 3).
 *
 * @implements LLR-AFDX-012
 */
export const frameBytesMax = 1518;

/**
 * Preamble and start delimiter before a frame, in bytes (IEEE 802.3, clause 3).
 *
 * @implements LLR-AFDX-025
 */
export const preambleBytes = 8;

/**
 * What a frame occupies on the wire beyond itself: preamble, start delimiter and inter-frame gap of 12 byte.
 *
 * @implements LLR-AFDX-021
 */
export const wireOverheadBytes = 20;

/**
 * Headers and trailers of a frame: Ethernet 14, IP 20, UDP 8, sequence number 1, check sequence 4 byte.
 *
 * @implements LLR-AFDX-013
 */
export const headerBytes = 47;

/**
 * The legal bandwidth allocation gaps in milliseconds (ARINC 664 part 7).
 *
 * @implements LLR-AFDX-010
 */
export const bandwidthAllocationGapsMilliseconds: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128];

/**
 * Loads are counted over this window, which each legal gap divides, so that they are whole numbers of bits.
 *
 * @implements LLR-AFDX-021
 */
export const loadWindowMilliseconds = 128n;

/** The groups of criticality that share a reservation. */
export type ReservationGroup = 'safetyCritical' | 'missionCritical' | 'nonCritical';

/**
 * The reservation group of a design assurance level: A and B, C, D and E.
 *
 * @implements LLR-AFDX-022
 */
export function reservationGroupOf(criticality: Criticality): ReservationGroup {
  if (criticality === 'A' || criticality === 'B') return 'safetyCritical';
  return criticality === 'C' ? 'missionCritical' : 'nonCritical';
}

/**
 * The quotient of two non-negative whole numbers, rounded up.
 *
 * @implements LLR-AFDX-021
 */
export function dividedUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

/**
 * Bits that the largest frame of a virtual link occupies on the wire, overhead included.
 *
 * @implements LLR-AFDX-020
 */
export function wireBitsOf(virtualLink: VirtualLink): bigint {
  return BigInt(virtualLink.maximumFrameBytes + wireOverheadBytes) * 8n;
}

/**
 * Wire bits of a virtual link in a load window; exact for each legal gap, rounded up for any other.
 *
 * @implements LLR-AFDX-021
 */
export function wireBitsPerWindowOf(virtualLink: VirtualLink): bigint {
  return dividedUp(wireBitsOf(virtualLink) * loadWindowMilliseconds, BigInt(virtualLink.bandwidthAllocationGapMilliseconds));
}

/**
 * The reserved bandwidth of a virtual link in bits per second, rounded up: the largest frame, without wire overhead,
 * divided by the bandwidth allocation gap.
 *
 * @implements LLR-AFDX-028
 */
export function reservedBitsPerSecondOf(virtualLink: VirtualLink): bigint {
  return dividedUp(BigInt(virtualLink.maximumFrameBytes) * 8000n, BigInt(virtualLink.bandwidthAllocationGapMilliseconds));
}

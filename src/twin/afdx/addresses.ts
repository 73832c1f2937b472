import type { EndSystem, NetworkName } from './network.generated.js';

/** Interface byte of the source MAC address: network field 001 for A, 010 for B, in the upper three bits. */
const interfaceByte: Readonly<Record<NetworkName, number>> = { A: 0x20, B: 0x40 };

/**
 * The destination MAC address of a virtual link: 03:00:00:00 and the 16 bit of its id (ARINC 664 part 7).
 * Only the low 16 bits of the argument count.
 *
 * @implements LLR-AFDX-005
 */
export function macAddressOf(virtualLinkId: number): string {
  return macText([3, 0, 0, 0, highByte(virtualLinkId), lowByte(virtualLinkId)]);
}

/**
 * The multicast IP destination address of a virtual link: 224.224 and the 16 bit of its id (class D).
 * Only the low 16 bits of the argument count.
 *
 * @implements LLR-AFDX-005
 */
export function ipAddressOf(virtualLinkId: number): string {
  return [224, 224, highByte(virtualLinkId), lowByte(virtualLinkId)].join('.');
}

/**
 * The source MAC address of an end system on one network: 02:00:00, network id, equipment id, interface.
 *
 * @implements LLR-AFDX-005
 */
export function sourceMacAddressOf(endSystem: EndSystem, network: NetworkName): string {
  return macText([2, 0, 0, endSystem.networkId, endSystem.equipmentId, interfaceByte[network]]);
}

/**
 * The source IP address of a partition of an end system: 10, network id, equipment id, partition.
 * It carries the same network id and equipment id as the MAC address.
 *
 * @param partition 0 to 255; only its low 8 bits count
 * @implements LLR-AFDX-005
 */
export function sourceIpAddressOf(endSystem: EndSystem, partition: number): string {
  return [10, endSystem.networkId, endSystem.equipmentId, lowByte(partition)].join('.');
}

function highByte(value: number): number {
  return (value >> 8) & 0xff;
}

function lowByte(value: number): number {
  return value & 0xff;
}

function macText(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

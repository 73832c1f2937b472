import type { NetworkName } from '../network.generated.js';
import { frameBytesMax, frameBytesMin } from '../wire.js';
import { constants, type DecodedFrame, type FrameFault, hexadecimal, networkOfInterfaceByte } from './decode-frame.js';
import { equipmentKey, type FrameTable, type TableEntry } from './frame-table.js';

/** Where a frame was seen. */
export interface Sighting {
  /** Network of the interface; `undefined` when it is not known. */
  readonly network: NetworkName | undefined;
  /** Whether the tap is at the link of a source or of a destination. */
  readonly place: 'source' | 'destination';
  /** End system at whose link the tap is; `undefined` when it is not known. */
  readonly endSystem: string | undefined;
}

/**
 * What departs from the configuration in a frame, as AFDX-310 to 319, 329 and 333, after the faults that the frame has by itself. Of
 * a damaged frame only the damage is given, because no field of it can be trusted.
 *
 * @implements LLR-MON-010
 */
export function judgeFrame(frame: DecodedFrame, table: FrameTable, sighting: Sighting): readonly FrameFault[] {
  if (frame.damaged) return frame.faults;
  const entry = frame.destinationConstant === constants.destinationMac ? table.entries.get(frame.virtualLink) : undefined;
  const faults = [
    ...frame.faults,
    ...constantFaults(frame),
    ...lengthFaults(frame, entry),
    ...sourceFaults(frame, table, entry),
    ...destinationFaults(frame, table, entry),
    ...networkFaults(frame, sighting, entry),
  ];
  if (frame.destinationConstant === constants.destinationMac && entry === undefined)
    faults.push({ code: 'AFDX-319', message: `virtual link ${frame.virtualLink} is not in the configuration` });
  return faults;
}

/**
 * Whether the configuration leads a virtual link over a link of an end system: as source, or as one of the destinations.
 *
 * @implements LLR-MON-010
 */
export function belongsAt(entry: TableEntry, { place, endSystem }: Pick<Sighting, 'place' | 'endSystem'>): boolean {
  if (endSystem === undefined) return true;
  return place === 'source' ? entry.virtualLink.source === endSystem : entry.virtualLink.destinations.includes(endSystem);
}

function constantFaults({ destinationConstant, sourceConstant }: DecodedFrame): readonly FrameFault[] {
  const faults: FrameFault[] = [];
  if (destinationConstant !== constants.destinationMac)
    faults.push(constantFault('destination', destinationConstant, constants.destinationMac, 8));
  if (sourceConstant !== constants.sourceMac) faults.push(constantFault('source', sourceConstant, constants.sourceMac, 6));
  return faults;
}

function constantFault(which: string, found: number, right: number, digits: number): FrameFault {
  return {
    code: 'AFDX-310',
    message: `the ${which} MAC address begins with ${hexadecimal(found, digits)} instead of ${hexadecimal(right, digits)}`,
  };
}

function lengthFaults({ frameBytes }: DecodedFrame, entry: TableEntry | undefined): readonly FrameFault[] {
  const { minimumFrameBytes = frameBytesMin, maximumFrameBytes = frameBytesMax } = entry?.virtualLink ?? {};
  const faults: FrameFault[] = [];
  if (frameBytes < frameBytesMin || frameBytes > frameBytesMax)
    faults.push({ code: 'AFDX-318', message: `a frame of ${frameBytes} byte is outside of ${frameBytesMin} to ${frameBytesMax}` });
  else if (frameBytes < minimumFrameBytes || frameBytes > maximumFrameBytes)
    faults.push({
      code: 'AFDX-318',
      message: `a frame of ${frameBytes} byte; configured are ${minimumFrameBytes} to ${maximumFrameBytes}`,
    });
  return faults;
}

function sourceFaults(frame: DecodedFrame, table: FrameTable, entry: TableEntry | undefined): readonly FrameFault[] {
  const { networkId, equipmentId, ip } = frame;
  const faults: FrameFault[] = [];
  const fromMac = (constants.sourceIp << 16) | equipmentKey(networkId, equipmentId);
  if (ip !== undefined && ip.source >>> 8 !== fromMac)
    faults.push({
      code: 'AFDX-312',
      message: `the source IP address ${addressText(ip.source)} is not 10.${networkId}.${equipmentId} as the MAC address says`,
    });
  const source = entry?.source;
  if (source !== undefined && (source.networkId !== networkId || source.equipmentId !== equipmentId)) {
    const sender = table.equipment.get(equipmentKey(networkId, equipmentId));
    const who = `equipment ${networkId}.${equipmentId} (${sender ?? 'not configured'})`;
    faults.push({ code: 'AFDX-313', message: `${who} sends; the source is ${source.id} (${source.networkId}.${source.equipmentId})` });
  }
  return faults;
}

/** The destination is the multicast address of the virtual link, or the address of one partition of a configured destination. */
function destinationFaults({ ip, virtualLink }: DecodedFrame, table: FrameTable, entry: TableEntry | undefined): readonly FrameFault[] {
  if (ip === undefined) return [];
  if (ip.destination >>> 16 === constants.multicast)
    return (ip.destination & 0xffff) === virtualLink
      ? []
      : [
          {
            code: 'AFDX-311',
            message: `the MAC address is of virtual link ${virtualLink}, the IP address ${addressText(ip.destination)} of ${ip.destination & 0xffff}`,
          },
        ];
  const key = (ip.destination >>> 8) & 0xffff;
  if (ip.destination >>> 24 === constants.sourceIp && (entry === undefined || entry.destinations.has(key))) return [];
  const whose = ip.destination >>> 24 === constants.sourceIp ? table.equipment.get(key) : undefined;
  const what =
    whose === undefined
      ? 'neither the multicast address of a virtual link nor that of a destination'
      : `that of ${whose}, which is no destination`;
  return [{ code: 'AFDX-311', message: `the destination IP address ${addressText(ip.destination)} is ${what}` }];
}

function networkFaults({ interfaceByte }: DecodedFrame, sighting: Sighting, entry: TableEntry | undefined): readonly FrameFault[] {
  const faults: FrameFault[] = [];
  const sent = networkOfInterfaceByte(interfaceByte);
  const found = sighting.network ?? sent;
  if (sent === undefined)
    faults.push({ code: 'AFDX-314', message: `the interface byte ${hexadecimal(interfaceByte, 2)} is neither 0x20 (A) nor 0x40 (B)` });
  else if (found !== sent) faults.push({ code: 'AFDX-314', message: `sent on network ${sent} by its address, seen on network ${found}` });
  if (entry === undefined) return faults;
  if (found !== undefined && !entry.networks.has(found))
    faults.push({ code: 'AFDX-329', message: `virtual link ${entry.virtualLink.id} is seen on network ${found}, which it does not use` });
  if (!belongsAt(entry, sighting))
    faults.push({
      code: 'AFDX-333',
      message: `virtual link ${entry.virtualLink.id} does not have ${sighting.endSystem} as ${sighting.place}`,
    });
  return faults;
}

function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');
}

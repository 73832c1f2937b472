import type { AfdxNetwork, VirtualLink } from '../../src/twin/afdx/network.generated.js';

/** What differs between the virtual links of the sample network. */
interface PairLink {
  readonly id: number;
  readonly gapMilliseconds?: number;
  readonly redundancyLevel?: 1 | 2;
  readonly minimumFrameBytes?: number;
  readonly maximumFrameBytes?: number;
  readonly skewMaximumMicroseconds?: number;
  readonly policerJitterMicroseconds?: number;
}

/** Virtual link 10 on both networks with frames of 100 to 1000 byte each 2 ms, and 20 on network A alone with frames of 64 to 200 byte. */
const twoLinks: readonly PairLink[] = [
  { id: 10 },
  { id: 20, redundancyLevel: 1, minimumFrameBytes: 64, maximumFrameBytes: 200, gapMilliseconds: 4 },
];

/** One switch on each network at 100 Mbit/s, end system FROM as source, TO and ALSO as destinations. */
export function pairNetwork(links: readonly PairLink[] = twoLinks): AfdxNetwork {
  return {
    title: 'pair',
    version: '1.0.0',
    reservationsPercent: { safetyCritical: 100, missionCritical: 0, nonCritical: 0, spare: 0 },
    switches: (['A', 'B'] as const).map((network) => ({
      id: `SW-${network}`,
      network,
      position: 'S',
      kind: 'core',
      location: 'test',
      portCount: 24,
      technologicalLatencyNanoseconds: 16_000,
      outputBufferBytesPerPort: 65_536,
    })),
    endSystems: ['FROM', 'TO', 'ALSO'].map((id, index) => ({
      id,
      name: id,
      ataChapter: 46,
      criticality: 'A',
      networkId: 1,
      equipmentId: index + 1,
      transmissionLatencyNanoseconds: 60_000,
      receptionLatencyNanoseconds: 60_000,
    })),
    links: ['FROM', 'TO', 'ALSO'].flatMap((id, index) =>
      (['A', 'B'] as const).map((network, port) => ({
        id: `L-${network}-${id}`,
        ends: [
          { node: id, port: port + 1 },
          { node: `SW-${network}`, port: index + 1 },
        ] as [{ node: string; port: number }, { node: string; port: number }],
        rateBitsPerSecond: 100_000_000,
        propagationDelayNanoseconds: 0,
      })),
    ),
    virtualLinks: links.map(virtualLinkOf),
  };
}

function virtualLinkOf(link: PairLink): VirtualLink {
  const {
    id,
    redundancyLevel = 2,
    minimumFrameBytes = 100,
    maximumFrameBytes = 1000,
    gapMilliseconds = 2,
    policerJitterMicroseconds,
  } = link;
  return {
    id,
    name: `link ${id}`,
    purpose: 'test',
    source: 'FROM',
    destinations: ['TO'],
    criticality: 'A',
    priority: 'high',
    redundancyLevel,
    bandwidthAllocationGapMilliseconds: gapMilliseconds,
    minimumFrameBytes,
    maximumFrameBytes,
    deadlineMicroseconds: 10_000,
    skewMaximumMicroseconds: redundancyLevel === 1 ? 0 : (link.skewMaximumMicroseconds ?? 500),
    ...(policerJitterMicroseconds === undefined ? {} : { policerJitterMicroseconds }),
    subVirtualLinks: [{ name: 'message', payloadBytes: 1, maximumFrameBytes: 64, periodMilliseconds: gapMilliseconds }],
    paths: redundancyLevel === 1 ? { A: { TO: ['SW-A'] } } : { A: { TO: ['SW-A'] }, B: { TO: ['SW-B'] } },
  };
}

import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';

/** A virtual link of a small network; routes name the switches between source and destination. */
export interface SmallLink {
  readonly source: string;
  readonly routes: Readonly<Record<string, readonly string[]>>;
  readonly frameBytes?: number;
  readonly frameBytesMin?: number;
  readonly gapMilliseconds?: number;
  readonly priority?: 'high' | 'low';
  readonly deadlineMicroseconds?: number;
}

/** A network on A alone. Cables are given as `from-to`; nodes whose name starts with S are switches. */
export interface SmallNetwork {
  readonly cables: readonly string[];
  readonly virtualLinks: readonly SmallLink[];
  readonly switchLatencyNanoseconds?: number;
  readonly endSystemLatencyNanoseconds?: number;
  readonly bufferBytes?: number;
  /** Rate of a cable in bits per second where it is not 100 Mbit/s. */
  readonly rates?: Readonly<Record<string, number>>;
}

/** A network file with the given cables and virtual links, everything else filled in. */
export function smallAfdxNetwork(small: SmallNetwork): AfdxNetwork {
  const nodes = [...new Set(small.cables.flatMap((cable) => cable.split('-')))];
  const nextPort = new Map<string, number>();
  const end = (node = ''): { node: string; port: number } => {
    nextPort.set(node, (nextPort.get(node) ?? 0) + 1);
    return { node, port: nextPort.get(node) ?? 1 };
  };
  return {
    title: 'small',
    version: '1.0.0',
    reservationsPercent: { safetyCritical: 100, missionCritical: 0, nonCritical: 0, spare: 0 },
    switches: nodes
      .filter((id) => id.startsWith('S'))
      .map((id) => ({
        id,
        network: 'A',
        position: id,
        kind: 'core',
        location: 'test',
        portCount: 24,
        technologicalLatencyNanoseconds: small.switchLatencyNanoseconds ?? 16_000,
        outputBufferBytesPerPort: small.bufferBytes ?? 1_000_000,
      })),
    endSystems: nodes
      .filter((id) => !id.startsWith('S'))
      .map((id, index) => ({
        id,
        name: id,
        ataChapter: 46,
        criticality: 'A',
        networkId: 1,
        equipmentId: index,
        transmissionLatencyNanoseconds: small.endSystemLatencyNanoseconds ?? 0,
        receptionLatencyNanoseconds: small.endSystemLatencyNanoseconds ?? 0,
      })),
    links: small.cables.map((cable) => ({
      id: cable,
      ends: [end(cable.split('-')[0]), end(cable.split('-')[1])],
      rateBitsPerSecond: small.rates?.[cable] ?? 100_000_000,
      propagationDelayNanoseconds: 0,
    })),
    virtualLinks: small.virtualLinks.map((link, index) => ({
      id: index + 1,
      name: `v${index + 1}`,
      purpose: 'test',
      source: link.source,
      destinations: Object.keys(link.routes) as [string, ...string[]],
      criticality: 'A',
      priority: link.priority ?? 'high',
      redundancyLevel: 1,
      bandwidthAllocationGapMilliseconds: link.gapMilliseconds ?? 4,
      minimumFrameBytes: link.frameBytesMin ?? link.frameBytes ?? 480,
      maximumFrameBytes: link.frameBytes ?? 480,
      deadlineMicroseconds: link.deadlineMicroseconds ?? 100_000,
      skewMaximumMicroseconds: 0,
      subVirtualLinks: [
        { name: 'm', payloadBytes: 17, maximumFrameBytes: link.frameBytes ?? 480, periodMilliseconds: link.gapMilliseconds ?? 4 },
      ],
      paths: { A: Object.fromEntries(Object.entries(link.routes).map(([to, switches]) => [to, [...switches]])) },
    })),
  };
}

/** The timing network of a small network. @throws when it cannot be analysed */
export function smallTimingNetwork(small: SmallNetwork): TimingNetwork {
  const { value, diagnostics } = buildTimingNetwork(smallAfdxNetwork(small), (pointer) => ({ path: pointer, line: 1, column: 1 }));
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
}

/**
 * The five-virtual-link example of the Toulouse papers (Charara, Scharbarg, Ermont, Fraboul, ECRTS 2006): 4000 bits on the wire every
 * 4 ms, 100 Mbit/s, 16 µs in each switch. Exact worst cases 272, 272, 312, 312 and 232 µs.
 */
export const fiveVirtualLinks: SmallNetwork = {
  cables: ['e1-S1', 'e2-S1', 'e3-S2', 'e4-S2', 'e5-S2', 'S1-S3', 'S2-S3', 'S3-e6', 'S3-e7'],
  virtualLinks: [
    { source: 'e1', routes: { e6: ['S1', 'S3'] } },
    { source: 'e2', routes: { e6: ['S1', 'S3'] } },
    { source: 'e3', routes: { e6: ['S2', 'S3'] } },
    { source: 'e4', routes: { e6: ['S2', 'S3'] } },
    { source: 'e5', routes: { e7: ['S2', 'S3'] } },
  ],
};

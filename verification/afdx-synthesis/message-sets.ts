import { seededRandom } from '../../src/kernel/seeded-random.js';
import type { AfdxNetwork, Criticality } from '../../src/twin/afdx/network.generated.js';
import type { Message } from '../../src/twin/afdx/synthesis/message.js';
import type { SynthesisOptions } from '../../src/twin/afdx/synthesis/problem.js';

/** What the optimiser does unless a case says otherwise. */
export const options: SynthesisOptions = { marginPercent: 20, detourSwitchesMax: 0, treesMax: 8, share: true };

/** Shape of a topology: switches on each network, the pairs that cables join, and the end systems on each switch. */
export interface Shape {
  readonly switches: number;
  readonly cables: readonly (readonly [number, number])[];
  readonly endSystems: number;
  readonly rateBitsPerSecond?: number;
  readonly criticality?: Criticality;
}

/** A network without virtual links: end systems E1, E2 … in turn on the switches S1A, S1B, S2A … */
export function emptyNetwork({ switches, cables, endSystems, rateBitsPerSecond = 100_000_000, criticality = 'A' }: Shape): AfdxNetwork {
  const names = ['A', 'B'] as const;
  const ports = new Map<string, number>();
  const port = (node: string): number => {
    ports.set(node, (ports.get(node) ?? 0) + 1);
    return ports.get(node) ?? 1;
  };
  const link = (id: string, from: string, to: string, fromPort = port(from)): AfdxNetwork['links'][number] => ({
    id,
    ends: [
      { node: from, port: fromPort },
      { node: to, port: port(to) },
    ],
    rateBitsPerSecond,
    propagationDelayNanoseconds: 100,
  });
  const each = <T>(count: number, make: (index: number) => T): readonly T[] => Array.from({ length: count }, (_, index) => make(index));
  return {
    title: 'generated',
    version: '1.0.0',
    reservationsPercent: { safetyCritical: 40, missionCritical: 30, nonCritical: 20, spare: 10 },
    switches: each(switches, (index) =>
      names.map((network) => ({
        id: `S${index + 1}${network}`,
        network,
        position: `S${index + 1}`,
        kind: 'core' as const,
        location: 'test',
        portCount: 255,
        technologicalLatencyNanoseconds: 16_000,
        outputBufferBytesPerPort: 65_536,
      })),
    ).flat(),
    endSystems: [
      ...each(endSystems, (index) => ({
        id: `E${index + 1}`,
        name: `end system ${index + 1}`,
        ataChapter: 46,
        criticality,
        networkId: Math.floor(index / 250),
        equipmentId: index % 250,
        transmissionLatencyNanoseconds: 60_000,
        receptionLatencyNanoseconds: 60_000,
      })),
    ],
    links: [
      ...cables.flatMap(([a, b]) => names.map((name) => link(`C${a}-${b}-${name}`, `S${a}${name}`, `S${b}${name}`))),
      ...each(endSystems, (index) =>
        names.map((name, at) => link(`L${index + 1}-${name}`, `E${index + 1}`, `S${(index % switches) + 1}${name}`, at + 1)),
      ).flat(),
    ],
    virtualLinks: [],
  };
}

/** A message from E1 to E2 with the given figures. */
export function message(figures: Partial<Message> & { readonly name: string }): Message {
  return {
    purpose: figures.name,
    sizeBytes: 100,
    periodMilliseconds: 32,
    deadlineMicroseconds: 10_000,
    criticality: 'A',
    source: 'E1',
    destinations: ['E2'],
    redundancyLevel: 2,
    advisoryReason: undefined,
    place: { path: 'messages.json', line: 1, column: 1 },
    ...figures,
  };
}

/** Shape of a generated message set. */
export interface Load {
  readonly count: number;
  readonly seed: number;
  readonly sizeBytesMax: number;
  readonly periods: readonly number[];
  readonly destinationsMax: number;
  readonly deadlineMicrosecondsMin?: number;
}

/** Messages among the end systems of a network, determined by the seed. */
export function messageSet(network: AfdxNetwork, load: Load): readonly Message[] {
  const random = seededRandom(load.seed);
  const endSystems = network.endSystems.map(({ id }) => id);
  const oneOf = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;
  return Array.from({ length: load.count }, (_, index) => {
    const source = endSystems[index % endSystems.length] ?? '';
    const others = endSystems.filter((id) => id !== source);
    const destinations = new Set<string>();
    const count = 1 + random.below(load.destinationsMax);
    while (destinations.size < Math.min(count, others.length)) destinations.add(oneOf(others));
    const periodMilliseconds = oneOf(load.periods);
    const least = load.deadlineMicrosecondsMin ?? 5_000;
    return message({
      name: `M${index + 1}`,
      source,
      destinations: [...destinations],
      sizeBytes: 1 + random.below(load.sizeBytesMax),
      periodMilliseconds,
      deadlineMicroseconds: Math.max(least, periodMilliseconds * 1000 - random.below(periodMilliseconds * 500)),
      criticality: oneOf(['A', 'B', 'C', 'D', 'E'] as const),
      redundancyLevel: random.below(10) === 0 ? 1 : 2,
      advisoryReason: 'test data',
    });
  });
}

import { type SeededRandom, seededRandom } from '../../src/kernel/seeded-random.js';
import type { AfdxNetwork, NetworkName, VirtualLink } from '../../src/twin/afdx/network.generated.js';

/** What a random network may hold at most. */
export interface RandomLimits {
  readonly switches?: number;
  readonly endSystems?: number;
  readonly virtualLinks?: number;
}

/**
 * A network that a seed determines: trees of switches, rates that differ from cable to cable, latencies down to 0, both priorities,
 * odd gaps, on A or on both networks. Ports may be loaded above their rate.
 */
export function randomNetwork(seed: number, { switches = 5, endSystems = 9, virtualLinks = 14 }: RandomLimits = {}): AfdxNetwork {
  const random = seededRandom(seed);
  const pick = <T>(choices: readonly T[]): T => choices[random.below(choices.length)] as T;
  const names: readonly NetworkName[] = pick([['A'], ['A'], ['A', 'B']] as const);
  const rates = pick([[100], [100, 1000], [10, 100, 1000], [100, 50, 30, 250]]).map((rate) => rate * 1_000_000);
  const latencies = pick([[0], [16_000, 8000, 12_345, 1, 100_000]]);
  const network: AfdxNetwork = {
    title: `random ${seed}`,
    version: '1.0.0',
    reservationsPercent: { safetyCritical: 100, missionCritical: 0, nonCritical: 0, spare: 0 },
    switches: [],
    endSystems: [],
    links: [],
    virtualLinks: [],
  };
  const above = new Map<string, string>();
  const join = (one: string, other: string): void => {
    const ends = [one, other].map((node) => ({ node, port: 1 })) as AfdxNetwork['links'][number]['ends'];
    const link = {
      id: `L${network.links.length}`,
      ends,
      rateBitsPerSecond: pick(rates),
      propagationDelayNanoseconds: pick([0, 0, 50, 333]),
    };
    network.links.push(link);
  };
  const switchCount = 1 + random.below(switches);
  for (const name of names) {
    for (let index = 0; index < switchCount; index += 1) {
      const id = `S${index}${name}`;
      network.switches.push({ ...aSwitch, id, network: name, position: `S${index}`, technologicalLatencyNanoseconds: pick(latencies) });
      if (index === 0) continue;
      above.set(id, `S${random.below(index)}${name}`);
      join(id, above.get(id) ?? '');
    }
  }
  const attached = new Map<string, string>();
  const endSystemCount = 2 + random.below(endSystems - 1);
  for (let index = 0; index < endSystemCount; index += 1) {
    const id = `E${index}`;
    const times = { transmissionLatencyNanoseconds: pick([0, 60_000, 777]), receptionLatencyNanoseconds: pick([0, 60_000, 5]) };
    network.endSystems.push({ ...anEndSystem, id, name: id, equipmentId: index, ...times });
    for (const name of names) {
      attached.set(`${id}${name}`, `S${random.below(switchCount)}${name}`);
      join(id, attached.get(`${id}${name}`) ?? '');
    }
  }
  const routeOf = (from: string, to: string): string[] => route(above, from, to);
  const style = styleFrom(random);
  const count = 1 + random.below(virtualLinks);
  for (let index = 0; index < count; index += 1) {
    const source = `E${random.below(endSystemCount)}`;
    const others = network.endSystems.map(({ id }) => id).filter((id) => id !== source);
    const destinations = [...new Set([pick(others), pick(others), pick(others)])].slice(0, 1 + random.below(3));
    const routesOn = (name: NetworkName) =>
      Object.fromEntries(destinations.map((to) => [to, routeOf(attached.get(source + name) ?? '', attached.get(to + name) ?? '')]));
    const paths = Object.fromEntries(names.map((name) => [name, routesOn(name)]));
    network.virtualLinks.push({ ...virtualLinkFrom(random, style, index + 1), source, destinations: destinations as [string], paths });
  }
  return network;
}

const aSwitch = { kind: 'core', location: 'test', portCount: 200, outputBufferBytesPerPort: 1_000_000 } as const;
const anEndSystem = { ataChapter: 46, criticality: 'A', networkId: 1 } as const;

/** Choices that hold for each virtual link of a network. */
interface Style {
  readonly highOfTen: number;
  readonly gaps: readonly number[];
  readonly frames: readonly [number, number];
  readonly fixed: boolean;
}

function styleFrom(random: SeededRandom): Style {
  const frames: readonly (readonly [number, number])[] = [
    [64, 1518],
    [64, 200],
    [1000, 1518],
    [480, 480],
  ];
  const gaps = [[1, 2, 4, 8, 16, 32, 64, 128], [1, 2, 4], [1], [2, 3, 5, 7], [4, 8]];
  return {
    highOfTen: [0, 5, 5, 8, 10][random.below(5)] ?? 5,
    gaps: gaps[random.below(gaps.length)] ?? [1],
    frames: frames[random.below(frames.length)] ?? [64, 64],
    fixed: random.below(3) === 0,
  };
}

function virtualLinkFrom(random: SeededRandom, { highOfTen, gaps, frames, fixed }: Style, id: number): VirtualLink {
  const maximumFrameBytes = frames[0] + random.below(frames[1] - frames[0] + 1);
  const minimumFrameBytes = fixed ? maximumFrameBytes : 64 + random.below(maximumFrameBytes - 63);
  return {
    id,
    name: `flow ${id}`,
    purpose: 'test',
    source: '',
    destinations: [''],
    criticality: 'A',
    priority: random.below(10) < highOfTen ? 'high' : 'low',
    redundancyLevel: 1,
    bandwidthAllocationGapMilliseconds: gaps[random.below(gaps.length)] ?? 1,
    minimumFrameBytes,
    maximumFrameBytes,
    deadlineMicroseconds: 10_000_000,
    skewMaximumMicroseconds: 0,
    subVirtualLinks: [{ name: 'message', payloadBytes: 1, maximumFrameBytes, periodMilliseconds: 128 }],
    paths: {},
  };
}

/** The switches from one to another in a tree. */
function route(above: ReadonlyMap<string, string>, from: string, to: string): string[] {
  const upFrom = (start: string): string[] => {
    const way = [start];
    for (let at = above.get(start); at !== undefined; at = above.get(at)) way.push(at);
    return way;
  };
  const [up, down] = [upFrom(from), upFrom(to)];
  const meeting = up.find((id) => down.includes(id)) ?? '';
  return [...up.slice(0, up.indexOf(meeting) + 1), ...down.slice(0, down.indexOf(meeting)).reverse()];
}

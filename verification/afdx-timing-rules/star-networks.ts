import fc from 'fast-check';
import { type SeededRandom, seededRandom } from '../../src/kernel/seeded-random.js';
import type { AfdxNetwork, Criticality } from '../../src/twin/afdx/network.generated.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { type SmallLink, type SmallNetwork, smallAfdxNetwork } from '../support/small-afdx-network.js';
import type { SentFrame } from './watched-frames.js';

const homes: Readonly<Record<string, string>> = { e1: 'S1', e2: 'S1', e3: 'S1', e4: 'S2', e5: 'S2', e6: 'S3', e7: 'S3' };

/** A random small network: seven end systems on three switches in a star, any source, any destinations, both priorities. */
export const starNetwork: fc.Arbitrary<SmallNetwork> = fc.record({
  cables: fc.constant(['e1-S1', 'e2-S1', 'e3-S1', 'e4-S2', 'e5-S2', 'S1-S3', 'S2-S3', 'S3-e6', 'S3-e7']),
  virtualLinks: fc.array(
    fc
      .record({
        source: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5'),
        destinations: fc.subarray(['e1', 'e2', 'e4', 'e5', 'e6', 'e7'], { minLength: 1, maxLength: 3 }),
        frameBytes: fc.constantFrom(64, 200, 480, 1000, 1518),
        smaller: fc.boolean(),
        gapMilliseconds: fc.constantFrom(1, 1, 2, 4),
        priority: fc.constantFrom('high' as const, 'low' as const),
      })
      .filter(({ source, destinations }) => !destinations.includes(source))
      .map(
        ({ source, destinations, frameBytes, smaller, gapMilliseconds, priority }): SmallLink => ({
          source,
          routes: Object.fromEntries(destinations.map((to) => [to, routeBetween(homes[source] ?? '', homes[to] ?? '')])),
          frameBytes,
          frameBytesMin: smaller ? 64 : frameBytes,
          gapMilliseconds,
          priority,
        }),
      ),
    { minLength: 2, maxLength: 8 },
  ),
  switchLatencyNanoseconds: fc.constantFrom(0, 16_000, 100_000),
  endSystemLatencyNanoseconds: fc.constantFrom(0, 60_000),
  rates: fc.constantFrom({}, { 'S1-S3': 1_000_000_000 }, { 'S2-S3': 50_000_000 }),
});

function routeBetween(from: string, to: string): readonly string[] {
  return from === to ? [from] : [from, ...(from === 'S3' || to === 'S3' ? [] : ['S3']), to];
}

/** The timing network, or nothing where it cannot be analysed (a port above 100 %). */
export function timingOf(network: AfdxNetwork): TimingNetwork | undefined {
  return buildTimingNetwork(network, (pointer) => ({ path: pointer, line: 1, column: 1 })).value;
}

/** A small network with the levels of its virtual links in order and of the end systems named; the others are DAL A. */
export function leveled(
  small: SmallNetwork,
  levels: { readonly virtualLinks: readonly Criticality[]; readonly endSystems?: Readonly<Record<string, Criticality>> },
): AfdxNetwork {
  const network = smallAfdxNetwork(small);
  return {
    ...network,
    endSystems: network.endSystems.map((each) => ({ ...each, criticality: levels.endSystems?.[each.id] ?? 'A' })),
    virtualLinks: network.virtualLinks.map((each, index) => ({ ...each, criticality: levels.virtualLinks[index] ?? 'A' })),
  };
}

/** How frames are released: seed, frames of each flow, and how far apart the first ones are. */
export const play = fc.record({
  seed: fc.integer(),
  frames: fc.integer({ min: 1, max: 5 }),
  spreadTicks: fc.constantFrom(1, 50_000, 400_000),
});
export type Play = typeof play extends fc.Arbitrary<infer T> ? T : never;

/** Releases at least a gap apart, close together at first, of the flows of sound sources. */
export function releasesOf(
  network: TimingNetwork,
  { seed, frames, spreadTicks }: Play,
  faulty: ReadonlySet<string> = new Set(),
): readonly SentFrame[] {
  const random = seededRandom(seed);
  return network.flows
    .filter(({ source }) => !faulty.has(source))
    .flatMap((flow) => {
      let ticks = random.below(spreadTicks);
      return Array.from({ length: frames }, (): SentFrame => {
        const frame = {
          flow: flow.index,
          ticks,
          frameBits: random.below(3) === 0 ? flow.frameBitsMin : flow.frameBitsMax,
          ...chance(random),
        };
        ticks += flow.gapTicks + (random.below(2) === 0 ? 0 : random.below(spreadTicks));
        return frame;
      });
    });
}

/** What faulty sources send without end for some time: frames of any size of any of their flows, back to back or nearly so. */
export function babbleOf(network: TimingNetwork, seed: number, faulty: ReadonlySet<string>, untilTicks: number): readonly SentFrame[] {
  const random = seededRandom(seed);
  return [...faulty].flatMap((source) => {
    const flows = network.flows.filter((flow) => flow.source === source);
    const link = network.ports[flows[0]?.hops[0]?.port ?? 0];
    if (flows.length === 0 || link === undefined) return [];
    const small = random.below(2) === 0;
    const frames: SentFrame[] = [];
    // a flow keeps quiet for some time at first, so that its accounts are full when the others come together
    for (let ticks = random.below(50_000); ticks < untilTicks; ticks += random.below(4) === 0 ? random.below(20_000) : 0) {
      const flow = flows[random.below(flows.length)];
      if (flow === undefined) continue;
      const bytesMax = flow.frameBitsMax / 8 - 20;
      const bytes = small ? 64 : ([64, bytesMax, bytesMax, 64 + random.below(1455)][random.below(4)] ?? 64);
      ticks += (bytes + 20) * 8 * link.ticksPerBit;
      frames.push({ flow: flow.index, ticks: ticks + link.propagationTicks, frameBits: (bytes + 20) * 8, ...chance(random) });
    }
    return frames;
  });
}

function chance(random: SeededRandom): { readonly tie: number; readonly latencyPercent: number } {
  return { tie: random.below(1000), latencyPercent: [0, 100, 100, random.below(101)][random.below(4)] ?? 0 };
}

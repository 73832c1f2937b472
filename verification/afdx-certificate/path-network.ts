import { seededRandom } from '../../src/kernel/seeded-random.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { type SmallLink, smallAfdxNetwork } from '../support/small-afdx-network.js';

/** How a random network of deep paths is made. */
export interface PathNetworkShape {
  readonly switches?: number;
  readonly virtualLinks?: number;
  /** Rates of cables in Mbit/s, from which one is drawn for each cable. */
  readonly rates?: readonly number[];
  readonly gaps?: readonly number[];
  readonly bytes?: readonly [number, number];
  /** Of ten virtual links. */
  readonly low?: number;
  readonly latencyNanoseconds?: number;
}

/**
 * A network whose switches stand in a row, each joined to the next one or two, so that virtual links pass the same ports in a row, leave
 * a path and come back to it, and fork; routes lead up the row only, so that no ports wait for each other. Each switch has two end systems.
 */
export function pathNetwork(seed: number, shape: PathNetworkShape = {}): AfdxNetwork {
  const random = seededRandom(seed);
  const pick = <T>(choices: readonly T[]): T => choices[random.below(choices.length)] as T;
  const { switches = 5, virtualLinks = 8, rates = [100], gaps = [1, 2, 4], bytes = [64, 1518], low = 0 } = shape;
  const before = Array.from({ length: switches }, (_, at) => (at < 1 ? [] : at < 2 || random.below(3) > 0 ? [at - 1] : [at - 1, at - 2]));
  const cables = before.flatMap((from, at) => [
    ...from.map((one) => `S${one}-S${at}`),
    ...['a', 'b', 'c'].map((end) => `${end}${at}-S${at}`),
  ]);
  const links = Array.from({ length: virtualLinks }, (): SmallLink => {
    const start = random.below(10) < 5 ? 0 : random.below(switches - 1);
    // the switch from which this virtual link reaches each other one
    const parent = before.map((from) => pick([...from, -1].slice(0, Math.max(1, from.length))));
    const wayTo = (end: number): string[] => {
      const way = [end];
      while ((way[0] ?? 0) > start) way.unshift(parent[way[0] ?? 0] ?? 0);
      return way[0] === start ? way.map((at) => `S${at}`) : [];
    };
    const ends = Array.from({ length: 1 + random.below(3) }, () => start + 1 + random.below(switches - start - 1));
    const reached = ends.map((end) => [`c${end}`, wayTo(end)] as const).filter(([, way]) => way.length > 0);
    const chain = Array.from({ length: switches - start }, (_, at) => `S${start + at}`);
    const routes = Object.fromEntries(reached.length > 0 ? reached : [[`c${switches - 1}`, chain] as const]);
    const frameBytes = bytes[0] + random.below(bytes[1] - bytes[0] + 1);
    const frameBytesMin = random.below(2) === 0 ? frameBytes : 64 + random.below(frameBytes - 63);
    const priority = random.below(10) < low ? 'low' : 'high';
    return { source: `${pick(['a', 'b'])}${start}`, routes, frameBytes, frameBytesMin, gapMilliseconds: pick(gaps), priority };
  });
  return smallAfdxNetwork({
    cables,
    rates: Object.fromEntries(cables.map((cable) => [cable, pick(rates) * 1_000_000])),
    switchLatencyNanoseconds: shape.latencyNanoseconds ?? 0,
    endSystemLatencyNanoseconds: shape.latencyNanoseconds ?? 0,
    virtualLinks: links,
  });
}

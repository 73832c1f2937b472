import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { greatestCommonDivisor } from '../../../kernel/rational.js';
import type { Read } from '../../../kernel/result.js';
import type { AfdxNetwork, NetworkName, VirtualLink } from '../network.generated.js';
import { type Hop, hopKey, hopsOf, networkNames, nodesOf, routesOf, type Topology, topologyOf } from '../topology.js';
import { wireOverheadBytes } from '../wire.js';
import { ambiguitiesOf } from './ambiguities.js';
import type { TimingDestination, TimingFlow, TimingHop, TimingNetwork, TimingPort } from './timing-network.js';

/** Finest tick: 1 ps. A duration of 2.5 hours still fits a safe integer. */
const ticksPerSecondMax = 1_000_000_000_000n;

/** Where a JSON pointer of the network stands in its file. */
export type PlaceOf = (pointer: string) => Place;

/**
 * The timing network of a configuration, or everything that forbids to analyse it:
 * AFDX-160 a missing node or link on a path · AFDX-161 a path that forks and rejoins or comes back · AFDX-162 link rates without a
 * common tick · AFDX-163 output ports that wait for each other in a circle · AFDX-164 a port loaded above 100 % · what makes the network
 * ambiguous (AFDX-102, 110, 122, 130).
 * Linear in the size of the paths.
 *
 * @param network a network that conforms to the schema
 * @param placeOf the place of the value at a JSON pointer, for findings
 * @implements LLR-BND-001
 */
export function buildTimingNetwork(network: AfdxNetwork, placeOf: PlaceOf): Read<TimingNetwork | undefined> {
  const topology = topologyOf(network);
  const diagnostics: Diagnostic[] = [];
  const ticksPerSecond = ticksPerSecondOf(network);
  if (ticksPerSecond > ticksPerSecondMax) {
    diagnostics.push(
      finding(
        'AFDX-162',
        'the rates of the links have no common tick of 1 ps or more',
        placeOf('/links'),
        'times are counted in whole ticks, so that no bound is rounded',
        'use the rates of the cables: 10, 100 or 1000 Mbit/s',
      ),
    );
    return { value: undefined, diagnostics };
  }
  const ticks = (nanoseconds: number): number => Number((BigInt(nanoseconds) * ticksPerSecond) / 1_000_000_000n);
  const unsorted = new Map<string, Omit<TimingPort, 'index'>>();
  const trees: Tree[] = [];
  network.virtualLinks.forEach((virtualLink, index) => {
    for (const name of networkNames) {
      const tree = treeOf(virtualLink, name, topology, (destination) => placeOf(`/virtualLinks/${index}/paths/${name}/${destination}`));
      diagnostics.push(...tree.diagnostics);
      for (const { hop } of tree.hops) {
        if (!unsorted.has(hopKey(hop))) unsorted.set(hopKey(hop), portOf(hop, name, topology, ticksPerSecond, ticks));
      }
      if (tree.hops.length > 0) trees.push({ ...tree, virtualLink, network: name });
    }
  });
  if (diagnostics.length === 0) diagnostics.push(...ambiguitiesOf(network, topology, placeOf));
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const order = sortedPorts(trees);
  if ('circle' in order) {
    const circle = order.circle.join(', then ');
    diagnostics.push(
      finding(
        'AFDX-163',
        `output ports wait for each other in a circle: ${circle}`,
        placeOf('/virtualLinks'),
        'the delay at each of them depends on the delay at the others, and the analysis goes from port to port without returning',
        'lead one of the virtual links through these ports along another path',
      ),
    );
    return { value: undefined, diagnostics };
  }
  const ports = order.keys.map((key, index): TimingPort => ({ ...(unsorted.get(key) as Omit<TimingPort, 'index'>), index }));
  const indexOf = new Map(ports.map(({ id, index }) => [id, index]));
  const flows = trees.map((tree, index) => flowOf(tree, index, topology, indexOf, ticks));
  const value: TimingNetwork = { ticksPerSecond: Number(ticksPerSecond), ports, flows };
  const overloaded = overloadedPorts(value, placeOf);
  return overloaded.length > 0 ? { value: undefined, diagnostics: overloaded } : { value, diagnostics };
}

interface TreeHop {
  readonly hop: Hop;
  readonly parent: number;
}

interface TreeShape {
  readonly hops: readonly TreeHop[];
  readonly ends: readonly { readonly destination: string; readonly hop: number }[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Tree extends TreeShape {
  readonly virtualLink: VirtualLink;
  readonly network: NetworkName;
}

function ticksPerSecondOf(network: AfdxNetwork): bigint {
  let ticks = 1_000_000_000n;
  for (const rate of new Set(network.links.map(({ rateBitsPerSecond }) => rateBitsPerSecond))) {
    ticks = (ticks / greatestCommonDivisor(ticks, BigInt(rate))) * BigInt(rate);
    if (ticks > ticksPerSecondMax) break;
  }
  return ticks;
}

function treeOf(virtualLink: VirtualLink, name: NetworkName, topology: Topology, placeOf: (destination: string) => Place): TreeShape {
  const diagnostics: Diagnostic[] = [];
  const hops: TreeHop[] = [];
  const ends: { destination: string; hop: number }[] = [];
  /** For each node reached, the hop that leads to it. */
  const reached = new Map<string, number>([[virtualLink.source, -1]]);
  const label = `virtual link ${virtualLink.id} "${virtualLink.name}"`;
  for (const [destination, switches] of routesOf(virtualLink, name)) {
    const nodes = nodesOf(virtualLink.source, switches, destination);
    const unknown = unknownOf(nodes, topology) ?? hopsOf(nodes).find((hop) => topology.linkBetween(hop) === undefined);
    if (unknown !== undefined) {
      const what =
        typeof unknown === 'string'
          ? `${unknown}, which is not in the network as this path needs it`
          : `from ${unknown.from} to ${unknown.to}, which no link joins`;
      diagnostics.push(
        finding(
          'AFDX-160',
          `${label} goes ${typeof unknown === 'string' ? 'over ' : ''}${what}`,
          placeOf(destination),
          'a frame cannot pass there, so no delay can be computed',
          'correct the path or add the node or link',
          virtualLink.id,
        ),
      );
      continue;
    }
    let at = -1;
    const passed = new Set([virtualLink.source]);
    for (const hop of hopsOf(nodes)) {
      const known = reached.get(hop.to);
      const rejoins = known !== undefined && (known < 0 || hops[known]?.parent !== at || hops[known]?.hop.from !== hop.from);
      if (passed.has(hop.to) || rejoins) {
        diagnostics.push(
          finding(
            'AFDX-161',
            `${label} reaches ${hop.to} twice on network ${name}, now from ${hop.from}`,
            placeOf(destination),
            'a virtual link that forks and rejoins would be counted once where it passes twice',
            'lead all routes of the virtual link along one tree from the source',
            virtualLink.id,
          ),
        );
        break;
      }
      passed.add(hop.to);
      if (known === undefined) {
        hops.push({ hop, parent: at });
        reached.set(hop.to, hops.length - 1);
        at = hops.length - 1;
      } else at = known;
    }
    ends.push({ destination, hop: at });
  }
  return { hops, ends, diagnostics };
}

/** The first node of a path that does not exist as what the path takes it for: end systems at both ends, switches between. */
function unknownOf(nodes: readonly string[], topology: Topology): string | undefined {
  return nodes.find((node, index) => !(index === 0 || index === nodes.length - 1 ? topology.endSystems : topology.switches).has(node));
}

function portOf(
  hop: Hop,
  network: NetworkName,
  topology: Topology,
  ticksPerSecond: bigint,
  ticks: (nanoseconds: number) => number,
): Omit<TimingPort, 'index'> {
  const link = topology.linkBetween(hop);
  if (link === undefined) throw new Error(`the link of ${hopKey(hop)} was found before`);
  const owner = topology.switches.get(hop.from);
  return {
    id: hopKey(hop),
    node: hop.from,
    toward: hop.to,
    network,
    owner: owner === undefined ? 'end-system' : 'switch',
    rateBitsPerSecond: link.rateBitsPerSecond,
    ticksPerBit: Number(ticksPerSecond / BigInt(link.rateBitsPerSecond)),
    latencyTicks: ticks(owner?.technologicalLatencyNanoseconds ?? topology.endSystems.get(hop.from)?.transmissionLatencyNanoseconds ?? 0),
    propagationTicks: ticks(link.propagationDelayNanoseconds),
    bufferBits: owner === undefined ? undefined : owner.outputBufferBytesPerPort * 8,
  };
}

/** Keys of the ports so that each comes after all that feed it; or one circle of ports. Kahn's algorithm, first come first served. */
function sortedPorts(trees: readonly Tree[]): { readonly keys: readonly string[] } | { readonly circle: readonly string[] } {
  const after = new Map<string, Set<string>>();
  const waiting = new Map<string, number>();
  for (const { hops } of trees) {
    for (const { hop, parent } of hops) {
      const key = hopKey(hop);
      if (!after.has(key)) after.set(key, new Set());
      if (!waiting.has(key)) waiting.set(key, 0);
      const before = hops[parent];
      if (before === undefined) continue;
      const next = after.get(hopKey(before.hop)) as Set<string>;
      if (!next.has(key)) waiting.set(key, (waiting.get(key) ?? 0) + 1);
      next.add(key);
    }
  }
  const keys = [...waiting.keys()].filter((key) => waiting.get(key) === 0);
  for (let at = 0; at < keys.length; at += 1) {
    for (const key of after.get(keys[at] as string) ?? []) {
      const left = (waiting.get(key) ?? 0) - 1;
      waiting.set(key, left);
      if (left === 0) keys.push(key);
    }
  }
  return keys.length === waiting.size ? { keys } : { circle: circleAmong(new Set(keys), after) };
}

/** Every port left over waits for another one left over: going back from one of them returns to where it has been. */
function circleAmong(sorted: ReadonlySet<string>, after: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const before = new Map<string, string>();
  for (const [key, next] of after) if (!sorted.has(key)) for (const port of next) if (!sorted.has(port)) before.set(port, key);
  const seen: string[] = [];
  let at = [...before.keys()][0] ?? '';
  while (!seen.includes(at)) {
    seen.push(at);
    at = before.get(at) ?? '';
  }
  return [...seen.slice(seen.indexOf(at)).reverse()];
}

function flowOf(
  tree: Tree,
  index: number,
  topology: Topology,
  indexOf: ReadonlyMap<string, number>,
  ticks: (nanoseconds: number) => number,
): TimingFlow {
  const { virtualLink } = tree;
  return {
    index,
    virtualLink: virtualLink.id,
    name: virtualLink.name,
    network: tree.network,
    source: virtualLink.source,
    gapTicks: ticks(virtualLink.bandwidthAllocationGapMilliseconds * 1_000_000),
    frameBitsMax: (virtualLink.maximumFrameBytes + wireOverheadBytes) * 8,
    frameBitsMin: (Math.min(virtualLink.minimumFrameBytes, virtualLink.maximumFrameBytes) + wireOverheadBytes) * 8,
    priority: virtualLink.priority,
    criticality: virtualLink.criticality,
    hops: tree.hops.map(({ hop, parent }): TimingHop => ({ port: indexOf.get(hopKey(hop)) as number, parent })),
    destinations: tree.ends.map(
      ({ destination, hop }): TimingDestination => ({
        endSystem: destination,
        hop,
        receptionTicks: ticks(topology.endSystems.get(destination)?.receptionLatencyNanoseconds ?? 0),
        deadlineTicks: ticks(virtualLink.deadlineMicroseconds * 1000),
      }),
    ),
  };
}

function overloadedPorts(network: TimingNetwork, placeOf: PlaceOf): readonly Diagnostic[] {
  const loads = loadsOf(network);
  return network.ports.flatMap(({ id, index }) => {
    const load = loads[index] ?? { numerator: 0n, denominator: 1n };
    if (load.numerator <= load.denominator) return [];
    const percent = Number((load.numerator * 10_000n) / load.denominator) / 100;
    return [
      finding(
        'AFDX-164',
        `output port ${id} is loaded with ${percent.toFixed(2)} % of its rate`,
        placeOf('/virtualLinks'),
        'its queue grows without end, so there is no bound',
        'raise gaps, shorten frames, or lead virtual links along another path',
      ),
    ];
  });
}

/**
 * The long-term load of each port as a share of its rate, exact, in the order of the ports. Not in lowest terms.
 *
 * @implements LLR-BND-003
 */
export function loadsOf(network: TimingNetwork): readonly { readonly numerator: bigint; readonly denominator: bigint }[] {
  let denominator = 1n;
  for (const gap of new Set(network.flows.map(({ gapTicks }) => gapTicks)))
    denominator = (denominator / greatestCommonDivisor(denominator, BigInt(gap))) * BigInt(gap);
  const sums = network.ports.map(() => 0n);
  for (const flow of network.flows) {
    const share = BigInt(flow.frameBitsMax) * (denominator / BigInt(flow.gapTicks));
    for (const { port } of flow.hops) sums[port] = (sums[port] ?? 0n) + share * BigInt(network.ports[port]?.ticksPerBit ?? 0);
  }
  return sums.map((numerator) => ({ numerator, denominator }));
}

function finding(code: string, message: string, place: Place, why: string, fix: string, virtualLink?: number): Diagnostic {
  return { code, severity: 'error', message, place, why, fix, ...(virtualLink === undefined ? {} : { subjects: [`VL-${virtualLink}`] }) };
}

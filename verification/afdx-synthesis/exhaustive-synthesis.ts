import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import { structuralFindingsOf } from '../../src/twin/afdx/check-network.js';
import { loadsOf } from '../../src/twin/afdx/loads.js';
import type { AfdxNetwork, VirtualLink } from '../../src/twin/afdx/network.generated.js';
import type { Message } from '../../src/twin/afdx/synthesis/message.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { checkTiming } from '../../src/twin/afdx/timing-rules/check-timing.js';

/**
 * The oracle of the optimiser for tiny sets: every partition of the messages, every gap, every number of parts and every shortest tree is
 * built as a network and checked by the structural rules and the bounds. It uses nothing of the optimiser.
 */
export interface Optimum {
  /** Bits in 128 ms. */
  readonly reservedBits: number;
  /** Millionths of a rate, rounded up. */
  readonly highestLoad: number;
}

interface Way {
  readonly messages: readonly Message[];
  readonly gap: number;
  readonly parts: number;
  readonly frame: number;
  readonly deadline: number;
}

type Routes = Readonly<Record<string, string[]>>;

const gaps = [1, 2, 4, 8, 16, 32, 64, 128];
const place = () => ({ path: '', line: 1, column: 1 });

/** The least reserved bandwidth and then the least highest load; `undefined` when nothing keeps the rules. */
export function exhaustiveOptimum(network: AfdxNetwork, messages: readonly Message[], marginPercent: number): Optimum | undefined {
  const candidates = partitions(messages).flatMap((blocks) => product(blocks.map((block) => waysOf(block, marginPercent))));
  const networks = candidates.flatMap((ways) =>
    product(ways.map((way) => treesOf(network, way))).map((trees) => withLinks(network, ways, trees)),
  );
  const rated = networks.map((each) => ({ each, value: worthOf(each) }));
  rated.sort((a, b) => a.value.reservedBits - b.value.reservedBits || a.value.highestLoad - b.value.highestLoad);
  return rated.find(({ each }) => isKept(each))?.value;
}

/** Whether a network keeps every structural rule, deadline and buffer, and what the timing check asks beyond. */
export function isKept(network: AfdxNetwork): boolean {
  if (structuralFindingsOf(network, place).length > 0) return false;
  const timing = buildTimingNetwork(network, place).value;
  if (timing === undefined) return false;
  const { ends, ports } = boundsOf(timing, 'frame');
  const deadline = new Map(network.virtualLinks.map((link) => [link.id, link.deadlineMicroseconds]));
  const allowance = BigInt(network.jitterAllowanceMicroseconds ?? 0);
  const inTime = ends.every((end) => end.delayPicoseconds <= (BigInt(deadline.get(end.flow.virtualLink) ?? 0) - allowance) * 1_000_000n);
  const hasRoom = timing.ports.every(
    ({ index, bufferBits }) => (ports[index]?.backlogBits ?? 0) <= (bufferBits ?? Number.POSITIVE_INFINITY),
  );
  // SkewMax follows from the bounds and is no choice
  const virtualLinks = network.virtualLinks.map((link) =>
    link.redundancyLevel === 2 ? { ...link, skewMaximumMicroseconds: 10_000_000 } : link,
  );
  return inTime && hasRoom && checkTiming({ ...network, virtualLinks }, 'frame', place).diagnostics.length === 0;
}

function worthOf(network: AfdxNetwork): Optimum {
  const added = network.virtualLinks.filter(({ purpose }) => purpose === 'oracle');
  return {
    reservedBits: added.reduce((sum, link) => sum + (link.maximumFrameBytes * 1024) / link.bandwidthAllocationGapMilliseconds, 0),
    highestLoad: Math.max(0, ...loadsOf(network).map(({ loadPartsPerMillion }) => loadPartsPerMillion)),
  };
}

function partitions(messages: readonly Message[]): readonly (readonly (readonly Message[])[])[] {
  const [first, ...rest] = messages;
  if (first === undefined) return [[]];
  const joins = (block: readonly Message[]): boolean =>
    block.length < 4 &&
    block.every(
      (other) =>
        other.source === first.source &&
        [...other.destinations].sort().join() === [...first.destinations].sort().join() &&
        other.criticality === first.criticality &&
        other.redundancyLevel === first.redundancyLevel &&
        other.advisoryReason === first.advisoryReason,
    );
  return partitions(rest).flatMap((blocks) => [
    [[first], ...blocks],
    ...blocks.flatMap((block, at) => (joins(block) ? [blocks.map((each, index) => (index === at ? [first, ...each] : each))] : [])),
  ]);
}

function waysOf(block: readonly Message[], marginPercent: number): readonly Way[] {
  return gaps.flatMap((gap) => {
    if (block.some(({ periodMilliseconds }) => periodMilliseconds % gap !== 0)) return [];
    const least = Math.min(...block.map(({ periodMilliseconds }) => periodMilliseconds));
    const [single] = block;
    const fits = block.every(({ sizeBytes }) => sizeBytes <= 1451);
    const partCounts = fits ? [1] : block.length === 1 ? Array.from({ length: least / gap }, (_, index) => index + 1) : [];
    return partCounts.flatMap((parts): readonly Way[] => {
      const waits = parts === 1 ? block.length - 1 : parts - 1;
      if ((waits + 1) * gap > least) return [];
      const part = (message: Message): number => Math.ceil(message.sizeBytes / parts) + 67;
      const periods = block.reduce((all, message) => all * BigInt(message.periodMilliseconds), 1n);
      const need = block.reduce(
        (sum, message) => sum + (BigInt(part(message) * parts * gap) * periods) / BigInt(message.periodMilliseconds),
        0n,
      );
      const grown = Number((need * BigInt(100 + marginPercent) + 100n * periods - 1n) / (100n * periods));
      const frame = Math.max(grown, ...block.map(part));
      const deadline = Math.min(...block.map(({ deadlineMicroseconds }) => deadlineMicroseconds)) - waits * gap * 1000;
      return frame > 1518 || deadline < 1 || single === undefined ? [] : [{ messages: block, gap, parts, frame, deadline }];
    });
  });
}

/** Trees on the networks that a way needs: pairs for redundancy, else one. */
function treesOf(network: AfdxNetwork, { messages }: Way): readonly { readonly A?: Routes; readonly B?: Routes }[] {
  const [message] = messages as [Message];
  const on = (name: 'A' | 'B'): readonly Routes[] =>
    product(message.destinations.map((to) => shortestRoutes(network, name, message.source, to)))
      .map((routes) => Object.fromEntries(message.destinations.map((to, at) => [to, routes[at] ?? []])))
      .filter((routes) => isTree(message.source, routes));
  if (message.redundancyLevel === 1) return [...on('A').map((A) => ({ A })), ...on('B').map((B) => ({ B }))];
  return on('A').flatMap((A) => on('B').map((B) => ({ A, B })));
}

function isTree(source: string, routes: Routes): boolean {
  const parents = new Map<string, string>();
  return Object.entries(routes).every(([to, switches]) =>
    [...switches, to].every((node, at) => {
      const parent = at === 0 ? source : (switches[at - 1] ?? '');
      if ((parents.get(node) ?? parent) !== parent) return false;
      parents.set(node, parent);
      return true;
    }),
  );
}

/** Every shortest sequence of switches, found by trying all sequences of rising length. */
function shortestRoutes(network: AfdxNetwork, name: 'A' | 'B', from: string, to: string): readonly string[][] {
  const joined = new Set(network.links.flatMap(({ ends: [a, b] }) => [`${a.node}>${b.node}`, `${b.node}>${a.node}`]));
  const switches = network.switches.filter((each) => each.network === name).map(({ id }) => id);
  let open = switches.filter((id) => joined.has(`${from}>${id}`)).map((id) => [id]);
  while (open.length > 0) {
    const found = open.filter((path) => joined.has(`${path.at(-1)}>${to}`));
    if (found.length > 0) return found;
    open = open.flatMap((path) =>
      switches.filter((id) => !path.includes(id) && joined.has(`${path.at(-1)}>${id}`)).map((id) => [...path, id]),
    );
  }
  return [];
}

function withLinks(
  network: AfdxNetwork,
  ways: readonly Way[],
  trees: readonly { readonly A?: Routes; readonly B?: Routes }[],
): AfdxNetwork {
  const used = new Set(network.virtualLinks.map(({ id }) => id));
  let id = 0;
  const links = ways.map(({ messages, gap, parts, frame, deadline }, index): VirtualLink => {
    do id += 1;
    while (used.has(id));
    const [message] = messages as [Message];
    const { source, destinations, criticality, redundancyLevel, advisoryReason } = message;
    const above = destinations.filter((to) => {
      const level = network.endSystems.find((each) => each.id === to)?.criticality ?? 'E';
      return level <= 'B' && level < criticality;
    });
    return {
      id,
      name: messages.map(({ name }) => name).join('/'),
      purpose: 'oracle',
      source,
      destinations: [...destinations] as [string, ...string[]],
      criticality,
      priority: criticality <= 'B' ? 'high' : 'low',
      redundancyLevel,
      bandwidthAllocationGapMilliseconds: gap,
      minimumFrameBytes: 64,
      maximumFrameBytes: frame,
      deadlineMicroseconds: deadline,
      skewMaximumMicroseconds: redundancyLevel === 2 ? 1 : 0,
      ...(above.length > 0 ? { advisoryUse: { destinations: above as [string, ...string[]], reason: advisoryReason ?? '' } } : {}),
      subVirtualLinks: messages.map((each) => ({
        name: each.name,
        payloadBytes: Math.ceil(each.sizeBytes / parts),
        maximumFrameBytes: Math.ceil(each.sizeBytes / parts) + 67,
        periodMilliseconds: parts === 1 ? each.periodMilliseconds : gap,
        deadlineMicroseconds: parts === 1 ? each.deadlineMicroseconds : deadline,
      })) as VirtualLink['subVirtualLinks'],
      paths: trees[index] as VirtualLink['paths'],
    };
  });
  return { ...network, virtualLinks: [...network.virtualLinks, ...links] };
}

function product<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return lists.reduce<readonly (readonly T[])[]>((sets, list) => sets.flatMap((set) => list.map((item) => [...set, item])), [[]]);
}

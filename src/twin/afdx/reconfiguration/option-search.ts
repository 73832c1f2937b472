import type { AfdxNetwork, VirtualLink } from '../network.generated.js';
import { hopKey, treeOf } from '../topology.js';
import { alternativeRoutesOf } from './alternative-routes.js';
import type { Bottleneck } from './bottlenecks.js';
import type { GapChange, PathChange, SingleChange } from './change.js';

/** A change and the bottlenecks that it is meant for. */
export interface Idea {
  readonly change: SingleChange;
  /** Indices of the bottlenecks, ascending. */
  readonly targets: readonly number[];
}

/** Alternative trees tried for one virtual link at one port. */
const routesMax = 4;
const gapMillisecondsMax = 128;

/**
 * Changes that may relieve bottlenecks, each once: the first of each bottleneck, then the second of each, and so on.
 *
 * Bandwidth: longer gaps of virtual links of DAL C, D and E on the port, and other paths of the virtual links on it.
 * Latency: other paths of the late virtual link around the ports on its way; at the port that delays it longest, other paths and longer gaps
 * of virtual links of DAL C, D and E. Named link: other paths. Virtual links of DAL A and B keep their rate.
 *
 * @implements LLR-RCF-007
 */
export function ideasOf(network: AfdxNetwork, bottlenecks: readonly Bottleneck[]): readonly Idea[] {
  const lists = bottlenecks.map((bottleneck) => changesFor(network, bottleneck));
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  const ideas = new Map<string, { readonly change: SingleChange; readonly targets: number[] }>();
  for (let nth = 0; nth < longest; nth += 1) {
    lists.forEach((changes, target) => {
      const change = changes[nth];
      if (change === undefined) return;
      const key = JSON.stringify(change);
      const idea = ideas.get(key) ?? { change, targets: [] };
      ideas.set(key, idea);
      idea.targets.push(target);
    });
  }
  return [...ideas.values()].map(({ change, targets }) => ({ change, targets: targets.sort((a, b) => a - b) }));
}

function changesFor(network: AfdxNetwork, bottleneck: Bottleneck): readonly SingleChange[] {
  const here = network.virtualLinks.filter((virtualLink) => passes(virtualLink, bottleneck));
  const others = here.filter(
    ({ id, criticality }) => criticality > 'B' && (bottleneck.kind !== 'latency' || id !== bottleneck.virtualLink),
  );
  switch (bottleneck.kind) {
    case 'bandwidth':
      return [...others.flatMap(gapChangesOf), ...here.flatMap((each) => pathChangesOf(network, each, bottleneck))];
    case 'latency':
      return [
        ...ownPathChangesOf(network, bottleneck),
        ...others.flatMap((each) => pathChangesOf(network, each, bottleneck)),
        ...others.flatMap(gapChangesOf),
      ];
    case 'named':
      return here.flatMap((each) => pathChangesOf(network, each, bottleneck));
  }
}

function passes(virtualLink: VirtualLink, { network, hop }: Bottleneck): boolean {
  return treeOf(virtualLink, network).some((each) => hopKey(each) === hopKey(hop));
}

/** The doubled gap, up to 128 ms. Whether the message periods permit it is for the proof to say. */
function gapChangesOf({ id, bandwidthAllocationGapMilliseconds: gap }: VirtualLink): readonly GapChange[] {
  if (gap >= gapMillisecondsMax) return [];
  return [{ kind: 'gap', virtualLink: id, fromMilliseconds: gap, toMilliseconds: Math.min(2 * gap, gapMillisecondsMax) }];
}

function pathChangesOf(
  network: AfdxNetwork,
  virtualLink: VirtualLink,
  { network: name, hop }: Pick<Bottleneck, 'network' | 'hop'>,
): readonly PathChange[] {
  const from = virtualLink.paths[name] ?? {};
  return alternativeRoutesOf(network, virtualLink, { network: name, avoid: hop, limit: routesMax }).map((to) => ({
    kind: 'path',
    virtualLink: virtualLink.id,
    network: name,
    from,
    to,
  }));
}

function ownPathChangesOf(network: AfdxNetwork, bottleneck: Extract<Bottleneck, { kind: 'latency' }>): readonly PathChange[] {
  const own = network.virtualLinks.find(({ id }) => id === bottleneck.virtualLink);
  if (own === undefined) return [];
  return treeOf(own, bottleneck.network).flatMap((hop) => pathChangesOf(network, own, { network: bottleneck.network, hop }));
}

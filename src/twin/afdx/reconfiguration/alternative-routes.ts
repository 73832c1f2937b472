import { compareText } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork, NetworkName, Routes, VirtualLink } from '../network.generated.js';
import { type Hop, hopKey, hopsOf, nodesOf, routesOf, topologyOf } from '../topology.js';

/** Paths with more switches than this are not tried. */
const switchesMax = 6;
/** Partial paths looked at for one virtual link before the search ends. */
const stepsMax = 20_000;

/**
 * Other multicast trees of a virtual link on one network that do not pass a hop, over existing links and switches of that network, shortest
 * first. Routes that do not pass the hop stay as they are. Empty when the hop is the only way, as at an end system.
 *
 * @param limit how many trees are wanted at most
 * @implements LLR-RCF-004
 */
export function alternativeRoutesOf(
  network: AfdxNetwork,
  virtualLink: VirtualLink,
  at: { readonly network: NetworkName; readonly avoid: Hop; readonly limit: number },
): readonly Routes[] {
  const routes = routesOf(virtualLink, at.network);
  const passes = ([destination, switches]: readonly [string, readonly string[]]): boolean =>
    hopsOf(nodesOf(virtualLink.source, switches, destination)).some((hop) => hopKey(hop) === hopKey(at.avoid));
  const moved = routes.filter(passes);
  if (moved.length === 0) return [];
  const search = new RouteSearch(network, at);
  const parents = new Map<string, string>();
  for (const [destination, switches] of routes.filter((route) => !passes(route))) {
    for (const { from, to } of hopsOf(nodesOf(virtualLink.source, switches, destination))) parents.set(to, from);
  }
  const found = search.treesFrom(
    virtualLink.source,
    moved.map(([destination]) => destination),
    parents,
  );
  const trees = found.map((switches) => {
    const changed = new Map(moved.map(([destination], index) => [destination, switches[index] ?? []]));
    return Object.fromEntries(routes.map(([destination, before]) => [destination, [...(changed.get(destination) ?? before)]]));
  });
  const unlike = new Map(trees.map((tree) => [JSON.stringify(tree), tree]));
  return [...unlike.values()]
    .sort((a, b) => hopCountOf(a) - hopCountOf(b) || compareText(JSON.stringify(a), JSON.stringify(b)))
    .slice(0, at.limit);
}

function hopCountOf(routes: Routes): number {
  return Object.values(routes).reduce((sum, switches) => sum + (switches ?? []).length, 0);
}

class RouteSearch {
  readonly #neighbours = new Map<string, string[]>();
  readonly #switches: ReadonlySet<string>;
  readonly #limit: number;
  #steps = 0;

  constructor(network: AfdxNetwork, at: { readonly network: NetworkName; readonly avoid: Hop; readonly limit: number }) {
    const topology = topologyOf(network);
    this.#limit = at.limit * 8;
    this.#switches = new Set(network.switches.filter((each) => each.network === at.network).map(({ id }) => id));
    for (const link of network.links) {
      if (topology.networkOf(link) !== at.network) continue;
      const [{ node: a }, { node: b }] = link.ends;
      for (const hop of [
        { from: a, to: b },
        { from: b, to: a },
      ]) {
        if (hopKey(hop) === hopKey(at.avoid)) continue;
        this.#neighbours.set(hop.from, [...(this.#neighbours.get(hop.from) ?? []), hop.to].sort(compareText));
      }
    }
  }

  /** For each tree found the switches to each destination, in the order of `destinations`. */
  treesFrom(
    source: string,
    destinations: readonly string[],
    parents: ReadonlyMap<string, string>,
  ): readonly (readonly (readonly string[])[])[] {
    const [destination, ...others] = destinations;
    if (destination === undefined) return [[]];
    const trees: (readonly (readonly string[])[])[] = [];
    for (const path of this.#pathsTo(destination, [source], parents)) {
      const nodes = [...path, destination];
      const extended = new Map([...parents, ...hopsOf(nodes).map(({ from, to }): [string, string] => [to, from])]);
      for (const rest of this.treesFrom(source, others, extended)) trees.push([path.slice(1), ...rest]);
      if (trees.length >= this.#limit) break;
    }
    return trees;
  }

  /** Paths up to the last switch before the destination, each node reached from where the tree reaches it already; shortest first. */
  #pathsTo(destination: string, begin: readonly string[], parents: ReadonlyMap<string, string>): readonly (readonly string[])[] {
    const paths: (readonly string[])[] = [];
    let edge: readonly (readonly string[])[] = [begin];
    for (let length = 0; length <= switchesMax && edge.length > 0; length += 1) {
      const next: (readonly string[])[] = [];
      for (const path of edge) {
        const at = path.at(-1) ?? '';
        for (const to of this.#neighbours.get(at) ?? []) {
          this.#steps += 1;
          if (this.#steps > stepsMax || path.includes(to) || (parents.get(to) ?? at) !== at) continue;
          if (to === destination) paths.push(path);
          else if (this.#switches.has(to)) next.push([...path, to]);
        }
      }
      edge = next;
    }
    return paths;
  }
}

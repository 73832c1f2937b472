import { compareText } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import { topologyOf } from '../topology.js';

/** The switches of one network with their neighbours in order, and the switch that each end system is attached to. */
export interface SwitchGraph {
  readonly neighbours: ReadonlyMap<string, readonly string[]>;
  readonly attachment: ReadonlyMap<string, string>;
}

/** The routes of a virtual link on one network: one tree. */
export interface RouteTree {
  /** Switches to each destination, in order. */
  readonly routes: ReadonlyMap<string, readonly string[]>;
  /** Each hop once, as `from>to`. */
  readonly hops: readonly string[];
}

/** How far a search for trees goes. */
export interface TreeLimits {
  /** Switches that a route may pass beyond those of the shortest one. */
  readonly detourSwitchesMax: number;
  readonly treesMax: number;
}

/** Steps of one search; a mesh has more loop-free routes than can be listed. */
const stepsMax = 50_000;

/**
 * The graph of the switches of one network.
 *
 * @implements LLR-VLO-008
 */
export function switchGraphOf(network: AfdxNetwork, name: NetworkName): SwitchGraph {
  const topology = topologyOf(network);
  const neighbours = new Map<string, string[]>();
  const attachment = new Map<string, string>();
  for (const { id, network: own } of network.switches) if (own === name) neighbours.set(id, []);
  for (const { ends } of network.links) {
    const [first, second] = [ends[0].node, ends[1].node];
    for (const [from, to] of [
      [first, second],
      [second, first],
    ] as const) {
      if (!neighbours.has(from)) continue;
      if (neighbours.has(to)) neighbours.get(from)?.push(to);
      else if (topology.endSystems.has(to) && !attachment.has(to)) attachment.set(to, from);
    }
  }
  for (const list of neighbours.values()) list.sort(compareText);
  return { neighbours, attachment };
}

/**
 * The number of links from one switch to each switch that it reaches, by Dijkstra's algorithm (1959) with the cost 1 for each link.
 *
 * @implements LLR-VLO-008
 */
export function distancesFrom(graph: SwitchGraph, start: string): ReadonlyMap<string, number> {
  const settled = new Map<string, number>();
  const open = new Map([[start, 0]]);
  while (open.size > 0) {
    const [node, distance] = [...open].reduce((nearest, each) => (each[1] < nearest[1] ? each : nearest));
    open.delete(node);
    settled.set(node, distance);
    for (const next of graph.neighbours.get(node) ?? []) {
      if (!settled.has(next) && distance + 1 < (open.get(next) ?? Number.POSITIVE_INFINITY)) open.set(next, distance + 1);
    }
  }
  return settled;
}

/**
 * Trees from a source to its destinations. The first is one of shortest paths by Dijkstra's algorithm; trees of shortest paths stand
 * before others. `cut` when there are more than were asked for. No tree when a destination is not reached.
 *
 * @implements LLR-VLO-008
 */
export function routeTreesOf(
  graph: SwitchGraph,
  source: string,
  destinations: readonly string[],
  limits: TreeLimits,
): { readonly trees: readonly RouteTree[]; readonly cut: boolean } {
  const first = graph.attachment.get(source);
  const targets = destinations.map((destination) => ({ destination, at: graph.attachment.get(destination) ?? '' }));
  const distances = first === undefined ? new Map<string, number>() : distancesFrom(graph, first);
  if (first === undefined || targets.some(({ at }) => !distances.has(at))) return { trees: [], cut: false };
  const search = new TreeSearch({ graph, source, first, targets });
  const degree = Math.max(...[...graph.neighbours.values()].map(({ length }) => length), 1);
  for (let turn = 0; turn < degree && search.trees.size < limits.treesMax; turn += 1)
    search.run({ detour: 0, turn, firstOnly: true, ...limits });
  search.cut = false;
  search.run({ detour: 0, turn: 0, firstOnly: false, ...limits });
  if (limits.detourSwitchesMax > 0) search.run({ detour: limits.detourSwitchesMax, turn: 0, firstOnly: false, ...limits });
  return { trees: [...search.trees.values()], cut: search.cut };
}

interface Ends {
  readonly graph: SwitchGraph;
  readonly source: string;
  readonly first: string;
  readonly targets: readonly { readonly destination: string; readonly at: string }[];
}

interface Pass {
  readonly detour: number;
  /** By how many places the order of neighbours is turned, so that the first trees of several passes differ. */
  readonly turn: number;
  /** Whether the pass ends with its first tree. */
  readonly firstOnly: boolean;
  readonly treesMax: number;
}

class TreeSearch {
  readonly trees = new Map<string, RouteTree>();
  cut = false;
  readonly #ends: Ends;
  readonly #toTarget = new Map<string, ReadonlyMap<string, number>>();
  #steps = 0;

  constructor(ends: Ends) {
    this.#ends = ends;
    for (const { at } of ends.targets) if (!this.#toTarget.has(at)) this.#toTarget.set(at, distancesFrom(ends.graph, at));
  }

  run(pass: Pass): void {
    this.#steps = 0;
    this.#extend(pass, { parents: new Map([[this.#ends.first, this.#ends.source]]), routes: [] });
  }

  /** Adds a route to the next destination in each way that keeps a tree; `false` when the search is over. */
  #extend(
    pass: Pass,
    partial: { readonly parents: ReadonlyMap<string, string>; readonly routes: readonly (readonly string[])[] },
  ): boolean {
    const target = this.#ends.targets[partial.routes.length];
    if (target === undefined) return this.#keep(partial.routes, pass);
    const toTarget = this.#toTarget.get(target.at) ?? new Map<string, number>();
    const longest = (toTarget.get(this.#ends.first) ?? 0) + pass.detour;
    const walk = (path: readonly string[]): boolean => {
      this.#steps += 1;
      if (this.#steps > stepsMax) {
        this.cut = true;
        return false;
      }
      const node = path.at(-1) ?? '';
      if (node === target.at) {
        const parents = new Map(partial.parents);
        for (let at = 1; at < path.length; at += 1) parents.set(path[at] ?? '', path[at - 1] ?? '');
        return this.#extend(pass, { parents, routes: [...partial.routes, path] });
      }
      for (const next of this.#neighboursOf(node, pass.turn)) {
        if (path.length + (toTarget.get(next) ?? Number.POSITIVE_INFINITY) > longest || path.includes(next)) continue;
        if ((partial.parents.get(next) ?? node) !== node) continue;
        if (!walk([...path, next])) return false;
      }
      return true;
    };
    return walk([this.#ends.first]);
  }

  #neighboursOf(node: string, turn: number): readonly string[] {
    const neighbours = this.#ends.graph.neighbours.get(node) ?? [];
    const by = neighbours.length === 0 ? 0 : turn % neighbours.length;
    return by === 0 ? neighbours : [...neighbours.slice(by), ...neighbours.slice(0, by)];
  }

  #keep(paths: readonly (readonly string[])[], pass: Pass): boolean {
    const hops = new Set<string>();
    const routes = new Map<string, readonly string[]>();
    this.#ends.targets.forEach(({ destination }, index) => {
      const path = paths[index] ?? [];
      routes.set(destination, path);
      const nodes = [this.#ends.source, ...path, destination];
      for (let at = 1; at < nodes.length; at += 1) hops.add(`${nodes[at - 1]}>${nodes[at]}`);
    });
    const key = [...hops].sort(compareText).join(' ');
    if (!this.trees.has(key) && this.trees.size >= pass.treesMax) {
      this.cut = true;
      return false;
    }
    if (!this.trees.has(key)) this.trees.set(key, { routes, hops: [...hops] });
    return !pass.firstOnly;
  }
}

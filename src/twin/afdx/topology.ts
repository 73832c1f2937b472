import { present } from '../../kernel/present.js';
import type { AfdxNetwork, EndSystem, Link, NetworkName, Switch, VirtualLink } from './network.generated.js';

/**
 * Names of the two redundant networks, in order.
 *
 * @implements LLR-AFDX-015
 */
export const networkNames: readonly NetworkName[] = ['A', 'B'];

/** One step of a path: the output port of `from` that faces `to`. */
export interface Hop {
  readonly from: string;
  readonly to: string;
}

/** The nodes of a network and the links between them, indexed. The first of several equal ids counts. */
export interface Topology {
  readonly switches: ReadonlyMap<string, Switch>;
  readonly endSystems: ReadonlyMap<string, EndSystem>;
  /** The link that joins two nodes, whichever way round. */
  linkBetween(hop: Hop): Link | undefined;
  /** The network of a link: that of the first switch it ends at; `undefined` when it ends at none. */
  networkOf(link: Link): NetworkName | undefined;
}

/**
 * A key for a hop; the sign ">" is in no identifier.
 *
 * @implements LLR-AFDX-016
 */
export function hopKey(hop: Hop): string {
  return `${hop.from}>${hop.to}`;
}

/**
 * The indexed topology of a network, built in linear time.
 *
 * @implements LLR-AFDX-016
 */
export function topologyOf(network: AfdxNetwork): Topology {
  const switches = firstById(network.switches);
  const endSystems = firstById(network.endSystems);
  const links = new Map<string, Link>();
  for (const link of network.links) {
    const [{ node: from }, { node: to }] = link.ends;
    setFirst(links, hopKey({ from, to }), link);
    setFirst(links, hopKey({ from: to, to: from }), link);
  }
  return {
    switches,
    endSystems,
    linkBetween: (hop) => links.get(hopKey(hop)),
    networkOf: (link) => link.ends.map(({ node }) => switches.get(node)?.network).find((name) => name !== undefined),
  };
}

/**
 * The nodes that a frame passes from the source to one destination, both included.
 *
 * @implements LLR-AFDX-016
 */
export function nodesOf(source: string, switches: readonly string[], destination: string): readonly string[] {
  return [source, ...switches, destination];
}

/**
 * The hops of a route in order.
 *
 * @implements LLR-AFDX-016
 */
export function hopsOf(nodes: readonly string[]): readonly Hop[] {
  return nodes.slice(1).map((to, index) => ({ from: present(nodes[index], 'the node before a hop'), to }));
}

/**
 * The routes of a virtual link on one network as pairs of destination and switches; empty when it does not use it.
 *
 * @implements LLR-AFDX-015
 */
export function routesOf(virtualLink: VirtualLink, network: NetworkName): readonly (readonly [string, readonly string[]])[] {
  return Object.entries<readonly string[]>(virtualLink.paths[network] ?? {});
}

/**
 * Each output port that a virtual link uses on one network, once, in the order of the routes.
 *
 * @implements LLR-AFDX-021
 */
export function treeOf(virtualLink: VirtualLink, network: NetworkName): readonly Hop[] {
  const tree = new Map<string, Hop>();
  const add = (hop: Hop): void => {
    tree.set(hopKey(hop), hop);
  };
  for (const [destination, switches] of routesOf(virtualLink, network))
    hopsOf(nodesOf(virtualLink.source, switches, destination)).forEach(add);
  return [...tree.values()];
}

function firstById<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  const index = new Map<string, T>();
  for (const item of items) setFirst(index, item.id, item);
  return index;
}

function setFirst<T>(index: Map<string, T>, key: string, item: T): void {
  if (!index.has(key)) index.set(key, item);
}

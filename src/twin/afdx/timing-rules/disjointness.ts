import type { VirtualLink } from '../network.generated.js';
import { type Hop, hopKey, hopsOf, nodesOf, routesOf } from '../topology.js';

/** How far the routes of the two copies of a frame to one destination are apart. */
export interface Disjointness {
  readonly destination: string;
  /**
   * `single`: there is one copy. `switch-disjoint`: the routes share neither switch nor cable. `cable-disjoint`: they share switches and no
   * cable. `shared`: they share a cable.
   */
  readonly kind: 'single' | 'switch-disjoint' | 'cable-disjoint' | 'shared';
  /** Switches on both routes, in the order of network A. */
  readonly sharedSwitches: readonly string[];
  /** Cables on both routes, whichever way they are passed, in the order and direction of network A. */
  readonly sharedCables: readonly Hop[];
}

/**
 * The disjointness of the routes of a virtual link for each of its destinations, in the order in which network A, then B names them. Source
 * and destination are common to both copies by nature and do not count.
 *
 * @implements LLR-TMR-015
 */
export function disjointnessOf(virtualLink: VirtualLink): readonly Disjointness[] {
  const routesA = new Map(routesOf(virtualLink, 'A'));
  const routesB = new Map(routesOf(virtualLink, 'B'));
  return [...new Set([...routesA.keys(), ...routesB.keys()])].map((destination): Disjointness => {
    const [switchesA, switchesB] = [routesA.get(destination), routesB.get(destination)];
    if (switchesA === undefined || switchesB === undefined) return { destination, kind: 'single', sharedSwitches: [], sharedCables: [] };
    const onB = new Set(switchesB);
    const cablesOfB = new Set(cablesOf(virtualLink.source, switchesB, destination).flatMap(bothWays));
    const sharedSwitches = switchesA.filter((id) => onB.has(id));
    const sharedCables = cablesOf(virtualLink.source, switchesA, destination).filter((hop) => cablesOfB.has(hopKey(hop)));
    const kind = sharedCables.length > 0 ? 'shared' : sharedSwitches.length > 0 ? 'cable-disjoint' : 'switch-disjoint';
    return { destination, kind, sharedSwitches, sharedCables };
  });
}

function cablesOf(source: string, switches: readonly string[], destination: string): readonly Hop[] {
  return hopsOf(nodesOf(source, switches, destination));
}

function bothWays(hop: Hop): readonly string[] {
  return [hopKey(hop), hopKey({ from: hop.to, to: hop.from })];
}

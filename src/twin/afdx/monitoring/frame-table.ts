import type { AfdxNetwork, EndSystem, NetworkName, VirtualLink } from '../network.generated.js';
import { networkNames, routesOf, type Topology, topologyOf } from '../topology.js';

/** A configured virtual link with what frames are compared with. */
export interface TableEntry {
  readonly virtualLink: VirtualLink;
  /** `undefined` when the configuration names a source that it does not describe. */
  readonly source: EndSystem | undefined;
  /** Networks over which it has a path. */
  readonly networks: ReadonlySet<NetworkName>;
  /** Network and equipment ids of the destinations, as `equipmentKey` gives them. */
  readonly destinations: ReadonlySet<number>;
}

/** A network configuration, indexed for looking up frames. */
export interface FrameTable {
  readonly network: AfdxNetwork;
  readonly topology: Topology;
  /** By identifier; the first of several equal ones counts. */
  readonly entries: ReadonlyMap<number, TableEntry>;
  /** End systems by `equipmentKey`. */
  readonly equipment: ReadonlyMap<number, string>;
}

/**
 * Network id and equipment id as one number.
 *
 * @implements LLR-MON-010
 */
export function equipmentKey(networkId: number, equipmentId: number): number {
  return networkId * 256 + equipmentId;
}

/**
 * The index of a configuration, built in linear time.
 *
 * @implements LLR-MON-010
 */
export function frameTableOf(network: AfdxNetwork): FrameTable {
  const topology = topologyOf(network);
  const entries = new Map<number, TableEntry>();
  for (const virtualLink of network.virtualLinks) {
    if (entries.has(virtualLink.id)) continue;
    const destinations = virtualLink.destinations.flatMap((id) => topology.endSystems.get(id) ?? []);
    entries.set(virtualLink.id, {
      virtualLink,
      source: topology.endSystems.get(virtualLink.source),
      networks: new Set(networkNames.filter((name) => routesOf(virtualLink, name).length > 0)),
      destinations: new Set(destinations.map((endSystem) => equipmentKey(endSystem.networkId, endSystem.equipmentId))),
    });
  }
  const equipment = new Map(network.endSystems.map(({ id, networkId, equipmentId }) => [equipmentKey(networkId, equipmentId), id]));
  return { network, topology, entries, equipment };
}

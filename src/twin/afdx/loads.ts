import { compareText } from '../../kernel/diagnostic.js';
import type { AfdxNetwork, NetworkName } from './network.generated.js';
import { type Hop, hopKey, networkNames, type Topology, topologyOf, treeOf } from './topology.js';
import { dividedUp, loadWindowMilliseconds, type ReservationGroup, reservationGroupOf, wireBitsPerWindowOf } from './wire.js';

/** Load of one output port, with the 20 byte of wire overhead per frame. */
export interface PortLoad {
  readonly network: NetworkName;
  /** Node that sends. */
  readonly node: string;
  /** Number of the port at that node. */
  readonly port: number;
  /** Node at the other end of the link. */
  readonly toward: string;
  readonly linkId: string;
  readonly rateBitsPerSecond: number;
  /** Number of virtual links that leave through the port. */
  readonly virtualLinkCount: number;
  /** Wire bits in 128 ms by reservation group. */
  readonly wireBitsPerWindow: Readonly<Record<ReservationGroup, bigint>>;
  /** Share of the rate in use, in parts per million, rounded up. */
  readonly loadPartsPerMillion: number;
}

type GroupBits = Record<ReservationGroup, bigint>;

interface Sum {
  readonly hop: Hop;
  readonly bits: GroupBits;
  count: number;
}

/**
 * The load of each output port that carries a virtual link, sorted by network, node and far node.
 * A hop without a link has no port and is left out; the path rules report it.
 *
 * @implements LLR-AFDX-021
 */
export function loadsOf(network: AfdxNetwork): readonly PortLoad[] {
  const topology = topologyOf(network);
  return networkNames.flatMap((name) =>
    [...sumsOf(network, name).values()]
      .flatMap((sum) => portLoadOf(topology, name, sum))
      .sort((a, b) => compareText(a.node, b.node) || compareText(a.toward, b.toward)),
  );
}

/**
 * Wire bits of all groups of a port in 128 ms.
 *
 * @implements LLR-AFDX-021
 */
export function totalWireBitsPerWindowOf(load: PortLoad): bigint {
  return totalOf(load.wireBitsPerWindow);
}

function sumsOf(network: AfdxNetwork, name: NetworkName): ReadonlyMap<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const virtualLink of network.virtualLinks) {
    const group = reservationGroupOf(virtualLink.criticality);
    const bits = wireBitsPerWindowOf(virtualLink);
    for (const hop of treeOf(virtualLink, name)) {
      const sum = sums.get(hopKey(hop)) ?? { hop, bits: { safetyCritical: 0n, missionCritical: 0n, nonCritical: 0n }, count: 0 };
      sum.bits[group] += bits;
      sum.count += 1;
      sums.set(hopKey(hop), sum);
    }
  }
  return sums;
}

function portLoadOf(topology: Topology, network: NetworkName, { hop, bits, count }: Sum): readonly PortLoad[] {
  const link = topology.linkBetween(hop);
  if (link === undefined) return [];
  const port = link.ends[0].node === hop.from ? link.ends[0].port : link.ends[1].port;
  const capacity = BigInt(link.rateBitsPerSecond) * loadWindowMilliseconds;
  return [
    {
      network,
      node: hop.from,
      port,
      toward: hop.to,
      linkId: link.id,
      rateBitsPerSecond: link.rateBitsPerSecond,
      virtualLinkCount: count,
      wireBitsPerWindow: bits,
      loadPartsPerMillion: Number(dividedUp(totalOf(bits) * 1000n * 1_000_000n, capacity)),
    },
  ];
}

function totalOf(bits: Readonly<GroupBits>): bigint {
  return bits.safetyCritical + bits.missionCritical + bits.nonCritical;
}

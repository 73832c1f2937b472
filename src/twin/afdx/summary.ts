import { loadsOf, type PortLoad } from './loads.js';
import type { AfdxNetwork, Criticality } from './network.generated.js';
import { transmissionJittersOf } from './transmission-jitter.js';

/** Figures of a network for its evidence record. */
export interface NetworkSummary {
  readonly switchCount: number;
  readonly endSystemCount: number;
  readonly linkCount: number;
  readonly virtualLinkCount: number;
  readonly subVirtualLinkCount: number;
  /** Pairs of a virtual link and one of its destinations. */
  readonly destinationCount: number;
  readonly virtualLinkCountByCriticality: Readonly<Record<Criticality, number>>;
  /** The output port with the highest load; `undefined` when no port carries a virtual link. */
  readonly highestPortLoad: PortLoad | undefined;
  /** The highest transmission jitter of an end system, in nanoseconds, and its end system; 0 and '' without any. */
  readonly highestJitterNanoseconds: bigint;
  readonly highestJitterEndSystem: string;
}

/**
 * The summary of a network. Of several ports or end systems with the same figure the first in order is named.
 *
 * @implements LLR-AFDX-027
 */
export function summaryOf(network: AfdxNetwork): NetworkSummary {
  const byCriticality = { A: 0, B: 0, C: 0, D: 0, E: 0 };
  for (const { criticality } of network.virtualLinks) byCriticality[criticality] += 1;
  const jitters = transmissionJittersOf(network);
  const highestJitter = highestOf(jitters, (jitter) => jitter.jitterNanoseconds);
  return {
    switchCount: network.switches.length,
    endSystemCount: network.endSystems.length,
    linkCount: network.links.length,
    virtualLinkCount: network.virtualLinks.length,
    subVirtualLinkCount: sumOf(network, (virtualLink) => virtualLink.subVirtualLinks.length),
    destinationCount: sumOf(network, (virtualLink) => virtualLink.destinations.length),
    virtualLinkCountByCriticality: byCriticality,
    highestPortLoad: highestOf(loadsOf(network), (load) => BigInt(load.loadPartsPerMillion)),
    highestJitterNanoseconds: highestJitter?.jitterNanoseconds ?? 0n,
    highestJitterEndSystem: highestJitter?.endSystem ?? '',
  };
}

function sumOf(network: AfdxNetwork, count: (virtualLink: AfdxNetwork['virtualLinks'][number]) => number): number {
  return network.virtualLinks.reduce((sum, virtualLink) => sum + count(virtualLink), 0);
}

function highestOf<T>(items: readonly T[], figure: (item: T) => bigint): T | undefined {
  let highest: T | undefined;
  for (const item of items) if (highest === undefined || figure(item) > figure(highest)) highest = item;
  return highest;
}

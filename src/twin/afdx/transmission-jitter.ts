import type { AfdxNetwork, NetworkName } from './network.generated.js';
import { networkNames, type Topology, topologyOf, treeOf } from './topology.js';
import { dividedUp, wireBitsOf } from './wire.js';

/**
 * Technological part of the jitter at the output of an end system, in nanoseconds (ARINC 664 part 7).
 *
 * @implements LLR-AFDX-020
 */
export const technologicalJitterNanoseconds = 40_000n;

/**
 * Largest jitter that an end system may have at its output, in nanoseconds (ARINC 664 part 7).
 *
 * @implements LLR-AFDX-020
 */
export const jitterNanosecondsMax = 500_000n;

/** Jitter at the output of an end system on one network. */
export interface TransmissionJitter {
  readonly endSystem: string;
  readonly network: NetworkName;
  readonly virtualLinkCount: number;
  /** 40 µs and the time to send one largest frame of each virtual link, wire overhead included; rounded up, not clamped. */
  readonly computedNanoseconds: bigint;
  /** The computed jitter, at most 500 µs. */
  readonly jitterNanoseconds: bigint;
}

interface Sum {
  readonly network: NetworkName;
  wireBits: bigint;
  count: number;
}

/**
 * The jitter of each end system that is a source, on each network:
 * min(500 µs; 40 µs + Σ (20 byte + largest frame) · 8 / rate) (ARINC 664 part 7).
 * In the order of the end systems; one that has no link on a network is left out there.
 *
 * @implements LLR-AFDX-020
 */
export function transmissionJittersOf(network: AfdxNetwork): readonly TransmissionJitter[] {
  const topology = topologyOf(network);
  const sums = new Map<string, Sum>();
  const rates = ratesOf(network, topology);
  const uses = network.virtualLinks.flatMap((virtualLink) => networkNames.map((name) => ({ virtualLink, name })));
  for (const { virtualLink, name } of uses) {
    if (treeOf(virtualLink, name).length === 0) continue;
    const key = `${virtualLink.source}>${name}`;
    const sum = sums.get(key) ?? { network: name, wireBits: 0n, count: 0 };
    sum.wireBits += wireBitsOf(virtualLink);
    sum.count += 1;
    sums.set(key, sum);
  }
  return network.endSystems.flatMap(({ id }) =>
    networkNames.flatMap((name) => {
      const sum = sums.get(`${id}>${name}`);
      const rate = rates.get(`${id}>${name}`);
      return sum === undefined || rate === undefined ? [] : [jitterOf(id, sum, rate)];
    }),
  );
}

function ratesOf(network: AfdxNetwork, topology: Topology): ReadonlyMap<string, number> {
  const rates = network.links.flatMap((link): readonly (readonly [string, number])[] => {
    const name = topology.networkOf(link);
    return name === undefined ? [] : link.ends.map(({ node }) => [`${node}>${name}`, link.rateBitsPerSecond]);
  });
  return new Map(rates);
}

function jitterOf(endSystem: string, sum: Sum, rateBitsPerSecond: number): TransmissionJitter {
  const sending = dividedUp(sum.wireBits * 1_000_000_000n, BigInt(rateBitsPerSecond));
  const computedNanoseconds = technologicalJitterNanoseconds + sending;
  return {
    endSystem,
    network: sum.network,
    virtualLinkCount: sum.count,
    computedNanoseconds,
    jitterNanoseconds: computedNanoseconds < jitterNanosecondsMax ? computedNanoseconds : jitterNanosecondsMax,
  };
}

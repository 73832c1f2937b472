import { compareRationals, dividedBy, minus, plus, type Rational, rational, times, zero } from '../../../kernel/rational.js';
import { loadsOf, totalWireBitsPerWindowOf } from '../loads.js';
import type { AfdxNetwork, VirtualLink } from '../network.generated.js';
import { hopKey, hopsOf, networkNames, nodesOf, routesOf } from '../topology.js';
import { loadWindowMilliseconds, type ReservationGroup } from '../wire.js';
import { messageOverheadBytes } from './carrier.js';

/** Utilisation of a path above which the allocation is rebalanced, in percent (SYS-NET-027). */
const pathPercentMax = 90n;
/** What is allocated beyond the need of a message, in percent (SYS-NET-028). */
const marginPercent = 20n;

/**
 * The bandwidth that a virtual link needs at least: 1.2 times the sum over its messages of message size and 67 byte in bits, divided by the
 * period; in bits per second, exact.
 *
 * @implements LLR-VLO-027
 */
export function neededBitsPerSecondOf({ subVirtualLinks }: Pick<VirtualLink, 'subVirtualLinks'>): Rational {
  let sum = zero;
  for (const { payloadBytes, periodMilliseconds } of subVirtualLinks) {
    sum = plus(sum, rational(BigInt(payloadBytes + messageOverheadBytes) * 8000n, BigInt(periodMilliseconds)));
  }
  return times(sum, rational(100n + marginPercent, 100n));
}

/** What the members of one criticality group are allocated, in bits per second. */
export interface GroupAllocation {
  readonly allocated: readonly Rational[];
  /** Largest quotient of an allocation and the bandwidth of the group. */
  readonly largestQuotient: Rational;
}

/**
 * Divides the bandwidth of a criticality group: each member gets at least its need, the largest quotient of an allocation and the group bandwidth is as
 * small as the needs allow, and what is left is given to the smallest members, evenly, without raising that quotient. `undefined` when
 * the needs exceed the group.
 *
 * @param needs bits per second, not negative
 * @param groupBitsPerSecond more than 0
 * @implements LLR-VLO-027
 */
export function groupAllocationOf(needs: readonly Rational[], groupBitsPerSecond: Rational): GroupAllocation | undefined {
  const total = needs.reduce(plus, zero);
  if (compareRationals(total, groupBitsPerSecond) > 0) return undefined;
  const highest = needs.reduce((most, need) => (compareRationals(need, most) > 0 ? need : most), zero);
  const level = filledLevelOf(needs, minus(groupBitsPerSecond, total), highest);
  const allocated = needs.map((need) => (compareRationals(need, level) < 0 ? level : need));
  return { allocated, largestQuotient: dividedBy(highest, groupBitsPerSecond) };
}

/** The level to which the smallest needs are raised by what is left, at most the highest need. */
function filledLevelOf(needs: readonly Rational[], left: Rational, highest: Rational): Rational {
  const sorted = [...needs].sort(compareRationals);
  let level = sorted[0] ?? zero;
  let rest = left;
  for (let count = 1; count <= sorted.length; count += 1) {
    const next = sorted[count] ?? highest;
    const cost = times(minus(next, level), rational(BigInt(count)));
    if (compareRationals(cost, rest) > 0) return plus(level, dividedBy(rest, rational(BigInt(count))));
    rest = minus(rest, cost);
    level = next;
  }
  return level;
}

/** The share of a criticality group of one port, and what is used of it. */
export interface GroupUse {
  readonly port: string;
  readonly group: ReservationGroup;
  readonly reservedBitsPerSecond: Rational;
  readonly usedBitsPerSecond: Rational;
  /** Whether the group needs more than its share. */
  readonly isOverdrawn: boolean;
}

/**
 * The use of the share of each criticality group at each port that carries virtual links, wire overhead included, in the order of the ports.
 *
 * @implements LLR-VLO-027
 */
export function groupUsesOf(network: AfdxNetwork): readonly GroupUse[] {
  const groups: readonly ReservationGroup[] = ['safetyCritical', 'missionCritical', 'nonCritical'];
  return loadsOf(network).flatMap((load) =>
    groups.map((group): GroupUse => {
      const percent = BigInt(network.reservationsPercent[group]);
      const reservedBitsPerSecond = rational(BigInt(load.rateBitsPerSecond) * percent, 100n);
      const usedBitsPerSecond = rational(load.wireBitsPerWindow[group] * 1000n, loadWindowMilliseconds);
      const isOverdrawn = compareRationals(usedBitsPerSecond, reservedBitsPerSecond) > 0;
      return { port: hopKey({ from: load.node, to: load.toward }), group, reservedBitsPerSecond, usedBitsPerSecond, isOverdrawn };
    }),
  );
}

/** A route whose most loaded port is used beyond 90 % of its rate. */
export interface CrowdedPath {
  readonly virtualLink: number;
  readonly network: 'A' | 'B';
  readonly destination: string;
  readonly port: string;
  /** Load of that port as a share of its rate. */
  readonly utilisation: Rational;
}

/**
 * Each route over a port that is used beyond 90 % of its rate, in the order of virtual links, networks and destinations. These are the paths that
 * an allocation is rebalanced for.
 *
 * @implements LLR-VLO-027
 */
export function crowdedPathsOf(network: AfdxNetwork): readonly CrowdedPath[] {
  const loads = new Map(
    loadsOf(network).map((load) => [
      hopKey({ from: load.node, to: load.toward }),
      rational(totalWireBitsPerWindowOf(load) * 1000n, BigInt(load.rateBitsPerSecond) * loadWindowMilliseconds),
    ]),
  );
  const limit = rational(pathPercentMax, 100n);
  return network.virtualLinks.flatMap((virtualLink) =>
    networkNames.flatMap((name) =>
      routesOf(virtualLink, name).flatMap(([destination, switches]): readonly CrowdedPath[] => {
        const ports = hopsOf(nodesOf(virtualLink.source, switches, destination)).map(hopKey);
        const port = ports.reduce(
          (most, each) => (compareRationals(loads.get(each) ?? zero, loads.get(most) ?? zero) > 0 ? each : most),
          ports[0] ?? '',
        );
        const utilisation = loads.get(port) ?? zero;
        if (compareRationals(utilisation, limit) <= 0) return [];
        return [{ virtualLink: virtualLink.id, network: name, destination, port, utilisation }];
      }),
    ),
  );
}

/**
 * Virtual links whose reserved bandwidth is below what SYS-NET-028 asks for.
 *
 * @implements LLR-VLO-027
 */
export function scantLinksOf({ virtualLinks }: AfdxNetwork): readonly VirtualLink[] {
  return virtualLinks.filter((virtualLink) => {
    const { maximumFrameBytes, bandwidthAllocationGapMilliseconds } = virtualLink;
    const reserved = rational(BigInt(maximumFrameBytes) * 8000n, BigInt(bandwidthAllocationGapMilliseconds));
    return compareRationals(reserved, neededBitsPerSecondOf(virtualLink)) < 0;
  });
}

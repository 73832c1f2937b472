import { compareText } from '../../../kernel/diagnostic.js';
import { rational, roundedUp } from '../../../kernel/rational.js';
import type { Bounds, EndBound } from '../bounds/bounds.js';
import { loadsOf, type PortLoad, totalWireBitsPerWindowOf } from '../loads.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import { routeOf } from '../timing/timing-network.js';
import { deadlinePicosecondsOf } from '../timing-rules/timing-rule.js';
import type { Hop } from '../topology.js';
import { loadWindowMilliseconds } from '../wire.js';

/** An output port that is loaded above the limit. */
export interface BandwidthBottleneck {
  readonly kind: 'bandwidth';
  readonly network: NetworkName;
  readonly hop: Hop;
  readonly linkId: string;
  /** Share of the rate in use, in parts per million, rounded up. */
  readonly loadPartsPerMillion: number;
}

/** A virtual link that, at its worst destination on one network, leaves less of its deadline than the limit. */
export interface LatencyBottleneck {
  readonly kind: 'latency';
  readonly network: NetworkName;
  readonly virtualLink: number;
  readonly destination: string;
  readonly delayPicoseconds: bigint;
  readonly deadlinePicoseconds: bigint;
  /** (deadline - delay) / deadline in parts per million, rounded down; negative when the deadline is missed. */
  readonly marginPartsPerMillion: number;
  /** The port on the way that delays it longest. */
  readonly hop: Hop;
}

/** A link that somebody names, for a reason that neither load nor delay shows; in one direction. */
export interface NamedBottleneck {
  readonly kind: 'named';
  readonly network: NetworkName;
  readonly hop: Hop;
  readonly linkId: string;
}

/** What a reconfiguration is to relieve. */
export type Bottleneck = BandwidthBottleneck | LatencyBottleneck | NamedBottleneck;

/** When a port or a virtual link counts as a bottleneck. */
export interface BottleneckLimits {
  /** Highest load of an output port, in parts per million of its rate. */
  readonly loadPartsPerMillionMax: number;
  /** Least share of the deadline that is to be left, in parts per million. */
  readonly marginPartsPerMillionMin: number;
  /** A link that is to be relieved. */
  readonly linkId?: string | undefined;
}

/**
 * The bottlenecks of a network: named ones, overloaded ports from the highest load on, then virtual links from the smallest margin on.
 *
 * @param bounds delay bounds of the network; latency is not looked at when there are none
 * @implements LLR-RCF-001
 */
export function bottlenecksOf(network: AfdxNetwork, bounds: Bounds | undefined, limits: BottleneckLimits): readonly Bottleneck[] {
  const loads = loadsOf(network);
  const named = loads.filter(({ linkId }) => linkId === limits.linkId).map((load): Bottleneck => ({ kind: 'named', ...placeOf(load) }));
  const loaded = loads
    .filter((load) => exceeds(load, limits.loadPartsPerMillionMax))
    .map((load): BandwidthBottleneck => ({ kind: 'bandwidth', ...placeOf(load), loadPartsPerMillion: load.loadPartsPerMillion }))
    .sort(
      (a, b) => b.loadPartsPerMillion - a.loadPartsPerMillion || compareText(a.hop.from, b.hop.from) || compareText(a.hop.to, b.hop.to),
    );
  const late =
    bounds === undefined ? [] : latenciesOf(network, bounds).filter((each) => each.marginPartsPerMillion < limits.marginPartsPerMillionMin);
  return [...named, ...loaded, ...late];
}

/**
 * The worst destination of each virtual link on each network, from the smallest margin on.
 *
 * @implements LLR-RCF-002
 */
export function latenciesOf(network: AfdxNetwork, bounds: Bounds): readonly LatencyBottleneck[] {
  const allowance = BigInt(network.jitterAllowanceMicroseconds ?? 0) * 1_000_000n;
  const worst = new Map<string, LatencyBottleneck>();
  for (const end of bounds.ends) {
    const latency = latencyOf(bounds, end, allowance);
    const key = `${latency.virtualLink} ${latency.network}`;
    const other = worst.get(key);
    if (other === undefined || latency.marginPartsPerMillion < other.marginPartsPerMillion) worst.set(key, latency);
  }
  return [...worst.values()].sort(
    (a, b) => a.marginPartsPerMillion - b.marginPartsPerMillion || a.virtualLink - b.virtualLink || compareText(a.network, b.network),
  );
}

/**
 * Whether a port is loaded above a limit; exact.
 *
 * @implements LLR-RCF-001
 */
export function exceeds(load: PortLoad, partsPerMillion: number): boolean {
  return (
    totalWireBitsPerWindowOf(load) * 1000n * 1_000_000n > BigInt(load.rateBitsPerSecond) * loadWindowMilliseconds * BigInt(partsPerMillion)
  );
}

function placeOf({ network, node, toward, linkId }: PortLoad): { network: NetworkName; hop: Hop; linkId: string } {
  return { network, hop: { from: node, to: toward }, linkId };
}

function latencyOf(bounds: Bounds, end: EndBound, allowance: bigint): LatencyBottleneck {
  const { flow, destination } = end;
  const deadlinePicoseconds = deadlinePicosecondsOf(end, bounds.network.ticksPerSecond);
  const delayPicoseconds = end.delayPicoseconds + allowance;
  let slowest = { ticks: -1, hop: { from: flow.source, to: destination.endSystem } };
  for (const { port } of routeOf(flow, destination)) {
    const { node = '', toward = '' } = bounds.network.ports[port] ?? {};
    const delay = bounds.ports[port]?.delayTicks[flow.priority];
    const ticks = delay === undefined ? 0 : Number(delay.numerator / delay.denominator);
    if (ticks > slowest.ticks) slowest = { ticks, hop: { from: node, to: toward } };
  }
  return {
    kind: 'latency',
    network: flow.network,
    virtualLink: flow.virtualLink,
    destination: destination.endSystem,
    delayPicoseconds,
    deadlinePicoseconds,
    marginPartsPerMillion: -Number(roundedUp(rational((delayPicoseconds - deadlinePicoseconds) * 1_000_000n, deadlinePicoseconds))),
    hop: slowest.hop,
  };
}

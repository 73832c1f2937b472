import { type Bounds, boundsOf, type EndBound } from '../bounds/bounds.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import { buildTimingNetwork } from '../timing/build-timing-network.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import { skewsOf } from '../timing-rules/skew-window.js';
import { type MadeLink, networkWith } from './assemble.js';

/** Delay and backlog bounds of a timing network, by whatever method. They do not fall when a virtual link is added. */
export type BoundsFunction = (timing: TimingNetwork) => Pick<Bounds, 'ends' | 'ports'>;

/**
 * The bounds that the optimiser uses unless it is given others: the counting of whole frames, the finest method.
 *
 * @implements LLR-VLO-011
 */
export const frameBounds: BoundsFunction = (timing) => boundsOf(timing, 'frame');

/** A bound that is not kept. */
export type Miss =
  | {
      readonly kind: 'late';
      readonly virtualLink: number;
      readonly network: NetworkName;
      readonly destination: string;
      /** The delay bound with the jitter allowance of the network. */
      readonly delayPicoseconds: bigint;
      /** The deadline; of a virtual link that stays, what its SkewMax leaves when that is less. */
      readonly limitPicoseconds: bigint;
    }
  | { readonly kind: 'buffer'; readonly port: string; readonly backlogBits: number; readonly bufferBits: number }
  | { readonly kind: 'circle'; readonly text: string };

/** What the bounds say about a network. */
export interface Judgement {
  readonly misses: readonly Miss[];
  /** `undefined` when the ports wait for each other in a circle. */
  readonly bounds: ReturnType<BoundsFunction> | undefined;
  readonly timing: TimingNetwork | undefined;
}

/**
 * Compares the bounds of a network and further virtual links with the deadlines of both, with the buffers of the switches, and with SkewMax of
 * the virtual links of the network itself; the further ones get theirs from the bounds. The jitter allowance of the network is added to each delay
 * once. Ports that wait for each other in a circle have no bounds.
 *
 * @implements LLR-VLO-011
 */
export function judgementOf(network: AfdxNetwork, links: readonly MadeLink[], bounds: BoundsFunction): Judgement {
  const whole = networkWith(network, links);
  const { value: timing, diagnostics } = buildTimingNetwork(whole, () => ({ path: '', line: 1, column: 1 }));
  if (timing === undefined) {
    const other = diagnostics.find(({ code }) => code !== 'AFDX-163');
    if (other !== undefined) throw new Error(`a network of the optimiser is well formed: ${other.message}`);
    return { misses: diagnostics.map(({ message }) => ({ kind: 'circle', text: message })), bounds: undefined, timing };
  }
  const found = bounds(timing);
  const full = timing.ports.flatMap(({ id, index, bufferBits }): readonly Miss[] => {
    const backlogBits = found.ports[index]?.backlogBits ?? 0;
    return bufferBits === undefined || backlogBits <= bufferBits ? [] : [{ kind: 'buffer', port: id, backlogBits, bufferBits }];
  });
  return { misses: [...lateOf(network, whole, found.ends), ...full], bounds: found, timing };
}

function lateOf(staying: AfdxNetwork, whole: AfdxNetwork, ends: readonly EndBound[]): readonly Miss[] {
  const allowance = allowancePicosecondsOf(whole);
  const deadlines = new Map(whole.virtualLinks.map(({ id, deadlineMicroseconds }) => [id, BigInt(deadlineMicroseconds) * microsecond]));
  const windows = new Map(
    staying.virtualLinks.map(({ id, skewMaximumMicroseconds }) => [id, BigInt(skewMaximumMicroseconds) * microsecond]),
  );
  const byKey = new Map(ends.map((end) => [endKey(end, end.flow.network), end]));
  return ends.flatMap((end): readonly Miss[] => {
    const { flow, destination } = end;
    const deadline = deadlines.get(flow.virtualLink) ?? 0n;
    const copy = byKey.get(endKey(end, otherNetwork(flow.network)));
    const window = windows.get(flow.virtualLink);
    const skewed = copy === undefined || window === undefined ? deadline : copy.shortestPicoseconds + window + allowance;
    const limitPicoseconds = skewed < deadline ? skewed : deadline;
    const delayPicoseconds = end.delayPicoseconds + allowance;
    if (delayPicoseconds <= limitPicoseconds) return [];
    const { virtualLink, network } = flow;
    return [{ kind: 'late', virtualLink, network, destination: destination.endSystem, delayPicoseconds, limitPicoseconds }];
  });
}

const microsecond = 1_000_000n;

/**
 * What is added once to each delay for the jitter at the source, in picoseconds; 0 when the network states none.
 *
 * @implements LLR-VLO-011
 */
export function allowancePicosecondsOf({ jitterAllowanceMicroseconds }: AfdxNetwork): bigint {
  return BigInt(jitterAllowanceMicroseconds ?? 0) * microsecond;
}

function otherNetwork(name: NetworkName): NetworkName {
  return name === 'A' ? 'B' : 'A';
}

function endKey({ flow, destination }: EndBound, network: NetworkName): string {
  return `${flow.virtualLink}>${network}>${destination.endSystem}`;
}

/**
 * SkewMax by virtual link, in whole microseconds: the longest time between the two copies of a frame at one destination, rounded up, and
 * at least 1. Virtual links on one network have none.
 *
 * @implements LLR-VLO-010
 */
export function skewMicrosecondsOf({ ends }: Pick<Bounds, 'ends'>): ReadonlyMap<number, number> {
  const skews = new Map<number, number>();
  for (const { virtualLink, skewPicoseconds } of skewsOf(ends)) {
    const skew = Number((skewPicoseconds + microsecond - 1n) / microsecond);
    skews.set(virtualLink, Math.max(skews.get(virtualLink) ?? 1, skew));
  }
  return skews;
}

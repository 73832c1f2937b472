import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type Bounds, boundsOf, type EndBound } from '../bounds/bounds.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import { buildTimingNetwork } from '../timing/build-timing-network.js';
import type { TimingFlow, TimingNetwork } from '../timing/timing-network.js';
import { wholeMicrosecondsOf } from '../timing-rules/policing.js';
import { skewsOf } from '../timing-rules/skew-window.js';
import { dividedUp } from '../wire.js';
import { type LinkSettings, type MadeLink, networkWith } from './assemble.js';
import { type FaultCase, faultCaseOf, largestJittersOf } from './judge-faults.js';

/** Delay and backlog bounds of a timing network, by whatever method. They do not fall when a virtual link is added, a frame grows or a gap shrinks. */
export type BoundsFunction = (timing: TimingNetwork) => Bounds;

/**
 * The bounds that the optimiser uses unless it is given others: the counting of whole frames, the finest method.
 *
 * @implements LLR-VLO-011
 */
export const frameBounds: BoundsFunction = (timing) => boundsOf(timing, 'frame');

/** Whether a miss occurs while each source keeps its contract, or only when sources below DAL A send whatever the policers admit. */
export type Sources = 'sound' | 'faulty';

/** A bound that is not kept. */
export type Miss =
  | {
      readonly kind: 'late';
      readonly sources: Sources;
      /** The delay bound against the deadline, or the jitter against that which the policers of a virtual link that stays allow. */
      readonly what: 'delay' | 'jitter';
      readonly virtualLink: number;
      readonly network: NetworkName;
      readonly destination: string;
      /** The delay bound with the jitter allowance of the network, or the jitter. */
      readonly delayPicoseconds: bigint;
      /** The deadline; of a virtual link that stays, what its SkewMax leaves when that is less; or the jitter allowed. */
      readonly limitPicoseconds: bigint;
    }
  | { readonly kind: 'buffer'; readonly sources: Sources; readonly port: string; readonly backlogBits: number; readonly bufferBits: number }
  | { readonly kind: 'circle' | 'overload' | 'unbounded'; readonly text: string };

/** What the bounds say about a network. */
export interface Judgement {
  readonly misses: readonly Miss[];
  /** `undefined` when the ports wait for each other in a circle or carry more than their rate, and for a network without virtual links. */
  readonly bounds: Bounds | undefined;
  readonly timing: TimingNetwork | undefined;
  /** Bounds of virtual links of DAL A while lower sources are faulty; `undefined` where that concerns none or was not asked for. */
  readonly faultCase: FaultCase | undefined;
}

/**
 * Compares the bounds of a network and further virtual links with the deadlines of both, with the buffers of the switches, and with SkewMax and the
 * policers of the virtual links of the network itself; the further ones get theirs from the bounds. The same for virtual links of DAL A while sources
 * below DAL A are faulty. The jitter allowance of the network is added to each delay once. Ports that wait for each other in a circle
 * have no bounds.
 *
 * @param sources `sound` leaves the case of faulty sources out
 * @implements LLR-VLO-011
 */
export function judgementOf(
  network: AfdxNetwork,
  links: readonly MadeLink[],
  bounds: BoundsFunction,
  sources: Sources = 'faulty',
): Judgement {
  const whole = networkWith(network, links);
  if (whole.virtualLinks.length === 0) return { misses: [], bounds: undefined, timing: undefined, faultCase: undefined };
  const { value: timing, diagnostics } = buildTimingNetwork(whole, () => ({ path: '', line: 1, column: 1 }));
  if (timing === undefined) return { misses: diagnostics.map(missOf), bounds: undefined, timing, faultCase: undefined };
  const found = bounds(timing);
  const parties = { staying: network, whole };
  const sound = [
    ...lateOf(parties, found.ends, 'sound'),
    ...droppedOf(parties, timing, largestJittersOf(found), 'sound'),
    ...fullOf(timing, (port) => found.ports[port]?.backlogBits ?? 0, 'sound'),
  ];
  const faultCase = sources === 'sound' ? undefined : faultCaseOf(whole, found);
  if (faultCase === undefined) return { misses: sound, bounds: found, timing, faultCase };
  if ('obstacle' in faultCase) {
    const text = `nothing bounds DAL A when sources below DAL A fail: ${faultCase.obstacle}`;
    return { misses: [...sound, { kind: 'unbounded', text }], bounds: found, timing, faultCase: undefined };
  }
  const known = new Set(sound.map(keyOf));
  const faulty = [
    ...lateOf(parties, faultCase.ends, 'faulty'),
    ...droppedOf(parties, timing, protectedOf(faultCase), 'faulty'),
    ...fullOf(timing, (port) => faultCase.backlogBits.get(port) ?? 0, 'faulty'),
  ];
  return { misses: [...sound, ...faulty.filter((miss) => !known.has(keyOf(miss)))], bounds: found, timing, faultCase };
}

function missOf({ code, message }: Diagnostic): Miss {
  if (code === 'AFDX-163') return { kind: 'circle', text: message };
  if (code === 'AFDX-164') return { kind: 'overload', text: message };
  throw new Error(`a network of the optimiser is well formed: ${message}`);
}

/** The same for a miss with sound and with faulty sources. */
function keyOf(miss: Miss): string {
  if (miss.kind === 'late') return `${miss.what} ${miss.virtualLink} ${miss.network} ${miss.destination}`;
  return miss.kind === 'buffer' ? `buffer ${miss.port}` : miss.kind;
}

interface Parties {
  readonly staying: AfdxNetwork;
  readonly whole: AfdxNetwork;
}

function fullOf({ ports }: TimingNetwork, backlogOf: (port: number) => number, sources: Sources): readonly Miss[] {
  return ports.flatMap(({ id, index, bufferBits }): readonly Miss[] => {
    const backlogBits = backlogOf(index);
    return bufferBits === undefined || backlogBits <= bufferBits ? [] : [{ kind: 'buffer', sources, port: id, backlogBits, bufferBits }];
  });
}

/** Virtual links that stay and of which policers would drop frames. */
function droppedOf(
  { staying }: Parties,
  { ticksPerSecond }: TimingNetwork,
  jitterTicks: ReadonlyMap<TimingFlow, number>,
  sources: Sources,
): readonly Miss[] {
  const allowed = new Map(staying.virtualLinks.map(({ id, policerJitterMicroseconds }) => [id, policerJitterMicroseconds]));
  return [...jitterTicks].flatMap(([{ virtualLink, network, destinations }, ticks]): readonly Miss[] => {
    const allowance = allowed.get(virtualLink);
    const jitter = wholeMicrosecondsOf(ticks, ticksPerSecond);
    if (allowance === undefined || jitter <= allowance) return [];
    const [delayPicoseconds, limitPicoseconds] = [BigInt(jitter) * microsecond, BigInt(allowance) * microsecond];
    const where = { virtualLink, network, destination: destinations[0]?.endSystem ?? '' };
    return [{ kind: 'late', sources, what: 'jitter', ...where, delayPicoseconds, limitPicoseconds }];
  });
}

function protectedOf({ ends, jitterTicks }: FaultCase): ReadonlyMap<TimingFlow, number> {
  return new Map(ends.map(({ flow }) => [flow, jitterTicks.get(flow) ?? 0]));
}

function lateOf({ staying, whole }: Parties, ends: readonly EndBound[], sources: Sources): readonly Miss[] {
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
    const where = { virtualLink, network, destination: destination.endSystem };
    return [{ kind: 'late', sources, what: 'delay', ...where, delayPicoseconds, limitPicoseconds }];
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
 * SkewMax and the jitter allowance of the policers by virtual link: the longest time between the two copies of a frame at one
 * destination, grown by the margin for what is added later, and the largest jitter at a switch; in whole microseconds, rounded up.
 * Both also hold for DAL A while lower sources are faulty.
 *
 * @param given the virtual links that stay, and the margin in percent
 * @implements LLR-VLO-010
 */
export function settingsOf(
  given: { readonly staying: AfdxNetwork; readonly marginPercent: number },
  bounds: Bounds,
  faultCase: FaultCase | undefined,
): ReadonlyMap<number, LinkSettings> {
  const skews = new Map<number, bigint>();
  for (const { virtualLink, skewPicoseconds } of [...skewsOf(bounds.ends), ...skewsOf(faultCase?.ends ?? [])]) {
    const known = skews.get(virtualLink) ?? 1n;
    skews.set(virtualLink, skewPicoseconds > known ? skewPicoseconds : known);
  }
  const jitters = new Map<number, number>();
  for (const [{ virtualLink }, ticks] of [...largestJittersOf(bounds), ...(faultCase?.jitterTicks ?? [])]) {
    const jitter = wholeMicrosecondsOf(ticks, bounds.network.ticksPerSecond);
    jitters.set(virtualLink, Math.max(jitters.get(virtualLink) ?? 0, jitter));
  }
  const isStated = given.staying.virtualLinks.some(({ policerJitterMicroseconds }) => policerJitterMicroseconds !== undefined);
  const grown = BigInt(100 + given.marginPercent);
  return new Map(
    bounds.network.flows.map(({ virtualLink }) => [
      virtualLink,
      {
        skew: Math.min(skewMicrosecondsMax, Number(dividedUp((skews.get(virtualLink) ?? 1n) * grown, 100n * microsecond))),
        policerJitter: isStated ? (jitters.get(virtualLink) ?? 0) : undefined,
      },
    ]),
  );
}

/** Largest SkewMax of the network file; no bound within a deadline of 10 s is above it. */
const skewMicrosecondsMax = 10_000_000;

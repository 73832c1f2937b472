import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type Rational, rational } from '../../../kernel/rational.js';
import type { NetworkName } from '../network.generated.js';
import type { CaptureFormat } from './capture-record.js';
import type { CaptureState } from './capture-state.js';
import type { Features } from './history.js';
import type { LatencyWatches, Travel } from './latency-watches.js';
import type { StreamWatch } from './stream-watch.js';
import type { PairWatch, TapWatch } from './tap-watch.js';

/** A capture as it was read. Times are nanoseconds since 1970. */
export interface CaptureFigures {
  readonly path: string;
  readonly format: CaptureFormat | undefined;
  readonly place: 'source' | 'destination';
  readonly endSystem: string | undefined;
  /** Packet records, those that were left out included. */
  readonly records: number;
  readonly otherFrames: number;
  /** Frames with a wrong check sequence, and those that no virtual link or network can be named for. */
  readonly damagedFrames: number;
  readonly misaddressedFrames: number;
  readonly firstNanoseconds: bigint | undefined;
  readonly lastNanoseconds: bigint | undefined;
  readonly interfaces: readonly {
    readonly name: string;
    readonly network: NetworkName | undefined;
    readonly resolutionNanoseconds: Rational;
    readonly records: number;
    readonly afdxFrames: number;
  }[];
}

/** A virtual link on one network at one place. Durations are nanoseconds. */
export interface StreamFigures {
  readonly virtualLink: number;
  readonly name: string;
  readonly network: NetworkName;
  readonly place: 'source' | 'destination';
  readonly endSystem: string | undefined;
  readonly frames: number;
  readonly bytes: bigint;
  readonly firstNanoseconds: bigint | undefined;
  readonly lastNanoseconds: bigint | undefined;
  readonly gapNanoseconds: bigint;
  readonly smallestGapNanoseconds: Rational | undefined;
  /** The jitter that the frames prove, and what is allowed. */
  readonly jitterNanoseconds: Rational;
  readonly jitterAllowedNanoseconds: bigint | undefined;
  readonly earlyFrames: number;
  readonly policedFrames: number;
  readonly missing: number;
  readonly duplicates: number;
  readonly resets: number;
  readonly outOfOrder: number;
  /** Missing among those that were due; `undefined` when no sequence number was seen. */
  readonly lossRate: Rational | undefined;
  /** Bits of frames from destination address to check sequence in the time of the captures; `undefined` when that is 0. */
  readonly bitsPerSecond: Rational | undefined;
  /** Largest frame in each gap. */
  readonly configuredBitsPerSecond: Rational;
  readonly travel: TravelFigures | undefined;
  /** Values kept for each metric. */
  readonly history: { readonly latency: number; readonly jitter: number; readonly loss: number };
  readonly features: Features | undefined;
}

/** The way from a tap at the source to this tap, in nanoseconds. */
export interface TravelFigures {
  readonly frames: number;
  readonly shortestNanoseconds: bigint | undefined;
  readonly meanNanoseconds: Rational | undefined;
  readonly longestNanoseconds: bigint | undefined;
  readonly lost: number;
  readonly late: number;
  /** Frames that were not seen at the source. */
  readonly unmatched: number;
}

/** Both copies of a virtual link at one place. */
export interface PairFigures {
  readonly virtualLink: number;
  readonly place: 'source' | 'destination';
  readonly endSystem: string | undefined;
  readonly pairs: number;
  readonly skewNanosecondsMax: bigint;
  readonly skewAllowedNanoseconds: bigint;
  readonly lateCopies: number;
  readonly loneCopies: Readonly<Record<NetworkName, number>>;
  readonly unjudgedCopies: number;
}

/** What a monitor found in captures. */
export interface MonitorReport {
  readonly captures: readonly CaptureFigures[];
  /** By place, virtual link and network. */
  readonly streams: readonly StreamFigures[];
  readonly pairs: readonly PairFigures[];
  /** Virtual links that are not configured, with their frames. */
  readonly unknown: readonly { readonly virtualLink: number; readonly frames: number }[];
  /** Virtual links that were not seen where the configuration leads them, on networks that were captured. */
  readonly silent: readonly {
    readonly network: NetworkName;
    readonly place: string;
    readonly endSystem: string | undefined;
    readonly virtualLinks: readonly number[];
  }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The figures of a monitor that has seen all captures.
 *
 * @implements LLR-MON-020
 */
export function monitorReportOf(results: {
  readonly states: readonly CaptureState[];
  readonly taps: readonly TapWatch[];
  readonly latencies: LatencyWatches;
  readonly unknown: ReadonlyMap<number, number>;
  readonly diagnostics: readonly Diagnostic[];
}): MonitorReport {
  const { states, taps, latencies, unknown, diagnostics } = results;
  const span = spanOf(states);
  return {
    captures: states.map(captureFigures),
    streams: taps.flatMap((tap) => sorted([...tap.streams.values()].map((stream) => streamFigures(tap, stream, span, latencies.travels)))),
    pairs: taps.flatMap((tap) =>
      [...tap.pairs.values()].map((pair) => pairFigures(tap, pair)).sort((a, b) => a.virtualLink - b.virtualLink),
    ),
    unknown: [...unknown].map(([virtualLink, frames]) => ({ virtualLink, frames })).sort((a, b) => a.virtualLink - b.virtualLink),
    silent: taps.flatMap((tap) =>
      tap
        .networks()
        .captured.map((network) => ({ network, place: tap.place, endSystem: tap.endSystem, virtualLinks: tap.silent(network) })),
    ),
    diagnostics,
  };
}

function captureFigures({ capture, reader, interfaces, ...state }: CaptureState): CaptureFigures {
  const { otherFrames, damagedFrames, misaddressedFrames, firstNanoseconds, lastNanoseconds } = state;
  return {
    path: capture.path,
    format: reader.format,
    place: capture.place,
    endSystem: capture.endSystem,
    records: reader.recordCount,
    otherFrames,
    damagedFrames,
    misaddressedFrames,
    firstNanoseconds,
    lastNanoseconds,
    interfaces: interfaces.map(({ interface: { name, resolutionNanoseconds }, network, records, afdxFrames }) => ({
      name,
      network,
      resolutionNanoseconds,
      records,
      afdxFrames,
    })),
  };
}

function streamFigures(tap: TapWatch, stream: StreamWatch, spanNanoseconds: bigint, travels: readonly Travel[]): StreamFigures {
  const { contract, sequence, cycles } = stream;
  const { virtualLink, network } = contract;
  const travel = travels.find((way) => way.tap === tap && way.virtualLink === virtualLink && way.network === network);
  const due = sequence.received + sequence.missing;
  return {
    virtualLink: virtualLink.id,
    name: virtualLink.name,
    network,
    place: tap.place,
    endSystem: tap.endSystem,
    frames: stream.frames,
    bytes: stream.bytes,
    firstNanoseconds: stream.firstNanoseconds,
    lastNanoseconds: stream.lastNanoseconds,
    gapNanoseconds: stream.gapNanoseconds,
    smallestGapNanoseconds: stream.smallestGapNanoseconds,
    jitterNanoseconds: stream.jitterNanoseconds,
    jitterAllowedNanoseconds: contract.jitterNanoseconds,
    earlyFrames: stream.earlyFrames,
    policedFrames: stream.policedFrames,
    missing: sequence.missing,
    duplicates: sequence.duplicates,
    resets: sequence.resets,
    outOfOrder: sequence.outOfOrder,
    lossRate: due === 0 ? undefined : rational(BigInt(sequence.missing), BigInt(due)),
    bitsPerSecond: spanNanoseconds === 0n ? undefined : rational(stream.bytes * 8_000_000_000n, spanNanoseconds),
    configuredBitsPerSecond: rational(BigInt(virtualLink.maximumFrameBytes) * 8_000_000_000n, stream.gapNanoseconds),
    travel: travel === undefined ? undefined : travelFigures(travel),
    history: { latency: cycles.latency.count, jitter: cycles.jitter.count, loss: cycles.loss.count },
    features: cycles.features(),
  };
}

function travelFigures({ watch, lost, late }: Travel): TravelFigures {
  const { count, sumNanoseconds, shortestNanoseconds, longestNanoseconds, unmatched } = watch;
  const meanNanoseconds = count === 0 ? undefined : rational(sumNanoseconds, BigInt(count));
  return { frames: count, shortestNanoseconds, meanNanoseconds, longestNanoseconds, lost, late, unmatched };
}

function pairFigures(tap: TapWatch, { entry, watch, lateCopies, loneCopies, unjudgedCopies }: PairWatch): PairFigures {
  return {
    virtualLink: entry.virtualLink.id,
    place: tap.place,
    endSystem: tap.endSystem,
    pairs: watch.pairs,
    skewNanosecondsMax: watch.skewNanosecondsMax,
    skewAllowedNanoseconds: BigInt(entry.virtualLink.skewMaximumMicroseconds) * 1000n,
    lateCopies,
    loneCopies,
    unjudgedCopies,
  };
}

function sorted(streams: readonly StreamFigures[]): readonly StreamFigures[] {
  return [...streams].sort((a, b) => a.virtualLink - b.virtualLink || (a.network < b.network ? -1 : 1));
}

/** From the first to the last record of all captures. */
function spanOf(states: readonly CaptureState[]): bigint {
  const firsts = states.flatMap(({ firstNanoseconds }) => firstNanoseconds ?? []);
  const lasts = states.flatMap(({ lastNanoseconds }) => lastNanoseconds ?? []);
  if (firsts.length === 0 || lasts.length === 0) return 0n;
  return lasts.reduce((a, b) => (b > a ? b : a)) - firsts.reduce((a, b) => (b < a ? b : a));
}

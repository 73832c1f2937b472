import { present } from '../../../kernel/present.js';
import type { NetworkName } from '../network.generated.js';
import { hopsOf, networkNames, nodesOf, routesOf } from '../topology.js';
import type { CaptureState } from './capture-state.js';
import { microsecondsText } from './duration-text.js';
import type { FrameTable, TableEntry } from './frame-table.js';
import type { DelayLimit, JitterAllowance } from './jitter-allowance.js';
import { belongsAt } from './judge-frame.js';
import type { TimestampInstant } from './link-time.js';
import { type LoneCopy, RedundancyWatch } from './redundancy-watch.js';
import { StreamWatch } from './stream-watch.js';

/** What captures are judged by beside the configuration. */
export interface MonitorSettings {
  /** Instant of a frame that timestamps stand for. */
  readonly instant: TimestampInstant;
  readonly jitterAllowance: JitterAllowance;
  /** Bound of the time from source to destination. */
  readonly delayLimit: DelayLimit;
}

/** Where a frame was seen, for findings that are made later. */
export interface Origin {
  readonly state: CaptureState;
  readonly record: number;
  readonly toleranceNanoseconds: bigint;
}

/** Both copies of the frames of a virtual link at one tap. */
export interface PairWatch {
  readonly entry: TableEntry;
  readonly watch: RedundancyWatch<Origin>;
  lateCopies: number;
  readonly loneCopies: Record<NetworkName, number>;
  /** Copies without the other one for which the capture of the other network does not reach far enough. */
  unjudgedCopies: number;
}

const nanosecondsPerMicrosecond = 1000n;
const usualRateBitsPerSecond = 100_000_000;

/**
 * All captures of one place, the networks A and B together: the streams and pairs of virtual links seen there.
 *
 * @implements LLR-MON-016
 * @implements LLR-MON-019
 */
export class TapWatch {
  readonly place: 'source' | 'destination';
  readonly endSystem: string | undefined;
  readonly states: CaptureState[] = [];
  readonly streams = new Map<string, StreamWatch>();
  readonly pairs = new Map<number, PairWatch>();
  readonly #seen = new Set<NetworkName>();
  readonly #table: FrameTable;
  readonly #settings: MonitorSettings;

  constructor(
    at: { readonly place: 'source' | 'destination'; readonly endSystem: string | undefined },
    table: FrameTable,
    settings: MonitorSettings,
  ) {
    this.place = at.place;
    this.endSystem = at.endSystem;
    this.#table = table;
    this.#settings = settings;
  }

  /** The stream of a virtual link on a network, new at its first frame. */
  stream(entry: TableEntry, network: NetworkName): StreamWatch {
    const key = `${entry.virtualLink.id}>${network}`;
    const known = this.streams.get(key);
    if (known !== undefined) return known;
    const { virtualLink } = entry;
    const at = { virtualLink: virtualLink.id, network, place: this.place, endSystem: this.endSystem };
    const policer = this.place === 'source' ? virtualLink.policerJitterMicroseconds : undefined;
    const stream = new StreamWatch({
      virtualLink,
      network,
      jitterNanoseconds: this.#settings.jitterAllowance(at),
      policerJitterNanoseconds: policer === undefined ? undefined : BigInt(policer) * nanosecondsPerMicrosecond,
      rateBitsPerSecond: this.#rateOf(entry, network),
      instant: this.#settings.instant,
    });
    this.streams.set(key, stream);
    this.#seen.add(network);
    return stream;
  }

  /** Takes a copy of a virtual link with two copies, and says what is wrong with its pair. */
  copy(
    entry: TableEntry,
    copy: { readonly network: NetworkName; readonly sequenceNumber: number; readonly timeNanoseconds: bigint },
    origin: Origin,
  ): void {
    const { virtualLink } = entry;
    const pair = this.pairs.get(virtualLink.id) ?? newPair(entry);
    this.pairs.set(virtualLink.id, pair);
    const { skewNanoseconds, lone } = pair.watch.observe(copy.network, copy.sequenceNumber, {
      timeNanoseconds: copy.timeNanoseconds,
      origin,
    });
    for (const one of lone) this.#judgeLone(pair, one);
    const limit = skewLimitOf(entry);
    if (skewNanoseconds === undefined || skewNanoseconds <= limit + origin.toleranceNanoseconds) return;
    pair.lateCopies += 1;
    const message = `copy of sequence number ${copy.sequenceNumber} on network ${copy.network} ${microsecondsText(skewNanoseconds)} after the other one; SkewMax is ${microsecondsText(limit)}`;
    origin.state.log.add({ code: 'AFDX-326', record: origin.record, virtualLink: virtualLink.id, message });
  }

  /** Judges what is left when all captures have ended. */
  end(): void {
    for (const pair of this.pairs.values()) for (const one of pair.watch.waiting()) this.#judgeLone(pair, one);
    for (const stream of this.streams.values()) stream.cycles.close();
  }

  /** Virtual links that the configuration leads over this place on a network and of which no frame came. */
  silent(network: NetworkName): readonly number[] {
    return [...this.#table.entries.values()]
      .filter((entry) => entry.networks.has(network) && belongsAt(entry, this) && !this.streams.has(`${entry.virtualLink.id}>${network}`))
      .map(({ virtualLink }) => virtualLink.id);
  }

  /** Networks of which some capture can hold frames, and those of which frames came. */
  networks(): { readonly captured: readonly NetworkName[]; readonly seen: readonly NetworkName[] } {
    const captured = new Set(this.states.flatMap((state) => [...state.networks]));
    return { captured: networkNames.filter((name) => captured.has(name)), seen: networkNames.filter((name) => this.#seen.has(name)) };
  }

  /** Whether a capture that has frames of a network reaches from an instant to another one. */
  covers(network: NetworkName, from: bigint, to: bigint): boolean {
    return this.states.some(({ networks, firstNanoseconds, lastNanoseconds, ended }) => {
      if (!networks.has(network) || firstNanoseconds === undefined || lastNanoseconds === undefined) return false;
      return firstNanoseconds <= from && (!ended || lastNanoseconds >= to);
    });
  }

  #judgeLone(pair: PairWatch, { network, sequenceNumber, timeNanoseconds, origin }: LoneCopy<Origin>): void {
    const other = network === 'A' ? 'B' : 'A';
    const reach = skewLimitOf(pair.entry) + origin.toleranceNanoseconds;
    if (!this.#seen.has(other) || !this.covers(other, timeNanoseconds - reach, timeNanoseconds + reach)) {
      pair.unjudgedCopies += 1;
      return;
    }
    pair.loneCopies[network] += 1;
    const message = `copy of sequence number ${sequenceNumber} on network ${network} without the one on network ${other}`;
    origin.state.log.add({ code: 'AFDX-327', record: origin.record, virtualLink: pair.entry.virtualLink.id, kind: network, message });
  }

  /** Rate of the link at the source, or of the last link to the destination. */
  #rateOf({ virtualLink }: TableEntry, network: NetworkName): number {
    const routes = routesOf(virtualLink, network);
    const route = routes.find(([destination]) => destination === this.endSystem) ?? routes[0];
    if (route === undefined) return usualRateBitsPerSecond;
    const hops = hopsOf(nodesOf(virtualLink.source, route[1], route[0]));
    const hop = present(this.place === 'source' ? hops[0] : hops.at(-1), 'hop of a route');
    const link = this.#table.topology.linkBetween(hop);
    return link?.rateBitsPerSecond ?? usualRateBitsPerSecond;
  }
}

function newPair(entry: TableEntry): PairWatch {
  const gap = BigInt(entry.virtualLink.bandwidthAllocationGapMilliseconds) * 1_000_000n;
  return { entry, watch: new RedundancyWatch(gap), lateCopies: 0, loneCopies: { A: 0, B: 0 }, unjudgedCopies: 0 };
}

function skewLimitOf({ virtualLink }: TableEntry): bigint {
  return BigInt(virtualLink.skewMaximumMicroseconds) * nanosecondsPerMicrosecond;
}

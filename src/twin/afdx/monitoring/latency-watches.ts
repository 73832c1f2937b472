import type { NetworkName, VirtualLink } from '../network.generated.js';
import { microsecondsText } from './duration-text.js';
import type { TableEntry } from './frame-table.js';
import type { DelayLimit } from './jitter-allowance.js';
import { belongsAt } from './judge-frame.js';
import { LatencyWatch, type LostFrame } from './latency-watch.js';
import type { Origin, TapWatch } from './tap-watch.js';

/** The way of a virtual link on one network to one tap at a destination. */
export interface Travel {
  readonly virtualLink: VirtualLink;
  readonly network: NetworkName;
  readonly tap: TapWatch;
  readonly watch: LatencyWatch<Origin>;
  /** Frames that left the source and did not arrive although the capture at the destination would hold them. */
  lost: number;
  /** Frames that took longer than the deadline or the bound. */
  late: number;
}

/** A frame with number and time at one of the taps. */
interface Passage {
  readonly sequenceNumber: number;
  readonly timeNanoseconds: bigint;
  readonly origin: Origin;
}

/**
 * Times from taps at sources to taps at destinations, for each virtual link, network and destination.
 *
 * @implements LLR-MON-017
 */
export class LatencyWatches {
  readonly #limit: DelayLimit;
  readonly #destinations: TapWatch[] = [];
  readonly #travels = new Map<string, Travel>();

  constructor(limit: DelayLimit) {
    this.#limit = limit;
  }

  /** Adds a tap at a destination, once each. */
  addDestination(tap: TapWatch): void {
    if (!this.#destinations.includes(tap)) this.#destinations.push(tap);
  }

  /** Those with a frame at both taps or at the source, in the order of their first frame. */
  get travels(): readonly Travel[] {
    return [...this.#travels.values()];
  }

  /** Takes a frame at a tap; gives its latency in nanoseconds when it was seen at the source and at this destination. */
  observe(tap: TapWatch, entry: TableEntry, network: NetworkName, passage: Passage): bigint | undefined {
    if (tap.place === 'destination') return this.#arrive(tap, entry, network, passage);
    this.#destinations.forEach((destination, index) => {
      if (!belongsAt(entry, destination)) return;
      const key = keyOf(index, entry, network);
      const gap = BigInt(entry.virtualLink.bandwidthAllocationGapMilliseconds) * 1_000_000n;
      const travel = this.#travels.get(key) ?? {
        virtualLink: entry.virtualLink,
        network,
        tap: destination,
        watch: new LatencyWatch(gap),
        lost: 0,
        late: 0,
      };
      this.#travels.set(key, travel);
      const lost = travel.watch.depart(passage.sequenceNumber, passage);
      if (lost !== undefined) this.#judgeLost(travel, lost);
    });
    return undefined;
  }

  /** Judges what is left when all captures have ended. */
  end(): void {
    for (const travel of this.#travels.values()) for (const lost of travel.watch.underWay()) this.#judgeLost(travel, lost);
  }

  #arrive(
    tap: TapWatch,
    entry: TableEntry,
    network: NetworkName,
    { sequenceNumber, timeNanoseconds, origin }: Passage,
  ): bigint | undefined {
    const travel = this.#travels.get(keyOf(this.#destinations.indexOf(tap), entry, network));
    const latency = travel?.watch.arrive(sequenceNumber, timeNanoseconds);
    if (travel === undefined || latency === undefined) return undefined;
    const { what, nanoseconds } = this.#strictest(travel);
    if (latency > nanoseconds + origin.toleranceNanoseconds) {
      travel.late += 1;
      const message = `${microsecondsText(latency)} after the tap at the source on network ${network}; the ${what} is ${microsecondsText(nanoseconds)}`;
      origin.state.log.add({ code: 'AFDX-330', record: origin.record, virtualLink: travel.virtualLink.id, kind: network, message });
    }
    return latency;
  }

  #strictest({ virtualLink, network, tap }: Travel): { readonly what: string; readonly nanoseconds: bigint } {
    const deadline = BigInt(virtualLink.deadlineMicroseconds) * 1000n;
    const bound = this.#limit({ virtualLink: virtualLink.id, network, place: 'destination', endSystem: tap.endSystem });
    return bound !== undefined && bound < deadline ? { what: 'bound', nanoseconds: bound } : { what: 'deadline', nanoseconds: deadline };
  }

  /** A frame counts as lost when the capture at the destination reaches from its departure to its deadline. */
  #judgeLost(travel: Travel, { timeNanoseconds, sequenceNumber, origin }: LostFrame<Origin>): void {
    const { virtualLink, network, tap } = travel;
    const deadline = BigInt(virtualLink.deadlineMicroseconds) * 1000n;
    if (!tap.covers(network, timeNanoseconds, timeNanoseconds + deadline)) return;
    travel.lost += 1;
    const where = tap.endSystem ?? 'a destination';
    const message = `sequence number ${sequenceNumber} on network ${network} did not reach the tap at ${where}`;
    origin.state.log.add({ code: 'AFDX-331', record: origin.record, virtualLink: virtualLink.id, kind: `${network}>${where}`, message });
  }
}

function keyOf(destination: number, { virtualLink }: TableEntry, network: NetworkName): string {
  return `${destination}>${virtualLink.id}>${network}`;
}

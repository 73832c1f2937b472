import { rational, roundedUp } from '../../../kernel/rational.js';
import type { Bounds } from '../bounds/bounds.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import { transmissionJittersOf } from '../transmission-jitter.js';

/** Where the jitter of a virtual link is asked for. */
export interface JitterPlace {
  readonly virtualLink: number;
  readonly network: NetworkName;
  readonly place: 'source' | 'destination';
  /** End system at whose link the tap is; `undefined` when it is not known. */
  readonly endSystem: string | undefined;
}

/** The jitter allowed at a place in nanoseconds; `undefined` when it is not known. */
export type JitterAllowance = (at: JitterPlace) => bigint | undefined;

/** What a time from the source to a destination is held to, in nanoseconds; `undefined` when it is not known. */
export type DelayLimit = (at: JitterPlace) => bigint | undefined;

/**
 * The jitter allowed at the output of the source: that of its end system on the network, as ARINC 664 part 7 computes it, at most
 * 500 µs. Not known elsewhere.
 *
 * @implements LLR-MON-014
 */
export function sourceJitterAllowance(network: AfdxNetwork): JitterAllowance {
  const jitters = new Map(
    transmissionJittersOf(network).map(({ endSystem, network: name, jitterNanoseconds }) => [`${endSystem}>${name}`, jitterNanoseconds]),
  );
  const sources = new Map(network.virtualLinks.map(({ id, source }) => [id, source]));
  return ({ virtualLink, network: name, place }) => (place === 'source' ? jitters.get(`${sources.get(virtualLink)}>${name}`) : undefined);
}

/**
 * The jitter allowed at the link of a destination: longest less shortest time from the release by the regulator to the last bit there,
 * rounded up. At an end system that is not known it is the largest of all destinations. Not known at sources.
 *
 * @implements LLR-MON-014
 */
export function destinationJitterAllowance(bounds: Bounds): JitterAllowance {
  const spread = largestByPlace(bounds, (end) => {
    const reception = BigInt(end.destination.receptionTicks) * 1_000_000_000_000n;
    // the reception may take no time at all in the shortest case, but it lies behind the tap
    return end.delayPicoseconds - end.shortestPicoseconds - reception / BigInt(bounds.network.ticksPerSecond);
  });
  return (at) => (at.place === 'destination' ? spread(at) : undefined);
}

/**
 * The bound of the time from the release by the regulator to the delivery, which no time from a tap at the source to a tap at a
 * destination exceeds, rounded up. At an end system that is not known it is the largest of all destinations.
 *
 * @implements LLR-MON-014
 */
export function delayLimitOf(bounds: Bounds): DelayLimit {
  return largestByPlace(bounds, ({ delayPicoseconds }) => delayPicoseconds);
}

/** Nanoseconds, rounded up, of the largest value among the ends of a virtual link that a place may mean. */
function largestByPlace(bounds: Bounds, picosecondsOf: (end: Bounds['ends'][number]) => bigint): (at: JitterPlace) => bigint | undefined {
  const largest = new Map<string, bigint>();
  for (const end of bounds.ends) {
    const value = roundedUp(rational(picosecondsOf(end), 1000n));
    const raise = (endSystem: string): void => {
      const key = `${end.flow.virtualLink}>${end.flow.network}>${endSystem}`;
      const known = largest.get(key);
      if (known === undefined || value > known) largest.set(key, value);
    };
    raise(end.destination.endSystem);
    raise('');
  }
  return ({ virtualLink, network, endSystem }) => largest.get(`${virtualLink}>${network}>${endSystem ?? ''}`);
}

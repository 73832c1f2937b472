import type { NetworkName } from '../network.generated.js';

/** A capture to be monitored. */
export interface MonitoredCapture {
  /** Path as shown in findings. */
  readonly path: string;
  /** Bytes of the file in pieces of any size. */
  readonly pieces: Iterable<Uint8Array>;
  /** Whether frames were taken at the link of their source or of a destination: the allowed jitter differs. */
  readonly place: 'source' | 'destination';
  /** End system at whose link they were taken; `undefined` for frames of several. */
  readonly endSystem: string | undefined;
  /** Networks of the interfaces in the order of the file, the last one for all that follow; without any their names decide. */
  readonly networks: readonly NetworkName[];
  /** Bytes of check sequence at the end of frames where the capture does not say it; `undefined` to judge by the length. */
  readonly checkSequenceBytes: 0 | 4 | undefined;
}

/**
 * The network that the name of an interface tells: A or B alone, or after "AFDX", "network", "net" or "channel". `undefined` for other
 * names.
 *
 * @implements LLR-MON-019
 */
export function networkOfName(name: string): NetworkName | undefined {
  const letter = name
    .trim()
    .replace(/^(?:afdx|network|net|channel)[ _-]?/i, '')
    .toUpperCase();
  return letter === 'A' || letter === 'B' ? letter : undefined;
}

import type { Rational } from '../../../kernel/rational.js';

/** Forms of captures. */
export type CaptureFormat = 'pcap' | 'pcapng';

/** Where records of a capture were taken. */
export interface CaptureInterface {
  /** Number in the file, counted from 0 over all sections. */
  readonly index: number;
  /** Name as the capture gives it; empty when it gives none. */
  readonly name: string;
  /** Kind of link; 1 is Ethernet. */
  readonly linkType: number;
  /** Longest part of a frame that is kept, in bytes; 0 when there is no limit. */
  readonly snapLengthBytes: number;
  /** Smallest difference of two timestamps, in nanoseconds. */
  readonly resolutionNanoseconds: Rational;
  /** Bytes of the frame check sequence at the end of each frame, 0 or 4; `undefined` when the capture does not say. */
  readonly checkSequenceBytes: 0 | 4 | undefined;
}

/** A frame of a capture. */
export interface CaptureRecord {
  /** Number in the file, counted from 1 over all kinds of packet records. */
  readonly number: number;
  /** Offset of the record in the file, in bytes. */
  readonly offset: number;
  readonly interface: CaptureInterface;
  /**
   * Time since 1970-01-01 00:00 in whole nanoseconds, rounded down; `undefined` when the record has no time.
   * What rounding took away is `remainderNanoseconds`, from 0 to below 1.
   */
  readonly timestampNanoseconds: bigint | undefined;
  readonly remainderNanoseconds: Rational;
  /** Length of the frame when it was captured, in bytes. */
  readonly originalBytes: number;
  /** As much of the frame as was kept. */
  readonly bytes: Uint8Array;
  /** As of the interface, unless the record says otherwise. */
  readonly checkSequenceBytes: 0 | 4 | undefined;
}

/**
 * The only link type that is judged: Ethernet without preamble.
 *
 * @implements LLR-MON-001
 */
export const ethernetLinkType = 1;

/**
 * Longest frame that a record may hold, in bytes. Larger figures are a sign of damage: no link has such frames, and the figure is
 * the limit of other programs as well.
 *
 * @implements LLR-MON-004
 */
export const recordBytesMax = 262_144;

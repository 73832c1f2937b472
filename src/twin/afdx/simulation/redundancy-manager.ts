import type { NetworkTables } from './network-tables.js';
import type { Redundancy } from './simulation-options.js';

const sequenceNumbers = 256;
/** Largest sequence number; the one after it is 1, because 0 says that the sender was reset. */
const sequenceLast = 255;

/**
 * The sequence number of a frame: 0 for the first after a reset, then 1 to 255 again and again.
 *
 * @param framesSinceReset frames that the stream released since its last reset
 * @implements LLR-SIM-021
 */
export function sequenceNumberOf(framesSinceReset: number): number {
  return framesSinceReset === 0 ? 0 : ((framesSinceReset - 1) % sequenceLast) + 1;
}

/**
 * The integrity check of one network: the first frame, a frame with number 0, and one of the two numbers that follow the number of the
 * frame received before.
 *
 * @param previous sequence number received before, accepted or not; -1 when there is none
 * @implements LLR-SIM-021
 */
export function isInSequence(previous: number, sequence: number): boolean {
  if (previous < 0 || sequence === 0) return true;
  const next = (previous % sequenceLast) + 1;
  return sequence === next || sequence === (next % sequenceLast) + 1;
}

/** What redundancy management did at one receiver. */
export interface ReceiverCounts {
  /** Frames passed on, each once. */
  delivered: number;
  /** Second copies discarded. */
  discardedDuplicates: number;
  /** Second copies passed on because they came after SkewMax. */
  passedDuplicates: number;
  /** Longest time between the valid copies of a frame, in ticks; -1 when no frame came twice. */
  skewTicksMax: number;
}

/**
 * Integrity check and redundancy management at the destinations. Of two valid copies with one sequence number that come over
 * different networks, the second is discarded when it comes at most SkewMax after the first, and passed on when it comes later. Times
 * are those of the last bit. Copies of one frame are recognised while fewer than 256 later frames of the virtual link were accepted.
 * Source of the rules: public secondary sources on ARINC 664 part 7.
 */
export class RedundancyManager {
  /** By receiver; counted only where copies are matched. */
  readonly counts: readonly ReceiverCounts[];
  /** Copies that the integrity check rejected, by end. */
  readonly rejected: Float64Array;
  readonly #tables: NetworkTables;
  /** SkewMax by receiver in ticks; -1 where copies are not matched. */
  readonly #skewMax: Float64Array;
  /** Sequence number received before, by end; -1 when there is none. */
  readonly #previous: Int16Array;
  /** By receiver and sequence number: the first copy accepted last. */
  readonly #tick: Float64Array;
  readonly #number: Float64Array;
  readonly #end: Int32Array;
  /** First row of a receiver in the three columns above; -1 where copies are not matched. */
  readonly #base: Int32Array;

  /**
   * @param redundancy windows that nothing is wrong with
   * @implements LLR-SIM-022
   */
  constructor(tables: NetworkTables, redundancy: Redundancy | undefined) {
    const { receivers, endFlow } = tables;
    this.#tables = tables;
    this.counts = receivers.map(() => ({ delivered: 0, discardedDuplicates: 0, passedDuplicates: 0, skewTicksMax: -1 }));
    this.#skewMax = Float64Array.from(receivers, ({ virtualLink, ends }) =>
      ends.length < 2 ? -1 : (redundancy?.skewTicksMax.get(virtualLink) ?? -1),
    );
    this.rejected = new Float64Array(endFlow.length);
    this.#previous = new Int16Array(endFlow.length).fill(-1);
    let rows = 0;
    this.#base = Int32Array.from(this.#skewMax, (skew) => {
      if (skew < 0) return -1;
      rows += sequenceNumbers;
      return rows - sequenceNumbers;
    });
    this.#tick = new Float64Array(rows);
    this.#number = new Float64Array(rows).fill(-1);
    this.#end = new Int32Array(rows).fill(-1);
  }

  /**
   * Whether the copies of both networks are matched at a receiver.
   *
   * @implements LLR-SIM-022
   */
  isMatched(receiver: number): boolean {
    return (this.#base[receiver] as number) >= 0;
  }

  /**
   * The index in `verdicts` for a copy that arrives now with a valid check sequence.
   *
   * @param end end at which it arrives
   * @param sequence sequence number as carried
   * @param number number of the frame in its stream, for the statistics alone
   * @implements LLR-SIM-022
   */
  verdictOf(end: number, sequence: number, number: number, tick: number): number {
    const previous = this.#previous[end] as number;
    this.#previous[end] = sequence;
    const receiver = this.#tables.endReceiver[end] as number;
    const counts = this.counts[receiver] as ReceiverCounts;
    if (!isInSequence(previous, sequence)) {
      this.rejected[end] = (this.rejected[end] as number) + 1;
      return 1;
    }
    const base = this.#base[receiver] as number;
    if (base < 0) {
      counts.delivered += 1;
      return 0;
    }
    const row = base + sequence;
    const first = this.#end[row] as number;
    const elapsed = tick - (this.#tick[row] as number);
    const isSecond = first >= 0 && first !== end;
    const isSameFrame = isSecond && this.#number[row] === number;
    if (isSameFrame && elapsed > counts.skewTicksMax) counts.skewTicksMax = elapsed;
    if (isSecond && elapsed <= (this.#skewMax[receiver] as number)) {
      this.#end[row] = -1;
      counts.discardedDuplicates += 1;
      return 2;
    }
    this.#end[row] = isSameFrame ? -1 : end;
    this.#tick[row] = tick;
    this.#number[row] = number;
    if (isSameFrame) counts.passedDuplicates += 1;
    else counts.delivered += 1;
    return isSameFrame ? 3 : 0;
  }
}

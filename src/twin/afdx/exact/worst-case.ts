import type { Scope } from './encoding.js';
import type { ExactQuestion } from './exact-question.js';
import type { FrameCount } from './frame-counts.js';
import type { Inquest } from './inquiry.js';
import type { Schedule } from './schedule.js';

/** What is known of the longest delay of a flow to a destination. */
export interface WorstCase {
  readonly question: ExactQuestion;
  /**
   * `exact`: the schedule reaches the value, and no behaviour in the scope exceeds it. `interval`: the schedule reaches one value and no
   * behaviour exceeds the other, and it was not found out what lies between. `refused`: too large to be asked.
   */
  readonly verdict: 'exact' | 'interval' | 'refused';
  readonly scope: Scope;
  /** Delay of the schedule, in ticks. */
  readonly reachedTicks: number;
  /** No behaviour of whatever sizes and latencies has a longer delay, in ticks. */
  readonly boundTicks: number;
  /** Its first frame is the one whose delay is told. */
  readonly schedule: Schedule;
  /** How many frames of each flow can be sent while the frame asked for waits. */
  readonly counts: readonly FrameCount[];
  readonly asked: readonly Inquest[];
  /** Why it is not exact, or not for each size and latency; empty else. */
  readonly reason: string;
  /** Solver texts. The first has a model: the schedule. The second has none: a longer delay; empty unless exact. */
  readonly texts: { readonly reachable: string; readonly impossible: string };
}

/** Limits of the work on one worst case. */
export interface WorstCaseLimits {
  /** Seconds of the solver. */
  readonly seconds: number;
  /** Resource units of the solver for one question; 0 for no such limit. */
  readonly resourceUnits: number;
  /** Most frames in one question. */
  readonly framesMaximum: number;
  /** Most pairs of frames at ports that are followed frame by frame. */
  readonly pairsMaximum: number;
  /** Moves of the search for a schedule from each of its beginnings. */
  readonly tries: number;
}

/**
 * Limits under which a network of some tens of virtual links is decided in seconds.
 *
 * @implements LLR-EXA-012
 */
export const usualLimits: WorstCaseLimits = { seconds: 60, resourceUnits: 0, framesMaximum: 400, pairsMaximum: 4000, tries: 2000 };

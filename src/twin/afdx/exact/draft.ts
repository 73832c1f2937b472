import type { Candidate } from './candidates.js';
import type { ExactQuestion } from './exact-question.js';
import { type Play, type PlayedFrame, playedDelayTicksOf, playOf } from './play.js';
import type { Schedule } from './schedule.js';

/** What a search plays with: when flows arrive at the port of the path where they come in, and which goes first at one instant. */
export interface Draft {
  readonly arrivals: ReadonlyMap<Candidate, number>;
  readonly ranks: ReadonlyMap<Candidate, number>;
}

/** A schedule in which the first frame is the one asked for, and its delay. */
export interface Found {
  readonly schedule: Schedule;
  readonly delayTicks: number;
}

/**
 * Plays a draft: the frame asked for is released at 0 and comes last where several come at once; each other is released so that it
 * arrives as drafted if it meets no queue before. Frames stand in the order of the arrivals, after the one asked for.
 *
 * @implements LLR-EXA-011
 */
export function playedDraft(question: ExactQuestion, { arrivals, ranks }: Draft): Play {
  const asked: PlayedFrame = { flow: question.flow, copy: 0, releaseTicks: 0, rank: Number.MAX_SAFE_INTEGER };
  const others = [...arrivals].map(
    ([candidate, ticks]): PlayedFrame => ({
      flow: candidate.flow,
      copy: 1,
      releaseTicks: ticks - candidate.travelTicks,
      rank: ranks.get(candidate) ?? 0,
    }),
  );
  return playOf(question, [asked, ...others]);
}

/**
 * The schedule and the delay that a draft comes to.
 *
 * @implements LLR-EXA-011
 */
export function foundBy(question: ExactQuestion, draft: Draft): Found {
  const play = playedDraft(question, draft);
  return { schedule: play.schedule, delayTicks: playedDelayTicksOf(question, play) };
}

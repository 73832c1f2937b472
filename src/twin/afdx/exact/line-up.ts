import type { TimingPort } from '../timing/timing-network.js';
import { type Arrival, type Candidate, groupsOf } from './candidates.js';
import { type Draft, playedDraft } from './draft.js';
import { type ExactQuestion, sendingTicks } from './exact-question.js';

/** How the frames of a window are laid out: as early as its begin allows, or as late as the arrival of the frame asked for allows. */
type Layout = 'early' | 'late';

/**
 * Drafts in which frames meet the one asked for, port after port along the path, where that makes it wait longest.
 *
 * @implements LLR-EXA-011
 */
export function linedUpDrafts(question: ExactQuestion, candidates: readonly Candidate[]): readonly Draft[] {
  const blocked = question.flow.priority === 'high' ? [true, false] : [false];
  return (['early', 'late'] as const).flatMap((layout) => blocked.map((each) => linedUp(question, candidates, layout, each)));
}

function linedUp(question: ExactQuestion, candidates: readonly Candidate[], layout: Layout, blocked: boolean): Draft {
  const { path, flow } = question;
  const ranks = new Map(rankedOf(question, candidates).map((candidate, rank) => [candidate, rank]));
  const arrivals = new Map<Candidate, number>();
  path.forEach((port, position) => {
    const play = playedDraft(question, { arrivals, ranks });
    const arrivalTicks = play.arrivalTicks.get(port.index)?.get(0) ?? 0;
    const ahead = [...arrivals.keys()].flatMap((candidate, index) => {
      const ticks = play.arrivalTicks.get(port.index)?.get(index + 1);
      return ticks === undefined || ticks > arrivalTicks ? [] : [{ ticks, sending: sendingTicks(candidate.flow.frameBitsMax, port) }];
    });
    const here = candidates.filter((candidate) => candidate.position === position);
    const above = here.filter((candidate) => flow.priority === 'low' || candidate.flow.priority === 'high');
    const chosen = bestArrivals(port, above, { arrivalTicks, ahead, layout });
    for (const { candidate, ticks } of chosen) arrivals.set(candidate, ticks);
    const [lower] = here.filter((candidate) => !above.includes(candidate)).sort((a, b) => b.flow.frameBitsMax - a.flow.frameBitsMax);
    if (blocked && lower !== undefined) arrivals.set(lower, Math.min(arrivalTicks, ...chosen.map(({ ticks }) => ticks)));
  });
  return { arrivals, ranks };
}

/** Those first that leave the path early: what goes on with the frame asked for then comes right before it. */
function rankedOf({ path }: ExactQuestion, candidates: readonly Candidate[]): readonly Candidate[] {
  const lastOf = ({ flow }: Candidate): number => path.findLastIndex(({ index }) => flow.hops.some(({ port }) => port === index));
  return [...candidates].sort((a, b) => lastOf(a) - lastOf(b) || b.flow.frameBitsMax - a.flow.frameBitsMax);
}

/** The window at a port that is to be filled. */
interface Filling {
  readonly arrivalTicks: number;
  /** Arrivals and sending times of the frames that come over the link of the frame asked for. */
  readonly ahead: readonly { readonly ticks: number; readonly sending: number }[];
  readonly layout: Layout;
}

/**
 * Arrivals of candidates that let the frame asked for wait longest: for each length of the window the work that each link can bring into it,
 * largest frames first, less the length.
 */
function bestArrivals(port: TimingPort, candidates: readonly Candidate[], { arrivalTicks, ahead, layout }: Filling): readonly Arrival[] {
  const groups = groupsOf(candidates);
  const lengths = new Set([0, ...ahead.map(({ ticks }) => arrivalTicks - ticks)]);
  for (const group of groups) for (const [, length] of filledBy(group)) lengths.add(length);
  let best = { gain: Number.NEGATIVE_INFINITY, length: 0 };
  for (const length of [...lengths].sort((a, b) => a - b)) {
    const brought = groups.flatMap((group) => filledBy(group).filter(([, needed]) => needed <= length));
    const work = brought.reduce((total, [{ flow }]) => total + sendingTicks(flow.frameBitsMax, port), 0);
    const own = ahead.reduce((total, { ticks, sending }) => total + (ticks >= arrivalTicks - length ? sending : 0), 0);
    if (work + own - length > best.gain) best = { gain: work + own - length, length };
  }
  return groups.flatMap((group) => laidOut(group, best.length, arrivalTicks, layout));
}

/** Each candidate with the length of window that is needed to bring it and those before it. */
function filledBy(group: readonly Candidate[]): readonly (readonly [Candidate, number])[] {
  let needed = 0;
  return group.map((candidate, index) => {
    if (index > 0) needed += candidate.linkTicks;
    return [candidate, needed];
  });
}

function laidOut(group: readonly Candidate[], length: number, arrivalTicks: number, layout: Layout): readonly Arrival[] {
  const fitting = filledBy(group).filter(([, needed]) => needed <= length);
  const last = fitting.at(-1)?.[1] ?? 0;
  const begin = layout === 'early' ? arrivalTicks - length : arrivalTicks - last;
  return fitting.map(([candidate, needed]) => ({ candidate, ticks: begin + needed }));
}

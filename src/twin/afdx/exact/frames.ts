import type { TimingFlow, TimingPort } from '../timing/timing-network.js';
import type { ExactQuestion } from './exact-question.js';
import type { FrameCount } from './frame-counts.js';

/** One frame among those that a question is about. */
export interface Frame {
  readonly flow: TimingFlow;
  /** Of the flow asked for: 0 is the frame whose delay is sought, -1 the one before it, 1 the one after. Of others: 1, 2, … as released. */
  readonly copy: number;
  /** Name in solver texts: `m` for the frame whose delay is sought, else `f`, the index of the flow, and `c2` for its second frame, `b1` for the one before `m`. */
  readonly name: string;
}

/**
 * Frames of the flows that pass some of the given ports, with as many of each flow as are counted. The first is that whose delay is
 * sought; those of a flow stand in order of release.
 *
 * @implements LLR-EXA-005
 */
export function framesOf(question: ExactQuestion, ports: readonly TimingPort[], counts: readonly FrameCount[]): readonly Frame[] {
  const passing = new Set(ports.flatMap(({ index }) => (question.members.get(index) ?? []).map(({ flow }) => flow)));
  const frames: Frame[] = [{ flow: question.flow, copy: 0, name: 'm' }];
  for (const { flow, frames: count, framesAfter } of counts) {
    if (!passing.has(flow)) continue;
    const own = flow === question.flow;
    for (let copy = own ? -count : 1; copy <= (own ? framesAfter : count); copy += 1) {
      if (!own || copy !== 0)
        frames.push({ flow, copy, name: `f${flow.index}${copy === 1 ? '' : `${copy < 0 ? 'b' : 'c'}${Math.abs(copy)}`}` });
    }
  }
  return frames;
}

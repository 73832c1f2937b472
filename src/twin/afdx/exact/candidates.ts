import type { TimingFlow } from '../timing/timing-network.js';
import { type ExactQuestion, sendingTicks } from './exact-question.js';
import { offPathOf } from './off-path.js';

/** A flow that meets the frame asked for, at the first port of the path that it passes. */
export interface Candidate {
  readonly flow: TimingFlow;
  /** Position of that port on the path, from 0. */
  readonly position: number;
  /** Port before it; -1 at the source. */
  readonly from: number;
  /** Ticks from the release to the arrival there, when it meets no queue. */
  readonly travelTicks: number;
  /** Time to be sent over the link by which it comes, in ticks. */
  readonly linkTicks: number;
}

/**
 * The flows that a search for a long delay may let meet the frame asked for.
 *
 * @implements LLR-EXA-011
 */
export function candidatesOf(question: ExactQuestion): readonly Candidate[] {
  const { network, path, members, flow: asked } = question;
  const followed = new Set(path.map(({ index }) => index));
  const known = new Set<TimingFlow>([asked]);
  return path.flatMap((port, position) =>
    (members.get(port.index) ?? []).flatMap(({ flow, hop, from }): readonly Candidate[] => {
      if (known.has(flow)) return [];
      known.add(flow);
      const way = offPathOf(network, flow, hop, followed);
      if (way === undefined) return [];
      const link = network.ports[from];
      const linkTicks = link === undefined ? 0 : sendingTicks(flow.frameBitsMax, link);
      return [{ flow, position, from, travelTicks: way.totalTicks, linkTicks }];
    }),
  );
}

/** When a candidate shall arrive at the port of the path where it comes in. */
export interface Arrival {
  readonly candidate: Candidate;
  readonly ticks: number;
}

/**
 * Candidates that come over one link, the largest first; at a source each alone.
 *
 * @implements LLR-EXA-011
 */
export function groupsOf(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const groups = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const key = candidate.from < 0 ? -1 - candidate.flow.index : candidate.from;
    groups.set(key, [...(groups.get(key) ?? []), candidate]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => b.linkTicks - a.linkTicks || a.flow.index - b.flow.index));
}

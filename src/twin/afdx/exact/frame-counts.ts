import type { TimingFlow } from '../timing/timing-network.js';
import { type ExactQuestion, sendingTicks } from './exact-question.js';
import type { ArrivalLimits } from './passage-limits.js';

/** How many frames of a flow can matter, and why. */
export interface FrameCount {
  readonly flow: TimingFlow;
  /** No two frames of the flow that matter are released further apart, in ticks. */
  readonly spanTicks: number;
  /** 1 + floor(span / gap); of the flow asked for, the frames before the one whose delay is sought: floor(span / gap). */
  readonly frames: number;
  /** Of the flow asked for: frames released after the one whose delay is sought. */
  readonly framesAfter: number;
}

/**
 * How many frames of each flow can be sent in those busy periods of the ports of the path in which the frame itself is sent. One is
 * enough for a flow whose gap is longer than its span (docs/afdx-exact.md, section "How many frames").
 *
 * @implements LLR-EXA-005
 */
export function windowFrameCountsOf(question: ExactQuestion): readonly FrameCount[] {
  const ends = windowEndsOf(question);
  const flows = new Set(question.path.flatMap(({ index }) => (question.members.get(index) ?? []).map(({ flow }) => flow)));
  return [...flows].map((flow) => {
    const spanTicks = flow === question.flow ? ownSpanTicksOf(question) : windowSpanTicksOf(question, flow, ends);
    return counted(question, flow, spanTicks);
  });
}

/** Earliest and latest arrival of the frame at each port of the path after its release. */
interface WindowEnds {
  /** By position i and j ≥ i on the path: shortest and longest time between the arrivals at both. */
  readonly between: (from: number, to: number) => ArrivalLimits;
}

function windowEndsOf({ limits, flow, path }: ExactQuestion): WindowEnds {
  const passages = path.map((port) => ({
    shortestTicks: sendingTicks(flow.frameBitsMin, port) + port.propagationTicks,
    longestTicks: (limits.delayTicks[port.index]?.[flow.priority] ?? 0) + port.propagationTicks,
  }));
  const between = (from: number, to: number): ArrivalLimits =>
    passages.slice(from, to).reduce(
      (sum, passage) => ({
        shortestTicks: sum.shortestTicks + passage.shortestTicks,
        longestTicks: sum.longestTicks + passage.longestTicks,
      }),
      {
        shortestTicks: 0,
        longestTicks: 0,
      },
    );
  return { between };
}

function arrivalAt({ limits, members }: ExactQuestion, flow: TimingFlow, port: number): ArrivalLimits | undefined {
  const member = (members.get(port) ?? []).find((each) => each.flow === flow);
  return member === undefined ? undefined : limits.arrivals[flow.index]?.[member.hop];
}

/** Of two frames in the windows at positions i and j, the later arrives at j at the latest when the frame is sent there. */
function windowSpanTicksOf(question: ExactQuestion, flow: TimingFlow, { between }: WindowEnds): number {
  const { limits, path } = question;
  let span = 0;
  path.forEach((first, i) => {
    path.forEach((last, j) => {
      const early = arrivalAt(question, flow, first.index);
      const late = arrivalAt(question, flow, last.index);
      if (early === undefined || late === undefined) return;
      const travel = i <= j ? between(i, j).longestTicks : -between(j, i).shortestTicks;
      const overtaking = flow.priority === 'high' && question.flow.priority === 'low' ? (limits.delayTicks[last.index]?.low ?? 0) : 0;
      const window = (limits.busyTicks[first.index] ?? 0) + first.latencyTicks;
      span = Math.max(span, window + travel + overtaking + early.longestTicks - late.shortestTicks);
    });
  });
  return span;
}

/** A frame of the flow asked for that was released before is in a window when it can come so late that the port was still busy. */
function ownSpanTicksOf(question: ExactQuestion): number {
  const spans = question.path.map((port) => {
    const arrival = arrivalAt(question, question.flow, port.index);
    const jitter = (arrival?.longestTicks ?? 0) - (arrival?.shortestTicks ?? 0);
    return (question.limits.busyTicks[port.index] ?? 0) + port.latencyTicks + jitter;
  });
  return Math.max(0, ...spans);
}

/**
 * How many frames of each flow can have a say in the whole upstream part of the network: those in a busy period of a frame that
 * matters downstream, from port to port back to the sources.
 *
 * @implements LLR-EXA-005
 */
export function closureFrameCountsOf(question: ExactQuestion): readonly FrameCount[] {
  const { limits, closure, members, path, flow: asked } = question;
  /** By port: earliest and latest instant, counted from the release, at which a frame that matters can arrive. */
  const windows = new Map<number, { from: number; to: number }>();
  for (const port of path) {
    const arrival = arrivalAt(question, asked, port.index);
    const from = (arrival?.shortestTicks ?? 0) - (limits.busyTicks[port.index] ?? 0) - port.latencyTicks;
    const to = (arrival?.longestTicks ?? 0) + (limits.delayTicks[port.index]?.[asked.priority] ?? 0);
    windows.set(port.index, { from, to });
  }
  for (const port of [...closure].reverse()) {
    const window = windows.get(port.index);
    if (window === undefined) continue;
    for (const { flow, from: before } of members.get(port.index) ?? []) {
      const upstream = question.network.ports[before];
      if (upstream === undefined) continue;
      const longest = Math.max(limits.delayTicks[before]?.high ?? 0, limits.delayTicks[before]?.low ?? 0) + upstream.propagationTicks;
      const from = window.from - longest - (limits.busyTicks[before] ?? 0) - upstream.latencyTicks;
      const to = window.to - upstream.propagationTicks - sendingTicks(flow.frameBitsMin, upstream);
      const known = windows.get(before);
      windows.set(before, { from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
    }
  }
  const spans = new Map<TimingFlow, { from: number; to: number }>();
  for (const [port, window] of windows) {
    for (const { flow, hop } of members.get(port) ?? []) {
      const arrival = limits.arrivals[flow.index]?.[hop] ?? { shortestTicks: 0, longestTicks: 0 };
      const [from, to] = [window.from - arrival.longestTicks, window.to - arrival.shortestTicks];
      const known = spans.get(flow);
      spans.set(flow, { from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
    }
  }
  return [...spans].map(([flow, { from, to }]) => {
    if (flow !== asked) return counted(question, flow, to - from);
    return { ...counted(question, flow, Math.max(0, -from)), framesAfter: Math.floor(Math.max(0, to) / flow.gapTicks) };
  });
}

function counted(question: ExactQuestion, flow: TimingFlow, spanTicks: number): FrameCount {
  return { flow, spanTicks, frames: Math.floor(spanTicks / flow.gapTicks) + (flow === question.flow ? 0 : 1), framesAfter: 0 };
}

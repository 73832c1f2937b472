import type { TimingPort } from '../timing/timing-network.js';
import { type ExactQuestion, sendingTicks } from './exact-question.js';
import type { Schedule, ScheduledFrame } from './schedule.js';

/** A frame to be played, with what decides where the rules leave a choice. */
export interface PlayedFrame extends ScheduledFrame {
  /** Of frames that join a queue at one instant the one of the smallest rank goes first. */
  readonly rank: number;
}

/** A schedule as played, and the instants of arrival of its frames by port. */
export interface Play {
  readonly schedule: Schedule;
  readonly arrivalTicks: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly startTicks: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/** A frame at a port. */
interface Waiting {
  readonly index: number;
  readonly join: number;
  readonly rank: number;
  readonly sending: number;
}

/**
 * What happens when frames of the largest size are released at given instants and take the longest latency. Where a frame of low priority can
 * start at the instant at which one of high priority joins, it does so if that harms the flow asked for, or if the ranks of the port say so.
 *
 * @param ranks by port, ranks that count there instead of those of the frames
 * @implements LLR-EXA-011
 */
export function playOf(
  question: ExactQuestion,
  frames: readonly PlayedFrame[],
  ranks?: ReadonlyMap<number, ReadonlyMap<number, number>>,
): Play {
  const arrivalTicks = new Map<number, Map<number, number>>();
  const startTicks = new Map<number, Map<number, number>>();
  const orders = new Map<number, readonly number[]>();
  const hopsOf = hopsByPort(frames);
  for (const port of question.closure) {
    const arrivals = new Map<number, number>();
    const starts = new Map<number, number>();
    const queues: Record<'high' | 'low', Waiting[]> = { high: [], low: [] };
    for (const { index, upstream } of hopsOf.get(port.index) ?? []) {
      const frame = frames[index] as PlayedFrame;
      const before = question.network.ports[upstream];
      const arrival =
        before === undefined
          ? frame.releaseTicks
          : (startTicks.get(upstream)?.get(index) ?? 0) + sendingTicks(frame.flow.frameBitsMax, before) + before.propagationTicks;
      arrivals.set(index, arrival);
      const rank = ranks?.get(port.index)?.get(index) ?? frame.rank;
      queues[frame.flow.priority].push({
        index,
        join: arrival + port.latencyTicks,
        rank,
        sending: sendingTicks(frame.flow.frameBitsMax, port),
      });
    }
    const lowFirst: LowFirst = ranks?.has(port.index) ? 'by rank' : question.flow.priority === 'high';
    for (const { index, start } of servedAt(queues, lowFirst)) starts.set(index, start);
    arrivalTicks.set(port.index, arrivals);
    startTicks.set(port.index, starts);
    orders.set(port.index, [...starts.keys()]);
  }
  return { schedule: { frames, orders }, arrivalTicks, startTicks };
}

/** By port: frames that pass it, with the port that each passes before, or -1. */
function hopsByPort(frames: readonly PlayedFrame[]): ReadonlyMap<number, readonly { readonly index: number; readonly upstream: number }[]> {
  const byPort = new Map<number, { index: number; upstream: number }[]>();
  frames.forEach(({ flow }, index) => {
    for (const { port, parent } of flow.hops) {
      const upstream = flow.hops[parent]?.port ?? -1;
      const here = byPort.get(port);
      if (here === undefined) byPort.set(port, [{ index, upstream }]);
      else here.push({ index, upstream });
    }
  });
  return byPort;
}

/** Whether a frame of low priority starts before one of high priority that joins at that instant. */
type LowFirst = boolean | 'by rank';

function* servedAt(
  queues: Readonly<Record<'high' | 'low', Waiting[]>>,
  lowFirst: LowFirst,
): Generator<{ readonly index: number; readonly start: number }> {
  const inOrder = (a: Waiting, b: Waiting): number => a.join - b.join || a.rank - b.rank || a.index - b.index;
  const high = queues.high.sort(inOrder);
  const low = queues.low.sort(inOrder);
  let free = Number.NEGATIVE_INFINITY;
  for (let [atHigh, atLow] = [0, 0]; atHigh < high.length || atLow < low.length; ) {
    const [urgent, other] = [high[atHigh], low[atLow]];
    const start = Math.max(free, Math.min(urgent?.join ?? Number.POSITIVE_INFINITY, other?.join ?? Number.POSITIVE_INFINITY));
    const yields = urgent === undefined || urgent.join > start || (urgent.join === start && goesFirst(lowFirst, other, urgent));
    const takesLow = other !== undefined && other.join <= start && yields;
    const next = takesLow ? other : (urgent as Waiting);
    if (takesLow) atLow += 1;
    else atHigh += 1;
    free = start + next.sending;
    yield { index: next.index, start };
  }
}

function goesFirst(lowFirst: LowFirst, low: Waiting | undefined, high: Waiting): boolean {
  return lowFirst === 'by rank' ? (low?.rank ?? Number.POSITIVE_INFINITY) < high.rank : lowFirst;
}

/**
 * The delay of the first frame of a play to the destination asked for, in ticks.
 *
 * @implements LLR-EXA-011
 */
export function playedDelayTicksOf({ flow, path, destination }: ExactQuestion, { schedule, startTicks }: Play): number {
  const port = path.at(-1) as TimingPort;
  const start = startTicks.get(port.index)?.get(0) ?? Number.NaN;
  const received = start + sendingTicks(flow.frameBitsMax, port) + port.propagationTicks;
  return received + destination.receptionTicks - (schedule.frames[0]?.releaseTicks ?? 0);
}

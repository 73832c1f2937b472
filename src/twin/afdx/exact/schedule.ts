import type { TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';
import { sendingTicks } from './exact-question.js';

/** A frame of the largest size that is released at an instant; instants may be negative. */
export interface ScheduledFrame {
  readonly flow: TimingFlow;
  /** Counts the frames of a flow in order of release. */
  readonly copy: number;
  readonly releaseTicks: number;
}

/** Releases, and the order in which each port sends what passes it. */
export interface Schedule {
  readonly frames: readonly ScheduledFrame[];
  /** By port: indexes of frames in order of sending. Each port of the upstream part of the network is there. */
  readonly orders: ReadonlyMap<number, readonly number[]>;
  /** By port and index of the frame: when it joins the queue. Without them each frame takes the longest latency at each port. */
  readonly joinTicks?: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/** What a schedule comes to. */
export interface Evaluation {
  /** What is not possible in the network; empty for a schedule that is a behaviour of it. */
  readonly faults: readonly string[];
  /** By port and index of the frame: when sending starts, in ticks. */
  readonly startTicks: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/**
 * Computes each instant of a schedule from its releases and orders alone, and whether the ports could have acted so: releases of a flow at
 * least a gap apart; first come, first served within a priority; no frame of low priority started while one of high priority waited; no pause
 * while a frame waited. Shares nothing with the solver texts.
 *
 * @implements LLR-EXA-010
 */
export function evaluatedSchedule(network: TimingNetwork, schedule: Schedule): Evaluation {
  const faults = gapFaultsOf(schedule.frames);
  const startTicks = new Map<number, Map<number, number>>();
  for (const port of network.ports) {
    const order = schedule.orders.get(port.index);
    if (order === undefined) continue;
    const arrivals = arrivalsAt(network, schedule, port, startTicks);
    const joins = new Map(
      [...arrivals].map(([frame, ticks]) => [frame, schedule.joinTicks?.get(port.index)?.get(frame) ?? ticks + port.latencyTicks]),
    );
    if (joins.size !== order.length || order.some((frame) => !joins.has(frame))) {
      faults.push(`${port.id}: the order does not name each frame that passes once`);
      continue;
    }
    const sent = sentIn(port, order, schedule.frames, joins);
    faults.push(...tieFaultsOf(port, order, arrivals, schedule.frames));
    startTicks.set(port.index, new Map(sent.map(({ frame, start }) => [frame, start])));
    faults.push(...orderFaultsOf(port, sent, schedule.frames), ...latencyFaultsOf(port, arrivals, joins, schedule.frames));
  }
  return { faults, startTicks };
}

/**
 * The delay of a frame to a destination in an evaluated schedule, in ticks; `undefined` when it was not followed so far.
 *
 * @param frame index in the frames of the schedule
 * @implements LLR-EXA-010
 */
export function delayTicksIn(
  { network, destination }: { readonly network: TimingNetwork; readonly destination: TimingFlow['destinations'][number] },
  schedule: Schedule,
  { startTicks }: Evaluation,
  frame: number,
): number | undefined {
  const scheduled = schedule.frames[frame];
  const port = network.ports[scheduled?.flow.hops[destination.hop]?.port ?? -1];
  const start = startTicks.get(port?.index ?? -1)?.get(frame);
  if (scheduled === undefined || port === undefined || start === undefined) return undefined;
  const received = start + sendingTicks(scheduled.flow.frameBitsMax, port) + port.propagationTicks;
  return received + destination.receptionTicks - scheduled.releaseTicks;
}

function gapFaultsOf(frames: readonly ScheduledFrame[]): string[] {
  const faults: string[] = [];
  for (const frame of frames) {
    for (const other of frames) {
      if (other.flow !== frame.flow || other.copy >= frame.copy) continue;
      if (frame.releaseTicks - other.releaseTicks < (frame.copy - other.copy) * frame.flow.gapTicks)
        faults.push(`virtual link ${frame.flow.virtualLink}: frames ${other.copy} and ${frame.copy} are released too close together`);
    }
  }
  return faults;
}

/** When each frame that passes the port comes to it. */
function arrivalsAt(
  network: TimingNetwork,
  { frames, orders }: Schedule,
  port: TimingPort,
  startTicks: Evaluation['startTicks'],
): ReadonlyMap<number, number> {
  const arrivals = new Map<number, number>();
  frames.forEach(({ flow, releaseTicks }, index) => {
    const hop = flow.hops.find((each) => each.port === port.index);
    if (hop === undefined) return;
    const upstream = network.ports[flow.hops[hop.parent]?.port ?? -1];
    const start = upstream === undefined ? undefined : startTicks.get(upstream.index)?.get(index);
    if (upstream === undefined) arrivals.set(index, releaseTicks);
    else if (start !== undefined) arrivals.set(index, start + sendingTicks(flow.frameBitsMax, upstream) + upstream.propagationTicks);
    else if (orders.has(port.index)) arrivals.set(index, Number.NaN);
  });
  return arrivals;
}

/** Frames of one priority that leave in another order than they came in. */
function tieFaultsOf(
  port: TimingPort,
  order: readonly number[],
  arrivals: ReadonlyMap<number, number>,
  frames: readonly ScheduledFrame[],
): readonly string[] {
  return order.flatMap((early, at) =>
    order
      .slice(at + 1)
      .filter((late) => frames[early]?.flow.priority === frames[late]?.flow.priority)
      .filter((late) => (arrivals.get(late) ?? Number.NaN) < (arrivals.get(early) ?? Number.NaN))
      .map((late) => `${port.id}: virtual link ${frames[late]?.flow.virtualLink} came first and is sent later`),
  );
}

/** Latencies that are too short or too long, and frames that overtake on the way to the queue. */
function latencyFaultsOf(
  port: TimingPort,
  arrivals: ReadonlyMap<number, number>,
  joins: ReadonlyMap<number, number>,
  frames: readonly ScheduledFrame[],
): readonly string[] {
  const faults: string[] = [];
  const joinOf = (frame: number): number => joins.get(frame) ?? Number.NaN;
  for (const [frame, arrival] of arrivals) {
    const latency = joinOf(frame) - arrival;
    if (latency < 0 || latency > port.latencyTicks)
      faults.push(`${port.id}: virtual link ${frames[frame]?.flow.virtualLink} cannot take a latency of ${latency} ticks`);
    for (const [other, later] of arrivals)
      if (arrival < later && joinOf(other) < joinOf(frame)) faults.push(`${port.id}: a frame is overtaken on the way to the queue`);
  }
  return faults;
}

interface Sent {
  readonly frame: number;
  readonly join: number;
  readonly start: number;
  readonly end: number;
}

function sentIn(
  port: TimingPort,
  order: readonly number[],
  frames: readonly ScheduledFrame[],
  joins: ReadonlyMap<number, number>,
): readonly Sent[] {
  const sent: Sent[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const frame of order) {
    const join = joins.get(frame) ?? Number.NaN;
    const start = Math.max(free, join);
    free = start + sendingTicks(frames[frame]?.flow.frameBitsMax ?? 0, port);
    sent.push({ frame, join, start, end: free });
  }
  return sent;
}

function orderFaultsOf(port: TimingPort, sent: readonly Sent[], frames: readonly ScheduledFrame[]): readonly string[] {
  const faults: string[] = [];
  const priorityOf = ({ frame }: Sent) => frames[frame]?.flow.priority;
  const nameOf = ({ frame }: Sent): string => `virtual link ${frames[frame]?.flow.virtualLink} (${frames[frame]?.copy})`;
  sent.forEach((early, index) => {
    if (Number.isNaN(early.join)) faults.push(`${port.id}: ${nameOf(early)} comes from a port that the schedule does not order`);
    const idle = early.start > (sent[index - 1]?.end ?? Number.NEGATIVE_INFINITY);
    for (const late of sent.slice(index + 1)) {
      if (idle && late.join < early.start) faults.push(`${port.id}: ${nameOf(late)} waits while nothing is sent`);
      if (priorityOf(early) === priorityOf(late) && late.join < early.join)
        faults.push(`${port.id}: ${nameOf(late)} joined before ${nameOf(early)} and is sent after it`);
      if (priorityOf(early) === 'low' && priorityOf(late) === 'high' && late.join < early.start)
        faults.push(`${port.id}: ${nameOf(early)} starts while ${nameOf(late)} of high priority waits`);
    }
  });
  return faults;
}

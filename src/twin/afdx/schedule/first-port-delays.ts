import type { TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';
import { type Release, type ReleasePattern, releasePatternOf } from './release-pattern.js';

/** Longest and shortest time from the release of a frame to its last bit leaving its end system, in ticks, by index of the flow. */
export interface FirstPortDelays {
  delayTicksMax(flowIndex: number): number;
  delayTicksMin(flowIndex: number): number;
}

/**
 * The delays at the output ports of end systems whose virtual links are released at fixed offsets by the one clock of the end system:
 * frame k of a flow at offset + k · gap, or not at all. Each port is followed over one hyperperiod.
 *
 * Why one is enough: let U be the work left at the end of a hyperperiod H in which W ticks of sending arrive. It is
 * max(U before + W - H, M), M being what is left when the port begins empty. With W ≤ H it is M after the first hyperperiod and
 * remains M; fewer or shorter frames leave less. So the second hyperperiod from an empty start holds the longest delays.
 *
 * A frame waits from 0 to the latency of the port before it joins its queue. One priority: the delay is latency + what a queue without
 * latency gives, and is reached. High before low: a bound, see `lowSentOf` and `highSentOf`.
 * Throws when a port is loaded above 100 %, which `buildTimingNetwork` reports beforehand.
 *
 * @param offsetTicks first release by index of the flow, in ticks, from 0 to the gap
 * @implements LLR-TTS-003
 */
export function firstPortDelaysOf(network: TimingNetwork, offsetTicks: readonly number[]): FirstPortDelays {
  const longest: number[] = network.flows.map(() => 0);
  for (const [portIndex, flows] of flowsBySourcePort(network)) {
    const port = network.ports[portIndex];
    if (port === undefined) throw new RangeError(`there is no port ${portIndex}`);
    const pattern = releasePatternOf(flows, offsetTicks, port.ticksPerBit);
    const sent = sentTicksOf(pattern, port);
    pattern.releases.forEach(({ flow, ticks }, at) => {
      longest[flow.index] = Math.max(longest[flow.index] ?? 0, (sent[at] ?? 0) - ticks);
    });
  }
  const at = (index: number, list: readonly number[]): number => {
    const value = list[index];
    if (value === undefined) throw new RangeError(`there is no flow ${index}`);
    return value;
  };
  const shortest = network.flows.map(({ frameBitsMin, hops }) => frameBitsMin * (network.ports[hops[0]?.port ?? -1]?.ticksPerBit ?? 0));
  return { delayTicksMax: (index) => at(index, longest), delayTicksMin: (index) => at(index, shortest) };
}

/**
 * The flows of each output port at which flows begin, by index of the port.
 *
 * @implements LLR-TTS-003
 */
export function flowsBySourcePort(network: TimingNetwork): ReadonlyMap<number, readonly TimingFlow[]> {
  const flows = new Map<number, TimingFlow[]>();
  for (const flow of network.flows) {
    const port = flow.hops[0]?.port;
    if (port === undefined) continue;
    const here = flows.get(port) ?? [];
    here.push(flow);
    flows.set(port, here);
  }
  return flows;
}

/**
 * For each release of a pattern the latest instant at which its last bit is sent. It may lie beyond the hyperperiod.
 *
 * @implements LLR-TTS-003
 */
export function sentTicksOf(pattern: ReleasePattern, port: Pick<TimingPort, 'latencyTicks'>): readonly number[] {
  const { releases, hyperperiodTicks } = pattern;
  const work = releases.reduce((sum, { sendingTicks }) => sum + sendingTicks, 0);
  if (work > hyperperiodTicks) throw new RangeError('the port is loaded above 100 %');
  const sent = lowSentOf(pattern, port.latencyTicks);
  highSentOf(pattern, port.latencyTicks, sent);
  return sent;
}

const isHigh = ({ flow }: Release): boolean => flow.priority === 'high';

/**
 * Low priority. The busy period in which a low frame l is sent begins at the arrival of one of its frames; let k be the earliest
 * released of them, so it begins at latest at r_k + latency, and all that is sent in it before l was released at k or later: whatever
 * was released up to l, and high frames released until l starts. The largest over all k of r_k + Σ sending is what a queue without
 * latency completes before l, so l starts at latest at the first instant at which latency + this + the later high frames are sent.
 */
function lowSentOf(pattern: ReleasePattern, latencyTicks: number): number[] {
  const { releases, hyperperiodTicks } = pattern;
  const sent: number[] = releases.map(() => 0);
  let busyUntil = Math.max(0, drainedAt(releases) - hyperperiodTicks);
  for (const { from, to, ticks, sendingTicks } of batchesOf(releases)) {
    const done = Math.max(ticks, busyUntil) + sendingTicks;
    for (let at = from; at < to; at += 1) {
      const release = releases[at] as Release;
      if (isHigh(release)) continue;
      sent[at] = startBehindHigh(pattern, to, latencyTicks + done - release.sendingTicks) + release.sendingTicks;
    }
    busyUntil = done;
  }
  return sent;
}

/** When a queue without latency that begins empty has sent all of a pattern. */
function drainedAt(releases: readonly Release[]): number {
  return releases.reduce((until, { ticks, sendingTicks }) => Math.max(until, ticks) + sendingTicks, 0);
}

/** The first instant from `start` at which no high frame from release `next` on is left that was released until then. */
function startBehindHigh({ releases, hyperperiodTicks }: ReleasePattern, next: number, start: number): number {
  let at = start;
  for (let index = next; ; index += 1) {
    const release = releases[index % releases.length] as Release;
    if (release.ticks + Math.floor(index / releases.length) * hyperperiodTicks > at) return at;
    if (isHigh(release)) at += release.sendingTicks;
  }
}

/**
 * High priority. A series of high frames begins with the arrival of one of them, k, at latest at r_k + latency, and then waits for at
 * most one low frame that is being sent: one released until r_k + latency, and sent to its end after r_k. What follows in the series
 * is high frames in their order.
 */
function highSentOf(pattern: ReleasePattern, latencyTicks: number, sent: number[]): void {
  const { releases, hyperperiodTicks } = pattern;
  const readyAt = readyTicksOf(pattern, latencyTicks, sent);
  const high = releases.flatMap((release, index) => (isHigh(release) ? [{ ...release, index }] : []));
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < 2; round += 1) {
    for (const { from, to, sendingTicks } of batchesOf(high)) {
      const first = high[from] as (typeof high)[number];
      busyUntil = Math.max(busyUntil, readyAt(first.ticks)) + sendingTicks;
      for (let at = from; at < to; at += 1) sent[(high[at] as (typeof high)[number]).index] = busyUntil;
    }
    busyUntil -= hyperperiodTicks;
  }
}

/** For the release of a high frame the latest instant at which a series of high frames that it begins can start to be sent. */
function readyTicksOf(pattern: ReleasePattern, latencyTicks: number, sent: readonly number[]): (ticks: number) => number {
  const { hyperperiodTicks } = pattern;
  const low = pattern.releases.flatMap((release, index) => (isHigh(release) ? [] : [{ ...release, sentTicks: sent[index] ?? 0 }]));
  const longest = low.reduce((most, { ticks, sentTicks }) => Math.max(most, sentTicks - ticks), 0);
  const begins = low.map(({ ticks }) => ticks);
  return (ticks) => {
    const arrival = ticks + latencyTicks;
    let ready = arrival;
    let round = Math.floor(arrival / hyperperiodTicks);
    let index = lastAtOrBefore(begins, arrival - round * hyperperiodTicks);
    for (;;) {
      if (index < 0) {
        if (low.length === 0) return ready;
        index = low.length - 1;
        round -= 1;
      }
      const frame = low[index] as (typeof low)[number];
      const shift = round * hyperperiodTicks;
      if (frame.ticks + shift + longest <= ticks) return ready;
      const end = Math.min(arrival + frame.sendingTicks, frame.sentTicks + shift);
      if (frame.sentTicks + shift > ticks) ready = Math.max(ready, end);
      index -= 1;
    }
  };
}

/** Index of the last number that is at most `limit`, in a list in ascending order; -1 when there is none. */
function lastAtOrBefore(list: readonly number[], limit: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((list[middle] ?? 0) <= limit) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

interface Batch {
  readonly from: number;
  readonly to: number;
  readonly ticks: number;
  /** Of all releases of the batch. */
  readonly sendingTicks: number;
}

/** Releases at the same instant, whose order nobody fixes: each counts the others as before it. */
function* batchesOf(releases: readonly Release[]): Generator<Batch> {
  for (let from = 0; from < releases.length; ) {
    const { ticks } = releases[from] as Release;
    let to = from;
    let sendingTicks = 0;
    for (; releases[to]?.ticks === ticks; to += 1) sendingTicks += (releases[to] as Release).sendingTicks;
    yield { from, to, ticks, sendingTicks };
    from = to;
  }
}

import { type Passage, type Priority, passagesOf } from '../bounds/port-traffic.js';
import type { TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';
import { ArrivalWork, type ArrivingFlow, type ArrivingLink } from './arrival-work.js';
import { firstPortDelaysOf } from './first-port-delays.js';
import { hyperperiodTicksOf } from './release-pattern.js';

/** Longest and shortest time from release to delivery of one flow at one destination, in ticks. */
export interface OffsetEndBound {
  readonly flow: number;
  readonly endSystem: string;
  readonly delayTicksMax: number;
  readonly delayTicksMin: number;
  readonly deadlineTicks: number;
}

/** Bounds of a network with or without release offsets. */
export interface OffsetBounds {
  /** Longest time from the last bit received (or the release) to the last bit sent, by port and priority. */
  readonly ports: readonly Readonly<Record<Priority, number | undefined>>[];
  /** The same at the first port, by index of the flow; with offsets that of the flow itself. */
  readonly firstPortTicksMax: readonly number[];
  /** In the order of the flows and of their destinations. */
  readonly ends: readonly OffsetEndBound[];
}

/**
 * Delay bounds by counting whole frames, as method `frame` of the bounds, with one thing more: the flows of an end system share its
 * clock. Frame k of a flow comes to a port between offset + k · gap + earliest and offset + k · gap + latest, so the frames of an end
 * system cannot all come together. End systems are not synchronised with each other (idea: Li, Scharbarg and Fraboul, Improving
 * end-to-end delay upper bounds on an AFDX network by integrating offsets in worst-case analysis, 2010).
 *
 * @param offsetTicks first release by index of the flow in ticks; `undefined` when releases are only a gap apart
 * @implements LLR-TTS-005
 */
export function offsetBoundsOf(network: TimingNetwork, offsetTicks: readonly number[] | undefined): OffsetBounds {
  const first = offsetTicks === undefined ? undefined : firstPortDelaysOf(network, offsetTicks);
  const windows = network.flows.map(({ hops }) => hops.map((): Window => atRelease));
  const ends = network.flows.map(({ hops }) => hops.map((): Window => atRelease));
  const ports: Record<Priority, number | undefined>[] = [];
  passagesOf(network).forEach((passages, index) => {
    const port = network.ports[index] as TimingPort;
    const links = (priority: Priority) => linksOf({ network, port, passages, priority, windows, offsetTicks });
    const bound = { high: highDelayOf(port, links('high'), passages), low: lowDelayOf(port, links, passages) };
    ports.push(bound);
    for (const { flow, hop, from } of passages) {
      const delay = (from < 0 ? first?.delayTicksMax(flow.index) : undefined) ?? bound[flow.priority] ?? 0;
      const at = windows[flow.index]?.[hop] ?? atRelease;
      const earliest = whole(at.earliest + flow.frameBitsMin * port.ticksPerBit + port.propagationTicks);
      const end = { earliest, latest: whole(at.latest + delay + port.propagationTicks) };
      ends[flow.index]?.splice(hop, 1, end);
      flow.hops.forEach(({ parent }, next) => {
        if (parent === hop) windows[flow.index]?.splice(next, 1, end);
      });
    }
  });
  const firstPortTicksMax = network.flows.map(
    (flow) => first?.delayTicksMax(flow.index) ?? ports[flow.hops[0]?.port ?? -1]?.[flow.priority] ?? 0,
  );
  return { ports, firstPortTicksMax, ends: network.flows.flatMap((flow) => endBoundsOf(flow, ends[flow.index] ?? [])) };
}

/** Shortest and longest time since the release, in ticks. */
interface Window {
  readonly earliest: number;
  readonly latest: number;
}

const atRelease: Window = { earliest: 0, latest: 0 };

function endBoundsOf(flow: TimingFlow, ends: readonly Window[]): readonly OffsetEndBound[] {
  return flow.destinations.map((destination) => {
    const { earliest, latest } = ends[destination.hop] ?? atRelease;
    const { endSystem, deadlineTicks, receptionTicks } = destination;
    return { flow: flow.index, endSystem, delayTicksMax: whole(latest + receptionTicks), delayTicksMin: earliest, deadlineTicks };
  });
}

interface LinkQuestion {
  readonly network: TimingNetwork;
  readonly port: TimingPort;
  readonly passages: readonly Passage[];
  readonly priority: Priority;
  readonly windows: readonly (readonly Window[])[];
  readonly offsetTicks: readonly number[] | undefined;
}

/** The flows of one priority by link and, where offsets are known, by end system; elsewhere each flow has a clock of its own. */
function linksOf({ network, port, passages, priority, windows, offsetTicks }: LinkQuestion): readonly ArrivingLink[] {
  const links = new Map<number, Map<string, ArrivingFlow[]>>();
  for (const { flow, hop, from } of passages) {
    if (flow.priority !== priority) continue;
    const groups = links.get(from) ?? new Map<string, ArrivingFlow[]>();
    links.set(from, groups);
    const clock = offsetTicks === undefined ? String(flow.index) : flow.source;
    const group = groups.get(clock) ?? [];
    groups.set(clock, group);
    const { earliest, latest } = windows[flow.index]?.[hop] ?? atRelease;
    group.push({
      offsetTicks: offsetTicks?.[flow.index] ?? 0,
      gapTicks: flow.gapTicks,
      earliestTicks: earliest,
      latestTicks: latest,
      sendingTicks: flow.frameBitsMax * port.ticksPerBit,
    });
  }
  return [...links].map(([from, groups]) => {
    const link = network.ports[from];
    const rate = link === undefined ? undefined : { linkTicksPerBit: link.ticksPerBit, portTicksPerBit: port.ticksPerBit };
    return { groups: [...groups.values()], rate };
  });
}

/**
 * High priority: what comes in u ticks from the first frame of a busy period on is sent after latency + one low frame + that work,
 * so a frame that comes at u waits at most that less u. The largest value is at a turn of the arrivals.
 */
function highDelayOf(port: TimingPort, links: readonly ArrivingLink[], passages: readonly Passage[]): number | undefined {
  if (links.length === 0) return undefined;
  const low = passages.filter(({ flow }) => flow.priority === 'low').map(({ flow }) => flow.frameBitsMax * port.ticksPerBit);
  const fixed = port.latencyTicks + Math.max(0, ...low);
  const work = new ArrivalWork(links);
  const longest = leastFixedPoint(fixed, periodOf(links), (ticks) => fixed + work.at(ticks));
  const delay = Math.max(...work.turns(longest).map((ticks) => fixed + work.at(ticks) - ticks));
  return whole(delay + unevenness(links));
}

/**
 * Low priority: a frame that comes u ticks after the first of its busy period starts at the first y with y = latency + low work of u
 * less its own + high work of y. It then needs its own sending. The smaller it is, the more can be before it within what a link
 * brings, and high priority passes all that is before it; so it counts with the smallest size. The difference is largest at a turn of the low arrivals as long as each
 * link that limits them is at least as quick as the port; a slower link is left out of the limits.
 */
function lowDelayOf(
  port: TimingPort,
  links: (priority: Priority) => readonly ArrivingLink[],
  passages: readonly Passage[],
): number | undefined {
  const lowLinks = links('low').map((link) =>
    (link.rate?.linkTicksPerBit ?? 0) > (link.rate?.portTicksPerBit ?? 0) ? { ...link, rate: undefined } : link,
  );
  if (lowLinks.length === 0) return undefined;
  const [low, high] = [new ArrivalWork(lowLinks), new ArrivalWork(links('high'))];
  const own = Math.min(...passages.filter(({ flow }) => flow.priority === 'low').map(({ flow }) => flow.frameBitsMin * port.ticksPerBit));
  const all = (ticks: number): number => port.latencyTicks + low.at(ticks) + high.at(ticks);
  const longest = leastFixedPoint(port.latencyTicks, periodOf([...lowLinks, ...links('high')]), all);
  let start = 0;
  let delay = 0;
  for (const ticks of low.turns(longest)) {
    const before = port.latencyTicks + low.at(ticks) - own;
    start = leastFixedPoint(Math.max(start, before), Number.POSITIVE_INFINITY, (until) => before + high.at(until));
    delay = Math.max(delay, start + own - ticks);
  }
  return whole(delay + unevenness([...lowLinks, ...links('high')]));
}

/** The least fixed point of a growing staircase above `from`; `limit` when it lies there or beyond. */
function leastFixedPoint(from: number, limit: number, of: (ticks: number) => number): number {
  for (let at = from; at < limit; ) {
    const next = of(at);
    if (next <= at) return at;
    at = next;
  }
  return limit;
}

/** Beyond the hyperperiod of what comes, waiting repeats or falls, because the load is at most 100 %. */
function periodOf(links: readonly ArrivingLink[]): number {
  const flows = links.flatMap(({ groups }) => groups.flat());
  return hyperperiodTicksOf(flows) ?? Number.POSITIVE_INFINITY;
}

/** One tick where links of other rates than the port make turns that are no whole ticks. */
function unevenness(links: readonly ArrivingLink[]): number {
  return links.some(({ rate }) => rate !== undefined && rate.linkTicksPerBit !== rate.portTicksPerBit) ? 1 : 0;
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an exact whole number`);
  return value;
}

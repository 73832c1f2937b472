import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Criticality } from '../network.generated.js';
import type { TimingFlow, TimingNetwork } from '../timing/timing-network.js';
import { flowsBySourcePort } from './first-port-delays.js';
import { hyperperiodTicksOf, releasesMax } from './release-pattern.js';

/**
 * Which output ports count as links with one transmission in a slot: those of end systems, whose virtual links share a clock; or each
 * port of the network, which presumes that the end systems share one clock too.
 */
export type ScheduleScope = 'end-systems' | 'network';

/** What is to be scheduled, and how finely. */
export interface ScheduleRequest {
  readonly scope: ScheduleScope;
  /**
   * Offsets are multiples of this, which divides 1000. With 1000 they are slots of 1 ms and a transmission takes its slot;
   * with less it takes the time in which its largest frame is sent. Scope `network` has slots only.
   */
  readonly stepMicroseconds: number;
  /** The place of a virtual link in its file, for findings. */
  readonly placeOf: (virtualLink: number) => Place;
}

/** A virtual link, on all its networks, as the scheduler sees it. */
export interface ScheduledVirtualLink {
  readonly virtualLink: number;
  readonly name: string;
  readonly source: string;
  readonly criticality: Criticality;
  readonly gapTicks: number;
  /** How long one transmission takes a link: a slot, or its sending time. */
  readonly occupiedTicks: number;
  /** Latest permitted release after the begin of each gap; negative when there is none. */
  readonly lastOffsetTicks: number;
  /** Indices of its flows. */
  readonly flows: readonly number[];
  /** Indices of the ports of the scope that it passes, ascending. */
  readonly ports: readonly number[];
}

/** A scheduling problem in whole ticks. */
export interface ScheduleProblem {
  readonly network: TimingNetwork;
  readonly scope: ScheduleScope;
  readonly slotTicks: number;
  readonly stepTicks: number;
  /** Least common multiple of all gaps. */
  readonly hyperperiodTicks: number;
  readonly virtualLinks: readonly ScheduledVirtualLink[];
}

/** Steps of a hyperperiod, so that a table of instants stays small. */
const stepsMax = 131_072;

/**
 * The scheduling problem of a network. AFDX-255, without a problem: a gap that is no whole number of slots, gaps whose hyperperiod has
 * too many steps or transmissions, and in scope `network` a frame that is on its way for longer than a slot even when it meets nobody.
 *
 * @implements LLR-TTS-006
 */
export function scheduleProblemOf(network: TimingNetwork, request: ScheduleRequest): Read<ScheduleProblem | undefined> {
  const slotTicks = network.ticksPerSecond / 1000;
  const stepTicks = (slotTicks * request.stepMicroseconds) / 1000;
  const uneven = network.flows.filter(({ gapTicks }) => gapTicks % slotTicks !== 0);
  const slow = request.scope === 'end-systems' ? [] : network.flows.filter((flow) => crossingTicksOf(network, flow) > slotTicks);
  const hyperperiodTicks = hyperperiodTicksOf(network.flows);
  const diagnostics = [
    ...uneven.map((flow) => refused(request, flow, `has a gap of ${flow.gapTicks} ticks, which is no whole number of slots of 1 ms`)),
    ...slow.map((flow) =>
      refused(request, flow, `takes ${crossingTicksOf(network, flow)} ticks through the empty network, more than its slot of 1 ms`),
    ),
  ];
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const crowded = hyperperiodTicks === undefined || hyperperiodTicks / stepTicks > stepsMax || !patternsFit(network, hyperperiodTicks);
  const longest = network.flows.reduce<TimingFlow | undefined>((a, b) => (a !== undefined && a.gapTicks >= b.gapTicks ? a : b), undefined);
  if (crowded && longest !== undefined) {
    return {
      value: undefined,
      diagnostics: [refused(request, longest, 'has one of the gaps whose hyperperiod is too long to be laid out')],
    };
  }
  const value = { network, scope: request.scope, slotTicks, stepTicks, hyperperiodTicks: hyperperiodTicks ?? slotTicks };
  return { value: { ...value, virtualLinks: virtualLinksOf(value) }, diagnostics };
}

/**
 * Latest instant after the begin of a gap until which a transmission of DAL A or B is to have left its end system: 80 % of the gap, or the
 * deadline that the configuration states when that is earlier. It states the time from release to delivery, so it cannot replace the limit.
 *
 * @returns ticks, rounded down
 * @implements LLR-TTS-007
 */
export function transmissionDeadlineTicksOf(flow: TimingFlow): number {
  return Math.min(Math.floor((flow.gapTicks * 4) / 5), ...flow.destinations.map(({ deadlineTicks }) => deadlineTicks));
}

function patternsFit(network: TimingNetwork, hyperperiodTicks: number): boolean {
  return [...flowsBySourcePort(network).values()].every(
    (flows) => flows.reduce((sum, { gapTicks }) => sum + hyperperiodTicks / gapTicks, 0) <= releasesMax,
  );
}

function virtualLinksOf(problem: Omit<ScheduleProblem, 'virtualLinks'>): readonly ScheduledVirtualLink[] {
  const { network, scope } = problem;
  const flowsOf = new Map<string, TimingFlow[]>();
  for (const flow of network.flows) {
    const key = `${flow.virtualLink} ${flow.source} ${flow.gapTicks}`;
    const flows = flowsOf.get(key) ?? [];
    flows.push(flow);
    flowsOf.set(key, flows);
  }
  return [...flowsOf.values()].map((flows) => {
    const [{ virtualLink, name, source, criticality, gapTicks }] = flows as [TimingFlow, ...TimingFlow[]];
    const ports = new Set(flows.flatMap(({ hops }) => (scope === 'network' ? hops : hops.slice(0, 1)).map(({ port }) => port)));
    return {
      virtualLink,
      name,
      source,
      criticality,
      gapTicks,
      occupiedTicks:
        problem.stepTicks === problem.slotTicks ? problem.slotTicks : Math.max(...flows.map((flow) => sendingTicksOf(network, flow))),
      lastOffsetTicks: Math.min(...flows.map((flow) => lastOffsetTicksOf(problem, flow))),
      flows: flows.map(({ index }) => index),
      ports: [...ports].sort((a, b) => a - b),
    };
  });
}

/** Longest time from the release to the last bit of the largest frame at the far end of the last link, when it meets no other. */
function crossingTicksOf({ ports }: TimingNetwork, { hops, frameBitsMax }: TimingFlow): number {
  const reached: number[] = [];
  for (const { port, parent } of hops) {
    const { latencyTicks = 0, ticksPerBit = 0, propagationTicks = 0 } = ports[port] ?? {};
    reached.push((reached[parent] ?? 0) + latencyTicks + frameBitsMax * ticksPerBit + propagationTicks);
  }
  return Math.max(0, ...reached);
}

/**
 * The problem without some links: nothing is asked of them any more.
 *
 * @implements LLR-TTS-006
 */
export function withoutPorts(problem: ScheduleProblem, ports: ReadonlySet<number>): ScheduleProblem {
  const virtualLinks = problem.virtualLinks.map((each) => ({ ...each, ports: each.ports.filter((port) => !ports.has(port)) }));
  return { ...problem, virtualLinks };
}

function sendingTicksOf(network: TimingNetwork, { frameBitsMax, hops }: TimingFlow): number {
  return frameBitsMax * (network.ports[hops[0]?.port ?? -1]?.ticksPerBit ?? 0);
}

function lastOffsetTicksOf({ network, stepTicks }: Omit<ScheduleProblem, 'virtualLinks'>, flow: TimingFlow): number {
  if (flow.criticality !== 'A' && flow.criticality !== 'B') return flow.gapTicks - stepTicks;
  const leaving = (network.ports[flow.hops[0]?.port ?? -1]?.latencyTicks ?? 0) + sendingTicksOf(network, flow);
  const last = transmissionDeadlineTicksOf(flow) - leaving;
  return last < 0 ? last : Math.min(flow.gapTicks - stepTicks, Math.floor(last / stepTicks) * stepTicks);
}

function refused(request: ScheduleRequest, { virtualLink, name, network }: TimingFlow, what: string): Diagnostic {
  return {
    code: 'AFDX-255',
    severity: 'error',
    message: `virtual link ${virtualLink} "${name}" on network ${network} ${what}`,
    place: request.placeOf(virtualLink),
    why: 'a schedule repeats after the least common multiple of all gaps, is laid out step by step over it, and keeps frames apart by slots',
    fix: 'use gaps of 1, 2, 4, 8, 16, 32, 64 or 128 ms; schedule the end systems alone where links are slow',
    subjects: [`VL-${virtualLink}`],
  };
}

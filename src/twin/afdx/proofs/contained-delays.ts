import type { Obligation } from '../../../kernel/logic/obligation.js';
import type { Read } from '../../../kernel/result.js';
import type { Priority } from '../bounds/port-traffic.js';
import type { TimingFlow, TimingPort } from '../timing/timing-network.js';
import { admittedOf, type Containment } from '../timing-rules/contained-bounds.js';
import type { FrameBounds } from '../timing-rules/frame-bounds.js';
import { admittedObligation } from './admitted-traffic.js';
import { arrivalObligation } from './arrivals.js';
import type { FaultyTraffic, ProofContext } from './proof-context.js';

/**
 * The case in which sources are faulty: the same network, with the delays and jitters that are claimed to hold then.
 *
 * @param contained the bounds that the analysis of contained traffic gives
 * @implements LLR-POB-016
 */
export function faultyContextOf(context: ProofContext, contained: FrameBounds, supposed: Containment): ProofContext {
  const admitted = context.timing.flows.map((flow) =>
    supposed.faultySources.has(flow.source) ? admittedOf(flow, supposed.allowanceTicksOf(flow)) : undefined,
  );
  const faults: FaultyTraffic = {
    admittedOf: ({ index }) => admitted[index],
    allowanceTicksOf: supposed.allowanceTicksOf,
  };
  return { ...context, bounds: contained, faults };
}

/** States the obligations of one port for the priorities that are asked for. */
export type PortStatements = (port: TimingPort, priorities: ReadonlySet<Priority>) => Read<readonly Obligation[]>;

/**
 * The obligations that the delays of some virtual links beside faulty sources rest on: of each port of a switch that they pass or that
 * delays what they meet there, what comes to it from sound sources, and what policers admit of the others. Nothing is stated of other ports.
 *
 * @param context the case in which sources are faulty
 * @param kept virtual links on each network whose delays are asked for
 * @implements LLR-POB-016
 */
export function containedDelayObligations(
  context: ProofContext,
  kept: readonly TimingFlow[],
  statementsOf: PortStatements,
): Read<readonly Obligation[]> {
  const needed = neededAt(context, kept);
  const ports = context.timing.ports.flatMap((port) => {
    const priorities = needed[port.index] as ReadonlySet<Priority>;
    return priorities.size === 0 || port.owner === 'end-system' ? [] : [statementsOf(port, priorities)];
  });
  const isCounted = (flow: TimingFlow, port: number): boolean => meets(needed[port] as ReadonlySet<Priority>, flow.priority);
  const flows = byVirtualLink(context.timing.flows.filter((flow) => flow.hops.some(({ port }) => isCounted(flow, port))));
  const traffic = flows.map((each) => {
    const [flow] = each;
    const admitted = context.faults?.admittedOf(flow);
    if (admitted === undefined) return arrivalObligation(context, each, isCounted);
    return admittedObligation(context, { flow, allowanceTicks: context.faults?.allowanceTicksOf(flow) ?? 0, admitted });
  });
  return {
    value: [...ports.flatMap(({ value }) => value), ...traffic],
    diagnostics: ports.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Whether frames of a priority are counted for the delays of others: low ones only for low ones. */
function meets(asked: ReadonlySet<Priority>, priority: Priority): boolean {
  return asked.has('low') || asked.has(priority);
}

/** The priorities of each port whose delay is needed, back to the sources. */
function neededAt({ timing, passages, faults }: ProofContext, kept: readonly TimingFlow[]): readonly ReadonlySet<Priority>[] {
  const needed = timing.ports.map(() => new Set<Priority>());
  for (const { hops, priority } of kept) for (const { port } of hops) needed[port]?.add(priority);
  // each flow passes ports of rising index, so that what later ones need is known when an earlier one is reached
  for (const { index } of [...timing.ports].reverse()) {
    const asked = needed[index] as ReadonlySet<Priority>;
    for (const { flow, from } of passages[index] ?? [])
      if (from >= 0 && meets(asked, flow.priority) && asked.size > 0 && faults?.admittedOf(flow) === undefined)
        askBefore(needed, flow, index);
  }
  return needed;
}

/** The ports that a flow passes before a port. */
function askBefore(needed: readonly Set<Priority>[], { hops, priority }: TimingFlow, port: number): void {
  const at = hops.find((hop) => hop.port === port)?.parent ?? -1;
  for (let hop = at; hop >= 0; hop = hops[hop]?.parent ?? -1) needed[hops[hop]?.port ?? 0]?.add(priority);
}

/** Flows of one virtual link. */
export type SomeFlows = readonly [TimingFlow, ...TimingFlow[]];

/**
 * The flows of each virtual link, in the order of the flows.
 *
 * @implements LLR-POB-012
 */
export function byVirtualLink(flows: readonly TimingFlow[]): readonly SomeFlows[] {
  const byId = new Map<number, SomeFlows>();
  for (const flow of flows) {
    const known = byId.get(flow.virtualLink);
    byId.set(flow.virtualLink, known === undefined ? [flow] : [...known, flow]);
  }
  return [...byId.values()];
}

import { routeOf, type TimingDestination, type TimingFlow, type TimingNetwork, type TimingPort } from '../timing/timing-network.js';
import type { Passage, Priority } from './port-traffic.js';

/** What is known of the ports, in ticks: delays by priority, lengths of busy periods, and arrival jitter by flow and hop. */
export interface PortFacts {
  readonly delays: readonly Readonly<Record<Priority, number | undefined>>[];
  readonly jitterTicks: readonly (readonly number[])[];
  /** Longest time from the arrival of the first frame of a busy period to its end; `undefined` where it was not found. */
  readonly busyTicks: readonly Readonly<Record<Priority, number | undefined>>[];
}

/** One port of a path. */
export interface PathPort {
  readonly ticksPerBit: number;
  readonly propagationTicks: number;
  /** Latency, travel behind the port, and the frame of low priority that may be being sent, in ticks. */
  readonly fixedTicks: number;
  /** Longest time from the release of a frame of the path to its arrival at this port, by the delays of the ports before. */
  readonly arrivalTicksMax: number;
  /** Longest busy period. */
  readonly busyTicks: number;
}

/** A flow over those ports of a path that it passes in a row; ports are counted from 0. */
export interface PathPart {
  /** Place in the list of parts. */
  readonly index: number;
  readonly flow: TimingFlow;
  readonly entry: number;
  readonly leave: number;
  /** Port over whose link it joins the path; -1 at its source. */
  readonly from: number;
  readonly linkTicksPerBit: number;
  /** Arrival jitter at each of its ports on the path, from `entry` on. */
  readonly jitterTicks: readonly number[];
}

/** A route, and all that shares ports with it in the priority of its flow. */
export interface PathTraffic {
  readonly flow: TimingFlow;
  readonly ports: readonly PathPort[];
  /** The first is the flow of the path itself. */
  readonly parts: readonly PathPart[];
}

interface OpenPart extends Omit<PathPart, 'index' | 'leave' | 'jitterTicks'> {
  leave: number;
  readonly jitterTicks: number[];
}

/**
 * The traffic along the route of a flow to a destination; `undefined` where the flow is of low priority and meets high priority, which
 * the method does not cover.
 *
 * @implements LLR-BND-022
 */
export function pathTrafficOf(
  network: TimingNetwork,
  passages: readonly (readonly Passage[])[],
  { flow, destination }: { readonly flow: TimingFlow; readonly destination: TimingDestination },
  facts: PortFacts,
): PathTraffic | undefined {
  const ports: PathPort[] = [];
  const parts: OpenPart[] = [];
  let open = new Map<number, OpenPart>();
  let [arrivalTicksMax, before] = [0, -1];
  for (const [index, hop] of routeOf(flow, destination).entries()) {
    const port = network.ports[hop.port] as TimingPort;
    const through = new Map<number, OpenPart>();
    let blockingBits = 0;
    for (const passage of passages[port.index] ?? []) {
      if (passage.flow.priority === flow.priority) {
        const jitter = facts.jitterTicks[passage.flow.index]?.[passage.hop] ?? 0;
        const carried = index > 0 && passage.from === before ? open.get(passage.flow.index) : undefined;
        const part = carried ?? opened(network, passage, index);
        if (carried === undefined) parts.push(part);
        part.leave = index;
        part.jitterTicks.push(jitter);
        through.set(passage.flow.index, part);
      } else if (flow.priority === 'low') return undefined;
      else blockingBits = Math.max(blockingBits, passage.flow.frameBitsMax);
    }
    ports.push({
      ticksPerBit: port.ticksPerBit,
      propagationTicks: port.propagationTicks,
      fixedTicks: port.latencyTicks + port.propagationTicks + blockingBits * port.ticksPerBit,
      arrivalTicksMax,
      busyTicks: facts.busyTicks[port.index]?.[flow.priority] ?? Number.POSITIVE_INFINITY,
    });
    arrivalTicksMax += (facts.delays[port.index]?.[flow.priority] ?? 0) + port.propagationTicks;
    [open, before] = [through, port.index];
  }
  const own = parts.findIndex((part) => part.flow === flow && part.entry === 0);
  const [first] = parts.splice(own, 1);
  return { flow, ports, parts: [...(first === undefined ? [] : [first]), ...parts].map((part, index) => ({ ...part, index })) };
}

function opened(network: TimingNetwork, { flow, from }: Passage, entry: number): OpenPart {
  return { flow, entry, leave: entry, from, linkTicksPerBit: network.ports[from]?.ticksPerBit ?? 0, jitterTicks: [] };
}

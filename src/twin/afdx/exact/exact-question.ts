import { routeOf, type TimingDestination, type TimingFlow, type TimingNetwork, type TimingPort } from '../timing/timing-network.js';
import type { PassageLimits } from './passage-limits.js';

/** A flow at an output port. */
export interface Member {
  readonly flow: TimingFlow;
  /** Index in `flow.hops`. */
  readonly hop: number;
  /** Port before this one on the tree of the flow; -1 at the source. */
  readonly from: number;
}

/** How long can one frame of a flow take to a destination? With the part of the network that can have a say in it. */
export interface ExactQuestion {
  readonly limits: PassageLimits;
  readonly network: TimingNetwork;
  readonly flow: TimingFlow;
  readonly destination: TimingDestination;
  /** The ports that the frame passes, in order. */
  readonly path: readonly TimingPort[];
  /** The ports of the path and each port upstream of them over which a flow comes, by rising index. */
  readonly closure: readonly TimingPort[];
  /** By index of a port of the closure: each flow that passes it. */
  readonly members: ReadonlyMap<number, readonly Member[]>;
}

/**
 * The question after the longest delay of a flow to one of its destinations, cut out of the network: ports that are neither passed nor
 * upstream of a passed port, and flows that pass none of these, cannot delay the frame.
 *
 * @implements LLR-EXA-003
 */
export function exactQuestionOf(limits: PassageLimits, flow: TimingFlow, destination: TimingDestination): ExactQuestion {
  const { network } = limits;
  const path = routeOf(flow, destination).map(({ port }) => network.ports[port] as TimingPort);
  const needed = new Set(path.map(({ index }) => index));
  const members = new Map<number, readonly Member[]>();
  for (let index = network.ports.length - 1; index >= 0; index -= 1) {
    if (!needed.has(index)) continue;
    const here = membersAt(network, index);
    members.set(index, here);
    for (const { from } of here) if (from >= 0) needed.add(from);
  }
  return { limits, network, flow, destination, path, closure: network.ports.filter(({ index }) => needed.has(index)), members };
}

function membersAt(network: TimingNetwork, port: number): readonly Member[] {
  return network.flows.flatMap((flow) => {
    const hop = flow.hops.findIndex((each) => each.port === port);
    if (hop < 0) return [];
    return [{ flow, hop, from: flow.hops[flow.hops[hop]?.parent ?? -1]?.port ?? -1 }];
  });
}

/**
 * The time a frame of a flow takes to be sent by a port, in ticks.
 *
 * @implements LLR-EXA-003
 */
export function sendingTicks(frameBits: number, port: TimingPort): number {
  return frameBits * port.ticksPerBit;
}

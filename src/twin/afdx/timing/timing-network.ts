import type { Criticality, NetworkName } from '../network.generated.js';

/**
 * What timing analysis, simulation and exact search see of a network: output ports and flows, in whole numbers.
 *
 * Time is counted in ticks. `ticksPerSecond` is the least common multiple of 10^9 and of all link rates, so that every duration of
 * a network file and the sending time of every bit is a whole number of ticks; at 100 Mbit/s a tick is 1 ns and a bit 10 ticks.
 * All numbers are safe integers. Sizes are bits on the wire: frame, preamble, start delimiter and inter-frame gap.
 */
export interface TimingNetwork {
  readonly ticksPerSecond: number;
  /** Sorted so that each flow passes ports of rising index: no port depends on a later one. */
  readonly ports: readonly TimingPort[];
  /** One flow for each virtual link on each network that it uses, in the order of the file, A before B. */
  readonly flows: readonly TimingFlow[];
}

/** An output port, identified by the node that sends and the node at the other end of the cable. */
export interface TimingPort {
  readonly index: number;
  /** `node>toward`. */
  readonly id: string;
  readonly node: string;
  readonly toward: string;
  readonly network: NetworkName;
  /** Kind of the node that owns the port. */
  readonly owner: 'end-system' | 'switch';
  readonly rateBitsPerSecond: number;
  /** Ticks to send one bit. */
  readonly ticksPerBit: number;
  /**
   * Longest time from the last bit received (of a switch) or from the release by the regulator (of an end system) until the frame
   * is in the queue of the port, in ticks. Any time from 0 to this may be taken; frames keep their order.
   */
  readonly latencyTicks: number;
  /** Travel time of the cable behind the port, in ticks. */
  readonly propagationTicks: number;
  /** Memory for queued frames in bits; `undefined` for an end system. */
  readonly bufferBits: number | undefined;
}

/** A virtual link on one network. */
export interface TimingFlow {
  readonly index: number;
  /** Identifier of the virtual link. */
  readonly virtualLink: number;
  readonly name: string;
  readonly network: NetworkName;
  readonly source: string;
  /** Shortest time between two releases by the regulator, in ticks. */
  readonly gapTicks: number;
  /** Largest and smallest frame on the wire, in bits. */
  readonly frameBitsMax: number;
  readonly frameBitsMin: number;
  readonly priority: 'high' | 'low';
  readonly criticality: Criticality;
  /** Ports passed, each once, every hop after its parent; the first is that of the source. */
  readonly hops: readonly TimingHop[];
  readonly destinations: readonly TimingDestination[];
}

/** One output port on the tree of a flow. */
export interface TimingHop {
  /** Index of the port. */
  readonly port: number;
  /** Index of the hop before in `hops`; -1 at the source. */
  readonly parent: number;
}

/** Where a flow ends. */
export interface TimingDestination {
  readonly endSystem: string;
  /** Index in `hops` of the last port before the end system. */
  readonly hop: number;
  /** Longest time from the last bit received to the application, in ticks. */
  readonly receptionTicks: number;
  /** Longest permitted time from the release to the delivery, in ticks. */
  readonly deadlineTicks: number;
}

/**
 * The hops from the source to a destination, in order.
 *
 * @implements LLR-BND-002
 */
export function routeOf(flow: TimingFlow, destination: TimingDestination): readonly TimingHop[] {
  const route: TimingHop[] = [];
  for (let at = destination.hop; at >= 0; ) {
    const hop = flow.hops[at] as TimingHop;
    route.push(hop);
    at = hop.parent;
  }
  return route.reverse();
}

/**
 * A duration in microseconds, exact as a fraction of two whole numbers: ticks times 10^6 / ticksPerSecond.
 *
 * @implements LLR-BND-002
 */
export function microsecondsOf(ticks: number, ticksPerSecond: number): number {
  return (ticks * 1_000_000) / ticksPerSecond;
}

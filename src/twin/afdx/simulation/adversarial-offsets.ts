import { routeOf, type TimingDestination, type TimingFlow, type TimingNetwork } from '../timing/timing-network.js';
import type { Target } from './simulation-options.js';

/**
 * Offsets by flow, in ticks and below the gap of the flow where the target permits it, so that the first frame of each flow reaches the
 * first port that it shares with the route of the target at the same tick as the first frame of the target, if no frame waits.
 * Flows without a shared port start with the target. Latencies are taken as the longest.
 *
 * @param target a flow and destination of the network
 * @implements LLR-SIM-012
 */
export function adversarialOffsetsOf(network: TimingNetwork, target: Target): readonly number[] {
  const flow = network.flows[target.flow] as TimingFlow;
  const route = routeOf(flow, flow.destinations[target.destination] as TimingDestination).map(({ port }) => port);
  const travel = network.flows.map((each) => travelTicksOf(network, each));
  const own = travel[target.flow] as ReadonlyMap<number, number>;
  const leads = travel.map((ticks) => {
    const shared = route.find((port) => ticks.has(port));
    return shared === undefined ? 0 : (own.get(shared) ?? 0) - (ticks.get(shared) ?? 0);
  });
  const start = leads.reduce((latest, lead) => Math.max(latest, -lead), 0);
  return leads.map((lead) => start + lead);
}

/**
 * Time from the release of a largest frame until it reaches each port of its flow, without waiting, by port.
 *
 * @implements LLR-SIM-012
 */
export function travelTicksOf({ ports }: TimingNetwork, { hops, frameBitsMax }: TimingFlow): ReadonlyMap<number, number> {
  const reached: number[] = [];
  const byPort = new Map<number, number>();
  for (const { port, parent } of hops) {
    const before = ports[hops[parent]?.port ?? -1];
    const passed = before === undefined ? 0 : before.latencyTicks + frameBitsMax * before.ticksPerBit + before.propagationTicks;
    const ticks = (reached[parent] ?? 0) + passed;
    reached.push(ticks);
    byPort.set(port, ticks);
  }
  return byPort;
}

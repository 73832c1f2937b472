import { routeOf, type TimingDestination, type TimingFlow, type TimingNetwork } from '../timing/timing-network.js';
import type { FrameAnalysis } from './frame-analysis.js';
import { frameTrafficOf } from './frame-arrivals.js';
import { busyTicksOf } from './frame-port.js';
import { pathDelayTicksOf } from './path-delay.js';
import { type PortFacts, pathTrafficOf } from './path-traffic.js';
import type { Passage } from './port-traffic.js';

/** The longest time of a flow to a destination in ticks, reception included; `undefined` where method path gives no less than the sum of the ports. */
export type PathDelays = (flow: TimingFlow, destination: TimingDestination) => number | undefined;

/**
 * The delays along whole paths, over what counting frames proves of each port.
 *
 * @implements LLR-BND-026
 */
export function pathDelaysOf(network: TimingNetwork, passages: readonly (readonly Passage[])[], analysis: FrameAnalysis): PathDelays {
  const busyTicks = network.ports.map((port) => {
    const here = passages[port.index] ?? [];
    const low = frameTrafficOf(network, here, 'low', analysis.jitterTicks);
    const high = frameTrafficOf(network, here, 'high', analysis.jitterTicks);
    return { high: busyTicksOf(port, high, low.frameBitsMax), low: busyTicksOf(port, low, 0) };
  });
  const facts: PortFacts = { delays: analysis.delays, jitterTicks: analysis.jitterTicks, busyTicks };
  return (flow, destination) => {
    const path = pathTrafficOf(network, passages, { flow, destination }, facts);
    if (path === undefined) return undefined;
    const sum = routeOf(flow, destination).reduce(
      (ticks, { port }) => ticks + (analysis.delays[port]?.[flow.priority] ?? 0) + (network.ports[port]?.propagationTicks ?? 0),
      0,
    );
    const delay = pathDelayTicksOf(path, sum);
    return delay === undefined ? undefined : delay + destination.receptionTicks;
  };
}

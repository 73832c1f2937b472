import type { Bounds, EndBound } from '../bounds/bounds.js';
import type { AfdxNetwork } from '../network.generated.js';
import type { TimingFlow } from '../timing/timing-network.js';
import { containedBoundsOf } from '../timing-rules/contained-bounds.js';
import { lowerSourcesFaulty } from '../timing-rules/containment.js';
import { type FrameBounds, frameBoundsOf } from '../timing-rules/frame-bounds.js';
import { flowsInTheWay, isProtected } from '../timing-rules/lower-criticality.js';
import { policerAllowancesOf } from '../timing-rules/policer-allowances.js';

/** Bounds for the case that each source below DAL A sends whatever the policers admit. */
export interface FaultCase {
  /** Virtual links of DAL A from sources of DAL A: the longest delays in that case. */
  readonly ends: readonly EndBound[];
  /** Backlog bits at switch ports that those virtual links pass, by index of the port. */
  readonly backlogBits: ReadonlyMap<number, number>;
  /** Jitter in ticks that the policers of each flow of a sound source meet. */
  readonly jitterTicks: ReadonlyMap<TimingFlow, number>;
}

/**
 * Bounds while each source below DAL A is faulty, as rule AFDX-179 supposes: `undefined` when the case concerns no virtual link of DAL A, and the
 * obstacle in words when nothing bounds it. They do not fall when a virtual link is added; unlike those of sound sources they can fall by the
 * rounding of an account to bytes when a frame grows.
 *
 * @implements LLR-VLO-011
 */
export function faultCaseOf(network: AfdxNetwork, given: Bounds): FaultCase | { readonly obstacle: string } | undefined {
  const bounds = frameBoundsOf(given);
  const supposed = lowerSourcesFaulty(network, bounds);
  const isFaulty = (flow: TimingFlow): boolean => supposed.faultySources.has(flow.source);
  const isMeant = ({ flow }: EndBound): boolean => isProtected(flow) && !isFaulty(flow);
  if (!bounds.network.flows.some(isFaulty) || !bounds.ends.some(isMeant)) return undefined;
  const contained = containedBoundsOf(bounds, supposed);
  if ('obstacle' in contained) {
    const concerns = bounds.ends.some((end) => isMeant(end) && flowsInTheWay(bounds, end, isFaulty).length > 0);
    return concerns ? contained : undefined;
  }
  const ends = contained.bounds.ends.filter(isMeant);
  const jitterTicks = new Map([...largestJittersOf(contained.bounds)].filter(([flow]) => !isFaulty(flow)));
  return { ends, backlogBits: backlogsOf(contained.bounds, ends), jitterTicks };
}

function backlogsOf({ ports }: FrameBounds, ends: readonly EndBound[]): ReadonlyMap<number, number> {
  const passed = new Set(ends.flatMap(({ flow }) => flow.hops.map(({ port }) => port)));
  return new Map([...passed].map((port) => [port, ports[port]?.backlogBits ?? 0]));
}

/**
 * The largest jitter, in ticks, that the policers of each flow meet.
 *
 * @implements LLR-VLO-011
 */
export function largestJittersOf(bounds: Bounds): ReadonlyMap<TimingFlow, number> {
  const largest = new Map<TimingFlow, number>();
  for (const { flow, jitterTicks } of policerAllowancesOf(bounds)) largest.set(flow, Math.max(largest.get(flow) ?? 0, jitterTicks));
  return largest;
}

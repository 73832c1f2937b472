import type { Bounds, EndBound } from '../bounds/bounds.js';
import { type Passage, passagesOf } from '../bounds/port-traffic.js';
import type { TimingFlow, TimingPort } from '../timing/timing-network.js';
import { type FrameBounds, frameBoundsOf } from './frame-bounds.js';

/** What one flow can cost another at an output port that both pass. */
export interface PortInterference {
  readonly port: TimingPort;
  /** Frames of the other flow that can be sent while one frame waits. */
  readonly frames: number;
  /** Longest time for which they are sent while it waits, in ticks. */
  readonly ticks: number;
}

/** What one flow can cost another on the way to one destination. */
export interface Interferer {
  readonly flow: TimingFlow;
  /** Sum over the ports that both pass, in ticks. */
  readonly ticks: number;
  readonly ports: readonly PortInterference[];
}

/** Which flows can delay another directly on the way to one destination, the costliest first. */
export interface Interference {
  readonly end: EndBound;
  readonly interferers: readonly Interferer[];
}

/**
 * Direct interference: for each destination the time for which each other flow can occupy the ports of the route while one and the same
 * frame waits in their queues.
 *
 * A frame of flow i comes to port p at instant a, joins its queue at a or later, and its sending starts at most
 * W = D_i - l_i · ticksPerBit after a (D the bound of its priority there, l_i its smallest frame). A frame of flow j whose sending ends
 * after a came later than a - D_j. In an interval shorter than t come at most ⌈(t + J_j) / B_j⌉ frames of j. So what j has sent while i waits is
 * - of the same priority: came up to a, at most ⌈(D_j + J_j) / B_j⌉ frames;
 * - high above low: came up to the start of i, at most ⌈(D_j + W + J_j) / B_j⌉ frames;
 * - low below high: the one frame that was being sent when i joined the queue, one of all low flows together;
 * each of j's largest size, and all of it no longer than W. What another flow costs by delaying third ones is not in it: `effectsOf` bounds
 * that.
 *
 * @param isAsked which flows are asked for; each when absent
 * @returns in the order of `bounds.ends`
 * @implements LLR-TMR-009
 */
export function interferencesOf(bounds: Bounds, isAsked: (flow: TimingFlow) => boolean = () => true): readonly Interference[] {
  const frameBounds = frameBoundsOf(bounds);
  const passages = passagesOf(bounds.network);
  let of: { readonly flow: TimingFlow; readonly hops: readonly (readonly Met[])[] } | undefined;
  return frameBounds.ends.flatMap((end): readonly Interference[] => {
    if (!isAsked(end.flow)) return [];
    // ends of one flow follow each other
    if (of?.flow !== end.flow) of = { flow: end.flow, hops: metBy(frameBounds, passages, end.flow) };
    return [{ end, interferers: interferersOf(end, of.hops) }];
  });
}

interface Met extends PortInterference {
  readonly flow: TimingFlow;
}

/** By hop of a flow: what each other flow at the port can cost. */
function metBy(bounds: FrameBounds, passages: readonly (readonly Passage[])[], flow: TimingFlow): readonly (readonly Met[])[] {
  return flow.hops.map(({ port: index }) => {
    const port = bounds.network.ports[index] as TimingPort;
    const delays = { high: delayTicksOf(bounds, index, 'high'), low: delayTicksOf(bounds, index, 'low') };
    const wait = delays[flow.priority] - flow.frameBitsMin * port.ticksPerBit;
    const here = passages[index] ?? [];
    return here.flatMap(({ flow: other, hop }): readonly Met[] => {
      if (other === flow) return [];
      const frames = framesAhead(flow, other, { delays, wait, jitter: bounds.jitterTicks[other.index]?.[hop] ?? 0 });
      return [{ flow: other, port, frames, ticks: Math.min(frames * other.frameBitsMax * port.ticksPerBit, wait) }];
    });
  });
}

function framesAhead(
  flow: TimingFlow,
  other: TimingFlow,
  { delays, wait, jitter }: { readonly delays: Readonly<Record<'high' | 'low', number>>; readonly wait: number; readonly jitter: number },
): number {
  if (flow.priority === 'high' && other.priority === 'low') return 1;
  const span = delays[other.priority] + (flow.priority === other.priority ? 0 : wait);
  return Math.ceil((span + jitter) / other.gapTicks);
}

function interferersOf(end: EndBound, hops: readonly (readonly Met[])[]): readonly Interferer[] {
  const ports = new Map<TimingFlow, PortInterference[]>();
  for (let at = end.destination.hop; at >= 0; at = end.flow.hops[at]?.parent ?? -1) {
    for (const { flow, port, frames, ticks } of hops[at] ?? []) {
      const known = ports.get(flow) ?? [];
      ports.set(flow, known);
      known.unshift({ port, frames, ticks });
    }
  }
  return [...ports]
    .map(([flow, met]): Interferer => ({ flow, ticks: met.reduce((sum, { ticks }) => sum + ticks, 0), ports: met }))
    .sort((a, b) => b.ticks - a.ticks || a.flow.index - b.flow.index);
}

/** Whole, because frames are counted. */
function delayTicksOf({ ports }: FrameBounds, port: number, priority: 'high' | 'low'): number {
  return Number(ports[port]?.delayTicks[priority]?.numerator ?? 0n);
}

import { whole } from '../bounds/exact-number.js';

import type { Priority } from '../bounds/port-traffic.js';
import type { ProofContext } from './proof-context.js';

/** Flows that come to a port over one link, or, at an end system, all that it sends. */
export interface PortInput {
  /** The port before; `undefined` at the source, where no link limits the flows. */
  readonly linkId: string | undefined;
  readonly linkTicksPerBit: number;
  /** Largest frame, in bits. */
  readonly frameBitsMax: number;
  readonly classes: readonly FlowClass[];
}

/** Flows whose frames are counted alike: as far apart and as late. */
export interface FlowClass {
  readonly virtualLinks: readonly number[];
  /** The largest frames of all of them together. */
  readonly frameBits: number;
  readonly gapTicks: number;
  readonly jitterTicks: number;
  /** Whether these are parts of what policers admit of faulty sources, and no frames. */
  readonly isAdmitted: boolean;
}

/**
 * What comes to a port, by the link over which it comes.
 *
 * @implements LLR-POB-002
 */
export function portInputsOf({ timing, passages, bounds, faults }: ProofContext, port: number, of: Priority | 'all'): readonly PortInput[] {
  const open = new Map<number, { frameBitsMax: number; readonly classes: Map<string, FlowClass> }>();
  for (const { flow, hop, from } of passages[port] ?? []) {
    if (of !== 'all' && flow.priority !== of) continue;
    const input = open.get(from) ?? { frameBitsMax: 0, classes: new Map<string, FlowClass>() };
    open.set(from, input);
    input.frameBitsMax = Math.max(input.frameBitsMax, flow.frameBitsMax);
    const admitted = faults?.admittedOf(flow);
    const sound = { frameBits: flow.frameBitsMax, gapTicks: flow.gapTicks, jitterTicks: bounds.jitterTicks[flow.index]?.[hop] ?? 0 };
    const { gapTicks, jitterTicks, frameBits: bits } = admitted ?? sound;
    const isAdmitted = admitted !== undefined;
    const key = `${gapTicks} ${jitterTicks} ${isAdmitted}`;
    const { virtualLinks, frameBits } = input.classes.get(key) ?? { virtualLinks: [], frameBits: 0 };
    const grown = { virtualLinks: [...virtualLinks, flow.virtualLink], frameBits: frameBits + bits };
    input.classes.set(key, { ...grown, gapTicks, jitterTicks, isAdmitted });
  }
  return [...open].map(([from, { frameBitsMax, classes }]) => ({
    linkId: timing.ports[from]?.id,
    linkTicksPerBit: timing.ports[from]?.ticksPerBit ?? 0,
    frameBitsMax,
    classes: [...classes.values()],
  }));
}

/**
 * Frames of a flow that can come in a closed interval of so many ticks; 0 when it has none, which is -1.
 *
 * @implements LLR-POB-002
 */
export function framesOf({ gapTicks, jitterTicks }: Pick<FlowClass, 'gapTicks' | 'jitterTicks'>, spanTicks: number): number {
  return Math.max(0, 1 + Math.floor((spanTicks + jitterTicks) / gapTicks));
}

/**
 * Bits that can come in a closed interval of so many ticks.
 *
 * @implements LLR-POB-002
 */
export function arrivalBits(inputs: readonly PortInput[], spanTicks: number): number {
  return inputs.reduce((bits, { linkTicksPerBit, frameBitsMax, classes }) => {
    const frames = classes.reduce((sum, each) => sum + each.frameBits * framesOf(each, spanTicks), 0);
    return whole(bits + (linkTicksPerBit === 0 ? frames : Math.min(frames, frameBitsMax + Math.floor(spanTicks / linkTicksPerBit))));
  }, 0);
}

/** Steps after which a busy period counts as one without end. */
const stepsMax = 10_000;

/**
 * The first instant of a busy period by which all work that came before it is done; `undefined` when none is found within 10 000 steps.
 *
 * @implements LLR-POB-003
 */
export function busyTicksOf(
  { ticksPerBit, latencyTicks }: { readonly ticksPerBit: number; readonly latencyTicks: number },
  inputs: readonly PortInput[],
  blockingBits: number,
): number | undefined {
  let end = 1;
  for (let step = 0; step < stepsMax; step += 1) {
    const done = whole(latencyTicks + ticksPerBit * (arrivalBits(inputs, end - 1) + blockingBits));
    if (done <= end) return end;
    end = done;
  }
  return undefined;
}

/**
 * The instants before `end` at which a frame more can be there, in order.
 *
 * @implements LLR-POB-003
 */
export function jumpsBefore(inputs: readonly PortInput[], end: number): readonly number[] {
  const jumps = new Set<number>();
  for (const { classes } of inputs)
    for (const { gapTicks, jitterTicks } of classes) {
      const first = (1 + Math.floor(jitterTicks / gapTicks)) * gapTicks - jitterTicks;
      for (let jump = first; jump < end && jumps.size <= jumpsMax; jump += gapTicks) jumps.add(jump);
    }
  return [...jumps].sort((a, b) => a - b);
}

/**
 * More instants than these are not stated one by one.
 *
 * @implements LLR-POB-003
 */
export const jumpsMax = 64;

import { type Bounds, boundsOf } from '../bounds/bounds.js';

/** Bounds by counting frames, with the arrival jitter of each flow at each hop. */
export interface FrameBounds extends Bounds {
  readonly jitterTicks: readonly (readonly number[])[];
}

/**
 * The bounds themselves when they count frames, else those of the same network by method `frame`: arrival jitter is known there only.
 *
 * @implements LLR-TMR-001
 */
export function frameBoundsOf(bounds: Bounds): FrameBounds {
  const { jitterTicks } = bounds;
  if (jitterTicks !== undefined) return { ...bounds, jitterTicks };
  return frameBoundsOf(boundsOf(bounds.network, 'frame'));
}

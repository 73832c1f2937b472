import { type Bounds, boundsOf, type EndBound } from '../bounds/bounds.js';

/** How much lower the bound at a destination is when a virtual link is taken out of the network. */
export interface Effect {
  readonly end: EndBound;
  /** Bound with it less bound without it. */
  readonly picoseconds: bigint;
}

/**
 * The bounds of a network, by the same method, without some of its virtual links. Its ports stay, so that their numbers do.
 *
 * @param isOut whether the virtual link of an identifier is taken out
 * @implements LLR-TMR-010
 */
export function boundsWithout({ network, method }: Bounds, isOut: (virtualLink: number) => boolean): Bounds {
  const flows = network.flows.filter(({ virtualLink }) => !isOut(virtualLink)).map((flow, index) => ({ ...flow, index }));
  return boundsOf({ ...network, flows }, method);
}

/**
 * What a virtual link costs each other one, what it does through third ones included: a difference of two bounds. It says by how much less
 * can be guaranteed, not how much later a frame comes: in a given pattern of releases a frame can be *earlier* because of another
 * one, which holds up a third that would have gone first.
 *
 * @returns for each destination of each other virtual link, in the order of `bounds.ends`
 * @implements LLR-TMR-010
 */
export function effectsOf(bounds: Bounds, virtualLink: number): readonly Effect[] {
  const without = boundsWithout(bounds, (id) => id === virtualLink).ends;
  return bounds.ends
    .filter(({ flow }) => flow.virtualLink !== virtualLink)
    .map((end, index) => ({ end, picoseconds: end.delayPicoseconds - (without[index]?.delayPicoseconds ?? 0n) }));
}

import type { SourcePlace } from '../coverage-map.js';

/** How two components are coupled. `callback`: a function that is handed over; `property`: written in one and read in the other. */
export type CoupleHow = 'call' | 'callback' | 'parameter' | 'result' | 'variable' | 'property';

/** A place of a source file. */
export interface FilePlace extends SourcePlace {
  readonly path: string;
}

/**
 * What must have run for a place to have run: a statement or the entry of a function, a condition of a decision, an outcome of one, or a
 * way of a branch, each by where it stands.
 */
export type Evidence =
  | { readonly kind: 'point'; readonly path: string; readonly what: string; readonly line: number; readonly column: number }
  | { readonly kind: 'condition'; readonly path: string; readonly line: number; readonly column: number }
  | { readonly kind: 'outcome'; readonly path: string; readonly outcome: boolean; readonly line: number; readonly column: number };

/**
 * A couple: at this place the code of component `from` reaches `to`. It is exercised by a test case that shows each of the evidence.
 * Control couples: call, callback. Data couples: the others.
 */
export interface Couple {
  readonly kind: 'control' | 'data';
  readonly how: CoupleHow;
  readonly from: string;
  readonly to: string;
  /** What is called, handed over, set or read. */
  readonly name: string;
  readonly place: FilePlace;
  readonly evidence: readonly Evidence[];
}

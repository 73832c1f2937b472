import type { Model, Replay } from '../../kernel/logic/obligation.js';

/** Values that contradict a claim, or show that assumptions can hold. */
export interface Example {
  readonly model: Model;
  /** A line each, in the words of the domain. */
  readonly words: readonly string[];
  /** What the real code did with these values; `undefined` when nothing replays them. */
  readonly replay: Replay | undefined;
}

/**
 * What became of an obligation. `proved`; `refuted`, with a counterexample; `vacuous`: its assumptions contradict each other, so that each claim
 * would follow; `unknown`: the solver did not find out, which proves nothing.
 */
export type Finding =
  | { readonly verdict: 'proved' }
  | { readonly verdict: 'refuted'; readonly why: string; readonly example: Example | undefined }
  | { readonly verdict: 'vacuous'; readonly why: string; readonly conflict: readonly string[] }
  | { readonly verdict: 'unknown'; readonly why: string; readonly example: Example | undefined };

/** What was found out of the assumptions of a claim, by name; of the others nothing is said. */
export interface Need {
  /** Without all of these the claim follows as well. */
  readonly idle: readonly string[];
  /** Without any one of these it does not, the idle ones left out. */
  readonly needed: readonly string[];
}

/** A finding with what was learnt about the assumptions. */
export interface Discharge {
  readonly finding: Finding;
  /** Which assumptions the claim needs; `undefined` when that was not looked at. */
  readonly need: Need | undefined;
  /** Values for which the assumptions hold together. */
  readonly witness: Model | undefined;
  /** For method `infeasible`: assumptions that contradict each other, none of which can be left out. */
  readonly conflict?: readonly string[];
  /** For method `all-models`: the combinations found. */
  readonly models?: readonly Model[];
}

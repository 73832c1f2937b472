import type { Rational } from '../rational.js';
import type { Value } from './evaluate.js';
import type { Expression, Integer, Truth } from './expression.js';
import type { TransitionSystem } from './transition-system.js';

/** What a proof obligation speaks of: a file or a named part of one, with the SHA-256 of the bytes that were read. */
export interface ProofSubject {
  readonly name: string;
  readonly sha256: string;
}

/** Something that a proof takes for granted. */
export interface Assumption {
  /** Unique among the assumptions of the obligation; letters, digits, `-` and `.`. */
  readonly name: string;
  /** What is assumed, in words. */
  readonly text: string;
  /** Why it may be assumed. */
  readonly justification: string;
  /** Requirements, obligations or test cases that establish it; empty when the justification stands alone. */
  readonly traces: readonly string[];
  readonly formula: Truth;
}

/** A statement with a name, such as a strengthening of an invariant. */
export interface NamedTruth {
  readonly name: string;
  readonly text: string;
  readonly formula: Truth;
}

/** What is asked of the solver. */
export type ProofQuestion =
  /** The claim holds wherever the assumptions do. */
  | { readonly method: 'valid'; readonly claim: Truth }
  /** There are values for which assumptions and claim hold together. */
  | { readonly method: 'satisfiable'; readonly claim: Truth }
  /** Under the assumptions the objective reaches the optimum and does not go beyond it. */
  | {
      readonly method: 'optimal';
      readonly direction: 'largest' | 'smallest';
      readonly objective: Expression<'Int'> | Expression<'Real'>;
      readonly optimum: Rational;
    }
  /** The assumptions hold for exactly `count` combinations of values of some variables. */
  | { readonly method: 'all-models'; readonly over: readonly Expression[]; readonly count: number }
  /** Two expressions have the same value wherever the assumptions hold. */
  | { readonly method: 'equivalent'; readonly left: Expression; readonly right: Expression }
  /** No part of the expressions leaves the range in which it is exact, wherever the assumptions hold. */
  | { readonly method: 'exact-range'; readonly expressions: readonly Integer[]; readonly range: ExactRange }
  /** The property holds in each state that can be reached within so many steps. */
  | { readonly method: 'bounded'; readonly system: TransitionSystem; readonly property: Truth; readonly steps: number }
  /**
   * The property holds in each state that can be reached, by induction over `depth` steps with the help of invariants that are proved
   * along with it.
   */
  | {
      readonly method: 'invariant';
      readonly system: TransitionSystem;
      readonly property: Truth;
      readonly depth: number;
      readonly invariants: readonly NamedTruth[];
    }
  /** No values satisfy the assumptions together; which of them conflict is told. */
  | { readonly method: 'infeasible' };

/** The whole numbers that a type of the running program holds exactly. */
export interface ExactRange {
  readonly name: string;
  readonly smallest: bigint;
  readonly largest: bigint;
}

/**
 * The whole numbers that a JavaScript number holds exactly, each with both neighbours.
 *
 * @implements LLR-LOG-013
 */
export const safeIntegers: ExactRange = {
  name: 'JavaScript number',
  smallest: BigInt(Number.MIN_SAFE_INTEGER),
  largest: BigInt(Number.MAX_SAFE_INTEGER),
};

/**
 * Why the formulas speak of the code that runs. `one-definition`: the code computes with the very expressions. `differential-test`: code and
 * expressions are two, and a test compares them on many random inputs. `data`: the formulas speak of data alone, which is read from the subject.
 */
export type Faithfulness =
  | { readonly kind: 'one-definition'; readonly where: string }
  | { readonly kind: 'differential-test'; readonly testCase: string; readonly where: string }
  | { readonly kind: 'data'; readonly where: string };

/** Values of the variables of a counterexample or witness, by name. */
export type Model = ReadonlyMap<string, Value>;

/** What the real code did with a counterexample: whether it behaves as the model says, and what was seen. */
export interface Replay {
  readonly confirmed: boolean;
  readonly seen: string;
}

/** A file that obligations are made from: its path in the project, its text and the SHA-256 of its bytes. */
export interface ProofInput {
  readonly path: string;
  readonly text: string;
  readonly sha256: string;
}

/** One proof obligation, as data; `ampel prove` discharges it. */
export interface Obligation {
  /** `PO-MODULE-number` or `PO-MODULE-name`. */
  readonly id: string;
  readonly title: string;
  /** Requirements that it discharges. */
  readonly requirements: readonly string[];
  readonly subjects: readonly ProofSubject[];
  readonly assumptions: readonly Assumption[];
  /** What is claimed, in words. */
  readonly claim: string;
  readonly question: ProofQuestion;
  /** Logic of SMT-LIB, such as QF_LIA; ALL when none narrower is known. */
  readonly logic: string;
  readonly faithful: Faithfulness;
  /** Resource units after which the solver gives up on one query; the engine's own limit when absent. */
  readonly resourceUnits?: number;
  /** A counterexample in the words of the domain, a line each; the bare values when absent. */
  readonly inWords?: (model: Model) => readonly string[];
  /** Runs the real code on a counterexample. */
  readonly replay?: (model: Model) => Replay;
}

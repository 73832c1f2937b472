import type { DecisionTree } from './analysis/decision-tree.js';

/** Where something stands in a source file; line and column count from 1. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

/**
 * What a point of the program is: a statement that was begun; a function that was entered, or left by a return or its end; a way that
 * the program can take at a switch, loop, catch, `??`, `?.`, logical assignment or default value.
 */
export type PointKind = 'statement' | 'entry' | 'exit' | 'branch';

/**
 * What makes a point reached for certain: another point, by its place in the array, or an outcome of a decision, by its number. Nothing
 * that could fail stands between the two.
 */
export type PointCause = { readonly slot: number } | { readonly decision: number; readonly outcome: boolean };

/** A point of the program that a run reaches or not. `what` says which way of which construct a branch is. */
export interface CoveragePoint extends SourcePlace {
  readonly kind: PointKind;
  readonly what: string;
  /** Its place in the array of what was reached; -1 where a cause tells. */
  readonly slot: number;
  readonly cause: PointCause | undefined;
}

/**
 * How vectors are recorded. `paths`: each has a place in the array of what was reached, by the number of its way; `table`: a place by
 * its digits and outcome; `digits`: by its digits and outcome in the decision's own memory; `outcomes`: not, but for two points.
 */
export type VectorEncoding = 'paths' | 'table' | 'digits' | 'outcomes';

/**
 * `boolean`: a Boolean decision by its syntax or place; `value`: it selects one of its operands, at least one of which is no Boolean;
 * `observed`: the syntax does not say, and it is a decision unless it gave something else than a Boolean.
 */
export type DecisionNature = 'boolean' | 'value' | 'observed';

/** A condition, with its text without parentheses around it; conditions of the same text are coupled. */
export interface ConditionSource extends SourcePlace {
  readonly text: string;
}

/** A decision of a source file. */
export interface DecisionSource extends SourcePlace {
  readonly what: string;
  readonly text: string;
  readonly nature: DecisionNature;
  readonly tree: DecisionTree;
  readonly conditions: readonly ConditionSource[];
  /** Whether no condition calls, assigns or waits, so that the same text has the same value at each occurrence. */
  readonly isPure: boolean;
  /** Two points, for true and false, where vectors are not recorded: decisions of one condition or of too many; otherwise -1. */
  readonly outcomePoint: number;
  /** Point that is reached when it gives no Boolean; -1 where that is not looked at. */
  readonly otherValuePoint: number;
  readonly encoding: VectorEncoding;
  /** First place of its vectors in the array of what was reached. */
  readonly firstSlot: number;
}

/** What is measured in a source file. Text and options determine it, so that it need not be kept. */
export interface CoverageMap {
  readonly path: string;
  /** SHA-256 of the source text that was instrumented. */
  readonly digest: string;
  /** SHA-256 of all that its places and decisions follow from: the text, and what the compiler told of its types. */
  readonly identity: string;
  readonly points: readonly CoveragePoint[];
  readonly decisions: readonly DecisionSource[];
  /** Number of places in the array of what was reached. */
  readonly slotsCount: number;
  /** Number of parameters with a default value. */
  readonly defaultsCount: number;
  /** Constructs that are not measured, each with its reason. */
  readonly unmeasured: readonly (SourcePlace & { readonly what: string })[];
}

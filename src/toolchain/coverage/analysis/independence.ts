import { conditionCountOf, type DecisionTree, type Evaluation, isEagerGate, type ObservedVector, replayed } from './decision-tree.js';
import { unmaskedSignatures } from './masking.js';

/** Two vectors by their place in the list, that show the independent effect of a condition. */
export interface IndependencePair {
  readonly whenTrue: number;
  readonly whenFalse: number;
}

/** What was seen of one condition. */
export interface ConditionCoverage {
  /** Whether the condition was true, and false, in a run of the decision. */
  readonly wasTrue: boolean;
  readonly wasFalse: boolean;
  /** Whether it was so in a run in which no other condition masks it. */
  readonly decidedTrue: boolean;
  readonly decidedFalse: boolean;
  readonly masking: IndependencePair | undefined;
  readonly uniqueCause: IndependencePair | undefined;
}

/** What was seen of one decision. */
export interface DecisionCoverage {
  readonly wasTrue: boolean;
  readonly wasFalse: boolean;
  readonly conditions: readonly ConditionCoverage[];
  /** Vectors by their place that the decision cannot have given; they count for nothing. */
  readonly impossible: readonly number[];
}

/**
 * Decision, condition and modified condition/decision coverage of one decision from the vectors that were seen. Time grows with
 * vectors times conditions: each condition groups the vectors by what must be equal in both runs, so that no two are compared.
 *
 * Unique cause: the other conditions are equal in both runs; with short-circuit evaluation, where both were evaluated. For these
 * trees that is the same as: equal before the condition and beside each operator that evaluates both operands, and masked in neither
 * run, because what follows a short-circuit operator is evaluated in one of the two runs at most.
 *
 * @implements LLR-COV-003
 * @implements LLR-COV-004
 */
export function decisionCoverage(tree: DecisionTree, vectors: readonly ObservedVector[], evaluation: Evaluation): DecisionCoverage {
  const count = conditionCountOf(tree);
  const tallies = Array.from({ length: count }, emptyTally);
  const keyOf = evaluation === 'full' ? keyOfOthers : keyBefore(eagerRangesOf(tree, count));
  const impossible: number[] = [];
  let [wasTrue, wasFalse] = [false, false];
  vectors.forEach(({ values, outcome }, place) => {
    if (values.length !== count || replayed(tree, values, evaluation) !== outcome) {
      impossible.push(place);
      return;
    }
    if (outcome) wasTrue = true;
    else wasFalse = true;
    const signatures = unmaskedSignatures(tree, values);
    tallies.forEach((tally, index) => {
      const value = values[index];
      if (value !== '-') note(tally, value === 'T', place, signatures[index], tally.uniqueCause.pair ? '' : keyOf(values, index));
    });
  });
  return { wasTrue, wasFalse, conditions: tallies.map(conditionOf), impossible };
}

interface Grouping {
  readonly byKey: Map<string, { readonly value: boolean; readonly place: number }>;
  pair: IndependencePair | undefined;
}

interface Tally {
  wasTrue: boolean;
  wasFalse: boolean;
  decidedTrue: boolean;
  decidedFalse: boolean;
  readonly masking: Grouping;
  readonly uniqueCause: Grouping;
}

function emptyTally(): Tally {
  const seen = { wasTrue: false, wasFalse: false, decidedTrue: false, decidedFalse: false };
  return { ...seen, masking: { byKey: new Map(), pair: undefined }, uniqueCause: { byKey: new Map(), pair: undefined } };
}

function note(tally: Tally, value: boolean, place: number, signature: string | undefined, key: string): void {
  if (value) tally.wasTrue = true;
  else tally.wasFalse = true;
  if (signature === undefined) return;
  if (value) tally.decidedTrue = true;
  else tally.decidedFalse = true;
  group(tally.masking, signature, value, place);
  group(tally.uniqueCause, key, value, place);
}

/** Keeps the first vector of each group until one with the other value of the condition comes. */
function group(grouping: Grouping, key: string, value: boolean, place: number): void {
  if (grouping.pair !== undefined) return;
  const first = grouping.byKey.get(key);
  if (first === undefined) grouping.byKey.set(key, { value, place });
  else if (first.value !== value) {
    grouping.pair = value ? { whenTrue: place, whenFalse: first.place } : { whenTrue: first.place, whenFalse: place };
    grouping.byKey.clear();
  }
}

function conditionOf({ wasTrue, wasFalse, decidedTrue, decidedFalse, masking, uniqueCause }: Tally): ConditionCoverage {
  return { wasTrue, wasFalse, decidedTrue, decidedFalse, masking: masking.pair, uniqueCause: uniqueCause.pair };
}

function keyOfOthers(values: string, index: number): string {
  return values.slice(0, index) + values.slice(index + 1);
}

type Range = readonly [from: number, to: number];

function keyBefore(ranges: readonly (readonly Range[])[]): (values: string, index: number) => string {
  return (values, index) => {
    let key = values.slice(0, index);
    for (const [from, to] of ranges[index] ?? []) key += values.slice(from, to);
    return key;
  };
}

/** For each condition the conditions of the right operands of the eager operators in whose left operand it stands. */
function eagerRangesOf(tree: DecisionTree, count: number): readonly (readonly Range[])[] {
  const ranges: Range[][] = Array.from({ length: count }, () => []);
  const visit = (node: DecisionTree, from: number): number => {
    if (node.kind === 'condition') return from + 1;
    if (node.kind === 'not') return visit(node.operand, from);
    const middle = visit(node.left, from);
    const to = visit(node.right, middle);
    if (isEagerGate(node)) for (let index = from; index < middle; index += 1) ranges[index]?.push([middle, to]);
    return to;
  };
  visit(tree, 0);
  return ranges;
}

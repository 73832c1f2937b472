import { conditionCountOf, type DecisionTree, isEagerGate, type ObservedVector } from '../analysis/decision-tree.js';

/** Where the evaluation of a decision goes after a condition: to a later condition, by its number, or to its outcome. */
export type PathTarget = number | 'true' | 'false';

/** What follows a condition that is true, and one that is false. */
export interface PathStep {
  readonly onTrue: PathTarget;
  readonly onFalse: PathTarget;
}

/**
 * The ways of evaluating a decision with short-circuit operators alone, numbered from 0 without gaps: a false condition adds nothing to the
 * number of its way, a true one the number of ways that go on from false. (Ball and Larus, Efficient path profiling, 1996, section 3.)
 * A way is what a vector is, conditions that are not evaluated included.
 */
export interface DecisionPaths {
  readonly steps: readonly PathStep[];
  /** For each condition how many ways lead to it, and how many go on from it. */
  readonly waysTo: readonly number[];
  readonly waysOn: readonly number[];
  readonly count: number;
}

/**
 * Most ways of one decision that have a place each in the array of a file; a decision with more is recorded by digits.
 * @implements LLR-COV-060
 */
export const pathsMaximum = 4096;

/**
 * The numbered ways of a decision; undefined when an operator evaluates both operands, since the ways after it depend on what it gave, or
 * when there are more than 4096.
 * @implements LLR-COV-060
 */
export function decisionPaths(tree: DecisionTree): DecisionPaths | undefined {
  const steps: PathStep[] = new Array(conditionCountOf(tree));
  if (!connected(tree, 'true', 'false', steps)) return undefined;
  const waysOn: number[] = new Array(steps.length).fill(0);
  const on = (target: PathTarget): number => (typeof target === 'number' ? (waysOn[target] ?? 0) : 1);
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const { onTrue = 'true', onFalse = 'false' } = steps[index] ?? {};
    waysOn[index] = on(onTrue) + on(onFalse);
  }
  const count = waysOn[0] ?? 0;
  if (count > pathsMaximum) return undefined;
  const waysTo: number[] = new Array(steps.length).fill(0);
  waysTo[0] = 1;
  steps.forEach(({ onTrue, onFalse }, index) => {
    for (const target of [onTrue, onFalse]) if (typeof target === 'number') waysTo[target] = (waysTo[target] ?? 0) + (waysTo[index] ?? 0);
  });
  return { steps, waysTo, waysOn, count };
}

/** Notes what follows each condition, and whether that is known before it runs. Gives the condition that is evaluated first. */
function connected(node: DecisionTree, onTrue: PathTarget, onFalse: PathTarget, steps: PathStep[]): boolean {
  if (node.kind === 'condition') {
    steps[node.index] = { onTrue, onFalse };
    return true;
  }
  if (node.kind === 'not') return connected(node.operand, onFalse, onTrue, steps);
  if (isEagerGate(node)) return false;
  const right = firstConditionOf(node.right);
  if (!connected(node.right, onTrue, onFalse, steps)) return false;
  return node.kind === 'and' ? connected(node.left, right, onFalse, steps) : connected(node.left, onTrue, right, steps);
}

function firstConditionOf(node: DecisionTree): number {
  if (node.kind === 'condition') return node.index;
  return firstConditionOf(node.kind === 'not' ? node.operand : node.left);
}

/**
 * What a true condition adds to the number of the way.
 * @implements LLR-COV-060
 */
export function stepOfTrue({ steps, waysOn }: DecisionPaths, index: number): number {
  const onFalse = steps[index]?.onFalse;
  return typeof onFalse === 'number' ? (waysOn[onFalse] ?? 0) : 1;
}

/**
 * The vector of a way: the value of each condition, and the outcome.
 * @param way a number below the count of ways
 * @implements LLR-COV-060
 */
export function vectorOfPath(paths: DecisionPaths, way: number): ObservedVector {
  const values: string[] = new Array(paths.steps.length).fill('-');
  let rest = way;
  let at: PathTarget = 0;
  while (typeof at === 'number') {
    const step: number = stepOfTrue(paths, at);
    const isTrue: boolean = rest >= step;
    if (isTrue) rest -= step;
    values[at] = isTrue ? 'T' : 'F';
    const { onTrue = 'true', onFalse = 'false' }: Partial<PathStep> = paths.steps[at] ?? {};
    at = isTrue ? onTrue : onFalse;
  }
  return { values: values.join(''), outcome: at === 'true' };
}

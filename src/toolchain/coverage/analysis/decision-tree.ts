/**
 * A decision as Boolean operators over conditions. Conditions are numbered from 0 in the order of the text, each occurrence of its own.
 * `and` and `or` leave out their right operand where the left one decides, unless they are eager, as `&` and `|` are.
 */
export type DecisionTree =
  | { readonly kind: 'condition'; readonly index: number }
  | { readonly kind: 'not'; readonly operand: DecisionTree }
  | Gate;

/** An operator of two operands. */
export interface Gate {
  readonly kind: 'and' | 'or' | 'equal' | 'xor';
  readonly left: DecisionTree;
  readonly right: DecisionTree;
  readonly isEager?: boolean;
}

/**
 * Most conditions of one decision that are measured; a decision with more is a finding.
 * @implements LLR-COV-001
 */
export const conditionsMaximum = 64;

/**
 * Whether an operator evaluates both operands whatever the left one gives.
 * @implements LLR-COV-001
 */
export function isEagerGate(gate: Gate): boolean {
  return gate.isEager === true || gate.kind === 'equal' || gate.kind === 'xor';
}

/**
 * The value of the left operand of `and` or `or` that decides alone; undefined for the other operators.
 * @implements LLR-COV-001
 */
export function controllingValueOf(gate: Gate): boolean | undefined {
  return gate.kind === 'and' ? false : gate.kind === 'or' ? true : undefined;
}

/**
 * What an operator gives for the values of its operands.
 * @implements LLR-COV-001
 */
export function gateValue(kind: Gate['kind'], left: boolean, right: boolean): boolean {
  switch (kind) {
    case 'and':
      return left && right;
    case 'or':
      return left || right;
    case 'equal':
      return left === right;
    case 'xor':
      return left !== right;
  }
}

/**
 * The number of conditions of a decision.
 * @implements LLR-COV-001
 */
export function conditionCountOf(tree: DecisionTree): number {
  if (tree.kind === 'condition') return 1;
  if (tree.kind === 'not') return conditionCountOf(tree.operand);
  return conditionCountOf(tree.left) + conditionCountOf(tree.right);
}

/**
 * How conditions are evaluated: `short-circuit` leaves out what cannot matter, `full` evaluates each condition.
 */
export type Evaluation = 'short-circuit' | 'full';

/** The values of the conditions as they were seen, one of T, F and - (not evaluated) for each, and what the decision gave. */
export interface ObservedVector {
  readonly values: string;
  readonly outcome: boolean;
}

/**
 * What a decision gives for seen values; undefined when these values cannot have been seen: a condition is missing that the
 * evaluation asks for, or is there although it leaves it out.
 * @implements LLR-COV-002
 */
export function replayed(tree: DecisionTree, values: string, evaluation: Evaluation): boolean | undefined {
  let asked = 0;
  const visit = (node: DecisionTree): boolean | undefined => {
    if (node.kind === 'condition') {
      asked += 1;
      const value = values[node.index];
      return value === 'T' ? true : value === 'F' ? false : undefined;
    }
    if (node.kind === 'not') {
      const value = visit(node.operand);
      return value === undefined ? undefined : !value;
    }
    const left = visit(node.left);
    if (left === undefined) return undefined;
    if (evaluation === 'short-circuit' && !isEagerGate(node) && left === controllingValueOf(node)) return left;
    const right = visit(node.right);
    return right === undefined ? undefined : gateValue(node.kind, left, right);
  };
  const outcome = visit(tree);
  return outcome !== undefined && asked === evaluatedCount(values) ? outcome : undefined;
}

function evaluatedCount(values: string): number {
  let count = 0;
  for (const value of values) if (value !== '-') count += 1;
  return count;
}

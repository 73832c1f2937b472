import { controllingValueOf, type DecisionTree } from '../analysis/decision-tree.js';
import type { DecisionResult } from './file-coverage.js';

/**
 * The ways of an expression that selects values, two for each `&&` and `||`: the left operand gives the value, or the right one is
 * evaluated.
 * @implements LLR-COV-014
 */
export function selectionWays({ source, vectors }: DecisionResult): { readonly total: number; readonly reached: number } {
  let [total, reached] = [0, 0];
  const visit = (node: DecisionTree): void => {
    if (node.kind === 'condition') return;
    if (node.kind === 'not') {
      visit(node.operand);
      return;
    }
    visit(node.left);
    visit(node.right);
    if (controllingValueOf(node) === undefined || node.isEager === true) return;
    const [left, right] = [firstOf(node.left), firstOf(node.right)];
    const begun = vectors.filter(({ values }) => values[left] !== '-');
    total += 2;
    if (begun.some(({ values }) => values[right] === '-')) reached += 1;
    if (begun.some(({ values }) => values[right] !== '-')) reached += 1;
  };
  visit(source.tree);
  return { total, reached };
}

/** The condition that a part evaluates first. */
function firstOf(node: DecisionTree): number {
  return node.kind === 'condition' ? node.index : firstOf(node.kind === 'not' ? node.operand : node.left);
}

import { controllingValueOf, type DecisionTree, gateValue } from './decision-tree.js';

/**
 * For each condition of a decision: undefined where it was not evaluated or another condition masks it; otherwise the values of the
 * operands beside it at each `equal` and `xor` on the way to the outcome, T or F from the inside out. Two vectors in which the
 * condition differs and this text is equal show its independent effect by masking. An operand that was not evaluated masks nothing.
 *
 * At `and` and `or` the operand beside must have the value that lets the condition through (NASA/TM-2001-210876, section 3.2.3; CAST-6).
 * At `equal` and `xor` both values let it through; it must then be the same in both runs, so that the condition alone flips the outcome.
 *
 * @param values one of T, F, - for each condition, as `replayed` accepts them
 * @implements LLR-COV-003
 */
export function unmaskedSignatures(tree: DecisionTree, values: string): readonly (string | undefined)[] {
  const signatures: (string | undefined)[] = new Array(values.length).fill(undefined);
  const known = new Map<DecisionTree, boolean | undefined>();
  recorded(tree, values, known);
  passDown(tree, '', known, signatures);
  return signatures;
}

function recorded(node: DecisionTree, values: string, known: Map<DecisionTree, boolean | undefined>): boolean | undefined {
  let value: boolean | undefined;
  if (node.kind === 'condition') value = values[node.index] === '-' ? undefined : values[node.index] === 'T';
  else if (node.kind === 'not') {
    const operand = recorded(node.operand, values, known);
    value = operand === undefined ? undefined : !operand;
  } else {
    const left = recorded(node.left, values, known);
    const right = recorded(node.right, values, known);
    if (left === undefined) value = undefined;
    else value = right === undefined ? left : gateValue(node.kind, left, right);
  }
  known.set(node, value);
  return value;
}

function passDown(
  node: DecisionTree,
  signature: string,
  known: ReadonlyMap<DecisionTree, boolean | undefined>,
  signatures: (string | undefined)[],
): void {
  if (known.get(node) === undefined) return;
  if (node.kind === 'condition') {
    signatures[node.index] = signature;
    return;
  }
  if (node.kind === 'not') {
    passDown(node.operand, signature, known, signatures);
    return;
  }
  const left = known.get(node.left);
  const right = known.get(node.right);
  const controlling = controllingValueOf(node);
  if (controlling === undefined) {
    passDown(node.left, `${signature}${right ? 'T' : 'F'}`, known, signatures);
    passDown(node.right, `${signature}${left ? 'T' : 'F'}`, known, signatures);
    return;
  }
  if (right !== controlling) passDown(node.left, signature, known, signatures);
  if (left !== controlling) passDown(node.right, signature, known, signatures);
}

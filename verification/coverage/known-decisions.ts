import type { DecisionTree, Evaluation, ObservedVector } from '../../src/toolchain/coverage/analysis/decision-tree.js';

/** A condition, and the operators over it, for expressions written in a test. */
export const c = (index: number): DecisionTree => ({ kind: 'condition', index });
export const not = (operand: DecisionTree): DecisionTree => ({ kind: 'not', operand });
export const and = (left: DecisionTree, right: DecisionTree, isEager = false): DecisionTree => ({ kind: 'and', left, right, isEager });
export const or = (left: DecisionTree, right: DecisionTree, isEager = false): DecisionTree => ({ kind: 'or', left, right, isEager });
export const xor = (left: DecisionTree, right: DecisionTree): DecisionTree => ({ kind: 'xor', left, right });
export const equal = (left: DecisionTree, right: DecisionTree): DecisionTree => ({ kind: 'equal', left, right });

/** A decision, the inputs of its runs (one letter for each name), and which conditions these runs show, by hand from the definitions. */
export interface KnownDecision {
  readonly text: string;
  readonly tree: DecisionTree;
  /** The name that each condition reads. */
  readonly names: string;
  readonly runs: string;
  /** y or n for each condition: masking and unique cause with short-circuit evaluation, then the same with full evaluation. */
  readonly short?: readonly [masking: string, uniqueCause: string];
  readonly full: readonly [masking: string, uniqueCause: string];
}

const coupled = or(and(c(0), c(1)), and(c(2), c(3)));

export const knownDecisions: readonly KnownDecision[] = [
  { text: 'a', tree: c(0), names: 'a', runs: 'T F', short: ['y', 'y'], full: ['y', 'y'] },
  { text: 'a', tree: c(0), names: 'a', runs: 'T', short: ['n', 'n'], full: ['n', 'n'] },
  { text: 'a && b', tree: and(c(0), c(1)), names: 'ab', runs: 'TT TF FT', short: ['yy', 'yy'], full: ['yy', 'yy'] },
  // FF shows a only where the second condition is not evaluated.
  { text: 'a && b', tree: and(c(0), c(1)), names: 'ab', runs: 'TT FF', short: ['yn', 'yn'], full: ['nn', 'nn'] },
  { text: 'a || b', tree: or(c(0), c(1)), names: 'ab', runs: 'FF TF FT', short: ['yy', 'yy'], full: ['yy', 'yy'] },
  {
    text: 'a || b || c',
    tree: or(or(c(0), c(1)), c(2)),
    names: 'abc',
    runs: 'FFF TFF FTF FFT',
    short: ['yyy', 'yyy'],
    full: ['yyy', 'yyy'],
  },
  { text: 'a !== b', tree: xor(c(0), c(1)), names: 'ab', runs: 'TT TF FT', full: ['yy', 'yy'] },
  // Both conditions change at once: neither is shown.
  { text: 'a !== b', tree: xor(c(0), c(1)), names: 'ab', runs: 'TT FF', full: ['nn', 'nn'] },
  { text: 'a === b', tree: equal(c(0), c(1)), names: 'ab', runs: 'TT TF', full: ['ny', 'ny'] },
  // a differs too, but c | d decides where a | b is true in both runs.
  {
    text: '(a || b) && (c || d)',
    tree: and(or(c(0), c(1)), or(c(2), c(3))),
    names: 'abcd',
    runs: 'TFFF FTTF',
    short: ['nnyn', 'nnnn'],
    full: ['nnyn', 'nnnn'],
  },
  // The two occurrences of a change together; the first is alone where the second is not evaluated.
  {
    text: '(a && b) || (a && c)',
    tree: coupled,
    names: 'abac',
    runs: 'FFF FFT FTF FTT TFF TFT TTF TTT',
    short: ['yyyy', 'yyny'],
    full: ['yyyy', 'nyny'],
  },
  {
    text: '!(a && b) && c',
    tree: and(not(and(c(0), c(1))), c(2)),
    names: 'abc',
    runs: 'TTT FTT TFT FTF',
    short: ['yyy', 'yyy'],
    full: ['yyy', 'yyy'],
  },
  // An operand of & is evaluated after a false one, so that FF shows nothing.
  { text: 'a & b', tree: and(c(0), c(1), true), names: 'ab', runs: 'TT FF', short: ['nn', 'nn'], full: ['nn', 'nn'] },
  // The operand beside === is the same in both runs for a (F) and for b (T).
  {
    text: '(a && b) === c',
    tree: equal(and(c(0), c(1)), c(2)),
    names: 'abc',
    runs: 'TTF FTF TFF TTT',
    short: ['yyy', 'yyy'],
    full: ['yyy', 'yyy'],
  },
];

/** The vector of a run: what each condition shows when the inputs are these, by an evaluation of its own. */
export function vectorOf(tree: DecisionTree, inputs: readonly boolean[], evaluation: Evaluation): ObservedVector {
  const values = inputs.map(() => '-');
  const run = (node: DecisionTree): boolean => {
    switch (node.kind) {
      case 'condition':
        values[node.index] = inputs[node.index] ? 'T' : 'F';
        return inputs[node.index] ?? false;
      case 'not':
        return !run(node.operand);
      case 'and':
        return node.isEager === true || evaluation === 'full'
          ? [run(node.left), run(node.right)].every(Boolean)
          : run(node.left) && run(node.right);
      case 'or':
        return node.isEager === true || evaluation === 'full'
          ? [run(node.left), run(node.right)].some(Boolean)
          : run(node.left) || run(node.right);
      case 'xor':
        return run(node.left) !== run(node.right);
      case 'equal':
        return run(node.left) === run(node.right);
    }
  };
  const outcome = run(tree);
  return { values: values.join(''), outcome };
}

/** The inputs of the conditions for one letter of each name, names in the order of the alphabet. */
export function inputsOf(names: string, letters: string): readonly boolean[] {
  const alphabet = [...new Set(names)].sort();
  return [...names].map((name) => letters[alphabet.indexOf(name)] === 'T');
}

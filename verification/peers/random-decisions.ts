import type { SeededRandom } from '../../src/kernel/seeded-random.js';
import { type DecisionTree, gateValue, type ObservedVector } from '../../src/toolchain/coverage/analysis/decision-tree.js';

/** A random decision over inputs of its own, and the inputs of its runs. */
export interface RandomDecision {
  readonly tree: DecisionTree;
  readonly size: number;
  /** Text in C, C++ or JavaScript over v[0], v[1], … */
  readonly text: string;
  /** Inputs, a bit for each condition. */
  readonly runs: readonly number[];
  /** The input that each condition reads; where two read the same, they are coupled. */
  readonly inputs: readonly number[];
  /** Whether a negation stands before each condition or around it an odd number of times. */
  readonly isNegated: readonly boolean[];
}

/** A decision of 2 to 6 conditions with &&, || and !, one in four with coupled conditions, and a random part of its possible inputs. */
export function randomDecision(random: SeededRandom): RandomDecision {
  const size = 2 + random.below(5);
  const isNegated: boolean[] = [];
  const isCoupled = random.below(4) === 0;
  const inputs = Array.from({ length: size }, (_, index) => (isCoupled ? random.below(size) : index));
  const grow = (from: number, count: number, odd: boolean): { readonly tree: DecisionTree; readonly text: string } => {
    if (random.below(4) === 0) {
      const { tree, text } = grow(from, count, !odd);
      return { tree: { kind: 'not', operand: tree }, text: `!${count === 1 ? text : `(${text})`}` };
    }
    if (count === 1) {
      isNegated[from] = odd;
      return { tree: { kind: 'condition', index: from }, text: `v[${inputs[from]}]` };
    }
    const leftCount = 1 + random.below(count - 1);
    const kind = random.below(2) === 0 ? 'and' : 'or';
    const left = grow(from, leftCount, odd);
    const right = grow(from + leftCount, count - leftCount, odd);
    return { tree: { kind, left: left.tree, right: right.tree }, text: `(${left.text} ${kind === 'and' ? '&&' : '||'} ${right.text})` };
  };
  const { tree, text } = grow(0, size, false);
  const runs = Array.from({ length: 1 + random.below(2 ** Math.min(size, 4)) }, () => random.below(2 ** size));
  return { tree, size, text, runs, inputs, isNegated };
}

/** What a short-circuit evaluation of an input shows. */
export function observed({ tree, inputs }: RandomDecision, input: number): ObservedVector {
  const values: string[] = inputs.map(() => '-');
  const visit = (node: DecisionTree): boolean => {
    if (node.kind === 'condition') {
      const value = ((input >> (inputs[node.index] ?? 0)) & 1) === 1;
      values[node.index] = value ? 'T' : 'F';
      return value;
    }
    if (node.kind === 'not') return !visit(node.operand);
    const left = visit(node.left);
    if (left === (node.kind === 'or')) return left;
    return gateValue(node.kind, left, visit(node.right));
  };
  const outcome = visit(tree);
  return { values: values.join(''), outcome };
}

/** A C program in which each decision stands on a line of its own, from line 2 on, in a function of its own. */
export function programOf(decisions: readonly RandomDecision[]): string {
  const functions = decisions.map(
    ({ text }, index) => `int d${index}(const volatile unsigned char *v) { if (${text}) return 1; return 0; }`,
  );
  const calls = decisions.flatMap(({ size, runs }, index) =>
    runs.map(
      (input) => `  { const unsigned char v[] = {${Array.from({ length: size }, (_, bit) => (input >> bit) & 1)}}; sum += d${index}(v); }`,
    ),
  );
  return ['static int sum;', ...functions, 'int main(void) {', ...calls, '  return sum < 0;', '}', ''].join('\n');
}

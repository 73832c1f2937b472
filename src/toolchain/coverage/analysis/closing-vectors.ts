import {
  conditionCountOf,
  controllingValueOf,
  type DecisionTree,
  type Evaluation,
  type Gate,
  gateValue,
  isEagerGate,
} from './decision-tree.js';
import { satisfying } from './satisfying.js';

/** What would show a condition: vectors to add (`*` where the value is free), none because none can, or none found in the steps given. */
export type Closing =
  | { readonly kind: 'vectors'; readonly vectors: readonly ClosingVector[] }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'not-found' };

/** One run to add: T, F, - (not evaluated) or * (free) for each condition, and what the decision gives. */
export interface ClosingVector {
  readonly values: string;
  readonly outcome: boolean;
}

/** The question which vectors would show a condition by masking. */
export interface Gap {
  readonly tree: DecisionTree;
  readonly condition: number;
  /** For each condition what it reads; occurrences with the same name have the same value, as coupled conditions do. */
  readonly names: readonly string[];
  readonly evaluation: Evaluation;
  /** Vectors already seen in which nothing masks the condition; one of them is completed if that can be. */
  readonly seen: readonly { readonly values: string }[];
}

/** Combinations of the operands beside `equal` and `xor` that are tried, and steps of each search. */
const signaturesMaximum = 256;
const stepsMaximum = 20_000;

/**
 * Vectors that would complete a demonstration of a condition by masking: one, beside a seen one, where that can be, otherwise two.
 * `impossible` is an exhaustive answer: coupled conditions leave no such vectors. Relations between conditions that their names do not
 * show are not known here, so a person must judge whether a vector can occur.
 *
 * @implements LLR-COV-005
 */
export function closingVectors(gap: Gap): Closing {
  const path = pathTo(gap.tree, gap.condition) ?? [];
  const sides = path.filter(({ gate }) => gate !== undefined && controllingValueOf(gate) === undefined).length;
  let isExhaustive = sides <= 8;
  for (const { values } of gap.seen.slice(0, 8)) {
    const found = besides(gap, path, values);
    if (found === 'not-found') isExhaustive = false;
    else if (found !== undefined) return { kind: 'vectors', vectors: [found] };
  }
  for (let signature = 0; signature < Math.min(2 ** sides, signaturesMaximum); signature += 1) {
    const beside = Array.from({ length: sides }, (_, place) => Math.floor(signature / 2 ** place) % 2 === 1);
    const [whenTrue, whenFalse] = [true, false].map((value) => vectorFor(gap, path, { value, beside, preferred: undefined }));
    if (whenTrue === 'not-found' || whenFalse === 'not-found') isExhaustive = false;
    else if (whenTrue !== undefined && whenFalse !== undefined) return { kind: 'vectors', vectors: [whenTrue, whenFalse] };
  }
  return { kind: isExhaustive ? 'impossible' : 'not-found' };
}

/**
 * A vector for which a decision gives an outcome; undefined when coupled conditions leave none, or none was found.
 * @implements LLR-COV-005
 */
export function outcomeVector(
  { tree, names, evaluation }: Pick<Gap, 'tree' | 'names' | 'evaluation'>,
  outcome: boolean,
): ClosingVector | undefined {
  const found = satisfying([{ node: tree, value: outcome }], names, { preferred: undefined, stepsMaximum });
  if (found === undefined || found === 'not-found') return undefined;
  return { values: asSeen({ tree, evaluation }, (index) => found.get(names[index] ?? '')), outcome };
}

/** A vector that completes a seen one: the condition has the other value, and the operands beside `equal` and `xor` are as seen. */
function besides(gap: Gap, path: readonly Step[], values: string): Found {
  const beside = path.flatMap(({ gate, sibling }) => {
    if (gate === undefined || sibling === undefined || controllingValueOf(gate) !== undefined) return [];
    return [seenValue(sibling, values) ?? false];
  });
  return vectorFor(gap, path, { value: values[gap.condition] !== 'T', beside, preferred: values });
}

type Found = ClosingVector | undefined | 'not-found';

interface Wanted {
  readonly value: boolean;
  readonly beside: readonly boolean[];
  readonly preferred: string | undefined;
}

function vectorFor(gap: Gap, path: readonly Step[], { value, beside, preferred }: Wanted): Found {
  const goals: { readonly node: DecisionTree; readonly value: boolean }[] = [{ node: { kind: 'condition', index: gap.condition }, value }];
  let passing = value;
  let side = 0;
  for (const { gate, sibling, isLeft } of path) {
    if (gate === undefined || sibling === undefined) {
      passing = !passing;
      continue;
    }
    const controlling = controllingValueOf(gate);
    if (controlling === undefined) {
      const other = beside[side] ?? false;
      side += 1;
      goals.push({ node: sibling, value: other });
      passing = gateValue(gate.kind, passing, other);
    } else if (!(isLeft && passing === controlling && gap.evaluation === 'short-circuit' && !isEagerGate(gate))) {
      goals.push({ node: sibling, value: !controlling });
    }
  }
  const found = satisfying(goals, gap.names, { preferred, stepsMaximum });
  if (found === undefined || found === 'not-found') return found;
  const values = asSeen(
    gap,
    (index) => found.get(gap.names[index] ?? '') ?? (preferred === undefined ? undefined : known(preferred, gap.names, index)),
  );
  return { values, outcome: passing };
}

function known(values: string, names: readonly string[], index: number): boolean | undefined {
  const place = names.findIndex((name, other) => name === names[index] && values[other] !== '-');
  return place === -1 ? undefined : values[place] === 'T';
}

/** One operator on the way from a condition to the outcome; without a gate it is a negation. */
export interface Step {
  readonly gate: Gate | undefined;
  readonly sibling: DecisionTree | undefined;
  readonly isLeft: boolean;
}

/**
 * The operators above a condition, from the inside out; undefined when it is not in the tree.
 * @implements LLR-COV-005
 */
export function pathTo(node: DecisionTree, index: number): readonly Step[] | undefined {
  if (node.kind === 'condition') return node.index === index ? [] : undefined;
  if (node.kind === 'not') {
    const inner = pathTo(node.operand, index);
    return inner && [...inner, { gate: undefined, sibling: undefined, isLeft: false }];
  }
  const left = pathTo(node.left, index);
  if (left !== undefined) return [...left, { gate: node, sibling: node.right, isLeft: true }];
  const right = pathTo(node.right, index);
  return right && [...right, { gate: node, sibling: node.left, isLeft: false }];
}

function seenValue(node: DecisionTree, values: string): boolean | undefined {
  if (node.kind === 'condition') return values[node.index] === '-' ? undefined : values[node.index] === 'T';
  if (node.kind === 'not') {
    const operand = seenValue(node.operand, values);
    return operand === undefined ? undefined : !operand;
  }
  const left = seenValue(node.left, values);
  const right = seenValue(node.right, values);
  if (left === undefined) return undefined;
  return right === undefined ? left : gateValue(node.kind, left, right);
}

/** The vector as the evaluation would show it. */
function asSeen({ tree, evaluation }: Pick<Gap, 'tree' | 'evaluation'>, valueAt: (index: number) => boolean | undefined): string {
  const values: string[] = new Array(conditionCountOf(tree)).fill('-');
  const visit = (node: DecisionTree): boolean | undefined => {
    if (node.kind === 'condition') {
      const value = valueAt(node.index);
      values[node.index] = value === undefined ? '*' : value ? 'T' : 'F';
      return value;
    }
    if (node.kind === 'not') {
      const operand = visit(node.operand);
      return operand === undefined ? undefined : !operand;
    }
    const left = visit(node.left);
    const controlling = controllingValueOf(node);
    if (evaluation === 'short-circuit' && !isEagerGate(node) && left !== undefined && left === controlling) return left;
    const right = visit(node.right);
    if (controlling !== undefined && (left === controlling || right === controlling)) return controlling;
    return left === undefined || right === undefined ? undefined : gateValue(node.kind, left, right);
  };
  visit(tree);
  return values.join('');
}

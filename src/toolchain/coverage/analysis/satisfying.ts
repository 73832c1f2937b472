import type { DecisionTree } from './decision-tree.js';

/** A part of a decision and the value it must have. */
export interface ValueGoal {
  readonly node: DecisionTree;
  readonly value: boolean;
}

/** Limits and taste of a search. */
export interface SearchSettings {
  /** A vector whose values are tried first; T, F or - for each condition. */
  readonly preferred: string | undefined;
  readonly stepsMaximum: number;
}

interface GoalList {
  readonly goal: ValueGoal;
  readonly next: GoalList | undefined;
}

/**
 * Values by name with which each goal holds, whatever the names that are left out have; undefined when there are none, which the
 * search has then shown by trying each way; `not-found` when it ran out of steps.
 *
 * @param names for each condition the name of what it reads; the same name has the same value at each occurrence
 * @implements LLR-COV-005
 */
export function satisfying(
  goals: readonly ValueGoal[],
  names: readonly string[],
  { preferred, stepsMaximum }: SearchSettings,
): ReadonlyMap<string, boolean> | undefined | 'not-found' {
  const given = new Map<string, boolean>();
  let steps = 0;
  const first = (value: boolean, node: DecisionTree, wanted: boolean): readonly boolean[] =>
    leaning(node, preferred) === wanted ? [value, !value] : [!value, value];
  const search = (list: GoalList | undefined): boolean => {
    if (list === undefined) return true;
    steps += 1;
    if (steps > stepsMaximum) return false;
    const { node, value } = list.goal;
    const next = list.next;
    switch (node.kind) {
      case 'condition':
        return take(names[node.index] ?? `${node.index}`, value, next);
      case 'not':
        return search({ goal: { node: node.operand, value: !value }, next });
      case 'and':
      case 'or': {
        if (value === (node.kind === 'and')) return search(both(node.left, value, node.right, value, next));
        return first(true, node.left, value).some((isLeft) => search({ goal: { node: isLeft ? node.left : node.right, value }, next }));
      }
      case 'equal':
      case 'xor':
        return first(true, node.left, true).some((left) =>
          search(both(node.left, left, node.right, value === (node.kind === 'equal') ? left : !left, next)),
        );
    }
  };
  const take = (name: string, value: boolean, next: GoalList | undefined): boolean => {
    const present = given.get(name);
    if (present !== undefined) return present === value && search(next);
    given.set(name, value);
    if (search(next)) return true;
    given.delete(name);
    return false;
  };
  let list: GoalList | undefined;
  for (const goal of goals.toReversed()) list = { goal, next: list };
  if (search(list)) return given;
  return steps > stepsMaximum ? 'not-found' : undefined;
}

function both(left: DecisionTree, leftValue: boolean, right: DecisionTree, rightValue: boolean, next: GoalList | undefined): GoalList {
  return { goal: { node: left, value: leftValue }, next: { goal: { node: right, value: rightValue }, next } };
}

/** What the first condition of a part leans to; a taste, not a value. */
function leaning(node: DecisionTree, preferred: string | undefined): boolean {
  if (node.kind === 'condition') return preferred?.[node.index] === 'T';
  if (node.kind === 'not') return !leaning(node.operand, preferred);
  const left = leaning(node.left, preferred);
  if (node.kind === 'and') return left && leaning(node.right, preferred);
  if (node.kind === 'or') return left || leaning(node.right, preferred);
  return (left === leaning(node.right, preferred)) === (node.kind === 'equal');
}

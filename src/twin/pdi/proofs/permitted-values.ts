import { atLeast, atMost, integer, integerVariable } from '../../../kernel/logic/arithmetic.js';
import { type Truth, variablesOf } from '../../../kernel/logic/expression.js';
import type { Assumption } from '../../../kernel/logic/obligation.js';
import { all, equal, some } from '../../../kernel/logic/truth.js';
import { listsOf } from '../compile-constraints.js';
import type { Field, RecordField, Structure } from '../structure.js';

/** The variables of a scope with the range that an image permits each. */
export interface PermittedValues {
  readonly assumptions: readonly Assumption[];
  /** How many elements each list has whose number is fixed. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * The lists of a structure whose number of elements is fixed.
 *
 * @implements LLR-PDV-012
 */
export function fixedCounts(structure: Structure): ReadonlyMap<string, number> {
  return new Map(
    listsOf(structure.root).flatMap(({ name, countMin, countMax }) => (countMin === countMax ? [[name, countMax] as const] : [])),
  );
}

/**
 * What each image of a structure that a loader accepts guarantees of the variables of a formula: the range of each element, and the constraints.
 * Constraints that share no variable with the formula, add up lists of no fixed number, or are about repeated values are left out: fewer
 * assumptions prove less, never more.
 *
 * @param each list whose elements the formula is about; absent for the whole
 * @implements LLR-PDV-012
 */
export function permittedValues(structure: Structure, formula: Truth, each: string | undefined): PermittedValues {
  const counts = fixedCounts(structure);
  const stated = structure.constraints.flatMap(({ id, text, traces, each: about, holds }) =>
    holds === undefined || about !== each || !canBeStated(structure, id, counts) ? [] : [{ id, text, traces, formula: holds(counts) }],
  );
  const related = relatedTo(formula, stated);
  const variables = namesIn([formula, ...related.map((constraint) => constraint.formula)]);
  const scope = each === undefined ? structure.root : (listsOf(structure.root).find(({ name }) => name === each)?.items as RecordField);
  const ranges = variables.map((name): Assumption => {
    const field = fieldOf(scope, name);
    return {
      name: `range.${name}`,
      text: `${name} has a value that the structure permits`,
      justification: 'the decoder rejects each other value (PDI-126), as the exhaustive and random tests of it show',
      traces: field.traces,
      formula: rangeOf(field, name),
    };
  });
  const constraints = related.map(
    ({ id, text, traces, formula: holds }): Assumption => ({
      name: `constraint.${id}`,
      text,
      justification: 'the decoder rejects values that break it (PDI-128), computing with the same formula',
      traces,
      formula: holds,
    }),
  );
  return { assumptions: [...ranges, ...constraints], counts };
}

/**
 * The constraints that share variables with a formula, directly or through each other; all of them when it has none. Others cannot help a claim.
 */
function relatedTo<C extends { readonly formula: Truth }>(formula: Truth, constraints: readonly C[]): readonly C[] {
  const reached = new Set(namesIn([formula]));
  if (reached.size === 0) return constraints;
  let related: readonly C[] = [];
  for (;;) {
    const next = constraints.filter((constraint) => namesIn([constraint.formula]).some((name) => reached.has(name)));
    if (next.length === related.length) return related;
    related = next;
    for (const name of namesIn(next.map((constraint) => constraint.formula))) reached.add(name);
  }
}

function namesIn(formulas: readonly Truth[]): readonly string[] {
  return variablesOf(formulas).map(({ form }) => form.name);
}

/** Whether the number of each list that a constraint adds up is fixed; such lists stand in its canonical text as operand of total. */
function canBeStated(structure: Structure, id: string, counts: ReadonlyMap<string, number>): boolean {
  const meaning = structure.constraints.find((constraint) => constraint.id === id)?.meaning ?? '';
  return totalledLists(meaning).every((list) => counts.has(list));
}

/**
 * The lists that a statement in canonical text adds up.
 *
 * @implements LLR-PDV-012
 */
export function totalledLists(meaning: string): readonly string[] {
  return [...meaning.matchAll(/\["total","([A-Za-z0-9]+)"/g)].map(([, list = '']) => list);
}

function fieldOf(scope: RecordField, name: string): Field {
  let at: Field = scope;
  for (const part of name.split('.')) {
    const next: Field | undefined =
      at.kind === 'list' ? at.items : at.kind === 'record' ? at.fields.find((field) => field.name === part) : undefined;
    if (next === undefined) throw new Error(`${name} names no field of ${scope.path}`);
    at = next;
  }
  return at;
}

function rangeOf(field: Field, name: string): Truth {
  const value = integerVariable(name);
  if (field.kind === 'number') return all(atLeast(value, integer(field.minimum)), atMost(value, integer(field.maximum)));
  if (field.kind === 'choice') return some(...field.choices.map(({ code }) => equal(value, integer(code))));
  return all(atLeast(value, integer(0)), atMost(value, integer(1)));
}

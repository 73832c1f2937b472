import { atMost, below, integer, integerVariable, product, real, sum, toReal } from '../../kernel/logic/arithmetic.js';
import { LogicError, type Real, type Truth } from '../../kernel/logic/expression.js';
import { all, equal, implies, not, some } from '../../kernel/logic/truth.js';
import { rationalFrom } from '../../kernel/rational.js';
import type { Field, ListField, RecordField } from './structure.js';

/** Where the fields of a statement are looked up, and how many elements each list has. */
export interface ConstraintScope {
  readonly fields: RecordField;
  readonly counts: ReadonlyMap<string, number>;
}

/** A statement that does not fit the structure; its message says why. */
class FormError extends Error {}

/** Statements nested deeper are refused. */
const depthMax = 32;

/**
 * The statement as a formula over variables named by the paths of fields: numbers in steps, names of choices by their codes, truth values by
 * 0 and 1. A text instead says why the form is none.
 *
 * @implements LLR-PDE-004
 */
export function truthOfForm(form: unknown, scope: ConstraintScope): Truth | string {
  try {
    return statement(form, scope, 0);
  } catch (thrown) {
    if (thrown instanceof FormError || thrown instanceof LogicError || thrown instanceof RangeError) return thrown.message;
    throw thrown;
  }
}

function statement(form: unknown, scope: ConstraintScope, depth: number): Truth {
  const [operator, ...operands] = listOf(form, depth);
  const inner = (): readonly Truth[] => operands.map((operand) => statement(operand, scope, depth + 1));
  const pair = (): readonly [Real, Real] => {
    if (operands.length !== 2) throw new FormError(`"${String(operator)}" compares two numbers`);
    return [number(operands[0], scope, depth + 1), number(operands[1], scope, depth + 1)];
  };
  switch (operator) {
    case 'all':
      return all(...inner());
    case 'some':
      return some(...inner());
    case 'not':
      return not(oneOf(inner()));
    case 'implies': {
      const [condition, consequence] = inner();
      if (condition === undefined || consequence === undefined || operands.length !== 2) throw new FormError('"implies" has two operands');
      return implies(condition, consequence);
    }
    case 'at-most':
      return atMost(...pair());
    case 'below':
      return below(...pair());
    case 'equal':
      return equal(...pair());
    case 'is':
      return choice(operands, scope);
    default:
      throw new FormError(`there is no operator ${JSON.stringify(operator)}`);
  }
}

function oneOf(truths: readonly Truth[]): Truth {
  const [only] = truths;
  if (only === undefined || truths.length !== 1) throw new FormError('"not" has one operand');
  return only;
}

function choice(operands: readonly unknown[], scope: ConstraintScope): Truth {
  const [place, name] = operands;
  const path = pathOf(place);
  const field = fieldAt(scope.fields, path);
  if (field.kind === 'flag') {
    if (typeof name !== 'boolean') throw new FormError(`${path} is true or false`);
    return equal(integerVariable(path), integer(name ? 1 : 0));
  }
  if (field.kind !== 'choice') throw new FormError(`${path} is no choice`);
  const code = field.choices.find((entry) => entry.name === name)?.code;
  if (code === undefined) throw new FormError(`${path} has no name ${JSON.stringify(name)}`);
  return equal(integerVariable(path), integer(code));
}

function number(form: unknown, scope: ConstraintScope, depth: number): Real {
  if (typeof form === 'string') return constant(form);
  if (!Array.isArray(form)) return variableOf(scope.fields, pathOf(form), pathOf(form));
  const [operator, ...operands] = listOf(form, depth);
  if (operator === 'sum') return sum(...operands.map((operand) => number(operand, scope, depth + 1)));
  if (operator === 'times' && operands.length === 2)
    return product(number(operands[0], scope, depth + 1), number(operands[1], scope, depth + 1));
  if (operator === 'total') return total(operands, scope);
  throw new FormError(`there is no number ${JSON.stringify(operator)}`);
}

/** `["total", list, field]`: the sum over the elements of a list of the root. */
function total([list, field]: readonly unknown[], { fields, counts }: ConstraintScope): Real {
  if (typeof list !== 'string' || typeof field !== 'string') throw new FormError('"total" names a list and a field of its elements');
  const { items } = listAt(fields, list);
  if (items.kind !== 'record') throw new FormError(`${list} has no fields`);
  const terms = Array.from({ length: counts.get(list) ?? 0 }, (_, index) => variableOf(items, field, `${list}.${index}.${field}`));
  const like = variableOf(items, field, 'none');
  return terms.length === 0 ? real(0, like.unit) : sum(...terms);
}

/** `12`, `0.67`, `1/3`, with a unit after a space: `10 ms`. */
function constant(text: string): Real {
  const [, figure = '', unit = ''] = /^(-?[0-9][0-9./]{0,39})(?: (.{1,20}))?$/.exec(text) ?? [];
  const value = rationalFrom(figure);
  if (value === undefined) throw new FormError(`${JSON.stringify(text)} is no number`);
  return real(value, unit);
}

function variableOf(record: RecordField, path: string, name: string): Real {
  const field = fieldAt(record, path);
  if (field.kind !== 'number') throw new FormError(`${path} is no number`);
  return product(toReal(integerVariable(name)), real(field.scale, field.unit));
}

function pathOf(form: unknown): string {
  const path =
    typeof form === 'object' && form !== null && Object.keys(form).length === 1 ? (form as { readonly field?: unknown }).field : undefined;
  if (typeof path !== 'string') throw new FormError(`${JSON.stringify(form)} names no field: {"field": path}`);
  return path;
}

/** A field inside records alone; lists have elements, not fields. */
function fieldAt(record: RecordField, path: string): Field {
  let at: Field = record;
  for (const name of path.split('.')) {
    const next: Field | undefined = at.kind === 'record' ? at.fields.find((field) => field.name === name) : undefined;
    if (next === undefined) throw new FormError(`there is no field ${path}`);
    at = next;
  }
  return at;
}

function listAt(record: RecordField, name: string): ListField {
  const field = record.fields.find((entry) => entry.name === name);
  if (field?.kind !== 'list') throw new FormError(`there is no list ${name}`);
  return field;
}

function listOf(form: unknown, depth: number): readonly unknown[] {
  if (!Array.isArray(form)) throw new FormError(`${JSON.stringify(form)} is no statement`);
  if (depth > depthMax) throw new FormError(`statements are nested at most ${depthMax} deep`);
  return form as readonly unknown[];
}

import { compareRationals, plus, type Rational, rational, times } from '../rational.js';
import { type Expression, LogicError, type Operator, partsOf } from './expression.js';
import type { Sort } from './sort.js';

/** A map as its exceptions from one element that stands everywhere else. Keys are the texts of `valueKey`. */
export interface ArrayValue {
  readonly otherwise: Value;
  readonly exceptions: ReadonlyMap<string, { readonly index: Value; readonly element: Value }>;
}

/** The value of an expression: a truth value, a whole number or word, a fraction, a map. */
export type Value = boolean | bigint | Rational | ArrayValue;

/**
 * The exact values of expressions where the variables have the given ones. Throws LogicError on a variable without a value or with one of
 * another sort.
 *
 * @param values value of each variable by its name
 * @returns in the order of the expressions
 * @implements LLR-LOG-008
 */
export function evaluatedAll(expressions: readonly Expression[], values: ReadonlyMap<string, Value>): readonly Value[] {
  const known = new Map<Expression, Value>();
  for (const part of partsOf(expressions)) known.set(part, partValue(part, known, values));
  return expressions.map((expression) => known.get(expression) as Value);
}

/**
 * The exact value of one expression.
 *
 * @implements LLR-LOG-008
 */
export function evaluated(expression: Expression, values: ReadonlyMap<string, Value>): Value {
  return evaluatedAll([expression], values)[0] as Value;
}

/**
 * Whether an expression holds.
 *
 * @implements LLR-LOG-008
 */
export function holds(expression: Expression<'Bool'>, values: ReadonlyMap<string, Value>): boolean {
  return evaluated(expression, values) as boolean;
}

/**
 * The whole number that an expression has.
 *
 * @implements LLR-LOG-008
 */
export function integerValue(expression: Expression<'Int'>, values: ReadonlyMap<string, Value>): bigint {
  return evaluated(expression, values) as bigint;
}

/**
 * A text that two values of one sort share exactly when they are the same; maps as `normalValue` gives them.
 *
 * @implements LLR-LOG-008
 */
export function valueKey(value: Value): string {
  if (typeof value !== 'object') return String(value);
  if ('numerator' in value) return value.denominator === 1n ? String(value.numerator) : `${value.numerator}/${value.denominator}`;
  const otherwise = valueKey(value.otherwise);
  const exceptions = [...value.exceptions]
    .filter(([, { element }]) => valueKey(element) !== otherwise)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{*:${otherwise}${exceptions.map(([index, { element }]) => `,${index}:${valueKey(element)}`).join('')}}`;
}

function partValue({ form, sort }: Expression, known: ReadonlyMap<Expression, Value>, values: ReadonlyMap<string, Value>): Value {
  switch (form.kind) {
    case 'constant':
      return form.value;
    case 'named':
      return known.get(form.body) as Value;
    case 'variable': {
      const value = values.get(form.name);
      if (value === undefined || !isOfSort(value, sort)) throw new LogicError(`${form.name} has no value of its sort`);
      return normalValue(value, sort);
    }
    case 'operation': {
      const operands = form.operands.map((operand) => known.get(operand) as Value);
      return operationValue(form.operator, operands, { form, sort });
    }
  }
}

/**
 * Whether a value is one of a sort.
 *
 * @implements LLR-LOG-008
 */
export function isOfSort(value: Value, sort: Sort): boolean {
  if (sort === 'Bool') return typeof value === 'boolean';
  if (sort === 'Int') return typeof value === 'bigint';
  if (sort === 'Real') return typeof value === 'object' && 'numerator' in value;
  if (sort.kind === 'bit-vector') return typeof value === 'bigint' && value >= 0n && value >> BigInt(sort.width) === 0n;
  if (typeof value !== 'object' || !('exceptions' in value)) return false;
  const { otherwise, exceptions } = value;
  return (
    isOfSort(otherwise, sort.element) &&
    [...exceptions].every(
      ([key, { index, element }]) => key === valueKey(index) && isOfSort(index, sort.index) && isOfSort(element, sort.element),
    )
  );
}

/**
 * The one form of a value of a sort. A map says the same in several ways: exceptions that are none, and over a finite index any element as
 * the one that stands elsewhere. The normal form takes the most frequent one, the first in order of text among equals.
 *
 * @implements LLR-LOG-008
 */
export function normalValue(value: Value, sort: Sort): Value {
  if (typeof sort === 'string' || sort.kind !== 'array') return value;
  const map = value as ArrayValue;
  const otherwise = normalValue(map.otherwise, sort.element);
  const plain = valueKey(otherwise);
  const exceptions = new Map(
    [...map.exceptions]
      .map(([key, { index, element }]) => [key, { index, element: normalValue(element, sort.element) }] as const)
      .filter(([, { element }]) => valueKey(element) !== plain),
  );
  const size = typeof sort.index === 'object' && sort.index.kind === 'bit-vector' ? 1n << BigInt(sort.index.width) : 2n;
  // With fewer exceptions than half of the indices, nothing else is as frequent.
  if (sort.index === 'Int' || sort.index === 'Real' || size > 2n * BigInt(exceptions.size)) return { otherwise, exceptions };
  const entries = Array.from({ length: Number(size) }, (_, at) => {
    const index = sort.index === 'Bool' ? at === 1 : BigInt(at);
    return { index, element: exceptions.get(valueKey(index))?.element ?? otherwise };
  });
  return withMostFrequent(entries);
}

function withMostFrequent(entries: readonly { readonly index: Value; readonly element: Value }[]): ArrayValue {
  const counts = new Map<string, { readonly element: Value; count: number }>();
  for (const { element } of entries) {
    const known = counts.get(valueKey(element)) ?? { element, count: 0 };
    counts.set(valueKey(element), { element, count: known.count + 1 });
  }
  const [most] = [...counts].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const [key, { element: otherwise }] = most as NonNullable<typeof most>;
  const others = entries.filter(({ element }) => valueKey(element) !== key);
  return { otherwise, exceptions: new Map(others.map((entry) => [valueKey(entry.index), entry])) };
}

type Operation = Expression['form'] & { readonly kind: 'operation' };

function operationValue(
  operator: Operator,
  operands: readonly Value[],
  { form, sort }: { readonly form: Operation; readonly sort: Sort },
): Value {
  const [a, b, c] = operands as readonly [Value, Value, Value];
  switch (operator) {
    case 'not':
      return !a;
    case 'and':
      return operands.every((value) => value === true);
    case 'or':
      return operands.some((value) => value === true);
    case 'implies':
      return !a || (b as boolean);
    case 'if':
      return a === true ? b : c;
    case 'equal':
      return valueKey(a) === valueKey(b);
    case 'at-most':
      return typeof a === 'bigint' ? a <= (b as bigint) : compareRationals(a as Rational, b as Rational) <= 0;
    case 'below':
      return typeof a === 'bigint' ? a < (b as bigint) : compareRationals(a as Rational, b as Rational) < 0;
    case 'sum':
      return sort === 'Int' ? (operands as readonly bigint[]).reduce((x, y) => x + y) : (operands as readonly Rational[]).reduce(plus);
    case 'product':
      return sort === 'Int' ? (a as bigint) * (b as bigint) : times(a as Rational, b as Rational);
    case 'quotient':
      return quotientOf(a as bigint, b as bigint);
    case 'remainder':
      return (a as bigint) - quotientOf(a as bigint, b as bigint) * (b as bigint);
    case 'to-real':
      return rational(a as bigint);
    case 'floor':
      return quotientOf((a as Rational).numerator, (a as Rational).denominator);
    case 'select': {
      const { otherwise, exceptions } = a as ArrayValue;
      return exceptions.get(valueKey(b))?.element ?? otherwise;
    }
    case 'store': {
      const { otherwise, exceptions } = a as ArrayValue;
      return normalValue({ otherwise, exceptions: new Map([...exceptions, [valueKey(b), { index: b, element: c }]]) }, sort);
    }
    default:
      return wordValue(operator, a as bigint, b as bigint, form);
  }
}

/** Euclidean: the remainder a - quotient · divisor is from 0 to |divisor| - 1, as in SMT-LIB. */
function quotientOf(a: bigint, divisor: bigint): bigint {
  const size = divisor < 0n ? -divisor : divisor;
  const down = a >= 0n ? a / size : -((-a + size - 1n) / size);
  return divisor < 0n ? -down : down;
}

function wordValue(operator: Operator, a: bigint, b: bigint, { operands, numbers = [] }: Operation): Value {
  const { sort } = operands[0] as Expression;
  const width = typeof sort === 'object' && sort.kind === 'bit-vector' ? BigInt(sort.width) : 0n;
  const mask = (1n << width) - 1n;
  switch (operator) {
    case 'bit-not':
      return ~a & mask;
    case 'bit-and':
      return a & b;
    case 'bit-or':
      return a | b;
    case 'bit-xor':
      return a ^ b;
    case 'bit-sum':
      return (a + b) & mask;
    case 'bit-product':
      return (a * b) & mask;
    case 'bit-left':
      return b >= width ? 0n : (a << b) & mask;
    case 'bit-right':
      return b >= width ? 0n : a >> b;
    case 'bit-below':
      return a < b;
    case 'bit-at-most':
      return a <= b;
    case 'bit-join': {
      const low = operands[1]?.sort;
      return (a << BigInt(typeof low === 'object' && low.kind === 'bit-vector' ? low.width : 0)) | b;
    }
    case 'bit-part': {
      const [from = 0, to = 0] = numbers;
      return (a >> BigInt(to)) & ((1n << BigInt(from - to + 1)) - 1n);
    }
    default:
      throw new LogicError(`${operator} is no operation on words`);
  }
}

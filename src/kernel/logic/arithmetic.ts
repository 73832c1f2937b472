import { type Rational, rational } from '../rational.js';
import {
  type Expression,
  type Integer,
  LogicError,
  operation,
  partsOf,
  type Real,
  requireAlike,
  type Truth,
  variable,
} from './expression.js';
import { either } from './truth.js';
import { type Unit, unitFrom, unitOfProduct, unitOfQuotient } from './unit.js';

/** What can be added and compared. */
type Numeric = 'Int' | 'Real';

/**
 * A constant whole number.
 *
 * @implements LLR-LOG-005
 */
export function integer(value: bigint | number, unit: Unit = ''): Integer {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new LogicError(`${value} is not an exact whole number`);
  return { sort: 'Int', unit: unitFrom(unit), form: { kind: 'constant', value: BigInt(value) } };
}

/**
 * A constant fraction.
 *
 * @implements LLR-LOG-005
 */
export function real(value: Rational | bigint | number, unit: Unit = ''): Real {
  if (typeof value === 'object') return { sort: 'Real', unit: unitFrom(unit), form: { kind: 'constant', value } };
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new LogicError(`${value} is not an exact whole number: give a fraction`);
  return { sort: 'Real', unit: unitFrom(unit), form: { kind: 'constant', value: rational(BigInt(value)) } };
}

/**
 * A variable whole number.
 *
 * @implements LLR-LOG-005
 */
export function integerVariable(name: string, unit: Unit = ''): Integer {
  return variable(name, 'Int', unit);
}

/**
 * A variable real number.
 *
 * @implements LLR-LOG-005
 */
export function realVariable(name: string, unit: Unit = ''): Real {
  return variable(name, 'Real', unit);
}

/**
 * The sum of numbers of one unit; at least one.
 *
 * @implements LLR-LOG-005
 */
export function sum<S extends Numeric>(...terms: readonly Expression<S>[]): Expression<S> {
  const [first] = terms;
  if (first === undefined) throw new LogicError('a sum has a term, which gives it sort and unit');
  requireAlike('sum', terms);
  return terms.length === 1 ? first : operation('sum', terms, first.sort, first.unit);
}

/**
 * a - b.
 *
 * @implements LLR-LOG-005
 */
export function difference<S extends Numeric>(a: Expression<S>, b: Expression<S>): Expression<S> {
  requireAlike('difference', [a, b]);
  return sum(a, negated(b));
}

/**
 * -a.
 *
 * @implements LLR-LOG-005
 */
export function negated<S extends Numeric>(a: Expression<S>): Expression<S> {
  const minusOne = (a.sort === 'Int' ? integer(-1) : real(-1)) as Expression<S>;
  return operation('product', [minusOne, a], a.sort, a.unit);
}

/**
 * a · b, in the product of their units.
 *
 * @implements LLR-LOG-005
 */
export function product<S extends Numeric>(a: Expression<S>, b: Expression<S>): Expression<S> {
  if (a.sort !== b.sort) throw new LogicError(`product: ${a.sort} and ${b.sort} do not go together`);
  return operation('product', [a, b], a.sort, unitOfProduct(a.unit, b.unit));
}

/**
 * The whole number of times that a constant divisor other than 0 goes into a, rounded so that the remainder is not negative.
 *
 * @implements LLR-LOG-005
 */
export function quotient(a: Integer, divisor: Integer): Integer {
  requireDivisor(divisor);
  return operation('quotient', [a, divisor], 'Int', unitOfQuotient(a.unit, divisor.unit));
}

/**
 * What is left of a after `quotient`: from 0 to |divisor| - 1, in the unit of a.
 *
 * @implements LLR-LOG-005
 */
export function remainder(a: Integer, divisor: Integer): Integer {
  requireDivisor(divisor);
  requireAlike('remainder', [a, divisor]);
  return operation('remainder', [a, divisor], 'Int', a.unit);
}

/**
 * The least whole number not below a / divisor, for a constant divisor above 0.
 *
 * @implements LLR-LOG-005
 */
export function quotientUp(a: Integer, divisor: Integer): Integer {
  const { form } = divisor;
  if (form.kind !== 'constant' || typeof form.value !== 'bigint' || form.value <= 0n)
    throw new LogicError('quotientUp: the divisor is a constant above 0');
  return quotient(sum(a, integer(form.value - 1n, a.unit)), divisor);
}

/**
 * A whole number as a real one.
 *
 * @implements LLR-LOG-005
 */
export function toReal(a: Integer): Real {
  return operation('to-real', [a], 'Real', a.unit);
}

/**
 * The largest whole number not above a.
 *
 * @implements LLR-LOG-005
 */
export function floor(a: Real): Integer {
  return operation('floor', [a], 'Int', a.unit);
}

/**
 * a ≤ b.
 *
 * @implements LLR-LOG-005
 */
export function atMost<S extends Numeric>(a: Expression<S>, b: Expression<S>): Truth {
  requireAlike('atMost', [a, b]);
  return operation('at-most', [a, b], 'Bool');
}

/**
 * a < b.
 *
 * @implements LLR-LOG-005
 */
export function below<S extends Numeric>(a: Expression<S>, b: Expression<S>): Truth {
  requireAlike('below', [a, b]);
  return operation('below', [a, b], 'Bool');
}

/**
 * a ≥ b.
 *
 * @implements LLR-LOG-005
 */
export function atLeast<S extends Numeric>(a: Expression<S>, b: Expression<S>): Truth {
  return atMost(b, a);
}

/**
 * a > b.
 *
 * @implements LLR-LOG-005
 */
export function above<S extends Numeric>(a: Expression<S>, b: Expression<S>): Truth {
  return below(b, a);
}

/**
 * The smaller of two.
 *
 * @implements LLR-LOG-005
 */
export function minimum<S extends Numeric>(a: Expression<S>, b: Expression<S>): Expression<S> {
  return either(atMost(a, b), a, b);
}

/**
 * The larger of two.
 *
 * @implements LLR-LOG-005
 */
export function maximum<S extends Numeric>(a: Expression<S>, b: Expression<S>): Expression<S> {
  return either(atMost(a, b), b, a);
}

function requireDivisor({ form }: Integer): void {
  if (form.kind !== 'constant' || form.value === 0n)
    throw new LogicError('the divisor is a constant other than 0: solvers take division by 0 for any number');
}

/**
 * Whether each product in expressions has a constant among its two factors, as the linear logics of SMT-LIB ask for; a sum of constants is
 * none to some solvers.
 *
 * @implements LLR-LOG-005
 */
export function isLinear(expressions: readonly Expression[]): boolean {
  return partsOf(expressions).every(
    ({ form }) =>
      form.kind !== 'operation' || form.operator !== 'product' || form.operands.some((operand) => operand.form.kind === 'constant'),
  );
}

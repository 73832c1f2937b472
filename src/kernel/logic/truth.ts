import { type Expression, operation, requireAlike, type Truth, variable } from './expression.js';
import type { Sort } from './sort.js';

/**
 * A constant truth value.
 *
 * @implements LLR-LOG-004
 */
export function truth(value: boolean): Truth {
  return { sort: 'Bool', unit: '', form: { kind: 'constant', value } };
}

/**
 * A variable truth value.
 *
 * @implements LLR-LOG-004
 */
export function truthVariable(name: string): Truth {
  return variable(name, 'Bool');
}

/**
 * The contrary.
 *
 * @implements LLR-LOG-004
 */
export function not(a: Truth): Truth {
  return operation('not', [a], 'Bool');
}

/**
 * All hold; true when there is none.
 *
 * @implements LLR-LOG-004
 */
export function all(...truths: readonly Truth[]): Truth {
  const [only] = truths;
  if (only === undefined) return truth(true);
  return truths.length === 1 ? only : operation('and', truths, 'Bool');
}

/**
 * At least one holds; false when there is none.
 *
 * @implements LLR-LOG-004
 */
export function some(...truths: readonly Truth[]): Truth {
  const [only] = truths;
  if (only === undefined) return truth(false);
  return truths.length === 1 ? only : operation('or', truths, 'Bool');
}

/**
 * If the first holds, so does the second.
 *
 * @implements LLR-LOG-004
 */
export function implies(condition: Truth, consequence: Truth): Truth {
  return operation('implies', [condition, consequence], 'Bool');
}

/**
 * Both have one value; of numbers, in one unit.
 *
 * @implements LLR-LOG-004
 */
export function equal<S extends Sort>(a: Expression<S>, b: Expression<S>): Truth {
  requireAlike('equal', [a, b]);
  return operation('equal', [a, b], 'Bool');
}

/**
 * The first when the condition holds, else the second.
 *
 * @implements LLR-LOG-004
 */
export function either<S extends Sort>(condition: Truth, a: Expression<S>, b: Expression<S>): Expression<S> {
  requireAlike('either', [a, b]);
  return operation('if', [condition, a, b], a.sort, a.unit);
}

/**
 * Exactly one holds.
 *
 * @implements LLR-LOG-004
 */
export function exactlyOne(...truths: readonly Truth[]): Truth {
  const pairs = truths.flatMap((a, at) => truths.slice(at + 1).map((b) => not(all(a, b))));
  return all(some(...truths), ...pairs);
}

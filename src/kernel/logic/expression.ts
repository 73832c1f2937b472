import type { Rational } from '../rational.js';
import { isAllowedSort, isSameSort, type Sort, sortText } from './sort.js';
import { type Unit, unitFrom } from './unit.js';

/**
 * Typed expressions: one definition that is computed with (`evaluate.ts`) and translated for solvers (`smt-lib.ts`). They are data, built by the
 * functions of this folder alone, so that each is well sorted and no two units are mixed. Equal parts may be shared.
 */

/** Operators beside constants, variables and names. What each means is in `evaluate.ts`, operator by operator. */
export type Operator =
  | 'not'
  | 'and'
  | 'or'
  | 'implies'
  | 'if'
  | 'equal'
  | 'at-most'
  | 'below'
  | 'sum'
  | 'product'
  | 'quotient'
  | 'remainder'
  | 'to-real'
  | 'floor'
  | 'bit-not'
  | 'bit-and'
  | 'bit-or'
  | 'bit-xor'
  | 'bit-sum'
  | 'bit-product'
  | 'bit-left'
  | 'bit-right'
  | 'bit-below'
  | 'bit-at-most'
  | 'bit-join'
  | 'bit-part'
  | 'select'
  | 'store';

/** How an expression is made. */
export type Form =
  | { readonly kind: 'constant'; readonly value: boolean | bigint | Rational }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'named'; readonly name: string; readonly body: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly operands: readonly Expression[];
      readonly numbers?: readonly number[];
    };

/** An expression of a sort, with the unit of its value, of a map that of its elements; plain numbers, truth values and words have none. */
export interface Expression<S extends Sort = Sort> {
  readonly sort: S;
  readonly unit: Unit;
  readonly form: Form;
}

/** A truth value. */
export type Truth = Expression<'Bool'>;
/** A whole number of any size. */
export type Integer = Expression<'Int'>;
/** An exact fraction or real number. */
export type Real = Expression<'Real'>;

/**
 * An expression that cannot be built: sorts, units or names that do not fit. A fault of the program that builds it.
 *
 * @implements LLR-LOG-003
 */
export class LogicError extends Error {}

/**
 * A variable of a sort. Throws LogicError on a name that `requiredName` refuses and on a map whose index is a map.
 *
 * @implements LLR-LOG-003
 */
export function variable<S extends Sort>(name: string, sort: S, unit: Unit = ''): Expression<S> {
  if (!isAllowedSort(sort)) throw new LogicError(`${name}: ${sortText(sort)} is no sort of a variable`);
  return { sort, unit: unitFrom(unit), form: { kind: 'variable', name: requiredName(name) } };
}

/**
 * An expression under a name of its own, under which it stands in the text for solvers, so that a reader can follow.
 *
 * @implements LLR-LOG-003
 */
export function named<S extends Sort>(name: string, body: Expression<S>): Expression<S> {
  return { sort: body.sort, unit: body.unit, form: { kind: 'named', name: requiredName(name), body } };
}

/**
 * An operation on operands whose sorts were checked.
 *
 * @implements LLR-LOG-003
 */
export function operation<S extends Sort>(
  operator: Operator,
  operands: readonly Expression[],
  sort: S,
  unit: Unit = '',
  numbers?: readonly number[],
): Expression<S> {
  return { sort, unit, form: { kind: 'operation', operator, operands, ...(numbers === undefined ? {} : { numbers }) } };
}

/**
 * Throws LogicError unless all expressions have one sort and one unit.
 *
 * @implements LLR-LOG-003
 */
export function requireAlike(what: string, expressions: readonly Expression[]): void {
  const [first, ...others] = expressions;
  for (const other of others) {
    if (first === undefined) continue;
    if (!isSameSort(first.sort, other.sort))
      throw new LogicError(`${what}: ${sortText(first.sort)} and ${sortText(other.sort)} do not go together`);
    if (first.unit !== other.unit) throw new LogicError(`${what}: the units "${first.unit}" and "${other.unit}" do not go together`);
  }
}

/**
 * The parts of expressions, each once, operands before what is made of them. Does not recurse, so depth does not matter.
 *
 * @implements LLR-LOG-003
 */
export function partsOf(roots: readonly Expression[]): readonly Expression[] {
  const done = new Set<Expression>();
  const order: Expression[] = [];
  const pending: { readonly expression: Expression; readonly entered: boolean }[] = [];
  for (const root of [...roots].reverse()) pending.push({ expression: root, entered: false });
  for (let top = pending.pop(); top !== undefined; top = pending.pop()) {
    const { expression, entered } = top;
    if (done.has(expression)) continue;
    if (entered) {
      done.add(expression);
      order.push(expression);
      continue;
    }
    pending.push({ expression, entered: true });
    for (const operand of [...operandsOf(expression)].reverse())
      if (!done.has(operand)) pending.push({ expression: operand, entered: false });
  }
  return order;
}

/**
 * What an expression is made of directly.
 *
 * @implements LLR-LOG-003
 */
export function operandsOf({ form }: Expression): readonly Expression[] {
  if (form.kind === 'operation') return form.operands;
  return form.kind === 'named' ? [form.body] : [];
}

/**
 * The variables of expressions, each once, in the order in which they are first met. Throws LogicError when one name has two sorts.
 *
 * @implements LLR-LOG-003
 */
export function variablesOf(roots: readonly Expression[]): readonly (Expression & { readonly form: { readonly kind: 'variable' } })[] {
  const found = new Map<string, Expression & { readonly form: { readonly kind: 'variable' } }>();
  for (const part of partsOf(roots)) {
    if (!isVariable(part)) continue;
    const known = found.get(part.form.name);
    if (known === undefined) found.set(part.form.name, part);
    else requireAlike(`variable ${part.form.name}`, [known, part]);
  }
  return [...found.values()];
}

function isVariable(part: Expression): part is Expression & { readonly form: { readonly kind: 'variable'; readonly name: string } } {
  return part.form.kind === 'variable';
}

/** Words that SMT-LIB keeps for itself, and each symbol that `smt-lib.ts` writes: a variable of that name would change what a text says. */
const reserved = new Set(
  `as let par exists forall match lambda BINARY DECIMAL HEXADECIMAL NUMERAL STRING assert check-sat check-sat-assuming declare-const
  declare-datatype declare-datatypes declare-fun declare-sort define-const define-fun define-fun-rec define-funs-rec define-sort echo exit
  get-assertions get-assignment get-info get-model get-option get-proof get-unsat-assumptions get-unsat-core get-value pop push reset
  reset-assertions set-info set-logic set-option true false not and or xor implies ite if distinct div mod abs to_real to_int is_int
  bvnot bvand bvor bvxor bvadd bvmul bvshl bvlshr bvult bvule concat extract select store const Bool Int Real BitVec Array`.split(/\s+/),
);

/**
 * A name that solvers take for a variable, definition or assertion. Throws LogicError on any other.
 *
 * @param name a letter, then letters, digits and any of `_ . > < = - + * / ! $ & ~ ^ @ %`; no word of SMT-LIB
 * @implements LLR-LOG-003
 */
export function requiredName(name: string): string {
  if (!/^[A-Za-z][\w.><=\-+*/!$&~^@%]*$/.test(name) || reserved.has(name))
    throw new LogicError(`"${name}" cannot be the name of a variable, definition or assertion`);
  return name;
}

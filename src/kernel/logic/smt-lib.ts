import { type Rational, rational } from '../rational.js';
import { rationalOfTerm, type SmtTerm, smtTermsOf } from '../smt-terms.js';
import { type ArrayValue, isOfSort, normalValue, type Value, valueKey } from './evaluate.js';
import { type Expression, LogicError, type Operator, operandsOf, partsOf, requiredName, type Truth, variablesOf } from './expression.js';
import { sharedAll } from './shared-parts.js';
import { type ArraySort, type Sort, sortText } from './sort.js';

/** A statement that a solver text asserts, with the name that an unsatisfiable core calls it by and what a reviewer reads. */
export interface Assertion {
  readonly name: string;
  readonly text: string;
  readonly formula: Truth;
}

const symbols: Readonly<Partial<Record<Operator, string>>> = {
  not: 'not',
  and: 'and',
  or: 'or',
  implies: '=>',
  if: 'ite',
  equal: '=',
  'at-most': '<=',
  below: '<',
  sum: '+',
  product: '*',
  quotient: 'div',
  remainder: 'mod',
  'to-real': 'to_real',
  floor: 'to_int',
  'bit-not': 'bvnot',
  'bit-and': 'bvand',
  'bit-or': 'bvor',
  'bit-xor': 'bvxor',
  'bit-sum': 'bvadd',
  'bit-product': 'bvmul',
  'bit-left': 'bvshl',
  'bit-right': 'bvlshr',
  'bit-below': 'bvult',
  'bit-at-most': 'bvule',
  'bit-join': 'concat',
  select: 'select',
  store: 'store',
};

/**
 * A self-contained SMT-LIB 2 text: logic, each variable with its unit, each shared or named part as a definition, each assertion named
 * and explained. Without `check-sat`. The same assertions give the same text.
 *
 * @param logic such as QF_LIA; ALL where no narrower one is known
 * @param comments lines for the reader, first in the text
 * @implements LLR-LOG-009
 */
export function smtLibText(logic: string, comments: readonly string[], assertions: readonly Assertion[]): string {
  if (!/^[A-Z]+(_[A-Z]+)?$/.test(logic)) throw new LogicError(`"${logic}" is no logic of SMT-LIB`);
  const taken = new Set<string>();
  for (const { name } of assertions) take(requiredName(name), taken);
  const roots = sharedAll(assertions.map(({ formula }) => formula));
  const lines = comments.map(comment);
  lines.push(`(set-logic ${logic})`);
  for (const each of variablesOf(roots)) {
    take(each.form.name, taken);
    lines.push(`(declare-const ${each.form.name} ${sortText(each.sort)})${unitComment(each)}`);
  }
  const texts = definitionsOf(roots, lines, taken);
  for (const [index, { name, text }] of assertions.entries()) {
    lines.push('', ...text.split('\n').map(comment), `(assert (! ${texts.get(roots[index] as Expression)} :named ${name}))`);
  }
  return `${lines.join('\n')}\n`;
}

/** One name stands for one thing: a solver may take a second declaration for another meaning of the first. */
function take(name: string, taken: Set<string>): void {
  if (taken.has(name)) throw new LogicError(`the name ${name} is used twice for different things`);
  taken.add(name);
}

/**
 * One expression as an SMT-LIB term, named parts by their names and nothing shared; long ones are cut.
 *
 * @implements LLR-LOG-009
 */
export function termOf(expression: Expression): string {
  const texts = new Map<Expression, string>();
  for (const part of partsOf([expression])) {
    const text = part.form.kind === 'named' ? part.form.name : termText(part, texts);
    texts.set(part, text.length > termLengthMaximum ? `${text.slice(0, termLengthMaximum)}...` : text);
  }
  return texts.get(expression) as string;
}

const termLengthMaximum = 200;

/** Writes a definition for each named part, each that is used more than once and each that is long; the text of each root. */
function definitionsOf(roots: readonly Expression[], lines: string[], taken: Set<string>): ReadonlyMap<Expression, string> {
  const parts = partsOf(roots);
  const uses = new Map<Expression, number>();
  for (const part of [...parts.flatMap(operandsOf), ...roots]) uses.set(part, (uses.get(part) ?? 0) + 1);
  for (const { form } of parts) if (form.kind === 'named') take(form.name, taken);
  const texts = new Map<Expression, string>();
  let count = 0;
  const unnamed = (part: Expression, text: string): string | undefined => {
    const apart = text.length > longestText || ((uses.get(part) ?? 0) > 1 && text.length > sharedLength);
    if (part.form.kind !== 'operation' || !apart) return undefined;
    do count += 1;
    while (taken.has(`part-${count}`));
    return `part-${count}`;
  };
  for (const part of parts) {
    const text = termText(part, texts);
    const name = part.form.kind === 'named' ? part.form.name : unnamed(part, text);
    if (name !== undefined) lines.push(`(define-fun ${name} () ${sortText(part.sort)} ${text})${unitComment(part)}`);
    texts.set(part, name ?? text);
  }
  return texts;
}

function unitComment({ unit }: Expression): string {
  return unit === '' ? '' : ` ; in ${ascii(unit)}`;
}

/** A part that is used more than once stands under a name when its text is longer than this. */
const sharedLength = 24;
/** A part with a longer text stands under a name: the text of a deep expression would otherwise be copied at each level. */
const longestText = 1000;

function termText({ form, sort }: Expression, texts: ReadonlyMap<Expression, string>): string {
  if (form.kind === 'variable') return form.name;
  if (form.kind === 'constant') return valueText(form.value, sort);
  if (form.kind === 'named') return texts.get(form.body) as string;
  const operands = form.operands.map((operand) => texts.get(operand) as string);
  if (form.operator === 'bit-part') return `((_ extract ${form.numbers?.join(' ')}) ${operands[0]})`;
  return `(${symbols[form.operator]} ${operands.join(' ')})`;
}

/**
 * A value of a sort as an SMT-LIB term; maps are not written.
 *
 * @implements LLR-LOG-010
 */
export function valueText(value: Value, sort: Sort): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') {
    if (typeof sort === 'object' && sort.kind === 'bit-vector') return `(_ bv${value} ${sort.width})`;
    return value < 0n ? `(- ${-value})` : `${value}`;
  }
  if (!('numerator' in value)) throw new LogicError('a map is not written as a term');
  const { numerator, denominator } = value;
  const size = numerator < 0n ? -numerator : numerator;
  const fraction = denominator === 1n ? `${size}.0` : `(/ ${size}.0 ${denominator}.0)`;
  return numerator < 0n ? `(- ${fraction})` : fraction;
}

/**
 * The value that a term of a solver's model stands for; `undefined` for a term that is not one of the sort.
 *
 * @implements LLR-LOG-010
 */
export function valueFromText(text: string, sort: Sort): Value | undefined {
  const terms = smtTermsOf(text);
  const value = terms?.length === 1 && terms[0] !== undefined ? valueFromTerm(withoutLet(terms[0], new Map()), sort) : undefined;
  return value === undefined || !isOfSort(value, sort) ? undefined : normalValue(value, sort);
}

/** The term with what `let` binds in place of its names. */
function withoutLet(term: SmtTerm, outer: ReadonlyMap<string, SmtTerm>): SmtTerm {
  let bound = outer;
  let inner = term;
  while (typeof inner !== 'string' && inner[0] === 'let' && inner.length === 3) {
    const [, bindings, body] = inner as readonly [string, SmtTerm, SmtTerm];
    const added = new Map(bound);
    for (const binding of typeof bindings === 'string' ? [] : bindings)
      if (typeof binding[0] === 'string' && binding[1] !== undefined) added.set(binding[0], withoutLet(binding[1], bound));
    bound = added;
    inner = body;
  }
  return typeof inner === 'string' ? (bound.get(inner) ?? inner) : inner.map((part) => withoutLet(part, bound));
}

function valueFromTerm(term: SmtTerm, sort: Sort): Value | undefined {
  if (sort === 'Bool') return term === 'true' ? true : term === 'false' ? false : undefined;
  if (sort === 'Int' || sort === 'Real') {
    const number = rationalOfTerm(term);
    if (sort === 'Real') return number;
    return number === undefined || number.denominator !== 1n ? undefined : number.numerator;
  }
  return sort.kind === 'bit-vector' ? wordFromTerm(term, sort.width) : mapFromTerm(term, sort);
}

/** `((as const …) element)` under any number of `(store … index element)`, the outermost of which counts. */
function mapFromTerm(term: SmtTerm, sort: ArraySort): ArrayValue | undefined {
  const exceptions = new Map<string, { readonly index: Value; readonly element: Value }>();
  let inner = term;
  while (typeof inner !== 'string' && inner[0] === 'store') {
    const [, array, indexTerm, elementTerm] = inner;
    const index = indexTerm === undefined ? undefined : valueFromTerm(indexTerm, sort.index);
    const element = elementTerm === undefined ? undefined : valueFromTerm(elementTerm, sort.element);
    if (array === undefined || index === undefined || element === undefined || inner.length !== 4) return undefined;
    if (!exceptions.has(valueKey(index))) exceptions.set(valueKey(index), { index, element });
    inner = array;
  }
  const [head, rest] = typeof inner !== 'string' && inner.length === 2 ? inner : [];
  const constant = typeof head === 'object' && head[0] === 'as' && head[1] === 'const';
  const otherwise = constant && rest !== undefined ? valueFromTerm(rest, sort.element) : undefined;
  return otherwise === undefined ? undefined : { otherwise, exceptions };
}

function wordFromTerm(term: SmtTerm, width: number): bigint | undefined {
  if (typeof term === 'string') {
    const digits = term.length - 2;
    if (/^#x[0-9a-fA-F]+$/.test(term)) return digits * 4 === width ? BigInt(`0${term.slice(1)}`) : undefined;
    return /^#b[01]+$/.test(term) && digits === width ? BigInt(`0${term.slice(1)}`) : undefined;
  }
  const [head, number, size] = term;
  return head === '_' && typeof number === 'string' && /^bv\d+$/.test(number) && size === String(width) && term.length === 3
    ? BigInt(number.slice(2))
    : undefined;
}

function comment(text: string): string {
  return text === '' ? ';' : `; ${ascii(text)}`;
}

/** Solver texts are ASCII: other characters are written as in Unicode escapes. */
function ascii(text: string): string {
  return text.replace(/µ/g, 'u').replace(/[^\x20-\x7e]/g, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/**
 * The default value of a sort, for variables that a model leaves open.
 *
 * @implements LLR-LOG-010
 */
export function anyValueOf(sort: Sort): Value {
  if (sort === 'Bool') return false;
  if (sort === 'Real') return rational(0n) satisfies Rational;
  if (sort === 'Int' || sort.kind === 'bit-vector') return 0n;
  return { otherwise: anyValueOf(sort.element), exceptions: new Map() };
}

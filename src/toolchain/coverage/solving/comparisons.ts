import { atMost, below, integer, integerVariable, real, realVariable } from '../../../kernel/logic/arithmetic.js';
import type { Integer, Real, Truth } from '../../../kernel/logic/expression.js';
import { all, equal, not, some, truthVariable } from '../../../kernel/logic/truth.js';
import { type Rational, rational } from '../../../kernel/rational.js';

/** A side of a comparison: a number as written, or an operand that is read. */
export type Side =
  | { readonly kind: 'literal'; readonly value: Rational; readonly isBig: boolean }
  | { readonly kind: 'operand'; readonly text: string };

/** A condition that compares two sides by order or strict equality. */
export interface Comparison {
  readonly operator: '<' | '<=' | '>' | '>=' | '===' | '!==';
  readonly left: Side;
  readonly right: Side;
}

const part = '((?:\\?\\.|[^<>=!&|?:(),;\'"`{}\\[\\]])+)';
/** Operators as words, which bind in ways that are not looked at. */
const words = /\b(?:in|instanceof|typeof|void|new|function|class|as|satisfies)\b/;
const comparison = new RegExp(`^${part}(<=|>=|===|!==|<|>)${part}$`);
/** Words whose value is no order between numbers; a condition with one is taken as free. */
const otherValues = new Set(['undefined', 'null', 'true', 'false', 'NaN', 'Infinity', '-Infinity']);

/**
 * A condition as a comparison; undefined for each other condition, also with `==`, which converts in ways of its own.
 * @implements LLR-COV-052
 */
export function comparisonFrom(text: string): Comparison | undefined {
  const match = words.test(text) ? null : comparison.exec(text);
  const [left, right] = [sideFrom(match?.[1] ?? ''), sideFrom(match?.[3] ?? '')];
  if (match === null || left === undefined || right === undefined) return undefined;
  return { operator: match[2] as Comparison['operator'], left, right };
}

function sideFrom(given: string): Side | undefined {
  const text = given.trim();
  if (text === '' || otherValues.has(text)) return undefined;
  const big = /^(-?)(\d[\d_]*)n$/.exec(text);
  if (big !== null) return { kind: 'literal', value: rational(BigInt(`${big[1]}${big[2]?.replaceAll('_', '')}`)), isBig: true };
  if (!/^-?[\d.]/.test(text)) return { kind: 'operand', text };
  const value = /^-?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN;
  return Number.isFinite(value) ? { kind: 'literal', value: exactly(value), isBig: false } : undefined;
}

/** The value of a double as a fraction. */
function exactly(value: number): Rational {
  let [scaled, denominator] = [value, 1n];
  while (!Number.isInteger(scaled)) [scaled, denominator] = [scaled * 2, denominator * 2n];
  return rational(BigInt(scaled), denominator);
}

/**
 * What an operand holds in one run, as variables of the solver. `value` is what it is as a number, where it is one: infinities are large
 * numbers, because what order says of the finite set of doubles it says of fractions too; both zeros are zero. `order` is its place
 * among texts.
 */
export interface OperandVariables {
  readonly isNumber: Truth;
  readonly isBig: Truth;
  readonly isText: Truth;
  readonly isNan: Truth;
  readonly value: Real;
  /** A whole number that the value is where one is asked for. */
  readonly whole: Integer;
  readonly order: Real;
}

/**
 * The variables of an operand.
 * @param name unique start of their names
 * @implements LLR-COV-052
 */
export function operandVariables(name: string): OperandVariables {
  const is = (what: string): Truth => truthVariable(`${name}-is-${what}`);
  const [isNumber, isBig, isText, isNan] = [is('number'), is('bigint'), is('text'), is('nan')];
  const whole = integerVariable(`${name}-whole`);
  return { isNumber, isBig, isText, isNan, value: realVariable(`${name}-value`), whole, order: realVariable(`${name}-order`) };
}

/**
 * What holds of the variables of an operand: it is of one type at most, and a bigint is a number.
 * @implements LLR-COV-052
 */
export function typeFacts({ isNumber, isBig, isText, isNan }: OperandVariables): Truth {
  return all(not(all(isNumber, isBig)), not(all(isNumber, isText)), not(all(isBig, isText)), not(all(isBig, isNan)));
}

/**
 * When a comparison is true. Order compares texts among each other, and else numbers, with NaN false; strict equality asks for one type,
 * and of other types than number, bigint and text it says nothing.
 * @param free truth of what the model does not know, the same for the same condition
 * @implements LLR-COV-052
 */
export function comparisonTruth(
  { operator, left, right }: Comparison,
  variablesOf: (operand: string) => OperandVariables,
  free: Truth,
): Truth {
  const [a, b] = [left, right].map((side) => valuesOf(side, variablesOf)) as [OperandVariables, OperandVariables];
  const isNumeric = all(not(a.isNan), not(b.isNan));
  const ordered = (before: (x: Real, y: Real) => Truth): Truth => {
    const texts = all(a.isText, b.isText);
    // a text becomes a bigint in another way than a number, so that nothing is known of the two
    const unknown = some(all(a.isText, b.isBig), all(a.isBig, b.isText));
    const byNumber = all(not(texts), not(unknown), isNumeric, before(a.value, b.value));
    return some(all(texts, before(a.order, b.order)), all(unknown, free), byNumber);
  };
  const known = (x: OperandVariables): Truth => some(x.isNumber, x.isBig, x.isText);
  const same = some(
    all(some(all(a.isNumber, b.isNumber), all(a.isBig, b.isBig)), isNumeric, equal(a.value, b.value)),
    all(a.isText, b.isText, equal(a.order, b.order)),
    all(not(known(a)), not(known(b)), free),
  );
  switch (operator) {
    case '<':
      return ordered(below);
    case '<=':
      return ordered(atMost);
    case '>':
      return ordered((x, y) => below(y, x));
    case '>=':
      return ordered((x, y) => atMost(y, x));
    case '===':
      return same;
    case '!==':
      return not(same);
  }
}

function valuesOf(side: Side, variablesOf: (operand: string) => OperandVariables): OperandVariables {
  if (side.kind === 'operand') return variablesOf(side.text);
  const [yes, no] = [all(), some()];
  const value = real(side.value);
  return { isNumber: side.isBig ? no : yes, isBig: side.isBig ? yes : no, isText: no, isNan: no, value, whole: integer(0), order: real(0) };
}

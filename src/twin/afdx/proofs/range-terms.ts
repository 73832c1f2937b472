import { atLeast, atMost, integer, integerVariable, isLinear } from '../../../kernel/logic/arithmetic.js';
import type { Integer } from '../../../kernel/logic/expression.js';
import { type Assumption, type Obligation, safeIntegers } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import { assumption, type ProofContext } from './proof-context.js';

/** A number that a function is given, with what is known of it. */
export interface RangedInput {
  readonly value: Integer;
  readonly assumed: Assumption;
}

const most = safeIntegers.largest;

/**
 * A number of a network file within the range that its schema permits.
 *
 * @param member name of the member in the schema
 * @implements LLR-POB-011
 */
export function declared(member: string, unit: string, range: readonly [number, number]): RangedInput {
  return ranged(member, unit, range, {
    text: `${member} lies from ${range[0]} to ${range[1]}`,
    justification: 'the schema of the network file permits no other value, and the file is checked against it first',
    traces: ['LLR-AFDX-002'],
  });
}

/**
 * A number that the code computes before, with the range that it has then.
 *
 * @param words what it is, and why it has this range
 * @implements LLR-POB-011
 */
export function computed(name: string, unit: string, range: readonly [number | bigint, number | bigint], why: string): RangedInput {
  return ranged(name, unit, range, { text: `${name} lies from ${range[0]} to ${range[1]}`, justification: why, traces: [] });
}

/**
 * A whole number from 0 on that a number holds exactly, because what gave it was checked so.
 *
 * @implements LLR-POB-011
 */
export function exact(name: string, unit: string, why = 'it has passed a check for exact whole numbers'): RangedInput {
  return computed(name, unit, [0, most], why);
}

function ranged(
  name: string,
  unit: string,
  [least, largest]: readonly [number | bigint, number | bigint],
  words: Omit<Assumption, 'name' | 'formula'>,
): RangedInput {
  const value = integerVariable(name, unit);
  const formula = all(atLeast(value, integer(least, unit)), atMost(value, integer(largest, unit)));
  return { value, assumed: assumption(`range.${name}`, formula, words) };
}

/**
 * A quotient, rounded down, between 0 and a limit. JavaScript divides two whole numbers that it holds exactly and rounds down to the right
 * one: a quotient that is not whole is further from the next whole number than rounding goes (TC-POB-011-02).
 *
 * @param limit the largest dividend by the smallest divisor
 * @implements LLR-POB-011
 */
export function divided(name: string, unit: string, limit: bigint, why: string): RangedInput {
  return computed(name, unit, [0, limit], `${why}; Math.floor of a quotient of exact whole numbers is exact`);
}

/**
 * A product of two numbers from 0 on that is not above a limit. What is multiplied is known by its range alone, so that the proof is linear.
 *
 * @param of the factors, and why the product has this limit
 * @implements LLR-POB-011
 */
export function multiplied(name: string, unit: string, of: string, limit: bigint = most): RangedInput {
  return computed(
    name,
    unit,
    [0, limit],
    `${of}; rounding keeps the order of numbers, so that a check of the rounded product is one of the product`,
  );
}

/**
 * That the code gives a finding, and no result, when a number that is not below 0 is above a limit. Rounding never takes a number across one that is held
 * exactly, so that the check of the rounded number finds each exact one above the limit.
 *
 * @param limit 2^53 - 1 when absent
 * @implements LLR-POB-011
 */
export function guarded(name: string, expression: Integer, where: string, limit: bigint = most): Assumption {
  const formula = all(atLeast(expression, integer(0, expression.unit)), atMost(expression, integer(limit, expression.unit)));
  return assumption(`guard.${name}`, formula, {
    text: `${name} is from 0 to ${limit}`,
    justification: `nothing in it is below 0; ${where} gives no result otherwise; rounding keeps the order of numbers, so that a rounded number within the limit was not above it before`,
    traces: [],
  });
}

/** What an obligation on exact numbers is about. */
export interface RangeSubject {
  readonly id: string;
  readonly title: string;
  /** The code that the expressions are from. */
  readonly where: string;
}

/**
 * The obligation that each number on the way to some results is exact.
 *
 * @implements LLR-POB-011
 */
export function rangeObligation(
  { subject }: ProofContext,
  { id, title, where }: RangeSubject,
  assumptions: readonly Assumption[],
  expressions: readonly Integer[],
): Obligation {
  const formulas = assumptions.map(({ formula }) => formula);
  return {
    id: `PO-AFDX-RANGE-${id}`,
    title,
    requirements: ['HLR-POB-007'],
    subjects: [subject],
    assumptions,
    claim: `${title}: each number on the way is a whole number that a JavaScript number holds exactly.`,
    question: { method: 'exact-range', expressions, range: safeIntegers },
    logic: isLinear([...formulas, ...expressions]) ? 'QF_LIA' : 'QF_NIA',
    faithful: { kind: 'differential-test', testCase: 'TC-POB-011-01', where },
  };
}

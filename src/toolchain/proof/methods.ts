import { above, atLeast, atMost, below, integer, real } from '../../kernel/logic/arithmetic.js';
import { evaluated, holds, type Value, valueKey } from '../../kernel/logic/evaluate.js';
import type { Expression, Truth } from '../../kernel/logic/expression.js';
import type { Model, Obligation, ProofQuestion } from '../../kernel/logic/obligation.js';
import { termOf } from '../../kernel/logic/smt-lib.js';
import { all, equal, not, some } from '../../kernel/logic/truth.js';
import { type Rational, rationalText } from '../../kernel/rational.js';
import { assumedBy, assumptionNames, minimalCore } from './assumptions.js';
import { intermediatesOf } from './exact-range.js';
import { exampleOf } from './examples.js';
import type { Discharge, Finding, Need } from './finding.js';
import { type AnsweredQuery, assertion, type Inquirer, type Query } from './query.js';

/** A question of one method. */
type Of<M extends ProofQuestion['method']> = Obligation & { readonly question: Extract<ProofQuestion, { readonly method: M }> };

const isAssumption = (name: string): boolean => name.startsWith('assume.');

/**
 * Whether the assumptions hold together for some values. A finding when they do not, or when the solver does not find out.
 *
 * @implements LLR-PRF-005
 */
export async function possible(obligation: Obligation, inquirer: Inquirer): Promise<{ readonly witness: Model; readonly fault?: Finding }> {
  const assertions = assumedBy(obligation);
  if (assertions.length === 0) return { witness: new Map() };
  const answer = await inquirer.ask({
    name: 'assumptions',
    purpose: 'satisfiable: the assumptions can hold together, so that the proof is not vacuous',
    logic: obligation.logic,
    assertions,
    expected: 'sat',
  });
  if (answer.verdict === 'sat') return { witness: answer.model };
  if (answer.verdict === 'unknown') return { witness: new Map(), fault: unknown(answer) };
  const again = await inquirer.try({ ...answer.query, expected: 'unsat' });
  const core = (await minimalCore(inquirer, again, isAssumption)) ?? assertions.map(({ name }) => name);
  const conflict = assumptionNames(core, obligation.assumptions);
  const why = 'the assumptions contradict each other, so that anything would follow from them';
  return { witness: new Map(), fault: { verdict: 'vacuous', why, conflict } };
}

/**
 * Discharges an obligation whose claim is one statement: `valid`, `equivalent` and `exact-range`.
 *
 * @implements LLR-PRF-006
 */
export async function dischargeValid(obligation: Obligation, claim: Truth, inquirer: Inquirer): Promise<Discharge> {
  const { witness, fault } = await possible(obligation, inquirer);
  if (fault !== undefined) return { finding: fault, need: undefined, witness: undefined };
  const answer = await inquirer.ask({
    name: 'claim',
    purpose: 'unsatisfiable: no values satisfy the assumptions and contradict the claim',
    logic: obligation.logic,
    assertions: [...assumedBy(obligation), assertion('claim.denied', `Denied: ${obligation.claim}`, not(claim))],
    expected: 'unsat',
  });
  if (answer.verdict === 'sat')
    return { finding: refuted('the claim does not follow from the assumptions', obligation, answer.model), need: undefined, witness };
  if (answer.verdict === 'unknown') return { finding: unknown(answer), need: undefined, witness };
  return { finding: { verdict: 'proved' }, need: await needIn(obligation, answer, inquirer), witness };
}

/** Assumptions are tried one by one only when the solver names no more than these. */
const triedMaximum = 6;

/** Assumptions outside the core are idle; those in it are needed when none can be left out. */
async function needIn({ assumptions }: Obligation, answer: AnsweredQuery, inquirer: Inquirer): Promise<Need | undefined> {
  if (answer.core.length === 0 && assumptions.length > 0) return undefined;
  const named = assumptionNames(answer.core, assumptions);
  const isTried = named.length <= triedMaximum;
  const core = isTried ? await minimalCore(inquirer, answer, isAssumption) : answer.core;
  const left = new Set(assumptionNames(core ?? answer.core, assumptions));
  return { idle: assumptions.map(({ name }) => name).filter((name) => !left.has(name)), needed: isTried ? [...left] : [] };
}

/**
 * Discharges `exact-range`. The example of a refutation says which intermediate result leaves the range.
 *
 * @implements LLR-PRF-008
 */
export async function dischargeExactRange(obligation: Of<'exact-range'>, inquirer: Inquirer): Promise<Discharge> {
  const { expressions, range } = obligation.question;
  const intermediates = intermediatesOf(expressions, range);
  const discharge = await dischargeValid(obligation, all(...intermediates.map(({ within }) => within)), inquirer);
  const { finding } = discharge;
  if (finding.verdict !== 'refuted' || finding.example === undefined) return discharge;
  const { model } = finding.example;
  const outside = intermediates.filter(({ within }) => !holds(within, model));
  const words = outside.map(
    ({ expression }) => `${termOf(expression)} is ${valueKey(evaluated(expression, model))}, which a ${range.name} does not hold exactly`,
  );
  return { ...discharge, finding: { ...finding, example: { ...finding.example, words: [...words, ...finding.example.words] } } };
}

/**
 * Discharges `satisfiable`.
 *
 * @implements LLR-PRF-007
 */
export async function dischargeSatisfiable(obligation: Of<'satisfiable'>, inquirer: Inquirer): Promise<Discharge> {
  const { witness, fault } = await possible(obligation, inquirer);
  if (fault !== undefined) return { finding: fault, need: undefined, witness: undefined };
  const answer = await inquirer.ask(claimQuery(obligation, 'claim', obligation.claim, obligation.question.claim, 'sat'));
  if (answer.verdict === 'sat') return { finding: { verdict: 'proved' }, need: undefined, witness: answer.model };
  if (answer.verdict === 'unknown') return { finding: unknown(answer), need: undefined, witness };
  return {
    finding: { verdict: 'refuted', why: 'no values satisfy assumptions and claim together', example: undefined },
    need: undefined,
    witness,
  };
}

/**
 * Discharges `optimal`: the optimum is reached, and nothing beyond it is.
 *
 * @implements LLR-PRF-009
 */
export async function dischargeOptimal(obligation: Of<'optimal'>, inquirer: Inquirer): Promise<Discharge> {
  const { objective, optimum, direction } = obligation.question;
  const { witness, fault } = await possible(obligation, inquirer);
  if (fault !== undefined) return { finding: fault, need: undefined, witness: undefined };
  const [reached, beyond] = comparisonsWith(objective, optimum, direction === 'largest');
  const value = `${rationalText(optimum)}${objective.unit === '' ? '' : ` ${objective.unit}`}`;
  const reach = await inquirer.ask(claimQuery(obligation, 'reached', `${value} is reached`, reached, 'sat'));
  if (reach.verdict === 'unknown') return { finding: unknown(reach), need: undefined, witness };
  if (reach.verdict === 'unsat')
    return { finding: { verdict: 'refuted', why: `${value} is not reached`, example: undefined }, need: undefined, witness };
  const answer = await inquirer.ask(claimQuery(obligation, 'beyond', `a value beyond ${value} is reached`, beyond, 'unsat'));
  if (answer.verdict === 'unknown') return { finding: unknown(answer), need: undefined, witness: reach.model };
  if (answer.verdict === 'sat')
    return { finding: refuted(`a value beyond ${value} is reached`, obligation, answer.model), need: undefined, witness: reach.model };
  return { finding: { verdict: 'proved' }, need: await needIn(obligation, answer, inquirer), witness: reach.model };
}

/** Objective at least (or at most) the optimum, and beyond it. */
function comparisonsWith(
  objective: Expression<'Int'> | Expression<'Real'>,
  optimum: Rational,
  isLargest: boolean,
): readonly [Truth, Truth] {
  if (objective.sort === 'Real') {
    const value = real(optimum, objective.unit);
    const expression = objective as Expression<'Real'>;
    return isLargest ? [atLeast(expression, value), above(expression, value)] : [atMost(expression, value), below(expression, value)];
  }
  if (optimum.denominator !== 1n) throw new RangeError('the optimum of a whole number is a whole number');
  const value = integer(optimum.numerator, objective.unit);
  const expression = objective as Expression<'Int'>;
  return isLargest ? [atLeast(expression, value), above(expression, value)] : [atMost(expression, value), below(expression, value)];
}

/**
 * Discharges `all-models`: finds the combinations one after the other and shows that there is no other.
 *
 * @implements LLR-PRF-010
 */
export async function dischargeAllModels(obligation: Of<'all-models'>, inquirer: Inquirer): Promise<Discharge> {
  const { over, count } = obligation.question;
  const models: Model[] = [];
  const blocked: Truth[] = [];
  for (;;) {
    const query: Query = {
      name: 'others',
      purpose: `unsatisfiable: there is no combination beside the ${models.length} found`,
      logic: obligation.logic,
      assertions: [
        ...assumedBy(obligation),
        ...blocked.map((formula, at) => assertion(`other.${at + 1}`, `Not combination ${at + 1}`, formula)),
      ],
      expected: models.length === 0 && count > 0 ? 'sat' : 'unsat',
    };
    const answer = await inquirer.try(query);
    if (answer.verdict === 'unknown') return { finding: unknown(answer), need: undefined, witness: models[0], models };
    if (answer.verdict === 'unsat') {
      if (models.length === count) await inquirer.ask({ ...query, expected: 'unsat' });
      const finding: Finding =
        models.length === count
          ? { verdict: 'proved' }
          : { verdict: 'refuted', why: `there are ${models.length} combinations, not ${count}`, example: undefined };
      return { finding, need: undefined, witness: models[0], models };
    }
    models.push(answer.model);
    if (models.length > count)
      return {
        finding: refuted(`there are more than ${count} combinations`, obligation, answer.model),
        need: undefined,
        witness: models[0],
        models,
      };
    blocked.push(some(...over.map((expression) => not(equal(expression, constantOf(expression, evaluated(expression, answer.model)))))));
  }
}

function constantOf(expression: Expression, value: Value): Expression {
  if (typeof value === 'object' && !('numerator' in value)) throw new RangeError('maps are not enumerated');
  return { sort: expression.sort, unit: expression.unit, form: { kind: 'constant', value } };
}

/**
 * Discharges `infeasible`: the assumptions contradict each other, and a smallest set of them that does so is told.
 *
 * @implements LLR-PRF-011
 */
export async function dischargeInfeasible(obligation: Of<'infeasible'>, inquirer: Inquirer): Promise<Discharge> {
  const assertions = assumedBy(obligation);
  const base = { purpose: 'unsatisfiable: the statements contradict each other', logic: obligation.logic, expected: 'unsat' } as const;
  const answer = await inquirer.ask({ ...base, name: 'all-statements', assertions });
  if (answer.verdict === 'unknown') return { finding: unknown(answer), need: undefined, witness: undefined };
  if (answer.verdict === 'sat')
    return { finding: refuted('the statements can hold together', obligation, answer.model), need: undefined, witness: answer.model };
  const core = (await minimalCore(inquirer, answer, isAssumption)) ?? assertions.map(({ name }) => name);
  const conflict = assumptionNames(core, obligation.assumptions);
  const few = assertions.filter(({ name }) => core.includes(name));
  if (few.length < assertions.length)
    await inquirer.ask({
      ...base,
      name: 'conflict',
      purpose: 'unsatisfiable: these few contradict each other, and none can be left out',
      assertions: few,
    });
  const idle = obligation.assumptions.map(({ name }) => name).filter((name) => !conflict.includes(name));
  return { finding: { verdict: 'proved' }, need: { idle, needed: conflict }, witness: undefined, conflict };
}

function claimQuery(obligation: Obligation, name: string, text: string, formula: Truth, expected: 'sat' | 'unsat'): Query {
  const purpose = expected === 'sat' ? `satisfiable: ${text}` : `unsatisfiable: it is not so that ${text}`;
  return {
    name,
    purpose,
    logic: obligation.logic,
    assertions: [...assumedBy(obligation), assertion(`claim.${name}`, text, formula)],
    expected,
  };
}

/**
 * A refutation with its example in words, replayed.
 *
 * @implements LLR-PRF-006
 */
export function refuted(why: string, obligation: Obligation, model: Model): Finding {
  return { verdict: 'refuted', why, example: exampleOf(obligation, model) };
}

/**
 * An answer that is none, with what was tried.
 *
 * @implements LLR-PRF-006
 */
export function unknown({ query, reason }: AnsweredQuery): Finding {
  return { verdict: 'unknown', why: `query ${query.name}: ${reason}`, example: undefined };
}

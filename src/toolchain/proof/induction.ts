import { evaluated, holds, type Value, valueKey } from '../../kernel/logic/evaluate.js';
import { LogicError, type Truth, variable } from '../../kernel/logic/expression.js';
import type { Model, Obligation, ProofQuestion, Replay } from '../../kernel/logic/obligation.js';
import { type Assertion, anyValueOf } from '../../kernel/logic/smt-lib.js';
import { atStep, nameAt, type SystemVariable, stepOf, type TransitionSystem, type Values } from '../../kernel/logic/transition-system.js';
import { all, equal, not } from '../../kernel/logic/truth.js';
import { assumedBy } from './assumptions.js';
import type { Discharge, Example, Finding } from './finding.js';
import { possible, unknown } from './methods.js';
import { type AnsweredQuery, assertion, type Inquirer, type Query } from './query.js';

type Of<M extends ProofQuestion['method']> = Obligation & { readonly question: Extract<ProofQuestion, { readonly method: M }> };

/** Steps looked for a real counterexample when induction fails. */
const searchedSteps = 12;

/**
 * Discharges `bounded`: for each number of steps up to the bound no run from an initial state violates the property.
 *
 * @implements LLR-PRF-013
 */
export async function dischargeBounded(obligation: Of<'bounded'>, inquirer: Inquirer): Promise<Discharge> {
  const { system, property, steps } = obligation.question;
  const start = await canStart(obligation, system, inquirer);
  if (start.fault !== undefined) return { finding: start.fault, need: undefined, witness: undefined };
  const fault = await violationWithin(obligation, { system, property, from: 0, steps, kept: true }, inquirer);
  return { finding: fault ?? { verdict: 'proved' }, need: undefined, witness: start.witness };
}

/**
 * Discharges `invariant` by induction: the property and its invariants hold in the first states of each run; and where they have held for
 * `depth` states in a row they hold in the next. When the second fails, a real run that violates the property is looked for; without one the
 * verdict is unknown, with the step that fails.
 *
 * @implements LLR-PRF-014
 */
export async function dischargeInvariant(obligation: Of<'invariant'>, inquirer: Inquirer): Promise<Discharge> {
  const { system, property, depth, invariants } = obligation.question;
  const start = await canStart(obligation, system, inquirer);
  if (start.fault !== undefined) return { finding: start.fault, need: undefined, witness: undefined };
  const together = all(property, ...invariants.map(({ formula }) => formula));
  const base = await violationWithin(obligation, { system, property: together, from: 0, steps: depth - 1, kept: true }, inquirer);
  if (base !== undefined) return { finding: base, need: undefined, witness: start.witness };
  const step = await inquirer.ask({
    name: 'step',
    purpose: `unsatisfiable: after ${depth === 1 ? 'one state' : `${depth} states`} with the property and its invariants no next state is without them`,
    logic: obligation.logic,
    assertions: [
      ...assumedBy(obligation),
      ...Array.from({ length: depth }, (_, at) => heldAt(obligation, at)).flat(),
      ...transitions(system, 0, depth),
      assertion(`denied.${depth}`, `Denied in state ${depth}: ${obligation.claim}`, not(atStep(system, together, depth))),
    ],
    expected: 'unsat',
  });
  if (step.verdict === 'unsat') {
    const further = await canGoOn(obligation, together, inquirer);
    return { finding: further ?? { verdict: 'proved' }, need: undefined, witness: start.witness };
  }
  if (step.verdict === 'unknown') return { finding: unknown(step), need: undefined, witness: start.witness };
  const real = await violationWithin(obligation, { system, property, from: depth, steps: searchedSteps, kept: false }, inquirer);
  if (real?.verdict === 'refuted') return { finding: real, need: undefined, witness: start.witness };
  const example: Example = { model: step.model, words: runWords(system, step.model, depth), replay: undefined };
  const why = `induction over ${depth} steps fails: the states below have the property and lead to one without it; no run of up to ${searchedSteps} steps reaches a violation; an invariant that excludes them is missing, or more depth`;
  return { finding: { verdict: 'unknown', why, example }, need: undefined, witness: start.witness };
}

/** Property and invariants in one state, each an assertion of its own. */
function heldAt({ question, claim }: Of<'invariant'>, at: number): readonly Assertion[] {
  const { system, property, invariants } = question;
  return [
    assertion(`property@${at}`, `Held in state ${at}: ${claim}`, atStep(system, property, at)),
    ...invariants.map(({ name, text, formula }) => assertion(`${name}@${at}`, `Held in state ${at}: ${text}`, atStep(system, formula, at))),
  ];
}

/** There is an initial state; the assumptions hold there. */
async function canStart(
  obligation: Obligation,
  system: TransitionSystem,
  inquirer: Inquirer,
): Promise<{ readonly witness: Model; readonly fault?: Finding }> {
  const before = await possible(obligation, inquirer);
  if (before.fault !== undefined) return before;
  const answer = await inquirer.ask({
    name: 'initial',
    purpose: 'satisfiable: there is an initial state',
    logic: obligation.logic,
    assertions: [...assumedBy(obligation), initially(system)],
    expected: 'sat',
  });
  return possibleOr(answer, 'there is no initial state, so that the property holds of nothing');
}

/** A state with the property has a next one, for some input. */
async function canGoOn(obligation: Of<'invariant'>, together: Truth, inquirer: Inquirer): Promise<Finding | undefined> {
  const { system } = obligation.question;
  const answer = await inquirer.ask({
    name: 'goes-on',
    purpose: 'satisfiable: some state with the property has an allowed input',
    logic: obligation.logic,
    assertions: [
      ...assumedBy(obligation),
      assertion('held@0', 'Property and invariants hold', atStep(system, together, 0)),
      ...transitions(system, 0, 1),
    ],
    expected: 'sat',
  });
  return possibleOr(answer, 'no state with the property has an allowed input, so that the step proves nothing').fault;
}

function possibleOr(answer: AnsweredQuery, why: string): { readonly witness: Model; readonly fault?: Finding } {
  if (answer.verdict === 'sat') return { witness: answer.model };
  return { witness: new Map(), fault: answer.verdict === 'unknown' ? unknown(answer) : { verdict: 'vacuous', why, conflict: [] } };
}

interface Search {
  readonly system: TransitionSystem;
  readonly property: Truth;
  readonly from: number;
  readonly steps: number;
  /** Whether the proof rests on the queries. */
  readonly kept: boolean;
}

/** A violation in a run of `from` to `steps` steps; `undefined` when there is none. */
async function violationWithin(
  obligation: Obligation,
  { system, property, from, steps, kept }: Search,
  inquirer: Inquirer,
): Promise<Finding | undefined> {
  for (let count = from; count <= steps; count += 1) {
    const query: Query = {
      name: `run-${count}`,
      purpose: `unsatisfiable: no run of ${count} steps from an initial state ends without the property`,
      logic: obligation.logic,
      assertions: [
        ...assumedBy(obligation),
        initially(system),
        ...transitions(system, 0, count),
        assertion(`denied.${count}`, `Denied after ${count} steps: ${obligation.claim}`, not(atStep(system, property, count))),
      ],
      expected: 'unsat',
    };
    const answer = await (kept ? inquirer.ask(query) : inquirer.try(query));
    if (answer.verdict === 'unknown') return unknown(answer);
    if (answer.verdict === 'sat') {
      const example = {
        model: answer.model,
        words: runWords(system, answer.model, count),
        replay: replayOf(system, property, answer.model, count),
      };
      return { verdict: 'refuted', why: `a run of ${count} steps violates it`, example };
    }
  }
  return undefined;
}

function initially(system: TransitionSystem): Assertion {
  return assertion('initial', 'State 0 is an initial one', atStep(system, system.initial, 0));
}

/** Input allowed and next state, for each step. */
function transitions(system: TransitionSystem, from: number, to: number): readonly Assertion[] {
  return Array.from({ length: to - from }, (_, index) => {
    const at = from + index;
    const next = system.state.map(({ name, sort, unit }) =>
      equal(variable(nameAt(name, at + 1), sort, unit), atStep(system, system.next[name] ?? variable(name, sort, unit), at)),
    );
    return assertion(
      `step@${at}`,
      `State ${at + 1} follows state ${at} with an allowed input`,
      all(atStep(system, system.allowed, at), ...next),
    );
  });
}

/** A run in words: each state, and the input that leads on. */
function runWords(system: TransitionSystem, model: Model, steps: number): readonly string[] {
  const shown = (names: readonly { readonly name: string }[], at: number): string =>
    names.map(({ name }) => `${name}=${valueText(model.get(nameAt(name, at)))}`).join(' ');
  return Array.from({ length: steps + 1 }, (_, at) => {
    const input = at < steps && system.inputs.length > 0 ? `; input ${shown(system.inputs, at)}` : '';
    return `state ${at}: ${shown(system.state, at)}${input}`;
  });
}

const valueText = (value: Value | undefined): string => (value === undefined ? 'any' : valueKey(value));

/** Executes the run from its initial state with its inputs and looks whether it ends without the property. */
function replayOf(system: TransitionSystem, property: Truth, model: Model, steps: number): Replay {
  // a variable that no query speaks of may have any value
  const at = (variables: readonly SystemVariable[], step: number): Values =>
    new Map(variables.map(({ name, sort }) => [name, model.get(nameAt(name, step)) ?? anyValueOf(sort)]));
  // rigid variables, such as parameters, keep their value over all steps
  const rigid = new Map([...model].filter(([name]) => !name.includes('@')));
  try {
    let state = at(system.state, 0);
    if (evaluated(system.initial, new Map([...rigid, ...state])) !== true)
      return { confirmed: false, seen: 'state 0 is not an initial state' };
    for (let step = 0; step < steps; step += 1) state = stepOf(system, state, new Map([...rigid, ...at(system.inputs, step)]));
    const confirmed = !holds(property, new Map([...rigid, ...state]));
    return {
      confirmed,
      seen: `after ${steps} executed steps: ${[...state].map(([name, value]) => `${name}=${valueKey(value)}`).join(' ')}`,
    };
  } catch (thrown) {
    if (!(thrown instanceof LogicError)) throw thrown;
    return { confirmed: false, seen: thrown.message };
  }
}

import type { Value } from '../../kernel/logic/evaluate.js';
import type { Expression, Truth } from '../../kernel/logic/expression.js';
import { variablesOf } from '../../kernel/logic/expression.js';
import type { Model } from '../../kernel/logic/obligation.js';
import { type Assertion, anyValueOf, smtLibText, valueFromText } from '../../kernel/logic/smt-lib.js';
import type { Solver, SolverLimits } from '../../ports/solver.js';

/** One question to a solver as a step of a proof. */
export interface Query {
  /** Name of its file, without ending: letters, digits, `-`. */
  readonly name: string;
  /** What its answer shows, for the reviewer. */
  readonly purpose: string;
  readonly logic: string;
  readonly assertions: readonly Assertion[];
  /** The verdict on which the proof rests. */
  readonly expected: 'sat' | 'unsat';
}

/** A query as it was asked and answered. */
export interface AnsweredQuery {
  readonly query: Query;
  /** Text without `check-sat`. */
  readonly script: string;
  readonly verdict: 'sat' | 'unsat' | 'unknown';
  /** Why it is unknown; empty otherwise. */
  readonly reason: string;
  /** Values of the variables, when there is a model. */
  readonly model: Model;
  /** Names of assertions that contradict each other, when the solver gave them. */
  readonly core: readonly string[];
  /** Resource units spent; `undefined` where the solver does not count them. */
  readonly resourceUnits: number | undefined;
}

/** The header of a solver text, lines for the reviewer. */
export type Header = (query: Query) => readonly string[];

/**
 * Asks queries one after the other and keeps those on which a proof rests.
 *
 * @implements LLR-PRF-003
 */
export class Inquirer {
  readonly #solver: Solver;
  readonly #limits: SolverLimits;
  readonly #header: Header;
  readonly #kept: AnsweredQuery[] = [];

  constructor(solver: Solver, limits: SolverLimits, header: Header) {
    this.#solver = solver;
    this.#limits = limits;
    this.#header = header;
  }

  /** The queries kept, in the order of asking. */
  get kept(): readonly AnsweredQuery[] {
    return this.#kept;
  }

  /** Asks a query that the certificate shows. */
  async ask(query: Query): Promise<AnsweredQuery> {
    const answered = await this.try(query);
    this.#kept.push(answered);
    return answered;
  }

  /** Asks a query on which nothing rests, such as whether a smaller core would do. */
  async try(query: Query): Promise<AnsweredQuery> {
    const script = smtLibText(query.logic, this.#header(query), query.assertions);
    const variables = variablesOf(query.assertions.map(({ formula }) => formula));
    const wanted = query.assertions.length === 0 ? [] : variables;
    const answer = await this.#solver.ask({
      script,
      values: wanted.map(({ form }) => form.name),
      core: query.expected === 'unsat',
      limits: this.#limits,
    });
    const { resourceUnits } = answer;
    const model = answer.verdict === 'sat' ? modelFrom(wanted, answer.values) : undefined;
    if (answer.verdict === 'sat' && model === undefined)
      return {
        query,
        script,
        verdict: 'unknown',
        reason: 'the model of the solver cannot be read',
        model: new Map(),
        core: [],
        resourceUnits,
      };
    return {
      query,
      script,
      verdict: answer.verdict,
      reason: answer.verdict === 'unknown' ? answer.reason : '',
      model: model ?? new Map(),
      core: answer.verdict === 'unsat' ? (answer.core ?? []) : [],
      resourceUnits,
    };
  }
}

function modelFrom(
  variables: readonly (Expression & { readonly form: { readonly name: string } })[],
  values: ReadonlyMap<string, string>,
): Model | undefined {
  const model = new Map<string, Value>();
  for (const { form, sort } of variables) {
    const text = values.get(form.name);
    const value = text === undefined ? anyValueOf(sort) : valueFromText(text, sort);
    if (value === undefined) return undefined;
    model.set(form.name, value);
  }
  return model;
}

/**
 * An assertion with a name and a text.
 *
 * @implements LLR-PRF-003
 */
export function assertion(name: string, text: string, formula: Truth): Assertion {
  return { name, text, formula };
}

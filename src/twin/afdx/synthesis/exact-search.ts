import { type Rational, rational, roundedUp, times } from '../../../kernel/rational.js';
import { loadWindowMilliseconds } from '../wire.js';
import { type Choice, linksOf } from './assemble.js';
import { type Cut, cutsOf } from './cuts.js';
import { type Aim, type Encoding, ExactEncoding, loadUnitOf } from './exact-encoding.js';
import { type BoundsFunction, judgementOf } from './judge.js';
import { highestLoadMinOf, reservedBitsMinOf } from './lower-bounds.js';
import { highestLoadOf, reservedBitsOf } from './outcome.js';
import type { Problem } from './problem.js';

/** What a solver answers: the variables that are true in a model, that there is no model, or that it gave up. */
export type SolverAnswer =
  | { readonly verdict: 'satisfiable'; readonly trueNames: ReadonlySet<string> }
  | { readonly verdict: 'unsatisfiable' }
  | { readonly verdict: 'unknown'; readonly reason: string };

/** Asks a solver one query. The same query gets the same answer. */
export type AskSolver = (encoding: Encoding) => Promise<SolverAnswer>;

/** What an exact search comes to. `queries` and `cuts` say what it took. */
export interface ExactOutcome {
  /** Least bandwidth and load, no solution, or ended before either was proven. */
  readonly kind: 'optimal' | 'impossible' | 'stopped';
  /** The best solution met; of an optimal outcome the optimum. */
  readonly choices: readonly Choice[] | undefined;
  /** No solution reserves less, in bits in 128 ms. */
  readonly reservedBitsMin: bigint;
  readonly queries: number;
  readonly cuts: number;
  readonly reason: string;
}

/**
 * The solution of least reserved bandwidth and, among those, of least highest port load. A solver chooses under the linear limits; the bounds
 * judge its choice; what they refuse becomes a cut; and so on, with the aim halved between what is proven and what is found. Each answer
 * "optimal" or "impossible" holds for the carriers and trees of the problem and for the bounds used.
 *
 * @param limits a solution that is known already; queries after which the search stops; whether any solution will do
 * @implements LLR-VLO-019
 */
export async function exactlyOptimal(
  problem: Problem,
  bounds: BoundsFunction,
  ask: AskSolver,
  limits: { readonly start?: readonly Choice[]; readonly queriesMax: number; readonly firstOnly?: boolean },
): Promise<ExactOutcome> {
  const search = new ExactSearch(problem, bounds, ask, limits.queriesMax);
  const reservedBitsMin = reservedBitsMinOf(problem);
  const done = (kind: ExactOutcome['kind'], choices: readonly Choice[] | undefined, proven: bigint): ExactOutcome => ({
    kind,
    choices,
    reservedBitsMin: proven,
    queries: search.queries,
    cuts: search.cuts.length,
    reason: search.reason,
  });
  const any = limits.start ?? (await search.solve({}));
  if (any === 'stopped') return done('stopped', undefined, reservedBitsMin);
  if (any === 'none') return done('impossible', undefined, reservedBitsMin);
  if (limits.firstOnly === true) return done('stopped', any, reservedBitsMin);
  const least = await search.least(any, reservedBitsMin, reservedBitsOf, (reservedBitsMax) => ({ reservedBitsMax }));
  if (!least.proven) return done('stopped', least.choices, least.from);
  const reservedBitsMax = reservedBitsOf(least.choices);
  const loadMin = roundedUp(loadIn(problem, highestLoadMinOf(problem)));
  const loadOf = (choices: readonly Choice[]): bigint => roundedUp(loadIn(problem, highestLoadOf(problem, choices).load));
  const flat = await search.least(least.choices, loadMin, loadOf, (loadMax) => ({ reservedBitsMax, loadMax }));
  return done(flat.proven ? 'optimal' : 'stopped', flat.choices, reservedBitsMax);
}

/** A share of a rate in bits in 128 ms at the common rate of the encoding. */
function loadIn(problem: Problem, load: Rational): Rational {
  return times(load, rational(loadUnitOf(problem) * loadWindowMilliseconds, 1000n));
}

class ExactSearch {
  readonly cuts: Cut[] = [];
  queries = 0;
  reason = '';
  readonly #problem: Problem;
  readonly #encoding: ExactEncoding;
  readonly #bounds: BoundsFunction;
  readonly #ask: AskSolver;
  readonly #queriesMax: number;

  constructor(problem: Problem, bounds: BoundsFunction, ask: AskSolver, queriesMax: number) {
    this.#problem = problem;
    this.#encoding = new ExactEncoding(problem);
    this.#bounds = bounds;
    this.#ask = ask;
    this.#queriesMax = queriesMax;
  }

  /** Choices that reach an aim and keep each bound; or that there are none. */
  async solve(aim: Aim): Promise<readonly Choice[] | 'none' | 'stopped'> {
    for (;;) {
      if (this.queries >= this.#queriesMax) {
        this.reason = `${this.#queriesMax} queries were asked`;
        return 'stopped';
      }
      this.queries += 1;
      const answer = await this.#ask(this.#encoding.query(aim, this.cuts));
      if (answer.verdict === 'unsatisfiable') return 'none';
      if (answer.verdict === 'unknown') {
        this.reason = `the solver gave up: ${answer.reason}`;
        return 'stopped';
      }
      const choices = this.#encoding.choicesOf((name) => answer.trueNames.has(name));
      const judgement = judgementOf(this.#problem.network, linksOf(this.#problem, choices), this.#bounds);
      if (judgement.misses.length === 0) return choices;
      this.cuts.push(...cutsOf(this.#problem, choices, judgement, this.#bounds));
    }
  }

  /** The least value of an objective: halves the range between the value proven and the value found, the lower end first. */
  async least(
    known: readonly Choice[],
    lowest: bigint,
    worthOf: (choices: readonly Choice[]) => bigint,
    aimOf: (value: bigint) => Aim,
  ): Promise<{ readonly choices: readonly Choice[]; readonly from: bigint; readonly proven: boolean }> {
    let choices = known;
    let from = lowest;
    let aim = lowest;
    while (from < worthOf(choices)) {
      const answer = await this.solve(aimOf(aim));
      if (answer === 'stopped') return { choices, from, proven: false };
      if (answer === 'none') from = aim + 1n;
      else choices = answer;
      aim = (from + worthOf(choices) - 1n) / 2n;
      if (aim < from) aim = from;
    }
    return { choices, from, proven: true };
  }
}

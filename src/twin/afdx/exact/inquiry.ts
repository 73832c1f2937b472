import type { Solver, SolverAnswer } from '../../../ports/solver.js';

/** What the solver may spend on one worst case. */
export interface Budget {
  /** Seconds of the solver for the whole worst case. */
  readonly seconds: number;
  /** Resource units for each question; 0 for no such limit. */
  readonly resourceUnits: number;
}

/** A question as it was asked and answered. */
export interface Inquest {
  readonly about: string;
  readonly verdict: SolverAnswer['verdict'];
  /** Why there is no verdict; empty else. */
  readonly reason: string;
  readonly seconds: number;
}

/**
 * Asks the solver on account of a budget, and keeps a list of what was asked.
 *
 * @implements LLR-EXA-012
 */
export class Inquiry {
  readonly #solver: Solver;
  readonly #budget: Budget;
  readonly #asked: Inquest[] = [];

  constructor(solver: Solver, budget: Budget) {
    this.#solver = solver;
    this.#budget = budget;
  }

  get asked(): readonly Inquest[] {
    return this.#asked;
  }

  get secondsSpent(): number {
    return this.#asked.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /**
   * Asks one question.
   *
   * @param share part of what is left of the budget that it may take
   * @implements LLR-EXA-012
   */
  async ask(about: string, script: string, values: readonly string[] = [], share = 1): Promise<SolverAnswer> {
    const left = this.#budget.seconds - this.secondsSpent;
    const answer: SolverAnswer =
      left <= 0
        ? { verdict: 'unknown', reason: `the ${this.#budget.seconds} s for this worst case are spent`, seconds: 0 }
        : await this.#solver.ask({ script, values, limits: { resourceUnits: this.#budget.resourceUnits, wallSeconds: left * share } });
    const { verdict, seconds } = answer;
    this.#asked.push({ about, verdict, reason: answer.verdict === 'unknown' ? answer.reason : '', seconds });
    return answer;
  }
}

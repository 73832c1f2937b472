import type { Solver, SolverAnswer, SolverQuestion } from '../ports/solver.js';

/**
 * Several solvers as one: each question goes to one that is free, in the order of asking. Which one answers does not matter, because each starts
 * each question anew.
 *
 * @implements LLR-PRF-021
 */
export class SolverPool implements Solver {
  readonly #solvers: readonly Solver[];
  readonly #free: Solver[];
  readonly #waiting: ((solver: Solver) => void)[] = [];

  constructor(solvers: readonly Solver[]) {
    if (solvers.length === 0) throw new RangeError('a pool has a solver');
    this.#solvers = solvers;
    this.#free = [...solvers];
  }

  identity(): Promise<string> {
    return (this.#solvers[0] as Solver).identity();
  }

  async ask(question: SolverQuestion): Promise<SolverAnswer> {
    const solver = this.#free.pop() ?? (await new Promise<Solver>((settle) => this.#waiting.push(settle)));
    try {
      return await solver.ask(question);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(solver);
      else next(solver);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#solvers.map((solver) => solver.close()));
  }
}

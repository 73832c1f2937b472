import type { Solver } from '../../../ports/solver.js';
import type { AskSolver, SolverAnswer } from './exact-search.js';

/**
 * Asks a solver through its port. Resource units make the answers repeatable; the clock only ends what hangs.
 *
 * @param limits of each question
 * @implements LLR-VLO-019
 */
export function askOf(solver: Solver, limits: { readonly resourceUnits: number; readonly wallSeconds: number }): AskSolver {
  return async ({ text, names }): Promise<SolverAnswer> => {
    const answer = await solver.ask({ script: text, values: names, limits });
    if (answer.verdict === 'unsat') return { verdict: 'unsatisfiable' };
    if (answer.verdict === 'unknown') return { verdict: 'unknown', reason: answer.reason };
    const trueNames = new Set([...answer.values].flatMap(([name, value]) => (value === 'true' ? [name] : [])));
    return { verdict: 'satisfiable', trueNames };
  };
}

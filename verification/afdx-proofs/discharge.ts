import tap from 'tap';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { variablesOf } from '../../src/kernel/logic/expression.js';
import type { Model, Obligation } from '../../src/kernel/logic/obligation.js';
import { smtLibText, valueFromText } from '../../src/kernel/logic/smt-lib.js';
import { all, not } from '../../src/kernel/logic/truth.js';
import { intermediatesOf } from '../../src/toolchain/proof/exact-range.js';

const limits = { resourceUnits: 0, wallSeconds: 60 };

/** What Z3 finds of an obligation: whether its assumptions go together, whether they and the contrary of the claim do, and values if so. */
export interface Found {
  readonly assumptions: string;
  readonly contrary: string;
  readonly model: Model;
  readonly words: readonly string[];
}

/** The claim as a formula. */
export function claimOf({ id, question }: Obligation) {
  if (question.method === 'valid') return question.claim;
  if (question.method !== 'exact-range') throw new Error(`${id} asks by ${question.method}`);
  return all(...intermediatesOf(question.expressions, question.range).map(({ within }) => within));
}

/** Asks Z3, without the proof engine. */
export async function foundBy(
  solver: Z3Solver,
  obligation: Obligation,
  parts: { readonly vacuity: boolean } = { vacuity: true },
): Promise<Found> {
  const assumed = obligation.assumptions.map(({ name, text, formula }) => ({ name, text, formula }));
  const contrary = { name: 'contrary', text: obligation.claim, formula: not(claimOf(obligation)) };
  const assertions = [...assumed, contrary];
  const variables = variablesOf(assertions.map(({ formula }) => formula));
  const script = smtLibText(obligation.logic, [obligation.id], assertions);
  const answer = await solver.ask({ script, values: variables.map(({ form }) => form.name), limits });
  const alone = parts.vacuity ? await solver.ask({ script: smtLibText(obligation.logic, [], assumed), limits }) : undefined;
  const given = answer.verdict === 'sat' ? answer.values : new Map<string, string>();
  const model: Model = new Map([...given].map(([name, text]) => [name, valueFromText(text, 'Int') ?? 0n]));
  const words = answer.verdict === 'sat' ? (obligation.inWords?.(model) ?? []) : [];
  return { assumptions: alone?.verdict ?? 'not asked', contrary: answer.verdict, model, words };
}

let shared: Z3Solver | undefined;

/** Runs with a solver that the cases of one file share, because starting it takes as long as a hundred questions; closed when they are done. */
export async function withSolver(work: (solver: Z3Solver) => Promise<void>): Promise<void> {
  if (shared === undefined) {
    shared = new Z3Solver();
    tap.teardown(() => shared?.close());
  }
  await work(shared);
}

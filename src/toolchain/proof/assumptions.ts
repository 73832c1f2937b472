import type { Assumption, Obligation } from '../../kernel/logic/obligation.js';
import type { Assertion } from '../../kernel/logic/smt-lib.js';
import { type AnsweredQuery, assertion, type Inquirer, type Query } from './query.js';

/** Cores of more assertions than this are not made smaller one by one. */
const minimisedMaximum = 40;

/**
 * The assumptions of an obligation as assertions, named `assume.NAME`.
 *
 * @implements LLR-PRF-004
 */
export function assumedBy({ assumptions }: Pick<Obligation, 'assumptions'>): readonly Assertion[] {
  return assumptions.map(({ name, text, justification, traces, formula }) =>
    assertion(
      `assume.${name}`,
      `Assumed: ${text}\nBecause: ${justification}${traces.length === 0 ? '' : ` (${traces.join(', ')})`}`,
      formula,
    ),
  );
}

/**
 * The names of the assumptions among the assertions of a core.
 *
 * @implements LLR-PRF-004
 */
export function assumptionNames(core: readonly string[], assumptions: readonly Assumption[]): readonly string[] {
  const named = new Set(core);
  return assumptions.filter(({ name }) => named.has(`assume.${name}`)).map(({ name }) => name);
}

/**
 * Makes the core of an unsatisfiable query smaller until none of the assertions in question can be left out, as long as there are few.
 *
 * @param isFree whether an assertion may be left out; others stay
 * @returns names of the assertions that are left; `undefined` when the solver gave no core or did not find out
 * @implements LLR-PRF-004
 */
export async function minimalCore(
  inquirer: Inquirer,
  { query, core }: AnsweredQuery,
  isFree: (name: string) => boolean,
): Promise<readonly string[] | undefined> {
  if (core.length === 0 && query.assertions.length > 0) return undefined;
  let left = query.assertions.filter(({ name }) => core.includes(name) || !isFree(name));
  const free = left.filter(({ name }) => isFree(name));
  if (free.length > minimisedMaximum) return left.map(({ name }) => name);
  for (const candidate of free) {
    if (!left.includes(candidate)) continue;
    const without: Query = { ...query, assertions: left.filter((each) => each !== candidate) };
    const answer = await inquirer.try(without);
    if (answer.verdict === 'unsat')
      left = without.assertions.filter(({ name }) => !isFree(name) || answer.core.length === 0 || answer.core.includes(name));
  }
  return left.map(({ name }) => name);
}

import type { Json } from '../kernel/canonical-json.js';
import type { Handled, Job, JobHandler, JobQueue } from '../ports/job-queue.js';
import type { Solver, SolverAnswer, SolverQuestion } from '../ports/solver.js';

/** Seconds beyond which no limit of a question may lie: a week. */
const wallSecondsMaximum = 604_800;

/**
 * A solver whose questions are answered by workers. Each question is a job that names program and version of the solver, so that an answer
 * of another one is not taken for it; many may be asked at once. Closing it leaves the queue open, and the questions that are asked.
 *
 * @implements LLR-CMP-013
 */
export class QueuedSolver implements Solver {
  readonly #queue: JobQueue;
  readonly #identity: string;

  constructor(queue: JobQueue, identity: string) {
    this.#queue = queue;
    this.#identity = identity;
  }

  async identity(): Promise<string> {
    return this.#identity;
  }

  async ask(question: SolverQuestion): Promise<SolverAnswer> {
    try {
      const outcome = await this.#queue.resultOf(solveJobOf(question, this.#identity));
      const { seconds } = outcome;
      if (outcome.outcome === 'failed') return { verdict: 'unknown', reason: `no answer from the queue: ${outcome.reason}`, seconds };
      const answer = answerFrom(outcome.value, question);
      return { ...(answer ?? { verdict: 'unknown', reason: `worker ${outcome.worker} gave no answer to this question` }), seconds };
    } catch (thrown) {
      const reason = `no answer from the queue: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
      return { verdict: 'unknown', reason, seconds: 0 };
    }
  }

  async close(): Promise<void> {}
}

/**
 * The job of a question.
 * @implements LLR-CMP-013
 */
export function solveJobOf({ script, values = [], core = false, limits }: SolverQuestion, identity: string): Job {
  const { resourceUnits, wallSeconds } = limits;
  return { kind: 'solve', needs: identity, content: { script, values, core, limits: { resourceUnits, wallSeconds } } };
}

/**
 * Answers solve jobs with a solver. What is part of the result is verdict, values and reason. An answer `unknown` may come out otherwise on a
 * faster machine and is not lasting; a solver that ended by itself has not answered.
 * @implements LLR-CMP-014
 */
export function solveHandlerOf(solver: Solver, identity: string): JobHandler {
  return {
    kind: 'solve',
    needs: identity,
    run: async (content): Promise<Handled> => {
      const question = questionFrom(content);
      if (question === undefined) return { refused: 'the content of the job is not a question to a solver' };
      const answer = await solver.ask(question);
      const { resourceUnits } = answer;
      if (answer.verdict === 'unsat') return { value: { verdict: 'unsat', core: answer.core, resourceUnits }, lasting: true };
      if (answer.verdict === 'sat') return { value: { verdict: 'sat', values: [...answer.values], resourceUnits }, lasting: true };
      if (/^the solver (ended by itself|cannot be started)/.test(answer.reason)) throw new Error(answer.reason);
      return { value: { verdict: 'unknown', reason: answer.reason, resourceUnits }, lasting: false };
    },
  };
}

function questionFrom(content: Json): SolverQuestion | undefined {
  if (!isObject(content) || typeof content.script !== 'string' || !isTexts(content.values)) return undefined;
  if (typeof content.core !== 'boolean' || !isObject(content.limits)) return undefined;
  const { resourceUnits, wallSeconds } = content.limits;
  if (typeof resourceUnits !== 'number' || !Number.isSafeInteger(resourceUnits) || resourceUnits < 0) return undefined;
  if (typeof wallSeconds !== 'number' || !(wallSeconds > 0 && wallSeconds <= wallSecondsMaximum)) return undefined;
  return { script: content.script, values: content.values, core: content.core, limits: { resourceUnits, wallSeconds } };
}

/** The answer in a value that a worker gave; undefined when it is none to this question. */
function answerFrom(value: Json, { values = [], core = false }: SolverQuestion) {
  if (!isObject(value)) return undefined;
  const { resourceUnits, verdict } = value;
  if (resourceUnits !== undefined && !(typeof resourceUnits === 'number' && resourceUnits >= 0)) return undefined;
  const effort = resourceUnits === undefined ? {} : { resourceUnits };
  if (verdict === 'unknown' && typeof value.reason === 'string') return { verdict, reason: value.reason, ...effort } as const;
  if (verdict === 'unsat') {
    if (value.core === undefined) return { verdict, ...effort } as const;
    return core && isTexts(value.core) ? ({ verdict, core: value.core, ...effort } as const) : undefined;
  }
  const terms = verdict === 'sat' ? termsFrom(value.values, values) : undefined;
  return terms === undefined ? undefined : ({ verdict: 'sat', values: terms, ...effort } as const);
}

/** Terms by name, when there is one for each wanted name and for no other. */
function termsFrom(pairs: Json | undefined, wanted: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(pairs)) return undefined;
  const terms = new Map<string, string>();
  for (const pair of pairs as readonly Json[]) {
    if (!isTexts(pair) || pair.length !== 2) return undefined;
    terms.set(pair[0] ?? '', pair[1] ?? '');
  }
  return terms.size === new Set(wanted).size && wanted.every((name) => terms.has(name)) ? terms : undefined;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

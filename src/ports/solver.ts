/** How much work a question may cost. What ends first decides. */
export interface SolverLimits {
  /** Resource units of the solver: the same question stops at the same point on each run. 0 sets no such limit. */
  readonly resourceUnits: number;
  /** Seconds of the clock after which the solver is stopped from outside. */
  readonly wallSeconds: number;
}

/** One question: is there a model of these assertions? */
export interface SolverQuestion {
  /** SMT-LIB 2: logic, declarations, assertions; without `check-sat` and without questions about the answer. */
  readonly script: string;
  /** Constants whose value is wanted if there is a model. */
  readonly values?: readonly string[];
  /** Whether the names of assertions that contradict each other are wanted if there is no model. */
  readonly core?: boolean;
  readonly limits: SolverLimits;
}

/**
 * What a solver found. `sat`: there is a model, with the wanted values as SMT-LIB terms. `unsat`: there is none. `unknown`: it did not
 * find out, which proves nothing; `reason` says why: a limit, an incomplete method, or text that it refused.
 */
export type SolverAnswer = SolverEffort &
  (
    | { readonly verdict: 'sat'; readonly values: ReadonlyMap<string, string> }
    | { readonly verdict: 'unsat'; readonly core?: readonly string[] }
    | { readonly verdict: 'unknown'; readonly reason: string }
  );

/** What an answer cost. Seconds differ from run to run and are never part of a result. */
export interface SolverEffort {
  readonly seconds: number;
  /** Resource units spent, where the solver counts them: the same on each run of one build. */
  readonly resourceUnits?: number;
}

/** What the core asks of a solver for satisfiability modulo theories. Questions are answered one after the other. */
export interface Solver {
  /** Program and version, as it names itself; asked when first needed. */
  identity(): Promise<string>;
  ask(question: SolverQuestion): Promise<SolverAnswer>;
  /** Ends the solver; later questions start it again. */
  close(): Promise<void>;
}

import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SmtTerm, smtTermsOf, smtText } from '../kernel/smt-terms.js';
import type { Solver, SolverAnswer, SolverQuestion } from '../ports/solver.js';
import type { Z3Reply, Z3Request } from './z3-process.js';

/** The text of the process, in the same form (compiled or not) as this one. */
const program = fileURLToPath(new URL(`./z3-process${extname(import.meta.url)}`, import.meta.url));
/** Time to load Z3 on a slow machine; it does not count as work on a question. */
const startSecondsMaximum = 60;

/**
 * Z3 as WebAssembly, in a process of its own: a question that outlasts its limit is stopped by ending that process, and the next one
 * starts another.
 *
 * @implements LLR-EXA-001
 */
export class Z3Solver implements Solver {
  #process: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** The package that brings Z3, so that nothing need be started to know whether an answer is there already. */
  async identity(): Promise<string> {
    const { version } = createRequire(import.meta.url)('z3-solver/package.json') as { readonly version: string };
    return `Z3 of z3-solver ${version} (WebAssembly)`;
  }

  ask(question: SolverQuestion): Promise<SolverAnswer> {
    const answer = this.#last.then(() => this.#answerTo(question));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#end();
  }

  async #answerTo({ script, values = [], core = false, limits }: SolverQuestion): Promise<SolverAnswer> {
    if (this.#process === undefined) {
      const ready = await this.#exchange({ script: '', values: [], core: false, resourceUnits: 0 }, startSecondsMaximum);
      if (typeof ready === 'string') return { verdict: 'unknown', reason: ready, seconds: 0 };
    }
    const begin = performance.now();
    const reply = await this.#exchange({ script, values, core, resourceUnits: limits.resourceUnits }, limits.wallSeconds);
    const seconds = (performance.now() - begin) / 1000;
    if (typeof reply === 'string') return { verdict: 'unknown', reason: reply, seconds };
    return { ...answerFrom(reply, values), seconds, resourceUnits: reply.resourceUnits };
  }

  /** Sends a request; the reply, or why there is none. */
  #exchange(request: Z3Request, wallSeconds: number): Promise<Z3Reply | string> {
    const child = this.#process ?? this.#start();
    return new Promise((settle) => {
      const done = (result: Z3Reply | string): void => {
        clearTimeout(timer);
        child.off('message', replied).off('exit', exited).off('error', failed);
        child.unref();
        child.channel?.unref();
        if (typeof result !== 'string') settle(result);
        else this.#end().then(() => settle(result));
      };
      const replied = (reply: Z3Reply): void => done(reply);
      const exited = (code: number | null): void => done(`the solver ended by itself (exit code ${code ?? 'none'})`);
      const failed = (error: Error): void => done(`the solver cannot be started: ${error.message}`);
      const timer = setTimeout(() => done(`stopped after ${wallSeconds} s`), wallSeconds * 1000);
      child.on('message', replied).on('exit', exited).on('error', failed);
      child.ref();
      child.channel?.ref();
      child.send(request);
    });
  }

  #start(): ChildProcess {
    this.#process = fork(program, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    return this.#process;
  }

  async #end(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    await new Promise<void>((settle) => {
      child.once('exit', () => settle()).ref();
      child.kill('SIGKILL');
    });
  }
}

function answerFrom({ verdict, values, remark, core }: Z3Reply, wanted: readonly string[]) {
  if (verdict === 'unsat') {
    const names = smtTermsOf(core)?.[0];
    return typeof names === 'object' ? ({ verdict, core: names.map(smtText) } as const) : ({ verdict } as const);
  }
  if (verdict === 'unknown') return { verdict, reason: reasonFrom(remark) } as const;
  // Z3 goes on after text that it refuses, and then answers for what is left.
  if (verdict !== 'sat') return { verdict: 'unknown', reason: `refused: ${remark.trim()}` } as const;
  const pairs = pairsFrom(values);
  if (pairs?.length !== wanted.length) return { verdict: 'unknown', reason: `values not understood: ${values}` } as const;
  // Terms come in the order asked for, and may be written another way than asked.
  return { verdict, values: new Map(wanted.map((name, index) => [name, smtText(pairs[index]?.[1] ?? '')])) } as const;
}

function pairsFrom(text: string): readonly (readonly SmtTerm[])[] | undefined {
  if (text.trim() === '') return [];
  const list = smtTermsOf(text)?.[0];
  if (list === undefined || typeof list === 'string') return undefined;
  return list.flatMap((pair) => (typeof pair === 'string' || pair.length !== 2 ? [] : [pair]));
}

/** `(:reason-unknown "canceled")` says `canceled`, which is what Z3 calls the end of its resources. */
function reasonFrom(text: string): string {
  const said = /"((?:[^"]|"")*)"/.exec(text)?.[1] ?? text.trim();
  return /cancel|resource|rlimit/.test(said) ? `resource limit reached (${said})` : said || 'no reason given';
}

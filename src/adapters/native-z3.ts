import { spawn } from 'node:child_process';
import { smtTermsOf, smtText } from '../kernel/smt-terms.js';
import type { Solver, SolverAnswer, SolverQuestion } from '../ports/solver.js';

/**
 * The program `z3` of the operating system, started anew for each question. Faster than WebAssembly on hard questions; its version is whatever the
 * machine has, so certificates made with it name that version.
 *
 * @implements LLR-PRF-022
 */
export class NativeZ3 implements Solver {
  readonly #program: string;

  constructor(program = 'z3') {
    this.#program = program;
  }

  async identity(): Promise<string> {
    const { output } = await said(this.#program, ['--version'], '', 30);
    const version = /Z3 version (\S+)/.exec(output)?.[1];
    return version === undefined ? '' : `Z3 ${version} (native)`;
  }

  async ask({ script, values = [], core = false, limits }: SolverQuestion): Promise<SolverAnswer> {
    const begin = performance.now();
    const options = `(set-option :rlimit ${limits.resourceUnits})\n${core ? '(set-option :produce-unsat-cores true)\n' : ''}`;
    const questions = `(check-sat)\n(get-info :rlimit)\n(get-info :reason-unknown)\n(echo "values")\n`;
    const asked = `${values.length > 0 ? `(get-value (${values.join(' ')}))\n` : ''}(echo "core")\n${core ? '(get-unsat-core)\n' : ''}`;
    const { output, failure } = await said(
      this.#program,
      ['-in', '-smt2'],
      `${options}${script}\n${questions}${asked}`,
      limits.wallSeconds,
    );
    const seconds = (performance.now() - begin) / 1000;
    if (failure !== '') return { verdict: 'unknown', reason: failure, seconds };
    const form = /^(sat|unsat|unknown)\s+\(:rlimit (\d+)\)\s+\(:reason-unknown "?(.*?)"?\)\s+values\n(.*?)core\n(.*)$/s.exec(output);
    if (form === null) return { verdict: 'unknown', reason: `refused: ${output.trim().slice(0, 300)}`, seconds };
    const [, verdict, spent, reason = '', pairs = '', names = ''] = form;
    const effort = { seconds, resourceUnits: Number(spent) };
    if (verdict === 'unsat') {
      const terms = smtTermsOf(names)?.[0];
      return core && typeof terms === 'object' ? { verdict, core: terms.map(smtText), ...effort } : { verdict, ...effort };
    }
    if (verdict !== 'sat')
      return {
        verdict: 'unknown',
        reason: /cancel|resource|rlimit/.test(reason) ? `resource limit reached (${reason})` : reason,
        ...effort,
      };
    const list = smtTermsOf(pairs)?.[0];
    const found = typeof list === 'object' ? list : [];
    if (found.length !== values.length) return { verdict: 'unknown', reason: `values not understood: ${pairs.slice(0, 300)}`, ...effort };
    return { verdict, values: new Map(values.map((name, at) => [name, smtText((found[at] as readonly string[])[1] ?? '')])), ...effort };
  }

  async close(): Promise<void> {}
}

/** Runs a program on a text; what it wrote, or why it did not end by itself. */
function said(
  program: string,
  words: readonly string[],
  input: string,
  wallSeconds: number,
): Promise<{ readonly output: string; readonly failure: string }> {
  return new Promise((settle) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    let failure = '';
    const timer = setTimeout(() => {
      failure = `stopped after ${wallSeconds} s`;
      child.kill('SIGKILL');
    }, wallSeconds * 1000);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on('error', () => undefined);
    child.once('error', (error) => {
      clearTimeout(timer);
      settle({ output: '', failure: `the solver cannot be started: ${error.message}` });
    });
    child.once('close', (_code, signal) => {
      clearTimeout(timer);
      settle({
        output: Buffer.concat(chunks).toString('utf8'),
        failure: failure || (signal === null ? '' : `the solver was killed by ${signal}`),
      });
    });
    child.stdin.end(input);
  });
}

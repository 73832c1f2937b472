import { hostname } from 'node:os';
import { type NatsQueue, openNatsQueue } from '../../adapters/nats-queue.js';
import { QueueLost } from '../../adapters/queue/queue-notice.js';
import { solveHandlerOf } from '../../adapters/queued-solver.js';
import { Z3Solver } from '../../adapters/z3-solver.js';
import { prettyJson } from '../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic, printableText } from '../../kernel/diagnostic.js';
import type { WorkCounts } from '../../ports/job-queue.js';
import { type CommandContext, exitCodes, optionText } from '../context.js';
import { complain } from '../open-project.js';

const slotsMaximum = 256;
const nameCharactersMaximum = 100;
/** Longest time of a question without content. */
const tryingSecondsMaximum = 60;
/** Time that solvers are given to end; one that is at work then ends with this process. */
const closeMilliseconds = 500;

/**
 * `ampel worker`: does jobs of a queue until it is told to end, then says what it did. Credentials come from the file that
 * AMPEL_QUEUE_CREDENTIALS names.
 * @implements LLR-CMP-015
 */
export async function worker(context: CommandContext): Promise<number> {
  const url = optionText(context, 'queue') ?? '';
  const jobs = optionText(context, 'jobs') ?? '1';
  const name = optionText(context, 'name') ?? `${hostname()}-${process.pid}`;
  if (url === '') return wrong('--queue names no server');
  if (!/^\d{1,3}$/.test(jobs) || Number(jobs) < 1 || Number(jobs) > slotsMaximum)
    return wrong(`--jobs is a number from 1 to ${slotsMaximum}`);
  if (name === '' || name.length > nameCharactersMaximum || !/^[\x20-\x7e]+$/.test(name))
    return wrong(`--name is text of 1 to ${nameCharactersMaximum} printable ASCII characters`);
  const notice = (finding: Diagnostic): void => context.progress(formatDiagnostic(finding));
  const credentialsPath = process.env.AMPEL_QUEUE_CREDENTIALS ?? '';
  const { value: queue, diagnostics } = await openNatsQueue({ url, credentialsPath, name, notice });
  if (queue === undefined) {
    complain(diagnostics);
    return exitCodes.usage;
  }
  return served(context, queue, { name, jobs: Number(jobs) });
}

async function served(context: CommandContext, queue: NatsQueue, { name, jobs }: { name: string; jobs: number }): Promise<number> {
  const solvers = Array.from({ length: jobs }, () => new Z3Solver());
  const until = new AbortController();
  const told = (): void => until.abort();
  process.once('SIGINT', told).once('SIGTERM', told);
  try {
    const identity = (await solvers[0]?.identity()) ?? '';
    const tried = await solvers[0]?.ask({ script: '', limits: { resourceUnits: 0, wallSeconds: tryingSecondsMaximum } });
    if (tried?.verdict !== 'sat') {
      complain([{ ...noSolver, why: `asked for nothing, it said: ${tried?.verdict === 'unknown' ? tried.reason : 'unsat'}` }]);
      return exitCodes.usage;
    }
    context.progress(`worker ${printableText(name)} serves ${queue.place} with ${identity}, ${jobs} at a time; end it with Ctrl-C`);
    const handlers = solvers.map((solver) => solveHandlerOf(solver, identity));
    const counts = await queue.worker().work(handlers, 1, until.signal);
    context.out(context.options.json === true ? prettyJson({ name, identity, counts: { ...counts } }) : countsText(name, counts));
    return exitCodes.green;
  } catch (thrown) {
    if (!(thrown instanceof QueueLost)) throw thrown;
    complain([thrown.diagnostic]);
    return exitCodes.usage;
  } finally {
    process.off('SIGINT', told).off('SIGTERM', told);
    await queue.close();
    await closed(solvers);
  }
}

/** Ends the solvers. One that is still at a question which was given back would keep this process: it is left to end with it. */
async function closed(solvers: readonly Z3Solver[]): Promise<void> {
  const all = Promise.all(solvers.map((solver) => solver.close())).then(() => true);
  const late = new Promise<boolean>((settle) => setTimeout(() => settle(false), closeMilliseconds).unref());
  if (await Promise.race([all, late])) return;
  setImmediate(() => process.stdout.write('', () => process.exit()));
}

function countsText(name: string, counts: WorkCounts): string {
  const rows = [
    ['done', counts.done],
    ['known already', counts.known],
    ['failed', counts.failed],
    ['broken attempts', counts.broken],
    ['given back', counts.returned],
    ['messages dropped', counts.dropped],
    ['results that differ', counts.disagreed],
  ] as const;
  const said = rows.filter(([title, count]) => count > 0 || title === 'done').map(([title, count]) => `${title} ${count}`);
  return `${counts.disagreed > 0 ? '✗' : '✓'} worker ${printableText(name)} ended: ${said.join(', ')}\n`;
}

const noSolver: Diagnostic = {
  code: 'CMP-111',
  severity: 'error',
  message: 'the solver of this worker does not start',
  why: 'a worker without solver would break each job that it takes',
  fix: 'free memory (each solver takes about 200 MB), or install the package again: npm ci',
};

function wrong(message: string): number {
  process.stderr.write(`error CLI-102: ${message}\n  why: nothing was done\n  fix: ampel worker --queue nats://HOST:4222 --jobs 2\n`);
  return exitCodes.usage;
}

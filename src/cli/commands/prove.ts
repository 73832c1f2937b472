import { availableParallelism } from 'node:os';
import { NativeZ3 } from '../../adapters/native-z3.js';
import { SolverPool } from '../../adapters/solver-pool.js';
import { Z3Solver } from '../../adapters/z3-solver.js';
import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic } from '../../kernel/diagnostic.js';
import type { Obligation } from '../../kernel/logic/obligation.js';
import type { Solver } from '../../ports/solver.js';
import { campaignText, type ProofResult, prove as proveAll } from '../../toolchain/proof/prove.js';
import { recheck, solverPrograms } from '../../toolchain/proof/recheck.js';
import { type CommandContext, exitCodes, optionText } from '../context.js';
import { loadObligations } from '../load-obligations.js';
import { complain, openConfig } from '../open-project.js';
import { proofFindings, proofText, recheckText } from './prove-text.js';

/** Where certificates are kept when the command line says nothing. */
const folderDefault = '.ampel/proofs';

/**
 * `ampel prove [ID…]`: discharges the proof obligations of the project; with `--recheck`, confirms the certificates by other solvers.
 *
 * @implements LLR-PRF-023
 */
export async function prove(context: CommandContext): Promise<number> {
  const config = openConfig(context);
  if (config === undefined) return exitCodes.usage;
  if (config.proofs === undefined) {
    process.stderr.write(
      'error PRF-101: ampel.config.yaml names no proof obligations\n  why: there is nothing to prove\n  fix: add proofs with a module that exports proofObligations(inputs)\n',
    );
    return exitCodes.usage;
  }
  const { value: obligations, diagnostics } = await loadObligations(context, config.proofs);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    complain(diagnostics);
    return exitCodes.usage;
  }
  const folder = optionText(context, 'folder') ?? folderDefault;
  if (context.options.recheck === true) return confirmed(context, obligations, folder);
  const asked = context.positionals;
  const unknownIds = asked.filter((id) => !obligations.some((obligation) => obligation.id === id));
  if (unknownIds.length > 0) {
    process.stderr.write(
      `error CLI-102: there is no obligation ${unknownIds.join(', ')}\n  why: nothing was proved\n  fix: ampel prove --list\n`,
    );
    return exitCodes.usage;
  }
  const chosen = asked.length === 0 ? obligations : obligations.filter(({ id }) => asked.includes(id));
  if (context.options.list === true) {
    context.out(chosen.map(({ id, title, question }) => `${id}  ${question.method}  ${title}\n`).join(''));
    return exitCodes.green;
  }
  return proved(context, chosen, { folder, isWhole: asked.length === 0 });
}

async function proved(
  context: CommandContext,
  obligations: readonly Obligation[],
  { folder, isWhole }: { readonly folder: string; readonly isWhole: boolean },
): Promise<number> {
  const jobs = jobsFrom(context);
  const taken = jobs === undefined ? undefined : await solverFor(context, jobs);
  if (taken === undefined) return exitCodes.usage;
  const { solver, atOnce } = taken;
  try {
    const identity = await solver.identity();
    if (identity === '') {
      process.stderr.write(
        'error PRF-106: the solver cannot be started\n  why: nothing can be proved\n  fix: npm ci, or --solver z3 with the Debian package z3\n',
      );
      return exitCodes.usage;
    }
    let done = 0;
    const progress = ({ certificate, isReused }: ProofResult): void => {
      done += 1;
      if (!isReused || certificate.verdict !== 'proved')
        context.progress(`${done} of ${obligations.length}: ${certificate.id} ${certificate.verdict}`);
    };
    const isFresh = context.options.fresh === true;
    const world = { solver, identity, files: context.files, folder, atOnce, isFresh, progress };
    const { results, diagnostics } = await proveAll(obligations, world);
    const problems = [...diagnostics];
    if (isWhole) {
      removeOthers(context, obligations, folder);
      problems.push(...context.files.writeAtomically(`${folder}/campaign.json`, campaignText(results, identity)));
    }
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
    const findings = proofFindings(results, folder);
    if (context.options.json === true) context.out(resultsJson(results, identity, findings));
    else context.out(proofText(results, { identity, folder, isAll: context.options.all === true, findings }));
    return results.every(({ certificate }) => certificate.verdict === 'proved') ? exitCodes.green : exitCodes.red;
  } finally {
    await solver.close();
  }
}

async function confirmed(context: CommandContext, obligations: readonly Obligation[], folder: string): Promise<number> {
  const jobs = jobsFrom(context);
  if (jobs === undefined) return exitCodes.usage;
  const { files, processes } = context;
  const result = await recheck(obligations, { files, processes, folder, programs: solverPrograms, atOnce: jobs });
  context.out(context.options.json === true ? prettyJson(result as unknown as Json) : recheckText(result));
  return result.diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.red : exitCodes.green;
}

/** Certificates of obligations that the project no longer has. */
function removeOthers({ files }: CommandContext, obligations: readonly Obligation[], folder: string): void {
  const present = new Set(obligations.map(({ id }) => id));
  for (const path of files.list({ paths: [`${folder}/PO-*/*`] }).value) {
    const id = path.slice(folder.length + 1).split('/')[0] ?? '';
    if (!present.has(id)) files.remove(path);
  }
}

function jobsFrom(context: CommandContext): number | undefined {
  const text = optionText(context, 'jobs');
  const jobs = text === undefined ? Math.min(4, availableParallelism()) : Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 64) return jobs;
  process.stderr.write(`error CLI-102: "${text}" is no number of jobs\n  why: nothing was proved\n  fix: --jobs 2, at most 64\n`);
  return undefined;
}

/** Obligations in work at the same time when their queries are spread over workers. */
const queuedAtOnce = 64;

interface TakenSolver {
  readonly solver: Solver;
  readonly atOnce: number;
}

async function solverFor(context: CommandContext, jobs: number): Promise<TakenSolver | undefined> {
  const name = optionText(context, 'solver') ?? 'wasm';
  const url = optionText(context, 'queue');
  if (url !== undefined && name === 'wasm') return queuedSolver(context, url);
  if (url === undefined && name === 'wasm')
    return { solver: new SolverPool(Array.from({ length: jobs }, () => new Z3Solver())), atOnce: jobs * 2 };
  if (url === undefined && name === 'z3')
    return { solver: new SolverPool(Array.from({ length: jobs }, () => new NativeZ3())), atOnce: jobs * 2 };
  const what = url === undefined ? `there is no solver "${name}"` : 'workers of a queue solve with wasm';
  process.stderr.write(
    `error CLI-102: ${what}\n  why: nothing was proved\n  fix: --solver wasm (the one of the lock file) or --solver z3 (of the machine, without --queue)\n`,
  );
  return undefined;
}

/** A solver whose questions go to the workers of a queue; they have to run the same solver as this machine would. */
async function queuedSolver(context: CommandContext, url: string): Promise<TakenSolver | undefined> {
  const { openNatsQueue } = await import('../../adapters/nats-queue.js');
  const { QueuedSolver } = await import('../../adapters/queued-solver.js');
  const notice = (finding: Diagnostic): void => context.progress(formatDiagnostic(finding));
  const credentialsPath = process.env.AMPEL_QUEUE_CREDENTIALS ?? '';
  const { value: queue, diagnostics } = await openNatsQueue({ url, credentialsPath, name: 'ampel prove', notice });
  if (queue === undefined) {
    complain(diagnostics);
    return undefined;
  }
  const queued = new QueuedSolver(queue.coordinator(), await new Z3Solver().identity());
  const solver: Solver = { identity: () => queued.identity(), ask: (question) => queued.ask(question), close: () => queue.close() };
  return { solver, atOnce: queuedAtOnce };
}

function resultsJson(results: readonly ProofResult[], identity: string, findings: readonly Diagnostic[]): string {
  const obligations = results.map(({ certificate, sha256, isReused }) => ({ ...certificate, certificateSha256: sha256, isReused }));
  return prettyJson({
    solver: identity,
    obligations,
    findings: findings.map((finding) => ({ ...finding, text: formatDiagnostic(finding) })),
  } as unknown as Json);
}

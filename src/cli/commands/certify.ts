import { SimpleGitRepository } from '../../adapters/simple-git.js';
import type { Commit } from '../../ports/git.js';
import { coverageLines } from '../../toolchain/coverage/evidence/coverage-rules.js';
import { productBytes } from '../../toolchain/evidence/evidence-store.js';
import { type ProceduresDone, runProcedures } from '../../toolchain/evidence/run-procedures.js';
import { packageFilesOf } from '../../toolchain/package/package-files.js';
import { summaryOf, verdictReasons } from '../../toolchain/package/summary.js';
import { workingTreeName } from '../../toolchain/package/trace-page-input.js';
import { type LoadedProject, loadProject } from '../../toolchain/project/load-project.js';
import { counted, gateText } from '../../toolchain/trace/formats/gate-text.js';
import { gateOf } from '../../toolchain/trace/gate.js';
import { standingsOf } from '../../toolchain/trace/standing.js';
import { type CommandContext, exitCodes } from '../context.js';
import { complain, openConfig } from '../open-project.js';

/**
 * Folder of the package.
 * @implements LLR-CLI-010
 */
export const packageFolder = 'artifacts';

/**
 * `ampel certify`: runs the verification, collects the evidence, weighs it and writes the package.
 * @implements LLR-CLI-010
 */
export async function certify(context: CommandContext): Promise<number> {
  const config = openConfig(context);
  if (config === undefined) return exitCodes.usage;
  const today = context.clock.today();
  context.files.recoverFolder(packageFolder);
  context.progress('reading requirements, code, tests and evidence');
  const before = await loadProject(context.files, config, today);
  const { coverageMeter } = await import('./coverage/measuring.js');
  const ran = await runProcedures(before.graph, before.runs, { ...context, coverage: coverageMeter(context.root, context.files) });
  const loaded = ran.ran.length === 0 ? before : await loadProject(context.files, config, today);
  const { project, done } = await withCoverage(context, loaded, ran);
  context.progress(`evidence: ${counted(done.ran.length, 'record')} made, ${done.reused.length} reused`);
  const gate = gateOf(project.graph, [...project.diagnostics, ...done.diagnostics]);
  const standings = standingsOf(project.graph, gate.findings);
  context.progress('writing the package');
  const git = new SimpleGitRepository(context.root);
  const head = await git.head();
  const commit = commitName(head, project);
  const coveragePages = await pagesOf(context, project, commit);
  const built = await packageFilesOf(project, {
    commit,
    ...(coveragePages && { coveragePages }),
    commitDate: head?.date ?? '',
    toolVersion: context.toolVersion,
    environment: context.environment,
    gate,
    standings,
    productOf: (product) => productBytes(product, context.files),
    blameOf: await blamesOf(git, project, head !== undefined),
    readme: context.files.exists(`${packageFolder}/README.md`) ? (context.files.readText(`${packageFolder}/README.md`).value ?? '') : '',
  });
  const problems = context.files.replaceFolder(packageFolder, new Map<string, string | Uint8Array>([...built.files, ...built.products]));
  complain([...built.diagnostics, ...problems]);
  if (problems.length > 0) return exitCodes.usage;
  report(context, project, gate, standings, done);
  return gate.verdict === 'green' ? exitCodes.green : exitCodes.red;
}

async function pagesOf(context: CommandContext, project: LoadedProject, commit: string): Promise<ReadonlyMap<string, string> | undefined> {
  if (project.coverage === undefined) return undefined;
  return (await import('./coverage/coverage-evidence.js')).pagesOfProject(context, project, `Commit ${commit}`);
}

/** The analysis of structural coverage comes last, because it is made from the records of the tests. */
async function withCoverage(
  context: CommandContext,
  loaded: LoadedProject,
  ran: ProceduresDone,
): Promise<{ readonly project: LoadedProject; readonly done: ProceduresDone }> {
  if (loaded.coverage === undefined) return { project: loaded, done: ran };
  const { withCoverageRecord } = await import('./coverage/coverage-evidence.js');
  const { project, isNew, diagnostics } = withCoverageRecord(context, loaded);
  const { subject } = loaded.coverage.analysis.run;
  const done = {
    ran: isNew ? [...ran.ran, subject] : ran.ran,
    reused: isNew ? ran.reused : [...ran.reused, subject],
    diagnostics: [...ran.diagnostics, ...diagnostics],
  };
  return { project, done };
}

function report(
  context: CommandContext,
  project: LoadedProject,
  gate: ReturnType<typeof gateOf>,
  standings: ReturnType<typeof standingsOf>,
  done: { readonly ran: readonly string[]; readonly reused: readonly string[] },
): void {
  if (gate.verdict === 'red')
    context.out(`${gateText(gate, { project: project.config.project, notes: false }).split('\n').slice(0, -3).join('\n')}\n`);
  const reasons = [...verdictReasons(gate, summaryOf(project, standings)), ...coverageLines(project.graph)];
  const lines = reasons.map((reason) => `  ${reason}`);
  context.out(`${project.config.project}\n${lines.join('\n')}\n`);
  context.out(
    `  Evidence: ${counted(done.ran.length, 'record')} made now, ${done.reused.length} reused because nothing they depend on changed.\n`,
  );
  context.out(`  Package: ${packageFolder}/index.html\n`);
  context.out(gate.verdict === 'green' ? '✓ GREEN\n' : '✗ RED\n');
}

/** The commit, or the commit with a digest of what differs from it. */
function commitName(head: { readonly commit: string; readonly clean: boolean } | undefined, project: LoadedProject): string {
  if (head?.clean === true) return head.commit;
  const digests = project.runs.map((run) => run.inputsDigest);
  return workingTreeName(head === undefined ? 'no-commit' : head.commit, digests);
}

async function blamesOf(
  git: SimpleGitRepository,
  project: LoadedProject,
  isRepository: boolean,
): Promise<(path: string) => readonly (Commit | undefined)[]> {
  if (!isRepository) return () => [];
  const paths = [...new Set(project.graph.requirements.map((entry) => entry.place.path))];
  const blames = new Map(await Promise.all(paths.map(async (path) => [path, await git.blame(path)] as const)));
  return (path) => blames.get(path) ?? [];
}

import { revisionFiles } from '../../adapters/revision-files.js';
import { SimpleGitRepository } from '../../adapters/simple-git.js';
import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import type { Files } from '../../ports/files.js';
import type { Git } from '../../ports/git.js';
import { configurationFile, loadConfig } from '../../toolchain/project/load-config.js';
import { reviewedLinksFile } from '../../toolchain/project/load-project.js';
import { baselineDiff } from '../../toolchain/trace/baseline-diff.js';
import { counted } from '../../toolchain/trace/formats/gate-text.js';
import type { TraceGraph } from '../../toolchain/trace/graph.js';
import { type CommandContext, exitCodes } from '../context.js';
import { complain, isReadInPart, withProject } from '../open-project.js';

/**
 * `ampel diff A [B]`: two revisions compared requirement by requirement; without B, A against the files as they are.
 * @implements LLR-CLI-008
 */
export async function diff(context: CommandContext): Promise<number> {
  const [from, to] = context.positionals;
  if (from === undefined || context.positionals.length > 2)
    return refuse('one or two revisions are needed', 'for example: ampel diff HEAD~1 HEAD');
  const git = new SimpleGitRepository(context.root);
  const before = await graphAt(context, git, from);
  const after = to === undefined ? await graphOfFiles(context, context.files) : await graphAt(context, git, to);
  if (before === undefined || after === undefined) return exitCodes.usage;
  const changes = baselineDiff(before, after);
  if (context.options.json === true) context.out(prettyJson({ from, to: to ?? 'working tree', changes } as unknown as Json));
  else {
    for (const change of changes) {
      context.out(
        `${change.change.padEnd(8)} ${change.item} ${change.id}\n${change.details.map((line) => `           ${line}\n`).join('')}`,
      );
    }
    const meaning = changes.filter((change) => change.change === 'meaning' || change.change === 'removed').length;
    context.out(
      `${counted(changes.length, 'difference')} between ${from} and ${to ?? 'the working tree'}, ${meaning} of them taking evidence away\n`,
    );
  }
  return exitCodes.green;
}

/**
 * The trace of a revision; undefined after its problem was written.
 * @implements LLR-CLI-008
 */
export async function graphAt(context: CommandContext, git: Git, revision: string): Promise<TraceGraph | undefined> {
  const id = await git.resolve(revision);
  if (id === undefined) {
    refuse(`there is no revision "${revision}" here`, 'name a commit, branch or tag of this repository');
    return undefined;
  }
  const configured = loadConfig(await revisionFiles(git, id, [{ paths: [configurationFile] }]), configurationFile);
  if (configured.config === undefined) {
    complain(configured.diagnostics);
    return undefined;
  }
  const { requirements, code, tests, sources, configurationItems, reviews } = configured.config;
  const selections = [
    ...requirements,
    ...(code === undefined ? [] : [code]),
    ...(tests === undefined ? [] : [tests]),
    { paths: [configurationFile, reviewedLinksFile, ...(sources === undefined ? [] : [sources]), ...(reviews ?? [])] },
    { paths: (configurationItems ?? []).map((item) => item.path) },
  ];
  return graphOfFiles(context, await revisionFiles(git, id, selections));
}

async function graphOfFiles(context: CommandContext, files: Files): Promise<TraceGraph | undefined> {
  let graph: TraceGraph | undefined;
  await withProject({ ...context, files }, (project) => {
    isReadInPart(project);
    graph = project.graph;
    return exitCodes.green;
  });
  return graph;
}

function refuse(message: string, fix: string): number {
  process.stderr.write(`error CLI-102: ${message}\n  why: two baselines are compared as they were committed\n  fix: ${fix}\n`);
  return exitCodes.usage;
}

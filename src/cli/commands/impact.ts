import { posix } from 'node:path';
import { SimpleGitRepository } from '../../adapters/simple-git.js';
import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import type { LoadedProject } from '../../toolchain/project/load-project.js';
import { baselineDiff } from '../../toolchain/trace/baseline-diff.js';
import { type Impact, type ImpactStart, impactOf } from '../../toolchain/trace/impact.js';
import { type CommandContext, exitCodes } from '../context.js';
import { withProject } from '../open-project.js';
import { graphAt } from './diff.js';

/**
 * `ampel impact RANGE | PATH | ID`: what a change touches, and the objectives it un-meets.
 * @implements LLR-CLI-009
 */
export function impact(context: CommandContext): Promise<number> {
  return withProject(context, async (project) => {
    const subject = context.positionals[0];
    const start =
      subject === undefined || subject === '' || context.positionals.length > 1 ? undefined : await startOf(subject, project, context);
    if (start === undefined) {
      process.stderr.write(
        `error CLI-102: ${subject === undefined ? 'one subject is needed' : `"${subject}" is no requirement, test case, code unit, file or git range of this project`}\n` +
          '  why: an impact starts from a change\n  fix: for example: ampel impact HEAD~1..HEAD, ampel impact src/kernel/digest.ts, or ampel impact HLR-AFDX-003\n',
      );
      return exitCodes.usage;
    }
    const result = impactOf(project.graph, project.runs, start);
    context.out(context.options.json === true ? prettyJson(result as unknown as Json) : impactText(result));
    return exitCodes.green;
  });
}

async function startOf(subject: string, project: LoadedProject, context: CommandContext): Promise<ImpactStart | undefined> {
  const { graph } = project;
  if (graph.requirementOf.has(subject)) return startWith({ requirements: new Set([subject]) });
  const cases = graph.cases.filter((testCase) => testCase.id === subject);
  if (cases.length > 0) return startWith({ cases: new Set(cases) });
  const units = graph.units.filter((unit) => unit.name === subject);
  if (units.length > 0) return startWith({ units: new Set(units) });
  if (context.files.exists(subject)) return startOfPath(subject, project);
  const range = /^(.+?)(?:\.\.\.?(.*))?$/.exec(subject);
  if (range?.[1] === undefined) return undefined;
  return startOfRange({ from: range[1], to: range[2] ?? '' }, project, context);
}

/** What a file holds, or all files of a folder. */
function startOfPath(subject: string, { graph, runs }: LoadedProject): ImpactStart {
  const path = posix.normalize(subject.replaceAll('\\', '/')).replace(/\/$/, '');
  const inside = (item: string): boolean => path === '.' || item === path || item.startsWith(`${path}/`);
  return startWith({
    requirements: new Set(graph.requirements.filter((entry) => inside(entry.place.path)).map((entry) => entry.id)),
    units: new Set(graph.units.filter((unit) => inside(unit.place.path))),
    cases: new Set(graph.cases.filter((testCase) => inside(testCase.place.path))),
    paths: new Set([path, ...runs.flatMap((run) => run.inputs.map((input) => input.name)).filter(inside)]),
  });
}

async function startOfRange(
  range: { readonly from: string; readonly to: string },
  project: LoadedProject,
  context: CommandContext,
): Promise<ImpactStart | undefined> {
  const git = new SimpleGitRepository(context.root);
  const from = await git.resolve(range.from);
  const to = range.to === '' ? undefined : await git.resolve(range.to);
  if (from === undefined || (range.to !== '' && to === undefined)) return undefined;
  const before = await graphAt(context, git, from);
  const after = to === undefined ? project.graph : await graphAt(context, git, to);
  if (before === undefined || after === undefined) return undefined;
  const { graph } = project;
  const changed = baselineDiff(before, after).filter((change) => change.change !== 'moved' && change.change !== 'wording');
  const ids = (item: string): ReadonlySet<string> => new Set(changed.filter((change) => change.item === item).map((change) => change.id));
  const [requirementIds, unitIds, caseIds] = [ids('requirement'), ids('code'), ids('test case')];
  return {
    requirements: requirementIds,
    units: new Set(graph.units.filter((unit) => unitIds.has(unit.name) || unitIds.has(`${unit.place.path}#${unit.name}`))),
    cases: new Set(graph.cases.filter((testCase) => caseIds.has(testCase.id))),
    paths: new Set(await git.changedPaths(from, to)),
  };
}

function startWith(part: Partial<ImpactStart>): ImpactStart {
  return { requirements: new Set(), units: new Set(), cases: new Set(), paths: new Set(), ...part };
}

function impactText(result: Impact): string {
  const part = (title: string, items: readonly string[]): string =>
    `${title} (${items.length})\n${items.map((item) => `  ${item}\n`).join('')}`;
  return [
    part('requirements changed, or refining one that changed', result.requirements),
    part('requirements above, to be judged again', result.above),
    part('code', result.code),
    part('test cases', result.cases),
    part('procedures whose results become stale', result.procedures),
    part('objectives un-met until the work is done again', result.objectives),
  ].join('');
}

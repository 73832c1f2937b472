import { SimpleGitRepository } from '../../../adapters/simple-git.js';
import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { JustificationEntry } from '../../../toolchain/coverage/evidence/justification-file.generated.js';
import { justificationFileSchema } from '../../../toolchain/coverage/evidence/justification-file.generated.js';
import { readJustifications, shortcomingOf } from '../../../toolchain/coverage/evidence/justifications.js';
import type { LocatedGap } from '../../../toolchain/coverage/evidence/located-gaps.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain, withProject } from '../../open-project.js';
import { coverageOfProject } from './coverage-evidence.js';
import { complainOf, notConfigured } from './gaps.js';

const classes: readonly string[] = justificationFileSchema.properties.justifications.items.properties.class.enum;

/**
 * `ampel coverage justify FILE:LINE[:COLUMN]`: records why the gaps of a place stay, in place of earlier records of the same gaps.
 * @implements LLR-COV-050
 */
export function coverageJustify(context: CommandContext): Promise<number> {
  return withProject(context, async (project) => {
    const path = project.config.coverage?.justifications;
    const problem = problemOf(context) ?? (project.coverage === undefined ? notConfigured : path === undefined ? noFile : undefined);
    if (problem !== undefined || path === undefined) return complainOf(problem ?? noFile);
    const { diagnostics: unread } = readJustifications(context.files, path);
    const made = unread.length > 0 ? undefined : coverageOfProject(context, project);
    if (made === undefined || made.diagnostics.length > 0) {
      complain([...unread, ...(made?.diagnostics ?? [])]);
      return exitCodes.usage;
    }
    const all = [...made.analysed.weighed.values()].flat().map(({ gap }) => gap);
    const gaps = all.filter((gap) => isAt(gap, context.positionals[1] ?? ''));
    if (gaps.length === 0) return complainOf(noGap(context.positionals[1] ?? '', all));
    const head = await new SimpleGitRepository(context.root).head();
    const entries = gaps.map((gap) => entryOf(gap, context, head?.commit));
    const { withJustifications } = await import('../../../toolchain/coverage/evidence/write-justifications.js');
    const text = context.files.exists(path) ? context.files.readText(path).value : undefined;
    const problems = context.files.writeAtomically(path, withJustifications(text, entries));
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
    const cases = new Set(project.graph.cases.map(({ id }) => id));
    for (const entry of entries) {
      const shortcoming = shortcomingOf(entry, (id) => cases.has(id));
      context.out(
        `${shortcoming === '' ? '✓ resolved' : `◐ recorded, still open: ${shortcoming}`}\n  ${entry.path}:${entry.line} ${entry.gap}\n`,
      );
    }
    context.out(`written: ${path}\n`);
    return exitCodes.green;
  });
}

function isAt({ path, line, column }: LocatedGap, place: string): boolean {
  return place === `${path}:${line}` || place === `${path}:${line}:${column}`;
}

function entryOf(gap: LocatedGap, context: CommandContext, commit: string | undefined): JustificationEntry {
  const { path, line, unit, what, code, fingerprint } = gap;
  const optional = {
    reviewer: optionText(context, 'reviewer'),
    mechanism: optionText(context, 'mechanism'),
    verifiedBy: optionText(context, 'verified-by')
      ?.split(',')
      .map((id) => id.trim()) as [string, ...string[]] | undefined,
    problemReport: optionText(context, 'problem-report'),
    baseline: commit,
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return {
    path,
    line,
    unit,
    gap: what,
    class: optionText(context, 'class') as JustificationEntry['class'],
    argument: optionText(context, 'argument') ?? '',
    author: optionText(context, 'author') ?? '',
    ...given,
    code,
    fingerprint,
  };
}

/** What is wrong with the command line; undefined when nothing is. */
function problemOf(context: CommandContext): Omit<Diagnostic, 'severity'> | undefined {
  const missing = ['class', 'argument', 'author'].filter((name) => (optionText(context, name) ?? '').trim() === '');
  const fix = 'ampel coverage justify FILE:LINE[:COLUMN] --class CLASS --argument TEXT --author NAME [--reviewer NAME]';
  const say = (message: string) => ({ code: 'CLI-101', message, why: 'nothing was recorded', fix });
  if (context.positionals.length !== 2) return say('ampel coverage justify takes one place, FILE:LINE or FILE:LINE:COLUMN');
  if (missing.length > 0) return say(`--${missing.join(', --')} ${missing.length === 1 ? 'is' : 'are'} missing`);
  if (!classes.includes(optionText(context, 'class') ?? '')) return say(`--class is one of ${classes.join(', ')}`);
  if ((optionText(context, 'argument') ?? '').length < 20) return say('--argument says in 20 characters or more why');
  if ((optionText(context, 'mechanism') ?? 'none given').length < 10) return say('--mechanism says in 10 characters or more what it is');
  const empty = ['reviewer', 'problem-report', 'verified-by'].find((name) => optionText(context, name)?.trim() === '');
  return empty === undefined ? undefined : say(`--${empty} is empty`);
}

const noFile: Omit<Diagnostic, 'severity'> = {
  code: 'COV-220',
  message: 'the configuration names no file for justifications',
  place: { path: 'ampel.config.yaml', line: 1, column: 1 },
  why: 'a record has to be kept under version control',
  fix: 'add coverage.justifications, for example verification/coverage-justifications.yaml',
};

function noGap(place: string, gaps: readonly LocatedGap[]): Omit<Diagnostic, 'severity'> {
  const path = place.replace(/(:\d+){1,2}$/, '');
  const known = gaps.filter((gap) => gap.path === path).map(({ line, column }) => `${path}:${line}:${column}`);
  const listed = [...new Set(known)].slice(0, 5).join(', ');
  return {
    code: 'COV-221',
    message: `there is no gap at ${place}`,
    why: 'a justification speaks of a gap that coverage shows',
    fix: listed === '' ? 'ampel coverage gaps lists the gaps' : `the gaps of this file begin with ${listed}`,
  };
}

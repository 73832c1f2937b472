import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic, printableText } from '../../../kernel/diagnostic.js';
import type { AnalysedCoverage } from '../../../toolchain/coverage/evidence/coverage-analysis.js';
import type { ComponentOutcome, RecordedGap } from '../../../toolchain/coverage/evidence/outcome.js';
import type { SolvedGap } from '../../../toolchain/coverage/solving/solve-gap.js';
import type { LoadedProject } from '../../../toolchain/project/load-project.js';
import { wrapLine } from '../../../toolchain/trace/formats/gate-text.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain, withProject } from '../../open-project.js';
import { coverageOfProject } from './coverage-evidence.js';

/** Most gaps that are listed unless all are asked for. */
const listedMaximum = 20;

/**
 * `ampel coverage gaps`: each gap of the components with its class, source line, requirements, test cases near it, and what would close it.
 * @implements LLR-COV-049
 */
export function coverageGaps(context: CommandContext): Promise<number> {
  if (context.positionals.length > 1) return Promise.resolve(complainOf(tooMany(context.positionals[1] ?? '')));
  return withProject(context, async (project) => {
    const made = coverageOfProject(context, project);
    if (made === undefined) return complainOf(notConfigured);
    const name = optionText(context, 'component');
    const { outcome } = made.analysed;
    const components = outcome.components.filter((one) => name === undefined || one.name === name);
    if (components.length === 0) return complainOf(noComponent(name ?? '', outcome.components));
    const findings = [...made.diagnostics, ...outcomeFindings(made.analysed)];
    const open = components.reduce((sum, component) => sum + component.open.length, 0);
    const errorCount = findings.filter(({ severity }) => severity === 'error').length;
    const solved =
      context.options.solve === true ? await (await import('./solve-gaps.js')).solvedGaps(made.analysed, components) : undefined;
    if (context.options.json === true)
      context.out(
        prettyJson({ components, findings: outcome.findings, ...(solved && { solved: Object.fromEntries(solved) }) } as unknown as Json),
      );
    else {
      const words = await solvedWords(solved);
      context.out(gapsText({ components, findings, project, words, isAll: context.options.all === true }));
    }
    return open === 0 && errorCount === 0 ? exitCodes.green : exitCodes.red;
  });
}

/**
 * The findings of an analysis as diagnostics.
 * @implements LLR-COV-049
 */
export function outcomeFindings({ outcome }: AnalysedCoverage): readonly Diagnostic[] {
  return outcome.findings.map(({ path, line, ...finding }) => ({ ...finding, place: { path, line, column: 1 } }));
}

/** What the solver found, in words by fingerprint of the gap. */
async function solvedWords(solved: ReadonlyMap<string, SolvedGap> | undefined): Promise<ReadonlyMap<string, string>> {
  if (solved === undefined) return new Map();
  const { solvedText } = await import('./solve-gaps.js');
  return new Map([...solved].map(([fingerprint, one]) => [fingerprint, solvedText(one)]));
}

interface GapsText {
  readonly components: readonly ComponentOutcome[];
  readonly findings: readonly Diagnostic[];
  readonly project: LoadedProject;
  readonly words: ReadonlyMap<string, string>;
  readonly isAll: boolean;
}

function gapsText({ components, findings, project, words, isAll }: GapsText): string {
  const lines: string[] = findings.flatMap((finding) => [...formatDiagnostic(finding).split('\n').map(wrapLine), '']);
  const open = components.flatMap((component) => component.open);
  for (const gap of isAll ? open : open.slice(0, listedMaximum)) lines.push(...gapLines(gap, project, words.get(gap.fingerprint)), '');
  if (!isAll && open.length > listedMaximum) lines.push(`and ${open.length - listedMaximum} more; --all lists them`, '');
  for (const { name, level, open: gaps, resolved } of components) {
    const analysed = resolved.length === 0 ? '' : `, ${resolved.length} resolved by analysis`;
    lines.push(`  ${gaps.length === 0 ? '✓' : '✗'} ${name}: level ${level}, ${gaps.length} open${analysed}`);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) lines.push(`✗ ${errors} findings make the measurement incomplete; ${open.length} gaps are open`);
  else lines.push(open.length === 0 ? '✓ no gap is open' : `✗ ${open.length} ${open.length === 1 ? 'gap is' : 'gaps are'} open`);
  return `${lines.join('\n')}\n`;
}

function gapLines(gap: RecordedGap, project: LoadedProject, solved: string | undefined): readonly string[] {
  const { path, line, column, what, remedy, requirements, cases, casesCount, uncountedCases, shortcoming } = gap;
  const source = (project.textOf(path)?.split('\n')[line - 1] ?? '').trim();
  const whose = requirements.length === 0 ? 'no requirement is named here' : `not shown by the tests of ${requirements.join(', ')}`;
  const near =
    casesCount === 0 ? 'no counted test case comes here' : `near it: ${cases.join(', ')}${casesCount > cases.length ? ', …' : ''}`;
  const state = gap.class === 'unclassified' ? 'unclassified' : `${gap.class}: ${shortcoming}`;
  return [
    `${path}:${line}:${column} ${what}`,
    `  | ${source}`,
    `  ${state}; ${whose}; ${near}`,
    ...(uncountedCases.length === 0 ? [] : [`  reached by ${uncountedCases.join(', ')}, which did not pass or verifies no requirement`]),
    ...(remedy === '' ? [] : [`  to close it: ${remedy}`]),
    ...(solved === undefined ? [] : [`  ${solved}`]),
  ].map((text) => wrapLine(printableText(text)));
}

/**
 * Writes one finding and ends with wrong usage.
 * @implements LLR-COV-049
 */
export function complainOf(finding: Omit<Diagnostic, 'severity'>): number {
  complain([{ severity: 'error', ...finding }]);
  return exitCodes.usage;
}

/**
 * The finding when a project says nothing of coverage.
 * @implements LLR-COV-049
 */
export const notConfigured: Omit<Diagnostic, 'severity'> = {
  code: 'COV-220',
  message: 'the configuration names no components to measure',
  place: { path: 'ampel.config.yaml', line: 1, column: 1 },
  why: 'gaps are kept for components with a level',
  fix: 'add coverage with procedures and components to ampel.config.yaml, or: ampel coverage report --all for the last run',
};

function noComponent(name: string, known: readonly ComponentOutcome[]): Omit<Diagnostic, 'severity'> {
  return {
    code: 'COV-220',
    message: `there is no component "${name}"`,
    why: 'nothing could be listed',
    fix: `use one of: ${known.map((one) => one.name).join(', ')}`,
  };
}

function tooMany(word: string): Omit<Diagnostic, 'severity'> {
  const fix = 'ampel coverage gaps --component NAME';
  return { code: 'CLI-101', message: `ampel coverage gaps takes no argument "${word}"`, why: 'nothing was listed', fix };
}

import { type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { gapsOf, measuresOf, type SoftwareLevel, totalOf } from '../../../toolchain/coverage/report/coverage-summary.js';
import type { FileCoverage } from '../../../toolchain/coverage/report/file-coverage.js';
import { pairsText } from '../../../toolchain/coverage/report/pairs-text.js';
import { projectCoverage } from '../../../toolchain/coverage/report/project-coverage.js';
import { reportJson } from '../../../toolchain/coverage/report/report-json.js';
import { reportText } from '../../../toolchain/coverage/report/report-text.js';
import { configurationFile } from '../../../toolchain/project/load-config.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain, withProject } from '../../open-project.js';
import { loadCompiler, measuredFiles } from './instrumented-text.js';
import { keptTypeFacts } from './kept-types.js';
import { coverageFolder, settingsFrom } from './settings.js';

/**
 * `ampel coverage report`: what the last run reached of the present sources, and the verdict for a level.
 * @implements LLR-COV-016
 */
export async function coverageReport(context: CommandContext): Promise<number> {
  const level = levelFrom(optionText(context, 'level') ?? 'A');
  if (level === undefined) {
    process.stderr.write(
      'error CLI-101: --level is A, B or C\n  why: the command line was not understood\n  fix: ampel coverage report --level B\n',
    );
    return exitCodes.usage;
  }
  const usage = formProblem(context);
  if (usage !== '') {
    process.stderr.write(
      `error CLI-101: ${usage}\n  why: nothing was written\n  fix: ampel coverage report --format html --output coverage\n`,
    );
    return exitCodes.usage;
  }
  const settingsPath = `${coverageFolder}/settings.json`;
  const settings = context.files.exists(settingsPath) ? settingsFrom(context.files.readText(settingsPath).value ?? '') : undefined;
  if (settings === undefined) {
    process.stderr.write('error COV-109: no run was recorded\n  why: there is nothing to report\n  fix: ampel coverage run -- npx tap\n');
    return exitCodes.usage;
  }
  const problems: Diagnostic[] = [];
  const sources = textsOf(context, measuredFiles(context.files, settings), problems);
  const data = textsOf(context, context.files.list({ paths: [`${coverageFolder}/data/*.txt`] }).value, problems);
  const { value: coverages, diagnostics } = projectCoverage(
    loadCompiler(),
    sources,
    data,
    settings.isLiteral,
    keptTypeFacts(context.files, settings),
  );
  const findings = [...problems, ...diagnostics];
  const files = coverages.map((coverage) => ({ path: coverage.path, ...measuresOf(coverage) }));
  const errorCount = findings.filter(({ severity }) => severity === 'error').length;
  const report = {
    level,
    files,
    total: totalOf(files),
    gaps: gapsOf(coverages, level),
    errorCount,
    basis: settings.typesDigest === undefined ? ('syntax' as const) : ('types' as const),
  };
  const [format, output] = [optionText(context, 'format'), optionText(context, 'output')];
  if (format === 'html') {
    const { writeCoveragePages } = await import('./report-html.js');
    const requirementsOf = await requirementsByCase(context);
    const problems = writeCoveragePages(context, output ?? '', { level, coverages, sources, findings, requirementsOf });
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
    context.out(`written: ${output}/index.html\n`);
  }
  if (format === 'lcov' || format === 'cobertura') {
    complain(findings);
    context.out(await exported(format, coverages));
  } else if (context.options.json === true) {
    complain(findings);
    context.out(reportJson(report, coverages, await requirementsByCase(context)));
  } else {
    const listed = findings.map((finding) => `${formatDiagnostic(finding)}\n`).join('');
    const pairs = context.options.pairs === true ? `${pairsText(coverages, await requirementsByCase(context))}\n` : '';
    context.out(`${listed}${listed === '' ? '' : '\n'}${pairs}${reportText(report, context.options.all === true)}`);
  }
  return errorCount === 0 && report.gaps.length === 0 && files.length > 0 ? exitCodes.green : exitCodes.red;
}

/** What is wrong with the form that is asked for; empty when nothing is. */
function formProblem(context: CommandContext): string {
  const [format, output] = [optionText(context, 'format'), optionText(context, 'output')];
  if (format !== undefined && !['html', 'text', 'lcov', 'cobertura'].includes(format))
    return `--format is text, html, lcov or cobertura, not ${format}`;
  if (format === 'html' && (output ?? '') === '') return '--format html asks for a folder, --output';
  return output !== undefined && format !== 'html' ? '--output is for --format html' : '';
}

/** The measurement in a form that other tools read. */
async function exported(format: 'lcov' | 'cobertura', coverages: readonly FileCoverage[]): Promise<string> {
  if (format === 'lcov') return (await import('../../../toolchain/coverage/export/write-lcov.js')).writeLcov(coverages);
  return (await import('../../../toolchain/coverage/export/write-cobertura.js')).writeCobertura(coverages);
}

function levelFrom(text: string): SoftwareLevel | undefined {
  return text === 'A' || text === 'B' || text === 'C' ? text : undefined;
}

/**
 * The texts of files by path; what cannot be read is added to the problems.
 * @implements LLR-COV-016
 */
export function textsOf(context: CommandContext, paths: readonly string[], problems: Diagnostic[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const { value, diagnostics } = context.files.readText(path);
    problems.push(...diagnostics);
    if (value !== undefined) texts.set(path, value);
  }
  return texts;
}

/**
 * The requirements of each test case, where the folder holds a project.
 * @implements LLR-COV-016
 */
export async function requirementsByCase(context: CommandContext): Promise<(testCase: string) => readonly string[]> {
  const byCase = new Map<string, readonly string[]>();
  if (context.files.exists(optionText(context, 'config') ?? configurationFile)) {
    await withProject(context, ({ graph }) => {
      for (const { id, verifies } of graph.cases)
        byCase.set(
          id,
          verifies.map((tag) => tag.id),
        );
      return exitCodes.green;
    });
  }
  return (testCase) => byCase.get(testCase) ?? [];
}

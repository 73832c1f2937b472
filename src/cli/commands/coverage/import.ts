import { gunzipSync } from 'node:zlib';
import picomatch from 'picomatch';
import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { fileRefused, fileTextOf, textBytesMaximum } from '../../../kernel/file-text.js';
import { importFinding } from '../../../toolchain/coverage/import/import-finding.js';
import type { ImportedCoverage } from '../../../toolchain/coverage/import/imported-coverage.generated.js';
import { type ImportFormat, importedCoverageOf, importFormats } from '../../../toolchain/coverage/import/imported-coverage-of.js';
import { measuresOf } from '../../../toolchain/coverage/import/imported-measures.js';
import { importedText } from '../../../toolchain/coverage/import/imported-text.js';
import { mergedCoverage } from '../../../toolchain/coverage/import/merged-coverage.js';
import { placedCoverage } from '../../../toolchain/coverage/import/placed-coverage.js';
import { againstSources } from '../../../toolchain/coverage/import/present-sources.js';
import type { SoftwareLevel } from '../../../toolchain/coverage/report/coverage-summary.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { coverageFolder } from './settings.js';

/**
 * Where the imported coverage of a project is kept.
 * @implements LLR-CVI-014
 */
export const importedRecord = `${coverageFolder}/imported/coverage.json`;

/**
 * `ampel coverage import`: coverage of projects in other languages, as other tools measured it, against a level.
 * @implements LLR-CVI-014
 */
export async function coverageImport(context: CommandContext): Promise<number> {
  const settings = settingsOf(context);
  if (typeof settings === 'string') {
    process.stderr.write(`error CLI-101: ${settings}\n  why: the command line was not understood\n  fix: ${usageExample}\n`);
    return exitCodes.usage;
  }
  const findings: Diagnostic[] = [];
  const take = <T>({ value, diagnostics }: { readonly value: T; readonly diagnostics: readonly Diagnostic[] }): T => {
    for (const one of diagnostics) findings.push(one);
    return value;
  };
  const read: ImportedCoverage[] = [];
  for (const path of settings.paths) {
    const text = take(importedFileText(context, path));
    if (text === undefined) {
      complain(findings);
      return exitCodes.usage;
    }
    const { format, areOutcomes } = settings;
    read.push(take(placedCoverage(take(importedCoverageOf(text, path, { format, areOutcomes })), placementOf(context, settings))));
  }
  const coverage = take(againstSources(take(mergedCoverage(read)), (path) => presentText(context, path)));
  findings.push(...absent(context, coverage, settings.expect));
  return conclude(context, settings, coverage, findings.sort(compareDiagnostics));
}

const usageExample = 'ampel coverage import build/valve.gcov.json.gz --level A';

interface ImportSettings {
  readonly paths: readonly string[];
  readonly level: SoftwareLevel;
  readonly format: ImportFormat | undefined;
  readonly areOutcomes: boolean;
  readonly strip: number;
  readonly expect: readonly string[];
  readonly output: string;
}

/** The settings of the command line, or what is wrong with it. */
function settingsOf(context: CommandContext): ImportSettings | string {
  const paths = context.positionals.slice(1);
  const level = optionText(context, 'level') ?? 'A';
  const named = optionText(context, 'format') ?? 'auto';
  const format = importFormats.find((one) => one === named);
  const strip = optionText(context, 'strip') ?? '0';
  if (paths.length === 0) return 'ampel coverage import needs a file';
  if (level !== 'A' && level !== 'B' && level !== 'C') return '--level is A, B or C';
  if (format === undefined && named !== 'auto') return `--format is auto or one of ${importFormats.join(', ')}`;
  if (!/^\d{1,3}$/.test(strip)) return '--strip is a number of folders';
  const output = optionText(context, 'output') ?? importedRecord;
  const areOutcomes = context.options['branches-are-outcomes'] === true;
  return { paths, level, format, areOutcomes, strip: Number(strip), expect: patterns(optionText(context, 'expect')), output };
}

function placementOf(context: CommandContext, { strip }: ImportSettings): Parameters<typeof placedCoverage>[1] {
  const exclude = patterns(optionText(context, 'exclude'));
  const isExcluded = picomatch([...exclude], { dot: true });
  return {
    project: context.root,
    recordedRoot: optionText(context, 'root'),
    strip,
    sourceRoots: patterns(optionText(context, 'source-root')),
    exists: (path) => context.files.exists(path),
    isExcluded: (path) => exclude.length > 0 && isExcluded(path),
  };
}

function patterns(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/,(?![^{]*\})/).filter((pattern) => pattern !== '');
}

/** The text of a file, unpacked when it is compressed as gcov does. */
function importedFileText(context: CommandContext, path: string): ReturnType<typeof fileTextOf> {
  const { value: bytes, diagnostics } = context.files.readBytes(path);
  if (bytes === undefined) return { value: undefined, diagnostics };
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return fileTextOf(path, bytes);
  try {
    return fileTextOf(path, gunzipSync(bytes, { maxOutputLength: textBytesMaximum }));
  } catch (thrown) {
    const isLarge = thrown instanceof RangeError;
    const what = isLarge ? `unpacks to more than ${textBytesMaximum / 1024 / 1024} MiB` : 'is damaged: it cannot be unpacked';
    return { value: undefined, diagnostics: [fileRefused(path, what, 'export it again, in parts where it is large')] };
  }
}

function presentText(context: CommandContext, path: string): string | undefined {
  if (!context.files.exists(path)) return undefined;
  const { value } = context.files.readBytes(path);
  // Sources of other languages may have another encoding than UTF-8; their lines are the same in this one.
  return value === undefined ? undefined : (fileTextOf(path, value).value ?? Buffer.from(value).toString('latin1'));
}

/** A finding for each file that is expected and that the data does not name. */
function absent(context: CommandContext, { files }: ImportedCoverage, expect: readonly string[]): readonly Diagnostic[] {
  if (expect.length === 0) return [];
  const named = new Set(files.map(({ path }) => path));
  const { value: paths } = context.files.list({ paths: expect });
  if (paths.length === 0) return [importFinding('CVI-111', `--expect ${expect.join(',')} names no file`, { path: '.' })];
  return paths.filter((path) => !named.has(path)).map((path) => importFinding('CVI-111', `no data names ${path}`, { path }));
}

function conclude(context: CommandContext, settings: ImportSettings, coverage: ImportedCoverage, findings: readonly Diagnostic[]): number {
  const measures = measuresOf(coverage, settings.level);
  const errorCount = findings.filter(({ severity }) => severity === 'error').length;
  const isCovered = errorCount === 0 && measures.gaps.length === 0 && measures.files.length > 0;
  if (errorCount === 0) {
    const problems = context.files.writeAtomically(settings.output, prettyJson(coverage as unknown as Json));
    if (problems.length > 0) {
      complain(problems);
      return exitCodes.usage;
    }
  } else context.progress(`nothing was written to ${settings.output}: the data is incomplete`);
  if (context.options.json === true) {
    const verdict = isCovered ? 'covered' : 'not-covered';
    const answer = { schema: 'urn:ampel:coverage-import:v1', verdict, sources: coverage.sources, ...measures, findings };
    context.out(prettyJson(answer as unknown as Json));
  } else {
    const listed = findings.map((finding) => `${formatDiagnostic(finding)}\n`).join('');
    context.out(`${listed}${listed === '' ? '' : '\n'}${importedText(measures, errorCount, context.options.all === true)}`);
  }
  return isCovered ? exitCodes.green : exitCodes.red;
}

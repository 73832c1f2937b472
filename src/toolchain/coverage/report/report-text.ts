import { printableText } from '../../../kernel/diagnostic.js';
import type { CoverageGap, FileMeasures, Measures, SoftwareLevel, Tally } from './coverage-summary.js';

/** What the report says. */
export interface CoverageReport {
  readonly level: SoftwareLevel;
  readonly files: readonly FileMeasures[];
  readonly total: Measures;
  readonly gaps: readonly CoverageGap[];
  readonly errorCount: number;
  /** What told Boolean operands from others: the syntax of each file, or the types that the compiler infers across files. */
  readonly basis?: 'syntax' | 'types';
}

const columns: readonly (readonly [title: string, of: (measures: Measures) => Tally])[] = [
  ['statements', ({ statements }) => statements],
  ['in and out', ({ entriesAndExits }) => entriesAndExits],
  ['decisions', ({ decisions }) => decisions],
  ['MC/DC', ({ masking }) => masking],
  ['unique', ({ uniqueCause }) => uniqueCause],
];

/** Most gaps and files that are listed unless all are asked for. */
const listedMaximum = 20;

/**
 * The report for a terminal: the files that lack most, the gaps with what would close them, the sum, and the verdict last.
 * @implements LLR-COV-016
 */
export function reportText({ level, files, total, gaps, errorCount, basis = 'syntax' }: CoverageReport, isAll: boolean): string {
  const lacking = [...files].sort((a, b) => lackOf(b) - lackOf(a) || (a.path < b.path ? -1 : 1));
  const shownFiles = isAll ? lacking : lacking.filter((file) => lackOf(file) > 0).slice(0, listedMaximum);
  const head = `${columns.map(([title]) => title.padStart(12)).join('')}  file`;
  const lines = [head, ...shownFiles.map((file) => `${row(file)}  ${printableText(file.path)}`)];
  if (shownFiles.length < files.length) lines.push(`${row(total)}  all ${files.length} files`);
  else if (files.length > 1) lines.push(`${row(total)}  together`);
  lines.push('');
  for (const gap of isAll ? gaps : gaps.slice(0, listedMaximum)) {
    lines.push(`${printableText(gap.path)}:${gap.line}:${gap.column} ${short(gap.what)}`);
    if (gap.remedy !== '') lines.push(`  ${short(gap.remedy)}`);
  }
  if (!isAll && gaps.length > listedMaximum) lines.push(`and ${gaps.length - listedMaximum} more; --all lists them`);
  if (gaps.length > 0) lines.push('');
  lines.push(`Boolean operands: by ${basis === 'types' ? 'the types of the compiler' : 'syntax and declared types of each file'}`);
  return `${lines.join('\n')}\n${verdictText(level, gaps.length, errorCount, files.length)}\n`;
}

function verdictText(level: SoftwareLevel, gaps: number, errors: number, files: number): string {
  const asked = { A: 'statements, decisions and MC/DC (masking)', B: 'statements and decisions', C: 'statements' }[level];
  if (errors > 0) return `✗ level ${level}: ${errors} findings make the measurement incomplete`;
  if (files === 0) return `✗ level ${level}: there is no file to measure`;
  return gaps === 0 ? `✓ level ${level}: ${asked} are covered` : `✗ level ${level}: ${gaps} gaps in ${asked}`;
}

function lackOf(measures: Measures): number {
  return columns.slice(0, 4).reduce((sum, [, of]) => sum + of(measures).total - of(measures).reached, 0);
}

function row(measures: Measures): string {
  return columns.map(([, of]) => `${of(measures).reached}/${of(measures).total}`.padStart(12)).join('');
}

function short(text: string): string {
  const printable = printableText(text);
  return printable.length > 90 ? `${printable.slice(0, 89)}…` : printable;
}

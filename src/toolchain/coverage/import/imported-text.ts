import { printableText } from '../../../kernel/diagnostic.js';
import type { Measures, SoftwareLevel } from '../report/coverage-summary.js';
import type { ImportedFileMeasures, ImportedMeasures } from './imported-measures.js';

const columns: readonly (readonly [title: string, measure: keyof Measures])[] = [
  ['statements', 'statements'],
  ['entries', 'entriesAndExits'],
  ['decisions', 'decisions'],
  ['MC/DC', 'masking'],
  ['unique', 'uniqueCause'],
];

/** Most gaps and files that are listed unless all are asked for. */
const listedMaximum = 20;

/**
 * The report on imported coverage for a terminal, in the form of the report on measured coverage. A question mark stands at what the
 * data does not tell, or not whole.
 * @param errorCount findings that make the data incomplete
 * @implements LLR-CVI-014
 */
export function importedText({ level, files, total, gaps }: ImportedMeasures, errorCount: number, isAll: boolean): string {
  const lacking = [...files].sort((a, b) => lackOf(b) - lackOf(a) || (a.path < b.path ? -1 : 1));
  const shown = isAll ? lacking : lacking.slice(0, listedMaximum);
  const lines = [
    `${columns.map(([title]) => title.padStart(12)).join('')}  file`,
    ...shown.map((file) => `${row(file, file.unknown)}  ${printableText(file.path)}`),
  ];
  if (files.length > 1) {
    const unknown = [...new Set(files.flatMap((file) => file.unknown))];
    lines.push(`${row(total, unknown)}  ${shown.length < files.length ? `all ${files.length} files` : 'together'}`);
  }
  lines.push('');
  for (const { path, line, column, what, remedy } of isAll ? gaps : gaps.slice(0, listedMaximum)) {
    lines.push(short(`${path}:${line}:${column} ${what}`));
    if (remedy !== '') lines.push(`  ${short(remedy)}`);
  }
  if (!isAll && gaps.length > listedMaximum) lines.push(`and ${gaps.length - listedMaximum} more; --all lists them`);
  if (gaps.length > 0) lines.push('');
  return `${lines.join('\n')}\n${verdictText(level, gaps, errorCount, files.length)}\n`;
}

function verdictText(level: SoftwareLevel, gaps: ImportedMeasures['gaps'], errors: number, files: number): string {
  const asked = { A: 'statements, decisions and MC/DC', B: 'statements and decisions', C: 'statements' }[level];
  if (errors > 0) return `✗ level ${level}: ${errors} findings make the data incomplete`;
  if (files === 0) return `✗ level ${level}: the data names no file of the project`;
  if (gaps.length === 0)
    return `✓ level ${level}: ${asked} are covered in the ${files === 1 ? 'file' : `${files} files`} that the data names`;
  const unknown = gaps.filter(({ what }) => what.startsWith('unknown')).length;
  return `✗ level ${level}: ${gaps.length} gaps in ${asked}${unknown === 0 ? '' : `, ${unknown} of them unknown`}`;
}

function lackOf(file: ImportedFileMeasures): number {
  return columns.slice(0, 4).reduce((sum, [, measure]) => sum + file[measure].total - file[measure].reached, 0);
}

function row(measures: Measures, unknown: readonly (keyof Measures)[]): string {
  return columns
    .map(([, measure]) => {
      const { reached, total } = measures[measure];
      const isUnknown = unknown.includes(measure);
      return (isUnknown && reached === 0 ? '?' : `${reached}/${total}${isUnknown ? '?' : ''}`).padStart(12);
    })
    .join('');
}

function short(text: string): string {
  const printable = printableText(text);
  return printable.length > 98 ? `${printable.slice(0, 97)}…` : printable;
}

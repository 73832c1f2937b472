import { coberturaOutcomes } from '../import/read-cobertura.js';
import type { FileCoverage } from '../report/file-coverage.js';
import { type ExportedFile, exportedFile } from './export-model.js';

/**
 * Measured coverage as a Cobertura report of the document type coverage-04: a package for each folder, a class for each file, a method
 * for each function with the line it begins on. Branches are outcomes of decisions and ways of branches. MC/DC has no place in it. The
 * time is 0, so that the same coverage gives the same bytes.
 * @implements LLR-CVI-017
 */
export function writeCobertura(files: readonly FileCoverage[]): string {
  const exported = files.map(exportedFile);
  const packages = new Map<string, ExportedFile[]>();
  for (const file of exported) {
    const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    packages.set(folder, [...(packages.get(folder) ?? []), file]);
  }
  const { lines, ways } = countsOf(exported);
  const head = [
    rates(exported),
    ` lines-covered="${lines.filter(Boolean).length}" lines-valid="${lines.length}"`,
    ` branches-covered="${ways.filter(Boolean).length}" branches-valid="${ways.length}"`,
    ` complexity="0" version="${coberturaOutcomes}" timestamp="0"`,
  ].join('');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">',
    `<coverage${head}>`,
    ' <sources><source>.</source></sources>',
    ' <packages>',
    ...[...packages].flatMap(([folder, members]) => [
      `  <package name="${escaped(folder.replaceAll('/', '.'))}"${rates(members)} complexity="0">`,
      '   <classes>',
      ...members.flatMap(classOf),
      '   </classes>',
      '  </package>',
    ]),
    ' </packages>',
    '</coverage>',
    '',
  ].join('\n');
}

interface Line {
  readonly number: number;
  readonly isRun: boolean;
  readonly ways: readonly boolean[];
}

function linesOf({ lines, branches }: ExportedFile): readonly Line[] {
  const ways = new Map<number, boolean[]>();
  for (const branch of branches) {
    const present = ways.get(branch.line);
    if (present === undefined) ways.set(branch.line, [...branch.ways]);
    else present.push(...branch.ways);
  }
  return lines.map(({ line, isRun }) => ({ number: line, isRun, ways: ways.get(line) ?? [] }));
}

function countsOf(files: readonly ExportedFile[]): { readonly lines: readonly boolean[]; readonly ways: readonly boolean[] } {
  const lines = files.flatMap(linesOf);
  return { lines: lines.map(({ isRun }) => isRun), ways: lines.flatMap(({ ways }) => ways) };
}

function rates(files: readonly ExportedFile[]): string {
  const { lines, ways } = countsOf(files);
  return ` line-rate="${share(lines)}" branch-rate="${share(ways)}"`;
}

/** The share that was reached; 1 of nothing. */
function share(reached: readonly boolean[]): number {
  return reached.length === 0 ? 1 : reached.filter(Boolean).length / reached.length;
}

function classOf(file: ExportedFile): readonly string[] {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return [
    `    <class name="${escaped(name)}" filename="${escaped(file.path)}"${rates([file])} complexity="0">`,
    '     <methods>',
    ...file.functions.map(({ name: method, line, isRun }) => {
      const own = `<lines><line number="${line}" hits="${Number(isRun)}" branch="false"/></lines>`;
      return `      <method name="${escaped(method)}" signature="" line-rate="${Number(isRun)}" branch-rate="1" complexity="0">${own}</method>`;
    }),
    '     </methods>',
    '     <lines>',
    ...linesOf(file).map(lineElement),
    '     </lines>',
    '    </class>',
  ];
}

function lineElement({ number, isRun, ways }: Line): string {
  const start = `      <line number="${number}" hits="${Number(isRun)}"`;
  if (ways.length === 0) return `${start} branch="false"/>`;
  const taken = ways.filter(Boolean).length;
  return `${start} branch="true" condition-coverage="${Math.floor((taken * 100) / ways.length)}% (${taken}/${ways.length})"/>`;
}

/** Characters that XML 1.0 does not have are replaced. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, ' ');
}

import { lcovOutcomes } from '../import/read-lcov.js';
import type { FileCoverage } from '../report/file-coverage.js';
import { type ExportedBranch, type ExportedFile, exportedFile } from './export-model.js';

/**
 * Measured coverage as an LCOV trace file: lines, functions, outcomes of decisions and ways of branches, and MC/DC by masking in the
 * records of lcov 2.2. Counts are 1 and 0: the measurement keeps what was reached and not how often. Each record is on one line.
 * Source: geninfo(1) of lcov 1.16 and 2.x.
 * @implements LLR-CVI-016
 */
export function writeLcov(files: readonly FileCoverage[]): string {
  return [lcovOutcomes, ...files.flatMap((file) => recordsOf(exportedFile(file)))].map((line) => `${line}\n`).join('');
}

function recordsOf({ path, lines, functions, branches, decisions }: ExportedFile): readonly string[] {
  const run = new Set(lines.filter(({ isRun }) => isRun).map(({ line }) => line));
  const known = withOtherWays(branches, run);
  const ways = known.flatMap((branch) => branch.ways);
  const senses = decisions.flatMap(({ conditions }) => conditions.flatMap(({ shownTrue, shownFalse }) => [shownTrue, shownFalse]));
  return [
    'TN:',
    `SF:${oneLine(path)}`,
    ...functions.map(({ name, line }) => `FN:${line},${oneLine(name)}`),
    ...functions.map(({ name, isRun }) => `FNDA:${Number(isRun)},${oneLine(name)}`),
    ...totals(
      'FN',
      functions.map(({ isRun }) => isRun),
    ),
    ...known.flatMap((branch, block) =>
      branch.ways.map((isTaken, index) => `BRDA:${branch.line},${block},${index},${run.has(branch.line) ? Number(isTaken) : '-'}`),
    ),
    ...totals('BR', ways),
    ...decisions.flatMap(({ line, conditions }) =>
      conditions.flatMap(({ text, shownTrue, shownFalse }, index) =>
        [`t,${Number(shownTrue)}`, `f,${Number(shownFalse)}`].map(
          (sense) => `MCDC:${line},${conditions.length},${sense},${index},${oneLine(text)}`,
        ),
      ),
    ),
    ...(senses.length > 0 ? totals('MC', senses) : []),
    ...lines.map(({ line, isRun }) => `DA:${line},${Number(isRun)}`),
    ...totals(
      'L',
      lines.map(({ isRun }) => isRun),
    ),
    'end_of_record',
  ];
}

/**
 * lcov 2 refuses a line that was run and none of whose branches was taken, such as a `switch` where a clause matched each time and the
 * way of none is the only one on its line. Such a line gets the other way, which was taken then.
 */
function withOtherWays(branches: readonly ExportedBranch[], run: ReadonlySet<number>): readonly ExportedBranch[] {
  const taken = new Set(branches.filter(({ ways }) => ways.includes(true)).map(({ line }) => line));
  return branches.map((branch) => (run.has(branch.line) && !taken.has(branch.line) ? { ...branch, ways: [...branch.ways, true] } : branch));
}

function totals(kind: string, reached: readonly boolean[]): readonly string[] {
  return [`${kind}F:${reached.length}`, `${kind}H:${reached.filter(Boolean).length}`];
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}

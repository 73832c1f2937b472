// @reads verification/coverage-import/samples/**
import { readdirSync, readFileSync } from 'node:fs';
import type { ImportedCoverage, ImportedFile } from '../../src/toolchain/coverage/import/imported-coverage.generated.js';
import { importedCoverageOf } from '../../src/toolchain/coverage/import/imported-coverage-of.js';
import { mergedCoverage } from '../../src/toolchain/coverage/import/merged-coverage.js';

const folder = 'verification/coverage-import/samples';

/** Names of the files that tools wrote. */
export const sampleNames: readonly string[] = readdirSync('verification/coverage-import/samples').filter((name) =>
  /\.(json|info|xml)$/.test(name),
);

/** The text of a file that a tool wrote, or of a program it measured. */
export function sampleText(name: string): string {
  return readFileSync(`${folder}/${name}`, 'utf8');
}

/** The coverage of samples together. @throws when there is an error in one of them */
export function sample(...names: readonly string[]): ImportedCoverage {
  const all = names.map((name) => importedCoverageOf(sampleText(name), name));
  const errors = all.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return mergedCoverage(all.map(({ value }) => value)).value;
}

/** The file of a coverage whose path ends so. */
export function fileOf({ files }: ImportedCoverage, ending: string): ImportedFile {
  const file = files.find(({ path }) => path.endsWith(ending));
  if (file === undefined) throw new Error(`there is no ${ending} among ${files.map(({ path }) => path)}`);
  return file;
}

/** Lines with their counts, `12:3` for line 12 that was run three times. */
export function linesOf({ statements }: ImportedFile): readonly string[] {
  return statements.map(({ line, count }) => `${line}:${count}`);
}

/** Ways of branches on each line, taken of all: `5:6/6`. */
export function waysOf({ branches }: ImportedFile): readonly string[] {
  const lines = new Map<number, { taken: number; all: number }>();
  for (const { line, ways } of branches) {
    const { taken, all } = lines.get(line) ?? { taken: 0, all: 0 };
    lines.set(line, { taken: taken + ways.filter(({ count }) => count > 0).length, all: all + ways.length });
  }
  return [...lines].map(([line, { taken, all }]) => `${line}:${taken}/${all}`);
}

/** Conditions on each line, y for one that was shown: `5:yny`. */
export function shownOf({ decisions }: ImportedFile): readonly string[] {
  return decisions.map(
    ({ line, conditions }) => `${line}:${conditions.map((one) => (one.shownTrue && one.shownFalse ? 'y' : 'n')).join('')}`,
  );
}

import { compareText } from '../../../kernel/diagnostic.js';
import { type CoverageGap, type FileMeasures, type Measures, type SoftwareLevel, type Tally, totalOf } from '../report/coverage-summary.js';
import type { ImportedCoverage, ImportedFile, ImportedUnknown } from './imported-coverage.generated.js';

/** Which measures of a file are not known; what is counted of them is a part or means something else. */
export type UnknownMeasures = readonly (keyof Measures)[];

/** The measures of one file, with those that its data does not tell. */
export interface ImportedFileMeasures extends FileMeasures {
  readonly unknown: UnknownMeasures;
}

/** Measures, gaps and what is unknown of imported coverage, in the form of the report on measured coverage. */
export interface ImportedMeasures {
  readonly level: SoftwareLevel;
  readonly files: readonly ImportedFileMeasures[];
  readonly total: Measures;
  /** What was not reached or shown; a measure that the level asks for and that is unknown is a gap too, so that it is never green. */
  readonly gaps: readonly CoverageGap[];
}

/**
 * The measures of imported coverage against a level: C asks for statements, B also for decisions and entries, A also for MC/DC, by
 * masking, which unique cause implies. What a format does not hold is a gap with the word unknown.
 * @implements LLR-CVI-013
 */
export function measuresOf({ files }: ImportedCoverage, level: SoftwareLevel): ImportedMeasures {
  const measured = files.map(fileMeasures);
  const gaps = files
    .flatMap((file) => fileGaps(file))
    .filter((gap) => gap.level >= level)
    .sort((a, b) => compareText(a.path, b.path) || a.line - b.line || a.column - b.column || compareText(a.what, b.what));
  return { level, files: measured, total: totalOf(measured), gaps };
}

function fileMeasures(file: ImportedFile): ImportedFileMeasures {
  const conditions = file.decisions.flatMap((decision) =>
    decision.conditions.map(({ shownTrue, shownFalse }) => ({
      isShown: shownTrue && shownFalse,
      isUnique: decision.criterion === 'unique-cause',
    })),
  );
  return {
    path: file.path,
    statements: tally(file.statements, ({ count, isPartial }) => count > 0 && isPartial !== true),
    entriesAndExits: tally(file.functions, ({ count }) => count > 0),
    decisions: tally(
      file.branches.flatMap(({ ways }) => ways),
      ({ count }) => count > 0,
    ),
    masking: tally(conditions, ({ isShown }) => isShown),
    uniqueCause: tally(conditions, ({ isShown, isUnique }) => isShown && isUnique),
    unknown: unknownOf(file),
  };
}

function tally<T>(items: readonly T[], isReached: (item: T) => boolean): Tally {
  return { total: items.length, reached: items.filter(isReached).length };
}

function unknownOf({ unknown, decisions }: ImportedFile): UnknownMeasures {
  const measures = new Set<keyof Measures>(unknown.flatMap(({ measure }) => columns[measure]));
  if (decisions.some(({ criterion }) => criterion !== 'unique-cause')) measures.add('uniqueCause');
  return [...measures];
}

const columns: Readonly<Record<ImportedUnknown['measure'], readonly (keyof Measures)[]>> = {
  statements: ['statements'],
  entries: ['entriesAndExits'],
  decisions: ['decisions'],
  mcdc: ['masking', 'uniqueCause'],
};

const levels: Readonly<Record<ImportedUnknown['measure'], SoftwareLevel>> = { statements: 'C', entries: 'B', decisions: 'B', mcdc: 'A' };

function fileGaps({ path, unit, statements, functions, branches, decisions, unknown }: ImportedFile): readonly CoverageGap[] {
  const gaps: CoverageGap[] = [];
  const add = (
    level: SoftwareLevel,
    { line, column }: { readonly line: number; readonly column: number },
    what: string,
    remedy = '',
  ): void => {
    gaps.push({ path, line, column, level, what, remedy });
  };
  for (const { measure, line, why } of unknown)
    add(levels[measure], { line, column: 1 }, `unknown: ${why}`, `${measureNames[measure]} must be measured by another tool or option`);
  for (const one of statements) {
    if (one.count === 0) add('C', one, `${unit} is not run`);
    else if (one.isPartial === true)
      add('C', one, `${unit} is run in part: a statement or operand on it is not`, 'put each statement on a line of its own');
  }
  for (const one of functions) if (one.count === 0) add('B', one, `function ${one.name} is not entered`);
  for (const branch of branches) {
    for (const way of branch.ways)
      if (way.count === 0) add('B', branch, `not taken: ${way.what}, ${branch.what}${scopeText(branch.scope)}`);
  }
  const lacking = new Set(branches.flatMap(({ line, ways }) => (ways.some(({ count }) => count === 0) ? [line] : [])));
  for (const decision of decisions) {
    // MC/DC of one condition is both outcomes, which the branch of the line says already.
    if (decision.conditions.length < 2 && lacking.has(decision.line)) continue;
    for (const { text, shownTrue, shownFalse } of decision.conditions) {
      if (!shownTrue || !shownFalse) add('A', decision, `independent effect of ${text} is not shown${scopeText(decision.scope)}`);
    }
  }
  return gaps;
}

const measureNames: Readonly<Record<ImportedUnknown['measure'], string>> = {
  statements: 'statements',
  entries: 'entries of functions',
  decisions: 'decisions',
  mcdc: 'MC/DC',
};

/** LCOV has numbers of blocks there, which tell a reader nothing. */
function scopeText(scope: string): string {
  return scope === '' || /^\d+$/.test(scope) ? '' : ` in ${scope}`;
}

import { compareText } from '../../../kernel/diagnostic.js';
import { outcomeVector } from '../analysis/closing-vectors.js';
import { conditionsMaximum } from '../analysis/decision-tree.js';
import type { DecisionSource } from '../coverage-map.js';
import type { DecisionResult, FileCoverage } from './file-coverage.js';
import { selectionWays } from './selection-ways.js';

/** Software level whose structural coverage is asked for: C statements, B also decisions, A also MC/DC. */
export type SoftwareLevel = 'A' | 'B' | 'C';

/** How many of something there are and how many were reached. */
export interface Tally {
  readonly reached: number;
  readonly total: number;
}

/** The measures of a file, or of all. */
export interface Measures {
  readonly statements: Tally;
  /** Points where functions are entered, and where they are left. */
  readonly entriesAndExits: Tally;
  /** Outcomes of decisions, two for each, and ways of the other branches. */
  readonly decisions: Tally;
  readonly masking: Tally;
  readonly uniqueCause: Tally;
}

/** Something that was not reached or not shown. `level` is the least level that asks for it. */
export interface CoverageGap {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly level: SoftwareLevel;
  readonly what: string;
  /** What a test would have to do; empty where that is to reach the place. */
  readonly remedy: string;
}

/** The measures of one file by its path. */
export interface FileMeasures extends Measures {
  readonly path: string;
}

/**
 * The measures of a file. A decision of too many conditions counts with each of them as not shown.
 * @implements LLR-COV-014
 */
export function measuresOf({ points, decisions }: FileCoverage): Measures {
  const countOf = (kinds: readonly string[]): Tally => {
    const some = points.filter(({ kind }) => kinds.includes(kind));
    return { total: some.length, reached: some.filter(({ isReached }) => isReached).length };
  };
  let branches = countOf(['branch']);
  let masking: Tally = { total: 0, reached: 0 };
  let uniqueCause = masking;
  for (const decision of decisions) {
    if (decision.kind === 'selection') {
      branches = added(branches, selectionWays(decision));
      continue;
    }
    branches = added(branches, { total: 2, reached: Number(decision.wasTrue) + Number(decision.wasFalse) });
    const total = decision.source.conditions.length;
    masking = added(masking, { total, reached: decision.conditions.filter((one) => one.masking !== undefined).length });
    uniqueCause = added(uniqueCause, { total, reached: decision.conditions.filter((one) => one.uniqueCause !== undefined).length });
  }
  return { statements: countOf(['statement']), entriesAndExits: countOf(['entry', 'exit']), decisions: branches, masking, uniqueCause };
}

function added(a: Tally, b: Tally): Tally {
  return { total: a.total + b.total, reached: a.reached + b.reached };
}

/**
 * The measures of all files together.
 * @implements LLR-COV-014
 */
export function totalOf(files: readonly Measures[]): Measures {
  const sum = (of: (measures: Measures) => Tally): Tally => files.map(of).reduce(added, { total: 0, reached: 0 });
  return {
    statements: sum(({ statements }) => statements),
    entriesAndExits: sum(({ entriesAndExits }) => entriesAndExits),
    decisions: sum(({ decisions }) => decisions),
    masking: sum(({ masking }) => masking),
    uniqueCause: sum(({ uniqueCause }) => uniqueCause),
  };
}

/**
 * What a level asks for and the runs do not show, by place. Masking is the criterion of level A.
 * @implements LLR-COV-014
 */
export function gapsOf(files: readonly FileCoverage[], level: SoftwareLevel): readonly CoverageGap[] {
  const gaps: CoverageGap[] = [];
  for (const { path, points, decisions } of files) {
    for (const { kind, what, line, column, isReached } of points) {
      if (!isReached) gaps.push({ path, line, column, level: kind === 'statement' ? 'C' : 'B', what: pointText(kind, what), remedy: '' });
    }
    for (const decision of decisions) gaps.push(...decisionGaps(decision).map((gap) => ({ ...gap, path })));
  }
  return gaps
    .filter((gap) => gap.level >= level)
    .sort((a, b) => compareText(a.path, b.path) || a.line - b.line || a.column - b.column || compareText(a.what, b.what));
}

function pointText(kind: string, what: string): string {
  switch (kind) {
    case 'statement':
      return 'statement is not run';
    case 'entry':
      return `${what} is not entered`;
    case 'exit':
      return `a function is not left here (${what})`;
    default:
      return `not seen: ${what}`;
  }
}

function decisionGaps(decision: DecisionResult): readonly Omit<CoverageGap, 'path'>[] {
  const { source, kind } = decision;
  const { line, column } = source;
  const gap = (level: SoftwareLevel, what: string, remedy = '') => ({ line, column, level, what, remedy });
  if (kind === 'selection') {
    const { total, reached } = selectionWays(decision);
    return reached < total ? [gap('B', `${total - reached} of ${total} ways are not taken in ${source.text}`)] : [];
  }
  const gaps: Omit<CoverageGap, 'path'>[] = [];
  if (!decision.wasTrue) gaps.push(gap('B', `never true: ${source.text}`, outcomeRemedy(source, true)));
  if (!decision.wasFalse) gaps.push(gap('B', `never false: ${source.text}`, outcomeRemedy(source, false)));
  if (kind === 'too-large')
    gaps.push(gap('A', `${source.conditions.length} conditions are more than are measured: ${source.text}`, 'split the decision'));
  if (source.conditions.length < 2) return gaps;
  decision.conditions.forEach(({ text, masking, closing }, index) => {
    if (masking !== undefined) return;
    const place = source.conditions[index] ?? source;
    const what = `independent effect of ${text} is not shown in ${source.text}`;
    gaps.push({ level: 'A', what, remedy: remedyOf(closing), line: place.line, column: place.column });
  });
  return gaps;
}

/** The values of several conditions that would give an outcome; a single condition has but to be so. */
function outcomeRemedy({ tree, conditions, isPure }: DecisionSource, outcome: boolean): string {
  if (conditions.length < 2 || conditions.length > conditionsMaximum) return '';
  const names = conditions.map(({ text }, index) => (isPure ? text : `${index}`));
  const vector = outcomeVector({ tree, names, evaluation: 'short-circuit' }, outcome);
  return vector === undefined ? '' : remedyOf({ kind: 'vectors', vectors: [vector] });
}

function remedyOf(closing: DecisionResult['conditions'][number]['closing']): string {
  switch (closing?.kind) {
    case 'vectors':
      return `run with ${closing.vectors.map(({ values, outcome }) => `${values} (${outcome ? 'true' : 'false'})`).join(' and ')}`;
    case 'impossible':
      return 'coupled conditions leave no such runs: simplify the decision, or analyse it';
    case 'not-found':
      return 'no vectors were found within the steps of the search';
    default:
      return '';
  }
}

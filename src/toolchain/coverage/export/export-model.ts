import { decisionCoverage } from '../analysis/independence.js';
import type { DecisionResult, FileCoverage, PointResult } from '../report/file-coverage.js';
import { selectionWays } from '../report/selection-ways.js';

/** A line with statements or branches, and whether it counts as run. */
export interface ExportedLine {
  readonly line: number;
  readonly isRun: boolean;
}

/** A function with a name that no other function of the file has. */
export interface ExportedFunction extends ExportedLine {
  readonly name: string;
}

/** A place where ways part; the outcomes of a decision, or the ways of another branch. */
export interface ExportedBranch {
  readonly line: number;
  readonly ways: readonly boolean[];
}

/** A decision with the effect of its conditions, seen with the value true and with the value false. */
export interface ExportedDecision {
  readonly line: number;
  readonly conditions: readonly { readonly text: string; readonly shownTrue: boolean; readonly shownFalse: boolean }[];
}

/** What formats of other tools can hold of a file. */
export interface ExportedFile {
  readonly path: string;
  readonly lines: readonly ExportedLine[];
  readonly functions: readonly ExportedFunction[];
  readonly branches: readonly ExportedBranch[];
  readonly decisions: readonly ExportedDecision[];
}

/**
 * What formats of other tools can hold of measured coverage. A condition that masking does not show is never shown in both values.
 * @implements LLR-CVI-015
 */
export function exportedFile({ path, points, decisions }: FileCoverage): ExportedFile {
  const branches = byLine([
    ...points.filter(({ kind }) => kind === 'branch').map(({ line, isReached }) => ({ line, ways: [isReached] })),
    ...decisions.map((decision) => ({ line: decision.source.line, ways: waysOf(decision) })),
  ]).filter(({ ways }) => ways.length > 0);
  const functions = byLine(functionsOf(points));
  return {
    path,
    lines: linesOf(points, branches, functions),
    functions,
    branches,
    decisions: byLine(decisions.filter(({ kind, source }) => kind !== 'selection' && source.conditions.length > 1).map(effectsOf)),
  };
}

function byLine<T extends { readonly line: number }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => a.line - b.line);
}

/**
 * These formats know no part of a line. One of which a statement was not run counts as not run, unless a branch on it was taken or a
 * function entered: then the way that was not taken stands for that statement, since readers refuse a branch that was taken on a line
 * that was not run. For the same reason a line with branches or the beginning of a function alone is a line.
 */
function linesOf(
  points: readonly PointResult[],
  branches: readonly ExportedBranch[],
  functions: readonly ExportedFunction[],
): readonly ExportedLine[] {
  const lines = new Map<number, boolean>();
  for (const { kind, line, isReached } of points) if (kind === 'statement') lines.set(line, (lines.get(line) ?? true) && isReached);
  for (const { line, ways } of branches) lines.set(line, (lines.get(line) ?? false) || ways.includes(true));
  for (const { line, isRun } of functions) lines.set(line, (lines.get(line) ?? false) || isRun);
  return byLine([...lines].map(([line, isRun]) => ({ line, isRun })));
}

function functionsOf(points: readonly PointResult[]): readonly ExportedFunction[] {
  const entries = points.filter(({ kind }) => kind === 'entry');
  const counts = new Map<string, number>();
  for (const { what } of entries) counts.set(what, (counts.get(what) ?? 0) + 1);
  return entries.map(({ what, line, column, isReached }) => ({
    name: (counts.get(what) ?? 0) > 1 ? `${what}:${line}:${column}` : what,
    line,
    isRun: isReached,
  }));
}

function waysOf(decision: DecisionResult): readonly boolean[] {
  if (decision.kind !== 'selection') return [decision.wasTrue, decision.wasFalse];
  const { total, reached } = selectionWays(decision);
  return Array.from({ length: total }, (_, index) => index < reached);
}

function effectsOf({ source, kind, vectors, conditions }: DecisionResult): ExportedDecision {
  const seen = kind === 'too-large' ? undefined : decisionCoverage(source.tree, vectors, 'short-circuit');
  return {
    line: source.line,
    conditions: source.conditions.map(({ text }, index) => {
      const one = seen?.conditions[index];
      const isShown = conditions[index]?.masking !== undefined;
      // Beside an equality both values may have had their effect, though not with the same value of the other operand.
      const isHalf = !isShown && one !== undefined && one.decidedTrue !== one.decidedFalse;
      return { text, shownTrue: isShown || (isHalf && one.decidedTrue), shownFalse: isShown || (isHalf && one.decidedFalse) };
    }),
  };
}

import { type Closing, closingVectors } from '../analysis/closing-vectors.js';
import type { DecisionTree, ObservedVector } from '../analysis/decision-tree.js';
import { type DecisionCoverage, decisionCoverage, type IndependencePair } from '../analysis/independence.js';
import type { CoverageMap, CoveragePoint, DecisionSource } from '../coverage-map.js';
import { type RecordedFile, vectorFrom } from '../runtime/recorded-data.js';

/** A vector that was seen, with the test cases that made it. */
export interface SeenVector extends ObservedVector {
  readonly cases: readonly string[];
}

/** A condition of a decision: whether it is shown, by which runs, and what would show it. */
export interface ConditionResult {
  readonly text: string;
  readonly masking: IndependencePair | undefined;
  readonly uniqueCause: IndependencePair | undefined;
  readonly closing: Closing | undefined;
}

/** A decision with what was seen of it. `selection` is one that selects values: each of its ways is a branch, and MC/DC does not apply. */
export interface DecisionResult {
  readonly source: DecisionSource;
  readonly kind: 'decision' | 'selection' | 'too-large';
  readonly wasTrue: boolean;
  readonly wasFalse: boolean;
  readonly vectors: readonly SeenVector[];
  readonly conditions: readonly ConditionResult[];
  /** Vectors that the decision cannot give, and whether there were more than are recorded. */
  readonly impossibleCount: number;
  readonly isOverfull: boolean;
}

/** A point with the test cases that reached it. */
export interface PointResult extends CoveragePoint {
  readonly cases: readonly string[];
  readonly isReached: boolean;
}

/** Coverage of one source file. */
export interface FileCoverage {
  readonly path: string;
  readonly digest: string;
  readonly points: readonly PointResult[];
  readonly decisions: readonly DecisionResult[];
  readonly unmeasured: CoverageMap['unmeasured'];
}

/**
 * Coverage of a source file from what was recorded of it; without records nothing of it was reached.
 * @implements LLR-COV-014
 */
export function fileCoverage(map: CoverageMap, recorded: RecordedFile | undefined): FileCoverage {
  const casesOf = (point: number): readonly string[] => sorted(recorded?.points.get(point));
  const ofDecision = new Set<number>();
  for (const { outcomePoint, otherValuePoint } of map.decisions) {
    if (outcomePoint >= 0) ofDecision.add(outcomePoint).add(outcomePoint + 1);
    if (otherValuePoint >= 0) ofDecision.add(otherValuePoint);
  }
  const points = map.points.flatMap((point, index) =>
    ofDecision.has(index) ? [] : [{ ...point, cases: casesOf(index), isReached: recorded?.points.has(index) ?? false }],
  );
  const decisions = map.decisions.map((source, index) => decisionResult(source, index, recorded));
  return { path: map.path, digest: map.digest, points, decisions, unmeasured: map.unmeasured };
}

function decisionResult(source: DecisionSource, index: number, recorded: RecordedFile | undefined): DecisionResult {
  const vectors = vectorsOf(source, index, recorded);
  const isTooLarge = source.outcomePoint >= 0 && source.conditions.length > 1;
  const common = { source, vectors, isOverfull: recorded?.overfull.has(index) ?? false };
  if (isTooLarge) {
    const [wasTrue, wasFalse] = [0, 1].map((side) => recorded?.points.has(source.outcomePoint + side) ?? false);
    return { ...common, kind: 'too-large', wasTrue: wasTrue === true, wasFalse: wasFalse === true, conditions: [], impossibleCount: 0 };
  }
  const coverage = decisionCoverage(source.tree, vectors, 'short-circuit');
  const isSelection = source.nature === 'value' || (source.otherValuePoint >= 0 && (recorded?.points.has(source.otherValuePoint) ?? false));
  const impossibleCount = coverage.impossible.length;
  const { wasTrue, wasFalse } = coverage;
  if (isSelection) return { ...common, kind: 'selection', wasTrue, wasFalse, conditions: [], impossibleCount };
  return { ...common, kind: 'decision', wasTrue, wasFalse, conditions: conditionResults(source, vectors, coverage), impossibleCount };
}

function vectorsOf(source: DecisionSource, index: number, recorded: RecordedFile | undefined): readonly SeenVector[] {
  const { outcomePoint, conditions, tree } = source;
  if (recorded === undefined || conditions.length === 0) return [];
  if (outcomePoint >= 0) {
    if (conditions.length > 1) return [];
    return [true, false].flatMap((outcome) => {
      const cases = recorded.points.get(outcomePoint + (outcome ? 0 : 1));
      return cases === undefined ? [] : [{ values: outcome === isNegated(tree) ? 'F' : 'T', outcome, cases: sorted(cases) }];
    });
  }
  const found: SeenVector[] = [];
  for (const [text, cases] of recorded.vectors.get(index) ?? []) {
    const vector = vectorFrom(text, conditions.length);
    if (vector !== undefined) found.push({ ...vector, cases: sorted(cases) });
  }
  return found.sort((a, b) => (a.values < b.values ? -1 : a.values > b.values ? 1 : Number(a.outcome) - Number(b.outcome)));
}

function isNegated(tree: DecisionTree): boolean {
  return tree.kind === 'not' && !isNegated(tree.operand);
}

function conditionResults(source: DecisionSource, vectors: readonly SeenVector[], coverage: DecisionCoverage): readonly ConditionResult[] {
  const names = source.conditions.map(({ text }) => text);
  return coverage.conditions.map(({ masking, uniqueCause }, condition) => {
    const text = names[condition] ?? '';
    if (masking !== undefined) return { text, masking, uniqueCause, closing: undefined };
    const seen = vectors
      .filter((vector, place) => !coverage.impossible.includes(place) && decides(source.tree, vector, condition))
      .slice(0, 8);
    const gap = { tree: source.tree, condition, evaluation: 'short-circuit', seen } as const;
    const coupled = closingVectors({ ...gap, names });
    const closing =
      coupled.kind === 'vectors' || source.isPure ? coupled : closingVectors({ ...gap, names: names.map((_, index) => `${index}`) });
    return { text, masking, uniqueCause, closing };
  });
}

function decides(tree: DecisionTree, vector: ObservedVector, condition: number): boolean {
  const one = decisionCoverage(tree, [vector], 'short-circuit').conditions[condition];
  return one !== undefined && (one.decidedTrue || one.decidedFalse);
}

function sorted(cases: ReadonlySet<string> | undefined): readonly string[] {
  return [...(cases ?? [])].sort();
}

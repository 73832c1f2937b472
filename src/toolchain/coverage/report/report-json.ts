import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import type { Closing } from '../analysis/closing-vectors.js';
import type { IndependencePair } from '../analysis/independence.js';
import type { Measures } from './coverage-summary.js';
import type { DecisionResult, FileCoverage } from './file-coverage.js';
import type { CoverageReport } from './report-text.js';

/**
 * The report as JSON: measures, gaps, and for each decision its vectors with their test cases and requirements, and for each condition
 * the two runs that show it, or the vectors that would.
 * @param requirementsOf requirements that a test case verifies
 * @implements LLR-COV-016
 */
export function reportJson(
  report: CoverageReport,
  coverages: readonly FileCoverage[],
  requirementsOf: (testCase: string) => readonly string[],
): string {
  const { level, files, total, gaps, errorCount, basis = 'syntax' } = report;
  const verdict = errorCount === 0 && gaps.length === 0 && files.length > 0 ? 'covered' : 'not-covered';
  return prettyJson({
    schema: 'urn:ampel:coverage:v1',
    level,
    verdict,
    basis,
    total: measuresJson(total),
    files: coverages.map((coverage, place) => fileJson(coverage, files[place] ?? total, requirementsOf)),
    gaps: gaps.map((gap) => ({ ...gap })),
  });
}

function measuresJson({ statements, entriesAndExits, decisions, masking, uniqueCause }: Measures): Json {
  return {
    statements: { ...statements },
    entriesAndExits: { ...entriesAndExits },
    decisions: { ...decisions },
    masking: { ...masking },
    uniqueCause: { ...uniqueCause },
  };
}

function fileJson(coverage: FileCoverage, measures: Measures, requirementsOf: (testCase: string) => readonly string[]): Json {
  const { path, digest, points, decisions, unmeasured } = coverage;
  return {
    path,
    digest,
    measures: measuresJson(measures),
    unmeasured: unmeasured.map((one) => ({ ...one })),
    points: points.map(({ kind, what, line, column, cases }) => ({ kind, what, line, column, cases })),
    decisions: decisions.map((decision) => decisionJson(decision, requirementsOf)),
  };
}

function decisionJson(decision: DecisionResult, requirementsOf: (testCase: string) => readonly string[]): Json {
  const { source, kind, wasTrue, wasFalse, vectors, conditions, isOverfull } = decision;
  const run = (place: number): Json => {
    const { values = '', cases = [] } = vectors[place] ?? {};
    const requirements = [...new Set(cases.flatMap((id) => requirementsOf(id)))].sort();
    return { values, cases, requirements };
  };
  const pair = (found: IndependencePair | undefined): Json =>
    found === undefined ? null : { whenTrue: run(found.whenTrue), whenFalse: run(found.whenFalse) };
  return {
    line: source.line,
    column: source.column,
    text: source.text,
    what: source.what,
    kind,
    wasTrue,
    wasFalse,
    isOverfull,
    vectors: vectors.map(({ values, outcome, cases }) => ({ values, outcome, cases })),
    conditions: conditions.map(({ text, masking, uniqueCause, closing }) => ({
      text,
      masking: pair(masking),
      uniqueCause: pair(uniqueCause),
      ...(closing === undefined ? {} : { closing: closingJson(closing) }),
    })),
  };
}

function closingJson(closing: Closing): Json {
  return closing.kind === 'vectors' ? { kind: closing.kind, vectors: closing.vectors.map((one) => ({ ...one })) } : { kind: closing.kind };
}

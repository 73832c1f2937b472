import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { EvidenceRecord } from '../../evidence/record.js';
import type { CodeUnit } from '../../trace/model.js';
import type { Compiler } from '../instrument/boolean-syntax.js';
import { measuresOf, totalOf } from '../report/coverage-summary.js';
import type { FileCoverage } from '../report/file-coverage.js';
import { countedCoverage } from '../report/project-coverage.js';
import type { CoverageScope, MeasuredComponent } from './components.js';
import { type CountedCases, countedCases } from './counted-cases.js';
import type { CoverageRun } from './coverage-run.js';
import { type PlacedJustification, type WeighedGap, weighedGaps } from './justifications.js';
import { locatedGaps } from './located-gaps.js';
import type { ComponentOutcome, CoverageFinding, CoverageOutcome, RecordedGap } from './outcome.js';

/** What the analysis is made from. */
export interface CoverageInput {
  readonly compiler: Compiler;
  readonly scope: CoverageScope;
  readonly run: Pick<CoverageRun, 'measured' | 'missing'>;
  /** Texts of the source files by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Coverage data by the name of its product. */
  readonly data: ReadonlyMap<string, string>;
  readonly justifications: readonly PlacedJustification[];
  readonly unitsOf: (path: string) => readonly CodeUnit[];
  readonly isCase: (id: string) => boolean;
}

/** The analysis with what pages show beside the outcome. */
export interface AnalysedCoverage {
  readonly outcome: CoverageOutcome;
  readonly files: readonly FileCoverage[];
  readonly weighed: ReadonlyMap<string, readonly WeighedGap[]>;
  readonly cases: CountedCases;
}

/** Test cases that a record names for one gap. */
const casesNamed = 5;

/**
 * Coverage of the components by test cases that count, with each gap and its justification. What makes the measurement incomplete is a
 * finding of the outcome.
 * @implements LLR-COV-047
 */
export function analysedCoverage(input: CoverageInput): AnalysedCoverage {
  const { compiler, scope, run, sources, data, unitsOf } = input;
  const cases = countedCases(run.measured.map(({ held }) => held.record));
  const { isLiteral } = scope.sources;
  const { value, diagnostics } = countedCoverage(compiler, sources, data, { isLiteral, isCounted: cases.isCounted });
  const part = (files: readonly FileCoverage[], { paths }: MeasuredComponent): readonly FileCoverage[] =>
    files.filter(({ path }) => paths.includes(path));
  const gaps = scope.components.map((component) => {
    const counted = part(value.counted, component);
    return locatedGaps(counted, value.all === value.counted ? counted : part(value.all, component), component.level, unitsOf);
  });
  const weighed = weighedGaps(gaps.flat(), input.justifications, { codeIn: codeIn(value.all, unitsOf), isCase: input.isCase });
  const byPath = new Map<string, WeighedGap[]>();
  for (const one of weighed.gaps) byPath.set(one.gap.path, [...(byPath.get(one.gap.path) ?? []), one]);
  const components = scope.components.map((component) => componentOutcome(component, part(value.counted, component), byPath));
  const findings = [...run.missing.map(notMeasured), ...noCases(cases), ...diagnostics, ...weighed.diagnostics].map(findingOf);
  return { outcome: { components, findings, countedCasesCount: cases.requirementsOf.size }, files: value.counted, weighed: byPath, cases };
}

function codeIn(files: readonly FileCoverage[], unitsOf: CoverageInput['unitsOf']): (path: string) => ReadonlySet<string> {
  const digests = new Map(files.map(({ path, digest }) => [path, digest]));
  return (path) => new Set([...unitsOf(path).map(({ fingerprint }) => fingerprint), digests.get(path) ?? '']);
}

function componentOutcome(
  { name, level, paths }: MeasuredComponent,
  coverages: readonly FileCoverage[],
  byPath: ReadonlyMap<string, readonly WeighedGap[]>,
): ComponentOutcome {
  const files = coverages.map((file) => ({ path: file.path, digest: file.digest, ...measuresOf(file) }));
  const own = paths.flatMap((path) => byPath.get(path) ?? []);
  const open = own.filter(({ shortcoming }) => shortcoming !== '').map(recordedGap);
  const resolved = own.filter(({ shortcoming }) => shortcoming === '').map(recordedGap);
  return { name, level, measures: totalOf(files), files, open, resolved, outsideCasesCount: outsideCases(coverages) };
}

function recordedGap({ gap, justification, shortcoming }: WeighedGap): RecordedGap {
  const { path, line, column, what, remedy, unit, requirements, cases, uncountedCases, fingerprint } = gap;
  const named = { cases: cases.slice(0, casesNamed), casesCount: cases.length, uncountedCases: uncountedCases.slice(0, casesNamed) };
  return {
    path,
    line,
    column,
    what,
    remedy,
    unit,
    requirements,
    ...named,
    fingerprint,
    class: justification?.class ?? 'unclassified',
    shortcoming,
  };
}

function outsideCases(files: readonly FileCoverage[]): number {
  const isOutside = (cases: readonly string[]): boolean => cases.length === 1 && cases[0] === '';
  const points = files.flatMap((file) => file.points).filter(({ cases }) => isOutside(cases));
  const vectors = files.flatMap((file) => file.decisions.flatMap((decision) => decision.vectors)).filter(({ cases }) => isOutside(cases));
  return points.length + vectors.length;
}

function notMeasured({ procedure, subject }: CoverageRun['missing'][number]): Diagnostic {
  return {
    code: 'COV-203',
    severity: 'error',
    message: `${subject} of procedure ${procedure.id} has no current coverage data`,
    place: { path: subject, line: 1, column: 1 },
    why: 'what its test cases reach is not known, so that coverage is shown lower than it is, or the run was not measured',
    fix: 'run ampel certify',
  };
}

function noCases({ requirementsOf }: CountedCases): readonly Diagnostic[] {
  if (requirementsOf.size > 0) return [];
  const message = 'no test case that passed verifies a requirement';
  const place = { path: 'ampel.config.yaml', line: 1, column: 1 };
  const why = 'coverage counts only where it comes from requirement-based tests';
  return [{ code: 'COV-203', severity: 'error', message, place, why, fix: 'let test cases name what they verify, and run ampel certify' }];
}

function findingOf({ code, severity, message, place, why, fix }: Diagnostic): CoverageFinding {
  return {
    code,
    severity: severity === 'warning' ? 'warning' : 'error',
    message,
    path: place?.path ?? '',
    line: place?.line ?? 1,
    why,
    fix,
  };
}

/**
 * The record of an analysis: an in-toto statement about the measured sources.
 * @implements LLR-COV-047
 */
export function coverageRecord(
  { run }: CoverageRun,
  outcome: CoverageOutcome,
  by: { readonly toolVersion: string; readonly environment: Readonly<Record<string, string>> },
): EvidenceRecord {
  const open = outcome.components.reduce((sum, component) => sum + component.open.length, 0);
  const isComplete = outcome.findings.every(({ severity }) => severity !== 'error');
  const sources = outcome.components.flatMap(({ files }) => files.map(({ path, digest }) => ({ name: path, digest: { sha256: digest } })));
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: run.subject, digest: { sha256: run.inputsDigest } }, ...sources],
    predicateType: 'urn:ampel:predicate:structural-coverage:v1',
    predicate: {
      result: !isComplete || open > 0 ? 'FAILED' : 'PASSED',
      configuration: run.inputs,
      passedTests: [],
      warnedTests: [],
      failedTests: [],
      verdict: !isComplete ? 'unknown' : open > 0 ? 'fail' : 'pass',
      procedure: run.procedure.id,
      method: run.procedure.method,
      tool: { name: 'ampel', version: by.toolVersion },
      environment: by.environment,
      repeat: 'ampel coverage gaps',
      cases: [],
      requirements: [],
      findings: outcome.findings.map(({ code, message }) => `${code}: ${message}`),
      coverage: outcome,
    },
  };
}

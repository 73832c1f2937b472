import type { EvidenceRecord } from '../../evidence/record.js';
import type { FileMeasures, Measures, SoftwareLevel } from '../report/coverage-summary.js';

/** A gap as a record keeps it. `resolvedBy` names reviewer and class where a justification resolves it. */
export interface RecordedGap {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly remedy: string;
  readonly unit: string;
  readonly requirements: readonly string[];
  /** The first test cases that come near it, and how many there are. */
  readonly cases: readonly string[];
  readonly casesCount: number;
  readonly uncountedCases: readonly string[];
  readonly fingerprint: string;
  /** DO-178C class of the justification; `unclassified` without one. */
  readonly class: string;
  /** Why it is open; empty when it is resolved. */
  readonly shortcoming: string;
}

/** What a component of the software reaches at its level. */
export interface ComponentOutcome {
  readonly name: string;
  readonly level: SoftwareLevel;
  readonly measures: Measures;
  readonly files: readonly (FileMeasures & { readonly digest: string })[];
  readonly open: readonly RecordedGap[];
  readonly resolved: readonly RecordedGap[];
  /** Statements and outcomes that no counted test case reaches but the loading of the code or set-up outside of cases. */
  readonly outsideCasesCount: number;
}

/** Something that makes the measurement incomplete, or a justification that fits no gap. */
export interface CoverageFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: string;
  readonly line: number;
  readonly why: string;
  readonly fix: string;
}

/** The result of the coverage analysis. */
export interface CoverageOutcome {
  readonly components: readonly ComponentOutcome[];
  readonly findings: readonly CoverageFinding[];
  /** Test cases that count. */
  readonly countedCasesCount: number;
}

/**
 * Predicate type of records of structural coverage.
 * @implements LLR-COV-047
 */
export const coveragePredicateType = 'urn:ampel:predicate:structural-coverage:v1';

/**
 * The outcome that a record of structural coverage holds; undefined for other records and other versions.
 * @implements LLR-COV-047
 */
export function coverageOutcomeOf(record: EvidenceRecord): CoverageOutcome | undefined {
  const value = record.predicate.coverage;
  if (record.predicateType !== coveragePredicateType || !isObject(value)) return undefined;
  const { components, findings } = value;
  if (!Array.isArray(components) || !Array.isArray(findings)) return undefined;
  const isOutcome = (one: unknown): boolean =>
    isObject(one) && typeof one.name === 'string' && Array.isArray(one.open) && one.open.every(isGap) && Array.isArray(one.resolved);
  return components.every(isOutcome) && findings.every(isFinding) ? (value as unknown as CoverageOutcome) : undefined;
}

function isGap(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { path, line, column, what, remedy, requirements, shortcoming } = value;
  return (
    [path, what, remedy, shortcoming].every((one) => typeof one === 'string') &&
    typeof line === 'number' &&
    typeof column === 'number' &&
    Array.isArray(requirements)
  );
}

function isFinding(value: unknown): boolean {
  return isObject(value) && ['code', 'message', 'path', 'why', 'fix'].every((name) => typeof value[name] === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import { sha256 } from '../../kernel/digest.js';
import type { VerificationMethod } from '../requirements/model.js';

/** A named item and the digest of its bytes. */
export interface DigestedItem {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** A requirement and its fingerprint at the time of the run. */
export interface RequirementText {
  readonly id: string;
  readonly fingerprint: string;
}

/** What a run said of one test case, and the texts it ran against. */
export interface RecordedCase {
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'todo' | 'not-run';
  readonly message: string;
  readonly fingerprint: string;
  readonly verifies: readonly RequirementText[];
}

/** The predicate of a record: the fields of the public test-result predicate first, then ours. */
export interface EvidencePredicate {
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  readonly configuration: readonly DigestedItem[];
  readonly passedTests: readonly string[];
  readonly warnedTests: readonly string[];
  readonly failedTests: readonly string[];
  readonly verdict: 'pass' | 'fail' | 'unknown';
  readonly procedure: string;
  readonly method: VerificationMethod;
  readonly tool: { readonly name: string; readonly version: string };
  readonly environment: { readonly [name: string]: string };
  /** One command that repeats the work. */
  readonly repeat: string;
  readonly cases: readonly RecordedCase[];
  /** Requirements verified as a whole, by procedures without cases. */
  readonly requirements: readonly RequirementText[];
  readonly findings: readonly string[];
  /** Files that the work produced as part of the evidence, with their digests; absent in records of procedures without any. */
  readonly products?: readonly DigestedItem[];
  /** Records of structural coverage: what each component reaches, see the coverage module. */
  readonly coverage?: unknown;
}

/** One evidence record: an in-toto Statement v1. Source: in-toto attestation framework, Statement v1 and test-result v0.1. */
export interface EvidenceRecord {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly DigestedItem[];
  readonly predicateType: string;
  readonly predicate: EvidencePredicate;
}

/** A record, its id, and whether the inputs it was made from are still those of the project. */
export interface HeldRecord {
  readonly id: string;
  readonly record: EvidenceRecord;
  /** Empty when current; otherwise the inputs that changed since, in words. */
  readonly staleBecause: string;
  /** The file under version control that the record was read from; absent for records of procedures. */
  readonly reviewFile?: string;
}

/**
 * Predicate types: the public one for tests, ours for the other methods.
 * @implements LLR-EVD-001
 */
export const predicateTypeOf: Readonly<Record<VerificationMethod, string>> = {
  test: 'https://in-toto.io/attestation/test-result/v0.1',
  analysis: 'urn:ampel:predicate:analysis:v1',
  proof: 'urn:ampel:predicate:proof:v1',
  review: 'urn:ampel:predicate:review:v1',
};

/**
 * The text of a record as it is kept and handed over.
 * @implements LLR-EVD-001
 */
export function recordText(record: EvidenceRecord): string {
  return prettyJson(record as unknown as Json);
}

/**
 * The record's own name: SHA-256 of its text, which any checksum program confirms.
 * @implements LLR-EVD-001
 */
export function recordIdOf(record: EvidenceRecord): string {
  return sha256(recordText(record));
}

/**
 * Whether a value read from a file has the members of a record that the gate relies on.
 * @implements LLR-EVD-007
 */
export function isEvidenceRecord(value: unknown): value is EvidenceRecord {
  if (!isObject(value) || !Array.isArray(value.subject) || !isObject(value.predicate)) return false;
  const { configuration, cases, requirements, warnedTests, verdict, procedure, method, tool, environment, products } = value.predicate;
  return (
    value.subject.every(isDigestedItem) &&
    Array.isArray(configuration) &&
    configuration.every(isDigestedItem) &&
    Array.isArray(cases) &&
    cases.every(
      (entry) =>
        isObject(entry) &&
        ['id', 'outcome', 'message', 'fingerprint'].every((name) => typeof entry[name] === 'string') &&
        isTexts(entry.verifies),
    ) &&
    isTexts(requirements) &&
    (products === undefined || (Array.isArray(products) && products.every(isDigestedItem))) &&
    Array.isArray(warnedTests) &&
    warnedTests.every((name) => typeof name === 'string') &&
    [verdict, procedure, method].every((name) => typeof name === 'string') &&
    isObject(tool) &&
    isObject(environment)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isDigestedItem(value: unknown): boolean {
  return isObject(value) && typeof value.name === 'string' && isObject(value.digest) && typeof value.digest.sha256 === 'string';
}

function isTexts(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((entry) => isObject(entry) && typeof entry.id === 'string' && typeof entry.fingerprint === 'string')
  );
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';

/** Where a requirement stands: the five states of an objective, and `planned` for a later baseline. */
export type ItemStatus = 'met' | 'awaiting' | 'not-met' | 'planned' | 'unknown' | 'not-applicable';

/** What a person has said of a link; a link that nobody judged is `not-reviewed`. */
export type LinkReview = 'accepted' | 'suspect' | 'not-reviewed';

/** The last result of a test case. Only `passed` counts. */
export type CaseOutcome = 'passed' | 'failed' | 'skipped' | 'todo' | 'not-run' | 'stale';

/** One commit that changed a requirement. `date` is shown as it is given. */
export interface PageCommit {
  readonly commit: string;
  readonly date: string;
  readonly author: string;
  readonly subject: string;
}

/** A requirement of any level with its state. Paths are relative to the project root; lines count from 1. */
export interface PageRequirement {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly rationale: string;
  readonly safetyNote: string;
  readonly level: string;
  readonly module: string;
  readonly derived: boolean;
  readonly status: ItemStatus;
  readonly statusReason: string;
  readonly verification: readonly string[];
  readonly parents: readonly string[];
  readonly sources: readonly { readonly document: string; readonly lines: string }[];
  readonly path: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly fingerprint: string;
  readonly history: readonly PageCommit[];
}

/** A unit of code and the requirements its tag names. `excerpt` may be empty. */
export interface PageCodeUnit {
  readonly name: string;
  readonly kind: string;
  readonly language: string;
  readonly path: string;
  readonly line: number;
  readonly lastLine: number;
  readonly implements: readonly string[];
  readonly excerpt: string;
}

/**
 * A test case, the procedure it stands in (path and line), its last result and the evidence record that holds it (empty
 * when none does).
 */
export interface PageTestCase {
  readonly id: string;
  readonly intent: string;
  readonly kind: string;
  readonly path: string;
  readonly line: number;
  readonly verifies: readonly string[];
  readonly outcome: CaseOutcome;
  readonly outcomeReason: string;
  readonly record: string;
}

/**
 * Evidence other than a test case: a proof, an analysis, a review, a configuration item. `verdict` is shown as given:
 * pass, passed, accepted and green as met; fail, failed, rejected and red as not met; awaiting, planned and
 * not-applicable as themselves; any other word as unknown.
 */
export interface PageEvidence {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly verdict: string;
  readonly requirements: readonly string[];
  readonly path: string;
}

/**
 * The review state of one link. `from` is the lower end (child requirement id, code unit key, test case id, evidence
 * id), `to` the requirement above it. The key of a code unit is `codeUnitKey(unit)`.
 */
export interface PageLink {
  readonly from: string;
  readonly to: string;
  readonly kind: 'parent' | 'implements' | 'verifies' | 'evidence';
  readonly review: LinkReview;
  readonly reviewer: string;
}

/** Everything the trace page shows. The first of `levels` is the highest (system) level. */
export interface TracePageInput {
  readonly project: string;
  readonly commit: string;
  readonly commitDate: string;
  readonly verdict: 'green' | 'red' | 'unknown';
  readonly verdictReasons: readonly string[];
  readonly nextSteps: readonly string[];
  readonly levels: readonly { readonly name: string; readonly title: string }[];
  readonly modules: readonly { readonly code: string; readonly title: string }[];
  readonly requirements: readonly PageRequirement[];
  readonly codeUnits: readonly PageCodeUnit[];
  readonly testCases: readonly PageTestCase[];
  readonly evidence: readonly PageEvidence[];
  readonly links: readonly PageLink[];
  readonly findings: readonly Diagnostic[];
  readonly toolVersion: string;
}

/**
 * The name of a code unit in a link: `path#name`.
 * @implements LLR-VWR-005
 */
export function codeUnitKey(unit: { readonly path: string; readonly name: string }): string {
  return `${unit.path}#${unit.name}`;
}

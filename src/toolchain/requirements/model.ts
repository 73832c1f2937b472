import type { Place } from '../../kernel/diagnostic.js';

/** How a requirement is shown to hold. */
export type VerificationMethod = 'test' | 'analysis' | 'proof' | 'review';

/** `active` must have its evidence now; `planned` belongs to a later baseline and is counted, never green. */
export type RequirementStatus = 'active' | 'planned';

/** Where a requirement comes from: a document and a range of its lines (`12-40`; empty when the whole document). */
export interface SourceRange {
  readonly document: string;
  readonly lines: string;
}

/** A requirement of any level, from any format. Text fields are empty strings, lists empty, when the format has none. */
export interface Requirement {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly rationale: string;
  /** Name of one of the configured levels, such as `system`, `high-level`, `low-level`. */
  readonly level: string;
  /** Module code, such as `AFDX`. */
  readonly module: string;
  readonly parents: readonly string[];
  /** A derived requirement has no parent; it then carries a rationale and a safety note. */
  readonly derived: boolean;
  readonly safetyNote: string;
  readonly verification: readonly VerificationMethod[];
  readonly status: RequirementStatus;
  readonly sources: readonly SourceRange[];
  readonly place: Place;
  /** What a foreign format carried beyond these fields; sorted by key when written. */
  readonly attributes: Readonly<Record<string, string>>;
}

import type { TraceRule } from './rule.js';
import { caseThatVerifiesNothing } from './rules/case-that-verifies-nothing.js';
import { cycle } from './rules/cycle.js';
import { danglingLink } from './rules/dangling-link.js';
import { duplicateId } from './rules/duplicate-id.js';
import { failedCase } from './rules/failed-case.js';
import { incompleteDerivedRequirement } from './rules/incomplete-derived-requirement.js';
import { linkNotReviewed } from './rules/link-not-reviewed.js';
import { methodWithoutEvidence } from './rules/method-without-evidence.js';
import { missingParent } from './rules/missing-parent.js';
import { orphan } from './rules/orphan.js';
import { plannedParentOfActive } from './rules/planned-parent-of-active.js';
import { requirementWithoutCase } from './rules/requirement-without-case.js';
import { requirementWithoutCode } from './rules/requirement-without-code.js';
import { requirementWithoutPassingResult } from './rules/requirement-without-passing-result.js';
import { requirementWithoutRobustnessCase } from './rules/requirement-without-robustness-case.js';
import { resultOfOtherText } from './rules/result-of-other-text.js';
import { resultWithoutCase } from './rules/result-without-case.js';
import { skippedCase } from './rules/skipped-case.js';
import { sourceLineWithoutRequirement } from './rules/source-line-without-requirement.js';
import { staleEvidence } from './rules/stale-evidence.js';
import { suspectLink } from './rules/suspect-link.js';
import { tagToPlannedRequirement } from './rules/tag-to-planned-requirement.js';
import { tagToUnknownRequirement } from './rules/tag-to-unknown-requirement.js';
import { unitWithoutRequirement } from './rules/unit-without-requirement.js';
import { unrefined } from './rules/unrefined.js';
import { andOr } from './rules/wording-and-or.js';
import { noShall } from './rules/wording-no-shall.js';
import { openPointInText } from './rules/wording-open-point.js';
import { severalShall } from './rules/wording-several-shall.js';
import { unboundedWord } from './rules/wording-unbounded.js';
import { vagueWord } from './rules/wording-vague.js';
import { wrongLevel } from './rules/wrong-level.js';

/**
 * The rules of the trace, in the order of their codes.
 * @implements LLR-TRC-012
 */
export const traceRules: readonly TraceRule[] = [
  duplicateId,
  danglingLink,
  cycle,
  requirementWithoutCase,
  missingParent,
  orphan,
  unrefined,
  requirementWithoutCode,
  requirementWithoutRobustnessCase,
  requirementWithoutPassingResult,
  methodWithoutEvidence,
  tagToUnknownRequirement,
  tagToPlannedRequirement,
  caseThatVerifiesNothing,
  resultWithoutCase,
  unitWithoutRequirement,
  suspectLink,
  staleEvidence,
  wrongLevel,
  linkNotReviewed,
  incompleteDerivedRequirement,
  plannedParentOfActive,
  sourceLineWithoutRequirement,
  failedCase,
  skippedCase,
  resultOfOtherText,
  noShall,
  severalShall,
  andOr,
  openPointInText,
  vagueWord,
  unboundedWord,
];

import type { Diagnostic, Place, Severity } from '../../../kernel/diagnostic.js';

/** The parts of a finding that a reader or writer of this folder gives. */
export interface FindingParts {
  readonly code: string;
  readonly message: string;
  readonly place?: Place | undefined;
  readonly why: string;
  readonly fix: string;
  readonly severity?: Severity;
  readonly subjects?: readonly string[];
}

/**
 * A diagnostic from its parts; an error unless said otherwise.
 * @implements LLR-IMP-002
 */
export function findingOf(parts: FindingParts): Diagnostic {
  return { severity: 'error', ...parts };
}

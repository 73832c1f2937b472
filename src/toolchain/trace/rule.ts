import type { Diagnostic, Place, Severity } from '../../kernel/diagnostic.js';
import type { TraceGraph } from './graph.js';

/** What a rule says of one place; code, severity and reason come from the rule. */
export interface RuleFinding {
  readonly message: string;
  readonly place: Place | undefined;
  readonly fix: string;
  /** Ids it speaks of; the first is the one to mend, and the one an exception may name. */
  readonly subjects: readonly string[];
}

/** One rule of the trace: a stable code, its default severity, why it exists, and the check. */
export interface TraceRule {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly why: string;
  readonly check: (graph: TraceGraph, report: (finding: RuleFinding) => void) => void;
}

/**
 * A rule's finding as a diagnostic.
 * @implements LLR-TRC-012
 */
export function diagnosticOf(rule: TraceRule, finding: RuleFinding): Diagnostic {
  return {
    code: rule.code,
    severity: rule.severity,
    message: finding.message,
    place: finding.place,
    why: rule.why,
    fix: finding.fix,
    subjects: finding.subjects,
  };
}

import { compareDiagnostics, type Diagnostic, type Severity } from '../../kernel/diagnostic.js';
import { coverageFindings } from '../coverage/evidence/coverage-rules.js';
import type { ExceptionEntry } from '../project/config.generated.js';
import { configurationPlace, unreviewedOverThreshold, weakenedRules, weighedFinding } from './gate-settings.js';
import type { TraceGraph } from './graph.js';
import { diagnosticOf } from './rule.js';
import { traceRules } from './trace-rules.js';

/** A finding that an exception in force sets aside, with that exception. */
export interface ExceptedFinding {
  readonly finding: Diagnostic;
  readonly exception: ExceptionEntry;
}

/** The gate's answer. `green` only when no error is left and no threshold is passed. */
export interface GateResult {
  readonly verdict: 'green' | 'red';
  /** Sorted; those that an exception sets aside are not among them. */
  readonly findings: readonly Diagnostic[];
  readonly excepted: readonly ExceptedFinding[];
  readonly counts: Readonly<Record<Severity, number>>;
}

/**
 * Weighs a project: every rule of the trace, what its readers found, exceptions and thresholds.
 * @param readFindings what was wrong with the files themselves
 * @implements LLR-GAT-001
 */
export function gateOf(graph: TraceGraph, readFindings: readonly Diagnostic[]): GateResult {
  const all: Diagnostic[] = [...readFindings];
  for (const rule of traceRules) rule.check(graph, (finding) => all.push(diagnosticOf(rule, finding)));
  if (!graph.requirements.some((requirement) => requirement.status === 'active')) all.push(nothingWeighed);
  for (const finding of coverageFindings(graph)) all.push(finding);
  all.push(...weakenedRules(graph), ...unreviewedOverThreshold(graph));
  const weighed = all.flatMap((finding) => weighedFinding(finding, graph));
  const { findings, excepted } = applyExceptions(weighed, graph);
  const counts = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  const threshold = warningsOverThreshold(counts.warning, graph.config.gate?.warningsMaximum);
  if (threshold !== undefined) counts.error += 1;
  return {
    verdict: counts.error > 0 ? 'red' : 'green',
    findings: [...findings, ...(threshold === undefined ? [] : [threshold])].sort(compareDiagnostics),
    excepted,
    counts,
  };
}

/**
 * Sets aside findings named by an exception that has not expired. An exception that expired, or that no finding needs, is itself a finding.
 * @implements LLR-GAT-002
 */
function applyExceptions(
  weighed: readonly Diagnostic[],
  graph: TraceGraph,
): { readonly findings: Diagnostic[]; readonly excepted: ExceptedFinding[] } {
  const exceptions = graph.config.gate?.exceptions ?? [];
  const findings: Diagnostic[] = [];
  const excepted: ExceptedFinding[] = [];
  const used = new Set<ExceptionEntry>();
  for (const finding of weighed) {
    const exception = exceptions.find((entry) => entry.rule === finding.code && exceptionSubjectOf(finding) === entry.subject);
    if (exception !== undefined) used.add(exception);
    if (exception === undefined || exception.expires < graph.today) findings.push(finding);
    else excepted.push({ finding, exception });
  }
  for (const exception of exceptions) {
    if (exception.expires < graph.today) findings.push(expired(exception));
    else if (!used.has(exception)) findings.push(unused(exception));
  }
  return { findings, excepted };
}

/** An exception from a rule on results names the test case, so that it does not hide the next case of the same requirement. */
function exceptionSubjectOf(finding: Diagnostic): string | undefined {
  return resultRules.has(finding.code) ? finding.subjects?.[1] : finding.subjects?.[0];
}

const resultRules = new Set(['TRC-110', 'TRC-118', 'TRC-126', 'TRC-127', 'TRC-128']);

function expired(exception: ExceptionEntry): Diagnostic {
  return {
    code: 'GAT-101',
    severity: 'error',
    message: `the exception from ${exception.rule} for ${exception.subject} expired on ${exception.expires}`,
    place: configurationPlace,
    why: 'an exception is accepted until a day, and that day has passed',
    fix: `mend the finding, or let ${exception.owner} decide anew and record it`,
    subjects: [exception.subject],
  };
}

function unused(exception: ExceptionEntry): Diagnostic {
  return {
    code: 'GAT-102',
    severity: 'warning',
    message: `the exception from ${exception.rule} for ${exception.subject} sets nothing aside`,
    place: configurationPlace,
    why: 'an exception left behind would hide the next finding of its kind',
    fix: 'remove it from gate.exceptions',
    subjects: [exception.subject],
  };
}

const nothingWeighed: Diagnostic = {
  code: 'GAT-104',
  severity: 'error',
  message: 'no requirement is active',
  place: configurationPlace,
  why: 'a gate that weighs nothing would be green without evidence',
  fix: 'set the status of the requirements that hold in this baseline to active',
};

function warningsOverThreshold(count: number, maximum: number | undefined): Diagnostic | undefined {
  if (maximum === undefined || count <= maximum) return undefined;
  return {
    code: 'GAT-103',
    severity: 'error',
    message: `${count} warnings, and gate.warningsMaximum is ${maximum}`,
    place: configurationPlace,
    why: 'warnings that nobody counts grow',
    fix: 'mend warnings until the threshold holds',
  };
}

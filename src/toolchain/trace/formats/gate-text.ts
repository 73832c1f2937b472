import { type Diagnostic, formatDiagnostic, printableText } from '../../../kernel/diagnostic.js';
import type { GateResult } from '../gate.js';

/**
 * Columns of terminal output, so that a line is never broken by a terminal of usual width.
 * @implements LLR-GAT-003
 */
export const textColumns = 100;

/** What a person wants to see. `all` lists each finding where a rule has many. */
export interface GateTextOptions {
  readonly project: string;
  readonly notes: boolean;
  readonly all?: boolean;
  /** Where the components of structural coverage stand, a line for each. */
  readonly coverage?: readonly string[];
}

/** Findings of one rule that are listed before the rest is counted. */
const findingsOfOneRuleMaximum = 20;

/**
 * The gate's answer for a person at a terminal, without colour: findings, exceptions in force, what to do first, the verdict last.
 * Notes are counted, and listed only when asked for.
 * @implements LLR-GAT-003
 */
export function gateText(result: GateResult, options: GateTextOptions): string {
  const lines: string[] = [];
  const shown = new Map<string, number>();
  for (const finding of result.findings) {
    if (finding.severity === 'note' && !options.notes) continue;
    const count = (shown.get(finding.code) ?? 0) + 1;
    shown.set(finding.code, count);
    if (count <= findingsOfOneRuleMaximum || options.all === true) lines.push(wrapped(finding), '');
  }
  const left = [...shown].filter(([, count]) => count > findingsOfOneRuleMaximum && options.all !== true);
  if (left.length > 0) {
    const parts = left.map(([code, count]) => `${count - findingsOfOneRuleMaximum} of ${code}`);
    lines.push(`… and ${parts.join(', ')} more; --all lists each, --json holds each`, '');
  }
  for (const { finding, exception } of result.excepted) {
    const { expires, owner, reason } = exception;
    lines.push(
      printableText(`exception until ${expires} (${owner}): ${finding.code} ${finding.message}`),
      printableText(`  reason: ${reason}`),
      '',
    );
  }
  if (options.coverage !== undefined && options.coverage.length > 0)
    lines.push('structural coverage', ...options.coverage.map((line) => wrapLine(`  ${printableText(line)}`)), '');
  const byCode = codesByCount(result.findings.filter((finding) => finding.severity === 'error'));
  if (byCode.length > 1) lines.push(`errors by rule: ${byCode.map(([code, count]) => `${code} × ${count}`).join(', ')}`);
  const { error, warning, note } = result.counts;
  lines.push(
    `${printableText(options.project)}: ${counted(error, 'error')}, ${counted(warning, 'warning')}, ${counted(note, 'note')}, ${counted(result.excepted.length, 'exception')} in force`,
  );
  lines.push(result.verdict === 'green' ? '✓ gate is GREEN' : '✗ gate is RED');
  return `${lines.join('\n')}\n`;
}

/**
 * Error counts by rule code, most frequent first.
 * @implements LLR-GAT-003
 */
export function codesByCount(findings: readonly Diagnostic[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/**
 * `1 error`, `2 errors`.
 * @implements LLR-GAT-003
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function wrapped(finding: Diagnostic): string {
  return formatDiagnostic(finding)
    .split('\n')
    .map((line) => wrapLine(line))
    .join('\n');
}

/**
 * Breaks a line at spaces before the last column; continuation lines are indented by seven.
 * @implements LLR-GAT-003
 */
export function wrapLine(line: string): string {
  if (line.length <= textColumns) return line;
  const parts: string[] = [];
  let rest = line;
  while (rest.length > textColumns) {
    const at = rest.lastIndexOf(' ', textColumns);
    if (at <= 7) break;
    parts.push(rest.slice(0, at));
    rest = `       ${rest.slice(at + 1)}`;
  }
  return [...parts, rest].join('\n');
}

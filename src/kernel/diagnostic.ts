/**
 * One form for everything the toolchain has to say about an input: a stable code, the place, the reason, the remedy.
 */

/** A place in a project file. Path is relative to the project root with forward slashes; line and column count from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** `error` turns the gate red; `warning` is counted against a threshold; `note` informs. */
export type Severity = 'error' | 'warning' | 'note';

/** One finding. `subjects` are the ids it speaks of, the first being the one to mend. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place?: Place | undefined;
  readonly why: string;
  readonly fix: string;
  readonly subjects?: readonly string[];
}

const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/**
 * Compares two strings by code unit, so that order does not depend on the locale.
 * @implements LLR-KRN-002
 */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Total order of findings: severity, path, line, column, code, message.
 * @implements LLR-KRN-002
 */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    severityRank[a.severity] - severityRank[b.severity] ||
    compareText(a.place?.path ?? '', b.place?.path ?? '') ||
    (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/**
 * The text form for a terminal without colour; see the architecture page, section Diagnostics. Further lines of a message are
 * indented, and control characters are shown as escapes, so that text of a project can neither forge a line nor steer the terminal.
 * @implements LLR-KRN-005
 */
export function formatDiagnostic(finding: Diagnostic): string {
  const lines = [`${finding.severity} ${finding.code}: ${printableText(finding.message)}`];
  if (finding.place !== undefined) lines.push(`  --> ${printableText(formatPlace(finding.place))}`);
  lines.push(`  why: ${printableText(finding.why)}`, `  fix: ${printableText(finding.fix)}`);
  return lines.join('\n');
}

/**
 * `path:line:column`, the form editors and terminals turn into a link.
 * @implements LLR-KRN-005
 */
export function formatPlace(place: Place): string {
  return `${place.path}:${place.line}:${place.column}`;
}

/** Control characters, and those that change the direction of what follows; a line feed is kept and its line indented. */
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Text of a project made safe for a terminal: further lines indented by seven columns, control characters as escapes.
 * @implements LLR-KRN-005
 */
export function printableText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .replace(/\n(?! {7})/g, '\n       ')
    .replace(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

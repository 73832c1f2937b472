import type { GateResult } from '../gate.js';
import { codesByCount, counted } from './gate-text.js';

/** Findings listed in a summary; the rest is counted. */
const rowsMaximum = 50;

/**
 * The gate's answer as Markdown for the summary page of a build.
 * @implements LLR-GAT-007
 */
export function gateMarkdown(result: GateResult, project: string): string {
  const { error, warning, note } = result.counts;
  const lines = [
    `## ${result.verdict === 'green' ? '✓ Gate green' : '✗ Gate red'} — ${cell(project)}`,
    '',
    `${counted(error, 'error')}, ${counted(warning, 'warning')}, ${counted(note, 'note')}, ${counted(result.excepted.length, 'exception')} in force.`,
    '',
  ];
  const shown = result.findings.filter((finding) => finding.severity !== 'note');
  const byCode = codesByCount(shown);
  if (byCode.length > 0) lines.push('| Rule | Findings |', '|---|---:|', ...byCode.map(([code, count]) => `| ${code} | ${count} |`), '');
  if (shown.length > 0) {
    lines.push('| | Rule | Finding | Place | Fix |', '|---|---|---|---|---|');
    for (const finding of shown.slice(0, rowsMaximum)) {
      const place = finding.place === undefined ? '' : codeSpan(`${finding.place.path}:${finding.place.line}`);
      lines.push(
        `| ${finding.severity === 'error' ? '✗ error' : '! warning'} | ${finding.code} | ${cell(finding.message)} | ${place} | ${cell(finding.fix)} |`,
      );
    }
    if (shown.length > rowsMaximum) lines.push('', `… and ${shown.length - rowsMaximum} more.`);
    lines.push('');
  }
  if (result.excepted.length > 0) {
    lines.push('| Exception | Until | Owner | Reason |', '|---|---|---|---|');
    for (const { exception } of result.excepted)
      lines.push(
        `| ${exception.rule} ${cell(exception.subject)} | ${exception.expires} | ${cell(exception.owner)} | ${cell(exception.reason)} |`,
      );
    lines.push('');
  }
  return lines.join('\n');
}

/** Text in a code span of a table, where a backslash escapes nothing but the bar. */
function codeSpan(text: string): string {
  return `\`${text.replace(/[\s`]+/g, ' ').replaceAll('|', '\\|')}\``;
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\|`<>[\]*_]/g, (mark) => `\\${mark}`);
}

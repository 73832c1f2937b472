import { formatPlace } from '../../../kernel/diagnostic.js';
import { escapedText, xmlCharacters } from '../../requirements/exchange/xml-text.js';
import type { GateResult } from '../gate.js';
import { traceRules } from '../trace-rules.js';

/**
 * The gate's answer as JUnit XML: one test case a rule, failed with all its errors; warnings go to its output.
 * @implements LLR-GAT-006
 */
export function gateJunit(result: GateResult, project: string): string {
  const names = new Map(traceRules.map((rule) => [rule.code, rule.name]));
  for (const finding of result.findings) if (!names.has(finding.code)) names.set(finding.code, finding.code);
  const codes = [...names.keys()].sort();
  let failures = 0;
  const cases = codes.map((code) => {
    const own = result.findings.filter((finding) => finding.code === code);
    const errors = own.filter((finding) => finding.severity === 'error');
    if (errors.length > 0) failures += 1;
    const name = xmlText(`${code} ${names.get(code) ?? ''}`);
    if (own.length === 0) return `    <testcase classname="ampel.gate" name="${name}"/>`;
    const text = own
      .map(
        (finding) =>
          `${finding.message}${finding.place === undefined ? '' : `\n  at ${formatPlace(finding.place)}`}\n  fix: ${finding.fix}`,
      )
      .join('\n');
    const body =
      errors.length > 0
        ? `<failure message="${xmlText(`${errors.length} finding(s)`)}">${xmlText(text)}</failure>`
        : `<system-out>${xmlText(text)}</system-out>`;
    return `    <testcase classname="ampel.gate" name="${name}">${body}</testcase>`;
  });
  const counts = `tests="${codes.length}" failures="${failures}" errors="0" skipped="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ampel gate" ${counts}>`,
    `  <testsuite name="${xmlText(project)}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/**
 * Text safe in an XML 1.0 element or attribute; characters that XML cannot carry become U+FFFD.
 * @implements LLR-GAT-006
 */
export function xmlText(text: string): string {
  return escapedText(xmlCharacters(text)).replaceAll('"', '&quot;');
}

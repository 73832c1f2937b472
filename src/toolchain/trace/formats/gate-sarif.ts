import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import type { Diagnostic, Severity } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import type { GateResult } from '../gate.js';
import { traceRules } from '../trace-rules.js';

const levelOf: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'note' };

/**
 * The gate's answer as SARIF, which code hosts show beside the line. Findings set aside are carried as suppressed.
 * Source: OASIS SARIF 2.1.0, sections 3.13 to 3.35.
 * @implements LLR-GAT-005
 */
export function gateSarif(result: GateResult, toolVersion: string): string {
  const findings = [...result.findings, ...result.excepted.map((entry) => entry.finding)];
  const ruleOf = new Map<string, { readonly name: string; readonly why: string }>();
  for (const finding of findings) if (!ruleOf.has(finding.code)) ruleOf.set(finding.code, { name: finding.code, why: finding.why });
  for (const rule of traceRules) ruleOf.set(rule.code, { name: rule.name, why: rule.why });
  const codes = [...ruleOf.keys()].sort();
  const rules = codes.map((code) => {
    const rule = ruleOf.get(code);
    return {
      id: code,
      name: pascalCase(rule?.name ?? code),
      shortDescription: { text: rule?.name ?? code },
      fullDescription: { text: rule?.why ?? code },
    };
  });
  const results = [
    ...result.findings.map((finding) => resultOf(finding, codes)),
    ...result.excepted.map(({ finding, exception }) => ({
      ...resultOf(finding, codes),
      suppressions: [
        { kind: 'external', status: 'accepted', justification: `${exception.reason} (${exception.owner}, until ${exception.expires})` },
      ],
    })),
  ];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'ampel', semanticVersion: toolVersion, rules } }, columnKind: 'utf16CodeUnits', results }],
  };
  return prettyJson(log as unknown as Json);
}

function resultOf(finding: Diagnostic, codes: readonly string[]): { readonly [key: string]: Json } {
  const { place } = finding;
  const locations =
    place === undefined
      ? []
      : [
          {
            physicalLocation: {
              artifactLocation: { uri: uriOf(place.path), uriBaseId: '%SRCROOT%' },
              region: { startLine: place.line, startColumn: place.column },
            },
          },
        ];
  return {
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: levelOf[finding.severity],
    message: { text: `${finding.message}. Why: ${finding.why}. Fix: ${finding.fix}.` },
    locations,
    partialFingerprints: {
      'ampelFinding/v1': sha256(`${finding.code}\u0000${(finding.subjects ?? []).join('\u0000')}\u0000${finding.message}`),
    },
  };
}

/** A relative URI reference for a path; half surrogates, which UTF-8 cannot carry, become U+FFFD. */
function uriOf(path: string): string {
  return path.replace(halfSurrogate, '\ufffd').split('/').map(encodeURIComponent).join('/');
}

const halfSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function pascalCase(name: string): string {
  return name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

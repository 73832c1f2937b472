import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { TraceGraph } from './graph.js';
import { linkStateOf, linksOf } from './reviewed-links.js';
import { traceRules } from './trace-rules.js';

/**
 * Where findings on the configuration point to.
 * @implements LLR-GAT-009
 */
export const configurationPlace = { path: 'ampel.config.yaml', line: 1, column: 1 };

/** Only rules of the trace may be given another severity: what cannot be read cannot be weighed. */
const weighable: ReadonlySet<string> = new Set(traceRules.map((rule) => rule.code));

const rank = { off: 0, note: 1, warning: 2, error: 3 } as const;

/**
 * Names each rule that the configuration makes weaker, so that a green verdict shows it, and refuses codes that are no rule.
 * @implements LLR-GAT-009
 */
export function weakenedRules(graph: TraceGraph): readonly Diagnostic[] {
  return Object.entries(graph.config.gate?.severities ?? {}).flatMap(([code, severity]): readonly Diagnostic[] => {
    const rule = traceRules.find((entry) => entry.code === code);
    if (rule === undefined) {
      const message = `gate.severities names ${code}, which is no rule of the trace`;
      const why = 'only the weight of trace rules can be set; what the readers find is always an error or warning as it is';
      return [
        {
          code: 'GAT-106',
          severity: 'error',
          message,
          place: configurationPlace,
          why,
          fix: 'correct the code, or remove it',
          subjects: [code],
        },
      ];
    }
    if (severity === undefined || rank[severity] >= rank[rule.severity]) return [];
    const message = `rule ${code} (${rule.name}) is ${severity === 'off' ? 'switched off' : `weakened to ${severity}`} by the configuration`;
    const why = 'a green verdict under weaker rules says less, and its reader has to know';
    return [
      {
        code: 'GAT-105',
        severity: 'note',
        message,
        place: configurationPlace,
        why,
        fix: 'remove it from gate.severities when the project can meet the rule',
        subjects: [code],
      },
    ];
  });
}

/**
 * A finding when more links are unreviewed than the configuration accepts.
 * @implements LLR-GAT-010
 */
export function unreviewedOverThreshold(graph: TraceGraph): readonly Diagnostic[] {
  const maximum = graph.config.gate?.unreviewedLinksMaximum;
  if (maximum === undefined) return [];
  const stateOf = linkStateOf(graph.reviewed);
  const open = linksOf(graph).filter((link) => stateOf(link).state === 'not-reviewed');
  if (open.length <= maximum) return [];
  return [
    {
      code: 'GAT-107',
      severity: 'error',
      message: `${open.length} links were never reviewed, and gate.unreviewedLinksMaximum is ${maximum}; the first is ${open[0]?.from} → ${open[0]?.to}`,
      place: open[0]?.place,
      why: 'a link that nobody has read is a claim',
      fix: 'read both ends of each (ampel review lists them), then run: ampel review ID --by NAME --why REASON',
      subjects: ['gate.unreviewedLinksMaximum'],
    },
  ];
}

/**
 * A finding with the severity that the configuration gives its rule; none when the rule is switched off.
 * @implements LLR-GAT-009
 */
export function weighedFinding(finding: Diagnostic, graph: TraceGraph): readonly Diagnostic[] {
  const severity = weighable.has(finding.code) ? (graph.config.gate?.severities?.[finding.code] ?? finding.severity) : finding.severity;
  return severity === 'off' ? [] : severity === finding.severity ? [finding] : [{ ...finding, severity }];
}

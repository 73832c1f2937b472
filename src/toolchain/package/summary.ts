import type { LoadedProject } from '../project/load-project.js';
import { counted } from '../trace/formats/gate-text.js';
import type { GateResult } from '../trace/gate.js';
import type { CaseStanding } from '../trace/graph.js';
import { linkStateOf, linksOf } from '../trace/reviewed-links.js';
import type { Standing } from '../trace/standing.js';

/** The figures of a verdict, each counted from the trace and the records. */
export interface VerificationSummary {
  readonly cases: Readonly<Record<CaseStanding['state'] | 'all', number>>;
  readonly requirements: Readonly<Record<'met' | 'awaiting' | 'not-met' | 'planned' | 'all', number>>;
  readonly links: Readonly<Record<'accepted' | 'suspect' | 'not-reviewed' | 'all', number>>;
  readonly records: number;
}

/**
 * Counts cases, requirements and links by where they stand.
 * @implements LLR-PKG-002
 */
export function summaryOf(project: LoadedProject, standings: ReadonlyMap<string, Standing>): VerificationSummary {
  const { graph } = project;
  const cases = { passed: 0, failed: 0, skipped: 0, todo: 0, 'not-run': 0, stale: 0, 'other-text': 0, all: graph.cases.length };
  for (const testCase of graph.cases) cases[graph.standingOf(testCase).state] += 1;
  const requirements = { met: 0, awaiting: 0, 'not-met': 0, planned: 0, all: standings.size };
  for (const standing of standings.values()) requirements[standing.state] += 1;
  const present = linksOf(graph);
  const stateOf = linkStateOf(graph.reviewed);
  const links = { accepted: 0, suspect: 0, 'not-reviewed': 0, all: present.length };
  for (const link of present) links[stateOf(link).state] += 1;
  return { cases, requirements, links, records: graph.records.length };
}

/**
 * Why the verdict is what it is, in sentences for a person.
 * @implements LLR-PKG-003
 */
export function verdictReasons(gate: GateResult, summary: VerificationSummary): readonly string[] {
  const { cases, requirements, links } = summary;
  const failing = cases.all - cases.passed;
  const weakened = gate.findings.filter((finding) => finding.code === 'GAT-105').length;
  return [
    gate.verdict === 'green'
      ? 'Each active requirement has the evidence that it asks for.'
      : `${counted(gate.counts.error, 'finding')} ${gate.counts.error === 1 ? 'keeps' : 'keep'} the gate red.`,
    `${cases.passed} of ${cases.all} test cases passed${failing === 0 ? '' : `; ${failing} did not`}.`,
    `${requirements.met} of ${requirements.all} requirements are met, ${requirements.awaiting} await a person, ${requirements['not-met']} are not met, ${requirements.planned} are planned for later baselines.`,
    `${links.accepted} of ${links.all} trace links were accepted by a person, ${links.suspect} are suspect, ${links['not-reviewed']} were not reviewed yet.`,
    ...(weakened === 0 ? [] : [`${counted(weakened, 'rule')} weakened by the configuration: see the notes GAT-105.`]),
    ...(gate.excepted.length === 0 ? [] : [`${counted(gate.excepted.length, 'finding')} set aside by exceptions in force.`]),
  ];
}

/**
 * What to do next, most useful first; three at most.
 * @implements LLR-PKG-003
 */
export function nextSteps(gate: GateResult, summary: VerificationSummary): readonly string[] {
  const steps: string[] = [];
  const counts = new Map<string, { count: number; fix: string; message: string }>();
  for (const finding of gate.findings) {
    if (finding.severity !== 'error') continue;
    const entry = counts.get(finding.code);
    if (entry === undefined) counts.set(finding.code, { count: 1, fix: finding.fix, message: finding.message });
    else entry.count += 1;
  }
  const worst = [...counts].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1));
  for (const [code, entry] of worst.slice(0, 3)) steps.push(`${code} (${entry.count}): ${entry.message}. ${sentence(entry.fix)}`);
  if (steps.length < 3 && summary.links.suspect > 0) steps.push(`Review ${summary.links.suspect} suspect links: ampel review.`);
  if (steps.length < 3 && summary.links['not-reviewed'] > 0)
    steps.push(`Have a person review ${summary.links['not-reviewed']} trace links: ampel review.`);
  if (steps.length < 3 && summary.requirements.planned > 0)
    steps.push(`Develop the ${summary.requirements.planned} planned requirements, or state the baseline they belong to.`);
  return steps;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

import { gateJson } from '../../toolchain/trace/formats/gate-json.js';
import { gateText } from '../../toolchain/trace/formats/gate-text.js';
import { type GateResult, gateOf } from '../../toolchain/trace/gate.js';
import { type CommandContext, exitCodes } from '../context.js';
import { withProject } from '../open-project.js';

/** Rules that weigh results, which a check of the texts alone leaves out. */
const evidenceRules = [
  'TRC-110',
  'TRC-111',
  'TRC-115',
  'TRC-118',
  'TRC-126',
  'TRC-127',
  'TRC-128',
  'GAT-102',
  'GAT-107',
  'PRJ-105',
  'EVD-101',
];

/** Of the findings on coverage, those on the configuration and on the file of justifications need no evidence. */
const coverageTexts = ['COV-207', 'COV-210'];

/**
 * `ampel check`: requirements, tags and links without their evidence, for use before a commit.
 * @implements LLR-CLI-012
 */
export function check(context: CommandContext): Promise<number> {
  return withProject(context, (project) => {
    const { config } = project.graph;
    const result = withoutEvidence(gateOf(project.graph, project.diagnostics));
    if (context.options.json === true) context.out(gateJson(result, config.project));
    else {
      const text = gateText(result, { project: config.project, notes: context.options.notes === true, all: context.options.all === true });
      context.out(
        text.replace(
          /✓ gate is GREEN|✗ gate is RED/,
          result.verdict === 'green'
            ? '✓ texts and links are in order; evidence was not weighed'
            : '✗ texts and links are NOT in order; evidence was not weighed',
        ),
      );
    }
    return result.verdict === 'green' ? exitCodes.green : exitCodes.red;
  });
}

/** The gate's answer without what it says of results. */
function withoutEvidence(result: GateResult): GateResult {
  const findings = result.findings.filter(
    ({ code }) => !evidenceRules.includes(code) && (!code.startsWith('COV-') || coverageTexts.includes(code)),
  );
  const counts = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return { ...result, findings, counts, verdict: counts.error > 0 ? 'red' : 'green' };
}

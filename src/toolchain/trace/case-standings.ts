import type { Requirement } from '../requirements/model.js';
import type { CaseStanding, TraceGraph } from './graph.js';
import type { TestCase } from './model.js';
import { nodesOf } from './nodes.js';
import type { RuleFinding } from './rule.js';

/**
 * Reports, for each active requirement, each of its cases in one of the given states.
 * @implements LLR-TRC-012
 */
export function reportCasesIn(
  graph: TraceGraph,
  states: ReadonlySet<CaseStanding['state']>,
  report: (finding: RuleFinding) => void,
  words: (testCase: TestCase, standing: CaseStanding, rerun: string) => { readonly says: string; readonly fix: string },
): void {
  const rerun = howToRun(graph);
  for (const { requirement, testCase, standing } of openCasesOf(graph)) {
    if (!states.has(standing.state)) continue;
    const { says, fix } = words(testCase, standing, rerun);
    report({
      message: `${requirement.id} loses ${testCase.id}: ${says}`,
      place: testCase.place,
      fix,
      subjects: [requirement.id, testCase.id],
    });
  }
}

/** The command that makes results anew: ours where a procedure has a command, else the project's own and then `ampel record`. */
function howToRun(graph: TraceGraph): string {
  const procedures = (graph.config.procedures ?? []).filter((procedure) => procedure.method === 'test');
  const elsewhere = procedures.filter((procedure) => procedure.command === undefined).map((procedure) => `ampel record ${procedure.id}`);
  if (procedures.length > elsewhere.length)
    return elsewhere.length === 0 ? 'ampel certify' : `ampel certify, or the tests and then: ${elsewhere.join(', ')}`;
  return elsewhere.length === 0
    ? 'the tests; name them under procedures in ampel.config.yaml'
    : `the tests, and then: ${elsewhere.join(', ')}`;
}

interface OpenCase {
  readonly requirement: Requirement;
  readonly testCase: TestCase;
  readonly standing: CaseStanding;
}

const remembered = new WeakMap<TraceGraph, readonly OpenCase[]>();

/** Cases of active requirements that did not pass; several rules ask for them. */
function openCasesOf(graph: TraceGraph): readonly OpenCase[] {
  const known = remembered.get(graph);
  if (known !== undefined) return known;
  const open: OpenCase[] = [];
  for (const { requirement, cases } of nodesOf(graph)) {
    if (requirement.status !== 'active') continue;
    for (const testCase of cases) {
      const standing = graph.standingOf(testCase);
      if (standing.state !== 'passed') open.push({ requirement, testCase, standing });
    }
  }
  remembered.set(graph, open);
  return open;
}

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
  words: (testCase: TestCase, standing: CaseStanding) => { readonly says: string; readonly fix: string },
): void {
  for (const { requirement, testCase, standing } of openCasesOf(graph)) {
    if (!states.has(standing.state)) continue;
    const { says, fix } = words(testCase, standing);
    report({
      message: `${requirement.id} loses ${testCase.id}: ${says}`,
      place: testCase.place,
      fix,
      subjects: [requirement.id, testCase.id],
    });
  }
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

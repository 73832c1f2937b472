import type { CaseStanding, TraceGraph } from './graph.js';
import type { TestCase } from './model.js';
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
  for (const requirement of graph.requirements) {
    if (requirement.status !== 'active') continue;
    for (const testCase of graph.casesOf.get(requirement.id) ?? []) {
      const standing = graph.standingOf(testCase);
      if (!states.has(standing.state)) continue;
      const { says, fix } = words(testCase, standing);
      report({ message: `${requirement.id} loses ${testCase.id}: ${says}`, place: testCase.place, fix, subjects: [requirement.id, testCase.id] });
    }
  }
}

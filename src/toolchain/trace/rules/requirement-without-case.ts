import { asksFor } from '../graph.js';
import { nodesOf } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-104 */
export const requirementWithoutCase: TraceRule = {
  code: 'TRC-104',
  name: 'requirement without test case',
  severity: 'error',
  why: 'verification method "test" is declared, and no normal-range test case verifies it',
  check(graph, report) {
    for (const { requirement, level, cases } of nodesOf(graph)) {
      if (requirement.status !== 'active' || !asksFor(requirement, 'test')) continue;
      if (level === undefined || level.cases === undefined || level.evidenceFromChildren === true) continue;
      const needed = level.cases.find((kind) => kind === 'normal');
      if (cases.length > 0 && (needed === undefined || cases.some((testCase) => testCase.kind === 'normal'))) continue;
      report({
        message: `${requirement.id} has no ${cases.length === 0 ? '' : 'normal-range '}test case`,
        place: requirement.place,
        fix: `declare a case of kind normal that verifies ${requirement.id} (@testcase, @verifies and @kind in the comment above the test), or record an exception with a reason and an expiry date`,
        subjects: [requirement.id],
      });
    }
  },
};

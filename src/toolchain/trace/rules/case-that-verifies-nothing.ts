import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-114 */
export const caseThatVerifiesNothing: TraceRule = {
  code: 'TRC-114',
  name: 'test case that verifies nothing',
  severity: 'error',
  why: 'verification counts only when it is based on requirements',
  check(graph, report) {
    for (const testCase of graph.cases) {
      if (testCase.verifies.length > 0) continue;
      report({
        message: `${testCase.id} names no requirement`,
        place: testCase.place,
        fix: 'name the requirement that the case verifies, or remove the case',
        subjects: [testCase.id],
      });
    }
  },
};

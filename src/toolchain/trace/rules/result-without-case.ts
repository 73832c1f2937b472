import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-115 */
export const resultWithoutCase: TraceRule = {
  code: 'TRC-115',
  name: 'result without test case',
  severity: 'error',
  why: 'a result whose case is declared nowhere cannot be reviewed',
  check(graph, report) {
    for (const stray of graph.strayResults) {
      report({
        message: `result "${stray.name}" belongs to no declared test case`,
        place: { path: stray.path, line: 1, column: 1 },
        fix: 'declare the case where it runs, or correct the id in its title',
        subjects: [stray.name],
      });
    }
  },
};

import { reportCasesIn } from '../case-standings.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-110 */
export const requirementWithoutPassingResult: TraceRule = {
  code: 'TRC-110',
  name: 'test case that did not run',
  severity: 'error',
  why: 'a test case without a result verifies nothing',
  check(graph, report) {
    reportCasesIn(graph, new Set(['not-run']), report, (testCase, standing, rerun) => ({
      says: `it did not run (${standing.reason === '' ? 'no result names it' : standing.reason})`,
      fix: `run ${rerun}; a result finds its case by the id at the start of its name, ${testCase.id}, or by the name of its function`,
    }));
  },
};

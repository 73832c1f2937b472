import { reportCasesIn } from '../case-standings.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-126 */
export const failedCase: TraceRule = {
  code: 'TRC-126',
  name: 'test case that failed',
  severity: 'error',
  why: 'a failed case shows that the requirement does not hold, or that the case is wrong',
  check(graph, report) {
    reportCasesIn(graph, new Set(['failed']), report, (testCase, standing, rerun) => ({
      says: `it failed${standing.reason === '' ? '' : ` (${standing.reason})`}`,
      fix: `mend the code or the case at ${testCase.place.path}:${testCase.place.line}, then run ${rerun}`,
    }));
  },
};

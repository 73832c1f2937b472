import { reportCasesIn } from '../case-standings.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-128 */
export const resultOfOtherText: TraceRule = {
  code: 'TRC-128',
  name: 'result against another requirement text',
  severity: 'error',
  why: 'the case passed for a requirement that has been rewritten since',
  check(graph, report) {
    reportCasesIn(graph, new Set(['other-text']), report, (testCase, standing, rerun) => ({
      says: standing.reason,
      fix: `check that ${testCase.id} still shows what the requirement now says, then run ${rerun}`,
    }));
  },
};

import { reportCasesIn } from '../case-standings.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-127 */
export const skippedCase: TraceRule = {
  code: 'TRC-127',
  name: 'test case that was skipped',
  severity: 'error',
  why: 'a skipped or unfinished case is no evidence, whatever colour its runner gives it',
  check(graph, report) {
    reportCasesIn(graph, new Set(['skipped', 'todo']), report, (testCase, standing) => ({
      says: `it was ${standing.state === 'todo' ? 'marked as to do' : 'skipped'}${standing.reason === '' ? '' : ` (${standing.reason})`}`,
      fix: `make the case run at ${testCase.place.path}:${testCase.place.line}, or record an exception with a reason and an expiry date`,
    }));
  },
};

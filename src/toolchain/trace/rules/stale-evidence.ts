import { reportCasesIn } from '../case-standings.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-118 */
export const staleEvidence: TraceRule = {
  code: 'TRC-118',
  name: 'stale evidence',
  severity: 'error',
  why: 'the result was made from inputs that have changed since',
  check(graph, report) {
    reportCasesIn(graph, new Set(['stale']), report, (_testCase, standing, rerun) => ({
      says: `its result is stale (${standing.reason})`,
      fix: `run ${rerun}`,
    }));
  },
};

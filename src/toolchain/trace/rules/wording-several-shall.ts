import type { TraceRule } from '../rule.js';
import { reportWording } from '../wording.js';

/** @implements LLR-TRC-142 */
export const severalShall: TraceRule = {
  code: 'TRC-142',
  name: 'several shall',
  severity: 'error',
  why: 'two demands under one id cannot be verified or changed apart',
  check(graph, report) {
    reportWording(graph, report, ({ text }) => {
      const count = text.match(/\bshall\b/gi)?.length ?? 0;
      return count > 1 ? { says: `has "shall" ${count} times`, fix: 'write one requirement for each' } : undefined;
    });
  },
};

import type { TraceRule } from '../rule.js';
import { reportWording } from '../wording.js';

/** @implements LLR-TRC-141 */
export const noShall: TraceRule = {
  code: 'TRC-141',
  name: 'no shall',
  severity: 'error',
  why: 'a sentence without "shall" does not say what must hold',
  check(graph, report) {
    reportWording(graph, report, ({ text }) =>
      /\bshall\b/i.test(text) ? undefined : { says: 'has no "shall"', fix: 'say what the subject shall do, in one sentence' },
    );
  },
};

import type { TraceRule } from '../rule.js';
import { reportWording } from '../wording.js';

/** @implements LLR-TRC-143 */
export const andOr: TraceRule = {
  code: 'TRC-143',
  name: 'and/or',
  severity: 'error',
  why: '"and/or" leaves it to the reader whether one or both are meant',
  check(graph, report) {
    reportWording(graph, report, ({ text }) =>
      /\band\s*\/\s*or\b/i.test(text) ? { says: 'says "and/or"', fix: 'say "and", "or", or "one or both of"' } : undefined,
    );
  },
};

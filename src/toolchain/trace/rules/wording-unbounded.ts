import type { TraceRule } from '../rule.js';
import { quotedList, reportWording, wordsIn } from '../wording.js';

const unbounded =
  /\b(?:always|never|at all times|in all cases|under all (?:conditions|circumstances)|everything|anything|everywhere|all (?:possible|kinds of|types of|the time))\b/gi;

/** @implements LLR-TRC-146 */
export const unboundedWord: TraceRule = {
  code: 'TRC-146',
  name: 'unbounded word',
  severity: 'error',
  why: 'a demand without a bound can be verified by no finite set of tests',
  check(graph, report) {
    reportWording(graph, report, ({ text }) => {
      const words = wordsIn(text, unbounded);
      return words.length > 0
        ? { says: `is unbounded: ${quotedList(words)}`, fix: 'name the set, the period or the condition it holds for' }
        : undefined;
    });
  },
};

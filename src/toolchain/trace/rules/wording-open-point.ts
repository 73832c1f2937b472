import type { TraceRule } from '../rule.js';
import { quotedList, reportWording, wordsIn } from '../wording.js';

const openPoint = /\b(?:TBD|TBC|TBR|TBS|to be (?:defined|determined|confirmed|decided|specified))\b|\?\?\?/gi;

/** @implements LLR-TRC-144 */
export const openPointInText: TraceRule = {
  code: 'TRC-144',
  name: 'open point',
  severity: 'error',
  why: 'what is still to be decided cannot be built or verified',
  check(graph, report) {
    reportWording(graph, report, ({ text, status }) => {
      const words = status === 'active' ? wordsIn(text, openPoint) : [];
      return words.length > 0 ? { says: `is open: ${quotedList(words)}`, fix: 'decide it, or set the status to planned' } : undefined;
    });
  },
};

import type { TraceRule } from '../rule.js';
import { quotedList, reportWording, wordsIn } from '../wording.js';

/** Words after which two engineers test two different things. After the list of INCOSE's guide to writing requirements, rules R7 to R9. */
const vague =
  /\b(?:fast|quick(?:ly)?|slowly|rapid(?:ly)?|appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|suitabl[ey]|user[- ]friendly|eas(?:y|ily)|robust(?:ly)?|flexibl[ey]|efficient(?:ly)?|effective(?:ly)?|reasonabl[ey]|significant(?:ly)?|normal(?:ly)|usual(?:ly)?|typical(?:ly)?|as (?:needed|required|appropriate|applicable|necessary)|if (?:possible|practicable|necessary)|where possible|etc|and so on|state[- ]of[- ]the[- ]art|seamless(?:ly)?|optimal(?:ly)?|several|some|many|few|timely|approximately|minimal(?:ly)?|acceptabl[ey]|as soon as possible|including but not limited to)\b/gi;

/** @implements LLR-TRC-145 */
export const vagueWord: TraceRule = {
  code: 'TRC-145',
  name: 'vague word',
  severity: 'error',
  why: 'it cannot be decided by a test whether the requirement holds',
  check(graph, report) {
    reportWording(graph, report, ({ text }) => {
      const words = wordsIn(text, vague);
      return words.length > 0 ? { says: `is vague: ${quotedList(words)}`, fix: 'give the figure with its unit and condition' } : undefined;
    });
  },
};

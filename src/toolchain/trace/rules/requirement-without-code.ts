import { sha256 } from '../../../kernel/digest.js';
import { nodesOf } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** Fingerprint of a unit without a single token: a comment whose code is gone. */
const noCode = sha256('');

/** @implements LLR-TRC-108 */
export const requirementWithoutCode: TraceRule = {
  code: 'TRC-108',
  name: 'requirement without code',
  severity: 'error',
  why: 'its level is implemented in code, and no code unit says that it implements it',
  check(graph, report) {
    for (const { requirement, level, units } of nodesOf(graph)) {
      if (requirement.status !== 'active' || level?.code !== true) continue;
      if (units.some((unit) => unit.fingerprint !== noCode)) continue;
      report({
        message: `${requirement.id} is implemented by no code unit`,
        place: requirement.place,
        fix: `write "@implements ${requirement.id}" in the doc comment of the smallest unit that does so`,
        subjects: [requirement.id],
      });
    }
  },
};

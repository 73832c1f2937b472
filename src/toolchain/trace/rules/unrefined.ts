import { nodesOf } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-107 */
export const unrefined: TraceRule = {
  code: 'TRC-107',
  name: 'requirement not refined',
  severity: 'error',
  why: 'its level is developed through the level below, and no active requirement there refines it',
  check(graph, report) {
    for (const { requirement, level, children } of nodesOf(graph)) {
      if (requirement.status !== 'active' || level?.refined !== true) continue;
      if (children.some((child) => child.status === 'active' && child.id !== requirement.id)) continue;
      report({
        message: `${requirement.id} is refined by no active requirement`,
        place: requirement.place,
        fix: `write a requirement with ${requirement.id} among its parents, or set its status to planned`,
        subjects: [requirement.id],
      });
    }
  },
};

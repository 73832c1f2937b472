import { nodesOf } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-102 */
export const danglingLink: TraceRule = {
  code: 'TRC-102',
  name: 'dangling link',
  severity: 'error',
  why: 'a link to nothing looks like a trace and is none',
  check(graph, report) {
    for (const { requirement, parents } of nodesOf(graph)) {
      for (const [index, parent] of requirement.parents.entries()) {
        if (parents[index] !== undefined) continue;
        report({
          message: `${requirement.id} has the parent ${parent}, which does not exist`,
          place: requirement.place,
          fix: `correct the id, or write ${parent}`,
          subjects: [requirement.id, parent],
        });
      }
    }
  },
};

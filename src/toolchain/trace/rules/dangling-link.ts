import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-102 */
export const danglingLink: TraceRule = {
  code: 'TRC-102',
  name: 'dangling link',
  severity: 'error',
  why: 'a link to nothing looks like a trace and is none',
  check(graph, report) {
    for (const requirement of graph.requirements) {
      for (const parent of requirement.parents) {
        if (graph.requirementOf.has(parent)) continue;
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

import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-108 */
export const requirementWithoutCode: TraceRule = {
  code: 'TRC-108',
  name: 'requirement without code',
  severity: 'error',
  why: 'its level is implemented in code, and no code unit says that it implements it',
  check(graph, report) {
    for (const requirement of graph.requirements) {
      if (requirement.status !== 'active' || graph.levelOf.get(requirement.level)?.code !== true) continue;
      if (graph.unitsOf.has(requirement.id)) continue;
      report({
        message: `${requirement.id} is implemented by no code unit`,
        place: requirement.place,
        fix: `write "@implements ${requirement.id}" in the doc comment of the smallest unit that does so`,
        subjects: [requirement.id],
      });
    }
  },
};

import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-105 */
export const missingParent: TraceRule = {
  code: 'TRC-105',
  name: 'missing parent',
  severity: 'error',
  why: 'a requirement below the top level refines another one, or is derived and says so',
  check(graph, report) {
    for (const requirement of graph.requirements) {
      const level = graph.levelOf.get(requirement.level);
      if (level === undefined || (level.parents ?? []).length === 0) continue;
      if (requirement.parents.length > 0 || requirement.derived) continue;
      report({
        message: `${requirement.id} has no parent and is not derived`,
        place: requirement.place,
        fix: `name its parent at level ${(level.parents ?? []).join(' or ')}, or mark it derived with rationale and safety note`,
        subjects: [requirement.id],
      });
    }
  },
};

import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-123 */
export const plannedParentOfActive: TraceRule = {
  code: 'TRC-123',
  name: 'planned parent of an active requirement',
  severity: 'warning',
  why: 'an active requirement that refines a planned one is built before it is asked for',
  check(graph, report) {
    for (const requirement of graph.requirements) {
      if (requirement.status !== 'planned') continue;
      const level = graph.levelOf.get(requirement.level);
      if ((level?.parents ?? []).length === 0) continue;
      const active = (graph.childrenOf.get(requirement.id) ?? []).filter((child) => child.status === 'active');
      if (active.length === 0) continue;
      report({
        message: `${requirement.id} is planned, while ${active.map((child) => child.id).join(', ')} below it is active`,
        place: requirement.place,
        fix: `set ${requirement.id} to active, or its children to planned`,
        subjects: [requirement.id],
      });
    }
  },
};

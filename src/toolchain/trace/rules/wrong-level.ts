import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-119 */
export const wrongLevel: TraceRule = {
  code: 'TRC-119',
  name: 'level out of order',
  severity: 'error',
  why: 'a requirement refines one of the level above, as the levels in ampel.config.yaml say',
  check(graph, report) {
    for (const requirement of graph.requirements) {
      const level = graph.levelOf.get(requirement.level);
      if (level === undefined) {
        report({
          message: `${requirement.id} has the level "${requirement.level}", which is not configured`,
          place: requirement.place,
          fix: `use one of: ${[...graph.levelOf.keys()].join(', ')}; or add the level to ampel.config.yaml`,
          subjects: [requirement.id],
        });
        continue;
      }
      for (const parentId of requirement.parents) {
        const parent = graph.requirementOf.get(parentId);
        if (parent === undefined || parentId === requirement.id || (level.parents ?? []).includes(parent.level)) continue;
        const allowed = level.parents ?? [];
        report({
          message: `${requirement.id} (${requirement.level}) has the parent ${parentId} of level ${parent.level}`,
          place: requirement.place,
          fix: allowed.length === 0 ? 'remove the parent: this level is a top' : `name a parent of level ${allowed.join(' or ')}`,
          subjects: [requirement.id, parentId],
        });
      }
    }
  },
};

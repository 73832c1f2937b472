import { nodesOf } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-119 */
export const wrongLevel: TraceRule = {
  code: 'TRC-119',
  name: 'level out of order',
  severity: 'error',
  why: 'a requirement refines one of the level above, as the levels in ampel.config.yaml say',
  check(graph, report) {
    for (const { requirement, level, parents } of nodesOf(graph)) {
      if (level === undefined) {
        report({
          message: `${requirement.id} has the level "${requirement.level}", which is not configured`,
          place: requirement.place,
          fix: `use one of: ${[...graph.levelOf.keys()].join(', ')}; add the level to ampel.config.yaml; or map it there under requirements[].levels`,
          subjects: [requirement.id],
        });
        continue;
      }
      const allowed = level.parents ?? [];
      for (const node of parents) {
        if (node === undefined || node.requirement.id === requirement.id || allowed.includes(node.requirement.level)) continue;
        const parent = node.requirement;
        report({
          message: `${requirement.id} (${requirement.level}) has the parent ${parent.id} of level ${parent.level}`,
          place: requirement.place,
          fix: allowed.length === 0 ? 'remove the parent: this level is a top' : `name a parent of level ${allowed.join(' or ')}`,
          subjects: [requirement.id, parent.id],
        });
      }
    }
  },
};

import { nodesOf } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-106 */
export const orphan: TraceRule = {
  code: 'TRC-106',
  name: 'orphan',
  severity: 'error',
  why: 'a requirement that links to nothing, and that nothing links to, is not part of the design',
  check(graph, report) {
    for (const { requirement, level, children, units, cases, evidence } of nodesOf(graph)) {
      if (requirement.status !== 'active' || level === undefined) continue;
      const otherRuleSpeaks =
        level.refined === true ||
        level.code === true ||
        (level.cases !== undefined && requirement.verification.includes('test')) ||
        (level.parents ?? []).length > 0;
      if (otherRuleSpeaks) continue;
      if (requirement.parents.length + children.length + units.length + cases.length + evidence.length > 0) continue;
      report({
        message: `${requirement.id} has no parent, child, code, test case or evidence`,
        place: requirement.place,
        fix: 'refine it, implement it, verify it, or set its status to planned',
        subjects: [requirement.id],
      });
    }
  },
};

import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-122 */
export const incompleteDerivedRequirement: TraceRule = {
  code: 'TRC-122',
  name: 'incomplete derived requirement',
  severity: 'error',
  why: 'a derived requirement goes to the safety assessment with its reason and its effect',
  check(graph, report) {
    for (const requirement of graph.requirements) {
      if (!requirement.derived) continue;
      const missing = [
        requirement.rationale.trim() === '' ? 'rationale' : '',
        requirement.safetyNote.trim() === '' ? 'safety note' : '',
      ].filter((name) => name !== '');
      if (missing.length > 0) {
        report({
          message: `${requirement.id} is derived and has no ${missing.join(' and no ')}`,
          place: requirement.place,
          fix: 'say why it is needed (rationale) and what it does to safety (safety)',
          subjects: [requirement.id],
        });
      }
      if (requirement.parents.length > 0) {
        report({
          message: `${requirement.id} is derived and has a parent`,
          place: requirement.place,
          fix: 'remove the parent, or the mark derived',
          subjects: [requirement.id],
        });
      }
    }
  },
};

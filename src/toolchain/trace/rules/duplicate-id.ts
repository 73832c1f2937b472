import { formatPlace, type Place } from '../../../kernel/diagnostic.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-101 */
export const duplicateId: TraceRule = {
  code: 'TRC-101',
  name: 'duplicate id',
  severity: 'error',
  why: 'an id that names two things names neither',
  check(graph, report) {
    const first = new Map<string, Place>();
    for (const item of [...graph.requirements, ...graph.cases]) {
      const before = first.get(item.id);
      if (before === undefined) first.set(item.id, item.place);
      else {
        report({
          message: `${item.id} is declared twice, first at ${formatPlace(before)}`,
          place: item.place,
          fix: 'give the newer one an id that was never used',
          subjects: [item.id],
        });
      }
    }
  },
};

import { linkStateOf, linksOf } from '../reviewed-links.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-117 */
export const suspectLink: TraceRule = {
  code: 'TRC-117',
  name: 'suspect link',
  severity: 'error',
  why: 'a person accepted this link for a meaning that has changed since',
  check(graph, report) {
    if (graph.reviewed.links.length === 0) return;
    const stateOf = linkStateOf(graph.reviewed);
    for (const link of linksOf(graph)) {
      const state = stateOf(link);
      if (state.state !== 'suspect') continue;
      const ends = state.changed.map((end) => (end === 'from' ? link.from : link.to));
      const since = state.acceptance === undefined ? '' : ` since ${state.acceptance.by} accepted it on ${state.acceptance.on}`;
      report({
        message: `link ${link.from} → ${link.to} is suspect: ${ends.length === 0 ? 'its ends were never accepted together' : `${ends.join(' and ')} changed`}${since}`,
        place: link.place,
        fix: `read both ends, then run: ampel review ${link.to} --by NAME --why REASON`,
        subjects: [link.to, link.from],
      });
    }
  },
};

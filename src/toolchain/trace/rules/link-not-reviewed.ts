import { linkStateOf, linksOf } from '../reviewed-links.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-121 */
export const linkNotReviewed: TraceRule = {
  code: 'TRC-121',
  name: 'links not reviewed',
  severity: 'note',
  why: 'no person has accepted these links yet; ampel review lists them',
  check(graph, report) {
    const links = linksOf(graph);
    const stateOf = linkStateOf(graph.reviewed);
    const open = graph.reviewed.links.length === 0 ? links : links.filter((link) => stateOf(link).state === 'not-reviewed');
    const first = open[0];
    if (first === undefined) return;
    report({
      message: `${open.length} of ${links.length} links were never reviewed, the first is ${first.from} → ${first.to}`,
      place: first.place,
      fix: 'read both ends of each link, then run: ampel review ID --by NAME --why REASON',
      subjects: [first.to, first.from],
    });
  },
};

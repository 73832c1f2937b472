import { linkStateOf, linksOf } from '../reviewed-links.js';
import type { TraceRule } from '../rule.js';

const fix = 'read both ends of each link, then run: ampel review ID --by NAME --why REASON';

/** @implements LLR-TRC-121 */
export const linkNotReviewed: TraceRule = {
  code: 'TRC-121',
  name: 'links not reviewed',
  severity: 'note',
  why: 'no person has accepted these links yet; ampel review lists them',
  check(graph, report) {
    if (graph.reviewed.links.length === 0) {
      const tags = [...graph.units.map((unit) => unit.implements), ...graph.cases.map((testCase) => testCase.verifies)];
      const parents = graph.requirements.map((entry) => entry.parents);
      const count = [...tags, ...parents].reduce((sum, list) => sum + list.length, 0);
      if (count > 0) report({ message: `none of the ${count} links was ever reviewed`, place: undefined, fix, subjects: [] });
      return;
    }
    const links = linksOf(graph);
    const stateOf = linkStateOf(graph.reviewed);
    const open = links.filter((link) => stateOf(link).state === 'not-reviewed');
    const first = open[0];
    if (first === undefined) return;
    report({
      message: `${open.length} of ${links.length} links were never reviewed, the first is ${first.from} → ${first.to}`,
      place: first.place,
      fix,
      subjects: [first.to, first.from],
    });
  },
};

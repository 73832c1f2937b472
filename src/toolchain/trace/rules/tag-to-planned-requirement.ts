import type { TraceRule } from '../rule.js';
import { forEachTag } from '../tags.js';

/** @implements LLR-TRC-113 */
export const tagToPlannedRequirement: TraceRule = {
  code: 'TRC-113',
  name: 'tag to planned requirement',
  severity: 'error',
  why: 'work on a planned requirement is not held to its evidence until the requirement is active',
  check(graph, report) {
    forEachTag(
      graph,
      (id) => graph.requirementOf.get(id)?.status === 'planned',
      (tag) =>
        report({
          message: `${tag.owner} ${tag.verb} ${tag.id}, which is only planned`,
          place: tag.place,
          fix: `set ${tag.id} to active, or remove the tag`,
          subjects: [tag.owner, tag.id],
        }),
    );
  },
};

import type { TraceRule } from '../rule.js';
import { tagsWithoutActiveRequirement } from '../tags.js';

/** @implements LLR-TRC-113 */
export const tagToPlannedRequirement: TraceRule = {
  code: 'TRC-113',
  name: 'tag to planned requirement',
  severity: 'error',
  why: 'work on a planned requirement is not held to its evidence until the requirement is active',
  check(graph, report) {
    for (const tag of tagsWithoutActiveRequirement(graph)) {
      if (!graph.requirementOf.has(tag.id)) continue;
      report({
        message: `${tag.owner} ${tag.verb} ${tag.id}, which is only planned`,
        place: tag.place,
        fix: `set ${tag.id} to active, or remove the tag`,
        subjects: [tag.owner, tag.id],
      });
    }
  },
};

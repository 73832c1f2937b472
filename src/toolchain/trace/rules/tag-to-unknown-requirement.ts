import type { TraceRule } from '../rule.js';
import { tagsWithoutActiveRequirement } from '../tags.js';

/** @implements LLR-TRC-112 */
export const tagToUnknownRequirement: TraceRule = {
  code: 'TRC-112',
  name: 'tag to unknown requirement',
  severity: 'error',
  why: 'a tag that names no requirement traces code or test to nothing',
  check(graph, report) {
    for (const tag of tagsWithoutActiveRequirement(graph)) {
      if (graph.requirementOf.has(tag.id)) continue;
      report({
        message: `${tag.owner} ${tag.verb} ${tag.id}, which does not exist`,
        place: tag.place,
        fix: `correct the id, or write the requirement ${tag.id}`,
        subjects: [tag.owner, tag.id],
      });
    }
  },
};

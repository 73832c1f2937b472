import { prettyJson } from '../../../kernel/canonical-json.js';
import type { Requirement } from '../model.js';

/**
 * The requirements as indented JSON with sorted keys: `{ project, requirements, time }`, each requirement with all members of the model.
 * @implements LLR-IMP-072
 */
export function writeJson(requirements: readonly Requirement[], options: { readonly project: string; readonly time: string }): string {
  return prettyJson({
    project: options.project,
    time: options.time,
    requirements: requirements.map((each) => ({
      ...each,
      place: { ...each.place },
      sources: each.sources.map((source) => ({ ...source })),
    })),
  });
}

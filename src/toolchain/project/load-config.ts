import type { Diagnostic, Place } from '../../kernel/diagnostic.js';
import type { Files } from '../../ports/files.js';
import { conforms } from './config.check.generated.js';
import { type ProjectConfig, projectConfigSchema } from './config.generated.js';
import { readYamlFile } from './read-yaml-file.js';

/**
 * Name of the configuration file in the project root.
 * @implements LLR-PRJ-001
 */
export const configurationFile = 'ampel.config.yaml';

/**
 * Reads the project's configuration. Levels that name unknown levels, names given twice, and patterns that are no regular
 * expression, are findings.
 * @implements LLR-PRJ-001
 */
export function loadConfig(
  files: Files,
  path: string,
): { readonly config: ProjectConfig | undefined; readonly diagnostics: readonly Diagnostic[] } {
  if (!files.exists(path)) return { config: undefined, diagnostics: [noConfiguration(path)] };
  const { value: text, diagnostics: unreadable } = files.readText(path);
  if (text === undefined) return { config: undefined, diagnostics: unreadable };
  const { value, placeOf, diagnostics } = readYamlFile<ProjectConfig>(
    { path, text },
    {
      schema: projectConfigSchema,
      conforms,
      code: 'PRJ-102',
      why: 'a setting that is not understood would be silently without effect',
    },
  );
  if (value === undefined) return { config: undefined, diagnostics };
  const problems = twiceConfigured(value, (index) => placeOf(['procedures', index, 'id']));
  const names = value.levels.map((level) => level.name);
  value.levels.forEach((level, index) => {
    (level.parents ?? []).forEach((parent, at) => {
      if (names.includes(parent)) return;
      problems.push({
        code: 'PRJ-103',
        severity: 'error',
        message: `level ${level.name} has the parent level "${parent}", which is not configured`,
        place: placeOf(['levels', index, 'parents', at]),
        why: 'requirements of this level could never be linked',
        fix: `use one of: ${names.join(', ')}`,
      });
    });
    if (names.indexOf(level.name) !== index) {
      problems.push({
        code: 'PRJ-103',
        severity: 'error',
        message: `level ${level.name} is configured twice`,
        place: placeOf(['levels', index, 'name']),
        why: 'only one of the two could hold',
        fix: 'remove one of them',
      });
    }
  });
  return { config: problems.length === 0 ? value : undefined, diagnostics: problems };
}

/** Records of two procedures of one name would overwrite each other. */
function twiceConfigured(config: ProjectConfig, placeOf: (index: number) => Place): Diagnostic[] {
  const ids = (config.procedures ?? []).map((procedure) => procedure.id);
  return ids.flatMap((id, index): readonly Diagnostic[] =>
    ids.indexOf(id) === index
      ? []
      : [
          {
            code: 'PRJ-103',
            severity: 'error',
            message: `procedure ${id} is configured twice`,
            place: placeOf(index),
            why: 'the records of one would take the place of those of the other',
            fix: 'give each procedure its own id',
          },
        ],
  );
}

function noConfiguration(path: string): Diagnostic {
  return {
    code: 'PRJ-101',
    severity: 'error',
    message: `there is no ${path} here`,
    place: { path, line: 1, column: 1 },
    why: 'it says where requirements, code and tests are',
    fix: 'change to the root of the project, or run: ampel init',
  };
}

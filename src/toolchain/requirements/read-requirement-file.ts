import type { Place } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import { readBlockYaml } from '../project/block-yaml.js';
import { readYamlFile } from '../project/read-yaml-file.js';
import type { Requirement } from './model.js';
import { conforms } from './requirement-file.check.generated.js';
import { type RequirementEntry, type RequirementFile, requirementFileSchema } from './requirement-file.generated.js';

/**
 * Reads one requirement file of the project's own YAML form.
 * Each problem has file, line and column; a requirement's place is that of its first key. The requirements of a file with problems are left out, so that none is half read.
 * @implements LLR-REQ-001
 */
export function readRequirementFile(input: { readonly path: string; readonly text: string }): Read<readonly Requirement[]> {
  const plain = readBlockYaml(input.text);
  if (plain !== undefined && conforms(plain.value)) {
    const file = plain.value as unknown as RequirementFile;
    return {
      value: requirementsOf(file, (entry) => ({ path: input.path, ...(plain.positionOf.get(entry) ?? { line: 1, column: 1 }) })),
      diagnostics: [],
    };
  }
  return readWithPositions(input);
}

function readWithPositions(input: { readonly path: string; readonly text: string }): Read<readonly Requirement[]> {
  const {
    value: file,
    placeOf,
    diagnostics,
  } = readYamlFile<RequirementFile>(input, {
    schema: requirementFileSchema,
    conforms,
    code: 'REQ-102',
    why: 'requirement files follow one schema, so that no field is read in two ways',
  });
  if (file === undefined) return { value: [], diagnostics };
  const indexOf = new Map(file.requirements.map((entry, index) => [entry, index]));
  return { value: requirementsOf(file, (entry) => placeOf(['requirements', indexOf.get(entry) ?? 0])), diagnostics: [] };
}

function requirementsOf(file: RequirementFile, placeOf: (entry: RequirementEntry) => Place): readonly Requirement[] {
  return file.requirements.map((entry) => ({
    id: entry.id,
    title: entry.title,
    text: entry.text,
    rationale: entry.rationale ?? '',
    level: file.level,
    module: file.module,
    parents: entry.parents ?? noStrings,
    derived: entry.derived ?? false,
    safetyNote: entry.safety ?? '',
    verification: entry.verification,
    status: entry.status,
    sources: entry.source?.map((source) => ({ document: source.document, lines: source.lines ?? '' })) ?? noSources,
    place: placeOf(entry),
    attributes: (entry.attributes as Readonly<Record<string, string>> | undefined) ?? noAttributes,
  }));
}

const noStrings: readonly string[] = [];
const noSources: Requirement['sources'] = [];
const noAttributes: Readonly<Record<string, string>> = {};

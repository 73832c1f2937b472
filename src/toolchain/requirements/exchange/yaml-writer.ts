import { Document, isScalar, type Scalar, visit } from 'yaml';
import { compareText, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { Requirement } from '../model.js';
import { findingOf } from './findings.js';

/** Longer texts are written as folded blocks. */
const inlineLengthMax = 80;

/** Requirements of one module and level, which is what one YAML file holds. */
export interface RequirementGroup {
  readonly module: string;
  readonly level: string;
  readonly requirements: readonly Requirement[];
}

/**
 * The requirements by module and level, groups in order of module then level, requirements in the given order.
 * @implements LLR-IMP-073
 */
export function groupsOf(requirements: readonly Requirement[]): readonly RequirementGroup[] {
  const groups = new Map<string, { module: string; level: string; requirements: Requirement[] }>();
  for (const requirement of requirements) {
    const key = JSON.stringify([requirement.module, requirement.level]);
    const group = groups.get(key) ?? { module: requirement.module, level: requirement.level, requirements: [] };
    group.requirements.push(requirement);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => compareText(a.module, b.module) || compareText(a.level, b.level));
}

/**
 * The project's own YAML form. One document for each module and level; several documents are kept apart by `---`. Empty members are left
 * out; long texts are folded blocks that read back as the same text.
 * @implements LLR-IMP-073
 */
export function writeRequirementsYaml(requirements: readonly Requirement[]): string {
  return groupsOf(requirements).map(groupYaml).join('---\n');
}

/**
 * What a person has to complete before the project's schema accepts the written form (IMP-006): title, text, verification method, module
 * code and level.
 * @implements LLR-IMP-073
 */
export function yamlFindingsOf(requirements: readonly Requirement[]): readonly Diagnostic[] {
  return requirements.flatMap((requirement) => {
    const missing = [
      ...(requirement.title === '' ? ['title'] : []),
      ...(requirement.text === '' ? ['text'] : []),
      ...(requirement.verification.length === 0 ? ['verification method'] : []),
      ...(/^[A-Z][A-Z0-9]*$/u.test(requirement.module) ? [] : ['module code']),
      ...(requirement.level === '' ? ['level'] : []),
    ];
    return missing.length === 0
      ? []
      : [
          findingOf({
            code: 'IMP-006',
            severity: 'warning',
            place: requirement.place,
            message: `${requirement.id} has no ${missing.join(', no ')}`,
            subjects: [requirement.id],
            why: 'the YAML form asks for them, and the format that was read does not give them',
            fix: 'complete the written file',
          }),
        ];
  });
}

function groupYaml(group: RequirementGroup): string {
  const document = new Document({ module: group.module, level: group.level, requirements: group.requirements.map(entryOf) });
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'value' && isScalar(node)) node.type = styleOf(node);
    },
  });
  const schema = '# yaml-language-server: $schema=../requirements.schema.json\n';
  return schema + document.toString({ lineWidth: 120, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
}

/** Text that a block or a plain scalar might not give back: white space at ends of text or lines, tabs, marks and line ends other than LF. */
const needsQuotes = /^\s|\s$|[^\S\n]\n|[\t\r\u0085\u2028\u2029\ufeff]|\p{Cc}(?<!\n)|\p{Cs}/u;

function styleOf(node: Scalar): Scalar.Type {
  if (typeof node.value !== 'string') return 'PLAIN';
  if (needsQuotes.test(node.value)) return 'QUOTE_DOUBLE';
  return node.value.length > inlineLengthMax || node.value.includes('\n') ? 'BLOCK_FOLDED' : 'PLAIN';
}

function entryOf(requirement: Requirement): Readonly<Record<string, unknown>> {
  const { id, title, text, rationale, parents, derived, safetyNote, verification, status, sources, attributes } = requirement;
  const sorted = Object.fromEntries(
    Object.keys(attributes)
      .sort(compareText)
      .map((key) => [key, attributes[key]]),
  );
  return {
    id,
    title,
    text,
    ...(rationale === '' ? {} : { rationale }),
    ...(parents.length === 0 ? {} : { parents }),
    ...(derived ? { derived } : {}),
    ...(safetyNote === '' ? {} : { safety: safetyNote }),
    verification,
    status,
    ...(sources.length === 0 ? {} : { source: sources }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes: sorted }),
  };
}

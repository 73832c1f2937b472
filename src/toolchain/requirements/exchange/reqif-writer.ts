import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { compareText } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Requirement } from '../model.js';
import { idFindingsOf } from './field-text.js';
import { findingOf } from './findings.js';
import { reqifIdentifier } from './reqif-identifiers.js';
import { reqifNamespace, xhtmlNamespace } from './reqif-names.js';
import { specificationLines, specificationTreesOf } from './reqif-specifications.js';
import { attributeLines, datatypeLines, definitionsOf, headingTypeLines, objectTypeLines } from './reqif-types.js';
import { escapedAttribute, escapedText, xmlCharacters, xmlRequirementOf } from './xml-text.js';

/** What a ReqIF document says of itself; `time` is an `xsd:dateTime` with zone and stands for every LAST-CHANGE. */
export interface ReqifWriting {
  readonly project: string;
  readonly time: string;
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u;

/**
 * The requirements as one ReqIF document, valid against the OMG schema: an object type for each level, a specification for each module with
 * its chapters as headings, a relation for each parent within the export (source refines target). Parents outside of it stand in attribute `Parents`.
 * A repeated id (IMP-001) is written once; a time without zone (IMP-411) gives an empty text. Source: ReqIF 1.2, section 10.
 * @implements LLR-IMP-062
 */
export function writeReqif(requirements: readonly Requirement[], options: ReqifWriting): Read<string> {
  if (!dateTime.test(options.time)) return { value: '', diagnostics: [timeFinding(options.time)] };
  const diagnostics: Diagnostic[] = [];
  const unique = uniqueById(
    requirements.map((each) => xmlRequirementOf(each, diagnostics)),
    diagnostics,
  );
  const ids = new Set(unique.map((each) => each.id));
  const change = `LAST-CHANGE="${options.time}"`;
  const trees = specificationTreesOf(unique);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<REQ-IF xmlns="${reqifNamespace}" xmlns:xhtml="${xhtmlNamespace}">`,
    ...headerLines(options),
    '<CORE-CONTENT>',
    '<REQ-IF-CONTENT>',
    ...inside('DATATYPES', datatypeLines(change)),
    ...inside(
      'SPEC-TYPES',
      typeLines(
        unique,
        trees.some((tree) => tree.headings.length > 0),
        change,
      ),
    ),
    ...inside('SPEC-OBJECTS', [
      ...unique.flatMap((each) => objectLines(each, ids, change, diagnostics)),
      ...trees.flatMap((tree) => tree.headings.flatMap((heading) => heading.objectLines(change))),
    ]),
    ...inside(
      'SPEC-RELATIONS',
      unique.flatMap((each) => relationLines(each, ids, change)),
    ),
    ...inside(
      'SPECIFICATIONS',
      trees.flatMap((tree) => specificationLines(tree, change)),
    ),
    '</REQ-IF-CONTENT>',
    '</CORE-CONTENT>',
    '</REQ-IF>',
  ];
  return { value: `${lines.join('\n')}\n`, diagnostics };
}

function inside(name: string, lines: readonly string[]): readonly string[] {
  return [`<${name}>`, ...lines, `</${name}>`];
}

function typeLines(requirements: readonly Requirement[], hasHeadings: boolean, change: string): readonly string[] {
  return [
    ...byLevel(requirements).flatMap(([level, members]) => objectTypeLines(level, definitionsOf(members), change)),
    ...(hasHeadings ? headingTypeLines(change) : []),
    `<SPEC-RELATION-TYPE IDENTIFIER="type-parent" LONG-NAME="parent" ${change}/>`,
    `<SPECIFICATION-TYPE IDENTIFIER="type-specification" LONG-NAME="module" ${change}/>`,
  ];
}

function headerLines(options: ReqifWriting): readonly string[] {
  const project = xmlCharacters(options.project);
  return [
    '<THE-HEADER>',
    `<REQ-IF-HEADER IDENTIFIER="${reqifIdentifier('header', project)}">`,
    `<CREATION-TIME>${options.time}</CREATION-TIME>`,
    '<REQ-IF-TOOL-ID>ampel360</REQ-IF-TOOL-ID>',
    '<REQ-IF-VERSION>1.0</REQ-IF-VERSION>',
    '<SOURCE-TOOL-ID>ampel360</SOURCE-TOOL-ID>',
    `<TITLE>${escapedText(project)}</TITLE>`,
    '</REQ-IF-HEADER>',
    '</THE-HEADER>',
  ];
}

function byLevel(requirements: readonly Requirement[]): readonly (readonly [string, readonly Requirement[]])[] {
  const levels = new Map<string, Requirement[]>();
  for (const requirement of requirements) {
    const members = levels.get(requirement.level);
    if (members === undefined) levels.set(requirement.level, [requirement]);
    else members.push(requirement);
  }
  return [...levels].sort(([a], [b]) => compareText(a, b));
}

function uniqueById(requirements: readonly Requirement[], diagnostics: Diagnostic[]): readonly Requirement[] {
  const seen = new Set<string>();
  return requirements.filter((requirement) => {
    if (!seen.has(requirement.id)) {
      seen.add(requirement.id);
      return true;
    }
    diagnostics.push(
      findingOf({
        code: 'IMP-001',
        place: requirement.place,
        message: `id "${requirement.id}" stands twice`,
        subjects: [requirement.id],
        why: 'identifiers in a ReqIF document are made from ids; only the first is written',
        fix: 'give each requirement its own id',
      }),
    );
    return false;
  });
}

function objectLines(requirement: Requirement, ids: ReadonlySet<string>, change: string, diagnostics: Diagnostic[]): readonly string[] {
  const isComplete = requirement.parents.every((parent) => ids.has(parent));
  if (!isComplete) for (const finding of idFindingsOf(requirement)) diagnostics.push(finding);
  const name = requirement.title === '' ? '' : ` LONG-NAME="${escapedAttribute(requirement.title)}"`;
  return [
    `<SPEC-OBJECT IDENTIFIER="${reqifIdentifier('object', requirement.id)}"${name} ${change}>`,
    '<VALUES>',
    ...attributeLines(isComplete ? { ...requirement, parents: [] } : requirement),
    '</VALUES>',
    `<TYPE><SPEC-OBJECT-TYPE-REF>${reqifIdentifier('type', requirement.level)}</SPEC-OBJECT-TYPE-REF></TYPE>`,
    '</SPEC-OBJECT>',
  ];
}

function relationLines(requirement: Requirement, ids: ReadonlySet<string>, change: string): readonly string[] {
  const parents = [...new Set(requirement.parents)].filter((parent) => ids.has(parent));
  return parents.map((parent) =>
    [
      `<SPEC-RELATION IDENTIFIER="${reqifIdentifier('relation', requirement.id, parent)}" ${change}>`,
      `<SOURCE><SPEC-OBJECT-REF>${reqifIdentifier('object', requirement.id)}</SPEC-OBJECT-REF></SOURCE>`,
      `<TARGET><SPEC-OBJECT-REF>${reqifIdentifier('object', parent)}</SPEC-OBJECT-REF></TARGET>`,
      '<TYPE><SPEC-RELATION-TYPE-REF>type-parent</SPEC-RELATION-TYPE-REF></TYPE>',
      '</SPEC-RELATION>',
    ].join(''),
  );
}

function timeFinding(time: string): Diagnostic {
  return findingOf({
    code: 'IMP-411',
    message: `time "${time}" is not a date and time with zone`,
    why: 'CREATION-TIME and LAST-CHANGE are of type xsd:dateTime; nothing is written',
    fix: 'give a time such as 2026-01-31T12:00:00Z',
  });
}

import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Requirement } from '../model.js';
import type { RequirementField } from './fields.js';
import { findingOf } from './findings.js';
import type { ExchangeFile, ExchangeOptions } from './options.js';
import { membersOf, requirementOf } from './requirement-draft.js';
import { type SdocElement, type SdocRelation, sdocElementsOf } from './strictdoc-elements.js';

const structure = new Set([
  'DOCUMENT',
  'DOCUMENT_CONFIG',
  'DOCUMENT_FROM_FILE',
  'DOCUMENT_VIEW',
  'GRAMMAR',
  'SECTION',
  'TEXT',
  'FREETEXT',
  'FRAGMENT',
]);
const fieldOfName: ReadonlyMap<string, RequirementField> = new Map([
  ['TITLE', 'title'],
  ['STATEMENT', 'text'],
  ['RATIONALE', 'rationale'],
  ['STATUS', 'status'],
  ['VERIFICATION', 'verification'],
]);

/** Elements of a document under way to requirements. */
interface Reading {
  readonly options: ExchangeFile & ExchangeOptions;
  readonly diagnostics: Diagnostic[];
  readonly requirements: Requirement[];
  /** Parents that another element claimed by a relation of type Child. */
  readonly childClaims: Map<string, string[]>;
}

/**
 * The requirements of one StrictDoc document: every element with a UID that is not document structure. The level is the element's name in lower
 * case; titles of the enclosing sections become attribute `chapter`, file relations `files`, repeated comments `comment`.
 * Diagnostics IMP-301 to IMP-306. Source: StrictDoc user guide, "SDoc syntax".
 * @implements LLR-IMP-032
 */
export function readStrictDoc(input: ExchangeFile & ExchangeOptions): Read<readonly Requirement[]> {
  const read = sdocElementsOf(input);
  const reading: Reading = { options: input, diagnostics: [...read.diagnostics], requirements: [], childClaims: new Map() };
  for (const element of read.value) {
    if (!structure.has(element.name)) readElement(reading, element);
  }
  return { value: reading.requirements.map((each) => withClaims(each, reading.childClaims)), diagnostics: reading.diagnostics };
}

function readElement(reading: Reading, element: SdocElement): void {
  const id = fieldText(element, 'UID') || fieldText(element, 'MID');
  const place: Place = element.place;
  if (id === '') {
    reading.diagnostics.push(
      findingOf({
        code: 'IMP-303',
        severity: 'warning',
        place,
        message: `[${element.name}] "${fieldText(element, 'TITLE')}" has no UID`,
        why: 'nothing can be traced to an element without an id; it is left out',
        fix: 'give it a UID',
      }),
    );
    return;
  }
  const values = new Map<RequirementField, string>();
  for (const [name, field] of fieldOfName) if (element.fields.has(name)) values.set(field, fieldText(element, name));
  const draft = membersOf(values, place);
  for (const finding of draft.diagnostics) reading.diagnostics.push(finding);
  const links = linksOf(reading, element, id);
  const attributes = attributesOf(element, links);
  const status = draft.leftOver.get('status');
  if (status !== undefined) attributes.set('STATUS', status);
  reading.requirements.push(
    requirementOf(
      {
        ...draft.members,
        id,
        place,
        level: element.name.toLowerCase(),
        parents: [...new Set(links.parents)],
        attributes: Object.fromEntries(attributes),
      },
      reading.options,
    ),
  );
}

interface Links {
  readonly parents: string[];
  readonly children: string[];
  readonly files: string[];
}

function linksOf(reading: Reading, element: SdocElement, id: string): Links {
  const links: Links = { parents: [], children: [], files: [] };
  for (const relation of element.relations) {
    const kind = relation.type.toLowerCase();
    if (relation.value === '' || !['parent', 'child', 'file'].includes(kind)) reportRelation(reading, relation, id);
    else if (kind === 'parent') links.parents.push(relation.value);
    else if (kind === 'file') links.files.push(relation.value);
    else {
      links.children.push(relation.value);
      const claims = reading.childClaims.get(relation.value);
      if (claims === undefined) reading.childClaims.set(relation.value, [id]);
      else claims.push(id);
    }
  }
  return links;
}

function reportRelation(reading: Reading, relation: SdocRelation, id: string): void {
  reading.diagnostics.push(
    findingOf({
      code: 'IMP-305',
      place: relation.place,
      message: `${id}: relation of type "${relation.type}" with value "${relation.value}" is not understood`,
      why: 'a relation has TYPE Parent, Child or File and a VALUE; this link is lost',
      fix: 'complete the relation',
      subjects: [id],
    }),
  );
}

function attributesOf(element: SdocElement, links: Links): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, texts] of element.fields) {
    if (name === 'COMMENT') attributes.set('comment', texts.join('\n\n'));
    else if (name !== 'UID' && !fieldOfName.has(name)) attributes.set(name, texts.join('\n\n'));
  }
  if (element.chapter.length > 0) attributes.set('chapter', element.chapter.join(' > '));
  if (links.files.length > 0) attributes.set('files', links.files.join('\n'));
  if (links.children.length > 0) attributes.set('children', links.children.join('\n'));
  return attributes;
}

function withClaims(requirement: Requirement, claims: ReadonlyMap<string, readonly string[]>): Requirement {
  const claimed = claims.get(requirement.id);
  return claimed === undefined ? requirement : { ...requirement, parents: [...new Set([...requirement.parents, ...claimed])] };
}

function fieldText(element: SdocElement, name: string): string {
  return element.fields.get(name)?.join('\n\n') ?? '';
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Requirement } from '../model.js';
import { attributeKeyOf, type RequirementField } from './fields.js';
import { findingOf } from './findings.js';
import type { ExchangeFile, ExchangeOptions } from './options.js';
import { type ReqifDocument, reqifDocumentOf } from './reqif-document.js';
import { placementsOf } from './reqif-hierarchy.js';
import { attributeNameOfField, chapterKey, chapterNameAttribute, chapterSeparator } from './reqif-names.js';
import { type SpecObject, specObjectsOf } from './reqif-objects.js';
import { type ReqifLinks, reqifLinksOf } from './reqif-relations.js';
import { membersOf, requirementOf } from './requirement-draft.js';
import { xmlTreeOf } from './xml-tree.js';

/** What is known of all objects before one of them becomes a requirement. */
interface Reading {
  readonly options: ExchangeFile & ExchangeOptions;
  readonly fieldOfName: ReadonlyMap<string, RequirementField>;
  readonly links: ReqifLinks;
  readonly placements: ReturnType<typeof placementsOf>;
  readonly diagnostics: Diagnostic[];
}

/**
 * The requirements of one ReqIF document (not of a .reqifz archive). The id is ReqIF.ForeignID, or IDENTIFIER without it; the level the
 * LONG-NAME of the object type; the module that of the SPECIFICATION; the parents the ends of relations as set by `parentEnd`.
 * Without a ReqIF.Name the title is the ReqIF.ChapterName, else the LONG-NAME of the object.
 * An object with a ReqIF.ChapterName and no text of its own is a heading: its title goes to attribute `chapter` of what stands below.
 * Reads leniently; diagnostics IMP-401 to IMP-409. Source: ReqIF 1.2 (formal/2016-07-01) and its Implementation Guide.
 * @implements LLR-IMP-045
 */
export function readReqif(input: ExchangeFile & ExchangeOptions): Read<readonly Requirement[]> {
  const xml = xmlTreeOf(input);
  if ('refused' in xml) return { value: [], diagnostics: [xml.refused] };
  const diagnostics: Diagnostic[] = [];
  const document = reqifDocumentOf(xml.root, diagnostics);
  const fieldOfName = fieldNames(input.fields);
  const objects = specObjectsOf(document, diagnostics);
  const reading: Reading = {
    options: input,
    fieldOfName,
    diagnostics,
    links: linksOf(document, objects, fieldOfName, input, diagnostics),
    placements: placementsOf(document, headingTitles(objects, fieldOfName), diagnostics),
  };
  const value: Requirement[] = [];
  for (const object of objects) if (!isHeading(object, fieldOfName)) value.push(toRequirement(object, reading));
  return { value, diagnostics };
}

function fieldNames(mapping: ExchangeOptions['fields']): ReadonlyMap<string, RequirementField> {
  const names = new Map<string, RequirementField>([...attributeNameOfField].map(([field, name]) => [name, field]));
  for (const [name, field] of Object.entries(mapping ?? {})) names.set(name, field);
  return names;
}

function valueFor(object: SpecObject, field: RequirementField, fieldOfName: ReadonlyMap<string, RequirementField>): string {
  for (const [name, value] of object.values) if (fieldOfName.get(name) === field && value !== '') return value;
  return '';
}

function idOf(object: SpecObject, fieldOfName: ReadonlyMap<string, RequirementField>): string {
  return valueFor(object, 'id', fieldOfName) || object.identifier;
}

function isHeading(object: SpecObject, fieldOfName: ReadonlyMap<string, RequirementField>): boolean {
  if ((object.values.get(chapterNameAttribute) ?? '') === '') return false;
  return valueFor(object, 'text', fieldOfName) === '' || valueFor(object, 'id', fieldOfName) === '';
}

function headingTitles(objects: readonly SpecObject[], fieldOfName: ReadonlyMap<string, RequirementField>): ReadonlyMap<string, string> {
  const headings = objects.filter((object) => isHeading(object, fieldOfName));
  return new Map(headings.map((object) => [object.identifier, object.values.get(chapterNameAttribute) ?? '']));
}

function linksOf(
  document: ReqifDocument,
  objects: readonly SpecObject[],
  fieldOfName: ReadonlyMap<string, RequirementField>,
  options: ExchangeOptions,
  diagnostics: Diagnostic[],
): ReqifLinks {
  const idOfIdentifier = new Map(objects.map((object) => [object.identifier, idOf(object, fieldOfName)]));
  return reqifLinksOf(document, idOfIdentifier, options, diagnostics);
}

function toRequirement(object: SpecObject, reading: Reading): Requirement {
  const { place } = object.element;
  const values = new Map<RequirementField, string>();
  const attributes = new Map<string, string>();
  for (const [name, text] of object.values) {
    const field = reading.fieldOfName.get(name);
    if (field === undefined) attributes.set(attributeKeyOf(name), text);
    else if (text !== '') values.set(field, text);
  }
  if (!values.has('title'))
    values.set('title', object.values.get(chapterNameAttribute) || (object.element.attributes.get('LONG-NAME') ?? ''));
  const draft = membersOf(values, place);
  for (const finding of draft.diagnostics) reading.diagnostics.push(finding);
  for (const [field, text] of draft.leftOver) attributes.set(nameForField(object, field, reading), text);
  for (const [name, ids] of reading.links.others.get(object.identifier) ?? []) attributes.set(name, ids.join('\n'));
  const placement = reading.placements.get(object.identifier);
  const chapter = placement?.chapter.join(chapterSeparator) ?? '';
  if (chapter !== '' && !attributes.has(chapterKey)) attributes.set(chapterKey, chapter);
  const id = idOf(object, reading.fieldOfName);
  if (draft.members.title === '' && !values.has('text')) reading.diagnostics.push(emptyFinding(id, object));
  const parents = [...new Set([...(draft.members.parents ?? []), ...(reading.links.parents.get(object.identifier) ?? [])])];
  return requirementOf(
    {
      level: object.typeName,
      ...draft.members,
      id,
      place,
      parents,
      attributes: Object.fromEntries(attributes),
      module: reading.options.module ?? draft.members.module ?? placement?.module ?? '',
    },
    reading.options,
  );
}

function nameForField(object: SpecObject, field: string, reading: Reading): string {
  for (const name of object.values.keys()) if (reading.fieldOfName.get(name) === field) return name;
  return field;
}

function emptyFinding(id: string, object: SpecObject): Diagnostic {
  return findingOf({
    code: 'IMP-409',
    severity: 'warning',
    place: object.element.place,
    message: `${id} has neither name nor text`,
    subjects: [id],
    why: 'the attributes that hold them may have other names here',
    fix: 'map the attribute names of this file to the fields title and text',
  });
}

import { compareText } from '../../../kernel/diagnostic.js';
import type { Requirement } from '../model.js';
import { fieldTextOf } from './field-text.js';
import { type RequirementField, writtenAttributeName } from './fields.js';
import { reqifIdentifier } from './reqif-identifiers.js';
import { attributeNameOfField, chapterNameAttribute, reservedAttributeNames } from './reqif-names.js';
import { xhtmlOf } from './xhtml-writer.js';
import { escapedAttribute } from './xml-text.js';

type Kind = 'STRING' | 'XHTML' | 'BOOLEAN' | 'ENUMERATION';

/** One attribute of an object type. */
export interface AttributeDefinition {
  readonly name: string;
  readonly kind: Kind;
  readonly datatype: string;
  readonly isMultiValued: boolean;
}

const kindOfField: Partial<Readonly<Record<RequirementField, Kind>>> = {
  text: 'XHTML',
  rationale: 'XHTML',
  safetyNote: 'XHTML',
  derived: 'BOOLEAN',
  verification: 'ENUMERATION',
  status: 'ENUMERATION',
};
const enumerations: readonly { readonly field: RequirementField; readonly name: string; readonly values: readonly string[] }[] = [
  { field: 'status', name: 'Status', values: ['active', 'planned'] },
  { field: 'verification', name: 'Verification method', values: ['test', 'analysis', 'proof', 'review'] },
];
/** The greatest 32-bit integer: readers keep MAX-LENGTH in one. */
const stringLengthMax = 2147483647;

/**
 * The elements of DATATYPES: string, XHTML, boolean, and the enumerations of status and verification method.
 * @implements LLR-IMP-062
 */
export function datatypeLines(change: string): readonly string[] {
  return [
    `<DATATYPE-DEFINITION-BOOLEAN IDENTIFIER="datatype-BOOLEAN" LONG-NAME="boolean" ${change}/>`,
    `<DATATYPE-DEFINITION-STRING IDENTIFIER="datatype-STRING" LONG-NAME="string" MAX-LENGTH="${stringLengthMax}" ${change}/>`,
    `<DATATYPE-DEFINITION-XHTML IDENTIFIER="datatype-XHTML" LONG-NAME="XHTML" ${change}/>`,
    ...enumerations.flatMap(({ field, name, values }) => [
      `<DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="datatype-${field}" LONG-NAME="${name}" ${change}>`,
      '<SPECIFIED-VALUES>',
      ...values.map(
        (value, key) =>
          `<ENUM-VALUE IDENTIFIER="value-${field}-${value}" LONG-NAME="${value}" ${change}>` +
          `<PROPERTIES><EMBEDDED-VALUE KEY="${key}" OTHER-CONTENT="${value}"/></PROPERTIES></ENUM-VALUE>`,
      ),
      '</SPECIFIED-VALUES>',
      '</DATATYPE-DEFINITION-ENUMERATION>',
    ]),
  ];
}

/**
 * The attributes of the object type of a level: one for each field, then one for each key of the requirements' own attributes.
 * @implements LLR-IMP-062
 */
export function definitionsOf(requirements: readonly Requirement[]): readonly AttributeDefinition[] {
  const fields = [...attributeNameOfField].map(([field, name]) => {
    const kind = kindOfField[field] ?? 'STRING';
    return { name, kind, datatype: kind === 'ENUMERATION' ? field : kind, isMultiValued: field === 'verification' };
  });
  const keys = [...new Set(requirements.flatMap((each) => Object.keys(each.attributes)))].sort(compareText);
  const own = keys.map((key) => ({
    name: writtenAttributeName(key, reservedAttributeNames),
    kind: 'STRING' as const,
    datatype: 'STRING',
    isMultiValued: false,
  }));
  return [...fields, ...own];
}

/**
 * The SPEC-OBJECT-TYPE of a level.
 * @implements LLR-IMP-062
 */
export function objectTypeLines(level: string, definitions: readonly AttributeDefinition[], change: string): readonly string[] {
  return [
    `<SPEC-OBJECT-TYPE IDENTIFIER="${reqifIdentifier('type', level)}" LONG-NAME="${escapedAttribute(level)}" ${change}>`,
    '<SPEC-ATTRIBUTES>',
    ...definitions.map((definition) => definitionLine(reqifIdentifier('attribute', level, definition.name), definition, change)),
    '</SPEC-ATTRIBUTES>',
    '</SPEC-OBJECT-TYPE>',
  ];
}

/**
 * The SPEC-OBJECT-TYPE of headings.
 * @implements LLR-IMP-062
 */
export function headingTypeLines(change: string): readonly string[] {
  const definition: AttributeDefinition = { name: chapterNameAttribute, kind: 'STRING', datatype: 'STRING', isMultiValued: false };
  return [
    `<SPEC-OBJECT-TYPE IDENTIFIER="type-heading" LONG-NAME="heading" ${change}>`,
    '<SPEC-ATTRIBUTES>',
    definitionLine('attribute-heading', definition, change),
    '</SPEC-ATTRIBUTES>',
    '</SPEC-OBJECT-TYPE>',
  ];
}

function definitionLine(identifier: string, definition: AttributeDefinition, change: string): string {
  const { kind } = definition;
  const multiple = kind === 'ENUMERATION' ? ` MULTI-VALUED="${definition.isMultiValued}"` : '';
  return (
    `<ATTRIBUTE-DEFINITION-${kind} IDENTIFIER="${identifier}" LONG-NAME="${escapedAttribute(definition.name)}"${multiple} ${change}>` +
    `<TYPE><DATATYPE-DEFINITION-${kind}-REF>datatype-${definition.datatype}</DATATYPE-DEFINITION-${kind}-REF></TYPE></ATTRIBUTE-DEFINITION-${kind}>`
  );
}

/**
 * The attribute values of a requirement; an empty field has none.
 * @implements LLR-IMP-062
 */
export function attributeLines(requirement: Requirement): readonly string[] {
  const lines: string[] = [];
  for (const [field, name] of attributeNameOfField) {
    const identifier = reqifIdentifier('attribute', requirement.level, name);
    const kind = kindOfField[field] ?? 'STRING';
    const text = fieldTextOf(requirement, field);
    if (text === '') continue;
    if (kind === 'XHTML') lines.push(valueLine(kind, identifier, '', `<THE-VALUE>${xhtmlOf(text)}</THE-VALUE>`));
    else if (kind === 'ENUMERATION') lines.push(valueLine(kind, identifier, '', enumerationValues(requirement, field)));
    else lines.push(valueLine(kind, identifier, text));
  }
  for (const key of Object.keys(requirement.attributes).sort(compareText)) {
    const identifier = reqifIdentifier('attribute', requirement.level, writtenAttributeName(key, reservedAttributeNames));
    lines.push(valueLine('STRING', identifier, requirement.attributes[key] ?? ''));
  }
  return lines;
}

/**
 * The one value of a heading.
 * @implements LLR-IMP-062
 */
export function headingValueLine(title: string): string {
  return valueLine('STRING', 'attribute-heading', title);
}

function enumerationValues(requirement: Requirement, field: RequirementField): string {
  const values = field === 'verification' ? requirement.verification : [requirement.status];
  return `<VALUES>${values.map((value) => `<ENUM-VALUE-REF>value-${field}-${value}</ENUM-VALUE-REF>`).join('')}</VALUES>`;
}

function valueLine(kind: Kind, definition: string, text: string, content = ''): string {
  const attribute = content === '' ? ` THE-VALUE="${escapedAttribute(text)}"` : '';
  const reference = `<ATTRIBUTE-DEFINITION-${kind}-REF>${definition}</ATTRIBUTE-DEFINITION-${kind}-REF>`;
  return `<ATTRIBUTE-VALUE-${kind}${attribute}><DEFINITION>${reference}</DEFINITION>${content}</ATTRIBUTE-VALUE-${kind}>`;
}

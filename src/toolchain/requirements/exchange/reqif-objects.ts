import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { findingOf } from './findings.js';
import { type ReqifDocument, referenceIn, resolve } from './reqif-document.js';
import { xhtmlTextOf } from './xhtml-text.js';
import { characterDataOf, childAt, childrenOf, type XmlElement } from './xml-tree.js';

/** One SPEC-OBJECT with its values as text by attribute name. */
export interface SpecObject {
  readonly identifier: string;
  readonly element: XmlElement;
  /** LONG-NAME of its type; empty when the type is not known. */
  readonly typeName: string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * The SPEC-OBJECTs of a document with their attribute values; a default value of the type stands where an object gives none.
 * A value whose definition is not known goes by the identifier of the definition. Unknown types, definitions and enumeration values are reported (IMP-407, IMP-408). Source: ReqIF 1.2, sections 10.6 to 10.8.
 * @implements LLR-IMP-044
 */
export function specObjectsOf(document: ReqifDocument, diagnostics: Diagnostic[]): readonly SpecObject[] {
  const defaults = new Map<XmlElement, ReadonlyMap<string, string>>();
  return document.specObjects.map((element) => {
    const type = resolve(document, element, 'TYPE', (name) => name === 'SPEC-OBJECT-TYPE', diagnostics);
    if (type !== undefined && !defaults.has(type)) defaults.set(type, defaultsOf(document, type, diagnostics));
    const values = new Map(type === undefined ? [] : defaults.get(type));
    for (const value of childrenOf(childAt(element, 'VALUES'))) {
      const definition = resolve(document, value, 'DEFINITION', (name) => name.startsWith('ATTRIBUTE-DEFINITION-'), diagnostics);
      const name = definition === undefined ? referenceIn(childAt(value, 'DEFINITION')) : nameOf(definition);
      if (name !== '') values.set(name, valueText(document, value, diagnostics));
    }
    return { identifier: element.attributes.get('IDENTIFIER') ?? '', element, typeName: type === undefined ? '' : nameOf(type), values };
  });
}

/**
 * The LONG-NAME of an element, or its identifier where it has none.
 * @implements LLR-IMP-044
 */
export function nameOf(element: XmlElement): string {
  return element.attributes.get('LONG-NAME') || (element.attributes.get('IDENTIFIER') ?? '');
}

function defaultsOf(document: ReqifDocument, type: XmlElement, diagnostics: Diagnostic[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const definition of childrenOf(childAt(type, 'SPEC-ATTRIBUTES'))) {
    const value = childrenOf(childAt(definition, 'DEFAULT-VALUE'))[0];
    if (value !== undefined) values.set(nameOf(definition), valueText(document, value, diagnostics));
  }
  return values;
}

function valueText(document: ReqifDocument, value: XmlElement, diagnostics: Diagnostic[]): string {
  if (value.name === 'ATTRIBUTE-VALUE-ENUMERATION') return enumerationText(document, value, diagnostics);
  const content = childAt(value, 'THE-VALUE');
  if (value.name === 'ATTRIBUTE-VALUE-XHTML' && content !== undefined) return xhtmlTextOf(content);
  return value.attributes.get('THE-VALUE') ?? characterDataOf(content);
}

/** Names of the chosen values, apart by semicolons. */
function enumerationText(document: ReqifDocument, value: XmlElement, diagnostics: Diagnostic[]): string {
  return childrenOf(childAt(value, 'VALUES'))
    .map((reference) => {
      const identifier = characterDataOf(reference);
      const chosen = document.byIdentifier.get(identifier);
      if (chosen?.name === 'ENUM-VALUE') return enumerationName(chosen);
      diagnostics.push(
        findingOf({
          code: 'IMP-408',
          place: reference.place,
          message: `ENUM-VALUE-REF refers to "${identifier}", which is no enumeration value`,
          why: 'the identifier stands in place of the value',
          fix: 'export the datatype as well, or mend the reference',
        }),
      );
      return identifier;
    })
    .join('; ');
}

function enumerationName(value: XmlElement): string {
  const embedded = childAt(value, 'PROPERTIES', 'EMBEDDED-VALUE');
  return value.attributes.get('LONG-NAME') || embedded?.attributes.get('OTHER-CONTENT') || nameOf(value);
}

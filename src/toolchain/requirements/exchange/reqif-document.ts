import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { findingOf } from './findings.js';
import { reqifNamespace } from './reqif-names.js';
import { characterDataOf, childAt, childrenOf, type XmlElement } from './xml-tree.js';

/** The parts of a ReqIF document that the reader uses, looked up by identifier. */
export interface ReqifDocument {
  readonly specObjects: readonly XmlElement[];
  readonly specRelations: readonly XmlElement[];
  readonly specifications: readonly XmlElement[];
  /** Elements that other elements refer to, by IDENTIFIER; the first of a repeated identifier. */
  readonly byIdentifier: ReadonlyMap<string, XmlElement>;
}

/**
 * Indexes a document and reports what is wrong with it as a whole: root (IMP-404), namespace and version (IMP-405), identifiers that are
 * missing or repeated (IMP-406). Source: ReqIF 1.2, section 10; schema http://www.omg.org/spec/ReqIF/20110401/reqif.xsd.
 * @implements LLR-IMP-043
 */
export function reqifDocumentOf(root: XmlElement, diagnostics: Diagnostic[]): ReqifDocument {
  reportRoot(root, diagnostics);
  const content = childAt(root, 'CORE-CONTENT', 'REQ-IF-CONTENT') ?? childAt(root, 'CORE-CONTENT');
  const byIdentifier = new Map<string, XmlElement>();
  const part = (name: string, ...kinds: readonly string[]): readonly XmlElement[] => childrenOf(childAt(content, name), ...kinds);
  const types = [...part('SPEC-TYPES'), ...part('DATATYPES')];
  const specObjects = part('SPEC-OBJECTS', 'SPEC-OBJECT');
  const specRelations = part('SPEC-RELATIONS', 'SPEC-RELATION');
  const specifications = part('SPECIFICATIONS', 'SPECIFICATION');
  for (const type of types) {
    const inner = [...childrenOf(childAt(type, 'SPEC-ATTRIBUTES')), ...childrenOf(childAt(type, 'SPECIFIED-VALUES'))];
    for (const element of [type, ...inner]) addIdentifier(element, byIdentifier, diagnostics);
  }
  const document: ReqifDocument = { specObjects, specRelations, specifications, byIdentifier };
  for (const definition of types.flatMap((type) => childrenOf(childAt(type, 'SPEC-ATTRIBUTES')))) {
    resolve(document, definition, 'TYPE', (name) => name.startsWith('DATATYPE-DEFINITION-'), diagnostics);
  }
  const hierarchies = specifications.flatMap(hierarchiesOf);
  for (const element of [...specObjects, ...specRelations, ...specifications, ...hierarchies])
    addIdentifier(element, byIdentifier, diagnostics);
  return document;
}

function hierarchiesOf(element: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const waiting: XmlElement[] = [...childrenOf(childAt(element, 'CHILDREN'), 'SPEC-HIERARCHY')];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    for (const child of childrenOf(childAt(next, 'CHILDREN'), 'SPEC-HIERARCHY')) waiting.push(child);
  }
  return found.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

function reportRoot(root: XmlElement, diagnostics: Diagnostic[]): void {
  if (root.name !== 'REQ-IF') {
    diagnostics.push(
      findingOf({
        code: 'IMP-404',
        place: root.place,
        message: `root element is ${root.name}, not REQ-IF`,
        why: 'the file is no ReqIF document',
        fix: 'export it as ReqIF; a .reqifz archive must be unpacked first',
      }),
    );
    return;
  }
  if (root.namespace !== reqifNamespace)
    reportVersion(root.place, `namespace is "${root.namespace}"`, `use ${reqifNamespace}`, diagnostics);
  const version = childAt(root, 'THE-HEADER', 'REQ-IF-HEADER', 'REQ-IF-VERSION');
  if (version !== undefined && characterDataOf(version) !== '1.0') {
    reportVersion(
      version.place,
      `REQ-IF-VERSION is "${characterDataOf(version)}"`,
      'write 1.0, which the schema fixes for ReqIF 1.0 to 1.2',
      diagnostics,
    );
  }
}

function reportVersion(place: Place, message: string, fix: string, diagnostics: Diagnostic[]): void {
  diagnostics.push(
    findingOf({
      code: 'IMP-405',
      severity: 'warning',
      place,
      message,
      fix,
      why: 'the file is not of the version that this reader knows; it is read as if it were',
    }),
  );
}

function addIdentifier(element: XmlElement, byIdentifier: Map<string, XmlElement>, diagnostics: Diagnostic[]): void {
  const identifier = element.attributes.get('IDENTIFIER') ?? '';
  if (identifier !== '' && !byIdentifier.has(identifier)) {
    byIdentifier.set(identifier, element);
    return;
  }
  diagnostics.push(
    findingOf({
      code: 'IMP-406',
      place: element.place,
      message: identifier === '' ? `${element.name} has no IDENTIFIER` : `IDENTIFIER "${identifier}" stands twice`,
      why: 'references need one identifier for one element; a reference takes the first',
      fix: 'give each element its own IDENTIFIER',
    }),
  );
}

/**
 * The identifier that stands in the reference child of a part, such as `SPEC-OBJECT-REF` in `SOURCE`; empty when there is none.
 * @implements LLR-IMP-043
 */
export function referenceIn(element: XmlElement | undefined): string {
  return characterDataOf(childrenOf(element)[0]);
}

/**
 * The element that a part refers to. A reference to nothing, or to an element of another kind, is reported (IMP-407).
 * @implements LLR-IMP-043
 */
export function resolve(
  document: ReqifDocument,
  owner: XmlElement,
  part: string,
  isRightKind: (name: string) => boolean,
  diagnostics: Diagnostic[],
): XmlElement | undefined {
  const holder = childAt(owner, part);
  const identifier = referenceIn(holder);
  const target = document.byIdentifier.get(identifier);
  if (target !== undefined && isRightKind(target.name)) return target;
  const name = `${owner.name} ${owner.attributes.get('IDENTIFIER') ?? ''}`.trim();
  const reason =
    identifier === ''
      ? 'is missing'
      : target === undefined
        ? `refers to "${identifier}", which does not exist`
        : `refers to "${identifier}", a ${target.name}`;
  diagnostics.push(
    findingOf({
      code: 'IMP-407',
      place: holder?.place ?? owner.place,
      message: `${name}: ${part} ${reason}`,
      why: 'the type, name or link that the reference stands for cannot be found',
      fix: 'export the referenced element as well, or mend the reference',
    }),
  );
  return undefined;
}

import { SaxesParser } from 'saxes';
import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { findingOf } from './findings.js';
import type { ExchangeFile } from './options.js';

/** An element with its namespace resolved; the prefix that the file used does not matter. */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
  /** Values by local name of the attribute. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
  readonly place: Place;
}

/** What came of a text: its root element, or the one reason why there is none. */
export type XmlRead = { readonly root: XmlElement } | { readonly refused: Diagnostic };

interface OpenElement extends XmlElement {
  readonly attributes: Map<string, string>;
  readonly children: (XmlElement | string)[];
}

/** A hierarchy level takes two elements, so that this allows for chapters nested a hundred deep. */
const depthMax = 256;

/** The parser cannot be stopped inside of a piece, and its time grows with the square of the depth; so it gets small pieces, in UTF-16 units. */
const chunkLength = 16_384;

/**
 * The element tree of an XML text. A document type declaration is refused (IMP-402), since entities could expand without bound; so are
 * elements nested deeper than 256 (IMP-403) and text that is not well-formed (IMP-401). Source: XML 1.0 section 1.2, Namespaces in XML 1.0.
 * @implements LLR-IMP-041
 */
export function xmlTreeOf(file: ExchangeFile): XmlRead {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stack: OpenElement[] = [];
  let root: OpenElement | undefined;
  let refused: Diagnostic | undefined;
  let start: Place = { path: file.path, line: 1, column: 1 };
  const here = (): Place => ({ path: file.path, line: parser.line, column: Math.max(1, parser.columnIndex) });
  parser.on('error', (error) => {
    refused ??= notWellFormed(here(), error.message);
  });
  parser.on('doctype', () => {
    refused ??= doctypeFinding(here());
  });
  parser.on('opentagstart', (tag) => {
    start = { ...here(), column: Math.max(1, parser.columnIndex - tag.name.length - 1) };
  });
  parser.on('opentag', (tag) => {
    if (refused !== undefined) return;
    const attributes = new Map(Object.values(tag.attributes).map((attribute) => [attribute.local, attribute.value]));
    const element: OpenElement = { name: tag.local, namespace: tag.uri, attributes, children: [], place: start };
    stack.at(-1)?.children.push(element);
    root ??= element;
    stack.push(element);
    if (stack.length > depthMax) refused = depthFinding(start);
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  const addText = (text: string): void => {
    if (refused === undefined) stack.at(-1)?.children.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  for (let at = 0; at < file.text.length && refused === undefined; at += chunkLength) parser.write(file.text.slice(at, at + chunkLength));
  if (refused === undefined) parser.close();
  return refused === undefined && root !== undefined ? { root } : { refused: refused ?? notWellFormed(here(), 'document has no element') };
}

/**
 * The child elements with one of the names; all of them without a name.
 * @implements LLR-IMP-041
 */
export function childrenOf(element: XmlElement | undefined, ...names: readonly string[]): readonly XmlElement[] {
  const elements = element?.children.filter((child) => typeof child !== 'string') ?? [];
  return names.length === 0 ? elements : elements.filter((child) => names.includes(child.name));
}

/**
 * The first element at a path of local names below the element.
 * @implements LLR-IMP-041
 */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce((at, name) => childrenOf(at, name)[0], element);
}

/**
 * The character data directly in the element, without white space at both ends.
 * @implements LLR-IMP-041
 */
export function characterDataOf(element: XmlElement | undefined): string {
  return (
    element?.children
      .filter((child) => typeof child === 'string')
      .join('')
      .trim() ?? ''
  );
}

function notWellFormed(place: Place, message: string): Diagnostic {
  return findingOf({
    code: 'IMP-401',
    place,
    message: `not well-formed XML: ${message.replace(/^\d+:\d+: /u, '').replace(/\.$/u, '')}`,
    why: 'XML that is not well-formed has no defined content; nothing is read',
    fix: 'export the file again, or mend it at this place',
  });
}

function doctypeFinding(place: Place): Diagnostic {
  return findingOf({
    code: 'IMP-402',
    place,
    message: 'document type declaration refused',
    why: 'it can define entities that expand without bound or name other files; nothing is read',
    fix: 'remove the DOCTYPE; ReqIF needs none',
  });
}

function depthFinding(place: Place): Diagnostic {
  return findingOf({
    code: 'IMP-403',
    place,
    message: `elements nest deeper than ${depthMax}`,
    why: 'no requirement document is that deep; nothing is read',
    fix: 'flatten the hierarchy',
  });
}

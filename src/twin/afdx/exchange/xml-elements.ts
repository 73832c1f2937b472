import { SaxesParser } from 'saxes';
import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { present } from '../../../kernel/present.js';

/** An element of an XML text. Names are as written, with prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Whether there is character data other than white space directly in the element. */
  readonly hasText: boolean;
  readonly place: Place;
}

/** What came of a text: its root element, or the one reason why there is none. */
export type XmlReading = { readonly root: XmlElement } | { readonly refused: Diagnostic };

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  hasText: boolean;
}

/** Longer texts are refused unread, because the elements are held in memory with their places. */
const textLengthMax = 16_000_000;

/** As many as fit into a text of that length in files of the form. */
const elementCountMax = 500_000;

/** The form has fewer than ten; the parser is slow at many. */
const attributeCountMax = 100;

/** A path in a target in a flow in the root is on level 4. */
const depthMax = 16;

/** The parser stops only between pieces, and deep nesting costs it more than linear time, so the pieces are small; in UTF-16 units. */
const pieceLength = 16_384;

/**
 * The elements of an XML text, or a finding AFDX-200 for one that is not well-formed, has a document type declaration, is nested
 * deeper than 16 levels, has more than 500 000 elements or 100 attributes on one, or is longer than 16 000 000 characters.
 * Source: XML 1.0, fifth edition.
 *
 * @param file path as shown in findings, and text
 * @implements LLR-CNV-001
 */
export function xmlElementsOf(file: { readonly path: string; readonly text: string }): XmlReading {
  const start: Place = { path: file.path, line: 1, column: 1 };
  if (file.text.length > textLengthMax) return { refused: refusal(start, `the file is longer than ${textLengthMax} characters`, tooLong) };
  const parser = new SaxesParser({ position: true });
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  let refused: Diagnostic | undefined;
  let at = start;
  let count = 0;
  let attributeCount = 0;
  const here = (): Place => ({ path: file.path, line: parser.line, column: Math.max(1, parser.columnIndex) });
  parser.on('error', (error) => {
    const fault = error.message
      .slice(0, 200)
      .replace(/^\d+:\d+: /u, '')
      .replace(/\.$/u, '');
    refused ??= refusal(here(), `not well-formed XML: ${fault}`, malformed);
  });
  parser.on('doctype', () => {
    refused ??= refusal(here(), 'document type declaration refused', declared);
  });
  parser.on('opentagstart', (tag) => {
    at = { ...here(), column: Math.max(1, parser.columnIndex - tag.name.length - 1) };
    attributeCount = 0;
  });
  parser.on('attribute', () => {
    attributeCount += 1;
    if (attributeCount > attributeCountMax) refused ??= refusal(at, `an element with more than ${attributeCountMax} attributes`, tooLong);
  });
  parser.on('opentag', (tag) => {
    if (refused !== undefined) return;
    const element: OpenElement = {
      name: tag.name,
      attributes: new Map(Object.entries(tag.attributes)),
      children: [],
      hasText: false,
      place: at,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    count += 1;
    if (count > elementCountMax) refused = refusal(at, `more than ${elementCountMax} elements`, tooLong);
    if (open.length > depthMax) refused = refusal(at, `elements nest deeper than ${depthMax} levels`, tooDeep);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const markText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined && /\S/u.test(text)) element.hasText = true;
  };
  parser.on('text', markText);
  parser.on('cdata', markText);
  for (let from = 0; from < file.text.length && refused === undefined; from += pieceLength)
    parser.write(file.text.slice(from, from + pieceLength));
  if (refused === undefined) parser.close();
  return refused === undefined ? { root: present(root, 'the root of a well-formed text') } : { refused };
}

interface Reason {
  readonly why: string;
  readonly fix: string;
}

const malformed: Reason = {
  why: 'XML that is not well-formed has no defined content; nothing is read',
  fix: 'export the file again, or mend it at this place',
};
const declared: Reason = {
  why: 'it can define entities that expand without bound or name other files; nothing is read',
  fix: 'remove the DOCTYPE; the form needs none',
};
const tooDeep: Reason = { why: 'the form has four levels; nothing is read', fix: 'check that this is a network file' };
const tooLong: Reason = {
  why: 'the reader holds each element with its place and needs a bound for its memory',
  fix: 'check that this is a network file',
};

function refusal(place: Place, message: string, { why, fix }: Reason): Diagnostic {
  return { code: 'AFDX-200', severity: 'error', message, place, why, fix };
}

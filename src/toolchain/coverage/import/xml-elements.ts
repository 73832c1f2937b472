import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { ImportFindings } from './import-finding.js';

/** An element that begins, with its place. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
}

/** What a reader does with the elements of a file as they come. */
export interface XmlHandler {
  readonly open: (element: XmlElement) => void;
  /** The name, and the text that stood directly in the element. */
  readonly close: (name: string, text: string) => void;
}

/** Coverage files nest their elements less than ten deep. */
const depthMaximum = 64;

/** The parser cannot be stopped inside of a piece; in UTF-16 units. */
const pieceLength = 16_384;

/** Longest text of an element that is kept; only paths of folders are read. */
const textMaximum = 4096;

/**
 * Hands the elements of an XML text to a reader. A document type is skipped as long as it declares nothing itself: no entity is
 * expanded and no other file is read. Not well-formed, truncated or too deep text is a finding, and ends the reading.
 * @returns whether the text was read to its end
 * @implements LLR-CVI-007
 */
export function readXml(text: string, { open, close }: XmlHandler, findings: ImportFindings): boolean {
  const parser = new SaxesParser({ position: true, xmlns: false } as const);
  const texts: string[] = [];
  let isRefused = false;
  const refuse = (code: 'CVI-102' | 'CVI-103', message: string): void => {
    if (!isRefused) findings.add(code, message, { line: parser.line, column: Math.max(1, parser.columnIndex) });
    isRefused = true;
  };
  const take = (piece: string): void => {
    const last = texts.length - 1;
    if (last >= 0 && (texts[last]?.length ?? 0) < textMaximum) texts[last] += piece.slice(0, textMaximum);
  };
  parser.on('error', (error) => refuse('CVI-102', `the XML is not well-formed: ${error.message.replace(/^\d+:\d+: /u, '')}`));
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) refuse('CVI-103', 'the document type declares entities or elements');
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    if (isRefused) return;
    texts.push('');
    if (texts.length > depthMaximum) refuse('CVI-102', `elements nest deeper than ${depthMaximum}`);
    else open({ name, attributes, line: parser.line });
  });
  parser.on('closetag', ({ name }) => {
    const own = texts.pop() ?? '';
    if (!isRefused) close(name, own.trim());
  });
  parser.on('text', take);
  parser.on('cdata', take);
  for (let at = 0; at < text.length && !isRefused; at += pieceLength) parser.write(text.slice(at, at + pieceLength));
  if (!isRefused) parser.close();
  return !isRefused;
}

/**
 * A whole number of an attribute, of at most 15 digits; undefined for what is none.
 * @implements LLR-CVI-007
 */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { findingOf } from './findings.js';
import type { ExchangeFile } from './options.js';
import { withoutByteOrderMark } from './text-lines.js';

/** One field of a record; a quoted empty field is a value, an unquoted one is none. */
export interface CsvField {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** One record and where it begins. */
export interface CsvRecord {
  readonly fields: readonly CsvField[];
  readonly place: Place;
}

interface Cursor {
  readonly path: string;
  readonly text: string;
  readonly separator: string;
  readonly diagnostics: Diagnostic[];
  at: number;
  line: number;
  lineStart: number;
}

/**
 * The records of a CSV text; empty lines are passed over. A quote without end (IMP-501) and text after a closing quote (IMP-502) are
 * reported. Line ends are LF, CR LF or CR. Source: RFC 4180, section 2.
 * @implements LLR-IMP-051
 */
export function csvRecordsOf(input: ExchangeFile & { readonly separator: string }): Read<readonly CsvRecord[]> {
  const cursor: Cursor = {
    path: input.path,
    text: withoutByteOrderMark(input.text),
    separator: input.separator,
    diagnostics: [],
    at: 0,
    line: 1,
    lineStart: 0,
  };
  const records: CsvRecord[] = [];
  while (cursor.at < cursor.text.length) {
    const record = recordAt(cursor);
    const only = record.fields.length === 1 ? record.fields[0] : undefined;
    if (only === undefined || only.isQuoted || only.text !== '') records.push(record);
  }
  return { value: records, diagnostics: cursor.diagnostics };
}

function recordAt(cursor: Cursor): CsvRecord {
  const place = placeOf(cursor);
  const fields: CsvField[] = [fieldAt(cursor)];
  while (cursor.text[cursor.at] === cursor.separator) {
    cursor.at += 1;
    fields.push(fieldAt(cursor));
  }
  passLineEnd(cursor);
  return { fields, place };
}

function fieldAt(cursor: Cursor): CsvField {
  if (cursor.text[cursor.at] !== '"') return { text: plainText(cursor), isQuoted: false };
  const place = placeOf(cursor);
  const text = quotedText(cursor, place);
  if (isFieldEnd(cursor)) return { text, isQuoted: true };
  cursor.diagnostics.push(
    findingOf({
      code: 'IMP-502',
      place: placeOf(cursor),
      message: 'text stands after the closing quote of a field',
      why: 'a quoted field ends at its closing quote; the text is added to the field',
      fix: 'double the quotes that belong to the text',
    }),
  );
  return { text: text + plainText(cursor), isQuoted: true };
}

function isFieldEnd(cursor: Cursor): boolean {
  const next = cursor.text[cursor.at];
  return next === undefined || next === cursor.separator || next === '\n' || next === '\r';
}

function plainText(cursor: Cursor): string {
  const start = cursor.at;
  while (!isFieldEnd(cursor)) cursor.at += 1;
  return cursor.text.slice(start, cursor.at);
}

function quotedText(cursor: Cursor, place: Place): string {
  const parts: string[] = [];
  cursor.at += 1;
  for (;;) {
    const end = cursor.text.indexOf('"', cursor.at);
    const part = cursor.text.slice(cursor.at, end < 0 ? cursor.text.length : end);
    parts.push(part);
    countLines(cursor, part);
    cursor.at += part.length + 1;
    if (end < 0) {
      cursor.at = cursor.text.length;
      cursor.diagnostics.push(
        findingOf({
          code: 'IMP-501',
          place,
          message: 'quoted field has no end',
          why: 'the rest of the file is taken as one field',
          fix: 'close the quote, and double quotes inside of the text',
        }),
      );
      break;
    }
    if (cursor.text[cursor.at] !== '"') break;
    parts.push('"');
    cursor.at += 1;
  }
  return parts.join('');
}

function countLines(cursor: Cursor, part: string): void {
  for (const match of part.matchAll(/\r\n|\n|\r/gu)) {
    cursor.line += 1;
    cursor.lineStart = cursor.at + match.index + match[0].length;
  }
}

function passLineEnd(cursor: Cursor): void {
  if (cursor.at >= cursor.text.length) return;
  cursor.at += cursor.text.startsWith('\r\n', cursor.at) ? 2 : 1;
  cursor.line += 1;
  cursor.lineStart = cursor.at;
}

function placeOf(cursor: Cursor): Place {
  return { path: cursor.path, line: cursor.line, column: cursor.at - cursor.lineStart + 1 };
}

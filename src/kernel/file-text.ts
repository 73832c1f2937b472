import { isUtf8 } from 'node:buffer';
import type { Diagnostic } from './diagnostic.js';
import type { Read } from './result.js';

/**
 * Largest text file that is read, in bytes.
 * @implements LLR-PRJ-002
 */
export const textBytesMaximum = 64 * 1024 * 1024;

/**
 * The text of a file's bytes without its byte order mark; undefined with a finding when it is too large, binary or not UTF-8.
 * @implements LLR-PRJ-002
 */
export function fileTextOf(path: string, bytes: Uint8Array): Read<string | undefined> {
  if (bytes.length > textBytesMaximum)
    return refused(path, `is larger than ${textBytesMaximum / 1024 / 1024} MiB`, 'split the file, or leave it out in ampel.config.yaml');
  if (!isUtf8(bytes)) {
    const kind = bytes.includes(0) ? 'is binary' : 'is not UTF-8';
    return refused(path, kind, 'save it as UTF-8 text, or leave it out in ampel.config.yaml');
  }
  if (bytes.includes(0)) return refused(path, 'is binary (it has a NUL byte)', 'leave it out in ampel.config.yaml');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return { value: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, diagnostics: [] };
}

function refused(path: string, what: string, fix: string): Read<undefined> {
  return { value: undefined, diagnostics: [fileRefused(path, what, fix)] };
}

/**
 * The finding on a file that is not read for what it is.
 * @implements LLR-PRJ-002
 */
export function fileRefused(path: string, what: string, fix: string): Diagnostic {
  const why = 'only text that can be read whole and in one way is evidence';
  return { code: 'FIL-102', severity: 'error', message: `${path} ${what}`, place: { path, line: 1, column: 1 }, why, fix };
}

import type { Diagnostic, Place } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import { readYamlFile } from '../project/read-yaml-file.js';
import { conforms } from './sources.check.generated.js';
import { type SourcesFile, sourcesFileSchema } from './sources.generated.js';

/** Lines of a source document that ask for nothing, and why. */
export interface Exclusion {
  readonly lines: string;
  readonly reason: string;
  readonly place: Place;
}

/** A document that requirements are taken from. */
export interface SourceDocument {
  readonly document: string;
  readonly lineCount: number;
  readonly excluded: readonly Exclusion[];
  readonly place: Place;
}

/**
 * Reads the list of source documents.
 * @implements LLR-REQ-005
 */
export function readSources(input: { readonly path: string; readonly text: string }): Read<readonly SourceDocument[]> {
  const { value, placeOf, diagnostics } = readYamlFile<SourcesFile>(input, {
    schema: sourcesFileSchema,
    conforms,
    code: 'REQ-103',
    why: 'the list of sources shows that no passage was forgotten',
  });
  if (value === undefined) return { value: [], diagnostics };
  const documents = value.documents.map((entry, index): SourceDocument => {
    const excluded = entry.excluded?.map((item, at) => ({
      lines: item.lines,
      reason: item.reason,
      place: placeOf(['documents', index, 'excluded', at, 'lines']),
    }));
    return {
      document: entry.document,
      lineCount: entry.lines,
      excluded: excluded ?? [],
      place: placeOf(['documents', index, 'document']),
    };
  });
  return { value: documents, diagnostics };
}

/**
 * First and last line of a range such as `12-40` or `12`; undefined when it is empty or runs backwards.
 * @implements LLR-REQ-006
 */
export function lineRangeOf(lines: string): { readonly first: number; readonly last: number } | undefined {
  const match = /^([0-9]{1,9})(?:-([0-9]{1,9}))?$/.exec(lines);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first >= 1 && last >= first ? { first, last } : undefined;
}

/**
 * A problem with one range of lines.
 * @implements LLR-REQ-006
 */
export function badRange(subject: string, lines: string, place: Place): Diagnostic {
  return {
    code: 'REQ-104',
    severity: 'error',
    message: `${subject}: "${lines}" is no range of lines`,
    place,
    why: 'a source that cannot be found again is no source',
    fix: 'write the first and the last line, such as 12-40, counted from 1',
  };
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';

/** Code, reason and remedy of each finding of an import. */
const texts = {
  'CVI-101': ['what is not recognised cannot be read', 'give --format, or a file of a tool that docs/coverage-import.md names'],
  'CVI-102': ['a damaged file proves nothing; its coverage counts for nothing', 'export it again'],
  'CVI-103': ['a document type that declares entities could expand without bound or name other files', 'remove the internal subset'],
  'CVI-104': ['a record that cannot be read may hide a gap', 'export the file again, with a version of the tool that is supported'],
  'CVI-106': [
    'totals are computed anew from the details; those of the file count for nothing',
    'nothing, when the tool is known to count so',
  ],
  'CVI-107': ['one of both was not made from this source text with these options', 'import files of one build'],
  'CVI-108': ['what is not of the project is not measured', 'give --root, --strip or --source-root, or leave the file out by --exclude'],
  'CVI-109': ['coverage of a text that is not there cannot be weighed', 'give --root, --strip or --source-root, or run the tests again'],
  'CVI-110': ['the data was made from another text', 'build and run the tests again'],
  'CVI-111': ['a source without data was not measured', 'build it with coverage, or run a test that loads it'],
  'CVI-112': ['nothing was measured', 'export with details: a summary alone is no coverage'],
} as const;

/** The codes of the findings of an import. */
export type ImportCode = keyof typeof texts;

/** Where in a file: line and column, or the path of a value in JSON. */
export interface ImportPlace {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * A finding of an import.
 * @implements LLR-CVI-001
 */
export function importFinding(
  code: ImportCode,
  message: string,
  { path, line, column }: ImportPlace,
  severity: Diagnostic['severity'] = 'error',
): Diagnostic {
  const [why, fix] = texts[code];
  return { code, severity, message, place: { path, line: line ?? 1, column: column ?? 1 }, why, fix };
}

/** Most findings that one file gives; the rest is counted. */
const findingsMaximum = 50;

/**
 * Findings of one file; from the 51st on they are counted, so that a damaged file of a million records can be read about.
 * @implements LLR-CVI-001
 */
export class ImportFindings {
  readonly #path: string;
  readonly #list: Diagnostic[] = [];
  #more = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Adds a finding at a line, or at the first where the message names the place. */
  add(code: ImportCode, message: string, place: Omit<ImportPlace, 'path'> = {}, severity: Diagnostic['severity'] = 'error'): void {
    if (this.#list.length < findingsMaximum) this.#list.push(importFinding(code, message, { path: this.#path, ...place }, severity));
    else if (severity === 'error' || this.#more > 0) this.#more += 1;
  }

  /** What was added. */
  all(): readonly Diagnostic[] {
    if (this.#more === 0) return this.#list;
    return [...this.#list, importFinding('CVI-104', `${this.#path}: ${this.#more} more findings`, { path: this.#path })];
  }
}

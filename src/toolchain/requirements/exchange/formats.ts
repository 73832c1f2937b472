import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Requirement } from '../model.js';
import { findingOf } from './findings.js';
import type { ExchangeFile, ExchangeOptions } from './options.js';

/** The interchange forms that are read. */
export type ExchangeFormat = 'openfasttrace' | 'doorstop' | 'strictdoc' | 'reqif' | 'csv';

/** The forms that are written. */
export type WrittenFormat = 'reqif' | 'csv' | 'json' | 'yaml';

/** What a writer is told: the project's name, and the time to state (an `xsd:dateTime` with zone), which core code does not ask a clock for. */
export interface WriteOptions {
  readonly project: string;
  readonly time: string;
}

type FileReader = (input: ExchangeFile & ExchangeOptions) => Read<readonly Requirement[]>;

/**
 * Reads requirements from files of one format, in the order of the files. Each reader is loaded when it is first used. An id that stands
 * twice is reported (IMP-001); both requirements are kept.
 * @implements LLR-IMP-001
 */
export async function readExchange(
  format: ExchangeFormat,
  files: readonly ExchangeFile[],
  options: ExchangeOptions = {},
): Promise<Read<readonly Requirement[]>> {
  const read =
    format === 'doorstop'
      ? (await import('./doorstop.js')).readDoorstop({ files, ...options })
      : readEach(await fileReader(format), files, options);
  return { value: read.value, diagnostics: [...read.diagnostics, ...repeatedIds(read.value)] };
}

/**
 * Writes requirements in one format as one text.
 * @implements LLR-IMP-001
 */
export async function writeExchange(
  format: WrittenFormat,
  requirements: readonly Requirement[],
  options: WriteOptions,
): Promise<Read<string>> {
  switch (format) {
    case 'reqif':
      return (await import('./reqif-writer.js')).writeReqif(requirements, options);
    case 'csv':
      return (await import('./csv-writer.js')).writeCsv(requirements);
    case 'json':
      return { value: (await import('./json-writer.js')).writeJson(requirements, options), diagnostics: [] };
    case 'yaml': {
      const { writeRequirementsYaml, yamlFindingsOf } = await import('./yaml-writer.js');
      return { value: writeRequirementsYaml(requirements), diagnostics: yamlFindingsOf(requirements) };
    }
  }
}

async function fileReader(format: Exclude<ExchangeFormat, 'doorstop'>): Promise<FileReader> {
  switch (format) {
    case 'openfasttrace':
      return (await import('./openfasttrace.js')).readOpenFastTrace;
    case 'strictdoc':
      return (await import('./strictdoc.js')).readStrictDoc;
    case 'reqif':
      return (await import('./reqif.js')).readReqif;
    case 'csv':
      return (await import('./csv.js')).readCsv;
  }
}

function readEach(reader: FileReader, files: readonly ExchangeFile[], options: ExchangeOptions): Read<readonly Requirement[]> {
  const reads = files.map((file) => reader({ ...options, path: file.path, text: file.text }));
  return { value: reads.flatMap((read) => read.value), diagnostics: reads.flatMap((read) => read.diagnostics) };
}

function repeatedIds(requirements: readonly Requirement[]): readonly Diagnostic[] {
  const first = new Map<string, Requirement>();
  return requirements.flatMap((requirement) => {
    const earlier = first.get(requirement.id);
    if (earlier === undefined) {
      first.set(requirement.id, requirement);
      return [];
    }
    return [
      findingOf({
        code: 'IMP-001',
        place: requirement.place,
        message: `id "${requirement.id}" stands twice`,
        subjects: [requirement.id],
        why: `it stands at ${earlier.place.path}:${earlier.place.line} as well, so that a link to it is ambiguous`,
        fix: 'give each requirement its own id',
      }),
    ];
  });
}

import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import type { Read } from '../../../kernel/result.js';
import { schemaCheckOf } from '../../project/validator.js';
import { ImportFindings } from './import-finding.js';
import { type ImportedCoverage, type ImportedFile, type ImportedSource, importedCoverageSchema } from './imported-coverage.generated.js';
import { isJsonObject } from './json-values.js';
import { mergedFiles } from './merged-coverage.js';
import { readCobertura } from './read-cobertura.js';
import { readGcov } from './read-gcov.js';
import { readIstanbul } from './read-istanbul.js';
import { readJacoco } from './read-jacoco.js';
import { readLcov } from './read-lcov.js';
import { readLlvm } from './read-llvm.js';

/** A format of coverage data. */
export type ImportFormat = ImportedSource['format'];

/**
 * The formats that are read, in the order of the documentation.
 * @implements LLR-CVI-002
 */
export const importFormats: readonly ImportFormat[] = ['gcov', 'llvm', 'lcov', 'cobertura', 'jacoco', 'istanbul', 'ampel'];

/** What a file does not say of itself. */
export interface ImportOptions {
  /** The format, where its content is not to tell. */
  readonly format?: ImportFormat | undefined;
  /** Whether the caller vouches that each branch of LCOV and Cobertura is an outcome of a decision or condition. */
  readonly areOutcomes?: boolean | undefined;
}

/**
 * The coverage that a file of another tool holds. What it does not hold is `unknown` for the measure, and counts for nothing; what
 * cannot be read is a finding with its place.
 * @param text the file's text, without compression
 * @param name the path by which findings name it
 * @implements LLR-CVI-002
 */
export function importedCoverageOf(text: string, name: string, options: ImportOptions = {}): Read<ImportedCoverage> {
  const findings = new ImportFindings(name);
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const format = options.format ?? formatOf(content);
  if (format === undefined) {
    findings.add('CVI-101', `${name} is no coverage data of a known format`);
    return { value: { format: 'ampel360-coverage/1', sources: [], files: [] }, diagnostics: findings.all() };
  }
  const read = filesOf(content, format, options.areOutcomes === true, findings);
  const merged = mergedFiles(read, name);
  const statements = merged.value.reduce((sum, file) => sum + file.statements.length, 0);
  if (statements === 0 && findings.all().length === 0) findings.add('CVI-112', `${name} holds no lines and no statements`);
  const diagnostics: readonly Diagnostic[] = [...findings.all(), ...merged.diagnostics].sort(compareDiagnostics);
  const source: ImportedSource = { name, format, digest: sha256(text) };
  return { value: { format: 'ampel360-coverage/1', sources: [source], files: [...merged.value] }, diagnostics };
}

/**
 * The format that the beginning and the members of a text tell; undefined where they tell none.
 * @implements LLR-CVI-002
 */
export function formatOf(text: string): ImportFormat | undefined {
  const head = text.slice(0, 4096).trimStart();
  if (head.startsWith('<')) {
    const root = /<([A-Za-z][\w:-]*)/.exec(head.replace(/<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>[]*/gs, ''))?.[1];
    return root === 'coverage' ? 'cobertura' : root === 'report' ? 'jacoco' : undefined;
  }
  if (head.startsWith('{')) return jsonFormatOf(text);
  return /^(?:TN:|SF:|#)/m.test(head) && /^SF:/m.test(text) ? 'lcov' : undefined;
}

function jsonFormatOf(text: string): ImportFormat | undefined {
  const { value } = parsed(text);
  if (!isJsonObject(value)) {
    // A damaged file is read as what its beginning says, so that the finding names the damage.
    if (/"gcc_version"|"gcov/.test(text.slice(0, 4096))) return 'gcov';
    if (text.includes('llvm.coverage.json.export')) return 'llvm';
    return /"statementMap"/.test(text.slice(0, 65_536)) ? 'istanbul' : undefined;
  }
  if (value['format'] === 'ampel360-coverage/1') return 'ampel';
  if (value['type'] === 'llvm.coverage.json.export') return 'llvm';
  if (Array.isArray(value['files']) && (value['gcc_version'] !== undefined || value['format_version'] !== undefined)) return 'gcov';
  const first: unknown = Object.values(value)[0];
  return isJsonObject(first) && isJsonObject(first['statementMap']) ? 'istanbul' : undefined;
}

function filesOf(text: string, format: ImportFormat, areOutcomes: boolean, findings: ImportFindings): readonly ImportedFile[] {
  if (format === 'lcov') return readLcov(text, areOutcomes, findings);
  if (format === 'cobertura') return readCobertura(text, areOutcomes, findings);
  if (format === 'jacoco') return readJacoco(text, findings);
  const { value, error } = parsed(text);
  if (!isJsonObject(value)) {
    findings.add(
      'CVI-102',
      error === undefined ? 'the JSON holds no object' : `the JSON is damaged: ${error.message.slice(0, 80)}`,
      placeOf(error, text),
    );
    return [];
  }
  const root = { path: '$', members: value };
  switch (format) {
    case 'gcov':
      return readGcov(root, findings);
    case 'llvm':
      return readLlvm(root, findings);
    case 'istanbul':
      return readIstanbul(root, findings);
    case 'ampel':
      return ownFiles(value, findings);
  }
}

function ownFiles(value: unknown, findings: ImportFindings): readonly ImportedFile[] {
  const violations = schemaCheckOf(importedCoverageSchema)(value);
  for (const { path, message } of violations) findings.add('CVI-104', `$.${path.join('.')}: ${message}`);
  return violations.length > 0 ? [] : (value as ImportedCoverage).files;
}

/** The value of a JSON text, or the error that says where it is damaged. */
function parsed(text: string): { readonly value?: unknown; readonly error?: SyntaxError } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return { error };
    throw error;
  }
}

/** Line and column of the position that the message names; the end of the text where it names none, as for one that is cut short. */
function placeOf(error: SyntaxError | undefined, text: string): { readonly line: number; readonly column: number } {
  const position = error === undefined ? '0' : /position (\d+)/.exec(error.message)?.[1];
  const before = text.slice(0, position === undefined ? text.length : Number(position));
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - start + 1 };
}

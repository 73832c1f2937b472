import type { Json } from '../../../kernel/canonical-json.js';

/** What is measured and where the data goes; handed to each process of the run, and kept beside the data for the report. */
export interface CoverageSettings {
  /** Absolute path of the project. */
  readonly root: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly isLiteral: boolean;
  /** Where a measured procedure of the project wants its data; absent in `coverage run`. */
  readonly procedure?: ProcedureSettings;
  /** SHA-256 of what the compiler told of the types of the project; absent where the syntax alone was asked. */
  readonly typesDigest?: string;
}

/** Folder for the data of a procedure, and the patterns of its files, each of which has a folder of its own in it. */
export interface ProcedureSettings {
  readonly folder: string;
  readonly files: readonly string[];
}

/** What a process of a run is told: the settings, with the patterns as regular expressions, so that it need not load what reads patterns. */
export interface ProcessSettings extends CoverageSettings {
  readonly included: readonly string[];
  readonly excluded: readonly string[];
  /** Which scripts are files of the procedure. */
  readonly procedureFiles: readonly string[];
  /** Whether JavaScript alone is measured, so that no TypeScript loader need be served. */
  readonly isScriptOnly: boolean;
}

/**
 * Environment variable by which the settings reach the processes of a run.
 * @implements LLR-COV-015
 */
export const settingsVariable = 'AMPEL_COVERAGE';

/**
 * Environment variable that tells the processes that a test case starts which case it is.
 * @implements LLR-COV-015
 */
export const caseVariable = 'AMPEL_COVERAGE_CASE';

/**
 * Environment variable that tells the processes that a procedure file starts which one it is.
 * @implements LLR-COV-042
 */
export const subjectVariable = 'AMPEL_COVERAGE_SUBJECT';

/**
 * Where data, settings and instrumented texts are kept.
 * @implements LLR-COV-015
 */
export const coverageFolder = '.ampel/coverage';

/**
 * The settings in a text; undefined when it holds none.
 * @implements LLR-COV-015
 */
export function settingsFrom(text: string): CoverageSettings | undefined {
  const value = valueIn(text);
  return isSettings(value) ? value : undefined;
}

/**
 * What a process of a run is told, in a text; undefined when it holds none.
 * @implements LLR-COV-015
 */
export function processSettingsFrom(text: string): ProcessSettings | undefined {
  const value = valueIn(text);
  if (!isSettings(value)) return undefined;
  const { included, excluded, procedureFiles, isScriptOnly } = value as Partial<ProcessSettings>;
  return isTexts(included) && isTexts(excluded) && isTexts(procedureFiles) && typeof isScriptOnly === 'boolean'
    ? (value as ProcessSettings)
    : undefined;
}

/**
 * The settings as JSON.
 * @implements LLR-COV-015
 */
export function settingsJson({ root, include, exclude, isLiteral, procedure, typesDigest }: CoverageSettings): {
  readonly [key: string]: Json | undefined;
} {
  return { root, include, exclude, isLiteral, typesDigest, ...(procedure === undefined ? {} : { procedure: { ...procedure } }) };
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSettings(value: unknown): value is CoverageSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { root, include, exclude, isLiteral, procedure, typesDigest } = value as Readonly<Record<string, unknown>>;
  const isTyped = (typesDigest === undefined || typeof typesDigest === 'string') && isProcedure(procedure);
  return typeof root === 'string' && isTexts(include) && isTexts(exclude) && typeof isLiteral === 'boolean' && isTyped;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isProcedure(value: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { folder, files } = value as Readonly<Record<string, unknown>>;
  return typeof folder === 'string' && isTexts(files);
}

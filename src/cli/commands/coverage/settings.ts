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
}

/** Folder for the data of a procedure, and the patterns of its files, each of which has a folder of its own in it. */
export interface ProcedureSettings {
  readonly folder: string;
  readonly files: readonly string[];
}

/**
 * Environment variable by which the settings reach the processes of a run.
 * @implements LLR-COV-015
 */
export const settingsVariable = 'AMPEL_COVERAGE';

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
  try {
    const value: unknown = JSON.parse(text);
    return isSettings(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The settings as JSON.
 * @implements LLR-COV-015
 */
export function settingsJson({ root, include, exclude, isLiteral, procedure }: CoverageSettings): Json {
  return { root, include, exclude, isLiteral, ...(procedure === undefined ? {} : { procedure: { ...procedure } }) };
}

function isSettings(value: unknown): value is CoverageSettings {
  if (typeof value !== 'object' || value === null) return false;
  const { root, include, exclude, isLiteral, procedure } = value as Readonly<Record<string, unknown>>;
  return isProcedure(procedure) && typeof root === 'string' && isTexts(include) && isTexts(exclude) && typeof isLiteral === 'boolean';
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

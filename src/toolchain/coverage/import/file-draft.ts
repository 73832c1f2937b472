import type {
  ImportedBranch,
  ImportedDecision,
  ImportedFile,
  ImportedFunction,
  ImportedStatement,
  ImportedUnknown,
} from './imported-coverage.generated.js';

/** A file while a reader collects what it says. */
export interface FileDraft {
  readonly path: string;
  readonly roots: readonly string[];
  readonly unit: ImportedFile['unit'];
  readonly statements: ImportedStatement[];
  readonly functions: ImportedFunction[];
  readonly branches: ImportedBranch[];
  readonly decisions: ImportedDecision[];
  readonly unknown: ImportedUnknown[];
}

/**
 * A file of which nothing was read yet.
 * @implements LLR-CVI-001
 */
export function fileDraft(path: string, roots: readonly string[] = [], unit: ImportedFile['unit'] = 'line'): FileDraft {
  return { path, roots, unit, statements: [], functions: [], branches: [], decisions: [], unknown: [] };
}

/**
 * The file that was collected.
 * @implements LLR-CVI-001
 */
export function fileFrom(draft: FileDraft): ImportedFile {
  return { ...draft, roots: [...draft.roots] };
}

/** Largest line or column that is read. */
const lineMaximum = 100_000_000;

/**
 * Whether a value is the number of a line.
 * @implements LLR-CVI-001
 */
export function isLine(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= lineMaximum;
}

/**
 * A count: not negative, at most the largest integer that a number holds exactly; undefined for what is none.
 * @implements LLR-CVI-001
 */
export function countFrom(value: unknown): number | undefined {
  if (typeof value !== 'number' || !(value >= 0)) return undefined;
  return Math.min(value, Number.MAX_SAFE_INTEGER);
}

/**
 * A count in decimal digits, as text formats have it; undefined for what is none.
 * @implements LLR-CVI-001
 */
export function countFromText(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,30}$/.test(text) ? countFrom(Number(text)) : undefined;
}

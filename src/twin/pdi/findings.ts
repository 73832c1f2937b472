import type { Diagnostic, Place } from '../../kernel/diagnostic.js';

/** What a finding says beside its code. */
export interface FindingText {
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly subjects?: readonly string[];
}

/**
 * An error of this module at a place.
 *
 * @implements LLR-PDE-003
 */
export function pdiError(code: `PDI-${number}`, place: Place, text: FindingText): Diagnostic {
  return { code, severity: 'error', place, ...text };
}

/**
 * The begin of a file, where nothing finer is known.
 *
 * @implements LLR-PDE-003
 */
export function startOf(path: string): Place {
  return { path, line: 1, column: 1 };
}

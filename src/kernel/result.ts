import type { Diagnostic } from './diagnostic.js';

/** What a reader returns: what it could read, and everything that was wrong with the input. Never an exception. */
export interface Read<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

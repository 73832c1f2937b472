import type { Place } from '../../kernel/diagnostic.js';

/** A requirement id named by a tag, and where the tag stands. */
export interface Reference {
  readonly id: string;
  readonly place: Place;
}

/** The smallest named unit of code that the scanner knows: what a tag documents. */
export interface CodeUnit {
  /** Qualified by its enclosing units: `Regulator.release`; the path's last part for kind `file`. */
  readonly name: string;
  readonly kind: 'file' | 'function' | 'class' | 'method' | 'variable' | 'type' | 'block' | 'configuration item';
  /** Visible outside its file (exported, public, external linkage); true where the language does not say. */
  readonly exported: boolean;
  readonly language: string;
  readonly implements: readonly Reference[];
  readonly place: Place;
  readonly lastLine: number;
  /** SHA-256 of the unit's text without comments and with white space folded: reflow does not change it. */
  readonly fingerprint: string;
}

/** A test case as declared in a test procedure (the file it stands in). */
export interface TestCase {
  readonly id: string;
  readonly verifies: readonly Reference[];
  readonly kind: 'normal' | 'robustness';
  readonly intent: string;
  /** Name of the function that holds the case, where it has one and the id is another: some runners know only that. */
  readonly unit?: string;
  readonly place: Place;
  readonly lastLine: number;
  /** SHA-256 of the case's text without comments and with white space folded. */
  readonly fingerprint: string;
}

/** What a test runner said of one test. `todo` is never a pass. */
export interface CaseResult {
  /** Full name as the runner wrote it, enclosing names first, joined by ` > `. */
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'todo';
  /** The runner's message on failure or its reason for a skip; empty otherwise. */
  readonly message: string;
  readonly place: Place;
}

import type { WeighedGap } from '../evidence/justifications.js';
import type { CoverageFinding } from '../evidence/outcome.js';
import type { SoftwareLevel } from '../report/coverage-summary.js';
import type { FileCoverage } from '../report/file-coverage.js';

/** A component on the pages. */
export interface PagesComponent {
  readonly name: string;
  readonly level: SoftwareLevel;
  readonly isEnforced: boolean;
  readonly files: readonly FileCoverage[];
}

/** What the coverage pages show. */
export interface PagesInput {
  readonly project: string;
  /** What was measured, in a few words: a commit, or a run. */
  readonly scope: string;
  readonly components: readonly PagesComponent[];
  readonly findings: readonly CoverageFinding[];
  /** Gaps by path of the file. */
  readonly gapsOf: (path: string) => readonly WeighedGap[];
  readonly textOf: (path: string) => string;
  readonly requirementsOf: (testCase: string) => readonly string[];
}

/**
 * Gaps of a file that nothing resolves.
 * @implements LLR-COV-051
 */
export function openIn(input: PagesInput, path: string): readonly WeighedGap[] {
  return input.gapsOf(path).filter(({ shortcoming }) => shortcoming !== '');
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { weighedGaps } from '../../../toolchain/coverage/evidence/justifications.js';
import { locatedGaps } from '../../../toolchain/coverage/evidence/located-gaps.js';
import { coveragePages } from '../../../toolchain/coverage/pages/coverage-pages.js';
import type { SoftwareLevel } from '../../../toolchain/coverage/report/coverage-summary.js';
import type { FileCoverage } from '../../../toolchain/coverage/report/file-coverage.js';
import { scanSource } from '../../../toolchain/trace/scan/scan-source.js';
import type { CommandContext } from '../../context.js';

/** The last run, as the report has it. */
export interface LastRun {
  readonly level: SoftwareLevel;
  readonly coverages: readonly FileCoverage[];
  readonly sources: ReadonlyMap<string, string>;
  readonly findings: readonly Diagnostic[];
  readonly requirementsOf: (testCase: string) => readonly string[];
}

/**
 * Writes the pages on the last run into a folder, in which each test case counts and no justification is looked at.
 * @returns what could not be written
 * @implements LLR-COV-051
 */
export function writeCoveragePages(context: CommandContext, folder: string, run: LastRun): readonly Diagnostic[] {
  const { level, coverages, sources, findings, requirementsOf } = run;
  const unitsOf = (path: string) => scanSource({ path, text: sources.get(path) ?? '' }).units;
  const gaps = locatedGaps(coverages, coverages, level, unitsOf);
  const { gaps: weighed } = weighedGaps(gaps, [], { codeIn: () => new Set(), isCase: () => false });
  const pages = coveragePages({
    project: 'Last run',
    scope: 'Data of the last ampel coverage run, from each test case and from what ran outside of cases',
    components: [{ name: 'Measured files', level, isEnforced: true, files: coverages }],
    findings: findings.map(({ code, message, place, why, fix }) => {
      return { code, severity: 'error', message, path: place?.path ?? '', line: place?.line ?? 1, why, fix };
    }),
    gapsOf: (path) => weighed.filter(({ gap }) => gap.path === path),
    textOf: (path) => sources.get(path) ?? '',
    requirementsOf,
  });
  return [...pages].flatMap(([path, page]) => context.files.writeAtomically(`${folder}/${path}`, page));
}

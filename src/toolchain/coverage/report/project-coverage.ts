import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { CoverageMap } from '../coverage-map.js';
import { casesIn, countedData } from '../evidence/counted-cases.js';
import type { Compiler } from '../instrument/boolean-syntax.js';
import { instrument } from '../instrument/instrument.js';
import type { TypeFacts } from '../instrument/type-span.js';
import { type RecordedFile, recordedData } from '../runtime/recorded-data.js';
import { type FileCoverage, fileCoverage } from './file-coverage.js';

/** Coverage by test cases that count, and by all. */
export interface ProjectCoverage {
  readonly counted: readonly FileCoverage[];
  readonly all: readonly FileCoverage[];
}

/**
 * Coverage of source files from data files. Each file counts, also one that no run loaded; what cannot be measured is a finding.
 *
 * @param sources texts by path
 * @param data texts of data files by name
 * @param types what the compiler told of types when the data was recorded, by path; undefined where the syntax alone was asked
 * @implements LLR-COV-013
 * @implements LLR-COV-014
 */
export function projectCoverage(
  compiler: Compiler,
  sources: ReadonlyMap<string, string>,
  data: ReadonlyMap<string, string>,
  isLiteral: boolean,
  types?: ReadonlyMap<string, TypeFacts>,
): Read<readonly FileCoverage[]> {
  const { value, diagnostics } = countedCoverage(compiler, sources, data, { isLiteral, isCounted: () => true, types });
  return { value: value.all, diagnostics };
}

/** How sources were instrumented, and which test cases count. */
export interface CountedSettings {
  readonly isLiteral: boolean;
  readonly isCounted: (testCase: string) => boolean;
  readonly types?: ReadonlyMap<string, TypeFacts> | undefined;
}

/**
 * Coverage of source files by the test cases that count, and by all: the same list when all that reached something count.
 * @implements LLR-COV-043
 */
export function countedCoverage(
  compiler: Compiler,
  sources: ReadonlyMap<string, string>,
  data: ReadonlyMap<string, string>,
  { isLiteral, isCounted, types }: CountedSettings,
): Read<ProjectCoverage> {
  const maps = new Map<string, CoverageMap>();
  const diagnostics: Diagnostic[] = [];
  for (const [path, text] of sources) {
    const instrumented = instrument(compiler, { path, text }, { isLiteral, types: types?.get(path) });
    if (instrumented === undefined) diagnostics.push(notReadable(path));
    else maps.set(path, instrumented.map);
  }
  const recorded = recordedData(data, maps, isLiteral);
  diagnostics.push(...recorded.diagnostics);
  const coverageOf = (facts: ReadonlyMap<string, RecordedFile>): readonly FileCoverage[] =>
    [...maps.values()].map((map) => fileCoverage(map, facts.get(map.path)));
  const all = coverageOf(recorded.value);
  for (const coverage of all) diagnostics.push(...incomplete(coverage));
  const counted = casesIn(recorded.value).every(isCounted) ? all : coverageOf(countedData(recorded.value, isCounted));
  return { value: { counted, all }, diagnostics: diagnostics.sort(compareDiagnostics) };
}

function incomplete({ path, unmeasured, decisions }: FileCoverage): readonly Diagnostic[] {
  const found = unmeasured.map(({ what, line, column }) => finding('COV-106', `${what} is not measured`, { path, line, column }));
  for (const { source, impossibleCount, isOverfull } of decisions) {
    const place = { path, line: source.line, column: source.column };
    if (isOverfull) found.push(finding('COV-107', `${source.text} gave more vectors than are recorded`, place));
    if (impossibleCount > 0) found.push(finding('COV-108', `${source.text} gave ${impossibleCount} vectors that it cannot give`, place));
  }
  return found;
}

function notReadable(path: string): Diagnostic {
  return finding('COV-105', `${path} cannot be read as TypeScript or JavaScript`, { path, line: 1, column: 1 });
}

const reasons: Readonly<Record<string, readonly [why: string, fix: string]>> = {
  'COV-105': ['it ran without being measured', 'mend its syntax, or leave it out and analyse it by other means'],
  'COV-106': ['its coverage is not known', 'rewrite it, or analyse it by other means'],
  'COV-107': ['what the others show is not counted', 'split the decision, or run fewer inputs in one test case'],
  'COV-108': [
    'an operand declared Boolean was something else, so that these vectors count for nothing',
    'mend the declaration of the operand',
  ],
};

function finding(code: string, message: string, place: NonNullable<Diagnostic['place']>): Diagnostic {
  const [why = '', fix = ''] = reasons[code] ?? [];
  return { code, severity: 'error', message, place, why, fix };
}

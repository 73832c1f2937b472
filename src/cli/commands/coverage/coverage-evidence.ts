import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type AnalysedCoverage, analysedCoverage, coverageRecord } from '../../../toolchain/coverage/evidence/coverage-analysis.js';
import { coveragePages } from '../../../toolchain/coverage/pages/coverage-pages.js';
import { keepRecord, productBytes } from '../../../toolchain/evidence/evidence-store.js';
import { type HeldRecord, recordIdOf } from '../../../toolchain/evidence/record.js';
import type { LoadedProject } from '../../../toolchain/project/load-project.js';
import { traceGraphOf } from '../../../toolchain/trace/graph.js';
import type { CodeUnit } from '../../../toolchain/trace/model.js';
import type { CommandContext } from '../../context.js';
import { loadCompiler } from './instrumented-text.js';

/** The coverage analysis of a project, and what was wrong with its files. */
export interface ProjectAnalysis {
  readonly analysed: AnalysedCoverage;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The coverage of a project from the records of its measured procedures; undefined when its configuration says nothing of coverage.
 * @implements LLR-COV-047
 */
export function coverageOfProject({ files }: Pick<CommandContext, 'files'>, project: LoadedProject): ProjectAnalysis | undefined {
  const { coverage, graph } = project;
  if (coverage === undefined) return undefined;
  const { scope, analysis, justifications } = coverage;
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, string>();
  for (const path of scope.components.flatMap(({ paths }) => paths)) {
    const { value, diagnostics: unread } = files.readText(path);
    diagnostics.push(...unread);
    if (value !== undefined) sources.set(path, value);
  }
  const data = new Map<string, string>();
  for (const { product } of analysis.measured) {
    const bytes = productBytes(product, files);
    if (bytes === undefined) diagnostics.push(dataGone(product.name));
    else data.set(product.name, new TextDecoder().decode(bytes));
  }
  const unitsOf = new Map<string, CodeUnit[]>();
  for (const unit of graph.units) {
    const own = unitsOf.get(unit.place.path);
    if (own === undefined) unitsOf.set(unit.place.path, [unit]);
    else own.push(unit);
  }
  const cases = new Set(graph.cases.map(({ id }) => id));
  const analysed = analysedCoverage({
    compiler: loadCompiler(),
    scope,
    run: analysis,
    sources,
    data,
    justifications,
    unitsOf: (path) => unitsOf.get(path) ?? [],
    isCase: (id) => cases.has(id),
  });
  return { analysed, diagnostics };
}

/**
 * The project with a current record of its structural coverage, made now when there is none. The record is not kept when a file could not
 * be read.
 * @implements LLR-COV-047
 */
export function withCoverageRecord(
  context: Pick<CommandContext, 'files' | 'toolVersion' | 'environment' | 'progress'>,
  project: LoadedProject,
): { readonly project: LoadedProject; readonly isNew: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const { coverage, graph } = project;
  const isThere = graph.records.some(({ record, staleBecause }) => record.predicate.coverage !== undefined && staleBecause === '');
  if (coverage === undefined || isThere) return { project, isNew: false, diagnostics: [] };
  context.progress(`structural coverage: ${coverage.scope.components.length} components, ${coverage.analysis.measured.length} runs`);
  const made = coverageOfProject(context, project);
  if (made === undefined || made.diagnostics.length > 0) return { project, isNew: false, diagnostics: made?.diagnostics ?? [] };
  const record = coverageRecord(coverage.analysis, made.analysed.outcome, context);
  const diagnostics = keepRecord(coverage.analysis.run, record, context.files);
  const held: HeldRecord = { id: recordIdOf(record), record, staleBecause: '' };
  const records = [...graph.records.filter((other) => other.record.predicate.coverage === undefined), held];
  return { project: { ...project, graph: traceGraphOf({ ...graph, records }) }, isNew: true, diagnostics };
}

/**
 * The pages on the coverage of a project; undefined where none is configured or its data cannot be read.
 * @implements LLR-COV-051
 */
export function pagesOfProject(
  context: Pick<CommandContext, 'files'>,
  project: LoadedProject,
  scope: string,
): ReadonlyMap<string, string> | undefined {
  const made = coverageOfProject(context, project);
  if (made === undefined || made.diagnostics.length > 0 || project.coverage === undefined) return undefined;
  const { outcome, files, weighed, cases } = made.analysed;
  const components = project.coverage.scope.components.map(({ name, level, isEnforced, paths }) => {
    const own = new Set(paths);
    return { name, level, isEnforced, files: files.filter(({ path }) => own.has(path)) };
  });
  return coveragePages({
    project: project.config.project,
    scope,
    components,
    findings: outcome.findings,
    gapsOf: (path) => weighed.get(path) ?? [],
    textOf: (path) => context.files.readText(path).value ?? '',
    requirementsOf: (id) => cases.requirementsOf.get(id) ?? [],
  });
}

function dataGone(name: string): Diagnostic {
  return {
    code: 'EVD-106',
    severity: 'error',
    message: `${name} is no longer kept with its record`,
    place: { path: 'ampel.config.yaml', line: 1, column: 1 },
    why: 'the coverage of that run cannot be counted',
    fix: 'run ampel certify again',
    subjects: [name],
  };
}

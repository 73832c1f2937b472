import type { Diagnostic } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import { fileTextOf } from '../../kernel/file-text.js';
import type { Files } from '../../ports/files.js';
import { type CoverageScope, coverageScopeOf } from '../coverage/evidence/components.js';
import { type CoverageRun, coverageRunOf } from '../coverage/evidence/coverage-run.js';
import { type PlacedJustification, readJustifications } from '../coverage/evidence/justifications.js';
import { heldRecordsOf } from '../evidence/evidence-store.js';
import { type ProcedureRun, procedureRunsOf } from '../evidence/procedure-inputs.js';
import { readReviewFiles } from '../evidence/review-files.js';
import type { RequirementField } from '../requirements/exchange/fields.js';
import type { ExchangeOptions } from '../requirements/exchange/options.js';
import type { Requirement } from '../requirements/model.js';
import { readRequirementFile } from '../requirements/read-requirement-file.js';
import { readSources, type SourceDocument } from '../requirements/read-sources.js';
import { type TraceGraph, traceGraphOf } from '../trace/graph.js';
import { noReviewedLinks, type ReviewedLinks, readReviewedLinks } from '../trace/reviewed-links.js';
import { type ScannedFile, scanSource } from '../trace/scan/scan-source.js';
import type { ProcedureEntry, ProjectConfig, RequirementInput } from './config.generated.js';
import { readConfigurationItems } from './configuration-items.js';
import { configurationFile } from './load-config.js';
import { type Scans, sourceIndexOf } from './source-index.js';

/**
 * Where the reviewed links are kept, under version control.
 * @implements LLR-PRJ-003
 */
export const reviewedLinksFile = 'trace/reviewed.json';

/** Structural coverage of a project: what is asked, the analysis as a run, and the records of gaps that stay. */
export interface ProjectCoverage {
  readonly scope: CoverageScope;
  readonly analysis: CoverageRun;
  readonly justifications: readonly PlacedJustification[];
}

/** A project as read from its files: the trace, the runs its procedures consist of, and what was wrong with the files. */
export interface LoadedProject {
  readonly config: ProjectConfig;
  readonly graph: TraceGraph;
  readonly runs: readonly ProcedureRun[];
  readonly diagnostics: readonly Diagnostic[];
  /** Structural coverage as configured, and the analysis as a run; absent where none is configured. */
  readonly coverage?: ProjectCoverage;
  /** Text of a scanned code or test file. */
  readonly textOf: (path: string) => string | undefined;
}

/**
 * Reads everything that a project's configuration names. Files are read once; a file with problems is left out and reported.
 * @param today day of the evaluation, `YYYY-MM-DD`
 * @implements LLR-PRJ-003
 */
export async function loadProject(files: Files, config: ProjectConfig, today: string): Promise<LoadedProject> {
  const diagnostics: Diagnostic[] = [];
  const requirements = await readRequirements(files, config, diagnostics);
  const scans = scanAll(files, config, diagnostics);
  const index = sourceIndexOf(files, scans);
  const { scope, diagnostics: unclear } = coverageScopeOf(config, files);
  addAll(diagnostics, unclear);
  for (const { paths } of config.coverage?.components ?? []) reportUnmatched(files, 'a component of coverage', paths, diagnostics);
  const measuredBy = (id: string) => (scope?.procedures.includes(id) === true ? scope.sources : undefined);
  const runs = (config.procedures ?? []).flatMap((procedure) => procedureRunsOf(procedure, files, index, measuredBy(procedure.id)));
  for (const pattern of unmatchedInputs(files, config)) diagnostics.push(nothingMatches('the inputs of a procedure', pattern));
  for (const procedure of config.procedures ?? []) if (dependsOnNothing(procedure)) diagnostics.push(neverStale(procedure));
  const held = heldRecordsOf(runs, files);
  addAll(diagnostics, held.diagnostics);
  const justified = readJustifications(files, config.coverage?.justifications);
  addAll(diagnostics, justified.diagnostics);
  const analysis = scope && coverageRunOf(scope, runs, held.value, index, config.coverage?.justifications);
  const coverage = scope && analysis && { scope, analysis, justifications: justified.value };
  const heldCoverage = coverage === undefined ? { value: [], diagnostics: [] } : heldRecordsOf([coverage.analysis.run], files);
  addAll(diagnostics, heldCoverage.diagnostics);
  const reviews = readReviewFiles(files, config.reviews ?? []);
  addAll(diagnostics, reviews.diagnostics);
  const graph = traceGraphOf({
    config,
    requirements,
    units: [...scans.code.flatMap((scan) => scan.units), ...readConfigurationItems(files, config, diagnostics)],
    cases: scans.tests.flatMap((scan) => scan.cases),
    records: [...held.value, ...heldCoverage.value, ...reviews.value],
    reviewed: readReviewed(files, diagnostics),
    sources: readSourceDocuments(files, config, diagnostics),
    strayResults: held.value.flatMap(({ record, staleBecause }) =>
      staleBecause === ''
        ? record.predicate.warnedTests.map((name) => ({ name, path: record.subject[0]?.name ?? record.predicate.procedure }))
        : [],
    ),
    today,
  });
  return { config, graph, runs, diagnostics, ...(coverage && { coverage }), textOf: (path) => scans.textOf.get(path) };
}

async function readRequirements(files: Files, config: ProjectConfig, diagnostics: Diagnostic[]): Promise<readonly Requirement[]> {
  const requirements: Requirement[] = [];
  for (const input of config.requirements) {
    const listed = files.list({ paths: input.paths });
    diagnostics.push(...listed.diagnostics);
    reportUnmatched(files, 'requirements', input.paths, diagnostics);
    const texts = listed.value.flatMap((path) => {
      const { value: text, diagnostics: problems } = files.readText(path);
      diagnostics.push(...problems);
      return text === undefined ? [] : [{ path, text }];
    });
    const read = await readFormat(input, texts);
    addAll(diagnostics, read.diagnostics);
    addAll(requirements, read.value);
  }
  return requirements;
}

async function readFormat(
  input: RequirementInput,
  texts: readonly { readonly path: string; readonly text: string }[],
): Promise<{ readonly value: readonly Requirement[]; readonly diagnostics: readonly Diagnostic[] }> {
  if (input.format !== undefined && input.format !== 'ampel') {
    const { readExchange } = await import('../requirements/exchange/formats.js');
    const read = await readExchange(input.format, texts, exchangeOptionsOf(input));
    const methods = input.verification ?? ['test'];
    return {
      value: read.value.map((entry) => ({
        ...entry,
        level: input.levels?.[entry.level] ?? entry.level,
        verification: entry.verification.length > 0 ? entry.verification : methods,
      })),
      diagnostics: read.diagnostics,
    };
  }
  const diagnostics: Diagnostic[] = [];
  const value: Requirement[] = [];
  for (const file of texts) {
    const read = readRequirementFile(file);
    addAll(value, read.value);
    addAll(diagnostics, read.diagnostics);
  }
  return { value, diagnostics };
}

function exchangeOptionsOf(input: RequirementInput): ExchangeOptions {
  const fields = Object.fromEntries(Object.entries(input.columns ?? {}).map(([field, column]) => [column, field as RequirementField]));
  return {
    fields,
    ...(input.levels === undefined ? {} : { levels: input.levels }),
    ...(input.separator === undefined ? {} : { separator: input.separator }),
    ...(input.module === undefined ? {} : { module: input.module }),
  };
}

function scanAll(files: Files, config: ProjectConfig, diagnostics: Diagnostic[]): Scans {
  const textOf = new Map<string, string>();
  const digests = new Map<string, string | undefined>();
  const scanned = new Map<string, ScannedFile>();
  const scan = (
    selection: { readonly paths: readonly string[]; readonly exclude?: readonly string[] } | undefined,
    name: string,
  ): readonly ScannedFile[] => {
    if (selection === undefined) return [];
    const listed = files.list(selection);
    diagnostics.push(...listed.diagnostics);
    reportUnmatched(files, name, selection.paths, diagnostics);
    return listed.value.flatMap((path) => {
      const known = scanned.get(path);
      if (known !== undefined) return [known];
      const { value: bytes, diagnostics: unread } = files.readBytes(path);
      const { value: text, diagnostics: problems } =
        bytes === undefined ? { value: undefined, diagnostics: unread } : fileTextOf(path, bytes);
      addAll(diagnostics, problems);
      if (bytes === undefined || text === undefined) return [];
      textOf.set(path, text);
      digests.set(path, sha256(bytes));
      const result = scanSource({ path, text });
      addAll(diagnostics, result.diagnostics);
      scanned.set(path, result);
      return [result];
    });
  };
  return { code: scan(config.code, 'code'), tests: scan(config.tests, 'tests'), textOf, digests };
}

/** Patterns of inputs that match no file: results would not depend on what was meant. */
function unmatchedInputs(files: Files, config: ProjectConfig): readonly string[] {
  const patterns = new Set((config.procedures ?? []).flatMap((procedure) => procedure.inputs ?? []));
  return [...patterns].filter((pattern) => files.list({ paths: [pattern] }).value.length === 0);
}

/** Adds items one by one; a spread of many would overflow the stack. */
function addAll<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}

function readReviewed(files: Files, diagnostics: Diagnostic[]): ReviewedLinks {
  if (!files.exists(reviewedLinksFile)) return noReviewedLinks;
  const { value: text, diagnostics: problems } = files.readText(reviewedLinksFile);
  diagnostics.push(...problems);
  if (text === undefined) return noReviewedLinks;
  const read = readReviewedLinks({ path: reviewedLinksFile, text });
  diagnostics.push(...read.diagnostics);
  return read.value;
}

function readSourceDocuments(files: Files, config: ProjectConfig, diagnostics: Diagnostic[]): readonly SourceDocument[] {
  if (config.sources === undefined) return [];
  const { value: text, diagnostics: problems } = files.readText(config.sources);
  diagnostics.push(...problems);
  if (text === undefined) return [];
  const read = readSources({ path: config.sources, text });
  diagnostics.push(...read.diagnostics);
  return read.value;
}

/** Reports each pattern that matches no file: one misspelt pattern of several hides a part of the project. */
function reportUnmatched(files: Files, what: string, patterns: readonly string[], diagnostics: Diagnostic[]): void {
  for (const pattern of patterns) if (files.list({ paths: [pattern] }).value.length === 0) diagnostics.push(nothingMatches(what, pattern));
}

function dependsOnNothing(procedure: ProcedureEntry): boolean {
  return (procedure.inputs ?? []).length + (procedure.files ?? []).length === 0;
}

function neverStale(procedure: ProcedureEntry): Diagnostic {
  return {
    code: 'PRJ-105',
    severity: 'error',
    message: `procedure ${procedure.id} has no inputs and no files`,
    place: { path: configurationFile, line: 1, column: 1 },
    why: 'its result would stay current whatever changes',
    fix: 'name under inputs the files that its result depends on: code, tests, build files',
    subjects: [procedure.id],
  };
}

function nothingMatches(what: string, pattern: string): Diagnostic {
  return {
    code: 'PRJ-104',
    severity: 'error',
    message: `no file matches ${what}: ${pattern}`,
    place: { path: 'ampel.config.yaml', line: 1, column: 1 },
    why: 'a check of nothing would be green',
    fix: 'correct the pattern in ampel.config.yaml',
  };
}

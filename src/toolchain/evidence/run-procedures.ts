import { canonicalJson } from '../../kernel/canonical-json.js';
import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { Files } from '../../ports/files.js';
import type { Processes, ProcessResult } from '../../ports/processes.js';
import { collectedName } from '../coverage/evidence/coverage-run.js';
import { beginMeasuring, type CoverageMeter, collectedProducts, strayData } from '../coverage/evidence/measured-run.js';
import type { ProcedureEntry } from '../project/config.generated.js';
import { fingerprintOf } from '../requirements/fingerprint.js';
import type { TraceGraph } from '../trace/graph.js';
import type { ProofOutcome } from '../trace/results/read-proofs.js';
import { keepProducts, keepRecord, productBytes } from './evidence-store.js';
import { type MatchedResults, matchResults, type ProcedureResults, readResults } from './match-results.js';
import type { ProcedureRun } from './procedure-inputs.js';
import { type DigestedItem, type EvidenceRecord, type HeldRecord, predicateTypeOf, type RecordedCase } from './record.js';

/** What the work was done with: runtime, platform. Part of each record. */
export type Environment = Readonly<Record<string, string>>;

/** What running the procedures of a project did. */
export interface ProceduresDone {
  readonly reused: readonly string[];
  readonly ran: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the work needs from outside the core. */
export interface ProcedureWorld {
  readonly files: Files;
  readonly processes: Processes;
  readonly environment: Environment;
  /** Called before work of some length, with one line for a person. */
  readonly progress: (line: string) => void;
  /** How the coverage of runs is measured; absent: not at all. */
  readonly coverage?: CoverageMeter;
}

/** Seconds after which a procedure is killed when the configuration says nothing. */
const timeoutSecondsDefault = 1800;

/**
 * Runs the procedures whose records are missing, stale, failed or of another environment, and keeps the new records.
 * @implements LLR-EVD-004
 */
export async function runProcedures(graph: TraceGraph, runs: readonly ProcedureRun[], world: ProcedureWorld): Promise<ProceduresDone> {
  const reused: string[] = [];
  const ran: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const procedure of graph.config.procedures ?? []) {
    const own = runs.filter((run) => run.procedure === procedure);
    const needed = own.filter((run) => !isReusable(run, graph, world));
    reused.push(...own.filter((run) => !needed.includes(run)).map((run) => run.subject));
    if (needed.length === 0 || procedure.command === undefined) continue;
    world.progress(`${procedure.id}: running ${needed.length} of ${own.length}${procedure.files === undefined ? '' : ' procedure files'}`);
    const command = procedure.files === undefined ? procedure.command : [...procedure.command, ...needed.map((run) => run.subject)];
    const before = resultTimes(procedure, world.files);
    const environment = beginMeasuring(procedure, needed, world);
    const result = await world.processes.run(command, { timeoutSeconds: procedure.timeoutSeconds ?? timeoutSecondsDefault, environment });
    world.files.forget();
    const version = await toolVersionOf(procedure, world);
    diagnostics.push(
      ...recordResult({
        graph,
        procedure,
        runs: needed,
        result,
        version,
        world,
        isOld: (path) => before.has(path) && before.get(path) === world.files.modifiedAt(path),
      }),
    );
    ran.push(...needed.map((run) => run.subject));
  }
  return { reused, ran, diagnostics };
}

/**
 * Records results that were produced elsewhere, bound to the files as they are now.
 * @implements LLR-EVD-005
 * @implements LLR-EVD-008
 */
export function recordExisting(
  graph: TraceGraph,
  procedure: ProcedureEntry,
  runs: readonly ProcedureRun[],
  world: ProcedureWorld,
): readonly Diagnostic[] {
  const result: ProcessResult = { exitCode: 0, failure: '', stdout: '', stderr: '' };
  const version = { name: procedure.tool ?? procedure.id, version: 'as reported by its owner' };
  const own = runs.filter((run) => run.procedure === procedure);
  const newestInput = Math.max(
    0,
    ...own.map((run) => run.inputs.reduce((newest, item) => Math.max(newest, world.files.modifiedAt(item.name) ?? 0), 0)),
  );
  const isOld = (path: string): boolean =>
    (world.files.modifiedAt(path) ?? Number.POSITIVE_INFINITY) + clockSlackMilliseconds < newestInput;
  return recordResult({ graph, procedure, runs: own, result, version, world, isOld });
}

/** Files that a checkout writes together differ by less; results of yesterday differ by more. */
const clockSlackMilliseconds = 2000;

function resultTimes(procedure: ProcedureEntry, files: Files): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const paths = [...(procedure.results.paths ?? []), ...(procedure.products ?? [])];
  if (paths.length === 0) return times;
  for (const path of files.list({ paths }).value) times.set(path, files.modifiedAt(path) ?? Number.NaN);
  return times;
}

function isReusable(run: ProcedureRun, graph: TraceGraph, { environment, files, coverage }: ProcedureWorld): boolean {
  const held = heldOf(run, graph);
  if (held === undefined || held.staleBecause !== '' || held.record.predicate.verdict !== 'pass') return false;
  const { predicate } = held.record;
  if (predicate.procedure !== run.procedure.id || canonicalJson(predicate.environment) !== canonicalJson(environment)) return false;
  const products = predicate.products ?? [];
  if (coverage !== undefined && run.measured !== undefined && !products.some(({ name }) => name === collectedName(run))) return false;
  if (!products.every((product) => productBytes(product, files) !== undefined)) return false;
  const texts = [...predicate.cases.flatMap((recorded) => recorded.verifies), ...predicate.requirements];
  const sameTexts = texts.every(({ id, fingerprint }) => {
    const requirement = graph.requirementOf.get(id);
    return requirement === undefined ? fingerprint === '' : fingerprintOf(requirement) === fingerprint;
  });
  const declared = (run.procedure.requirements ?? []).every((id) => predicate.requirements.some((text) => text.id === id));
  const cases = run.procedure.files === undefined ? [] : graph.cases.filter((testCase) => testCase.place.path === run.subject);
  return sameTexts && declared && cases.every((testCase) => graph.standingOf(testCase).state === 'passed');
}

function heldOf(run: ProcedureRun, graph: TraceGraph): HeldRecord | undefined {
  return graph.records.find((held) => held.record.predicate.procedure === run.procedure.id && held.record.subject[0]?.name === run.subject);
}

interface Recording {
  readonly graph: TraceGraph;
  readonly procedure: ProcedureEntry;
  readonly runs: readonly ProcedureRun[];
  readonly result: ProcessResult;
  readonly version: { readonly name: string; readonly version: string };
  readonly world: ProcedureWorld;
  /** Whether a result file was there before and is no result of this run. */
  readonly isOld: (path: string) => boolean;
}

function recordResult(recording: Recording): readonly Diagnostic[] {
  const { graph, procedure, runs, result, world, isOld } = recording;
  const diagnostics: Diagnostic[] = [];
  const read = readResults(procedure, result, world.files, isOld);
  const { products, missing } = keepProducts(procedure.products ?? [], world.files, isOld);
  const results = missing === '' || read.broken !== '' ? read : { ...read, broken: `it left no product ${missing}` };
  diagnostics.push(...results.diagnostics);
  if (results.broken !== '') diagnostics.push(procedureBroken(procedure, results.broken, result));
  const matched = matchResults(graph, procedure, runs, results);
  const isMeasured = world.coverage !== undefined && runs.some(({ measured }) => measured !== undefined);
  if (isMeasured) diagnostics.push(...strayData(procedure, world.files));
  for (const run of runs) {
    const own = isMeasured ? [...products, ...collectedProducts(run, world.files)] : products;
    diagnostics.push(...keepRecord(run, recordOf(run, { ...recording, products: own }, results, matched), world.files));
  }
  return diagnostics;
}

function recordOf(
  run: ProcedureRun,
  recording: Recording & { readonly products: readonly DigestedItem[] },
  results: ProcedureResults,
  matched: MatchedResults,
): EvidenceRecord {
  const { graph, procedure, version, world } = recording;
  const cases = (matched.casesOf.get(run.subject) ?? []).map((entry): RecordedCase => {
    const verifies = [...new Set(entry.testCase.verifies.map((tag) => tag.id))].sort().map((id) => textOf(id, graph));
    return { id: entry.testCase.id, outcome: entry.outcome, message: entry.message, fingerprint: entry.testCase.fingerprint, verifies };
  });
  const stray = matched.strayOf.get(run.subject) ?? [];
  const whole = procedure.results.format === 'findings' || procedure.results.format === 'proofs';
  const open = (results.proofs ?? []).filter(({ verdict }) => verdict !== 'proved');
  const failed = results.broken !== '' || cases.some((entry) => entry.outcome !== 'passed');
  const nothing = !whole && cases.length === 0;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: run.subject, digest: { sha256: run.inputs.find((item) => item.name === run.subject)?.digest.sha256 ?? run.inputsDigest } },
    ],
    predicateType: predicateTypeOf[procedure.method],
    predicate: {
      result: failed ? 'FAILED' : stray.length > 0 || nothing || open.length > 0 ? 'WARNED' : 'PASSED',
      configuration: run.inputs,
      passedTests: cases.filter((entry) => entry.outcome === 'passed').map((entry) => entry.id),
      warnedTests: stray,
      failedTests: cases.filter((entry) => entry.outcome !== 'passed').map((entry) => entry.id),
      verdict: failed ? 'fail' : nothing ? 'unknown' : 'pass',
      procedure: procedure.id,
      method: procedure.method,
      tool: version,
      environment: world.environment,
      repeat: [...(procedure.command ?? ['ampel', 'record', procedure.id]), ...(procedure.files === undefined ? [] : [run.subject])].join(
        ' ',
      ),
      cases,
      requirements: whole ? verifiedBy(procedure, results).map((id) => textOf(id, graph)) : [],
      findings: [...(results.broken === '' ? [] : [results.broken]), ...open.flatMap(proofFindings)],
      ...(procedure.products === undefined && recording.products.length === 0 ? {} : { products: recording.products }),
    },
  };
}

/**
 * The requirements that a procedure without cases verifies: those that it declares; of a campaign of proofs, those of them that an
 * obligation names and of which no obligation is open. After a breakdown it is all, and the verdict says that none of them holds.
 */
function verifiedBy({ requirements = [] }: ProcedureEntry, { proofs, broken }: ProcedureResults): readonly string[] {
  const declared = [...new Set(requirements)].sort();
  if (proofs === undefined || broken !== '') return declared;
  return declared.filter((id) => {
    const own = proofs.filter((proof) => proof.requirements.includes(id));
    return own.length > 0 && own.every(({ verdict }) => verdict === 'proved');
  });
}

/** An open obligation as a finding on each of its requirements. */
function proofFindings({ id, requirements, verdict, why }: ProofOutcome): readonly string[] {
  return requirements.map((requirement) => `${requirement}: ${id} is ${verdict}: ${why}`);
}

function textOf(id: string, graph: TraceGraph): { readonly id: string; readonly fingerprint: string } {
  const requirement = graph.requirementOf.get(id);
  return { id, fingerprint: requirement === undefined ? '' : fingerprintOf(requirement) };
}

async function toolVersionOf(
  procedure: ProcedureEntry,
  world: ProcedureWorld,
): Promise<{ readonly name: string; readonly version: string }> {
  const name = procedure.tool ?? procedure.command?.[0] ?? procedure.id;
  const path = `node_modules/${name}/package.json`;
  if (world.files.exists(path)) {
    const version = /"version":\s*"([^"]+)"/.exec(world.files.readText(path).value ?? '')?.[1];
    if (version !== undefined) return { name, version };
  }
  const answer = await world.processes.run([name, '--version'], { timeoutSeconds: 10 });
  const line = answer.exitCode === 0 ? (answer.stdout.split('\n')[0] ?? '').trim() : '';
  return { name, version: line === '' ? 'unknown' : line };
}

function procedureBroken(procedure: ProcedureEntry, what: string, result: ProcessResult): Diagnostic {
  const tail = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(-12).join('\n       ');
  return {
    code: 'EVD-102',
    severity: 'error',
    message: `procedure ${procedure.id} failed: ${what}${tail === '' ? '' : `\n       ${tail}`}`,
    place: { path: 'ampel.config.yaml', line: 1, column: 1 },
    why: 'a procedure that breaks down has shown nothing',
    fix: `run it by hand: ${(procedure.command ?? []).join(' ')}`,
    subjects: [procedure.id],
  };
}

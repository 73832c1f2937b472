import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { Files } from '../../ports/files.js';
import type { ProcessResult } from '../../ports/processes.js';
import type { ProcedureEntry } from '../project/config.generated.js';
import type { TraceGraph } from '../trace/graph.js';
import type { CaseResult, TestCase } from '../trace/model.js';
import { caseIdOf, namesCase } from '../trace/results/case-id.js';
import { readJunit } from '../trace/results/read-junit.js';
import { type ProofOutcome, readProofCampaign } from '../trace/results/read-proofs.js';
import { readTap } from '../trace/results/read-tap.js';
import type { ProcedureRun } from './procedure-inputs.js';
import type { RecordedCase } from './record.js';

/**
 * Case ids of this project's own convention; a project may configure another.
 * @implements LLR-EVD-006
 */
export const caseIdPatternDefault = 'TC-[A-Z0-9]+(?:-[0-9]+)+';

/** Results as read, and whether the procedure as a whole broke down (empty when not). */
export interface ProcedureResults {
  readonly results: readonly CaseResult[];
  readonly broken: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Format proofs: each obligation of the campaign. */
  readonly proofs?: readonly ProofOutcome[];
}

/** Results by declared case, and those of cases that are declared nowhere, by subject of the run. */
export interface MatchedResults {
  readonly casesOf: ReadonlyMap<
    string,
    readonly { readonly testCase: TestCase; readonly outcome: RecordedCase['outcome']; readonly message: string }[]
  >;
  readonly strayOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads what a procedure left: standard output or files, in the configured format.
 * A command that ended badly without a failed case to explain it has broken down, and then none of its passes counts.
 * @implements LLR-EVD-006
 */
export function readResults(
  procedure: ProcedureEntry,
  result: ProcessResult,
  files: Files,
  isOld: (path: string) => boolean = () => false,
): ProcedureResults {
  const ending = result.failure !== '' ? result.failure : result.exitCode === 0 ? '' : `exit code ${result.exitCode}`;
  if (procedure.results.format === 'proofs') return proofResults(procedure, { procedure, result, files, isOld }, ending);
  if (procedure.results.format === 'findings') return { results: [], broken: withFindings(ending, result.stdout), diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const texts = resultTexts({ procedure, result, files, isOld }, diagnostics);
  const results: CaseResult[] = [];
  for (const source of texts) {
    const read = procedure.results.format === 'tap' ? readTap(source) : readJunit(source);
    diagnostics.push(...read.diagnostics);
    for (const entry of read.value) results.push(entry);
  }
  const explained = results.some((entry) => entry.outcome === 'failed');
  const unreadable = diagnostics.some((finding) => finding.severity === 'error') ? 'its results cannot be read' : '';
  return {
    results,
    broken: result.failure !== '' ? result.failure : explained ? '' : unreadable !== '' ? unreadable : ending,
    diagnostics,
  };
}

/** The obligations of a campaign. One that is not proved explains an exit code other than 0. */
function proofResults(procedure: ProcedureEntry, source: ResultSource, ending: string): ProcedureResults {
  const diagnostics: Diagnostic[] = [];
  const proofs: ProofOutcome[] = [];
  let unreadable = '';
  for (const { path, text } of resultTexts(source, diagnostics)) {
    const read = readProofCampaign(text);
    if (read === undefined) unreadable = `${path} is no list of proofs`;
    else proofs.push(...read);
  }
  if (diagnostics.some(({ severity }) => severity === 'error')) unreadable = 'its results cannot be read';
  const explained = proofs.some(({ verdict }) => verdict !== 'proved') && source.result.failure === '';
  const nothing = proofs.length === 0 ? `procedure ${procedure.id} proved nothing` : '';
  return { results: [], broken: unreadable || (explained ? '' : ending) || nothing, diagnostics, proofs };
}

/** Findings of a procedure that are named beside its exit code. */
const namedFindings = 3;

/** A bad ending with the first findings that the command wrote, so that the gate can say what was found. */
function withFindings(ending: string, stdout: string): string {
  if (ending === '') return '';
  const found = [...stdout.matchAll(/^error ([A-Z][A-Z0-9]*-\d+: .*)$/gm)].map(([, text = '']) => text);
  const rest = found.length > namedFindings ? `; and ${found.length - namedFindings} more` : '';
  return found.length === 0 ? ending : `${ending}; ${found.slice(0, namedFindings).join('; ')}${rest}`;
}

interface ResultSource {
  readonly procedure: ProcedureEntry;
  readonly result: ProcessResult;
  readonly files: Files;
  readonly isOld: (path: string) => boolean;
}

function resultTexts(
  { procedure, result, files, isOld }: ResultSource,
  diagnostics: Diagnostic[],
): readonly { readonly path: string; readonly text: string }[] {
  const { paths } = procedure.results;
  if (paths === undefined) return [{ path: `standard output of ${procedure.id}`, text: result.stdout }];
  const listed = files.list({ paths });
  if (listed.value.length === 0) {
    diagnostics.push({
      code: 'EVD-103',
      severity: 'error',
      message: `procedure ${procedure.id} left no result file ${paths.join(', ')}`,
      place: { path: 'ampel.config.yaml', line: 1, column: 1 },
      why: 'without results its cases did not run',
      fix: 'correct results.paths, or let the command write them there',
      subjects: [procedure.id],
    });
  }
  return listed.value.flatMap((path) => {
    if (isOld(path)) {
      diagnostics.push(oldResults(path, procedure));
      return [];
    }
    const { value: text, diagnostics: problems } = files.readText(path);
    diagnostics.push(...problems);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** The finding on a result file that is older than what it is to be evidence of. */
function oldResults(path: string, procedure: ProcedureEntry): Diagnostic {
  return {
    code: 'EVD-104',
    severity: 'error',
    message: `${path} is older than what it is to be evidence of, and was not read`,
    place: { path, line: 1, column: 1 },
    why: 'a result file left by an earlier run says nothing of the files as they are now',
    fix:
      procedure.command === undefined
        ? `run the tests again, then: ampel record ${procedure.id}`
        : 'let the command write its result files anew, or remove this one',
    subjects: [procedure.id],
  };
}

const outcomeRank: Readonly<Record<RecordedCase['outcome'], number>> = { failed: 0, skipped: 1, todo: 2, 'not-run': 3, passed: 4 };

/**
 * Finds the declared case of each result: by a case id at the start of a part of its name, else by the exact name.
 * Of several results of one case the worst counts. A procedure file that failed outside its cases fails them all.
 * @implements LLR-EVD-006
 */
export function matchResults(
  graph: TraceGraph,
  procedure: ProcedureEntry,
  runs: readonly ProcedureRun[],
  from: ProcedureResults,
): MatchedResults {
  const pattern = new RegExp(graph.config.tests?.caseIds ?? caseIdPatternDefault);
  const caseNamed = caseFinder(graph.cases, pattern);
  const found = new Map<TestCase, { outcome: RecordedCase['outcome']; message: string }>();
  const strayOf = new Map<string, string[]>();
  const subjects = new Set(runs.map((run) => run.subject));
  for (const result of from.results) {
    const testCase = caseNamed(result.name);
    const reporter = result.name.split(' > ').find((part) => subjects.has(part));
    if (testCase !== undefined && (reporter === undefined || reporter === procedure.id || reporter === testCase.place.path)) {
      const before = found.get(testCase);
      if (before === undefined || outcomeRank[result.outcome] < outcomeRank[before.outcome])
        found.set(testCase, { outcome: result.outcome, message: firstLine(result.message) });
      continue;
    }
    const id = testCase?.id ?? caseIdOf(result.name, pattern);
    if (id === undefined) continue;
    const subject = reporter ?? runs[0]?.subject ?? procedure.id;
    const list = strayOf.get(subject) ?? [];
    if (!list.includes(id)) list.push(id);
    strayOf.set(subject, list);
  }
  const casesOf = new Map(runs.map((run) => [run.subject, recordedFor(run)]));
  return { casesOf, strayOf };

  function recordedFor(
    run: ProcedureRun,
  ): readonly { readonly testCase: TestCase; readonly outcome: RecordedCase['outcome']; readonly message: string }[] {
    const own = procedure.files === undefined ? [...found.keys()] : graph.cases.filter((testCase) => testCase.place.path === run.subject);
    const failedOutside = failureOutsideCases(run, own);
    return own.map((testCase) => {
      const result = found.get(testCase) ?? { outcome: 'not-run' as const, message: 'no result names it' };
      return result.outcome === 'passed' && failedOutside !== ''
        ? { testCase, outcome: 'failed' as const, message: failedOutside }
        : { testCase, ...result };
    });
  }

  function failureOutsideCases(run: ProcedureRun, own: readonly TestCase[]): string {
    if (from.broken !== '') return `the procedure broke down: ${from.broken}`;
    const whole = from.results.find((result) => result.name === run.subject && result.outcome !== 'passed');
    if (whole === undefined || own.some((testCase) => found.get(testCase)?.outcome !== 'passed')) return '';
    return `the procedure file ${whole.outcome === 'failed' ? 'failed' : `was ${whole.outcome === 'todo' ? 'marked as to do' : 'skipped'}`} outside its cases`;
  }
}

/**
 * The declared case that a result's name means: by its id, else by the name of the function that holds it. Several may end
 * alike, and then the longest name that fits is meant.
 */
function caseFinder(cases: readonly TestCase[], pattern: RegExp): (name: string) => TestCase | undefined {
  const declared = new Map(cases.map((testCase) => [testCase.id, testCase]));
  const byLastWord = new Map<string, { readonly name: string; readonly testCase: TestCase }[]>();
  const add = (name: string, testCase: TestCase): void => {
    const list = byLastWord.get(lastWord(name));
    if (list === undefined) byLastWord.set(lastWord(name), [{ name, testCase }]);
    else list.push({ name, testCase });
  };
  for (const testCase of declared.values()) {
    if (caseIdOf(testCase.id, pattern) === undefined) add(testCase.id, testCase);
    if (testCase.unit !== undefined) add(testCase.unit, testCase);
  }
  return (name) => {
    const id = caseIdOf(name, pattern);
    if (id !== undefined) return declared.get(id);
    const last = name.split(' > ').at(-1) ?? '';
    const exact = declared.get(name) ?? declared.get(last);
    if (exact !== undefined) return exact;
    const fitting = (byLastWord.get(lastWord(last.replace(/[[({/].*$/s, ''))) ?? []).filter((entry) => namesCase(name, entry.name));
    return fitting.sort((x, y) => y.name.length - x.name.length)[0]?.testCase;
  };
}

function lastWord(text: string): string {
  return /[A-Za-z0-9_]*$/.exec(text)?.[0] ?? '';
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 300);
}

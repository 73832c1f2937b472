import type { Json } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, compareText, formatPlace } from '../../../kernel/diagnostic.js';
import { deltaColumn, listColumn, wordColumn } from './columns.js';
import type { PageRequirement, TracePageInput } from './input.js';
import { numberedLinks } from './links.js';

/** The parts of the page's data; each is packed by itself, so that no single text holds everything. */
export type SectionName = 'overview' | 'requirements' | 'texts' | 'facts' | 'code' | 'cases' | 'evidence' | 'links' | 'findings';

/**
 * The input in a fixed order: requirements, cases and evidence by id, code by path and line, findings by severity.
 * The page is then the same whatever order the lists came in.
 * @implements LLR-VWR-004
 */
export function sortedInput(input: TracePageInput): TracePageInput {
  const byId = (a: { readonly id: string }, b: { readonly id: string }): number => compareText(a.id, b.id);
  return {
    ...input,
    requirements: [...input.requirements].sort(byId),
    codeUnits: [...input.codeUnits].sort((a, b) => compareText(a.path, b.path) || a.line - b.line || compareText(a.name, b.name)),
    testCases: [...input.testCases].sort(byId),
    evidence: [...input.evidence].sort(byId),
    findings: [...input.findings].sort(compareDiagnostics),
  };
}

/**
 * The data of the page by section, in columns. The input is sorted first.
 * @implements LLR-VWR-004
 */
export function sectionsOf(unsorted: TracePageInput): Readonly<Record<SectionName, () => Json>> {
  const input = sortedInput(unsorted);
  return {
    overview: () => overviewSection(input),
    requirements: () => requirementSection(input.requirements),
    texts: () => textSection(input.requirements),
    facts: () => factSection(input.requirements),
    code: () => codeSection(input),
    cases: () => caseSection(input),
    evidence: () => evidenceSection(input),
    links: () => linkSection(input),
    findings: () => findingSection(input),
  };
}

function overviewSection(input: TracePageInput): Json {
  const { project, commit, commitDate, verdict, verdictReasons, nextSteps, toolVersion } = input;
  const levels = input.levels.map(({ name, title }) => ({ name, title }));
  const modules = input.modules.map(({ code, title }) => ({ code, title }));
  return { project, commit, commitDate, verdict, verdictReasons, nextSteps, toolVersion, levels, modules };
}

function requirementSection(rows: readonly PageRequirement[]): Json {
  return {
    id: rows.map((row) => row.id),
    title: rows.map((row) => row.title),
    level: wordColumn(rows.map((row) => row.level)),
    module: wordColumn(rows.map((row) => row.module)),
    derived: rows.map((row) => (row.derived ? 1 : 0)),
    status: wordColumn(rows.map((row) => row.status)),
    verification: listColumn(rows.map((row) => row.verification)),
  };
}

function textSection(rows: readonly PageRequirement[]): Json {
  return { text: rows.map((row) => row.text), rationale: rows.map((row) => row.rationale) };
}

function factSection(rows: readonly PageRequirement[]): Json {
  const commits = rows.map((row) => row.history.map((entry) => JSON.stringify(commitFields(entry))));
  return {
    safetyNote: wordColumn(rows.map((row) => row.safetyNote)),
    statusReason: wordColumn(rows.map((row) => row.statusReason)),
    path: wordColumn(rows.map((row) => row.path)),
    line: rows.map((row) => row.line),
    fingerprint: rows.map((row) => row.fingerprint),
    sources: listColumn(rows.map((row) => row.sources.map((source) => JSON.stringify([source.document, source.lines])))),
    attributes: listColumn(rows.map((row) => attributePairs(row.attributes))),
    history: listColumn(commits),
  };
}

function commitFields(entry: PageRequirement['history'][number]): Json {
  return [entry.commit, entry.date, entry.author, entry.subject];
}

function attributePairs(attributes: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(attributes)
    .sort(([a], [b]) => compareText(a, b))
    .map((pair) => JSON.stringify(pair));
}

function codeSection({ codeUnits: rows }: TracePageInput): Json {
  return {
    name: rows.map((row) => row.name),
    kind: wordColumn(rows.map((row) => row.kind)),
    language: wordColumn(rows.map((row) => row.language)),
    path: wordColumn(rows.map((row) => row.path)),
    line: rows.map((row) => row.line),
    length: rows.map((row) => row.lastLine - row.line),
    excerpt: wordColumn(rows.map((row) => row.excerpt)),
  };
}

function caseSection({ testCases: rows }: TracePageInput): Json {
  return {
    id: rows.map((row) => row.id),
    intent: rows.map((row) => row.intent),
    kind: wordColumn(rows.map((row) => row.kind)),
    path: wordColumn(rows.map((row) => row.path)),
    line: rows.map((row) => row.line),
    outcome: wordColumn(rows.map((row) => row.outcome)),
    outcomeReason: wordColumn(rows.map((row) => row.outcomeReason)),
    record: wordColumn(rows.map((row) => row.record)),
  };
}

function evidenceSection({ evidence: rows }: TracePageInput): Json {
  return {
    id: rows.map((row) => row.id),
    title: rows.map((row) => row.title),
    kind: wordColumn(rows.map((row) => row.kind)),
    verdict: wordColumn(rows.map((row) => row.verdict)),
    path: wordColumn(rows.map((row) => row.path)),
  };
}

function linkSection(input: TracePageInput): Json {
  const { links, missing } = numberedLinks(input);
  return {
    kind: wordColumn(links.map((link) => link.kind)),
    from: deltaColumn(links.map((link) => link.from)),
    to: deltaColumn(links.map((link) => link.to)),
    review: wordColumn(links.map((link) => link.review)),
    reviewer: wordColumn(links.map((link) => link.reviewer)),
    missing,
  };
}

function findingSection({ findings: rows }: TracePageInput): Json {
  return {
    severity: wordColumn(rows.map((row) => row.severity)),
    code: wordColumn(rows.map((row) => row.code)),
    message: rows.map((row) => row.message),
    place: wordColumn(rows.map((row) => (row.place === undefined ? '' : formatPlace(row.place)))),
    why: wordColumn(rows.map((row) => row.why)),
    fix: wordColumn(rows.map((row) => row.fix)),
    subjects: listColumn(rows.map((row) => row.subjects ?? [])),
  };
}

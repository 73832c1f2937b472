import { compareText } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Commit } from '../../ports/git.js';
import type { LoadedProject } from '../project/load-project.js';
import { fingerprintOf } from '../requirements/fingerprint.js';
import type { Requirement } from '../requirements/model.js';
import type { GateResult } from '../trace/gate.js';
import type { CaseStanding } from '../trace/graph.js';
import type { CodeUnit } from '../trace/model.js';
import { type LinkKind, linkStateOf, linksOf } from '../trace/reviewed-links.js';
import type { Standing } from '../trace/standing.js';
import { type CaseOutcome, codeUnitKey, type LinkReview, type PageLink, type TracePageInput } from './trace-page/input.js';

/** What a page says of itself beside the trace: the commit it shows, what it concludes, and what to do next. */
export interface PageFrame {
  readonly commit: string;
  readonly commitDate: string;
  readonly toolVersion: string;
  readonly gate: GateResult;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly nextSteps: readonly string[];
  readonly verdictReasons: readonly string[];
  /** Commits that wrote each line of a requirement file; empty outside a repository. */
  readonly blameOf: (path: string) => readonly (Commit | undefined)[];
}

/** Code units beyond which the page carries no excerpts, to stay small. */
const excerptUnitsMaximum = 2000;
const excerptLinesMaximum = 24;

/**
 * The trace of a project in the form that the trace page shows.
 * @implements LLR-PKG-001
 */
export function tracePageInputOf(project: LoadedProject, frame: PageFrame): TracePageInput {
  const { graph } = project;
  const withExcerpts = graph.units.length <= excerptUnitsMaximum;
  const history = historiesOf(graph.requirements, frame.blameOf);
  return {
    project: project.config.project,
    commit: frame.commit,
    commitDate: frame.commitDate,
    toolVersion: `ampel ${frame.toolVersion}`,
    verdict: frame.gate.verdict,
    verdictReasons: frame.verdictReasons,
    nextSteps: frame.nextSteps,
    levels: project.config.levels.map((level) => ({ name: level.name, title: level.title ?? level.name })),
    modules: [...new Set(graph.requirements.map((entry) => entry.module))]
      .sort(compareText)
      .map((code) => ({ code, title: project.config.modules?.[code] ?? '' })),
    requirements: [...graph.requirementOf.values()].map((entry) => ({
      ...pick(entry),
      status: frame.standings.get(entry.id)?.state ?? 'unknown',
      statusReason: frame.standings.get(entry.id)?.reason ?? '',
      path: entry.place.path,
      line: entry.place.line,
      fingerprint: fingerprintOf(entry),
      history: history(entry),
    })),
    codeUnits: graph.units
      .filter((unit) => unit.implements.length > 0 || unit.exported)
      .map((unit) => ({
        name: unit.name,
        kind: unit.kind,
        language: unit.language,
        path: unit.place.path,
        line: unit.place.line,
        lastLine: unit.lastLine,
        implements: [...new Set(unit.implements.map((tag) => tag.id))],
        excerpt: withExcerpts ? excerptOf(unit, project.textOf(unit.place.path)) : '',
      })),
    testCases: graph.cases.map((testCase) => {
      const standing = graph.standingOf(testCase);
      return {
        id: testCase.id,
        intent: testCase.intent,
        kind: testCase.kind,
        path: testCase.place.path,
        line: testCase.place.line,
        verifies: [...new Set(testCase.verifies.map((tag) => tag.id))],
        outcome: outcomeOf[standing.state],
        outcomeReason: standing.reason,
        record: standing.record,
      };
    }),
    evidence: graph.records
      .filter((held) => held.record.predicate.requirements.length > 0)
      .map((held) => ({
        id: held.id,
        kind: held.record.predicate.method,
        title: held.record.predicate.procedure,
        verdict: held.staleBecause === '' ? held.record.predicate.verdict : `stale: ${held.staleBecause}`,
        requirements: held.record.predicate.requirements.map((text) => text.id),
        path: `evidence/${held.id}.json`,
      })),
    links: pageLinksOf(project),
    findings: frame.gate.findings.filter((finding) => finding.severity !== 'note'),
  };
}

const outcomeOf: Readonly<Record<CaseStanding['state'], CaseOutcome>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  todo: 'todo',
  'not-run': 'not-run',
  stale: 'stale',
  'other-text': 'stale',
};

function pick(
  entry: Requirement,
): Pick<
  Requirement,
  | 'id'
  | 'title'
  | 'text'
  | 'rationale'
  | 'safetyNote'
  | 'level'
  | 'module'
  | 'derived'
  | 'verification'
  | 'parents'
  | 'sources'
  | 'attributes'
> {
  const { id, title, text, rationale, safetyNote, level, module, derived, verification, parents, sources, attributes } = entry;
  return { id, title, text, rationale, safetyNote, level, module, derived, verification, parents, sources, attributes };
}

function excerptOf(unit: CodeUnit, text: string | undefined): string {
  if (text === undefined) return '';
  const lines = text.split('\n').slice(unit.place.line - 1, unit.lastLine);
  return lines.length <= excerptLinesMaximum
    ? lines.join('\n')
    : [...lines.slice(0, excerptLinesMaximum), `… ${lines.length - excerptLinesMaximum} more lines`].join('\n');
}

function pageLinksOf(project: LoadedProject): readonly PageLink[] {
  const { graph } = project;
  const stateOf = linkStateOf(graph.reviewed);
  const review: Readonly<Record<'accepted' | 'suspect' | 'not-reviewed', LinkReview>> = {
    accepted: 'accepted',
    suspect: 'suspect',
    'not-reviewed': 'not-reviewed',
  };
  const kindOf: Readonly<Record<LinkKind, PageLink['kind']>> = { parent: 'parent', implements: 'implements', verifies: 'verifies' };
  return linksOf(graph).map((link) => {
    const state = stateOf(link);
    const acceptance = state.state === 'not-reviewed' ? undefined : state.acceptance;
    return {
      from: link.kind === 'implements' ? codeUnitKey({ path: link.place.path, name: link.from }) : link.from,
      to: link.to,
      kind: kindOf[link.kind],
      review: review[state.state],
      reviewer: acceptance === undefined ? '' : `${acceptance.by}, ${acceptance.on}`,
    };
  });
}

/** Commits that wrote the lines of a requirement: from its first line to the line before the next one of its file. */
function historiesOf(requirements: readonly Requirement[], blameOf: PageFrame['blameOf']): (requirement: Requirement) => readonly Commit[] {
  const nextLine = new Map<Requirement, number>();
  const last = new Map<string, Requirement>();
  for (const requirement of requirements) {
    const before = last.get(requirement.place.path);
    if (before !== undefined) nextLine.set(before, requirement.place.line);
    last.set(requirement.place.path, requirement);
  }
  return (requirement) => {
    const lines = blameOf(requirement.place.path).slice(
      requirement.place.line - 1,
      (nextLine.get(requirement) ?? Number.MAX_SAFE_INTEGER) - 1,
    );
    const commits = new Map<string, Commit>();
    for (const commit of lines) if (commit !== undefined) commits.set(commit.commit, commit);
    return [...commits.values()].sort((a, b) => compareText(b.date, a.date) || compareText(a.commit, b.commit));
  };
}

/**
 * A digest that names the state of a project's inputs when it is no commit.
 * @implements LLR-PKG-005
 */
export function workingTreeName(commit: string, digests: readonly string[]): string {
  return `${commit}+changes-${sha256(digests.join('\n')).slice(0, 12)}`;
}

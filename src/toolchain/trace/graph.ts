import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { HeldRecord, RecordedCase } from '../evidence/record.js';
import type { LevelEntry, ProjectConfig } from '../project/config.generated.js';
import { fingerprintOf } from '../requirements/fingerprint.js';
import type { Requirement, VerificationMethod } from '../requirements/model.js';
import type { SourceDocument } from '../requirements/read-sources.js';
import type { CodeUnit, TestCase } from './model.js';
import type { ReviewedLinks } from './reviewed-links.js';

/** Everything that was read from a project, before links are resolved. */
export interface TraceInput {
  readonly config: ProjectConfig;
  readonly requirements: readonly Requirement[];
  readonly units: readonly CodeUnit[];
  readonly cases: readonly TestCase[];
  readonly records: readonly HeldRecord[];
  readonly reviewed: ReviewedLinks;
  readonly sources: readonly SourceDocument[];
  /** Names in results that look like a case id, with the file they were reported from, and are declared nowhere. */
  readonly strayResults: readonly { readonly name: string; readonly path: string }[];
  /** Day of the evaluation, `YYYY-MM-DD`; exceptions expire by it. */
  readonly today: string;
}

/** Where a test case stands: what its newest result is worth today. */
export interface CaseStanding {
  readonly state: 'passed' | 'failed' | 'skipped' | 'todo' | 'not-run' | 'stale' | 'other-text';
  readonly reason: string;
  readonly record: string;
}

/** A project's trace with its links resolved in both directions. Lists keep the order of reading. */
export interface TraceGraph extends TraceInput {
  readonly levelOf: ReadonlyMap<string, LevelEntry>;
  readonly requirementOf: ReadonlyMap<string, Requirement>;
  readonly childrenOf: ReadonlyMap<string, readonly Requirement[]>;
  readonly unitsOf: ReadonlyMap<string, readonly CodeUnit[]>;
  readonly casesOf: ReadonlyMap<string, readonly TestCase[]>;
  readonly standingOf: (testCase: TestCase) => CaseStanding;
  /** Current passing records by requirement and method, from procedures that verify requirements as a whole. */
  readonly evidenceOf: ReadonlyMap<string, readonly HeldRecord[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves the links of a project. Total: links to nothing stay out of the maps and are found by the rules.
 * @implements LLR-TRC-001
 */
export function traceGraphOf(input: TraceInput): TraceGraph {
  const requirementOf = new Map<string, Requirement>();
  for (const requirement of input.requirements) if (!requirementOf.has(requirement.id)) requirementOf.set(requirement.id, requirement);
  const childrenOf = new Map<string, Requirement[]>();
  for (const requirement of input.requirements) {
    for (const parent of new Set(requirement.parents)) append(childrenOf, parent, requirement);
  }
  const unitsOf = new Map<string, CodeUnit[]>();
  for (const unit of input.units) for (const tag of unit.implements) append(unitsOf, tag.id, unit);
  const casesOf = new Map<string, TestCase[]>();
  for (const testCase of input.cases) for (const id of new Set(testCase.verifies.map((tag) => tag.id))) append(casesOf, id, testCase);
  const evidenceOf = new Map<string, HeldRecord[]>();
  for (const held of input.records) {
    if (held.staleBecause !== '' || held.record.predicate.verdict !== 'pass') continue;
    for (const { id, fingerprint } of held.record.predicate.requirements) {
      const requirement = requirementOf.get(id);
      if (requirement !== undefined && fingerprintOf(requirement) === fingerprint) append(evidenceOf, id, held);
    }
  }
  return {
    ...input,
    levelOf: new Map(input.config.levels.map((level) => [level.name, level])),
    requirementOf,
    childrenOf,
    unitsOf,
    casesOf,
    standingOf: standingsOf(input, requirementOf),
    evidenceOf,
    diagnostics: [],
  };
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const severityOfState: readonly CaseStanding['state'][] = ['failed', 'skipped', 'todo', 'stale', 'other-text', 'passed', 'not-run'];

function standingsOf(input: TraceInput, requirementOf: ReadonlyMap<string, Requirement>): (testCase: TestCase) => CaseStanding {
  const recordedOf = new Map<string, { readonly recorded: RecordedCase; readonly held: HeldRecord }[]>();
  for (const held of input.records) {
    for (const recorded of held.record.predicate.cases) append(recordedOf, recorded.id, { recorded, held });
  }
  const remembered = new Map<TestCase, CaseStanding>();
  return (testCase) => {
    const known = remembered.get(testCase);
    if (known !== undefined) return known;
    const all = (recordedOf.get(testCase.id) ?? []).map(({ recorded, held }) => standingFrom(testCase, recorded, held, requirementOf));
    const current = all.some((standing) => standing.state !== 'stale') ? all.filter((standing) => standing.state !== 'stale') : all;
    const worst = current.reduce<CaseStanding | undefined>(
      (a, b) => (a === undefined || severityOfState.indexOf(b.state) < severityOfState.indexOf(a.state) ? b : a),
      undefined,
    );
    const standing = worst ?? { state: 'not-run', reason: 'no result names it', record: '' };
    remembered.set(testCase, standing);
    return standing;
  };
}

function standingFrom(
  testCase: TestCase,
  recorded: RecordedCase,
  held: HeldRecord,
  requirementOf: ReadonlyMap<string, Requirement>,
): CaseStanding {
  const record = held.id;
  if (held.staleBecause !== '') return { state: 'stale', reason: held.staleBecause, record };
  if (recorded.fingerprint !== testCase.fingerprint) return { state: 'stale', reason: 'the test case itself changed since it ran', record };
  for (const { id } of testCase.verifies) {
    const requirement = requirementOf.get(id);
    const ranAgainst = recorded.verifies.find((text) => text.id === id);
    if (requirement === undefined || ranAgainst?.fingerprint === fingerprintOf(requirement)) continue;
    return { state: 'other-text', reason: `it ran against another text of ${id}`, record };
  }
  return { state: recorded.outcome, reason: recorded.message, record };
}

/**
 * Whether a requirement asks for a verification method.
 * @implements LLR-TRC-001
 */
export function asksFor(requirement: Requirement, method: VerificationMethod): boolean {
  return requirement.verification.includes(method);
}

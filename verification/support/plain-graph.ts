import type { HeldRecord } from '../../src/toolchain/evidence/record.js';
import type { LevelEntry, ProjectConfig } from '../../src/toolchain/project/config.generated.js';
import type { Requirement } from '../../src/toolchain/requirements/model.js';
import { type TraceGraph, type TraceInput, traceGraphOf } from '../../src/toolchain/trace/graph.js';
import type { CodeUnit, TestCase } from '../../src/toolchain/trace/model.js';
import { noReviewedLinks } from '../../src/toolchain/trace/reviewed-links.js';

/** A requirement of which a case names only what matters to it. */
export function requirement(change: Partial<Requirement> & { readonly id: string }): Requirement {
  return {
    title: `Title of ${change.id}`,
    text: `The unit shall do ${change.id}.`,
    rationale: '',
    level: change.id.startsWith('L') ? 'low-level' : 'high-level',
    module: 'DEMO',
    parents: [],
    derived: false,
    safetyNote: '',
    verification: ['test'],
    status: 'active',
    sources: [],
    place: { path: 'r.yaml', line: 1, column: 1 },
    attributes: {},
    ...change,
  };
}

/** A code unit that implements the given requirements. */
export function unit(name: string, ids: readonly string[] = [], change: Partial<CodeUnit> = {}): CodeUnit {
  const place = { path: 'src/a.ts', line: 1, column: 1 };
  return {
    name,
    kind: 'function',
    exported: true,
    language: 'typescript',
    implements: ids.map((id) => ({ id, place })),
    place,
    lastLine: 2,
    fingerprint: `of-${name}`.padEnd(64, '0'),
    ...change,
  };
}

/** A test case that verifies the given requirements. */
export function caseOf(id: string, ids: readonly string[] = [], change: Partial<TestCase> = {}): TestCase {
  const place = { path: 'verification/a.test.ts', line: 1, column: 1 };
  return {
    id,
    verifies: ids.map((name) => ({ id: name, place })),
    kind: 'normal',
    intent: `intent of ${id}`,
    place,
    lastLine: 2,
    fingerprint: `of-${id}`.padEnd(64, '0'),
    ...change,
  };
}

const levels: [LevelEntry, ...LevelEntry[]] = [
  { name: 'high-level', refined: true, cases: ['normal', 'robustness'] },
  { name: 'low-level', parents: ['high-level'], code: true, cases: ['normal', 'robustness'] },
];

/** A project configuration of two levels. */
export function configOf(change: Partial<ProjectConfig> = {}): ProjectConfig {
  return { project: 'Demo', levels, requirements: [{ paths: ['r.yaml'] }], ...change };
}

/** A trace of the given parts. */
export function graphOf(parts: Partial<TraceInput>): TraceGraph {
  return traceGraphOf({
    config: configOf(),
    requirements: [],
    units: [],
    cases: [],
    records: [],
    reviewed: noReviewedLinks,
    sources: [],
    strayResults: [],
    today: '2030-06-15',
    ...parts,
  });
}

/** A current record of one run; `cases` and `requirements` as recorded. */
export function heldRecord(change: Partial<HeldRecord['record']['predicate']>, staleBecause = '', id = 'record-1'): HeldRecord {
  return {
    id,
    staleBecause,
    record: {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'verification/a.test.ts', digest: { sha256: '0' } }],
      predicateType: 'x',
      predicate: {
        result: 'PASSED',
        configuration: [],
        passedTests: [],
        warnedTests: [],
        failedTests: [],
        verdict: 'pass',
        procedure: 'tests',
        method: 'test',
        tool: { name: 'tap', version: '1' },
        environment: {},
        repeat: '',
        cases: [],
        requirements: [],
        findings: [],
        ...change,
      },
    },
  };
}

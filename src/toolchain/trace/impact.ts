import { compareText } from '../../kernel/diagnostic.js';
import type { ProcedureRun } from '../evidence/procedure-inputs.js';
import { type ChangeKind, touchedObjectives } from '../objectives/touched-objectives.js';
import type { TraceGraph } from './graph.js';
import type { CodeUnit, TestCase } from './model.js';

/** What a change begins with: ids of requirements and cases, names of units, paths of files. */
export interface ImpactStart {
  readonly requirements: ReadonlySet<string>;
  readonly units: ReadonlySet<CodeUnit>;
  readonly cases: ReadonlySet<TestCase>;
  readonly paths: ReadonlySet<string>;
}

/** Everything that a change touches. Lists are sorted. */
export interface Impact {
  /** Requirements that refine a changed one, at any depth, and the changed ones. */
  readonly requirements: readonly string[];
  /** Requirements above: their satisfaction has to be judged again. */
  readonly above: readonly string[];
  readonly code: readonly string[];
  readonly cases: readonly string[];
  /** Procedures whose results become stale. */
  readonly procedures: readonly string[];
  readonly objectives: readonly string[];
}

/**
 * Follows a change through the trace: down to what refines, implements and verifies, up to what it serves, and out to the
 * procedures whose inputs it is among.
 * @implements LLR-TRC-011
 */
export function impactOf(graph: TraceGraph, runs: readonly ProcedureRun[], start: ImpactStart): Impact {
  const down = closure(start.requirements, (id) => (graph.childrenOf.get(id) ?? []).map((child) => child.id));
  const units = new Set(start.units);
  const cases = new Set(start.cases);
  const paths = new Set(start.paths);
  for (const id of down) {
    for (const unit of graph.unitsOf.get(id) ?? []) units.add(unit);
    for (const testCase of graph.casesOf.get(id) ?? []) cases.add(testCase);
  }
  const served = new Set<string>(start.requirements);
  for (const unit of start.units) for (const tag of unit.implements) served.add(tag.id);
  for (const testCase of start.cases) for (const tag of testCase.verifies) served.add(tag.id);
  for (const unit of start.units)
    for (const tag of unit.implements) for (const testCase of graph.casesOf.get(tag.id) ?? []) cases.add(testCase);
  const above = closure(served, (id) => graph.requirementOf.get(id)?.parents ?? []);
  for (const unit of start.units) paths.add(unit.place.path);
  for (const testCase of cases) paths.add(testCase.place.path);
  const procedures = runs.filter((run) => run.inputs.some((input) => paths.has(input.name))).map((run) => run.subject);
  const kinds = new Set<ChangeKind>();
  for (const id of start.requirements) kinds.add(kindOf(graph.requirementOf.get(id)?.level ?? ''));
  if (start.units.size > 0) kinds.add('code');
  if (start.cases.size > 0) kinds.add('test case');
  if (procedures.length > 0) kinds.add('test result');
  return {
    requirements: sorted(down),
    above: sorted([...above].filter((id) => !down.has(id))),
    code: sorted([...units].map((unit) => `${unit.place.path}#${unit.name}`)),
    cases: sorted([...cases].map((testCase) => testCase.id)),
    procedures: sorted(procedures),
    objectives: [...new Set([...kinds].flatMap((kind) => touchedObjectives[kind]))].sort(compareObjectives),
  };
}

function closure(start: ReadonlySet<string>, next: (id: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(start);
  for (const id of reached) for (const other of next(id)) reached.add(other);
  return reached;
}

/** Names of levels are the project's own; those that name no level of ours count as the lowest. */
function kindOf(level: string): ChangeKind {
  return level === 'system' || level === 'high-level' ? level : 'low-level';
}

function sorted(items: Iterable<string>): readonly string[] {
  return [...new Set(items)].sort(compareText);
}

/** `A-2-7` before `A-10-1`. */
function compareObjectives(a: string, b: string): number {
  const [, tableA = 0, rowA = 0] = a.split('-').map(Number);
  const [, tableB = 0, rowB = 0] = b.split('-').map(Number);
  return tableA - tableB || rowA - rowB;
}

import { compareText } from '../../kernel/diagnostic.js';
import { fingerprintOf } from '../requirements/fingerprint.js';
import type { Requirement } from '../requirements/model.js';
import type { TraceGraph } from './graph.js';
import type { CodeUnit, TestCase } from './model.js';

/** One difference between two baselines. `meaning`: a fingerprint changed; the other kinds leave evidence as it is. */
export interface BaselineChange {
  readonly item: 'requirement' | 'code' | 'test case';
  readonly id: string;
  readonly change: 'added' | 'removed' | 'meaning' | 'wording' | 'links' | 'status' | 'moved';
  readonly details: readonly string[];
}

/**
 * Differences between two baselines, item by item, sorted by kind and id. A moved file or reflowed text alone is no change of meaning.
 * @implements LLR-TRC-010
 */
export function baselineDiff(before: TraceGraph, after: TraceGraph): readonly BaselineChange[] {
  const changes: BaselineChange[] = [];
  compareItems(
    before.requirementOf,
    after.requirementOf,
    (id, change) => changes.push({ item: 'requirement', id, change, details: [] }),
    (id, a, b) => changes.push(...requirementChanges(id, a, b)),
  );
  compareItems(
    unitsByName(before),
    unitsByName(after),
    (id, change) => changes.push({ item: 'code', id, change, details: [] }),
    (id, a, b) => changes.push(...unitChanges(id, a, b)),
  );
  compareItems(
    casesById(before),
    casesById(after),
    (id, change) => changes.push({ item: 'test case', id, change, details: [] }),
    (id, a, b) => changes.push(...caseChanges(id, a, b)),
  );
  return changes;
}

function compareItems<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  report: (id: string, change: 'added' | 'removed') => void,
  both: (id: string, a: T, b: T) => void,
): void {
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort(compareText)) {
    const a = before.get(id);
    const b = after.get(id);
    if (a === undefined) report(id, 'added');
    else if (b === undefined) report(id, 'removed');
    else both(id, a, b);
  }
}

function requirementChanges(id: string, a: Requirement, b: Requirement): readonly BaselineChange[] {
  const changes: BaselineChange[] = [];
  const add = (change: BaselineChange['change'], ...details: readonly string[]): void =>
    void changes.push({ item: 'requirement', id, change, details });
  if (fingerprintOf(a) !== fingerprintOf(b))
    add(
      'meaning',
      `was: ${a.text}`,
      `is:  ${b.text}`,
      ...(sameSet(a.verification, b.verification) ? [] : [`verification: ${a.verification.join(', ')} → ${b.verification.join(', ')}`]),
    );
  if (a.title !== b.title || a.rationale !== b.rationale)
    add('wording', a.title === b.title ? 'rationale' : `title: ${a.title} → ${b.title}`);
  if (!sameSet(a.parents, b.parents)) add('links', `parents: ${a.parents.join(', ')} → ${b.parents.join(', ')}`);
  if (a.status !== b.status) add('status', `${a.status} → ${b.status}`);
  if (a.place.path !== b.place.path) add('moved', `${a.place.path} → ${b.place.path}`);
  return changes;
}

function unitChanges(id: string, a: CodeUnit, b: CodeUnit): readonly BaselineChange[] {
  const changes: BaselineChange[] = [];
  if (a.fingerprint !== b.fingerprint) changes.push({ item: 'code', id, change: 'meaning', details: [b.place.path] });
  const [from, to] = [a.implements.map((tag) => tag.id), b.implements.map((tag) => tag.id)];
  if (!sameSet(from, to))
    changes.push({ item: 'code', id, change: 'links', details: [`implements: ${from.join(', ')} → ${to.join(', ')}`] });
  if (a.place.path !== b.place.path) changes.push({ item: 'code', id, change: 'moved', details: [`${a.place.path} → ${b.place.path}`] });
  return changes;
}

function caseChanges(id: string, a: TestCase, b: TestCase): readonly BaselineChange[] {
  const changes: BaselineChange[] = [];
  if (a.fingerprint !== b.fingerprint) changes.push({ item: 'test case', id, change: 'meaning', details: [b.place.path] });
  const [from, to] = [a.verifies.map((tag) => tag.id), b.verifies.map((tag) => tag.id)];
  if (!sameSet(from, to))
    changes.push({ item: 'test case', id, change: 'links', details: [`verifies: ${from.join(', ')} → ${to.join(', ')}`] });
  if (a.place.path !== b.place.path)
    changes.push({ item: 'test case', id, change: 'moved', details: [`${a.place.path} → ${b.place.path}`] });
  return changes;
}

/** Units by name; where files share a name for a unit, by path and name. */
function unitsByName(graph: TraceGraph): ReadonlyMap<string, CodeUnit> {
  const count = new Map<string, number>();
  for (const unit of graph.units) count.set(unit.name, (count.get(unit.name) ?? 0) + 1);
  return new Map(graph.units.map((unit) => [count.get(unit.name) === 1 ? unit.name : `${unit.place.path}#${unit.name}`, unit]));
}

function casesById(graph: TraceGraph): ReadonlyMap<string, TestCase> {
  return new Map(graph.cases.map((testCase) => [testCase.id, testCase]));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join('\u0000') === [...b].sort().join('\u0000');
}

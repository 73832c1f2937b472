import type { Place } from '../../kernel/diagnostic.js';
import type { TraceGraph } from './graph.js';

/** A tag in code or in a test case: who carries it, what it says, and which requirement it names. */
export interface Tag {
  readonly owner: string;
  readonly verb: 'implements' | 'verifies';
  readonly id: string;
  readonly place: Place;
}

/**
 * Calls back for each tag of which `isWanted` holds for the id: of all code units, then of all test cases, in the order of reading.
 * @implements LLR-TRC-012
 */
export function forEachTag(graph: TraceGraph, isWanted: (id: string) => boolean, report: (tag: Tag) => void): void {
  for (const unit of graph.units) {
    for (const { id, place } of unit.implements) if (isWanted(id)) report({ owner: unit.name, verb: 'implements', id, place });
  }
  for (const testCase of graph.cases) {
    for (const { id, place } of testCase.verifies) if (isWanted(id)) report({ owner: testCase.id, verb: 'verifies', id, place });
  }
}

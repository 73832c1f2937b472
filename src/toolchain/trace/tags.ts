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
 * Tags of all code units, then of all test cases, in the order of reading.
 * @implements LLR-TRC-012
 */
export function* tagsOf(graph: TraceGraph): Generator<Tag> {
  for (const unit of graph.units) for (const tag of unit.implements) yield { owner: unit.name, verb: 'implements', id: tag.id, place: tag.place };
  for (const testCase of graph.cases) for (const tag of testCase.verifies) yield { owner: testCase.id, verb: 'verifies', id: tag.id, place: tag.place };
}

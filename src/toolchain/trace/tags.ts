import type { Place } from '../../kernel/diagnostic.js';
import type { TraceGraph } from './graph.js';
import type { Reference } from './model.js';

/** A tag in code or in a test case: who carries it, what it says, and which requirement it names. */
export interface Tag {
  readonly owner: string;
  readonly verb: 'implements' | 'verifies';
  readonly id: string;
  readonly place: Place;
}

const remembered = new WeakMap<TraceGraph, readonly Tag[]>();

/**
 * Tags that name no active requirement: of all code units, then of all test cases, in the order of reading. Several rules ask.
 * @implements LLR-TRC-012
 */
export function tagsWithoutActiveRequirement(graph: TraceGraph): readonly Tag[] {
  const known = remembered.get(graph);
  if (known !== undefined) return known;
  const tags: Tag[] = [];
  const add = (owner: string, verb: Tag['verb'], references: readonly Reference[]): void => {
    for (const { id, place } of references) if (graph.requirementOf.get(id)?.status !== 'active') tags.push({ owner, verb, id, place });
  };
  for (const unit of graph.units) add(unit.name, 'implements', unit.implements);
  for (const testCase of graph.cases) add(testCase.id, 'verifies', testCase.verifies);
  remembered.set(graph, tags);
  return tags;
}

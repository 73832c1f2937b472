import type { HeldRecord } from '../evidence/record.js';
import type { LevelEntry } from '../project/config.generated.js';
import type { Requirement } from '../requirements/model.js';
import type { TraceGraph } from './graph.js';
import type { CodeUnit, TestCase } from './model.js';

/** A requirement with what it is linked to, looked up once, so that the rules only follow references. */
export interface TraceNode {
  readonly requirement: Requirement;
  /** Position in the list of nodes. */
  readonly index: number;
  /** Undefined when the level is not configured. */
  readonly level: LevelEntry | undefined;
  /** As many as the requirement names, in its order; undefined where there is no such requirement. */
  readonly parents: readonly (TraceNode | undefined)[];
  readonly children: readonly Requirement[];
  readonly units: readonly CodeUnit[];
  readonly cases: readonly TestCase[];
  readonly evidence: readonly HeldRecord[];
}

const remembered = new WeakMap<TraceGraph, readonly TraceNode[]>();
const none: readonly never[] = [];

/**
 * The requirements of a graph as nodes, in the order of reading; computed once for each graph.
 * @implements LLR-TRC-001
 */
export function nodesOf(graph: TraceGraph): readonly TraceNode[] {
  const known = remembered.get(graph);
  if (known !== undefined) return known;
  const first = new Map<string, TraceNode>();
  const parentsOf: (TraceNode | undefined)[][] = [];
  const nodes = graph.requirements.map((requirement, index): TraceNode => {
    const { id } = requirement;
    const parents: (TraceNode | undefined)[] = [];
    parentsOf.push(parents);
    const node: TraceNode = {
      requirement,
      index,
      level: graph.levelOf.get(requirement.level),
      parents,
      children: graph.childrenOf.get(id) ?? none,
      units: graph.unitsOf.get(id) ?? none,
      cases: graph.casesOf.get(id) ?? none,
      evidence: graph.evidenceOf.get(id) ?? none,
    };
    if (!first.has(id)) first.set(id, node);
    return node;
  });
  for (const node of nodes) {
    const parents = parentsOf[node.index];
    for (const parent of node.requirement.parents) parents?.push(first.get(parent));
  }
  remembered.set(graph, nodes);
  return nodes;
}

import { compareText } from '../../../kernel/diagnostic.js';
import type { TraceGraph } from '../graph.js';
import { nodesOf, type TraceNode } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-103 */
export const cycle: TraceRule = {
  code: 'TRC-103',
  name: 'cycle',
  severity: 'error',
  why: 'requirements that refine each other in a ring are traced to no need',
  check(graph, report) {
    for (const ring of ringsOf(graph)) {
      const first = ring[0] as string;
      report({
        message: ring.length === 1 ? `${first} is its own parent` : `${ring.join(' → ')} → ${first} is a cycle of parents`,
        place: graph.requirementOf.get(first)?.place,
        fix: 'remove the parent that is not a need of the level above',
        subjects: ring,
      });
    }
  },
};

/** One ring for each strongly connected group, without recursion. Source: Tarjan, SIAM J. Comput. 1(2), 1972. */
function ringsOf(graph: TraceGraph): readonly (readonly string[])[] {
  const nodes = nodesOf(graph);
  const order = new Int32Array(nodes.length).fill(-1);
  const low = new Int32Array(nodes.length);
  const onStack = new Uint8Array(nodes.length);
  const stack: TraceNode[] = [];
  const rings: (readonly string[])[] = [];
  let entered = 0;
  const enter = (node: TraceNode): { readonly node: TraceNode; next: number } => {
    order[node.index] = low[node.index] = entered++;
    stack.push(node);
    onStack[node.index] = 1;
    return { node, next: 0 };
  };
  for (const root of nodes) {
    if (order[root.index] !== -1) continue;
    const work = [enter(root)];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { node } = top;
      if (top.next < node.parents.length) {
        const parent = node.parents[top.next];
        top.next += 1;
        if (parent === undefined) continue;
        if (order[parent.index] === -1) work.push(enter(parent));
        else if (onStack[parent.index] === 1) lower(node, order[parent.index] as number);
        continue;
      }
      work.pop();
      if (low[node.index] === order[node.index]) closeGroup(node);
      const caller = work.at(-1)?.node;
      if (caller !== undefined) lower(caller, low[node.index] as number);
    }
  }
  return rings;

  function lower(node: TraceNode, to: number): void {
    low[node.index] = Math.min(low[node.index] as number, to);
  }

  function closeGroup(last: TraceNode): void {
    const group: TraceNode[] = [];
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      onStack[member.index] = 0;
      group.push(member);
      if (member === last) break;
    }
    if (group.length > 1 || last.parents.includes(last)) rings.push(shortestRing(group));
  }
}

/** The shortest ring through the first member of a group, by breadth-first search along parents. */
function shortestRing(group: readonly TraceNode[]): readonly string[] {
  const members = new Set(group);
  const start = [...group].sort((a, b) => compareText(a.requirement.id, b.requirement.id))[0] as TraceNode;
  const cameFrom = new Map<TraceNode, TraceNode>();
  const queue = [start];
  for (const node of queue) {
    for (const parent of node.parents) {
      if (parent === start) return ringBackFrom(node);
      if (parent === undefined || !members.has(parent) || cameFrom.has(parent)) continue;
      cameFrom.set(parent, node);
      queue.push(parent);
    }
  }
  return [start.requirement.id];

  function ringBackFrom(last: TraceNode): readonly string[] {
    const ring = [last.requirement.id];
    for (let node = last; node !== start; ring.unshift(node.requirement.id)) node = cameFrom.get(node) as TraceNode;
    return ring;
  }
}

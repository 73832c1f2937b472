import { compareText } from '../../../kernel/diagnostic.js';
import type { TraceGraph } from '../graph.js';
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

/** One ring per strongly connected group, without recursion. Source: Tarjan, SIAM J. Comput. 1(2), 1972. */
function ringsOf(graph: TraceGraph): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const rings: string[][] = [];
  for (const root of graph.requirementOf.keys()) {
    if (order.has(root)) continue;
    const work: { readonly id: string; next: number }[] = [{ id: root, next: 0 }];
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { id } = top;
      if (top.next === 0) {
        order.set(id, order.size);
        low.set(id, order.get(id) as number);
        stack.push(id);
        onStack.add(id);
      }
      const parent = graph.requirementOf.get(id)?.parents[top.next];
      top.next += 1;
      if (parent === undefined) {
        work.pop();
        if (low.get(id) === order.get(id)) closeGroup(id);
        const caller = work.at(-1);
        if (caller !== undefined) lower(caller.id, low.get(id) as number);
      } else if (!order.has(parent)) {
        if (graph.requirementOf.has(parent)) work.push({ id: parent, next: 0 });
      } else if (onStack.has(parent)) lower(id, order.get(parent) as number);
    }
  }
  return rings;

  function lower(id: string, to: number): void {
    low.set(id, Math.min(low.get(id) as number, to));
  }

  function closeGroup(id: string): void {
    const group: string[] = [];
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      onStack.delete(member);
      group.push(member);
      if (member === id) break;
    }
    const selfLinked = group.length === 1 && graph.requirementOf.get(id)?.parents.includes(id) === true;
    if (group.length > 1 || selfLinked) rings.push(shortestRing(group, graph));
  }
}

/** The shortest ring through the first member of a group, by breadth-first search along parents. */
function shortestRing(group: readonly string[], graph: TraceGraph): string[] {
  const members = new Set(group);
  const start = [...group].sort(compareText)[0] as string;
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let at = 0; at < queue.length; at += 1) {
    const id = queue[at] as string;
    for (const parent of graph.requirementOf.get(id)?.parents ?? []) {
      if (parent === start) {
        const ring = [id];
        for (let back = id; back !== start; ) {
          back = cameFrom.get(back) as string;
          ring.unshift(back);
        }
        return ring;
      }
      if (!members.has(parent) || cameFrom.has(parent)) continue;
      cameFrom.set(parent, id);
      queue.push(parent);
    }
  }
  return [start];
}

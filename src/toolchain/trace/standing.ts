import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { Requirement } from '../requirements/model.js';
import type { TraceGraph } from './graph.js';

/** Where a requirement stands. `awaiting`: evidence holds, and a link waits for a person; `unknown` is never green. */
export type RequirementStanding = 'met' | 'awaiting' | 'not-met' | 'planned';

/** Standing of a requirement and, unless it is met, why. */
export interface Standing {
  readonly state: RequirementStanding;
  readonly reason: string;
}

/** Findings that wait for a person's judgement and not for work. */
const awaitsPerson = new Set(['TRC-117']);

/**
 * Standing of each requirement: met when no error speaks of it or of one of its cases, and each active requirement that refines it is met.
 * @implements LLR-TRC-007
 */
export function standingsOf(graph: TraceGraph, findings: readonly Diagnostic[]): ReadonlyMap<string, Standing> {
  const problemOf = new Map<string, Diagnostic>();
  for (const finding of findings) {
    if (finding.severity !== 'error') continue;
    const id = finding.subjects?.[0];
    if (id === undefined) continue;
    const before = problemOf.get(id);
    if (before === undefined || (awaitsPerson.has(before.code) && !awaitsPerson.has(finding.code))) problemOf.set(id, finding);
  }
  const standings = new Map<string, Standing>();
  for (const requirement of graph.requirements) settle(requirement, graph, problemOf, standings);
  return standings;
}

/** Settles a requirement after all below it, without recursion; members of a cycle see each other as not met. */
function settle(root: Requirement, graph: TraceGraph, problemOf: ReadonlyMap<string, Diagnostic>, standings: Map<string, Standing>): void {
  const pending = [root];
  const entered = new Set<string>();
  for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
    const children = graph.childrenOf.get(top.id) ?? [];
    if (!standings.has(top.id) && !entered.has(top.id)) {
      entered.add(top.id);
      const open = children.filter((child) => !standings.has(child.id) && !entered.has(child.id));
      if (open.length > 0) {
        for (const child of open) pending.push(child);
        continue;
      }
    }
    pending.pop();
    if (!standings.has(top.id)) standings.set(top.id, standingFrom(top, children, problemOf, standings));
  }
}

function standingFrom(
  requirement: Requirement,
  children: readonly Requirement[],
  problemOf: ReadonlyMap<string, Diagnostic>,
  standings: ReadonlyMap<string, Standing>,
): Standing {
  if (requirement.status === 'planned') return { state: 'planned', reason: 'for a later baseline' };
  const problem = problemOf.get(requirement.id);
  if (problem !== undefined && !awaitsPerson.has(problem.code)) return { state: 'not-met', reason: `${problem.code}: ${problem.message}` };
  let awaiting = problem === undefined ? '' : `${problem.code}: ${problem.message}`;
  for (const child of children) {
    if (child.status !== 'active' || child.id === requirement.id) continue;
    const standing = standings.get(child.id);
    if (standing === undefined || standing.state === 'not-met') return { state: 'not-met', reason: `${child.id} is not met` };
    if (standing.state === 'awaiting') awaiting = `${child.id} awaits a person`;
  }
  return awaiting === '' ? { state: 'met', reason: '' } : { state: 'awaiting', reason: awaiting };
}

import type { Place } from '../../../kernel/diagnostic.js';
import type { CaseResult } from '../model.js';

/** How deep results may be nested; deeper input is refused. @implements LLR-SCN-014 */
export const nestingDepthMax = 200;

/** One test of a runner with the tests inside it. `children` is undefined for a leaf, empty for a test without content. */
export interface ResultNode {
  readonly name: string;
  outcome: CaseResult['outcome'];
  message: string;
  readonly place: Place;
  children: ResultNode[] | undefined;
}

const rank: Readonly<Record<CaseResult['outcome'], number>> = { failed: 0, todo: 1, skipped: 2, passed: 3 };

/**
 * Gives an inner node the worst outcome of what is inside: failed, todo, skipped, passed, in this order. A node that
 * contains nothing has shown nothing and counts as skipped.
 * @implements LLR-SCN-014
 */
export function aggregate(node: ResultNode): void {
  if (node.children === undefined) return;
  if (node.children.length === 0) worsen(node, 'skipped', 'it contains no assertion');
  for (const child of node.children) {
    const message = child.message === '' ? child.name : child.message;
    worsen(node, child.outcome, message);
    if (node.message === '' && node.outcome !== 'passed' && node.outcome === child.outcome) node.message = message;
  }
}

/**
 * Lowers the outcome of a node; a better outcome than its own changes nothing.
 * @implements LLR-SCN-014
 */
export function worsen(node: ResultNode, outcome: CaseResult['outcome'], message: string): void {
  if (rank[outcome] >= rank[node.outcome]) return;
  node.outcome = outcome;
  node.message = message;
}

/**
 * All named nodes, enclosing ones first, each under its full name.
 * @implements LLR-SCN-014
 */
export function resultsOf(roots: readonly ResultNode[]): readonly CaseResult[] {
  const results: CaseResult[] = [];
  const visit = (node: ResultNode, prefix: string): void => {
    const name = prefix === '' ? node.name : node.name === '' ? prefix : `${prefix} > ${node.name}`;
    if (node.name !== '') results.push({ name, outcome: node.outcome, message: node.message, place: node.place });
    for (const child of node.children ?? []) visit(child, name);
  };
  for (const root of roots) visit(root, '');
  return results;
}

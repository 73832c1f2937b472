import type { EvidencePredicate, EvidenceRecord, HeldRecord } from '../../evidence/record.js';
import { fingerprintOf } from '../../requirements/fingerprint.js';
import type { VerificationMethod } from '../../requirements/model.js';
import type { TraceGraph } from '../graph.js';
import { nodesOf, type TraceNode } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-111 */
export const methodWithoutEvidence: TraceRule = {
  code: 'TRC-111',
  name: 'verification method without evidence',
  severity: 'error',
  why: 'each method that a requirement declares has to be shown by a record of that method',
  check(graph, report) {
    const shown = shownMethods(graph);
    const rejections = rejectionsOf(graph);
    for (const node of nodesOf(graph)) {
      const { requirement } = node;
      if (requirement.status !== 'active') continue;
      const rejection = requirement.verification.includes('review') ? rejections.get(requirement.id) : undefined;
      if (rejection !== undefined) {
        report({
          message: `${requirement.id} was rejected by the review ${rejection.predicate.procedure} of ${rejection.predicate.tool.name}`,
          place: requirement.place,
          fix: `mend the requirement as ${rejection.subject[0]?.name ?? 'the review'} says, and have it read again`,
          subjects: [requirement.id],
        });
        continue;
      }
      for (const method of requirement.verification) {
        if (casesSpeakFor(node, method) || isShown(shown, node, method)) continue;
        const failure = failureOf(graph, requirement.id, method);
        report({
          message: `${requirement.id} declares ${method}, and ${failure === undefined ? `no current passing record of a ${method} verifies it` : `${failure.procedure} failed: ${failure.findings.join('; ')}`}`,
          place: requirement.place,
          fix:
            failure === undefined
              ? `run the ${method} that verifies it (ampel certify), or declare the method that does`
              : `mend what it found; ${failure.repeat} shows each place`,
          subjects: [requirement.id],
        });
      }
    }
  },
};

/** Reviews that rejected the present text of a requirement. */
function rejectionsOf(graph: TraceGraph): ReadonlyMap<string, EvidenceRecord> {
  const rejections = new Map<string, EvidenceRecord>();
  for (const { record, reviewFile } of graph.records) {
    if (reviewFile === undefined || record.predicate.verdict !== 'fail') continue;
    for (const { id, fingerprint } of record.predicate.requirements) {
      const requirement = graph.requirementOf.get(id);
      if (requirement !== undefined && fingerprintOf(requirement) === fingerprint) rejections.set(id, record);
    }
  }
  return rejections;
}

/** What a current record says against a requirement: that its procedure failed, or findings that begin with the requirement. */
function failureOf(
  graph: TraceGraph,
  id: string,
  method: VerificationMethod,
): Pick<EvidencePredicate, 'procedure' | 'findings' | 'repeat'> | undefined {
  for (const { record, staleBecause } of graph.records) {
    const { predicate } = record;
    if (staleBecause !== '' || predicate.method !== method) continue;
    if (predicate.verdict === 'fail' && predicate.requirements.some((text) => text.id === id)) return predicate;
    const own = predicate.findings.filter((finding) => finding.startsWith(`${id}: `));
    if (own.length > 0) return { ...predicate, findings: own.slice(0, 3).map((finding) => finding.slice(id.length + 2)) };
  }
  return undefined;
}

/** Where the level asks for test cases, the rules on cases say what is missing. */
function casesSpeakFor({ cases, level }: TraceNode, method: VerificationMethod): boolean {
  return method === 'test' && (cases.length > 0 || (level?.cases !== undefined && level.evidenceFromChildren !== true));
}

const bitOf: Readonly<Record<VerificationMethod, number>> = { test: 1, analysis: 2, proof: 4, review: 8 };

function isShown(shown: Uint8Array, node: TraceNode, method: VerificationMethod): boolean {
  return ((shown[node.index] ?? 0) & bitOf[method]) !== 0;
}

/** Methods with evidence, as bits by node: its own, and what reaches it from children, without recursion. */
function shownMethods(graph: TraceGraph): Uint8Array {
  const nodes = nodesOf(graph);
  const shown = new Uint8Array(nodes.length);
  const pending: { readonly node: TraceNode; readonly method: VerificationMethod }[] = [];
  const add = (node: TraceNode, method: VerificationMethod): void => {
    if (isShown(shown, node, method)) return;
    shown[node.index] = (shown[node.index] ?? 0) | bitOf[method];
    pending.push({ node, method });
  };
  for (const node of nodes) {
    if (node.cases.length > 0) add(node, 'test');
    for (const held of node.evidence) if (isStillDeclared(held, node, graph)) add(node, held.record.predicate.method);
  }
  for (const { node, method } of pending) {
    if (node.requirement.status !== 'active' || !node.requirement.verification.includes(method)) continue;
    for (const parent of node.parents) if (parent?.level?.evidenceFromChildren === true) add(parent, method);
  }
  return shown;
}

/** Whether the configuration still says that the record's procedure verifies the requirement by this method. */
function isStillDeclared(held: HeldRecord, { requirement }: TraceNode, graph: TraceGraph): boolean {
  if (held.reviewFile !== undefined) return true;
  const { procedure, method } = held.record.predicate;
  return (
    graph.config.procedures?.some(
      (entry) => entry.id === procedure && entry.method === method && entry.requirements?.includes(requirement.id) === true,
    ) === true
  );
}

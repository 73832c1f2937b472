import type { Requirement, VerificationMethod } from '../../requirements/model.js';
import type { TraceGraph } from '../graph.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-111 */
export const methodWithoutEvidence: TraceRule = {
  code: 'TRC-111',
  name: 'verification method without evidence',
  severity: 'error',
  why: 'each method that a requirement declares has to be shown by a record of that method',
  check(graph, report) {
    const remembered = new Map<string, boolean>();
    for (const requirement of graph.requirements) {
      if (requirement.status !== 'active') continue;
      for (const method of requirement.verification) {
        if (casesSpeakFor(graph, requirement, method) || hasEvidence(graph, requirement, method, remembered)) continue;
        report({
          message: `${requirement.id} declares ${method}, and no current passing record of a ${method} verifies it`,
          place: requirement.place,
          fix: `run the ${method} that verifies it (ampel certify), or declare the method that does`,
          subjects: [requirement.id],
        });
      }
    }
  },
};

/** Where the level asks for test cases, the rules on cases say what is missing. */
function casesSpeakFor(graph: TraceGraph, requirement: Requirement, method: VerificationMethod): boolean {
  const level = graph.levelOf.get(requirement.level);
  return method === 'test' && (graph.casesOf.has(requirement.id) || (level?.cases !== undefined && level.evidenceFromChildren !== true));
}

function hasEvidence(graph: TraceGraph, requirement: Requirement, method: VerificationMethod, remembered: Map<string, boolean>): boolean {
  const key = `${method} ${requirement.id}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  remembered.set(key, false);
  const own =
    (method === 'test' && graph.casesOf.has(requirement.id)) ||
    (graph.evidenceOf.get(requirement.id) ?? []).some((held) => held.record.predicate.method === method);
  const inherited =
    graph.levelOf.get(requirement.level)?.evidenceFromChildren === true &&
    (graph.childrenOf.get(requirement.id) ?? []).some((child) => child.status === 'active' && child.verification.includes(method) && showsMethod(child));
  remembered.set(key, own || inherited);
  return own || inherited;

  function showsMethod(child: Requirement): boolean {
    return hasEvidence(graph, child, method, remembered);
  }
}

import { asksFor } from '../graph.js';
import { nodesOf } from '../nodes.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-109 */
export const requirementWithoutRobustnessCase: TraceRule = {
  code: 'TRC-109',
  name: 'requirement without robustness case',
  severity: 'error',
  why: 'DO-178C asks for normal-range and robustness cases, and none shows the response to abnormal input',
  check(graph, report) {
    for (const { requirement, level, cases } of nodesOf(graph)) {
      if (requirement.status !== 'active' || !asksFor(requirement, 'test')) continue;
      if (level?.cases?.includes('robustness') !== true || level.evidenceFromChildren === true) continue;
      if (cases.length === 0 || cases.some((testCase) => testCase.kind === 'robustness')) continue;
      report({
        message: `${requirement.id} has no robustness case`,
        place: requirement.place,
        fix: `add a case of kind robustness that verifies ${requirement.id} with input outside its normal range`,
        subjects: [requirement.id],
      });
    }
  },
};

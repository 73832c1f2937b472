import { asksFor } from '../graph.js';
import type { TraceRule } from '../rule.js';

/** @implements LLR-TRC-109 */
export const requirementWithoutRobustnessCase: TraceRule = {
  code: 'TRC-109',
  name: 'requirement without robustness case',
  severity: 'error',
  why: 'DO-178C asks for normal-range and robustness cases, and none shows the response to abnormal input',
  check(graph, report) {
    for (const requirement of graph.requirements) {
      if (requirement.status !== 'active' || !asksFor(requirement, 'test')) continue;
      const level = graph.levelOf.get(requirement.level);
      if (level?.cases?.includes('robustness') !== true || level.evidenceFromChildren === true) continue;
      const cases = graph.casesOf.get(requirement.id);
      if (cases === undefined || cases.some((testCase) => testCase.kind === 'robustness')) continue;
      report({
        message: `${requirement.id} has no robustness case`,
        place: requirement.place,
        fix: `add a case of kind robustness that verifies ${requirement.id} with input outside its normal range`,
        subjects: [requirement.id],
      });
    }
  },
};

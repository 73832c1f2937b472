import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { isProtected, namedFlows, subjectsOf } from './lower-criticality.js';
import { byVirtualLink, flowsAtSharedPorts } from './shared-ports.js';
import { type TimingRule, virtualLinkPointer } from './timing-rule.js';

/**
 * AFDX-176: no virtual link of lower criticality has high priority at a port where one of DAL A has low priority.
 *
 * @implements LLR-TMR-013
 */
export const lowerInHigherQueue: TimingRule = (context) => {
  const found = flowsAtSharedPorts(
    context.timing,
    (flow) => isProtected(flow) && flow.priority === 'low',
    (other) => !isProtected(other) && other.priority === 'high',
  );
  return byVirtualLink(found).map(
    ({ flow, others }): Diagnostic => ({
      code: 'AFDX-176',
      severity: 'error',
      message: `virtual link ${flow.virtualLink} "${flow.name}" of DAL A waits at shared ports behind the higher priority of ${namedFlows(others)}`,
      place: context.placeOf(`${virtualLinkPointer(context, flow.virtualLink)}/priority`),
      why: 'each frame of the higher queue goes first, those that come later as well',
      fix: 'give the virtual link of DAL A high priority, or the others low priority',
      subjects: subjectsOf([flow, ...others]),
    }),
  );
};

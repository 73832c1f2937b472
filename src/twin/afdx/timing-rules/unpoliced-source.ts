import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { isProtected, namedFlows, subjectsOf } from './lower-criticality.js';
import { byVirtualLink, flowsAtSharedPorts } from './shared-ports.js';
import { type TimingRule, virtualLinkPointer } from './timing-rule.js';

/**
 * AFDX-178: no virtual link of DAL A shares the output port of its source with one of lower criticality when the source itself is below
 * DAL A: before the first switch nothing but the source keeps them apart.
 *
 * @implements LLR-TMR-014
 */
export const unpolicedSource: TimingRule = (context) => {
  const levels = new Map(context.network.endSystems.map(({ id, criticality }) => [id, criticality]));
  const found = flowsAtSharedPorts(
    context.timing,
    (flow) => isProtected(flow) && levels.get(flow.source) !== 'A',
    (other, here) => here.from < 0 && !isProtected(other),
  );
  return byVirtualLink(found).map(
    ({ flow, others }): Diagnostic => ({
      code: 'AFDX-178',
      severity: 'error',
      message: `virtual link ${flow.virtualLink} "${flow.name}" of DAL A leaves ${flow.source} of DAL ${levels.get(flow.source) ?? ''} through one port with ${namedFlows(others)}`,
      place: context.placeOf(`${virtualLinkPointer(context, flow.virtualLink)}/source`),
      why: 'the first policer is in the first switch; up to there only a source developed to DAL A can be trusted to keep each virtual link to its gap',
      fix: 'send the virtual link of DAL A from an end system of DAL A, or the others from another one',
      subjects: subjectsOf([flow, ...others]),
    }),
  );
};

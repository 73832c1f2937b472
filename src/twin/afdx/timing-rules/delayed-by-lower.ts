import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { EndBound } from '../bounds/bounds.js';
import { flowsInTheWay, isProtected, meetsDeadline, namedFlows, subjectsOf } from './lower-criticality.js';
import { deadlinePicosecondsOf, microsecondsText, type TimingRule, virtualLinkPointer } from './timing-rule.js';
import { boundsWithout } from './without-virtual-links.js';

/**
 * AFDX-175: no virtual link of DAL A misses a deadline because of virtual links of lower criticality: where its bound exceeds the deadline, so
 * does its bound in the network without them.
 *
 * @implements LLR-TMR-012
 */
export const delayedByLower: TimingRule = (context) => {
  const { network, timing, bounds } = context;
  const allowance = BigInt(network.jitterAllowanceMicroseconds ?? 0) * 1_000_000n;
  const meets = (end: EndBound): boolean => meetsDeadline(end, allowance, timing.ticksPerSecond);
  const late = bounds.ends.filter((end) => isProtected(end.flow) && !meets(end));
  if (late.length === 0) return [];
  const protectedLinks = new Set(network.virtualLinks.filter(isProtected).map(({ id }) => id));
  const alone = new Map(boundsWithout(bounds, (id) => !protectedLinks.has(id)).ends.map((end) => [keyOf(end), end]));
  return late.flatMap((end): readonly Diagnostic[] => {
    const without = alone.get(keyOf(end));
    if (without === undefined || !meets(without)) return [];
    const { flow, destination } = end;
    const lower = flowsInTheWay(bounds, end, (each) => !isProtected(each));
    const figures = `${microsecondsText(end.delayPicoseconds + allowance)} µs with them, ${microsecondsText(without.delayPicoseconds + allowance)} µs without`;
    return [
      {
        code: 'AFDX-175',
        severity: 'error',
        message: `virtual link ${flow.virtualLink} "${flow.name}" of DAL A misses its deadline at ${destination.endSystem} on network ${flow.network} because of ${namedFlows(lower)}`,
        place: context.placeOf(virtualLinkPointer(context, flow.virtualLink)),
        why: `the bound is ${figures}; the deadline is ${microsecondsText(deadlinePicosecondsOf(end, timing.ticksPerSecond))} µs`,
        fix: 'lead the virtual links of lower criticality along other paths, give them low priority, longer gaps or shorter frames',
        subjects: subjectsOf([flow, ...lower]),
      },
    ];
  });
};

function keyOf({ flow, destination }: EndBound): string {
  return `${flow.virtualLink}>${flow.network}>${destination.endSystem}`;
}

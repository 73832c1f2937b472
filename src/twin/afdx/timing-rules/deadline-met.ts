import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { deadlinePicosecondsOf, microsecondsText, type TimingRule, virtualLinkPointer } from './timing-rule.js';

/**
 * AFDX-170: each destination gets each frame within the deadline of its virtual link, on each network that carries it. The jitter
 * allowance of the network is added once.
 *
 * @implements LLR-BND-016
 */
export const deadlineMet: TimingRule = (context) => {
  const allowance = BigInt(context.network.jitterAllowanceMicroseconds ?? 0) * 1_000_000n;
  return context.bounds.ends.flatMap((end): readonly Diagnostic[] => {
    const deadline = deadlinePicosecondsOf(end, context.bounds.network.ticksPerSecond);
    const delay = end.delayPicoseconds + allowance;
    if (delay <= deadline) return [];
    const { flow, destination } = end;
    return [
      {
        code: 'AFDX-170',
        severity: 'error',
        message: `virtual link ${flow.virtualLink} "${flow.name}" can take ${microsecondsText(delay)} µs to ${destination.endSystem} on network ${flow.network}; its deadline is ${microsecondsText(deadline)} µs`,
        place: context.placeOf(`${virtualLinkPointer(context, flow.virtualLink)}/deadlineMicroseconds`),
        why: `the bound by method ${context.bounds.method} exceeds the deadline by ${microsecondsText(delay - deadline)} µs${allowance === 0n ? '' : `, the jitter allowance of ${microsecondsText(allowance)} µs included`}`,
        fix: 'relieve the ports of the path (larger gaps, shorter frames, other paths), raise the priority, or agree a longer deadline',
        subjects: [`VL-${flow.virtualLink}`],
      },
    ];
  });
};

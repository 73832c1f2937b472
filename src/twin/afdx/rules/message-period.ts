import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { VirtualLink } from '../network.generated.js';
import { bandwidthAllocationGapsMilliseconds } from '../wire.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-121: the bandwidth allocation gap divides the period of each message, and the messages together need at most one
 * frame in a gap. Left to AFDX-120 when the gap itself is not legal.
 *
 * @implements LLR-AFDX-011
 */
export const messagePeriod: Rule = ({ network, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index): readonly Diagnostic[] => {
    const gap = virtualLink.bandwidthAllocationGapMilliseconds;
    if (!bandwidthAllocationGapsMilliseconds.includes(gap)) return [];
    const fault = faultOf(virtualLink);
    if (fault === undefined) return [];
    return [
      {
        code: 'AFDX-121',
        severity: 'error',
        message: `${virtualLinkLabel(virtualLink)} ${fault.message}`,
        place: placeOf(`/virtualLinks/${index}/${fault.pointer}`),
        why: 'a message that finds its gap not over waits for the next one, and the latency bound does not count that',
        fix: 'use a shorter bandwidthAllocationGapMilliseconds that divides each period',
        subjects: [virtualLinkSubject(virtualLink)],
      },
    ];
  });

function faultOf(virtualLink: VirtualLink): { readonly pointer: string; readonly message: string } | undefined {
  const gap = virtualLink.bandwidthAllocationGapMilliseconds;
  const queues = virtualLink.subVirtualLinks;
  const odd = [...queues.entries()].find(([, { periodMilliseconds }]) => periodMilliseconds % gap !== 0);
  if (odd !== undefined) {
    const [at, { periodMilliseconds: period }] = odd;
    return { pointer: `subVirtualLinks/${at}/periodMilliseconds`, message: `sends each ${period} ms with a gap of ${gap} ms` };
  }
  if (
    framesFit(
      gap,
      queues.map(({ periodMilliseconds }) => BigInt(periodMilliseconds)),
    )
  )
    return undefined;
  return { pointer: 'bandwidthAllocationGapMilliseconds', message: `has more messages than one frame each ${gap} ms` };
}

/** Whether Σ 1/period ≤ 1/gap, multiplied by the product of all periods to stay in whole numbers. */
function framesFit(gapMilliseconds: number, periods: readonly bigint[]): boolean {
  const product = periods.reduce((all, period) => all * period, 1n);
  const frames = periods.reduce((sum, period) => sum + product / period, 0n);
  return BigInt(gapMilliseconds) * frames <= product;
}

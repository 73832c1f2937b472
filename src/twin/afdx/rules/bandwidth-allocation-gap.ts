import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { bandwidthAllocationGapsMilliseconds } from '../wire.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-120: the bandwidth allocation gap is 1, 2, 4, 8, 16, 32, 64 or 128 ms.
 *
 * @implements LLR-AFDX-010
 */
export const bandwidthAllocationGap: Rule = ({ network, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index): readonly Diagnostic[] => {
    const gap = virtualLink.bandwidthAllocationGapMilliseconds;
    if (bandwidthAllocationGapsMilliseconds.includes(gap)) return [];
    return [
      {
        code: 'AFDX-120',
        severity: 'error',
        message: `${virtualLinkLabel(virtualLink)} has a bandwidth allocation gap of ${gap} ms`,
        place: placeOf(`/virtualLinks/${index}/bandwidthAllocationGapMilliseconds`),
        why: 'the traffic regulator of an end system knows only the powers of two from 1 to 128 ms',
        fix: `use one of ${bandwidthAllocationGapsMilliseconds.join(', ')}`,
        subjects: [virtualLinkSubject(virtualLink)],
      },
    ];
  });

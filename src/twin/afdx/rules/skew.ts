import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-153: SkewMax is 0 at redundancy level 1 and above 0 at level 2.
 *
 * @implements LLR-AFDX-026
 */
export const skew: Rule = ({ network, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index): readonly Diagnostic[] => {
    const { redundancyLevel, skewMaximumMicroseconds } = virtualLink;
    if ((redundancyLevel === 2) === skewMaximumMicroseconds > 0) return [];
    return [
      {
        code: 'AFDX-153',
        severity: 'error',
        message: `${virtualLinkLabel(virtualLink)} of redundancy level ${redundancyLevel} has SkewMax ${skewMaximumMicroseconds} µs`,
        place: placeOf(`/virtualLinks/${index}/skewMaximumMicroseconds`),
        why: 'the receiver discards a second copy only within SkewMax, and without redundancy there is no second copy',
        fix: redundancyLevel === 2 ? 'give the longest difference between both networks' : 'use 0',
        subjects: [virtualLinkSubject(virtualLink)],
      },
    ];
  });

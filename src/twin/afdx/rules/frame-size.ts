import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { frameBytesMax, frameBytesMin } from '../wire.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-122: frame sizes lie in 64 to 1518 byte, and the smallest is not larger than the largest.
 *
 * @implements LLR-AFDX-012
 */
export const frameSize: Rule = ({ network, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index): readonly Diagnostic[] => {
    const { minimumFrameBytes: smallest, maximumFrameBytes: largest } = virtualLink;
    if (frameBytesMin <= smallest && smallest <= largest && largest <= frameBytesMax) return [];
    const key = largest > frameBytesMax || largest < frameBytesMin ? 'maximumFrameBytes' : 'minimumFrameBytes';
    return [
      {
        code: 'AFDX-122',
        severity: 'error',
        message: `${virtualLinkLabel(virtualLink)} has frames of ${smallest} to ${largest} byte`,
        place: placeOf(`/virtualLinks/${index}/${key}`),
        why: `Ethernet frames have ${frameBytesMin} to ${frameBytesMax} byte; switches drop any other`,
        fix: `let ${frameBytesMin} ≤ minimumFrameBytes ≤ maximumFrameBytes ≤ ${frameBytesMax}`,
        subjects: [virtualLinkSubject(virtualLink)],
      },
    ];
  });

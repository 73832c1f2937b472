import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { frameBytesMin, headerBytes } from '../wire.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-123: the frame of a sub-virtual link holds its message with 47 byte of headers, has at least 64 byte and is not
 * larger than the largest frame of its virtual link.
 *
 * @implements LLR-AFDX-013
 */
export const subVirtualLinks: Rule = ({ network, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index) =>
    virtualLink.subVirtualLinks.flatMap((queue, queueIndex): readonly Diagnostic[] => {
      const least = Math.max(frameBytesMin, queue.payloadBytes + headerBytes);
      if (least <= queue.maximumFrameBytes && queue.maximumFrameBytes <= virtualLink.maximumFrameBytes) return [];
      return [
        {
          code: 'AFDX-123',
          severity: 'error',
          message: `sub-virtual link "${queue.name}" of ${virtualLinkLabel(virtualLink)} has frames of ${queue.maximumFrameBytes} byte`,
          place: placeOf(`/virtualLinks/${index}/subVirtualLinks/${queueIndex}/maximumFrameBytes`),
          why: `its message needs ${least} byte and the virtual link admits ${virtualLink.maximumFrameBytes} byte`,
          fix: 'correct the message size, or the largest frame of the sub-virtual link or of the virtual link',
          subjects: [virtualLinkSubject(virtualLink)],
        },
      ];
    }),
  );

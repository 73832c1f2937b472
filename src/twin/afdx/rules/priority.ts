import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { reservationGroupOf } from '../wire.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-150: virtual links of DAL A and B have high priority, those of DAL D and E low; DAL C may have either.
 *
 * @implements LLR-AFDX-023
 */
export const priority: Rule = ({ network, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index): readonly Diagnostic[] => {
    const group = reservationGroupOf(virtualLink.criticality);
    if (group === 'missionCritical' || (group === 'safetyCritical') === (virtualLink.priority === 'high')) return [];
    return [
      {
        code: 'AFDX-150',
        severity: 'error',
        message: `${virtualLinkLabel(virtualLink)} of DAL ${virtualLink.criticality} has ${virtualLink.priority} priority`,
        place: placeOf(`/virtualLinks/${index}/priority`),
        why: 'a frame of DAL A or B must not wait behind a queue of DAL D or E frames',
        fix: `use "${virtualLink.priority === 'high' ? 'low' : 'high'}"`,
        subjects: [virtualLinkSubject(virtualLink)],
      },
    ];
  });

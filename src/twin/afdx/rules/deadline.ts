import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { minimumDelayNanosecondsOf } from '../minimum-delay.js';
import type { VirtualLink } from '../network.generated.js';
import { networkNames, routesOf, type Topology } from '../topology.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-152: the deadline of a virtual link is not shorter than its delay over an empty network.
 *
 * @implements LLR-AFDX-025
 */
export const deadline: Rule = ({ network, topology, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index): readonly Diagnostic[] => {
    const longest = longestMinimumDelayOf(topology, virtualLink);
    if (BigInt(virtualLink.deadlineMicroseconds) * 1000n >= longest) return [];
    return [
      {
        code: 'AFDX-152',
        severity: 'error',
        message: `${virtualLinkLabel(virtualLink)} has a deadline of ${virtualLink.deadlineMicroseconds} µs`,
        place: placeOf(`/virtualLinks/${index}/deadlineMicroseconds`),
        why: `its largest frame needs ${longest} ns on its longest route even when the network is empty`,
        fix: 'lengthen the deadline, shorten the frame or the route',
        subjects: [virtualLinkSubject(virtualLink)],
      },
    ];
  });

function longestMinimumDelayOf(topology: Topology, virtualLink: VirtualLink): bigint {
  let longest = 0n;
  for (const [destination, switches] of networkNames.flatMap((name) => routesOf(virtualLink, name))) {
    const delay = minimumDelayNanosecondsOf(topology, virtualLink, { destination, switches }) ?? 0n;
    if (delay > longest) longest = delay;
  }
  return longest;
}

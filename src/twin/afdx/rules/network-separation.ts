import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { networkNames, routesOf } from '../topology.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-133: routes on network A pass only switches of A, those on B only switches of B. As a switch belongs to one
 * network, the two copies of a frame then have no switch in common.
 *
 * @implements LLR-AFDX-018
 */
export const networkSeparation: Rule = ({ network, topology, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index) =>
    networkNames.flatMap((name) =>
      routesOf(virtualLink, name).flatMap(([destination, switches]): readonly Diagnostic[] => {
        const foreign = switches.find((id) => (topology.switches.get(id)?.network ?? name) !== name);
        if (foreign === undefined) return [];
        return [
          {
            code: 'AFDX-133',
            severity: 'error',
            message: `${virtualLinkLabel(virtualLink)} passes ${foreign} of the other network on network ${name}`,
            place: placeOf(`/virtualLinks/${index}/paths/${name}/${destination}`),
            why: 'one failed switch could remove both copies of a frame',
            fix: `use switches of network ${name} only`,
            subjects: [virtualLinkSubject(virtualLink), foreign],
          },
        ];
      }),
    ),
  );

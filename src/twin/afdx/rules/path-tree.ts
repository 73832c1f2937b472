import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { NetworkName, VirtualLink } from '../network.generated.js';
import { hopsOf, networkNames, nodesOf, routesOf } from '../topology.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-132: the routes of a virtual link on one network form a tree: no route meets a node twice, and all routes reach
 * a node from the same neighbour.
 *
 * @implements LLR-AFDX-017
 */
export const pathTree: Rule = ({ network, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index) =>
    networkNames.flatMap((name) =>
      faultsOf(virtualLink, name).map(
        ({ destination, message }): Diagnostic => ({
          code: 'AFDX-132',
          severity: 'error',
          message: `${virtualLinkLabel(virtualLink)} ${message} on network ${name}`,
          place: placeOf(`/virtualLinks/${index}/paths/${name}/${destination}`),
          why: 'a switch would send the frame twice, and the receiver would take the second copy for an error',
          fix: 'lead all routes of the virtual link along one tree from the source',
          subjects: [virtualLinkSubject(virtualLink)],
        }),
      ),
    ),
  );

interface Fault {
  readonly destination: string;
  readonly message: string;
}

function faultsOf(virtualLink: VirtualLink, name: NetworkName): readonly Fault[] {
  const parents = new Map<string, string>();
  return routesOf(virtualLink, name).flatMap(([destination, switches]) => {
    const nodes = nodesOf(virtualLink.source, switches, destination);
    if (new Set(nodes).size < nodes.length) return [{ destination, message: `comes back to a node on its route to ${destination}` }];
    const rejoined = hopsOf(nodes).flatMap(({ from, to }): readonly Fault[] => {
      const other = parents.get(to);
      if (other === undefined) parents.set(to, from);
      if (other === undefined || other === from) return [];
      return [{ destination, message: `reaches ${to} from ${from} and from ${other}` }];
    });
    return rejoined.slice(0, 1);
  });
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { NetworkName, VirtualLink } from '../network.generated.js';
import { networkNames, routesOf } from '../topology.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-130: a virtual link of redundancy level 2 has routes on networks A and B, one of level 1 on exactly one of them,
 * and on each of these networks there is one route for each destination and for nobody else.
 *
 * @implements LLR-AFDX-015
 */
export const pathCoverage: Rule = ({ network, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index) =>
    faultsOf(virtualLink).map(
      ({ pointer, message }): Diagnostic => ({
        code: 'AFDX-130',
        severity: 'error',
        message: `${virtualLinkLabel(virtualLink)} ${message}`,
        place: placeOf(`/virtualLinks/${index}/paths${pointer}`),
        why: 'the switches forward a frame only along configured routes, and both networks carry it to the same receivers',
        fix: 'make "redundancyLevel", "destinations" and the keys of "paths" agree',
        subjects: [virtualLinkSubject(virtualLink)],
      }),
    ),
  );

interface Fault {
  readonly pointer: string;
  readonly message: string;
}

function faultsOf(virtualLink: VirtualLink): readonly Fault[] {
  const used = networkNames.filter((name) => virtualLink.paths[name] !== undefined);
  const level =
    used.length === virtualLink.redundancyLevel
      ? []
      : [{ pointer: '', message: `has redundancy level ${virtualLink.redundancyLevel} and routes on ${used.length} network(s)` }];
  return [...level, ...used.flatMap((name) => destinationFaults(virtualLink, name))];
}

function destinationFaults(virtualLink: VirtualLink, name: NetworkName): readonly Fault[] {
  const declared = new Set(virtualLink.destinations);
  const routed = new Set(routesOf(virtualLink, name).map(([destination]) => destination));
  const missing = [...declared].filter((destination) => !routed.has(destination));
  const extra = [...routed].filter((destination) => !declared.has(destination));
  return [
    ...missing.map((id) => ({ pointer: `/${name}`, message: `has no route to its destination ${id} on network ${name}` })),
    ...extra.map((id) => ({
      pointer: `/${name}/${id}`,
      message: `has a route to ${id} on network ${name}, which is no destination`,
    })),
  ];
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { NetworkName, VirtualLink } from '../network.generated.js';
import { networkNames, routesOf } from '../topology.js';
import { type Rule, type RuleContext, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-130: a virtual link of redundancy level 2 has routes on networks A and B, one of level 1 on exactly one of them,
 * and on each of these networks there is one route for each destination and for nobody else.
 *
 * @implements LLR-AFDX-015
 */
export const pathCoverage: Rule = (context) =>
  findingsOf(context, (virtualLink) => [...levelFaults(virtualLink), ...routeFaults(virtualLink)]);

/**
 * The findings of AFDX-130 that leave open where frames go: destinations without a route and routes to others.
 *
 * @implements LLR-AFDX-015
 */
export const routeCoverage: Rule = (context) => findingsOf(context, routeFaults);

function findingsOf({ network, placeOf }: RuleContext, faultsOf: (virtualLink: VirtualLink) => readonly Fault[]): readonly Diagnostic[] {
  return network.virtualLinks.flatMap((virtualLink, index) =>
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
}

interface Fault {
  readonly pointer: string;
  readonly message: string;
}

const networksOf = (virtualLink: VirtualLink): readonly NetworkName[] =>
  networkNames.filter((name) => virtualLink.paths[name] !== undefined);

function levelFaults(virtualLink: VirtualLink): readonly Fault[] {
  const { length } = networksOf(virtualLink);
  if (length === virtualLink.redundancyLevel) return [];
  return [{ pointer: '', message: `has redundancy level ${virtualLink.redundancyLevel} and routes on ${length} network(s)` }];
}

function routeFaults(virtualLink: VirtualLink): readonly Fault[] {
  return networksOf(virtualLink).flatMap((name) => destinationFaults(virtualLink, name));
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

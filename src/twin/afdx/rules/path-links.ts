import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { VirtualLink } from '../network.generated.js';
import { type Hop, hopsOf, networkNames, nodesOf, routesOf, type Topology } from '../topology.js';
import { type Rule, type RuleContext, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-131: a route passes existing switches and goes from each node to the next over an existing link.
 * Routes whose source or destination is wrong are left to AFDX-124 and AFDX-130.
 *
 * @implements LLR-AFDX-016
 */
export const pathLinks: Rule = (context) =>
  context.network.virtualLinks.flatMap((virtualLink, index) => {
    const ends = new Set(virtualLink.destinations.filter((id) => context.topology.endSystems.has(id)));
    if (!context.topology.endSystems.has(virtualLink.source)) return [];
    return networkNames.flatMap((name) =>
      routesOf(virtualLink, name)
        .filter(([destination]) => ends.has(destination) && destination !== virtualLink.source)
        .flatMap(([destination, switches]) => {
          const fault = faultOf(context.topology, nodesOf(virtualLink.source, switches, destination));
          const pointer = `/virtualLinks/${index}/paths/${name}/${destination}`;
          return fault === undefined ? [] : [findingOf(context, { virtualLink, pointer, fault })];
        }),
    );
  });

function faultOf(topology: Topology, nodes: readonly string[]): string | undefined {
  const stranger = nodes.slice(1, -1).find((id) => !topology.switches.has(id));
  if (stranger !== undefined) return `passes ${stranger}, which is no switch`;
  const gap: Hop | undefined = hopsOf(nodes).find((hop) => hop.from !== hop.to && topology.linkBetween(hop) === undefined);
  return gap === undefined ? undefined : `goes from ${gap.from} to ${gap.to}, which no link joins`;
}

function findingOf(
  { placeOf }: RuleContext,
  { virtualLink, pointer, fault }: { readonly virtualLink: VirtualLink; readonly pointer: string; readonly fault: string },
): Diagnostic {
  return {
    code: 'AFDX-131',
    severity: 'error',
    message: `${virtualLinkLabel(virtualLink)} ${fault}`,
    place: placeOf(pointer),
    why: 'a frame crosses the network only over cables that exist',
    fix: 'correct the switches of this route, or add the link to "links"',
    subjects: [virtualLinkSubject(virtualLink)],
  };
}

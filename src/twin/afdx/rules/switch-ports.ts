import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Rule } from './rule.js';

/**
 * AFDX-111: each link end has a port of its own, and a switch has that port.
 *
 * @implements LLR-AFDX-007
 */
export const switchPorts: Rule = ({ network, topology, placeOf }) => {
  const used = new Map<string, string>();
  return network.links.flatMap((link, linkIndex) =>
    link.ends.flatMap(({ node, port }, endIndex): readonly Diagnostic[] => {
      const portCount = topology.switches.get(node)?.portCount ?? Number.POSITIVE_INFINITY;
      const earlier = used.get(`${node}>${port}`);
      used.set(`${node}>${port}`, link.id);
      const taken = earlier === undefined ? undefined : `link ${earlier} is plugged in there`;
      const why = port > portCount ? `${node} has ${portCount} ports` : taken;
      if (why === undefined) return [];
      return [
        {
          code: 'AFDX-111',
          severity: 'error',
          message: `link ${link.id} cannot be plugged into port ${port} of ${node}`,
          place: placeOf(`/links/${linkIndex}/ends/${endIndex}/port`),
          why,
          fix: `choose a free port of ${node}, or move the link to another switch`,
          subjects: [link.id, node],
        },
      ];
    }),
  );
};

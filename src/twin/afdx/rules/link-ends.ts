import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Link } from '../network.generated.js';
import type { Topology } from '../topology.js';
import type { Rule } from './rule.js';

/**
 * AFDX-110: a link joins two existing nodes of one network, one of them a switch, and no other link joins the same two.
 *
 * @implements LLR-AFDX-006
 */
export const linkEnds: Rule = ({ network, topology, placeOf }) =>
  network.links.flatMap((link, index): readonly Diagnostic[] => {
    const fault = faultOf(topology, link);
    if (fault === undefined) return [];
    return [
      {
        code: 'AFDX-110',
        severity: 'error',
        message: `link ${link.id} ${fault}`,
        place: placeOf(`/links/${index}`),
        why: 'a path names nodes, so each pair of neighbours needs exactly one cable inside one network',
        fix: 'let the ends name two existing nodes of the same network, at least one of them a switch, or remove the link',
        subjects: [link.id],
      },
    ];
  });

function faultOf(topology: Topology, link: Link): string | undefined {
  const [{ node: from }, { node: to }] = link.ends;
  const unknown = [from, to].find((node) => !topology.switches.has(node) && !topology.endSystems.has(node));
  if (unknown !== undefined) return `ends at ${unknown}, which does not exist`;
  if (from === to) return `joins ${from} with itself`;
  const first = topology.switches.get(from);
  const second = topology.switches.get(to);
  if (first === undefined && second === undefined) return `joins the end systems ${from} and ${to} without a switch`;
  if (first !== undefined && second !== undefined && first.network !== second.network) {
    return `joins ${from} of network ${first.network} with ${to} of network ${second.network}`;
  }
  const earlier = topology.linkBetween({ from, to });
  return earlier === link || earlier === undefined ? undefined : `joins ${from} and ${to}, as link ${earlier.id} does`;
}

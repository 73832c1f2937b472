import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { networkNames } from '../topology.js';
import type { Rule } from './rule.js';

/**
 * AFDX-112: an end system has exactly one link to network A and one to network B.
 *
 * @implements LLR-AFDX-008
 */
export const endSystemAttachment: Rule = ({ network, topology, placeOf }) => {
  const counts = new Map<string, number>();
  const ends = network.links.flatMap((link) => link.ends.map(({ node }) => `${node}>${topology.networkOf(link) ?? ''}`));
  for (const key of ends) counts.set(key, (counts.get(key) ?? 0) + 1);
  return network.endSystems.flatMap(({ id }, index) =>
    networkNames.flatMap((name): readonly Diagnostic[] => {
      const count = counts.get(`${id}>${name}`) ?? 0;
      if (count === 1) return [];
      return [
        {
          code: 'AFDX-112',
          severity: 'error',
          message: `end system ${id} has ${count} links to network ${name}`,
          place: placeOf(`/endSystems/${index}/id`),
          why: 'an end system has one port on each of the two redundant networks',
          fix: `attach ${id} to one switch of network ${name} by one link`,
          subjects: [id],
        },
      ];
    }),
  );
};

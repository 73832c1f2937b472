import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type Rule, virtualLinkLabel, virtualLinkSubject } from './rule.js';

/**
 * AFDX-124: source and destinations of a virtual link are existing end systems, and the source is not a destination.
 *
 * @implements LLR-AFDX-014
 */
export const endPoints: Rule = ({ network, topology, placeOf }) =>
  network.virtualLinks.flatMap((virtualLink, index) => {
    const { source, destinations } = virtualLink;
    const points = [
      { id: source, pointer: 'source', role: 'source', legal: topology.endSystems.has(source) },
      ...destinations.map((id, at) => ({
        id,
        pointer: `destinations/${at}`,
        role: 'destination',
        legal: topology.endSystems.has(id) && id !== source,
      })),
    ];
    return points.flatMap(({ id, pointer, role, legal }): readonly Diagnostic[] => {
      if (legal) return [];
      return [
        {
          code: 'AFDX-124',
          severity: 'error',
          message: `${virtualLinkLabel(virtualLink)} has the ${role} ${id}`,
          place: placeOf(`/virtualLinks/${index}/${pointer}`),
          why: topology.endSystems.has(id) ? `${id} is the source` : `there is no end system ${id}`,
          fix: `name an end system from "endSystems"${role === 'destination' ? ' other than the source' : ''}`,
          subjects: [virtualLinkSubject(virtualLink), id],
        },
      ];
    });
  });

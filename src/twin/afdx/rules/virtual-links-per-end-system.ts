import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Rule } from './rule.js';

const virtualLinkCountMax = 128;

/**
 * AFDX-140: an end system is the source of at most 128 virtual links.
 *
 * @implements LLR-AFDX-019
 */
export const virtualLinksPerEndSystem: Rule = ({ network, placeOf }) => {
  const counts = new Map<string, number>();
  for (const { source } of network.virtualLinks) counts.set(source, (counts.get(source) ?? 0) + 1);
  return network.endSystems.flatMap(({ id }, index): readonly Diagnostic[] => {
    const count = counts.get(id) ?? 0;
    if (count <= virtualLinkCountMax) return [];
    return [
      {
        code: 'AFDX-140',
        severity: 'error',
        message: `end system ${id} is the source of ${count} virtual links`,
        place: placeOf(`/endSystems/${index}/id`),
        why: `the transmit table of an end system holds ${virtualLinkCountMax} virtual links`,
        fix: 'combine messages as sub-virtual links, or spread the functions over more end systems',
        subjects: [id],
      },
    ];
  });
};

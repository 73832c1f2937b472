import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { present } from '../../../kernel/present.js';
import { loadsOf, totalWireBitsPerWindowOf } from '../loads.js';
import { loadWindowMilliseconds } from '../wire.js';
import type { Rule } from './rule.js';

/**
 * AFDX-142: the virtual links that leave through a port need at most the rate of its link, wire overhead included.
 *
 * @implements LLR-AFDX-021
 */
export const portLoad: Rule = ({ network, placeOf }) => {
  const pointers = new Map(network.links.map(({ id }, index) => [id, `/links/${index}`]));
  return loadsOf(network).flatMap((load): readonly Diagnostic[] => {
    const bits = totalWireBitsPerWindowOf(load);
    if (bits * 1000n <= BigInt(load.rateBitsPerSecond) * loadWindowMilliseconds) return [];
    return [
      {
        code: 'AFDX-142',
        severity: 'error',
        message: `port ${load.port} of ${load.node} toward ${load.toward} is loaded with ${load.loadPartsPerMillion} ppm of its rate`,
        place: placeOf(present(pointers.get(load.linkId), 'the link of a load')),
        why: `${load.virtualLinkCount} virtual links need ${bits} bit in ${loadWindowMilliseconds} ms; the queue would grow without bound`,
        fix: 'lengthen gaps, shorten frames or lead virtual links over other links',
        subjects: [load.linkId, load.node],
      },
    ];
  });
};

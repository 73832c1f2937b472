import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { present } from '../../../kernel/present.js';
import { jitterNanosecondsMax, transmissionJittersOf } from '../transmission-jitter.js';
import type { Rule } from './rule.js';

/**
 * AFDX-141: the computed transmission jitter of an end system is at most 500 µs.
 *
 * @implements LLR-AFDX-020
 */
export const endSystemJitter: Rule = ({ network, placeOf }) => {
  const pointers = new Map(network.endSystems.map(({ id }, index) => [id, `/endSystems/${index}/id`]));
  return transmissionJittersOf(network).flatMap((jitter): readonly Diagnostic[] => {
    if (jitter.computedNanoseconds <= jitterNanosecondsMax) return [];
    return [
      {
        code: 'AFDX-141',
        severity: 'error',
        message: `end system ${jitter.endSystem} has a transmission jitter of ${jitter.computedNanoseconds} ns on network ${jitter.network}`,
        place: placeOf(present(pointers.get(jitter.endSystem), 'the end system of a jitter')),
        why: `one largest frame of each of its ${jitter.virtualLinkCount} virtual links can be due at once; ${jitterNanosecondsMax} ns are allowed`,
        fix: 'make frames smaller, or spread the virtual links over more end systems',
        subjects: [jitter.endSystem],
      },
    ];
  });
};

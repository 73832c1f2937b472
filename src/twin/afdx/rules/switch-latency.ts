import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Rule } from './rule.js';

const latencyNanosecondsMax = 100_000;

/**
 * AFDX-113: the technological latency of a switch is at most 0.1 ms.
 *
 * @implements LLR-AFDX-009
 */
export const switchLatency: Rule = ({ network, placeOf }) =>
  network.switches.flatMap((node, index): readonly Diagnostic[] => {
    if (node.technologicalLatencyNanoseconds <= latencyNanosecondsMax) return [];
    return [
      {
        code: 'AFDX-113',
        severity: 'error',
        message: `switch ${node.id} has a technological latency of ${node.technologicalLatencyNanoseconds} ns`,
        place: placeOf(`/switches/${index}/technologicalLatencyNanoseconds`),
        why: `each path through the switch counts on at most ${latencyNanosecondsMax} ns`,
        fix: 'correct the figure, or choose a switch that is fast enough',
        subjects: [node.id],
      },
    ];
  });

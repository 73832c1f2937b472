import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { TimingRule } from './timing-rule.js';

/**
 * AFDX-171: the memory of each output port of a switch holds the largest backlog, so that no frame is lost in a queue.
 *
 * @implements LLR-BND-017
 */
export const queueSize: TimingRule = ({ network, timing, bounds, placeOf }) => {
  const switchIndex = new Map(network.switches.map(({ id }, index) => [id, index]));
  return timing.ports.flatMap(({ index, id, node, bufferBits }): readonly Diagnostic[] => {
    const backlogBits = bounds.ports[index]?.backlogBits ?? 0;
    if (bufferBits === undefined || backlogBits <= bufferBits) return [];
    return [
      {
        code: 'AFDX-171',
        severity: 'error',
        message: `up to ${Math.ceil(backlogBits / 8)} byte can wait at output port ${id}, which has ${bufferBits / 8} byte`,
        place: placeOf(`/switches/${switchIndex.get(node) ?? 0}/outputBufferBytesPerPort`),
        why: 'frames that find no memory are lost on both copies alike when the load comes together',
        fix: 'give the port more memory, or lead virtual links along other paths',
        subjects: [node],
      },
    ];
  });
};

import type { Place } from '../../../kernel/diagnostic.js';
import type { Criticality } from '../network.generated.js';

/** A message as the optimiser sees it, whatever file it came from. */
export interface Message {
  readonly name: string;
  readonly purpose: string;
  readonly sizeBytes: number;
  readonly periodMilliseconds: number;
  /** From the sending by the application to the last byte at each destination. */
  readonly deadlineMicroseconds: number;
  readonly criticality: Criticality;
  readonly source: string;
  readonly destinations: readonly string[];
  readonly redundancyLevel: 1 | 2;
  readonly advisoryReason: string | undefined;
  readonly place: Place;
}

/**
 * The priority of a design assurance level, 4 for A down to 0 for E. The two queues of a switch are made of it: 4 and 3 are high.
 *
 * @implements LLR-VLO-007
 */
export function priorityRankOf(criticality: Criticality): number {
  return { A: 4, B: 3, C: 2, D: 1, E: 0 }[criticality];
}

/**
 * The queue of the output ports that a design assurance level uses: high for A and B, low for the others.
 *
 * @implements LLR-VLO-007
 */
export function priorityOf(criticality: Criticality): 'high' | 'low' {
  return priorityRankOf(criticality) >= 3 ? 'high' : 'low';
}

/**
 * How a message is named among the subjects of a finding.
 *
 * @implements LLR-VLO-003
 */
export function messageSubject({ name }: { readonly name: string }): string {
  return `MSG-${name}`;
}

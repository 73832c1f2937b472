import type { Bounds, EndBound } from '../bounds/bounds.js';
import type { Criticality } from '../network.generated.js';
import type { TimingFlow } from '../timing/timing-network.js';
import { interferencesOf } from './interference.js';
import { deadlinePicosecondsOf } from './timing-rule.js';

/**
 * Whether a flow carries data of DAL A, which the rules of isolation protect.
 *
 * @implements LLR-TMR-012
 */
export function isProtected({ criticality }: { readonly criticality: Criticality }): boolean {
  return criticality === 'A';
}

/**
 * Whether a bound with the jitter allowance is within the deadline of its destination.
 *
 * @param allowancePicoseconds jitter allowance of the network
 * @implements LLR-TMR-012
 */
export function meetsDeadline(end: EndBound, allowancePicoseconds: bigint, ticksPerSecond: number): boolean {
  return end.delayPicoseconds + allowancePicoseconds <= deadlinePicosecondsOf(end, ticksPerSecond);
}

/**
 * The flows of some kind that can hold up a flow on the way to one of its destinations, the costliest first: those that share a port with
 * it; when there is none, those that share one with such a flow, and so on. Empty only when none has anything to do with it.
 *
 * @param isMeant whether a flow is of the kind
 * @implements LLR-TMR-012
 */
export function flowsInTheWay(bounds: Bounds, end: EndBound, isMeant: (flow: TimingFlow) => boolean): readonly TimingFlow[] {
  const seen = new Set([end.flow]);
  let met = interferencesOf(bounds, (flow) => flow === end.flow)
    .filter(({ end: { destination } }) => destination === end.destination)
    .flatMap(({ interferers }) => interferers);
  for (;;) {
    const meant = met.filter(({ flow }) => isMeant(flow)).sort((a, b) => b.ticks - a.ticks);
    if (meant.length > 0) return [...new Set(meant.map(({ flow }) => flow))];
    const next = new Set(met.map(({ flow }) => flow).filter((flow) => !seen.has(flow)));
    if (next.size === 0) return [];
    for (const flow of next) seen.add(flow);
    met = interferencesOf(bounds, (flow) => next.has(flow)).flatMap(({ interferers }) => interferers);
  }
}

/**
 * The first of some flows by name, and how many virtual links there are beside it: `virtual link 7 "x" of DAL D and 2 more`.
 *
 * @param flows one or more
 * @implements LLR-TMR-012
 */
export function namedFlows(flows: readonly TimingFlow[]): string {
  const [first] = flows;
  const more = new Set(flows.map(({ virtualLink }) => virtualLink)).size - 1;
  if (first === undefined) throw new RangeError('there is a flow to name');
  return `virtual link ${first.virtualLink} "${first.name}" of DAL ${first.criticality}${more > 0 ? ` and ${more} more` : ''}`;
}

/**
 * Names of virtual links for the subjects of a finding, each once.
 *
 * @implements LLR-TMR-012
 */
export function subjectsOf(flows: readonly TimingFlow[]): readonly string[] {
  return [...new Set(flows.map(({ virtualLink }) => `VL-${virtualLink}`))];
}

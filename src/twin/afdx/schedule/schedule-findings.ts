import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import { microsecondsOf, type TimingFlow, type TimingNetwork } from '../timing/timing-network.js';
import type { CountingProof } from './counting-proof.js';
import type { DeadlineProof, ImpossibilityProof, SearchProof } from './message-schedule.js';
import type { OffsetBounds } from './offset-bounds.js';
import { transmissionDeadlineTicksOf } from './schedule-problem.js';

type PlaceOf = (virtualLink: number) => Place;

/**
 * AFDX-261 for each virtual link of DAL A or B that, under a schedule, can leave its end system after its limit within the gap, or be
 * delivered after its deadline.
 *
 * @param plan first releases by index of the flow, and the bounds with them
 * @implements LLR-TTS-021
 */
export function lateFindingsOf(
  network: TimingNetwork,
  plan: { readonly flowOffsetTicks: readonly number[]; readonly after: OffsetBounds },
  order: { readonly jitterAllowanceMicroseconds: number; readonly placeOf: PlaceOf },
): readonly Diagnostic[] {
  const allowance = order.jitterAllowanceMicroseconds * (network.ticksPerSecond / 1_000_000);
  const text = (ticks: number): string => `${microsecondsOf(ticks, network.ticksPerSecond)} µs`;
  const critical = ({ criticality }: TimingFlow): boolean => criticality === 'A' || criticality === 'B';
  const leaving = network.flows.filter(critical).flatMap((flow): readonly Diagnostic[] => {
    const sent = (plan.flowOffsetTicks[flow.index] ?? 0) + (plan.after.firstPortTicksMax[flow.index] ?? 0);
    const limit = transmissionDeadlineTicksOf(flow);
    const what = `can leave ${flow.source} ${text(sent)} after the begin of its gap; the limit is ${text(limit)}`;
    return sent <= limit ? [] : [late(`${labelOf(flow)} ${what}`, flow.virtualLink, order.placeOf)];
  });
  const delivered = plan.after.ends.flatMap(({ flow: index, endSystem, delayTicksMax, deadlineTicks }): readonly Diagnostic[] => {
    const flow = network.flows[index];
    if (flow === undefined || !critical(flow) || delayTicksMax + allowance <= deadlineTicks) return [];
    const what = `can take ${text(delayTicksMax + allowance)} to ${endSystem}; the deadline is ${text(deadlineTicks)}`;
    return [late(`${labelOf(flow)} ${what}`, flow.virtualLink, order.placeOf)];
  });
  return [...leaving, ...delivered];
}

/**
 * What a proof that there is no schedule says: AFDX-256 by counting, AFDX-257 by complete search, AFDX-261 by the deadline of one virtual link.
 *
 * @implements LLR-TTS-021
 */
export function impossibilityFindingOf(proof: ImpossibilityProof, placeOf: PlaceOf): Diagnostic {
  switch (proof.kind) {
    case 'counting':
      return countingFindingOf(proof, placeOf);
    case 'search':
      return searchFindingOf(proof, placeOf);
    case 'deadline':
      return deadlineFindingOf(proof, placeOf);
  }
}

/**
 * AFDX-258: the search ended without a schedule and without a proof.
 *
 * @implements LLR-TTS-021
 */
export function limitFindingOf(steps: number, meetingPairs: number): Diagnostic {
  return {
    code: 'AFDX-258',
    severity: 'error',
    message: `no schedule was found within the limit of the search (${steps} steps); ${meetingPairs} pairs of virtual links still meet`,
    why: 'there is neither a schedule nor a proof that there is none: the answer is open',
    fix: 'raise the limit with --steps, or try another --seed',
  };
}

function countingFindingOf(proof: CountingProof, placeOf: PlaceOf): Diagnostic {
  const { portId, gapSlots, windowSlots, available, needed, virtualLinks } = proof;
  const window = windowSlots < gapSlots ? `the first ${windowSlots} of each ${gapSlots} slots` : `${gapSlots} slots`;
  return {
    code: 'AFDX-256',
    severity: 'error',
    message: `link ${portId}: ${virtualLinks.length} virtual links need ${needed} transmissions in ${window}, which hold ${available} in a hyperperiod`,
    place: placeOf(virtualLinks[0]?.virtualLink ?? -1),
    why: 'these are more transmissions than slots, so two of them share a slot whatever the offsets are',
    fix: 'lengthen gaps, lead virtual links over other links, or use offsets finer than a slot (--grid)',
    subjects: [portId],
  };
}

function searchFindingOf({ virtualLinks, portIds, steps }: SearchProof, placeOf: PlaceOf): Diagnostic {
  return {
    code: 'AFDX-257',
    severity: 'error',
    message: `virtual links ${virtualLinks.join(', ')} have no offsets at which no two of them meet on ${portIds.join(', ')}`,
    place: placeOf(virtualLinks[0] ?? -1),
    why: `a complete search over their permitted offsets (${steps} steps) leaves none`,
    fix: 'lengthen gaps, lead virtual links over other links, or use offsets finer than a slot (--grid)',
    subjects: virtualLinks.map((id) => `VL-${id}`),
  };
}

function deadlineFindingOf({ virtualLink, lateTicks }: DeadlineProof, placeOf: PlaceOf): Diagnostic {
  return late(
    `virtual link ${virtualLink} leaves its end system ${lateTicks} ticks after its limit even at offset 0`,
    virtualLink,
    placeOf,
  );
}

function labelOf({ virtualLink, name, network }: TimingFlow): string {
  return `virtual link ${virtualLink} "${name}" on network ${network}`;
}

function late(message: string, virtualLink: number, placeOf: PlaceOf): Diagnostic {
  return {
    code: 'AFDX-261',
    severity: 'error',
    message,
    place: placeOf(virtualLink),
    why: 'a transmission of DAL A or B leaves before 80 % of its gap and before its deadline; the rest is for transport and reception',
    fix: 'shorten frames of its end system, relieve its path, or agree another gap or deadline',
    subjects: [`VL-${virtualLink}`],
  };
}

import type { ScheduledVirtualLink, ScheduleProblem } from './schedule-problem.js';

/**
 * A proof by counting that no schedule has at most one transmission in a slot of a link. Over a hyperperiod, the slots t with
 * t mod `gapSlots` < `windowSlots` are `available`, and each virtual link must place at least `transmissions` in them, wherever in its
 * permitted offsets it begins; together that is more.
 */
export interface CountingProof {
  readonly kind: 'counting';
  /** Index of the port. */
  readonly port: number;
  readonly portId: string;
  readonly gapSlots: number;
  readonly windowSlots: number;
  readonly available: number;
  readonly needed: number;
  readonly virtualLinks: readonly { readonly virtualLink: number; readonly transmissions: number }[];
}

/**
 * For each link of the scope the first counting that proves it crowded: all slots, then the slots at the begin of a gap to which
 * deadlines confine virtual links. None for a link says nothing about it. Slots only.
 *
 * @implements LLR-TTS-009
 */
export function countingProofsOf(problem: ScheduleProblem): readonly CountingProof[] {
  if (problem.stepTicks !== problem.slotTicks) return [];
  const byPort = new Map<number, ScheduledVirtualLink[]>();
  for (const virtualLink of problem.virtualLinks) {
    for (const port of virtualLink.ports) byPort.set(port, [...(byPort.get(port) ?? []), virtualLink]);
  }
  const ports = [...byPort.keys()].sort((a, b) => a - b);
  return ports.flatMap((port): readonly CountingProof[] => {
    const here = byPort.get(port) ?? [];
    const proof = windowsOf(problem, here)
      .map((window) => proofOf(problem, port, here, window))
      .find(({ needed, available }) => needed > available);
    return proof === undefined ? [] : [proof];
  });
}

interface Window {
  readonly gapSlots: number;
  readonly windowSlots: number;
}

function windowsOf({ hyperperiodTicks, slotTicks }: ScheduleProblem, here: readonly ScheduledVirtualLink[]): readonly Window[] {
  const whole = { gapSlots: hyperperiodTicks / slotTicks, windowSlots: hyperperiodTicks / slotTicks };
  const confined = here
    .filter(({ lastOffsetTicks, gapTicks }) => lastOffsetTicks >= 0 && lastOffsetTicks < gapTicks - slotTicks)
    .map(({ lastOffsetTicks, gapTicks }) => ({ gapSlots: gapTicks / slotTicks, windowSlots: lastOffsetTicks / slotTicks + 1 }));
  const unlike = new Map(confined.map((window) => [`${window.gapSlots} ${window.windowSlots}`, window]));
  return [whole, ...unlike.values()];
}

function proofOf(problem: ScheduleProblem, port: number, here: readonly ScheduledVirtualLink[], window: Window): CountingProof {
  const hyperperiodSlots = problem.hyperperiodTicks / problem.slotTicks;
  const virtualLinks = here
    .map((virtualLink) => ({
      virtualLink: virtualLink.virtualLink,
      transmissions: leastTransmissionsIn(problem, virtualLink, window),
    }))
    .filter(({ transmissions }) => transmissions > 0);
  return {
    kind: 'counting',
    port,
    portId: problem.network.ports[port]?.id ?? '',
    ...window,
    available: (hyperperiodSlots / window.gapSlots) * window.windowSlots,
    needed: virtualLinks.reduce((sum, { transmissions }) => sum + transmissions, 0),
    virtualLinks,
  };
}

/** The fewest transmissions in the slots of a window over a hyperperiod, over all permitted offsets. */
function leastTransmissionsIn(problem: ScheduleProblem, virtualLink: ScheduledVirtualLink, { gapSlots, windowSlots }: Window): number {
  const hyperperiodSlots = problem.hyperperiodTicks / problem.slotTicks;
  const gap = virtualLink.gapTicks / problem.slotTicks;
  const last = Math.min(gap - 1, virtualLink.lastOffsetTicks / problem.slotTicks);
  if (windowSlots === gapSlots) return hyperperiodSlots / gap;
  if (gapSlots % gap === 0) return Math.max(0, Math.ceil((windowSlots - last) / gap)) * (hyperperiodSlots / gapSlots);
  return gap % gapSlots === 0 && last < windowSlots ? hyperperiodSlots / gap : 0;
}

import { type Passage, passagesOf } from '../bounds/port-traffic.js';
import type { TimingFlow, TimingNetwork } from '../timing/timing-network.js';

/**
 * For each flow that is asked for, the flows that a test picks among those at the ports that both pass; flows without any are left out.
 *
 * @param picks whether another flow at a port counts against the one asked for, which passes the port at `here`
 * @implements LLR-TMR-013
 */
export function flowsAtSharedPorts(
  network: TimingNetwork,
  isAsked: (flow: TimingFlow) => boolean,
  picks: (other: TimingFlow, here: Passage) => boolean,
): ReadonlyMap<TimingFlow, readonly TimingFlow[]> {
  const found = new Map<TimingFlow, Set<TimingFlow>>();
  for (const passages of passagesOf(network)) {
    for (const here of passages) {
      if (!isAsked(here.flow)) continue;
      for (const { flow: other } of passages) {
        if (!picks(other, here)) continue;
        const others = found.get(here.flow) ?? new Set();
        found.set(here.flow, others.add(other));
      }
    }
  }
  return new Map(
    [...found].sort(([a], [b]) => a.index - b.index).map(([flow, others]) => [flow, [...others].sort((a, b) => a.index - b.index)]),
  );
}

/**
 * One entry for each virtual link, with the flows found on both of its networks together.
 *
 * @implements LLR-TMR-013
 */
export function byVirtualLink(
  found: ReadonlyMap<TimingFlow, readonly TimingFlow[]>,
): readonly { readonly flow: TimingFlow; readonly others: readonly TimingFlow[] }[] {
  const merged = new Map<number, { flow: TimingFlow; others: TimingFlow[] }>();
  for (const [flow, others] of found) {
    const entry = merged.get(flow.virtualLink) ?? { flow, others: [] };
    merged.set(flow.virtualLink, entry);
    entry.others.push(...others);
  }
  return [...merged.values()];
}

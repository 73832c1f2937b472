import type { Comparisons } from './comparisons.js';
import type { ExpectedNetwork } from './expected-network.js';
import { type FluidGroup, fluidGroupsOf, rateScaleOf } from './fluid-groups.js';
import { type FluidPort, fluidBacklogOf, totalFlowDelayOf } from './fluid-needs.js';
import { groupedDelayOf } from './grouped-needs.js';
import type { MatchedClaims } from './matched-claims.js';
import { backlogSubject, delaySubject } from './port-subjects.js';
import { type Group, largestBitsOf } from './port-traffic.js';
import type { ScaledDelays } from './scaled-delays.js';

/**
 * Compares the delay and backlog claims of methods total-flow and grouped with what the formulas give from the claims of earlier
 * ports: AFDX-346 and AFDX-347.
 * @implements LLR-CCK-008
 * @implements LLR-CCK-009
 */
export function checkFluidPorts(
  method: 'total-flow' | 'grouped',
  network: ExpectedNetwork,
  traffic: readonly (readonly Group[])[],
  claims: MatchedClaims,
  delays: ScaledDelays,
  comparisons: Comparisons,
): void {
  const scales = { delays: delays.scale, rates: rateScaleOf(network) };
  const delayOf = method === 'total-flow' ? totalFlowDelayOf : groupedDelayOf;
  for (const [index, port] of network.ports.entries()) {
    const claim = claims.ports[index];
    const groups = fluidGroupsOf(traffic[index] ?? [], delays, scales.rates);
    if (claim === undefined || groups === undefined) continue;
    const at = fluidPortOf(port, traffic[index] ?? [], groups, scales);
    for (const [priority, delay] of claim.delays)
      if (groups.some((group) => group.priority === priority))
        comparisons.duration(delay, delayOf(at, priority), delaySubject(port, priority));
    comparisons.whole(claim.backlog, fluidBacklogOf(at), 'at least', 'bit', backlogSubject(port));
  }
}

function fluidPortOf(
  port: FluidPort['port'],
  traffic: readonly Group[],
  groups: readonly FluidGroup[],
  scales: FluidPort['scales'],
): FluidPort {
  const low = traffic.filter(({ priority }) => priority === 'low');
  return { port, groups, lowBitsMax: largestBitsOf(low), bitsMax: largestBitsOf(traffic), scales };
}

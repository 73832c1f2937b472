import type { ExpectedFlow, ExpectedNetwork, ExpectedPort } from './expected-network.js';
import type { FrameFlow, FrameGroup } from './frame-arrivals.js';
import type { MatchedClaims } from './matched-claims.js';
import type { Group } from './port-traffic.js';

/**
 * Above this a duration in ticks is not computed with, so that sums of durations stay exact.
 * @implements LLR-CCK-014
 */
export const ticksMax = 2 ** 45;
/** Above this a jitter is not computed with: one gap more must still be exact. */
const jitterTicksMax = 2 ** 51;

/** Jitters in ticks by flow and hop; `undefined` where a claim before is missing or immense. */
export type Jitters = readonly (readonly (number | undefined)[])[];

/**
 * The jitters that follow from the claimed delays: the sum over the hops before of the delay less the sending time of the smallest
 * frame. What is claimed as jitter is compared with them and used nowhere.
 * @implements LLR-CCK-014
 */
export function jittersFrom({ flows, ports }: ExpectedNetwork, claims: MatchedClaims): Jitters {
  return flows.map((flow) => jittersOf(flow, ports, claims));
}

function jittersOf(flow: ExpectedFlow, ports: readonly ExpectedPort[], claims: MatchedClaims): readonly (number | undefined)[] {
  const jitters: (number | undefined)[] = [];
  for (const { before } of flow.hops) {
    const port = flow.hops[before]?.port ?? -1;
    const delay = claims.ports[port]?.delays.get(flow.priority)?.value?.numerator;
    const jitter = before < 0 ? 0 : jitters[before];
    if (before < 0) jitters.push(0);
    else if (jitter === undefined || delay === undefined || delay > BigInt(ticksMax)) jitters.push(undefined);
    else {
      const grown = jitter + Math.max(0, Number(delay) - flow.smallestBits * (ports[port]?.ticksPerBit ?? 0));
      jitters.push(grown <= jitterTicksMax ? grown : undefined);
    }
  }
  return jitters;
}

/**
 * A group as method frame sees it; `undefined` where a jitter is not known.
 * @implements LLR-CCK-012
 */
export function frameGroupOf({ linkTicksPerBit, passages }: Group, jitters: Jitters): FrameGroup | undefined {
  const flows: FrameFlow[] = [];
  for (const { flow, flowIndex, hop } of passages) {
    const jitterTicks = jitters[flowIndex]?.[hop];
    if (jitterTicks === undefined) return undefined;
    flows.push({ bits: flow.largestBits, gapTicks: flow.gapTicks, jitterTicks });
  }
  return { linkTicksPerBit, flows };
}

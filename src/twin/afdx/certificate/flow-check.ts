import type { Claim, Claims } from './certificate-claims.js';
import type { Fraction } from './claimed-numbers.js';
import type { Comparisons } from './comparisons.js';
import type { ExpectedFlow, ExpectedNetwork } from './expected-network.js';
import type { Findings } from './findings.js';
import { flowName, type MatchedClaims } from './matched-claims.js';
import type { ScaledDelays } from './scaled-delays.js';

/** What a claimed delay below the sum needs, or why that is not decided. */
export type PathNeed = { readonly picoseconds: bigint } | { readonly undecided: string };

/** What method path needs for a destination of a flow, by their indices; not above the sum. */
export interface PathDelays {
  needed(flow: number, destination: number, picoseconds: { readonly claimed: bigint; readonly sum: bigint }): PathNeed;
}

const picosecondsPerSecond = 10n ** 12n;

/**
 * Reports each pair of ports that a flow passes one after the other and that stand in the certificate the other way round: AFDX-345.
 * The order is what turns the local comparisons into a proof, because each then rests on claims that are proved before.
 * @implements LLR-CCK-015
 */
export function checkOrder(network: ExpectedNetwork, claims: Claims, findings: Findings): void {
  const places = new Map<string, number>();
  for (const [place, { port }] of claims.ports.entries()) if (!places.has(port)) places.set(port, place);
  const reported = new Set<string>();
  for (const { hops } of network.flows) {
    for (const { port, before } of hops) {
      const [first, second] = [network.ports[hops[before]?.port ?? -1]?.id ?? '', network.ports[port]?.id ?? ''];
      const [earlier, later] = [places.get(first), places.get(second)];
      if (earlier === undefined || later === undefined || earlier < later || reported.has(`${first} ${second}`)) continue;
      reported.add(`${first} ${second}`);
      findings.add({
        code: 'AFDX-345',
        pointer: `/ports/${later}`,
        message: `port ${second} stands before port ${first}, through which frames come to it`,
        why: 'a claim may rest only on claims that stand before it; claims that rest on each other prove nothing',
        fix: 'write the certificate anew from this network',
      });
    }
  }
}

/**
 * Compares the longest and shortest time to each destination with the sums over its route: AFDX-349 for a delay below the sum rounded up
 * to picoseconds, AFDX-350 for a shortest time other than the sum rounded down.
 * @implements LLR-CCK-015
 */
export function checkDestinations(
  network: ExpectedNetwork,
  claims: MatchedClaims,
  delays: ScaledDelays,
  comparisons: Comparisons,
  paths?: PathDelays,
): void {
  for (const [index, flow] of network.flows.entries()) {
    const claimed = claims.flows[index];
    if (claimed === undefined) continue;
    const longest = longestTo(flow, network, delays);
    const shortest = shortestTo(flow, network);
    for (const [place, { endSystem, hop, receptionTicks }] of flow.destinations.entries()) {
      const claim = claimed.destinations[place];
      if (claim === undefined) continue;
      const what = `virtual link ${flowName(flow)} to ${endSystem}`;
      const delay = longest[hop];
      if (delay !== undefined) {
        const needed = { numerator: delay + BigInt(receptionTicks) * delays.scale, denominator: delays.scale };
        const sum = picosecondsOf(needed, network.ticksPerSecond, 'up');
        checkDelay(claim.delay, { sum, path: (claimed) => paths?.needed(index, place, { claimed, sum }) }, what, comparisons);
      }
      const why = 'the shortest time is the sum of the smallest frame and the cables on its route, and later figures rest on its value';
      const needed = picosecondsOf({ numerator: shortest[hop] ?? 0n, denominator: 1n }, network.ticksPerSecond, 'down');
      comparisons.whole(claim.shortest, needed, 'exactly', 'ps', { code: 'AFDX-350', what: `${what}, shortest time`, why });
    }
  }
}

/** With method path a claim below the sum may stand: `path` gives what it needs, `undefined` when that is not decided. */
function checkDelay(
  claim: Claim,
  { sum, path }: { readonly sum: bigint; readonly path: (claimed: bigint) => PathNeed | undefined },
  what: string,
  comparisons: Comparisons,
): void {
  const claimed = claim.value?.numerator;
  const need = claimed === undefined || claimed >= sum ? undefined : path(claimed);
  if (need !== undefined && 'undecided' in need) {
    comparisons.undecided(claim.pointer, `${what}, delay`, need.undecided);
    return;
  }
  const why =
    need === undefined || need.picoseconds === sum
      ? 'the delays and cables of its route and the reception add up to more'
      : 'counted once along its route, the frames that may delay one of it take longer';
  comparisons.whole(claim, need?.picoseconds ?? sum, 'at least', 'ps', { code: 'AFDX-349', what: `${what}, delay`, why });
}

/** The longest time to the far end of each hop, in the units of the delays; `undefined` where a claim is missing. */
function longestTo({ hops, priority }: ExpectedFlow, network: ExpectedNetwork, delays: ScaledDelays): readonly (bigint | undefined)[] {
  const times: (bigint | undefined)[] = [];
  for (const { port, before } of hops) {
    const delay = delays.of(port, priority);
    const start = before < 0 ? 0n : times[before];
    const propagation = BigInt(network.ports[port]?.propagationTicks ?? 0) * delays.scale;
    times.push(delay === undefined || start === undefined ? undefined : start + delay + propagation);
  }
  return times;
}

/** The shortest time to the far end of each hop, in ticks. */
function shortestTo({ hops, smallestBits }: ExpectedFlow, network: ExpectedNetwork): readonly bigint[] {
  const times: bigint[] = [];
  for (const { port, before } of hops) {
    const { ticksPerBit = 0, propagationTicks = 0 } = network.ports[port] ?? {};
    times.push((times[before] ?? 0n) + BigInt(smallestBits * ticksPerBit + propagationTicks));
  }
  return times;
}

function picosecondsOf({ numerator, denominator }: Fraction, ticksPerSecond: number, rounding: 'up' | 'down'): bigint {
  const divisor = denominator * BigInt(ticksPerSecond);
  const dividend = numerator * picosecondsPerSecond;
  return (rounding === 'up' ? dividend + divisor - 1n : dividend) / divisor;
}

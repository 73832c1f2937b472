import type { Claim, Priority } from './certificate-claims.js';
import { frameGroupOf, type Jitters, ticksMax } from './claimed-jitters.js';
import type { Comparisons } from './comparisons.js';
import type { ExpectedNetwork, ExpectedPort } from './expected-network.js';
import { FrameArrivals, type FrameFlow, type FrameGroup } from './frame-arrivals.js';
import { firstComeDelayOf, fullLoadDelayOf, fullLoadHeldBitsOf, fullLoadLowDelayOf, heldBitsOf } from './frame-needs.js';
import { lowBelowHighDelayOf } from './low-below-high.js';
import { flowName, type MatchedClaims } from './matched-claims.js';
import { backlogSubject, delaySubject } from './port-subjects.js';
import { type Group, largestBitsOf } from './port-traffic.js';
import { WorkBudget, workStepsMax } from './work-budget.js';

/** The groups of a port with the jitters that follow from the claims, as method frame sees them. */
interface FramePort {
  readonly port: ExpectedPort;
  readonly groups: readonly { readonly priority: Priority; readonly before: number; readonly frames: FrameGroup }[];
  readonly traffic: readonly Group[];
  readonly budget: WorkBudget;
}

/**
 * Compares the delay, backlog and jitter claims of method frame with what the formulas give from the claims of earlier ports: AFDX-346,
 * AFDX-347, AFDX-348, and AFDX-351 where that takes more events than the limit or numbers beyond 2^53.
 * @implements LLR-CCK-012
 * @implements LLR-CCK-013
 * @implements LLR-CCK-014
 */
export function checkFramePorts(
  network: ExpectedNetwork,
  traffic: readonly (readonly Group[])[],
  claims: MatchedClaims,
  jitters: Jitters,
  comparisons: Comparisons,
): void {
  checkJitters(network, jitters, claims, comparisons);
  const budget = new WorkBudget();
  for (const [index, port] of network.ports.entries()) {
    const claim = claims.ports[index];
    for (const { pointer, value } of claim?.delays.values() ?? [])
      if (value !== undefined && value.numerator > BigInt(ticksMax))
        comparisons.undecided(
          pointer,
          `what rests on the delay at port ${port.id}`,
          `delays above ${ticksMax} ticks are not computed with`,
        );
    const framePort = framePortOf(port, traffic[index] ?? [], jitters, budget);
    if (claim === undefined || framePort === undefined) continue;
    for (const [priority, delay] of claim.delays) if (has(framePort, priority)) checkDelay(framePort, priority, delay, comparisons);
    checkBacklog(framePort, claim.backlog, comparisons);
  }
}

function checkJitters(network: ExpectedNetwork, jitters: Jitters, claims: MatchedClaims, comparisons: Comparisons): void {
  for (const [index, flow] of network.flows.entries()) {
    for (const [hop, needed] of (jitters[index] ?? []).entries()) {
      const claim = claims.flows[index]?.jitters[hop];
      if (claim === undefined || needed === undefined) continue;
      const port = network.ports[flow.hops[hop]?.port ?? -1]?.id ?? '';
      const why = 'the longest less the shortest passage to this port is more, and a policer that grants the claim could drop frames';
      const subject = { code: 'AFDX-348', what: `virtual link ${flowName(flow)}, jitter at port ${port}`, why };
      comparisons.duration(claim, { numerator: BigInt(needed), denominator: 1n }, subject);
    }
  }
}

function framePortOf(port: ExpectedPort, traffic: readonly Group[], jitters: Jitters, budget: WorkBudget): FramePort | undefined {
  const groups = traffic.flatMap((group) => {
    const frames = frameGroupOf(group, jitters);
    return frames === undefined ? [] : [{ priority: group.priority, before: group.before, frames }];
  });
  return groups.length === traffic.length ? { port, groups, traffic, budget } : undefined;
}

function checkDelay(at: FramePort, priority: Priority, claim: Claim, comparisons: Comparisons): void {
  const subject = delaySubject(at.port, priority);
  const need = priority === 'low' && has(at, 'high') ? lowNeed(at) : aloneNeed(at, priority);
  const needed = neededBy(claim, need);
  if (at.budget.isSpent && needed === undefined) undecided(claim, subject.what, comparisons);
  else comparisons.duration(claim, { numerator: needed ?? need.buckets, denominator: 1n }, subject);
}

/** A claim not below `buckets` holds whatever the counting of events would give; that is tried for a lower one. */
interface Need {
  readonly buckets: bigint;
  counted(): number | undefined;
}

/** What a claim is compared with; `undefined` when it is below what the token buckets give and counting has met a limit. */
function neededBy({ value }: Claim, { buckets, counted }: Need): bigint | undefined {
  if (value !== undefined && value.numerator >= buckets * value.denominator) return buckets;
  const count = counted();
  return count === undefined ? undefined : BigInt(count);
}

function lowNeed(at: FramePort): Need {
  const low = at.traffic.filter(({ priority }) => priority === 'low');
  const smallest = Math.min(
    ...low.map(({ passages }) => passages.reduce((least, { flow }) => Math.min(least, flow.smallestBits), Infinity)),
  );
  return {
    buckets: fullLoadLowDelayOf(at.port, flowsOf(at, 'high'), flowsOf(at, 'low')),
    counted: () => lowBelowHighDelayOf(at.port, { high: arrivalsOf(at, 'high'), low: arrivalsOf(at, 'low') }, smallest, at.budget),
  };
}

/** For high priority, behind a low frame, or for low priority where there is no high one. */
function aloneNeed(at: FramePort, priority: Priority): Need {
  const blocking = priority === 'low' ? 0 : largestBitsOf(at.traffic.filter((group) => group.priority === 'low'));
  return {
    buckets: fullLoadDelayOf(at.port, flowsOf(at, priority), blocking),
    counted: () => firstComeDelayOf(at.port, arrivalsOf(at, priority), blocking),
  };
}

/** Both priorities of a link are one group here. */
function checkBacklog(at: FramePort, claim: Claim, comparisons: Comparisons): void {
  const links = new Map<number, FrameGroup>();
  for (const { before, frames } of at.groups) {
    const flows = [...(links.get(before)?.flows ?? []), ...frames.flows];
    links.set(before, { linkTicksPerBit: frames.linkTicksPerBit, flows });
  }
  const largest = largestBitsOf(at.traffic);
  const buckets = fullLoadHeldBitsOf(at.port, [...flowsOf(at, 'high'), ...flowsOf(at, 'low')]) + BigInt(largest);
  const counted = (): number | undefined => {
    const held = heldBitsOf(at.port, new FrameArrivals([...links.values()], at.budget));
    return held === undefined ? undefined : held + largest;
  };
  const needed = neededBy(claim, { buckets, counted });
  const subject = backlogSubject(at.port);
  if (at.budget.isSpent && needed === undefined) undecided(claim, subject.what, comparisons);
  else comparisons.whole(claim, needed ?? buckets, 'at least', 'bit', subject);
}

function undecided({ pointer }: Claim, what: string, comparisons: Comparisons): void {
  comparisons.undecided(pointer, what, `the certificate needs more than ${workStepsMax} steps`);
}

function flowsOf({ groups }: FramePort, priority: Priority): readonly FrameFlow[] {
  return groups.flatMap((group) => (group.priority === priority ? group.frames.flows : []));
}

function arrivalsOf({ groups, budget }: FramePort, priority: Priority): FrameArrivals {
  const frames = groups.flatMap((group) => (group.priority === priority ? [group.frames] : []));
  return new FrameArrivals(frames, budget);
}

function has({ groups }: FramePort, priority: Priority): boolean {
  return groups.some((group) => group.priority === priority);
}

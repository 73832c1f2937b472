import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { EndBound } from '../bounds/bounds.js';
import type { AfdxNetwork } from '../network.generated.js';
import type { TimingFlow } from '../timing/timing-network.js';
import { type ContainedBounds, type Containment, containedBoundsOf } from './contained-bounds.js';
import { type FrameBounds, frameBoundsOf } from './frame-bounds.js';
import { flowsInTheWay, isProtected, meetsDeadline, namedFlows, subjectsOf } from './lower-criticality.js';
import { policerAllowancesOf } from './policer-allowances.js';
import { wholeMicrosecondsOf } from './policing.js';
import { skewsOf } from './skew-window.js';
import { deadlinePicosecondsOf, microsecondsText, type TimingRule, type TimingRuleContext, virtualLinkPointer } from './timing-rule.js';

/**
 * The case in which each source below DAL A has failed and the switches police its virtual links, with the allowance of the network file or,
 * where it gives none, the proved sufficient one in whole microseconds.
 *
 * @implements LLR-TMR-016
 */
export function lowerSourcesFaulty(network: AfdxNetwork, bounds: FrameBounds): Containment {
  const { ticksPerSecond } = bounds.network;
  const sufficient = new Map<number, number>();
  for (const { flow, jitterTicks } of policerAllowancesOf(bounds)) {
    sufficient.set(flow.virtualLink, Math.max(sufficient.get(flow.virtualLink) ?? 0, jitterTicks));
  }
  const given = new Map(network.virtualLinks.map(({ id, policerJitterMicroseconds }) => [id, policerJitterMicroseconds]));
  const ticksPerMicrosecond = ticksPerSecond / 1_000_000;
  return {
    faultySources: new Set(network.endSystems.filter((endSystem) => !isProtected(endSystem)).map(({ id }) => id)),
    allowanceTicksOf: ({ virtualLink }) =>
      (given.get(virtualLink) ?? wholeMicrosecondsOf(sufficient.get(virtualLink) ?? 0, ticksPerSecond)) * ticksPerMicrosecond,
  };
}

/**
 * Jitter to be allowed for each virtual link, in whole microseconds: the proved sufficient one, and for virtual links of sources of DAL A the one
 * that suffices while each other source is faulty. `undefined` when that case has no bound.
 *
 * @implements LLR-TMR-016
 */
export function policerSettingsOf(network: AfdxNetwork, bounds: FrameBounds): ReadonlyMap<number, number> | undefined {
  const unset = { ...network, virtualLinks: network.virtualLinks.map(({ policerJitterMicroseconds: _, ...rest }) => rest) };
  const containment = lowerSourcesFaulty(unset, bounds);
  const contained = containedBoundsOf(bounds, containment);
  if ('obstacle' in contained) return undefined;
  const settings = new Map<number, number>();
  const { ticksPerSecond } = bounds.network;
  for (const { flow, jitterTicks } of policerAllowancesOf(contained.bounds)) {
    const ticks = containment.faultySources.has(flow.source) ? containment.allowanceTicksOf(flow) : jitterTicks;
    settings.set(flow.virtualLink, Math.max(settings.get(flow.virtualLink) ?? 0, wholeMicrosecondsOf(ticks, ticksPerSecond)));
  }
  return settings;
}

/**
 * AFDX-179: whatever the sources below DAL A send, as far as the policers admit it, a virtual link of DAL A keeps its deadlines, meets no
 * policer that drops its frames, passes no switch port whose memory overflows, and its copies come within SkewMax. What fails without a fault is
 * left to AFDX-170 to 173.
 *
 * @implements LLR-TMR-017
 */
export const containment: TimingRule = (context) => {
  const bounds = frameBoundsOf(context.bounds);
  const supposed = lowerSourcesFaulty(context.network, bounds);
  const isFaulty = (flow: TimingFlow): boolean => supposed.faultySources.has(flow.source);
  if (!context.timing.flows.some(isFaulty)) return [];
  const harmsOf = harmsBy(context, bounds, containedBoundsOf(bounds, supposed));
  return bounds.ends.flatMap((end) => {
    if (!isProtected(end.flow) || isFaulty(end.flow)) return [];
    const harms = harmsOf(end);
    const others = harms.length === 0 ? [] : flowsInTheWay(bounds, end, isFaulty);
    return others.length === 0 ? [] : [findingOf(context, end, others, harms)];
  });
};

/** What can happen to a destination when sources are faulty and could not happen otherwise, in words. */
function harmsBy(context: TimingRuleContext, bounds: FrameBounds, contained: ContainedBounds): (end: EndBound) => readonly string[] {
  if ('obstacle' in contained) return () => [`nothing bounds its delay: ${contained.obstacle}`];
  const then = new Map(contained.bounds.ends.map((end) => [end.destination, end]));
  const skews = { nominal: skewsBy(bounds), contained: skewsBy(contained.bounds) };
  return (end) => [
    ...deadlineHarm(context, end, then.get(end.destination) ?? end),
    ...dropHarm(context, end, bounds, contained.bounds),
    ...memoryHarm(end, bounds, contained.bounds),
    ...skewHarm(context, end, skews),
  ];
}

function findingOf(
  context: TimingRuleContext,
  { flow, destination }: EndBound,
  lower: readonly TimingFlow[],
  harms: readonly string[],
): Diagnostic {
  return {
    code: 'AFDX-179',
    severity: 'error',
    message: `virtual link ${flow.virtualLink} "${flow.name}" of DAL A to ${destination.endSystem} on network ${flow.network} is not protected from faulty sources of ${namedFlows(lower)}`,
    place: context.placeOf(virtualLinkPointer(context, flow.virtualLink)),
    why: `when sources below DAL A send as much as the policers admit, ${harms.join('; ')}`,
    fix: 'lower policerJitterMicroseconds of the virtual links of lower criticality to what AFDX-173 asks for, lead them along other paths, or give room to the virtual link of DAL A',
    subjects: subjectsOf([flow, ...lower]),
  };
}

function deadlineHarm(context: TimingRuleContext, end: EndBound, then: EndBound): readonly string[] {
  const { ticksPerSecond } = context.timing;
  const allowance = BigInt(context.network.jitterAllowanceMicroseconds ?? 0) * 1_000_000n;
  if (!meetsDeadline(end, allowance, ticksPerSecond) || meetsDeadline(then, allowance, ticksPerSecond)) return [];
  const deadline = microsecondsText(deadlinePicosecondsOf(end, ticksPerSecond));
  return [`it can take ${microsecondsText(then.delayPicoseconds + allowance)} µs and its deadline is ${deadline} µs`];
}

function dropHarm(
  context: TimingRuleContext,
  { flow, destination }: EndBound,
  bounds: FrameBounds,
  contained: FrameBounds,
): readonly string[] {
  const allowed = context.network.virtualLinks[context.indexOf.get(flow.virtualLink) ?? 0]?.policerJitterMicroseconds;
  if (allowed === undefined) return [];
  const needed = ({ jitterTicks }: FrameBounds): number => {
    let largest = 0;
    for (let at = destination.hop; at >= 0; at = flow.hops[at]?.parent ?? -1)
      largest = Math.max(largest, jitterTicks[flow.index]?.[at] ?? 0);
    return wholeMicrosecondsOf(largest, context.timing.ticksPerSecond);
  };
  if (needed(bounds) > allowed || needed(contained) <= allowed) return [];
  return [`its jitter can reach ${needed(contained)} µs and its own policers drop frames above ${allowed} µs`];
}

function memoryHarm({ flow, destination }: EndBound, bounds: FrameBounds, contained: FrameBounds): readonly string[] {
  const harms: string[] = [];
  for (let at = destination.hop; at >= 0; at = flow.hops[at]?.parent ?? -1) {
    const port = bounds.network.ports[flow.hops[at]?.port ?? -1];
    const memory = port?.bufferBits;
    if (port === undefined || memory === undefined || (bounds.ports[port.index]?.backlogBits ?? 0) > memory) continue;
    const waiting = contained.ports[port.index]?.backlogBits ?? 0;
    if (waiting > memory) harms.push(`up to ${Math.ceil(waiting / 8)} byte can wait at ${port.id}, which has ${memory / 8} byte`);
  }
  return harms;
}

type Skews = ReadonlyMap<string, bigint>;

function skewsBy({ ends }: FrameBounds): Skews {
  return new Map(skewsOf(ends).map(({ virtualLink, endSystem, skewPicoseconds }) => [`${virtualLink}>${endSystem}`, skewPicoseconds]));
}

function skewHarm(
  context: TimingRuleContext,
  { flow, destination }: EndBound,
  { nominal, contained }: { readonly nominal: Skews; readonly contained: Skews },
): readonly string[] {
  const key = `${flow.virtualLink}>${destination.endSystem}`;
  const skewMax = context.network.virtualLinks[context.indexOf.get(flow.virtualLink) ?? 0]?.skewMaximumMicroseconds ?? 0;
  const window = BigInt(skewMax) * 1_000_000n;
  const skew = contained.get(key) ?? 0n;
  if ((nominal.get(key) ?? 0n) > window || skew <= window) return [];
  return [`its copies can come ${microsecondsText(skew)} µs apart and SkewMax is ${skewMax} µs`];
}

import { atLeast, atMost, difference, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import { integerValue } from '../../../kernel/logic/evaluate.js';
import { type Integer, named } from '../../../kernel/logic/expression.js';
import type { Assumption, Model, Obligation, Replay } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import { routeOf, type TimingDestination, type TimingFlow } from '../timing/timing-network.js';
import { skewsOf } from '../timing-rules/skew-window.js';
import { assumption, linearObligation, type ProofContext, portObligationId, ticksText } from './proof-context.js';

/** The two copies of a frame at one destination. */
interface Copies {
  readonly endSystem: string;
  readonly first: Integer;
  readonly second: Integer;
}

/**
 * That the two copies of a frame come to each destination not further apart than SkewMax, so that the second one is not taken for another
 * frame; nothing for a virtual link without two copies.
 *
 * @param flows the virtual link on each network that it uses
 * @implements LLR-POB-017
 */
export function skewObligation(context: ProofContext, flows: readonly TimingFlow[]): Obligation | undefined {
  const [one, other] = flows;
  if (one === undefined || other === undefined) return undefined;
  const { virtualLink, name } = one;
  const copies = one.destinations.flatMap((destination): readonly Copies[] => {
    const twin = other.destinations.find(({ endSystem }) => endSystem === destination.endSystem);
    if (twin === undefined) return [];
    return [{ endSystem: destination.endSystem, first: arrivalOf(context, one, destination), second: arrivalOf(context, other, twin) }];
  });
  const window = integer(windowTicksOf(context, virtualLink), 'tick');
  return linearObligation(context, {
    id: `PO-AFDX-SKEW-${virtualLink}`,
    title: `Skew of virtual link ${virtualLink} "${name}"`,
    requirements: ['HLR-POB-011'],
    assumptions: [one, other].flatMap((flow) => passagesOf(context, flow)),
    claim: `The two copies of a frame of virtual link ${virtualLink} come to ${copies.map(({ endSystem }) => endSystem).join(', ')} within SkewMax of each other.`,
    question: {
      method: 'valid',
      claim: all(
        ...copies.flatMap(({ first, second }) => [atMost(difference(first, second), window), atMost(difference(second, first), window)]),
      ),
    },
    inWords: (model) => copies.flatMap((each) => apartness(context, virtualLink, each, model)),
    replay: () => replayOf(context, virtualLink),
  });
}

/** SkewMax of the network file. */
function windowTicksOf({ network, timing }: ProofContext, virtualLink: number): bigint {
  const { skewMaximumMicroseconds = 0 } = network.virtualLinks.find(({ id }) => id === virtualLink) ?? {};
  return BigInt(skewMaximumMicroseconds) * (BigInt(timing.ticksPerSecond) / 1_000_000n);
}

function portTime({ labels }: ProofContext, { network }: TimingFlow, port: number): Integer {
  return integerVariable(`${network}.${labels[port]}`, 'tick');
}

/** From the release, which both copies have in common, to where the redundancy manager looks at the copy. */
function arrivalOf(context: ProofContext, flow: TimingFlow, destination: TimingDestination): Integer {
  const index = flow.destinations.indexOf(destination) + 1;
  const parts = routeOf(flow, destination).flatMap(({ port }) => [
    portTime(context, flow, port),
    integer(context.timing.ports[port]?.propagationTicks ?? 0, 'tick'),
  ]);
  return named(`${flow.network}.at.${index}`, sum(...parts, receptionTime(flow, index)));
}

function receptionTime({ network }: TimingFlow, index: number): Integer {
  return integerVariable(`${network}.reception.${index}`, 'tick');
}

/** How long a copy can be at each port and in the destinations, at least and at most. */
function passagesOf(context: ProofContext, flow: TimingFlow): readonly Assumption[] {
  const ports = flow.hops.flatMap(({ port }) => {
    const time = portTime(context, flow, port);
    const perBit = integer(context.timing.ports[port]?.ticksPerBit ?? 0, 'tick bit^-1');
    const longest = context.bounds.ports[port]?.delayTicks[flow.priority]?.numerator ?? 0n;
    return [atLeast(time, product(integer(flow.frameBitsMin, 'bit'), perBit)), atMost(time, integer(longest, 'tick'))];
  });
  const received = flow.destinations.flatMap(({ receptionTicks }, index) => {
    const time = receptionTime(flow, index + 1);
    return [atLeast(time, integer(0, 'tick')), atMost(time, integer(receptionTicks, 'tick'))];
  });
  return [
    assumption(`ports.${flow.network}`, all(...ports), {
      text: `on network ${flow.network}, a frame is at each port at least as long as its smallest frame of ${flow.frameBitsMin} bit takes, and at most as long as the certificate says`,
      justification:
        'a frame is sent as a whole; the delays of the certificate hold by the obligations of the ports; each bound is whole, so that whole ticks suffice',
      traces: flow.hops.map(({ port }) => portObligationId(context, port, flow.priority)),
    }),
    assumption(`received.${flow.network}`, all(...received), {
      text: `on network ${flow.network}, each destination takes from nothing to its reception latency before it looks at a copy`,
      justification: 'the latency of the network file, guaranteed by the end system',
      traces: [],
    }),
  ];
}

function apartness({ timing }: ProofContext, virtualLink: number, { endSystem, first, second }: Copies, model: Model): readonly string[] {
  const apart = integerValue(first, model) - integerValue(second, model);
  const ticks = apart < 0n ? -apart : apart;
  return [`copies of virtual link ${virtualLink} come to ${endSystem} ${ticksText(ticks, timing.ticksPerSecond)} µs apart`];
}

/** What the rule on SkewMax computes. */
function replayOf(context: ProofContext, virtualLink: number): Replay {
  const window = windowTicksOf(context, virtualLink) * 1_000_000_000_000n;
  const wide = skewsOf(context.bounds.ends).filter(
    (skew) => skew.virtualLink === virtualLink && skew.skewPicoseconds * BigInt(context.timing.ticksPerSecond) > window,
  );
  const seen = wide.map(({ endSystem }) => endSystem).join(', ');
  return {
    confirmed: wide.length > 0,
    seen: wide.length > 0 ? `the rule finds them too far apart at ${seen}` : 'the rule finds them close enough',
  };
}

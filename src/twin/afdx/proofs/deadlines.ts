import { atLeast, atMost, integer, integerVariable, sum } from '../../../kernel/logic/arithmetic.js';
import { integerValue } from '../../../kernel/logic/evaluate.js';
import { type Integer, named } from '../../../kernel/logic/expression.js';
import type { Assumption, Model, Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import { exactDelayTicksOf, type PortBound } from '../bounds/bounds.js';
import { routeOf, type TimingDestination, type TimingFlow } from '../timing/timing-network.js';
import { assumption, linearObligation, type ProofContext, portObligationId, ticksText } from './proof-context.js';

/** Which delays of ports are taken for the sums: those of the certificate, or those that hold whatever faulty sources send. */
export interface DelayCase {
  readonly id: string;
  readonly title: string;
  readonly requirement: string;
  /** Such as `while each source below DAL A is faulty`; empty for the certificate. */
  readonly when: string;
  readonly ports: readonly PortBound[];
  readonly justification: string;
  tracesOf(port: number, flow: TimingFlow): readonly string[];
}

/**
 * The case of the certificate.
 *
 * @implements LLR-POB-007
 */
export function certifiedCase(context: ProofContext, virtualLink: number): DelayCase {
  return {
    id: `PO-AFDX-DEADLINE-${virtualLink}`,
    title: 'Deadline',
    requirement: 'HLR-POB-003',
    when: '',
    ports: context.bounds.ports,
    justification: 'the delays of the certificate hold by the obligations of the ports; each bound is whole, so that whole ticks suffice',
    tracesOf: (port, flow) => [portObligationId(context, port, flow.priority)],
  };
}

interface Delivery {
  readonly flow: TimingFlow;
  readonly destination: TimingDestination;
  readonly total: Integer;
  readonly deadline: Integer;
}

/**
 * That the frames of a virtual link are delivered to each destination on each network within the deadline, the jitter allowance of the
 * network added once.
 *
 * @param flows the virtual link on each network that it uses
 * @implements LLR-POB-007
 */
export function deadlineObligation(context: ProofContext, flows: readonly [TimingFlow, ...TimingFlow[]], delays: DelayCase): Obligation {
  const [{ virtualLink, name }] = flows;
  const allowanceTicks = allowanceTicksOf(context);
  const deliveries = flows.flatMap((flow) => flow.destinations.map((destination) => deliveryOf(context, flow, destination)));
  const allowed = assumption('allowance', all(atLeast(extra, integer(0, 'tick')), atMost(extra, integer(allowanceTicks, 'tick'))), {
    text: `a jitter of ${ticksText(allowanceTicks, context.timing.ticksPerSecond)} µs at most is added once`,
    justification: 'the allowance of the network file',
    traces: ['SYS-NET-021'],
  });
  const assumptions = [...flows.flatMap((flow) => [portsAssumption(context, flow, delays), receptionAssumption(flow)]), allowed];
  return linearObligation(context, {
    id: delays.id,
    title: `${delays.title} of virtual link ${virtualLink} "${name}"`,
    requirements: [delays.requirement],
    assumptions,
    claim: `A frame of virtual link ${virtualLink} is delivered to ${deliveries.map(({ flow, destination }) => `${destination.endSystem} on network ${flow.network}`).join(', ')} within its deadline${delays.when === '' ? '' : `, ${delays.when}`}.`,
    question: { method: 'valid', claim: all(...deliveries.map(({ total, deadline }) => atMost(total, deadline))) },
    inWords: (model) => deliveries.flatMap((delivery) => latenessOf(context, delivery, model)),
    replay: () => replayOf(context, deliveries, delays),
  });
}

const extra = integerVariable('extra', 'tick');

function allowanceTicksOf({ network, timing }: ProofContext): bigint {
  return BigInt(network.jitterAllowanceMicroseconds ?? 0) * (BigInt(timing.ticksPerSecond) / 1_000_000n);
}

function portTime({ labels }: ProofContext, flow: TimingFlow, port: number): Integer {
  return integerVariable(`${flow.network}.${labels[port]}`, 'tick');
}

function receptionTime({ network }: TimingFlow, index: number): Integer {
  return integerVariable(`${network}.reception.${index + 1}`, 'tick');
}

function deliveryOf(context: ProofContext, flow: TimingFlow, destination: TimingDestination): Delivery {
  const index = flow.destinations.indexOf(destination);
  const parts = routeOf(flow, destination).flatMap(({ port }) => [
    portTime(context, flow, port),
    integer(context.timing.ports[port]?.propagationTicks ?? 0, 'tick'),
  ]);
  const total = named(`${flow.network}.total.${index + 1}`, sum(...parts, receptionTime(flow, index), extra));
  return { flow, destination, total, deadline: integer(destination.deadlineTicks, 'tick') };
}

function portsAssumption(context: ProofContext, flow: TimingFlow, { ports, justification, tracesOf }: DelayCase): Assumption {
  const limits = flow.hops.flatMap(({ port }) => {
    const time = portTime(context, flow, port);
    const bound = ports[port]?.delayTicks[flow.priority]?.numerator ?? 0n;
    return [atLeast(time, integer(0, 'tick')), atMost(time, integer(bound, 'tick'))];
  });
  return assumption(`ports.${flow.network}`, all(...limits), {
    text: `on network ${flow.network}, a frame is at each port at most as long as is known of it`,
    justification,
    traces: flow.hops.flatMap(({ port }) => tracesOf(port, flow)),
  });
}

function receptionAssumption(flow: TimingFlow): Assumption {
  const limits = flow.destinations.flatMap(({ receptionTicks }, index) => {
    const time = receptionTime(flow, index);
    return [atLeast(time, integer(0, 'tick')), atMost(time, integer(receptionTicks, 'tick'))];
  });
  return assumption(`received.${flow.network}`, all(...limits), {
    text: `on network ${flow.network}, each destination takes at most its reception latency`,
    justification: 'the latency of the network file, guaranteed by the end system',
    traces: [],
  });
}

function latenessOf({ timing }: ProofContext, { flow, destination, total, deadline }: Delivery, model: Model): readonly string[] {
  const late = integerValue(total, model) - integerValue(deadline, model);
  if (late <= 0n) return [];
  return [
    `virtual link ${flow.virtualLink} to ${destination.endSystem} on network ${flow.network}: ${ticksText(late, timing.ticksPerSecond)} µs late`,
  ];
}

function replayOf(context: ProofContext, deliveries: readonly Delivery[], { ports }: DelayCase) {
  const late = deliveries.filter(({ flow, destination }) => {
    const { numerator, denominator } = exactDelayTicksOf(ports, context.timing, flow, destination);
    return numerator + allowanceTicksOf(context) * denominator > BigInt(destination.deadlineTicks) * denominator;
  });
  const seen = late.map(({ flow, destination }) => `${destination.endSystem} on network ${flow.network}`);
  return {
    confirmed: late.length > 0,
    seen: late.length > 0 ? `the sums of the analysis are late at ${seen.join(', ')}` : 'the sums of the analysis are in time',
  };
}

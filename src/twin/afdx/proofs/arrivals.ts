import { atLeast, atMost, difference, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer, Truth } from '../../../kernel/logic/expression.js';
import type { Assumption, Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import type { TimingFlow, TimingPort } from '../timing/timing-network.js';
import {
  arrivalObligationId,
  assumption,
  linearObligation,
  type ProofContext,
  portObligationId,
  requirementOf,
  wholeOf,
} from './proof-context.js';

const gaps = integerVariable('gaps');
const apart = integerVariable('releases.apart', 'tick');

/**
 * That frames of a virtual link come to each port of its trees not closer than their gaps less the jitter of the certificate.
 *
 * @param flows the virtual link on each network that it uses
 * @param isCounted whether something is claimed of a flow at a port
 * @implements LLR-POB-006
 */
export function arrivalObligation(
  context: ProofContext,
  flows: readonly [TimingFlow, ...TimingFlow[]],
  isCounted: (flow: TimingFlow, port: number) => boolean = () => true,
): Obligation {
  const [{ virtualLink, name, gapTicks }] = flows;
  const claims = flows.flatMap((flow) => spreadClaims(context, flow, isCounted));
  const released = assumption('regulator', all(atLeast(gaps, integer(0)), atLeast(apart, product(gaps, integer(gapTicks, 'tick')))), {
    text: `between the releases of two frames there is at least one gap of ${gapTicks} ticks for each step from frame to frame`,
    justification:
      'the traffic regulator of the source releases a frame not earlier than a gap after the one before; each bound is whole, so that whole ticks suffice',
    traces: ['SYS-NET-005'],
  });
  return linearObligation(context, {
    id: arrivalObligationId(context, virtualLink),
    title: `Arrivals of virtual link ${virtualLink} "${name}"${context.faults === undefined ? '' : ', beside faulty sources'}`,
    requirements: [requirementOf(context, 'HLR-POB-002')],
    assumptions: [released, ...flows.flatMap((flow) => passesAssumption(context, flow, isCounted))],
    claim:
      context.faults === undefined
        ? `At each port of its trees, frames of virtual link ${virtualLink} that are n gaps apart at their release come at least n gaps less the jitter of the certificate apart.`
        : `At each port of its trees that delays virtual links of DAL A, frames of virtual link ${virtualLink} that are n gaps apart at their release come at least n gaps less a jitter apart that holds whatever the sources below DAL A send.`,
    question: { method: 'valid', claim: all(...claims) },
    inWords: (model) => [
      `frames of virtual link ${virtualLink} released ${wholeOf(model, 'releases.apart')} ticks apart come closer than the jitter of the certificate allows`,
    ],
  });
}

/** Time that the earlier and the later frame take at a port. */
function times(context: ProofContext, flow: TimingFlow, port: number): { readonly earlier: Integer; readonly later: Integer } {
  const name = `${flow.network}.${context.labels[port]}`;
  return { earlier: integerVariable(`${name}.earlier`, 'tick'), later: integerVariable(`${name}.later`, 'tick') };
}

function passesAssumption(
  context: ProofContext,
  flow: TimingFlow,
  isCounted: (flow: TimingFlow, port: number) => boolean,
): readonly Assumption[] {
  const ports = portsBefore(context, flow, isCounted);
  if (ports.length === 0) return [];
  const limits = ports.flatMap((port): readonly Truth[] => {
    const { earlier, later } = times(context, flow, port.index);
    const least = product(integer(flow.frameBitsMin, 'bit'), integer(port.ticksPerBit, 'tick bit^-1'));
    const most = integer(context.bounds.ports[port.index]?.delayTicks[flow.priority]?.numerator ?? 0n, 'tick');
    return [earlier, later].flatMap((time) => [atLeast(time, least), atMost(time, most)]);
  });
  const passes = assumption(`ports.${flow.network}`, all(...limits), {
    text: `on network ${flow.network}, each of the two frames is at each port at least as long as the smallest frame of ${flow.frameBitsMin} bit takes, and at most as long as ${context.faults === undefined ? 'the certificate says' : 'is proved of it beside faulty sources'}`,
    justification:
      'a frame is sent as a whole; the longest passages hold by the obligations of the ports, of which each rests on ports before it alone',
    traces: ports.map(({ index }) => portObligationId(context, index, flow.priority)),
  });
  return [passes];
}

/** Ports of a tree behind which another one follows of which something is claimed. */
function portsBefore(
  { timing }: ProofContext,
  flow: TimingFlow,
  isCounted: (flow: TimingFlow, port: number) => boolean,
): readonly TimingPort[] {
  const before = new Set<number>();
  for (const { port, parent } of flow.hops)
    if (isCounted(flow, port)) for (let hop = parent; hop >= 0; hop = flow.hops[hop]?.parent ?? -1) before.add(flow.hops[hop]?.port ?? 0);
  return timing.ports.filter(({ index }) => before.has(index));
}

/** At each hop: n gaps are at most what lies between the arrivals, and the jitter. Cables take both frames the same time. */
function spreadClaims(context: ProofContext, flow: TimingFlow, isCounted: (flow: TimingFlow, port: number) => boolean): readonly Truth[] {
  const between: Integer[] = [];
  return flow.hops.flatMap(({ port: here, parent }, hop) => {
    const port = flow.hops[parent]?.port;
    if (port === undefined) between.push(apart);
    else {
      const { earlier, later } = times(context, flow, port);
      between.push(sum(between[parent] ?? apart, difference(later, earlier)));
    }
    const jitter = integer(context.bounds.jitterTicks[flow.index]?.[hop] ?? 0, 'tick');
    return isCounted(flow, here) ? [atMost(product(gaps, integer(flow.gapTicks, 'tick')), sum(between[hop] as Integer, jitter))] : [];
  });
}

import { atLeast, atMost, difference, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer, Truth } from '../../../kernel/logic/expression.js';
import type { Assumption, Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import type { TimingFlow, TimingPort } from '../timing/timing-network.js';
import { arrivalObligationId, assumption, linearObligation, type ProofContext, portObligationId, wholeOf } from './proof-context.js';

const gaps = integerVariable('gaps');
const apart = integerVariable('releases.apart', 'tick');

/**
 * That frames of a virtual link come to each port of its trees not closer than their gaps less the jitter of the certificate.
 *
 * @param flows the virtual link on each network that it uses
 * @implements LLR-POB-006
 */
export function arrivalObligation(context: ProofContext, flows: readonly [TimingFlow, ...TimingFlow[]]): Obligation {
  const [{ virtualLink, name, gapTicks }] = flows;
  const claims = flows.flatMap((flow) => spreadClaims(context, flow));
  const released = assumption('regulator', all(atLeast(gaps, integer(0)), atLeast(apart, product(gaps, integer(gapTicks, 'tick')))), {
    text: `between the releases of two frames there is at least one gap of ${gapTicks} ticks for each step from frame to frame`,
    justification:
      'the traffic regulator of the source releases a frame not earlier than a gap after the one before; each bound is whole, so that whole ticks suffice',
    traces: ['SYS-NET-005'],
  });
  return linearObligation(context, {
    id: arrivalObligationId(virtualLink),
    title: `Arrivals of virtual link ${virtualLink} "${name}"`,
    requirements: ['HLR-POB-002'],
    assumptions: [
      released,
      ...flows.filter(({ hops }) => hops.some(({ parent }) => parent >= 0)).map((flow) => passesAssumption(context, flow)),
    ],
    claim: `At each port of its trees, frames of virtual link ${virtualLink} that are n gaps apart at their release come at least n gaps less the jitter of the certificate apart.`,
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

function passesAssumption(context: ProofContext, flow: TimingFlow): Assumption {
  const ports = portsWithNext(context, flow);
  const limits = ports.flatMap((port): readonly Truth[] => {
    const { earlier, later } = times(context, flow, port.index);
    const least = product(integer(flow.frameBitsMin, 'bit'), integer(port.ticksPerBit, 'tick bit^-1'));
    const most = integer(context.bounds.ports[port.index]?.delayTicks[flow.priority]?.numerator ?? 0n, 'tick');
    return [earlier, later].flatMap((time) => [atLeast(time, least), atMost(time, most)]);
  });
  return assumption(`ports.${flow.network}`, all(...limits), {
    text: `on network ${flow.network}, each of the two frames is at each port at least as long as the smallest frame of ${flow.frameBitsMin} bit takes, and at most as long as the certificate says`,
    justification:
      'a frame is sent as a whole; the delays of the certificate hold by the obligations of the ports, of which each rests on ports before it alone',
    traces: ports.map(({ index }) => portObligationId(context, index, flow.priority)),
  });
}

/** Ports of a tree behind which another one follows. */
function portsWithNext({ timing }: ProofContext, { hops }: TimingFlow): readonly TimingPort[] {
  const before = new Set(hops.map(({ parent }) => hops[parent]?.port));
  return timing.ports.filter(({ index }) => before.has(index));
}

/** At each hop: n gaps are at most what lies between the arrivals, and the jitter. Cables take both frames the same time. */
function spreadClaims(context: ProofContext, flow: TimingFlow): readonly Truth[] {
  const between: Integer[] = [];
  return flow.hops.map(({ parent }, hop) => {
    const port = flow.hops[parent]?.port;
    if (port === undefined) between.push(apart);
    else {
      const { earlier, later } = times(context, flow, port);
      between.push(sum(between[parent] ?? apart, difference(later, earlier)));
    }
    const jitter = integer(context.bounds.jitterTicks[flow.index]?.[hop] ?? 0, 'tick');
    return atMost(product(gaps, integer(flow.gapTicks, 'tick')), sum(between[hop] as Integer, jitter));
  });
}

import { atLeast, atMost, below, difference, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer } from '../../../kernel/logic/expression.js';
import type { Assumption, Model, Obligation, Replay } from '../../../kernel/logic/obligation.js';
import { all, some } from '../../../kernel/logic/truth.js';
import type { Priority } from '../bounds/port-traffic.js';
import type { TimingPort } from '../timing/timing-network.js';
import { arrivalTerms } from './arrival-terms.js';
import { type BusyPeriod, blockingBitsOf, blockingTerms, longestWithin, withinBusy, workTicks } from './busy-periods.js';
import { type Excess, isKeptBy, type NeededLimits, neededLimitsOf } from './needed-limits.js';
import { arrivalBits, jumpsBefore, jumpsMax, type PortInput, portInputsOf } from './port-inputs.js';
import {
  assumption,
  besideFaults,
  linearObligation,
  modelMicroseconds,
  type ProofContext,
  portObligationId,
  requirementOf,
  ticksText,
  wholeOf,
} from './proof-context.js';

const arrival = integerVariable('arrival', 'tick');
const delay = integerVariable('delay', 'tick');
const zero = integer(0, 'tick');

/**
 * That a frame of a priority that nothing overtakes leaves a port within the delay of the certificate.
 *
 * @implements LLR-POB-004
 */
export function firstComeObligation(context: ProofContext, port: TimingPort, priority: Priority, busy: BusyPeriod | undefined): Obligation {
  const inputs = portInputsOf(context, port.index, priority);
  const extra = priority === 'high' ? blockingBitsOf(context, port.index) : 0;
  const needed = neededLimitsOf(inputs, busy?.ticks, lateness(port, extra, boundOf(context, port, priority)));
  const arrivals = arrivalTerms(context, inputs, {
    span: arrival,
    most: longestWithin(busy),
    name: 'in',
    words: 'from the begin of the busy period up to the frame',
    stated: needed.stated,
  });
  const blocking = priority === 'high' ? blockingTerms(context, port.index) : { bits: [], assumptions: [] };
  const sent = workTicks(port, [...blocking.bits, arrivals.bits]);
  const server = assumption('server', atMost(delay, difference(sent, arrival)), {
    text: `the frame is sent to its end at the latest ${port.latencyTicks} ticks, and ${port.ticksPerBit} ticks for each bit that came up to and with it, after the begin of the busy period`,
    justification:
      'what is sent in the busy period up to the frame came not later than it, as frames keep their order, and not more than the latency before the begin, from where the arrival is counted',
    traces: [],
  });
  const within = needed.isWithin ? [withinBusy(arrival, busy)] : [];
  const assumptions = [...within, ...arrivals.assumptions, ...blocking.assumptions, server];
  const replay = (model: Model): Replay => {
    const ticks = Number(wholeOf(model, 'arrival'));
    const computed = port.latencyTicks + port.ticksPerBit * (arrivalBits(inputs, ticks) + extra) - ticks;
    return { confirmed: computed > boundOf(context, port, priority), seen: `recomputed at ${ticks} ticks: ${computed} ticks` };
  };
  return { ...delayObligation(context, port, priority, assumptions), replay };
}

/** How much a frame that comes at an instant is later than is claimed. */
function lateness({ ticksPerBit, latencyTicks }: TimingPort, extraBits: number, bound: bigint): Excess {
  return {
    at: (instant, bits) => latencyTicks + ticksPerBit * (bits + extraBits) - instant - Number(bound),
    growth: (bitsPerTick) => ({ after: ticksPerBit * bitsPerTick - 1, before: 1 - ticksPerBit * bitsPerTick }),
  };
}

/**
 * That a frame of low priority leaves a port that serves high priority first within the delay of the certificate; nothing when the busy period
 * has so many instants at which a frame of high priority more can come that they are not stated one by one.
 *
 * @implements LLR-POB-005
 */
export function lowBelowHighObligation(context: ProofContext, port: TimingPort, busy: BusyPeriod | undefined): Obligation | undefined {
  const start = integerVariable('start', 'tick');
  const own = integerVariable('own', 'bit');
  const lowest = lowFrames(context, port.index);
  const [highInputs, lowInputs] = [portInputsOf(context, port.index, 'high'), portInputsOf(context, port.index, 'low')];
  const ahead = busy === undefined ? undefined : highAheadOf(context, port, { lowInputs, highInputs, busy });
  const jumps = busy === undefined || ahead !== undefined ? [] : jumpsBefore(highInputs, busy.ticks);
  if (jumps.length > jumpsMax) return undefined;
  const low = arrivalTerms(context, lowInputs, {
    span: arrival,
    most: longestWithin(busy),
    name: 'low',
    words: 'of low priority up to the frame',
    ...(ahead === undefined ? {} : { stated: ahead.stated }),
  });
  const high = arrivalTerms(context, highInputs, {
    span: difference(start, integer(1, 'tick')),
    most: longestWithin(busy),
    name: 'high',
    words: 'of high priority before the sending of the frame begins',
    ...(ahead === undefined ? {} : { stated: highInputs.map(() => ({ isSent: true, isLink: false })) }),
  });
  const before = difference(low.bits, own);
  const size = assumption('size', all(atLeast(own, integer(lowest.least, 'bit')), atMost(own, integer(lowest.most, 'bit'))), {
    text: `the frame itself has ${lowest.least} to ${lowest.most} bit`,
    justification: 'these are the smallest and the largest frame of low priority at this port',
    traces: [],
  });
  const begins = assumption('begins', atMost(start, workTicks(port, [before, high.bits])), {
    text: 'the sending of the frame begins when all low frames before it and what had come of high priority is sent',
    justification: 'the port has something to send from the begin of the busy period until then; nothing else goes before the frame',
    traces: [],
  });
  const done = assumption(
    'server',
    atMost(delay, difference(sum(start, product(integer(port.ticksPerBit, 'tick bit^-1'), own)), arrival)),
    {
      text: 'the frame is sent without interruption',
      justification: 'a frame that is being sent is not interrupted',
      traces: [],
    },
  );
  const assumptions = [
    ...(ahead?.isWithin === false ? [] : [withinBusy(arrival, busy)]),
    ...(busy === undefined || ahead !== undefined ? [] : [startsWithin(start, busy)]),
    ...low.assumptions,
    ...high.assumptions,
    ...(ahead === undefined ? [size] : []),
    begins,
    ...jumps.flatMap((jump, index) => notYet({ context, port, jump, name: `high${index + 1}` }, start, before)),
    done,
  ];
  return delayObligation(context, port, 'low', assumptions);
}

/**
 * The limits that suffice when a frame of low priority waits for each frame of high priority of the whole busy period; nothing when the claim
 * says more than that, and the instants count at which high priority comes.
 */
function highAheadOf(
  context: ProofContext,
  port: TimingPort,
  {
    lowInputs,
    highInputs,
    busy,
  }: { readonly lowInputs: readonly PortInput[]; readonly highInputs: readonly PortInput[]; readonly busy: BusyPeriod },
): NeededLimits | undefined {
  const highBits = arrivalBits(
    highInputs.map((input) => ({ ...input, linkTicksPerBit: 0 })),
    busy.ticks - 1,
  );
  const excess = lateness(port, highBits, boundOf(context, port, 'low'));
  return isKeptBy(lowInputs, busy.ticks, excess) ? neededLimitsOf(lowInputs, busy.ticks, excess) : undefined;
}

/** What the waiting of a frame up to an instant before a jump of high priority means: the port was busy until then. */
function notYet(
  {
    context,
    port,
    jump,
    name,
  }: { readonly context: ProofContext; readonly port: TimingPort; readonly jump: number; readonly name: string },
  start: Integer,
  before: Integer,
): readonly Assumption[] {
  const inputs = portInputsOf(context, port.index, 'high');
  const high = arrivalTerms(context, inputs, {
    span: integer(jump - 1, 'tick'),
    most: { ticks: jump - 1 },
    name,
    words: `of high priority before ${jump} ticks`,
  });
  const at = integer(jump, 'tick');
  const formula = some(below(start, at), atMost(at, workTicks(port, [before, high.bits])));
  return [
    ...high.assumptions,
    assumption(`${name}.waits`, formula, {
      text: `a frame that still waits at ${jump} ticks has before it as much work as the port does until then`,
      justification: 'otherwise its sending had begun before; from this instant on one more frame of high priority can be there',
      traces: [],
    }),
  ];
}

function startsWithin(start: Integer, busy: BusyPeriod): Assumption {
  return assumption('starts', all(atMost(zero, start), atMost(start, integer(busy.ticks, 'tick'))), {
    text: `the sending of the frame begins within the busy period, not later than ${busy.ticks} ticks`,
    justification: 'a frame is sent in the busy period in which it came',
    traces: [busy.obligation],
  });
}

function lowFrames({ passages, faults }: ProofContext, port: number): { readonly least: number; readonly most: number } {
  // beside faulty sources, the frame that is asked for is one of a sound source
  const low = (passages[port] ?? [])
    .map(({ flow }) => flow)
    .filter((flow) => flow.priority === 'low' && faults?.admittedOf(flow) === undefined);
  return {
    least: low.reduce((bits, { frameBitsMin }) => Math.min(bits, frameBitsMin), Number.MAX_SAFE_INTEGER),
    most: low.reduce((bits, { frameBitsMax }) => Math.max(bits, frameBitsMax), 0),
  };
}

function boundOf({ bounds }: ProofContext, port: TimingPort, priority: Priority): bigint {
  return bounds.ports[port.index]?.delayTicks[priority]?.numerator ?? 0n;
}

function delayObligation(context: ProofContext, port: TimingPort, priority: Priority, assumptions: readonly Assumption[]): Obligation {
  const bound = boundOf(context, port, priority);
  const text = ticksText(bound, context.timing.ticksPerSecond);
  return linearObligation(context, {
    id: portObligationId(context, port.index, priority),
    title: `Delay at port ${port.id}, ${priority} priority${context.faults === undefined ? '' : ', beside faulty sources'}`,
    requirements: [requirementOf(context, 'HLR-POB-001')],
    assumptions,
    claim: `A frame of ${priority} priority${context.faults === undefined ? '' : ' of a sound source'} is sent to its end by port ${port.id} within ${text} µs after its last bit came or it was released${besideFaults(context)}.`,
    question: { method: 'valid', claim: atMost(delay, integer(bound, 'tick')) },
    inWords: (model) => [
      `a frame of ${priority} priority that comes to port ${port.id} ${modelMicroseconds(model, 'arrival', context.timing)} µs after the begin of a busy period leaves it ${modelMicroseconds(model, 'delay', context.timing)} µs later; ${text} µs are claimed`,
    ],
  });
}

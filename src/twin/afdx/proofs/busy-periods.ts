import { atMost, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer } from '../../../kernel/logic/expression.js';
import type { Assumption, Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import type { Priority } from '../bounds/port-traffic.js';
import type { TimingPort } from '../timing/timing-network.js';
import { arrivalTerms, type Interval } from './arrival-terms.js';
import type { Stated } from './needed-limits.js';
import { arrivalBits, busyTicksOf, type PortInput, portInputsOf } from './port-inputs.js';
import {
  assumption,
  besideFaults,
  busyObligationId,
  linearObligation,
  modelMicroseconds,
  type ProofContext,
  requirementOf,
  ticksText,
} from './proof-context.js';

/** How long a port can be busy. */
export interface BusyPeriod {
  readonly obligation: string;
  readonly ticks: number;
}

/**
 * Work of a server that starts a busy period, up to an instant: latency, and the sending of what came.
 *
 * @implements LLR-POB-003
 */
export function workTicks({ ticksPerBit, latencyTicks }: TimingPort, bits: readonly Integer[]): Integer {
  return sum(integer(latencyTicks, 'tick'), product(integer(ticksPerBit, 'tick bit^-1'), sum(...bits)));
}

/**
 * Largest frame of low priority that a frame of high priority can find on the wire, in bits.
 *
 * @implements LLR-POB-003
 */
export function blockingBitsOf({ passages }: ProofContext, port: number): number {
  return (passages[port] ?? []).reduce((bits, { flow }) => (flow.priority === 'low' ? Math.max(bits, flow.frameBitsMax) : bits), 0);
}

/**
 * That a frame of low priority is being sent when the busy period of high priority begins.
 *
 * @implements LLR-POB-003
 */
export function blockingTerms(
  context: ProofContext,
  port: number,
): { readonly bits: readonly Integer[]; readonly assumptions: readonly Assumption[] } {
  const largest = blockingBitsOf(context, port);
  if (largest === 0) return { bits: [], assumptions: [] };
  const blocking = integerVariable('blocking', 'bit');
  const assumed = assumption('not-interrupted', all(atMost(integer(0, 'bit'), blocking), atMost(blocking, integer(largest, 'bit'))), {
    text: `at most one frame of low priority, of ${largest} bit at most, is sent after the busy period of high priority has begun`,
    justification: 'high priority is served first, and a frame that is being sent is not interrupted',
    traces: [],
  });
  return { bits: [blocking], assumptions: [assumed] };
}

/**
 * That a busy period of a port is over at an instant: all that came before it has been sent by then. With its length for those who rely on it;
 * nothing when the port can be busy without end, as at full load.
 *
 * @param of high priority alone, with a frame of low priority before it, or all that passes
 * @implements LLR-POB-003
 */
export function busyPeriodOf(
  context: ProofContext,
  port: TimingPort,
  of: Priority | 'all',
): (BusyPeriod & { readonly proof: Obligation }) | undefined {
  const inputs = portInputsOf(context, port.index, of);
  const { bits, assumptions } = of === 'high' ? blockingTerms(context, port.index) : { bits: [], assumptions: [] };
  const ticks = busyTicksOf(port, inputs, of === 'high' ? blockingBitsOf(context, port.index) : 0);
  if (ticks === undefined) return undefined;
  const { ticksPerSecond } = context.timing;
  const arrivals = arrivalTerms(context, inputs, {
    span: integer(ticks - 1, 'tick'),
    most: { ticks: ticks - 1 },
    name: 'in',
    words: `before ${ticks} ticks have passed`,
    stated: inputs.map((input) => smallerLimitOf(input, ticks - 1)),
  });
  const done = integerVariable('done', 'tick');
  const id = busyObligationId(context, port.index, of);
  const server = assumption('server', atMost(done, workTicks(port, [...bits, arrivals.bits])), {
    text: `the port is done with all this at the latest after ${port.latencyTicks} ticks and ${port.ticksPerBit} ticks for each bit`,
    justification: 'a port that has something to send sends; a frame is in the queue at the latest after the technological latency',
    traces: [],
  });
  const proof = linearObligation(context, {
    id,
    title: `Busy period of port ${port.id}, ${of === 'all' ? 'all frames' : `${of} priority`}${context.faults === undefined ? '' : ', beside faulty sources'}`,
    requirements: [requirementOf(context, 'HLR-POB-001')],
    assumptions: [...arrivals.assumptions, ...assumptions, server],
    claim: `A busy period of port ${port.id} (${of === 'all' ? 'all frames' : `${of} priority`}) is over ${ticksText(BigInt(ticks), ticksPerSecond)} µs after it began: all that came before is sent by then${besideFaults(context)}.`,
    question: { method: 'valid', claim: atMost(done, integer(ticks, 'tick')) },
    inWords: (model) => [
      `port ${port.id} is busy for ${modelMicroseconds(model, 'done', context.timing)} µs; ${ticksText(BigInt(ticks), ticksPerSecond)} µs are claimed`,
    ],
  });
  return { obligation: id, ticks, proof };
}

/** In an interval of a given length the smaller limit is enough. */
function smallerLimitOf(input: PortInput, spanTicks: number): Stated {
  const carried = input.linkTicksPerBit === 0 ? undefined : input.frameBitsMax + Math.floor(spanTicks / input.linkTicksPerBit);
  const isSent = carried === undefined || arrivalBits([{ ...input, linkTicksPerBit: 0 }], spanTicks) <= carried;
  return { isSent, isLink: !isSent };
}

/**
 * What the length of an interval within a busy period cannot exceed.
 *
 * @implements LLR-POB-003
 */
export function longestWithin(busy: BusyPeriod | undefined): Interval['most'] {
  return busy === undefined ? undefined : { ticks: busy.ticks - 1, obligation: busy.obligation };
}

/**
 * That an instant lies within the busy period.
 *
 * @implements LLR-POB-003
 */
export function withinBusy(instant: Integer, busy: BusyPeriod | undefined): Assumption {
  const from = atMost(integer(0, 'tick'), instant);
  return assumption('within', busy === undefined ? from : all(from, atMost(instant, integer(busy.ticks - 1, 'tick'))), {
    text: `the frame comes 0 or more ticks after the busy period began${busy === undefined ? '' : `, and less than ${busy.ticks}`}; parts of a tick are left out`,
    justification: 'a frame is sent in the busy period in which it came; less elapsed time only makes the claimed delay larger',
    traces: busy === undefined ? [] : [busy.obligation],
  });
}

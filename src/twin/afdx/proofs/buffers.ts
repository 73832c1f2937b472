import { atLeast, atMost, difference, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import type { TimingPort } from '../timing/timing-network.js';
import { arrivalTerms } from './arrival-terms.js';
import { type BusyPeriod, longestWithin, withinBusy } from './busy-periods.js';
import { type Excess, neededLimitsOf } from './needed-limits.js';
import { portInputsOf } from './port-inputs.js';
import { assumption, linearObligation, modelMicroseconds, type ProofContext, wholeOf } from './proof-context.js';

/**
 * That what waits at an output port of a switch is no more than the backlog of the certificate, and fits into the memory of the port.
 *
 * @param port a port with memory
 * @implements LLR-POB-008
 */
export function bufferObligation(context: ProofContext, port: TimingPort & { readonly bufferBits: number }, busy: BusyPeriod): Obligation {
  const inputs = portInputsOf(context, port.index, 'all');
  const instant = integerVariable('instant', 'tick');
  const sent = integerVariable('sent', 'bit');
  const waiting = integerVariable('waiting', 'bit');
  const frame = inputs.reduce((bits, { frameBitsMax }) => Math.max(bits, frameBitsMax), 0);
  const backlogBits = context.bounds.ports[port.index]?.backlogBits ?? 0;
  const spareTicks = port.latencyTicks + port.ticksPerBit - 1;
  const needed = neededLimitsOf(inputs, busy.ticks, overflow(port, spareTicks, Math.min(backlogBits, port.bufferBits) - frame));
  const arrivals = arrivalTerms(context, inputs, {
    stated: needed.stated,
    span: instant,
    most: longestWithin(busy),
    name: 'in',
    words: 'from the begin of the busy period on',
  });
  const perBit = integer(port.ticksPerBit, 'tick bit^-1');
  const spare = integer(spareTicks, 'tick');
  const server = assumption('server', all(atLeast(sent, integer(0, 'bit')), atLeast(product(perBit, sent), difference(instant, spare))), {
    text: `of each ${port.ticksPerBit} ticks after the first ${port.latencyTicks}, the port sends a bit`,
    justification: 'a port that has something to send sends; a frame is in the queue at the latest after the technological latency',
    traces: [],
  });
  const memory = assumption('memory', atMost(waiting, sum(difference(arrivals.bits, sent), integer(frame, 'bit'))), {
    text: `what came and is not sent waits, and up to ${frame} bit of the frame that is being sent`,
    justification: 'the memory of a frame is freed when its last bit is sent; policing does not add frames',
    traces: [],
  });
  const backlog = integer(backlogBits, 'bit');
  return linearObligation(context, {
    id: `PO-AFDX-BUFFER-${context.labels[port.index]}`,
    title: `Memory of port ${port.id}`,
    requirements: ['HLR-POB-004'],
    assumptions: [...(needed.isWithin ? [withinBusy(instant, busy)] : []), ...arrivals.assumptions, server, memory],
    claim: `No more than the backlog of the certificate waits at port ${port.id}, and its memory of ${port.bufferBits} bit holds it.`,
    question: { method: 'valid', claim: all(atMost(waiting, backlog), atMost(waiting, integer(port.bufferBits, 'bit'))) },
    inWords: (model) => [
      `${wholeOf(model, 'waiting')} bit wait at port ${port.id} ${modelMicroseconds(model, 'instant', context.timing)} µs after the begin of a busy period; it has ${port.bufferBits} bit, and the certificate says ${backlogBits}`,
    ],
  });
}

/** How much more waits at an instant than is claimed, without the frame that is being sent. */
function overflow({ ticksPerBit }: TimingPort, spareTicks: number, claimedBits: number): Excess {
  return {
    at: (instant, bits) => bits - Math.max(0, Math.ceil((instant - spareTicks) / ticksPerBit)) - claimedBits,
    growth: (bitsPerTick) => ({ after: bitsPerTick - 1 / ticksPerBit, before: -bitsPerTick }),
  };
}

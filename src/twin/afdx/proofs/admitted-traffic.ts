import { atLeast, atMost, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import { rational, roundedUp } from '../../../kernel/rational.js';
import type { FrameFlow } from '../bounds/frame-arrivals.js';
import type { TimingFlow } from '../timing/timing-network.js';
import { policedFrameBitsOf } from '../timing-rules/policer-allowances.js';
import { frameBytesMin, wireOverheadBytes } from '../wire.js';
import { admittedObligationId, assumption, linearObligation, type ProofContext, wholeOf } from './proof-context.js';

const frames = integerVariable('frames');
const span = integerVariable('span', 'tick');
const paid = integerVariable('paid', 'bit');
const onWire = integerVariable('wire', 'bit');
const counted = integerVariable('counted');

/** A virtual link of a faulty source as its policers see it. */
export interface PolicedFlow {
  readonly flow: TimingFlow;
  /** Jitter for which the account is sized, in ticks. */
  readonly allowanceTicks: number;
  /** Parts that are claimed to bring not less than what is admitted. */
  readonly admitted: FrameFlow;
}

/**
 * That a policer admits of a virtual link, whatever its source sends, in each closed interval no more bits on the wire than the parts that
 * the port obligations beside faulty sources count.
 *
 * @implements LLR-POB-015
 */
export function admittedObligation(context: ProofContext, { flow, allowanceTicks, admitted }: PolicedFlow): Obligation {
  const [least, overhead] = [frameBytesMin * 8, wireOverheadBytes * 8];
  const largest = policedFrameBitsOf(flow);
  const gap = integer(flow.gapTicks, 'tick');
  const full = accountBitsOf(flow, allowanceTicks);
  const account = sum(product(gap, integer(full, 'bit')), product(integer(largest, 'bit'), span));
  return linearObligation(context, {
    id: admittedObligationId(flow.virtualLink),
    title: `What policers admit of virtual link ${flow.virtualLink} "${flow.name}"`,
    requirements: ['HLR-POB-010'],
    assumptions: [
      assumption('sizes', atLeast(paid, product(integer(least, 'bit'), frames)), {
        text: `each frame that passes has ${least} bit or more`,
        justification: 'a shorter frame is none by the standard, and the switch does not pass it on',
        traces: ['LLR-TMR-011'],
      }),
      assumption('around', atMost(onWire, sum(paid, product(integer(overhead, 'bit'), frames))), {
        text: `on the wire, each frame takes ${overhead} bit more: preamble, start delimiter and gap`,
        justification: 'form of a frame on the wire',
        traces: ['LLR-BND-001'],
      }),
      assumption('account', all(atLeast(span, integer(0, 'tick')), atMost(product(gap, paid), account)), {
        text: `in a closed interval of 0 or more ticks the frames that pass cost no more than the account of ${full} bit and what fills it, ${largest} bit each ${flow.gapTicks} ticks`,
        justification:
          'a frame passes only when the account pays for it, at its own size or more; before the first one it held no more than when it is full',
        traces: ['LLR-TMR-002', 'LLR-TMR-016', 'LLR-SIM-020'],
      }),
      assumption(
        'parts',
        atMost(sum(span, integer(admitted.jitterTicks + 1, 'tick')), product(counted, integer(admitted.gapTicks, 'tick'))),
        {
          text: `of the parts, that many are counted as come in an interval with a gap of ${admitted.gapTicks} ticks and a jitter of ${admitted.jitterTicks} ticks; one more would not fit`,
          justification: 'the largest number N with (N - 1) gaps not above interval and jitter, as the ports count them',
          traces: [],
        },
      ),
    ],
    claim: `In each closed interval the policers of virtual link ${flow.virtualLink} admit, whatever its source sends, no more than parts of ${admitted.frameBits} bit with a gap of ${admitted.gapTicks} ticks and a jitter of ${admitted.jitterTicks} ticks bring.`,
    question: { method: 'valid', claim: atMost(onWire, product(integer(admitted.frameBits, 'bit'), counted)) },
    inWords: (model) => [
      `in ${wholeOf(model, 'span')} ticks the policers of virtual link ${flow.virtualLink} admit ${wholeOf(model, 'wire')} bit on the wire; ${wholeOf(model, 'counted')} parts of ${admitted.frameBits} bit are counted`,
    ],
  });
}

/** Smax (1 + J / BAG) in whole bytes, in bits. */
function accountBitsOf(flow: TimingFlow, allowanceTicks: number): bigint {
  const gap = BigInt(flow.gapTicks);
  return roundedUp(rational(BigInt(policedFrameBitsOf(flow)) * (gap + BigInt(allowanceTicks)), gap * 8n)) * 8n;
}

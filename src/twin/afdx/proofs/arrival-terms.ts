import { atLeast, atMost, difference, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer } from '../../../kernel/logic/expression.js';
import type { Assumption } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import type { Stated } from './needed-limits.js';
import { type FlowClass, framesOf, type PortInput } from './port-inputs.js';
import { admittedObligationId, arrivalObligationId, assumption, type ProofContext } from './proof-context.js';

/** Bits that come to a port in an interval, and what is assumed of them. */
export interface ArrivalTerms {
  readonly bits: Integer;
  readonly assumptions: readonly Assumption[];
}

/** A closed interval in which frames come to a port. */
export interface Interval {
  /** Its length, in ticks. */
  readonly span: Integer;
  /** What the length cannot exceed, and the obligation that says so; absent where nothing bounds it. */
  readonly most?: { readonly ticks: number; readonly obligation?: string } | undefined;
  /** First part of the names of its variables and assumptions. */
  readonly name: string;
  /** Such as `up to the frame`. */
  readonly words: string;
  /** The limits that the claim needs, by input; each one when absent. */
  readonly stated?: readonly Stated[];
}

/**
 * What comes to a port in a closed interval: of each link at most what its flows send, and at most what the link carries.
 *
 * @implements LLR-POB-002
 */
export function arrivalTerms(context: ProofContext, inputs: readonly PortInput[], interval: Interval): ArrivalTerms {
  const { name } = interval;
  const each = inputs.map((input, index) => ({
    input,
    prefix: `${name}.${index + 1}`,
    bits: integerVariable(`${name}.${index + 1}.bits`, 'bit'),
  }));
  return {
    bits: sum(...each.map(({ bits }) => bits)),
    assumptions: each.flatMap(({ input, prefix, bits }, at) => {
      const { isSent, isLink } = interval.stated?.[at] ?? { isSent: true, isLink: true };
      return [
        ...(isSent ? [framesAssumption(context, input, interval, { prefix, bits })] : []),
        ...(isLink && input.linkId !== undefined ? [linkAssumption(input, interval, { prefix, bits })] : []),
      ];
    }),
  };
}

interface Named {
  readonly prefix: string;
  readonly bits: Integer;
}

/** N frames of a flow are N - 1 gaps apart at their release, and come at most the jitter closer. */
function framesAssumption(
  context: ProofContext,
  { classes, linkId }: PortInput,
  { span, most, words }: Interval,
  { prefix, bits }: Named,
): Assumption {
  const terms = classes.map(({ frameBits, gapTicks, jitterTicks }, index) => {
    const count = integerVariable(`${prefix}.frames.${index + 1}`);
    const apart = product(difference(count, integer(1)), integer(gapTicks, 'tick'));
    const limits = [atLeast(count, integer(0)), atMost(apart, sum(span, integer(jitterTicks, 'tick')))];
    // follows from the length of the interval; said so that the solver need not find it by trial
    if (most !== undefined) limits.push(atMost(count, integer(framesOf({ gapTicks, jitterTicks }, most.ticks))));
    return { size: product(integer(frameBits, 'bit'), count), limits };
  });
  const from = linkId === undefined ? 'released at the end system' : `over the link behind ${linkId}`;
  const formula = all(...terms.flatMap(({ limits }) => limits), atMost(bits, sum(...terms.map(({ size }) => size))));
  return assumption(`${prefix}.sent`, formula, {
    text: `${words}, no more comes ${from} than its virtual links send\n${classes.map((each) => classText(each, most?.ticks)).join('\n')}`,
    justification: classes.some(({ isAdmitted }) => isAdmitted) ? `${ofSound}; ${ofFaulty}` : ofSound,
    traces: [
      ...classes.flatMap(({ virtualLinks, isAdmitted }) =>
        virtualLinks.map((id) => (isAdmitted ? admittedObligationId(id) : arrivalObligationId(context, id))),
      ),
      ...(most?.obligation === undefined ? [] : [most.obligation]),
    ],
  });
}

const ofSound =
  'N frames of a virtual link in a closed interval of u ticks mean (N - 1) gaps between first and last release, less at most the jitter at this port; whole ticks suffice, since gap and jitter are whole';
const ofFaulty =
  'what the policers of this switch admit of a faulty source is not more than parts of so many bits, counted like frames of such a gap and jitter';

function classText({ virtualLinks, frameBits, gapTicks, jitterTicks, isAdmitted }: FlowClass, most: number | undefined): string {
  const limit = most === undefined ? '' : `: no more than ${framesOf({ gapTicks, jitterTicks }, most)} in ${most} ticks`;
  const who = `virtual link${virtualLinks.length === 1 ? '' : 's'} ${virtualLinks.join(', ')}`;
  return `${who}: one ${isAdmitted ? 'admitted part' : 'frame'} of each are ${frameBits} bit, gap ${gapTicks} ticks, jitter ${jitterTicks} ticks${limit}`;
}

function linkAssumption(
  { linkTicksPerBit, frameBitsMax, linkId }: PortInput,
  { span, words }: Interval,
  { prefix, bits }: Named,
): Assumption {
  const perBit = integer(linkTicksPerBit, 'tick bit^-1');
  return assumption(`${prefix}.link`, atMost(product(perBit, bits), sum(product(perBit, integer(frameBitsMax, 'bit')), span)), {
    text: `${words}, the link behind ${linkId} brings no more than one largest frame of ${frameBitsMax} bit and one bit each ${linkTicksPerBit} ticks`,
    justification:
      'a frame counts when its last bit is there: the first one as a whole, of each later one the bits were sent within the interval, one after the other',
    traces: [],
  });
}

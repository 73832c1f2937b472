import { atLeast, atMost, difference, integer, integerVariable, isLinear, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer } from '../../../kernel/logic/expression.js';
import { type Assumption, type Obligation, safeIntegers } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import { blockingBitsOf } from './busy-periods.js';
import { arrivalBits, busyTicksOf, portInputsOf } from './port-inputs.js';
import { assumption, type ProofContext } from './proof-context.js';

/** A number of a network file within the range that its schema permits. */
function input(
  name: string,
  unit: string,
  [least, most]: readonly [number, number],
  where: string,
): { readonly value: Integer; readonly assumed: Assumption } {
  const value = integerVariable(name, unit);
  const assumed = assumption(`range.${name}`, all(atLeast(value, integer(least, unit)), atMost(value, integer(most, unit))), {
    text: `${where} lies from ${least} to ${most}`,
    justification: 'the schema of the network file permits no other value, and the file is checked against it first',
    traces: ['LLR-AFDX-002'],
  });
  return { value, assumed };
}

/**
 * Bits of the largest frame on the wire, as `buildTimingNetwork` computes them from bytes.
 *
 * @implements LLR-POB-011
 */
export function wireBits(frameBytes: Integer): Integer {
  return product(sum(frameBytes, integer(20, 'byte')), integer(8, 'bit byte^-1'));
}

/**
 * A duration of a network file in ticks, as `buildTimingNetwork` computes it: first in nanoseconds.
 *
 * @param duration in a unit that has `nanoseconds` nanoseconds
 * @implements LLR-POB-011
 */
export function durationTicks(duration: Integer, nanoseconds: number, ticksPerNanosecond: number): Integer {
  const inNanoseconds = nanoseconds === 1 ? duration : product(duration, integer(nanoseconds, 'ns'));
  return product(inNanoseconds, integer(ticksPerNanosecond, 'tick ns^-1'));
}

/**
 * The largest value of the account of a policer, as the simulation computes it.
 *
 * @implements LLR-POB-011
 */
export function accountBitTicks(frameBits: number, gap: Integer, jitter: Integer): Integer {
  return product(difference(integer(frameBits, 'bit'), integer(160, 'bit')), sum(gap, jitter));
}

/**
 * The delay of a frame at an instant of a busy period, as the analysis computes it.
 *
 * @implements LLR-POB-011
 */
export function delayTicks(
  { ticksPerBit, latencyTicks }: { readonly ticksPerBit: number; readonly latencyTicks: number },
  { bits, blocking, instant }: { readonly bits: Integer; readonly blocking: Integer; readonly instant: Integer },
): Integer {
  const sending = product(integer(ticksPerBit, 'tick bit^-1'), sum(bits, blocking));
  return difference(sum(sending, integer(latencyTicks, 'tick')), instant);
}

/**
 * The jitter behind ports, as the analysis adds it up from port to port.
 *
 * @param delays longest delay at each port passed
 * @implements LLR-POB-011
 */
export function addedJitterTicks(delays: readonly Integer[], sendings: readonly Integer[]): Integer {
  return delays.reduce<Integer>((jitter, delay, index) => sum(jitter, difference(delay, sendings[index] as Integer)), integer(0, 'tick'));
}

/**
 * That the whole numbers which timing analysis and policing compute with stay within those that a JavaScript number holds exactly.
 *
 * @implements LLR-POB-011
 */
export function exactRangeObligations(context: ProofContext): readonly Obligation[] {
  return [conversions(context), accounts(context), delays(context), jitters(context)];
}

function rangeObligation(
  { subject }: ProofContext,
  what: { readonly id: string; readonly title: string; readonly where: string },
  assumptions: readonly Assumption[],
  expressions: readonly Integer[],
): Obligation {
  return {
    id: `PO-AFDX-RANGE-${what.id}`,
    title: what.title,
    requirements: ['HLR-POB-007'],
    subjects: [subject],
    assumptions,
    claim: `${what.title}: each number on the way is a whole number that a JavaScript number holds exactly.`,
    question: { method: 'exact-range', expressions, range: safeIntegers },
    logic: isLinear(expressions) ? 'QF_LIA' : 'QF_NIA',
    faithful: { kind: 'differential-test', testCase: 'TC-POB-011-01', where: what.where },
  };
}

function conversions(context: ProofContext): Obligation {
  const perNanosecond = context.timing.ticksPerSecond / 1_000_000_000;
  const frame = input('frame', 'byte', [1, 65_535], 'maximumFrameBytes');
  const gap = input('gap', '', [1, 65_535], 'bandwidthAllocationGapMilliseconds');
  const deadline = input('deadline', '', [1, 10_000_000], 'deadlineMicroseconds');
  const latency = input('latency', 'ns', [0, 1_000_000_000], 'a technological latency in nanoseconds');
  const travel = input('travel', 'ns', [0, 1_000_000], 'propagationDelayNanoseconds');
  const where = 'src/twin/afdx/timing/build-timing-network.ts';
  const sendings = ticksPerBitOf(context).map((ticks) => product(integer(ticks, 'tick bit^-1'), wireBits(frame.value)));
  return rangeObligation(
    context,
    { id: 'CONVERSION', title: 'Bits and ticks of a network file', where },
    [frame, gap, deadline, latency, travel].map(({ assumed }) => assumed),
    [
      ...sendings,
      durationTicks(gap.value, 1_000_000, perNanosecond),
      durationTicks(deadline.value, 1000, perNanosecond),
      durationTicks(latency.value, 1, perNanosecond),
      durationTicks(travel.value, 1, perNanosecond),
    ],
  );
}

function accounts(context: ProofContext): Obligation {
  const perNanosecond = context.timing.ticksPerSecond / 1_000_000_000;
  const gap = input('gap', '', [1, 65_535], 'bandwidthAllocationGapMilliseconds');
  const jitter = input('jitter', '', [0, 10_000_000], 'policerJitterMicroseconds');
  const sizes = [...new Set(context.timing.flows.map((flow) => flow.frameBitsMax))].sort((a, b) => a - b);
  const gapTicks = durationTicks(gap.value, 1_000_000, perNanosecond);
  const jitterTicks = durationTicks(jitter.value, 1000, perNanosecond);
  const where = 'src/twin/afdx/simulation/policer.ts; an account at its largest is filled once more before it is cut';
  return rangeObligation(
    context,
    { id: 'ACCOUNT', title: 'Accounts of policers', where },
    [gap.assumed, jitter.assumed],
    sizes.map((bits) => {
      const full = accountBitTicks(bits, gapTicks, jitterTicks);
      return sum(full, full);
    }),
  );
}

function delays(context: ProofContext): Obligation {
  const parts = serversOf(context).map(({ ticksPerBit, latencyTicks, ids, bitsMax, blockingMax, ticksMax }, index) => {
    const ports = `ports of ${ticksPerBit} ticks a bit and ${latencyTicks} ticks of latency, such as ${ids[0]}`;
    const bits = input(`bits.${index + 1}`, 'bit', [0, bitsMax], `what the virtual links bring to ${ports},`);
    const blocking = input(`blocking.${index + 1}`, 'bit', [0, blockingMax], `the frame of low priority at ${ports},`);
    const instant = input(
      `instant.${index + 1}`,
      'tick',
      [0, ticksMax],
      `an instant of a busy period of ${ports}, or up to one gap later,`,
    );
    const assumed = [bits, blocking, instant].map(
      (each): Assumption => ({
        ...each.assumed,
        justification:
          'the largest number at one of these ports: the analysis follows a busy period to its first event after the end, and frames are counted here without regard to links',
        traces: ['LLR-BND-008', 'LLR-BND-009'],
      }),
    );
    const expression = delayTicks({ ticksPerBit, latencyTicks }, { bits: bits.value, blocking: blocking.value, instant: instant.value });
    return { assumed, expression };
  });
  return rangeObligation(
    context,
    { id: 'DELAY', title: 'Delays at ports', where: 'src/twin/afdx/bounds/frame-port.ts' },
    parts.flatMap(({ assumed }) => assumed),
    parts.map(({ expression }) => expression),
  );
}

/** Ports that serve alike, with the largest numbers at one of them. */
interface Server {
  readonly ticksPerBit: number;
  readonly latencyTicks: number;
  readonly ids: readonly string[];
  readonly bitsMax: number;
  readonly blockingMax: number;
  readonly ticksMax: number;
}

function serversOf(context: ProofContext): readonly Server[] {
  const gapTicksMax = context.timing.flows.reduce((ticks, flow) => Math.max(ticks, flow.gapTicks), 0);
  const servers = new Map<string, Server>();
  for (const { ticksPerBit, latencyTicks, index, id } of context.timing.ports) {
    const inputs = portInputsOf(context, index, 'all');
    const busy = busyTicksOf({ ticksPerBit, latencyTicks }, inputs, 0);
    if (busy === undefined) continue;
    const ticks = busy + gapTicksMax;
    const bits = arrivalBits(
      inputs.map((each) => ({ ...each, linkTicksPerBit: 0 })),
      ticks,
    );
    const key = `${ticksPerBit} ${latencyTicks}`;
    const known = servers.get(key) ?? { ticksPerBit, latencyTicks, ids: [], bitsMax: 0, blockingMax: 0, ticksMax: 0 };
    servers.set(key, {
      ...known,
      ids: [...known.ids, id],
      bitsMax: Math.max(known.bitsMax, bits),
      blockingMax: Math.max(known.blockingMax, blockingBitsOf(context, index)),
      ticksMax: Math.max(known.ticksMax, ticks),
    });
  }
  return [...servers.values()];
}

function jitters(context: ProofContext): Obligation {
  const longest = context.timing.flows.reduce((count, { hops }) => Math.max(count, hops.length), 0);
  const delayMax = context.bounds.ports.reduce(
    (most, { delayTicks: { high, low } }) =>
      [high, low].reduce((larger, each) => ((each?.numerator ?? 0n) > larger ? (each?.numerator ?? 0n) : larger), most),
    0n,
  );
  const sendingMax =
    context.timing.flows.reduce((bits, flow) => Math.max(bits, flow.frameBitsMin), 0) * Math.max(0, ...ticksPerBitOf(context));
  const hops = Array.from({ length: longest }, (_, index) => ({
    delay: input(`delay.${index + 1}`, 'tick', [0, Number(delayMax)], `the longest delay at hop ${index + 1}`),
    sending: input(`sending.${index + 1}`, 'tick', [0, sendingMax], `the sending of the smallest frame at hop ${index + 1}`),
  }));
  const assumed = hops.flatMap(({ delay, sending }) =>
    [delay, sending].map(
      (each): Assumption => ({
        ...each.assumed,
        justification: 'the largest number of the certificate and of the network',
        traces: ['LLR-BND-007'],
      }),
    ),
  );
  const added = addedJitterTicks(
    hops.map(({ delay }) => delay.value),
    hops.map(({ sending }) => sending.value),
  );
  return rangeObligation(
    context,
    { id: 'JITTER', title: 'Jitter along a path', where: 'src/twin/afdx/bounds/frame-analysis.ts' },
    assumed,
    [added],
  );
}

function ticksPerBitOf({ timing }: ProofContext): readonly number[] {
  return [...new Set(timing.ports.map(({ ticksPerBit }) => ticksPerBit))].sort((a, b) => a - b);
}

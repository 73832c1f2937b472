import { atMost, difference, integer, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer } from '../../../kernel/logic/expression.js';
import type { Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import { assumption, type ProofContext } from './proof-context.js';
import {
  accountBitTicks,
  arrivalTick,
  durationTicks,
  filledBitTicks,
  firstJump,
  jitterBehindTicks,
  turnTicks,
  wireBits,
  workTicks,
} from './range-formulas.js';
import { computed, declared, divided, exact, guarded, type RangedInput, rangeObligation } from './range-terms.js';

/**
 * That the whole numbers which analysis, its checker, policing, simulation and monitoring compute with are held exactly by JavaScript numbers,
 * for each network file that its schema permits.
 *
 * @implements LLR-POB-011
 */
export function exactRangeObligations(context: ProofContext): readonly Obligation[] {
  return [conversions, arrivals, delays, backlogs, jitters, accounts, instants, regulators, sequences, words].map((each) => each(context));
}

const perNanosecond = computed(
  'ticks-per-nanosecond',
  'tick ns^-1',
  [1, 1000],
  'a second has a multiple of 10^9 ticks and at most 10^12 (AFDX-162)',
);
const ticksPerBit = computed(
  'ticks-per-bit',
  'tick bit^-1',
  [1, 1_000_000],
  'at most 10^12 ticks a second, a rate of 10^6 bit a second or more, and a whole number of ticks a bit',
);
const frameMax = declared('maximumFrameBytes', 'byte', [1, 65_535]);
const gapMilliseconds = declared('bandwidthAllocationGapMilliseconds', '', [1, 65_535]);
const travel = declared('propagationDelayNanoseconds', 'ns', [0, 1_000_000]);
const gapTicks = computed('gap', 'tick', [1, 65_535_000_000_000], 'PO-AFDX-RANGE-CONVERSION: 65535 ms at 10^12 ticks a second');
const latencyTicks = computed('latency', 'tick', [0, 1_000_000_000_000], 'PO-AFDX-RANGE-CONVERSION: 1 s at 10^12 ticks a second');
const sendingTicks = computed('sending', 'tick', [0, 524_440_000_000], 'PO-AFDX-RANGE-CONVERSION: the largest frame at 10^6 ticks a bit');
const frameBits = computed('frame', 'bit', [168, 524_440], 'PO-AFDX-RANGE-CONVERSION: 1 to 65535 byte and 20 byte around them');

const assumedOf = (...inputs: readonly RangedInput[]) => inputs.map(({ assumed }) => assumed);

function conversions(context: ProofContext): Obligation {
  const durations: readonly (readonly [RangedInput, number])[] = [
    [gapMilliseconds, 1_000_000],
    [declared('deadlineMicroseconds', '', [1, 3_600_000_000]), 1000],
    [declared('skewMaximumMicroseconds', '', [0, 10_000_000]), 1000],
    [declared('policerJitterMicroseconds', '', [0, 10_000_000]), 1000],
    [declared('periodMilliseconds', '', [1, 3_600_000]), 1_000_000],
    [declared('technologicalLatencyNanoseconds', 'ns', [0, 1_000_000_000]), 1],
    [declared('transmissionLatencyNanoseconds', 'ns', [0, 1_000_000_000]), 1],
    [declared('receptionLatencyNanoseconds', 'ns', [0, 1_000_000_000]), 1],
    [travel, 1],
  ];
  const ticks = durations.map(([{ value }, unit]) => durationTicks(value, unit, perNanosecond.value));
  const payload = declared('payloadBytes', 'byte', [1, 65_535]);
  const shares = ['safetyCritical', 'missionCritical', 'nonCritical', 'spare'].map((share) => declared(share, '', [0, 100]));
  const memory = declared('outputBufferBytesPerPort', 'byte', [1, 1_000_000_000]);
  const sending = product(wireBits(frameMax.value), ticksPerBit.value);
  return rangeObligation(
    context,
    {
      id: 'CONVERSION',
      title: 'Bits and ticks of a network file',
      where:
        'src/twin/afdx/timing/build-timing-network.ts, certificate/expected-network.ts, wire.ts; shortest passages in bounds/bounds.ts',
    },
    assumedOf(frameMax, ...durations.map(([each]) => each), memory, payload, ...shares, perNanosecond, ticksPerBit),
    [
      ...ticks,
      product(memory.value, integer(8, 'bit byte^-1')),
      sum(sending, ticks.at(-1) as Integer),
      sum(payload.value, integer(47, 'byte')),
      sum(...shares.map(({ value }) => value)),
    ],
  );
}

function arrivals(context: ProofContext): Obligation {
  const jitter = exact('jitter', 'tick');
  const [before, jump] = [exact('bits-before', 'bit'), exact('instant', 'tick')];
  const gaps = divided('gaps-in-jitter', jitter.value, gapTicks.value, '');
  const {
    level,
    passed,
    jump: next,
  } = firstJump({
    frameBits: frameBits.value,
    gap: gapTicks.value,
    jitter: jitter.value,
    gapsInJitter: gaps.value,
  });
  const grown = sum(before.value, frameBits.value);
  const turn = turnTicks(grown, frameBits.value, ticksPerBit.value);
  const where = 'src/twin/afdx/bounds/frame-arrivals.ts';
  return rangeObligation(
    context,
    { id: 'ARRIVAL', title: 'Counting of what comes to a port', where: `${where}; the same in certificate/frame-arrivals.ts` },
    [
      ...assumedOf(gapTicks, frameBits, ticksPerBit, jitter, gaps, before, jump),
      guarded('frames-counted', level, where),
      guarded('gaps-counted', passed, where),
      guarded('bits-counted', grown, where),
      guarded('turn', turn, where),
      guarded('next', sum(jump.value, gapTicks.value), where),
    ],
    [level, next, grown, turn, sum(jump.value, gapTicks.value)],
  );
}

function delays(context: ProofContext): Obligation {
  const [bits, blocking] = [exact('bits', 'bit', 'a count of bits'), exact('blocking', 'bit', 'bits of frames counted before')];
  const instant = exact('instant', 'tick');
  const work = workTicks({ ticksPerBit: ticksPerBit.value, latency: latencyTicks.value }, [bits.value, blocking.value]);
  const where = 'src/twin/afdx/bounds/frame-port.ts';
  const behind = divided('behind', difference(instant.value, latencyTicks.value), ticksPerBit.value, 'bit');
  return rangeObligation(
    context,
    {
      id: 'DELAY',
      title: 'Delays at ports',
      where: `${where}; certificate/frame-needs.ts and low-below-high.ts; timing-rules/contained-bounds.ts`,
    },
    [...assumedOf(ticksPerBit, latencyTicks, bits, blocking, instant, behind), guarded('work', work, where)],
    [difference(work, instant.value), difference(behind.value, bits.value)],
  );
}

function backlogs(context: ProofContext): Obligation {
  const [bits, served] = [exact('bits', 'bit'), exact('served', 'tick', 'an instant less the latency, or 0')];
  const sent = divided('sent', served.value, ticksPerBit.value, 'bit');
  const waiting = sum(bits.value, frameBits.value);
  const where = 'src/twin/afdx/bounds/frame-port.ts';
  return rangeObligation(
    context,
    { id: 'BACKLOG', title: 'Backlogs of ports', where: `${where}; the same in certificate/frame-needs.ts` },
    [...assumedOf(bits, served, sent, frameBits), guarded('backlog', waiting, where)],
    [difference(bits.value, sent.value), waiting],
  );
}

function jitters(context: ProofContext): Obligation {
  const [jitter, delay] = [exact('jitter', 'tick'), exact('delay', 'tick')];
  const behind = jitterBehindTicks(jitter.value, delay.value, sendingTicks.value);
  const where = 'src/twin/afdx/bounds/frame-analysis.ts';
  return rangeObligation(
    context,
    { id: 'JITTER', title: 'Jitter from port to port', where: `${where}; timing-rules/contained-bounds.ts, certificate/frame-check.ts` },
    [...assumedOf(jitter, delay, sendingTicks), guarded('jitter-behind', behind, where)],
    [behind],
  );
}

function accounts(context: ProofContext): Obligation {
  const largest = computed('largest', 'bit', [168, 524_440], 'PO-AFDX-RANGE-CONVERSION: a frame with what is around it');
  const jitter = exact('jitter', 'tick');
  const elapsed = exact('elapsed', 'tick');
  const account = exact('account', 'bit tick');
  const full = accountBitTicks(largest.value, gapTicks.value, jitter.value);
  const size = computed('size', 'bit', [160, 524_440], 'a frame with what is around it');
  const price = product(difference(size.value, integer(160, 'bit')), gapTicks.value);
  const filled = filledBitTicks(account.value, elapsed.value, largest.value);
  const where = 'src/twin/afdx/simulation/check-options.ts (AFDX-277)';
  return rangeObligation(
    context,
    { id: 'ACCOUNT', title: 'Accounts of policers', where: 'src/twin/afdx/simulation/policer.ts' },
    [
      ...assumedOf(gapTicks, jitter, largest, size, elapsed, account),
      guarded('largest-account', full, where, 2n ** 52n - 1n),
      assumption(
        'within',
        all(
          atMost(size.value, largest.value),
          atMost(account.value, full),
          atMost(filledBitTicks(integer(0, 'bit tick'), elapsed.value, largest.value), full),
        ),
        {
          text: 'a frame is not larger than the largest, the account not above its largest value, and no more time counts than fills it',
          justification: 'the policer cuts the account and the time that fills it; sizes are those of the virtual link',
          traces: ['LLR-SIM-020'],
        },
      ),
    ],
    [full, filled, price, difference(filled, price)],
  );
}

function instants(context: ProofContext): Obligation {
  const tick = exact('tick', 'tick');
  const [cable, late] = [exact('travel', 'tick'), exact('late', 'tick')];
  const arrival = arrivalTick(tick.value, sendingTicks.value, cable.value, late.value);
  const stop = computed('stop', 'tick', [0, 2n ** 52n - 1n], 'no time of a simulation is above 2^52 - 1 (AFDX-270)');
  return rangeObligation(
    context,
    { id: 'TIME', title: 'Times of a simulation', where: 'src/twin/afdx/simulation/output-ports.ts, simulation.ts, release-source.ts' },
    [
      ...assumedOf(tick, sendingTicks, cable, late, stop, gapTicks, latencyTicks),
      guarded('arrival', arrival, 'src/twin/afdx/simulation/check-options.ts (AFDX-270)', 2n ** 52n - 1n),
    ],
    [
      arrival,
      sum(stop.value, gapTicks.value),
      sum(stop.value, latencyTicks.value),
      difference(tick.value, stop.value),
      sum(stop.value, stop.value),
    ],
  );
}

function regulators(context: ProofContext): Obligation {
  const frames = computed('frames', '', [1, 65_535], 'a message of at most 65535 byte and at least one byte of it in each frame');
  const slots = computed(
    'slots',
    '',
    [0, 60_000_000_000],
    'at most 200000 messages are followed, of at most 65535 frames each; a slot more for each frame of three other queues',
  );
  const messages = computed('messages', '', [0, 200_000], 'at most 200000 steps, one at least for each message');
  const period = declared('periodMilliseconds', '', [1, 3_600_000]);
  const span = product(slots.value, gapMilliseconds.value);
  const come = divided('come', span, period.value, '');
  const brought = product(frames.value, sum(integer(1), come.value));
  return rangeObligation(
    context,
    { id: 'REGULATOR', title: 'Messages before the regulator', where: 'src/twin/afdx/timing-rules/regulator-delay.ts' },
    [
      ...assumedOf(frames, slots, messages, gapMilliseconds, period, come),
      guarded('brought', brought, 'the load of at most one frame a gap: isOverloaded', 60_000_065_535n),
    ],
    [
      brought,
      product(sum(messages.value, integer(1)), frames.value),
      difference(span, product(messages.value, period.value)),
      product(integer(4), product(frames.value, gapMilliseconds.value)),
    ],
  );
}

function sequences(context: ProofContext): Obligation {
  const [from, to] = [computed('from', '', [0, 255], 'a byte'), computed('to', '', [0, 255], 'a byte')];
  const count = computed('count', '', [0, 500_000_000], 'a simulation sends at most so many frames (AFDX-272)');
  const distance = sum(difference(to.value, from.value), integer(255));
  return rangeObligation(
    context,
    { id: 'SEQUENCE', title: 'Sequence numbers', where: 'src/twin/afdx/simulation/redundancy-manager.ts, monitoring/sequence-watch.ts' },
    assumedOf(from, to, count),
    [distance, difference(count.value, integer(1)), sum(count.value, integer(1))],
  );
}

function words(context: ProofContext): Obligation {
  const [high, low] = [computed('high', '', [0, 65_535], 'two bytes'), computed('low', '', [0, 65_535], 'two bytes')];
  const size = computed('capture', '', [0, 2n ** 52n], 'no capture of more bytes can be given');
  const word = sum(product(high.value, integer(65_536)), low.value);
  return rangeObligation(
    context,
    {
      id: 'WORD',
      title: 'Words and places of a capture',
      where: 'src/twin/afdx/monitoring/capture-parser.ts, pcapng-parser.ts, byte-queue.ts',
    },
    assumedOf(high, low, size),
    [word, sum(size.value, word)],
  );
}

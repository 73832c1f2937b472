import { atMost, difference, integer, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Integer } from '../../../kernel/logic/expression.js';
import type { Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import { assumption, type ProofContext } from './proof-context.js';
import {
  accountFactors,
  arrivalTick,
  bitsOverLink,
  durationTicks,
  filledBitTicks,
  firstJump,
  jitterBehindTicks,
  wireBits,
  workTicks,
} from './range-formulas.js';
import { computed, declared, divided, exact, guarded, multiplied, type RangedInput, rangeObligation } from './range-terms.js';

/**
 * That the whole numbers which analysis, its checker, policing, simulation and monitoring compute with are held exactly by JavaScript numbers,
 * for each network file that its schema permits.
 *
 * @implements LLR-POB-011
 */
export function exactRangeObligations(context: ProofContext): readonly Obligation[] {
  return [conversions, arrivals, delays, backlogs, jitters, accounts, instants, regulators, sequences, words].map((each) => each(context));
}

/** A second has at most 10^12 ticks (AFDX-162); with fewer, each duration has fewer ticks. */
const perNanosecondMost = integer(1000, 'tick ns^-1');
/** At most 10^12 ticks and at least 10^6 bit a second; with fewer, each frame takes fewer ticks. */
const perBitMost = integer(1_000_000, 'tick bit^-1');
const largestExact = BigInt(Number.MAX_SAFE_INTEGER);
const tooManyGaps = largestExact / 1_000_000n;
/** Of an account: two of them are exact. */
const accountMost = 2n ** 52n - 1n;
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
  const ticks = durations.map(([{ value }, unit]) => durationTicks(value, unit, perNanosecondMost));
  const payload = declared('payloadBytes', 'byte', [1, 65_535]);
  const shares = ['safetyCritical', 'missionCritical', 'nonCritical', 'spare'].map((share) => declared(share, '', [0, 100]));
  const memory = declared('outputBufferBytesPerPort', 'byte', [1, 1_000_000_000]);
  const sending = product(wireBits(frameMax.value), perBitMost);
  return rangeObligation(
    context,
    {
      id: 'CONVERSION',
      title: 'Bits and ticks of a network file',
      where:
        'src/twin/afdx/timing/build-timing-network.ts, certificate/expected-network.ts, wire.ts; shortest passages in bounds/bounds.ts',
    },
    assumedOf(frameMax, ...durations.map(([each]) => each), memory, payload, ...shares),
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
  const [jitter, before, instant] = [exact('jitter', 'tick'), exact('bits-before', 'bit'), exact('instant', 'tick')];
  const gaps = divided('gaps-in-jitter', '', tooManyGaps, 'a jitter divided by a gap of 10^6 ticks or more');
  const passed = multiplied('passed', 'tick', 'frames times gap, checked before anything is subtracted');
  const level = multiplied('level', 'bit', 'frames times bits; what is above the range is above each link, and refused where it counts');
  const turn = multiplied('turn', 'tick', 'bits over the link times its ticks per bit; refused when it is the next event and not exact');
  const { frames, jump } = firstJump({ gapsInJitter: gaps.value, passed: passed.value, jitter: jitter.value });
  const grown = sum(before.value, frameBits.value);
  const next = sum(instant.value, gapTicks.value);
  const where = 'src/twin/afdx/bounds/frame-arrivals.ts';
  return rangeObligation(
    context,
    { id: 'ARRIVAL', title: 'Counting of what comes to a port', where: `${where}; the same in certificate/frame-arrivals.ts` },
    [
      ...assumedOf(gapTicks, frameBits, jitter, gaps, passed, level, turn, before, instant),
      guarded('bits-counted', grown, where),
      guarded('next', next, `${where}: an instant is refused before it is used, and`),
    ],
    [frames, jump, level.value, grown, bitsOverLink(grown, frameBits.value), turn.value, next],
  );
}

function delays(context: ProofContext): Obligation {
  const [bits, blocking] = [exact('bits', 'bit', 'a count of bits'), exact('blocking', 'bit', 'bits of frames counted before')];
  const instant = exact('instant', 'tick');
  const sending = multiplied('sending-all', 'tick', 'ticks per bit times what came and what goes before, within the work that is checked');
  const work = workTicks(sending.value, latencyTicks.value);
  const came = sum(bits.value, blocking.value);
  const where = 'src/twin/afdx/bounds/frame-port.ts';
  const behind = divided('behind', 'bit', largestExact, 'ticks divided by ticks per bit; where it is below 0 it is less than a latency');
  const tick = integer(1, 'tick bit^-1');
  return rangeObligation(
    context,
    {
      id: 'DELAY',
      title: 'Delays at ports',
      where: `${where}; certificate/frame-needs.ts and low-below-high.ts; timing-rules/contained-bounds.ts`,
    },
    [
      ...assumedOf(latencyTicks, bits, blocking, instant, sending, behind),
      guarded('work', work, where),
      assumption('slowest', atMost(product(tick, came), sending.value), {
        text: 'the sending of a bit takes a tick or more',
        justification: 'a port has a whole number of ticks per bit, at least 1',
        traces: ['LLR-BND-001'],
      }),
    ],
    [came, difference(work, instant.value), difference(instant.value, latencyTicks.value), difference(behind.value, bits.value)],
  );
}

function backlogs(context: ProofContext): Obligation {
  const bits = exact('bits', 'bit');
  const sent = divided('sent', 'bit', largestExact, 'an instant less the latency, or 0, divided by ticks per bit');
  const waiting = sum(bits.value, frameBits.value);
  const where = 'src/twin/afdx/bounds/frame-port.ts';
  return rangeObligation(
    context,
    { id: 'BACKLOG', title: 'Backlogs of ports', where: `${where}; the same in certificate/frame-needs.ts` },
    [...assumedOf(bits, sent), guarded('backlog', waiting, where)],
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
  const jitter = computed('jitter', 'tick', [0, accountMost], 'a larger allowance is refused (AFDX-277)');
  const elapsed = exact('elapsed', 'tick');
  const full = multiplied('full', 'bit tick', 'content of the largest frame times gap and jitter; more is refused (AFDX-277)', accountMost);
  const parts = (['account', 'refill', 'price'] as const).map((name) =>
    exact(name, 'bit tick', 'the policer does not let it be more than full'),
  );
  const [account, refill, price] = parts.map(({ value }) => value) as [Integer, Integer, Integer];
  const { content, time } = accountFactors(largest.value, gapTicks.value, jitter.value);
  const filled = filledBitTicks(account, refill);
  return rangeObligation(
    context,
    { id: 'ACCOUNT', title: 'Accounts of policers', where: 'src/twin/afdx/simulation/policer.ts' },
    [
      ...assumedOf(gapTicks, jitter, largest, elapsed, full, ...parts),
      assumption('within', all(...[account, refill, price].map((each) => atMost(each, full.value))), {
        text: 'account, what fills it, and the price of a frame are not above the full account',
        justification:
          'the full account is the price of the largest frame and what its jitter grants; the policer cuts the account and the time that fills it; sizes are those of the virtual link',
        traces: ['LLR-SIM-020'],
      }),
    ],
    [content, time, elapsed.value, full.value, filled, difference(filled, price)],
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
  const slots = computed(
    'slots',
    '',
    [0, 60_000_000_000],
    'at most 200000 messages are followed, of at most 65535 frames each; a slot more for each frame of three other queues',
  );
  const messages = computed('messages', '', [0, 200_000], 'at most 200000 steps, one at least for each message');
  const come = divided('come', '', largestExact, 'the slots times the gap, divided by a period of 1 ms or more');
  const brought = multiplied(
    'brought',
    '',
    'frames of a message times messages; at most the slots and a message, as isOverloaded sees to',
    60_000_065_535n,
  );
  const period = declared('periodMilliseconds', '', [1, 3_600_000]);
  const [gapMost, framesMost, periodMost] = [integer(65_535), integer(65_535), integer(3_600_000)];
  const span = product(slots.value, gapMost);
  return rangeObligation(
    context,
    { id: 'REGULATOR', title: 'Messages before the regulator', where: 'src/twin/afdx/timing-rules/regulator-delay.ts' },
    [
      ...assumedOf(slots, messages, period, come, brought),
      assumption('asked', atMost(come.value, brought.value), {
        text: 'a message has a frame or more',
        justification: 'the number of messages is not above that of their frames',
        traces: ['LLR-TMR-005'],
      }),
    ],
    [
      sum(integer(1), come.value),
      sum(brought.value, brought.value, brought.value, brought.value),
      product(sum(messages.value, integer(1)), framesMost),
      sum(difference(span, product(messages.value, periodMost)), period.value),
      product(sum(messages.value, integer(1)), periodMost),
      product(integer(4), product(framesMost, gapMost)),
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

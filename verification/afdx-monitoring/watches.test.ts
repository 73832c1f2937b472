import fc from 'fast-check';
import { compareRationals, plus, type Rational, rational, rationalText, times } from '../../src/kernel/rational.js';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import { CycleMetrics, History, historyLength, rootOf, statisticsOf } from '../../src/twin/afdx/monitoring/history.js';
import { delayLimitOf, destinationJitterAllowance, sourceJitterAllowance } from '../../src/twin/afdx/monitoring/jitter-allowance.js';
import { LatencyWatch } from '../../src/twin/afdx/monitoring/latency-watch.js';
import { LinkTime } from '../../src/twin/afdx/monitoring/link-time.js';
import { PolicerWatch } from '../../src/twin/afdx/monitoring/policer-watch.js';
import { RedundancyWatch } from '../../src/twin/afdx/monitoring/redundancy-watch.js';
import { ScheduleWatch } from '../../src/twin/afdx/monitoring/schedule-watch.js';
import { type SequenceStep, SequenceWatch } from '../../src/twin/afdx/monitoring/sequence-watch.js';
import { StreamWatch } from '../../src/twin/afdx/monitoring/stream-watch.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { testCase } from '../support/test-case.js';
import { pairNetwork } from './pair-network.js';

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });
const [link] = pairNetwork().virtualLinks;
if (link === undefined) throw new Error('the sample network has it');

/** Instants in order, some of them equal. */
const instants = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 12 }).map((gaps) => {
  let time = 0;
  return gaps.map((gap) => {
    time += gap;
    return time;
  });
});

testCase(
  {
    id: 'TC-MON-012-01',
    verifies: ['LLR-MON-012', 'HLR-MON-004'],
    kind: 'normal',
    intent: 'gives the smallest gap and the least jitter with which some regulator could have sent the frames',
  },
  (t) => {
    const property = fc.property(instants, (moments) => {
      const watch = new ScheduleWatch(1000n);
      for (const time of moments) watch.observe(BigInt(time), undefined);
      const gaps = moments.slice(1).map((time, index) => time - (moments[index] ?? 0));
      // frame j is sent no earlier than j - i gaps after frame i, and seen at most the jitter later
      const jitters = moments.flatMap((from, i) => moments.slice(i).map((to, distance) => distance * 1000 - (to - from)));
      const jitter = Math.max(...jitters);
      return watch.earliest === BigInt(jitter) && watch.smallestGap === (gaps.length === 0 ? undefined : BigInt(Math.min(...gaps)));
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 1000 }));
    const exact = new ScheduleWatch(1000n);
    t.strictSame(exact.observe(0n, 100n), { gap: undefined, early: 0n, gapTooShort: false, tooEarly: false });
    t.strictSame(exact.observe(900n, 100n), { gap: 900n, early: 100n, gapTooShort: false, tooEarly: false });
    t.strictSame(exact.observe(2000n, 100n), { gap: 1100n, early: 0n, gapTooShort: false, tooEarly: false });
    // 1000 byte and then 100 byte: last bits 1928 µs apart, first bits 2000 µs
    const time = new LinkTime(100_000_000, 'last-bit');
    t.equal(time.firstBit(2_008_000n, 100) - time.firstBit(80_000n, 1000), 2_000_000n);
    t.equal(time.lastBit(7n, 1000), 7n);
    const early = new LinkTime(100_000_000, 'first-bit');
    t.strictSame([early.firstBit(7n, 1000), early.lastBit(7n, 1000)], [7n, 80_007n]);
    // a byte takes 8000/3 ns at 3 Mbit/s
    const slow = new LinkTime(3_000_000, 'last-bit');
    t.equal(rationalText(slow.nanoseconds(slow.firstBit(10_000n, 1))), '22000/3');
  },
);

testCase(
  {
    id: 'TC-MON-012-02',
    verifies: ['LLR-MON-012', 'HLR-MON-004'],
    kind: 'robustness',
    intent: 'reports one unit too little, a run that drifts by less than the jitter at a time, and no frame after a discarded one for it',
  },
  (t) => {
    const pair = new ScheduleWatch(1000n);
    pair.observe(0n, 100n);
    t.match(pair.observe(899n, 100n), { gapTooShort: true, tooEarly: true, early: 101n });
    t.match(pair.observe(1900n, 100n), { gapTooShort: false, tooEarly: false }, 'judged as if the frame before had been discarded');
    const drift = new ScheduleWatch(1000n);
    const verdicts = [0n, 950n, 1900n, 2850n, 4000n].map((instant) => drift.observe(instant, 100n));
    t.strictSame(
      verdicts.map(({ tooEarly }) => tooEarly),
      [false, false, false, true, false],
    );
    t.ok(verdicts.every(({ gapTooShort }) => !gapTooShort));
    t.equal(drift.earliest, 150n);
    const unknown = new ScheduleWatch(1000n);
    unknown.observe(0n, undefined);
    t.match(unknown.observe(1n, undefined), { gapTooShort: false, tooEarly: false, early: 999n }, 'without an allowance nothing is judged');
    unknown.restart();
    t.match(unknown.observe(2n, 0n), { gap: undefined, tooEarly: false });
    const property = fc.property(instants, fc.integer({ min: 0, max: 500 }), (moments, allowed) => {
      const watch = new ScheduleWatch(1000n);
      const kept: number[] = [];
      // the discarding of a frame must be justified by those kept, and those kept must be free of it
      return moments.every((time) => {
        const { tooEarly } = watch.observe(BigInt(time), BigInt(allowed));
        const conforms = kept.every((from, index) => (kept.length - index) * 1000 - (time - from) <= allowed);
        if (!tooEarly) kept.push(time);
        return tooEarly === !conforms;
      });
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 1000 }));
  },
);

const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 64, max: 1000 })), { minLength: 1, maxLength: 12 });

testCase(
  {
    id: 'TC-MON-013-01',
    verifies: ['LLR-MON-013', 'HLR-MON-004'],
    kind: 'normal',
    intent: 'discards the frames that the account in fractions discards',
  },
  (t) => {
    const property = fc.property(arrivals, fc.integer({ min: 0, max: 1500 }), (frames, jitter) => {
      const watch = new PolicerWatch(1000n, 1000);
      const most = times(rational(1000n), plus(rational(1n), rational(BigInt(jitter), 1000n)));
      let account: Rational = most;
      let now = 0n;
      return frames.every(([wait, bytes]) => {
        now += BigInt(wait);
        const filled = plus(account, rational(1000n * BigInt(wait), 1000n));
        account = compareRationals(filled, most) > 0 ? most : filled;
        const passes = compareRationals(account, rational(BigInt(bytes))) >= 0;
        if (passes) account = plus(account, rational(BigInt(-bytes)));
        return watch.passes(now, bytes, BigInt(jitter)) === passes;
      });
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 1000 }));
    const watch = new PolicerWatch(1000n, 500);
    t.strictSame([watch.passes(0n, 500, 0n), watch.passes(1000n, 500, 0n), watch.passes(1500n, 250, 0n)], [true, true, true]);
  },
);

testCase(
  {
    id: 'TC-MON-013-02',
    verifies: ['LLR-MON-013', 'HLR-MON-004'],
    kind: 'robustness',
    intent: 'discards one unit too early, one byte too long and each frame of a babbling source beyond the account',
  },
  (t) => {
    const watch = new PolicerWatch(1000n, 500);
    t.ok(watch.passes(0n, 500, 0n));
    t.notOk(watch.passes(999n, 500, 0n), 'one unit too early');
    t.ok(watch.passes(1000n, 500, 0n), 'the discarded frame did not pay');
    t.notOk(new PolicerWatch(1000n, 500).passes(0n, 501, 0n), 'one byte too long');
    const babble = new PolicerWatch(1000n, 500);
    const passed = Array.from({ length: 10 }, (_, index) => babble.passes(BigInt(index), 500, 1500n));
    t.equal(passed.filter(Boolean).length, 2, 'an account of 1250 byte holds two frames');
    babble.restart();
    t.ok(babble.passes(9n, 500, 0n));
  },
);

testCase(
  {
    id: 'TC-MON-014-01',
    verifies: ['LLR-MON-014', 'HLR-MON-004'],
    kind: 'normal',
    intent: 'allows at the source the jitter of its end system, at a destination what latency, queues and sizes can make',
  },
  (t) => {
    const network = pairNetwork([{ id: 10 }]);
    const at = { virtualLink: 10, network: 'A', endSystem: undefined } as const;
    // 40 µs and 1020 byte at 100 Mbit/s
    t.equal(sourceJitterAllowance(network)({ ...at, place: 'source' }), 121_600n);
    const timing = buildTimingNetwork(network, placeOf).value;
    if (timing === undefined) throw new Error('the sample network can be analysed');
    const bounds = boundsOf(timing, 'frame');
    // longest: 60 µs, twice 1020 byte, 16 µs; shortest: twice 120 byte
    const spread = 60_000n + 2n * 81_600n + 16_000n - 2n * 9_600n;
    t.equal(destinationJitterAllowance(bounds)({ ...at, place: 'destination', endSystem: 'TO' }), spread);
    t.equal(destinationJitterAllowance(bounds)({ ...at, place: 'destination' }), spread, 'of the one destination, when none is named');
    t.equal(delayLimitOf(bounds)({ ...at, place: 'destination', endSystem: 'TO' }), 299_200n);
  },
);

testCase(
  {
    id: 'TC-MON-014-02',
    verifies: ['LLR-MON-014', 'HLR-MON-004'],
    kind: 'robustness',
    intent: 'knows nothing of other places, and takes the largest destination when the end system is not known',
  },
  (t) => {
    const network = pairNetwork([{ id: 10 }]);
    const [first] = network.virtualLinks;
    if (first === undefined) throw new Error('the sample network has it');
    // the way to ALSO is slower: its link has 10 Mbit/s
    const two = {
      ...network,
      virtualLinks: [{ ...first, destinations: ['TO', 'ALSO'] as [string, string], paths: { A: { TO: ['SW-A'], ALSO: ['SW-A'] } } }],
      links: network.links.map((one) => (one.id === 'L-A-ALSO' ? { ...one, rateBitsPerSecond: 10_000_000 } : one)),
    };
    const timing = buildTimingNetwork(two, placeOf).value;
    if (timing === undefined) throw new Error('the sample network can be analysed');
    const allowance = destinationJitterAllowance(boundsOf(timing, 'frame'));
    const at = { virtualLink: 10, network: 'A', place: 'destination' } as const;
    const [near, far, any] = ['TO', 'ALSO', undefined].map((endSystem) => allowance({ ...at, endSystem }));
    t.ok(near !== undefined && far !== undefined && near < far);
    t.equal(any, far);
    t.equal(allowance({ ...at, endSystem: 'FROM' }), undefined);
    t.equal(allowance({ ...at, virtualLink: 11, endSystem: undefined }), undefined);
    t.equal(allowance({ ...at, place: 'source', endSystem: undefined }), undefined);
    const none = buildTimingNetwork(pairNetwork([]), placeOf).value;
    if (none === undefined) throw new Error('a network without virtual links can be built');
    const nothing = boundsOf(none, 'frame');
    t.strictSame(
      [destinationJitterAllowance(nothing)({ ...at, endSystem: 'TO' }), delayLimitOf(nothing)({ ...at, endSystem: 'TO' })],
      [undefined, undefined],
    );
    t.equal(sourceJitterAllowance(two)({ ...at, endSystem: undefined }), undefined);
    t.equal(sourceJitterAllowance(two)({ ...at, place: 'source', network: 'B', endSystem: undefined }), undefined, 'no path on B');
  },
);

const stepsOf = (numbers: readonly number[]): { readonly steps: readonly SequenceStep[]; readonly watch: SequenceWatch } => {
  const watch = new SequenceWatch();
  return { steps: numbers.map((number) => watch.observe(number).step), watch };
};

testCase(
  {
    id: 'TC-MON-015-01',
    verifies: ['LLR-MON-015', 'HLR-MON-005'],
    kind: 'normal',
    intent: 'accepts numbers in order, 1 after 255 and 1 after a reset, and counts as missing what was left out of a run',
  },
  (t) => {
    t.strictSame(stepsOf([254, 255, 1, 2]).steps, ['first', 'next', 'next', 'next']);
    t.strictSame(stepsOf([7, 0, 1]).steps, ['first', 'reset', 'next']);
    t.strictSame(stepsOf([254, 1, 3, 255, 2]).steps, ['first', 'one-missing', 'one-missing', 'old', 'old']);
    const property = fc.property(
      fc.integer({ min: 1, max: 255 }),
      fc.array(fc.integer({ min: 1, max: 127 }), { maxLength: 40 }),
      (start, steps) => {
        // a source that counts 1 to 255 again and again; of each run some frames are lost
        const watch = new SequenceWatch();
        watch.observe(start);
        let count = start - 1;
        for (const step of steps) {
          count += step;
          watch.observe((count % 255) + 1);
        }
        return (
          watch.missing === steps.reduce((sum, step) => sum + step - 1, 0) && watch.received === steps.length + 1 && watch.outOfOrder === 0
        );
      },
    );
    t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }));
  },
);

testCase(
  {
    id: 'TC-MON-015-02',
    verifies: ['LLR-MON-015', 'HLR-MON-005'],
    kind: 'robustness',
    intent: 'tells repeated, old and several missing numbers apart, and 0 after 255 from a reset',
  },
  (t) => {
    const { steps, watch } = stepsOf([5, 5, 7, 10, 8, 11, 12, 100, 255, 0, 0, 1]);
    t.strictSame(steps, [
      'first',
      'duplicate',
      'one-missing',
      'several-missing',
      'old',
      'next',
      'next',
      'several-missing',
      'old',
      'reset',
      'reset',
      'next',
    ]);
    t.strictSame([watch.missing, watch.duplicates, watch.resets, watch.outOfOrder, watch.received], [1 + 2 + 87, 1, 2, 2, 12]);
    t.strictSame(stepsOf([255, 0]).steps, ['first', 'zero-after-255']);
    t.strictSame(stepsOf([100, 30, 31, 32]).steps, ['first', 'old', 'next', 'next'], 'a source that went back is followed');
    t.strictSame(stepsOf([100, 30, 101, 31]).steps, ['first', 'old', 'next', 'old'], 'a single old frame is not');
    t.strictSame(stepsOf([0, 128, 1]).steps, ['first', 'old', 'next']);
    const stream = new StreamWatch({
      virtualLink: link,
      network: 'A',
      jitterNanoseconds: 0n,
      policerJitterNanoseconds: undefined,
      rateBitsPerSecond: 100_000_000,
      instant: 'first-bit',
    });
    const told = [1, 3, 8, 8, 7, 0, 255, 0, 254, 255, 0, 100, 227, 255, 0].map((sequenceNumber, record) =>
      stream
        .observe({
          record,
          timeNanoseconds: undefined,
          sinceStartNanoseconds: 0n,
          toleranceNanoseconds: 0n,
          frameBytes: 100,
          sequenceNumber,
          latencyNanoseconds: undefined,
        })
        .map(({ code, severity }) => `${code} ${severity ?? ''}`.trim()),
    );
    t.strictSame(told, [
      [],
      ['AFDX-323 warning'],
      ['AFDX-323'],
      ['AFDX-324'],
      ['AFDX-323'],
      ['AFDX-325'],
      ['AFDX-323'],
      ['AFDX-325'],
      ['AFDX-323'],
      [],
      ['AFDX-325 warning'],
      ['AFDX-323'],
      ['AFDX-323'],
      ['AFDX-323'],
      ['AFDX-325 error'],
    ]);
  },
);

/** Frames of a source each 1000 units, numbered 1 to 255; each copy with a delay, or lost. */
const copies = fc.array(fc.record({ a: fc.option(fc.integer({ min: 0, max: 5000 })), b: fc.option(fc.integer({ min: 0, max: 5000 })) }), {
  minLength: 1,
  maxLength: 700,
});

testCase(
  {
    id: 'TC-MON-016-01',
    verifies: ['LLR-MON-016', 'HLR-MON-005'],
    kind: 'normal',
    intent: 'pairs the copies of each frame over several cycles of numbers, and finds each copy that is alone',
  },
  (t) => {
    const property = fc.property(copies, (frames) => {
      const seen = frames.flatMap(({ a, b }, index) => [
        ...(a === null ? [] : [{ network: 'A' as const, index, time: BigInt(index * 1000 + a) }]),
        ...(b === null ? [] : [{ network: 'B' as const, index, time: BigInt(index * 1000 + b) }]),
      ]);
      seen.sort((x, y) => Number(x.time - y.time) || x.index - y.index);
      const watch = new RedundancyWatch<number>(1000n);
      const lone: number[] = [];
      for (const { network, index, time } of seen) {
        const verdict = watch.observe(network, (index % 255) + 1, { timeNanoseconds: time, origin: index });
        lone.push(...verdict.lone.map(({ origin }) => origin));
      }
      lone.push(...watch.waiting().map(({ origin }) => origin));
      const both = frames.filter(({ a, b }) => a !== null && b !== null);
      const single = frames.flatMap(({ a, b }, index) => ((a === null) !== (b === null) ? [index] : []));
      const skew = both.reduce((most, { a, b }) => Math.max(most, Math.abs((a ?? 0) - (b ?? 0))), 0);
      return watch.pairs === both.length && watch.skewNanosecondsMax === BigInt(skew) && `${lone.sort((x, y) => x - y)}` === `${single}`;
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 150 }));
  },
);

testCase(
  {
    id: 'TC-MON-016-02',
    verifies: ['LLR-MON-016', 'HLR-MON-005'],
    kind: 'robustness',
    intent: 'does not pair over a cycle, ignores a repeated copy, and begins anew after a reset',
  },
  (t) => {
    const at = (time: bigint) => ({ timeNanoseconds: time, origin: time });
    const far = new RedundancyWatch<bigint>(1000n);
    far.observe('A', 7, at(0n));
    t.strictSame(far.observe('B', 7, at(127_000n)).skewNanoseconds, 127_000n);
    far.observe('A', 8, at(200_000n));
    const late = far.observe('B', 8, at(327_001n));
    t.strictSame([late.skewNanoseconds, late.lone.map(({ network, origin }) => [network, origin])], [undefined, [['A', 200_000n]]]);
    t.strictSame(
      far.waiting().map(({ network, sequenceNumber }) => [network, sequenceNumber]),
      [['B', 8]],
    );
    const twice = new RedundancyWatch<bigint>(1000n);
    twice.observe('A', 1, at(0n));
    twice.observe('A', 1, at(10n));
    t.equal(twice.observe('B', 1, at(20n)).skewNanoseconds, 20n, 'with the first of equal copies');
    t.equal(twice.observe('B', 1, at(30n)).skewNanoseconds, undefined);
    t.equal(twice.observe('A', 1, at(40n)).skewNanoseconds, undefined);
    t.strictSame([twice.pairs, twice.waiting()], [1, []]);
    const later = new RedundancyWatch<bigint>(1000n);
    for (const [on, number, time] of [
      ['A', 1, 0n],
      ['B', 1, 1n],
      ['A', 2, 1000n],
      ['B', 2, 1001n],
      ['A', 1, 2000n],
    ] as const)
      later.observe(on, number, at(time));
    t.strictSame([later.pairs, later.waiting()], [2, []], 'a repeated copy after other pairs is no lone copy');
    const reset = new RedundancyWatch<bigint>(1000n);
    const skews = [1, 2, 0, 1, 2].map((number, index) => {
      reset.observe('A', number, at(BigInt(index * 1000)));
      return reset.observe('B', number, at(BigInt(index * 1000 + index))).skewNanoseconds;
    });
    t.strictSame(skews, [0n, 1n, 2n, 3n, 4n]);
    t.strictSame(reset.waiting(), []);
    // a reset forgets pairs alone: what waits goes on waiting, and what was found alone is not found again
    const kept = new RedundancyWatch<bigint>(1000n);
    kept.observe('B', 8, at(0n));
    t.equal(kept.observe('A', 8, at(200_000n)).lone.length, 1, 'a cycle later');
    kept.observe('A', 9, at(201_000n));
    kept.observe('A', 0, at(202_000n));
    t.equal(kept.observe('B', 0, at(202_010n)).skewNanoseconds, 10n);
    t.strictSame(
      kept.waiting().map(({ network, sequenceNumber }) => [network, sequenceNumber]),
      [
        ['A', 8],
        ['A', 9],
      ],
    );
    const back = new RedundancyWatch<bigint>(1000n);
    back.observe('B', 5, at(100n));
    t.equal(back.observe('A', 5, at(90n)).skewNanoseconds, 10n, 'a copy with an earlier time');
  },
);

testCase(
  {
    id: 'TC-MON-017-01',
    verifies: ['LLR-MON-017', 'HLR-MON-006'],
    kind: 'normal',
    intent: 'measures shortest, longest and summed time of the frames that arrive, over several cycles of numbers',
  },
  (t) => {
    const property = fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 5000 })), { minLength: 1, maxLength: 600 }), (delays) => {
      const watch = new LatencyWatch<number>(1000n);
      const events = delays.flatMap((delay, index) => [
        { time: index * 1000, index, arrives: false },
        ...(delay === null ? [] : [{ time: index * 1000 + delay, index, arrives: true }]),
      ]);
      events.sort((x, y) => x.time - y.time || Number(x.arrives) - Number(y.arrives) || x.index - y.index);
      const lost: number[] = [];
      let measured = true;
      for (const { time, index, arrives } of events) {
        const number = (index % 255) + 1;
        if (arrives) measured &&= watch.arrive(number, BigInt(time)) === BigInt(delays[index] ?? -1);
        else lost.push(...[watch.depart(number, { timeNanoseconds: BigInt(time), origin: index })].flatMap((one) => one?.origin ?? []));
      }
      lost.push(...watch.underWay().map(({ origin }) => origin));
      const arrived = delays.filter((delay) => delay !== null);
      const never = delays.flatMap((delay, index) => (delay === null ? [index] : []));
      const extremes = arrived.length === 0 ? [undefined, undefined] : [BigInt(Math.min(...arrived)), BigInt(Math.max(...arrived))];
      return (
        measured &&
        watch.count === arrived.length &&
        watch.sumNanoseconds === BigInt(arrived.reduce((sum, delay) => sum + delay, 0)) &&
        watch.shortestNanoseconds === extremes[0] &&
        watch.longestNanoseconds === extremes[1] &&
        watch.unmatched === 0 &&
        `${lost.sort((x, y) => x - y)}` === `${never}`
      );
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 150 }));
  },
);

testCase(
  {
    id: 'TC-MON-017-02',
    verifies: ['LLR-MON-017', 'HLR-MON-006'],
    kind: 'robustness',
    intent: 'takes no arrival for that of a frame of another cycle, of no frame, or of one that left later',
  },
  (t) => {
    const watch = new LatencyWatch<string>(1000n);
    t.equal(watch.arrive(3, 5n), undefined, 'it was not seen at the source');
    watch.depart(3, { timeNanoseconds: 100n, origin: 'x' });
    t.equal(watch.arrive(3, 99n), undefined, 'it left later');
    t.equal(watch.arrive(3, 127_101n), undefined, 'half a cycle of gaps has passed');
    t.equal(watch.arrive(3, 127_100n), 127_000n);
    t.equal(watch.arrive(3, 127_100n), undefined, 'a second copy');
    t.strictSame([watch.count, watch.unmatched, watch.underWay()], [1, 4, []]);
    watch.depart(4, { timeNanoseconds: 0n, origin: 'lost' });
    t.match(watch.depart(4, { timeNanoseconds: 255_000n, origin: 'again' }), { origin: 'lost', sequenceNumber: 4 });
  },
);

testCase(
  {
    id: 'TC-MON-018-01',
    verifies: ['LLR-MON-018', 'HLR-MON-006'],
    kind: 'normal',
    intent: 'keeps the last 1000 values, and gives mean, variance and deviation of published examples exactly',
  },
  (t) => {
    const history = new History<number>();
    t.equal(history.latest, undefined);
    const property = fc.property(fc.integer({ min: 1, max: 2500 }), (count) => {
      const kept = new History<number>();
      for (let value = 0; value < count; value += 1) kept.push(value);
      const first = Math.max(0, count - historyLength);
      const expected = Array.from({ length: Math.min(count, 1000) }, (_, index) => first + index);
      return kept.count === expected.length && kept.latest === count - 1 && `${kept.values()}` === `${expected}`;
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 40 }));
    const eight = statisticsOf([2n, 4n, 4n, 4n, 5n, 5n, 7n, 9n]);
    t.strictSame(
      [rationalText(eight?.mean ?? rational(0n)), rationalText(eight?.variance ?? rational(0n)), eight?.deviation],
      ['5', '4', 2n],
    );
    const two = statisticsOf([1n, 2n]);
    t.strictSame(
      [rationalText(two?.mean ?? rational(0n)), rationalText(two?.variance ?? rational(0n)), two?.deviation],
      ['3/2', '1/4', 0n],
    );
    const metrics = new CycleMetrics();
    const frame = { latencyNanoseconds: undefined, jitterNanoseconds: undefined, missing: 0 };
    metrics.add({ ...frame, sinceStartNanoseconds: 0n, latencyNanoseconds: 300n, jitterNanoseconds: 7n });
    metrics.add({ ...frame, sinceStartNanoseconds: 99_999_999n, latencyNanoseconds: 500n, jitterNanoseconds: 5n, missing: 1 });
    metrics.add({ ...frame, sinceStartNanoseconds: 100_000_000n, latencyNanoseconds: 100n });
    metrics.add({ ...frame, sinceStartNanoseconds: 1_000_000_000n, missing: 3 });
    metrics.close();
    t.strictSame(metrics.latency.values(), [500n, 100n], 'the largest of each cycle');
    t.strictSame(metrics.jitter.values(), [7n]);
    t.strictSame(metrics.loss.values(), [
      { lost: 1, due: 3 },
      { lost: 0, due: 1 },
      { lost: 3, due: 4 },
    ]);
    const features = metrics.features();
    t.strictSame(
      [
        rationalText(features?.meanLatencyNanoseconds ?? rational(0n)),
        features?.deviationLatencyNanoseconds,
        features?.meanJitterNanoseconds,
        features?.latestLossRate,
      ],
      ['300', 200n, rational(7n), rational(3n, 4n)],
    );
  },
);

testCase(
  {
    id: 'TC-MON-018-02',
    verifies: ['LLR-MON-018', 'HLR-MON-006'],
    kind: 'robustness',
    intent: 'has no features without latency, is ready for anomalies above 100 values, and takes exact roots of large numbers',
  },
  (t) => {
    t.equal(statisticsOf([]), undefined);
    const metrics = new CycleMetrics();
    metrics.close();
    t.equal(metrics.features(), undefined);
    for (let cycle = 0n; cycle <= 100n; cycle += 1n) {
      metrics.add({ sinceStartNanoseconds: cycle * 100_000_000n, latencyNanoseconds: 5n, jitterNanoseconds: undefined, missing: 0 });
      // the value of a cycle is there when the next one begins
      if (cycle === 100n) t.equal(metrics.features()?.anomaliesMayBeJudged, false, '100 values');
    }
    metrics.close();
    t.equal(metrics.features()?.anomaliesMayBeJudged, true, '101 values');
    t.equal(metrics.features()?.meanJitterNanoseconds, undefined);
    const roots = fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), (value) => {
      const root = rootOf(value);
      return root * root <= value && (root + 1n) * (root + 1n) > value;
    });
    t.doesNotThrow(() => fc.assert(roots, { numRuns: 1000 }));
    for (const value of [0n, 1n, 2n, 3n, 4n, 8n, 9n, 15n, 16n, 24n, 25n])
      t.equal(rootOf(value), BigInt(Math.floor(Math.sqrt(Number(value)))));
    const values = fc.array(fc.bigInt({ min: 0n, max: 10n ** 18n }), { minLength: 1, maxLength: 50 });
    const spread = fc.property(values, (list) => {
      const found = statisticsOf(list);
      if (found === undefined) return false;
      // the definition: mean of squared deviations from the mean
      const deviations = list.map((value) => plus(rational(value), times(found.mean, rational(-1n))));
      const sum = deviations.reduce((total, deviation) => plus(total, times(deviation, deviation)), rational(0n));
      return compareRationals(times(sum, rational(1n, BigInt(list.length))), found.variance) === 0;
    });
    t.doesNotThrow(() => fc.assert(spread, { numRuns: 200 }));
  },
);

import fc from 'fast-check';
import type { Criticality } from '../../src/twin/afdx/network.generated.js';
import {
  type Carrier,
  carriersOf,
  messageOverheadBytes,
  partBytesOf,
  payloadBytesMax,
  sharedCarriersOf,
} from '../../src/twin/afdx/synthesis/carrier.js';
import { priorityOf, priorityRankOf } from '../../src/twin/afdx/synthesis/message.js';
import { testCase } from '../support/test-case.js';
import { message } from './message-sets.js';

const gaps = [1, 2, 4, 8, 16, 32, 64, 128];
const shapeOf = ({ gapMilliseconds, parts, frameBytes, deadlineMicroseconds }: Carrier): readonly number[] => [
  gapMilliseconds,
  parts,
  frameBytes,
  deadlineMicroseconds,
];
const figures = fc.record({
  sizeBytes: fc.oneof(fc.integer({ min: 1, max: 1600 }), fc.integer({ min: 1, max: 20_000 })),
  periodMilliseconds: fc.constantFrom(1, 2, 3, 5, 8, 10, 16, 20, 32, 50, 64, 96, 100, 128, 1000),
  deadlineMicroseconds: fc.integer({ min: 100, max: 200_000 }),
});

testCase(
  {
    id: 'TC-VLO-004-01',
    verifies: ['LLR-VLO-004', 'HLR-VLO-002'],
    kind: 'normal',
    intent: 'lists the gaps, parts and frames that hand calculation gives',
  },
  (t) => {
    const list = (sizeBytes: number, periodMilliseconds: number, margin: number, deadlineMicroseconds = 100_000) =>
      carriersOf(message({ name: 'm', sizeBytes, periodMilliseconds, deadlineMicroseconds }), 0, margin).carriers.map(shapeOf);
    // 48 + 67 = 115 byte; with 20 % 138 byte at the full period, 115 at half of it: more than needed
    t.strictSame(list(48, 16, 20), [
      [16, 1, 138, 100_000],
      [8, 1, 115, 100_000],
    ]);
    t.strictSame(list(48, 16, 0), [[16, 1, 115, 100_000]]);
    // no power of two above 4 divides 20, and 115 byte each 4 ms are above any margin
    t.strictSame(list(48, 20, 20), [[4, 1, 115, 100_000]]);
    // 1300 + 67 = 1367, with 20 % 1641 byte: too large for the full period
    t.strictSame(list(1300, 32, 20), [[16, 1, 1367, 100_000]]);
    // 3000 byte in 8 ms: 3 parts at 2 ms (1000 + 67), 4 parts at 2 ms (750 + 67 = 817, with 20 % 981), 8 at 1 ms (375 + 67, with 20 % 531)
    t.strictSame(list(3000, 8, 20, 100_000).slice(0, 2), [
      [2, 3, 1067, 96_000],
      [2, 4, 981, 94_000],
    ]);
    t.equal(partBytesOf(3000, 7), 429);
    t.equal(messageOverheadBytes, 67);
    t.equal(payloadBytesMax, 1451);
    const [first] = carriersOf(message({ name: 'm', sizeBytes: 48, periodMilliseconds: 16 }), 3, 20).carriers;
    // 138 · 8 bit · 128 ms / 16 ms, and with 20 byte more on the wire
    t.match(first, { messages: [3], reservedBits: 8832, wireBits: 10_112, burstBits: 1264 });
  },
);

testCase(
  {
    id: 'TC-VLO-004-02',
    verifies: ['LLR-VLO-004', 'HLR-VLO-002'],
    kind: 'robustness',
    intent: 'keeps the rules for each message, leaves out only what another way beats, and has no way where there is none',
  },
  (t) => {
    const kept = fc.property(figures, fc.constantFrom(0, 20, 100), (given, margin) => {
      const { carriers } = carriersOf(message({ name: 'm', ...given }), 0, margin);
      return carriers.every(({ gapMilliseconds: gap, parts, frameBytes, deadlineMicroseconds }) => {
        const part = Math.ceil(given.sizeBytes / parts);
        const need = ((100 + margin) * (part + 67) * parts * gap) / (100 * given.periodMilliseconds);
        return (
          given.periodMilliseconds % gap === 0 &&
          parts * gap <= given.periodMilliseconds &&
          (parts === 1) === given.sizeBytes <= 1451 &&
          frameBytes <= 1518 &&
          frameBytes >= part + 67 &&
          frameBytes >= need - 1e-6 &&
          frameBytes <= Math.max(part + 67, Math.ceil(need + 1e-6)) &&
          deadlineMicroseconds === given.deadlineMicroseconds - (parts - 1) * gap * 1000 &&
          deadlineMicroseconds >= 1
        );
      });
    });
    fc.assert(kept, { numRuns: 300 });
    const complete = fc.property(figures, (given) => {
      const { carriers, cut } = carriersOf(message({ name: 'm', ...given }), 0, 20);
      if (cut) return true;
      return gaps.every((gap) => {
        const most = given.sizeBytes <= 1451 ? 1 : Math.min(given.periodMilliseconds / gap, 40);
        return Array.from({ length: Math.max(0, Math.floor(most)) }, (_, index) => index + 1).every((parts) => {
          const least = Math.ceil(given.sizeBytes / parts) + 67;
          const frame = Math.max(least, Math.ceil((1.2 * least * parts * gap) / given.periodMilliseconds - 1e-9));
          const deadline = given.deadlineMicroseconds - (parts - 1) * gap * 1000;
          const isLegal = given.periodMilliseconds % gap === 0 && parts * gap <= given.periodMilliseconds && frame <= 1518 && deadline >= 1;
          return (
            !isLegal ||
            carriers.some((each) => each.gapMilliseconds >= gap && each.frameBytes <= frame && each.deadlineMicroseconds >= deadline)
          );
        });
      });
    });
    fc.assert(complete, { numRuns: 200 });
    const none = (sizeBytes: number, periodMilliseconds: number, deadlineMicroseconds: number) =>
      carriersOf(message({ name: 'm', sizeBytes, periodMilliseconds, deadlineMicroseconds }), 0, 20).carriers.length;
    t.equal(none(3000, 2, 10_000_000), 0, '3 parts do not fit into 2 ms');
    t.equal(none(3000, 8, 2000), 0, 'the third part leaves 2 ms after the first');
    t.equal(none(1451, 1, 100), 0, '20 % do not fit into the largest frame');
    t.equal(carriersOf(message({ name: 'm', sizeBytes: 1451, periodMilliseconds: 1 }), 0, 0).carriers.length, 1);
    t.equal(
      carriersOf(message({ name: 'm', sizeBytes: 65_535, periodMilliseconds: 1000, deadlineMicroseconds: 900_000 }), 0, 20).cut,
      true,
    );
  },
);

const member = (index: number, given: Partial<Parameters<typeof message>[0]>) => ({
  index,
  message: message({ name: `m${index}`, ...given }),
});

testCase(
  {
    id: 'TC-VLO-005-01',
    verifies: ['LLR-VLO-005', 'HLR-VLO-002'],
    kind: 'normal',
    intent: 'shares a virtual link among messages as hand calculation gives',
  },
  (t) => {
    // 3 gaps of 4 ms fit into 20 ms; the largest frame is 200 + 67; the wait is two gaps
    const three = [100, 200, 50].map((sizeBytes, index) =>
      member(index, { sizeBytes, periodMilliseconds: 20, deadlineMicroseconds: 15_000 }),
    );
    t.strictSame(sharedCarriersOf(three, 20).map(shapeOf), [
      [4, 1, 267, 7000],
      [2, 1, 267, 11_000],
      [1, 1, 267, 13_000],
    ]);
    // both of 16 ms: half the gap, and the margin on the sum: 1.2 · (167 + 267) · 8 / 16 = 261 < 267
    const two = [100, 200].map((sizeBytes, index) => member(index, { sizeBytes, periodMilliseconds: 16 }));
    t.strictSame(sharedCarriersOf(two, 20).map(shapeOf)[0], [8, 1, 267, 2000]);
    // equal sizes: 1.2 · 2 · 167 · 8 / 16 = 200.4
    const equal = [100, 100].map((sizeBytes, index) => member(index, { sizeBytes, periodMilliseconds: 16 }));
    t.strictSame(sharedCarriersOf(equal, 20).map(shapeOf)[0], [8, 1, 201, 2000]);
  },
);

testCase(
  {
    id: 'TC-VLO-005-02',
    verifies: ['LLR-VLO-005', 'HLR-VLO-002'],
    kind: 'robustness',
    intent: 'never lets a frame wait longer at the regulator than its deadline is lowered by',
  },
  (t) => {
    // the regulator played by hand: queues served round robin, one frame in a gap, messages as often as their periods allow
    const waits = fc.property(
      fc.array(fc.constantFrom(4, 5, 8, 10, 16, 20, 40), { minLength: 2, maxLength: 4 }),
      fc.array(fc.nat({ max: 40 }), { minLength: 4, maxLength: 4 }),
      fc.nat({ max: 3 }),
      (periods, offsets, turn) => {
        const members = periods.map((periodMilliseconds, index) => member(index, { periodMilliseconds, deadlineMicroseconds: 1_000_000 }));
        return sharedCarriersOf(members, 0).every(({ gapMilliseconds, deadlineMicroseconds }) => {
          const longest = longestWaitOf({ periods, offsets, turn, gap: gapMilliseconds });
          return longest * 1000 <= 1_000_000 - deadlineMicroseconds;
        });
      },
    );
    fc.assert(waits, { numRuns: 300 });
    t.strictSame(
      sharedCarriersOf([member(0, { sizeBytes: 1452 }), member(1, {})], 0),
      [],
      'a message in parts has a virtual link of its own',
    );
    t.strictSame(
      sharedCarriersOf([member(0, { periodMilliseconds: 1 }), member(1, { periodMilliseconds: 1 })], 0),
      [],
      'two gaps do not fit into 1 ms',
    );
    t.strictSame(sharedCarriersOf([member(0, { periodMilliseconds: 3 }), member(1, { deadlineMicroseconds: 1000 })], 0), []);
  },
);

/** The longest wait of a message in a regulator that is played millisecond by millisecond, in milliseconds. */
function longestWaitOf(given: {
  readonly periods: readonly number[];
  readonly offsets: readonly number[];
  readonly turn: number;
  readonly gap: number;
}): number {
  const { periods, gap } = given;
  const queues: number[][] = periods.map(() => []);
  let [longest, freeAt, next] = [0, 0, given.turn % periods.length];
  for (let now = 0; now < 400; now += 1) {
    periods.forEach((period, index) => {
      const since = now - (given.offsets[index] ?? 0);
      if (since >= 0 && since % period === 0) queues[index]?.push(now);
    });
    if (now < freeAt) continue;
    const order = periods.map((_, step) => (next + step) % periods.length);
    const served = order.find((index) => (queues[index]?.length ?? 0) > 0);
    if (served === undefined) continue;
    longest = Math.max(longest, now - (queues[served]?.shift() ?? now));
    freeAt = now + gap;
    next = (served + 1) % periods.length;
  }
  return longest;
}

testCase(
  {
    id: 'TC-VLO-007-01',
    verifies: ['LLR-VLO-007', 'HLR-VLO-003'],
    kind: 'normal',
    intent: 'gives 4 to 0 for A to E and two queues',
  },
  (t) => {
    const levels: readonly Criticality[] = ['A', 'B', 'C', 'D', 'E'];
    t.strictSame(levels.map(priorityRankOf), [4, 3, 2, 1, 0]);
    t.strictSame(levels.map(priorityOf), ['high', 'high', 'low', 'low', 'low']);
  },
);

testCase(
  {
    id: 'TC-VLO-007-02',
    verifies: ['LLR-VLO-007', 'HLR-VLO-003'],
    kind: 'robustness',
    intent: 'never serves a lower level before a higher one',
  },
  (t) => {
    const level = fc.constantFrom<Criticality>('A', 'B', 'C', 'D', 'E');
    const ordered = fc.property(level, level, (a, b) => {
      if (a >= b) return true;
      return priorityRankOf(a) > priorityRankOf(b) && !(priorityOf(a) === 'low' && priorityOf(b) === 'high');
    });
    t.doesNotThrow(() => fc.assert(ordered, { numRuns: 50 }));
  },
);

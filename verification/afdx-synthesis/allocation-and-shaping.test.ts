import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { compareRationals, plus, type Rational, rational, times } from '../../src/kernel/rational.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import {
  crowdedPathsOf,
  groupAllocationOf,
  groupUsesOf,
  neededBitsPerSecondOf,
  scantLinksOf,
} from '../../src/twin/afdx/synthesis/bandwidth-allocation.js';
import { frameBounds } from '../../src/twin/afdx/synthesis/judge.js';
import { synthesised } from '../../src/twin/afdx/synthesis/synthesise.js';
import {
  departureTicksOf,
  type ShapedFrame,
  type Shaper,
  type ShaperDemand,
  shaperJitterOf,
  shaperParametersOf,
} from '../../src/twin/afdx/synthesis/traffic-shaper.js';
import { testCase } from '../support/test-case.js';
import { emptyNetwork, message, options } from './message-sets.js';

// @reads config-items/afdx/network.json

const aircraft = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork;
const number = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator);
const bits = (value: number): Rational => rational(BigInt(value));
const star = emptyNetwork({
  switches: 3,
  cables: [
    [1, 2],
    [1, 3],
    [2, 3],
  ],
  endSystems: 9,
});

testCase(
  {
    id: 'TC-VLO-027-01',
    verifies: ['LLR-VLO-027', 'HLR-VLO-010'],
    kind: 'normal',
    intent: 'gives needs, shares and allocations of hand calculation, and finds the aircraft in order',
  },
  async (t) => {
    // 1.2 · (48 + 67) · 8 bit each 16 ms
    t.strictSame(
      neededBitsPerSecondOf({ subVirtualLinks: [{ name: 'm', payloadBytes: 48, maximumFrameBytes: 115, periodMilliseconds: 16 }] }),
      bits(69_000),
    );
    t.strictSame(scantLinksOf(aircraft), []);
    t.strictSame(crowdedPathsOf(aircraft), []);
    const uses = groupUsesOf(aircraft);
    t.ok(uses.every(({ isOverdrawn }) => !isOverdrawn));
    t.strictSame([...new Set(uses.map(({ group, reservedBitsPerSecond }) => `${group} ${number(reservedBitsPerSecond)}`))].sort(), [
      'missionCritical 30000000',
      'nonCritical 20000000',
      'safetyCritical 40000000',
    ]);
    const share = groupAllocationOf([bits(10), bits(40), bits(30)], bits(100));
    // 20 are left: the smallest rises to 30 for all of them
    t.strictSame(share?.allocated.map(number), [30, 40, 30]);
    t.strictSame(share?.largestQuotient, rational(4n, 10n));
    const even = groupAllocationOf([bits(10), bits(20), bits(60)], bits(100));
    t.strictSame(even?.allocated.map(number), [20, 20, 60]);
    const set = [
      message({ name: 'a', source: 'E1', destinations: ['E2', 'E3'], sizeBytes: 321, periodMilliseconds: 20 }),
      message({ name: 'b', source: 'E4', destinations: ['E2'], sizeBytes: 3210, periodMilliseconds: 32, deadlineMicroseconds: 40_000 }),
    ];
    const { value } = await synthesised({
      network: star,
      placeOf: () => ({ path: '', line: 1, column: 1 }),
      messages: set,
      options,
      bounds: frameBounds,
    });
    t.equal(value?.made.length, 2);
    t.strictSame(value === undefined ? undefined : scantLinksOf(value.network), [], 'what the optimiser makes has the margin');
  },
);

testCase(
  {
    id: 'TC-VLO-027-02',
    verifies: ['LLR-VLO-027', 'HLR-VLO-010'],
    kind: 'robustness',
    intent: 'refuses needs beyond a group, exactly, never allocates less than a need, and finds what is scant or crowded',
  },
  (t) => {
    t.equal(groupAllocationOf([bits(50), bits(51)], bits(100)), undefined);
    t.strictSame(groupAllocationOf([bits(50), bits(50)], bits(100))?.allocated.map(number), [50, 50]);
    t.strictSame(groupAllocationOf([], bits(100))?.allocated, []);
    t.equal(groupAllocationOf([rational(1n, 3n), rational(2n, 3n)], rational(1n))?.allocated.length, 2);
    t.equal(groupAllocationOf([rational(1n, 3n), rational(2n, 3n)], rational(999_999n, 1_000_000n)), undefined);
    const fair = fc.property(
      fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 900 }),
      (needs, group) => {
        const found = groupAllocationOf(needs.map(bits), bits(group));
        const total = needs.reduce((sum, need) => sum + need, 0);
        if (found === undefined) return total > group;
        const sum = found.allocated.reduce(plus, bits(0));
        const most = Math.max(...needs);
        const lowest = Math.min(...found.allocated.map(number));
        return (
          total <= group &&
          compareRationals(sum, bits(group)) <= 0 &&
          found.allocated.every(
            (each, at) => compareRationals(each, bits(needs[at] ?? 0)) >= 0 && compareRationals(each, bits(most)) <= 0,
          ) &&
          // whoever got more than its need stands at the level of the lowest, and nothing is left while someone is below the highest
          found.allocated.every((each, at) => number(each) === needs[at] || number(each) === lowest) &&
          (compareRationals(sum, bits(group)) === 0 || found.allocated.every((each) => number(each) === most)) &&
          compareRationals(times(found.largestQuotient, bits(group)), bits(most)) === 0
        );
      },
    );
    fc.assert(fair, { numRuns: 300 });
    const first = aircraft.virtualLinks[0];
    if (first === undefined) {
      t.fail('a virtual link is expected');
      return;
    }
    const scant = { ...aircraft, virtualLinks: [{ ...first, maximumFrameBytes: first.maximumFrameBytes - 1 }] };
    t.equal(scantLinksOf(scant).length, 1);
    // 8 · 1538 · 8 bit each 1 ms are 98.4 %, 7 are 86.1 %
    const full = (count: number): AfdxNetwork => ({
      ...aircraft,
      virtualLinks: Array.from({ length: count }, (_, index) => ({
        ...first,
        id: index + 1,
        name: `v${index}`,
        maximumFrameBytes: 1518,
        bandwidthAllocationGapMilliseconds: 1,
      })),
    });
    t.equal(crowdedPathsOf(full(8)).length, 16);
    t.equal(crowdedPathsOf(full(8))[0]?.port.includes('>'), true);
    t.strictSame(crowdedPathsOf(full(7)), []);
    t.ok(groupUsesOf(full(7)).some(({ isOverdrawn, group }) => isOverdrawn && group === 'safetyCritical'));
  },
);

const demand: ShaperDemand = {
  frameBitsMax: 1000,
  gapMicroseconds: 1000,
  jitterMicroseconds: 0,
  burstDelayMicrosecondsMax: 0,
  jitterMicrosecondsMax: 0,
  linkBitsPerMicrosecond: rational(100n),
};

testCase(
  {
    id: 'TC-VLO-028-01',
    verifies: ['LLR-VLO-028', 'HLR-VLO-011'],
    kind: 'normal',
    intent: 'gives the token bucket of least buffer by hand calculation',
  },
  (t) => {
    const plain = shaperParametersOf(demand);
    t.match(plain, {
      burstBits: 1000,
      bufferBits: 3000,
      tokensPerMicrosecond: rational(11n, 10n),
      burstDelayMicroseconds: rational(0n),
      jitterMicroseconds: rational(0n),
    });
    // the second frame may come 600 µs early: 1000 bit must be there 400 µs after the first has gone, or 100 µs later when so much jitter is allowed
    t.strictSame(shaperParametersOf({ ...demand, jitterMicroseconds: 600 })?.tokensPerMicrosecond, rational(25n, 10n));
    const allowed = shaperParametersOf({ ...demand, jitterMicroseconds: 600, jitterMicrosecondsMax: 100 });
    t.strictSame([allowed?.tokensPerMicrosecond, allowed?.jitterMicroseconds], [rational(2n), rational(100n)]);
    // 999 µs early on a link of 1 bit in a µs less than needed: the bucket must hold more, within the burst delay
    const slow = { ...demand, jitterMicroseconds: 990, linkBitsPerMicrosecond: rational(20n), burstDelayMicrosecondsMax: 500 };
    const larger = shaperParametersOf(slow);
    // 2000 - 20 · 10 = 1800 bit
    t.match(larger, { burstBits: 1800, bufferBits: 3800 });
    t.ok(compareRationals(larger?.jitterMicroseconds ?? rational(1n), rational(0n)) === 0);
    t.ok(compareRationals(larger?.burstDelayMicroseconds ?? rational(501n), rational(500n)) <= 0);
  },
);

testCase(
  {
    id: 'TC-VLO-028-02',
    verifies: ['LLR-VLO-028', 'HLR-VLO-011'],
    kind: 'robustness',
    intent: 'keeps each limit, is not beaten by any burst and rate of a grid, and says when none will do',
  },
  (t) => {
    const given = fc.record({
      frameBitsMax: fc.integer({ min: 1, max: 40 }),
      gapMicroseconds: fc.integer({ min: 5, max: 40 }),
      jitter: fc.nat({ max: 99 }),
      burstDelayMicrosecondsMax: fc.nat({ max: 12 }),
      jitterMicrosecondsMax: fc.nat({ max: 12 }),
      link: fc.integer({ min: 1, max: 12 }),
    });
    const best = fc.property(given, ({ jitter, link, ...rest }) => {
      const each = {
        ...rest,
        jitterMicroseconds: Math.floor((jitter * (rest.gapMicroseconds - 1)) / 100),
        linkBitsPerMicrosecond: bits(link),
      };
      const found = shaperParametersOf(each);
      const keeps = (burstBits: number, rate: Rational): boolean =>
        burstBits >= each.frameBitsMax &&
        number(rate) <= link &&
        number(rate) * each.gapMicroseconds >= 1.1 * each.frameBitsMax - 1e-9 &&
        burstBits - each.frameBitsMax <= each.burstDelayMicrosecondsMax * number(rate) + 1e-9 &&
        playedJitterOf(each, burstBits, rate) <= each.jitterMicrosecondsMax + 1e-9;
      if (found !== undefined && !keeps(found.burstBits, found.tokensPerMicrosecond)) return false;
      for (let burst = each.frameBitsMax; burst < (found?.burstBits ?? 3 * each.frameBitsMax); burst += 1) {
        for (let tenth = 1; tenth <= 10 * link; tenth += 1) if (keeps(burst, rational(BigInt(tenth), 10n))) return false;
      }
      return true;
    });
    fc.assert(best, { numRuns: 200 });
    t.equal(shaperParametersOf({ ...demand, linkBitsPerMicrosecond: rational(1n) }), undefined, '1.1 bit in a µs are needed');
    t.equal(
      shaperParametersOf({ ...demand, jitterMicroseconds: 990, linkBitsPerMicrosecond: rational(20n) }),
      undefined,
      'no burst delay is allowed',
    );
    t.strictSame(shaperJitterOf(demand, { burstBits: 1000, tokensPerMicrosecond: rational(11n, 10n) }), rational(0n));
  },
);

/** The longest wait in a token bucket of frames of which the first comes as late as it may and the others in time; bucket and time in small steps of a formula of its own. */
function playedJitterOf(each: ShaperDemand, burstBits: number, rate: Rational): number {
  const shaper: Shaper = { kind: 'token-bucket', bitsPerTick: times(rate, rational(1n, 1000n)), burstBits };
  const frames = Array.from({ length: 30 }, (_, index) => ({
    ticks: 1000 * (index === 0 ? each.jitterMicroseconds : index * each.gapMicroseconds),
    bits: each.frameBitsMax,
  }));
  const left = departureTicksOf(shaper, frames);
  // departures are rounded up to a thousandth of a µs
  return Math.max(...left.map((tick, index) => (tick - (frames[index]?.ticks ?? 0)) / 1000)) - 0.001;
}

const frames = fc
  .array(fc.record({ after: fc.nat({ max: 60 }), bits: fc.integer({ min: 1, max: 50 }) }), { minLength: 1, maxLength: 12 })
  .map((list): readonly ShapedFrame[] => {
    let ticks = 0;
    return list.map(({ after, bits: size }) => ({ ticks: (ticks += after), bits: size }));
  });

testCase(
  {
    id: 'TC-VLO-029-01',
    verifies: ['LLR-VLO-029', 'HLR-VLO-011'],
    kind: 'normal',
    intent: 'lets frames leave at the instants of hand calculation',
  },
  (t) => {
    const three = [0, 0, 10].map((ticks) => ({ ticks, bits: 100 }));
    t.strictSame(departureTicksOf({ kind: 'token-bucket', bitsPerTick: rational(2n), burstBits: 150 }, three), [0, 25, 75]);
    t.strictSame(departureTicksOf({ kind: 'leaky-bucket', bitsPerTick: rational(2n) }, three), [0, 50, 100]);
    // sends 10 ticks, credit -80, back at 0 after 40 more
    t.strictSame(
      departureTicksOf({ kind: 'credit-based', bitsPerTick: rational(2n), linkBitsPerTick: rational(10n) }, three),
      [0, 50, 100],
    );
    t.strictSame(
      departureTicksOf({ kind: 'credit-based', bitsPerTick: rational(2n), linkBitsPerTick: rational(10n) }, [
        ...three.slice(0, 1),
        { ticks: 30, bits: 10 },
        { ticks: 500, bits: 10 },
      ]),
      [0, 50, 500],
    );
    // a third of a bit in a tick: rounded up
    t.strictSame(
      departureTicksOf({ kind: 'leaky-bucket', bitsPerTick: rational(3n) }, [
        { ticks: 0, bits: 100 },
        { ticks: 0, bits: 1 },
      ]),
      [0, 34],
    );
  },
);

testCase(
  {
    id: 'TC-VLO-029-02',
    verifies: ['LLR-VLO-029', 'HLR-VLO-011'],
    kind: 'robustness',
    intent: 'keeps order and the contracted rate for any frames, and holds back what can never leave',
  },
  (t) => {
    const rate = fc.integer({ min: 1, max: 9 });
    const contracted = fc.property(frames, rate, (list, bitsPerTick) => {
      const shapers: readonly Shaper[] = [
        { kind: 'token-bucket', bitsPerTick: bits(bitsPerTick), burstBits: 60 },
        { kind: 'leaky-bucket', bitsPerTick: bits(bitsPerTick) },
        { kind: 'credit-based', bitsPerTick: bits(bitsPerTick), linkBitsPerTick: bits(10) },
      ];
      return shapers.every((shaper) => {
        const left = departureTicksOf(shaper, list);
        const inOrder = left.every((tick, at) => tick >= (list[at]?.ticks ?? 0) && tick >= (left[at - 1] ?? 0));
        // between two departures no more bits than the rate and one burst, or one frame, allow; one tick of rounding
        const burst = shaper.kind === 'token-bucket' ? 60 : 50;
        return left.every((from, a) =>
          left.every((to, b) => {
            if (b <= a) return inOrder;
            const sent = list.slice(a, b + 1).reduce((sum, frame) => sum + frame.bits, 0);
            return sent <= burst + bitsPerTick * (to - from + 1) + (shaper.kind === 'credit-based' ? 50 : 0);
          }),
        );
      });
    });
    fc.assert(contracted, { numRuns: 200 });
    t.strictSame(
      departureTicksOf({ kind: 'token-bucket', bitsPerTick: bits(1), burstBits: 99 }, [
        { ticks: 5, bits: 9 },
        { ticks: 6, bits: 100 },
        { ticks: 7, bits: 1 },
      ]),
      [5, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    );
    t.strictSame(departureTicksOf({ kind: 'leaky-bucket', bitsPerTick: bits(1) }, []), []);
  },
);

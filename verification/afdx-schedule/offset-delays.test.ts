import fc from 'fast-check';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import { ArrivalWork, type ArrivingFlow } from '../../src/twin/afdx/schedule/arrival-work.js';
import { firstPortDelaysOf } from '../../src/twin/afdx/schedule/first-port-delays.js';
import { offsetBoundsOf } from '../../src/twin/afdx/schedule/offset-bounds.js';
import { hyperperiodTicksOf, releasePatternOf } from '../../src/twin/afdx/schedule/release-pattern.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { type SampleFlow, sampleTiming, simulatedDelays } from './sample-timing.js';

const place = { path: 'n.json', line: 1, column: 1 };

/** A flow with offset, gap and size on one port; gaps in a ratio, so that hyperperiods stay short. */
const flowWithOffset = fc
  .record({
    gap: fc.constantFrom(40, 80, 120, 160),
    bits: fc.integer({ min: 1, max: 14 }),
    bitsMin: fc.integer({ min: 1, max: 14 }),
    offset: fc.nat(159),
    priority: fc.constantFrom<'high' | 'low'>('high', 'low'),
    source: fc.constantFrom('E1', 'E2'),
  })
  .map(({ gap, offset, bits, bitsMin, ...rest }) => ({
    ...rest,
    gapTicks: gap,
    bits,
    bitsMin: Math.min(bits, bitsMin),
    offset: offset % gap,
  }));

const loadOf = (flows: readonly SampleFlow[], ticksPerBit: number): number =>
  flows.reduce((sum, { bits, gapTicks }) => sum + (bits * ticksPerBit) / gapTicks, 0);

testCase(
  {
    id: 'TC-TTS-001-01',
    verifies: ['LLR-TTS-001', 'LLR-TTS-002', 'HLR-TTS-001'],
    kind: 'normal',
    intent: 'lists the releases of gaps of 2, 3 and 4 ticks over 12 ticks',
  },
  (t) => {
    const { flows } = sampleTiming(
      [{}],
      [
        { gapTicks: 2, bits: 1 },
        { gapTicks: 3, bits: 1 },
        { gapTicks: 4, bits: 1 },
      ],
    );
    t.equal(hyperperiodTicksOf(flows), 12);
    const { releases, hyperperiodTicks } = releasePatternOf(flows, [1, 0, 3], 5);
    t.equal(hyperperiodTicks, 12);
    t.strictSame(
      releases.map(({ ticks, flow, sendingTicks }) => [ticks, flow.virtualLink, sendingTicks]),
      [
        [0, 2, 5],
        [1, 1, 5],
        [3, 1, 5],
        [3, 2, 5],
        [3, 3, 5],
        [5, 1, 5],
        [6, 2, 5],
        [7, 1, 5],
        [7, 3, 5],
        [9, 1, 5],
        [9, 2, 5],
        [11, 1, 5],
        [11, 3, 5],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-TTS-001-02',
    verifies: ['LLR-TTS-001', 'LLR-TTS-002', 'HLR-TTS-001'],
    kind: 'robustness',
    intent: 'has no hyperperiod above 2^51 ticks and takes no offset outside of the gap',
  },
  (t) => {
    t.equal(hyperperiodTicksOf([{ gapTicks: 2 ** 51 }]), 2 ** 51);
    t.equal(hyperperiodTicksOf([{ gapTicks: 2 ** 51 }, { gapTicks: 3 }]), undefined);
    t.equal(hyperperiodTicksOf([]), 1);
    const one = sampleTiming([{}], [{ gapTicks: 4, bits: 1 }]).flows;
    for (const offset of [-1, 4, 0.5, Number.NaN]) t.throws(() => releasePatternOf(one, [offset], 1), /offset/);
    t.throws(() => releasePatternOf(one, [], 1), /offset/);
    const many = sampleTiming(
      [{}],
      [
        { gapTicks: 1, bits: 1 },
        { gapTicks: 4_000_000, bits: 1 },
      ],
    ).flows;
    t.throws(() => releasePatternOf(many, [0, 0], 1), /4000001 transmissions/);
    t.throws(() => releasePatternOf(sampleTiming([{}], [{ gapTicks: 2 ** 52, bits: 1 }]).flows, [0], 1), /hyperperiod/);
  },
);

testCase(
  {
    id: 'TC-TTS-003-01',
    verifies: ['LLR-TTS-003', 'HLR-TTS-009'],
    kind: 'normal',
    intent: 'gives the longest delay of a queue of one priority exactly, as a simulation of four hyperperiods reaches it',
  },
  (t) => {
    // 3 frames of 10 at the same instant: each can be the last; 30 and the latency of 7
    const three = sampleTiming(
      [{ latencyTicks: 7 }],
      [1, 2, 3].map(() => ({ gapTicks: 100, bits: 10, bitsMin: 4 })),
    );
    t.strictSame(
      [0, 1, 2].map((flow) => firstPortDelaysOf(three, [0, 0, 0]).delayTicksMax(flow)),
      [37, 37, 37],
    );
    t.strictSame(
      [0, 1, 2].map((flow) => firstPortDelaysOf(three, [0, 10, 20]).delayTicksMax(flow)),
      [17, 17, 17],
    );
    t.strictSame(
      [0, 1, 2].map((flow) => firstPortDelaysOf(three, [0, 4, 20]).delayTicksMax(flow)),
      [17, 23, 17],
    );
    t.equal(firstPortDelaysOf(three, [0, 10, 20]).delayTicksMin(0), 4);
    // a load of exactly 100 %: sent at 10-20, 20-40, 40-50, 50-60, 60-80 and so on without a pause
    const full = sampleTiming(
      [{}],
      [
        { gapTicks: 20, bits: 10 },
        { gapTicks: 40, bits: 20 },
      ],
    );
    t.strictSame(
      [0, 1].map((flow) => firstPortDelaysOf(full, [10, 15]).delayTicksMax(flow)),
      [20, 25],
    );
    const exact = fc.property(
      fc.array(flowWithOffset, { minLength: 1, maxLength: 5 }),
      fc.nat(30),
      fc.constantFrom<'high' | 'low'>('high', 'low'),
      (flows, latencyTicks, priority) => {
        const same = flows.map((flow) => ({ ...flow, priority }));
        if (loadOf(same, 1) > 1) return true;
        const network = sampleTiming([{ latencyTicks }], same);
        const delays = firstPortDelaysOf(
          network,
          flows.map(({ offset }) => offset),
        );
        return same.every((_, last) => delays.delayTicksMax(last) === longestInQueue(same, last) + latencyTicks);
      },
    );
    fc.assert(exact, { numRuns: 400 });
  },
);

/** Longest delay of one flow in a queue without latency that begins empty, other frames of the same instant before its own. */
function longestInQueue(
  flows: readonly { readonly gapTicks: number; readonly bits: number; readonly offset: number }[],
  last: number,
): number {
  const frames = flows.flatMap(({ gapTicks, offset, bits }, flow) =>
    Array.from({ length: (4 * 480) / gapTicks }, (_, nth) => ({ flow, bits, at: offset + nth * gapTicks })),
  );
  frames.sort((a, b) => a.at - b.at || Number(a.flow === last) - Number(b.flow === last));
  let free = 0;
  let longest = 0;
  for (const { flow, bits, at } of frames) {
    free = Math.max(free, at) + bits;
    if (flow === last) longest = Math.max(longest, free - at);
  }
  return longest;
}

testCase(
  {
    id: 'TC-TTS-003-02',
    verifies: ['LLR-TTS-003', 'HLR-TTS-009'],
    kind: 'normal',
    intent: 'bounds the delays of two priorities under latencies, sizes and missing frames by chance, and reaches what hand figures say',
  },
  (t) => {
    // low 30 from 0 on; high comes at 12 and waits until 30: 28 to its end; low alone 30
    const blocked = sampleTiming(
      [{}],
      [
        { gapTicks: 100, bits: 10, priority: 'high' },
        { gapTicks: 100, bits: 30, priority: 'low' },
      ],
    );
    t.strictSame(
      [0, 1].map((flow) => firstPortDelaysOf(blocked, [12, 0]).delayTicksMax(flow)),
      [28, 30],
    );
    // at 30 the low frame is sent; no one waits
    t.strictSame(
      [0, 1].map((flow) => firstPortDelaysOf(blocked, [30, 0]).delayTicksMax(flow)),
      [10, 30],
    );
    // low comes while high is sent: 5 + 30; high of the next round is not delayed by it
    t.strictSame(
      [0, 1].map((flow) => firstPortDelaysOf(blocked, [0, 5]).delayTicksMax(flow)),
      [10, 35],
    );
    // the low frame of the round before is still being sent when the high one comes at 2: 100 - 80 + 30 - 2 … until 10
    t.strictSame(
      [0, 1].map((flow) => firstPortDelaysOf(blocked, [2, 80]).delayTicksMax(flow)),
      [18, 30],
    );
    const flows = fc.array(flowWithOffset, { minLength: 2, maxLength: 5 });
    const bounded = fc.property(flows, fc.nat(30), fc.nat(), fc.boolean(), (sample, latencyTicks, seed, sparse) => {
      if (loadOf(sample, 1) > 1) return true;
      const network = sampleTiming([{ latencyTicks }], sample);
      const offsets = sample.map(({ offset }) => offset);
      const delays = firstPortDelaysOf(network, offsets);
      const chance = seededRandom(seed);
      const seen = simulatedDelays(
        network,
        ({ index, gapTicks, frameBitsMax, frameBitsMin }, nth) => ({
          ticks: (offsets[index] ?? 0) + nth * gapTicks,
          bits: sparse && chance.below(4) === 0 ? 0 : sparse ? frameBitsMin + chance.below(frameBitsMax - frameBitsMin + 1) : frameBitsMax,
        }),
        16,
        chance,
      );
      return seen.every(([longest = 0], flow) => longest <= delays.delayTicksMax(flow));
    });
    fc.assert(bounded, { numRuns: 1500 });
  },
);

testCase(
  {
    id: 'TC-TTS-003-03',
    verifies: ['LLR-TTS-003', 'HLR-TTS-009'],
    kind: 'robustness',
    intent: 'throws above a load of 100 % and for a flow that is not there',
  },
  (t) => {
    const full = sampleTiming(
      [{}],
      [
        { gapTicks: 20, bits: 10 },
        { gapTicks: 40, bits: 21 },
      ],
    );
    t.throws(() => firstPortDelaysOf(full, [0, 0]), /100 %/);
    const network = sampleTiming([{}], [{ gapTicks: 20, bits: 10 }]);
    t.throws(() => firstPortDelaysOf(network, [0]).delayTicksMax(1), /no flow 1/);
    t.throws(() => firstPortDelaysOf(network, [0]).delayTicksMin(-1), /no flow/);
    t.throws(() => firstPortDelaysOf(sampleTiming([], [{ gapTicks: 20, bits: 1 }]), [0]), /no port 0/);
    // a latency beyond the hyperperiod, and a low frame that is alone
    t.equal(firstPortDelaysOf(sampleTiming([{ latencyTicks: 1000 }], [{ gapTicks: 20, bits: 5 }]), [3]).delayTicksMax(0), 1005);
    t.strictSame(firstPortDelaysOf(sampleTiming([{}], []), []).delayTicksMax.length, 1);
  },
);

const arriving = fc.record({
  offsetTicks: fc.nat(11),
  gapTicks: fc.constantFrom(6, 12, 4),
  earliestTicks: fc.nat(9),
  latestTicks: fc.nat(9),
  sendingTicks: fc.integer({ min: 1, max: 5 }),
});

testCase(
  {
    id: 'TC-TTS-004-01',
    verifies: ['LLR-TTS-004'],
    kind: 'normal',
    intent: 'counts the most work of an interval as trying each begin of the interval does',
  },
  (t) => {
    const agrees = fc.property(fc.array(arriving, { minLength: 1, maxLength: 4 }), fc.nat(40), (raw, length) => {
      const group = raw.map(
        (flow): ArrivingFlow => ({
          ...flow,
          offsetTicks: flow.offsetTicks % flow.gapTicks,
          latestTicks: flow.earliestTicks + flow.latestTicks,
        }),
      );
      return new ArrivalWork([{ groups: [group], rate: undefined }]).at(length) === mostWorkIn(group, length);
    });
    fc.assert(agrees, { numRuns: 400 });
    // one flow without jitter: 1 + floor(t / gap); two flows half a gap apart never come in less than half a gap
    const flow = { offsetTicks: 0, gapTicks: 10, earliestTicks: 3, latestTicks: 3, sendingTicks: 2 };
    const pair = new ArrivalWork([{ groups: [[flow, { ...flow, offsetTicks: 5 }]], rate: undefined }]);
    t.strictSame(
      [0, 4, 5, 9, 10, 20].map((ticks) => pair.at(ticks)),
      [2, 2, 4, 4, 6, 10],
    );
    const apart = new ArrivalWork([{ groups: [[flow], [{ ...flow, offsetTicks: 5 }]], rate: undefined }]);
    t.strictSame(
      [0, 4, 5, 9, 10, 20].map((ticks) => apart.at(ticks)),
      [4, 4, 4, 4, 8, 12],
    );
  },
);

/** Tries each begin of the interval over a hyperperiod. */
function mostWorkIn(group: readonly ArrivingFlow[], length: number): number {
  let most = 0;
  for (let begin = 0; begin < 24; begin += 1) {
    let work = 0;
    for (const { offsetTicks, gapTicks, earliestTicks, latestTicks, sendingTicks } of group) {
      for (let release = offsetTicks - 20 * gapTicks; release < 200; release += gapTicks) {
        if (release + latestTicks >= begin && release + earliestTicks <= begin + length) work += sendingTicks;
      }
    }
    most = Math.max(most, work);
  }
  return most;
}

testCase(
  {
    id: 'TC-TTS-004-02',
    verifies: ['LLR-TTS-004'],
    kind: 'robustness',
    intent: 'limits a burst by the rate of the link and one largest frame, rounded up, and has no work where nothing comes',
  },
  (t) => {
    const flow = { offsetTicks: 0, gapTicks: 1000, earliestTicks: 0, latestTicks: 0, sendingTicks: 20 };
    const groups = [[flow], [flow], [{ ...flow, sendingTicks: 30 }]];
    const equal = new ArrivalWork([{ groups, rate: { linkTicksPerBit: 2, portTicksPerBit: 2 } }]);
    t.strictSame(
      [0, 1, 39, 40, 41].map((ticks) => equal.at(ticks)),
      [30, 31, 69, 70, 70],
    );
    t.strictSame(equal.turns(100), [0, 40]);
    // a link of a third of the rate: 30 + t / 3
    const slow = new ArrivalWork([{ groups, rate: { linkTicksPerBit: 3, portTicksPerBit: 1 } }]);
    t.strictSame(
      [0, 1, 3, 4, 120, 121].map((ticks) => slow.at(ticks)),
      [30, 31, 31, 32, 70, 70],
    );
    t.strictSame(slow.turns(1000).slice(0, 2), [0, 120]);
    t.equal(new ArrivalWork([]).at(1_000_000), 0);
    t.strictSame(new ArrivalWork([]).turns(10), [0]);
    t.throws(
      () =>
        new ArrivalWork([
          {
            groups: [
              [
                { ...flow, gapTicks: 2 ** 51 },
                { ...flow, gapTicks: 3 },
              ],
            ],
            rate: undefined,
          },
        ]),
      /hyperperiod/,
    );
  },
);

/** A timing network that a seed determines. */
function generatedTiming(seed: number): TimingNetwork {
  const network = generatedAfdxNetwork({ seed, switches: 4, endSystems: 10, virtualLinks: 40 });
  return buildTimingNetwork(network, () => place).value as TimingNetwork;
}

testCase(
  {
    id: 'TC-TTS-005-01',
    verifies: ['LLR-TTS-005', 'HLR-TTS-009'],
    kind: 'normal',
    intent: 'equals the bounds that count frames without offsets, and is not above them with offsets, on generated networks',
  },
  (t) => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const network = generatedTiming(seed);
      const frames = boundsOf(network, 'frame').ends.map(({ delayPicoseconds }) => delayPicoseconds);
      const before = offsetBoundsOf(network, undefined);
      t.strictSame(
        before.ends.map(({ delayTicksMax }) => BigInt(delayTicksMax) * 1000n),
        frames,
      );
      const random = seededRandom(seed);
      const after = offsetBoundsOf(
        network,
        network.flows.map(({ gapTicks }) => random.below(gapTicks)),
      );
      t.ok(after.ends.every(({ delayTicksMax }, index) => delayTicksMax <= (before.ends[index]?.delayTicksMax ?? 0)));
      t.ok(after.firstPortTicksMax.every((delay, index) => delay <= (before.firstPortTicksMax[index] ?? 0)));
      t.ok(after.ends.some(({ delayTicksMax }, index) => delayTicksMax < (before.ends[index]?.delayTicksMax ?? 0)));
    }
    // links of three rates: never below the analysis that tries each instant at which high priority comes
    const sample = fc.array(flowWithOffset, { minLength: 2, maxLength: 7 });
    const safe = fc.property(
      sample,
      fc.constantFrom([3, 1], [2, 1], [3, 2], [1, 2]),
      fc.nat(20),
      (flows, [link = 1, port = 1], latencyTicks) => {
        const ports = [link, link, port].map((ticksPerBit) => ({ ticksPerBit, latencyTicks }));
        const routed = flows.map((flow) => ({ ...flow, route: [flow.source === 'E1' ? 0 : 1, 2] }));
        const network = sampleTiming(ports, routed);
        if (
          ports.some(
            ({ ticksPerBit }, at) =>
              loadOf(
                routed.filter(({ route }) => route.includes(at)),
                ticksPerBit,
              ) >= 1,
          )
        )
          return true;
        const exact = boundsOf(network, 'frame').ends.map(({ delayPicoseconds }) => Number(delayPicoseconds) / 1000);
        const { ends } = offsetBoundsOf(network, undefined);
        return ends.every(({ delayTicksMax }, index) => delayTicksMax >= (exact[index] ?? 0));
      },
    );
    t.doesNotThrow(() => fc.assert(safe, { numRuns: 400 }));
  },
);

testCase(
  {
    id: 'TC-TTS-005-02',
    verifies: ['LLR-TTS-005', 'HLR-TTS-009'],
    kind: 'robustness',
    intent: 'is not exceeded by frames of end systems that are shifted against each other by chance, at links of three rates',
  },
  (t) => {
    const rates = fc.constantFrom([1, 1, 1], [1, 2, 3], [3, 2, 1], [2, 1, 2]);
    const sample = fc.array(flowWithOffset, { minLength: 2, maxLength: 6 });
    const routes = fc.infiniteStream(fc.constantFrom([2], [2, 3]));
    const holds = fc.property(
      sample,
      rates,
      routes,
      fc.nat(),
      fc.nat(12),
      fc.boolean(),
      (flows, [first = 1, second = 1, third = 1], tails, seed, latencyTicks, sparse) => {
        // ports 0 and 1 are those of E1 and E2; both lead to port 2 of a switch, and some flows go on to port 3
        const ports = [first, second, third, first].map((ticksPerBit) => ({ ticksPerBit, latencyTicks, propagationTicks: 2 }));
        const routed = flows.map((flow) => ({ ...flow, route: [flow.source === 'E1' ? 0 : 1, ...(tails.next().value ?? [2])] }));
        const network = sampleTiming(ports, routed);
        const loads = ports.map(({ ticksPerBit }, port) =>
          loadOf(
            routed.filter(({ route }) => route.includes(port)),
            ticksPerBit,
          ),
        );
        if (loads.some((load) => load > 1)) return true;
        const offsets = flows.map(({ offset }) => offset);
        const { ends, firstPortTicksMax } = offsetBoundsOf(network, offsets);
        const chance = seededRandom(seed);
        const phases = new Map([
          ['E1', chance.below(200)],
          ['E2', chance.below(200)],
        ]);
        const seen = simulatedDelays(
          network,
          ({ index, source, gapTicks, frameBitsMax, frameBitsMin }, nth) => ({
            ticks: (phases.get(source) ?? 0) + (offsets[index] ?? 0) + nth * gapTicks,
            bits: chance.below(6) === 0 ? 0 : sparse ? frameBitsMin + chance.below(frameBitsMax - frameBitsMin + 1) : frameBitsMax,
          }),
          16,
          chance,
        );
        return seen.every(
          (delays, flow) =>
            (delays[0] ?? 0) <= (firstPortTicksMax[flow] ?? 0) && (delays.at(-1) ?? 0) + 2 <= (ends[flow]?.delayTicksMax ?? 0),
        );
      },
    );
    t.doesNotThrow(() => fc.assert(holds, { numRuns: 1200 }));
  },
);

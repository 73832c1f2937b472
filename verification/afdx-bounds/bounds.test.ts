import fc from 'fast-check';
import { rational, rationalText } from '../../src/kernel/rational.js';
import {
  type Bounds,
  boundsOf,
  exactDelayTicksOf,
  meanPicosecondsOf,
  methods,
  picosecondsRoundedUp,
} from '../../src/twin/afdx/bounds/bounds.js';
import { certificateFormat, certificateOf } from '../../src/twin/afdx/bounds/certificate.js';
import { whole } from '../../src/twin/afdx/bounds/exact-number.js';
import { ArrivalSweep } from '../../src/twin/afdx/bounds/frame-arrivals.js';
import { backlogBitsOf, firstComeDelayTicksOf, lowDelayTicksOf } from '../../src/twin/afdx/bounds/frame-port.js';
import { passagesOf, rateDenominatorOf } from '../../src/twin/afdx/bounds/port-traffic.js';
import { buildTimingNetwork, loadsOf } from '../../src/twin/afdx/timing/build-timing-network.js';
import { routeOf, type TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { playedPortByPort, type Release } from '../support/port-by-port-simulation.js';
import {
  fiveVirtualLinks,
  type SmallLink,
  type SmallNetwork,
  smallAfdxNetwork,
  smallTimingNetwork,
} from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });
const microseconds = (bounds: Bounds): readonly number[] => bounds.ends.map(({ delayPicoseconds }) => Number(delayPicoseconds) / 1e6);

/** Seven end systems on three switches in a star; any source, any destinations. */
const cables = ['e1-S1', 'e2-S1', 'e3-S1', 'e4-S2', 'e5-S2', 'S1-S3', 'S2-S3', 'S3-e6', 'S3-e7'];
const homes: Readonly<Record<string, string>> = { e1: 'S1', e2: 'S1', e3: 'S1', e4: 'S2', e5: 'S2', e6: 'S3', e7: 'S3' };
function routeBetween(source: string, destination: string): readonly string[] {
  const [from = '', to = ''] = [homes[source], homes[destination]];
  return from === to ? [from] : [from, ...(from === 'S3' || to === 'S3' ? [] : ['S3']), to];
}
const link = fc
  .record({
    source: fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5'),
    destinations: fc.subarray(['e1', 'e2', 'e4', 'e5', 'e6', 'e7'], { minLength: 1, maxLength: 3 }),
    frameBytes: fc.constantFrom(64, 200, 480, 1000, 1518),
    smaller: fc.boolean(),
    gapMilliseconds: fc.constantFrom(1, 1, 2, 4),
    priority: fc.constantFrom('high' as const, 'low' as const),
  })
  .filter(({ source, destinations }) => !destinations.includes(source))
  .map(
    ({ source, destinations, frameBytes, smaller, gapMilliseconds, priority }): SmallLink => ({
      source,
      routes: Object.fromEntries(destinations.map((to) => [to, routeBetween(source, to)])),
      frameBytes,
      frameBytesMin: smaller ? 64 : frameBytes,
      gapMilliseconds,
      priority,
    }),
  );
const smallNetwork = fc.record({
  cables: fc.constant(cables),
  virtualLinks: fc.array(link, { minLength: 1, maxLength: 8 }),
  switchLatencyNanoseconds: fc.constantFrom(0, 16_000, 100_000),
  endSystemLatencyNanoseconds: fc.constantFrom(0, 60_000),
  rates: fc.constantFrom({}, { 'S1-S3': 1_000_000_000 }, { 'S2-S3': 50_000_000 }),
});
const play = fc.record({ seed: fc.integer(), frames: fc.integer({ min: 1, max: 5 }), spreadTicks: fc.constantFrom(1, 50_000, 400_000) });

/** Releases at least a gap apart, close together at first; numbers from a plain linear congruence. */
function releasesOf(
  network: TimingNetwork,
  { seed, frames, spreadTicks }: { seed: number; frames: number; spreadTicks: number },
): readonly Release[] {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return network.flows.flatMap((flow) => {
    let ticks = below(spreadTicks);
    return Array.from({ length: frames }, (): Release => {
      const release = {
        flow: flow.index,
        ticks,
        frameBits: below(3) === 0 ? flow.frameBitsMin : flow.frameBitsMax,
        tie: below(1000),
        latencyPercent: [0, 100, 100, below(101)][below(4)] ?? 0,
      };
      ticks += flow.gapTicks + (below(2) === 0 ? 0 : below(spreadTicks));
      return release;
    });
  });
}

/** The timing network, or nothing where the random one cannot be analysed (a port above 100 %). */
function timingOf(small: SmallNetwork): TimingNetwork | undefined {
  return buildTimingNetwork(smallAfdxNetwork(small), placeOf).value;
}

function withinBounds(network: TimingNetwork, bounds: Bounds, releases: readonly Release[]): boolean {
  const seen = playedPortByPort(network, releases);
  const delaysHold = bounds.ends.every(({ flow, destination, delayPicoseconds, shortestPicoseconds }) => {
    const delay = seen.delays.get(`${flow.index}>${destination.endSystem}`);
    if (delay === undefined) return false;
    const picoseconds = (BigInt(delay) * 1_000_000_000_000n) / BigInt(network.ticksPerSecond);
    return picoseconds <= delayPicoseconds && picoseconds >= shortestPicoseconds;
  });
  const backlogsHold = network.ports.every(({ index }) => (seen.backlogBits[index] ?? 0) <= (bounds.ports[index]?.backlogBits ?? 0));
  const jittersHold = network.flows.every((flow) =>
    flow.hops.every(({ port }, hop) => {
      const jitter = bounds.jitterTicks?.[flow.index]?.[hop];
      const instants = seen.arrivals.get(`${flow.index}>${network.ports[port]?.id}`) ?? [];
      return (
        jitter === undefined ||
        instants.every((last, n) => instants.slice(0, n).every((first, m) => (n - m) * flow.gapTicks <= last - first + jitter))
      );
    }),
  );
  return delaysHold && backlogsHold && jittersHold;
}

testCase(
  {
    id: 'TC-BND-005-01',
    verifies: ['LLR-BND-004', 'LLR-BND-005', 'LLR-BND-006', 'LLR-BND-009', 'LLR-BND-012', 'LLR-BND-013', 'HLR-BND-003'],
    kind: 'normal',
    intent: 'gives the published figures of the five-virtual-link example by each method, exactly',
  },
  (t) => {
    const network = smallTimingNetwork(fiveVirtualLinks);
    const totalFlow = boundsOf(network, 'total-flow');
    const exact = totalFlow.ends.map(({ flow, destination }) =>
      rationalText({ ...exactDelayTicksOf(totalFlow.ports, network, flow, destination) }),
    );
    t.same(exact, ['319080', '319080', '359480', '359480', '234972'], 'total flow analysis, in ticks of 1 ns');
    t.same(microseconds(totalFlow), [319.08, 319.08, 359.48, 359.48, 234.972]);
    t.same(microseconds(boundsOf(network, 'grouped')), [276.020615, 276.020615, 316.424655, 316.424655, 232.808081], 'rounded up');
    t.same(microseconds(boundsOf(network, 'frame')), [272, 272, 312, 312, 232], 'the exact worst cases');
    t.equal(meanPicosecondsOf(totalFlow), 318_418_400n, 'two of 319.08, two of 359.48 and one of 234.972');
  },
);

testCase(
  {
    id: 'TC-BND-007-01',
    verifies: ['LLR-BND-007', 'LLR-BND-008', 'LLR-BND-009', 'LLR-BND-010', 'LLR-BND-011', 'LLR-BND-012', 'HLR-BND-002', 'HLR-BND-004'],
    kind: 'normal',
    intent: 'bounds each delay, backlog and arrival jitter that random releases show on random networks, by each method',
  },
  (t) => {
    let analysed = 0;
    fc.assert(
      fc.property(smallNetwork, fc.array(play, { minLength: 3, maxLength: 3 }), (small, plays) => {
        const network = timingOf(small);
        if (network === undefined) return true;
        analysed += 1;
        return methods.every((method) => {
          const bounds = boundsOf(network, method);
          return plays.every((each) => withinBounds(network, bounds, releasesOf(network, each)));
        });
      }),
      { numRuns: 400 },
    );
    t.ok(analysed > 200, `${analysed} networks were analysed`);
  },
);

testCase(
  {
    id: 'TC-BND-007-02',
    verifies: ['LLR-BND-004', 'LLR-BND-005', 'LLR-BND-006', 'LLR-BND-007', 'HLR-BND-002'],
    kind: 'robustness',
    intent: 'does not go below what store and forward makes frames suffer where a fluid link would smooth them',
  },
  (t) => {
    const fanIn: SmallNetwork = {
      cables: ['e1-S1', 'e2-S1', 'S1-S2', 'e3-S2', 'S2-e4'],
      virtualLinks: [
        { source: 'e1', routes: { e4: ['S1', 'S2'] }, frameBytes: 1518 },
        { source: 'e2', routes: { e4: ['S1', 'S2'] }, frameBytes: 64 },
        { source: 'e3', routes: { e4: ['S2'] }, frameBytes: 1518 },
      ],
      switchLatencyNanoseconds: 0,
    };
    const network = smallTimingNetwork(fanIn);
    const at = (flow: number, ticks: number, tie: number): Release => ({
      flow,
      ticks,
      frameBits: network.flows[flow]?.frameBitsMax ?? 0,
      tie,
      latencyPercent: 100,
    });
    // The long frame of e1 is complete at S1 at 123.04 µs and at S2 at 246.08 µs, as is that of e3, which goes first.
    const late = playedPortByPort(network, [at(0, 0, 1), at(2, 123_040, 0)]).delays.get('0>e4') ?? 0;
    t.equal(late, 492_160, 'four times the sending of a long frame');
    for (const method of methods) {
      const end = boundsOf(network, method).ends[0];
      t.ok((end?.delayPicoseconds ?? 0n) >= BigInt(late) * 1000n, method);
    }
  },
);

testCase(
  {
    id: 'TC-BND-010-01',
    verifies: ['LLR-BND-010', 'LLR-BND-009'],
    kind: 'normal',
    intent: 'equals the worst case found by trying each alignment of one high and two low frames at a port',
  },
  (t) => {
    const network = smallTimingNetwork({
      cables: ['e1-S1', 'e2-S1', 'e3-S1', 'S1-e4'],
      virtualLinks: [
        { source: 'e1', routes: { e4: ['S1'] }, frameBytes: 480, priority: 'high' },
        { source: 'e2', routes: { e4: ['S1'] }, frameBytes: 230, priority: 'low' },
        { source: 'e3', routes: { e4: ['S1'] }, frameBytes: 105, priority: 'low' },
      ],
    });
    const sending = [40_000, 20_000, 10_000];
    const worst = [0, 0, 0];
    for (let a = 0; a <= 80_000; a += 5000) {
      for (let b = 0; b <= 80_000; b += 5000) {
        for (const ties of [
          [0, 1, 2],
          [2, 1, 0],
          [0, 2, 1],
        ] as const) {
          const starts = [80_000, 80_000 - 40_000 + a, 80_000 - 40_000 + b];
          const releases = starts.map(
            (start, flow): Release => ({
              flow,
              ticks: start - (sending[flow] ?? 0),
              frameBits: (sending[flow] ?? 0) / 10,
              tie: ties[flow] ?? 0,
              latencyPercent: 100,
            }),
          );
          const { delays } = playedPortByPort(network, releases);
          for (const flow of [0, 1, 2]) worst[flow] = Math.max(worst[flow] ?? 0, delays.get(`${flow}>e4`) ?? 0);
        }
      }
    }
    const found = microseconds(boundsOf(network, 'frame')).map((delay) => delay * 1000);
    // The high frame can come just after the start of the longest low frame; the grid reaches that but for the tie itself.
    t.same(
      worst.map((delay, flow) => (found[flow] ?? 0) - delay >= 0),
      [true, true, true],
      `${worst} against ${found}`,
    );
    t.equal(found[0], 40_000 + 16_000 + 20_000 + 40_000, 'high: own way, latency, one low frame, own sending');
    t.equal(found[2], 10_000 + 16_000 + 40_000 + 20_000 + 10_000, 'low: the other low frame and the high frame go first');
    t.equal(worst[2], found[2], 'which the search attains');
  },
);

testCase(
  {
    id: 'TC-BND-010-02',
    verifies: ['LLR-BND-008', 'LLR-BND-009', 'LLR-BND-010', 'LLR-BND-011'],
    kind: 'robustness',
    intent: 'ends at a port that is loaded to exactly 100 %, and gives no bound for a priority that does not pass',
  },
  (t) => {
    const port = { ...(smallTimingNetwork(fiveVirtualLinks).ports[0] as TimingNetwork['ports'][number]), latencyTicks: 0 };
    const full = {
      groups: [{ linkTicksPerBit: 0, frameBitsMax: 100_000, flows: [{ frameBits: 100_000, gapTicks: 1_000_000, jitterTicks: 5 }] }],
      frameBitsMax: 100_000,
      frameBitsMin: 100_000,
    };
    t.equal(firstComeDelayTicksOf(port, full, 0), 1_000_000 + 10, 'one frame, and one bit for the jitter, rounded up');
    const none = { groups: [], frameBitsMax: 0, frameBitsMin: 0 };
    t.equal(firstComeDelayTicksOf(port, none, 0), undefined);
    t.equal(lowDelayTicksOf(port, { high: full, low: none }), undefined);
    t.equal(backlogBitsOf(port, none), 0);
    t.equal(new ArrivalSweep(none).eventAfter(0), Number.POSITIVE_INFINITY);
    t.throws(() => whole(2 ** 53));
  },
);

testCase(
  {
    id: 'TC-BND-008-01',
    verifies: ['LLR-BND-008', 'LLR-BND-003', 'LLR-BND-004'],
    kind: 'normal',
    intent: 'counts arrivals as the formula of frames and links does, at each instant',
  },
  (t) => {
    const flow = fc.record({
      frameBits: fc.integer({ min: 672, max: 12_304 }),
      gapTicks: fc.integer({ min: 50, max: 400 }),
      jitterTicks: fc.integer({ min: 0, max: 900 }),
    });
    const group = fc.record({ linkTicksPerBit: fc.constantFrom(0, 1, 10), flows: fc.array(flow, { minLength: 1, maxLength: 4 }) });
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(
          fc.array(group, { minLength: 1, maxLength: 3 }),
          fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 6 }),
          (raw, instants) => {
            const groups = raw.map((each) => ({ ...each, frameBitsMax: Math.max(...each.flows.map(({ frameBits }) => frameBits)) }));
            const sweep = new ArrivalSweep({ groups, frameBitsMax: 0, frameBitsMin: 0 });
            return [...instants]
              .sort((a, b) => a - b)
              .every((instant) => {
                sweep.advanceTo(instant);
                const expected = groups.reduce((sum, { linkTicksPerBit, frameBitsMax, flows }) => {
                  const level = flows.reduce(
                    (bits, each) => bits + each.frameBits * (1 + Math.floor((instant + each.jitterTicks) / each.gapTicks)),
                    0,
                  );
                  return sum + (linkTicksPerBit === 0 ? level : Math.min(level, frameBitsMax + Math.ceil(instant / linkTicksPerBit)));
                }, 0);
                return sweep.bits(instant) === expected;
              });
          },
        ),
      ),
    );
    const network = smallTimingNetwork(fiveVirtualLinks);
    t.same(
      passagesOf(network)
        .map((each) => each.length)
        .sort(),
      [1, 1, 1, 1, 1, 1, 2, 3, 4],
      'flows by port',
    );
    t.equal(rateDenominatorOf(network), 4_000_000n);
  },
);

testCase(
  {
    id: 'TC-BND-001-01',
    verifies: ['LLR-BND-001', 'LLR-BND-002', 'LLR-BND-003', 'HLR-BND-001'],
    kind: 'normal',
    intent: 'builds ports in the order of the frames, counts a multicast link once, and finds a tick for unequal rates',
  },
  (t) => {
    const network = smallTimingNetwork({
      cables: ['e1-S1', 'S1-S2', 'S2-e2', 'S2-e3'],
      virtualLinks: [{ source: 'e1', routes: { e2: ['S1', 'S2'], e3: ['S1', 'S2'] } }],
      rates: { 'S2-e3': 30_000_000 },
    });
    t.same(
      network.ports.map(({ id }) => id),
      ['e1>S1', 'S1>S2', 'S2>e2', 'S2>e3'],
    );
    t.equal(network.ticksPerSecond, 3_000_000_000, 'the least common multiple of 10^9, 10^8 and 3·10^7');
    t.same(
      network.ports.map(({ ticksPerBit }) => ticksPerBit),
      [30, 30, 30, 100],
    );
    const [flow] = network.flows;
    if (flow === undefined) throw new Error('one flow is there');
    t.equal(flow.hops.length, 4);
    t.same(
      flow.destinations.map((destination) => routeOf(flow, destination).map(({ port }) => network.ports[port]?.id)),
      [
        ['e1>S1', 'S1>S2', 'S2>e2'],
        ['e1>S1', 'S1>S2', 'S2>e3'],
      ],
    );
    t.same(
      loadsOf(network).map(({ numerator, denominator }) => rationalText(rational(numerator, denominator))),
      ['1/100', '1/100', '1/100', '1/30'],
    );
  },
);

testCase(
  {
    id: 'TC-BND-001-02',
    verifies: ['LLR-BND-001', 'LLR-BND-002', 'LLR-BND-003', 'LLR-BND-013', 'HLR-BND-001', 'HLR-BND-003'],
    kind: 'robustness',
    intent: 'refuses, with the place, what cannot be analysed: missing node or link, rejoining path, rates without tick, circle, overload',
  },
  (t) => {
    const codesOf = (small: SmallNetwork): readonly string[] =>
      buildTimingNetwork(smallAfdxNetwork(small), placeOf).diagnostics.map(({ code, place }) => `${code} ${place?.path}`);
    const square = ['e1-S1', 'S1-S2', 'S1-S3', 'S2-S4', 'S3-S4', 'S4-e2', 'S4-e3', 'e4-S2', 'e5-S3', 'e6-S4', 'S1-e7'];
    const only = (routes: SmallLink['routes'], source = 'e1'): SmallNetwork => ({ cables: square, virtualLinks: [{ source, routes }] });
    t.same(codesOf(only({ e2: ['S1', 'S9', 'S4'] })), ['AFDX-160 /virtualLinks/0/paths/A/e2']);
    t.same(codesOf(only({ e2: ['S1', 'S4'] })), ['AFDX-160 /virtualLinks/0/paths/A/e2']);
    t.same(codesOf(only({ S4: ['S1', 'S2'] })), ['AFDX-160 /virtualLinks/0/paths/A/S4'], 'a switch is no destination');
    t.same(codesOf(only({ e2: ['S1', 'S2', 'S4'], e3: ['S1', 'S3', 'S4'] })), ['AFDX-161 /virtualLinks/0/paths/A/e3']);
    t.same(codesOf(only({ e2: ['S1', 'S2', 'S1', 'S3', 'S4'] })), ['AFDX-161 /virtualLinks/0/paths/A/e2']);
    const circle = [
      { source: 'e1', routes: { e3: ['S1', 'S2', 'S4'] } },
      { source: 'e4', routes: { e5: ['S2', 'S4', 'S3'] } },
      { source: 'e6', routes: { e7: ['S4', 'S3', 'S1'] } },
      { source: 'e5', routes: { e4: ['S3', 'S1', 'S2'] } },
    ];
    const found = buildTimingNetwork(smallAfdxNetwork({ cables: square, virtualLinks: circle }), placeOf).diagnostics;
    t.same(
      found.map(({ code }) => code),
      ['AFDX-163'],
    );
    for (const port of ['S1>S2', 'S2>S4', 'S4>S3', 'S3>S1']) t.match(found[0]?.message ?? '', port);
    const heavy = Array.from(
      { length: 9 },
      (): SmallLink => ({ source: 'e1', routes: { e2: ['S1', 'S2', 'S4'] }, frameBytes: 1518, gapMilliseconds: 1 }),
    );
    const overload = buildTimingNetwork(smallAfdxNetwork({ cables: square, virtualLinks: heavy }), placeOf).diagnostics;
    t.equal(overload.length, 4, 'one finding for each port');
    t.match(overload[0]?.message ?? '', '110.73 %', '9 · 12304 bits in 1 ms of 100 Mbit/s');
    t.same(codesOf({ ...only({ e2: ['S1', 'S2', 'S4'] }), rates: { 'S1-S2': 99_999_989 } }), ['AFDX-162 /links']);
    t.equal(picosecondsRoundedUp(rational(1n, 3n), 1_000_000_000), 334n, 'a third of a nanosecond, rounded up');
  },
);

testCase(
  {
    id: 'TC-BND-014-01',
    verifies: ['LLR-BND-014', 'HLR-BND-005'],
    kind: 'normal',
    intent: 'puts each port, flow, jitter and destination of the bounds into the certificate, with the digest of the network',
  },
  (t) => {
    const configuration = smallAfdxNetwork(fiveVirtualLinks);
    const network = smallTimingNetwork(fiveVirtualLinks);
    const certificate = certificateOf(configuration, boundsOf(network, 'frame'));
    t.equal(certificate.format, certificateFormat);
    t.equal(certificate.network.sha256.length, 64);
    t.equal(certificate.ports.length, network.ports.length);
    t.same(certificate.flows[2]?.destinations, [{ endSystem: 'e6', delayPicoseconds: '312000000', shortestPicoseconds: '120000000' }]);
    t.same(certificate.flows[2]?.jitterTicks, [
      { port: 'e3>S2', ticks: 0 },
      { port: 'S2>S3', ticks: 0 },
      { port: 'S3>e6', ticks: 96_000 },
    ]);
  },
);

testCase(
  {
    id: 'TC-BND-014-02',
    verifies: ['LLR-BND-014', 'LLR-BND-012', 'HLR-BND-005'],
    kind: 'robustness',
    intent: 'gives another digest for each changed figure of the network, and leaves out a priority that does not pass',
  },
  (t) => {
    const configuration = smallAfdxNetwork(fiveVirtualLinks);
    const bounds = boundsOf(smallTimingNetwork(fiveVirtualLinks), 'grouped');
    const digest = certificateOf(configuration, bounds).network.sha256;
    t.not(certificateOf({ ...configuration, version: '1.0.1' }, bounds).network.sha256, digest);
    t.same(
      certificateOf(configuration, bounds).ports.filter(({ delayTicks }) => 'low' in delayTicks),
      [],
    );
    t.equal(certificateOf(configuration, bounds).flows[0]?.jitterTicks, undefined, 'the grouped method counts no frames');
  },
);

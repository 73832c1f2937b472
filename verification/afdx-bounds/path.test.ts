import fc from 'fast-check';
import { type SeededRandom, seededRandom } from '../../src/kernel/seeded-random.js';
import { boundsOf, meanPicosecondsOf } from '../../src/twin/afdx/bounds/bounds.js';
import { frameAnalysisOf } from '../../src/twin/afdx/bounds/frame-analysis.js';
import { busyTicksOf } from '../../src/twin/afdx/bounds/frame-port.js';
import { pathDelaysOf } from '../../src/twin/afdx/bounds/path-bounds.js';
import { pathDelayTicksOf } from '../../src/twin/afdx/bounds/path-delay.js';
import { type PathTraffic, pathTrafficOf } from '../../src/twin/afdx/bounds/path-traffic.js';
import { PathView } from '../../src/twin/afdx/bounds/path-view.js';
import { spreadTicksOf, type WindowGroup, windowTicksOf } from '../../src/twin/afdx/bounds/path-window.js';
import { passagesOf } from '../../src/twin/afdx/bounds/port-traffic.js';
import type { TimingNetwork, TimingPort } from '../../src/twin/afdx/timing/timing-network.js';
import { randomNetwork } from '../afdx-exact/random-schedules.js';
import { playedPortByPort, type Release } from '../support/port-by-port-simulation.js';
import { type SmallNetwork, smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';

/**
 * Virtual links 1 (123.04 µs on the wire) and 4 (37.36 µs) come from S2, 2 (37.36 µs) and 3 (53.36 µs) from S1. All pass S3>S4; 1 and 2 go
 * on to e5, 3 and 4 to e6.
 */
const meeting: SmallNetwork = {
  cables: ['e1-S1', 'e2-S1', 'e3-S2', 'e4-S2', 'S1-S3', 'S2-S3', 'S3-S4', 'S4-e5', 'S4-e6'],
  virtualLinks: [
    { source: 'e3', routes: { e5: ['S2', 'S3', 'S4'] }, frameBytes: 1518 },
    { source: 'e1', routes: { e5: ['S1', 'S3', 'S4'] }, frameBytes: 447 },
    { source: 'e2', routes: { e6: ['S1', 'S3', 'S4'] }, frameBytes: 647 },
    { source: 'e4', routes: { e6: ['S2', 'S3', 'S4'] }, frameBytes: 447 },
  ],
  switchLatencyNanoseconds: 16_000,
};

const [sentLong, sentMiddle, sentShort, latency] = [123_040, 53_360, 37_360, 16_000];

function delaysBy(network: TimingNetwork, method: 'frame' | 'path'): readonly number[] {
  return boundsOf(network, method).ends.map(({ delayPicoseconds }) => Number(delayPicoseconds) / 1000);
}

function pathOf(network: TimingNetwork, flow: number, destination = 0): PathTraffic | undefined {
  const passages = passagesOf(network);
  const analysis = frameAnalysisOf(network, passages);
  const asked = network.flows[flow];
  const end = asked?.destinations[destination];
  if (asked === undefined || end === undefined) throw new Error('the network has the flow');
  const busyTicks = network.ports.map(() => ({ high: 1_000_000, low: 1_000_000 }));
  return pathTrafficOf(network, passages, { flow: asked, destination: end }, { ...analysis, busyTicks });
}

const release = (network: TimingNetwork, flow: number, ticks: number, tie: number): Release => ({
  flow,
  ticks,
  tie,
  frameBits: network.flows[flow]?.frameBitsMax ?? 0,
  latencyPercent: 100,
});

/** The longest delays that releases found by trying, and by changing the best, show by destination. */
function climbedTicks(network: TimingNetwork, random: SeededRandom, plays: number): ReadonlyMap<string, number> {
  const worst = new Map<string, number>();
  for (const [index, { flow, destination }] of boundsOf(network, 'total-flow').ends.entries()) {
    const key = `${flow.index}>${destination.endSystem}`;
    let best: readonly Release[] = [];
    let bestTicks = -1;
    for (let count = 0; count < plays; count += 1) {
      const tried = count % 60 === 0 ? drawn(network, random) : changed(network, best, random);
      const seen = keepsGaps(network, tried) ? playedPortByPort(network, tried).delays : new Map<string, number>();
      for (const [each, ticks] of seen) worst.set(each, Math.max(worst.get(each) ?? 0, ticks));
      if ((seen.get(key) ?? -1) >= bestTicks) [best, bestTicks] = [tried, seen.get(key) ?? -1];
    }
    if (index > 3) break;
  }
  return worst;
}

function drawn(network: TimingNetwork, random: SeededRandom): readonly Release[] {
  return network.flows.flatMap(({ index, gapTicks }) => {
    const begin = random.below(40) * 6_720;
    return Array.from({ length: 1 + random.below(2) }, (_, copy) => release(network, index, begin + copy * gapTicks, random.below(100)));
  });
}

function changed(network: TimingNetwork, releases: readonly Release[], random: SeededRandom): readonly Release[] {
  const at = random.below(releases.length);
  const other = releases[random.below(releases.length)];
  return releases.map((each, index) => {
    if (index !== at || other === undefined) return each;
    const { frameBitsMax = 0, frameBitsMin = 0 } = network.flows[each.flow] ?? {};
    const moves: readonly Partial<Release>[] = [
      { tie: random.below(100) },
      { frameBits: random.below(2) === 0 ? frameBitsMin : frameBitsMax },
      { latencyPercent: random.below(2) * 100 },
      { ticks: other.ticks + (random.below(3) - 1) * other.frameBits * 10 },
      { ticks: each.ticks + (random.below(9) - 4) * 6_720 },
      { ticks: each.ticks + (random.below(3) - 1) * latency },
    ];
    return { ...each, ...moves[random.below(moves.length)] };
  });
}

function keepsGaps(network: TimingNetwork, releases: readonly Release[]): boolean {
  return releases.every((one, index) =>
    releases.every(
      (other, at) =>
        at <= index || other.flow !== one.flow || Math.abs(other.ticks - one.ticks) >= (network.flows[one.flow]?.gapTicks ?? 0),
    ),
  );
}

testCase(
  {
    id: 'TC-BND-026-01',
    verifies: ['LLR-BND-022', 'LLR-BND-025', 'LLR-BND-026', 'HLR-BND-009'],
    kind: 'normal',
    intent: 'counts once a frame that the sum of the ports counts at two of them, which is what a schedule of frames reaches',
  },
  (t) => {
    const network = smallTimingNetwork(meeting);
    // Virtual link 2: source, behind 3 at S1>S3, behind 3 and 1 at S3>S4, behind 1 at S4>e5. What goes on with it counts once (1, 2, 3), and again what
    // begins a busy period: itself at S1>S3, 3 at S3>S4, 1 at S4>e5. Frame 4 follows 1 on its link, so it does not come between 3 and 1.
    const [source, behindThree, behindOne] = [sentShort, latency + sentMiddle + sentShort, latency + sentMiddle + sentLong];
    const byHand = source + behindThree + behindOne + latency + sentLong;
    const [, frame = 0] = delaysBy(network, 'frame');
    const [, path = 0] = delaysBy(network, 'path');
    const seen = climbedTicks(network, seededRandom(7), 700).get('1>e5') ?? 0;
    t.ok(frame > path, `frame ${frame}, path ${path}`);
    t.equal(path, byHand);
    t.ok(seen <= path && seen > 0.97 * path, `a schedule reaches ${seen} of ${path}`);
    t.equal(
      meanPicosecondsOf(boundsOf(network, 'path')),
      BigInt(Math.ceil(delaysBy(network, 'path').reduce((sum, each) => sum + each * 250, 0))),
    );
  },
);

testCase(
  {
    id: 'TC-BND-026-02',
    verifies: ['LLR-BND-022', 'LLR-BND-025', 'LLR-BND-026', 'HLR-BND-009'],
    kind: 'robustness',
    intent:
      'leaves the sum of the ports where low priority meets high, where gaps are too short to count, and where the path gives no less',
  },
  (t) => {
    const virtualLinks = meeting.virtualLinks.map((link) => ({ ...link, priority: 'low' as const }));
    const low = smallTimingNetwork({ ...meeting, virtualLinks });
    t.same(
      delaysBy(low, 'path')[1],
      delaysBy(smallTimingNetwork(meeting), 'path')[1],
      'low priority alone is served first come, first served',
    );
    const mixed = smallTimingNetwork({
      ...meeting,
      virtualLinks: [...virtualLinks, { source: 'e4', routes: { e6: ['S2', 'S3', 'S4'] }, frameBytes: 64 }],
    });
    t.equal(pathOf(mixed, 1), undefined, 'high priority passes S3>S4');
    t.same(delaysBy(mixed, 'path').slice(0, 4), delaysBy(mixed, 'frame').slice(0, 4));
    const network = smallTimingNetwork(meeting);
    const short = { ...network, flows: network.flows.map((flow) => ({ ...flow, gapTicks: 400 })) };
    const path = pathOf(short, 1) as PathTraffic;
    t.equal(
      new PathView(path, 1).delayTicks(
        { port: 1, kind: 'stay', next: path.parts[0] as never, rest: undefined, nextMove: 4, againTicks: 0, uses: new Map() },
        0,
      ),
      Number.POSITIVE_INFINITY,
      'more than 200 instants',
    );
    t.equal(pathDelayTicksOf(path, 475_520), undefined);
    const longEnough = pathOf(network, 1) as PathTraffic;
    t.equal(pathDelayTicksOf(longEnough, 475_520), undefined, 'not below the sum that is given');
    t.equal(pathDelayTicksOf(longEnough, 475_521), 475_520);
    const endless = { ...longEnough, ports: longEnough.ports.map((port) => ({ ...port, busyTicks: Number.POSITIVE_INFINITY })) };
    t.equal(pathDelayTicksOf(endless, 512_880), undefined, 'no longest busy period');
    const vast = { ...longEnough, ports: longEnough.ports.map((port) => ({ ...port, busyTicks: 2 ** 51 })) };
    t.equal(pathDelayTicksOf(vast, 512_880), undefined, 'sums that whole numbers do not hold');
    const [flow, destination] = [network.flows[0], network.flows[0]?.destinations[0]];
    const passages = passagesOf(network);
    if (flow === undefined || destination === undefined) throw new Error('there is a flow');
    t.ok(
      (pathDelaysOf(network, passages, frameAnalysisOf(network, passages))(flow, destination) ?? 0) < (delaysBy(network, 'frame')[0] ?? 0),
    );
  },
);

/** A row of four switches with two end systems each, and six to nine virtual links of three sizes between any of them. */
function rowNetwork(random: SeededRandom): TimingNetwork {
  const homes = Array.from({ length: 8 }, (_, index) => Math.floor(index / 2));
  const between = (from: number, to: number): readonly string[] =>
    Array.from({ length: Math.abs(to - from) + 1 }, (_, step) => `S${from + (to > from ? step : -step)}`);
  const priorities = random.below(3);
  const virtualLinks = Array.from({ length: 6 + random.below(4) }, () => {
    const source = random.below(8);
    const others = homes.flatMap((home, index) => (index === source ? [] : [[`e${index}`, between(homes[source] ?? 0, home)] as const]));
    const begin = random.below(others.length - 2);
    return {
      source: `e${source}`,
      routes: Object.fromEntries(others.slice(begin, begin + 1 + random.below(3))),
      frameBytes: [148, 568, 1408][random.below(3)] ?? 148,
      frameBytesMin: random.below(2) === 0 ? 64 : 148,
      gapMilliseconds: 1 << random.below(3),
      priority: priorities === 0 && random.below(3) === 0 ? ('low' as const) : ('high' as const),
    };
  });
  return smallTimingNetwork({
    cables: ['S0-S1', 'S1-S2', 'S2-S3', ...homes.map((home, index) => `e${index}-S${home}`)],
    virtualLinks,
    switchLatencyNanoseconds: random.below(2) * latency,
    rates: random.below(4) === 0 ? { 'S1-S2': 1_000_000_000 } : {},
  });
}

testCase(
  {
    id: 'TC-BND-025-01',
    verifies: ['LLR-BND-022', 'LLR-BND-024', 'LLR-BND-025', 'LLR-BND-026', 'HLR-BND-009'],
    kind: 'robustness',
    intent:
      'is not below what releases show that are changed until they come late, on random networks with short gaps, two priorities and multicast',
  },
  (t) => {
    const networks = Number(process.env.AMPEL_PATH_NETWORKS ?? 25);
    let [better, close] = [0, 0];
    for (let seed = 1; seed <= networks; seed += 1) {
      const random = seededRandom(seed);
      const network = seed % 3 === 0 ? randomNetwork(random, 10 + random.below(80)) : rowNetwork(random);
      const [path, frame] = [boundsOf(network, 'path').ends, boundsOf(network, 'frame').ends];
      const seen = climbedTicks(network, random, 60);
      const late = path.filter(({ flow, destination, delayPicoseconds }) => {
        const ticks = seen.get(`${flow.index}>${destination.endSystem}`) ?? 0;
        if (BigInt(ticks) * 1000n === delayPicoseconds) close += 1;
        return BigInt(ticks) * 1000n > delayPicoseconds;
      });
      if (late.length > 0) t.fail(`seed ${seed}: virtual link ${late.map(({ flow }) => flow.virtualLink)} comes later than its bound`);
      if (path.some(({ delayPicoseconds }, index) => delayPicoseconds > (frame[index]?.delayPicoseconds ?? 0n)))
        t.fail(`seed ${seed}: above frame`);
      better += path.filter(({ delayPicoseconds }, index) => delayPicoseconds < (frame[index]?.delayPicoseconds ?? 0n)).length;
    }
    t.ok(better > networks / 2 && close > networks / 2, `${better} bounds below those of frame, ${close} reached exactly`);
  },
);

testCase(
  {
    id: 'TC-BND-022-01',
    verifies: ['LLR-BND-022', 'LLR-BND-023'],
    kind: 'normal',
    intent: 'lists what shares ports with a path: where it enters and leaves, over which link, and with which jitter',
  },
  (t) => {
    const network = smallTimingNetwork(meeting);
    const path = pathOf(network, 1);
    const facts = path?.parts.map(({ flow, entry, leave, linkTicksPerBit }) => [flow.virtualLink, entry, leave, linkTicksPerBit]);
    t.same(
      facts,
      [
        [2, 0, 3, 0],
        [3, 1, 2, 10],
        [1, 2, 3, 10],
        [4, 2, 2, 10],
      ],
      'its own flow first; 3 joins at S1>S3, 1 and 4 at S3>S4',
    );
    t.same(
      path?.parts[0]?.jitterTicks,
      [0, 0, latency + sentMiddle, 2 * latency + sentMiddle + sentLong + sentMiddle],
      'at S4>e5 behind 1 and 3',
    );
    t.same(path?.ports.map(({ arrivalTicksMax }) => arrivalTicksMax).slice(0, 3), [0, sentShort, 2 * sentShort + sentMiddle + latency]);
    t.same(
      path?.ports.map(({ fixedTicks }) => fixedTicks),
      [0, latency, latency, latency],
    );
    const around = smallTimingNetwork({
      cables: ['e1-S1', 'S1-S2', 'S2-S3', 'S1-S4', 'S4-S2', 'S3-e2', 'S3-e3'],
      virtualLinks: [
        { source: 'e1', routes: { e2: ['S1', 'S2', 'S3'] } },
        { source: 'e1', routes: { e3: ['S1', 'S4', 'S2', 'S3'] } },
      ],
    });
    t.same(
      pathOf(around, 0)?.parts.map(({ flow, entry, leave }) => [flow.virtualLink, entry, leave]),
      [
        [1, 0, 3],
        [2, 0, 0],
        [2, 2, 2],
      ],
      'leaves the path and comes back',
    );
  },
);

testCase(
  {
    id: 'TC-BND-023-01',
    verifies: ['LLR-BND-023'],
    kind: 'robustness',
    intent: 'gives the longest busy period, and none without traffic or where it has no end within the steps',
  },
  (t) => {
    const port = { ticksPerBit: 10, latencyTicks: 500 } as TimingPort;
    const flow = (frameBits: number, gapTicks: number) => ({ frameBits, gapTicks, jitterTicks: 0 });
    const traffic = (flows: readonly ReturnType<typeof flow>[]) => ({
      groups: [{ linkTicksPerBit: 0, frameBitsMax: 100, flows }],
      frameBitsMax: 100,
      frameBitsMin: 50,
    });
    // 500 + 1000 + 500 are sent at 2000; the first flow comes again at 1800: 3000, before it comes a third time at 3600.
    t.equal(busyTicksOf(port, traffic([flow(100, 1_800), flow(50, 9_000)]), 0), 3_000);
    t.equal(busyTicksOf(port, traffic([flow(100, 1_800), flow(50, 9_000)]), 70), 4_700, 'a frame of low priority first, and a third frame');
    t.equal(busyTicksOf(port, traffic([flow(100, 1_000)]), 0), undefined, 'fully loaded: it never ends');
    t.equal(busyTicksOf(port, { groups: [], frameBitsMax: 0, frameBitsMin: 0 }, 100), undefined);
  },
);

/** The formula of the method page, tried at each whole instant and length. */
function triedTicks(groups: readonly WindowGroup[], slowest: number, earliest: number, rounded: (bits: number) => number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let length = earliest; length <= 60; length += 1) {
    for (let instant = earliest; instant <= length; instant += 1) {
      const bits = groups.map((group) => {
        const end = rounded((group.firstIsLate ? length - instant : length) / group.linkTicksPerBit);
        const behind = instant - group.hereAheadTicks;
        if (group.hereBits === 0 || behind < 0) return Math.min(group.laterBits, group.firstBits + end);
        const here = (bitsFirst: number): number => Math.min(group.hereBits, bitsFirst + rounded(behind / group.linkTicksPerBit));
        const hereFirst = Math.min(group.laterBits + here(group.hereLargestBits), group.hereLargestBits + end);
        return group.laterBits === 0 ? hereFirst : Math.max(hereFirst, Math.min(group.laterBits + here(0), group.firstBits + end));
      });
      most = Math.max(most, bits.reduce((sum, each) => sum + each, 0) * slowest - length);
    }
  }
  return most;
}

const windowGroup = fc
  .record({
    linkTicksPerBit: fc.integer({ min: 1, max: 3 }),
    laterFrames: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
    hereFrames: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
    hereAheadTicks: fc.integer({ min: 0, max: 4 }),
    firstIsLate: fc.boolean(),
  })
  .map(({ linkTicksPerBit, laterFrames, hereFrames, hereAheadTicks, firstIsLate }): WindowGroup => {
    const sum = (frames: readonly number[]): number => frames.reduce((all, each) => all + each, 0);
    const here = firstIsLate ? [] : hereFrames;
    return {
      linkTicksPerBit,
      laterBits: sum(laterFrames),
      laterTicks: sum(laterFrames) * 2,
      hereBits: sum(here),
      hereLargestBits: Math.max(0, ...here),
      hereAheadTicks,
      firstBits: Math.max(0, ...laterFrames),
      firstIsLate,
    };
  });

testCase(
  {
    id: 'TC-BND-024-01',
    verifies: ['LLR-BND-024'],
    kind: 'normal',
    intent: 'finds the largest value of the window over all instants and lengths, as trying each finds it, but for bits rounded up',
  },
  (t) => {
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(
          fc.array(windowGroup, { maxLength: 3 }),
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 0, max: 5 }),
          (groups, rate, earliest) => {
            const found = windowTicksOf(groups, { ticksPerBit: rate, slowestTicksPerBit: rate }, earliest, { steps: 0 });
            const [exact, up] = [(bits: number): number => bits, Math.ceil].map((rounded) =>
              Math.max(0, triedTicks(groups, rate, earliest, rounded)),
            );
            return (exact ?? 0) <= found + 1e-9 && found <= (up ?? 0);
          },
        ),
        { numRuns: 300 },
      ),
    );
  },
);

testCase(
  {
    id: 'TC-BND-024-02',
    verifies: ['LLR-BND-024'],
    kind: 'robustness',
    intent: 'takes no more than without the links where rates differ, and nothing of groups that are empty',
  },
  (t) => {
    const group: WindowGroup = {
      linkTicksPerBit: 1,
      laterBits: 10,
      laterTicks: 10,
      hereBits: 6,
      hereLargestBits: 4,
      hereAheadTicks: 3,
      firstBits: 10,
      firstIsLate: false,
    };
    t.equal(spreadTicksOf([group], 1), 10 + 4 - 3, 'the largest of those that count here, three ticks ahead');
    t.equal(spreadTicksOf([{ ...group, linkTicksPerBit: 0, hereAheadTicks: 0 }], 1), 16, 'no link: all at once');
    t.equal(spreadTicksOf([{ ...group, hereBits: 0 }], 1), 10);
    t.equal(spreadTicksOf([], 1), 0);
    t.equal(windowTicksOf([], { ticksPerBit: 1, slowestTicksPerBit: 1 }, 0, { steps: 0 }), 0);
    t.ok(
      windowTicksOf([group], { ticksPerBit: 1, slowestTicksPerBit: 10 }, 0, { steps: 0 }) <= 11,
      'counted at the rate of each port, not at the slowest',
    );
  },
);

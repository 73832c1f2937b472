import fc from 'fast-check';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { boundsOf, type Method } from '../../src/twin/afdx/bounds/bounds.js';
import { certificateOf } from '../../src/twin/afdx/bounds/certificate.js';
import { checkCertificate } from '../../src/twin/afdx/certificate/check-certificate.js';
import type { PathModel, PathPart } from '../../src/twin/afdx/certificate/path-model.js';
import { kindsAt, longerTails, shortestTails, type Tail } from '../../src/twin/afdx/certificate/path-orders.js';
import { pathDelayOf } from '../../src/twin/afdx/certificate/path-search.js';
import { viewOf } from '../../src/twin/afdx/certificate/path-views.js';
import { commonTicksOf, type WindowGroup, windowWorkOf } from '../../src/twin/afdx/certificate/path-window.js';
import { PathWork } from '../../src/twin/afdx/certificate/path-work.js';
import { WorkBudget } from '../../src/twin/afdx/certificate/work-budget.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { routeOf, type TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { playedPortByPort, type Release } from '../support/port-by-port-simulation.js';
import { smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { certificateFrom, checked, codesOf, copyOf, numbersOf, type OpenCertificate } from './certificates.js';
import { handCases } from './hand-figures.js';
import { type PathNetworkShape, pathNetwork } from './path-network.js';

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });

/** The certificate that the analysis writes; `undefined` when it refuses the network. */
function analysed(network: AfdxNetwork, method: Method = 'path'): OpenCertificate | undefined {
  const timing = buildTimingNetwork(network, placeOf).value;
  return timing === undefined ? undefined : JSON.parse(JSON.stringify(certificateOf(network, boundsOf(timing, method))));
}

/** A copy in which each delay to a destination is another. */
function withDelays(certificate: OpenCertificate, change: (picoseconds: bigint) => bigint): OpenCertificate {
  const copy = copyOf(certificate);
  for (const { destinations } of copy.flows)
    for (const destination of destinations) destination.delayPicoseconds = String(change(BigInt(destination.delayPicoseconds)));
  return copy;
}

const four = smallAfdxNetwork({
  cables: ['a-S', 'b-S', 'S-S2', 'S2-c', 'S2-d'],
  switchLatencyNanoseconds: 0,
  virtualLinks: [
    { source: 'b', routes: { c: ['S', 'S2'] }, frameBytes: 105 },
    { source: 'b', routes: { c: ['S', 'S2'] }, frameBytes: 605 },
    { source: 'a', routes: { d: ['S', 'S2'] }, frameBytes: 355 },
    { source: 'a', routes: { d: ['S', 'S2'] }, frameBytes: 355 },
  ],
});

/**
 * Virtual links v (1000 bit) and w (5000 bit) from b to c, two of 3000 bit from a to d; all share S>S2; 10 ticks per bit, no latency.
 *
 * Ports: S>S2 at 30000: 10 · (6000 + 6000) - 30000 = 90000; S2>c: 10 · 5000; the sum for v and w is 60000 + 90000 + 50000.
 * Path of v: R = 0, 60000, 150000. What v needs is what its worst order gives, move at S2>c with x_3 = w, and stay at S>S2:
 * view 3: 150000 + 10 · 6000 - 10000 = 200000, for w comes in before v on the link; view 2: 60000 + 50000 for w once more + at most 10 · (5000 + 3000)
 * at s = t = 0, where w is first and one frame from a: 190000; view 1: 2 · 50000 for w + 60000 + 30000 from a: 190000. The smallest is 190000.
 * Orders with stay at S2>c give view 3 no more than 160000; those with move at S>S2 and x_3 = w view 2 60000 + 50000 + 120000 - 50000.
 * Path of w: with stay at both ports view 3 gives 200000, views 2 and 1 190000 as before; with v before it they give less.
 * Path of those from a: with move at S>S2, view 3 gives 150000 + 30000, views 2 and 1 as much: the sum.
 */
const fourPath = certificateFrom(
  four,
  'path',
  [
    ['b>S', '60000', '', 11000],
    ['a>S', '60000', '', 9000],
    ['S>S2', '90000', '', 14000],
    ['S2>c', '50000', '', 10000],
    ['S2>d', '30000', '', 6000],
  ],
  [
    [1, 'c', '190000000', '30000000', { 'b>S': 0, 'S>S2': 50000, 'S2>c': 130000 }],
    [2, 'c', '190000000', '150000000', { 'b>S': 0, 'S>S2': 10000, 'S2>c': 50000 }],
    [3, 'd', '180000000', '90000000', { 'a>S': 0, 'S>S2': 30000, 'S2>d': 90000 }],
    [4, 'd', '180000000', '90000000', { 'a>S': 0, 'S>S2': 30000, 'S2>d': 90000 }],
  ],
);

testCase(
  {
    id: 'TC-CCK-025-01',
    verifies: ['LLR-CCK-025', 'LLR-CCK-019', 'LLR-CCK-022', 'LLR-CCK-024', 'HLR-CCK-006', 'HLR-CCK-003'],
    kind: 'normal',
    intent: 'confirms path bounds computed by hand, 190 µs where the ports sum up to 200, and the exact 312 µs of the classic network',
  },
  (t) => {
    t.same(checked(four, fourPath).diagnostics, []);
    t.equal(checked(four, fourPath).confirmed, true);
    t.equal(checked(four, { ...fourPath, method: 'frame' }).confirmed, false, 'the sum of the ports is 200 µs');
    for (const [at, { destinations }] of (analysed(four)?.flows ?? []).entries())
      t.equal(destinations[0]?.delayPicoseconds, fourPath.flows[at]?.destinations[0]?.delayPicoseconds);
    const five = handCases.find(({ name }) => name === 'five virtual links, frame');
    if (five === undefined) throw new Error('no such case');
    t.equal(checked(five.network, { ...five.certificate, method: 'path' }).confirmed, true);
    t.equal(checked(five.network, { ...withDelays(five.certificate, (delay) => delay - 1n), method: 'path' }).confirmed, false);
  },
);

testCase(
  {
    id: 'TC-CCK-025-02',
    verifies: ['LLR-CCK-025', 'LLR-CCK-019', 'LLR-CCK-022', 'HLR-CCK-006', 'HLR-CCK-003', 'LLR-CCK-001'],
    kind: 'robustness',
    intent: 'finds each number of a certificate of method path that is lowered, says what a delay needs, and finds what is of another form',
  },
  (t) => {
    for (const { what, changed } of numbersOf(fourPath)) t.equal(checked(four, changed(-1n)).confirmed, false, what);
    const [first] = checked(
      four,
      withDelays(fourPath, (delay) => (delay === 190_000_000n ? 1n : delay)),
    ).diagnostics;
    t.equal(first?.code, 'AFDX-349');
    t.equal(first?.message, 'virtual link 1 on A to c, delay: 1 ps claimed, at least 190000000 ps needed');
    t.match(first?.why, 'counted once along its route');
    const fraction = copyOf(fourPath);
    if (fraction.ports[2] !== undefined) fraction.ports[2].delayTicks.high = '180000/2';
    t.same(codesOf(checked(four, fraction)), ['AFDX-340'], 'delays of ports are whole');
    const without = copyOf(fourPath);
    delete without.flows[0]?.jitterTicks;
    t.same(codesOf(checked(four, without)), ['AFDX-340', 'AFDX-343'], 'jitters are there');
    // low below high at the second port: the method says nothing, the sum stands
    const [v, ...others] = four.virtualLinks;
    const mixed = { ...four, virtualLinks: v === undefined ? others : [{ ...v, priority: 'low' as const }, ...others] };
    const certificate = analysed(mixed);
    t.equal(checked(mixed, certificate).confirmed, true);
    const lower = certificate === undefined ? undefined : withDelays(certificate, (delay) => delay - 1n);
    t.match(
      checked(mixed, lower).diagnostics.find(({ message }) => message.startsWith('virtual link 1 '))?.why,
      'the delays and cables of its route',
    );
  },
);

/** Shapes of random networks: rates alike and not, two priorities, latencies, gaps short for the rate. */
const shapes: readonly PathNetworkShape[] = [
  { switches: 4, virtualLinks: 6 },
  { switches: 6, virtualLinks: 7, gaps: [1, 2] },
  { switches: 4, virtualLinks: 7, rates: [10, 100, 1000], gaps: [2, 4], bytes: [64, 400] },
  { switches: 4, virtualLinks: 7, rates: [100, 50, 30, 250] },
  { switches: 5, virtualLinks: 8, low: 4, latencyNanoseconds: 12_345 },
  { switches: 4, virtualLinks: 6, rates: [10, 20], gaps: [1, 2, 3], bytes: [64, 200] },
];

testCase(
  {
    id: 'TC-CCK-024-01',
    verifies: ['LLR-CCK-024', 'LLR-CCK-025', 'LLR-CCK-022', 'LLR-CCK-019', 'HLR-CCK-006'],
    kind: 'normal',
    intent: 'confirms what the analysis writes for networks of deep paths, and with links of one rate needs the very delay of each path',
  },
  (t) => {
    const counts = { confirmed: 0, below: 0, equal: 0, looser: 0 };
    const agrees = fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(...shapes), (seed, shape) => {
      const network = pathNetwork(seed, shape);
      const certificate = analysed(network);
      if (certificate === undefined) return true;
      const check = checked(network, certificate);
      if (!check.confirmed || check.figures.comparisons !== numbersOf(certificate).length) return false;
      counts.confirmed += 1;
      const frame = { ...withDelays(certificate, (delay) => delay), method: 'frame' };
      counts.below += checked(network, frame).diagnostics.length;
      const lowered = checked(
        network,
        withDelays(certificate, (delay) => delay - 1n),
      ).diagnostics.length;
      const ends = certificate.flows.reduce((sum, { destinations }) => sum + destinations.length, 0);
      counts.equal += lowered;
      counts.looser += ends - lowered;
      return true;
    });
    t.doesNotThrow(() => fc.assert(agrees, { numRuns: 50 }));
    t.ok(counts.confirmed > 25 && counts.below > 40, `${counts.confirmed} confirmed, ${counts.below} delays below the sum`);
    t.ok(counts.equal > 20 * counts.looser, `${counts.equal} delays that are the least, ${counts.looser} that are not`);
  },
);

/** Releases at random instants that hill climbing moves, one change after the other, to delay a virtual link. */
function longestPlayed(timing: TimingNetwork, key: string, { seed, plays }: { readonly seed: number; readonly plays: number }): number {
  const random = seededRandom(seed);
  const gaps = timing.flows.map(({ gapTicks }) => gapTicks);
  let best = { delay: -1, starts: gaps.map((gap) => random.below(gap)), waits: gaps.map(() => 0), ties: gaps.map(() => random.below(9)) };
  for (let play = 0; play < plays; play += 1) {
    const next = { ...best, starts: [...best.starts], waits: [...best.waits], ties: [...best.ties] };
    const [at, other] = [random.below(gaps.length), random.below(gaps.length)];
    const gap = gaps[at] ?? 1;
    const step = random.below(1 + (gap >> random.below(12)));
    const change = random.below(5);
    if (change === 0) next.starts[at] = random.below(gap);
    else if (change === 1) next.starts[at] = Math.max(0, (next.starts[at] ?? 0) + (random.below(2) === 0 ? step : -step));
    else if (change === 2) next.starts[at] = next.starts[other] ?? 0;
    else if (change === 3) next.waits[at] = random.below(3) === 0 ? step : 0;
    else next.ties[at] = random.below(9);
    const releases = timing.flows.flatMap(({ index, gapTicks, frameBitsMax }): Release[] =>
      [0, 1, 2].map((count) => {
        const ticks = (next.starts[index] ?? 0) + count * gapTicks + (count > 0 ? (next.waits[index] ?? 0) : 0);
        return { flow: index, ticks, frameBits: frameBitsMax, tie: next.ties[index] ?? 0, latencyPercent: 100 };
      }),
    );
    next.delay = playedPortByPort(timing, releases).delays.get(key) ?? 0;
    if (next.delay >= best.delay) best = next;
  }
  return best.delay;
}

testCase(
  {
    id: 'TC-CCK-006-03',
    verifies: ['HLR-CCK-006', 'LLR-CCK-025'],
    kind: 'normal',
    intent: 'confirms no delay that frames exceed when hill climbing delays them on purpose, on paths of four ports and more',
  },
  (t) => {
    const plays = Number(process.env['AMPEL_PATH_PLAYS'] ?? 100);
    let [paths, close] = [0, 0];
    const holds = fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(...shapes), (seed, shape) => {
      const network = pathNetwork(seed, { ...shape, switches: 5 });
      const timing = buildTimingNetwork(network, placeOf).value;
      if (timing === undefined) return true;
      const [path, frame] = [boundsOf(timing, 'path'), boundsOf(timing, 'frame')];
      const deep = path.ends.filter((end, at) => {
        return end.delayPicoseconds < (frame.ends[at]?.delayPicoseconds ?? 0n) && routeOf(end.flow, end.destination).length > 3;
      });
      return deep.slice(0, 2).every(({ flow, destination, delayPicoseconds }) => {
        const longest = longestPlayed(timing, `${flow.index}>${destination.endSystem}`, { seed, plays });
        const share = (longest * 1e12) / timing.ticksPerSecond / Number(delayPicoseconds);
        paths += 1;
        if (share > 0.8) close += 1;
        return share <= 1;
      });
    });
    t.doesNotThrow(() => fc.assert(holds, { numRuns: Number(process.env['AMPEL_PATH_NETWORKS'] ?? 30) }));
    t.ok(paths > 5 && close > 1, `${paths} paths, ${close} of them delayed by more than 80 % of the bound`);
  },
);

testCase(
  {
    id: 'TC-CCK-024-02',
    verifies: ['LLR-CCK-024', 'LLR-CCK-025', 'HLR-CCK-004', 'HLR-CCK-006'],
    kind: 'robustness',
    intent:
      'answers delays of 0, ports and jitters of immense delay and damaged claims with findings, and a search without end as undecided',
  },
  (t) => {
    const network = pathNetwork(7, { switches: 4, virtualLinks: 7, gaps: [4, 8] });
    const certificate = analysed(network);
    if (certificate === undefined) throw new Error('a certificate');
    t.equal(checked(network, certificate).confirmed, true);
    const hostile = (change: (copy: OpenCertificate) => void): readonly string[] => {
      const copy = copyOf(certificate);
      change(copy);
      const check = checkCertificate({ network, certificate: copy, path: 'c.json', pathSteps: 50_000 });
      return check.confirmed ? ['confirmed'] : codesOf(check);
    };
    const ports = (delay: (old: bigint) => bigint) => (copy: OpenCertificate) => {
      for (const { delayTicks } of copy.ports) delayTicks.high = String(delay(BigInt(delayTicks.high ?? '0')));
    };
    t.same(
      codesOf(
        checked(
          network,
          withDelays(certificate, () => 0n),
        ),
      ),
      ['AFDX-349'],
    );
    t.ok(hostile(ports((old) => old * 50n)).includes('AFDX-348'));
    t.ok(hostile(ports(() => 10n ** 12n)).includes('AFDX-348'));
    t.ok(hostile(ports(() => 10n ** 19n)).includes('AFDX-351'));
    t.ok(hostile(ports(() => 0n)).includes('AFDX-346'));
    const few = checkCertificate({ network, certificate, path: 'c.json', pathSteps: 20 });
    t.same([few.confirmed, codesOf(few)], [false, ['AFDX-351']], 'more orders than steps');
    t.match(few.diagnostics[0]?.why, 'the orders of the paths need more than 20 steps');
    const missing = hostile((copy) => {
      copy.ports.splice(3, 1);
    });
    t.ok(missing.includes('AFDX-343'));
  },
);

/** What a group brings, straight from the definition: the larger of the two cases, in parts of a bit. */
function plainBits(group: WindowGroup, instant: number, end: number): number {
  const { linkTicksPerBit: link, laterBits, laterFirstBits, hereBits, hereFirstBits, aheadTicks, startsAtFollowed } = group;
  const carried = (startsAtFollowed ? end - instant : end) / link;
  const since = (instant - aheadTicks) / link;
  if (hereBits === 0 || since < 0) return Math.min(laterBits, laterFirstBits + carried);
  const laterFirst = laterBits === 0 ? 0 : Math.min(laterBits + Math.min(hereBits, since), laterFirstBits + carried);
  return Math.max(laterFirst, Math.min(laterBits + Math.min(hereBits, hereFirstBits + since), hereFirstBits + carried));
}

/** Small groups on links of 1 to 6 ticks per bit; here-only bits only where the kind would admit them. */
function smallGroups(seed: number): { readonly groups: readonly WindowGroup[]; readonly slow: number; readonly least: number } {
  const random = seededRandom(seed);
  const groups = Array.from({ length: 1 + random.below(3) }, (_, at): WindowGroup => {
    const [laterFirstBits, hereFirstBits] = [1 + random.below(4), 1 + random.below(4)];
    const startsAtFollowed = random.below(3) === 0;
    const laterBits = random.below(3) === 0 ? 0 : laterFirstBits + random.below(8);
    const hereBits = startsAtFollowed || random.below(3) === 0 ? 0 : hereFirstBits + random.below(8);
    const aheadTicks = at === 0 && !startsAtFollowed ? random.below(12) : 0;
    return { linkTicksPerBit: 1 + random.below(6), laterBits, laterFirstBits, hereBits, hereFirstBits, aheadTicks, startsAtFollowed };
  });
  return { groups, slow: 1 + random.below(6), least: groups[0]?.aheadTicks ?? 0 };
}

testCase(
  {
    id: 'TC-CCK-023-01',
    verifies: ['LLR-CCK-023', 'HLR-CCK-006'],
    kind: 'normal',
    intent: 'finds the largest work of a window that a search over each instant and each length finds, rounded up',
  },
  (t) => {
    const largest = fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
      const { groups, slow, least } = smallGroups(seed);
      let most = 0;
      for (let instant = least; instant < 150; instant += 1)
        for (let end = instant; end < 220; end += 1)
          most = Math.max(most, slow * groups.reduce((sum, group) => sum + plainBits(group, instant, end), 0) - end);
      return windowWorkOf(groups, slow, least) === Math.ceil(most - 1e-6);
    });
    t.doesNotThrow(() => fc.assert(largest, { numRuns: 120 }));
    t.equal(commonTicksOf([10, 4, 1]), 20);
  },
);

testCase(
  {
    id: 'TC-CCK-023-02',
    verifies: ['LLR-CCK-023', 'HLR-CCK-006'],
    kind: 'robustness',
    intent: 'rounds bits up where links have no short common tick, and takes an empty window for no work',
  },
  (t) => {
    t.equal(windowWorkOf([], 10, 0), 0);
    t.equal(commonTicksOf([4093, 4091]), 1);
    const group = { laterBits: 5, laterFirstBits: 3, hereBits: 4, hereFirstBits: 4, startsAtFollowed: false };
    const groups = [
      { ...group, linkTicksPerBit: 4093, aheadTicks: 0 },
      { ...group, linkTicksPerBit: 4091, aheadTicks: 17 },
    ];
    let most = 0;
    for (let instant = 17; instant < 60_000; instant += 31)
      for (let end = instant; end < 60_000; end += 997)
        most = Math.max(most, 5000 * groups.reduce((sum, each) => sum + plainBits(each, instant, end), 0) - end);
    const work = windowWorkOf(groups, 5000, 17);
    t.ok(work >= most && work <= most + 2 * 5000 + 31 + 997, `${work} ticks, ${most} found`);
  },
);

const part = (entry: number, leave: number, more: Partial<PathPart> = {}): PathPart => ({
  own: false,
  entry,
  leave,
  largestBits: 100,
  smallestBits: 50,
  gapTicks: 10_000,
  jitterTicks: Array.from({ length: leave - entry + 1 }, () => 0),
  link: entry === 1 ? -1 : 100 + entry,
  linkTicksPerBit: entry === 1 ? 0 : 10,
  ...more,
});
const portOf = (reachTicks: number) => ({ ticksPerBit: 10, fixedTicks: 0, reachTicks, busyTicks: 4000 });

/** Each tail that begins at the first port. */
function ordersOf(own: PathPart, parts: readonly PathPart[], ticksPerBit: readonly number[]): readonly Tail[] {
  let tails = shortestTails(own);
  for (let port = own.leave; port > 1; port -= 1) tails = tails.flatMap((tail) => longerTails(tail, parts, ticksPerBit));
  return tails;
}

testCase(
  {
    id: 'TC-CCK-021-01',
    verifies: ['LLR-CCK-021', 'HLR-CCK-006'],
    kind: 'normal',
    intent: 'gives the ten orders of a path of three ports with a part on the first two and one from the second on, counted by hand',
  },
  (t) => {
    const [own, first, second] = [part(1, 3, { own: true }), part(1, 2), part(2, 3)];
    const texts = (tail: Tail): string => {
      const name = tail.followed === own ? 'o' : tail.followed === first ? 'f' : 's';
      return tail.behind === undefined ? `${tail.kind}` : `${texts(tail.behind)} ${name} ${tail.kind ?? ''}`.trim();
    };
    // at port 3 x_4 is own: stay with x_3 own, or move with x_3 own or second; at port 2 x_2 is own or first, but own is kept by stay
    const expected = [
      ...['stay o', 'move o'].flatMap((head) => [`${head} stay o`, `${head} move o`, `${head} move f`]),
      ...['move s move o', 'move s move f', 'move s join o', 'move s join f'],
    ];
    t.same(ordersOf(own, [own, first, second], [10, 10, 10]).map(texts).sort(), [...expected].sort());
    t.same([kindsAt(1, own), kindsAt(2, own), kindsAt(2, second)], [[undefined], ['stay', 'move'], ['move', 'join']]);
  },
);

testCase(
  {
    id: 'TC-CCK-021-02',
    verifies: ['LLR-CCK-021', 'LLR-CCK-022', 'HLR-CCK-006'],
    kind: 'robustness',
    intent: 'counts frames that follow one another anew behind each join, and what they cost at the slower of two ports',
  },
  (t) => {
    const [own, second] = [part(1, 3, { own: true }), part(2, 3, { largestBits: 7 })];
    const orders = ordersOf(own, [own, second], [30, 20, 10]);
    const needs = (kinds: string) =>
      orders
        .filter((tail) => `${tail.behind?.kind} ${tail.behind?.behind?.kind}` === kinds)
        .map(({ needed, repeatedTicks, nextMove }) => [needed.get(own), needed.get(second) ?? 0, repeatedTicks, nextMove]);
    // own at port 3 · 20 and at port 2 · 30; the other part 7 · 20
    t.same(needs('stay stay'), [[1, 0, 5000, Infinity]]);
    t.same(needs('stay move'), [[2, 0, 5000, 3]]);
    t.same(needs('move stay'), [[2, 0, 5000, 2]]);
    t.same(needs('join move'), [[1, 1, 3140, 3]]);
    t.same(needs('move move').sort(), [
      [2, 1, 3140, 2],
      [3, 0, 5000, 2],
    ]);
  },
);

testCase(
  {
    id: 'TC-CCK-020-01',
    verifies: ['LLR-CCK-020', 'LLR-CCK-019'],
    kind: 'normal',
    intent: 'counts the frames of a part by its jitter at the view, or at its entry behind it by its jitter there and the reach, by hand',
  },
  (t) => {
    const own = part(1, 2, { own: true, jitterTicks: [0, 9000] });
    const late = part(2, 2, { jitterTicks: [2000], gapTicks: 5000, largestBits: 30 });
    const model: PathModel = { ports: [portOf(0), portOf(2500)], parts: [own, late] };
    // windows up to 8000; own: jump at 10000 - 0; late: lag 2000 + 2500, jumps at 500 and 5500
    const view = viewOf(model, 1);
    const rows = [...(view?.lengths ?? [])].sort((one, other) => one.index - other.index);
    t.same(
      rows.map(({ frames, surplusTicks }) => [frames, surplusTicks]),
      [
        [[1, 1], 1000 + 300],
        [[1, 2], 1000 + 600 - 500],
        [[1, 3], 1000 + 900 - 5500],
      ],
    );
    // from port 2 on: windows up to 4000; own jumps at 1000, late at 3000
    const behind = [...(viewOf(model, 2)?.lengths ?? [])].sort((one, other) => one.index - other.index);
    t.same(
      behind.map(({ frames }) => frames),
      [
        [1, 1],
        [2, 1],
        [2, 2],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-CCK-020-02',
    verifies: ['LLR-CCK-020', 'LLR-CCK-024', 'LLR-CCK-019', 'HLR-CCK-004'],
    kind: 'robustness',
    intent:
      'leaves out views of more than 200 lengths or of immense work, and without a view, or without steps, gives nothing below the sum',
  },
  (t) => {
    const own = part(1, 2, { own: true });
    const often = { ports: [portOf(0), portOf(2500)], parts: [own, part(2, 2, { gapTicks: 10 })] };
    t.equal(viewOf(often, 1), undefined);
    t.equal(pathDelayOf(often, { from: 1, enough: 123_456 }, new WorkBudget()), 123_456, 'the sum stands');
    t.equal(viewOf({ ...often, parts: [own, part(2, 2, { largestBits: 2 ** 40 })] }, 1), undefined);
    t.equal(viewOf({ ...often, parts: [own, part(2, 2, { jitterTicks: [2 ** 44] })] }, 1), undefined);
    t.equal(pathDelayOf(often, { from: 1, enough: 2 }, new WorkBudget(1)), undefined);
    t.equal(pathDelayOf({ ...often, parts: [] }, { from: 1, enough: 2 }, new WorkBudget()), undefined, 'no part is the own one');
    t.equal(pathDelayOf(often, { from: 7, enough: 5 }, new WorkBudget()), 7, 'a delay that is not below the sum');
    const one: PathModel = { ports: [portOf(0)], parts: [part(1, 1, { own: true }), part(1, 1)] };
    const view = viewOf(one, 1);
    const [tail] = shortestTails(one.parts[0] as PathPart);
    if (view?.lengths[0] === undefined || tail === undefined) throw new Error('a view');
    t.equal(new PathWork(one, view, new WorkBudget()).of(view.lengths[0], tail), 2000, 'a path of one port: both frames');
    t.equal(pathDelayOf(one, { from: 0, enough: 9999 }, new WorkBudget()), 2000);
  },
);

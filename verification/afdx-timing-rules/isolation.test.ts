import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import type { AfdxNetwork, VirtualLink } from '../../src/twin/afdx/network.generated.js';
import type { TimingFlow, TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { containment } from '../../src/twin/afdx/timing-rules/containment.js';
import { delayedByLower } from '../../src/twin/afdx/timing-rules/delayed-by-lower.js';
import { disjointnessOf } from '../../src/twin/afdx/timing-rules/disjointness.js';
import { type Interference, interferencesOf } from '../../src/twin/afdx/timing-rules/interference.js';
import { flowsInTheWay, isProtected, meetsDeadline, namedFlows, subjectsOf } from '../../src/twin/afdx/timing-rules/lower-criticality.js';
import { lowerInHigherQueue } from '../../src/twin/afdx/timing-rules/lower-in-higher-queue.js';
import { byVirtualLink, flowsAtSharedPorts } from '../../src/twin/afdx/timing-rules/shared-ports.js';
import type { TimingRule } from '../../src/twin/afdx/timing-rules/timing-rule.js';
import { unpolicedSource } from '../../src/twin/afdx/timing-rules/unpoliced-source.js';
import { boundsWithout, effectsOf } from '../../src/twin/afdx/timing-rules/without-virtual-links.js';
import { fiveVirtualLinks, type SmallNetwork, smallAfdxNetwork, smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { leveled, play, releasesOf, starNetwork, timingOf } from './star-networks.js';
import { longestDelayOf, type Passing, type SentFrame, type Watched, watchedFrames } from './watched-frames.js';

// @reads config-items/afdx/network.json

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });

function ruled(rule: TimingRule, network: AfdxNetwork, method: 'total-flow' | 'grouped' | 'frame' = 'frame') {
  const timing = timingOf(network);
  if (timing === undefined) throw new Error('the network can be analysed');
  const indexOf = new Map(network.virtualLinks.map(({ id }, index) => [id, index]));
  return rule({ network, timing, bounds: boundsOf(timing, method), placeOf, indexOf });
}

/** Whether each frame on its way to a destination met of each other flow no more frames, and for no longer, than is said. */
function withinInterferences(network: TimingNetwork, seen: Watched, interferences: readonly Interference[]): boolean {
  const byPort = network.ports.map(({ index }) => seen.passings.filter(({ port }) => port === index));
  const met = (passing: Passing): ReadonlyMap<number, { readonly frames: number; readonly ticks: number }> => {
    const ticks = new Map<number, { frames: number; ticks: number }>();
    for (const other of byPort[passing.port] ?? []) {
      if (other.frame.flow === passing.frame.flow) continue;
      const together = Math.min(other.end, passing.start) - Math.max(other.start, passing.queued);
      if (together <= 0) continue;
      const sum = ticks.get(other.frame.flow) ?? { frames: 0, ticks: 0 };
      ticks.set(other.frame.flow, { frames: sum.frames + 1, ticks: sum.ticks + together });
    }
    return ticks;
  };
  const all = new Map(seen.passings.map((passing) => [passing, met(passing)]));
  return interferences.every(({ end: { flow, destination }, interferers }) => {
    const route: number[] = [];
    for (let at = destination.hop; at >= 0; at = flow.hops[at]?.parent ?? -1) route.push(at);
    const said = new Map(interferers.map((each) => [each.flow.index, each]));
    const frames = new Set(seen.passings.filter(({ frame }) => frame.flow === flow.index).map(({ frame }) => frame));
    return [...frames].every((frame) => {
      const totals = new Map<number, number>();
      const eachPort = seen.passings
        .filter((passing) => passing.frame === frame && route.includes(passing.hop))
        .every((passing) =>
          [...(all.get(passing) ?? [])].every(([other, { frames: count, ticks }]) => {
            totals.set(other, (totals.get(other) ?? 0) + ticks);
            const here = said.get(other)?.ports.find(({ port }) => port.index === passing.port);
            return here !== undefined && count <= here.frames && ticks <= here.ticks;
          }),
        );
      return eachPort && [...totals].every(([other, ticks]) => ticks <= (said.get(other)?.ticks ?? -1));
    });
  });
}

testCase(
  {
    id: 'TC-TMR-009-01',
    verifies: ['LLR-TMR-009', 'HLR-TMR-005'],
    kind: 'normal',
    intent: 'gives the interference of the five-virtual-link example and of two priorities as counted by hand',
  },
  (t) => {
    const figures = (network: TimingNetwork) =>
      interferencesOf(boundsOf(network, 'frame')).map(({ end, interferers }) => [
        end.flow.virtualLink,
        interferers.map(({ flow, ticks, ports }) => [
          flow.virtualLink,
          ticks / 1000,
          ports.map(({ port, frames }) => `${frames} at ${port.id}`),
        ]),
      ]);
    t.same(figures(smallTimingNetwork(fiveVirtualLinks)), [
      [
        1,
        [
          [2, 80, ['1 at S1>S3', '1 at S3>e6']],
          [3, 40, ['1 at S3>e6']],
          [4, 40, ['1 at S3>e6']],
        ],
      ],
      [
        2,
        [
          [1, 80, ['1 at S1>S3', '1 at S3>e6']],
          [3, 40, ['1 at S3>e6']],
          [4, 40, ['1 at S3>e6']],
        ],
      ],
      [
        3,
        [
          [4, 80, ['1 at S2>S3', '1 at S3>e6']],
          [1, 40, ['1 at S3>e6']],
          [2, 40, ['1 at S3>e6']],
          [5, 40, ['1 at S2>S3']],
        ],
      ],
      [
        4,
        [
          [3, 80, ['1 at S2>S3', '1 at S3>e6']],
          [1, 40, ['1 at S3>e6']],
          [2, 40, ['1 at S3>e6']],
          [5, 40, ['1 at S2>S3']],
        ],
      ],
      [
        5,
        [
          [3, 40, ['1 at S2>S3']],
          [4, 40, ['1 at S2>S3']],
        ],
      ],
    ]);
    const mixed = smallTimingNetwork({
      cables: ['e1-S1', 'e2-S1', 'e3-S1', 'S1-e4'],
      virtualLinks: [
        { source: 'e1', routes: { e4: ['S1'] }, frameBytes: 480, priority: 'high', gapMilliseconds: 1 },
        { source: 'e2', routes: { e4: ['S1'] }, frameBytes: 230, priority: 'low' },
        { source: 'e3', routes: { e4: ['S1'] }, frameBytes: 105, priority: 'low' },
      ],
    });
    // nine low frames of 123.04 µs come at once, so that a tenth waits more than a gap of the high flow; that one meets two of them
    const long = smallTimingNetwork({
      cables: ['e1-S1', 'e2-S1', 'S1-e3'],
      virtualLinks: [
        { source: 'e1', routes: { e3: ['S1'] }, frameBytes: 480, priority: 'high', gapMilliseconds: 1 },
        ...Array.from({ length: 10 }, () => ({
          source: 'e2',
          routes: { e3: ['S1'] },
          frameBytes: 1518,
          priority: 'low' as const,
          gapMilliseconds: 128,
        })),
      ],
      rates: { 'e2-S1': 1_000_000_000 },
    });
    const [high, low] = interferencesOf(boundsOf(long, 'frame'));
    t.same(
      low?.interferers.filter(({ flow }) => flow.virtualLink === 1).map(({ ticks, ports }) => [ticks, ports[0]?.frames]),
      [[80_000, 2]],
    );
    t.ok(high?.interferers.every(({ ticks }) => ticks === 123_040));
    // high waits for one low frame of 20 or 10 µs; low for one high of 40 µs and the other low one
    t.same(figures(mixed), [
      [
        1,
        [
          [2, 20, ['1 at S1>e4']],
          [3, 10, ['1 at S1>e4']],
        ],
      ],
      [
        2,
        [
          [1, 40, ['1 at S1>e4']],
          [3, 10, ['1 at S1>e4']],
        ],
      ],
      [
        3,
        [
          [1, 40, ['1 at S1>e4']],
          [2, 20, ['1 at S1>e4']],
        ],
      ],
    ]);
  },
);

testCase(
  {
    id: 'TC-TMR-009-02',
    verifies: ['LLR-TMR-009', 'HLR-TMR-005'],
    kind: 'robustness',
    intent: 'is never exceeded by what frames of random releases on random networks meet, port by port and along the route',
  },
  (t) => {
    let met = 0;
    const holds = fc.property(starNetwork, fc.array(play, { minLength: 3, maxLength: 3 }), (small, plays) => {
      const network = timingOf(smallAfdxNetwork(small));
      if (network === undefined) return true;
      const interferences = interferencesOf(boundsOf(network, 'total-flow'));
      met += interferences.filter(({ interferers }) => interferers.length > 0).length;
      const capped = interferences.every(({ end, interferers }) =>
        interferers.every(({ ticks }) => BigInt(ticks) * 1_000_000_000_000n <= end.delayPicoseconds * BigInt(network.ticksPerSecond)),
      );
      return (
        capped && plays.every((each) => withinInterferences(network, watchedFrames(network, releasesOf(network, each)), interferences))
      );
    });
    fc.assert(holds, { numRuns: 200 });
    t.ok(met > 500, `${met} destinations with others in the way`);
    const network = smallTimingNetwork(fiveVirtualLinks);
    const asked = interferencesOf(boundsOf(network, 'frame'), ({ virtualLink }) => virtualLink === 5);
    t.same(
      asked.map(({ end }) => end.flow.virtualLink),
      [5],
    );
  },
);

testCase(
  {
    id: 'TC-TMR-010-01',
    verifies: ['LLR-TMR-010', 'HLR-TMR-005'],
    kind: 'normal',
    intent: 'equals the bounds of the network file without the virtual link, and no bound grows when one is taken out',
  },
  (t) => {
    const agrees = fc.property(starNetwork, fc.nat(), (small, pick) => {
      const network = timingOf(smallAfdxNetwork(small));
      if (network === undefined) return true;
      const out = pick % small.virtualLinks.length;
      const rest = timingOf(smallAfdxNetwork({ ...small, virtualLinks: small.virtualLinks.filter((_, index) => index !== out) }));
      const bounds = boundsOf(network, 'frame');
      const without = boundsWithout(bounds, (id) => id === out + 1).ends.map(({ delayPicoseconds }) => delayPicoseconds);
      const fresh = rest === undefined ? [] : boundsOf(rest, 'frame').ends.map(({ delayPicoseconds }) => delayPicoseconds);
      const effects = effectsOf(bounds, out + 1);
      return `${without}` === `${fresh}` && effects.length === without.length && effects.every(({ picoseconds }) => picoseconds >= 0n);
    });
    fc.assert(agrees, { numRuns: 200 });
    const effects = effectsOf(boundsOf(smallTimingNetwork(fiveVirtualLinks), 'frame'), 2);
    t.same(
      effects.map(({ end, picoseconds }) => [end.flow.virtualLink, picoseconds / 1_000_000n]),
      [
        [1, 80n],
        [3, 40n],
        [4, 40n],
        [5, 0n],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-TMR-010-02',
    verifies: ['LLR-TMR-010'],
    kind: 'robustness',
    intent: 'says nothing of one pattern of releases: there a frame can come later when another flow is taken out',
  },
  (t) => {
    const small: SmallNetwork = {
      cables: ['e1-S1', 'e2-S1', 'S1-S2', 'e3-S2', 'S2-e6', 'S2-e7'],
      virtualLinks: [
        { source: 'e1', routes: { e7: ['S1', 'S2'] } },
        { source: 'e2', routes: { e6: ['S1', 'S2'] } },
        { source: 'e3', routes: { e6: ['S2'] } },
      ],
      switchLatencyNanoseconds: 0,
    };
    const network = smallTimingNetwork(small);
    const at = (flow: number, ticks: number): SentFrame => ({ flow, ticks, frameBits: 4000, tie: flow, latencyPercent: 0 });
    const frames = [at(0, 0), at(1, 0), at(2, 50_000)];
    const third = network.flows[2] as TimingFlow;
    const delayWith = longestDelayOf(network, watchedFrames(network, frames), third, 'e6');
    const delayWithout = longestDelayOf(network, watchedFrames(network, frames.slice(1)), third, 'e6');
    t.same([delayWith, delayWithout], [80_000, 110_000], 'v1 holds up v2, so that v3 goes first');
    const bounds = boundsOf(network, 'frame');
    t.ok(effectsOf(bounds, 1).every(({ picoseconds }) => picoseconds >= 0n));
    t.same(boundsWithout(bounds, () => true).ends, [], 'nothing is left without all of them');
    t.equal(boundsWithout(bounds, () => true).ports.length, network.ports.length);
  },
);

testCase(
  {
    id: 'TC-TMR-012-01',
    verifies: ['LLR-TMR-012', 'HLR-TMR-003'],
    kind: 'normal',
    intent: 'reports a deadline of DAL A that lower virtual links break, and names the costliest of them first',
  },
  (t) => {
    const withDeadline = (deadlineMicroseconds: number, levels: readonly ('A' | 'C' | 'D')[] = ['A', 'D', 'C', 'D', 'D']): AfdxNetwork =>
      leveled(
        { ...fiveVirtualLinks, virtualLinks: fiveVirtualLinks.virtualLinks.map((each) => ({ ...each, deadlineMicroseconds })) },
        {
          virtualLinks: levels,
        },
      );
    t.same(ruled(delayedByLower, withDeadline(272)), []);
    const [finding, ...more] = ruled(delayedByLower, withDeadline(271));
    t.same(more, [], 'the virtual links of lower criticality are late themselves, which is no violation of isolation');
    t.equal(finding?.code, 'AFDX-175');
    t.match(
      finding?.message,
      /virtual link 1 "v1" of DAL A misses its deadline at e6 on network A because of virtual link 2 "v2" of DAL D and 2 more/,
    );
    t.match(finding?.why, /the bound is 272 µs with them, 152 µs without; the deadline is 271 µs/);
    t.same(finding?.subjects, ['VL-1', 'VL-2', 'VL-3', 'VL-4']);
    t.equal(ruled(delayedByLower, withDeadline(152)).length, 1);
    t.same(ruled(delayedByLower, withDeadline(151)), [], 'it is late without them as well');
    t.equal(ruled(delayedByLower, { ...withDeadline(272), jitterAllowanceMicroseconds: 1 }).length, 1, 'the jitter allowance counts');
    // 312 µs for v3 with v4 of DAL A, v5 and v1, v2 below
    const twice = ruled(delayedByLower, withDeadline(300, ['D', 'D', 'A', 'A', 'D']), 'grouped');
    t.same(
      twice.map(({ subjects }) => subjects?.[0]),
      ['VL-3', 'VL-4'],
      'by another method too',
    );
  },
);

testCase(
  {
    id: 'TC-TMR-012-02',
    verifies: ['LLR-TMR-012', 'LLR-TMR-009', 'HLR-TMR-003'],
    kind: 'robustness',
    intent: 'names lower virtual links that do harm through others only, and none where only DAL A is late',
  },
  (t) => {
    // v1 (e3 to e6) meets v2 and v3 at S2>e6; nine long frames each hold these up by more than their gap at S1 and S4, and go elsewhere
    const long = (source: string, first: string) =>
      Array.from({ length: 9 }, () => ({ source, routes: { e7: [first, 'S2'] }, frameBytes: 1518, gapMilliseconds: 128 }));
    const small = (deadlineMicroseconds: number): SmallNetwork => ({
      cables: ['e1-S1', 'e2-S1', 'S1-S2', 'e4-S4', 'e5-S4', 'S4-S2', 'e3-S2', 'S2-e6', 'S2-e7'],
      virtualLinks: [
        { source: 'e3', routes: { e6: ['S2'] }, deadlineMicroseconds },
        { source: 'e2', routes: { e6: ['S1', 'S2'] }, gapMilliseconds: 1 },
        { source: 'e5', routes: { e6: ['S4', 'S2'] }, gapMilliseconds: 1 },
        ...long('e1', 'S1'),
        ...long('e4', 'S4'),
      ],
      rates: { 'e1-S1': 1_000_000_000, 'e4-S4': 1_000_000_000 },
    });
    const network = (deadlineMicroseconds: number) =>
      leveled(small(deadlineMicroseconds), { virtualLinks: ['A', 'A', 'A', ...Array.from({ length: 18 }, () => 'E' as const)] });
    const timing = timingOf(network(1000));
    if (timing === undefined) throw new Error('the network can be analysed');
    const bounds = boundsOf(timing, 'frame');
    const [own] = interferencesOf(bounds, ({ virtualLink }) => virtualLink === 1);
    t.same(
      own?.interferers.map(({ flow, ports }) => [flow.virtualLink, ports.map(({ frames }) => frames)]),
      [
        [2, [2]],
        [3, [2]],
      ],
      'two frames of each, because nine long frames hold up the first',
    );
    const delay = Number((bounds.ends[0]?.delayPicoseconds ?? 0n) / 1_000_000n);
    const [finding, ...more] = ruled(delayedByLower, network(delay - 1));
    t.same(more, []);
    t.match(
      finding?.message,
      /virtual link 1 "v1" of DAL A misses its deadline at e6 on network A because of virtual link 4 "v4" of DAL E and 17 more/,
    );
    const allA = leveled(small(delay - 1), { virtualLinks: [] });
    t.same(ruled(delayedByLower, allA), []);
    const [end] = bounds.ends;
    if (end === undefined) throw new Error('a destination is there');
    t.same(
      flowsInTheWay(bounds, end, () => false),
      [],
      'nobody is meant',
    );
    t.throws(() => namedFlows([]), RangeError);
    t.equal(namedFlows([end.flow]), 'virtual link 1 "v1" of DAL A');
    t.same(subjectsOf([end.flow, end.flow]), ['VL-1']);
    t.same([isProtected({ criticality: 'A' }), isProtected({ criticality: 'B' })], [true, false]);
    const late = { ...end, delayPicoseconds: BigInt(end.destination.deadlineTicks) * 1000n };
    t.same([meetsDeadline(late, 0n, timing.ticksPerSecond), meetsDeadline(late, 1n, timing.ticksPerSecond)], [true, false]);
  },
);

testCase(
  {
    id: 'TC-TMR-013-01',
    verifies: ['LLR-TMR-013', 'HLR-TMR-003'],
    kind: 'normal',
    intent: 'reports a virtual link of DAL A with low priority where lower ones have high priority, once with all of them',
  },
  (t) => {
    const prioritised = (priorities: readonly ('high' | 'low')[]): AfdxNetwork =>
      leveled(
        {
          ...fiveVirtualLinks,
          virtualLinks: fiveVirtualLinks.virtualLinks.map((each, index) => ({ ...each, priority: priorities[index] ?? 'low' })),
        },
        { virtualLinks: ['A', 'B', 'E', 'D', 'D'] },
      );
    const findings = ruled(lowerInHigherQueue, prioritised(['low', 'high', 'low', 'high', 'high']));
    t.same(
      findings.map(({ code, message, subjects, place }) => [code, message, subjects, place?.path]),
      [
        [
          'AFDX-176',
          'virtual link 1 "v1" of DAL A waits at shared ports behind the higher priority of virtual link 2 "v2" of DAL B and 1 more',
          ['VL-1', 'VL-2', 'VL-4'],
          '/virtualLinks/0/priority',
        ],
      ],
    );
    t.same(ruled(lowerInHigherQueue, prioritised(['high', 'high', 'high', 'high', 'high'])), []);
    t.same(ruled(lowerInHigherQueue, prioritised(['low', 'low', 'low', 'low', 'high'])), [], 'v5 shares no port with v1');
  },
);

testCase(
  {
    id: 'TC-TMR-013-02',
    verifies: ['LLR-TMR-013', 'HLR-TMR-003'],
    kind: 'robustness',
    intent: 'finds the flows at shared ports that a plain comparison of all paths finds, on random networks',
  },
  (t) => {
    const agrees = fc.property(starNetwork, (small) => {
      const network = timingOf(smallAfdxNetwork(small));
      if (network === undefined) return true;
      const portsOf = ({ hops }: TimingFlow) => new Set(hops.map(({ port }) => port));
      const found = flowsAtSharedPorts(
        network,
        ({ priority }) => priority === 'low',
        ({ priority }) => priority === 'high',
      );
      return network.flows.every((flow) => {
        const own = portsOf(flow);
        const others = network.flows.filter((other) => other.priority === 'high' && [...portsOf(other)].some((port) => own.has(port)));
        const expected = flow.priority === 'low' && others.length > 0 ? others : undefined;
        return `${found.get(flow)?.map(({ index }) => index)}` === `${expected?.map(({ index }) => index)}`;
      });
    });
    fc.assert(agrees, { numRuns: 100 });
    const [a, b] = smallTimingNetwork(fiveVirtualLinks).flows;
    if (a === undefined || b === undefined) throw new Error('two flows are there');
    const onB = { ...a, network: 'B' as const };
    t.same(
      byVirtualLink(
        new Map([
          [a, [b]],
          [onB, [b]],
        ]),
      ),
      [{ flow: a, others: [b, b] }],
      'one entry for both networks',
    );
    t.same(byVirtualLink(new Map()), []);
  },
);

testCase(
  {
    id: 'TC-TMR-014-01',
    verifies: ['LLR-TMR-014', 'HLR-TMR-003'],
    kind: 'normal',
    intent: 'reports DAL A and lower criticality behind one port of a source below DAL A',
  },
  (t) => {
    const network = (level: 'A' | 'B', second: 'A' | 'C'): AfdxNetwork =>
      leveled(
        {
          cables: ['e1-S1', 'S1-e2', 'S1-e3'],
          virtualLinks: [
            { source: 'e1', routes: { e2: ['S1'] } },
            { source: 'e1', routes: { e3: ['S1'] } },
          ],
        },
        { virtualLinks: ['A', second], endSystems: { e1: level } },
      );
    t.same(
      ruled(unpolicedSource, network('B', 'C')).map(({ code, message, subjects, place }) => [code, message, subjects, place?.path]),
      [
        [
          'AFDX-178',
          'virtual link 1 "v1" of DAL A leaves e1 of DAL B through one port with virtual link 2 "v2" of DAL C',
          ['VL-1', 'VL-2'],
          '/virtualLinks/0/source',
        ],
      ],
    );
    t.same(ruled(unpolicedSource, network('A', 'C')), [], 'a source of DAL A keeps its virtual links apart');
    t.same(ruled(unpolicedSource, network('B', 'A')), [], 'no lower criticality at the port');
  },
);

testCase(
  {
    id: 'TC-TMR-014-02',
    verifies: ['LLR-TMR-014', 'LLR-TMR-013', 'LLR-TMR-012', 'LLR-TMR-017', 'HLR-TMR-003', 'HLR-TMR-004'],
    kind: 'robustness',
    intent: 'does not count ports behind the first switch, and finds no violation in the network of the aircraft',
  },
  (t) => {
    const meeting: SmallNetwork = {
      cables: ['e1-S1', 'e2-S1', 'S1-e3'],
      virtualLinks: [
        { source: 'e1', routes: { e3: ['S1'] } },
        { source: 'e2', routes: { e3: ['S1'] } },
      ],
    };
    t.same(ruled(unpolicedSource, leveled(meeting, { virtualLinks: ['A', 'E'], endSystems: { e1: 'C', e2: 'E' } })), []);
    const aircraft = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork;
    for (const rule of [delayedByLower, lowerInHigherQueue, unpolicedSource, containment]) t.same(ruled(rule, aircraft), []);
    const demoted = {
      ...aircraft,
      endSystems: aircraft.endSystems.map((each) => (each.id === 'FCC-1' ? { ...each, criticality: 'B' as const } : each)),
    };
    const findings = ruled(unpolicedSource, demoted);
    t.ok(findings.length > 0 && findings.every(({ message }) => message.includes('leaves FCC-1 of DAL B')));
  },
);

/** Part of a virtual link that says where it goes. */
const routed = (paths: VirtualLink['paths'], source = 'E1'): VirtualLink => ({ source, paths }) as VirtualLink;

testCase(
  {
    id: 'TC-TMR-015-01',
    verifies: ['LLR-TMR-015', 'HLR-TMR-006'],
    kind: 'normal',
    intent: 'tells routes without a common switch from those with a common switch, with a common cable and single ones',
  },
  (t) => {
    const kinds = disjointnessOf(
      routed({
        A: { E2: ['S1', 'S2'], E3: ['S1', 'S2'], E4: ['S1', 'S2', 'S3'], E5: ['S1'] },
        B: { E2: ['S3', 'S4'], E3: ['S3', 'S2'], E4: ['S4', 'S2', 'S3'], E6: ['S3'] },
      }),
    );
    t.same(kinds, [
      { destination: 'E2', kind: 'switch-disjoint', sharedSwitches: [], sharedCables: [] },
      { destination: 'E3', kind: 'shared', sharedSwitches: ['S2'], sharedCables: [{ from: 'S2', to: 'E3' }] },
      {
        destination: 'E4',
        kind: 'shared',
        sharedSwitches: ['S2', 'S3'],
        sharedCables: [
          { from: 'S2', to: 'S3' },
          { from: 'S3', to: 'E4' },
        ],
      },
      { destination: 'E5', kind: 'single', sharedSwitches: [], sharedCables: [] },
      { destination: 'E6', kind: 'single', sharedSwitches: [], sharedCables: [] },
    ]);
    const crossing = disjointnessOf(routed({ A: { E2: ['S1', 'S2', 'S3'] }, B: { E2: ['S4', 'S2', 'S5'] } }));
    t.same(crossing, [{ destination: 'E2', kind: 'cable-disjoint', sharedSwitches: ['S2'], sharedCables: [] }]);
  },
);

testCase(
  {
    id: 'TC-TMR-015-02',
    verifies: ['LLR-TMR-015', 'HLR-TMR-006'],
    kind: 'robustness',
    intent: 'takes a cable passed the other way round as the same, a route without switches as one cable, and survives its kind of failure',
  },
  (t) => {
    const opposite = disjointnessOf(routed({ A: { E2: ['S1', 'S2', 'S3'] }, B: { E2: ['S4', 'S2', 'S1', 'S5'] } }));
    t.same(opposite[0]?.sharedCables, [{ from: 'S1', to: 'S2' }]);
    t.equal(disjointnessOf(routed({ A: { E2: [] }, B: { E2: [] } }))[0]?.kind, 'shared');
    t.same(disjointnessOf(routed({})), []);
    const switches = fc.uniqueArray(fc.constantFrom('S1', 'S2', 'S3', 'S4', 'S5'), { maxLength: 4 });
    const survives = fc.property(switches, switches, (a, b) => {
      const [found] = disjointnessOf(routed({ A: { E2: a }, B: { E2: b } }));
      const cables = (route: readonly string[]) => ['E1', ...route].map((from, index) => [from, route[index] ?? 'E2'].sort().join('-'));
      const cutBoth = cables(a).some((cable) => cables(b).includes(cable));
      const lostBoth = a.some((id) => b.includes(id));
      const kind = cutBoth ? 'shared' : lostBoth ? 'cable-disjoint' : 'switch-disjoint';
      return found?.kind === kind;
    });
    fc.assert(survives, { numRuns: 300 });
    const aircraft = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork;
    const kinds = new Set(
      aircraft.virtualLinks.flatMap((each) => disjointnessOf(each).map(({ kind }) => `${each.redundancyLevel} ${kind}`)),
    );
    t.same([...kinds].sort(), ['1 single', '2 switch-disjoint']);
  },
);

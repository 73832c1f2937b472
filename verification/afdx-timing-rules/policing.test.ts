import fc from 'fast-check';
import { rationalText } from '../../src/kernel/rational.js';
import { type Bounds, boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import type { TimingFlow, TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { checkTiming } from '../../src/twin/afdx/timing-rules/check-timing.js';
import { type Containment, containedBoundsOf } from '../../src/twin/afdx/timing-rules/contained-bounds.js';
import { containment, lowerSourcesFaulty, policerSettingsOf } from '../../src/twin/afdx/timing-rules/containment.js';
import { type FrameBounds, frameBoundsOf } from '../../src/twin/afdx/timing-rules/frame-bounds.js';
import { grantedJitterTicksOf, policedFrameBitsOf, policerAllowancesOf } from '../../src/twin/afdx/timing-rules/policer-allowances.js';
import { policing, wholeMicrosecondsOf } from '../../src/twin/afdx/timing-rules/policing.js';
import type { TimingRule } from '../../src/twin/afdx/timing-rules/timing-rule.js';
import { fiveVirtualLinks, type SmallNetwork, smallAfdxNetwork, smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { babbleOf, leveled, type Play, play, releasesOf, starNetwork, timingOf } from './star-networks.js';
import { longestDelayOf, type SentFrame, watchedFrames } from './watched-frames.js';

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });

function ruled(rule: TimingRule, network: AfdxNetwork, method: 'total-flow' | 'frame' = 'frame') {
  const timing = timingOf(network);
  if (timing === undefined) throw new Error('the network can be analysed');
  const indexOf = new Map(network.virtualLinks.map(({ id }, index) => [id, index]));
  return rule({ network, timing, bounds: boundsOf(timing, method), placeOf, indexOf });
}

/** The same network with the given policer jitters, in the order of the virtual links. */
function allowing(network: AfdxNetwork, microseconds: readonly (number | undefined)[]): AfdxNetwork {
  return {
    ...network,
    virtualLinks: network.virtualLinks.map((each, index) => {
      const policerJitterMicroseconds = microseconds[index];
      return policerJitterMicroseconds === undefined ? each : { ...each, policerJitterMicroseconds };
    }),
  };
}

const frameBoundsFor = (network: TimingNetwork): FrameBounds => frameBoundsOf(boundsOf(network, 'frame'));
const bytesBy = (bounds: Bounds): ReadonlyMap<TimingFlow, bigint> => {
  const bytes = new Map<TimingFlow, bigint>();
  for (const { flow, accountBytes } of policerAllowancesOf(bounds)) {
    if (accountBytes > (bytes.get(flow) ?? 0n)) bytes.set(flow, accountBytes);
  }
  return bytes;
};

testCase(
  {
    id: 'TC-TMR-001-01',
    verifies: ['LLR-TMR-001'],
    kind: 'normal',
    intent: 'counts frames where another method was asked for',
  },
  (t) => {
    const network = smallTimingNetwork(fiveVirtualLinks);
    const counted = boundsOf(network, 'frame');
    for (const method of ['total-flow', 'grouped'] as const) {
      const bounds = frameBoundsOf(boundsOf(network, method));
      t.equal(bounds.method, 'frame');
      t.same(bounds.jitterTicks, counted.jitterTicks);
      t.same(
        bounds.ends.map(({ delayPicoseconds }) => delayPicoseconds),
        counted.ends.map(({ delayPicoseconds }) => delayPicoseconds),
      );
    }
  },
);

testCase(
  {
    id: 'TC-TMR-001-02',
    verifies: ['LLR-TMR-001'],
    kind: 'robustness',
    intent: 'does not count again what has been counted, nor fail without flows',
  },
  (t) => {
    const counted = boundsOf(smallTimingNetwork(fiveVirtualLinks), 'frame');
    t.equal(frameBoundsOf(counted).jitterTicks, counted.jitterTicks);
    t.equal(frameBoundsOf(counted).ends, counted.ends);
    const empty = smallTimingNetwork({ cables: ['e1-S1'], virtualLinks: [] });
    t.same(frameBoundsOf(boundsOf(empty, 'grouped')).jitterTicks, []);
  },
);

testCase(
  {
    id: 'TC-TMR-002-01',
    verifies: ['LLR-TMR-002', 'HLR-TMR-001'],
    kind: 'normal',
    intent: 'gives jitter and account of the five-virtual-link example, at which no policer drops a frame and below which one does',
  },
  (t) => {
    const network = smallTimingNetwork(fiveVirtualLinks);
    const allowances = policerAllowancesOf(boundsOf(network, 'frame'));
    t.same(
      allowances
        .filter(({ flow }) => flow.virtualLink === 1)
        .map(({ switchId, jitterTicks, accountBits, accountBytes }) => [switchId, jitterTicks, rationalText(accountBits), accountBytes]),
      [
        ['S1', 0, '3840', 480n],
        // through S1: 16 µs and one other frame of 40 µs; 3840 · (1 + 56 / 4000)
        ['S3', 56_000, '97344/25', 487n],
      ],
    );
    t.same(
      allowances.filter(({ flow }) => flow.virtualLink === 3).map(({ switchId, jitterTicks }) => [switchId, jitterTicks]),
      [
        ['S2', 0],
        ['S3', 96_000],
      ],
    );
    // the first frame of v1 behind that of v2 and with the whole latency, the second alone and without: 56 µs closer than the gap
    const at = (flow: number, ticks: number, tie: number, latencyPercent: number): SentFrame => ({
      flow,
      ticks,
      frameBits: 4000,
      tie,
      latencyPercent,
    });
    const frames = [at(1, 0, 0, 100), at(0, 0, 1, 100), at(0, 4_000_000, 0, 0)];
    const dropped = (bytes: bigint) => watchedFrames(network, frames, { faultySources: new Set(), accountBytesOf: () => bytes }).dropped;
    t.same(dropped(487n), []);
    t.same(dropped(486n), [{ flow: 0, switchId: 'S3' }]);
  },
);

testCase(
  {
    id: 'TC-TMR-002-02',
    verifies: ['LLR-TMR-002', 'HLR-TMR-001'],
    kind: 'robustness',
    intent: 'drops no frame of random networks and releases, and gives one allowance for each switch of a multicast tree',
  },
  (t) => {
    let played = 0;
    const sound = fc.property(starNetwork, fc.array(play, { minLength: 2, maxLength: 2 }), (small, plays) => {
      const network = timingOf(smallAfdxNetwork(small));
      if (network === undefined) return true;
      played += 1;
      const bytes = new Map<string, bigint>();
      const bounds = boundsOf(network, 'frame');
      for (const { flow, switchId, accountBytes } of policerAllowancesOf(bounds)) {
        if (bytes.has(`${flow.index}>${switchId}`)) return false;
        bytes.set(`${flow.index}>${switchId}`, accountBytes);
      }
      const largest = bytesBy(bounds);
      return plays.every((each) => {
        const policer = { faultySources: new Set<string>(), accountBytesOf: (flow: TimingFlow) => largest.get(flow) ?? 0n };
        return watchedFrames(network, releasesOf(network, each), policer).dropped.length === 0;
      });
    });
    t.doesNotThrow(() => fc.assert(sound, { numRuns: 200 }));
    t.ok(played > 100, `${played} of 200 networks have bounds and were played`);
    const tree = smallTimingNetwork({
      cables: ['e1-S1', 'S1-S2', 'S2-e2', 'S2-e3', 'S1-e4'],
      virtualLinks: [{ source: 'e1', routes: { e2: ['S1', 'S2'], e3: ['S1', 'S2'], e4: ['S1'] } }],
    });
    t.same(
      policerAllowancesOf(boundsOf(tree, 'total-flow')).map(({ switchId }) => switchId),
      ['S1', 'S2'],
    );
  },
);

testCase(
  {
    id: 'TC-TMR-003-01',
    verifies: ['LLR-TMR-003'],
    kind: 'normal',
    intent: 'gives the jitter that an account of whole bytes grants',
  },
  (t) => {
    const [flow] = smallTimingNetwork(fiveVirtualLinks).flows;
    if (flow === undefined) throw new Error('a flow is there');
    t.equal(policedFrameBitsOf(flow), 3840);
    t.equal(grantedJitterTicksOf(flow, 0), 0);
    // 487 byte: (487 - 480) / 480 of 4 ms
    t.equal(grantedJitterTicksOf(flow, 56_000), 58_334);
    t.equal(grantedJitterTicksOf(flow, 100_000), 100_000, '12 of 480 byte exactly');
  },
);

testCase(
  {
    id: 'TC-TMR-003-02',
    verifies: ['LLR-TMR-003'],
    kind: 'robustness',
    intent: 'grants no less than asked for and less than one byte more, at each size, gap and jitter',
  },
  (t) => {
    const [flow] = smallTimingNetwork(fiveVirtualLinks).flows;
    if (flow === undefined) throw new Error('a flow is there');
    const within = fc.property(
      fc.integer({ min: 64, max: 1518 }),
      fc.nat({ max: 7 }),
      fc.nat({ max: 10_000_000_000 }),
      (size, power, jitter) => {
        const sized = { ...flow, frameBitsMax: (size + 20) * 8, gapTicks: 1_000_000 * 2 ** power };
        const granted = grantedJitterTicksOf(sized, jitter);
        return granted >= jitter && (granted - 1 - jitter) * size < sized.gapTicks;
      },
    );
    t.doesNotThrow(() => fc.assert(within));
  },
);

testCase(
  {
    id: 'TC-TMR-004-01',
    verifies: ['LLR-TMR-004', 'HLR-TMR-001'],
    kind: 'normal',
    intent: 'reports an allowance below the largest arrival jitter of the virtual link, with switch and figure',
  },
  (t) => {
    const five = smallAfdxNetwork(fiveVirtualLinks);
    t.same(ruled(policing, allowing(five, [56, 56, 96, 96, 96])), []);
    const findings = ruled(policing, allowing(five, [55, 56, 96, 95, 96]));
    t.same(
      findings.map(({ code, subjects, place }) => [code, subjects, place?.path]),
      [
        ['AFDX-173', ['VL-1', 'S3'], '/virtualLinks/0/policerJitterMicroseconds'],
        ['AFDX-173', ['VL-4', 'S3'], '/virtualLinks/3/policerJitterMicroseconds'],
      ],
    );
    t.match(findings[0]?.message, /policers of virtual link 1 "v1" allow a jitter of 55 µs; it can reach 56 µs at switch S3 on network A/);
    t.match(findings[1]?.fix, /set policerJitterMicroseconds to 96 or more/);
    t.same(ruled(policing, allowing(five, [55, 56, 96, 95, 96]), 'total-flow'), findings, 'whatever the method of the check');
  },
);

testCase(
  {
    id: 'TC-TMR-004-02',
    verifies: ['LLR-TMR-004'],
    kind: 'robustness',
    intent: 'asks for the allowance of each virtual link once one has it, and rounds microseconds up',
  },
  (t) => {
    const five = smallAfdxNetwork(fiveVirtualLinks);
    t.same(ruled(policing, five), [], 'the file says nothing of policers');
    const findings = ruled(policing, allowing(five, [undefined, 1000]));
    t.same(
      findings.map(({ place, subjects }) => [place?.path, subjects?.[0]]),
      [
        ['/virtualLinks/0', 'VL-1'],
        ['/virtualLinks/2', 'VL-3'],
        ['/virtualLinks/3', 'VL-4'],
        ['/virtualLinks/4', 'VL-5'],
      ],
    );
    t.match(findings[0]?.message, /does not say what jitter its policers allow/);
    t.same(
      [wholeMicrosecondsOf(0, 1e9), wholeMicrosecondsOf(1, 1e9), wholeMicrosecondsOf(1000, 1e9), wholeMicrosecondsOf(1001, 1e9)],
      [0, 1, 1, 2],
    );
  },
);

/** e1 of DAL A and two faulty sources of DAL D that meet at the port toward e5. */
const meeting: SmallNetwork = {
  cables: ['e1-S1', 'e2-S1', 'e3-S1', 'S1-e5'],
  virtualLinks: [
    { source: 'e1', routes: { e5: ['S1'] } },
    { source: 'e2', routes: { e5: ['S1'] } },
    { source: 'e3', routes: { e5: ['S1'] } },
  ],
};
/** The same with a second switch before e5. */
const behind: SmallNetwork = {
  cables: [...meeting.cables.slice(0, 3), 'S1-S2', 'S2-e5'],
  virtualLinks: meeting.virtualLinks.map((each) => ({ ...each, routes: { e5: ['S1', 'S2'] } })),
};
const levels = { virtualLinks: ['A', 'D', 'D'], endSystems: { e2: 'D', e3: 'D' } } as const;
const allowing0: Containment = { faultySources: new Set(['e2', 'e3']), allowanceTicksOf: () => 0 };

testCase(
  {
    id: 'TC-TMR-011-01',
    verifies: ['LLR-TMR-011', 'LLR-TMR-003', 'HLR-TMR-004'],
    kind: 'normal',
    intent: 'gives the bound worked out by hand for two faulty sources',
  },
  (t) => {
    const bounds = frameBoundsFor(smallTimingNetwork(meeting));
    t.equal(bounds.ends[0]?.delayPicoseconds, 176_000_000n, '40 µs, then 16 + 3 · 40 µs');
    const contained = containedBoundsOf(bounds, allowing0);
    if (!('bounds' in contained)) throw new Error(contained.obstacle);
    // L = 3840 · 84 / 64 = 5040; nine eighths of it at once: 5670 bits, of which the link has brought the last 1670 after 16.7 µs:
    // 10 · (4000 + 2 · 5670) + 16000 - 16700 = 152700
    t.same(
      contained.bounds.ends.map(({ flow, delayPicoseconds }) => [flow.virtualLink, delayPicoseconds]),
      [[1, 192_700_000n]],
      'and nothing of the faulty flows',
    );
    // 499 µs are 539.88 byte; the account of 540 grants 500 µs, one eighth more: 10 · (4000 + 2 · 6300) + 16000 - 23000 = 159000
    const more = containedBoundsOf(bounds, { ...allowing0, allowanceTicksOf: () => 499_000 });
    t.equal('bounds' in more ? more.bounds.ends[0]?.delayPicoseconds : undefined, 199_000_000n);
    const none = containedBoundsOf(bounds, { ...allowing0, faultySources: new Set() });
    t.same('bounds' in none ? none.bounds.ends : [], bounds.ends, 'without faults the bounds of method frame');
  },
);

testCase(
  {
    id: 'TC-TMR-011-02',
    verifies: ['LLR-TMR-011', 'HLR-TMR-004', 'LLR-TMR-016'],
    kind: 'robustness',
    intent: 'holds for delay, jitter and memory on random networks whatever random faulty sources send, and no sound source loses a frame',
  },
  (t) => {
    let analysed = 0;
    let frames = 0;
    const faultySources = fc.subarray(['e1', 'e2', 'e3', 'e4', 'e5'], { minLength: 1, maxLength: 3 });
    const holds = fc.property(
      starNetwork,
      faultySources,
      fc.array(play, { minLength: 2, maxLength: 2 }),
      fc.constantFrom(0, 40, 700),
      (small, faulty, plays, spare) => {
        const network = timingOf(smallAfdxNetwork(small));
        if (network === undefined || network.flows.every(({ source }) => faulty.includes(source))) return true;
        const nominal = frameBoundsFor(network);
        const granted = new Map<number, number>();
        for (const { flow, jitterTicks } of policerAllowancesOf(nominal)) {
          granted.set(flow.index, Math.max(granted.get(flow.index) ?? 0, jitterTicks + spare * 1000));
        }
        const sources = new Set(faulty);
        const supposed: Containment = { faultySources: sources, allowanceTicksOf: ({ index }) => granted.get(index) ?? 0 };
        const contained = containedBoundsOf(nominal, supposed);
        if ('obstacle' in contained) return true;
        analysed += 1;
        return plays.every((each) => {
          const seen = playedWithFaults(network, contained.bounds, supposed, each);
          frames += seen.frames;
          return seen.holds;
        });
      },
    );
    fc.assert(holds, { numRuns: 150 });
    t.ok(analysed > 60 && frames > 5000, `${analysed} networks and ${frames} passings`);
  },
);

/** Plays babble and sound releases against policers of whole bytes and compares everything that is claimed of sound flows. */
function playedWithFaults(network: TimingNetwork, bounds: FrameBounds, { faultySources, allowanceTicksOf }: Containment, each: Play) {
  const own = bytesBy(bounds);
  const accountBytesOf = (flow: TimingFlow): bigint => {
    if (!faultySources.has(flow.source)) return own.get(flow) ?? 0n;
    const size = BigInt(flow.frameBitsMax / 8 - 20);
    return (size * BigInt(flow.gapTicks + allowanceTicksOf(flow)) + BigInt(flow.gapTicks) - 1n) / BigInt(flow.gapTicks);
  };
  const babble = babbleOf(network, each.seed, faultySources, 1_500_000);
  const seen = watchedFrames(network, [...releasesOf(network, each, faultySources), ...babble], { faultySources, accountBytesOf });
  const noneLost = seen.dropped.every(({ flow }) => faultySources.has(network.flows[flow]?.source ?? ''));
  const inTime = bounds.ends.every(
    ({ flow, destination, delayPicoseconds }) =>
      BigInt(longestDelayOf(network, seen, flow, destination.endSystem)) * 1_000_000_000_000n <=
      delayPicoseconds * BigInt(network.ticksPerSecond),
  );
  const stored = network.ports.every(
    ({ index, owner }) => owner === 'end-system' || (seen.backlogBits[index] ?? 0) <= (bounds.ports[index]?.backlogBits ?? 0),
  );
  return { holds: noneLost && inTime && stored, frames: seen.passings.length };
}

testCase(
  {
    id: 'TC-TMR-011-03',
    verifies: ['LLR-TMR-011', 'LLR-TMR-017'],
    kind: 'robustness',
    intent: 'gives no bound where policers admit more than a port sends, or a busy period too long to be followed, and the rule says so',
  },
  (t) => {
    // small frames of 64 byte each take 84 on the wire: 24 flows of 1518 byte each 4 ms are 74 % and up to 96 %, 26 are 80 % and more than 100 %
    const crowd = (count: number, gapMilliseconds = 4): SmallNetwork => ({
      cables: ['e1-S1', 'e2-S1', 'S1-e5'],
      virtualLinks: [
        { source: 'e1', routes: { e5: ['S1'] }, frameBytes: 64, gapMilliseconds: 128 },
        ...Array.from({ length: count }, () => ({ source: 'e2', routes: { e5: ['S1'] }, frameBytes: 1518, gapMilliseconds })),
      ],
    });
    const contained = (small: SmallNetwork) =>
      containedBoundsOf(frameBoundsFor(smallTimingNetwork(small)), { faultySources: new Set(['e2']), allowanceTicksOf: () => 0 });
    t.ok('bounds' in contained(crowd(24)));
    const over = contained(crowd(26));
    t.match('obstacle' in over ? over.obstacle : '', /admit more than the rate of S1>e5/);
    const network = leveled(crowd(26), { virtualLinks: ['A', ...Array.from({ length: 26 }, () => 'E' as const)], endSystems: { e2: 'E' } });
    const [finding, ...more] = ruled(containment, network);
    t.same(more, []);
    t.match(
      finding?.message,
      /virtual link 1 "v1" of DAL A to e5 on network A is not protected from faulty sources of virtual link 2 "v2" of DAL E and 25 more/,
    );
    t.match(finding?.why, /nothing bounds its delay: the policers admit more than the rate of S1>e5/);
    const endless = containedBoundsOf(frameBoundsFor(smallTimingNetwork(crowd(1))), {
      faultySources: new Set(['e2']),
      allowanceTicksOf: () => Number.MAX_SAFE_INTEGER,
    });
    t.match('obstacle' in endless ? endless.obstacle : '', /is not an exact whole number/);
  },
);

testCase(
  {
    id: 'TC-TMR-016-01',
    verifies: ['LLR-TMR-016', 'HLR-TMR-004'],
    kind: 'normal',
    intent: 'takes the allowance of the file, else the sufficient one in whole microseconds, and proposes settings that pass the rules',
  },
  (t) => {
    const network = leveled(behind, levels);
    const timing = timingOf(network);
    if (timing === undefined) throw new Error('the network can be analysed');
    const bounds = frameBoundsFor(timing);
    const supposed = lowerSourcesFaulty(network, bounds);
    t.same([...supposed.faultySources].sort(), ['e2', 'e3']);
    t.same(timing.flows.map(supposed.allowanceTicksOf), [96_000, 96_000, 96_000], '16 and twice 40 µs at S1');
    const given = lowerSourcesFaulty(allowing(network, [undefined, 500]), bounds);
    t.equal(given.allowanceTicksOf(timing.flows[1] as TimingFlow), 500_000);
    const settings = policerSettingsOf(network, bounds) ?? new Map<number, number>();
    // what faulty sources need when sound: 96 µs, which is 491.52 byte; the account of 492 byte grants 100 µs, so at once and by the eighths
    // 630 · (1 + ⌊8 · 4.1 / 4⌋) = 5670 bits, as without allowance: 152.7 - 40 µs
    t.same(
      [...settings],
      [
        [1, 113],
        [2, 96],
        [3, 96],
      ],
    );
    const set = allowing(network, [113, 96, 96]);
    t.same(
      checkTiming(set, 'frame', placeOf).diagnostics.map(({ message }) => message),
      [],
    );
    t.same(
      checkTiming(allowing(network, [112, 96, 96]), 'frame', placeOf).diagnostics.map(({ code, subjects }) => [code, subjects?.[0]]),
      [['AFDX-179', 'VL-1']],
      'one microsecond less is too little',
    );
  },
);

testCase(
  {
    id: 'TC-TMR-016-02',
    verifies: ['LLR-TMR-016'],
    kind: 'robustness',
    intent: 'proposes nothing where the policers cannot contain the sources, and the same whatever the file says',
  },
  (t) => {
    const many = Array.from({ length: 26 }, () => ({ source: 'e2', routes: { e5: ['S1'] }, frameBytes: 1518 }));
    const crowd = leveled(
      { cables: ['e1-S1', 'e2-S1', 'S1-e5'], virtualLinks: [{ source: 'e1', routes: { e5: ['S1'] } }, ...many] },
      {
        virtualLinks: [],
        endSystems: { e2: 'E' },
      },
    );
    const timing = timingOf(crowd);
    t.equal(timing === undefined ? 'none' : policerSettingsOf(crowd, frameBoundsFor(timing)), undefined);
    const network = leveled(meeting, levels);
    const bounds = frameBoundsFor(smallTimingNetwork(meeting));
    t.same(policerSettingsOf(allowing(network, [9, 900, 9]), bounds), policerSettingsOf(network, bounds));
  },
);

testCase(
  {
    id: 'TC-TMR-017-01',
    verifies: ['LLR-TMR-017', 'HLR-TMR-004'],
    kind: 'normal',
    intent: 'reports a deadline of DAL A that holds without faults and not while lower sources send what the policers admit',
  },
  (t) => {
    const withDeadline = (deadlineMicroseconds: number): AfdxNetwork =>
      leveled({ ...meeting, virtualLinks: meeting.virtualLinks.map((each) => ({ ...each, deadlineMicroseconds })) }, levels);
    t.same(ruled(containment, withDeadline(193)), [], '192.7 µs');
    const [finding, ...more] = ruled(containment, withDeadline(192));
    t.same(more, []);
    t.match(
      finding?.message,
      /virtual link 1 "v1" of DAL A to e5 on network A is not protected from faulty sources of virtual link 2 "v2" of DAL D and 1 more/,
    );
    t.match(finding?.why, /it can take 192.7 µs and its deadline is 192 µs/);
    t.same(finding?.subjects, ['VL-1', 'VL-2', 'VL-3']);
    t.equal(finding?.place?.path, '/virtualLinks/0');
    t.same(ruled(containment, withDeadline(175)), [], 'missed without any fault, which is the subject of AFDX-170');
    t.equal(ruled(containment, { ...withDeadline(193), jitterAllowanceMicroseconds: 1 }).length, 1, 'the jitter allowance counts');
    // with 4 ms of allowance 630 · (1 + 8 + 8) bits of each at once: 10 · (4000 + 2 · 10710) + 16000 - 67100 = 203100
    t.same(ruled(containment, allowing(withDeadline(244), [0, 4000, 4000])), []);
    t.match(ruled(containment, allowing(withDeadline(243), [0, 4000, 4000]))[0]?.why, /it can take 243.1 µs/);
    t.same(ruled(containment, allowing(withDeadline(243), [0, 0, 0])), []);
  },
);

testCase(
  {
    id: 'TC-TMR-017-02',
    verifies: ['LLR-TMR-017', 'HLR-TMR-004'],
    kind: 'robustness',
    intent: 'reports overflowing memory, frames lost at policers of their own and copies beyond SkewMax; nothing without lower sources',
  },
  (t) => {
    const nominal = frameBoundsFor(smallTimingNetwork(meeting));
    const memory =
      (nominal.ports.find(({ backlogBits }, index) => nominal.network.ports[index]?.id === 'S1>e5' && backlogBits > 0)?.backlogBits ?? 0) /
      8;
    const [full] = ruled(containment, leveled({ ...meeting, bufferBytes: memory }, levels));
    t.match(full?.why, new RegExp(`byte can wait at S1>e5, which has ${memory} byte`));
    t.same(ruled(containment, leveled({ ...meeting, bufferBytes: memory - 1 }, levels)), [], 'too small without any fault: AFDX-171');
    // at S2: 16 + 2 · 40 µs without faults; 152.7 - 40 µs with them
    t.same(ruled(containment, allowing(leveled(behind, levels), [113, 96, 96])), []);
    const [lost] = ruled(
      containment,
      allowing(
        leveled(behind, levels),
        [112, 0, 0].map((each, index) => (index === 0 ? each : 0)),
      ),
    );
    t.match(lost?.why, /its jitter can reach 113 µs and its own policers drop frames above 112 µs/);
    t.same(ruled(containment, allowing(leveled(behind, levels), [95, 0, 0])), [], 'too small without any fault: AFDX-173');
    const copies = (skewMaximumMicroseconds: number): AfdxNetwork => {
      const both = leveled({ cables: [...meeting.cables, 'e1-SB', 'SB-e5'], virtualLinks: meeting.virtualLinks }, levels);
      const [first, ...rest] = both.virtualLinks;
      if (first === undefined) throw new Error('three virtual links are there');
      return {
        ...both,
        switches: both.switches.map((each) => (each.id === 'SB' ? { ...each, network: 'B' as const } : each)),
        virtualLinks: [{ ...first, skewMaximumMicroseconds, paths: { ...first.paths, B: { e5: ['SB'] } } }, ...rest],
      };
    };
    // 192.7 - 80 µs; 96 µs without faults
    t.same(ruled(containment, copies(113)), []);
    t.match(ruled(containment, copies(112))[0]?.why, /its copies can come 112.7 µs apart and SkewMax is 112 µs/);
    t.same(ruled(containment, copies(95)), []);
    t.same(ruled(containment, smallAfdxNetwork({ ...meeting, bufferBytes: 1 })), []);
  },
);

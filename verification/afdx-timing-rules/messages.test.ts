import { readFileSync } from 'node:fs';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import type { AfdxNetwork, SubVirtualLink } from '../../src/twin/afdx/network.generated.js';
import { checkTiming } from '../../src/twin/afdx/timing-rules/check-timing.js';
import { messageDelaysOf, messageFramesOf, regulatorOf } from '../../src/twin/afdx/timing-rules/message-delays.js';
import { messageInTime } from '../../src/twin/afdx/timing-rules/message-in-time.js';
import { isOverloaded, type RegulatedQueue, releaseMillisecondsOf } from '../../src/twin/afdx/timing-rules/regulator-delay.js';
import { smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { longestWaitBySearch, longestWaitsByPlay } from './regulator-search.js';
import { timingOf } from './star-networks.js';

// @reads config-items/afdx/network.json

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });
const queuesOf = (...pairs: readonly (readonly [frames: number, periodMilliseconds: number])[]): readonly RegulatedQueue[] =>
  pairs.map(([frames, periodMilliseconds]) => ({ frames, periodMilliseconds }));
const waitsOf = (gapMilliseconds: number, queues: readonly RegulatedQueue[], stepsMax?: number) =>
  queues.map((_, index) => releaseMillisecondsOf({ gapMilliseconds, queues }, index, stepsMax));

/** A network of one virtual link over one switch with the given messages; 40 µs to the switch, 56 µs through it. */
function withMessages(messages: readonly Partial<SubVirtualLink>[], gapMilliseconds = 4): AfdxNetwork {
  const network = smallAfdxNetwork({
    cables: ['e1-S1', 'S1-e2'],
    virtualLinks: [{ source: 'e1', routes: { e2: ['S1'] }, gapMilliseconds }],
  });
  const subVirtualLinks = messages.map((message, index) => ({
    name: `m${index}`,
    payloadBytes: 100,
    maximumFrameBytes: 480,
    periodMilliseconds: 16,
    ...message,
  }));
  return { ...network, virtualLinks: network.virtualLinks.map((each) => ({ ...each, subVirtualLinks })) } as AfdxNetwork;
}

function found(network: AfdxNetwork) {
  const timing = timingOf(network);
  if (timing === undefined) throw new Error('the network can be analysed');
  const indexOf = new Map(network.virtualLinks.map(({ id }, index) => [id, index]));
  return messageInTime({ network, timing, bounds: boundsOf(timing, 'frame'), placeOf, indexOf });
}

testCase(
  {
    id: 'TC-TMR-005-01',
    verifies: ['LLR-TMR-005'],
    kind: 'normal',
    intent: 'cuts a message into as many frames as the payload beside 47 byte of headers needs',
  },
  (t) => {
    const frames = (payloadBytes: number, maximumFrameBytes: number) =>
      messageFramesOf({ name: 'm', payloadBytes, maximumFrameBytes, periodMilliseconds: 1 });
    t.same([frames(1, 64), frames(17, 64), frames(18, 64), frames(1471, 1518), frames(1472, 1518)], [1, 1, 2, 1, 2]);
    t.equal(frames(65_535, 1518), 45, '65535 = 44 · 1471 + 811');
    // fragments of one datagram: 8 byte of UDP header once, 39 byte in each frame, all but the last a multiple of 8
    const fragments = (payload: number, size: number): number => {
      for (let count = 1, left = payload + 8; ; count += 1) {
        if (left <= size - 39) return count;
        left -= (size - 39) & ~7;
      }
    };
    for (let size = 64; size <= 1518; size += 7) {
      for (let payload = 1; payload < 9000; payload += 61) {
        if ((frames(payload, size) ?? 0) < fragments(payload, size)) t.fail(`${payload} byte in ${size}`);
      }
    }
    const network = withMessages([{ payloadBytes: 1000 }, { periodMilliseconds: 32 }]);
    t.same(network.virtualLinks.map(regulatorOf), [{ gapMilliseconds: 4, queues: queuesOf([3, 16], [1, 32]) }]);
  },
);

testCase(
  {
    id: 'TC-TMR-005-02',
    verifies: ['LLR-TMR-005'],
    kind: 'robustness',
    intent: 'knows no number of frames where a frame has no room for payload, and no regulator then',
  },
  (t) => {
    const [link] = withMessages([{ maximumFrameBytes: 64 }, { maximumFrameBytes: 47 }]).virtualLinks;
    if (link === undefined) throw new Error('one virtual link is there');
    t.same(link.subVirtualLinks.map(messageFramesOf), [6, undefined]);
    t.equal(regulatorOf(link), undefined);
    t.equal(messageFramesOf({ name: 'm', payloadBytes: 3, maximumFrameBytes: 48, periodMilliseconds: 1 }), 3);
  },
);

testCase(
  {
    id: 'TC-TMR-006-01',
    verifies: ['LLR-TMR-006', 'HLR-TMR-002'],
    kind: 'normal',
    intent: 'gives the waits worked out by hand, and for single frames those of an exhaustive search over arrival patterns',
  },
  (t) => {
    t.same(waitsOf(4, queuesOf([1, 4])), [0], 'alone, one frame each gap');
    t.same(waitsOf(4, queuesOf([3, 12])), [8], 'the third frame two gaps after the first');
    t.same(waitsOf(32, queuesOf([1, 64], [1, 512], [1, 1024])), [64, 64, 64], 'one frame of each other queue first');
    t.same(waitsOf(16, queuesOf([1, 32], [1, 64])), [16, 16]);
    t.same(waitsOf(8, queuesOf([1, 64], [1, 64], [1, 64], [1, 64])), [24, 24, 24, 24]);
    // 2 against 3 frames: b a b a b, or a b a b b with a turn of b first: b a b a
    t.same(waitsOf(1, queuesOf([2, 10], [3, 10])), [3, 4]);
    const random = seededRandom(11);
    let searched = 0;
    while (searched < 60) {
      const gap = 2;
      const queues = Array.from({ length: 2 + random.below(2) }, () => ({ frames: 1, periodTicks: gap * (1 + random.below(7)) }));
      const same = queues.map(({ frames, periodTicks }) => ({ frames, periodMilliseconds: periodTicks }));
      if (isOverloaded({ gapMilliseconds: gap, queues: same })) continue;
      searched += 1;
      const exact = longestWaitBySearch(gap, queues, 0);
      t.equal(releaseMillisecondsOf({ gapMilliseconds: gap, queues: same }, 0), exact, JSON.stringify(queues));
    }
  },
);

testCase(
  {
    id: 'TC-TMR-006-02',
    verifies: ['LLR-TMR-006', 'HLR-TMR-002'],
    kind: 'robustness',
    intent: 'is never below the search with messages of several frames and periods that no gap divides, and seldom above it',
  },
  (t) => {
    const random = seededRandom(5);
    const difference = { equal: 0, above: 0 };
    for (let runs = 0; runs < 250; ) {
      const gap = 2;
      const queues = Array.from({ length: 2 + random.below(2) }, () => ({
        frames: 1 + random.below(3),
        periodTicks: 2 + random.below(14),
      }));
      const regulator = {
        gapMilliseconds: gap,
        queues: queues.map(({ frames, periodTicks }) => ({ frames, periodMilliseconds: periodTicks })),
      };
      if (isOverloaded(regulator)) continue;
      runs += 1;
      const exact = longestWaitBySearch(gap, queues, 0);
      const bound = releaseMillisecondsOf(regulator, 0) ?? -1;
      const coarse = releaseMillisecondsOf(regulator, 0, 0) ?? -1;
      if (bound < exact || coarse < bound) t.fail(`${JSON.stringify(queues)}: ${exact}, ${bound}, ${coarse}`);
      difference[bound === exact ? 'equal' : 'above'] += 1;
    }
    t.ok(difference.equal >= 240, `${difference.equal} of 250 equal the search`);
    // where the longest wait needs a busy period that begins before the queue asked for has a frame, or a message late in its slot
    for (const [frames, periods] of [
      [
        [3, 1],
        [9, 7],
      ],
      [
        [3, 2],
        [11, 9],
      ],
      [
        [3, 1, 1],
        [11, 12, 9],
      ],
      [
        [3, 1, 2],
        [13, 13, 11],
      ],
    ] as const) {
      const queues = frames.map((count, at) => ({ frames: count, periodTicks: periods[at] ?? 0 }));
      const same = queuesOf(...queues.map(({ frames: count, periodTicks }) => [count, periodTicks] as const));
      const [bound = -1] = waitsOf(2, same);
      const exact = longestWaitBySearch(2, queues, 0);
      t.ok(bound >= exact, `${frames} each ${periods}: ${bound} and ${exact}`);
    }
  },
);

testCase(
  {
    id: 'TC-TMR-006-03',
    verifies: ['LLR-TMR-006'],
    kind: 'robustness',
    intent: 'holds for each grid of offsets of four queues, ends at full load and with huge periods, and refuses an overload',
  },
  (t) => {
    const four = [
      { frames: 1, periodTicks: 8 },
      { frames: 2, periodTicks: 16 },
      { frames: 1, periodTicks: 24 },
      { frames: 3, periodTicks: 48 },
    ];
    const regulator = { gapMilliseconds: 2, queues: four.map(({ frames, periodTicks }) => ({ frames, periodMilliseconds: periodTicks })) };
    const bounds = four.map((_, index) => releaseMillisecondsOf(regulator, index) ?? -1);
    const longest = [0, 0, 0, 0];
    for (let b = 0; b < 16; b += 1) {
      for (let c = 0; c < 24; c += 1) {
        for (let d = 0; d < 48; d += 3) {
          longestWaitsByPlay(2, four, { offsets: [0, b, c, d], first: d % 4, messages: 7 }).forEach((wait, index) => {
            longest[index] = Math.max(longest[index] ?? 0, wait);
          });
        }
      }
    }
    t.ok(
      longest.every((wait, index) => wait <= (bounds[index] ?? -1)),
      `${longest} within ${bounds}`,
    );
    t.ok(
      longest.filter((wait, index) => wait === bounds[index]).length >= 2,
      `${longest} attain some of ${bounds}, though messages come strictly by their periods`,
    );
    t.same(waitsOf(2, queuesOf([1, 4], [1, 8], [1, 8])), [4, 4, 4], 'full load');
    t.same(waitsOf(1, queuesOf([2, 3], [1, 3])), [2, 1], 'full load: b a a and a b a');
    const huge = waitsOf(1, queuesOf([3855, 7919], [1, 3_599_999], [1200, 2399]));
    t.ok(
      huge.every((wait) => wait !== undefined && wait <= 3 * (3855 + 1 + 1200 - 1)),
      'within the coarse bound',
    );
    t.same(waitsOf(1, queuesOf([1, 2], [1, 2]), 0), [2, 2], 'the coarse bound: two turns for the one frame that can wait');
    t.same(waitsOf(4, queuesOf([2, 4])), [undefined]);
    t.same(waitsOf(4, queuesOf([1, 8], [1, 8], [1, 3_600_000])), [undefined, undefined, undefined], 'a little above full load');
  },
);

testCase(
  {
    id: 'TC-TMR-007-01',
    verifies: ['LLR-TMR-007', 'HLR-TMR-002'],
    kind: 'normal',
    intent: 'adds the wait for the release, the bound of the last frame and the jitter allowance, at each destination',
  },
  (t) => {
    const network = { ...withMessages([{ payloadBytes: 1000 }, {}]), jitterAllowanceMicroseconds: 7 };
    const timing = timingOf(network);
    if (timing === undefined) throw new Error('the network can be analysed');
    const delays = messageDelaysOf(network, boundsOf(timing, 'frame'));
    // three frames with one of the other before: 3 gaps of 4 ms; then 40 + 16 + 40 µs; and 7 µs
    t.same(
      delays.map(({ virtualLink, queue, name, frames, releaseMilliseconds, ends }) => [
        virtualLink,
        queue,
        name,
        frames,
        releaseMilliseconds,
        ends.map(({ end, delayPicoseconds }) => [end.destination.endSystem, delayPicoseconds]),
      ]),
      [
        [1, 0, 'm0', 3, 12, [['e2', 12_103_000_000n]]],
        [1, 1, 'm1', 1, 4, [['e2', 4_103_000_000n]]],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-TMR-007-02',
    verifies: ['LLR-TMR-007', 'LLR-TMR-008'],
    kind: 'robustness',
    intent: 'leaves out virtual links whose messages have no bound; the rule reports those once each',
  },
  (t) => {
    const overloaded = withMessages([{ payloadBytes: 1000, periodMilliseconds: 8 }, {}]);
    const roomless = withMessages([{}, { maximumFrameBytes: 47 }]);
    for (const [network, text, pointer] of [
      [overloaded, /are more frames than one each 4 ms/, '/virtualLinks/0/bandwidthAllocationGapMilliseconds'],
      [roomless, /message "m1" of virtual link 1 "v1" fits into no frame/, '/virtualLinks/0/subVirtualLinks/1/maximumFrameBytes'],
    ] as const) {
      const timing = timingOf(network);
      t.same(timing === undefined ? undefined : messageDelaysOf(network, boundsOf(timing, 'frame')), []);
      const findings = found(network);
      t.equal(findings.length, 1);
      t.equal(findings[0]?.code, 'AFDX-174');
      t.match(findings[0]?.message, text);
      t.equal(findings[0]?.place?.path, pointer);
    }
  },
);

testCase(
  {
    id: 'TC-TMR-008-01',
    verifies: ['LLR-TMR-008', 'HLR-TMR-002'],
    kind: 'normal',
    intent: 'reports a message exactly when its delay exceeds its deadline, or its period where it has none',
  },
  (t) => {
    const timed = (deadlineMicroseconds: number) => withMessages([{ deadlineMicroseconds }, {}]);
    t.same(found(timed(4_096)), []);
    const [late] = found(timed(4_095));
    t.match(late?.message, /message "m0" of virtual link 1 "v1" can take 4096 µs to e2 on network A; its deadline is 4095 µs/);
    t.equal(late?.place?.path, '/virtualLinks/0/subVirtualLinks/0/deadlineMicroseconds');
    t.match(late?.why, /its frame can wait 4 ms for its turn and its gap, and take 96 µs after that/);
    // a gap of 4 ms, three messages: 8 ms and 96 µs, more than the period of 8 ms
    const [slow] = found(withMessages([{ periodMilliseconds: 8 }, {}, {}]));
    t.match(slow?.message, /can take 8096 µs to e2 on network A; its period, which is its deadline, is 8000 µs/);
    t.equal(slow?.place?.path, '/virtualLinks/0/subVirtualLinks/0/periodMilliseconds');
    t.equal(found({ ...timed(4_096), jitterAllowanceMicroseconds: 1 }).length, 1, 'the allowance counts');
    const parts = found(withMessages([{ payloadBytes: 1000, deadlineMicroseconds: 1 }]));
    t.match(parts[0]?.why, /the last of its 3 frames can wait 8 ms/);
  },
);

testCase(
  {
    id: 'TC-TMR-008-02',
    verifies: ['LLR-TMR-008', 'HLR-TMR-002'],
    kind: 'robustness',
    intent: 'is part of the timing check, by each method, and reports the message whose period is cut in the network of the aircraft',
  },
  (t) => {
    const network = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork;
    const inTime = (text: AfdxNetwork) => checkTiming(text, 'frame', placeOf).diagnostics.filter(({ code }) => code === 'AFDX-174');
    const before = inTime(network).length;
    const cut = {
      ...network,
      virtualLinks: network.virtualLinks.map((each) =>
        each.id === 2701
          ? { ...each, subVirtualLinks: each.subVirtualLinks.map((queue) => ({ ...queue, deadlineMicroseconds: 1000 })) }
          : each,
      ),
    } as AfdxNetwork;
    const after = inTime(cut);
    t.equal(after.length, before + 1);
    t.ok(after.some(({ subjects }) => subjects?.[0] === 'VL-2701'));
    const late = withMessages([{ deadlineMicroseconds: 4_095 }, {}]);
    for (const method of ['total-flow', 'grouped', 'frame'] as const) {
      t.ok(
        checkTiming(late, method, placeOf).diagnostics.some(({ code }) => code === 'AFDX-174'),
        method,
      );
    }
  },
);

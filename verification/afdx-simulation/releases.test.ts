import fc from 'fast-check';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { adversarialOffsetsOf, travelTicksOf } from '../../src/twin/afdx/simulation/adversarial-offsets.js';
import { type MessageQueue, messageFrameBitsOf, messageQueuesOf } from '../../src/twin/afdx/simulation/message-queues.js';
import { randomStreamsOf, wholeBelow } from '../../src/twin/afdx/simulation/random-streams.js';
import { simulate } from '../../src/twin/afdx/simulation/simulate.js';
import type { ReleasePattern, SimulationOptions } from '../../src/twin/afdx/simulation/simulation-options.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { fiveVirtualLinks, smallAfdxNetwork, smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';

const placeOf = (path: string) => ({ path, line: 1, column: 1 });
const generatedNetwork = generatedAfdxNetwork({ seed: 21, switches: 3, endSystems: 12, virtualLinks: 40 });
const generated = buildTimingNetwork(generatedNetwork, placeOf).value as TimingNetwork;
const five = smallTimingNetwork(fiveVirtualLinks);

/** Releases by flow, as seen on the first cable of the flow, and sizes there. */
function releasesOf(network: TimingNetwork, options: Partial<SimulationOptions>) {
  const releases = network.flows.map((): { readonly tick: number; readonly bits: number }[] => []);
  const firstPorts = network.flows.map(({ hops }) => hops[0]?.port);
  const { value, diagnostics } = simulate(network, {
    durationTicks: 400_000_000,
    seed: 4,
    pattern: { kind: 'synchronous-burst' },
    ...options,
    tap: {
      ports: network.ports.map(({ index }) => index),
      sink: ({ flow, port, releaseTick, frameBits }) => {
        if (firstPorts[flow] === port) releases[flow]?.push({ tick: releaseTick, bits: frameBits });
      },
    },
  });
  if (value === undefined) throw new Error(diagnostics.map(({ message, why }) => `${message}: ${why}`).join('; '));
  return { releases: releases.map((list) => list.sort((a, b) => a.tick - b.tick)), result: value };
}

const gapsOf = (list: readonly { readonly tick: number }[]): readonly number[] =>
  list.slice(1).map(({ tick }, index) => tick - (list[index]?.tick ?? 0));

testCase(
  {
    id: 'TC-SIM-010-01',
    verifies: ['LLR-SIM-010', 'HLR-SIM-002'],
    kind: 'normal',
    intent: 'releases by gap from offsets by the seed, all at once, or with extra time below a gap',
  },
  (t) => {
    const { flows } = generated;
    const periodic = releasesOf(generated, { pattern: { kind: 'periodic-random-offset' } }).releases;
    t.ok(periodic.every((list, flow) => gapsOf(list).every((gap) => gap === flows[flow]?.gapTicks)));
    t.ok(periodic.every((list, flow) => (list[0]?.tick ?? 0) < (flows[flow]?.gapTicks ?? 0)));
    t.ok(new Set(periodic.map((list) => list[0]?.tick)).size > 30, 'offsets differ');
    t.ok(periodic.every((list, flow) => list.length >= Math.floor(400_000_000 / (flows[flow]?.gapTicks ?? 1))));
    const burst = releasesOf(generated, { pattern: { kind: 'synchronous-burst' } }).releases;
    t.ok(burst.every((list, flow) => list.every(({ tick }, index) => tick === index * (flows[flow]?.gapTicks ?? 0))));
    const sporadic = releasesOf(generated, { pattern: { kind: 'sporadic' } }).releases;
    const shares = sporadic.flatMap((list, flow) => gapsOf(list).map((gap) => gap / (flows[flow]?.gapTicks ?? 1)));
    t.ok(shares.every((share) => share >= 1 && share < 2));
    t.ok(Math.min(...shares) < 1.1 && Math.max(...shares) > 1.9);
    // copies on A and B leave together
    const pair = generated.flows.find(({ virtualLink, index }) => generated.flows[index + 1]?.virtualLink === virtualLink)?.index ?? -1;
    t.strictSame(sporadic[pair], sporadic[pair + 1]);
    const offsetTicks = flows.map(({ index }) => 1000 * index);
    const offset = releasesOf(generated, { pattern: { kind: 'offsets', offsetTicks } }).releases;
    t.ok(
      generated.flows.every(({ index, virtualLink }) => {
        const first = generated.flows.find((flow) => flow.virtualLink === virtualLink)?.index ?? 0;
        return offset[index]?.[0]?.tick === 1000 * first;
      }),
    );
  },
);

testCase(
  {
    id: 'TC-SIM-010-02',
    verifies: ['LLR-SIM-010', 'HLR-SIM-002'],
    kind: 'robustness',
    intent: 'draws whole numbers evenly below large limits, sizes between both ends, and other values for another seed',
  },
  (t) => {
    const random = seededRandom(5);
    const limit = 3 * 2 ** 32 + 5;
    const values = Array.from({ length: 30_000 }, () => wholeBelow(random, limit));
    t.ok(values.every((value) => Number.isSafeInteger(value) && value >= 0 && value < limit));
    const quarter = values.filter((value) => value < limit / 4).length;
    t.ok(Math.abs(quarter - 7500) < 300, `${quarter} of 30000 in the first quarter`);
    t.ok(Array.from({ length: 1000 }, () => wholeBelow(random, 2 ** 53)).some((value) => value > 2 ** 52));
    t.ok(Array.from({ length: 100 }, () => wholeBelow(random, 1)).every((value) => value === 0));
    const streams = randomStreamsOf(1);
    t.equal(new Set(Object.values(streams).map((stream) => (stream as typeof random).nextWord())).size, 6);
    const bits = releasesOf(generated, { pattern: { kind: 'synchronous-burst' }, frameSize: 'random' }).releases;
    t.ok(
      bits.every((list, flow) => {
        const { frameBitsMax = 0, frameBitsMin = 0 } = generated.flows[flow] ?? {};
        return list.every((frame) => frame.bits >= frameBitsMin && frame.bits <= frameBitsMax && frame.bits % 8 === 0);
      }),
    );
    const busiest = [...bits].sort((a, b) => b.length - a.length)[0] ?? [];
    t.ok(new Set(busiest.map((frame) => frame.bits)).size > 20);
    const one = releasesOf(generated, { pattern: { kind: 'sporadic' }, seed: 1 }).releases;
    const same = releasesOf(generated, { pattern: { kind: 'sporadic' }, seed: 1 }).releases;
    const other = releasesOf(generated, { pattern: { kind: 'sporadic' }, seed: 2 }).releases;
    t.ok(JSON.stringify(one) === JSON.stringify(same));
    t.ok(JSON.stringify(one) !== JSON.stringify(other));
  },
);

testCase(
  {
    id: 'TC-SIM-011-01',
    verifies: ['LLR-SIM-011', 'HLR-SIM-002'],
    kind: 'normal',
    intent: 'repeats listed releases tick for tick, with their sizes',
  },
  (t) => {
    const legal = fc.property(fc.integer({ min: 0 }), (seed) => {
      const random = seededRandom(seed);
      const releases = generated.flows.map(({ gapTicks, frameBitsMax, frameBitsMin }) => {
        let tick = random.below(gapTicks);
        return Array.from({ length: random.below(4) }, () => {
          const release = { tick, frameBits: frameBitsMax - random.below(frameBitsMax - frameBitsMin + 1) };
          tick += gapTicks + random.below(1000);
          return release;
        });
      });
      const seen = releasesOf(generated, { durationTicks: 2 ** 40, pattern: { kind: 'explicit', releases } }).releases;
      return seen.every(
        (list, flow) =>
          `${list.map(({ tick, bits }) => [tick, bits])}` === `${releases[flow]?.map(({ tick, frameBits }) => [tick, frameBits])}`,
      );
    });
    t.doesNotThrow(() => fc.assert(legal, { numRuns: 50 }));
  },
);

testCase(
  {
    id: 'TC-SIM-011-02',
    verifies: ['LLR-SIM-011', 'HLR-SIM-002'],
    kind: 'robustness',
    intent: 'releases the copies of a virtual link apart when they are listed apart, and flows without releases not at all',
  },
  (t) => {
    const pair = generated.flows.find(({ virtualLink, index }) => generated.flows[index + 1]?.virtualLink === virtualLink)?.index ?? -1;
    const releases = generated.flows.map(({ index }) => (index === pair ? [{ tick: 5 }] : index === pair + 1 ? [{ tick: 900 }] : []));
    const { releases: seen, result } = releasesOf(generated, { pattern: { kind: 'explicit', releases } });
    t.strictSame(
      seen.map((list) => list.map(({ tick }) => tick)),
      releases.map((list) => list.map(({ tick }) => tick)),
    );
    t.ok(result.ends.filter(({ flow }) => flow.index !== pair && flow.index !== pair + 1).every(({ frames }) => frames === 0));
    t.strictSame(
      [pair, pair + 1].map((flow) => result.ends.find((end) => end.flow.index === flow)?.framesReleased),
      [1, 1],
    );
  },
);

testCase(
  {
    id: 'TC-SIM-012-01',
    verifies: ['LLR-SIM-012', 'HLR-SIM-002'],
    kind: 'normal',
    intent: 'lets each interfering flow reach the first shared port together with the target',
  },
  (t) => {
    // in S3 all but v5 share the port to e6; v4 and v5 meet v3 already in S2
    t.strictSame(adversarialOffsetsOf(five, { flow: 2, destination: 0 }), [0, 0, 0, 0, 0]);
    const longer = smallTimingNetwork({
      ...fiveVirtualLinks,
      virtualLinks: fiveVirtualLinks.virtualLinks.map((link, index) => ({ ...link, frameBytes: index === 2 ? 980 : 480 })),
    });
    // 1000 byte need 80 µs a cable: v3 is at S2 after 80 µs, and at S3 after 176 µs; the others need 40 µs and 96 µs
    t.strictSame(adversarialOffsetsOf(longer, { flow: 2, destination: 0 }), [80_000, 80_000, 0, 40_000, 40_000]);
    const flow = generated.flows.findIndex(({ hops }) => hops.length > 3);
    const offsets = adversarialOffsetsOf(generated, { flow, destination: 0 });
    t.ok(offsets.every((offset) => Number.isSafeInteger(offset) && offset >= 0));
    const delayWith = (pattern: ReleasePattern): number =>
      releasesOf(generated, {
        pattern,
        ties: { kind: 'flows', ranks: generated.flows.map(({ index }) => (index === flow ? 1 : 0)) },
      }).result.ends.find((end) => end.flow.index === flow)?.delayTicksMax ?? 0;
    const apart = generated.flows.map(({ index }) => (index === flow ? 0 : 1_000_000));
    t.ok(delayWith({ kind: 'adversarial', target: { flow, destination: 0 } }) > delayWith({ kind: 'offsets', offsetTicks: apart }));
  },
);

testCase(
  {
    id: 'TC-SIM-012-02',
    verifies: ['LLR-SIM-012'],
    kind: 'robustness',
    intent: 'gives flows without a shared port the start of the target, and no flow a negative offset',
  },
  (t) => {
    const apart = smallTimingNetwork({
      cables: ['e1-S1', 'S1-S2', 'S2-e2', 'e3-S2', 'S2-e4'],
      virtualLinks: [
        { source: 'e3', routes: { e2: ['S2'] } },
        { source: 'e1', routes: { e2: ['S1', 'S2'] } },
        { source: 'e3', routes: { e4: ['S2'] } },
      ],
      endSystemLatencyNanoseconds: 1000,
    });
    // v1 comes to the shared port after 41 µs, v2 after 97 µs: the target starts 56 µs later; v3 shares the port of e3
    t.strictSame(adversarialOffsetsOf(apart, { flow: 0, destination: 0 }), [56_000, 0, 56_000]);
    t.strictSame(adversarialOffsetsOf(apart, { flow: 2, destination: 0 }), [0, 0, 0]);
    const travel = travelTicksOf(apart, apart.flows[1] as TimingNetwork['flows'][number]);
    t.strictSame(
      ['e1>S1', 'S1>S2', 'S2>e2'].map((id) => travel.get(apart.ports.findIndex((port) => port.id === id))),
      [0, 41_000, 97_000],
    );
  },
);

const queue = (name: string, payloadBytes: number, periodMilliseconds: number, frameBytesMax = 480): MessageQueue => ({
  name,
  payloadBytes,
  frameBytesMax,
  periodTicks: periodMilliseconds * 1_000_000,
});
const single = smallTimingNetwork({
  cables: ['e1-S1', 'S1-e2'],
  virtualLinks: [{ source: 'e1', routes: { e2: ['S1'] }, frameBytesMin: 64 }],
});
const messages = (queues: readonly MessageQueue[]): ReleasePattern => ({
  kind: 'messages',
  queues: new Map([[1, queues]]),
  start: 'synchronous',
});

testCase(
  {
    id: 'TC-SIM-013-01',
    verifies: ['LLR-SIM-013', 'HLR-SIM-003'],
    kind: 'normal',
    intent: 'cuts a message into frames of the largest size and a rest',
  },
  (t) => {
    // 480 byte hold 433 byte of payload; 20 byte of preamble and gap are on the wire
    t.strictSame(messageFrameBitsOf(queue('a', 433, 8)), [4000]);
    t.strictSame(messageFrameBitsOf(queue('a', 434, 8)), [4000, 84 * 8]);
    t.strictSame(messageFrameBitsOf(queue('a', 1000, 8)), [4000, 4000, (134 + 67) * 8]);
    t.strictSame(messageFrameBitsOf(queue('a', 1, 8)), [84 * 8]);
    const whole = fc.property(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 64, max: 1518 }), (payload, frame) => {
      const sizes = messageFrameBitsOf(queue('a', payload, 8, frame));
      const payloads = sizes.map((bits) => bits / 8 - 67);
      const rest = payload - (frame - 47) * (sizes.length - 1);
      return sizes.every((bits) => bits <= (frame + 20) * 8 && bits >= 672) && rest > 0 && Math.max(17, rest) === payloads.at(-1);
    });
    t.doesNotThrow(() => fc.assert(whole, { numRuns: 500 }));
    const [first] = messageQueuesOf(generatedNetwork, generated);
    t.equal(first?.[0], generatedNetwork.virtualLinks[0]?.id);
    const expected = generatedNetwork.virtualLinks[0]?.subVirtualLinks.map(
      ({ name, payloadBytes, maximumFrameBytes, periodMilliseconds }) => ({
        name,
        payloadBytes,
        frameBytesMax: maximumFrameBytes,
        periodTicks: periodMilliseconds * 1_000_000,
      }),
    );
    t.strictSame(first?.[1], expected);
  },
);

testCase(
  {
    id: 'TC-SIM-013-02',
    verifies: ['LLR-SIM-013'],
    kind: 'robustness',
    intent: 'carries a message of the greatest length in frames of the smallest size',
  },
  (t) => {
    const sizes = messageFrameBitsOf(queue('a', 65_535, 8, 64));
    t.equal(sizes.length, 3855);
    t.ok(sizes.every((bits) => bits === 672));
    t.strictSame(messageFrameBitsOf(queue('a', 17, 8, 64)), [672]);
    t.strictSame(messageFrameBitsOf(queue('a', 18, 8, 64)), [672, 672]);
    t.equal(messageQueuesOf({ ...generatedNetwork, virtualLinks: [] }, generated).size, 0);
  },
);

testCase(
  {
    id: 'TC-SIM-014-01',
    verifies: ['LLR-SIM-014', 'HLR-SIM-003'],
    kind: 'normal',
    intent: 'serves the queues of a virtual link in turn, one frame a gap, and finds the longest message delay',
  },
  (t) => {
    // gap 4 ms: short at 0, long 1/3 at 4, short at 8, long 2/3 at 12, short at 16, long 3/3 at 20
    const pattern = messages([queue('short', 17, 8), queue('long', 1000, 32)]);
    const { releases, result } = releasesOf(single, { pattern, durationTicks: 32_000_000 });
    t.strictSame(
      releases[0]?.map(({ tick, bits }) => [tick / 1e6, bits]),
      [
        [0, 672],
        [4, 4000],
        [8, 672],
        [12, 4000],
        [16, 672],
        [20, 1608],
        [24, 672],
      ],
    );
    // the last frame of the long message: 2 · 16.08 µs on cables and 16 µs in the switch
    t.strictSame(result.messages, [
      { virtualLink: 1, name: 'short', messagesReleased: 4, longestQueueTicks: 0, messagesDelivered: 4, longestDelayTicks: 29_440 },
      {
        virtualLink: 1,
        name: 'long',
        messagesReleased: 1,
        longestQueueTicks: 20_000_000,
        messagesDelivered: 1,
        longestDelayTicks: 20_048_160,
      },
    ]);
    // three queues with a message every 12 ms each: each waits for those before it, and not longer
    const three = releasesOf(single, {
      pattern: messages(['x', 'y', 'z'].map((name) => queue(name, 100, 12))),
      durationTicks: 120_000_000,
    }).result;
    t.strictSame(
      three.messages.map(({ longestQueueTicks, messagesReleased }) => [longestQueueTicks, messagesReleased]),
      [
        [0, 10],
        [4_000_000, 10],
        [8_000_000, 10],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-SIM-014-02',
    verifies: ['LLR-SIM-014', 'HLR-SIM-003'],
    kind: 'robustness',
    intent: 'shares an overloaded virtual link evenly, keeps the gap, and is idle when no message waits',
  },
  (t) => {
    const over = releasesOf(single, {
      pattern: messages([queue('x', 100, 2), queue('y', 100, 1), queue('z', 100, 1000)]),
      durationTicks: 400_000_000,
    });
    t.ok(gapsOf(over.releases[0] ?? []).every((gap) => gap === 4_000_000));
    const [x, y, z] = over.result.messages.map(({ messagesReleased }) => messagesReleased);
    t.equal(z, 1);
    t.ok(Math.abs((x ?? 0) - (y ?? 0)) <= 1, `${x} and ${y}`);
    const idle = releasesOf(single, { pattern: messages([queue('x', 100, 50)]), durationTicks: 400_000_000 });
    t.strictSame(
      idle.releases[0]?.map(({ tick }) => tick),
      [0, 50, 100, 150, 200, 250, 300, 350].map((at) => at * 1_000_000),
    );
    const aircraft = smallAfdxNetwork(fiveVirtualLinks);
    const random: ReleasePattern = { kind: 'messages', queues: messageQueuesOf(aircraft, five), start: 'random-offset' };
    const first = releasesOf(five, { pattern: random }).releases.map((list) => list[0]?.tick ?? -1);
    t.ok(first.every((tick) => tick >= 0 && tick < 4_000_000) && new Set(first).size === 5);
    t.equal(releasesOf(five, { pattern: { kind: 'sporadic' } }).result.messages.length, 0);
  },
);

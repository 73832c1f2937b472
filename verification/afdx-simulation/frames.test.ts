import fc from 'fast-check';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import { EventHeap } from '../../src/twin/afdx/simulation/event-heap.js';
import { FrameCopies } from '../../src/twin/afdx/simulation/frame-copies.js';
import { networkTablesOf } from '../../src/twin/afdx/simulation/network-tables.js';
import { simulate } from '../../src/twin/afdx/simulation/simulate.js';
import type { ExplicitRelease, SimulationOptions, TappedFrame } from '../../src/twin/afdx/simulation/simulation-options.js';
import type { SimulationResult } from '../../src/twin/afdx/simulation/simulation-result.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { generatedAfdxNetwork, type NetworkShape } from '../support/generated-afdx-network.js';
import { playedPortByPort, type Release } from '../support/port-by-port-simulation.js';
import { fiveVirtualLinks, type SmallNetwork, smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';

/** The timing network of a generated network. */
function generated(shape: NetworkShape): TimingNetwork {
  const { value, diagnostics } = buildTimingNetwork(generatedAfdxNetwork(shape), (path) => ({ path, line: 1, column: 1 }));
  if (value === undefined) throw new Error(diagnostics[0]?.message);
  return value;
}

/** The result of a simulation that is allowed. */
function played(network: TimingNetwork, options: Partial<SimulationOptions>): SimulationResult {
  const { value, diagnostics } = simulate(network, {
    durationTicks: 10_000_000,
    seed: 1,
    pattern: { kind: 'synchronous-burst' },
    ...options,
  });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
}

/** The result for releases given by flow in microseconds at 1 tick = 1 ns, ties by the ranks of the flows. */
function listed(
  network: TimingNetwork,
  microseconds: readonly (readonly number[])[],
  ranks: readonly number[],
  more: Partial<SimulationOptions> = {},
) {
  const releases = microseconds.map((list) => list.map((at): ExplicitRelease => ({ tick: at * 1000 })));
  return played(network, { pattern: { kind: 'explicit', releases }, ties: { kind: 'flows', ranks }, ...more });
}

const longest = ({ ends }: SimulationResult): readonly (number | undefined)[] => ends.map(({ delayTicksMax }) => delayTicksMax);
const five = smallTimingNetwork(fiveVirtualLinks);

/** Three end systems send to a fourth over one switch; 480 byte are 40 µs on the wire. */
const star = (priorities: readonly ('high' | 'low')[], more: Partial<SmallNetwork> = {}): TimingNetwork =>
  smallTimingNetwork({
    cables: ['e1-S1', 'e2-S1', 'e3-S1', 'S1-e4'],
    virtualLinks: priorities.map((priority, index) => ({ source: `e${index + 1}`, routes: { e4: ['S1'] }, priority })),
    ...more,
  });

testCase(
  {
    id: 'TC-SIM-001-01',
    verifies: ['LLR-SIM-001'],
    kind: 'normal',
    intent: 'takes events out in the order of tick and rank, as sorting does',
  },
  (t) => {
    const event = fc.record({ tick: fc.integer({ min: 0, max: 40 }), rank: fc.integer({ min: 0, max: 5 }) });
    const sorts = fc.property(fc.array(event, { maxLength: 3000, size: 'max' }), (events) => {
      const heap = new EventHeap();
      events.forEach(({ tick, rank }, item) => {
        heap.push(tick, rank, item);
      });
      const order = events.map(() => {
        const { tick, rank } = heap;
        const item = heap.pop();
        return events[item]?.tick === tick && events[item]?.rank === rank ? tick * 10 + rank : -1;
      });
      const sorted = events.map(({ tick, rank }) => tick * 10 + rank).sort((a, b) => a - b);
      return heap.size === 0 && order.every((key, index) => key === sorted[index]);
    });
    t.doesNotThrow(() => fc.assert(sorts, { numRuns: 100 }));
    const heap = new EventHeap();
    const random = seededRandom(3);
    for (let item = 0; item < 100_000; item += 1) heap.push(random.below(1000), item, item);
    let last = -1;
    let falls = 0;
    while (heap.size > 0) {
      if (heap.tick < last) falls += 1;
      last = heap.tick;
      heap.pop();
    }
    t.equal(falls, 0);
  },
);

testCase(
  {
    id: 'TC-SIM-001-02',
    verifies: ['LLR-SIM-001'],
    kind: 'robustness',
    intent: 'orders the largest safe integers, and refuses to take from an empty heap',
  },
  (t) => {
    const heap = new EventHeap();
    t.throws(() => heap.pop(), /empty/);
    heap.push(Number.MAX_SAFE_INTEGER, 0, 1);
    heap.push(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER, 2);
    heap.push(Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER - 1, 3);
    t.strictSame([heap.pop(), heap.pop(), heap.pop()], [3, 2, 1]);
    t.throws(() => heap.pop(), /empty/);
  },
);

testCase(
  { id: 'TC-SIM-002-01', verifies: ['LLR-SIM-002'], kind: 'normal', intent: 'uses the rows of ended copies again and forks all columns' },
  (t) => {
    const copies = new FrameCopies();
    const rows = new Set<number>();
    for (let round = 0; round < 5000; round += 1) {
      const row = copies.take();
      rows.add(row);
      copies.end(row);
    }
    t.equal(rows.size, 1);
    const row = copies.take();
    copies.bits[row] = 4000;
    copies.number[row] = 2 ** 40;
    copies.sequence[row] = 255;
    copies.released[row] = 2 ** 50;
    copies.messageQueue[row] = 3;
    copies.messageTick[row] = 7;
    const fork = copies.fork(row, 9);
    t.strictSame(
      [copies.hop, copies.bits, copies.number, copies.sequence, copies.released, copies.messageQueue, copies.messageTick].map(
        (column) => column[fork],
      ),
      [9, 4000, 2 ** 40, 255, 2 ** 50, 3, 7],
    );
    t.equal(copies.underWay, 2);
  },
);

testCase(
  {
    id: 'TC-SIM-002-02',
    verifies: ['LLR-SIM-002'],
    kind: 'robustness',
    intent: 'keeps what it holds when it grows, and ends rows in any order',
  },
  (t) => {
    const copies = new FrameCopies();
    const rows = Array.from({ length: 5000 }, (_, index) => {
      const row = copies.take();
      copies.released[row] = index;
      copies.number[row] = -index;
      return row;
    });
    t.equal(new Set(rows).size, 5000);
    t.ok(rows.every((row, index) => copies.released[row] === index && copies.number[row] === -index && copies.next[row] === -1));
    for (const row of rows.filter((_, index) => index % 3 === 0)) copies.end(row);
    t.equal(copies.underWay, 5000 - 1667);
    const again = Array.from({ length: 1667 }, () => copies.take());
    t.ok(again.every((row) => rows.includes(row)));
    t.equal(new Set(again).size, 1667);
  },
);

testCase(
  { id: 'TC-SIM-003-01', verifies: ['LLR-SIM-003'], kind: 'normal', intent: 'lays a multicast network on A and B out in tables' },
  (t) => {
    const network = generated({ seed: 5, switches: 3, endSystems: 9, virtualLinks: 12 });
    const tables = networkTablesOf(network);
    let hop = 0;
    let end = 0;
    let wrong = 0;
    for (const flow of network.flows) {
      const base = hop;
      flow.hops.forEach(({ port }, index) => {
        const children = tables.children.slice(tables.childStart[hop], tables.childStart[hop + 1]);
        const expected = flow.hops.flatMap(({ parent }, at) => (parent === index ? [base + at] : []));
        const ends = [...tables.ends.slice(tables.endStart[hop], tables.endStart[hop + 1])].map((at) => at - end);
        const leaves = flow.destinations.flatMap((destination, at) => (destination.hop === index ? [at] : []));
        if (tables.hopFlow[hop] !== flow.index || tables.hopPort[hop] !== port) wrong += 1;
        if (`${[...children]}` !== `${expected}` || `${ends}` !== `${leaves}`) wrong += 1;
        hop += 1;
      });
      const owners = flow.destinations.map((_, at) => tables.receivers[tables.endReceiver[end + at] ?? -1]);
      if (!owners.every((receiver, at) => receiver?.endSystem === flow.destinations[at]?.endSystem)) wrong += 1;
      if (!owners.every((receiver) => receiver?.virtualLink === flow.virtualLink)) wrong += 1;
      end += flow.destinations.length;
    }
    t.equal(wrong, 0);
    t.equal(tables.streams.length, 12);
    t.ok(tables.streams.some(({ flows }) => flows.length === 2));
    t.ok(tables.receivers.some(({ ends }) => ends.length === 2));
  },
);

testCase(
  {
    id: 'TC-SIM-003-02',
    verifies: ['LLR-SIM-003'],
    kind: 'robustness',
    intent: 'does not take flows of another source or of one network for copies of each other',
  },
  (t) => {
    t.equal(networkTablesOf({ ticksPerSecond: 1, ports: [], flows: [] }).streams.length, 0);
    const flow = (index: number, source: string, network: 'A' | 'B') => ({
      ...(five.flows[0] as TimingNetwork['flows'][number]),
      index,
      source,
      network,
    });
    const streams = (flows: TimingNetwork['flows']) => networkTablesOf({ ...five, flows }).streams.map((stream) => [...stream.flows]);
    t.strictSame(streams([flow(0, 'e1', 'A'), flow(1, 'e1', 'B'), flow(2, 'e2', 'B')]), [[0, 1], [2]]);
    t.strictSame(streams([flow(0, 'e1', 'A'), flow(1, 'e1', 'A'), flow(2, 'e1', 'B')]), [[0], [1, 2]]);
  },
);

testCase(
  {
    id: 'TC-SIM-004-01',
    verifies: ['LLR-SIM-004', 'HLR-SIM-001'],
    kind: 'normal',
    intent: 'serves first come first served within a priority, high before low, and never interrupts a frame',
  },
  (t) => {
    // frames need 40 µs on each cable and 16 µs in the switch: alone 96 µs
    const same = star(['low', 'low', 'low']);
    t.strictSame(longest(listed(same, [[0], [0], [0]], [0, 1, 2])), [96_000, 136_000, 176_000]);
    t.strictSame(longest(listed(same, [[0], [0], [0]], [2, 1, 0])), [176_000, 136_000, 96_000]);
    const result = listed(same, [[0], [10], [0]], [0, 1, 2]);
    t.strictSame(longest(result), [96_000, 166_000, 136_000]);
    // from 40 to 56 µs both first frames are in the switch, from 50 µs the third too
    t.strictSame(
      result.ports.map(({ port, backlogBitsMax, sentFrames, busyTicks }) => [port.id, backlogBitsMax, sentFrames, busyTicks]),
      [
        ['e1>S1', 4000, 1, 40_000],
        ['S1>e4', 12_000, 3, 120_000],
        ['e2>S1', 4000, 1, 40_000],
        ['e3>S1', 4000, 1, 40_000],
      ].sort((a, b) => same.ports.findIndex(({ id }) => id === a[0]) - same.ports.findIndex(({ id }) => id === b[0])),
    );
    // the low frame comes 1 µs before the two high ones and is sent to its end
    const mixed = star(['low', 'high', 'high']);
    t.strictSame(longest(listed(mixed, [[0], [1], [1]], [0, 1, 2])), [96_000, 135_000, 175_000]);
    // all at once: the two high ones first, in the order of the tie
    t.strictSame(longest(listed(mixed, [[0], [0], [0]], [0, 2, 1])), [176_000, 136_000, 96_000]);
    // with 60 µs in both end systems: all latencies, none, or any in between
    const slow = star(['low'], { endSystemLatencyNanoseconds: 60_000 });
    const alone = (latency: 'maximum' | 'zero' | 'random', seed: number): number =>
      listed(slow, [[0]], [0], { latency, seed }).ends[0]?.delayTicksMax ?? 0;
    t.strictSame([alone('maximum', 1), alone('zero', 1)], [216_000, 80_000]);
    const some = Array.from({ length: 200 }, (_, seed) => alone('random', seed));
    t.ok(some.every((delay) => delay >= 80_000 && delay <= 216_000));
    t.ok(Math.min(...some) < 110_000 && Math.max(...some) > 190_000);
    // the latency keeps the order: the second frame takes none, and still waits behind the first
    const releases = [0, 15, 30].map((at, flow): ExplicitRelease[] => [{ tick: at * 1000, latencyTicks: [0, flow === 1 ? 0 : 16_000] }]);
    t.strictSame(longest(played(same, { pattern: { kind: 'explicit', releases } })), [96_000, 121_000, 146_000]);
  },
);

testCase(
  {
    id: 'TC-SIM-004-02',
    verifies: ['LLR-SIM-004', 'HLR-SIM-001'],
    kind: 'robustness',
    intent: 'drops what does not fit the memory of a switch port, to the bit',
  },
  (t) => {
    const frames = (bufferBytes: number, more: Partial<SimulationOptions> = {}) => {
      const { ends, losses, ports } = listed(star(['low', 'low', 'low'], { bufferBytes }), [[0], [0], [0]], [0, 1, 2], more);
      return [
        ends.map((end) => end.frames),
        losses.map(({ cause, node, hop }) => `${cause} ${node} ${hop}`),
        ports.find(({ port }) => port.toward === 'e4')?.backlogBitsMax,
      ];
    };
    t.strictSame(frames(1500), [[1, 1, 1], [], 12_000]);
    t.strictSame(frames(1499), [[1, 1, 0], ['overflow S1 1'], 8000]);
    t.strictSame(frames(499), [[0, 0, 0], ['overflow S1 1', 'overflow S1 1', 'overflow S1 1'], 0]);
    t.strictSame(frames(499, { limitedBuffers: false }), [[1, 1, 1], [], 12_000]);
    // the last bit of the first frame leaves at 96 µs, when the third arrives: its memory is free again
    const tight = listed(star(['low', 'low', 'low'], { bufferBytes: 1000 }), [[0], [0], [56]], [0, 1, 2]);
    t.strictSame([tight.losses, tight.ports.find(({ port }) => port.toward === 'e4')?.backlogBitsMax], [[], 8000]);
  },
);

testCase(
  {
    id: 'TC-SIM-005-01',
    verifies: ['LLR-SIM-005', 'HLR-SIM-001'],
    kind: 'normal',
    intent: 'reaches the published worst cases of the five-virtual-link network, 272 µs and 312 µs, exactly',
  },
  (t) => {
    // v2 and v4 come to S3 at 96 µs and v3, v1 at 136 µs; v5 is last in S2, v1 the last of all
    const first = listed(five, [[0], [0], [0], [0], [0]], [4, 0, 2, 1, 3]);
    t.equal(first.ends[0]?.delayTicksMax, 272_000);
    // v5, v4, v3 in S2; at S3 v1 comes with v4 and v2 with v3, each just before it
    const third = listed(five, [[40], [80], [0], [0], [0]], [0, 1, 4, 3, 2]);
    t.equal(third.ends[2]?.delayTicksMax, 312_000);
    t.equal(third.ends[2]?.releaseTickOfMax, 0);
    t.equal(third.framesReleased, 5);
    t.equal(third.framesReceived, 5);
    const bounds = boundsOf(five, 'frame');
    t.strictSame(
      [0, 2].map((end) => bounds.ends[end]?.delayPicoseconds),
      [272_000_000n, 312_000_000n],
    );
  },
);

testCase(
  {
    id: 'TC-SIM-005-02',
    verifies: ['LLR-SIM-005', 'HLR-SIM-001'],
    kind: 'normal',
    intent: 'agrees event by event with a simulation port by port that shares no code with it',
  },
  (t) => {
    const shape = fc.record({
      seed: fc.integer({ min: 0, max: 10_000 }),
      switches: fc.integer({ min: 1, max: 4 }),
      endSystems: fc.integer({ min: 3, max: 8 }),
      virtualLinks: fc.integer({ min: 1, max: 14 }),
      joined: fc.constantFrom('line' as const, 'tree' as const),
    });
    const play = fc.record({
      seed: fc.integer({ min: 0 }),
      spread: fc.constantFrom(1, 2000, 100_000),
      frames: fc.integer({ min: 1, max: 4 }),
    });
    const agrees = fc.property(shape, play, (networkShape, { seed, spread, frames }) => {
      const network = generated(networkShape);
      const random = seededRandom(seed);
      const releases = network.flows.map(({ gapTicks, frameBitsMax, frameBitsMin }, flow) => {
        let tick = random.below(spread);
        const latencyPercent = [0, 37, 100][random.below(3)] ?? 0;
        return Array.from({ length: 1 + random.below(frames) }, (): Release => {
          const release = {
            flow,
            ticks: tick,
            frameBits: frameBitsMin + random.below(frameBitsMax - frameBitsMin + 1),
            tie: flow,
            latencyPercent,
          };
          tick += gapTicks + random.below(2) * random.below(spread);
          return release;
        });
      });
      const reference = playedPortByPort(network, releases.flat());
      const reached = new Map<string, number[]>();
      const result = played(network, {
        durationTicks: 2 ** 40,
        latency: 'maximum',
        pattern: {
          kind: 'explicit',
          releases: releases.map((list, flow) =>
            list.map(({ ticks, frameBits, latencyPercent }) => ({
              tick: ticks,
              frameBits,
              latencyTicks: (network.flows[flow]?.hops ?? []).map(({ port }) =>
                Math.floor(((network.ports[port]?.latencyTicks ?? 0) * latencyPercent) / 100),
              ),
            })),
          ),
        },
        limitedBuffers: false,
        tap: { ports: network.ports.map(({ index }) => index), sink: (frame) => noteArrivals(network, frame, reached) },
      });
      const seen = new Map(
        result.ends.map(({ flow, destination, delayTicksMax }) => [`${flow.index}>${destination.endSystem}`, delayTicksMax]),
      );
      const arrivals = [...reference.arrivals].filter(([key]) => !key.split('>')[1]?.startsWith('E'));
      return (
        [...reference.delays].every(([key, delay]) => seen.get(key) === delay) &&
        arrivals.every(([key, ticks]) => `${reached.get(key)}` === `${ticks}`) &&
        reached.size === arrivals.length &&
        result.ports.every(({ backlogBitsMax }, index) => backlogBitsMax === reference.backlogBits[index])
      );
    });
    t.doesNotThrow(() => fc.assert(agrees, { numRuns: 250 }));
  },
);

/** When frames reach the ports that follow the tapped cable, by `flow>port`. */
function noteArrivals({ flows, ports }: TimingNetwork, { flow, port, tick }: TappedFrame, reached: Map<string, number[]>): void {
  const hops = flows[flow]?.hops ?? [];
  for (const { port: next, parent } of hops) {
    if (hops[parent]?.port !== port) continue;
    const key = `${flow}>${ports[next]?.id}`;
    reached.set(key, [...(reached.get(key) ?? []), tick]);
  }
}

testCase(
  {
    id: 'TC-SIM-005-03',
    verifies: ['LLR-SIM-005', 'HLR-SIM-001', 'HLR-SIM-008'],
    kind: 'robustness',
    intent: 'stays below the frame bounds of delay and backlog for bursts, chance, each latency and each size',
  },
  (t) => {
    let closest = 0;
    const holds = (seed: number): boolean => {
      const network = generated({
        seed,
        switches: 1 + (seed % 4),
        endSystems: 10,
        virtualLinks: 40,
        joined: seed % 2 === 0 ? 'line' : 'tree',
      });
      const bounds = boundsOf(network, 'frame');
      return (['periodic-random-offset', 'sporadic', 'synchronous-burst'] as const).every((kind) =>
        (['maximum', 'zero', 'random'] as const).every((latency) => {
          const result = played(network, {
            durationTicks: 150_000_000,
            seed,
            pattern: { kind },
            latency,
            frameSize: latency === 'random' ? 'random' : 'maximum',
            ties: { kind: 'seed' },
            limitedBuffers: false,
          });
          const shares = result.ends.map(
            ({ delayTicksMax = 0 }, end) => (delayTicksMax * (1e12 / network.ticksPerSecond)) / Number(bounds.ends[end]?.delayPicoseconds),
          );
          closest = Math.max(closest, ...shares);
          return (
            shares.every((share) => share <= 1) &&
            result.ports.every(({ backlogBitsMax }, port) => backlogBitsMax <= (bounds.ports[port]?.backlogBits ?? 0)) &&
            result.framesLost === 0
          );
        }),
      );
    };
    for (let seed = 1; seed <= 6; seed += 1) t.ok(holds(seed), `seed ${seed}`);
    t.ok(closest > 0.8, 'the bounds are not so far off that the comparison says nothing');
    // nothing to do
    const empty = played({ ticksPerSecond: 1_000_000_000, ports: [], flows: [] }, {});
    t.strictSame([empty.framesReleased, empty.ends.length, empty.copiesUnderWayAtEnd], [0, 0, 0]);
    t.equal(listed(five, [[], [], [], [], []], [0, 1, 2, 3, 4]).framesReceived, 0);
  },
);

testCase(
  {
    id: 'TC-SIM-006-01',
    verifies: ['LLR-SIM-006', 'HLR-SIM-001'],
    kind: 'normal',
    intent: 'lets the named tie order decide, by flow, by hop and by frame',
  },
  (t) => {
    const network = star(['low', 'low', 'low']);
    const order = (options: Partial<SimulationOptions>): readonly number[] => {
      const delays = longest(played(network, { durationTicks: 1000, ...options }));
      return [...delays.keys()].sort((a, b) => (delays[a] ?? 0) - (delays[b] ?? 0));
    };
    t.strictSame(order({}), [0, 1, 2]);
    t.strictSame(order({ ties: { kind: 'index' } }), [0, 1, 2]);
    t.strictSame(order({ ties: { kind: 'flows', ranks: [5, -1, 2] } }), [1, 2, 0]);
    t.strictSame(
      order({
        ties: {
          kind: 'hops',
          ranks: [
            [0, 9],
            [0, 8],
            [0, 7],
          ],
        },
      }),
      [2, 1, 0],
    );
    const releases = [[3], [1], [2]].map(([rank = 0]) => [{ tick: 0, ranks: [0, rank] }]);
    t.strictSame(order({ pattern: { kind: 'explicit', releases }, ties: { kind: 'flows', ranks: [0, 1, 2] } }), [1, 2, 0]);
    const chance = Array.from({ length: 40 }, (_, seed) => `${order({ seed, ties: { kind: 'seed' } })}`);
    t.equal(new Set(chance).size, 6, 'each of the six orders comes about');
  },
);

testCase(
  {
    id: 'TC-SIM-006-02',
    verifies: ['LLR-SIM-006'],
    kind: 'robustness',
    intent: 'serves equal ranks in the order of the flows, also in a crowd',
  },
  (t) => {
    const crowd = smallTimingNetwork({
      cables: ['S1-e0', ...Array.from({ length: 20 }, (_, index) => `a${index}-S1`)],
      virtualLinks: Array.from({ length: 20 }, (_, index) => ({ source: `a${index}`, routes: { e0: ['S1'] }, frameBytes: 64 })),
    });
    const delays = longest(played(crowd, { durationTicks: 1, ties: { kind: 'flows', ranks: crowd.flows.map(() => 7) } }));
    t.strictSame(
      delays,
      delays.map((_, index) => 6720 + 16_000 + 6720 * (index + 1)),
    );
  },
);

testCase(
  {
    id: 'TC-SIM-042-01',
    verifies: ['LLR-SIM-042', 'HLR-SIM-007'],
    kind: 'normal',
    intent: 'offers each frame at a tap, in the order of time, with what it carries',
  },
  (t) => {
    const network = generated({ seed: 8, switches: 2, endSystems: 6, virtualLinks: 8, redundant: true });
    const frames: TappedFrame[] = [];
    const all = network.ports.map(({ index }) => index);
    const result = played(network, { durationTicks: 40_000_000, tap: { ports: all, sink: (frame) => void frames.push(frame) } });
    t.equal(
      frames.length,
      result.ports.reduce((sum, { sentFrames }) => sum + sentFrames, 0),
    );
    t.ok(frames.every(({ tick }, index) => tick >= (frames[index - 1]?.tick ?? 0)));
    t.ok(
      frames.every(({ flow, virtualLink, network: name, port, frameBits, releaseTick, tick, corrupted }) => {
        const of = network.flows[flow];
        return (
          of?.virtualLink === virtualLink &&
          of.network === name &&
          network.ports[port]?.network === name &&
          of.hops.some((hop) => hop.port === port) &&
          frameBits === of.frameBitsMax &&
          releaseTick % of.gapTicks === 0 &&
          tick > releaseTick &&
          !corrupted
        );
      }),
    );
    const numbers = new Map<string, number[]>();
    for (const { flow, port, frameNumber, sequenceNumber } of frames) {
      const list = numbers.get(`${flow} ${port}`) ?? [];
      numbers.set(`${flow} ${port}`, list);
      list.push(frameNumber === 0 ? sequenceNumber : sequenceNumber - 1 - ((frameNumber - 1) % 255));
    }
    t.ok([...numbers.values()].every((list) => list.every((difference) => difference === 0)));
  },
);

testCase(
  {
    id: 'TC-SIM-042-02',
    verifies: ['LLR-SIM-042', 'HLR-SIM-007'],
    kind: 'robustness',
    intent: 'keeps silent about cables that are not watched, and changes nothing by watching',
  },
  (t) => {
    const network = generated({ seed: 8, switches: 2, endSystems: 6, virtualLinks: 8 });
    const seen = new Set<number>();
    const watched = played(network, {
      tap: { ports: [3], sink: ({ port }) => void seen.add(port) },
      ties: { kind: 'seed' },
      latency: 'random',
    });
    t.strictSame([...seen], [3]);
    t.equal(watched.digest, played(network, { ties: { kind: 'seed' }, latency: 'random' }).digest);
    t.equal(played(network, { tap: { ports: [], sink: () => seen.add(99) } }).framesLost, 0);
    t.notOk(seen.has(99));
  },
);

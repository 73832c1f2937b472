import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { rational } from '../../src/kernel/rational.js';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import { structuralFindingsOf } from '../../src/twin/afdx/check-network.js';
import { optionFindingsOf } from '../../src/twin/afdx/simulation/check-options.js';
import { compareWithBounds } from '../../src/twin/afdx/simulation/compare-with-bounds.js';
import { DelayStatistics } from '../../src/twin/afdx/simulation/delay-statistics.js';
import { DeliveryDigest, verdicts } from '../../src/twin/afdx/simulation/delivery-digest.js';
import { FrameCopies } from '../../src/twin/afdx/simulation/frame-copies.js';
import { Losses, lossCauses } from '../../src/twin/afdx/simulation/losses.js';
import { messageQueuesOf } from '../../src/twin/afdx/simulation/message-queues.js';
import { simulate } from '../../src/twin/afdx/simulation/simulate.js';
import type { SimulationOptions } from '../../src/twin/afdx/simulation/simulation-options.js';
import type { SimulationResult } from '../../src/twin/afdx/simulation/simulation-result.js';
import { worstObservedOf } from '../../src/twin/afdx/simulation/worst-observed.js';
import { buildTimingNetwork, loadsOf } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { generatedAfdxNetwork, type NetworkShape } from '../support/generated-afdx-network.js';
import { fiveVirtualLinks, smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';

const placeOf = (path: string) => ({ path, line: 1, column: 1 });
const millisecond = 1_000_000;
const five = smallTimingNetwork(fiveVirtualLinks);

function generated(shape: NetworkShape): TimingNetwork {
  const { value, diagnostics } = buildTimingNetwork(generatedAfdxNetwork(shape), placeOf);
  if (value === undefined) throw new Error(diagnostics[0]?.message);
  return value;
}

function played(network: TimingNetwork, options: Partial<SimulationOptions>): SimulationResult {
  const { value, diagnostics } = simulate(network, { durationTicks: 50 * millisecond, seed: 1, pattern: { kind: 'sporadic' }, ...options });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
}

testCase(
  {
    id: 'TC-SIM-040-01',
    verifies: ['LLR-SIM-040', 'HLR-SIM-007'],
    kind: 'normal',
    intent: 'counts delays, losses and the use of ports as adding them up one by one does',
  },
  (t) => {
    const network = generated({ seed: 12, switches: 3, endSystems: 9, virtualLinks: 25 });
    const last = network.flows.map(({ destinations, hops }) => destinations.map(({ hop }) => hops[hop]?.port));
    const delays = network.flows.map(({ destinations }) => destinations.map((): bigint[] => []));
    const sent = network.ports.map(() => 0);
    const result = played(network, {
      latency: 'maximum',
      durationTicks: 300 * millisecond,
      tap: {
        ports: network.ports.map(({ index }) => index),
        sink: ({ flow, port, tick, releaseTick, frameBits }) => {
          const start = tick - (network.ports[port]?.propagationTicks ?? 0) - frameBits * (network.ports[port]?.ticksPerBit ?? 0);
          sent[port] =
            (sent[port] ?? 0) + Math.max(0, Math.min(tick - (network.ports[port]?.propagationTicks ?? 0), 300 * millisecond) - start);
          last[flow]?.forEach((end, index) => {
            const reception = network.flows[flow]?.destinations[index]?.receptionTicks ?? 0;
            if (end === port) delays[flow]?.[index]?.push(BigInt(tick + reception - releaseTick));
          });
        },
      },
    });
    const expected = delays.flat();
    t.ok(result.ends.length === expected.length && expected.length > 40);
    result.ends.forEach(({ frames, delayTicksMin, delayTicksMax, delayTicksSum }, index) => {
      const list = expected[index] ?? [];
      const sorted = [...list].sort((a, b) => Number(a - b));
      t.strictSame(
        [frames, BigInt(delayTicksMin ?? -1), BigInt(delayTicksMax ?? -1), delayTicksSum],
        [list.length, sorted[0], sorted.at(-1), list.reduce((sum, delay) => sum + delay, 0n)],
      );
    });
    t.strictSame(
      result.ports.map(({ busyTicks }) => busyTicks),
      sent,
    );
    t.ok(
      result.ports.every(
        ({ busyTicks, utilisationPartsPerMillion }) =>
          utilisationPartsPerMillion * 300 <= busyTicks && (utilisationPartsPerMillion + 1) * 300 > busyTicks,
      ),
    );
    // no port is used more than its load, but for frames that the end of the time cuts
    const loads = loadsOf(network).map(({ numerator, denominator }) => Number((numerator * 1_000_000n) / denominator));
    const burst = played(network, { pattern: { kind: 'synchronous-burst' }, durationTicks: 256 * millisecond });
    t.ok(burst.ports.every(({ utilisationPartsPerMillion }, index) => Math.abs(utilisationPartsPerMillion - (loads[index] ?? 0)) <= 1));
  },
);

testCase(
  {
    id: 'TC-SIM-040-02',
    verifies: ['LLR-SIM-040', 'HLR-SIM-007'],
    kind: 'robustness',
    intent: 'keeps sums beyond 2^53 exact, knows the first of equal delays, and says nothing of what was never received',
  },
  (t) => {
    const statistics = new DelayStatistics(2);
    const huge = 2 ** 52 - 1;
    for (let frame = 0; frame < 1000; frame += 1) statistics.add(1, frame, frame + huge, frame);
    t.strictSame(statistics.observation(1), {
      frames: 1000,
      delayTicksMin: huge,
      delayTicksMax: huge,
      delayTicksSum: 1000n * BigInt(huge),
      releaseTickOfMax: 0,
      frameNumberOfMax: 0,
    });
    t.strictSame(statistics.observation(0), {
      frames: 0,
      delayTicksMin: undefined,
      delayTicksMax: undefined,
      delayTicksSum: 0n,
      releaseTickOfMax: undefined,
      frameNumberOfMax: undefined,
    });
    const losses = new Losses(3);
    for (const [index, cause] of lossCauses.entries()) for (let count = 0; count <= index; count += 1) losses.add(1, cause);
    t.strictSame(
      lossCauses.map((cause) => losses.count(1, cause)),
      [1, 2, 3, 4, 5, 6],
    );
    t.ok(lossCauses.every((cause) => losses.count(0, cause) === 0 && losses.count(2, cause) === 0));
    // the end of the releases comes while one frame is on its first cable
    const cut = played(five, { pattern: { kind: 'explicit', releases: [[{ tick: 5 }], [], [], [], []] }, durationTicks: 10 });
    t.strictSame([cut.copiesUnderWayAtEnd, cut.framesReceived, cut.ends[0]?.delayTicksMax], [1, 1, 152_000]);
    t.equal(cut.ports.find(({ port }) => port.id === 'e1>S1')?.busyTicks, 5);
    t.equal(cut.ports.find(({ port }) => port.id === 'S1>S3')?.busyTicks, 0);
  },
);

testCase(
  {
    id: 'TC-SIM-041-01',
    verifies: ['LLR-SIM-041', 'HLR-SIM-007'],
    kind: 'normal',
    intent: 'writes the records and chains the digest as documented',
  },
  (t) => {
    const copies = new FrameCopies();
    const row = copies.take();
    const digest = new DeliveryDigest();
    const records: Buffer[] = [];
    for (let index = 0; index < 5000; index += 1) {
      const released = 2 ** 40 + index;
      copies.sequence[row] = index % 256;
      copies.number[row] = index;
      copies.released[row] = released;
      digest.add(copies, row, index % 7, index % verdicts.length, released + 99);
      const record = Buffer.alloc(32);
      record.writeUInt32LE(index % 7, 0);
      record.writeUInt16LE(index % 4, 4);
      record.writeUInt16LE(index % 256, 6);
      record.writeBigUInt64LE(BigInt(index), 8);
      record.writeBigUInt64LE(BigInt(released), 16);
      record.writeBigUInt64LE(BigInt(released + 99), 24);
      records.push(record);
    }
    let chain = '0'.repeat(64);
    for (let start = 0; start < records.length; start += 256) {
      chain = createHash('sha256')
        .update(chain)
        .update(Buffer.concat(records.slice(start, start + 256)))
        .digest('hex');
    }
    t.equal(digest.text(), chain);
    const network = generated({ seed: 2, switches: 2, endSystems: 6, virtualLinks: 10 });
    const options = { latency: 'random', frameSize: 'random', ties: { kind: 'seed' } } as const;
    t.equal(played(network, { ...options, seed: 7 }).digest, played(network, { ...options, seed: 7 }).digest);
    t.equal(new Set(Array.from({ length: 30 }, (_, seed) => played(network, { ...options, seed }).digest)).size, 30);
  },
);

testCase(
  {
    id: 'TC-SIM-041-02',
    verifies: ['LLR-SIM-041', 'HLR-SIM-007'],
    kind: 'robustness',
    intent: 'changes with each member of a record, and has a value for no delivery at all',
  },
  (t) => {
    const digestOf = (change: {
      end?: number;
      verdict?: number;
      tick?: number;
      number?: number;
      released?: number;
      sequence?: number;
    }): string => {
      const copies = new FrameCopies();
      const row = copies.take();
      copies.sequence[row] = change.sequence ?? 3;
      copies.number[row] = change.number ?? 4;
      copies.released[row] = change.released ?? 5;
      const digest = new DeliveryDigest();
      digest.add(copies, row, change.end ?? 1, change.verdict ?? 0, change.tick ?? 9);
      return digest.text();
    };
    const variants = [{}, { end: 2 }, { verdict: 1 }, { tick: 2 ** 32 + 9 }, { number: 5 }, { released: 6 }, { sequence: 4 }, { tick: 10 }];
    t.equal(new Set(variants.map(digestOf)).size, variants.length);
    t.equal(new DeliveryDigest().text(), createHash('sha256').update('0'.repeat(64)).digest('hex'));
  },
);

testCase(
  {
    id: 'TC-SIM-050-01',
    verifies: ['LLR-SIM-050', 'HLR-SIM-008'],
    kind: 'normal',
    intent: 'finds the exact worst cases of the five-virtual-link network, and a run that shows them',
  },
  (t) => {
    const worst = (flow: number) => worstObservedOf(five, { flow, destination: 0 }, 3, 1500).value;
    t.strictSame(
      [0, 1, 2, 3, 4].map((flow) => worst(flow)?.delayTicks),
      [272_000, 272_000, 312_000, 312_000, 232_000],
    );
    const found = worst(2);
    t.equal(found === undefined ? 0 : played(five, found.options).ends[2]?.delayTicksMax, 312_000);
    t.strictSame(worst(2)?.options, found?.options);
  },
);

testCase(
  {
    id: 'TC-SIM-050-02',
    verifies: ['LLR-SIM-050', 'HLR-SIM-008', 'HLR-SIM-009'],
    kind: 'robustness',
    intent: 'never exceeds the frame bound, sees more than chance, and refuses targets, seeds and rounds that make no sense',
  },
  (t) => {
    const network = generated({ seed: 31, switches: 3, endSystems: 10, virtualLinks: 30, joined: 'line' });
    const bounds = boundsOf(network, 'frame');
    const chance = played(network, { pattern: { kind: 'periodic-random-offset' }, durationTicks: 500 * millisecond });
    let higher = 0;
    for (let end = 0; end < bounds.ends.length; end += 6) {
      const { flow, destination, delayPicoseconds } = bounds.ends[end] as (typeof bounds.ends)[number];
      const { value } = worstObservedOf(network, { flow: flow.index, destination: flow.destinations.indexOf(destination) }, end, 60);
      const delay = value?.delayTicks ?? 0;
      t.ok(BigInt(delay) * 1000n <= delayPicoseconds);
      if (delay > (chance.ends[end]?.delayTicksMax ?? 0)) higher += 1;
    }
    t.ok(higher * 6 > bounds.ends.length * 0.7, `${higher} of ${bounds.ends.length / 6} higher than by chance`);
    const codes = (flow: number, destination: number, seed: number, rounds: number): readonly string[] =>
      worstObservedOf(five, { flow, destination }, seed, rounds).diagnostics.map(({ code }) => code);
    t.strictSame(codes(5, 0, 1, 1), ['AFDX-273']);
    t.strictSame(codes(0, 1, -1, 1.5), ['AFDX-273', 'AFDX-271', 'AFDX-272']);
    t.strictSame(codes(0, 0, 2 ** 32, 1_000_001), ['AFDX-271', 'AFDX-272']);
    t.equal(worstObservedOf(five, { flow: 0, destination: 0 }, 0, 0).value?.delayTicks, 272_000);
    const alone = smallTimingNetwork({ cables: ['e1-S1', 'S1-e2'], virtualLinks: [{ source: 'e1', routes: { e2: ['S1'] } }] });
    t.equal(worstObservedOf(alone, { flow: 0, destination: 0 }, 1, 100).value?.delayTicks, 96_000);
  },
);

testCase(
  {
    id: 'TC-SIM-051-01',
    verifies: ['LLR-SIM-051', 'HLR-SIM-008'],
    kind: 'normal',
    intent: 'finds each delay within its bound, and the share of the bound rounded up',
  },
  (t) => {
    const result = played(five, { pattern: { kind: 'synchronous-burst' }, durationTicks: 1000 });
    const delays = result.ends.map(({ delayTicksMax }) => delayTicksMax);
    const compared = compareWithBounds(result, ({ flow }) => rational(BigInt(delays[flow.index] ?? 0)));
    t.strictSame(compared.diagnostics, []);
    t.ok(compared.ends.every(({ holds, partsPerMillion }) => holds && partsPerMillion === 1_000_000n));
    const triple = compareWithBounds(result, ({ flow }) => rational(3n * BigInt(delays[flow.index] ?? 0)));
    t.ok(triple.ends.every(({ partsPerMillion }) => partsPerMillion === 333_334n));
  },
);

testCase(
  {
    id: 'TC-SIM-051-02',
    verifies: ['LLR-SIM-051', 'HLR-SIM-008'],
    kind: 'robustness',
    intent: 'reports a delay above its bound by a fraction of a tick, and an end without bound',
  },
  (t) => {
    const result = played(five, { pattern: { kind: 'explicit', releases: [[{ tick: 0 }], [], [], [], []] }, durationTicks: 1 });
    const { ends, diagnostics } = compareWithBounds(result, ({ flow }) =>
      flow.index === 0 ? rational(151_999_999n, 1000n) : flow.index === 1 ? undefined : rational(0n),
    );
    t.strictSame(
      diagnostics.map(({ code, subjects }) => [code, subjects?.[0]]),
      [
        ['AFDX-283', 'VL-1'],
        ['AFDX-284', 'VL-2'],
      ],
    );
    t.match(diagnostics[0]?.message, 'took 152000 ticks and its bound is 152000');
    // nothing was received there, so nothing is broken
    t.ok(ends.slice(2).every(({ holds, partsPerMillion }) => holds && partsPerMillion === undefined));
  },
);

const codesOf = (network: TimingNetwork, options: Partial<SimulationOptions>): readonly string[] =>
  optionFindingsOf(network, { durationTicks: 1000, seed: 0, pattern: { kind: 'sporadic' }, ...options }).map(({ code }) => code);

testCase(
  {
    id: 'TC-SIM-060-01',
    verifies: ['LLR-SIM-060', 'HLR-SIM-009'],
    kind: 'normal',
    intent: 'accepts options at their limits',
  },
  (t) => {
    t.strictSame(codesOf(five, { durationTicks: 1 }), []);
    t.strictSame(codesOf(five, { seed: 2 ** 32 - 1 }), []);
    t.strictSame(codesOf(five, { policing: { jitterTicks: 0 }, redundancy: { skewTicksMax: new Map([[1, 0]]) } }), []);
    t.strictSame(codesOf(five, { tap: { ports: [0, five.ports.length - 1], sink: () => undefined } }), []);
    t.strictSame(codesOf(five, { ties: { kind: 'flows', ranks: [1, -1, 0, 9, 2] } }), []);
    // the longest duration has no work when nothing is released
    t.strictSame(codesOf(five, { durationTicks: 2 ** 51, pattern: { kind: 'explicit', releases: five.flows.map(() => []) } }), []);
  },
);

testCase(
  {
    id: 'TC-SIM-060-02',
    verifies: ['LLR-SIM-060', 'HLR-SIM-009'],
    kind: 'robustness',
    intent: 'refuses each option that makes no sense, all of them at once, and simulates nothing',
  },
  (t) => {
    for (const durationTicks of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 51 + 1]) {
      t.strictSame(codesOf(five, { durationTicks }), ['AFDX-270'], `${durationTicks}`);
    }
    for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) t.strictSame(codesOf(five, { seed }), ['AFDX-271'], `${seed}`);
    t.strictSame(codesOf(five, { durationTicks: 2 ** 51 }), ['AFDX-272']);
    t.strictSame(
      codesOf(five, {
        durationTicks: 400_000 * millisecond,
        faults: [{ kind: 'babbling-end-system', virtualLink: 1, intervalTicks: 40_000, startTicks: 0 }],
      }),
      [],
    );
    t.strictSame(codesOf(five, { durationTicks: 400_000_000 * millisecond }), ['AFDX-272']);
    t.strictSame(
      codesOf(five, {
        durationTicks: 10_000_000 * millisecond,
        faults: [{ kind: 'babbling-end-system', virtualLink: 1, intervalTicks: 40_000, startTicks: 0 }],
      }),
      ['AFDX-272'],
    );
    t.strictSame(codesOf(five, { ties: { kind: 'flows', ranks: [1, 2] } }), ['AFDX-276']);
    t.strictSame(codesOf(five, { ties: { kind: 'hops', ranks: five.flows.map(() => [1]) } }), ['AFDX-276']);
    t.strictSame(codesOf(five, { ties: { kind: 'flows', ranks: [1, 2, 3, 4, 0.5] } }), ['AFDX-276']);
    t.equal(codesOf(five, { policing: { jitterTicks: -1 } }).length, 5);
    t.strictSame([...new Set(codesOf(five, { policing: { jitterTicks: 2 ** 50 } }))], ['AFDX-277']);
    const tiny = { ...five, flows: five.flows.map((flow) => ({ ...flow, frameBitsMin: 160, frameBitsMax: 160 })) };
    t.strictSame([...new Set(codesOf(tiny, { policing: { jitterTicks: 0 } }))], ['AFDX-277']);
    t.strictSame(codesOf(five, { redundancy: { skewTicksMax: new Map([[1, -1]]) } }), ['AFDX-278']);
    t.strictSame(codesOf(five, { tap: { ports: [five.ports.length], sink: () => undefined } }), ['AFDX-279']);
    t.strictSame(
      codesOf(five, {
        pattern: { kind: 'explicit', releases: five.flows.map(() => []) },
        faults: [{ kind: 'babbling-end-system', virtualLink: 1, intervalTicks: 40_000, startTicks: 0 }],
      }),
      ['AFDX-282'],
    );
    t.strictSame(codesOf(five, { durationTicks: 0, seed: -1, ties: { kind: 'flows', ranks: [] }, policing: { jitterTicks: 0.5 } }), [
      'AFDX-270',
      'AFDX-271',
      'AFDX-276',
      ...five.flows.map(() => 'AFDX-277'),
    ]);
    const refused = simulate(five, { durationTicks: 0, seed: 0, pattern: { kind: 'sporadic' } });
    t.strictSame([refused.value, refused.diagnostics.map(({ code }) => code)], [undefined, ['AFDX-270']]);
  },
);

testCase(
  {
    id: 'TC-SIM-061-01',
    verifies: ['LLR-SIM-061', 'HLR-SIM-009'],
    kind: 'normal',
    intent: 'accepts releases a gap apart and messages that fit their frames',
  },
  (t) => {
    const releases = five.flows.map(() => [
      { tick: 0, frameBits: 4000, ranks: [1, 2, 3], latencyTicks: [0, 16_000, 16_000] },
      { tick: 4 * millisecond },
    ]);
    t.strictSame(codesOf(five, { durationTicks: 5 * millisecond, pattern: { kind: 'explicit', releases } }), []);
    const network = generatedAfdxNetwork({ seed: 4, switches: 2, endSystems: 8, virtualLinks: 20 });
    const timing = buildTimingNetwork(network, placeOf).value as TimingNetwork;
    t.strictSame(codesOf(timing, { pattern: { kind: 'messages', queues: messageQueuesOf(network, timing), start: 'synchronous' } }), []);
    t.strictSame(codesOf(five, { pattern: { kind: 'offsets', offsetTicks: [0, 1, 2, 3, 4] } }), []);
    t.strictSame(codesOf(five, { pattern: { kind: 'adversarial', target: { flow: 4, destination: 0 } } }), []);
  },
);

testCase(
  {
    id: 'TC-SIM-061-02',
    verifies: ['LLR-SIM-061', 'HLR-SIM-009'],
    kind: 'robustness',
    intent: 'refuses releases that break the gap, the frame sizes or the network, and messages that cannot be sent',
  },
  (t) => {
    const explicit = (first: object, second?: object): readonly string[] =>
      codesOf(five, {
        durationTicks: 5 * millisecond,
        pattern: {
          kind: 'explicit',
          releases: [[{ tick: 0, ...first }, ...(second === undefined ? [] : [{ tick: 0, ...second }])], [], [], [], []],
        },
      });
    t.strictSame(explicit({}, { tick: 4 * millisecond - 1 }), ['AFDX-274']);
    t.strictSame(explicit({ tick: 5 * millisecond }), ['AFDX-274']);
    t.strictSame(explicit({ tick: -1 }), ['AFDX-274']);
    t.strictSame(explicit({ tick: 0.5 }), ['AFDX-274']);
    t.strictSame(explicit({ frameBits: 4001 }), ['AFDX-274']);
    t.strictSame(explicit({ frameBits: 3999 }), ['AFDX-274']);
    t.strictSame(explicit({ ranks: [1, 2] }), ['AFDX-274']);
    t.strictSame(explicit({ latencyTicks: [0, 16_001, 0] }), ['AFDX-274']);
    t.strictSame(codesOf(five, { pattern: { kind: 'explicit', releases: [] } }), ['AFDX-274']);
    t.strictSame(codesOf(five, { pattern: { kind: 'offsets', offsetTicks: [0] } }), ['AFDX-273']);
    t.strictSame(codesOf(five, { pattern: { kind: 'offsets', offsetTicks: [0, 1, 2, 3, -4] } }), ['AFDX-273']);
    t.strictSame(codesOf(five, { pattern: { kind: 'adversarial', target: { flow: 0, destination: 1 } } }), ['AFDX-273']);
    const good = { name: 'm', payloadBytes: 17, frameBytesMax: 480, periodTicks: 4 * millisecond };
    const messages = (change: object): readonly string[] =>
      codesOf(five, {
        pattern: {
          kind: 'messages',
          queues: new Map(five.flows.map(({ virtualLink }) => [virtualLink, [{ ...good, ...change }]])),
          start: 'synchronous',
        },
      });
    t.strictSame(messages({}), []);
    for (const change of [
      { payloadBytes: 0 },
      { payloadBytes: 65_536 },
      { payloadBytes: Number.MAX_SAFE_INTEGER },
      { frameBytesMax: 63 },
      { frameBytesMax: 481, payloadBytes: 434 },
      { periodTicks: 0 },
      { periodTicks: 0.5 },
    ]) {
      t.strictSame([...new Set(messages(change))], ['AFDX-275'], JSON.stringify(change));
    }
    t.equal(codesOf(five, { pattern: { kind: 'messages', queues: new Map(), start: 'synchronous' } }).length, 5);
  },
);

testCase(
  {
    id: 'TC-SIM-007-01',
    verifies: ['HLR-SIM-001', 'HLR-SIM-007'],
    kind: 'robustness',
    intent: 'plays large generated networks that follow each structural rule, with few copies under way at once',
  },
  (t) => {
    const shape = fc.record({
      seed: fc.integer({ min: 0 }),
      switches: fc.integer({ min: 1, max: 9 }),
      endSystems: fc.integer({ min: 12, max: 60 }),
      virtualLinks: fc.integer({ min: 0, max: 150 }),
      joined: fc.constantFrom('line' as const, 'tree' as const),
      destinationsMax: fc.integer({ min: 1, max: 8 }),
    });
    const legal = fc.property(shape, (wanted) => {
      const network = generatedAfdxNetwork(wanted);
      const timing = buildTimingNetwork(network, placeOf).value;
      const loads = timing === undefined ? [] : loadsOf(timing);
      return (
        structuralFindingsOf(network, placeOf).length === 0 &&
        timing !== undefined &&
        loads.every(({ numerator, denominator }) => numerator * 100n <= denominator * 70n) &&
        JSON.stringify(generatedAfdxNetwork(wanted)) === JSON.stringify(network)
      );
    });
    t.doesNotThrow(() => fc.assert(legal, { numRuns: 30 }));
    const large = generated({ seed: 1, switches: 8, endSystems: 120, virtualLinks: 1000 });
    t.ok(large.flows.reduce((sum, { destinations }) => sum + destinations.length, 0) > 3000);
    const result = played(large, { durationTicks: 100 * millisecond, pattern: { kind: 'periodic-random-offset' } });
    t.ok(result.framesReceived > 15_000 && result.framesLost === 0);
    t.ok(result.copiesUnderWayAtEnd < 1000);
  },
);

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import type { AfdxNetwork, VirtualLink } from '../../src/twin/afdx/network.generated.js';
import { faultFindingsOf } from '../../src/twin/afdx/simulation/check-faults.js';
import { FaultPlan } from '../../src/twin/afdx/simulation/fault-plan.js';
import { type Fault, faultKinds } from '../../src/twin/afdx/simulation/faults.js';
import { networkTablesOf } from '../../src/twin/afdx/simulation/network-tables.js';
import { accountMaxOf, jitterTicksAfter, Policer } from '../../src/twin/afdx/simulation/policer.js';
import { readFaults } from '../../src/twin/afdx/simulation/read-faults.js';
import { isInSequence, RedundancyManager, sequenceNumberOf } from '../../src/twin/afdx/simulation/redundancy-manager.js';
import { simulate } from '../../src/twin/afdx/simulation/simulate.js';
import type { SimulationOptions } from '../../src/twin/afdx/simulation/simulation-options.js';
import type { SimulationResult } from '../../src/twin/afdx/simulation/simulation-result.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { routeOf, type TimingFlow, type TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';

// @reads docs/afdx-simulation.md, config-items/afdx/network.json

const placeOf = (path: string) => ({ path, line: 1, column: 1 });
const millisecond = 1_000_000;

function built(network: AfdxNetwork): TimingNetwork {
  const { value, diagnostics } = buildTimingNetwork(network, placeOf);
  if (value === undefined) throw new Error(diagnostics[0]?.message);
  return value;
}

function played(network: TimingNetwork, options: Partial<SimulationOptions>): SimulationResult {
  const { value, diagnostics } = simulate(network, {
    durationTicks: 100 * millisecond,
    seed: 1,
    pattern: { kind: 'synchronous-burst' },
    ...options,
  });
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
}

/** Network A and B with one switch each; E0 sends virtual link 7 of 480 byte each 2 ms to E1 and E2, SkewMax 1 ms. */
function pairNetwork(): AfdxNetwork {
  const network = generatedAfdxNetwork({ seed: 1, switches: 1, endSystems: 3, virtualLinks: 1, redundant: true });
  const link: VirtualLink = {
    ...(network.virtualLinks[0] as VirtualLink),
    id: 7,
    source: 'E0',
    destinations: ['E1', 'E2'],
    bandwidthAllocationGapMilliseconds: 2,
    maximumFrameBytes: 480,
    minimumFrameBytes: 480,
    skewMaximumMicroseconds: 1000,
    paths: { A: { E1: ['S0A'], E2: ['S0A'] }, B: { E1: ['S0B'], E2: ['S0B'] } },
  };
  return { ...network, virtualLinks: [link] };
}

const pair = built(pairNetwork());
const redundancy = { skewTicksMax: new Map([[7, millisecond]]) };
const single = smallTimingNetwork({
  cables: ['e1-S1', 'S1-e2'],
  virtualLinks: [{ source: 'e1', routes: { e2: ['S1'] }, frameBytesMin: 64 }],
});
const flow = single.flows[0] as TimingFlow;

testCase(
  {
    id: 'TC-SIM-020-01',
    verifies: ['LLR-SIM-020', 'HLR-SIM-004'],
    kind: 'normal',
    intent: 'passes exactly the frames that keep each interval below S · (1 + jitter / gap) + S / gap · t',
  },
  (t) => {
    const arrival = fc.record({
      after: fc.constantFrom(0, 1, 1000, 777_777, 3_999_999, 4_000_000, 9_000_000),
      bytes: fc.integer({ min: 64, max: 480 }),
    });
    const agrees = fc.property(
      fc.array(arrival, { maxLength: 40 }),
      fc.constantFrom(0, 1, 500_000, 4_000_000, 9_000_001),
      (arrivals, jitter) => {
        const policer = new Policer(networkTablesOf(single), { jitterTicks: jitter });
        const gap = BigInt(flow.gapTicks);
        const passed: { readonly tick: bigint; readonly bits: bigint }[] = [];
        let tick = 0;
        return arrivals.every(({ after, bytes }) => {
          tick += after;
          const now = { tick: BigInt(tick), bits: BigInt(bytes * 8) };
          // no interval from a frame that passed to this one may hold more than the token bucket of the contract gives
          let sum = now.bits;
          let conforms = sum * gap <= 3840n * (gap + BigInt(jitter));
          for (const earlier of [...passed].reverse()) {
            sum += earlier.bits;
            if (sum * gap > 3840n * (gap + BigInt(jitter) + now.tick - earlier.tick)) conforms = false;
          }
          if (conforms) passed.push(now);
          return policer.passes(0, (bytes + 20) * 8, tick) === conforms;
        });
      },
    );
    t.doesNotThrow(() => fc.assert(agrees, { numRuns: 500 }));
    t.equal(accountMaxOf(flow, 1_000_000), 3840 * 5_000_000);
    t.equal(jitterTicksAfter({ jitterTicks: 9 }, flow, 0), 9);
    t.equal(jitterTicksAfter({ jitterTicks: 9 }, flow, 1), undefined);
    t.equal(jitterTicksAfter({ jitterTicks: [[3, 5]] }, flow, 0), 5);
  },
);

testCase(
  {
    id: 'TC-SIM-020-02',
    verifies: ['LLR-SIM-020', 'HLR-SIM-004'],
    kind: 'robustness',
    intent: 'drops no conforming frame with the jitter of the frame bounds, and contains a babbling source',
  },
  (t) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const network = built(generatedAfdxNetwork({ seed, switches: 3, endSystems: 12, virtualLinks: 50 }));
      const { jitterTicks = [] } = boundsOf(network, 'frame');
      for (const kind of ['synchronous-burst', 'sporadic', 'periodic-random-offset'] as const) {
        for (const latency of ['maximum', 'random'] as const) {
          const { framesLost } = played(network, { seed, pattern: { kind }, latency, ties: { kind: 'seed' }, policing: { jitterTicks } });
          t.equal(framesLost, 0, `seed ${seed}, ${kind}, ${latency}`);
        }
      }
    }
    const shared = smallTimingNetwork({
      cables: ['e1-S1', 'e2-S1', 'S1-e3'],
      virtualLinks: [
        { source: 'e1', routes: { e3: ['S1'] }, gapMilliseconds: 8 },
        { source: 'e2', routes: { e3: ['S1'] }, gapMilliseconds: 8 },
      ],
    });
    const faults: readonly Fault[] = [{ kind: 'babbling-end-system', virtualLink: 1, intervalTicks: 40_000, startTicks: 0 }];
    const options = { faults, ties: { kind: 'flows', ranks: [0, 1] } } as const;
    const open = played(shared, { ...options, limitedBuffers: false });
    const policed = played(shared, { ...options, policing: { jitterTicks: 0 } });
    // e3 is fed 2500 frames and one each 8 ms: the other virtual link waits behind at most one frame that may pass
    t.equal(open.ends[0]?.framesReleased, 2500);
    t.ok((open.ends[1]?.delayTicksMax ?? 0) > 136_000);
    t.equal(policed.ends[1]?.delayTicksMax, 136_000);
    t.equal(policed.ends[1]?.frames, 13);
    // 13 gaps begin in 100 ms; one frame each may pass
    t.equal(policed.ends[0]?.frames, 13);
    t.strictSame(
      policed.losses.map(({ cause, node, frames, hop }) => [cause, node, frames, hop]),
      [['policing', 'S1', 2487, 0]],
    );
    const refill = played(shared, { ...options, policing: { jitterTicks: 4_000_000 } });
    // the account holds one frame and a half: the first half comes back 4 ms before the next gap is over
    t.equal(refill.ends[0]?.frames, 13);
  },
);

testCase(
  {
    id: 'TC-SIM-021-01',
    verifies: ['LLR-SIM-021', 'HLR-SIM-005'],
    kind: 'normal',
    intent: 'counts 0, 1 to 255, 1 …, and accepts the first frame, 0 and the two numbers that follow',
  },
  (t) => {
    const numbers = Array.from({ length: 600 }, (_, index) => sequenceNumberOf(index));
    t.equal(numbers[0], 0);
    t.equal(numbers[255], 255);
    t.equal(numbers[256], 1);
    t.ok(numbers.slice(1).every((number, index) => number === (index % 255) + 1));
    const following = (number: number): number => numbers[numbers.indexOf(number) + 1] ?? -1;
    const wrong: string[] = [];
    for (let previous = 0; previous <= 255; previous += 1) {
      const accepted = new Set([0, following(previous), following(following(previous))]);
      for (let number = 0; number <= 255; number += 1) {
        if (isInSequence(previous, number) !== accepted.has(number)) wrong.push(`${previous} ${number}`);
      }
    }
    t.strictSame(wrong, []);
    t.ok(isInSequence(-1, 200));
  },
);

testCase(
  {
    id: 'TC-SIM-021-02',
    verifies: ['LLR-SIM-021', 'HLR-SIM-005'],
    kind: 'robustness',
    intent: 'loses one frame more after two lost frames, none after one, and goes on after a reset',
  },
  (t) => {
    const cut = (frames: number): SimulationResult =>
      played(pair, {
        redundancy,
        faults: [
          {
            kind: 'lost-link',
            node: 'E0',
            toward: 'S0A',
            direction: 'forward',
            startTicks: 20 * millisecond,
            endTicks: (20 + 2 * frames - 1) * millisecond,
          },
        ],
      });
    const rejectedOnA = (result: SimulationResult): readonly number[] =>
      result.ends.filter((end) => end.flow.network === 'A').map(({ framesRejected }) => framesRejected);
    t.strictSame(rejectedOnA(cut(1)), [0, 0]);
    t.strictSame(rejectedOnA(cut(2)), [1, 1]);
    t.strictSame(rejectedOnA(cut(9)), [1, 1]);
    t.ok(
      cut(9).receivers.every(({ framesLost }) => framesLost === 0),
      'the copies on B are enough',
    );
    const reset = played(pair, { redundancy, faults: [{ kind: 'end-system-reset', endSystem: 'E0', startTicks: 31 * millisecond }] });
    t.ok(reset.ends.every(({ framesRejected }) => framesRejected === 0));
    t.ok(reset.receivers.every(({ delivered }) => delivered === 50));
  },
);

testCase(
  {
    id: 'TC-SIM-022-01',
    verifies: ['LLR-SIM-022', 'HLR-SIM-005'],
    kind: 'normal',
    intent: 'passes the first valid copy on and discards the second within SkewMax',
  },
  (t) => {
    const result = played(pair, { redundancy });
    t.strictSame(
      result.receivers.map(({ endSystem, delivered, discardedDuplicates, passedDuplicates, framesLost, skewTicksMax }) => [
        endSystem,
        delivered,
        discardedDuplicates,
        passedDuplicates,
        framesLost,
        skewTicksMax,
      ]),
      [
        ['E1', 50, 50, 0, 0, 0],
        ['E2', 50, 50, 0, 0, 0],
      ],
    );
    const late = (delayTicks: number): SimulationResult =>
      played(pair, { redundancy, faults: [{ kind: 'late-copy', virtualLink: 7, network: 'B', delayTicks, startTicks: 0 }] });
    t.strictSame(
      late(millisecond).receivers.map(({ delivered, discardedDuplicates, passedDuplicates, skewTicksMax }) => [
        delivered,
        discardedDuplicates,
        passedDuplicates,
        skewTicksMax,
      ]),
      [
        [50, 50, 0, millisecond],
        [50, 50, 0, millisecond],
      ],
    );
    t.strictSame(
      late(millisecond + 1).receivers.map(({ delivered, discardedDuplicates, passedDuplicates, skewTicksMax }) => [
        delivered,
        discardedDuplicates,
        passedDuplicates,
        skewTicksMax,
      ]),
      [
        [50, 0, 50, millisecond + 1],
        [50, 0, 50, millisecond + 1],
      ],
    );
    // later than the next frames of A: order on B is kept, so the check of B accepts each
    t.ok(late(9 * millisecond).ends.every(({ framesRejected }) => framesRejected === 0));
  },
);

testCase(
  {
    id: 'TC-SIM-022-02',
    verifies: ['LLR-SIM-022', 'HLR-SIM-005'],
    kind: 'robustness',
    intent: 'delivers each frame once while one network or the other loses frames, and counts those that both lose',
  },
  (t) => {
    const lossy = played(pair, {
      durationTicks: 4000 * millisecond,
      redundancy,
      faults: (['A', 'B'] as const).map((name) => ({
        kind: 'corrupted-frame',
        node: `S0${name}`,
        toward: 'E1',
        partsPerMillion: 100_000,
        startTicks: 0,
      })),
    });
    const [first, second] = lossy.receivers;
    t.equal((first?.delivered ?? 0) + (first?.framesLost ?? 0), 2000);
    t.ok((first?.framesLost ?? 0) > 0 && (first?.framesLost ?? 0) < 100, `${first?.framesLost} lost`);
    t.equal(first?.passedDuplicates, 0);
    t.strictSame([second?.delivered, second?.framesLost, second?.discardedDuplicates], [2000, 0, 2000]);
    const unmatched = played(pair, {});
    t.strictSame(
      unmatched.receivers.map(({ delivered, framesLost, skewTicksMax }) => [delivered, framesLost, skewTicksMax]),
      [
        [100, undefined, undefined],
        [100, undefined, undefined],
      ],
    );
    const tables = networkTablesOf(pair);
    const manager = new RedundancyManager(tables, redundancy);
    t.ok(manager.isMatched(0));
    t.notOk(new RedundancyManager(tables, undefined).isMatched(0));
    const [a = 0, b = 0] = tables.receivers[0]?.ends ?? [];
    // number 0 twice on one network is no pair of copies; number 1 on A and B is
    t.strictSame(
      [
        manager.verdictOf(a, 0, 0, 0),
        manager.verdictOf(a, 0, 0, 5),
        manager.verdictOf(a, 1, 1, 10),
        manager.verdictOf(b, 1, 1, 20),
        manager.verdictOf(b, 5, 5, 30),
        manager.verdictOf(b, 0, 6, 40),
        manager.verdictOf(a, 0, 6, 41),
      ],
      [0, 0, 0, 2, 1, 2, 0],
    );
  },
);

const file = (faults: unknown): { readonly path: string; readonly text: string } => ({
  path: 'faults.json',
  text: JSON.stringify({ faults }, undefined, 1),
});
const oneOfEach = [
  { kind: 'babbling-end-system', virtualLink: 7, intervalNanoseconds: 50_000, startNanoseconds: 0 },
  { kind: 'corrupted-frame', node: 'S0A', toward: 'E1', virtualLink: 7, nth: 3, startNanoseconds: 5, endNanoseconds: 9 },
  { kind: 'end-system-reset', endSystem: 'E0', startNanoseconds: 1 },
  { kind: 'late-copy', virtualLink: 7, network: 'B', delayNanoseconds: 1000, startNanoseconds: 0 },
  { kind: 'lost-link', node: 'S0A', toward: 'E0', direction: 'both', startNanoseconds: 0 },
  { kind: 'switch-failure', switch: 'S0B', startNanoseconds: 77 },
];

testCase(
  {
    id: 'TC-SIM-030-01',
    verifies: ['LLR-SIM-030', 'HLR-SIM-006'],
    kind: 'normal',
    intent: 'reads each kind of fault, with nanoseconds as ticks of the network',
  },
  (t) => {
    const { value, diagnostics } = readFaults(file(oneOfEach), pair);
    t.strictSame(diagnostics, []);
    t.strictSame(
      value?.map(({ kind }) => kind),
      faultKinds,
    );
    t.strictSame(value?.[1], { kind: 'corrupted-frame', node: 'S0A', toward: 'E1', virtualLink: 7, nth: 3, startTicks: 5, endTicks: 9 });
    // a tick of 1 / (3 · 10^9) s
    const finer = { ...pair, ticksPerSecond: 3_000_000_000 };
    t.strictSame(readFaults(file([oneOfEach[0]]), finer).value, [
      { kind: 'babbling-end-system', virtualLink: 7, intervalTicks: 150_000, startTicks: 0 },
    ]);
    t.strictSame(readFaults(file([]), pair).value, []);
    const page = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/afdx-simulation.md', 'utf8'))?.[1] ?? '';
    const aircraft = built(JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork);
    const example = readFaults({ path: 'docs/afdx-simulation.md', text: page }, aircraft);
    t.strictSame(example.diagnostics, []);
    t.equal(new Set(example.value?.map(({ kind }) => kind)).size, faultKinds.length);
  },
);

testCase(
  {
    id: 'TC-SIM-030-02',
    verifies: ['LLR-SIM-030', 'HLR-SIM-006', 'HLR-SIM-009'],
    kind: 'robustness',
    intent: 'reports each departure of a fault file from its form where it stands, and reads nothing of such a file',
  },
  (t) => {
    const findings = (text: string): readonly string[] => {
      const { value, diagnostics } = readFaults({ path: 'f.json', text }, pair);
      if (value !== undefined) return ['read'];
      return diagnostics.map(({ code, place, message }) => `${code} ${place?.line}:${place?.column} ${message}`);
    };
    t.strictSame(
      findings('{"faults": [}'),
      ['AFDX-280 1:13 not JSON: a value expected'].map(() => findings('{"faults": [}')[0] ?? ''),
    );
    t.match(findings('{"faults": [}')[0], /^AFDX-280 1:13 /);
    t.match(findings('[]')[0], /^AFDX-280 1:1 the file is no object/);
    t.match(findings('{"faults": [], "more": 1}')[0], /^AFDX-280 1:1 /);
    t.match(findings('{"faults": [1,\n {"kind": "fire"}]}'), [/^AFDX-280 1:13 a fault has one of the kinds/, /^AFDX-280 2:2 /]);
    const wrong = findings(
      '{"faults": [{"kind": "lost-link", "node": 4,\n "toward": "S0A", "direction": "back",\n "startNanoseconds": 1.5, "until": 3}]}',
    );
    t.equal(wrong.length, 4);
    t.match(wrong, [
      /1:43 lost-link needs "node", a text/,
      /2:32 lost-link needs "direction", "both" or "forward"/,
      /3:22 .*nanoseconds/,
      /3:36 lost-link has no member "until"/,
    ]);
    t.match(findings('{"faults": [{"kind": "switch-failure", "startNanoseconds": 0}]}')[0], /needs "switch"/);
    t.match(findings(' '.repeat(4_000_001))[0], /longer than 4000000 characters/);
    t.match(findings('{"faults": [{"kind": "end-system-reset", "endSystem": "__proto__", "startNanoseconds": 0}]}')[0], /^AFDX-281/);
    const texts = fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const { value: faults, diagnostics } = readFaults({ path: 'f', text: JSON.stringify(value) }, pair);
      return (faults === undefined) === diagnostics.length > 0;
    });
    t.doesNotThrow(() => fc.assert(texts, { numRuns: 300 }));
  },
);

/** One frame each 2 ms from tick 0; on A and B 40 µs on each cable, 50 ns of travel and 8 µs in the switch. */
const withFault = (fault: Fault, more: Partial<SimulationOptions> = {}): SimulationResult =>
  played(pair, { durationTicks: 20 * millisecond, redundancy, faults: [fault], ...more });
const framesOf = ({ ends }: SimulationResult): readonly number[] => ends.map(({ frames }) => frames);
const lossesOf = ({ losses }: SimulationResult): readonly string[] =>
  losses.map(({ flow: { network }, cause, node, frames }) => `${network} ${cause} ${node} ${frames}`);

testCase(
  {
    id: 'TC-SIM-031-01',
    verifies: ['LLR-SIM-031', 'HLR-SIM-006'],
    kind: 'normal',
    intent: 'loses, damages, delays and numbers anew exactly the frames that the fault meets',
  },
  (t) => {
    // frames are on the first cable from k · 2 ms on for 40.05 µs
    const lost = (startTicks: number, endTicks: number): readonly string[] =>
      lossesOf(withFault({ kind: 'lost-link', node: 'E0', toward: 'S0A', direction: 'forward', startTicks, endTicks }));
    t.strictSame(lost(2_000_000, 4_000_000), ['A lost-link E0 1']);
    t.strictSame(lost(2_040_049, 4_000_000), ['A lost-link E0 1']);
    t.strictSame(lost(2_040_050, 4_000_000), []);
    t.strictSame(lost(2_040_050, 4_000_001), ['A lost-link E0 1']);
    t.strictSame(lossesOf(withFault({ kind: 'lost-link', node: 'S0A', toward: 'E0', direction: 'both', startTicks: 0 })), [
      'A lost-link E0 10',
    ]);
    t.strictSame(lossesOf(withFault({ kind: 'corrupted-frame', node: 'S0A', toward: 'E2', nth: 4, startTicks: 0 })), [
      'A frame-check E2 1',
    ]);
    t.strictSame(
      lossesOf(
        withFault({ kind: 'corrupted-frame', node: 'E0', toward: 'S0B', virtualLink: 7, partsPerMillion: 1_000_000, startTicks: 0 }),
      ),
      ['B frame-check S0B 10'],
    );
    t.strictSame(lossesOf(withFault({ kind: 'corrupted-frame', node: 'E0', toward: 'S0B', nth: 1, startTicks: 19_000_000 })), []);
    const failed = withFault({ kind: 'switch-failure', switch: 'S0A', startTicks: 3_000_000, endTicks: 9_000_000 });
    t.strictSame(lossesOf(failed), ['A failed-receiver S0A 3']);
    t.strictSame(framesOf(failed), [7, 7, 10, 10]);
    t.strictSame(
      failed.receivers.map(({ framesLost }) => framesLost),
      [0, 0],
    );
    // at 2.045 ms the frame is in the latency of the switch, at 2.06 ms it is being sent to both destinations
    const inside = (startTicks: number): readonly string[] =>
      lossesOf(withFault({ kind: 'switch-failure', switch: 'S0A', startTicks, endTicks: startTicks + 1 }));
    t.strictSame(inside(2_045_000), ['A failed-sender S0A 1', 'A failed-sender S0A 1']);
    t.strictSame(inside(2_060_000), ['A failed-sender S0A 1', 'A failed-sender S0A 1']);
    t.strictSame(inside(2_096_051), []);
    // what the failure took away at 41 µs would have waited until 56 µs; what comes at 43 µs is sent at once
    const star = smallTimingNetwork({
      cables: ['e1-S1', 'e2-S1', 'S1-e3'],
      virtualLinks: ['e1', 'e2'].map((source) => ({ source, routes: { e3: ['S1'] } })),
    });
    const after = played(star, {
      pattern: { kind: 'explicit', releases: [[{ tick: 0 }], [{ tick: 3000, latencyTicks: [0, 0] }]] },
      faults: [{ kind: 'switch-failure', switch: 'S1', startTicks: 41_000, endTicks: 42_000 }],
    });
    t.strictSame(
      after.ends.map(({ delayTicksMax }) => delayTicksMax),
      [undefined, 80_000],
    );
    const late = withFault({
      kind: 'late-copy',
      virtualLink: 7,
      network: 'B',
      delayTicks: 500_000,
      // the switch begins to send the frame of 4 ms and the one of 6 ms at these ticks
      startTicks: 4_048_050,
      endTicks: 6_048_050,
    });
    t.ok(
      late.ends.every(
        ({ frames, delayTicksSum, delayTicksMin = 0 }, end) => delayTicksSum === BigInt(frames * delayTicksMin + (end > 1 ? 500_000 : 0)),
      ),
    );
    t.strictSame(
      late.ends.map(({ delayTicksMin, delayTicksMax, releaseTickOfMax }) => [
        (delayTicksMax ?? 0) - (delayTicksMin ?? 0),
        releaseTickOfMax,
      ]),
      [
        [0, 0],
        [0, 0],
        [500_000, 4_000_000],
        [500_000, 4_000_000],
      ],
    );
    const sequence: number[] = [];
    const port = pair.ports.find(({ id }) => id === 'E0>S0A')?.index ?? -1;
    withFault(
      { kind: 'end-system-reset', endSystem: 'E0', startTicks: 7_000_000 },
      { tap: { ports: [port], sink: ({ sequenceNumber }) => void sequence.push(sequenceNumber) } },
    );
    t.strictSame(sequence, [0, 1, 2, 3, 0, 1, 2, 3, 4, 5]);
    const babbling = withFault({
      kind: 'babbling-end-system',
      virtualLink: 7,
      intervalTicks: 100_000,
      startTicks: 4_500_000,
      endTicks: 5_000_000,
    });
    // at 0, 2 and 4 ms, five from 4.5 ms on, then after a gap again from 6.9 ms on
    t.strictSame(framesOf(babbling), [15, 15, 15, 15]);
  },
);

/** What a fault of a kind may be in a network; the two numbers choose. */
interface Wish {
  readonly kind: Fault['kind'];
  readonly span: { readonly startTicks: number; readonly length: number | undefined };
  readonly a: number;
  readonly b: number;
}

function wishedFault(network: TimingNetwork, { kind, span: { startTicks, length }, a, b }: Wish): Fault {
  const time = { startTicks, ...(length === undefined ? {} : { endTicks: startTicks + length }) };
  const port = network.ports[a % network.ports.length] as TimingNetwork['ports'][number];
  const { virtualLink, network: name, source } = network.flows[a % network.flows.length] as TimingFlow;
  const cable = { node: port.node, toward: port.toward };
  switch (kind) {
    case 'lost-link':
      return { kind, ...cable, direction: b % 2 === 0 ? 'both' : 'forward', ...time };
    case 'corrupted-frame':
      return { kind, ...cable, ...(b % 2 === 0 ? { nth: 1 + (b % 7) } : { partsPerMillion: b }), ...time };
    case 'switch-failure':
      return { kind, switch: port.owner === 'switch' ? port.node : port.toward, ...time };
    case 'babbling-end-system':
      return { kind, virtualLink, intervalTicks: 130_000 + b, ...time };
    case 'late-copy':
      return { kind, virtualLink, network: name, delayTicks: 1 + b, ...time };
    case 'end-system-reset':
      return { kind, endSystem: source, startTicks };
  }
}

testCase(
  {
    id: 'TC-SIM-031-02',
    verifies: ['LLR-SIM-031', 'HLR-SIM-006', 'HLR-SIM-001'],
    kind: 'robustness',
    intent: 'accounts for each frame under any mixture of faults: released is received and lost',
  },
  (t) => {
    const networks = [1, 2, 3].map((seed) => built(generatedAfdxNetwork({ seed, switches: 3, endSystems: 8, virtualLinks: 20 })));
    const tick = fc.integer({ min: 0, max: 50 * millisecond });
    const span = fc.record({ startTicks: tick, length: fc.option(fc.integer({ min: 1, max: 30 * millisecond }), { nil: undefined }) });
    const kind = fc.constantFrom(...faultKinds);
    const mixed = fc.property(
      fc.nat(2),
      fc.array(fc.record({ kind, span, a: fc.nat(1000), b: fc.nat(1_000_000) }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (which, wishes, policed) => {
        const network = networks[which] as TimingNetwork;
        const faults = wishes.map((wish) => wishedFault(network, wish));
        const result = played(network, {
          durationTicks: 60 * millisecond,
          pattern: { kind: 'sporadic' },
          latency: 'random',
          frameSize: 'random',
          ties: { kind: 'seed' },
          faults,
          ...(policed ? { policing: { jitterTicks: 100_000 } } : {}),
          redundancy: { skewTicksMax: new Map(network.flows.map(({ virtualLink }) => [virtualLink, 2 * millisecond])) },
        });
        const balanced = result.ends.every(({ flow: of, destination, framesReleased, frames }) => {
          const route = new Set(routeOf(of, destination));
          const lost = result.losses.filter((loss) => loss.flow === of && route.has(of.hops[loss.hop] as TimingFlow['hops'][number]));
          return framesReleased === frames + lost.reduce((sum, loss) => sum + loss.frames, 0);
        });
        return balanced && result.receivers.every(({ framesLost, framesReleased }) => (framesLost ?? 0) <= framesReleased);
      },
    );
    t.doesNotThrow(() => fc.assert(mixed, { numRuns: 150 }));
    // a cable that no named virtual link passes is never damaged, whatever is asked of the plan
    const tables = networkTablesOf(pair);
    const plan = new FaultPlan(
      [{ kind: 'corrupted-frame', node: 'E0', toward: 'S0A', virtualLink: 99, partsPerMillion: 1_000_000, startTicks: 0 }],
      tables,
      { nextWord: () => 0, below: () => 0 },
    );
    t.notOk(tables.hopPort.some((_, hop) => plan.isCorrupted(hop, 1)));
  },
);

testCase(
  {
    id: 'TC-SIM-032-01',
    verifies: ['LLR-SIM-032', 'HLR-SIM-006', 'HLR-SIM-009'],
    kind: 'normal',
    intent: 'finds nothing wrong with faults at the limits of their figures',
  },
  (t) => {
    const faults: readonly Fault[] = [
      { kind: 'babbling-end-system', virtualLink: 7, intervalTicks: 40_000, startTicks: 0, endTicks: 1 },
      { kind: 'corrupted-frame', node: 'E0', toward: 'S0A', partsPerMillion: 0, startTicks: 0 },
      { kind: 'corrupted-frame', node: 'E0', toward: 'S0A', partsPerMillion: 1_000_000, startTicks: 0 },
      { kind: 'corrupted-frame', node: 'E0', toward: 'S0A', nth: 1, startTicks: Number.MAX_SAFE_INTEGER },
      { kind: 'late-copy', virtualLink: 7, network: 'A', delayTicks: 1, startTicks: 0 },
      { kind: 'late-copy', virtualLink: 7, network: 'A', delayTicks: 100 * millisecond, startTicks: 0 },
      { kind: 'lost-link', node: 'E1', toward: 'S0A', direction: 'both', startTicks: 0 },
    ];
    t.strictSame(faultFindingsOf(pair, faults), []);
  },
);

testCase(
  {
    id: 'TC-SIM-032-02',
    verifies: ['LLR-SIM-032', 'HLR-SIM-006', 'HLR-SIM-009'],
    kind: 'robustness',
    intent: 'reports unknown nodes and virtual links, and figures that make no sense, at their member',
  },
  (t) => {
    const codes = (faults: readonly unknown[]): readonly string[] =>
      readFaults(file(faults), pair).diagnostics.map(({ code, place }) => `${code} ${place?.line}`);
    const cable = { node: 'E0', toward: 'S0A' };
    // members stand on lines of their own, from line 4 on
    t.strictSame(codes([{ kind: 'lost-link', node: 'E1', toward: 'S0A', direction: 'forward', startNanoseconds: 0 }]), ['AFDX-281 5']);
    t.strictSame(codes([{ kind: 'corrupted-frame', ...cable, virtualLink: 8, nth: 1, startNanoseconds: 0 }]), ['AFDX-281 7']);
    t.strictSame(codes([{ kind: 'babbling-end-system', virtualLink: 8, intervalNanoseconds: 50_000, startNanoseconds: 0 }]), [
      'AFDX-281 5',
    ]);
    t.strictSame(codes([{ kind: 'late-copy', virtualLink: 8, network: 'A', delayNanoseconds: 5, startNanoseconds: 0 }]), ['AFDX-281 5']);
    t.strictSame(codes([{ kind: 'switch-failure', switch: 'E0', startNanoseconds: 0 }]), ['AFDX-281 5']);
    t.strictSame(codes([{ kind: 'end-system-reset', endSystem: 'E1', startNanoseconds: 0 }]), ['AFDX-281 5']);
    t.strictSame(codes([{ kind: 'babbling-end-system', virtualLink: 7, intervalNanoseconds: 39_999, startNanoseconds: 0 }]), [
      'AFDX-282 6',
    ]);
    t.strictSame(codes([{ kind: 'late-copy', virtualLink: 7, network: 'A', delayNanoseconds: 0, startNanoseconds: 0 }]), ['AFDX-282 7']);
    t.strictSame(codes([{ kind: 'late-copy', virtualLink: 7, network: 'A', delayNanoseconds: 100_000_001, startNanoseconds: 0 }]), [
      'AFDX-282 7',
    ]);
    t.strictSame(codes([{ kind: 'switch-failure', switch: 'S0A', startNanoseconds: 9, endNanoseconds: 9 }]), ['AFDX-282 7']);
    t.strictSame(codes([{ kind: 'corrupted-frame', ...cable, startNanoseconds: 0 }]), ['AFDX-282 4']);
    t.strictSame(codes([{ kind: 'corrupted-frame', ...cable, nth: 1, partsPerMillion: 1, startNanoseconds: 0 }]), ['AFDX-282 4']);
    t.strictSame(codes([{ kind: 'corrupted-frame', ...cable, nth: 0, startNanoseconds: 0 }]), ['AFDX-282 7']);
    t.strictSame(codes([{ kind: 'corrupted-frame', ...cable, partsPerMillion: 1_000_001, startNanoseconds: 0 }]), ['AFDX-282 7']);
    const fraction = faultFindingsOf(pair, [{ kind: 'switch-failure', switch: 'S0A', startTicks: 0.5 }]);
    t.strictSame(
      fraction.map(({ code, place }) => [code, place]),
      [['AFDX-282', undefined]],
    );
    t.match(faultFindingsOf(pair, [{ kind: 'fire', startTicks: 0 } as unknown as Fault])[0]?.message, /no kind of fault/);
  },
);

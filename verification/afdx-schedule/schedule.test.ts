import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { approximately, compareRationals, rational, rationalText, zero } from '../../src/kernel/rational.js';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { type CompressedTable, compressedTableOf, compressionOf, restoredTableOf } from '../../src/twin/afdx/schedule/compressed-table.js';
import { companionsOf, componentsOf, meet, sharingOf } from '../../src/twin/afdx/schedule/conflict-graph.js';
import { countingProofsOf } from '../../src/twin/afdx/schedule/counting-proof.js';
import { messageScheduleOf } from '../../src/twin/afdx/schedule/message-schedule.js';
import { offsetSearchOf } from '../../src/twin/afdx/schedule/offset-search.js';
import { repairedOffsetsOf } from '../../src/twin/afdx/schedule/repair-offsets.js';
import { impossibilityFindingOf, lateFindingsOf, limitFindingOf } from '../../src/twin/afdx/schedule/schedule-findings.js';
import { scheduleObjectiveOf } from '../../src/twin/afdx/schedule/schedule-objective.js';
import {
  type ScheduledVirtualLink,
  type ScheduleProblem,
  type ScheduleRequest,
  scheduleProblemOf,
  transmissionDeadlineTicksOf,
  withoutPorts,
} from '../../src/twin/afdx/schedule/schedule-problem.js';
import { scheduleReportOf } from '../../src/twin/afdx/schedule/schedule-report.js';
import { endSystemTablesOf, type SlotTable, tableFindingsOf } from '../../src/twin/afdx/schedule/slot-table.js';
import { spreadOffsetsOf } from '../../src/twin/afdx/schedule/spread-offsets.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { testCase } from '../support/test-case.js';
import { sampleTiming } from './sample-timing.js';

// @reads config-items/afdx/network.json

const place = { path: 'n.json', line: 1, column: 1 };
const request: ScheduleRequest = { scope: 'end-systems', stepMicroseconds: 1000, placeOf: () => place };
const order = { ...request, jitterAllowanceMicroseconds: 0 };
const millisecond = 1_000_000;
const aircraft = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork;
const aircraftTiming = buildTimingNetwork(aircraft, () => place).value as TimingNetwork;

/** A virtual link of a problem made by hand, in slots. */
interface Sketch {
  readonly gap: number;
  readonly ports?: readonly number[];
  readonly last?: number;
  readonly source?: string;
  readonly occupied?: number;
}

/** A problem with slots of 10 ticks; virtual links are numbered from 1. */
function problemOf(sketches: readonly Sketch[], stepTicks = 10): ScheduleProblem {
  const hyperperiod = sketches.reduce((common, { gap }) => lcm(common, gap), 1);
  return {
    network: sampleTiming([{}, {}, {}], []),
    scope: 'end-systems',
    slotTicks: 10,
    stepTicks,
    hyperperiodTicks: hyperperiod * 10,
    virtualLinks: sketches.map(
      ({ gap, ports = [0], last = gap - stepTicks / 10, source = 'E1', occupied = 1 }, index): ScheduledVirtualLink => ({
        virtualLink: index + 1,
        name: `flow ${index + 1}`,
        source,
        criticality: 'C',
        gapTicks: gap * 10,
        occupiedTicks: occupied * 10,
        lastOffsetTicks: last * 10,
        flows: [],
        ports,
      }),
    ),
  };
}

function lcm(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** The slots that a virtual link takes in a hyperperiod, by counting them. */
function slotsOf(problem: ScheduleProblem, index: number, offsetTicks: number): readonly number[] {
  const { gapTicks } = problem.virtualLinks[index] as ScheduledVirtualLink;
  return Array.from({ length: problem.hyperperiodTicks / gapTicks }, (_, nth) => (offsetTicks + nth * gapTicks) / 10);
}

/** Whether no link has two transmissions in one slot, looked at slot by slot. */
function isFree(problem: ScheduleProblem, offsets: readonly number[]): boolean {
  const taken = new Set<string>();
  return problem.virtualLinks.every(({ ports }, index) =>
    ports.every((port) =>
      slotsOf(problem, index, offsets[index] ?? 0).every((slot) => {
        const key = `${port} ${slot}`;
        const isNew = !taken.has(key);
        taken.add(key);
        return isNew;
      }),
    ),
  );
}

/** Whether any choice of permitted offsets is free, by trying all of them. */
function canBeFree(problem: ScheduleProblem, members = problem.virtualLinks.map((_, index) => index)): boolean {
  const part = { ...problem, virtualLinks: members.map((index) => problem.virtualLinks[index] as ScheduledVirtualLink) };
  const tryFrom = (offsets: readonly number[]): boolean => {
    if (!isFree({ ...part, virtualLinks: part.virtualLinks.slice(0, offsets.length) }, offsets)) return false;
    const next = part.virtualLinks[offsets.length];
    if (next === undefined) return true;
    return Array.from({ length: next.lastOffsetTicks / 10 + 1 }, (_, slot) => slot * 10).some((offset) => tryFrom([...offsets, offset]));
  };
  return tryFrom([]);
}

const sketch = fc
  .record({
    gap: fc.constantFrom(1, 2, 3, 4, 6, 8),
    ports: fc.constantFrom([0], [1], [0, 1], [1, 2], [2]),
    narrow: fc.nat(3),
  })
  .map(({ gap, ports, narrow }) => ({ gap, ports, last: Math.max(0, gap - 1 - narrow) }));

testCase(
  {
    id: 'TC-TTS-006-01',
    verifies: ['LLR-TTS-006', 'LLR-TTS-007', 'HLR-TTS-001', 'HLR-TTS-004'],
    kind: 'normal',
    intent: 'describes virtual links with gap, limit and links in whole ticks',
  },
  (t) => {
    const flows = [
      { gapTicks: 4 * millisecond, bits: 1000, criticality: 'A' as const, deadlineTicks: 3 * millisecond, route: [0, 1] },
      { gapTicks: 4 * millisecond, bits: 1000, criticality: 'B' as const, route: [0, 1] },
      { gapTicks: 8 * millisecond, bits: 1000, criticality: 'C' as const, deadlineTicks: millisecond, route: [0] },
    ];
    const network = sampleTiming([{ ticksPerBit: 10, latencyTicks: 60_000 }, { ticksPerBit: 10 }], flows);
    const { value, diagnostics } = scheduleProblemOf(network, request);
    t.strictSame(diagnostics, []);
    t.strictSame([value?.slotTicks, value?.stepTicks, value?.hyperperiodTicks], [millisecond, millisecond, 8 * millisecond]);
    // 3 ms less 60 µs and 10 µs, and 3.2 ms (80 % of 4 ms) less the same, down to slots; no limit for DAL C
    t.strictSame(
      value?.virtualLinks.map(({ lastOffsetTicks, occupiedTicks, ports }) => [
        lastOffsetTicks / millisecond,
        occupiedTicks / millisecond,
        ports,
      ]),
      [
        [2, 1, [0]],
        [3, 1, [0]],
        [7, 1, [0]],
      ],
    );
    const fine = scheduleProblemOf(network, { ...request, stepMicroseconds: 10 }).value?.virtualLinks;
    t.strictSame(
      fine?.map(({ lastOffsetTicks, occupiedTicks }) => [lastOffsetTicks, occupiedTicks]),
      [
        [2_930_000, 10_000],
        [3_130_000, 10_000],
        [7_990_000, 10_000],
      ],
    );
    t.strictSame(
      scheduleProblemOf(network, { ...request, scope: 'network' }).value?.virtualLinks.map(({ ports }) => ports),
      [[0, 1], [0, 1], [0]],
    );
    t.strictSame(network.flows.map(transmissionDeadlineTicksOf), [3 * millisecond, 3_200_000, millisecond]);
    // both flows of a virtual link are one item, with the ports of both
    const [virtualLink] = scheduleProblemOf(aircraftTiming, request).value?.virtualLinks ?? [];
    t.strictSame(
      virtualLink?.flows.map((flow) => aircraftTiming.flows[flow]?.network),
      ['A', 'B'],
    );
    t.strictSame(
      virtualLink?.ports.map((port) => aircraftTiming.ports[port]?.id),
      ['ECS-1>SW5A', 'ECS-1>SW5B'],
    );
    const left = value === undefined ? undefined : withoutPorts(value, new Set([0]));
    t.ok(left?.virtualLinks.every(({ ports }) => ports.length === 0));
  },
);

testCase(
  {
    id: 'TC-TTS-006-02',
    verifies: ['LLR-TTS-006', 'LLR-TTS-007', 'HLR-TTS-001', 'HLR-TTS-004'],
    kind: 'robustness',
    intent: 'refuses gaps between slots, hyperperiods that are too long, and frames that take longer than a slot through the network',
  },
  (t) => {
    const codes = (network: TimingNetwork, other: Partial<ScheduleRequest> = {}): readonly string[] => {
      const { value, diagnostics } = scheduleProblemOf(network, { ...request, ...other });
      return value === undefined ? diagnostics.map(({ code, message }) => `${code} ${message}`) : ['accepted'];
    };
    t.match(codes(sampleTiming([{}], [{ gapTicks: 1_500_000, bits: 8 }])), [/AFDX-255 virtual link 1 .*no whole number of slots/]);
    const primes = [101, 103, 107, 109].map((gap) => ({ gapTicks: gap * millisecond, bits: 8 }));
    t.match(codes(sampleTiming([{}], primes)), [/AFDX-255 virtual link 4 .*hyperperiod is too long/]);
    // 131 072 steps of 1 ms are accepted, one millisecond more is not
    t.strictSame(codes(sampleTiming([{}], [{ gapTicks: 131_072 * millisecond, bits: 8 }])), ['accepted']);
    t.equal(codes(sampleTiming([{}], [{ gapTicks: 131_073 * millisecond, bits: 8 }])).length, 1);
    // 1 ms at the first port and 1 tick at the second
    const slow = sampleTiming([{ ticksPerBit: 1000 }, {}], [{ gapTicks: 8 * millisecond, bits: 1000, route: [0, 1] }]);
    t.match(codes(slow, { scope: 'network' }), [/AFDX-255 .*more than its slot/]);
    t.strictSame(codes(slow), ['accepted']);
    t.strictSame(codes(sampleTiming([], [])), ['accepted']);
    // a frame of DAL A that needs more than 80 % of its gap has no permitted offset
    const late = scheduleProblemOf(sampleTiming([{}], [{ gapTicks: millisecond, bits: 800_001, criticality: 'A' }]), request).value;
    t.equal(late?.virtualLinks[0]?.lastOffsetTicks, -1);
    t.equal(transmissionDeadlineTicksOf(sampleTiming([{}], [{ gapTicks: 13, bits: 1 }]).flows[0] as TimingNetwork['flows'][number]), 10);
  },
);

testCase(
  {
    id: 'TC-TTS-008-01',
    verifies: ['LLR-TTS-008', 'HLR-TTS-003'],
    kind: 'normal',
    intent: 'says that two virtual links meet exactly when their transmissions overlap at some time',
  },
  (t) => {
    const place = fc.record({ gap: fc.integer({ min: 1, max: 12 }), offset: fc.nat(11), occupied: fc.integer({ min: 1, max: 4 }) });
    const agrees = fc.property(place, place, (a, b) => {
      const at = ({ gap, offset, occupied }: typeof a) => {
        const [virtualLink] = problemOf([{ gap, occupied }]).virtualLinks;
        return { virtualLink: virtualLink as ScheduledVirtualLink, offsetTicks: (offset % gap) * 10 };
      };
      const intervals = ({ gap, offset, occupied }: typeof a) =>
        Array.from({ length: Math.ceil(200 / gap) }, (_, nth) => (offset % gap) + (nth - 4) * gap).map(
          (begin) => [begin, begin + occupied] as const,
        );
      const overlap = intervals(a).some(([from, to]) =>
        intervals(b).some(([begin, end]) => begin < to && from < end && from >= 0 && from < 144),
      );
      const common = (a.gap * b.gap) / lcm(a.gap, b.gap);
      return meet(at(a), at(b), common * 10) === overlap && meet(at(b), at(a), common * 10) === overlap;
    });
    t.doesNotThrow(() => fc.assert(agrees, { numRuns: 300 }));
    const problem = problemOf([{ gap: 4 }, { gap: 6, ports: [0, 1] }, { gap: 8, ports: [1], source: 'E2' }, { gap: 2, ports: [2] }]);
    t.strictSame(sharingOf(problem), [
      [{ index: 1, commonTicks: 20 }],
      [
        { index: 0, commonTicks: 20 },
        { index: 2, commonTicks: 20 },
      ],
      [{ index: 1, commonTicks: 20 }],
      [],
    ]);
    t.strictSame(
      companionsOf(problem).map((each) => each.map(({ index }) => index)),
      [[1, 3], [0, 3], [], [0, 1]],
    );
    t.strictSame(componentsOf(sharingOf(problem)), [[0, 1, 2], [3]]);
  },
);

testCase(
  {
    id: 'TC-TTS-008-02',
    verifies: ['LLR-TTS-008', 'HLR-TTS-003'],
    kind: 'robustness',
    intent: 'lets gaps without common divisor meet whatever the offsets, and has no neighbours without shared links',
  },
  (t) => {
    const [two, three] = problemOf([{ gap: 2 }, { gap: 3 }]).virtualLinks as [ScheduledVirtualLink, ScheduledVirtualLink];
    for (const a of [0, 10])
      for (const b of [0, 10, 20]) t.ok(meet({ virtualLink: two, offsetTicks: a }, { virtualLink: three, offsetTicks: b }, 10));
    t.strictSame(
      sharingOf(
        problemOf([
          { gap: 2, ports: [] },
          { gap: 2, ports: [] },
        ]),
      ),
      [[], []],
    );
    t.strictSame(componentsOf([]), []);
    t.strictSame(companionsOf(problemOf([])), []);
  },
);

testCase(
  {
    id: 'TC-TTS-009-01',
    verifies: ['LLR-TTS-009', 'HLR-TTS-006'],
    kind: 'normal',
    intent: 'proves the crowded links of the aircraft by their transmissions in 128 slots, and no other',
  },
  (t) => {
    const problem = scheduleProblemOf(aircraftTiming, { ...request, scope: 'network' }).value as ScheduleProblem;
    const transmissions = new Map<string, number>();
    for (const virtualLink of aircraft.virtualLinks) {
      const hops = new Set(
        Object.values(virtualLink.paths).flatMap((routes) =>
          Object.entries(routes as Record<string, readonly string[]>).flatMap(([to, switches]) =>
            [virtualLink.source, ...switches].map((node, at) => `${node}>${switches[at] ?? to}`),
          ),
        ),
      );
      for (const hop of hops) transmissions.set(hop, (transmissions.get(hop) ?? 0) + 128 / virtualLink.bandwidthAllocationGapMilliseconds);
    }
    const crowded = [...transmissions].filter(([, count]) => count > 128).sort();
    const proofs = countingProofsOf(problem);
    t.ok(crowded.length > 0);
    t.strictSame(proofs.map(({ portId, needed }) => [portId, needed]).sort(), crowded);
    t.ok(
      proofs.every(
        ({ available, needed, virtualLinks }) =>
          available === 128 && virtualLinks.reduce((sum, each) => sum + each.transmissions, 0) === needed,
      ),
    );
    t.strictSame(countingProofsOf(scheduleProblemOf(aircraftTiming, request).value as ScheduleProblem), []);
  },
);

testCase(
  {
    id: 'TC-TTS-009-02',
    verifies: ['LLR-TTS-009', 'HLR-TTS-006'],
    kind: 'robustness',
    intent: 'counts the slots before a deadline too, and claims nothing that a trial of all offsets contradicts',
  },
  (t) => {
    // a gap of 1 takes each slot; three of gap 8 that must begin in slots 0 to 2, where a gap of 2 takes one or two
    t.strictSame(
      countingProofsOf(problemOf([{ gap: 1 }, { gap: 4 }])).map(({ needed, available }) => [needed, available]),
      [[5, 4]],
    );
    const narrow = problemOf([{ gap: 8, last: 2 }, { gap: 8, last: 2 }, { gap: 8, last: 2 }, { gap: 2 }]);
    t.match(countingProofsOf(narrow), [
      { gapSlots: 8, windowSlots: 3, needed: 4, available: 3, virtualLinks: [{}, {}, {}, { virtualLink: 4, transmissions: 1 }] },
    ]);
    t.strictSame(countingProofsOf(problemOf([{ gap: 8, last: 2 }, { gap: 8, last: 2 }, { gap: 2 }])), []);
    t.strictSame(countingProofsOf(problemOf([{ gap: 1 }, { gap: 1 }], 5)), [], 'offsets finer than a slot are not counted');
    const sound = fc.property(fc.array(sketch, { minLength: 2, maxLength: 5 }), (sketches) => {
      const problem = problemOf(sketches);
      return countingProofsOf(problem).length === 0 || !canBeFree(problem);
    });
    t.doesNotThrow(() => fc.assert(sound, { numRuns: 300 }));
  },
);

testCase(
  {
    id: 'TC-TTS-010-01',
    verifies: ['LLR-TTS-010', 'LLR-TTS-012', 'HLR-TTS-003', 'HLR-TTS-006'],
    kind: 'normal',
    intent: 'finds a schedule exactly when a trial of all offsets does, and proves the contrary with virtual links of which each is needed',
  },
  (t) => {
    let [found, refuted] = [0, 0];
    const agrees = fc.property(fc.array(sketch, { minLength: 1, maxLength: 6 }), fc.nat(), (sketches, seed) => {
      const problem = problemOf(sketches);
      const possible = canBeFree(problem);
      const members = sketches.map((_, index) => index);
      const search = offsetSearchOf(problem, sharingOf(problem), members, 1e6);
      if ((search.outcome === 'found') !== possible) return false;
      if (
        possible &&
        !isFree(
          problem,
          members.map((member) => search.offsetTicks.get(member) ?? -1),
        )
      )
        return false;
      const verdict = messageScheduleOf(problem, { seed, stepsMax: 1e6 });
      if (verdict.verdict === 'schedule') {
        found += 1;
        return (
          isFree(problem, verdict.offsetTicks) &&
          verdict.offsetTicks.every((offset, index) => offset <= (problem.virtualLinks[index]?.lastOffsetTicks ?? 0))
        );
      }
      if (verdict.verdict === 'limit reached' || possible) return false;
      return verdict.proofs.every((proof) => {
        if (proof.kind !== 'search') return true;
        refuted += 1;
        const needed = proof.virtualLinks.map((id) => id - 1);
        return (
          proof.smallest &&
          !canBeFree(problem, needed) &&
          needed.every((one) =>
            canBeFree(
              problem,
              needed.filter((other) => other !== one),
            ),
          )
        );
      });
    });
    t.doesNotThrow(() => fc.assert(agrees, { numRuns: 250 }));
    // the first choices lead nowhere and are taken back before a schedule is found
    const twisted = [
      [2, [0]],
      [2, [2]],
      [4, [0, 1]],
      [6, [1, 2]],
    ] as const;
    const turned = problemOf(twisted.map(([gap, ports]) => ({ gap, ports })));
    const search = offsetSearchOf(turned, sharingOf(turned), [0, 1, 2, 3], 1e6);
    t.ok(
      isFree(
        turned,
        [0, 1, 2, 3].map((member) => search.offsetTicks.get(member) ?? -1),
      ),
    );
    // offsets in half slots, transmissions of one to three of them
    const half = fc.record({ gap: fc.constantFrom(2, 3, 4), occupied: fc.constantFrom(0.5, 1, 1.5) });
    const fine = fc.property(fc.array(half, { minLength: 2, maxLength: 3 }), (sketches) => {
      const problem = problemOf(sketches, 5);
      const members = sketches.map((_, index) => index);
      const { outcome, offsetTicks } = offsetSearchOf(problem, sharingOf(problem), members, 1e6);
      const halves = sketches.map(({ gap, occupied }) => ({ gap: 2 * gap, occupied: 2 * occupied }));
      return outcome === 'found'
        ? areApart(
            halves,
            members.map((member) => (offsetTicks.get(member) ?? -1) / 5),
          )
        : !canBeApart(halves, []);
    });
    t.doesNotThrow(() => fc.assert(fine, { numRuns: 150 }));
    t.ok(found > 20 && refuted > 20, `${found} schedules and ${refuted} proofs by search`);
  },
);

/** Whether transmissions that take one or more units each overlap nowhere, looked at unit by unit. */
function areApart(flows: readonly { readonly gap: number; readonly occupied: number }[], offsets: readonly number[]): boolean {
  const units = flows.reduce((common, { gap }) => lcm(common, gap), 1);
  const taken = new Set<number>();
  return offsets.every((offset, index) => {
    const { gap, occupied } = flows[index] ?? { gap: 1, occupied: 1 };
    const own = Array.from(
      { length: (units / gap) * occupied },
      (_, nth) => (offset + (nth % occupied) + Math.floor(nth / occupied) * gap) % units,
    );
    const isNew = new Set(own).size === own.length && own.every((unit) => !taken.has(unit));
    for (const unit of own) taken.add(unit);
    return isNew;
  });
}

function canBeApart(flows: readonly { readonly gap: number; readonly occupied: number }[], offsets: readonly number[]): boolean {
  if (!areApart(flows, offsets)) return false;
  const next = flows[offsets.length];
  return (
    next === undefined || Array.from({ length: next.gap }, (_, offset) => offset).some((offset) => canBeApart(flows, [...offsets, offset]))
  );
}

testCase(
  {
    id: 'TC-TTS-010-02',
    verifies: ['LLR-TTS-010', 'LLR-TTS-012', 'HLR-TTS-003', 'HLR-TTS-006'],
    kind: 'robustness',
    intent: 'keeps the three verdicts apart: gaps of 2 and 3 slots, a deadline that cannot be met, and a limit of one step',
  },
  (t) => {
    const apart = problemOf([{ gap: 8, ports: [1] }, { gap: 2 }, { gap: 3 }]);
    const refuted = messageScheduleOf(apart, { seed: 1, stepsMax: 1e6 });
    t.match(refuted, { verdict: 'impossible', proofs: [{ kind: 'search', virtualLinks: [2, 3], portIds: ['N0>N1'], smallest: true }] });
    t.match(messageScheduleOf(problemOf([{ gap: 4, last: -1 }]), { seed: 1, stepsMax: 100 }), {
      verdict: 'impossible',
      proofs: [{ kind: 'deadline', virtualLink: 1, lateTicks: 10 }],
    });
    const cut = messageScheduleOf(apart, { seed: 1, stepsMax: 1 });
    t.match(cut, { verdict: 'limit reached', meetingPairs: 1 });
    t.ok(cut.steps < 100);
    t.match(offsetSearchOf(apart, sharingOf(apart), [0, 1, 2], 0), { outcome: 'limit' });
    t.match(offsetSearchOf(apart, sharingOf(apart), [], 10), { outcome: 'found' });
    t.match(offsetSearchOf(problemOf([{ gap: 4, last: -1 }]), [[]], [0], 10), { outcome: 'none' });
    t.match(messageScheduleOf(problemOf([]), { seed: 1, stepsMax: 10 }), { verdict: 'schedule', offsetTicks: [] });
    // 0.5 slots at a grid of half a slot: four fit in a gap of two slots, five do not
    const halves = (count: number): ScheduleProblem =>
      problemOf(
        Array.from({ length: count }, () => ({ gap: 2, occupied: 0.5 })),
        5,
      );
    t.equal(messageScheduleOf(halves(4), { seed: 1, stepsMax: 1e6 }).verdict, 'schedule');
    t.match(messageScheduleOf(halves(5), { seed: 1, stepsMax: 1e6 }), { verdict: 'impossible', proofs: [{ kind: 'search' }] });
  },
);

/** How many pairs of virtual links of one link have a slot in common, counted slot by slot. */
function meetingPairsOf(problem: ScheduleProblem, offsets: readonly number[]): number {
  let pairs = 0;
  problem.virtualLinks.forEach(({ ports }, a) => {
    for (let b = a + 1; b < problem.virtualLinks.length; b += 1) {
      if (!ports.some((port) => problem.virtualLinks[b]?.ports.includes(port))) continue;
      const slots = new Set(slotsOf(problem, a, offsets[a] ?? 0));
      if (slotsOf(problem, b, offsets[b] ?? 0).some((slot) => slots.has(slot))) pairs += 1;
    }
  });
  return pairs;
}

testCase(
  {
    id: 'TC-TTS-011-01',
    verifies: ['LLR-TTS-011', 'LLR-TTS-013', 'HLR-TTS-003'],
    kind: 'normal',
    intent: 'counts meetings as slot by slot, repairs offsets, and sets releases of an end system as far apart as they can be',
  },
  (t) => {
    const counts = fc.property(fc.array(sketch, { minLength: 1, maxLength: 6 }), fc.nat(), (sketches, seed) => {
      const problem = problemOf(sketches);
      const spread = spreadOffsetsOf(problem, seededRandom(seed), { stepsMax: 1e5, rounds: 3 });
      const start = sketches.map(() => 0);
      const other = spreadOffsetsOf(problem, seededRandom(seed), { stepsMax: 1e5, rounds: 1 }, start);
      const repaired = repairedOffsetsOf(problem, seededRandom(seed), start, 1e4).offsetTicks;
      return (
        spread.meetingPairs === meetingPairsOf(problem, spread.offsetTicks) &&
        other.meetingPairs <= meetingPairsOf(problem, start) &&
        (repaired === undefined || isFree(problem, repaired)) &&
        spread.offsetTicks.every((offset, index) => offset >= 0 && offset <= (problem.virtualLinks[index]?.lastOffsetTicks ?? 0)) &&
        JSON.stringify(spread) === JSON.stringify(spreadOffsetsOf(problem, seededRandom(seed), { stepsMax: 1e5, rounds: 3 }))
      );
    });
    t.doesNotThrow(() => fc.assert(counts, { numRuns: 150 }));
    const four = spreadOffsetsOf(problemOf([{ gap: 8 }, { gap: 8 }, { gap: 16 }, { gap: 16 }]), seededRandom(7), {
      stepsMax: 1e5,
      rounds: 2,
    });
    // 8, 8, 16 and 16 slots: six releases in 16 slots, which can be two slots apart or more
    const releases = [8, 8, 16, 16].flatMap((gap, index) => [0, 1].map((nth) => ((four.offsetTicks[index] ?? 0) / 10 + nth * gap) % 16));
    const instants = [...new Set(releases)].sort((a, b) => a - b);
    t.equal(instants.length, 6);
    t.ok(instants.every((slot, index) => (instants[index + 1] ?? 16 + (instants[0] ?? 0)) - slot >= 2));
    const crowd = problemOf(Array.from({ length: 8 }, () => ({ gap: 8 })));
    t.ok(
      isFree(
        crowd,
        repairedOffsetsOf(
          crowd,
          seededRandom(3),
          crowd.virtualLinks.map(() => 0),
          1e5,
        ).offsetTicks ?? [],
      ),
    );
  },
);

testCase(
  {
    id: 'TC-TTS-011-02',
    verifies: ['LLR-TTS-011', 'LLR-TTS-013', 'HLR-TTS-003'],
    kind: 'robustness',
    intent: 'ends at its limit, also where no repair exists',
  },
  (t) => {
    const never = problemOf([{ gap: 2 }, { gap: 3 }]);
    const repaired = repairedOffsetsOf(never, seededRandom(1), [0, 0], 5000);
    t.equal(repaired.offsetTicks, undefined);
    t.ok(repaired.steps < 5100);
    const spread = spreadOffsetsOf(never, seededRandom(1), { stepsMax: 0, rounds: 9 });
    t.strictSame([spread.offsetTicks, spread.meetingPairs], [[0, 0], 1]);
    // the only offset of both is the same; nowhere to go
    t.equal(repairedOffsetsOf(problemOf([{ gap: 1 }, { gap: 1 }]), seededRandom(1), [0, 0], 100).offsetTicks, undefined);
    t.strictSame(spreadOffsetsOf(problemOf([]), seededRandom(1), { stepsMax: 10, rounds: 2 }).offsetTicks, []);
  },
);

testCase(
  {
    id: 'TC-TTS-014-01',
    verifies: ['LLR-TTS-014', 'LLR-TTS-015', 'HLR-TTS-002'],
    kind: 'normal',
    intent: 'writes a table of each end system in which each virtual link is released once in each gap',
  },
  (t) => {
    const problem = problemOf([{ gap: 2 }, { gap: 4 }, { gap: 8, source: 'E2' }, { gap: 4 }]);
    t.strictSame(endSystemTablesOf(problem, [10, 20, 70, 20]), [
      { endSystem: 'E1', table: [[], [1], [2, 4], [1]] },
      { endSystem: 'E2', table: [[], [], [], [], [], [], [], [3]] },
    ]);
    const sound = fc.property(fc.array(sketch, { minLength: 1, maxLength: 6 }), fc.nat(), (sketches, seed) => {
      const random = seededRandom(seed);
      const made = problemOf(sketches.map((each) => ({ ...each, source: `E${random.below(2)}` })));
      const offsets = made.virtualLinks.map(({ lastOffsetTicks }) => random.below(lastOffsetTicks / 10 + 1) * 10);
      return endSystemTablesOf(made, offsets).every((table) => tableFindingsOf(made, table).length === 0);
    });
    t.doesNotThrow(() => fc.assert(sound, { numRuns: 200 }));
  },
);

testCase(
  {
    id: 'TC-TTS-014-02',
    verifies: ['LLR-TTS-014', 'LLR-TTS-015', 'HLR-TTS-002', 'HLR-TTS-004'],
    kind: 'robustness',
    intent: 'finds in a table a missing, doubled, shifted, late or foreign release',
  },
  (t) => {
    const problem = problemOf([{ gap: 2, last: 0 }, { gap: 4 }]);
    const faults = (table: SlotTable): readonly string[] =>
      tableFindingsOf(problem, { endSystem: 'E1', table }).map(({ code, message }) => `${code} ${message}`);
    t.strictSame(faults([[1], [2], [1], []]), []);
    t.match(faults([[1], [2], [], []]), [/AFDX-259 .*virtual link 1 is released in the slots 0, not once in each gap/]);
    t.match(faults([[1], [1, 2], [1], []]), [/virtual link 1 is released in the slots 0, 1, 2/]);
    t.match(faults([[1], [2], [], [1]]), [/virtual link 1 is released in the slots 0, 3/]);
    t.match(faults([[], [1, 2], [], [1]]), [/virtual link 1 is released in slot 1, after the last permitted/]);
    t.match(faults([[1], [2, 9], [1], []]), [/virtual link 9 is no virtual link of this end system/]);
    t.match(faults([[1], [], [1], []]), [/virtual link 2 is released in the slots ,/]);
    t.equal(faults([[1], [2], [1]]).length, 2, 'three slots are no multiple of the gaps');
    t.equal(faults([]).length, 2);
    t.strictSame(endSystemTablesOf(problemOf([]), []), []);
  },
);

const table = fc.array(
  fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }).map((slot) => slot.sort((a, b) => a - b)),
  { maxLength: 40 },
);

testCase(
  {
    id: 'TC-TTS-016-01',
    verifies: ['LLR-TTS-016', 'LLR-TTS-017', 'LLR-TTS-018', 'HLR-TTS-007', 'HLR-TTS-008'],
    kind: 'normal',
    intent: 'restores each table slot for slot, in the fewest bytes that any choice of patterns needs',
  },
  (t) => {
    const lossless = fc.property(
      table,
      (slots) => JSON.stringify(restoredTableOf(compressedTableOf(slots)).value) === JSON.stringify(slots),
    );
    t.doesNotThrow(() => fc.assert(lossless, { numRuns: 500 }));
    const smallest = fc.property(table, (slots) => {
      const uses = new Map<string, number>();
      for (const slot of slots) uses.set(slot.join(), (uses.get(slot.join()) ?? 0) + 1);
      // each subset of the different sets as patterns, the others as exceptions: each set is cheapest by itself
      const least = [...uses.values()].reduce((sum, count) => sum + Math.min(16 + 2 * count, 16 * count), 0);
      return compressionOf(compressedTableOf(slots)).compressedBytes === least;
    });
    t.doesNotThrow(() => fc.assert(smallest, { numRuns: 500 }));
    const compressed = compressedTableOf([[1], [], [1], [2, 3], []]);
    t.strictSame(compressed, {
      slots: 5,
      basePatterns: [[1], []],
      patternNumbers: [0, 1, 0, 1],
      exceptions: [{ slot: 3, virtualLinks: [2, 3] }],
    });
    // 5 · 16 against 2 · 16 + 4 · 2 + 16
    t.strictSame(compressionOf(compressed), { originalBytes: 80, compressedBytes: 56, ratio: rational(10n, 7n), slotsBeyondEntry: 0 });
    const one = compressionOf(compressedTableOf(Array.from({ length: 128 }, () => [7])));
    t.equal(rationalText(one.ratio ?? zero), '128/17', '2048 against 16 + 256 byte');
    const unlike = compressionOf(compressedTableOf(Array.from({ length: 128 }, (_, slot) => [slot])));
    t.strictSame([unlike.compressedBytes, rationalText(unlike.ratio ?? zero)], [2048, '1']);
  },
);

testCase(
  {
    id: 'TC-TTS-016-02',
    verifies: ['LLR-TTS-016', 'LLR-TTS-017', 'LLR-TTS-018', 'HLR-TTS-007', 'HLR-TTS-008'],
    kind: 'robustness',
    intent: 'refuses a short form that stands for no table, and says when identifiers exceed an entry',
  },
  (t) => {
    t.strictSame(compressionOf(compressedTableOf([])), { originalBytes: 0, compressedBytes: 0, ratio: undefined, slotsBeyondEntry: 0 });
    t.strictSame(restoredTableOf(compressedTableOf([])), { value: [], diagnostics: [] });
    t.strictSame(compressionOf(compressedTableOf([[], []])).ratio, rational(8n, 5n), 'empty slots are a pattern: 32 against 20 byte');
    const good = compressedTableOf([[1], [], [1], [2]]);
    const codes = (edit: Partial<CompressedTable>): readonly string[] => {
      const { value, diagnostics } = restoredTableOf({ ...good, ...edit });
      return value === undefined ? diagnostics.map(({ code, message }) => `${code} ${message}`) : ['restored'];
    };
    t.strictSame(codes({}), ['restored']);
    t.match(codes({ patternNumbers: [0, 1] }), [/AFDX-260 .*no base pattern 1/]);
    t.match(codes({ patternNumbers: [0] }), [/do not make up 4 slots/]);
    t.match(codes({ slots: 5 }), [/do not make up 5 slots/]);
    t.match(codes({ slots: -1 }), [/-1 slots/]);
    t.match(codes({ slots: 2 ** 40 }), [/1099511627776 slots/]);
    t.match(codes({ slots: Number.NaN }), [/NaN slots/]);
    t.match(codes({ exceptions: [good.exceptions[1], good.exceptions[0]].map((each) => each ?? { slot: 0, virtualLinks: [] }) }), [
      /slot 1 is not in ascending order/,
    ]);
    t.match(
      codes({
        exceptions: [
          { slot: 1, virtualLinks: [] },
          { slot: 4, virtualLinks: [] },
        ],
      }),
      [/slot 4 is not/],
    );
    t.match(
      codes({
        exceptions: [
          { slot: -1, virtualLinks: [] },
          { slot: 3, virtualLinks: [] },
        ],
      }),
      [/slot -1 is not/],
    );
    const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    t.equal(compressionOf(compressedTableOf([nine, nine, nine.slice(1), [...nine, 10]])).slotsBeyondEntry, 3);
  },
);

/** Variance of the load of one link in slots of 10 ticks, in floating point. */
function varianceOf(loads: readonly number[]): number {
  const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length;
  return loads.reduce((sum, load) => sum + (load - mean) ** 2, 0) / loads.length;
}

testCase(
  {
    id: 'TC-TTS-019-01',
    verifies: ['LLR-TTS-019', 'HLR-TTS-005'],
    kind: 'normal',
    intent: 'gives deviation and variance as computed from the slots, and the least variance exactly without meetings',
  },
  (t) => {
    const network = sampleTiming(
      [{}],
      [
        { gapTicks: 20, bits: 4 },
        { gapTicks: 40, bits: 6 },
        { gapTicks: 40, bits: 10 },
      ],
    );
    const problem = { ...problemOf([{ gap: 2 }, { gap: 4 }, { gap: 4 }]), network };
    const own: ScheduleProblem = { ...problem, virtualLinks: problem.virtualLinks.map((each, index) => ({ ...each, flows: [index] })) };
    const at = (offsets: readonly number[]) => scheduleObjectiveOf(own, endSystemTablesOf(own, offsets));
    const free = at([0, 10, 30]);
    t.strictSame(free.releaseDeviation, zero);
    t.ok(Math.abs(approximately(free.loadVariance) - varianceOf([0.4, 0.6, 0.4, 1])) < 1e-12);
    t.strictSame(free.loadVariance, free.loadVarianceLeast);
    t.strictSame(free.value, rational(free.loadVariance.numerator, 10n * free.loadVariance.denominator));
    const met = at([0, 0, 30]);
    t.ok(Math.abs(approximately(met.loadVariance) - varianceOf([1, 0, 0.4, 1])) < 1e-12);
    t.strictSame(met.loadVarianceLeast, free.loadVarianceLeast);
    const least = fc.property(fc.nat(1), fc.nat(3), fc.nat(3), (a, b, c) => {
      const { loadVariance, loadVarianceLeast } = at([a * 10, b * 10, c * 10]);
      const order = compareRationals(loadVariance, loadVarianceLeast);
      return isFree(own, [a * 10, b * 10, c * 10]) ? order === 0 : order > 0;
    });
    t.doesNotThrow(() => fc.assert(least, { numRuns: 100 }));
  },
);

testCase(
  {
    id: 'TC-TTS-019-02',
    verifies: ['LLR-TTS-019', 'HLR-TTS-005'],
    kind: 'robustness',
    intent: 'sees releases that wander within their gap, and takes tables without known virtual links',
  },
  (t) => {
    const problem = problemOf([{ gap: 4 }]);
    // slots 0 and 7 are 0 and 3 within the gap: mean 1.5, deviations 2.25 each
    const table = [[1], [], [], [], [], [], [], [1]];
    t.strictSame(
      scheduleObjectiveOf({ ...problem, hyperperiodTicks: 80 }, [{ endSystem: 'E1', table }]).releaseDeviation,
      rational(9n, 2n),
    );
    const none = scheduleObjectiveOf(problem, [{ endSystem: 'E1', table: [[9], []] }]);
    t.strictSame([none.releaseDeviation, none.loadVariance, none.value], [zero, zero, zero]);
  },
);

testCase(
  {
    id: 'TC-TTS-020-01',
    verifies: ['LLR-TTS-020', 'LLR-TTS-021', 'HLR-TTS-006', 'HLR-TTS-009'],
    kind: 'normal',
    intent: 'schedules the end systems of the aircraft so that no frame waits there for another, and each delay is at most what it was',
  },
  (t) => {
    const { value, diagnostics } = scheduleReportOf(aircraftTiming, order, { seed: 1, stepsMax: 1e7 });
    t.strictSame(diagnostics, []);
    t.equal(value?.verdict.verdict, 'schedule');
    const plan = value?.plan;
    const latency = new Map(aircraft.endSystems.map(({ id, transmissionLatencyNanoseconds }) => [id, transmissionLatencyNanoseconds]));
    const bytes = new Map(aircraft.virtualLinks.map(({ id, maximumFrameBytes }) => [id, maximumFrameBytes]));
    // at 100 Mbit/s a byte takes 80 ns
    t.ok(
      aircraftTiming.flows.every(
        ({ source, virtualLink, index }) =>
          plan?.after.firstPortTicksMax[index] === (latency.get(source) ?? 0) + ((bytes.get(virtualLink) ?? 0) + 20) * 80,
      ),
    );
    const ends = plan?.after.ends ?? [];
    t.equal(ends.length, value?.before.ends.length);
    t.ok(
      ends.every(
        ({ delayTicksMax, delayTicksMin, deadlineTicks }, index) =>
          delayTicksMax <= (value?.before.ends[index]?.delayTicksMax ?? 0) &&
          delayTicksMin < delayTicksMax &&
          delayTicksMax <= deadlineTicks,
      ),
    );
    t.ok(
      ends.filter(({ delayTicksMax }, index) => delayTicksMax < (value?.before.ends[index]?.delayTicksMax ?? 0)).length > ends.length / 2,
    );
    t.strictSame(plan?.objective.loadVariance, plan?.objective.loadVarianceLeast);
    t.ok(plan?.tables.every(({ table, compressed }) => JSON.stringify(restoredTableOf(compressed).value) === JSON.stringify(table)));
    t.equal(plan?.tables.length, new Set(aircraft.virtualLinks.map(({ source }) => source)).size);
  },
);

testCase(
  {
    id: 'TC-TTS-020-02',
    verifies: ['LLR-TTS-020', 'LLR-TTS-021', 'HLR-TTS-006', 'HLR-TTS-004', 'HLR-TTS-009'],
    kind: 'robustness',
    intent: 'reports crowded links and schedules the rest, an impossible and an undecided problem, and virtual links that are late',
  },
  (t) => {
    const codesOf = (network: TimingNetwork, other: object = {}, stepsMax = 1e6): readonly string[] =>
      scheduleReportOf(network, { ...order, ...other }, { seed: 1, stepsMax }).diagnostics.map(({ code }) => code);
    const gaps = (...list: readonly number[]): TimingNetwork =>
      sampleTiming(
        [{ ticksPerBit: 10 }],
        list.map((gap) => ({ gapTicks: gap * millisecond, bits: 1000 })),
      );
    t.strictSame(codesOf(gaps(1, 2)), ['AFDX-256']);
    t.strictSame(codesOf(gaps(1, 2), { stepMicroseconds: 100 }), []);
    t.strictSame(codesOf(gaps(2, 3)), ['AFDX-257']);
    t.strictSame(codesOf(gaps(2, 3), {}, 1), ['AFDX-258']);
    t.strictSame(codesOf(sampleTiming([{}], [{ gapTicks: 1_500_000, bits: 8 }])), ['AFDX-255']);
    const crowded = scheduleReportOf(gaps(1, 2), order, { seed: 1, stepsMax: 1e6 }).value;
    t.strictSame([crowded?.crowded.length, crowded?.verdict.verdict, crowded?.plan?.after.firstPortTicksMax.length], [1, 'schedule', 2]);
    // 700 µs of sending each, in a gap of 2 ms: DAL A leaves at 0.7 ms when alone; the deadline of 0.6 ms is not met at offset 0
    const sending = (bits: number, deadlineTicks: number): TimingNetwork =>
      sampleTiming(
        [{ ticksPerBit: 10 }, { ticksPerBit: 10 }],
        [{ gapTicks: 2 * millisecond, bits, criticality: 'A', deadlineTicks, route: [0, 1] }],
      );
    t.strictSame(codesOf(sending(70_000, 600_000)), ['AFDX-261'], 'cannot leave in time');
    t.strictSame(codesOf(sending(70_000, 1_399_999)), ['AFDX-261'], 'leaves in time, is delivered 1 ns late');
    t.strictSame(codesOf(sending(70_000, 1_400_000)), []);
    t.strictSame(codesOf(sending(70_000, 1_400_000), { jitterAllowanceMicroseconds: 1 }), ['AFDX-261']);
    const network = sending(70_000, 1_400_000);
    const after = { ports: [], firstPortTicksMax: [1_400_001], ends: [] };
    t.strictSame(
      lateFindingsOf(network, { flowOffsetTicks: [0], after }, order).map(({ code, subjects }) => [code, subjects]),
      [['AFDX-261', ['VL-1']]],
    );
    t.strictSame(lateFindingsOf(network, { flowOffsetTicks: [0], after: { ...after, firstPortTicksMax: [1_400_000] } }, order), []);
    t.match(limitFindingOf(5, 2), { code: 'AFDX-258', message: /5 steps\); 2 pairs/ });
    t.match(
      impossibilityFindingOf({ kind: 'search', virtualLinks: [4, 7], portIds: ['A>B'], smallest: true, steps: 3 }, () => place),
      {
        code: 'AFDX-257',
        message: /virtual links 4, 7 .*A>B/,
        subjects: ['VL-4', 'VL-7'],
      },
    );
  },
);

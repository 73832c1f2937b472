// @reads config-items/afdx/network.json

import { readFileSync } from 'node:fs';
import type { Obligation } from '../../src/kernel/logic/obligation.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { afdxObligations } from '../../src/twin/afdx/proofs/afdx-obligations.js';
import { proofObligations } from '../../src/twin/afdx/proofs/proof-obligations.js';
import { leveled } from '../afdx-timing-rules/star-networks.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { fiveVirtualLinks, type SmallNetwork, smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { foundBy, withSolver } from './discharge.js';
import { bothPriorities, contextFor, delayObligations, lowered, subject } from './networks.js';

/** Each network's obligations are built once. */
const built = new WeakMap<AfdxNetwork, readonly Obligation[]>();
const obligationsOf = (network: AfdxNetwork): readonly Obligation[] => {
  const known = built.get(network) ?? afdxObligations(network, subject).value;
  built.set(network, known);
  return known;
};
const of = (network: AfdxNetwork, part: string): readonly Obligation[] => obligationsOf(network).filter(({ id }) => id.includes(part));
/** Of each kind of obligation the first ones by a seed, so that runs of other seeds see others; the campaign proves all of the aircraft. */
const sampleOf = (value: readonly Obligation[], seed: number, most: number): readonly Obligation[] => {
  const kinds = new Map<string, Obligation[]>();
  for (const each of value) {
    const kind = each.id.replace(/^(PO-AFDX-(?:FAULTY-)?[A-Z]+).*?(-high|-low|-all)?$/, '$1$2');
    kinds.set(kind, [...(kinds.get(kind) ?? []), each]);
  }
  return [...kinds.values()].flatMap((each) => each.map((_, at) => each[(seed + at * 7) % each.length] as Obligation).slice(0, most));
};
const one = (network: AfdxNetwork, id: string): Obligation => {
  const found = obligationsOf(network).find((each) => each.id === id);
  if (found === undefined) throw new Error(`no obligation ${id}`);
  return found;
};
const five = smallAfdxNetwork(fiveVirtualLinks);
const both = smallAfdxNetwork(bothPriorities);
const generated = generatedAfdxNetwork({ seed: 5, switches: 3, endSystems: 8, virtualLinks: 24 });

testCase(
  {
    id: 'TC-POB-012-01',
    verifies: [
      'LLR-POB-012',
      'LLR-POB-001',
      'LLR-POB-002',
      'LLR-POB-003',
      'LLR-POB-004',
      'LLR-POB-005',
      'LLR-POB-006',
      'LLR-POB-007',
      'LLR-POB-008',
      'LLR-POB-009',
      'LLR-POB-010',
      'LLR-POB-011',
      'HLR-POB-001',
      'HLR-POB-002',
      'HLR-POB-003',
      'HLR-POB-004',
      'HLR-POB-005',
      'HLR-POB-006',
      'HLR-POB-007',
      'HLR-POB-008',
    ],
    kind: 'normal',
    intent: 'Z3 proves the obligations of small networks, some of each kind by seed, and none of them vacuously',
  },
  async (t) => {
    await withSolver(async (solver) => {
      for (const network of [five, both, generated]) {
        const { value, diagnostics } = afdxObligations(network, subject);
        t.strictSame(diagnostics, []);
        const failed: string[] = [];
        for (const obligation of sampleOf(value, 20_240_611, network === five ? 3 : 1)) {
          const { assumptions, contrary } = await foundBy(solver, obligation);
          if (assumptions !== 'sat' || contrary !== 'unsat')
            failed.push(`${obligation.id}: assumptions ${assumptions}, contrary ${contrary}`);
        }
        t.strictSame(failed, [], `${value.length} obligations`);
      }
    });
  },
);

testCase(
  {
    id: 'TC-POB-012-03',
    verifies: ['LLR-POB-012', 'HLR-POB-001', 'HLR-POB-003', 'HLR-POB-004', 'HLR-POB-008'],
    kind: 'normal',
    intent: 'the network of the aircraft has obligations for each port and virtual link, and Z3 proves one of each kind',
  },
  async (t) => {
    const network = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork;
    const { value, diagnostics } = afdxObligations(network, subject);
    t.strictSame(diagnostics, []);
    const count = (kind: string): number => value.filter(({ id }) => id.startsWith(`PO-AFDX-${kind}-`)).length;
    const { ports } = contextFor(network).timing;
    t.equal(count('BUFFER'), ports.filter(({ owner }) => owner === 'switch').length);
    t.equal(count('ARRIVAL'), network.virtualLinks.length);
    t.equal(count('DEADLINE'), network.virtualLinks.length);
    t.equal(count('POLICER'), network.virtualLinks.length);
    t.equal(count('ISOLATION'), network.virtualLinks.filter(({ criticality }) => criticality === 'A').length);
    const priorities = contextFor(network).bounds.ports.flatMap(({ delayTicks: { high, low } }) =>
      [high, low].filter((each) => each !== undefined),
    );
    t.equal(count('PORT'), priorities.length);
    await withSolver(async (solver) => {
      for (const obligation of sampleOf(value, 20_240_611, 1))
        t.equal((await foundBy(solver, obligation, { vacuity: false })).contrary, 'unsat', obligation.id);
    });
  },
);

testCase(
  {
    id: 'TC-POB-004-02',
    verifies: ['LLR-POB-004', 'LLR-POB-005', 'LLR-POB-002', 'HLR-POB-001'],
    kind: 'robustness',
    intent: 'a certified delay that is one tick too low is refuted, with what happens in words',
  },
  async (t) => {
    await withSolver(async (solver) => {
      // where every bound is reached, each lowered one is refuted
      for (const obligation of delayObligations(lowered(contextFor(five), 1n))) {
        const { contrary, model, words } = await foundBy(solver, obligation, { vacuity: false });
        t.equal(contrary, 'sat', obligation.id);
        t.match(
          words.join(),
          /^a frame of high priority that comes to port \S+ [\d.]+ µs after the begin of a busy period leaves it [\d.]+ µs later/,
        );
        t.match(obligation.replay?.(model), { confirmed: true, seen: /^recomputed at \d+ ticks/ });
      }
      // 4000 bit of two flows at 100 Mbit/s and 16 µs: 96 µs at S1 (hand figure)
      const [atS1] = delayObligations(lowered(contextFor(five), 0n)).filter(({ id }) => id.includes('S1.S3'));
      t.match(atS1?.claim ?? '', /within 96 µs/);
      const tight = delayObligations(lowered(contextFor(both), 1n));
      const found = [];
      for (const obligation of tight) found.push([obligation.id, (await foundBy(solver, obligation, { vacuity: false })).contrary]);
      t.strictSame(
        found.filter(([, contrary]) => contrary !== 'sat'),
        [],
        'each bound of this network is reached under the assumptions',
      );
    });
  },
);

testCase(
  {
    id: 'TC-POB-005-02',
    verifies: ['LLR-POB-005', 'LLR-POB-003', 'LLR-POB-012', 'HLR-POB-008'],
    kind: 'robustness',
    intent: 'a port whose busy period is too long to be stated is reported, and an instant left out is noticed',
  },
  async (t) => {
    const highs = Array.from({ length: 8 }, () => ({ source: 'e1', routes: { e9: ['S1'] }, frameBytes: 1518, gapMilliseconds: 1 }));
    const low = { source: 'e1', routes: { e9: ['S1'] }, frameBytes: 1518, gapMilliseconds: 128, priority: 'low' as const };
    const network = (lowCount: number): AfdxNetwork =>
      smallAfdxNetwork({ cables: ['e1-S1', 'S1-e9'], virtualLinks: [...highs, ...Array.from({ length: lowCount }, () => low)] });
    const { value, diagnostics } = afdxObligations(network(10), subject);
    t.strictSame(
      diagnostics.map(({ code, subjects }) => [code, subjects]),
      [
        ['AFDX-362', ['S1>e9']],
        // and beside faulty sources
        ['AFDX-362', ['S1>e9']],
        ['AFDX-362', ['e1>S1']],
      ],
    );
    t.notOk(value.some(({ id }) => /PORT-.*-low/.test(id)));
    t.ok(value.some(({ id }) => id === 'PO-AFDX-PORT-S1.e9-high'));
    await withSolver(async (solver) => {
      // eight frames of high priority take 984.32 µs; a low frame starts then, and 16 µs later high priority comes again
      const waits = one(network(1), 'PO-AFDX-PORT-e1.S1-low');
      t.match(waits.claim, /within 1107.36 µs/);
      const without = { ...waits, assumptions: waits.assumptions.filter(({ name }) => !name.endsWith('.waits')) };
      t.ok(without.assumptions.length < waits.assumptions.length, 'frames of high priority come again in this busy period');
      t.equal((await foundBy(solver, waits)).contrary, 'unsat');
      t.equal((await foundBy(solver, without, { vacuity: false })).contrary, 'sat', 'the instants are needed');
    });
  },
);

testCase(
  {
    id: 'TC-POB-003-02',
    verifies: ['LLR-POB-003', 'LLR-POB-002', 'LLR-POB-006', 'HLR-POB-001', 'HLR-POB-002'],
    kind: 'robustness',
    intent: 'left-out frames, servers and regulators are noticed: each kind of assumption is needed',
  },
  async (t) => {
    await withSolver(async (solver) => {
      const without = async (obligation: Obligation, name: RegExp): Promise<string> => {
        const assumptions = obligation.assumptions.filter((each) => !name.test(each.name));
        t.ok(assumptions.length < obligation.assumptions.length, `${obligation.id} assumes ${name}`);
        return (await foundBy(solver, { ...obligation, assumptions }, { vacuity: false })).contrary;
      };
      t.equal(await without(one(five, 'PO-AFDX-BUSY-S3.e6-all'), /sent$/), 'sat');
      t.equal(await without(one(five, 'PO-AFDX-BUSY-S3.e6-all'), /server/), 'sat');
      t.equal(await without(one(five, 'PO-AFDX-PORT-S3.e6-high'), /link$/), 'sat');
      t.equal(await without(one(five, 'PO-AFDX-PORT-S3.e6-high'), /sent$/), 'sat');
      t.equal(await without(one(five, 'PO-AFDX-BUFFER-S3.e6'), /server/), 'sat');
      t.equal(await without(one(five, 'PO-AFDX-POLICER-1'), /came/), 'sat');
      t.equal(await without(one(five, 'PO-AFDX-DEADLINE-1'), /received/), 'sat');
      t.equal(await without(one(both, 'PO-AFDX-PORT-S2.e4-high'), /not-interrupted/), 'sat');
      t.equal(await without(one(both, 'PO-AFDX-ARRIVAL-1'), /regulator/), 'sat');
      t.equal(await without(one(both, 'PO-AFDX-ARRIVAL-1'), /ports/), 'sat');
      const context = contextFor(both);
      const bounds = {
        ...context.bounds,
        jitterTicks: context.bounds.jitterTicks.map((hops) => hops.map((ticks) => Math.max(0, ticks - 1))),
      };
      const { arrivalObligation } = await import('../../src/twin/afdx/proofs/arrivals.js');
      const [flow] = context.timing.flows;
      if (flow === undefined) throw new Error('there are flows');
      t.equal((await foundBy(solver, arrivalObligation({ ...context, bounds }, [flow]))).contrary, 'sat', 'one tick of jitter too little');
    });
  },
);

testCase(
  {
    id: 'TC-POB-007-02',
    verifies: ['LLR-POB-007', 'HLR-POB-003'],
    kind: 'robustness',
    intent: 'a deadline of 1 µs less than the bound, or an allowance of 1 µs more, is refuted and says who is late',
  },
  async (t) => {
    await withSolver(async (solver) => {
      const [end] = contextFor(five).bounds.ends;
      const bound = Number((end?.delayPicoseconds ?? 0n) / 1_000_000n);
      t.equal(BigInt(bound) * 1_000_000n, end?.delayPicoseconds, 'the bound is whole microseconds');
      const due = (deadlineMicroseconds: number, jitterAllowanceMicroseconds = 0): AfdxNetwork => {
        const [first, ...others] = smallAfdxNetwork(fiveVirtualLinks).virtualLinks;
        if (first === undefined) throw new Error('there are virtual links');
        return { ...five, jitterAllowanceMicroseconds, virtualLinks: [{ ...first, deadlineMicroseconds }, ...others] };
      };
      t.equal((await foundBy(solver, one(due(bound), 'PO-AFDX-DEADLINE-1'))).contrary, 'unsat');
      for (const network of [due(bound - 1), due(bound, 1)]) {
        const obligation = one(network, 'PO-AFDX-DEADLINE-1');
        const { assumptions, contrary, model, words } = await foundBy(solver, obligation);
        t.strictSame([assumptions, contrary], ['sat', 'sat']);
        t.match(words.join(), /^virtual link 1 to e6 on network A: [\d.]+ µs late$/);
        t.match(obligation.replay?.(model), { confirmed: true, seen: /e6 on network A/ });
      }
      t.equal(one(due(bound), 'PO-AFDX-DEADLINE-1').replay?.(new Map()).confirmed, false, 'nothing to confirm');
    });
  },
);

testCase(
  {
    id: 'TC-POB-008-02',
    verifies: ['LLR-POB-008', 'HLR-POB-004'],
    kind: 'robustness',
    intent: 'memory of one byte less than the backlog is refuted',
  },
  async (t) => {
    await withSolver(async (solver) => {
      const context = contextFor(five);
      const port = context.timing.ports.find(({ id }) => id === 'S3>e6');
      const bytes = (context.bounds.ports[port?.index ?? 0]?.backlogBits ?? 0) / 8;
      const enough = smallAfdxNetwork({ ...fiveVirtualLinks, bufferBytes: bytes });
      const short = smallAfdxNetwork({ ...fiveVirtualLinks, bufferBytes: bytes - 1 });
      t.equal((await foundBy(solver, one(enough, 'PO-AFDX-BUFFER-S3.e6'))).contrary, 'unsat');
      const { contrary, words } = await foundBy(solver, one(short, 'PO-AFDX-BUFFER-S3.e6'));
      t.equal(contrary, 'sat');
      t.match(words.join(), /^\d+ bit wait at port S3>e6/);
      t.equal(of(five, 'BUFFER-e1').length, 0, 'the memory of end systems is not in the file');
    });
  },
);

testCase(
  {
    id: 'TC-POB-009-02',
    verifies: ['LLR-POB-009', 'HLR-POB-005'],
    kind: 'robustness',
    intent: 'an allowance of 1 µs less than the jitter at a switch is refuted and names the switch',
  },
  async (t) => {
    await withSolver(async (solver) => {
      const context = contextFor(both);
      const { jitterTicks } = context.bounds;
      const most = Math.max(...(jitterTicks[0] ?? []));
      const granted = (policerJitterMicroseconds: number): AfdxNetwork => ({
        ...both,
        virtualLinks: both.virtualLinks.map((each, at) => (at === 0 ? { ...each, policerJitterMicroseconds } : each)),
      });
      const needed = Math.ceil(most / 1000);
      t.equal((await foundBy(solver, one(granted(needed), 'PO-AFDX-POLICER-1'))).contrary, 'unsat');
      const { contrary, words } = await foundBy(solver, one(granted(needed - 1), 'PO-AFDX-POLICER-1'));
      t.equal(contrary, 'sat');
      t.match(words.join(), /^switch S2 drops a frame of virtual link 1 after \d+ others$/);
    });
  },
);

testCase(
  {
    id: 'TC-POB-010-02',
    verifies: ['LLR-POB-010', 'HLR-POB-006'],
    kind: 'robustness',
    intent: 'a deadline that holds only while all sources keep their contract is proved alone and refuted beside faulty ones',
  },
  async (t) => {
    const star: SmallNetwork = {
      cables: ['e1-S1', 'e2-S1', 'e3-S1', 'S1-e6'],
      virtualLinks: ['e1', 'e1', 'e2', 'e3'].map((source) => ({ source, routes: { e6: ['S1'] } })),
    };
    const usual = leveled(star, { virtualLinks: ['A', 'A', 'C', 'C'], endSystems: { e2: 'C', e3: 'C' } });
    const [end] = contextFor(usual).bounds.ends;
    const bound = Number((end?.delayPicoseconds ?? 0n) / 1_000_000n);
    const [first, ...others] = usual.virtualLinks;
    if (first === undefined) throw new Error('there are virtual links');
    const tight: AfdxNetwork = { ...usual, virtualLinks: [{ ...first, deadlineMicroseconds: bound }, ...others] };
    t.strictSame(
      of(tight, 'ISOLATION').map(({ id }) => id),
      ['PO-AFDX-ISOLATION-1', 'PO-AFDX-ISOLATION-2'],
      'virtual links of DAL A alone',
    );
    await withSolver(async (solver) => {
      t.equal((await foundBy(solver, one(tight, 'PO-AFDX-DEADLINE-1'))).contrary, 'unsat');
      const { contrary, words } = await foundBy(solver, one(tight, 'PO-AFDX-ISOLATION-1'));
      t.equal(contrary, 'sat');
      t.match(words.join(), /^virtual link 1 to e6 on network A: [\d.]+ µs late$/);
      t.equal((await foundBy(solver, one(tight, 'PO-AFDX-ISOLATION-2'))).contrary, 'unsat', 'the other one has room');
    });
  },
);

testCase(
  {
    id: 'TC-POB-012-02',
    verifies: ['LLR-POB-012', 'LLR-POB-001', 'HLR-POB-008'],
    kind: 'robustness',
    intent: 'a network without bounds gives findings and no obligation; ids stay apart and well formed',
  },
  (t) => {
    const overloaded = smallAfdxNetwork({
      cables: ['e1-S1', 'S1-e2'],
      virtualLinks: Array.from({ length: 9 }, () => ({ source: 'e1', routes: { e2: ['S1'] }, frameBytes: 1518, gapMilliseconds: 1 })),
    });
    const refused = afdxObligations(overloaded, subject);
    t.strictSame(refused.value, []);
    t.ok(
      refused.diagnostics.length > 0 &&
        refused.diagnostics.every(({ code, place }) => code === 'AFDX-164' && place?.path === 'network.json'),
    );
    const alike = smallAfdxNetwork({
      cables: ['e1-S', 'e1-S.x', 'S-x.y', 'S.x-y', 'e_1-S.x', 'e-1-S'].slice(0, 5),
      virtualLinks: [
        { source: 'e1', routes: { 'x.y': ['S'] } },
        { source: 'e_1', routes: { y: ['S.x'] } },
      ],
    });
    const ids = afdxObligations(alike, subject).value.map(({ id }) => id);
    t.equal(new Set(ids).size, ids.length, 'S>x.y and S.x>y are two ports');
    t.ok(ids.includes('PO-AFDX-PORT-S.x.y-high') && ids.includes('PO-AFDX-PORT-S.x.y-2-high'), ids.join());
    const known = new Set(ids);
    for (const { id, requirements, subjects, assumptions } of [
      ...afdxObligations(alike, subject).value,
      ...afdxObligations(both, subject).value,
    ]) {
      t.match(id, /^PO-[A-Z0-9]+-[A-Za-z0-9.-]+$/);
      t.ok(requirements.every((each) => /^HLR-POB-\d{3}$/.test(each)) && requirements.length > 0);
      t.strictSame(subjects, [subject]);
      t.ok(
        assumptions.every(({ name, text, justification }) => /^[A-Za-z][A-Za-z0-9.-]*$/.test(name) && text !== '' && justification !== ''),
      );
    }
    const dangling = afdxObligations(alike, subject).value.flatMap(({ assumptions }) =>
      assumptions.flatMap(({ traces }) => traces.filter((each) => each.startsWith('PO-') && !known.has(each))),
    );
    t.strictSame(dangling, [], 'what an assumption rests on is an obligation of the list');
  },
);

testCase(
  {
    id: 'TC-POB-013-01',
    verifies: ['LLR-POB-013'],
    kind: 'normal',
    intent: 'the text of a network file gives the obligations of the network, with its path and digest',
  },
  (t) => {
    const sha256 = 'b'.repeat(64);
    const { value, diagnostics } = proofObligations([{ path: 'net.json', text: JSON.stringify(five), sha256 }]);
    t.strictSame(diagnostics, []);
    t.strictSame(
      value.map(({ id }) => id),
      afdxObligations(five, subject).value.map(({ id }) => id),
    );
    t.ok(value.every(({ subjects: [only] }) => only?.name === 'net.json' && only.sha256 === sha256));
  },
);

testCase(
  {
    id: 'TC-POB-013-02',
    verifies: ['LLR-POB-013', 'HLR-POB-008'],
    kind: 'robustness',
    intent: 'no file, two files, and a file that is no network give findings and no obligation',
  },
  (t) => {
    const input = { path: 'net.json', text: JSON.stringify(five), sha256: 'b'.repeat(64) };
    for (const [inputs, code] of [
      [[], 'AFDX-360'],
      [[input, input], 'AFDX-360'],
      [[{ ...input, text: '{"title": 1' }], 'AFDX-100'],
    ] as const) {
      const { value, diagnostics } = proofObligations(inputs);
      t.strictSame(value, []);
      t.equal(diagnostics[0]?.code, code);
    }
  },
);

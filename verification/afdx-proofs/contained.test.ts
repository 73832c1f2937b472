// @reads config-items/afdx/network.json

import { readFileSync } from 'node:fs';
import { integer } from '../../src/kernel/logic/arithmetic.js';
import type { Obligation } from '../../src/kernel/logic/obligation.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { admittedObligation } from '../../src/twin/afdx/proofs/admitted-traffic.js';
import { afdxObligations } from '../../src/twin/afdx/proofs/afdx-obligations.js';
import { faultyContextOf } from '../../src/twin/afdx/proofs/contained-delays.js';
import { skewObligation } from '../../src/twin/afdx/proofs/skews.js';
import { containedBoundsOf } from '../../src/twin/afdx/timing-rules/contained-bounds.js';
import { lowerSourcesFaulty } from '../../src/twin/afdx/timing-rules/containment.js';
import { skewsOf } from '../../src/twin/afdx/timing-rules/skew-window.js';
import { leveled } from '../afdx-timing-rules/star-networks.js';
import type { SmallNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { chainFaults } from './chain.js';
import { foundBy, withSolver } from './discharge.js';
import { bothPriorities, contextFor, delayObligations, lowered, subject } from './networks.js';

const aircraft = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork;
const ofAircraft = contextFor(aircraft);
/** Two sources of DAL A of two switches, and two babbling ones of both priorities, all to one end system. */
const star: SmallNetwork = {
  cables: ['e1-S1', 'e2-S1', 'e3-S2', 'S1-S2', 'S2-e6'],
  virtualLinks: [
    { source: 'e1', routes: { e6: ['S1', 'S2'] }, frameBytes: 500, gapMilliseconds: 2 },
    { source: 'e2', routes: { e6: ['S1', 'S2'] }, frameBytes: 300, frameBytesMin: 100, gapMilliseconds: 4 },
    { source: 'e3', routes: { e6: ['S2'] }, frameBytes: 200, gapMilliseconds: 8 },
    { source: 'e3', routes: { e6: ['S2'] }, frameBytes: 700, gapMilliseconds: 4, priority: 'low' },
    { source: 'e1', routes: { e6: ['S1', 'S2'] }, frameBytes: 400, gapMilliseconds: 8, priority: 'low' },
  ],
};
const mixed = leveled(star, { virtualLinks: ['A', 'C', 'D', 'D', 'A'], endSystems: { e2: 'C', e3: 'D' } });
const all = afdxObligations(mixed, subject);
const usual = contextFor(mixed);
const supposed = lowerSourcesFaulty(mixed, usual.bounds);
const contained = containedBoundsOf(usual.bounds, supposed);
if ('obstacle' in contained) throw new Error(contained.obstacle);
const faulty = faultyContextOf(usual, contained.bounds, supposed);

testCase(
  {
    id: 'TC-POB-016-01',
    verifies: ['LLR-POB-015', 'LLR-POB-016', 'LLR-POB-010', 'HLR-POB-006', 'HLR-POB-010'],
    kind: 'normal',
    intent: 'the delays beside faulty sources are claims of obligations that Z3 proves, and what isolation assumes is what they claim',
  },
  async (t) => {
    t.strictSame(all.diagnostics, []);
    const made = all.value.filter(({ id }) => /FAULTY|ADMITTED|ISOLATION/.test(id));
    t.strictSame(
      made.map(({ id }) => id).filter((id) => /PORT|ADMITTED|ISOLATION/.test(id)),
      [
        'PO-AFDX-FAULTY-PORT-S1.S2-high',
        'PO-AFDX-FAULTY-PORT-S1.S2-low',
        'PO-AFDX-FAULTY-PORT-S2.e6-high',
        'PO-AFDX-FAULTY-PORT-S2.e6-low',
        'PO-AFDX-ADMITTED-2',
        'PO-AFDX-ADMITTED-3',
        'PO-AFDX-ADMITTED-4',
        'PO-AFDX-ISOLATION-1',
        'PO-AFDX-ISOLATION-5',
      ],
    );
    await withSolver(async (solver) => {
      for (const each of made) {
        const { assumptions, contrary } = await foundBy(solver, each);
        t.strictSame([assumptions, contrary], ['sat', 'unsat'], each.id);
      }
    });
    t.strictSame(chainFaults(all.value, usual), []);
    const { value, diagnostics } = afdxObligations(aircraft, subject);
    t.strictSame(diagnostics, []);
    t.ok(value.filter(({ id }) => id.includes('FAULTY-PORT')).length > 50, 'the aircraft has contained delays');
    t.strictSame(chainFaults(value, ofAircraft), [], 'so it is for the network of the aircraft');
    const isolation = value.filter(({ id }) => id.includes('ISOLATION'));
    t.ok(
      isolation.every(({ assumptions }) =>
        assumptions.filter(({ name }) => name.startsWith('ports.')).every(({ traces }) => traces.every((id) => id.startsWith('PO-AFDX-'))),
      ),
      'isolation rests on obligations alone',
    );
  },
);

testCase(
  {
    id: 'TC-POB-016-02',
    verifies: ['LLR-POB-015', 'LLR-POB-016', 'LLR-POB-010', 'HLR-POB-006', 'HLR-POB-010'],
    kind: 'robustness',
    intent: 'a contained delay a tick too low, a policer that admits more, and a chain that does not fit are noticed',
  },
  async (t) => {
    await withSolver(async (solver) => {
      const contraryOf = async (obligation: Obligation): Promise<string> =>
        (await foundBy(solver, obligation, { vacuity: false })).contrary;
      const tight = delayObligations(lowered(faulty, 1n)).filter(({ id }) => id.includes('FAULTY') && !/low$/.test(id));
      t.equal(tight.length, 2);
      for (const each of tight) t.equal(await contraryOf(each), 'sat', `${each.id} one tick less`);
      // jitters of the certificate are not enough beside faulty sources
      const asUsual = { ...faulty, bounds: { ...faulty.bounds, ports: usual.bounds.ports } };
      const found = [];
      for (const each of delayObligations(asUsual).filter(({ id }) => id.includes('FAULTY'))) found.push(await contraryOf(each));
      t.ok(found.includes('sat'), 'the delays without faults do not hold');
      const [flow] = usual.timing.flows.filter(({ source }) => source === 'e2');
      const admitted = flow === undefined ? undefined : faulty.faults?.admittedOf(flow);
      if (flow === undefined || admitted === undefined) throw new Error('e2 is faulty');
      const allowanceTicks = supposed.allowanceTicksOf(flow);
      const less = async (change: Partial<typeof admitted>, allowance = allowanceTicks): Promise<string> =>
        contraryOf(admittedObligation(faulty, { flow, allowanceTicks: allowance, admitted: { ...admitted, ...change } }));
      t.equal(await less({}), 'unsat');
      t.equal(await less({ frameBits: Math.floor((admitted.frameBits * 3) / 4) }), 'sat', 'smaller parts');
      t.equal(await less({ jitterTicks: admitted.jitterTicks - flow.gapTicks }), 'sat', 'a gap less of jitter');
      t.equal(await less({ gapTicks: admitted.gapTicks * 2 }), 'sat', 'half the parts');
      t.equal(await less({}, allowanceTicks + 2 * flow.gapTicks), 'sat', 'a policer that grants two gaps more');
    });
    const broken = (id: string, change: (obligation: Obligation) => Obligation): readonly string[] =>
      chainFaults(
        all.value.map((each) => (each.id === id ? change(each) : each)),
        usual,
      );
    const claimLess = (each: Obligation): Obligation => {
      if (each.question.method !== 'valid' || each.question.claim.form.kind !== 'operation') throw new Error('a claim is a comparison');
      const { claim } = each.question;
      const form = { ...claim.form, operands: [each.question.claim.form.operands[0], integer(1, 'tick')] } as typeof claim.form;
      return { ...each, question: { ...each.question, claim: { ...claim, form } } };
    };
    t.match(broken('PO-AFDX-FAULTY-PORT-S2.e6-high', claimLess).join(), /PO-AFDX-ISOLATION-1 ports\.A: .*claimed is 1/);
    t.match(
      chainFaults(
        all.value.filter(({ id }) => id !== 'PO-AFDX-FAULTY-ARRIVAL-1'),
        usual,
      ).join(),
      /rests on PO-AFDX-FAULTY-ARRIVAL-1, which is not there/,
    );
    t.ok(broken('PO-AFDX-FAULTY-ARRIVAL-1', () => all.value.find(({ id }) => id === 'PO-AFDX-ARRIVAL-5') as Obligation).length > 0);
  },
);

testCase(
  {
    id: 'TC-POB-017-01',
    verifies: ['LLR-POB-017', 'HLR-POB-011'],
    kind: 'normal',
    intent: 'SkewMax of the largest skew that the rule finds is proved, for each virtual link with two copies and for no other',
  },
  async (t) => {
    const skews = new Map<number, bigint>();
    const context = ofAircraft;
    for (const { virtualLink, skewPicoseconds } of skewsOf(context.bounds.ends))
      if (skewPicoseconds > (skews.get(virtualLink) ?? 0n)) skews.set(virtualLink, skewPicoseconds);
    const two = aircraft.virtualLinks.filter(({ redundancyLevel }) => redundancyLevel === 2).map(({ id }) => id);
    const flowsOf = (id: number) => context.timing.flows.filter(({ virtualLink }) => virtualLink === id);
    t.strictSame(
      aircraft.virtualLinks.filter(({ id }) => skewObligation(context, flowsOf(id)) !== undefined).map(({ id }) => id),
      two,
    );
    await withSolver(async (solver) => {
      for (const id of two.filter((_, index) => index % 60 === 0)) {
        // the window that is just wide enough, and one of a microsecond less: the rule and the proof agree
        const enough = Number(((skews.get(id) ?? 0n) + 999_999n) / 1_000_000n);
        for (const [microseconds, expected] of [
          [enough, 'unsat'],
          [enough - 1, 'sat'],
        ] as const) {
          const virtualLinks = aircraft.virtualLinks.map((each) =>
            each.id === id ? { ...each, skewMaximumMicroseconds: microseconds } : each,
          );
          const obligation = skewObligation({ ...context, network: { ...aircraft, virtualLinks } }, flowsOf(id)) as Obligation;
          const { assumptions, contrary, model, words } = await foundBy(solver, obligation);
          t.strictSame([assumptions, contrary], ['sat', expected], `${id} at ${microseconds} µs`);
          if (expected === 'unsat') continue;
          t.match(words.join(), new RegExp(`^copies of virtual link ${id} come to \\S+ [\\d.]+ µs apart`));
          t.match(obligation.replay?.(model), { confirmed: true, seen: /too far apart/ });
        }
      }
    });
  },
);

testCase(
  {
    id: 'TC-POB-017-02',
    verifies: ['LLR-POB-017', 'HLR-POB-011'],
    kind: 'robustness',
    intent: 'the skew needs each passage: without ports or receptions it is refuted, and one copy has none',
  },
  async (t) => {
    t.equal(skewObligation(usual, usual.timing.flows.slice(0, 1)), undefined);
    const context = ofAircraft;
    const [first] = aircraft.virtualLinks;
    const obligation = skewObligation(
      context,
      context.timing.flows.filter(({ virtualLink }) => virtualLink === first?.id),
    ) as Obligation;
    await withSolver(async (solver) => {
      for (const { name } of obligation.assumptions) {
        const without = { ...obligation, assumptions: obligation.assumptions.filter((each) => each.name !== name) };
        t.equal((await foundBy(solver, without, { vacuity: false })).contrary, 'sat', name);
      }
    });
  },
);

testCase(
  {
    id: 'TC-POB-018-01',
    verifies: ['LLR-POB-018', 'HLR-POB-001', 'HLR-POB-004'],
    kind: 'normal',
    intent: 'the limits that obligations of ports state are each needed: without any one of them the claim is refuted',
  },
  async (t) => {
    const { value } = all;
    let tried = 0;
    await withSolver(async (solver) => {
      // each third one; that none of the aircraft has an idle limit is told by the campaign (PRF-113)
      for (const obligation of value.filter(({ id }) => /-(PORT|BUFFER|BUSY)-/.test(id)).filter((_, index) => index % 3 === 0))
        for (const { name } of obligation.assumptions) {
          const without = { ...obligation, assumptions: obligation.assumptions.filter((each) => each.name !== name) };
          t.equal((await foundBy(solver, without, { vacuity: false })).contrary, 'sat', `${obligation.id} needs ${name}`);
          tried += 1;
        }
    });
    t.ok(tried > 15, `${tried} assumptions`);
  },
);

testCase(
  {
    id: 'TC-POB-018-02',
    verifies: ['LLR-POB-018', 'HLR-POB-001'],
    kind: 'robustness',
    intent: 'where frames of high priority come again within a busy period, each limit that is stated for them stays',
  },
  (t) => {
    const low = delayObligations(usual).filter(({ id }) => /low$/.test(id));
    t.ok(low.length > 0);
    const context = contextFor(leveled(bothPriorities, { virtualLinks: [] }));
    const waits = delayObligations(context).filter(({ assumptions }) => assumptions.some(({ name }) => name.endsWith('.waits')));
    t.ok(waits.length > 0, 'some ports have such instants');
    t.ok(waits.every(({ assumptions }) => ['size', 'starts', 'within'].every((name) => assumptions.some((each) => each.name === name))));
  },
);

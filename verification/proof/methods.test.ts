import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { atMost, below, integer, integerVariable, negated, product, real, realVariable, sum } from '../../src/kernel/logic/arithmetic.js';
import { evaluated, holds } from '../../src/kernel/logic/evaluate.js';
import { type Obligation, safeIntegers } from '../../src/kernel/logic/obligation.js';
import { all, truth } from '../../src/kernel/logic/truth.js';
import { rational } from '../../src/kernel/rational.js';
import type { Solver, SolverAnswer, SolverQuestion } from '../../src/ports/solver.js';
import { intermediatesOf } from '../../src/toolchain/proof/exact-range.js';
import { exampleOf } from '../../src/toolchain/proof/examples.js';
import { discharged } from '../../src/toolchain/proof/prove.js';
import { soundnessOf } from '../../src/toolchain/proof/soundness.js';
import { testCase } from '../support/test-case.js';
import {
  countAtMost,
  counter,
  firstInRange,
  frameBits,
  huge,
  idle,
  obligation,
  pair,
  pairEqual,
  secondAtMost,
  sendingTicks,
  sentWithin,
  sizes,
} from './demo-obligations.js';

const z3 = new Z3Solver();
const certificateOf = async (asked: Obligation, solver: Solver = z3) => (await discharged(asked, { solver, identity: 'Z3' })).certificate;
const verdictsOf = async (...asked: readonly Obligation[]) => {
  const verdicts: string[] = [];
  for (const each of asked) verdicts.push((await certificateOf(each)).verdict);
  return verdicts;
};

/** A solver that always gives one answer. */
const saying = (answer: Partial<SolverAnswer>): Solver => ({
  identity: async () => 'a stub',
  ask: async () => ({ seconds: 0, ...answer }) as SolverAnswer,
  close: async () => undefined,
});

testCase(
  {
    id: 'TC-PRF-006-01',
    verifies: ['LLR-PRF-006', 'LLR-PRF-003', 'LLR-PRF-004', 'LLR-PRF-005', 'HLR-PRF-002', 'HLR-PRF-003'],
    kind: 'normal',
    intent: 'proves that the largest frame is sent in 123040 ticks, with the sizes as witness, and says which assumption is not needed',
  },
  async (t) => {
    const certificate = await certificateOf(obligation('A', sentWithin(123_040), { assumptions: [idle, sizes] }));
    t.equal(certificate.verdict, 'proved');
    t.same(
      certificate.assumptions.map(({ name, needed }) => [name, needed]),
      [
        ['idle', false],
        ['sizes', true],
      ],
    );
    const bits = BigInt(certificate.witness?.frame ?? -1);
    t.ok(672n <= bits && bits <= 12_304n && Number(certificate.witness?.other) < 3, 'the witness satisfies the assumptions');
    t.same(
      certificate.queries.map(({ name, expected, verdict }) => [name, expected, verdict]),
      [
        ['assumptions', 'sat', 'sat'],
        ['claim', 'unsat', 'unsat'],
      ],
    );
    t.ok((certificate.queries[1]?.resourceUnits ?? 0) > 0);
    const same = obligation('B', { method: 'equivalent', left: sum(frameBits, frameBits), right: product(integer(2), frameBits) });
    t.same(await verdictsOf(same, obligation('C', { method: 'equivalent', left: frameBits, right: integer(672, 'bit') })), [
      'proved',
      'refuted',
    ]);
  },
);

testCase(
  {
    id: 'TC-PRF-006-02',
    verifies: ['LLR-PRF-006', 'LLR-PRF-012', 'LLR-PRF-003', 'HLR-PRF-002', 'HLR-PRF-004'],
    kind: 'robustness',
    intent:
      'refutes a claim that is false by one tick, with the frame in words and the replay, and answers unknown for a solver that does not find out, breaks down or gives no model',
  },
  async (t) => {
    const late = obligation('LATE', sentWithin(123_039), {
      inWords: (model) => [`a frame of ${model.get('frame')} bit is sent in ${evaluated(sendingTicks, model)} ticks`],
      replay: (model) => ({ confirmed: Number(model.get('frame')) * 10 > 123_039, seen: `${Number(model.get('frame')) * 10} ticks` }),
    });
    const refuted = await certificateOf(late);
    t.equal(refuted.verdict, 'refuted');
    t.same(refuted.counterexample, {
      values: { frame: '12304' },
      words: ['a frame of 12304 bit is sent in 123040 ticks'],
      replay: { confirmed: true, seen: '123040 ticks' },
    });
    const give = async (answer: Partial<SolverAnswer>) => {
      const { verdict, why } = await certificateOf(obligation('U', sentWithin(123_040)), saying(answer));
      return `${verdict}: ${why}`;
    };
    t.equal(await give({ verdict: 'unknown', reason: 'resource limit reached' }), 'unknown: query assumptions: resource limit reached');
    t.equal(
      await give({ verdict: 'sat', values: new Map([['frame', 'seven']]) }),
      'unknown: query assumptions: the model of the solver cannot be read',
    );
    const broken = exampleOf({ ...late, inWords: () => fail(), replay: () => fail() }, new Map([['frame', 9n]]));
    t.same(broken.words, ['(no words: planted)', 'frame = 9 bit']);
    t.same(broken.replay, { confirmed: false, seen: 'the replay ended with: planted' });
    const many = new Map(Array.from({ length: 50 }, (_, at) => [`v${at}`, 1n] as const));
    t.equal(exampleOf(obligation('M', sentWithin(1)), many).words.at(-1), '… and 10 more values');
  },
);

testCase(
  {
    id: 'TC-PRF-012-01',
    verifies: ['LLR-PRF-012', 'HLR-PRF-004'],
    kind: 'normal',
    intent: 'tells a counterexample in the words of its obligation, or value by value with units, and what the code does with it',
  },
  (t) => {
    const model = new Map([['frame', 700n]]);
    const worded = exampleOf(
      obligation('A', sentWithin(1), { inWords: () => ['in words'], replay: () => ({ confirmed: true, seen: '7000 ticks' }) }),
      model,
    );
    t.same(worded, { model, words: ['in words'], replay: { confirmed: true, seen: '7000 ticks' } });
    t.same(exampleOf(obligation('B', sentWithin(1)), model), { model, words: ['frame = 700 bit'], replay: undefined });
  },
);

function fail(): never {
  throw new Error('planted');
}

testCase(
  {
    id: 'TC-PRF-005-01',
    verifies: ['LLR-PRF-005', 'LLR-PRF-004', 'HLR-PRF-003'],
    kind: 'robustness',
    intent: 'calls an obligation vacuous whose assumptions contradict each other, though its claim is false, and names the two that do',
  },
  async (t) => {
    const vacuous = await certificateOf(obligation('V', { method: 'valid', claim: truth(false) }, { assumptions: [sizes, idle, huge] }));
    t.equal(vacuous.verdict, 'vacuous');
    t.same(vacuous.conflict, ['sizes', 'huge']);
    t.equal(vacuous.witness, null);
    const many = Array.from({ length: 45 }, (_, at) => ({
      ...idle,
      name: `more${at}`,
      formula: below(integerVariable(`n${at}`), integer(3)),
    }));
    const wide = await certificateOf(obligation('W', sentWithin(123_040), { assumptions: [...many, sizes] }));
    t.same(
      wide.assumptions.filter(({ needed }) => needed).map(({ name }) => name),
      ['sizes'],
    );
    t.equal(
      (await certificateOf(obligation('N', sentWithin(1), { assumptions: [] }))).verdict,
      'refuted',
      'without assumptions nothing can be vacuous',
    );
  },
);

testCase(
  {
    id: 'TC-PRF-007-01',
    verifies: ['LLR-PRF-007', 'LLR-PRF-009', 'LLR-PRF-010', 'LLR-PRF-011', 'HLR-PRF-002'],
    kind: 'normal',
    intent: 'finds a witness, the optimum, each of three models, and the two of three statements that cannot hold together',
  },
  async (t) => {
    const witness = await certificateOf(obligation('S', { method: 'satisfiable', claim: atMost(integer(12_000, 'bit'), frameBits) }));
    t.ok(witness.verdict === 'proved' && Number(witness.witness?.frame) >= 12_000);
    const largest = await certificateOf(
      obligation('O', { method: 'optimal', direction: 'largest', objective: sendingTicks, optimum: rational(123_040n) }),
    );
    t.same(
      [largest.verdict, largest.witness, largest.queries.map(({ name }) => name)],
      ['proved', { frame: '12304' }, ['assumptions', 'reached', 'beyond']],
    );
    const x = realVariable('x');
    const third = { ...sizes, formula: atMost(product(real(3), x), real(1)) };
    const question = { method: 'optimal', direction: 'largest', objective: x, optimum: rational(1n, 3n) } as const;
    t.equal((await certificateOf(obligation('R', question, { assumptions: [third], logic: 'QF_LRA' }))).verdict, 'proved');
    const three = { ...sizes, formula: all(below(integer(1, 'bit'), frameBits), below(frameBits, integer(5, 'bit'))) };
    const models = await certificateOf(obligation('E', { method: 'all-models', over: [frameBits], count: 3 }, { assumptions: [three] }));
    t.same([models.verdict, models.models.map(({ frame }) => frame).sort()], ['proved', ['2', '3', '4']]);
    const conflict = await certificateOf(obligation('I', { method: 'infeasible' }, { assumptions: [sizes, idle, huge] }));
    t.same(
      [conflict.verdict, conflict.conflict, conflict.queries.map(({ name }) => name)],
      ['proved', ['sizes', 'huge'], ['all-statements', 'conflict']],
    );
  },
);

testCase(
  {
    id: 'TC-PRF-007-02',
    verifies: ['LLR-PRF-007', 'LLR-PRF-009', 'LLR-PRF-010', 'LLR-PRF-011', 'HLR-PRF-002'],
    kind: 'robustness',
    intent:
      'refutes a witness that is not there, an optimum off by one to either side, a wrong number of models, and a conflict that is none; a contradiction is vacuous for each',
  },
  async (t) => {
    const optimum = (value: bigint) =>
      obligation('O', { method: 'optimal', direction: 'smallest', objective: sendingTicks, optimum: rational(value) });
    t.same(await verdictsOf(optimum(6719n), optimum(6720n), optimum(6730n)), ['refuted', 'proved', 'refuted']);
    const models = (count: number) =>
      obligation(
        'E',
        { method: 'all-models', over: [frameBits], count },
        { assumptions: [{ ...sizes, formula: all(below(integer(1, 'bit'), frameBits), below(frameBits, integer(5, 'bit'))) }] },
      );
    t.same(await verdictsOf(models(2), models(4)), ['refuted', 'refuted']);
    t.same(
      await verdictsOf(
        obligation('S', { method: 'satisfiable', claim: below(frameBits, integer(600, 'bit')) }),
        obligation('I', { method: 'infeasible' }),
      ),
      ['refuted', 'refuted'],
    );
    const contradiction = { assumptions: [sizes, huge] };
    t.same(
      await verdictsOf(
        obligation('S', { method: 'satisfiable', claim: truth(true) }, contradiction),
        obligation('O', { method: 'optimal', direction: 'largest', objective: frameBits, optimum: rational(0n) }, contradiction),
        obligation('X', { method: 'exact-range', expressions: [frameBits], range: safeIntegers }, contradiction),
      ),
      ['vacuous', 'vacuous', 'vacuous'],
    );
  },
);

testCase(
  {
    id: 'TC-PRF-008-01',
    verifies: ['LLR-PRF-008', 'HLR-PRF-002'],
    kind: 'normal',
    intent: 'proves that each intermediate result stays exact, partial sums included',
  },
  async (t) => {
    const terms = sum(sendingTicks, sendingTicks, sendingTicks);
    const texts = intermediatesOf([terms], safeIntegers);
    t.equal(texts.length, 5, 'frame, 10, the product, two products, three products');
    const exact = obligation('X', { method: 'exact-range', expressions: [terms], range: safeIntegers });
    t.same(await verdictsOf(exact), ['proved']);
  },
);

testCase(
  {
    id: 'TC-PRF-008-02',
    verifies: ['LLR-PRF-008', 'HLR-PRF-002', 'HLR-PRF-004'],
    kind: 'robustness',
    intent: 'refutes a sum whose result is exact again after a partial sum that is not, and names that one',
  },
  async (t) => {
    const large = integerVariable('large');
    const bounded = { ...sizes, formula: all(atMost(integer(0), large), atMost(large, integer(Number.MAX_SAFE_INTEGER))) };
    const there = sum(large, integer(1), negated(large));
    const { verdict, counterexample } = await certificateOf(
      obligation('X', { method: 'exact-range', expressions: [there], range: safeIntegers }, { assumptions: [bounded] }),
    );
    t.equal(verdict, 'refuted');
    t.equal(counterexample?.words[0], '(+ large 1) is 9007199254740992, which a JavaScript number does not hold exactly');
    const model = new Map([['large', BigInt(counterexample?.values.large ?? 0)]]);
    t.ok(intermediatesOf([there], safeIntegers).some(({ within }) => !holds(within, model)));
  },
);

testCase(
  {
    id: 'TC-PRF-014-01',
    verifies: ['LLR-PRF-014', 'LLR-PRF-013', 'LLR-PRF-015', 'HLR-PRF-002'],
    kind: 'normal',
    intent:
      'proves invariants by induction, with depth, with a second invariant, and runs of a bounded length; each method says what it rests on',
  },
  async (t) => {
    const invariant = (name: string, change: object) =>
      obligation(
        name,
        { method: 'invariant', system: counter, property: countAtMost(5), depth: 1, invariants: [], ...change },
        { assumptions: [] },
      );
    t.same(await verdictsOf(invariant('A', {}), invariant('B', { depth: 3 })), ['proved', 'proved']);
    const strengthened = {
      system: pair,
      property: secondAtMost(6),
      invariants: [
        { name: 'equal', text: 'both are equal', formula: pairEqual },
        { name: 'range', text: 'the first is even and 0 to 6', formula: firstInRange },
      ],
    };
    const certificate = await certificateOf(invariant('C', strengthened));
    t.same(
      [certificate.verdict, certificate.invariants.map(({ name }) => name), certificate.queries.map(({ name }) => name)],
      ['proved', ['equal', 'range'], ['initial', 'run-0', 'step', 'goes-on']],
    );
    const bounded = obligation('D', { method: 'bounded', system: counter, property: countAtMost(4), steps: 4 }, { assumptions: [] });
    t.same(await verdictsOf(bounded), ['proved']);
    const kinds = [soundnessOf('bounded', { kind: 'data', where: '' }), soundnessOf('invariant', { kind: 'one-definition', where: '' })];
    t.match(kinds[0]?.statement, /Nothing is said of longer runs[\s\S]*data alone/);
    t.match(kinds[1]?.statement, /each state that can be reached[\s\S]*the very expressions/);
  },
);

testCase(
  {
    id: 'TC-PRF-014-02',
    verifies: ['LLR-PRF-014', 'LLR-PRF-013', 'LLR-PRF-012', 'LLR-PRF-015', 'HLR-PRF-002', 'HLR-PRF-004'],
    kind: 'robustness',
    intent:
      'shows the run that reaches 5 and executes it, is unknown with the failing step where an invariant is missing, and vacuous without initial state or input',
  },
  async (t) => {
    const run = await certificateOf(
      obligation('A', { method: 'invariant', system: counter, property: countAtMost(4), depth: 1, invariants: [] }, { assumptions: [] }),
    );
    t.equal(run.verdict, 'refuted');
    t.same(run.counterexample?.replay, { confirmed: true, seen: 'after 5 executed steps: count=5' });
    t.equal(run.counterexample?.words[0], 'state 0: count=0; input up=true');
    const missing = await certificateOf(
      obligation('B', { method: 'invariant', system: pair, property: pairEqual, depth: 1, invariants: [] }, { assumptions: [] }),
    );
    t.equal(missing.verdict, 'unknown', 'equal numbers above 6 part, and no run gets there');
    t.match(missing.why, /induction over 1 steps? fails/);
    t.equal(missing.counterexample?.words.length, 2);
    const late = obligation('C', { method: 'bounded', system: counter, property: countAtMost(4), steps: 5 }, { assumptions: [] });
    const never = { ...counter, initial: truth(false) };
    const stuck = { ...counter, allowed: truth(false) };
    const invariantOf = (system: typeof counter) =>
      obligation('D', { method: 'invariant', system, property: countAtMost(5), depth: 1, invariants: [] }, { assumptions: [] });
    t.same(await verdictsOf(late, invariantOf(never), invariantOf(stuck)), ['refuted', 'vacuous', 'vacuous']);
    const unsure: Solver = {
      ...saying({}),
      ask: async (question: SolverQuestion) =>
        question.script.includes('denied.1') ? { verdict: 'unknown', reason: 'gave up', seconds: 0 } : z3.ask(question),
    };
    t.match((await certificateOf(invariantOf(counter), unsure)).why, 'query step: gave up');
    t.match(soundnessOf('valid', { kind: 'differential-test', testCase: 'TC-X-001-01', where: '' }).statement, 'a test compares them');
    await z3.close();
  },
);

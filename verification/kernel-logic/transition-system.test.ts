import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { atLeast, atMost, below, integer, integerVariable, sum } from '../../src/kernel/logic/arithmetic.js';
import { bits, bitsVariable, bitwise } from '../../src/kernel/logic/bit-vectors.js';
import { holds, type Value } from '../../src/kernel/logic/evaluate.js';
import { type Expression, LogicError, named, variable } from '../../src/kernel/logic/expression.js';
import { type Assertion, smtLibText } from '../../src/kernel/logic/smt-lib.js';
import { atStep, nameAt, stepOf, systemFaults, type TransitionSystem, type Values } from '../../src/kernel/logic/transition-system.js';
import { all, either, equal, not, some, truthVariable } from '../../src/kernel/logic/truth.js';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { testCase } from '../support/test-case.js';

const balance = integerVariable('balance', 'bit');
const armed = truthVariable('armed');
const mask = bitsVariable('mask', 4);
const frame = integerVariable('frame', 'bit');
const full = integer(1000, 'bit');
const accepted = named('accepted', all(armed, atMost(frame, balance)));

/** An account that pays for frames, with a parameter that does not change. */
const account: TransitionSystem = {
  state: [
    { name: 'balance', sort: 'Int', unit: 'bit' },
    { name: 'armed', sort: 'Bool' },
    { name: 'mask', sort: { kind: 'bit-vector', width: 4 } },
  ],
  inputs: [{ name: 'frame', sort: 'Int', unit: 'bit' }],
  initial: all(equal(balance, full), armed),
  allowed: all(atLeast(frame, integer(0, 'bit')), atMost(frame, full)),
  next: {
    balance: either(accepted, sum(balance, integer(7, 'bit')), either(below(balance, frame), full, balance)),
    armed: some(accepted, below(balance, full)),
    mask: bitwise('bit-sum', mask, either(accepted, bits(3, 4), bits(1, 4))),
  },
};

const start: Values = new Map<string, Value>([
  ['balance', 1000n],
  ['armed', true],
  ['mask', 0n],
]);

function runOf(frames: readonly bigint[]): readonly Values[] {
  const states = [start];
  for (const each of frames) states.push(stepOf(account, states.at(-1) as Values, new Map([['frame', each]])));
  return states;
}

function unrolled(frames: readonly bigint[]): Assertion[] {
  const at = (name: string, step: number): Expression => {
    const declared = [...account.state, ...account.inputs].find((each) => each.name === name);
    return variable(nameAt(name, step), declared?.sort ?? 'Bool', declared?.unit);
  };
  const assertions: Assertion[] = [
    { name: 'initial', text: '', formula: all(atStep(account, account.initial, 0), equal(at('mask', 0), bits(0, 4))) },
  ];
  for (const [step, value] of frames.entries()) {
    const next = account.state.map(({ name }) => equal(at(name, step + 1), atStep(account, account.next[name] as Expression, step)));
    const input = equal(at('frame', step), integer(value, 'bit'));
    assertions.push({ name: `step${step}`, text: '', formula: all(atStep(account, account.allowed, step), input, ...next) });
  }
  return assertions;
}

const refused = (make: () => unknown): boolean => {
  try {
    make();
    return false;
  } catch (thrown) {
    return thrown instanceof LogicError;
  }
};

testCase(
  {
    id: 'TC-LOG-011-01',
    verifies: ['LLR-LOG-011', 'LLR-LOG-012', 'HLR-LOG-004'],
    kind: 'normal',
    intent: 'the solver comes by the unrolled system to the states that running it gives',
  },
  async (t) => {
    t.strictSame(systemFaults(account), []);
    t.ok(holds(account.initial, start));
    t.strictSame(
      runOf([1000n, 1000n]).map((state) => [...state.values()]),
      [
        [1000n, true, 0n],
        [1007n, true, 3n],
        [1014n, true, 6n],
      ],
    );
    const solver = new Z3Solver();
    const random = seededRandom(3);
    try {
      for (let run = 0; run < 4; run += 1) {
        const frames = Array.from({ length: 12 }, () => BigInt(random.below(1001)));
        const states = runOf(frames);
        const last = states.at(-1) as Values;
        const reached = all(
          equal(truthVariable(nameAt('armed', 12)), last.get('armed') === true ? all() : some()),
          equal(integerVariable(nameAt('balance', 12), 'bit'), integer(last.get('balance') as bigint, 'bit')),
          equal(bitsVariable(nameAt('mask', 12), 4), bits(last.get('mask') as bigint, 4)),
        );
        for (const [formula, verdict] of [
          [reached, 'sat'],
          [not(reached), 'unsat'],
        ] as const) {
          const script = smtLibText('ALL', [], [...unrolled(frames), { name: 'end', text: '', formula }]);
          const answer = await solver.ask({ script, limits: { resourceUnits: 0, wallSeconds: 30 } });
          t.equal(answer.verdict, verdict, `run ${run}`);
        }
      }
    } finally {
      await solver.close();
    }
  },
);

testCase(
  {
    id: 'TC-LOG-011-02',
    verifies: ['LLR-LOG-011', 'HLR-LOG-004'],
    kind: 'robustness',
    intent: 'an incomplete or ill-sorted system, a forbidden input and values of other sorts are told',
  },
  (t) => {
    const faultsOf = (change: Partial<TransitionSystem>): string => systemFaults({ ...account, ...change }).join('; ');
    const { mask: dropped, ...withoutMask } = account.next;
    t.match(faultsOf({ next: withoutMask }), /^mask has no next value$/);
    t.match(faultsOf({ next: { ...account.next, extra: armed } }), /^extra has a next value/);
    t.match(faultsOf({ next: { ...account.next, balance: integer(1) } }), /^the next value of balance has another sort or unit/);
    t.match(faultsOf({ next: { ...account.next, mask: bits(1, 5) } }), /^the next value of mask has another sort/);
    t.match(faultsOf({ initial: atMost(frame, full) }), /^initial speaks of frame/);
    t.match(faultsOf({ allowed: truthVariable('nobody') }), /^allowed speaks of nobody/);
    t.match(faultsOf({ initial: truthVariable('balance') }), /^initial takes balance for another sort/);
    t.match(faultsOf({ initial: all(truthVariable('balance'), equal(balance, full)) }), /balance for another sort/);
    t.match(faultsOf({ inputs: [...account.inputs, { name: 'armed', sort: 'Bool' }] }), /^armed is declared twice$/);
    t.equal(faultsOf({ inputs: [{ name: 'frame', sort: 'Int', unit: ' bit ' }] }), '', 'units count, not their spelling');
    t.ok(dropped);
    const step = (state: Values, input: Values): unknown => stepOf(account, state, input);
    t.ok(
      refused(() => step(start, new Map([['frame', 1001n]]))),
      'not allowed',
    );
    t.ok(refused(() => step(start, new Map())));
    t.ok(refused(() => step(start, new Map([['frame', true]]))));
    t.ok(refused(() => step(new Map([...start, ['mask', 16n]]), new Map([['frame', 1n]]))));
    const overriding = new Map<string, Value>([
      ['frame', 5n],
      ['balance', 0n],
    ]);
    t.equal(stepOf(account, start, overriding).get('balance'), 1007n, 'an input has no say in the state');
  },
);

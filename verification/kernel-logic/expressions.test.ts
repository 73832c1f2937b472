import fc from 'fast-check';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import {
  above,
  atLeast,
  atMost,
  below,
  difference,
  floor,
  integer,
  integerVariable,
  maximum,
  minimum,
  negated,
  product,
  quotient,
  quotientUp,
  real,
  realVariable,
  remainder,
  sum,
  toReal,
} from '../../src/kernel/logic/arithmetic.js';
import { arrayVariable, selected, stored } from '../../src/kernel/logic/arrays.js';
import { bits, bitsJoined, bitsPart, bitsVariable, bitsWidened, bitwise } from '../../src/kernel/logic/bit-vectors.js';
import {
  type ArrayValue,
  evaluated,
  holds,
  integerValue,
  isOfSort,
  normalValue,
  type Value,
  valueKey,
} from '../../src/kernel/logic/evaluate.js';
import { type Expression, LogicError, named, operandsOf, partsOf, variable, variablesOf } from '../../src/kernel/logic/expression.js';
import { safeIntegers } from '../../src/kernel/logic/obligation.js';
import { anyValueOf, smtLibText, valueFromText, valueText } from '../../src/kernel/logic/smt-lib.js';
import { isAllowedSort, isSameSort, type Sort, sortText } from '../../src/kernel/logic/sort.js';
import { substituted } from '../../src/kernel/logic/substitute.js';
import { all, either, equal, exactlyOne, implies, not, some, truth, truthVariable } from '../../src/kernel/logic/truth.js';
import { unitFrom, unitOfProduct, unitOfQuotient } from '../../src/kernel/logic/unit.js';
import { rational } from '../../src/kernel/rational.js';
import { testCase } from '../support/test-case.js';

const none: ReadonlyMap<string, Value> = new Map();
const given = (values: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> => new Map(Object.entries(values));
const refused = (make: () => unknown): boolean => {
  try {
    make();
    return false;
  } catch (thrown) {
    return thrown instanceof LogicError;
  }
};
const word = (width: number): Sort => ({ kind: 'bit-vector', width });
const x = integerVariable('x');
const ticks = integerVariable('span', 'tick');
const textOf = (...formulas: readonly Expression<'Bool'>[]): string =>
  smtLibText(
    'QF_LIA',
    [],
    formulas.map((formula, at) => ({ name: `claim${at}`, text: '', formula })),
  );

testCase(
  {
    id: 'TC-LOG-001-01',
    verifies: ['LLR-LOG-001', 'HLR-LOG-001'],
    kind: 'normal',
    intent: 'sorts have the texts of SMT-LIB and are compared by structure',
  },
  (t) => {
    t.equal(sortText('Int'), 'Int');
    t.equal(sortText(word(12)), '(_ BitVec 12)');
    const map: Sort = { kind: 'array', index: word(3), element: { kind: 'array', index: 'Int', element: 'Real' } };
    t.equal(sortText(map), '(Array (_ BitVec 3) (Array Int Real))');
    t.ok(isSameSort({ width: 3, kind: 'bit-vector' }, word(3)));
    t.notOk(isSameSort(word(4), word(3)));
    t.ok(isAllowedSort(map) && isAllowedSort(word(1)) && isAllowedSort(word(4096)));
  },
);

testCase(
  {
    id: 'TC-LOG-001-02',
    verifies: ['LLR-LOG-001', 'HLR-LOG-001'],
    kind: 'robustness',
    intent: 'refuses words without bits, of half a bit or of more than 4096, and maps indexed by maps',
  },
  (t) => {
    const inner: Sort = { kind: 'array', index: 'Int', element: 'Int' };
    const wrong: readonly Sort[] = [
      word(0),
      word(-1),
      word(1.5),
      word(4097),
      word(Number.NaN),
      { kind: 'array', index: inner, element: 'Int' },
      { kind: 'array', index: 'Int', element: { kind: 'array', index: word(0), element: 'Int' } },
    ];
    for (const sort of wrong) {
      t.notOk(isAllowedSort(sort));
      t.ok(refused(() => variable('v', sort)));
    }
  },
);

testCase(
  {
    id: 'TC-LOG-002-01',
    verifies: ['LLR-LOG-002', 'HLR-LOG-001'],
    kind: 'normal',
    intent: 'units multiply and divide by their exponents, in one canonical text',
  },
  (t) => {
    t.equal(unitOfProduct('bit', 'tick bit^-1'), 'tick');
    t.equal(unitOfQuotient('tick', 'tick'), '');
    t.equal(unitOfQuotient('bit tick', 'tick^2'), 'bit tick^-1');
    t.equal(unitFrom('tick^-1 bit'), unitFrom('bit  tick^-1'));
    t.equal(unitFrom('bit bit'), 'bit^2');
    t.equal(product(integerVariable('n', 'bit'), integer(3, 'tick bit^-1')).unit, 'tick');
    t.equal(quotient(ticks, integer(4, 'tick')).unit, '');
    const unit = fc.array(fc.tuple(fc.constantFrom('bit', 'tick', 'µs'), fc.integer({ min: -3, max: 3 })), { maxLength: 4 });
    const inverse = fc.property(unit, unit, (some, others) => {
      const [a, b] = [some, others].map((parts) => unitFrom(parts.map(([base, power]) => `${base}^${power}`).join(' ')));
      return unitOfQuotient(unitOfProduct(a ?? '', b ?? ''), b ?? '') === a && unitFrom(a ?? '') === a;
    });
    fc.assert(inverse);
  },
);

testCase(
  {
    id: 'TC-LOG-002-02',
    verifies: ['LLR-LOG-002', 'LLR-LOG-005', 'LLR-LOG-007', 'HLR-LOG-001'],
    kind: 'robustness',
    intent: 'refuses sums, comparisons, choices and map elements that mix units, and texts that are no unit',
  },
  (t) => {
    const size = integerVariable('size', 'bit');
    const choice = truthVariable('p');
    const map = arrayVariable('m', 'Int', 'Int', 'tick');
    for (const mixed of [
      () => sum(ticks, size),
      () => sum(ticks, integer(1)),
      () => difference(ticks, size),
      () => atMost(ticks, size),
      () => below(size, ticks),
      () => equal(ticks, size),
      () => either(choice, ticks, size),
      () => minimum(ticks, size),
      () => remainder(ticks, integer(2)),
      () => stored(map, x, size),
      () => equal(map, arrayVariable('other', 'Int', 'Int')),
      () => selected(map, ticks, 'Int'),
      () => stored(map, ticks, ticks),
      () => sum(selected(map, x, 'Int'), size),
      () => all(equal(ticks, ticks), equal(integerVariable('span', 'bit'), size)) && variablesOf([ticks, integerVariable('span', 'bit')]),
    ])
      t.ok(refused(mixed), String(mixed));
    for (const wrong of ['m/s', '2', 'bit^', 'bit^x', 'bit^1.5', '^2', 'bit\n(assert false)'])
      t.throws(() => unitFrom(wrong), RangeError, wrong);
    t.equal(selected(stored(map, x, ticks), x, 'Int').unit, 'tick');
  },
);

testCase(
  {
    id: 'TC-LOG-003-01',
    verifies: ['LLR-LOG-003', 'HLR-LOG-001', 'HLR-LOG-005'],
    kind: 'normal',
    intent: 'lists each part once, operands first, and each variable once, also of 100 000 levels',
  },
  (t) => {
    const twice = sum(x, integer(1));
    const root = atMost(named('twice', product(twice, twice)), x);
    const parts = partsOf([root, twice]);
    t.equal(parts.length, 6);
    t.ok(parts.every((part, at) => operandsOf(part).every((operand) => parts.indexOf(operand) < at)));
    t.strictSame(
      variablesOf([root, ticks]).map(({ form }) => form.name),
      ['x', 'span'],
    );
    let deep = x;
    for (let level = 0; level < 100_000; level += 1) deep = sum(deep, integer(level % 2));
    t.equal(partsOf([deep]).length, 200_001);
    t.equal(integerValue(deep, given({ x: 5n })), 50_005n);
    t.equal(integerValue(substituted(deep, new Map([['x', integer(-5)]]), '@1'), none), 49_995n);
    const text = textOf(equal(deep, integer(1)));
    t.ok(text.length < 8_000_000);
    t.equal(text, textOf(equal(deep, integer(1))));
  },
);

testCase(
  {
    id: 'TC-LOG-003-02',
    verifies: ['LLR-LOG-003', 'LLR-LOG-009', 'HLR-LOG-001', 'HLR-LOG-003'],
    kind: 'robustness',
    intent: 'refuses names that a solver reads as something else, and one name with two sorts',
  },
  (t) => {
    const wrong = [
      '',
      '1x',
      '-5',
      '+',
      '_',
      'a b',
      'a)',
      'a|b',
      'a"',
      'a;b',
      'é',
      '@a',
      '.a',
      'true',
      'and',
      'let',
      'store',
      'define-fun',
      'ite',
    ];
    for (const name of wrong) {
      t.ok(
        refused(() => integerVariable(name)),
        `variable ${name}`,
      );
      t.ok(
        refused(() => named(name, x)),
        `part ${name}`,
      );
      t.ok(
        refused(() => smtLibText('ALL', [], [{ name, text: '', formula: truth(true) }])),
        `assertion ${name}`,
      );
    }
    for (const name of ['x', 'delay_1', 'PO-AFDX.SW1A', 'a@3', 'andy', 'b!4']) t.equal(variablesOf([integerVariable(name)]).length, 1);
    t.ok(refused(() => variablesOf([x, realVariable('x')])));
    t.ok(refused(() => textOf(all(truthVariable('x'), equal(x, x)))));
  },
);

testCase(
  {
    id: 'TC-LOG-004-01',
    verifies: ['LLR-LOG-004', 'HLR-LOG-002'],
    kind: 'normal',
    intent: 'each function of truth values has its table',
  },
  (t) => {
    const [p, q, r] = [truthVariable('p'), truthVariable('q'), truthVariable('r')];
    for (const a of [false, true])
      for (const b of [false, true])
        for (const c of [false, true]) {
          const values = given({ p: a, q: b, r: c });
          t.equal(holds(not(p), values), !a);
          t.equal(holds(all(p, q, r), values), a && b && c);
          t.equal(holds(some(p, q, r), values), a || b || c);
          t.equal(holds(implies(p, q), values), !(a && !b));
          t.equal(holds(equal(p, q), values), a === b);
          t.equal(holds(either(p, q, r), values), a ? b : c);
          t.equal(holds(exactlyOne(p, q, r), values), Number(a) + Number(b) + Number(c) === 1);
        }
  },
);

testCase(
  {
    id: 'TC-LOG-004-02',
    verifies: ['LLR-LOG-004', 'HLR-LOG-001'],
    kind: 'robustness',
    intent: 'all of none is true, some and one of none are false, and unlike sorts are refused',
  },
  (t) => {
    t.ok(holds(all(), none));
    t.notOk(holds(some(), none));
    t.notOk(holds(exactlyOne(), none));
    t.ok(refused(() => equal<Sort>(x, realVariable('y'))));
    t.ok(refused(() => either<Sort>(truth(true), x, truth(true))));
    t.ok(refused(() => equal(bitsVariable('a', 3), bitsVariable('b', 4))));
  },
);

const whole = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });

testCase(
  {
    id: 'TC-LOG-005-01',
    verifies: ['LLR-LOG-005', 'LLR-LOG-008', 'HLR-LOG-002'],
    kind: 'normal',
    intent: 'arithmetic is exact at any size and follows the laws of division with remainder',
  },
  (t) => {
    const y = integerVariable('y');
    const laws = fc.property(whole, whole, fc.oneof(fc.bigInt({ min: -9n, max: 9n }), whole), (a, b, d) => {
      const values = given({ x: a, y: b });
      const of = (expression: Expression<'Int'>): bigint => integerValue(expression, values);
      if (d === 0n) return true;
      const q = of(quotient(x, integer(d)));
      const r = of(remainder(x, integer(d)));
      const up = d > 0n ? of(quotientUp(x, integer(d))) : 0n;
      return (
        q * d + r === a &&
        r >= 0n &&
        r < (d < 0n ? -d : d) &&
        (d < 0n || ((up - 1n) * d < a && a <= up * d)) &&
        of(sum(x, y, x)) === 2n * a + b &&
        of(difference(x, y)) === a - b &&
        of(product(x, y)) === a * b &&
        of(negated(x)) === -a &&
        of(maximum(x, y)) === (a > b ? a : b) &&
        of(minimum(x, y)) === (a > b ? b : a) &&
        holds(atMost(x, y), values) === a <= b &&
        holds(below(x, y), values) === a < b &&
        holds(atLeast(x, y), values) === a >= b &&
        holds(above(x, y), values) === a > b
      );
    });
    fc.assert(laws);
    const part = fc.property(whole, fc.bigInt({ min: 1n, max: 99n }), (a, d) => {
      const down = integerValue(floor(realVariable('z')), given({ z: rational(a, d) }));
      return down * d <= a && a < (down + 1n) * d;
    });
    fc.assert(part);
    t.strictSame(evaluated(sum(real(rational(1n, 3n)), toReal(x)), given({ x: 2n })), rational(7n, 3n));
    t.equal(sum(x), x, 'the sum of one term is that term');
    t.equal(quotientUp(integerVariable('n', 'bit'), integer(8, 'bit')).unit, '');
  },
);

testCase(
  {
    id: 'TC-LOG-005-02',
    verifies: ['LLR-LOG-005', 'HLR-LOG-001'],
    kind: 'robustness',
    intent: 'refuses division by anything but a constant other than 0, empty sums, numbers that are not exact and mixed sorts',
  },
  (t) => {
    const y = integerVariable('y');
    for (const wrong of [
      () => quotient(x, y),
      () => quotient(x, integer(0)),
      () => remainder(x, sum(integer(1), integer(1))),
      () => remainder(x, integer(0)),
      () => quotientUp(x, integer(0)),
      () => quotientUp(x, integer(-2)),
      () => quotientUp(x, y),
      () => sum(),
      () => integer(0.5),
      () => integer(2 ** 53),
      () => integer(Number.NaN),
      () => real(0.1),
      () => sum<'Int' | 'Real'>(x, real(1)),
      () => product<'Int' | 'Real'>(x, real(1)),
      () => atMost<'Int' | 'Real'>(real(1), x),
    ])
      t.ok(refused(wrong), String(wrong));
  },
);

testCase(
  {
    id: 'TC-LOG-006-01',
    verifies: ['LLR-LOG-006', 'LLR-LOG-008', 'HLR-LOG-002'],
    kind: 'normal',
    intent: 'words of 32 bit compute as JavaScript does',
  },
  (t) => {
    const [a, b] = [bitsVariable('a', 32), bitsVariable('b', 32)];
    const uint = fc.nat({ max: 0xffffffff });
    const same = fc.property(uint, uint, fc.nat({ max: 40 }), (m, n, shift) => {
      const values = given({ a: BigInt(m), b: BigInt(n) });
      const of = (expression: Expression): number => Number(evaluated(expression, values));
      return (
        of(bitwise('bit-and', a, b)) === (m & n) >>> 0 &&
        of(bitwise('bit-or', a, b)) === (m | n) >>> 0 &&
        of(bitwise('bit-xor', a, b)) === (m ^ n) >>> 0 &&
        of(bitwise('bit-sum', a, b)) === (m + n) % 2 ** 32 &&
        of(bitwise('bit-product', a, b)) === Math.imul(m, n) >>> 0 &&
        of(bitwise('bit-left', a, bits(shift, 32))) === (shift > 31 ? 0 : (m << shift) >>> 0) &&
        of(bitwise('bit-right', a, bits(shift, 32))) === (shift > 31 ? 0 : m >>> shift) &&
        of(bitsPart(a, 15, 8)) === ((m >>> 8) & 255) &&
        evaluated(bitsJoined(a, b), values) === BigInt(m) * 2n ** 32n + BigInt(n) &&
        of(bitsWidened(a, 40)) === m
      );
    });
    fc.assert(same);
    t.equal(bitsJoined(a, bits(1, 3)).sort.width, 35);
    t.equal(bitsWidened(a, 32), a);
  },
);

testCase(
  {
    id: 'TC-LOG-006-02',
    verifies: ['LLR-LOG-006', 'HLR-LOG-001'],
    kind: 'robustness',
    intent: 'refuses constants that do not fit, unlike widths and parts outside of a word',
  },
  (t) => {
    const a = bitsVariable('a', 8);
    for (const wrong of [
      () => bits(256, 8),
      () => bits(-1, 8),
      () => bits(0.5, 8),
      () => bits(Number.NaN, 8),
      () => bits(1, 0),
      () => bits(1, Number.NaN),
      () => bits(1n << 5000n, 5001),
      () => bitwise('bit-sum', a, bits(1, 7)),
      () => bitsPart(a, 8, 0),
      () => bitsPart(a, 2, 3),
      () => bitsPart(a, 2, -1),
      () => bitsPart(a, 2.5, 0),
      () => bitsWidened(a, 7),
      () => bitsJoined(bitsVariable('w', 4096), a),
    ])
      t.ok(refused(wrong), String(wrong));
    t.equal(evaluated(bits(255, 8), none), 255n);
  },
);

const overTruths: Sort = { kind: 'array', index: 'Bool', element: 'Int' };
const map = (otherwise: Value, ...entries: readonly (readonly [Value, Value])[]): ArrayValue => ({
  otherwise,
  exceptions: new Map(entries.map(([index, element]) => [valueKey(index), { index, element }])),
});

testCase(
  {
    id: 'TC-LOG-007-01',
    verifies: ['LLR-LOG-007', 'LLR-LOG-008', 'HLR-LOG-002'],
    kind: 'normal',
    intent: 'a map gives what was stored last at an index, and maps are the same when each element is',
  },
  (t) => {
    const m = arrayVariable('m', 'Bool', 'Int');
    const filled = stored(stored(m, truth(true), integer(7)), truth(false), integer(7));
    const values = given({ m: map(1n, [true, 2n]), n: map(7n) });
    t.equal(evaluated(selected(filled, truth(true), 'Int'), values), 7n);
    t.equal(evaluated(selected(m, truth(true), 'Int'), values), 2n);
    t.equal(evaluated(selected(m, truth(false), 'Int'), values), 1n);
    t.ok(holds(equal(filled, arrayVariable('n', 'Bool', 'Int')), values), 'written over its whole index');
    // Oracle: over a finite index, two maps are the same when their tables are.
    const element = fc.bigInt({ min: 0n, max: 2n });
    const anyMap = fc.tuple(element, fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 3n }), element), { maxLength: 5 }));
    const table = ([otherwise, entries]: readonly [bigint, readonly (readonly [bigint, bigint])[]]): string =>
      [0n, 1n, 2n, 3n].map((at) => new Map(entries).get(at) ?? otherwise).join();
    const extensional = fc.property(anyMap, anyMap, (one, other) => {
      const sort: Sort = { kind: 'array', index: word(2), element: 'Int' };
      const [a, b] = [one, other].map(([otherwise, entries]) => valueKey(normalValue(map(otherwise, ...entries), sort)));
      return (a === b) === (table(one) === table(other));
    });
    fc.assert(extensional, { numRuns: 500 });
  },
);

testCase(
  {
    id: 'TC-LOG-007-02',
    verifies: ['LLR-LOG-007', 'HLR-LOG-001'],
    kind: 'robustness',
    intent: 'refuses indices and elements of other sorts',
  },
  (t) => {
    const m = arrayVariable('m', word(3), 'Int');
    for (const wrong of [
      () => selected(m, x, 'Int'),
      () => selected(m, bits(1, 3), 'Real'),
      () => stored(m, bits(1, 4), x),
      () => stored(m, bits(1, 3), real(1)),
      () => equal<Sort>(m, arrayVariable('n', word(4), 'Int')),
    ])
      t.ok(refused(wrong), String(wrong));
    t.equal(evaluated(selected(m, bits(5, 3), 'Int'), given({ m: map(4n) })), 4n);
  },
);

testCase(
  {
    id: 'TC-LOG-008-02',
    verifies: ['LLR-LOG-008', 'HLR-LOG-002'],
    kind: 'robustness',
    intent: 'refuses values that are missing or not of the sort of their variable',
  },
  (t) => {
    t.ok(refused(() => evaluated(x, none)));
    const wrong: readonly (readonly [Sort, Value])[] = [
      ['Int', true],
      ['Int', rational(1n)],
      ['Real', 1n],
      ['Bool', 1n],
      [word(3), 8n],
      [word(3), -1n],
      [overTruths, 3n],
      [overTruths, map(true)],
      [overTruths, map(1n, [1n, 1n])],
      [overTruths, { otherwise: 1n, exceptions: new Map([['wrong key', { index: true, element: 1n }]]) }],
    ];
    for (const [sort, value] of wrong) {
      t.notOk(isOfSort(value, sort), sortText(sort));
      t.ok(refused(() => evaluated(variable('v', sort), given({ v: value }))));
    }
    t.ok(isOfSort(map(1n, [true, 1n]), overTruths));
    t.equal(evaluated(variable('v', word(3)), given({ v: 7n })), 7n);
  },
);

testCase(
  {
    id: 'TC-LOG-009-01',
    verifies: ['LLR-LOG-009', 'HLR-LOG-003'],
    kind: 'normal',
    intent: 'the text has logic, units, shared and named parts once, names and reasons of assertions, and does not depend on copies',
  },
  (t) => {
    const build = (copies: boolean): string => {
      const span = (): Expression<'Int'> => integerVariable('span', 'tick');
      const long = (): Expression<'Int'> => named('total-delay', sum(span(), integer(1_000_000_000, 'tick'), product(integer(3), span())));
      const heavy = (): Expression<'Int'> => product(integer(123_456_789), sum(long(), span()));
      const one = heavy();
      const two = copies ? heavy() : one;
      return smtLibText(
        'QF_LIA',
        ['Port of a switch', '', 'µs and\n(assert false)'],
        [
          { name: 'A.arrivals', text: 'at most\nthis much', formula: atMost(one, two) },
          { name: 'C-1', text: 'claim', formula: below(two, span()) },
        ],
      );
    };
    t.equal(build(false), build(true));
    t.equal(
      build(true),
      `; Port of a switch
;
; us and\\u{a}(assert false)
(set-logic QF_LIA)
(declare-const span Int) ; in tick
(define-fun total-delay () Int (+ span 1000000000 (* 3 span))) ; in tick
(define-fun part-1 () Int (* 123456789 (+ total-delay span))) ; in tick

; at most
; this much
(assert (! (<= part-1 part-1) :named A.arrivals))

; claim
(assert (! (< part-1 span) :named C-1))
`,
    );
  },
);

testCase(
  {
    id: 'TC-LOG-009-02',
    verifies: ['LLR-LOG-009', 'HLR-LOG-003'],
    kind: 'robustness',
    intent: 'one name never stands for two things: parts, variables, assertions and names that the text itself makes',
  },
  async (t) => {
    const p = truthVariable('p');
    const claim = (name: string, formula: Expression<'Bool'>) => ({ name, text: '', formula });
    t.ok(refused(() => smtLibText('ALL', [], [claim('a', p), claim('a', not(p))])));
    t.ok(refused(() => smtLibText('ALL', [], [claim('p', p)])));
    t.ok(refused(() => smtLibText('ALL', [], [claim('a', named('a', not(p)))])));
    t.ok(refused(() => smtLibText('ALL', [], [claim('a', named('p', not(p)))])));
    t.ok(refused(() => smtLibText('ALL', [], [claim('a', all(named('q', not(p)), named('q', p)))])));
    t.ok(refused(() => smtLibText('QF_LIA)(assert false', [], [claim('a', p)])));
    t.ok(refused(() => textOf(equal(named('n', integer(1, 'bit')), integer(1, 'bit')), equal(named('n', integer(1, 'tick')), ticks))));
    // A part named as the text would name a shared one: a solver that let the later definition count would prove too much.
    const shared = sum(x, integer(1_000_000), integer(2_000_000), integer(3_000_000));
    const other = named('part-1', sum(x, integer(1)));
    const text = textOf(all(equal(shared, x), atMost(shared, x), equal(other, x)));
    t.equal(text.match(/define-fun part-1 /g)?.length, 1);
    t.match(text, /define-fun part-2 \(\) Int \(\+ x 1000000 2000000 3000000\)/);
    const solver = new Z3Solver();
    let deep = x;
    for (let level = 0; level < 400; level += 1) deep = either(below(deep, integer(level)), sum(deep, integer(2)), deep);
    const script = textOf(not(equal(deep, integer(integerValue(deep, given({ x: 0n }))))), equal(x, integer(0)));
    const answer = await solver.ask({ script, limits: { resourceUnits: 0, wallSeconds: 30 } });
    await solver.close();
    t.equal(answer.verdict, 'unsat', 'a deep text is read');
  },
);

testCase(
  {
    id: 'TC-LOG-010-02',
    verifies: ['LLR-LOG-010', 'HLR-LOG-005'],
    kind: 'robustness',
    intent: 'terms that are no value of the sort are told apart, and deep ones read',
  },
  (t) => {
    const wrong: readonly (readonly [string, Sort])[] = [
      ['1', 'Bool'],
      ['true', 'Int'],
      ['(/ 1.0 2.0)', 'Int'],
      ['(/ 1.0 0.0)', 'Real'],
      ['(root-obj (+ (^ x 2) (- 2)) 1)', 'Real'],
      ['', 'Int'],
      ['1 2', 'Int'],
      ['(', 'Int'],
      ['#xff', word(4)],
      ['#b111', word(4)],
      ['(_ bv16 4)', word(4)],
      ['(_ bv3 5)', word(4)],
      ['(_ as-array k!0)', overTruths],
      ['((as const (Array Bool Int)) true)', overTruths],
      ['(store ((as const (Array Bool Int)) 1) true)', overTruths],
      ['(let ((a!1 5)) a!2)', 'Int'],
      ['(let a!1 a!1)', 'Int'],
    ];
    for (const [text, sort] of wrong) t.equal(valueFromText(text, sort), undefined, text);
    t.equal(valueFromText('(let ((a!1 5)) (let ((a!2 a!1)) (- a!2)))', 'Int'), -5n);
    t.equal(valueFromText('#xFf', word(8)), 255n);
    t.equal(valueFromText('(_ bv3 4)', word(4)), 3n);
    const deepSort: Sort = { kind: 'array', index: 'Int', element: 'Int' };
    let text = '((as const (Array Int Int)) 0)';
    for (let at = 0; at < 500; at += 1) text = `(store ${text} ${at % 250} ${at})`;
    const value = valueFromText(text, deepSort) as ArrayValue;
    t.equal(value.exceptions.size, 250);
    t.equal(value.exceptions.get('3')?.element, 253n, 'the outermost store counts');
    t.ok(refused(() => valueText(map(1n), overTruths)));
    for (const sort of ['Bool', 'Int', 'Real', word(5), overTruths, deepSort] as const) t.ok(isOfSort(anyValueOf(sort), sort));
  },
);

testCase(
  {
    id: 'TC-LOG-012-01',
    verifies: ['LLR-LOG-012'],
    kind: 'normal',
    intent: 'variables are replaced all at once, shared parts stay shared, and names of changed parts get the ending',
  },
  (t) => {
    const y = integerVariable('y');
    const swapped = substituted(
      difference(x, product(integer(2), y)),
      new Map([
        ['x', y],
        ['y', x],
      ]),
      '@1',
    );
    t.equal(integerValue(swapped, given({ x: 10n, y: 3n })), 3n - 20n);
    const shared = named('gap', sum(x, integer(1)));
    const fixed = named('fixed', sum(y, integer(1)));
    const both = atMost(sum(shared, fixed), shared);
    const replaced = substituted(both, new Map([['x', integerVariable('x@4')]]), '@4');
    t.match(textOf(replaced), /define-fun gap@4 \(\) Int \(\+ x@4 1\)[\s\S]*define-fun fixed \(\) Int \(\+ y 1\)/);
    t.equal(partsOf([replaced]).length, partsOf([both]).length);
    t.equal(substituted(fixed, new Map([['x', y]]), '@4'), fixed);
  },
);

testCase(
  {
    id: 'TC-LOG-012-02',
    verifies: ['LLR-LOG-012', 'HLR-LOG-001'],
    kind: 'robustness',
    intent: 'a replacement of another sort or unit is refused',
  },
  (t) => {
    t.ok(refused(() => substituted(x, new Map([['x', realVariable('r')]]), '')));
    t.ok(refused(() => substituted(ticks, new Map([['span', integer(1, 'bit')]]), '')));
    t.ok(
      refused(() => substituted(named('n', x), new Map([['x', integer(1)]]), ' 1')),
      'an ending that gives no name',
    );
    t.equal(substituted(ticks, new Map([['other', integer(1)]]), ''), ticks);
  },
);

testCase(
  {
    id: 'TC-LOG-013-01',
    verifies: ['LLR-LOG-013', 'HLR-LOG-006'],
    kind: 'normal',
    intent: 'numbers that stay in the range compute what the expressions say',
  },
  (t) => {
    t.equal(safeIntegers.largest, 9_007_199_254_740_991n);
    t.equal(safeIntegers.smallest, -9_007_199_254_740_991n);
    const y = integerVariable('y');
    const large = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: -1000, max: 1000 }));
    const steps = [product(x, y), sum(x, product(x, y)), sum(x, product(x, y), integer(2))];
    const result = quotient(steps[2] as Expression<'Int'>, integer(7));
    let inside = 0;
    const exact = fc.property(large, large, (a, b) => {
      const values = given({ x: BigInt(a), y: BigInt(b) });
      const met = steps.map((step) => integerValue(step, values));
      if (!met.every((value) => safeIntegers.smallest <= value && value <= safeIntegers.largest)) return true;
      inside += 1;
      return integerValue(result, values) === BigInt(Math.floor((a + a * b + 2) / 7));
    });
    fc.assert(exact, { numRuns: 3000 });
    t.ok(inside > 300, `${inside} in range`);
  },
);

testCase(
  {
    id: 'TC-LOG-013-02',
    verifies: ['LLR-LOG-013', 'HLR-LOG-006'],
    kind: 'robustness',
    intent: 'next to the range a number is no longer exact, also when it comes back',
  },
  (t) => {
    const values = given({ x: safeIntegers.largest });
    t.equal(integerValue(sum(x, integer(2), integer(-2)), values), safeIntegers.largest);
    t.not(Number(safeIntegers.largest) + 2 + -2, Number(safeIntegers.largest), 'the program is wrong here');
    t.equal(Number(safeIntegers.largest + 1n), Number(safeIntegers.largest + 2n), 'two numbers are one beyond the range');
    t.equal(Number(safeIntegers.smallest - 1n), Number(safeIntegers.smallest - 2n));
    t.not(Number(safeIntegers.largest - 1n), Number(safeIntegers.largest));
  },
);

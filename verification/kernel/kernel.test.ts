import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { canonicalJson, type Json, prettyJson } from '../../src/kernel/canonical-json.js';
import { compareDiagnostics, compareText, type Diagnostic, formatDiagnostic, formatPlace } from '../../src/kernel/diagnostic.js';
import { sha256 } from '../../src/kernel/digest.js';
import { normalText } from '../../src/kernel/normal-text.js';
import { present } from '../../src/kernel/present.js';
import {
  approximately,
  compareRationals,
  decimalRoundedUp,
  dividedBy,
  greatestCommonDivisor,
  leastCommonMultiple,
  minus,
  plus,
  rational,
  rationalFrom,
  rationalText,
  roundedUp,
  times,
  zero,
} from '../../src/kernel/rational.js';
import { seededRandom, xoshiro128 } from '../../src/kernel/seeded-random.js';
import { testCase } from '../support/test-case.js';

const runs = { numRuns: 500, seed: 8785 };

testCase(
  {
    id: 'TC-KRN-001-01',
    verifies: ['LLR-KRN-001', 'HLR-KRN-001'],
    kind: 'normal',
    intent: 'canonical JSON has no white space, sorts members by code unit and reads back to the same value',
  },
  (t) => {
    t.equal(canonicalJson({ b: [1, true, null], a: 'é"' }), '{"a":"é\\"","b":[1,true,null]}');
    t.equal(
      canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, ö: 7 }),
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\ud83d\ude00":5,"\ufb33":3}',
      'the sorting example of RFC 8785, section 3.2.3',
    );
    t.equal(
      canonicalJson([1e21, 0.000001, 1e-7, -0, 333333333.33333329]),
      '[1e+21,0.000001,1e-7,0,333333333.3333333]',
      'numbers as RFC 8785, section 3.2.2.3',
    );
    t.equal(prettyJson({ b: 1, a: { d: [], c: undefined } }), '{\n  "a": {\n    "d": []\n  },\n  "b": 1\n}\n');
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        isDeepStrictEqual(JSON.parse(canonicalJson(value as Json)), JSON.parse(JSON.stringify(value))),
      ),
      runs,
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.integer()),
        (value) => canonicalJson(value) === canonicalJson(Object.fromEntries(Object.entries(value).reverse())),
      ),
      runs,
    );
  },
);

testCase(
  {
    id: 'TC-KRN-001-02',
    verifies: ['LLR-KRN-001', 'HLR-KRN-001'],
    kind: 'robustness',
    intent: 'numbers that JSON cannot hold throw, and odd keys and half surrogates keep their identity',
  },
  (t) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, [Number.NEGATIVE_INFINITY], { a: Number.NaN }])
      t.throws(() => canonicalJson(value), /not finite/);
    t.equal(canonicalJson({ a: undefined, constructor: 1, toString: null }), '{"constructor":1,"toString":null}');
    t.equal(canonicalJson(JSON.parse('{"__proto__":1}') as Json), '{"__proto__":1}');
    t.equal(canonicalJson('\ud800'), '"\\ud800"');
    t.not(canonicalJson({ a: '1' }), canonicalJson({ a: 1 }));
  },
);

const finding: Diagnostic = {
  code: 'TRC-104',
  severity: 'error',
  message: 'm',
  place: { path: 'a.yaml', line: 2, column: 3 },
  why: 'w',
  fix: 'f',
};

testCase(
  {
    id: 'TC-KRN-002-01',
    verifies: ['LLR-KRN-002', 'HLR-KRN-002'],
    kind: 'normal',
    intent: 'findings are ordered by severity, path, line, column, code and message',
  },
  (t) => {
    const at = (path: string, line: number, column: number): Partial<Diagnostic> => ({ place: { path, line, column } });
    const ordered: Diagnostic[] = [
      { ...finding, place: undefined },
      { ...finding, ...at('B.yaml', 9, 9) },
      { ...finding, ...at('a.yaml', 2, 3), code: 'TRC-103' },
      finding,
      { ...finding, message: 'n' },
      { ...finding, ...at('a.yaml', 2, 10) },
      { ...finding, ...at('a.yaml', 10, 1) },
      { ...finding, severity: 'warning', place: undefined },
      { ...finding, severity: 'note', place: undefined },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (shuffled) =>
        [...shuffled].sort(compareDiagnostics).every((entry, index) => entry === ordered[index]),
      ),
      runs,
    );
    t.equal(compareDiagnostics(finding, { ...finding }), 0);
  },
);

testCase(
  {
    id: 'TC-KRN-002-02',
    verifies: ['LLR-KRN-002', 'HLR-KRN-002'],
    kind: 'robustness',
    intent: 'text is compared by code unit, not by locale, and the order is a total one',
  },
  (t) => {
    t.same(['ä', 'z', 'a', 'Z', '\ud83d\ude00', '\uffff', ''].sort(compareText), ['', 'Z', 'a', 'z', 'ä', '\ud83d\ude00', '\uffff']);
    const anyFinding = fc.record({
      code: fc.constantFrom('A-1', 'A-2'),
      severity: fc.constantFrom('error' as const, 'warning' as const, 'note' as const),
      message: fc.constantFrom('', 'x', '\ud800'),
      place: fc.option(fc.record({ path: fc.constantFrom('a', 'b'), line: fc.nat(2), column: fc.nat(2) }), { nil: undefined }),
      why: fc.constant(''),
      fix: fc.constant(''),
    });
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(anyFinding, anyFinding, anyFinding, (a, b, c) => {
          const antisymmetric = Math.sign(compareDiagnostics(a, b)) === -Math.sign(compareDiagnostics(b, a));
          return antisymmetric && !(compareDiagnostics(a, b) <= 0 && compareDiagnostics(b, c) <= 0 && compareDiagnostics(a, c) > 0);
        }),
        runs,
      ),
    );
  },
);

testCase(
  {
    id: 'TC-KRN-003-01',
    verifies: ['LLR-KRN-003', 'HLR-KRN-003'],
    kind: 'normal',
    intent: 'white space runs fold, ends are trimmed, letters are composed',
  },
  (t) => {
    t.equal(normalText('  The unit\r\n\tshall  run.\n'), 'The unit shall run.');
    t.equal(normalText('cafe\u0301 \u212b'), 'café Å');
    t.equal(normalText('plain text'), 'plain text');
    t.equal(normalText(''), '');
  },
);

testCase(
  {
    id: 'TC-KRN-003-02',
    verifies: ['LLR-KRN-003', 'HLR-KRN-003'],
    kind: 'robustness',
    intent: 'each white space character of Unicode folds alike, alone or beside others, and no word is lost',
  },
  (t) => {
    const spaces = [
      '\t',
      '\n',
      '\v',
      '\f',
      '\r',
      '\u0085',
      '\u00a0',
      '\u1680',
      '\u2003',
      '\u2009',
      '\u2028',
      '\u2029',
      '\u202f',
      '\u205f',
      '\u3000',
      '\ufeff',
    ];
    for (const space of spaces) {
      t.equal(normalText(`10${space}ms`), '10 ms', `alone: ${space.charCodeAt(0).toString(16)}`);
      t.equal(normalText(`${space}10 ${space} ms\n`), '10 ms');
    }
    const word = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'B', '1', 'é', '<', '\u0000') });
    const gap = fc.array(fc.constantFrom(' ', ...spaces), { minLength: 1, maxLength: 3 }).map((list) => list.join(''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, gap), { minLength: 1 }),
        (parts) => normalText(parts.map(([text, space]) => text + space).join('')) === parts.map(([text]) => text).join(' '),
      ),
      runs,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => normalText(normalText(text)) === normalText(text)),
      runs,
    );
  },
);

testCase(
  { id: 'TC-KRN-004-01', verifies: ['LLR-KRN-004', 'HLR-KRN-001'], kind: 'normal', intent: 'digests are those published with FIPS 180-4' },
  (t) => {
    t.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    t.equal(
      sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
  },
);

testCase(
  {
    id: 'TC-KRN-004-02',
    verifies: ['LLR-KRN-004'],
    kind: 'robustness',
    intent: 'no bytes, a million bytes, and text beyond ASCII have the digest of their UTF-8 bytes',
  },
  (t) => {
    t.equal(sha256(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    t.equal(sha256('a'.repeat(1_000_000)), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
    t.equal(sha256('é€😀'), sha256(new Uint8Array([0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80])));
    t.equal(sha256(new Uint8Array([])), sha256(''));
  },
);

testCase(
  {
    id: 'TC-KRN-005-01',
    verifies: ['LLR-KRN-005', 'HLR-KRN-002'],
    kind: 'normal',
    intent: 'a finding is shown with severity, code, message, place, reason and remedy',
  },
  (t) => {
    t.equal(formatDiagnostic(finding), 'error TRC-104: m\n  --> a.yaml:2:3\n  why: w\n  fix: f');
    t.equal(formatDiagnostic({ ...finding, place: undefined, severity: 'note' }), 'note TRC-104: m\n  why: w\n  fix: f');
    t.equal(formatPlace({ path: 'a b.yaml', line: 1, column: 20 }), 'a b.yaml:1:20');
  },
);

testCase(
  {
    id: 'TC-KRN-005-02',
    verifies: ['LLR-KRN-005', 'HLR-KRN-002'],
    kind: 'robustness',
    intent: 'text of a project can neither forge a line of the answer nor steer the terminal',
  },
  (t) => {
    const hostile = formatDiagnostic({
      ...finding,
      message: 'x\nerror TRC-000: forged\r\r\n✓ gate is GREEN',
      place: { path: 'a\u001b[2J\n✓', line: 1, column: 1 },
      why: '\u202egnp.exe',
      fix: '\u0007\u009b31m',
    });
    t.same(
      hostile.split('\n').filter((line) => /^(?:error|warning|note|✓)/.test(line)),
      ['error TRC-104: x'],
    );
    t.notMatch(hostile, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    t.match(hostile, /\\u001b\[2J/);
    t.match(formatDiagnostic({ ...finding, message: 'failed\n         at deep (file.ts)' }), /\n {9}at deep/, 'deeper indentation stays');
  },
);

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }))
  .map(([n, d]) => rational(n, d));

testCase(
  {
    id: 'TC-KRN-006-01',
    verifies: ['LLR-KRN-006', 'HLR-KRN-004'],
    kind: 'normal',
    intent: 'fractions obey the laws of a field and of order, in lowest terms',
  },
  (t) => {
    t.same(plus(rational(1n, 6n), rational(1n, 3n)), rational(1n, 2n));
    t.same(leastCommonMultiple(4n, 6n), 12n);
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(fraction, fraction, fraction, (a, b, c) => {
          const distributes = compareRationals(times(a, plus(b, c)), plus(times(a, b), times(a, c))) === 0;
          const returns = b.numerator === 0n || compareRationals(dividedBy(times(a, b), b), a) === 0;
          const lowest = greatestCommonDivisor(times(a, b).numerator, times(a, b).denominator) === 1n;
          const ordered =
            Math.sign(compareRationals(a, b)) === -Math.sign(compareRationals(b, a)) &&
            compareRationals(minus(a, b), zero) === compareRationals(a, b);
          return distributes && returns && lowest && ordered;
        }),
      ),
    );
  },
);

testCase(
  {
    id: 'TC-KRN-006-02',
    verifies: ['LLR-KRN-006', 'HLR-KRN-004'],
    kind: 'robustness',
    intent: 'negative denominators, 0 and division by 0',
  },
  (t) => {
    t.same(rational(3n, -6n), rational(-1n, 2n));
    t.same(rational(0n, -7n), zero);
    t.equal(greatestCommonDivisor(-12n, 18n), 6n);
    t.throws(() => rational(1n, 0n), RangeError);
    t.throws(() => dividedBy(rational(1n), zero), RangeError);
  },
);

testCase(
  {
    id: 'TC-KRN-007-01',
    verifies: ['LLR-KRN-007', 'HLR-KRN-004'],
    kind: 'normal',
    intent: 'rounding gives the least whole number and decimal that is not less',
  },
  (t) => {
    t.equal(decimalRoundedUp(rational(1n, 3n), 3), '0.334');
    t.equal(decimalRoundedUp(rational(7n), 0), '7');
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(fraction, (a) => {
          const up = rational(roundedUp(a));
          return compareRationals(up, a) >= 0 && compareRationals(minus(up, rational(1n)), a) < 0;
        }),
      ),
    );
  },
);

testCase(
  {
    id: 'TC-KRN-007-02',
    verifies: ['LLR-KRN-007'],
    kind: 'robustness',
    intent: 'rounding up of negative fractions goes towards 0',
  },
  (t) => {
    t.equal(roundedUp(rational(-7n, 2n)), -3n);
    t.equal(decimalRoundedUp(rational(-1n, 3n), 2), '-0.33');
    t.equal(decimalRoundedUp(rational(-1n, 300n), 1), '0.0');
  },
);

testCase(
  {
    id: 'TC-KRN-008-01',
    verifies: ['LLR-KRN-008'],
    kind: 'normal',
    intent: 'a fraction written and read is the same fraction',
  },
  (t) => {
    t.equal(rationalText(rational(7977n, 25n)), '7977/25');
    t.same(rationalFrom('319.08'), rational(7977n, 25n));
    t.equal(approximately(rational(1n, 4n)), 0.25);
    t.doesNotThrow(() =>
      fc.assert(fc.property(fraction, (a) => compareRationals(rationalFrom(rationalText(a)) ?? rational(1n, 7n), a) === 0)),
    );
  },
);

testCase(
  {
    id: 'TC-KRN-008-02',
    verifies: ['LLR-KRN-008'],
    kind: 'robustness',
    intent: 'text that is no fraction is refused, and the approximation of long fractions is finite',
  },
  (t) => {
    for (const text of ['', '1/0', '1/-2', 'x', '1e3', '1.', '.5', ' 1', '1/2/3', 'NaN']) t.equal(rationalFrom(text), undefined, text);
    t.ok(Math.abs(approximately(rational(10n ** 900n, 3n * 10n ** 899n)) - 10 / 3) < 1e-9);
    t.equal(approximately(rational(-1n, 2n)), -0.5);
  },
);

testCase(
  {
    id: 'TC-KRN-009-01',
    verifies: ['LLR-KRN-009', 'HLR-KRN-005'],
    kind: 'normal',
    intent: 'the generator yields the first words of its published sequence for the state 1, 2, 3, 4',
  },
  (t) => {
    const random = xoshiro128([1, 2, 3, 4]);
    t.same([random.nextWord(), random.nextWord(), random.nextWord(), random.nextWord()], [11520, 0, 5927040, 70819200]);
    t.same(
      [1, 2, 3].map(() => seededRandom(7).nextWord()).every((word, _index, all) => word === all[0]),
      true,
    );
    t.not(seededRandom(7).nextWord(), seededRandom(8).nextWord());
  },
);

testCase(
  {
    id: 'TC-KRN-009-02',
    verifies: ['LLR-KRN-009', 'HLR-KRN-005'],
    kind: 'robustness',
    intent: 'numbers below a limit stay below it at both ends of the range, and spread over it',
  },
  (t) => {
    const random = seededRandom(-1);
    t.equal(random.below(1), 0);
    t.ok(random.below(2 ** 32) < 2 ** 32);
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 30_000; draw += 1) {
      const drawn = random.below(3);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    t.ok(
      counts.every((count) => count > 9000 && count < 11_000),
      `${counts}`,
    );
  },
);

testCase(
  {
    id: 'TC-KRN-010-01',
    verifies: ['LLR-KRN-010', 'HLR-KRN-006'],
    kind: 'normal',
    intent: 'gives back each value, also those that count as false',
  },
  (t) => {
    for (const value of [0, -0, '', false, null, Number.NaN, 'text']) t.ok(Object.is(present(value, 'a value'), value), String(value));
    const list = [4, 5];
    t.equal(present(list[1], 'the second'), 5);
  },
);

testCase(
  {
    id: 'TC-KRN-010-02',
    verifies: ['LLR-KRN-010', 'HLR-KRN-006'],
    kind: 'robustness',
    intent: 'names what is missing instead of going on',
  },
  (t) => {
    t.throws(() => present([1][1], 'delay of port 7'), new RangeError('delay of port 7 is not there, which the program excludes'));
    t.throws(() => present(new Map<string, number>().get('a'), 'the number of a'), RangeError);
  },
);

import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { sha256 } from '../../src/kernel/digest.js';
import { rationalText } from '../../src/kernel/rational.js';
import { brokenConstraints, compiledConstraint, listsOf } from '../../src/twin/pdi/compile-constraints.js';
import { truthOfForm } from '../../src/twin/pdi/constraint-forms.js';
import { crc32 } from '../../src/twin/pdi/crc32.js';
import { decodedImage } from '../../src/twin/pdi/decode-image.js';
import { encodedImage } from '../../src/twin/pdi/encode-image.js';
import { exactNumber, readExactJson } from '../../src/twin/pdi/exact-json.js';
import { headerFields } from '../../src/twin/pdi/header.js';
import { bytesOf, groupsOf, imageBytesOf, imageForm, layoutProblem } from '../../src/twin/pdi/layout.js';
import { manifestOf } from '../../src/twin/pdi/manifest.js';
import { readData, structureNameIn } from '../../src/twin/pdi/read-data.js';
import { readStructure } from '../../src/twin/pdi/read-structure.js';
import { decimalText } from '../../src/twin/pdi/read-values.js';
import { compareVersions, encodings, type Structure, versionFrom, versionText } from '../../src/twin/pdi/structure.js';
import { testCase } from '../support/test-case.js';
import { randomTable } from './random-structure.js';
import { dataFrom, dataText, longDivision, sealed, structureFrom, structureText, table, tableNames } from './tables.js';

// @reads config-items/pdi/**/*.json

/** Mutated images of the campaign: AMPEL_PDI_MUTATIONS=10000000 for the long one. */
const mutations = Number(process.env['AMPEL_PDI_MUTATIONS'] ?? 20_000);
/** AMPEL_PDI_FLIPS=1: each bit of an image of 64 KiB. */
const isLong = process.env['AMPEL_PDI_FLIPS'] === '1';

const codesOf = (findings: readonly { readonly code: string }[]): readonly string[] =>
  [...new Set(findings.map(({ code }) => code))].sort();
const structureCodes = (text: string): readonly string[] => codesOf(readStructure({ name: 'x', path: 'x', text }).diagnostics);
const dataCodes = (structure: Structure, text: string): readonly string[] => codesOf(readData(structure, { path: 'x', text }).diagnostics);
const decodeCodes = (structure: Structure, bytes: Uint8Array): readonly string[] =>
  codesOf(decodedImage(structure, 'x', bytes).diagnostics);

/** A structure file with one head field and one list, small enough for figures by hand. */
const tiny = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Tiny',
  description: 'd',
  'x-structure': { id: 258, version: '1.2.3' },
  'x-trace': ['SYS-PDI-001'],
  'x-constraints': [
    { id: 'order', text: 'a is at most 1.5', trace: ['SYS-PDI-011'], holds: ['at-most', { field: 'a' }, '1.5 ms'] },
    { id: 'once', text: 'n differs', trace: ['SYS-PDI-011'], unique: { list: 'rows', by: ['n'] } },
  ],
  type: 'object',
  additionalProperties: false,
  required: ['a', 'rows'],
  properties: {
    a: { type: 'number', description: 'd', minimum: -1, maximum: 2, 'x-encoding': 'i16', 'x-scale': '1/100', 'x-unit': 'ms' },
    rows: {
      type: 'array',
      description: 'd',
      minItems: 1,
      maxItems: 3,
      items: {
        type: 'object',
        description: 'd',
        additionalProperties: false,
        required: ['n', 't', 'k', 'on', 'l'],
        properties: {
          n: { type: 'integer', description: 'd', minimum: 0, maximum: 300, 'x-encoding': 'u16' },
          t: { type: 'string', description: 'd', minLength: 1, maxLength: 3, 'x-encoding': 'text' },
          k: { type: 'string', description: 'd', enum: ['X', 'Y'], 'x-encoding': 'u8', 'x-codes': [5, 9] },
          on: { type: 'boolean', description: 'd', 'x-encoding': 'u8' },
          l: {
            type: 'array',
            description: 'd',
            minItems: 0,
            maxItems: 2,
            items: { type: 'integer', description: 'd', minimum: 1, maximum: 7, 'x-encoding': 'u8' },
          },
        },
      },
    },
  },
};
const tinyText = JSON.stringify(tiny);
const tinyItem = { id: 1, version: [2, 0, 1], sequence: 3, date: 20260203 } as const;
const tinyValues = (a: string, rows: string): string =>
  `{"structure":"random","structureVersion":"1.2.3","item":{"id":1,"version":"2.0.1","sequence":3,"date":"2026-02-03"},"values":{"a":${a},"rows":${rows}},"basis":[]}`;
const row = '{"n":258,"t":"ab","k":"Y","on":true,"l":[7]}';

testCase(
  {
    id: 'TC-PDE-001-01',
    verifies: ['LLR-PDE-001'],
    kind: 'normal',
    intent: 'the check has its published value and is the one in the trailer of gzip',
  },
  (t) => {
    t.equal(crc32(Buffer.from('123456789')), 0xcbf43926);
    t.equal(crc32(new Uint8Array(0)), 0);
    const asGzip = fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), (bytes, cut) => {
      const at = cut % (bytes.length + 1);
      return (
        crc32(bytes) === gzipSync(bytes).readUInt32LE(gzipSync(bytes).length - 8) &&
        crc32(bytes, at, bytes.length, crc32(bytes, 0, at)) === crc32(bytes)
      );
    });
    t.doesNotThrow(() => fc.assert(asGzip, { numRuns: 300 }));
  },
);

testCase(
  {
    id: 'TC-PDE-001-02',
    verifies: ['LLR-PDE-001'],
    kind: 'robustness',
    intent:
      'each error of one or two bits and each burst of 32 bits changes the check, and the period of the polynomial shows it for 16 MiB',
  },
  (t) => {
    const bytes = Uint8Array.from({ length: 48 }, (_, index) => (index * 37) & 255);
    const right = crc32(bytes);
    const flip = (bit: number): void => {
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
    };
    let missed = 0;
    for (let first = 0; first < 384; first += 1) {
      flip(first);
      if (crc32(bytes) === right) missed += 1;
      for (let second = first + 1; second < 384; second += 1) {
        flip(second);
        if (crc32(bytes) === right) missed += 1;
        flip(second);
      }
      flip(first);
    }
    t.equal(missed, 0);
    const burst = fc.property(fc.integer({ min: 0, max: 44 }), fc.integer({ min: 1, max: 0xffffffff }), (at, pattern) => {
      const changed = bytes.slice();
      for (let index = 0; index < 4; index += 1) changed[at + index] = (changed[at + index] as number) ^ ((pattern >>> (8 * index)) & 255);
      return crc32(changed) !== right;
    });
    t.doesNotThrow(() => fc.assert(burst, { numRuns: 500 }));
    // The order of x modulo the polynomial is 2^32 - 1, so that no two bits nearer than that cancel.
    const whole = 2n ** 32n - 1n;
    t.equal(powerOfX(whole), 1n);
    for (const prime of [3n, 5n, 17n, 257n, 65537n]) t.not(powerOfX(whole / prime), 1n);
    t.ok(BigInt(imageForm.imageBytesMax) * 8n < whole);
  },
);

/** x to a power modulo the polynomial of CRC-32, over GF(2). */
function powerOfX(power: bigint): bigint {
  const polynomial = 0x104c11db7n;
  const times = (a: bigint, b: bigint): bigint => {
    let product = 0n;
    for (let left = a, right = b; right > 0n; right >>= 1n) {
      if (right & 1n) product ^= left;
      left <<= 1n;
      if (left >> 32n) left ^= polynomial;
    }
    return product;
  };
  let result = 1n;
  for (let base = 2n, rest = power; rest > 0n; rest >>= 1n, base = times(base, base)) if (rest & 1n) result = times(result, base);
  return result;
}

testCase(
  {
    id: 'TC-PDE-002-01',
    verifies: ['LLR-PDE-002'],
    kind: 'normal',
    intent: 'versions are read as they are written and ordered number by number',
  },
  (t) => {
    t.same(versionFrom('1.20.3'), [1, 20, 3]);
    t.equal(versionText([1, 20, 3]), '1.20.3');
    t.ok(compareVersions([1, 9, 9], [1, 10, 0]) < 0);
    t.ok(compareVersions([2, 0, 0], [1, 65535, 65535]) > 0);
    for (const { bytes, minimum, maximum } of Object.values(encodings)) t.equal(maximum - minimum + 1, 256 ** bytes);
  },
);

testCase({ id: 'TC-PDE-002-02', verifies: ['LLR-PDE-002'], kind: 'robustness', intent: 'other texts are no versions' }, (t) => {
  for (const text of ['', '1', '1.2', '1.2.3.4', '01.2.3', '1.2.65536', '-1.2.3', '1.2.x', '1.2.3\n', ' 1.2.3', '1.2.99999'])
    t.equal(versionFrom(text), undefined, text);
});

testCase(
  {
    id: 'TC-PDE-003-01',
    verifies: ['LLR-PDE-003', 'HLR-PDE-001'],
    kind: 'normal',
    intent: 'the structures of the aircraft are read, with ranges in steps exactly as their digits say',
  },
  (t) => {
    for (const name of tableNames) t.equal(readStructure({ name, path: name, text: structureText(name) }).diagnostics.length, 0, name);
    const structure = structureFrom(tinyText);
    const [a, rows] = structure.root.fields;
    t.match(a, { kind: 'number', minimum: -100, maximum: 200, unit: 'ms', scale: { numerator: 1n, denominator: 100n }, path: 'a' });
    t.match(rows, { kind: 'list', countMin: 1, countMax: 3, items: { kind: 'record' } });
    t.same(structure.version, [1, 2, 3]);
    t.equal(rationalText(exactNumber('-12.50e-1') ?? { numerator: 0n, denominator: 1n }), '-5/4');
    const [other] = structureFrom(tinyText.replace('"maximum":2,', '"maximum":0.07,')).root.fields;
    t.match(other, { maximum: 7 }, '0.07 is 7 steps, and 0.07 / 0.01 in doubles is not');
    t.not(structureFrom(tinyText.replace('"maximum":300', '"maximum":301')).fingerprint, structure.fingerprint);
    t.equal(structureFrom(tinyText.replaceAll('"description":"d"', '"description":"other words"')).fingerprint, structure.fingerprint);
  },
);

testCase(
  {
    id: 'TC-PDE-003-02',
    verifies: ['LLR-PDE-003', 'HLR-PDE-001'],
    kind: 'robustness',
    intent: 'each planted contradiction is found by its code, and no text throws',
  },
  (t) => {
    const planted: readonly (readonly [string, string, string])[] = [
      ['"maximum":300', '"maximum":70000', 'PDI-102'],
      ['"maximum":300', '"maximum":0.5', 'PDI-102'],
      ['"maximum":2,', '"maximum":1.005,', 'PDI-102'],
      ['"minimum":-1,', '"minimum":3,', 'PDI-102'],
      ['"x-scale":"1/100",', '', 'PDI-102'],
      ['"x-scale":"1/100"', '"x-scale":"1/0"', 'PDI-101'],
      ['"x-unit":"ms"', '"x-unit":"m/s"', 'PDI-102'],
      ['"x-codes":[5,9]', '"x-codes":[5]', 'PDI-102'],
      ['"x-codes":[5,9]', '"x-codes":[5,5]', 'PDI-101'],
      ['"required":["a","rows"]', '"required":["a"]', 'PDI-102'],
      ['"maxItems":3', '"maxItems":0', 'PDI-101'],
      ['"minItems":1,"maxItems":3', '"minItems":4,"maxItems":3', 'PDI-102'],
      ['"type":"boolean","description":"d"', '"type":"boolean","description":"d","default":true', 'PDI-101'],
      ['"type":"boolean","description":"d"', '"type":"boolean","description":"d","maximum":1', 'PDI-102'],
      ['"minLength":1,', '"minLength":4,', 'PDI-102'],
      ['"version":"1.2.3"', '"version":"1.2"', 'PDI-102'],
      ['"title":"Tiny"', '"title":"Tiny","title":"Tiny"', 'PDI-100'],
      ['{"field":"a"}', '{"field":"b"}', 'PDI-103'],
      ['"required":["a","rows"],"properties":{"a":', '"required":["rowsCount","rows"],"properties":{"rowsCount":', 'PDI-102'],
    ];
    for (const [from, to, code] of planted) {
      t.ok(tinyText.includes(from), from);
      t.same(structureCodes(tinyText.replace(from, to)), [code], to);
    }
    const nested = (depth: number): object => ({
      type: 'object',
      description: 'd',
      additionalProperties: false,
      required: ['x'],
      properties: { x: depth === 0 ? tiny.properties.a : nested(depth - 1) },
    });
    t.same(structureCodes(JSON.stringify({ ...tiny, 'x-constraints': [], required: ['x'], properties: { x: nested(8) } })), ['PDI-102']);
    for (const text of [
      '',
      '\ufeff{}',
      '[]',
      'null',
      '{"a":',
      `${'['.repeat(100)}`,
      '1e999',
      '"\u0000"',
      `{"type":"${'x'.repeat(100000)}"}`,
    ])
      t.ok(structureCodes(text).length > 0, text.slice(0, 20));
    const anything = fc.property(fc.json(), (text) => readStructure({ name: 'x', path: 'x', text }).value === undefined);
    t.doesNotThrow(() => fc.assert(anything, { numRuns: 200 }));
    t.equal(exactNumber('1e999999999'), undefined);
    t.equal(exactNumber('0x10'), undefined);
    t.equal(readExactJson('p', 'x'.repeat(16_000_001), 'PDI-100').diagnostics[0]?.code, 'PDI-100');
  },
);

testCase(
  {
    id: 'TC-PDE-004-01',
    verifies: ['LLR-PDE-004'],
    kind: 'normal',
    intent: 'statements are judged by hand figures, of the whole, of each element and of repeated values',
  },
  (t) => {
    const { structure, data } = table('failover-policy');
    t.same(brokenConstraints(structure, data.values), []);
    const weights = { ...(data.values['scoreWeights'] as object), healthScore: 301 };
    const broken = brokenConstraints(structure, { ...data.values, scoreWeights: weights });
    t.same(
      broken.map(({ constraint }) => constraint.id),
      ['score-weights-add-up'],
    );
    const root = structureFrom(tinyText).root;
    const forms: readonly (readonly [unknown, boolean])[] = [
      [['below', { field: 'a' }, '1.5 ms'], false],
      [['at-most', { field: 'a' }, '3/2 ms'], true],
      [['equal', ['times', '2', { field: 'a' }], ['sum', { field: 'a' }, '1.5 ms']], true],
      [['implies', ['below', { field: 'a' }, '0 ms'], ['not', ['equal', { field: 'a' }, { field: 'a' }]]], true],
      [['all', ['some'], ['below', '0', '1']], false],
      [['equal', ['total', 'rows', 'n'], '7'], true],
    ];
    const rows = [
      { n: 3, t: 'a', k: 'X', on: true, l: [] },
      { n: 4, t: 'a', k: 'X', on: true, l: [] },
    ];
    for (const [holds, expected] of forms) {
      const constraint = compiledConstraint({ id: 'c', text: 't', trace: ['SYS-PDI-011'], holds: holds as [unknown, unknown] }, root);
      if (typeof constraint === 'string') t.fail(constraint);
      else
        t.equal(
          brokenConstraints({ ...structure, root, constraints: [constraint] }, { a: 150, rows }).length === 0,
          expected,
          JSON.stringify(holds),
        );
    }
    const each = compiledConstraint(
      {
        id: 'c',
        text: 't',
        trace: ['SYS-PDI-011'],
        each: 'rows',
        holds: ['all', ['is', { field: 'k' }, 'X'], ['is', { field: 'on' }, true], ['below', { field: 'n' }, '4']],
      },
      root,
    );
    const once = compiledConstraint({ id: 'd', text: 't', trace: ['SYS-PDI-011'], unique: { list: 'rows', by: ['t', 'k'] } }, root);
    if (typeof each === 'string' || typeof once === 'string') t.fail('no constraint');
    else
      t.same(
        brokenConstraints({ ...structure, root, constraints: [each, once] }, { a: 0, rows }).map(({ pointer }) => pointer),
        ['/rows/1', '/rows/1'],
      );
    t.same(
      listsOf(root).map(({ name }) => name),
      ['rows'],
    );
  },
);

testCase(
  {
    id: 'TC-PDE-004-02',
    verifies: ['LLR-PDE-004'],
    kind: 'robustness',
    intent: 'a statement that names nothing, mixes units or is too deep is told, and nothing throws',
  },
  (t) => {
    const { root } = structureFrom(tinyText);
    let deep: unknown = ['below', '0', '1'];
    for (let depth = 0; depth < 40; depth += 1) deep = ['not', deep];
    const wrong: readonly unknown[] = [
      deep,
      ['below', { field: 'a' }, '1'],
      ['below', { field: 'a' }, '1 s'],
      ['below', { field: 'rows' }, '1'],
      ['is', { field: 'a' }, 'X'],
      ['unknown', 1],
      ['below', '1'],
      ['below', '1', '1/0'],
      ['below', 'x', 'y'],
      ['not', ['below', '0', '1'], ['below', '0', '1']],
      ['implies', ['below', '0', '1']],
      ['equal', ['total', 'a', 'n'], '1'],
      ['equal', ['sum'], '1'],
      ['below', { field: 'a', more: 1 }, '1 ms'],
      ['equal', ['times', { field: 'a' }], '1'],
      7,
      null,
      [],
    ];
    for (const form of wrong) t.type(truthOfForm(form, { fields: root, counts: new Map() }), 'string', JSON.stringify(form)?.slice(0, 60));
    const bad = [
      { unique: { list: 'rows', by: ['l'] } },
      { unique: { list: 'a', by: ['n'] } },
      { each: 'a', holds: ['below', '0', '1'] },
      {},
      { each: 'rows', unique: { list: 'rows', by: ['n'] } },
    ];
    for (const form of bad)
      t.type(
        compiledConstraint({ id: 'c', text: 't', trace: ['SYS-PDI-011'], ...form } as Parameters<typeof compiledConstraint>[0], root),
        'string',
        JSON.stringify(form),
      );
    const total = fc.property(fc.jsonValue(), (form) => typeof truthOfForm(form, { fields: root, counts: new Map() }) === 'string');
    t.doesNotThrow(() => fc.assert(total, { numRuns: 200 }));
    t.same(structureCodes(JSON.stringify({ ...tiny, 'x-constraints': [tiny['x-constraints'][0], tiny['x-constraints'][0]] })), ['PDI-103']);
  },
);

testCase(
  {
    id: 'TC-PDE-005-01',
    verifies: ['LLR-PDE-005', 'HLR-PDE-002'],
    kind: 'normal',
    intent: 'values are read exactly as written, with exponent or without',
  },
  (t) => {
    const structure = structureFrom(tinyText);
    const read = (a: string): unknown => dataFrom(structure, tinyValues(a, `[${row}]`)).values['a'];
    t.equal(read('0.07'), 7);
    t.equal(read('0.29'), 29, '0.29 / 0.01 in doubles is 28.999999999999996');
    t.equal(read('-1'), -100);
    t.equal(read('15e-1'), 150);
    t.same(dataFrom(structure, tinyValues('1.5', `[${row}]`)).values, { a: 150, rows: [{ n: 258, t: 'ab', k: 'Y', on: true, l: [7] }] });
    t.same(dataFrom(structure, tinyValues('1.5', `[${row}]`)).item, tinyItem);
    t.equal(structureNameIn(tinyValues('1', '[]')), 'random');
    t.same(
      [decimalText(-5, 100n), decimalText(150, 100n), decimalText(7, 1n), decimalText(1, 3n), decimalText(0, 10n)],
      ['-0.05', '1.5', '7', '1/3', '0'],
    );
  },
);

testCase(
  {
    id: 'TC-PDE-005-02',
    verifies: ['LLR-PDE-005', 'HLR-PDE-002'],
    kind: 'robustness',
    intent: 'each planted fault of a value is found by its code at its place, all at once, and no text throws',
  },
  (t) => {
    const structure = structureFrom(tinyText);
    const right = tinyValues('1.5', `[${row}]`);
    const planted: readonly (readonly [string, string, string])[] = [
      ['"a":1.5', '"a":2.01', 'PDI-113'],
      ['"a":1.5', '"a":1.505', 'PDI-113'],
      ['"a":1.5', '"a":1e400', 'PDI-113'],
      ['"a":1.5', '"a":"1.5"', 'PDI-112'],
      ['"a":1.5', '"a":1.51', 'PDI-114'],
      ['"a":1.5,', '', 'PDI-112'],
      ['"a":1.5', '"a":1.5,"b":1', 'PDI-112'],
      ['"a":1.5', '"a":1.5,"__proto__":1', 'PDI-112'],
      ['"n":258', '"n":301', 'PDI-113'],
      ['"n":258', '"n":null', 'PDI-112'],
      ['"t":"ab"', '"t":""', 'PDI-113'],
      ['"t":"ab"', '"t":"abcd"', 'PDI-113'],
      ['"t":"ab"', '"t":"a "', 'PDI-113'],
      ['"t":"ab"', '"t":"é"', 'PDI-113'],
      ['"k":"Y"', '"k":"Z"', 'PDI-113'],
      ['"on":true', '"on":1', 'PDI-112'],
      ['"l":[7]', '"l":[7,7,7]', 'PDI-113'],
      ['"l":[7]', '"l":7', 'PDI-112'],
      [`[${row}]`, '[]', 'PDI-113'],
      [`[${row}]`, `[${row},${row}]`, 'PDI-114'],
      ['"structure":"random"', '"structure":"other"', 'PDI-111'],
      ['"structureVersion":"1.2.3"', '"structureVersion":"1.2.4"', 'PDI-111'],
      ['"version":"2.0.1"', '"version":"2"', 'PDI-111'],
      ['"sequence":3', '"sequence":0', 'PDI-111'],
      ['"date":"2026-02-03"', '"date":"2026-13-03"', 'PDI-111'],
      ['"basis":[]', '"basis":[],"basis":[]', 'PDI-110'],
    ];
    for (const [from, to, code] of planted) {
      t.ok(right.includes(from), from);
      t.same(dataCodes(structure, right.replace(from, to)), [code], to);
    }
    const both = readData(structure, { path: 'x', text: right.replace('"n":258', '"n":301').replace('"a":1.5', '"a":9') });
    t.equal(both.diagnostics.length, 2);
    t.equal(both.diagnostics[0]?.place?.column, right.indexOf('1.5') + 1);
    const anything = fc.property(fc.json(), (text) => dataCodes(structure, text).length > 0);
    t.doesNotThrow(() => fc.assert(anything, { numRuns: 200 }));
    t.equal(structureNameIn('{'), undefined);
  },
);

testCase(
  { id: 'TC-PDE-006-01', verifies: ['LLR-PDE-006'], kind: 'normal', intent: 'the places of a small structure are those counted by hand' },
  (t) => {
    const groups = groupsOf(structureFrom(tinyText).root);
    t.same(
      groups.map(({ number, name, entryBytes }) => [number, name, entryBytes]),
      [
        [0, 'head', 2],
        [1, 'rows', 2 + 3 + 1 + 1 + 1 + 2],
      ],
    );
    t.equal(imageBytesOf(groups, [1, 2]), 64 + 16 + (2 + 4) + 2 * (10 + 4) + 4);
    t.equal(
      headerFields.reduce((sum, { bytes }) => sum + bytes, 0),
      64,
    );
  },
);

testCase(
  { id: 'TC-PDE-006-02', verifies: ['LLR-PDE-006'], kind: 'robustness', intent: 'structures whose images would be too large are refused' },
  (t) => {
    const text = { type: 'string', description: 'd', minLength: 1, maxLength: 255, 'x-encoding': 'text' };
    const list = (most: number, items: object): object => ({ type: 'array', description: 'd', minItems: 0, maxItems: most, items });
    const withRows = (most: number, inner: number): string =>
      JSON.stringify({
        ...tiny,
        'x-constraints': [],
        properties: {
          ...tiny.properties,
          rows: list(most, {
            type: 'object',
            description: 'd',
            additionalProperties: false,
            required: ['l'],
            properties: { l: list(inner, text) },
          }),
        },
      });
    t.same(structureCodes(withRows(10, 300)), ['PDI-102'], 'an entry of more than 65535 bytes');
    t.same(structureCodes(withRows(65535, 200)), ['PDI-102'], 'an image of more than 16 MiB');
    t.same(structureCodes(withRows(10, 200)), []);
    const { root } = structureFrom(tinyText);
    t.equal(layoutProblem(root), '');
    t.equal(bytesOf({ ...root, kind: 'list', items: root, countMin: 0, countMax: 300 }), 2 + 300 * bytesOf(root));
  },
);

testCase(
  {
    id: 'TC-PDE-007-01',
    verifies: ['LLR-PDE-007', 'HLR-PDE-003'],
    kind: 'normal',
    intent: 'the bytes of a small image are those written by hand from the layout',
  },
  (t) => {
    const structure = structureFrom(tinyText);
    const { item, values } = dataFrom(structure, tinyValues('-0.02', `[${row}]`));
    const image = encodedImage(structure, item, values);
    const word = (value: number): string => value.toString(16).padStart(8, '0');
    const header = `414d50454c504449${'0102'}${'0001'}${word(104)}${'0102'}${'0001'}${'0002'}${'0003'}${word(1)}${'0002'}${'0000'}${'0001'}${'0002'}${structure.fingerprint.slice(0, 24)}${word(3)}${word(20260203)}${word(0)}`;
    const head = 'fffe';
    const entry = `0102${'616200'}${'09'}${'01'}${'01'}${'07'}${'00'}`;
    const check = (hexText: string): string => word(longDivision(Buffer.from(hexText, 'hex')));
    const directory = `${word(80)}${'0001'}${'0002'}${word(86)}${'0001'}${'000a'}`;
    const most = `${header}${check(header)}${directory}${head}${check(`00000000${head}`)}${entry}${check(`00010000${entry}`)}`;
    t.equal(Buffer.from(image).toString('hex'), `${most}${check(most)}`);
    t.same(encodedImage(structure, item, values), image);
    const relaid = dataFrom(structure, JSON.stringify(JSON.parse(tinyValues('-0.02', `[${row}]`)), null, 3));
    t.same(encodedImage(structure, relaid.item, relaid.values), image);
  },
);

testCase(
  {
    id: 'TC-PDE-007-02',
    verifies: ['LLR-PDE-007', 'HLR-PDE-003'],
    kind: 'robustness',
    intent: 'two entries that change places are found out by their checks even when the check over the whole is made right',
  },
  (t) => {
    const { structure, image } = table('satcom-quotas');
    const view = new DataView(image.buffer);
    const [offset, size] = [view.getUint32(72), view.getUint16(78) + 4];
    const swapped = image.slice();
    swapped.set(image.subarray(offset, offset + size), offset + size);
    swapped.set(image.subarray(offset + size, offset + 2 * size), offset);
    new DataView(swapped.buffer).setUint32(swapped.length - 4, longDivision(swapped.subarray(0, -4)));
    t.same(decodeCodes(structure, swapped), ['PDI-125']);
  },
);

testCase(
  {
    id: 'TC-PDE-008-01',
    verifies: ['LLR-PDE-008', 'HLR-PDE-004', 'HLR-PDE-002', 'HLR-PDE-003'],
    kind: 'normal',
    intent: 'what a random structure holds comes back from its image, number for number',
  },
  (t) => {
    const roundTrip = fc.property(randomTable, ({ structure: text, data, decoded }) => {
      const structure = structureFrom(text);
      const { item, values } = dataFrom(structure, data);
      const image = encodedImage(structure, item, values);
      const back = decodedImage(structure, 'x', image);
      return JSON.stringify(back.value?.values) === JSON.stringify(decoded) && JSON.stringify(back.value?.item) === JSON.stringify(item);
    });
    t.doesNotThrow(() => fc.assert(roundTrip, { numRuns: 200 }));
    for (const name of tableNames) {
      const { structure, data, image } = table(name);
      t.same(decodedImage(structure, name, image).value, { item: data.item, values: data.values }, name);
    }
  },
);

testCase(
  {
    id: 'TC-PDE-008-02',
    verifies: ['LLR-PDE-008', 'HLR-PDE-004', 'HLR-PDE-003', 'HLR-PDE-005'],
    kind: 'robustness',
    intent: 'no mutated, cut or foreign image is accepted, and each barrier is reached by its code',
  },
  (t) => {
    for (const name of ['ecs-limits', 'failover-policy', 'model-selection'] as const) {
      const { structure, image } = table(name);
      let accepted = 0;
      for (let bit = 0; bit < image.length * 8; bit += 1) {
        const changed = image.slice();
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        if (decodedImage(structure, 'x', changed).value !== undefined) accepted += 1;
      }
      for (let length = 0; length < image.length; length += 1)
        if (decodedImage(structure, 'x', image.subarray(0, length)).value !== undefined) accepted += 1;
      t.equal(accepted, 0, `each bit and each length of ${name}`);
    }
    const found = mutatedImages(mutations);
    t.same(found, { accepted: 0, acceptedByDigest: 0, unexplained: 0 });
    t.ok(sealedCodesReached(t.same.bind(t)));
  },
);

/** Random mutations of three images: how many a decoder accepted, how many with the digest of the manifest, how many it rejected without a finding. */
function mutatedImages(count: number): { readonly accepted: number; readonly acceptedByDigest: number; readonly unexplained: number } {
  const images = (['failover-policy', 'satcom-quotas', 'safety-bounds'] as const).map(table);
  const digests = images.map(({ image }) => sha256(image));
  let state = 0x2545f491;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  const tally = { accepted: 0, acceptedByDigest: 0, unexplained: 0 };
  for (let round = 0; round < count; round += 1) {
    const which = round % images.length;
    const { structure, image } = images[which] as (typeof images)[number];
    const bytes = mutated(image, below);
    if (Buffer.compare(bytes, image) === 0) continue;
    const { value, diagnostics } = decodedImage(structure, 'x', bytes);
    if (value !== undefined) tally.accepted += 1;
    if (value !== undefined && sha256(bytes) === digests[which]) tally.acceptedByDigest += 1;
    if (value === undefined && diagnostics.length === 0) tally.unexplained += 1;
  }
  return tally;
}

function mutated(image: Uint8Array, below: (limit: number) => number): Uint8Array {
  const bytes = image.slice();
  switch (below(6)) {
    case 0:
      return bytes.subarray(0, below(bytes.length));
    case 1:
      return Uint8Array.from([...bytes, ...Array.from({ length: 1 + below(8) }, () => below(256))]);
    case 2:
      return bytes.copyWithin(below(bytes.length), below(bytes.length), below(bytes.length));
    case 3:
      return bytes.fill(below(2) * 255, below(bytes.length), bytes.length);
    default:
      for (let left = 1 + below(6); left > 0; left -= 1) bytes[below(bytes.length)] = below(256);
      return bytes;
  }
}

/** Each code of the decoder by a change that reaches just that barrier: checks are made right again where they would hide it. */
function sealedCodesReached(same: (found: unknown, wanted: unknown, message: string) => boolean): boolean {
  const structure = structureFrom(tinyText);
  const { item, values } = dataFrom(structure, tinyValues('1.5', `[${row}]`));
  const image = encodedImage(structure, item, values);
  const put = (at: number, ...bytes: readonly number[]): Uint8Array => {
    const changed = image.slice();
    changed.set(bytes, at);
    return changed;
  };
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['too short', image.subarray(0, 67), 'PDI-120'],
    ['magic', sealed(put(0, 0x42)), 'PDI-120'],
    ['header check', put(24, 9), 'PDI-121'],
    ['byte order', sealed(put(8, 2, 1)), 'PDI-121'],
    ['format version', sealed(put(11, 2)), 'PDI-121'],
    ['reserved', sealed(put(59, 1)), 'PDI-127'],
    ['structure', sealed(put(17, 3)), 'PDI-122'],
    ['structure version', sealed(put(23, 4)), 'PDI-122'],
    ['fingerprint', sealed(put(40, (image[40] as number) ^ 1)), 'PDI-122'],
    ['length', sealed(put(15, 99)), 'PDI-123'],
    ['longer', Uint8Array.from([...image, 0]), 'PDI-123'],
    ['directory count', put(77, 2), 'PDI-123'],
    ['whole', put(image.length - 1, (image[image.length - 1] as number) ^ 1), 'PDI-124'],
    ['range', sealed(put(80, 0x7f, 0xff)), 'PDI-126'],
    ['choice', sealed(put(91, 6)), 'PDI-126'],
    ['flag', sealed(put(92, 2)), 'PDI-126'],
    ['list count', sealed(put(93, 3)), 'PDI-126'],
    ['empty text', sealed(put(88, 0, 0, 0)), 'PDI-126'],
    ['after the text', sealed(put(89, 0, 0x62)), 'PDI-127'],
    ['unused place', sealed(put(95, 1)), 'PDI-127'],
    ['constraint', sealed(put(80, 0, 151)), 'PDI-128'],
  ];
  return cases.every(([what, bytes, code]) => same(decodeCodes(structure, bytes), [code], what));
}

testCase(
  {
    id: 'TC-PDE-008-03',
    verifies: ['LLR-PDE-008', 'HLR-PDE-004'],
    kind: 'robustness',
    intent: 'bits of an image of 64 KiB: none can be flipped unnoticed',
  },
  (t) => {
    const rows = Array.from({ length: 310 }, (_, index) => `{"n":${index % 301},"t":"ab","k":"Y","on":true,"l":[7]}`).join(',');
    const structure = structureFrom(
      JSON.stringify({ ...tiny, 'x-constraints': [] })
        .replace('"maxItems":3', '"maxItems":500')
        .replace('"maxItems":2', '"maxItems":200'),
    );
    const { item, values } = dataFrom(structure, tinyValues('1', `[${rows}]`));
    const image = encodedImage(structure, item, values);
    t.ok(image.length >= 65536 && image.length < 67000, `${image.length} bytes`);
    t.not(decodedImage(structure, 'x', image).value, undefined);
    let accepted = 0;
    for (let bit = 0; bit < image.length * 8; bit += isLong ? 1 : 2003) {
      image[bit >> 3] = (image[bit >> 3] as number) ^ (1 << (bit & 7));
      if (decodedImage(structure, 'x', image).value !== undefined) accepted += 1;
      image[bit >> 3] = (image[bit >> 3] as number) ^ (1 << (bit & 7));
    }
    t.equal(accepted, 0);
  },
);

testCase(
  {
    id: 'TC-PDE-009-01',
    verifies: ['LLR-PDE-009', 'HLR-PDE-005'],
    kind: 'normal',
    intent: 'the manifest names image, source and structure by their SHA-256',
  },
  (t) => {
    const { data, image } = table('ecs-limits');
    const manifest = JSON.parse(
      manifestOf({ data, image, dataText: dataText('ecs-limits'), structureText: structureText('ecs-limits') }),
    ) as unknown;
    t.same(manifest, {
      form: 'urn:ampel:pdi-manifest:v1',
      item: { id: 2005, version: '1.0.0', sequence: 1, date: '2026-11-21' },
      structure: {
        name: 'ecs-limits',
        id: 5,
        version: '1.0.0',
        fingerprint: data.structure.fingerprint,
        sha256: sha256(structureText('ecs-limits')),
      },
      source: { sha256: sha256(dataText('ecs-limits')) },
      image: { bytes: image.length, sha256: sha256(image) },
    });
  },
);

testCase(
  {
    id: 'TC-PDE-009-02',
    verifies: ['LLR-PDE-009', 'HLR-PDE-005'],
    kind: 'robustness',
    intent: 'a change of one byte anywhere gives another manifest, and the same bytes the same',
  },
  (t) => {
    const { data, image } = table('ecs-limits');
    const input = { data, image, dataText: dataText('ecs-limits'), structureText: structureText('ecs-limits') };
    const manifest = manifestOf(input);
    const changed = image.slice();
    changed[90] = (changed[90] as number) ^ 1;
    t.not(manifestOf({ ...input, image: changed }), manifest);
    t.not(manifestOf({ ...input, dataText: `${input.dataText} ` }), manifest);
    t.not(manifestOf({ ...input, structureText: `${input.structureText} ` }), manifest);
    t.equal(manifestOf(input), manifest);
  },
);

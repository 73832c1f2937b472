import fc from 'fast-check';
import { rationalText } from '../../src/kernel/rational.js';
import { assumptionTexts } from '../../src/twin/afdx/exchange/assumptions.js';
import { linkIdOf, nodeIdOf, virtualLinkIdsOf } from '../../src/twin/afdx/exchange/names.js';
import { decimalText, quantityOf } from '../../src/twin/afdx/exchange/quantities.js';
import { xmlElementsOf } from '../../src/twin/afdx/exchange/xml-elements.js';
import { testCase } from '../support/test-case.js';
import { anyText, networkOf, read, readEdited, sampleXml } from './sample-networks.js';

const elementsOf = (text: string) => xmlElementsOf({ path: 'x.xml', text });
const refusalOf = (text: string): string => {
  const result = elementsOf(text);
  return 'refused' in result ? `${result.refused.code} ${result.refused.place?.line}:${result.refused.place?.column}` : 'read';
};
testCase(
  {
    id: 'TC-CNV-001-01',
    verifies: ['LLR-CNV-001', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'gives elements with their attributes and places, and marks text',
  },
  (t) => {
    const result = elementsOf('<?xml version="1.0"?>\n<a b="1 &lt; 2">\n  <c/> <d e=\'"\'>x</d><![CDATA[ ]]></a>\n');
    if (!('root' in result)) throw new Error('the text is well-formed');
    t.strictSame([result.root.name, [...result.root.attributes], result.root.hasText], ['a', [['b', '1 < 2']], false]);
    t.strictSame(result.root.place, { path: 'x.xml', line: 2, column: 1 });
    t.strictSame(
      result.root.children.map(({ name, hasText, place }) => [name, hasText, place.line, place.column]),
      [
        ['c', false, 3, 3],
        ['d', true, 3, 8],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-CNV-001-02',
    verifies: ['LLR-CNV-001', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'refuses malformed, oversized, deep and self-expanding texts with one finding',
  },
  (t) => {
    for (const text of [
      '<',
      '<a>',
      '<a></b>',
      '<a b=1/>',
      '<a b="1" b="2"/>',
      '<a/><a/>',
      '<a>&nothing;</a>',
      '<a b="<"/>',
      '<a>\u0001</a>',
      ' ',
      '',
    ])
      t.match(refusalOf(text), /^AFDX-200 \d+:\d+$/, JSON.stringify(text));
    const bomb = `<!DOCTYPE a [<!ENTITY a "aaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY b${at} "&a;&a;">`).join('')}]><a>&b8;</a>`;
    t.match(elementsOf(bomb), { refused: { message: /document type/ } });
    t.equal(refusalOf(`${'<a>'.repeat(16)}${'</a>'.repeat(16)}`), 'read');
    t.equal(refusalOf(`${'<a>'.repeat(17)}${'</a>'.repeat(17)}`), 'AFDX-200 1:49');
    t.equal(refusalOf('<a>'.repeat(1_000_000)), 'AFDX-200 1:49');
    const attributes = (count: number): string => `<a ${Array.from({ length: count }, (_, at) => `b${at}=""`).join(' ')}/>`;
    t.equal(refusalOf(attributes(100)), 'read');
    t.equal(refusalOf(attributes(101)), 'AFDX-200 1:1');
    t.equal(refusalOf(attributes(150)), 'AFDX-200 1:1');
    t.match(elementsOf(`x${bomb}`), { refused: { message: /well-formed/, place: { line: 1 } } }, 'the first of two reasons');
    t.equal(refusalOf(`<a>${'<b/>'.repeat(500_000)}</a>`), 'AFDX-200 1:2000000', 'the 500 001st element');
    // the one that is not too long is given up at its second sign
    t.match(elementsOf(`<<${' '.repeat(15_999_998)}`), { refused: { message: /well-formed/ } });
    t.match(elementsOf(`<a>${' '.repeat(15_999_994)}</a>`), {
      refused: { message: /longer than 16000000/, place: { line: 1, column: 1 } },
    });
    t.match(elementsOf(`<a b="${'x'.repeat(1_000_000)}" c></a>`), { refused: { code: 'AFDX-200' } });
  },
);

testCase(
  {
    id: 'TC-CNV-002-01',
    verifies: ['LLR-CNV-002', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'reads numbers with and without units exactly, and writes decimals that read the same',
  },
  (t) => {
    const cases = [
      ['16', 'duration', 'us', '16000'],
      ['0.5', 'duration', 'ms', '500000'],
      ['2.5us', 'duration', 'ms', '2500'],
      ['1 s', 'duration', 'ms', '1000000000'],
      ['3µs', 'duration', 'ms', '3000'],
      ['7ns', 'duration', 'ms', '7'],
      ['0.1ns', 'duration', 'ms', '1/10'],
      ['100000000', 'rate', 'bps', '100000000'],
      ['1.0E8', 'rate', 'bps', '100000000'],
      ['100Mbps', 'rate', 'bps', '100000000'],
      ['2.5Gbit/s', 'rate', 'bps', '2500000000'],
      ['64kbps', 'rate', 'bps', '64000'],
      ['5e-1Mbps', 'rate', 'bps', '500000'],
      ['67', 'size', 'B', '67'],
      ['800b', 'size', 'B', '100'],
      [' 1471B ', 'size', 'B', '1471'],
    ] as const;
    for (const [text, kind, unit, expected] of cases) {
      const value = quantityOf(text, kind, unit);
      t.equal(value === undefined ? undefined : rationalText(value), expected, text);
    }
    t.strictSame([decimalText(16_500, 3), decimalText(16_000, 3), decimalText(1, 3), decimalText(0, 3)], ['16.5', '16', '0.001', '0']);
    const same = fc.property(fc.nat(), (value) => {
      const back = quantityOf(decimalText(value, 3), 'duration', 'us');
      return back !== undefined && back.denominator === 1n && back.numerator === BigInt(value);
    });
    fc.assert(same, { numRuns: 200 });
  },
);

testCase(
  {
    id: 'TC-CNV-002-02',
    verifies: ['LLR-CNV-002', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'takes nothing else for a number or a unit',
  },
  (t) => {
    const numbers = [
      '',
      'NaN',
      'Infinity',
      '-1',
      '+1',
      '1,5',
      '0x10',
      '1e',
      '1e100',
      '.5',
      '5.',
      '1 2',
      '١',
      '1_000',
      '9'.repeat(31),
      'ms',
    ];
    for (const text of numbers) t.equal(quantityOf(text, 'duration', 'ms'), undefined, text);
    for (const text of ['1mbps', '1Mb', '1MBps', '1bps ps', '1kBps']) t.equal(quantityOf(text, 'rate', 'bps'), undefined, text);
    for (const text of ['1bps', '1kB', '1m', '1Ms'])
      t.equal(quantityOf(text, 'size', 'B') ?? quantityOf(text, 'duration', 'ms'), undefined, text);
    t.equal(quantityOf(`${'1'.repeat(5_000_000)}x`, 'size', 'B'), undefined);
  },
);

testCase(
  {
    id: 'TC-CNV-003-01',
    verifies: ['LLR-CNV-003', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'keeps names that are identifiers and replaces other signs',
  },
  (t) => {
    for (const name of ['E1', 'sw-1', '7', 'a_b.c', 'constructor']) t.equal(nodeIdOf(name), name);
    t.strictSame(['AFDX Station 3', 'ES#SW1.0', 'a > b', 'é1'].map(nodeIdOf), ['AFDX_Station_3', 'ES_SW1.0', 'a_b', 'N_1']);
    for (const name of ['L1', 'AFDX Edge 1', 'S1 => S5', 'lk:a-b']) t.equal(linkIdOf(name), name);
    t.strictSame(['liaison été', 'a  b', ' a'].map(linkIdOf), ['liaison_t_', 'a_b', '_a']);
    const network = networkOf(read(sampleXml.replaceAll('E2', 'Station 2')));
    t.strictSame(network.virtualLinks[1]?.destinations, ['E3', 'Station_2']);
    t.equal(network.endSystems[1]?.id, 'Station_2');
  },
);

testCase(
  {
    id: 'TC-CNV-003-02',
    verifies: ['LLR-CNV-003', 'HLR-CNV-001'],
    kind: 'robustness',
    intent: 'makes an identifier of the schema from a name of any signs, in linear time',
  },
  (t) => {
    t.strictSame(['', '_x', '.', '__proto__', '\n'].map(nodeIdOf), ['N', 'N_x', 'N.', 'N__proto__', 'N_']);
    const fits = fc.property(anyText, (name) => {
      const [node, link] = [nodeIdOf(name), linkIdOf(name)];
      return (
        /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(node) && /^[!-~]+( [!-~]+)*$/.test(link) && nodeIdOf(node) === node && linkIdOf(link) === link
      );
    });
    fc.assert(fits, { numRuns: 300 });
    t.equal(nodeIdOf(' '.repeat(1_000_000)), 'N_');
    t.equal(linkIdOf(`${'a '.repeat(500_000)} `).length, 1_000_000);
  },
);

testCase(
  {
    id: 'TC-CNV-004-01',
    verifies: ['LLR-CNV-004', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'takes identifiers from names, and sorts virtual links by them',
  },
  (t) => {
    t.strictSame(virtualLinkIdsOf(['VL12', 'VL3', 'x-65535', '0']), { ids: [12, 3, 65_535, 0], areFromNames: true });
    t.strictSame(virtualLinkIdsOf([]), { ids: [], areFromNames: true });
    const network = networkOf(read(sampleXml));
    t.strictSame(
      network.virtualLinks.map(({ id, name }) => [id, name]),
      [
        [3, 'VL3'],
        [7, 'VL7'],
      ],
    );
    t.notOk(network.assumptions?.includes(assumptionTexts.identifiers));
  },
);

testCase(
  {
    id: 'TC-CNV-004-02',
    verifies: ['LLR-CNV-004', 'HLR-CNV-002'],
    kind: 'robustness',
    intent: 'numbers virtual links when a name has no number of its own that fits, and says so',
  },
  (t) => {
    for (const names of [
      ['a', 'VL2'],
      ['VL1', 'VL01'],
      ['VL65536', 'VL2'],
      ['VL123456', 'VL2'],
      ['VL1 ', 'VL2'],
      ['1x', '2'],
    ])
      t.strictSame(virtualLinkIdsOf(names), { ids: [1, 2], areFromNames: false }, names.join());
    t.strictSame(virtualLinkIdsOf([`${'1'.repeat(1_000_000)}x`]).ids, [1]);
    const network = networkOf(readEdited(['name="VL3"', 'name="back"']));
    t.strictSame(
      network.virtualLinks.map(({ id, name }) => [id, name]),
      [
        [1, 'VL7'],
        [2, 'back'],
      ],
    );
    t.ok(network.assumptions?.includes(assumptionTexts.identifiers));
  },
);

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sha256 } from '../../src/kernel/digest.js';
import { holds } from '../../src/kernel/logic/evaluate.js';
import { variablesOf } from '../../src/kernel/logic/expression.js';
import { truth } from '../../src/kernel/logic/truth.js';
import { obligationFaults } from '../../src/toolchain/proof/check-obligation.js';
import { changesBetween } from '../../src/twin/pdi/change/change-report.js';
import { structureDifferences, versionFindings } from '../../src/twin/pdi/change/structure-change.js';
import { decodedImage } from '../../src/twin/pdi/decode-image.js';
import { encodedImage } from '../../src/twin/pdi/encode-image.js';
import { readExactJson } from '../../src/twin/pdi/exact-json.js';
import { proofObligations } from '../../src/twin/pdi/proofs/envelope-obligations.js';
import { fixedCounts, permittedValues, totalledLists } from '../../src/twin/pdi/proofs/permitted-values.js';
import { consistencyFindings, consistencyRules } from '../../src/twin/pdi/verification/consistency.js';
import { elementCoverage } from '../../src/twin/pdi/verification/element-coverage.js';
import { elementsOfSource } from '../../src/twin/pdi/verification/elements.js';
import { elementsOfImage } from '../../src/twin/pdi/verification/second-decoder.js';
import { builtItem, type ItemFiles, verifiedItem } from '../../src/twin/pdi/verification/verify-item.js';
import { testCase } from '../support/test-case.js';
import { ran } from './ran-verb.js';
import { randomTable } from './random-structure.js';
import { dataFrom, dataText, structureFrom, structureText, type TableName, table, tableNames } from './tables.js';

// @reads config-items/pdi/**/*, config-items/afdx/network.json, ampel.config.yaml, requirements/system/*.yaml

const codesOf = (findings: readonly { readonly code: string }[]): readonly string[] =>
  [...new Set(findings.map(({ code }) => code))].sort();
const network = readFileSync('config-items/afdx/network.json', 'utf8');

/** The tables of the aircraft, one of them with another text of its data. */
function tables(changed: Partial<Record<TableName, (text: string) => string>> = {}, networkText = network) {
  const items = new Map(
    tableNames.map((name) => [
      name as string,
      dataFrom(structureFrom(structureText(name), name), (changed[name] ?? ((text) => text))(dataText(name))),
    ]),
  );
  return { items, texts: new Map([['config-items/afdx/network.json', networkText]]) };
}

/** A change of a text that must be there. */
function replaced(from: string, to: string): (text: string) => string {
  return (text) => {
    if (!text.includes(from)) throw new Error(`${from} is not in the text`);
    return text.replace(from, to);
  };
}

function filesOf(
  name: TableName,
  change: Partial<{
    readonly data: string;
    readonly structure: string;
    readonly image: Uint8Array | undefined;
    readonly manifest: string;
  }> = {},
): ItemFiles {
  const built = builtItem({
    name,
    structure: { path: 's', text: structureText(name) },
    data: { path: 'd', text: dataText(name) },
    image: { path: 'i', bytes: undefined },
    manifest: { path: 'm', text: undefined },
  });
  return {
    name,
    structure: { path: 's', text: change.structure ?? structureText(name) },
    data: { path: 'd', text: change.data ?? dataText(name) },
    image: { path: 'i', bytes: 'image' in change ? change.image : built.image },
    manifest: { path: 'm', text: change.manifest ?? built.manifest },
  };
}

const verifiedCodes = (files: ItemFiles, hasRequirement: ((id: string) => boolean) | undefined = () => true): readonly string[] =>
  codesOf(verifiedItem(files, consistencyRules, hasRequirement).diagnostics);

testCase(
  {
    id: 'TC-PDV-001-01',
    verifies: ['LLR-PDV-001', 'LLR-PDV-002', 'HLR-PDV-001'],
    kind: 'normal',
    intent: 'the second decoder gives each element of random images as their source writes it',
  },
  (t) => {
    const same = fc.property(randomTable, ({ structure: text, data }) => {
      const structure = structureFrom(text);
      const { item, values } = dataFrom(structure, data);
      const elements = elementsOfImage(JSON.parse(text), encodedImage(structure, item, values));
      const source = elementsOfSource(structure, readExactJson('x', data, 'PDI-110'));
      return (
        typeof elements !== 'string' &&
        elements.size === source.length &&
        source.every((element) => elements.get(element.pointer) === element.text)
      );
    });
    t.doesNotThrow(() => fc.assert(same, { numRuns: 200 }));
    const { image } = table('ecs-limits');
    const elements = elementsOfImage(JSON.parse(structureText('ecs-limits')), image);
    t.equal(typeof elements === 'string' ? elements : elements.get('/cabinPressureMaximum'), '1013/10');
  },
);

testCase(
  {
    id: 'TC-PDV-001-02',
    verifies: ['LLR-PDV-001', 'LLR-PDV-002', 'HLR-PDV-001'],
    kind: 'robustness',
    intent: 'neither decoder accepts damaged bytes that the other rejects for a check, and none throws',
  },
  (t) => {
    const { structure, image } = table('safety-bounds');
    const shape: unknown = JSON.parse(structureText('safety-bounds'));
    let differences = 0;
    for (let bit = 64 * 8; bit < image.length * 8; bit += 1) {
      const changed = image.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      if (typeof elementsOfImage(shape, changed) !== 'string' || decodedImage(structure, 'x', changed).value !== undefined)
        differences += 1;
    }
    t.equal(differences, 0);
    const anything = fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof elementsOfImage(shape, bytes) === 'string');
    t.doesNotThrow(() => fc.assert(anything, { numRuns: 300 }));
    t.same(
      elementsOfSource(structure, readExactJson('x', '[]', 'PDI-110')).map(({ text }) => text),
      [],
    );
  },
);

testCase(
  {
    id: 'TC-PDV-003-01',
    verifies: ['LLR-PDV-003', 'LLR-PDV-002', 'HLR-PDV-002'],
    kind: 'normal',
    intent: 'each element of the aircraft is traced and has one basis, counted by kind',
  },
  (t) => {
    for (const name of tableNames) {
      const { data } = table(name);
      const elements = elementsOfSource(data.structure, readExactJson('x', dataText(name), 'PDI-110'));
      const compared = consistencyRules.filter((rule) => rule.table === name).flatMap(({ compares }) => compares);
      const { coverage, diagnostics } = elementCoverage({ data, elements, hasRequirement: () => true, compared });
      t.same(diagnostics, [], name);
      t.equal(coverage.byQuote + coverage.byConfigurationItem + coverage.assumed, coverage.elements, name);
      t.equal(coverage.traced, coverage.elements, name);
    }
  },
);

testCase(
  {
    id: 'TC-PDV-003-02',
    verifies: ['LLR-PDV-003', 'HLR-PDV-002'],
    kind: 'robustness',
    intent: 'an element without requirement, basis or the quoted value is found, and each faulty basis',
  },
  (t) => {
    const check = (
      change: (text: string) => string,
      structure = structureText('ecs-limits'),
      known: (id: string) => boolean = () => true,
    ): readonly string[] => {
      const built = structureFrom(structure, 'ecs-limits');
      const text = change(dataText('ecs-limits'));
      const data = dataFrom(built, text);
      return codesOf(
        elementCoverage({
          data,
          elements: elementsOfSource(built, readExactJson('x', text, 'PDI-110')),
          hasRequirement: known,
          compared: [],
        }).diagnostics,
      );
    };
    t.same(check(replaced('"cabinTemperatureMaximum": 26.0', '"cabinTemperatureMaximum": 26.1')), ['PDI-213']);
    t.same(check(replaced('"said": "26.0"', '"said": "6.0"')), ['PDI-213'], '6.0 stands in 26.0 and is not the figure');
    t.same(check(replaced('"said": "26.0"', '"said": "27.0"')), ['PDI-213']);
    t.same(check(replaced('"factor": "1/100"', '"factor": "1/10"')), ['PDI-213']);
    t.same(check(replaced('"elements": "/superheatMinimum"', '"elements": "/superheat"')), ['PDI-212', 'PDI-215']);
    t.same(check(replaced('"said": "120.0"', '"said": "120.0", "assumption": "both"')), ['PDI-214']);
    t.same(check(replaced('"said": "120.0"', '"conflict": "no value said"')), ['PDI-214']);
    t.same(
      check((text) =>
        text.replace(
          /\{ "elements": "\/surgeMargin"[^}]*\}|\{\n\s*"elements": "\/surgeMargin"[^}]*\}/,
          '{ "elements": "/surgeMargin", "configurationItem": "other.json" }',
        ),
      ),
      ['PDI-216'],
    );
    const untraced = structureText('ecs-limits').replace(/,\s*"x-trace": \["SYS-ECS-006"\]/, '');
    t.same(
      check((text) => text, untraced),
      ['PDI-210'],
    );
    t.same(
      check(
        (text) => text,
        structureText('ecs-limits'),
        (id) => id !== 'SYS-ECS-006',
      ),
      ['PDI-211'],
    );
  },
);

testCase(
  {
    id: 'TC-PDV-004-01',
    verifies: ['LLR-PDV-004', 'LLR-PDV-005', 'LLR-PDV-006', 'LLR-PDV-007', 'HLR-PDV-003'],
    kind: 'normal',
    intent: 'the tables of the aircraft agree with each other and with the network',
  },
  (t) => {
    t.same(consistencyFindings(tables()), []);
    t.same(
      consistencyRules.map(({ table: name }) => name),
      ['afdx-virtual-links', 'safety-bounds', 'model-selection'],
    );
    t.same(consistencyFindings({ items: new Map(), texts: new Map() }), []);
    const digest = 'ab'.repeat(32);
    const released = replaced(
      '"phase": "cruise", "model": "aero-cruise", "released": false, "versionMajor": 0',
      '"phase": "cruise", "model": "aero-cruise", "released": true, "versionMajor": 1',
    );
    const withDigest = (text: string): string => released(text).replace(/("versionMajor": 1[^}]*"digest": ")0+/, `$1${digest}`);
    t.same(consistencyFindings(tables({ 'model-selection': withDigest })), []);
  },
);

testCase(
  {
    id: 'TC-PDV-004-02',
    verifies: ['LLR-PDV-004', 'LLR-PDV-005', 'LLR-PDV-006', 'LLR-PDV-007', 'HLR-PDV-003'],
    kind: 'robustness',
    intent: 'each planted disagreement between tables is found, and nothing else',
  },
  (t) => {
    const planted: readonly (readonly [TableName, (text: string) => string, string])[] = [
      ['afdx-virtual-links', replaced('"networkVersion": "1.2.0"', '"networkVersion": "1.1.0"'), 'PDI-220'],
      ['afdx-virtual-links', replaced('"bandwidthAllocationGap": 16', '"bandwidthAllocationGap": 8'), 'PDI-220'],
      ['afdx-virtual-links', replaced('"maximumFrame": 138', '"maximumFrame": 139'), 'PDI-220'],
      ['afdx-virtual-links', replaced('"source": "ECS-1"', '"source": "ECS-2"'), 'PDI-220'],
      ['afdx-virtual-links', replaced('"pathA": ["SW5A"]', '"pathA": ["SW4A"]'), 'PDI-220'],
      ['afdx-virtual-links', replaced('"criticality": "B"', '"criticality": "A"'), 'PDI-220'],
      ['afdx-virtual-links', replaced('"redundancyLevel": 2', '"redundancyLevel": 1'), 'PDI-220'],
      ['afdx-virtual-links', replaced('"id": 2101', '"id": 9'), 'PDI-220'],
      ['safety-bounds', replaced('"maximum": 40.5', '"maximum": 40.6'), 'PDI-221'],
      ['safety-bounds', replaced('"maximum": 118', '"maximum": 120'), 'PDI-221'],
      ['ecs-limits', replaced('"cabinPressureMinimum": 75.0', '"cabinPressureMinimum": 74.9'), 'PDI-221'],
      ['model-selection', replaced('"released": false', '"released": true'), 'PDI-222'],
      ['model-selection', replaced('"versionMajor": 0', '"versionMajor": 1'), 'PDI-222'],
      ['failover-policy', replaced('"endToEndMax": 50', '"endToEndMax": 40'), 'PDI-222'],
      ['failover-policy', replaced('"id": 2002', '"id": 2003'), 'PDI-224'],
    ];
    for (const [name, change, code] of planted) t.same(codesOf(consistencyFindings(tables({ [name]: change }))), [code], name);
    t.equal(
      consistencyFindings(tables({ 'afdx-virtual-links': replaced('"id": 2101', '"id": 9') })).length,
      2,
      'one that the network lacks and one that the table lacks',
    );
    t.same(codesOf(consistencyFindings(tables({}, '{'))), ['PDI-220']);
    t.same(codesOf(consistencyFindings(tables({}, network.replace('"SW5A"\n', '"SW5A"\n')))), []);
    const without = tables();
    without.items.delete('ecs-limits');
    t.same(codesOf(consistencyFindings(without)), ['PDI-221']);
    const zero = '0'.repeat(64);
    const twice = (text: string): string =>
      text
        .replace(/("phase": "(?:takeoff|approach)", "model": "aero-high-lift", "released": )false/g, '$1true')
        .replace(new RegExp(`("phase": "takeoff"[^}]*"digest": ")${zero}`), `$1${'11'.repeat(32)}`)
        .replace(new RegExp(`("phase": "approach"[^}]*"digest": ")${zero}`), `$1${'22'.repeat(32)}`);
    t.same(codesOf(consistencyFindings(tables({ 'model-selection': twice }))), ['PDI-222']);
  },
);

testCase(
  {
    id: 'TC-PDV-008-01',
    verifies: ['LLR-PDV-008', 'HLR-PDV-001', 'HLR-PDV-002'],
    kind: 'normal',
    intent: 'an item whose image is that of its source has no finding, and each element is equal in both',
  },
  (t) => {
    for (const name of tableNames) {
      const { diagnostics, coverage, equalElements } = verifiedItem(filesOf(name), consistencyRules, () => true);
      t.same(diagnostics, [], name);
      t.equal(equalElements, coverage?.elements, name);
    }
  },
);

testCase(
  {
    id: 'TC-PDV-008-02',
    verifies: ['LLR-PDV-008', 'HLR-PDV-001', 'HLR-PDV-002'],
    kind: 'robustness',
    intent: 'a missing, old, damaged or foreign image or manifest is found, and a source with faults builds nothing',
  },
  (t) => {
    const name = 'safety-bounds';
    const { image } = table(name);
    const other = structureFrom(structureText(name), name);
    const older = dataFrom(other, dataText(name).replace('"checkInterval": 10', '"checkInterval": 11'));
    t.same(verifiedCodes(filesOf(name)), []);
    t.same(verifiedCodes(filesOf(name, { image: undefined })), ['PDI-201']);
    t.same(verifiedCodes(filesOf(name, { image: encodedImage(other, older.item, older.values) })), ['PDI-202', 'PDI-203']);
    const damaged = image.slice();
    damaged[90] = (damaged[90] as number) ^ 4;
    t.same(verifiedCodes(filesOf(name, { image: damaged })), ['PDI-124', 'PDI-125', 'PDI-202', 'PDI-203']);
    t.same(verifiedCodes(filesOf(name, { image: image.subarray(0, 20) })), ['PDI-120', 'PDI-202', 'PDI-203']);
    t.same(verifiedCodes(filesOf(name, { manifest: '{}' })), ['PDI-204']);
    t.same(verifiedCodes(filesOf(name, { data: dataText(name).replace('"checkInterval": 10', '"checkInterval": 1000') })), ['PDI-113']);
    t.same(verifiedCodes(filesOf(name, { structure: '{' })), ['PDI-100']);
    t.same(verifiedCodes({ ...filesOf(name), structure: { path: 's', text: undefined } }), ['PDI-115']);
    t.same(verifiedCodes({ ...filesOf(name), data: { path: 'd', text: undefined } }), ['PDI-110']);
  },
);

const elementsIn = (name: TableName, text: string): ReadonlyMap<string, string> =>
  new Map(
    elementsOfSource(structureFrom(structureText(name), name), readExactJson('x', text, 'PDI-110')).map((element) => [
      element.pointer,
      element.text,
    ]),
  );

testCase(
  {
    id: 'TC-PDV-009-01',
    verifies: ['LLR-PDV-009', 'HLR-PDV-005'],
    kind: 'normal',
    intent: 'changes are named with old and new text and requirements, an entry more is no shift of the others',
  },
  (t) => {
    const structure = structureFrom(structureText('afdx-virtual-links'), 'afdx-virtual-links');
    const before = dataText('afdx-virtual-links');
    const changed = changesBetween(
      structure,
      elementsIn('afdx-virtual-links', before),
      elementsIn('afdx-virtual-links', before.replace('"maximumFrame": 138', '"maximumFrame": 140')),
    );
    t.same(changed, [{ element: '/virtualLinks/id=2101/maximumFrame', before: '138', after: '140', requirements: ['SYS-NET-002'] }]);
    const first = /\{ "id": 2101.*\},\n/.exec(before)?.[0] ?? '';
    t.ok(first.length > 20);
    const fewer = changesBetween(
      structure,
      elementsIn('afdx-virtual-links', before),
      elementsIn('afdx-virtual-links', before.replace(first, '')),
    );
    t.ok(fewer.length > 0 && fewer.every(({ element, after }) => element.startsWith('/virtualLinks/id=2101/') && after === undefined));
  },
);

testCase(
  {
    id: 'TC-PDV-009-02',
    verifies: ['LLR-PDV-009', 'HLR-PDV-005'],
    kind: 'robustness',
    intent: 'equal versions have no change, and elements of no known field keep the requirements of the table',
  },
  (t) => {
    const structure = structureFrom(structureText('ecs-limits'), 'ecs-limits');
    const text = dataText('ecs-limits');
    t.same(changesBetween(structure, elementsIn('ecs-limits', text), elementsIn('ecs-limits', text)), []);
    t.same(
      changesBetween(
        structure,
        elementsIn('ecs-limits', text),
        elementsIn('ecs-limits', text.replace('18.0, "', '18.00, "').replace('": 45.0', '": 45')),
      ),
      [],
      'another way to write a figure is no change',
    );
    t.same(changesBetween(structure, new Map(), new Map([['/unknown/3', 'x']])), [
      { element: '/unknown/3', before: undefined, after: 'x', requirements: ['SYS-PDI-001', 'SYS-PDI-004'] },
    ]);
  },
);

testCase(
  {
    id: 'TC-PDV-010-01',
    verifies: ['LLR-PDV-010', 'HLR-PDV-005'],
    kind: 'normal',
    intent: 'a change of words, a widening, a narrowing and a change of layout ask for the version that they must',
  },
  (t) => {
    const text = structureText('ecs-limits');
    const before = structureFrom(text, 'ecs-limits');
    const kinds = (change: (text: string) => string): readonly string[] => [
      ...new Set(structureDifferences(before, structureFrom(change(text), 'ecs-limits')).map(({ kind }) => kind)),
    ];
    t.same(kinds(replaced('Rated power of the compressor.', 'Other words.')), []);
    t.same(kinds(replaced('"maximum": 100', '"maximum": 101')), ['widened']);
    t.same(kinds(replaced('"maximum": 100', '"maximum": 99')), ['narrowed']);
    t.same(kinds(replaced('"x-scale": "1/100"', '"x-scale": "1/1000"')), ['layout']);
    t.same(
      kinds((each) => each.replaceAll('superheatMinimum', 'superheatLeast')),
      ['layout'],
    );
    t.same(
      kinds((each) => each.replace('"id": "pressures-in-order"', '"id": "pressures-ordered"')),
      ['widened', 'narrowed'],
    );
    const judged = (change: (text: string) => string, version: string): number =>
      versionFindings(before, structureFrom(change(text).replace('"version": "1.0.0"', `"version": "${version}"`), 'ecs-limits'), 'x')
        .length;
    t.equal(judged(replaced('"maximum": 100', '"maximum": 101'), '1.1.0'), 0);
    t.equal(judged(replaced('"maximum": 100', '"maximum": 99'), '2.0.0'), 0);
    t.equal(
      judged((each) => each, '1.0.0'),
      0,
    );
  },
);

testCase(
  {
    id: 'TC-PDV-010-02',
    verifies: ['LLR-PDV-010', 'HLR-PDV-005'],
    kind: 'robustness',
    intent: 'a version that rose too little or fell is found for each kind of field',
  },
  (t) => {
    const name = 'model-selection';
    const before = structureFrom(structureText(name), name);
    const codes = (change: (text: string) => string, version: string): readonly string[] =>
      codesOf(
        versionFindings(
          before,
          structureFrom(change(structureText(name)).replace('"version": "1.0.0"', `"version": "${version}"`), name),
          'x',
        ),
      );
    const same = (text: string): string => text;
    t.same(codes(same, '0.9.9'), ['PDI-230']);
    t.same(codes(replaced('"maximum": 50', '"maximum": 51'), '1.0.1'), ['PDI-230']);
    t.same(codes(replaced('"maximum": 50', '"maximum": 49'), '1.9.9'), ['PDI-230']);
    t.same(codes(replaced('"ground", "takeoff"', '"takeoff", "ground"'), '1.1.0'), ['PDI-230'], 'two names that exchange their codes');
    t.same(codes(replaced('"landing"]', '"landed"]'), '1.1.0'), ['PDI-230']);
    t.same(codes(replaced('"x-codes": [1, 2, 3, 4]', '"x-codes": [1, 2, 3, 9]'), '1.1.0'), ['PDI-230']);
    t.same(
      codes((text) => text.replace(/"minLength": 64,(\s*)"maxLength": 64/, '"minLength": 32,$1"maxLength": 32'), '1.1.0'),
      ['PDI-230'],
    );
    t.same(
      codes((text) => text.replace(/"minItems": 7,(\s*)"maxItems": 7/, '"minItems": 6,$1"maxItems": 8'), '1.0.5'),
      ['PDI-230'],
    );
    t.same(
      codes((text) => text.replace(/"minItems": 7,(\s*)"maxItems": 7/, '"minItems": 6,$1"maxItems": 8'), '1.1.0'),
      [],
    );
    t.same(
      codes((text) => text.replace('"x-structure": { "id": 4', '"x-structure": { "id": 44'), '1.1.0'),
      ['PDI-230'],
    );
  },
);

const envelopePath = 'config-items/pdi/envelope.json';
const envelopeText = readFileSync('config-items/pdi/envelope.json', 'utf8');
const structureInputs = tableNames.map((name) => ({
  path: `config-items/pdi/structures/${name}.structure.json`,
  text: structureText(name),
  sha256: sha256(structureText(name)),
}));
const obligations = (text = envelopeText, inputs = structureInputs) =>
  proofObligations([{ path: envelopePath, text, sha256: sha256(text) }, ...inputs]);

testCase(
  {
    id: 'TC-PDV-012-01',
    verifies: ['LLR-PDV-012', 'LLR-PDV-013', 'HLR-PDV-006'],
    kind: 'normal',
    intent: 'the assumptions of each obligation hold for the released tables, and so does what is claimed',
  },
  (t) => {
    const { value, diagnostics } = obligations();
    t.same(diagnostics, []);
    t.same(obligationFaults(value, { path: 'x', line: 1, column: 1 }), []);
    t.equal(value.length, 27);
    const { data } = table('satcom-quotas');
    const { assumptions } = permittedValues(data.structure, truth(true), undefined);
    t.same(
      assumptions.map(({ name }) => name).filter((name) => name.startsWith('constraint')),
      ['constraint.shares-add-up'],
    );
    const classes = data.values['classes'] as readonly { readonly bufferShare: number }[];
    const model = new Map(classes.map(({ bufferShare }, index) => [`classes.${index}.bufferShare`, BigInt(bufferShare)]));
    t.ok(assumptions.every(({ formula }) => variablesOf([formula]).every(({ form }) => model.has(form.name)) && holds(formula, model)));
    t.same([...fixedCounts(data.structure)], [['classes', 7]]);
    t.same(totalledLists('["equal",["total","classes","x"],["total","b","y"]]'), ['classes', 'b']);
  },
);

testCase(
  {
    id: 'TC-PDV-012-02',
    verifies: ['LLR-PDV-012', 'LLR-PDV-013', 'HLR-PDV-006'],
    kind: 'robustness',
    intent: 'an envelope of another structure, form or statement gives findings and no obligation for it',
  },
  (t) => {
    const codes = (text: string, inputs = structureInputs): readonly string[] => codesOf(obligations(text, inputs).diagnostics);
    t.same(codes('{'), ['PDI-231']);
    t.same(codes('{}'), ['PDI-231']);
    t.same(codesOf(proofObligations([]).diagnostics), ['PDI-231']);
    t.same(codes(envelopeText, structureInputs.slice(1)), ['PDI-231']);
    t.same(codes(envelopeText.replace('"version": "1.0.0"', '"version": "1.0.1"')), ['PDI-231']);
    const widened = structureInputs.map((input) => ({ ...input, text: input.text.replace('"maximum": 1518', '"maximum": 1519') }));
    t.same(codes(envelopeText, widened), ['PDI-231'], 'the fingerprint no longer fits');
    t.notOk(obligations(envelopeText, widened).value.some(({ id }) => id.startsWith('PO-PDI-afdx')));
    t.same(codes(envelopeText.replace('"field":"bandwidthAllocationGap"', '"field":"gap"')), ['PDI-232']);
    t.same(
      codes(
        envelopeText
          .replace('["at-most","1 ms",{"field":"bandwidthAllocationGap"}]', '["below",["total","virtualLinks","id"],"1"]')
          .replace('"each":"virtualLinks",', ''),
      ),
      ['PDI-232'],
    );
    t.same(codes(envelopeText.replace('"each":"virtualLinks"', '"each":"networkVersion"')), ['PDI-232']);
  },
);

/** A project with the tables of the aircraft, in which a command is run; the large one is left out where it says nothing. */
function project(change: (folder: string) => void, hasNetworkTable = true): string {
  const folder = mkdtempSync(join(tmpdir(), 'ampel-pdi-'));
  cpSync('config-items', join(folder, 'config-items'), { recursive: true });
  cpSync('requirements', join(folder, 'requirements'), { recursive: true });
  cpSync('ampel.config.yaml', join(folder, 'ampel.config.yaml'));
  const large = [
    'structures/afdx-virtual-links.structure.json',
    'data/afdx-virtual-links.json',
    'images/afdx-virtual-links.pdi',
    'images/afdx-virtual-links.manifest.json',
  ];
  if (!hasNetworkTable) for (const path of large) rmSync(join(folder, 'config-items/pdi', path));
  change(folder);
  return folder;
}

function edit(folder: string, path: string, from: string, to: string): void {
  const file = join(folder, path);
  writeFileSync(file, replaced(from, to)(readFileSync(file, 'utf8')));
}

testCase(
  {
    id: 'TC-PDV-011-01',
    verifies: ['LLR-PDV-011', 'HLR-PDV-004'],
    kind: 'normal',
    intent: 'build, verify, coverage, decode, diff and compat do what their help says, as text and as JSON',
  },
  async (t) => {
    const folder = project(() => undefined);
    try {
      const images = 'config-items/pdi/images';
      const verified = await ran(folder, 'verify', 'config-items/pdi/', '--json');
      t.equal(verified.code, 0, 'the committed images are those of the sources');
      t.equal((JSON.parse(verified.out) as { readonly items: readonly unknown[] }).items.length, 6);
      rmSync(join(folder, images), { recursive: true });
      t.match(await ran(folder, 'build'), { code: 0, out: /✓ config-items\/pdi: 6 of 6 images built\n$/ });
      for (const name of tableNames)
        t.same(readFileSync(join(folder, images, `${name}.pdi`)), readFileSync(join(images, `${name}.pdi`)), name);
      t.match(await ran(folder, 'coverage', '--all'), {
        code: 0,
        out: /\? safety-bounds \/parameters\/0\/ratePerSecondMax: no source gives rates/,
      });
      t.match(await ran(folder, 'decode', `${images}/ecs-limits.pdi`), { code: 0, out: /\/cabinPressureMaximum = 101\.3 kPa\n/ });
      edit(folder, 'config-items/pdi/data/ecs-limits.json', '"surgeMargin": 0.1', '"surgeMargin": 0.12');
      const old = join(process.cwd(), 'config-items/pdi/data/ecs-limits.json');
      t.match(await ran(folder, 'diff', old, 'config-items/pdi/data/ecs-limits.json'), {
        code: 1,
        out: /\/surgeMargin: 1\/10 → 3\/25 {2}\(SYS-ECS-015\)\nrequirements: SYS-ECS-015\nobjectives: A-2-7, A-5-8/,
      });
      edit(folder, 'config-items/pdi/data/ecs-limits.json', '"version": "1.0.0", "sequence": 1', '"version": "1.0.1", "sequence": 2');
      t.equal((await ran(folder, 'diff', old, 'config-items/pdi/data/ecs-limits.json', '--json')).code, 0);
      const structure = 'config-items/pdi/structures/ecs-limits.structure.json';
      t.match(await ran(folder, 'compat', structure, structure), { code: 0, out: /0 differences\n$/ });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

testCase(
  {
    id: 'TC-PDV-011-02',
    verifies: ['LLR-PDV-011', 'HLR-PDV-004', 'HLR-PDV-001', 'HLR-PDV-002', 'HLR-PDV-003'],
    kind: 'robustness',
    intent:
      'an element without requirement, a value out of range and an image that is not its source end with 1 and a message; wrong use ends with 2',
  },
  async (t) => {
    const data = 'config-items/pdi/data/failover-policy.json';
    const structure = 'config-items/pdi/structures/failover-policy.structure.json';
    const image = 'config-items/pdi/images/failover-policy.pdi';
    const untraced = (folder: string): void => {
      const path = join(folder, structure);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/,\s*"x-trace": \["SYS-ADV-010"\]/, ''));
    };
    const planted: readonly (readonly [(folder: string) => void, RegExp])[] = [
      [
        (folder) => edit(folder, data, '"failoverTimeMax": 10', '"failoverTimeMax": 51'),
        /error PDI-113: \/timings\/failoverTimeMax is outside its range of 1 to 50 ms\n {2}--> config-items\/pdi\/data\/failover-policy\.json:\d+:\d+/,
      ],
      [
        (folder) => edit(folder, data, '"failoverTimeMax": 10', '"failoverTimeMax": 9'),
        /error PDI-213: \/timings\/failoverTimeMax is 9, and 000_cae18e2dd8e3f8c7\.txt:4020 says 10/,
      ],
      [untraced, /error PDI-210/],
      [(folder) => edit(folder, structure, '"SYS-ADV-010"', '"SYS-ADV-999"'), /error PDI-211: .*SYS-ADV-999/],
      [
        (folder) => writeFileSync(join(folder, image), Buffer.concat([readFileSync(join(folder, image)), Buffer.from([0])])),
        /error PDI-202/,
      ],
      [(folder) => rmSync(join(folder, image)), /error PDI-201/],
      [
        (folder) => edit(folder, 'config-items/afdx/network.json', '"maximumFrameBytes": 138', '"maximumFrameBytes": 140'),
        /error PDI-220: virtual link 2101 has maximumFrame 138, and the network says 140/,
      ],
    ];
    for (const [change, message] of planted) {
      const folder = project(change, message.source.includes('PDI-220'));
      t.match(await ran(folder, 'verify'), { code: 1, out: message });
      rmSync(folder, { recursive: true });
    }
    const folder = project(() => undefined, false);
    try {
      const misused: readonly (readonly [string, ...string[]])[] = [
        ['verify', 'nowhere'],
        ['verify', 'a', 'b'],
        ['build', 'nowhere'],
        ['coverage', 'nowhere'],
        ['decode'],
        ['decode', 'nothing.pdi'],
        ['decode', 'ampel.config.yaml'],
        ['diff', data],
        ['diff', data, 'config-items/pdi/data/ecs-limits.json'],
        ['diff', data, 'ampel.config.yaml'],
        ['compat', structure],
        ['compat', structure, data],
      ];
      for (const words of misused) t.equal((await ran(folder, ...words)).code, 2, words.join(' '));
      writeFileSync(join(folder, 'cut.pdi'), readFileSync(join(folder, image)).subarray(0, 100));
      t.match(await ran(folder, 'decode', 'cut.pdi'), { code: 1, out: /error PDI-123.*\n[\s\S]*✗ cut\.pdi: rejected, 1 findings\n$/ });
      edit(folder, data, '"failoverTimeMax": 10', '"failoverTimeMax": 51');
      t.match(await ran(folder, 'build'), { code: 1, out: /4 of 5 images built/ });
      t.match(await ran(folder, 'coverage'), { code: 1, out: /failover-policy +not read/ });
      edit(folder, structure, '"maximum": 50,', '"maximum": 51,');
      t.match(await ran(folder, 'compat', join(process.cwd(), structure), structure), {
        code: 1,
        out: /widened +timings\.failoverTimeMax.*\nerror PDI-230/,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

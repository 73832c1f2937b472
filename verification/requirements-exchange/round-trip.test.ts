import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { readCsv } from '../../src/toolchain/requirements/exchange/csv.js';
import { writeCsv } from '../../src/toolchain/requirements/exchange/csv-writer.js';
import { readExchange, type WrittenFormat, writeExchange } from '../../src/toolchain/requirements/exchange/formats.js';
import { writeJson } from '../../src/toolchain/requirements/exchange/json-writer.js';
import { readReqif } from '../../src/toolchain/requirements/exchange/reqif.js';
import { reqifIdentifier } from '../../src/toolchain/requirements/exchange/reqif-identifiers.js';
import { writeReqif } from '../../src/toolchain/requirements/exchange/reqif-writer.js';
import { writeRequirementsYaml, yamlFindingsOf } from '../../src/toolchain/requirements/exchange/yaml-writer.js';
import type { Requirement } from '../../src/toolchain/requirements/model.js';
import { readRequirementFile } from '../../src/toolchain/requirements/read-requirement-file.js';
import { testCase } from '../support/test-case.js';
import { anyRequirements, anyText, sampleRequirement } from './sample-requirements.js';

// @reads requirements/requirements.schema.json

const writing = { project: 'Trial <&> "x"', time: '2026-01-31T12:00:00Z' };

/** What must survive an exchange: everything but the place; attributes as entries, so that prototypes do not matter. */
function kept(requirements: readonly Requirement[]): string {
  return JSON.stringify(
    requirements.map((each) => ({
      id: each.id,
      title: each.title,
      text: each.text,
      rationale: each.rationale,
      level: each.level,
      module: each.module,
      parents: each.parents,
      derived: each.derived,
      safetyNote: each.safetyNote,
      verification: each.verification,
      status: each.status,
      sources: each.sources,
      attributes: Object.entries(each.attributes).sort(([a], [b]) => (a < b ? -1 : 1)),
    })),
    null,
    1,
  );
}

testCase(
  {
    id: 'TC-IMP-062-01',
    verifies: ['HLR-IMP-006', 'LLR-IMP-062', 'LLR-IMP-064', 'LLR-IMP-065', 'LLR-IMP-045'],
    kind: 'normal',
    intent: 'ReqIF that was written reads back to the same requirements',
  },
  (t) => {
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(anyRequirements, (requirements) => {
          const read = readReqif({ path: 'x.reqif', text: writeReqif(requirements, writing).value });
          return kept(read.value) === kept(requirements) && read.diagnostics.every((finding) => finding.code === 'IMP-409');
        }),
        { numRuns: 300 },
      ),
    );
  },
);

testCase(
  {
    id: 'TC-IMP-071-01',
    verifies: ['HLR-IMP-007', 'LLR-IMP-071', 'LLR-IMP-052', 'LLR-IMP-002'],
    kind: 'normal',
    intent: 'CSV that was written reads back to the same requirements',
  },
  (t) => {
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(anyRequirements, (requirements) => {
          const read = readCsv({ path: 'x.csv', text: writeCsv(requirements).value });
          return kept(read.value) === kept(requirements) && read.diagnostics.length === 0;
        }),
        { numRuns: 300 },
      ),
    );
  },
);

testCase(
  {
    id: 'TC-IMP-072-01',
    verifies: ['HLR-IMP-007', 'LLR-IMP-072'],
    kind: 'normal',
    intent: 'JSON that was written parses to the same requirements',
  },
  (t) => {
    fc.assert(
      fc.property(anyRequirements, (requirements) => {
        const parsed = JSON.parse(writeJson(requirements, writing)) as { requirements: Requirement[] };
        return kept(parsed.requirements) === kept(requirements);
      }),
      { numRuns: 100 },
    );
    t.strictSame(Object.keys(JSON.parse(writeJson([], writing)) as object), ['project', 'requirements', 'time']);
  },
);

testCase(
  {
    id: 'TC-IMP-072-02',
    verifies: ['LLR-IMP-072'],
    kind: 'robustness',
    intent: 'JSON carries single surrogates and control characters as escapes',
  },
  (t) => {
    const parsed = JSON.parse(writeJson([sampleRequirement({ text: '\ud800\u0000' })], writing)) as { requirements: Requirement[] };
    t.equal(parsed.requirements[0]?.text, '\ud800\u0000');
  },
);

interface YamlFile {
  readonly module: string;
  readonly level: string;
  readonly requirements: readonly Partial<Requirement>[];
}

testCase(
  {
    id: 'TC-IMP-073-01',
    verifies: ['HLR-IMP-007', 'LLR-IMP-073'],
    kind: 'normal',
    intent: 'YAML that was written is read by another YAML library to the same texts',
  },
  (t) => {
    const text = [
      'The certification toolchain shall write text that is longer than one line of the file, so that folding takes place here.',
      '',
      '- a list item that is itself longer than one line of the file, which is the case that block folding treats in its own way',
      '  indented',
    ].join('\n');
    const requirement = sampleRequirement({
      text,
      parents: ['SYS-CRT-001'],
      sources: [{ document: 'docs/mission.md', lines: '12-40' }],
      attributes: { b: '1', a: 'x' },
    });
    const yaml = writeRequirementsYaml([requirement]);
    const file = load(yaml) as YamlFile;
    t.equal(file.module, 'AFDX');
    t.equal(file.level, 'high-level');
    t.strictSame(file.requirements, [
      {
        id: requirement.id,
        title: requirement.title,
        text,
        parents: ['SYS-CRT-001'],
        verification: ['test'],
        status: 'active',
        source: [{ document: 'docs/mission.md', lines: '12-40' }],
        attributes: { a: 'x', b: '1' },
      },
    ]);
    t.match(yaml, /text: >-?\n/u, 'long text is a folded block');
    t.ok(
      yaml.split('\n').every((line) => line.length <= 140),
      'lines are short',
    );
  },
);

testCase(
  {
    id: 'TC-IMP-073-02',
    verifies: ['HLR-IMP-007', 'LLR-IMP-073'],
    kind: 'robustness',
    intent: 'YAML keeps any text, whatever it looks like, and one document for each module and level',
  },
  (t) => {
    fc.assert(
      fc.property(anyText, anyText, (title, text) => {
        const file = load(writeRequirementsYaml([sampleRequirement({ title, text })])) as YamlFile;
        return file.requirements[0]?.title === title && file.requirements[0]?.text === text;
      }),
      { numRuns: 300 },
    );
    const two = writeRequirementsYaml([sampleRequirement(), sampleRequirement({ id: 'LLR-AFDX-001', level: 'low-level' })]);
    t.strictSame(
      two.split('---\n').map((part) => (load(part) as YamlFile).level),
      ['high-level', 'low-level'],
    );
  },
);

testCase(
  {
    id: 'TC-IMP-073-03',
    verifies: ['HLR-IMP-007', 'LLR-IMP-073'],
    kind: 'normal',
    intent: 'YAML that was written is valid against the schema of requirement files',
  },
  (t) => {
    const schema = JSON.parse(readFileSync('requirements/requirements.schema.json', 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const full = sampleRequirement({
      derived: true,
      safetyNote: 'None.',
      rationale: 'Because.',
      sources: [{ document: 'a.md', lines: '1-2' }],
      attributes: { k: 'v' },
    });
    for (const requirement of [sampleRequirement(), full]) {
      t.ok(validate(load(writeRequirementsYaml([requirement]))), JSON.stringify(validate.errors));
      t.strictSame(yamlFindingsOf([requirement]), []);
    }
  },
);

testCase(
  {
    id: 'TC-IMP-073-05',
    verifies: ['HLR-IMP-007', 'LLR-IMP-073'],
    kind: 'normal',
    intent: 'YAML that was written is read as a requirement file of the project with the same content',
  },
  (t) => {
    // White space of Unicode at the ends of a text is beyond what a requirement file promises to keep.
    const filled = anyText.map((text) => text.trim()).filter((text) => text !== '');
    fc.assert(
      fc.property(filled, filled, filled, fc.dictionary(filled, filled, { maxKeys: 3 }), (title, text, rationale, attributes) => {
        const requirement = sampleRequirement({
          title,
          text,
          rationale,
          attributes,
          parents: ['SYS-CRT-001'],
          sources: [{ document: 'docs/a.md', lines: '3-4' }],
        });
        const read = readRequirementFile({ path: 'x.yaml', text: writeRequirementsYaml([requirement]) });
        return read.diagnostics.length === 0 && kept(read.value) === kept([requirement]);
      }),
      { numRuns: 300 },
    );
    t.equal(readRequirementFile({ path: 'x.yaml', text: writeRequirementsYaml([sampleRequirement()]) }).value.length, 1);
  },
);

testCase(
  {
    id: 'TC-IMP-073-04',
    verifies: ['HLR-IMP-007', 'LLR-IMP-073'],
    kind: 'robustness',
    intent: 'what the schema of requirement files asks for and a requirement lacks is reported',
  },
  async (t) => {
    const bare = sampleRequirement({ id: 'req~a~1', title: '', text: '', verification: [], module: '', level: '' });
    const { diagnostics } = await writeExchange('yaml', [bare], writing);
    t.strictSame(
      diagnostics.map((finding) => [finding.code, finding.severity]),
      [['IMP-006', 'warning']],
    );
    t.equal(diagnostics[0]?.message, 'req~a~1 has no title, no text, no verification method, no module code, no level');
  },
);

testCase(
  {
    id: 'TC-IMP-061-01',
    verifies: ['HLR-IMP-006', 'LLR-IMP-061'],
    kind: 'normal',
    intent: 'identifiers are NCNames, and different parts give different ones',
  },
  (t) => {
    t.equal(reqifIdentifier('object', 'HLR-AFDX-001'), 'object.HLR-AFDX-001');
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 2 }), fc.array(anyText, { maxLength: 2 }), (a, b) => {
        const [first, second] = [reqifIdentifier('k', ...a), reqifIdentifier('k', ...b)];
        return /^[A-Za-z_][A-Za-z0-9._-]*$/u.test(first) && (first === second) === (JSON.stringify(a) === JSON.stringify(b));
      }),
      { numRuns: 500 },
    );
  },
);

testCase(
  {
    id: 'TC-IMP-061-02',
    verifies: ['LLR-IMP-061'],
    kind: 'robustness',
    intent: 'ids that look like the encoding of another id do not meet it',
  },
  (t) => {
    const texts = ['a b', 'a_x20_b', 'a.b', 'a_x2e_b', '', '_', '__', '1', '\u{1F6E9}', '\ud83d', 'é', 'e\u0301', '_x5f_'];
    t.equal(new Set(texts.map((text) => reqifIdentifier('object', text))).size, texts.length);
    t.not(reqifIdentifier('relation', 'a', 'b'), reqifIdentifier('relation', 'a.b'));
  },
);

testCase(
  {
    id: 'TC-IMP-062-02',
    verifies: ['HLR-IMP-006', 'LLR-IMP-062'],
    kind: 'robustness',
    intent: 'a repeated id is written once and reported; a time without zone writes nothing',
  },
  (t) => {
    const twice = writeReqif([sampleRequirement(), sampleRequirement({ title: 'Other' })], writing);
    t.strictSame(
      twice.diagnostics.map((finding) => finding.code),
      ['IMP-001'],
    );
    t.equal(twice.value.split('<SPEC-OBJECT ').length - 1, 1);
    const noZone = writeReqif([sampleRequirement()], { project: 'x', time: '2026-01-31T12:00:00' });
    t.strictSame([noZone.value, noZone.diagnostics.map((finding) => finding.code)], ['', ['IMP-411']]);
  },
);

testCase(
  {
    id: 'TC-IMP-063-01',
    verifies: ['HLR-IMP-006', 'LLR-IMP-063'],
    kind: 'normal',
    intent: 'markup and line ends in a title and an attribute are escaped',
  },
  (t) => {
    const { value } = writeReqif([sampleRequirement({ title: 'a<b & "c"\n\td\r', text: 'x > y' })], writing);
    t.ok(value.includes('THE-VALUE="a&lt;b &amp; &quot;c&quot;&#10;&#9;d&#13;"'));
    t.ok(value.includes('<xhtml:p>x &gt; y</xhtml:p>'));
  },
);

testCase(
  {
    id: 'TC-IMP-063-02',
    verifies: ['HLR-IMP-006', 'LLR-IMP-063'],
    kind: 'robustness',
    intent: 'characters that XML cannot carry are replaced and reported',
  },
  (t) => {
    const written = writeReqif([sampleRequirement({ text: 'a\u0000b\ud800c\uffff', attributes: { 'k\u0001': 'v' } })], writing);
    t.strictSame(
      written.diagnostics.map((finding) => [finding.code, finding.severity]),
      [['IMP-410', 'warning']],
    );
    const [read] = readReqif({ path: 'x', text: written.value }).value;
    t.equal(read?.text, 'a\ufffdb\ufffdc\ufffd');
    t.strictSame(read?.attributes, { 'k\ufffd': 'v' });
  },
);

testCase(
  {
    id: 'TC-IMP-064-01',
    verifies: ['LLR-IMP-064'],
    kind: 'normal',
    intent: 'paragraphs become p elements and line ends br elements',
  },
  (t) => {
    const { value } = writeReqif([sampleRequirement({ text: 'One.\n\nTwo\nthree.' })], writing);
    t.ok(value.includes('<xhtml:div><xhtml:p>One.</xhtml:p><xhtml:p>Two<xhtml:br/>three.</xhtml:p></xhtml:div>'));
  },
);

testCase(
  {
    id: 'TC-IMP-064-02',
    verifies: ['LLR-IMP-064'],
    kind: 'robustness',
    intent: 'text with white space that XHTML folds stands in a pre element',
  },
  (t) => {
    const { value } = writeReqif([sampleRequirement({ text: 'if  x\n  then y ' })], writing);
    t.ok(value.includes('<xhtml:pre>if  x\n  then y </xhtml:pre>'));
  },
);

testCase(
  {
    id: 'TC-IMP-065-01',
    verifies: ['LLR-IMP-065'],
    kind: 'normal',
    intent: 'a specification for each module, chapters as headings, requirements below',
  },
  (t) => {
    const { value } = writeReqif(
      [
        sampleRequirement({ id: 'A', attributes: { chapter: 'One > Two' } }),
        sampleRequirement({ id: 'B', module: 'PDI' }),
        sampleRequirement({ id: 'C', attributes: { chapter: 'One' } }),
      ],
      writing,
    );
    const tree = value.slice(value.indexOf('<SPECIFICATIONS>')).match(/<SPECIFICATION [^>]*|<SPEC-OBJECT-REF>[^<]*|<\/?CHILDREN>/gu) ?? [];
    t.strictSame(
      tree.map((part) => part.replace(/ LAST-CHANGE.*|<SPEC-OBJECT-REF>/gu, '')),
      [
        '<SPECIFICATION IDENTIFIER="specification.AFDX" LONG-NAME="AFDX"',
        '<CHILDREN>',
        'heading.AFDX.1',
        '<CHILDREN>',
        'heading.AFDX.2',
        '<CHILDREN>',
        'object.A',
        '</CHILDREN>',
        'object.C',
        '</CHILDREN>',
        '</CHILDREN>',
        '<SPECIFICATION IDENTIFIER="specification.PDI" LONG-NAME="PDI"',
        '<CHILDREN>',
        'object.B',
        '</CHILDREN>',
      ],
    );
  },
);

testCase(
  {
    id: 'TC-IMP-065-02',
    verifies: ['LLR-IMP-065'],
    kind: 'robustness',
    intent: 'a chapter path of a thousand titles is written flat and still reads back',
  },
  (t) => {
    const deep = sampleRequirement({ attributes: { chapter: Array.from({ length: 1000 }, () => 'x').join(' > ') } });
    const read = readReqif({ path: 'x', text: writeReqif([deep], writing).value });
    t.equal(kept(read.value), kept([deep]));
    t.strictSame(read.diagnostics, []);
  },
);

testCase(
  {
    id: 'TC-IMP-071-02',
    verifies: ['HLR-IMP-007', 'LLR-IMP-071'],
    kind: 'robustness',
    intent: 'an id that a list cannot carry is reported',
  },
  (t) => {
    const { diagnostics } = writeCsv([sampleRequirement({ parents: ['A 1', 'B'] }), sampleRequirement({ id: 'x;y' })]);
    t.strictSame(
      diagnostics.map((finding) => finding.message.slice(0, 8)),
      ['id "A 1"', 'id "x;y"'],
    );
    t.ok(diagnostics.every((finding) => finding.code === 'IMP-005'));
  },
);

testCase(
  {
    id: 'TC-IMP-001-01',
    verifies: ['HLR-IMP-009', 'LLR-IMP-001'],
    kind: 'normal',
    intent: 'each format is read and written through one function',
  },
  async (t) => {
    const requirement = sampleRequirement();
    for (const format of ['reqif', 'csv'] as const) {
      const { value } = await writeExchange(format, [requirement], writing);
      t.equal(kept((await readExchange(format, [{ path: 'x', text: value }])).value), kept([requirement]), format);
    }
    const others: readonly WrittenFormat[] = ['json', 'yaml'];
    for (const format of others) t.match((await writeExchange(format, [requirement], writing)).value, /HLR-AFDX-001/u, format);
    const sources = [
      ['openfasttrace', '`req~a~1`'],
      ['strictdoc', '[DOCUMENT]\nTITLE: D\n\n[REQUIREMENT]\nUID: A\n'],
    ] as const;
    for (const [format, text] of sources) t.equal((await readExchange(format, [{ path: 'x', text }])).value.length, 1, format);
    t.equal((await readExchange('doorstop', [{ path: 'REQ001.yml', text: 'text: x\n' }])).value.length, 1, 'doorstop');
  },
);

testCase(
  {
    id: 'TC-IMP-001-02',
    verifies: ['HLR-IMP-009', 'LLR-IMP-001'],
    kind: 'robustness',
    intent: 'an id that stands in two files is reported at the second with the first named',
  },
  async (t) => {
    const text = '`req~a~1`\n';
    const { value, diagnostics } = await readExchange('openfasttrace', [
      { path: 'a.md', text },
      { path: 'b.md', text },
    ]);
    t.equal(value.length, 2);
    t.strictSame(
      diagnostics.map((finding) => [finding.code, finding.place?.path, finding.why.includes('a.md:1')]),
      [['IMP-001', 'b.md', true]],
    );
  },
);

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse, stringify, type ToStringOptions } from 'yaml';
import { readBlockYaml } from '../../src/toolchain/project/block-yaml.js';
import { projectConfigSchema } from '../../src/toolchain/project/config.generated.js';
import { readYamlFile } from '../../src/toolchain/project/read-yaml-file.js';
import { schemaCheckOf } from '../../src/toolchain/project/validator.js';
import { readYamlDocument } from '../../src/toolchain/project/yaml-document.js';
import { fingerprintOf } from '../../src/toolchain/requirements/fingerprint.js';
import type { Requirement } from '../../src/toolchain/requirements/model.js';
import { readRequirementFile } from '../../src/toolchain/requirements/read-requirement-file.js';
import { badRange, lineRangeOf, readSources } from '../../src/toolchain/requirements/read-sources.js';
import { conforms } from '../../src/toolchain/requirements/requirement-file.check.generated.js';
import { requirementFileSchema } from '../../src/toolchain/requirements/requirement-file.generated.js';
import { sourcesFileSchema } from '../../src/toolchain/requirements/sources.generated.js';
import { testCase } from '../support/test-case.js';

// @reads requirements/**/*.yaml

const seed = 20260101;

/** Parts that YAML gives a meaning to, and characters that are white space to others than YAML. */
const word = fc.constantFrom(
  'a',
  'the',
  'shall',
  '10',
  '1.5',
  '0x1f',
  '0o7',
  '1e3',
  '.5',
  '+1',
  '-1',
  '1_000',
  '2026-01-01',
  '12-40',
  'true',
  'null',
  'yes',
  '~',
  '- ',
  '-',
  '--',
  '---',
  '...',
  '-a',
  '# x',
  ': ',
  'b:',
  '"q"',
  "'s'",
  "it's",
  '[',
  ']',
  '{',
  '}',
  ',',
  '\n',
  '\n\n',
  '  ',
  'é',
  '?',
  '!',
  '&a',
  '*a',
  '|',
  '>',
  '%',
  '@',
  '`',
  '\\',
  '<<',
  '=',
  '\u00a0',
  '\u2003',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u000b',
  '\u0007',
  '\t',
  '\r',
);
const key = fc.constantFrom('id', 'text', 'a', 'b-c', 'd_e', 'x1', 'y', 'null', 'lines', 'constructor');
const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
      fc.array(word, { maxLength: 3 }).map((words) => words.join('')),
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true }),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
})).value;
const styles = fc.constantFrom<ToStringOptions>(
  {},
  { lineWidth: 20 },
  { blockQuote: 'literal' },
  { blockQuote: 'folded', lineWidth: 30 },
  { defaultStringType: 'QUOTE_SINGLE' },
  { indentSeq: false },
  { collectionStyle: 'flow', lineWidth: 0 },
  { lineWidth: 0 },
);
const rawLine = fc
  .tuple(
    fc.constantFrom('', '  ', '    ', '- ', '  - ', '      ', '\u00a0', '\t'),
    fc.oneof(
      fc.tuple(key, fc.array(word, { maxLength: 3 })).map(([name, words]) => `${name}: ${words.join(' ')}`),
      fc
        .tuple(key, fc.constantFrom('|', '>', '>-', '|-', '|+', '', '[a, b]', "{ a: 1, b: 'x, y' }", '"a b"', "'it''s'", '"a\\nb" # c'))
        .map(([name, value]) => `${name}: ${value}`),
      fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')),
    ),
  )
  .map((parts) => parts.join(''));

/** Whether the plain reader is silent, or says what the library says. Counts how often it answered. */
function agreement(): { readonly holds: (text: string) => boolean; readonly answered: () => number } {
  let answered = 0;
  return {
    answered: () => answered,
    holds: (text) => {
      const plain = readBlockYaml(text);
      if (plain === undefined) return true;
      answered += 1;
      return isDeepStrictEqual(plain.value, parse(text));
    },
  };
}

testCase(
  {
    id: 'TC-REQ-002-01',
    verifies: ['LLR-REQ-002', 'HLR-REQ-001'],
    kind: 'normal',
    intent: 'the plain reader agrees with the full library on written values and on this project',
  },
  (t) => {
    const { holds, answered } = agreement();
    fc.assert(
      fc.property(anyValue, styles, (value, style) => holds(stringify(value, style))),
      { numRuns: 1500, seed },
    );
    t.ok(answered() > 100, `it answered ${answered()} of 1500, seed ${seed}`);
    const own = readdirSync('requirements', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
    t.same(
      own.filter((path) => !holds(readFileSync(join('requirements', path), 'utf8'))),
      [],
    );
    t.ok(own.length > 10);
  },
);

testCase(
  {
    id: 'TC-REQ-002-02',
    verifies: ['LLR-REQ-002', 'HLR-REQ-001'],
    kind: 'robustness',
    intent: 'the plain reader agrees with the full library, or is silent, on damaged and on arbitrary text',
  },
  (t) => {
    const mutated = agreement();
    fc.assert(
      fc.property(anyValue, styles, fc.nat(), word, fc.nat(3), (value, style, at, inserted, removed) => {
        const text = stringify(value, style);
        const index = at % (text.length + 1);
        return mutated.holds(text.slice(0, index) + inserted + text.slice(index + removed));
      }),
      { numRuns: 1500, seed },
    );
    const raw = agreement();
    fc.assert(
      fc.property(fc.array(rawLine, { minLength: 1, maxLength: 7 }), (lines) => raw.holds(lines.join('\n'))),
      { numRuns: 4000, seed },
    );
    t.ok(mutated.answered() > 50 && raw.answered() > 100, `it answered ${mutated.answered()} and ${raw.answered()} times, seed ${seed}`);
    const deep = Array.from({ length: 4000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    t.equal(readBlockYaml(deep), undefined, 'deep nesting goes to the library');
    for (const text of ['', '\n', '# only a comment', 'a: &x 1', 'a: *x', 'a: 1\na: 2', 'a: !!str 1', '"a": 1', 'a: 0x1f', '\tb: 1'])
      t.equal(readBlockYaml(text), undefined, JSON.stringify(text));
  },
);

const complete = [
  'module: DEMO',
  'level: low-level',
  'requirements:',
  '  - id: LLR-DEMO-001',
  '    title: One',
  '    text: >-',
  '      The unit shall',
  '      add.',
  '    rationale: Why.',
  '    parents: [HLR-DEMO-001, HLR-DEMO-002]',
  '    verification: [test, review]',
  '    status: active',
  '    source:',
  "      - { document: docs/a.md, lines: '12-40' }",
  '      - document: docs/b.md',
  '    attributes: { Owner: Jo }',
  '  - title: Two',
  '    id: LLR-DEMO-002',
  '    text: The unit shall stop.',
  '    derived: true',
  '    safety: none',
  '    verification: [proof]',
  '    status: planned',
  '',
].join('\n');

testCase(
  {
    id: 'TC-REQ-001-01',
    verifies: ['LLR-REQ-001', 'HLR-REQ-001'],
    kind: 'normal',
    intent: 'a requirement file gives each field, empty where absent, and the place of each requirement',
  },
  (t) => {
    const { value, diagnostics } = readRequirementFile({ path: 'r.yaml', text: complete });
    t.same(diagnostics, []);
    const common = { level: 'low-level', module: 'DEMO' };
    t.same(value, [
      {
        ...common,
        id: 'LLR-DEMO-001',
        title: 'One',
        text: 'The unit shall add.',
        rationale: 'Why.',
        parents: ['HLR-DEMO-001', 'HLR-DEMO-002'],
        derived: false,
        safetyNote: '',
        verification: ['test', 'review'],
        status: 'active',
        sources: [
          { document: 'docs/a.md', lines: '12-40' },
          { document: 'docs/b.md', lines: '' },
        ],
        place: { path: 'r.yaml', line: 4, column: 5 },
        attributes: { Owner: 'Jo' },
      },
      {
        ...common,
        id: 'LLR-DEMO-002',
        title: 'Two',
        text: 'The unit shall stop.',
        rationale: '',
        parents: [],
        derived: true,
        safetyNote: 'none',
        verification: ['proof'],
        status: 'planned',
        sources: [],
        place: { path: 'r.yaml', line: 17, column: 5 },
        attributes: {},
      },
    ]);
  },
);

testCase(
  {
    id: 'TC-REQ-001-02',
    verifies: ['LLR-REQ-001', 'HLR-REQ-001'],
    kind: 'robustness',
    intent: 'the same requirements come from carriage returns, a byte order mark, tabs behind values, anchors and other indentation',
  },
  (t) => {
    const expected = readRequirementFile({ path: 'r.yaml', text: complete }).value;
    const variants: Readonly<Record<string, string>> = {
      'carriage returns': complete.replaceAll('\n', '\r\n'),
      'byte order mark': `\ufeff${complete}`,
      'tab before a comment': complete.replace('status: active', 'status: active\t# now'),
      anchors: complete.replace('title: One', 'title: &one One').replace('rationale: Why.', 'rationale: &why Why.'),
      'explicit tags': complete.replace('title: One', 'title: !!str One'),
      'document end': `---\n${complete}...\n`,
    };
    for (const [name, text] of Object.entries(variants)) {
      const read = readRequirementFile({ path: 'r.yaml', text });
      t.same(read.diagnostics, [], name);
      t.same(
        read.value.map(({ place: _place, ...entry }) => entry),
        expected.map(({ place: _place, ...entry }) => entry),
        name,
      );
    }
    const flat = complete.replaceAll('\n  ', '\n');
    t.same(
      readRequirementFile({ path: 'r.yaml', text: flat }).value.map((entry) => entry.place.column),
      [3, 3],
      'plain reader',
    );
    t.same(
      readRequirementFile({ path: 'r.yaml', text: flat.replaceAll('\n', '\r\n') }).value.map((entry) => entry.place.column),
      [3, 3],
      'library',
    );
    t.same(
      readRequirementFile({ path: 'r.yaml', text: complete.replaceAll('\n', '\r\n') }).value.map((entry) => entry.place.line),
      [4, 17],
      'both readers name the same line',
    );
  },
);

/** Code, line and column of each finding of a text. */
function foundIn(text: string): readonly string[] {
  return readRequirementFile({ path: 'r.yaml', text }).diagnostics.map(
    (finding) => `${finding.code} ${finding.place?.path}:${finding.place?.line}:${finding.place?.column} ${finding.message}`,
  );
}

testCase(
  {
    id: 'TC-REQ-003-01',
    verifies: ['LLR-REQ-003', 'HLR-REQ-002'],
    kind: 'normal',
    intent: 'all violations of the schema are reported at once, each at its line and column, and no requirement is returned',
  },
  (t) => {
    const wrong = [
      'module: demo',
      'level: low-level',
      'extra: 1',
      'requirements:',
      '  - id: 7',
      '    title: ""',
      '    verification: [test, guess, test]',
      '    status: activ',
      '    parents: HLR-1',
      '  - id: LLR-2',
      '    title: T',
      '    text: shall',
      '    verification: [test]',
      '    status: active',
      '    sorce: []',
      "    source: [{ document: a, lines: '4-' }]",
      '',
    ].join('\n');
    const found = foundIn(wrong);
    t.same(
      [...found].sort(),
      [
        'REQ-102 r.yaml:15:5 requirements.1.sorce: unknown key "sorce"',
        'REQ-102 r.yaml:16:29 requirements.1.source.0.lines: "4-" must match pattern "^$|^[0-9]+(-[0-9]+)?$"',
        'REQ-102 r.yaml:1:1 module: "demo" must match pattern "^[A-Z][A-Z0-9]*$"',
        'REQ-102 r.yaml:3:1 extra: unknown key "extra"',
        'REQ-102 r.yaml:5:5 requirements.0.id: 7 must be string',
        'REQ-102 r.yaml:5:5 requirements.0: key "text" is missing',
        'REQ-102 r.yaml:6:5 requirements.0.title: "" must not be empty',
        'REQ-102 r.yaml:7:26 requirements.0.verification.1: "guess" is none of the allowed values',
        'REQ-102 r.yaml:7:5 requirements.0.verification: ["test","guess","test"] must NOT have duplicate items (items ## 0 and 2 are identical)',
        'REQ-102 r.yaml:8:5 requirements.0.status: "activ" is none of the allowed values',
        'REQ-102 r.yaml:9:5 requirements.0.parents: "HLR-1" must be array',
      ].sort(),
    );
    const { value, diagnostics } = readRequirementFile({ path: 'r.yaml', text: wrong });
    t.same(value, []);
    t.ok(diagnostics.every((finding) => finding.severity === 'error' && finding.why !== '' && finding.fix !== ''));
    t.match(diagnostics.find((finding) => finding.message.includes('activ'))?.fix, 'write one of: active, planned');
  },
);

testCase(
  {
    id: 'TC-REQ-003-02',
    verifies: ['LLR-REQ-003', 'HLR-REQ-002'],
    kind: 'robustness',
    intent: 'text that is not YAML, doubled keys, alias bombs, deep nesting and other documents are findings, not exceptions',
  },
  (t) => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]},`.repeat(10)}]`),
      'requirements: *h',
    ].join('\n');
    const hostile: Readonly<Record<string, string>> = {
      'open bracket': 'module: [DEMO\nlevel: x',
      'doubled key': complete.replace('    title: One\n', '    title: One\n    title: Uno\n'),
      'tab as indentation': 'module: DEMO\n\tlevel: x',
      'two documents': `${complete}---\n${complete}`,
      'alias bomb': bomb,
      'unknown alias': 'module: *nobody',
      'deep flow': '['.repeat(50_000),
      'deep block': Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'NUL in text': 'module: "a\u0000b"',
      empty: '',
      'only a comment': '# nothing',
      list: '- 1',
      number: '42',
      'key that is no text': '? [a]\n: b',
      prototype: '__proto__: { module: DEMO }',
    };
    for (const [name, text] of Object.entries(hostile)) {
      const { value, diagnostics } = readRequirementFile({ path: 'r.yaml', text });
      t.same(value, [], name);
      t.ok(
        diagnostics.length > 0 &&
          diagnostics.every(
            (finding) => /^REQ-10[12]$/.test(finding.code) && (finding.place?.line ?? 0) >= 1 && (finding.place?.column ?? 0) >= 1,
          ),
        name,
      );
    }
    t.match(foundIn(hostile['doubled key'] ?? '')[0], /REQ-101 r\.yaml:6:5 .*unique/i);
    const document = readYamlDocument('r.yaml', 'a:\n  - b: 1\n');
    t.same(document.placeOf(['a', 0, 'b']), { path: 'r.yaml', line: 2, column: 5 });
    t.same(document.placeOf(['a', 7, 'z']), { path: 'r.yaml', line: 1, column: 1 }, 'the nearest ancestor that exists');
    const schema = { type: 'object', properties: { 'a/b~c': { type: 'number' } } };
    const escaped = readYamlFile({ path: 'e.yaml', text: 'x: 1\na/b~c: no\n' }, { schema, code: 'E-1', why: 'w' });
    t.same(
      escaped.diagnostics.map((finding) => finding.place),
      [{ path: 'e.yaml', line: 2, column: 1 }],
    );
  },
);

testCase(
  {
    id: 'TC-REQ-003-03',
    verifies: ['LLR-REQ-003', 'HLR-REQ-002'],
    kind: 'normal',
    intent: 'the schemas themselves are valid JSON Schema 2020-12, and an unknown keyword in a schema is refused',
  },
  (t) => {
    const ajv = new Ajv2020();
    for (const schema of [requirementFileSchema, sourcesFileSchema, projectConfigSchema])
      t.equal(ajv.validateSchema(schema), true, schema.title);
    const texts = fc.constantFrom('id', 'title', 'text', 'verification', 'status', 'active', 'test', 'LLR-A-1', '', 'A');
    const anyEntry = fc.dictionary(texts, fc.oneof(texts, fc.array(texts, { maxLength: 3 })), { maxKeys: 6 });
    const good = { id: 'LLR-A-1', title: 'a', text: 'b', verification: ['test'], status: 'active' };
    const anyFile = fc.record({
      module: texts,
      level: texts,
      requirements: fc.array(fc.oneof(fc.constant(good), anyEntry), { maxLength: 3 }),
    });
    const full = schemaCheckOf(requirementFileSchema);
    fc.assert(fc.property(anyFile, (file) => conforms(file) === (full(file).length === 0)));
    t.throws(() => schemaCheckOf({ type: 'object', propertees: {} }), /unknown keyword/);
    t.same(schemaCheckOf(requirementFileSchema)({ module: 'A', level: 'x', requirements: [] }), []);
  },
);

function requirementWith(change: Partial<Requirement>): Requirement {
  const base = readRequirementFile({ path: 'r.yaml', text: complete }).value[0] as Requirement;
  return { ...base, ...change };
}

testCase(
  {
    id: 'TC-REQ-004-01',
    verifies: ['LLR-REQ-004', 'HLR-REQ-003'],
    kind: 'normal',
    intent: 'each word, method, derived mark and safety note is part of the fingerprint',
  },
  (t) => {
    const text = 'The unit shall add two numbers below 2^31 within 5 ms.';
    const words = text.split(' ');
    const variants = [
      text,
      ...words.map((_, index) => words.filter((_word, at) => at !== index).join(' ')),
      ...words.map((_, index) => words.map((entry, at) => (at === index ? `${entry}x` : entry)).join(' ')),
      text.replace('5', '6'),
      text.replace('The', 'the'),
      text.replace('.', ''),
      text.replace('5 ms', '5ms'),
    ].map((variant) => fingerprintOf(requirementWith({ text: variant })));
    t.equal(new Set(variants).size, variants.length);
    const others: Partial<Requirement>[] = [
      {},
      { verification: ['test'] },
      { verification: ['proof', 'review'] },
      { derived: true, safetyNote: '' },
      { derived: true, safetyNote: 'none' },
    ];
    t.equal(new Set(others.map((change) => fingerprintOf(requirementWith(change)))).size, others.length);
    t.match(variants[0], /^[0-9a-f]{64}$/);
  },
);

testCase(
  {
    id: 'TC-REQ-004-02',
    verifies: ['LLR-REQ-004', 'HLR-REQ-003'],
    kind: 'robustness',
    intent:
      'reflow, line endings, no-break spaces, composition, order of methods, place, title and rationale are no part of the fingerprint',
  },
  (t) => {
    const text = 'The café unit shall answer within 5 ms.';
    const expected = fingerprintOf(requirementWith({ text }));
    for (const same of [
      'The café unit\nshall answer   within 5 ms.\n',
      'The café unit shall\r\n answer within 5 ms.',
      'The café unit shall answer within 5\u00a0ms.',
      'The café unit shall answer within 5\u202fms.',
      'The cafe\u0301 unit shall answer within 5 ms.',
      '\tThe café unit shall answer within 5 ms. ',
    ]) {
      t.equal(fingerprintOf(requirementWith({ text: same })), expected, JSON.stringify(same));
    }
    const moved: Partial<Requirement> = {
      text,
      verification: ['review', 'test'],
      place: { path: 'elsewhere.yaml', line: 9, column: 1 },
      title: 'T',
      rationale: 'R',
      status: 'planned',
      parents: [],
      sources: [],
      attributes: { A: 'b' },
    };
    t.equal(fingerprintOf(requirementWith(moved)), expected);
    t.equal(fingerprintOf(requirementWith({ text, safetyNote: 'a note without effect while it is not derived' })), expected);
    t.not(
      fingerprintOf(requirementWith({ text: 'a', derived: true, safetyNote: 'b' })),
      fingerprintOf(requirementWith({ text: 'a b', derived: true, safetyNote: '' })),
    );
  },
);

testCase(
  {
    id: 'TC-REQ-005-01',
    verifies: ['LLR-REQ-005', 'HLR-REQ-004'],
    kind: 'normal',
    intent: 'the list of sources gives documents, line counts and excluded passages with their places',
  },
  (t) => {
    const text = [
      'documents:',
      '  - document: docs/a.md',
      '    lines: 120',
      '    excluded:',
      "      - { lines: '1-4', reason: a title page only }",
      '  - { document: docs/b.md, lines: 3 }',
      '',
    ].join('\n');
    t.same(readSources({ path: 's.yaml', text }), {
      value: [
        {
          document: 'docs/a.md',
          lineCount: 120,
          excluded: [{ lines: '1-4', reason: 'a title page only', place: { path: 's.yaml', line: 5, column: 11 } }],
          place: { path: 's.yaml', line: 2, column: 5 },
        },
        { document: 'docs/b.md', lineCount: 3, excluded: [], place: { path: 's.yaml', line: 6, column: 7 } },
      ],
      diagnostics: [],
    });
  },
);

testCase(
  {
    id: 'TC-REQ-005-02',
    verifies: ['LLR-REQ-005', 'HLR-REQ-004'],
    kind: 'robustness',
    intent: 'a list of sources with violations is reported as a whole and not used',
  },
  (t) => {
    const text = [
      'documents:',
      '  - document: docs/a.md',
      '    lines: 0',
      '    excluded:',
      "      - { lines: 'all', reason: short }",
      '  - { lines: 3, sha256: xyz }',
      '',
    ].join('\n');
    const { value, diagnostics } = readSources({ path: 's.yaml', text });
    t.same(value, []);
    t.same(diagnostics.map((finding) => `${finding.code}:${finding.place?.line}`).sort(), [
      'REQ-103:3',
      'REQ-103:5',
      'REQ-103:5',
      'REQ-103:6',
      'REQ-103:6',
    ]);
    t.same(
      readSources({ path: 's.yaml', text: 'documents: [' })
        .diagnostics.map((finding) => finding.code)
        .slice(0, 1),
      ['REQ-101'],
    );
  },
);

testCase(
  { id: 'TC-REQ-006-01', verifies: ['LLR-REQ-006'], kind: 'normal', intent: 'ranges of lines are read as first and last line' },
  (t) => {
    t.same(lineRangeOf('12-40'), { first: 12, last: 40 });
    t.same(lineRangeOf('7'), { first: 7, last: 7 });
    t.same(lineRangeOf('7-7'), { first: 7, last: 7 });
  },
);

testCase(
  {
    id: 'TC-REQ-006-02',
    verifies: ['LLR-REQ-006'],
    kind: 'robustness',
    intent: 'texts that are no range of lines give undefined, and a finding with their place',
  },
  (t) => {
    for (const text of ['', '0', '0-4', '9-3', '-4', '4-', '1-2-3', ' 1', '1.5', 'a', '1234567890', '٣', '1\n'])
      t.equal(lineRangeOf(text), undefined, JSON.stringify(text));
    const place = { path: 'r.yaml', line: 3, column: 4 };
    t.match(badRange('SYS-1', '9-3', place), { code: 'REQ-104', severity: 'error', place, message: 'SYS-1: "9-3" is no range of lines' });
  },
);

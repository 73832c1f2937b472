import fc from 'fast-check';
import { readCsv } from '../../src/toolchain/requirements/exchange/csv.js';
import { csvRecordsOf } from '../../src/toolchain/requirements/exchange/csv-records.js';
import { readDoorstop } from '../../src/toolchain/requirements/exchange/doorstop.js';
import { listOf, sourcesOf, sourcesText, statusOfWord, verificationMethodOf } from '../../src/toolchain/requirements/exchange/fields.js';
import { readOpenFastTrace } from '../../src/toolchain/requirements/exchange/openfasttrace.js';
import { readReqif } from '../../src/toolchain/requirements/exchange/reqif.js';
import { readStrictDoc } from '../../src/toolchain/requirements/exchange/strictdoc.js';
import { testCase } from '../support/test-case.js';
import { anyText } from './sample-requirements.js';

const oft = (text: string): ReturnType<typeof readOpenFastTrace> => readOpenFastTrace({ path: 'a.md', text });
const sdoc = (text: string): ReturnType<typeof readStrictDoc> => readStrictDoc({ path: 'a.sdoc', text });
const csv = (text: string, options = {}): ReturnType<typeof readCsv> => readCsv({ path: 'a.csv', text, ...options });
const placesOf = (read: ReturnType<typeof readCsv>): readonly unknown[] =>
  read.diagnostics.map((finding) => [finding.code, finding.place?.line, finding.place?.column]);

testCase(
  {
    id: 'TC-IMP-011-01',
    verifies: ['HLR-IMP-001', 'LLR-IMP-011', 'LLR-IMP-012'],
    kind: 'normal',
    intent: 'OpenFastTrace items take title, text, rationale, links and lists from their sections',
  },
  (t) => {
    const { value, diagnostics } = oft(
      [
        '# Doc',
        '## Login ##',
        '',
        '`req~login.user-name~2` <a id="req~login.user-name~2"></a>',
        '',
        'The system shall',
        'ask for a name.',
        '',
        '* once',
        '',
        'Rationale:',
        '',
        'Names are short.',
        '',
        'Comment: see below',
        '',
        'Covers:',
        '',
        '* [feat~login~1](#login)',
        '+ `feat~users~3`',
        '',
        'Depends:',
        '  * req~db~1',
        '',
        'Needs: dsn, utest',
        'Tags: A, B',
        '',
        'Logout',
        '------',
        '**req~logout~1**',
        'Status: draft',
        '',
        'The system shall log out.',
      ].join('\r\n'),
    );
    t.strictSame(diagnostics, []);
    t.strictSame(
      value.map(({ id, title, text, rationale, level, parents, status, attributes, place }) => ({
        id,
        title,
        text,
        rationale,
        level,
        parents,
        status,
        attributes,
        line: place.line,
      })),
      [
        {
          id: 'req~login.user-name~2',
          title: 'Login',
          text: 'The system shall\nask for a name.\n\n* once',
          rationale: 'Names are short.',
          level: 'req',
          parents: ['feat~login~1', 'feat~users~3'],
          status: 'active',
          attributes: { needs: 'dsn, utest', depends: 'req~db~1', tags: 'A, B', comment: 'see below' },
          line: 4,
        },
        {
          id: 'req~logout~1',
          title: 'Logout',
          text: 'The system shall log out.',
          rationale: '',
          level: 'req',
          parents: [],
          status: 'planned',
          attributes: { status: 'draft' },
          line: 30,
        },
      ],
    );
    t.equal(value[0]?.place.column, 2);
  },
);

testCase(
  {
    id: 'TC-IMP-011-02',
    verifies: ['HLR-IMP-001', 'HLR-IMP-008', 'LLR-IMP-011'],
    kind: 'robustness',
    intent: 'code blocks and parts switched off hold no items; what is nearly an id or a code block without end is reported',
  },
  (t) => {
    const read = oft(
      [
        '```markdown',
        '`req~no~1`',
        '```',
        '~~~',
        '`req~no~2`',
        '```',
        '~~~',
        '    `req~no~3`',
        '<!-- oft:off -->',
        '`req~no~4`',
        '<!-- oft:on -->',
        'see `req~no~5` here',
        '`req~incomplete`',
        '`req~yes~1`',
        'Covers:',
        '* nothing',
        '```',
        '`req~no~6`',
      ].join('\n'),
    );
    t.strictSame(
      read.value.map((each) => each.id),
      ['req~yes~1'],
    );
    t.strictSame(placesOf(read), [
      ['IMP-101', 13, 2],
      ['IMP-103', 16, 1],
      ['IMP-102', 17, 1],
    ]);
  },
);

testCase(
  {
    id: 'TC-IMP-012-01',
    verifies: ['HLR-IMP-001', 'LLR-IMP-012'],
    kind: 'normal',
    intent: 'a forwarded need becomes an item that covers the forwarded one',
  },
  (t) => {
    const { value } = oft('arch-->dsn:req~x~1\n\n* `arch --> dsn, impl : req~y~2`\n');
    t.strictSame(
      value.map(({ id, level, parents, attributes }) => ({ id, level, parents, attributes })),
      [
        { id: 'arch~x~1', level: 'arch', parents: ['req~x~1'], attributes: { needs: 'dsn' } },
        { id: 'arch~y~2', level: 'arch', parents: ['req~y~2'], attributes: { needs: 'dsn, impl' } },
      ],
    );
    t.equal(value.length, 2);
  },
);

testCase(
  {
    id: 'TC-IMP-012-02',
    verifies: ['HLR-IMP-001', 'LLR-IMP-012'],
    kind: 'robustness',
    intent: 'text after a list of links is not part of the item, and a heading ends it',
  },
  (t) => {
    const { value } = oft('`req~x~1`\nText.\nCovers:\n- feat~a~1\nStray words.\n- feat~b~1\n# Heading\nMore.\n');
    t.strictSame(
      value.map((each) => [each.text, each.parents]),
      [['Text.', ['feat~a~1']]],
    );
    t.strictSame(oft('Needs: dsn\nStatus: draft\n').value, []);
  },
);

const doorstop = (files: Readonly<Record<string, string>>): ReturnType<typeof readDoorstop> =>
  readDoorstop({ files: Object.entries(files).map(([path, text]) => ({ path, text })) });

testCase(
  {
    id: 'TC-IMP-021-01',
    verifies: ['HLR-IMP-002', 'LLR-IMP-021'],
    kind: 'normal',
    intent: 'Doorstop items take level from their document and parents from their links',
  },
  (t) => {
    const { value, diagnostics } = doorstop({
      'reqs/.doorstop.yml': 'settings:\n  digits: 3\n  prefix: REQ\n  sep: ""\n',
      'reqs/tut/.doorstop.yml': 'settings:\n  digits: 3\n  parent: REQ\n  prefix: TUT\n',
      'reqs/REQ001.yml':
        "active: true\nderived: true\nheader: |\n  Identifiers\nlevel: 2.10\nlinks: []\nnormative: true\nref: ''\nreviewed: 9TcF=\ntext: |\n  It **shall** be.\n\n  More.\n",
      'reqs/tut/TUT001.yml': 'links:\n- REQ001: 2bc4\n- REQ002: null\n- REQ003\nowner: me\ntext: |\n  Do it.\n',
      'reqs/tut/TUT002.yml': 'normative: false\ntext: Heading\n',
      'reqs/tut/TUT003.yml': 'active: false\ntext: Old\n',
      'reqs/index.yml': 'x: 1\n',
    });
    t.strictSame(diagnostics, []);
    t.strictSame(
      value.map(({ id, level, title, text, derived, parents, attributes }) => ({ id, level, title, text, derived, parents, attributes })),
      [
        {
          id: 'REQ001',
          level: 'REQ',
          title: 'Identifiers',
          text: 'It **shall** be.\n\nMore.',
          derived: true,
          parents: [],
          attributes: { reviewed: '9TcF=', chapter: '2.10' },
        },
        {
          id: 'TUT001',
          level: 'TUT',
          title: '',
          text: 'Do it.',
          derived: false,
          parents: ['REQ001', 'REQ002', 'REQ003'],
          attributes: { owner: 'me', 'link-stamps': 'REQ001: 2bc4' },
        },
      ],
    );
    t.equal(value[1]?.place.path, 'reqs/tut/TUT001.yml');
  },
);

testCase(
  {
    id: 'TC-IMP-021-02',
    verifies: ['HLR-IMP-002', 'HLR-IMP-008', 'LLR-IMP-021'],
    kind: 'robustness',
    intent: 'broken, aliased, nested and mistyped Doorstop files are reported and the others read',
  },
  (t) => {
    const read = doorstop({
      '.doorstop.yml': 'settings: {}\n',
      'REQ001.yml': 'text: "open\n',
      'REQ002.yml': `a: &a [1]\n${'b: [*a, *a]\n'.repeat(3)}`,
      'REQ003.yml': '['.repeat(20_000),
      'REQ004.yml': '- a list\n',
      'REQ005.yml': 'active: maybe\ntext: x\nlinks: [[A]]\n',
      'REQ006.yml': 'other: 1\n',
      'REQ007.yml': 'text: x\ntext: y\n',
      'REQ008.yml': `text: ${'x'.repeat(1 << 20)}`,
      'REQ009.yml': '',
    });
    t.strictSame(
      read.value.map((each) => [each.id, each.text]),
      [
        ['REQ005', 'x'],
        ['REQ007', 'y'],
      ],
    );
    t.strictSame(
      [...new Set(read.diagnostics.map((finding) => `${finding.place?.path} ${finding.code}`))],
      [
        '.doorstop.yml IMP-204',
        'REQ001.yml IMP-201',
        'REQ002.yml IMP-201',
        'REQ003.yml IMP-201',
        'REQ004.yml IMP-201',
        'REQ005.yml IMP-202',
        'REQ005.yml IMP-203',
        'REQ006.yml IMP-205',
        'REQ007.yml IMP-201',
        'REQ008.yml IMP-201',
        'REQ009.yml IMP-201',
      ],
    );
  },
);

testCase(
  {
    id: 'TC-IMP-031-01',
    verifies: ['HLR-IMP-003', 'LLR-IMP-031', 'LLR-IMP-032'],
    kind: 'normal',
    intent: 'SDoc elements of any name take fields, sections and relations of both forms',
  },
  (t) => {
    const { value, diagnostics } = sdoc(
      [
        '[DOCUMENT]',
        'TITLE: Doc',
        'OPTIONS:',
        '  ENABLE_MID: True',
        '',
        '[GRAMMAR]',
        'ELEMENTS:',
        '- TAG: LOW_LEVEL',
        '  FIELDS:',
        '  - TITLE: UID',
        '',
        '[FREETEXT]',
        '[REQUIREMENT]',
        '[/FREETEXT]',
        '',
        '[[SECTION]]',
        'TITLE: Pump',
        '',
        '[TEXT]',
        'STATEMENT: Words.',
        '',
        '[LOW_LEVEL]',
        'UID: L-1',
        'MID: 77',
        'STATUS: Draft',
        'TITLE: Stop',
        'STATEMENT: >>>',
        'It shall stop.',
        '',
        '- now',
        '<<<',
        'RATIONALE: Safety.',
        'COMMENT: one',
        'COMMENT: >>>',
        'two',
        '<<<',
        'VERIFICATION: Inspection',
        'RELATIONS:',
        '- TYPE: Parent',
        '  VALUE: H-1',
        '- TYPE: File',
        '  VALUE: src/a.c',
        '- TYPE: Child',
        '  VALUE: L-2',
        '',
        '[[/SECTION]]',
        '',
        '[REQUIREMENT]',
        'UID: L-2',
        'STATEMENT: It shall start.',
        'REFS:',
        '- TYPE: Parent',
        '  VALUE: H-2',
      ].join('\n'),
    );
    t.strictSame(diagnostics, []);
    t.strictSame(
      value.map(({ id, level, title, text, rationale, parents, status, verification, attributes }) => ({
        id,
        level,
        title,
        text,
        rationale,
        parents,
        status,
        verification,
        attributes,
      })),
      [
        {
          id: 'L-1',
          level: 'low_level',
          title: 'Stop',
          text: 'It shall stop.\n\n- now',
          rationale: 'Safety.',
          parents: ['H-1'],
          status: 'planned',
          verification: ['review'],
          attributes: { MID: '77', comment: 'one\n\ntwo', chapter: 'Pump', files: 'src/a.c', children: 'L-2', STATUS: 'Draft' },
        },
        {
          id: 'L-2',
          level: 'requirement',
          title: '',
          text: 'It shall start.',
          rationale: '',
          parents: ['H-2', 'L-1'],
          status: 'active',
          verification: [],
          attributes: {},
        },
      ],
    );
    t.equal(
      readStrictDoc({ path: 'a', text: '[DOCUMENT]\nTITLE: D\n\n[X]\nUID: L-1\n', levels: { 'L-': 'low-level' } }).value[0]?.level,
      'low-level',
    );
  },
);

testCase(
  {
    id: 'TC-IMP-031-02',
    verifies: ['HLR-IMP-003', 'HLR-IMP-008', 'LLR-IMP-031'],
    kind: 'robustness',
    intent: 'SDoc lines that fit nothing, sections out of turn and blocks without end are reported',
  },
  (t) => {
    const read = sdoc(
      ['stray', '[[/SECTION]]', '[[SECTION]]', 'TITLE: A', '[REQUIREMENT]', 'UID: R-1', 'what is this', 'STATEMENT: >>>', 'open'].join(
        '\n',
      ),
    );
    t.strictSame(placesOf(read), [
      ['IMP-302', 1, 1],
      ['IMP-304', 2, 1],
      ['IMP-302', 7, 1],
      ['IMP-301', 8, 1],
      ['IMP-304', 3, 1],
      ['IMP-306', 1, 1],
    ]);
    t.strictSame(
      read.value.map((each) => each.text),
      ['open'],
    );
    t.ok(sdoc('[[SECTION]]\n'.repeat(5000)).diagnostics.length >= 4900, 'nesting is bounded');
  },
);

testCase(
  {
    id: 'TC-IMP-032-01',
    verifies: ['LLR-IMP-032'],
    kind: 'normal',
    intent: 'an SDoc element takes the titles of nested sections as its chapter',
  },
  (t) => {
    const { value } = sdoc(
      '[DOCUMENT]\nTITLE: D\n\n[SECTION]\nTITLE: A\n\n[SECTION]\nTITLE: B\n\n[REQUIREMENT]\nUID: R\n\n[/SECTION]\n\n[/SECTION]\n',
    );
    t.equal(value[0]?.attributes.chapter, 'A > B');
    t.equal(value.length, 1);
  },
);

testCase(
  {
    id: 'TC-IMP-032-02',
    verifies: ['HLR-IMP-003', 'LLR-IMP-032'],
    kind: 'robustness',
    intent: 'SDoc elements without id and relations without value are reported',
  },
  (t) => {
    const read = sdoc(
      '[DOCUMENT]\nTITLE: D\n\n[REQUIREMENT]\nTITLE: None\n\n[REQUIREMENT]\nUID: R\nRELATIONS:\n- TYPE: Parent\n- VALUE: X\n- TYPE: Sibling\n  VALUE: Y\n',
    );
    t.strictSame(placesOf(read), [
      ['IMP-303', 4, 1],
      ['IMP-305', 10, 1],
      ['IMP-305', 11, 1],
      ['IMP-305', 12, 1],
    ]);
    t.strictSame(
      read.value.map((each) => [each.id, each.parents]),
      [['R', []]],
    );
  },
);

testCase(
  {
    id: 'TC-IMP-051-01',
    verifies: ['HLR-IMP-005', 'LLR-IMP-051'],
    kind: 'normal',
    intent: 'CSV records keep quotes, separators and line ends inside of quoted fields',
  },
  (t) => {
    const { value, diagnostics } = csvRecordsOf({ path: 'a', separator: ';', text: '\ufeffa;"b ""x"";\r\nc"\r\n\r\n"";\nlast' });
    t.strictSame(
      value.map((record) => record.fields.map((field) => field.text)),
      [['a', 'b "x";\r\nc'], ['', ''], ['last']],
    );
    t.strictSame(
      value.map((record) => record.place.line),
      [1, 4, 5],
    );
    t.strictSame(diagnostics, []);
  },
);

testCase(
  {
    id: 'TC-IMP-051-02',
    verifies: ['HLR-IMP-005', 'HLR-IMP-008', 'LLR-IMP-051'],
    kind: 'robustness',
    intent: 'CSV quotes without end or with text behind are reported at their place',
  },
  (t) => {
    t.strictSame(placesOf(csv('id,text\nA,"x"y\nB,"open\nC,z\n')), [
      ['IMP-502', 2, 6],
      ['IMP-501', 3, 3],
    ]);
    t.strictSame(
      csv('id,text\nA,"x"y\n').value.map((each) => each.text),
      ['xy'],
    );
  },
);

testCase(
  {
    id: 'TC-IMP-052-01',
    verifies: ['HLR-IMP-005', 'LLR-IMP-052', 'LLR-IMP-002'],
    kind: 'normal',
    intent: 'CSV columns fill fields by name or by the mapping of the caller',
  },
  (t) => {
    const { value, diagnostics } = csv(
      'Key\tText\tUp\tstatus\tverification\tOwner\r\nA-1\t"It shall\r\nbe."\tP-1;P-2 P-3\tDraft\ttest; Inspection\tme\r\nA-2\tx\t\t\t\t\r\n',
      {
        separator: '\t',
        fields: { Key: 'id', Text: 'text', Up: 'parents' },
        levels: { A: 'high-level' },
        module: 'M',
      },
    );
    t.strictSame(diagnostics, []);
    t.strictSame(
      value.map(({ id, text, parents, status, verification, attributes, level, module }) => ({
        id,
        text,
        parents,
        status,
        verification,
        attributes,
        level,
        module,
      })),
      [
        {
          id: 'A-1',
          text: 'It shall\r\nbe.',
          parents: ['P-1', 'P-2', 'P-3'],
          status: 'planned',
          verification: ['test', 'review'],
          attributes: { Owner: 'me', status: 'Draft' },
          level: 'high-level',
          module: 'M',
        },
        { id: 'A-2', text: 'x', parents: [], status: 'active', verification: [], attributes: {}, level: 'high-level', module: 'M' },
      ],
    );
  },
);

testCase(
  {
    id: 'TC-IMP-052-02',
    verifies: ['HLR-IMP-005', 'LLR-IMP-052'],
    kind: 'robustness',
    intent: 'CSV without id, with records too short, with repeated or missing columns is reported',
  },
  (t) => {
    t.strictSame(placesOf(csv('name,text\nA,b\n')), [['IMP-504', 1, 1]]);
    t.strictSame(placesOf(csv('')), [['IMP-504', 1, 1]]);
    t.strictSame(placesOf(csv('id,text,text\nA,b\n,c,d\n', { fields: { gone: 'title' } })), [
      ['IMP-506', 1, 1],
      ['IMP-507', 1, 1],
      ['IMP-503', 2, 1],
      ['IMP-505', 3, 1],
    ]);
    t.strictSame(placesOf(csv('id\nA\n', { separator: '"' })), [['IMP-508', 1, 1]]);
    t.strictSame(placesOf(csv('id,verification\nA,guess\n')), [['IMP-003', 2, 1]]);
  },
);

testCase(
  {
    id: 'TC-IMP-002-01',
    verifies: ['LLR-IMP-002'],
    kind: 'normal',
    intent: 'words of common use become status and verification method',
  },
  (t) => {
    t.strictSame(['Draft', ' proposed', 'REJECTED', 'approved', 'Active', ''].map(statusOfWord), [
      'planned',
      'planned',
      'planned',
      'active',
      'active',
      'active',
    ]);
    t.strictSame(['Test', 'analysis', 'proof', 'Inspection', 'demonstration', 'guess'].map(verificationMethodOf), [
      'test',
      'analysis',
      'proof',
      'review',
      'test',
      undefined,
    ]);
    t.strictSame(listOf(' A;B  C\nD;; '), ['A', 'B', 'C', 'D']);
  },
);

testCase(
  {
    id: 'TC-IMP-002-02',
    verifies: ['HLR-IMP-008', 'LLR-IMP-002'],
    kind: 'robustness',
    intent: 'sources with any characters survive as text',
  },
  (t) => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ document: anyText, lines: anyText }), { maxLength: 3 }),
        (sources) => JSON.stringify(sourcesOf(sourcesText(sources))) === JSON.stringify(sources),
      ),
    );
    t.strictSame(sourcesOf('docs/a.md#12-40\nb'), [
      { document: 'docs/a.md', lines: '12-40' },
      { document: 'b', lines: '' },
    ]);
  },
);

testCase(
  {
    id: 'TC-IMP-002-03',
    verifies: ['HLR-IMP-008'],
    kind: 'robustness',
    intent: 'no reader throws, and each finding has a place, whatever the text',
  },
  (t) => {
    const lines = fc
      .array(
        fc.oneof(
          anyText,
          fc.constantFrom(
            '`req~a~1`',
            'Covers:',
            '* req~b~1',
            '```',
            '[REQUIREMENT]',
            '[[SECTION]]',
            '[/SECTION]',
            'UID: A',
            'RELATIONS:',
            '- TYPE: Parent',
            'STATEMENT: >>>',
            '<<<',
            'text: |',
            '  x',
            'links:',
            '- A: b',
            'id,text',
            '"a",b',
            '<REQ-IF>',
            '<CORE-CONTENT>',
            '</REQ-IF>',
            '<!DOCTYPE a>',
            '&a;',
          ),
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('\n'));
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(lines, (text) => {
          const reads = [oft(text), sdoc(text), csv(text), readReqif({ path: 'a.reqif', text }), doorstop({ 'REQ001.yml': text })];
          return reads.every((read) => read.diagnostics.every(({ place }) => place !== undefined && place.line >= 1 && place.column >= 1));
        }),
        { numRuns: 300 },
      ),
    );
  },
);

testCase(
  {
    id: 'TC-IMP-002-04',
    verifies: ['HLR-IMP-008'],
    kind: 'robustness',
    intent: 'lines of 200 000 characters and lists of 50 000 items are read within eight seconds of processor time',
  },
  (t) => {
    const start = process.cpuUsage();
    const wide = 200_000;
    for (const text of [
      `# ${' '.repeat(wide)}x`,
      `\`req~a~1\`${' '.repeat(wide)}x`,
      `<a x>${' '.repeat(wide)}x`,
      'a'.repeat(wide),
      `req~${'a-'.repeat(wide)}`,
      `a-->${'b,'.repeat(wide)}`,
      `\`req~a~1\`\nCovers:\n* ${'a'.repeat(wide)}\n* ${'a~'.repeat(wide)}`,
      `\`req~a~1\`\nStatus:${' '.repeat(wide)}`,
      '`req~a~1`\n'.repeat(wide / 2),
      '[a](b'.repeat(wide / 4),
      `\`req~a~1\`\nCovers:\n${Array.from({ length: wide / 4 }, (_, index) => `* a~b${index}~1`).join('\n')}`,
    ])
      oft(text);
    for (const text of [
      `A${' A'.repeat(wide)}`,
      `[DOCUMENT]\n${'[R]\nUID: A\n'.repeat(wide / 4)}`,
      `[R]\nUID: A\nRELATIONS:\n${'- TYPE: Child\n  VALUE: A\n'.repeat(wide / 4)}`,
    ])
      sdoc(text);
    for (const text of [
      `id,text\n${'"a""b",c\n'.repeat(wide / 4)}`,
      `id,text\n"${'""'.repeat(wide)}`,
      `id,verification\nA,${'x;'.repeat(wide)}`,
    ])
      csv(text);
    doorstop({ 'REQ001.yml': Array.from({ length: 20_000 }, (_, index) => `k${index}: v`).join('\n') });
    const seconds = process.cpuUsage(start).user / 1e6;
    t.ok(seconds < 8, `${seconds.toFixed(2)} s`);
  },
);

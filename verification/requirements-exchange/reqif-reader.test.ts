import type { ExchangeOptions } from '../../src/toolchain/requirements/exchange/options.js';
import { readReqif } from '../../src/toolchain/requirements/exchange/reqif.js';
import { testCase } from '../support/test-case.js';

/** The parts of a document that a case changes; the rest is a small document as a tool would export it, with a prefix of its own. */
interface Parts {
  readonly objects?: string;
  readonly relations?: string;
  readonly hierarchy?: string;
  readonly types?: string;
  readonly head?: string;
}

const xhtml = (id: string, text: string): string => `<r:SPEC-OBJECT IDENTIFIER="${id}"><r:VALUES>
  <r:ATTRIBUTE-VALUE-STRING THE-VALUE="${id.toUpperCase()}"><r:DEFINITION><r:ATTRIBUTE-DEFINITION-STRING-REF>d-id</r:ATTRIBUTE-DEFINITION-STRING-REF></r:DEFINITION></r:ATTRIBUTE-VALUE-STRING>
  <r:ATTRIBUTE-VALUE-XHTML><r:DEFINITION><r:ATTRIBUTE-DEFINITION-XHTML-REF>d-text</r:ATTRIBUTE-DEFINITION-XHTML-REF></r:DEFINITION><r:THE-VALUE>${text}</r:THE-VALUE></r:ATTRIBUTE-VALUE-XHTML>
  </r:VALUES><r:TYPE><r:SPEC-OBJECT-TYPE-REF>t-req</r:SPEC-OBJECT-TYPE-REF></r:TYPE></r:SPEC-OBJECT>`;
const heading = (id: string, title: string): string => `<r:SPEC-OBJECT IDENTIFIER="${id}"><r:VALUES>
  <r:ATTRIBUTE-VALUE-STRING THE-VALUE="${title}"><r:DEFINITION><r:ATTRIBUTE-DEFINITION-STRING-REF>d-chapter</r:ATTRIBUTE-DEFINITION-STRING-REF></r:DEFINITION></r:ATTRIBUTE-VALUE-STRING>
  </r:VALUES><r:TYPE><r:SPEC-OBJECT-TYPE-REF>t-req</r:SPEC-OBJECT-TYPE-REF></r:TYPE></r:SPEC-OBJECT>`;
const place = (
  id: string,
  object: string,
  below = '',
): string => `<r:SPEC-HIERARCHY IDENTIFIER="${id}"><r:OBJECT><r:SPEC-OBJECT-REF>${object}</r:SPEC-OBJECT-REF></r:OBJECT>
  <r:CHILDREN>${below}</r:CHILDREN></r:SPEC-HIERARCHY>`;
const relation = (
  id: string,
  source: string,
  target: string,
): string => `<r:SPEC-RELATION IDENTIFIER="${id}"><r:TYPE><r:SPEC-RELATION-TYPE-REF>t-rel</r:SPEC-RELATION-TYPE-REF></r:TYPE>
  <r:SOURCE><r:SPEC-OBJECT-REF>${source}</r:SPEC-OBJECT-REF></r:SOURCE><r:TARGET><r:SPEC-OBJECT-REF>${target}</r:SPEC-OBJECT-REF></r:TARGET></r:SPEC-RELATION>`;
const definition = (
  kind: string,
  id: string,
  name: string,
  datatype: string,
): string => `<r:ATTRIBUTE-DEFINITION-${kind} IDENTIFIER="${id}" LONG-NAME="${name}">
  <r:TYPE><r:DATATYPE-DEFINITION-${kind}-REF>${datatype}</r:DATATYPE-DEFINITION-${kind}-REF></r:TYPE></r:ATTRIBUTE-DEFINITION-${kind}>`;

const types = `<r:SPEC-OBJECT-TYPE IDENTIFIER="t-req" LONG-NAME="Software Requirement"><r:SPEC-ATTRIBUTES>
  ${definition('STRING', 'd-id', 'ReqIF.ForeignID', 'y-string')}${definition('STRING', 'd-chapter', 'ReqIF.ChapterName', 'y-string')}
  ${definition('XHTML', 'd-text', 'ReqIF.Text', 'y-xhtml')}${definition('ENUMERATION', 'd-status', 'Status', 'y-status')}${definition('STRING', 'd-own', 'Kunde', 'y-string')}
  </r:SPEC-ATTRIBUTES></r:SPEC-OBJECT-TYPE><r:SPEC-RELATION-TYPE IDENTIFIER="t-rel" LONG-NAME="satisfies"/><r:SPECIFICATION-TYPE IDENTIFIER="t-spec"/>`;

function documentOf(parts: Parts): string {
  return `${parts.head ?? '<r:REQ-IF xmlns:r="http://www.omg.org/spec/ReqIF/20110401/reqif.xsd" xmlns:h="http://www.w3.org/1999/xhtml">'}
<r:THE-HEADER><r:REQ-IF-HEADER IDENTIFIER="h"><r:REQ-IF-VERSION>1.0</r:REQ-IF-VERSION></r:REQ-IF-HEADER></r:THE-HEADER>
<r:CORE-CONTENT><r:REQ-IF-CONTENT>
<r:DATATYPES><r:DATATYPE-DEFINITION-STRING IDENTIFIER="y-string"/><r:DATATYPE-DEFINITION-XHTML IDENTIFIER="y-xhtml"/>
<r:DATATYPE-DEFINITION-ENUMERATION IDENTIFIER="y-status"><r:SPECIFIED-VALUES><r:ENUM-VALUE IDENTIFIER="v-draft" LONG-NAME="Draft"/>
<r:ENUM-VALUE IDENTIFIER="v-old"><r:PROPERTIES><r:EMBEDDED-VALUE KEY="7" OTHER-CONTENT="Obsolete"/></r:PROPERTIES></r:ENUM-VALUE></r:SPECIFIED-VALUES></r:DATATYPE-DEFINITION-ENUMERATION></r:DATATYPES>
<r:SPEC-TYPES>${parts.types ?? types}</r:SPEC-TYPES>
<r:SPEC-OBJECTS>${parts.objects ?? ''}</r:SPEC-OBJECTS>
<r:SPEC-RELATIONS>${parts.relations ?? ''}</r:SPEC-RELATIONS>
<r:SPECIFICATIONS><r:SPECIFICATION IDENTIFIER="s" LONG-NAME="Brakes"><r:TYPE><r:SPECIFICATION-TYPE-REF>t-spec</r:SPECIFICATION-TYPE-REF></r:TYPE><r:CHILDREN>${parts.hierarchy ?? ''}</r:CHILDREN></r:SPECIFICATION></r:SPECIFICATIONS>
</r:REQ-IF-CONTENT></r:CORE-CONTENT></r:REQ-IF>`;
}

function read(parts: Parts, options: ExchangeOptions = {}): ReturnType<typeof readReqif> {
  return readReqif({ path: 'a.reqif', text: documentOf(parts), ...options });
}

function codesOf(text: string): readonly string[] {
  return readReqif({ path: 'a.reqif', text }).diagnostics.map((finding) => finding.code);
}

testCase(
  {
    id: 'TC-IMP-045-01',
    verifies: ['HLR-IMP-004', 'LLR-IMP-045', 'LLR-IMP-046', 'LLR-IMP-047'],
    kind: 'normal',
    intent: 'objects, hierarchy and relations of a document with prefixes become requirements with chapters and parents',
  },
  (t) => {
    const { value, diagnostics } = read({
      objects:
        heading('h1', 'Pedal') +
        heading('h2', 'Force') +
        xhtml('a', '<h:div>The pedal shall move.</h:div>') +
        xhtml('b', '<h:div>The force shall be 5 N.</h:div>'),
      hierarchy: place('p1', 'h1', place('p2', 'a') + place('p3', 'h2', place('p4', 'b'))),
      relations: relation('r1', 'b', 'a'),
    });
    t.strictSame(diagnostics, []);
    t.strictSame(
      value.map((each) => [each.id, each.text, each.level, each.module, each.parents, each.attributes]),
      [
        ['A', 'The pedal shall move.', 'Software Requirement', 'Brakes', [], { chapter: 'Pedal' }],
        ['B', 'The force shall be 5 N.', 'Software Requirement', 'Brakes', ['A'], { chapter: 'Pedal > Force' }],
      ],
    );
    t.ok((value[0]?.place.line ?? 0) > 10, 'the place is that of the object');
  },
);

testCase(
  {
    id: 'TC-IMP-045-02',
    verifies: ['HLR-IMP-004', 'LLR-IMP-045', 'LLR-IMP-002'],
    kind: 'robustness',
    intent:
      'names, levels and module follow the mapping of the caller; an object without id takes its IDENTIFIER; an empty one is reported',
  },
  (t) => {
    const own =
      '<r:SPEC-OBJECT IDENTIFIER="x1"><r:VALUES><r:ATTRIBUTE-VALUE-STRING THE-VALUE="The text."><r:DEFINITION>' +
      '<r:ATTRIBUTE-DEFINITION-STRING-REF>d-own</r:ATTRIBUTE-DEFINITION-STRING-REF></r:DEFINITION></r:ATTRIBUTE-VALUE-STRING></r:VALUES>' +
      '<r:TYPE><r:SPEC-OBJECT-TYPE-REF>t-req</r:SPEC-OBJECT-TYPE-REF></r:TYPE></r:SPEC-OBJECT>';
    const mapped = read({ objects: own }, { fields: { Kunde: 'text' }, levels: { x: 'short', x1: 'system' }, module: 'BRK' });
    t.strictSame(
      mapped.value.map((each) => [each.id, each.text, each.level, each.module]),
      [['x1', 'The text.', 'system', 'BRK']],
    );
    const plain = read({ objects: own });
    t.strictSame(plain.value[0]?.attributes, { Kunde: 'The text.' });
    t.strictSame(
      plain.diagnostics.map((finding) => finding.code),
      ['IMP-409'],
    );
  },
);

testCase(
  {
    id: 'TC-IMP-044-01',
    verifies: ['LLR-IMP-044', 'LLR-IMP-002'],
    kind: 'normal',
    intent: 'enumeration values are read by name, default values where an object gives none',
  },
  (t) => {
    const status = (value: string): string =>
      '<r:ATTRIBUTE-VALUE-ENUMERATION><r:DEFINITION><r:ATTRIBUTE-DEFINITION-ENUMERATION-REF>d-status</r:ATTRIBUTE-DEFINITION-ENUMERATION-REF>' +
      `</r:DEFINITION><r:VALUES><r:ENUM-VALUE-REF>${value}</r:ENUM-VALUE-REF></r:VALUES></r:ATTRIBUTE-VALUE-ENUMERATION>`;
    const withDefault = types.replace('LONG-NAME="Status">', `LONG-NAME="Status"><r:DEFAULT-VALUE>${status('v-old')}</r:DEFAULT-VALUE>`);
    const { value, diagnostics } = read({
      types: withDefault,
      objects: xhtml('a', '<h:p>x</h:p>').replace('</r:VALUES>', `${status('v-draft')}</r:VALUES>`) + xhtml('b', '<h:p>y</h:p>'),
    });
    t.strictSame(
      value.map((each) => [each.status, each.attributes]),
      [
        ['planned', { Status: 'Draft' }],
        ['planned', { Status: 'Obsolete' }],
      ],
    );
    t.strictSame(diagnostics, []);
  },
);

testCase(
  {
    id: 'TC-IMP-044-02',
    verifies: ['LLR-IMP-044'],
    kind: 'robustness',
    intent: 'unknown type, definition and enumeration value are reported and the rest is read',
  },
  (t) => {
    const { value, diagnostics } = read({
      objects:
        xhtml('a', '<h:p>x</h:p>').replace('t-req', 'gone').replace('d-text', 'lost') +
        xhtml('b', '<h:p>y</h:p>').replace(
          '</r:VALUES>',
          '<r:ATTRIBUTE-VALUE-ENUMERATION><r:DEFINITION><r:ATTRIBUTE-DEFINITION-ENUMERATION-REF>d-status' +
            '</r:ATTRIBUTE-DEFINITION-ENUMERATION-REF></r:DEFINITION><r:VALUES><r:ENUM-VALUE-REF>nil</r:ENUM-VALUE-REF></r:VALUES></r:ATTRIBUTE-VALUE-ENUMERATION></r:VALUES>',
        ),
    });
    t.strictSame(
      diagnostics.map((finding) => [finding.code, /"(\w+)"/u.exec(finding.message)?.[1]]),
      [
        ['IMP-407', 'gone'],
        ['IMP-407', 'lost'],
        ['IMP-408', 'nil'],
        ['IMP-409', undefined],
      ],
    );
    t.strictSame(
      value.map((each) => [each.id, each.level, each.text]),
      [
        ['A', '', ''],
        ['B', 'Software Requirement', 'y'],
      ],
    );
    t.strictSame(value[0]?.attributes, { lost: 'x' }, 'the value is kept under the identifier of its definition');
  },
);

testCase(
  {
    id: 'TC-IMP-047-01',
    verifies: ['LLR-IMP-047'],
    kind: 'normal',
    intent: 'direction and kinds of relations are those that the caller sets',
  },
  (t) => {
    const parts = { objects: xhtml('a', '<h:p>x</h:p>') + xhtml('b', '<h:p>y</h:p>'), relations: relation('r1', 'a', 'b') };
    t.strictSame(
      read(parts).value.map((each) => each.parents),
      [['B'], []],
    );
    t.strictSame(
      read(parts, { parentEnd: 'source' }).value.map((each) => each.parents),
      [[], ['A']],
    );
    const others = read(parts, { parentRelations: ['refines'] });
    t.strictSame(
      others.value.map((each) => [each.parents, each.attributes]),
      [
        [[], { 'relation satisfies': 'B' }],
        [[], {}],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-IMP-047-02',
    verifies: ['HLR-IMP-004', 'LLR-IMP-047'],
    kind: 'robustness',
    intent: 'a relation from, to or of nothing is reported at its place',
  },
  (t) => {
    const { value, diagnostics } = read({
      objects: xhtml('a', '<h:p>x</h:p>'),
      relations: `${relation('r1', 'nil', 'a')}${relation('r2', 'a', 'nil')}${relation('r3', 'a', 'a').replace('t-rel', 'nil')}<r:SPEC-RELATION IDENTIFIER="r4"/>${relation('r5', 'a', 't-req')}`,
    });
    t.strictSame(
      diagnostics.map((finding) => finding.message),
      [
        'SPEC-RELATION r1: SOURCE refers to "nil", which does not exist',
        'SPEC-RELATION r2: TARGET refers to "nil", which does not exist',
        'SPEC-RELATION r3: TYPE refers to "nil", which does not exist',
        'SPEC-RELATION r4: TYPE is missing',
        'SPEC-RELATION r4: SOURCE is missing',
        'SPEC-RELATION r4: TARGET is missing',
        'SPEC-RELATION r5: TARGET refers to "t-req", a SPEC-OBJECT-TYPE',
      ],
    );
    t.ok(diagnostics.every((finding) => finding.code === 'IMP-407' && (finding.place?.line ?? 0) > 1));
    t.strictSame(value[0]?.parents, ['A'], 'a relation without type still links');
  },
);

testCase(
  {
    id: 'TC-IMP-046-01',
    verifies: ['LLR-IMP-046'],
    kind: 'normal',
    intent: 'an object in several places takes the first',
  },
  (t) => {
    const { value } = read({
      objects: heading('h1', 'One') + heading('h2', 'Two') + xhtml('a', '<h:p>x</h:p>'),
      hierarchy: place('p1', 'h1', place('p2', 'a')) + place('p3', 'h2', place('p4', 'a')),
    });
    t.strictSame(
      value.map((each) => each.attributes),
      [{ chapter: 'One' }],
    );
    t.equal(value[0]?.module, 'Brakes');
  },
);

testCase(
  {
    id: 'TC-IMP-046-02',
    verifies: ['HLR-IMP-004', 'LLR-IMP-046'],
    kind: 'robustness',
    intent: 'a hierarchy node without object is reported and what is below it is placed',
  },
  (t) => {
    const { value, diagnostics } = read({ objects: xhtml('a', '<h:p>x</h:p>'), hierarchy: place('p1', 'nil', place('p2', 'a')) });
    t.strictSame(
      diagnostics.map((finding) => finding.message),
      ['SPEC-HIERARCHY p1: OBJECT refers to "nil", which does not exist'],
    );
    t.equal(value[0]?.module, 'Brakes');
  },
);

testCase(
  {
    id: 'TC-IMP-043-01',
    verifies: ['HLR-IMP-008', 'LLR-IMP-043'],
    kind: 'normal',
    intent: 'a whole document gives no finding',
  },
  (t) => {
    t.strictSame(codesOf(documentOf({ objects: xhtml('a', '<h:p>x</h:p>'), hierarchy: place('p1', 'a') })), []);
    t.equal(codesOf(`\ufeff${documentOf({})}`).length, 0, 'a byte order mark does not matter');
  },
);

testCase(
  {
    id: 'TC-IMP-043-02',
    verifies: ['HLR-IMP-004', 'HLR-IMP-008', 'LLR-IMP-043'],
    kind: 'robustness',
    intent: 'repeated and missing identifiers, wrong namespace, version, root and dangling datatype are reported',
  },
  (t) => {
    t.strictSame(codesOf(documentOf({ objects: xhtml('a', '<h:p>x</h:p>') + xhtml('a', '<h:p>y</h:p>') })), ['IMP-406']);
    t.strictSame(codesOf(documentOf({ objects: xhtml('a', '<h:p>x</h:p>').replace('IDENTIFIER="a"', '') })), ['IMP-406']);
    t.strictSame(codesOf(documentOf({ head: '<r:REQ-IF xmlns:r="http://www.omg.org/spec/ReqIF/20101201" xmlns:h="x">' })), ['IMP-405']);
    t.strictSame(codesOf(documentOf({}).replace('<r:REQ-IF-VERSION>1.0', '<r:REQ-IF-VERSION>1.2')), ['IMP-405']);
    t.strictSame(codesOf('<html/>'), ['IMP-404']);
    t.strictSame(codesOf(documentOf({}).replace('REF>y-xhtml<', 'REF>nil<')), ['IMP-407']);
  },
);

testCase(
  {
    id: 'TC-IMP-041-01',
    verifies: ['LLR-IMP-041'],
    kind: 'normal',
    intent: 'CDATA, character references and comments are read as XML says',
  },
  (t) => {
    const { value } = read({ objects: xhtml('a', '<h:p>1 <![CDATA[<]]> 2 &amp; &#x41;<!-- no --></h:p>') });
    t.equal(value[0]?.text, '1 < 2 & A');
  },
);

testCase(
  {
    id: 'TC-IMP-041-02',
    verifies: ['HLR-IMP-008', 'LLR-IMP-041'],
    kind: 'robustness',
    intent: 'entity bombs, deep nesting and broken XML are refused with a place, within two seconds of processor time each',
  },
  (t) => {
    const bomb = `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(100)}">${Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i} "${`&e${i - 1};`.repeat(10)}">`).join('')}]>`;
    const cases: readonly (readonly [string, string])[] = [
      [`${bomb}<REQ-IF>&e19;</REQ-IF>`, 'IMP-402'],
      ['<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', 'IMP-402'],
      ['<a>'.repeat(200_000), 'IMP-403'],
      ['<a', 'IMP-401'],
      ['', 'IMP-401'],
      ['\u0000', 'IMP-401'],
      ['<a>&nbsp;</a>', 'IMP-401'],
      ['<a></b>', 'IMP-401'],
      ['<x:a/>', 'IMP-401'],
      ['<a/><b/>', 'IMP-401'],
      [documentOf({}).slice(0, 500), 'IMP-401'],
      [`<a ${'x="1" '.repeat(2)}/>`, 'IMP-401'],
    ];
    for (const [text, code] of cases) {
      const start = process.cpuUsage();
      const { value, diagnostics } = readReqif({ path: 'a.reqif', text });
      const milliseconds = process.cpuUsage(start).user / 1e3;
      t.strictSame([value.length, diagnostics.map((finding) => finding.code)], [0, [code]], JSON.stringify(text.slice(0, 40)));
      t.ok((diagnostics[0]?.place?.line ?? 0) >= 1 && milliseconds < 2000);
    }
  },
);

testCase(
  {
    id: 'TC-IMP-042-01',
    verifies: ['LLR-IMP-042'],
    kind: 'normal',
    intent: 'paragraphs, line ends, lists, tables and objects keep their structure as text',
  },
  (t) => {
    const { value } = read({
      objects: xhtml(
        'a',
        `<h:div>
        <h:p>The <h:b>pump</h:b>
          shall <h:i>stop</h:i>.<h:br/>  At once.</h:p>
        <h:ul><h:li>one</h:li><h:li>two<h:ol><h:li>inner</h:li></h:ol></h:li></h:ul>
        <h:table><h:tbody><h:tr><h:td>a</h:td><h:td>b</h:td></h:tr><h:tr><h:td>c</h:td><h:td>d</h:td></h:tr></h:tbody></h:table>
        See <h:object data="files/x.png" type="image/png">Figure 1</h:object>
        <h:pre>  code
 x</h:pre></h:div>`,
      ),
    });
    t.equal(
      value[0]?.text,
      [
        'The pump shall stop.\nAt once.',
        '- one\n- two\n  1. inner',
        'a | b\nc | d',
        'See [object: files/x.png Figure 1]',
        '  code\n x',
      ].join('\n\n'),
    );
  },
);

testCase(
  {
    id: 'TC-IMP-042-02',
    verifies: ['HLR-IMP-008', 'LLR-IMP-042'],
    kind: 'robustness',
    intent: 'text without tags, empty content and a million line ends are read in linear time',
  },
  (t) => {
    const texts = [
      '\n  Some text without tags.\n ',
      '',
      '<h:div/>',
      '<h:ul><h:ol><h:li>x</h:li></h:ol></h:ul>',
      `<h:p>${'a<h:br/>'.repeat(200_000)}</h:p>`,
      `<h:p>${' \n'.repeat(500_000)}x</h:p>`,
    ];
    const { value } = read({ objects: texts.map((text, index) => xhtml(`o${index}`, text)).join('') });
    t.strictSame(
      value.map((each) => each.text.length),
      [23, 0, 0, '-   1. x'.length - 2, 399_999, 1],
    );
    t.equal(value[0]?.text, 'Some text without tags.');
  },
);

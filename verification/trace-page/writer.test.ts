import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import ts from 'typescript';

import { deltaColumn, listColumn, wordColumn } from '../../src/toolchain/package/trace-page/columns.js';
import { codeUnitKey, type TracePageInput } from '../../src/toolchain/package/trace-page/input.js';
import { numberedLinks } from '../../src/toolchain/package/trace-page/links.js';
import { packed } from '../../src/toolchain/package/trace-page/pack.js';
import { sectionsOf } from '../../src/toolchain/package/trace-page/sections.js';
import { viewerScript } from '../../src/toolchain/package/trace-page/viewer-script.js';
import { viewerStyle } from '../../src/toolchain/package/trace-page/viewer-style.js';
import { contentSecurityPolicy, writeTracePage } from '../../src/toolchain/package/trace-page/write-trace-page.js';
import { testCase } from '../support/test-case.js';
import { hostileText, tinyTrace, traceSample } from '../support/trace-page-sample.js';

const unpacked = (text: string): unknown => JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString());
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64');
const elementText = (html: string, tag: string): string => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? '';

testCase(
  { id: 'TC-VWR-001-01', verifies: ['LLR-VWR-001'], kind: 'normal', intent: 'packs a value so that zlib gives its JSON text back' },
  (t) => {
    t.same(unpacked(packed({ id: ['HLR-A-001'], line: [41] })), { id: ['HLR-A-001'], line: [41] });
    t.same(unpacked(packed(null)), null);
  },
);

testCase(
  {
    id: 'TC-VWR-001-02',
    verifies: ['LLR-VWR-001', 'HLR-VWR-006'],
    kind: 'robustness',
    intent: 'packs any text into characters that are not markup',
  },
  (t) => {
    const property = fc.property(
      fc.string({ unit: 'binary' }),
      (text) => /^[A-Za-z0-9+/]*=*$/.test(packed(text)) && unpacked(packed(text)) === text,
    );
    t.doesNotThrow(() => fc.assert(property));
    t.equal(unpacked(packed('\ud800')), '\ud800', 'a lone surrogate is escaped by JSON');
  },
);

testCase(
  { id: 'TC-VWR-002-01', verifies: ['LLR-VWR-002'], kind: 'normal', intent: 'writes each distinct word once and differences of numbers' },
  (t) => {
    t.same(wordColumn(['met', 'planned', 'met']), { words: ['met', 'planned'], at: [0, 1, 0] });
    t.same(listColumn([['a', 'b'], [], ['a']]), { counts: [2, 0, 1], values: { words: ['a', 'b'], at: [0, 1, 0] } });
    t.same(deltaColumn([3, 3, 10, 4]), [3, 0, 7, -6]);
  },
);

testCase(
  {
    id: 'TC-VWR-002-02',
    verifies: ['LLR-VWR-002'],
    kind: 'robustness',
    intent: 'keeps words that are names of object members, and empty columns',
  },
  (t) => {
    t.same(wordColumn(['__proto__', 'constructor', '__proto__']).at, [0, 1, 0]);
    t.same([wordColumn([]), listColumn([]), deltaColumn([])], [{ words: [], at: [] }, { counts: [], values: { words: [], at: [] } }, []]);
  },
);

testCase(
  {
    id: 'TC-VWR-003-01',
    verifies: ['LLR-VWR-003', 'LLR-VWR-005'],
    kind: 'normal',
    intent: 'gives each declared link the review state recorded for it',
  },
  (t) => {
    const { links, missing } = numberedLinks(tinyTrace());
    t.same(links, [
      { kind: 'parent', from: 1, to: 0, review: 'accepted', reviewer: 'B. Reader' },
      { kind: 'parent', from: 2, to: 1, review: 'suspect', reviewer: '' },
      { kind: 'implements', from: 3, to: 2, review: 'accepted', reviewer: 'B. Reader' },
      { kind: 'verifies', from: 4, to: 1, review: 'not-reviewed', reviewer: '' },
      { kind: 'verifies', from: 4, to: 2, review: 'not-reviewed', reviewer: '' },
      { kind: 'evidence', from: 5, to: 2, review: 'not-reviewed', reviewer: '' },
    ]);
    t.same(missing, []);
    t.equal(codeUnitKey({ path: 'src/a.ts', name: 'bound' }), 'src/a.ts#bound');
  },
);

testCase(
  {
    id: 'TC-VWR-003-02',
    verifies: ['LLR-VWR-003', 'LLR-VWR-005'],
    kind: 'robustness',
    intent: 'keeps links to missing ids, doubled declarations, doubled units and links that only the review list names',
  },
  (t) => {
    const base = tinyTrace();
    const [unit] = base.codeUnits;
    const [first, second, third] = base.requirements;
    if (unit === undefined || first === undefined || second === undefined || third === undefined) throw new Error('the sample has changed');
    const input: TracePageInput = {
      ...base,
      requirements: [first, { ...second, parents: ['SYS-GONE-001', 'SYS-GONE-001'] }, third],
      codeUnits: [unit, { ...unit, line: 99 }, { ...unit, path: 'a#b', name: 'c', implements: [] }],
      links: [
        ...base.links,
        { kind: 'parent', from: 'LLR-NET-001', to: 'SYS-NET-001', review: 'suspect', reviewer: '' },
        { kind: 'verifies', from: 'TC-GONE', to: 'SYS-NET-001', review: 'accepted', reviewer: '' },
      ],
    };
    const { links, missing } = numberedLinks(input);
    t.same(missing, ['SYS-GONE-001']);
    t.same(
      links.filter((link) => link.to === 8).map((link) => link.from),
      [1],
      'a doubled declaration is one link',
    );
    t.same(
      links.filter((link) => link.kind === 'implements').map((link) => [link.from, link.review]),
      [
        [3, 'accepted'],
        [4, 'accepted'],
      ],
    );
    t.ok(links.some((link) => link.from === 2 && link.to === 0 && link.review === 'suspect'));
    t.notOk(links.some((link) => link.kind === 'verifies' && link.review === 'accepted'));
  },
);

testCase(
  {
    id: 'TC-VWR-004-01',
    verifies: ['LLR-VWR-004', 'HLR-VWR-002'],
    kind: 'normal',
    intent: 'writes the same bytes whatever order the lists come in',
  },
  (t) => {
    const input = traceSample(200);
    const turned: TracePageInput = {
      ...input,
      requirements: [...input.requirements].reverse(),
      codeUnits: [...input.codeUnits].reverse(),
      testCases: [...input.testCases].reverse(),
      evidence: [...input.evidence].reverse(),
      links: [...input.links].reverse(),
      findings: [...input.findings].reverse(),
    };
    t.ok(writeTracePage(turned) === writeTracePage(input));
    t.ok(writeTracePage(traceSample(201)) !== writeTracePage(input));
  },
);

testCase(
  {
    id: 'TC-VWR-004-02',
    verifies: ['LLR-VWR-004', 'HLR-VWR-002'],
    kind: 'robustness',
    intent: 'writes a project without any item, and one whose ids sort by code unit',
  },
  (t) => {
    const empty = {
      ...tinyTrace(),
      requirements: [],
      codeUnits: [],
      testCases: [],
      evidence: [],
      links: [],
      findings: [],
      levels: [],
      modules: [],
    };
    t.equal(writeTracePage(empty), writeTracePage(empty));
    const [requirement] = tinyTrace().requirements;
    if (requirement === undefined) throw new Error('the sample has changed');
    const ids = ['z', 'Z', 'ä', 'A'].map((id) => ({ ...requirement, id }));
    const section = sectionsOf({ ...empty, requirements: ids }).requirements() as { readonly id: readonly string[] };
    t.same(section.id, ['A', 'Z', 'z', 'ä']);
  },
);

testCase(
  { id: 'TC-VWR-006-01', verifies: ['LLR-VWR-006', 'HLR-VWR-001'], kind: 'normal', intent: 'writes one file that names no other resource' },
  (t) => {
    const html = writeTracePage(tinyTrace());
    t.match(html, /^<!doctype html>/);
    const shell = html.replace(/<script type="application\/octet-stream"[^>]*>[^<]*/g, '');
    t.notMatch(shell, /https?:|\/\/[a-z]|<link|<img|<iframe|@import|\burl\(|\bimport\(|\bsrc=/i);
    t.notMatch(viewerScript, /fetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|importScripts/);
    t.equal(html.match(/<script>/g)?.length, 1);
    t.equal(html.match(/<style>/g)?.length, 1);
  },
);

testCase(
  {
    id: 'TC-VWR-006-02',
    verifies: ['LLR-VWR-006', 'HLR-VWR-006'],
    kind: 'robustness',
    intent: 'writes markup in any field of the input as data or as escaped text',
  },
  (t) => {
    const html = writeTracePage(hostileText(tinyTrace()));
    t.notOk(html.includes('<img'));
    t.match(html, /<title>&#60;\/script&#62;/);
    t.equal(html.match(/<script/g)?.length, writeTracePage(tinyTrace()).match(/<script/g)?.length);
  },
);

testCase(
  {
    id: 'TC-VWR-007-01',
    verifies: ['LLR-VWR-007', 'HLR-VWR-001'],
    kind: 'normal',
    intent: 'allows only the style and the script that are written',
  },
  (t) => {
    const html = writeTracePage(tinyTrace());
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    t.equal(policy, contentSecurityPolicy());
    t.match(policy, `script-src 'sha256-${digestOf(elementText(html, 'script'))}'`);
    t.match(policy, `style-src 'sha256-${digestOf(elementText(html, 'style'))}'`);
    t.match(policy, "default-src 'none'");
  },
);

testCase(
  {
    id: 'TC-VWR-007-02',
    verifies: ['LLR-VWR-007', 'HLR-VWR-001'],
    kind: 'robustness',
    intent: 'allows nothing unsafe and stands before every style and script',
  },
  (t) => {
    const html = writeTracePage(hostileText(tinyTrace()));
    t.notMatch(contentSecurityPolicy(), /unsafe|https?:|data:|blob:|\*/);
    t.match(contentSecurityPolicy(), "require-trusted-types-for 'script'");
    t.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<style'));
  },
);

testCase({ id: 'TC-VWR-008-01', verifies: ['LLR-VWR-008'], kind: 'normal', intent: 'passes the JavaScript check of the compiler' }, (t) => {
  t.same(scriptErrors(viewerScript), []);
  t.match(viewerScript, "'use strict'");
});

testCase(
  {
    id: 'TC-VWR-008-02',
    verifies: ['LLR-VWR-008'],
    kind: 'robustness',
    intent: 'holds no closing tag, and the check used here finds a wrong name',
  },
  (t) => {
    t.notMatch(viewerScript, /<\/script|<!--/i);
    t.notMatch(viewerStyle, /<\/style/i);
    t.equal(scriptErrors('function a() { return notDeclared; } a();').length, 1);
  },
);

testCase(
  {
    id: 'TC-VWR-009-01',
    verifies: ['LLR-VWR-009', 'HLR-VWR-009'],
    kind: 'normal',
    intent: 'gives text a contrast of 4.5 to 1 in light and dark',
  },
  (t) => {
    for (const theme of themes()) {
      for (const ground of ['ground', 'raised', 'chosen']) {
        for (const ink of ['text', 'muted', 'accent', 'met', 'awaiting', 'notmet', 'planned', 'unknown', 'none']) {
          t.ok(contrast(theme.get(ink) ?? '', theme.get(ground) ?? '') >= 4.5, `${ink} on ${ground}`);
        }
      }
    }
  },
);

testCase(
  { id: 'TC-VWR-009-02', verifies: ['LLR-VWR-009'], kind: 'robustness', intent: 'measures contrast as WCAG does, and finds both themes' },
  (t) => {
    t.equal(themes().length, 2);
    t.equal(contrast('#000000', '#ffffff'), 21);
    t.ok(Math.abs(contrast('#777777', '#ffffff') - 4.48) < 0.005);
  },
);

testCase(
  {
    id: 'TC-VWR-016-01',
    verifies: ['LLR-VWR-016', 'HLR-VWR-006'],
    kind: 'normal',
    intent: 'uses no interface that parses markup or runs text',
  },
  (t) => {
    t.notMatch(viewerScript, /innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|createContextualFragment|setHTML|srcdoc/);
    t.notMatch(viewerScript, /\beval\b|new Function|setTimeout\(['"]|javascript:|setAttribute\('(style|on)/);
  },
);

testCase(
  {
    id: 'TC-VWR-001-03',
    verifies: ['HLR-VWR-007', 'LLR-VWR-001'],
    kind: 'normal',
    intent: 'writes 10,000 requirements with their links into 3 MB',
  },
  (t) => {
    const input = traceSample(10_000);
    t.ok(input.links.length >= 35_000, `${input.links.length} links`);
    const size = Buffer.byteLength(writeTracePage(input));
    t.ok(size <= 3_000_000, `${size} bytes`);
  },
);

testCase(
  {
    id: 'TC-VWR-001-04',
    verifies: ['HLR-VWR-007', 'LLR-VWR-001'],
    kind: 'robustness',
    intent: 'needs little more for an excerpt or reason that repeats 10,000 times',
  },
  (t) => {
    const input = traceSample(1_000);
    const long = 'the same long reason '.repeat(200);
    const grown = writeTracePage({
      ...input,
      requirements: input.requirements.map((requirement) => ({ ...requirement, statusReason: long })),
    });
    t.ok(grown.includes('data-texts'));
    t.ok(grown.length < writeTracePage(input).length + 10_000);
  },
);

function scriptErrors(text: string): string[] {
  const options: ts.CompilerOptions = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    strict: false,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === 'viewer.js' ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : read(name, ...rest);
  host.fileExists = (name) => name === 'viewer.js' || ts.sys.fileExists(name);
  const file = ts.createProgram(['viewer.js'], options, host);
  return [...file.getSyntacticDiagnostics(), ...file.getSemanticDiagnostics(file.getSourceFile('viewer.js'))].map((found) => {
    const line = text.slice(0, found.start ?? 0).split('\n').length;
    return `${line}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`;
  });
}

function themes(): ReadonlyMap<string, string>[] {
  const blocks = [...(viewerStyle.split('@media print')[0]?.matchAll(/:root \{([^}]*)\}/g) ?? [])];
  return blocks.map(
    (block) => new Map([...(block[1] ?? '').matchAll(/--([a-z]+): (#[0-9a-f]{6})/g)].map((pair) => [pair[1] ?? '', pair[2] ?? ''])),
  );
}

/** WCAG 2.2, definitions of contrast ratio and relative luminance. */
function contrast(ink: string, ground: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

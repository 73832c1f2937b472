import fc from 'fast-check';
import type { Language } from '../../src/toolchain/trace/scan/language.js';
import { languageOf } from '../../src/toolchain/trace/scan/language.js';
import { type ScannedFile, scanSource } from '../../src/toolchain/trace/scan/scan-source.js';
import { testCase } from '../support/test-case.js';
import { fragments, samples } from './samples.js';

function scan(path: string, ...lines: readonly string[]): ScannedFile {
  return scanSource({ path, text: `${lines.join('\n')}\n` });
}

function idsIn({ units, cases }: ScannedFile): readonly string[] {
  return [...units.flatMap((unit) => unit.implements), ...cases.flatMap((entry) => entry.verifies)].map(({ id }) => id).sort();
}

/** Each tagged unit with its ids: `kind name: id id`. */
function taggedIn({ units }: ScannedFile): readonly string[] {
  const tagged = units.filter((unit) => unit.implements.length > 0);
  return tagged.map((unit) => `${unit.kind} ${unit.name}: ${unit.implements.map(({ id }) => id).join(' ')}`);
}

function codesIn({ diagnostics }: ScannedFile): readonly string[] {
  return diagnostics.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);
}

testCase({ id: 'TC-SCN-001-01', verifies: ['LLR-SCN-001'], kind: 'normal', intent: 'the last extension names the language' }, (t) => {
  const known: readonly (readonly [string, Language])[] = [
    ['a/b.test.ts', 'typescript'],
    ['a.jsx', 'javascript'],
    ['a.h', 'c'],
    ['a.hpp', 'cpp'],
    ['a.ads', 'ada'],
    ['a.rs', 'rust'],
    ['a.py', 'python'],
    ['A.java', 'java'],
    ['a.go', 'go'],
    ['a.bash', 'shell'],
    ['a.sql', 'sql'],
    ['a.m', 'matlab'],
    ['a.mdl', 'mdl'],
    ['a.yml', 'yaml'],
    ['a.toml', 'toml'],
  ];
  t.same(
    known.map(([path]) => languageOf(path)),
    known.map(([, language]) => language),
  );
});

testCase(
  {
    id: 'TC-SCN-001-02',
    verifies: ['LLR-SCN-001'],
    kind: 'robustness',
    intent: 'capitals, dots in folders and missing extensions lead to no wrong language',
  },
  (t) => {
    t.same(['X.TS', 'a.ts/Makefile', 'a.', '', '.py', 'a.c.txt'].map(languageOf), ['typescript', 'text', 'text', 'text', 'python', 'text']);
    t.same(idsIn(scan('notes.txt', '// @implements LLR-1')), []);
    t.equal(scanSource({ path: 'hook', text: '# @implements LLR-1\n', language: 'shell' }).units.length, 1);
  },
);

testCase(
  {
    id: 'TC-SCN-006-01',
    verifies: ['LLR-SCN-006', 'HLR-SCN-001'],
    kind: 'normal',
    intent: 'ids of every tag form are read with their places',
  },
  (t) => {
    const scanned = scan(
      'a.ts',
      '/**',
      ' * Text. @implements LLR-A-001, LLR-A-002,',
      ' *   LLR-A-003. More text, and @implements dsn:x_1.y~2',
      ' * [impl->dsn~speed~1, dsn~range~2 >> utest]',
      ' */',
      'export function f() {}',
      '// [utest~f~1->dsn~speed~1] [dsn->req~no~1]',
      'function testF() {}',
    );
    t.same(
      scanned.units[0]?.implements.map(({ id, place }) => `${id} ${place.line}:${place.column}`),
      ['LLR-A-001 2:22', 'LLR-A-002 2:33', 'LLR-A-003 3:6', 'dsn:x_1.y~2 3:44', 'dsn~speed~1 4:11', 'dsn~range~2 4:24'],
    );
    t.same(
      scanned.cases.map(({ id, verifies }) => `${id} ${verifies.map((reference) => reference.id).join()}`),
      ['testF dsn~speed~1'],
    );
  },
);

testCase(
  {
    id: 'TC-SCN-006-02',
    verifies: ['LLR-SCN-006'],
    kind: 'robustness',
    intent: 'examples between backquotes, words glued to a tag and JSDoc types are no tags',
  },
  (t) => {
    const scanned = scan(
      'a.ts',
      '/**',
      ' * Write `@implements NO-1` or ``@implements NO-2``; mail me@implements NO-3; @implementsNO-4; @implements {NO5}; @implements-x NO-6',
      ' * ```',
      ' * // @implements NO-7',
      ' * ```',
      ' * a lone ` and @implements LLR-1',
      ' */',
      'function f() {}',
    );
    t.same(idsIn(scanned), ['LLR-1']);
    t.same(scanned.diagnostics, []);
  },
);

testCase(
  {
    id: 'TC-SCN-007-01',
    verifies: ['LLR-SCN-007', 'HLR-SCN-006'],
    kind: 'normal',
    intent: 'each kind of unreadable text has its code, place, reason and remedy',
  },
  (t) => {
    const findings = [
      ...scan('a.ts', '/** Adds.', ' * @implements', ' */', 'function f() {}').diagnostics,
      ...scan('a.ts', 'f(); /* open').diagnostics,
      ...scan('a.ts', 'f(`open').diagnostics,
      ...scan('a.ts', '/** @verifies A', ' * @kind nominal */', 'function t() {}').diagnostics,
      ...scan('a.ts', '/** @testcase T-1', ' * @testcase T-2', ' * @verifies A */', 'function t() {}').diagnostics,
      ...scan('a.ts', '/** @verifies A @implements B */', 'function t() {}').diagnostics,
      ...scan('a.ts', '', 'f();', '/** @verifies A */', 'g = 1;').diagnostics,
    ];
    t.same(
      findings.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`),
      ['SCN-101 2:4', 'SCN-102 1:6', 'SCN-103 1:3', 'SCN-106 2:4', 'SCN-105 2:14', 'SCN-107 1:17', 'SCN-108 3:5'],
    );
    t.ok(findings.every(({ why, fix, message }) => why !== '' && fix !== '' && message !== ''));
  },
);

testCase(
  {
    id: 'TC-SCN-007-02',
    verifies: ['LLR-SCN-007'],
    kind: 'robustness',
    intent: 'all findings of a file are reported, not only the first',
  },
  (t) => {
    const scanned = scan('a.py', '# @implements', 'x = 1', '# @verifies ,', 'def f(): pass', '# @testcase', "s = '''open");
    t.same(codesIn(scanned), ['SCN-101 1:3', 'SCN-101 3:3', 'SCN-101 5:3', 'SCN-108 5:3', 'SCN-103 6:5']);
  },
);

testCase(
  {
    id: 'TC-SCN-008-01',
    verifies: ['LLR-SCN-008', 'HLR-SCN-002'],
    kind: 'normal',
    intent: 'a tag goes to the declaration that its comment documents, at any depth',
  },
  (t) => {
    const scanned = scan(
      'src/a.ts',
      '/** The file. @implements F */',
      "import x from 'x';",
      '/** @implements A */',
      'export const api = {',
      '  /** @implements B */',
      '  run() {},',
      '  /** @implements C */',
      '  stop: async () => {',
      '    /** @implements D */',
      '    const inner = function () {};',
      '    inner(); // @implements E',
      '  },',
      '};',
      'export class K { /** @implements G */ @log() m() {} /* @implements H */ field = 1; }',
      '// @implements I',
      '// and more',
      '/** @implements J */',
      '@sealed /* @implements K */ export class L {}',
      'const tail = 1; // @implements M',
      '/** @implements N */',
      'exports.old = function () {};',
      'interface P { /** @implements Q */ q(): void }',
    );
    t.same(taggedIn(scanned), [
      'file a.ts: F',
      'variable api: A',
      'function api.run: B',
      'function api.stop: C E',
      'function api.stop.inner: D',
      'method K.m: G',
      'variable K.field: H',
      'class L: I J K',
      'variable tail: M',
      'function old: N',
      'type P: Q',
    ]);
  },
);

testCase(
  {
    id: 'TC-SCN-008-02',
    verifies: ['LLR-SCN-008', 'HLR-SCN-002'],
    kind: 'robustness',
    intent: 'comments at the top, at the end and before unnamed code find the file, the last unit or a block',
  },
  (t) => {
    t.same(taggedIn(scan('a.ts', '/** @implements A */', 'function f() {}')), ['function f: A']);
    t.same(taggedIn(scan('a.ts', '/** @implements A */', '', 'function f() {}')), ['file a.ts: A']);
    t.same(taggedIn(scan('a.ts', '// @implements A', '/** @implements B */', 'function f() {}')), ['file a.ts: A', 'function f: B']);
    t.same(taggedIn(scan('a.ts', '// @implements A', '// @implements B', 'function f() {}')), ['function f: A B']);
    t.same(taggedIn(scan('a.sh', '#!/bin/sh', '# @implements A', 'f() { :; }')), ['function f: A']);
    t.same(taggedIn(scan('a.ts', '// @implements A')), ['file a.ts: A']);
    t.same(taggedIn(scan('a.ts', '', 'g();', '/** @implements A */', 'if (x) {', '  h(); // @implements B', '}')), ['block line 3: A B']);
    t.same(taggedIn(scan('a.ts', 'g();', '/* @implements A */')), ['block line 2: A']);
    t.same(taggedIn(scan('a.ts', 'function f() { return 1; /* @implements A */ }', '', '// @implements B')), [
      'function f: A',
      'block line 3: B',
    ]);
  },
);

testCase(
  {
    id: 'TC-SCN-009-01',
    verifies: ['LLR-SCN-009', 'HLR-SCN-004'],
    kind: 'normal',
    intent: 'declarations by call are read at any depth and with members in any order',
  },
  (t) => {
    const scanned = scan(
      'a.test.ts',
      "testCase({ id: 'TC-A-001-01', verifies: ['LLR-A-001', \"LLR-A-002\"], kind: 'normal', intent: 'adds' }, (t) => {",
      '  t.ok(1);',
      '});',
      'for (const x of y) {',
      '  await testCase(',
      "    { intent: `it's`, 'kind': 'robustness', verifies: ['LLR-A-001',], id: 'TC-A-001-02', },",
      '    run,',
      '  );',
      '}',
    );
    const [first, second] = scanned.cases;
    t.same(scanned.diagnostics, []);
    t.match(first, { id: 'TC-A-001-01', kind: 'normal', intent: 'adds', place: { line: 1, column: 1 }, lastLine: 3 });
    t.same(first?.verifies, [
      { id: 'LLR-A-001', place: { path: 'a.test.ts', line: 1, column: 43 } },
      { id: 'LLR-A-002', place: { path: 'a.test.ts', line: 1, column: 56 } },
    ]);
    t.match(second, { id: 'TC-A-001-02', kind: 'robustness', intent: "it's", place: { line: 5, column: 9 }, lastLine: 8 });
  },
);

testCase(
  {
    id: 'TC-SCN-009-02',
    verifies: ['LLR-SCN-009', 'HLR-SCN-004', 'HLR-SCN-003'],
    kind: 'robustness',
    intent: 'what is not literal is reported; a new intent keeps the fingerprint and any other change does not',
  },
  (t) => {
    const wrong = scan(
      'a.test.ts',
      "testCase({ id, verifies: [a, 'B'], kind: 'x', intent: 'a' + 'b' }, f);",
      "testCase({ ...base, id: 'T' }, f);",
      'testCase(declaration, f);',
      "export function testCase(declaration: D): void {} // testCase({ id: 1 })\nconst s = 'testCase({ id: 2 })';",
      "testCase('title', f);",
    );
    t.same(codesIn(wrong), [
      'SCN-104 1:10',
      'SCN-104 1:12',
      'SCN-104 1:27',
      'SCN-106 1:42',
      'SCN-104 1:55',
      'SCN-104 2:10',
      'SCN-104 2:10',
      'SCN-104 2:10',
      'SCN-104 2:12',
      'SCN-109 3:1',
    ]);
    const print = (id: string, intent: string, body: string) =>
      scan('a.ts', `testCase({ id: '${id}', verifies: [], kind: 'normal', intent: '${intent}' }, () => { ${body} });`).cases[0]
        ?.fingerprint;
    t.equal(print('A', 'one', 'x'), print('A', 'two', '/* c */ x'));
    t.not(print('A', 'one', 'x'), print('A', 'one', 'y'));
    t.not(print('A', 'one', 'x'), print('B', 'one', 'x'));
  },
);

testCase(
  {
    id: 'TC-SCN-010-01',
    verifies: ['LLR-SCN-010', 'HLR-SCN-004'],
    kind: 'normal',
    intent: 'comments declare test cases in every language, named by tag, unit or title',
  },
  (t) => {
    const c = scan(
      'a.c',
      'int x;',
      '/* @testcase TC-1',
      ' * @verifies LLR-1, LLR-2',
      ' * @kind robustness',
      ' * @intent adds with carry */',
      'void test_add(void) {',
      '}',
    );
    t.match(c.cases, [{ id: 'TC-1', kind: 'robustness', intent: 'adds with carry', place: { line: 6 }, lastLine: 7 }]);
    t.same(c.units, []);
    const java = scan('T.java', 'class T {', '  /** @verifies LLR-1 */ @Test void adds() {}', '}');
    const named = [
      ...java.cases,
      ...scan('a.py', 'x = 1', '# @verifies LLR-1', 'def test_a(): pass').cases,
      ...scan('a.rs', 'mod tests {', '  /// [itest->dsn~a~1]', '  #[test] fn adds() {}', '}').cases,
      ...scan('a.js', 'x();', '// @verifies LLR-1', "void t.test('adds \\'two\\'', () => {});").cases,
      ...scan('a.ts', "describe('outer', () => {", '  // @verifies LLR-1', "  it('is inside', async () => {});", '});').cases,
      ...scan('a.cpp', 'int x;', '// @verifies LLR-1', 'TEST_F(Adder, Carries) { }').cases,
    ];
    t.same(
      named.map(({ id }) => id),
      ['T.adds', 'test_a', 'tests::adds', "adds 'two'", 'is inside', 'Adder.Carries'],
    );
  },
);

testCase(
  {
    id: 'TC-SCN-010-02',
    verifies: ['LLR-SCN-010', 'HLR-SCN-004'],
    kind: 'robustness',
    intent: 'a kind or intent alone declares nothing, and a case is never listed as code as well',
  },
  (t) => {
    const scanned = scan(
      'a.c',
      'int x;',
      '/* @kind robustness @intent x */',
      'void f(void) {}',
      '// @verifies LLR-1',
      'void g(void) {}',
      '// @testcase T',
      '#!',
    );
    t.same(
      scanned.units.map(({ name }) => name),
      ['f'],
    );
    t.same(
      scanned.cases.map(({ id, verifies }) => `${id} ${verifies.length}`),
      ['g 1', 'T 0'],
    );
    t.match(scan('run.sh', '#!/bin/sh', '# @verifies LLR-1', '', 'make test').cases, [{ id: 'run.sh', place: { line: 1 }, lastLine: 4 }]);
  },
);

testCase(
  {
    id: 'TC-SCN-017-01',
    verifies: ['LLR-SCN-017', 'HLR-SCN-001'],
    kind: 'normal',
    intent: 'in each language the tags in comments are found and those in its literals are not',
  },
  (t) => {
    for (const { path, text } of samples) {
      const expected = [...new Set(text.match(/\bYES-\d+/g) ?? [])].sort();
      t.ok(expected.length > 0 && /\bNO-\d/.test(text), path);
      const scanned = scanSource({ path, text });
      t.same(idsIn(scanned), expected, path);
      t.same(scanned.diagnostics, [], path);
    }
  },
);

testCase(
  {
    id: 'TC-SCN-017-02',
    verifies: ['LLR-SCN-017', 'HLR-SCN-001'],
    kind: 'robustness',
    intent: 'a literal with any content hides a tag, and a comment behind it does not',
  },
  (t) => {
    const languages: readonly (readonly [string, string, (content: string) => string, (tag: string) => string])[] = [
      ['a.c', '\\"\n', (text) => `char *s = "${text}";`, (tag) => `/* ${tag} */`],
      ['a.cpp', '\n', (text) => `auto s = R"x(${text})x";`, (tag) => `// ${tag}`],
      ['a.adb', '"\n', (text) => `S : String := "${text}";`, (tag) => `-- ${tag}`],
      ['a.rs', '#\n', (text) => `let s = r##"${text}"##;`, (tag) => `/* /* */ ${tag} */`],
      ['a.py', '\\\n', (text) => `s = '''a\n${text.replaceAll("'", '')}'''`, (tag) => `# ${tag}`],
      ['a.java', '\\"\n', (text) => `String s = """\n${text}""";`, (tag) => `/** ${tag} */`],
      ['a.go', '`\n', (text) => `var s = \`${text}\``, (tag) => `// ${tag}`],
      ['a.sh', "'\n", (text) => `s='${text}'`, (tag) => `# ${tag}`],
      ['a.sql', "'\n", (text) => `select '${text}';`, (tag) => `/* ${tag} */`],
      ['a.m', '"\n', (text) => `s = "${text}";`, (tag) => `% ${tag}`],
      ['a.toml', "'\n", (text) => `s = '${text}'`, (tag) => `# ${tag}`],
    ];
    const noise = fc.string({ unit: fc.constantFrom(...'\'"`/*#-%(){}[]<>$|;: ab\\'), maxLength: 10 });
    for (const [path, forbidden, literal, comment] of languages) {
      const without = (text: string): string => [...text].filter((character) => !forbidden.includes(character)).join('');
      const holds = fc.property(fc.array(noise, { minLength: 1, maxLength: 5 }), (contents) => {
        const lines = contents.map(
          (content, index) =>
            `${literal(without(`${content} // -- # % @implements NO-${index} ${content}`))}\n${comment(`@implements YES-${index}`)}\n`,
        );
        return (
          idsIn(scanSource({ path, text: lines.join('') })).join() ===
          contents
            .map((_, index) => `YES-${index}`)
            .sort()
            .join()
        );
      });
      t.doesNotThrow(() => fc.assert(holds, { numRuns: 200 }), path);
    }
  },
);

testCase(
  {
    id: 'TC-SCN-018-01',
    verifies: ['LLR-SCN-018', 'HLR-SCN-002'],
    kind: 'normal',
    intent: 'functions, methods and types of each language are named with their enclosing units, visibility and lines',
  },
  (t) => {
    for (const { path, text, units } of samples) {
      const scanned = scanSource({ path, text });
      const found = scanned.units.filter(({ kind }) => kind !== 'file' && kind !== 'block');
      t.same(
        found.map(({ kind, name, exported, place, lastLine }) => `${exported ? '+' : '-'}${kind} ${name} ${place.line}-${lastLine}`),
        units,
        path,
      );
    }
  },
);

testCase(
  {
    id: 'TC-SCN-018-02',
    verifies: ['LLR-SCN-018', 'HLR-SCN-003'],
    kind: 'robustness',
    intent: 'indentation that means something changes a fingerprint; damaged text still gives the units before it',
  },
  (t) => {
    const print = (path: string, ...lines: readonly string[]): string => scan(path, ...lines).units[0]?.fingerprint ?? '';
    t.not(print('a.py', 'def f():', '  if a:', '    b()', '    c()'), print('a.py', 'def f():', '  if a:', '    b()', '  c()'));
    t.equal(print('a.py', 'def f():', '  b()'), print('a.py', '# top', 'def f( ) :', '', '    # c', '    b( )'));
    t.not(print('a.go', 'func f() int {', 'return 1 }'), print('a.go', 'func f() int {', 'return', '1 }'));
    t.equal(print('a.c', 'int f(void) { return 1; }'), print('a.c', 'int f( void )', '{', '  return 1; /* one */', '}'));
    const damaged: readonly (readonly [string, string])[] = [
      ['a.c', 'int f(void) { return 1; }\nint g(void) { if ('],
      ['a.adb', 'procedure f is begin null; end f;\nprocedure g is begin if'],
      ['a.rs', 'fn f() {}\nfn g() { match'],
      ['a.py', 'def f(): pass\ndef g(:\n  ('],
      ['a.java', 'class f {}\nclass g { void x( {'],
      ['a.go', 'func f() {}\nfunc g( {'],
      ['a.sh', 'f() { :; }\ng() { if'],
      ['a.sql', 'create table f (a int);\ncreate table g ('],
    ];
    for (const [path, text] of damaged) t.equal(scanSource({ path, text }).units[0]?.name, 'f', path);
  },
);

testCase(
  {
    id: 'TC-SCN-011-01',
    verifies: ['LLR-SCN-011', 'HLR-SCN-002'],
    kind: 'normal',
    intent: 'units and cases stand in the order of the file, and line ends of either convention give the same',
  },
  (t) => {
    for (const { path, text } of samples) {
      const unix = scanSource({ path, text });
      t.same(scanSource({ path, text: text.replaceAll('\n', '\r\n') }), unix, path);
      const lines = unix.units.map(({ place }) => place.line * 1000 + place.column);
      t.same(
        lines,
        [...lines].sort((a, b) => a - b),
        path,
      );
    }
  },
);

testCase(
  {
    id: 'TC-SCN-011-02',
    verifies: ['LLR-SCN-011', 'HLR-SCN-006'],
    kind: 'robustness',
    intent: 'long repetitions of any fragment of a language are answered in time and without an exception',
  },
  (t) => {
    const slow: string[] = [];
    for (const [path, list] of fragments) {
      for (const fragment of list) {
        const text = fragment.repeat(Math.ceil(300_000 / fragment.length));
        const start = process.hrtime.bigint();
        scanSource({ path, text });
        if (process.hrtime.bigint() - start > 5_000_000_000n) slow.push(`${path} ${fragment}`);
      }
    }
    t.same(slow, []);
    const pieces = fc.array(fc.constantFrom(...fragments.flatMap(([, list]) => list)), { maxLength: 40 });
    const paths = fragments.map(([path]) => path);
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(pieces, fc.constantFrom(...paths), (list, path) => {
          const scanned = scanSource({ path, text: list.join('') });
          return scanned.units.every(({ place, lastLine, fingerprint }) => place.line <= lastLine && fingerprint.length === 64);
        }),
        { numRuns: 2000 },
      ),
    );
  },
);

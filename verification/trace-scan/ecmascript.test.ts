// @reads src/**/*.ts
// The packages it reads besides are pinned by the lock file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import ts from 'typescript';
import { sha256 } from '../../src/kernel/digest.js';
import { lexEcmascript } from '../../src/toolchain/trace/scan/lex-ecmascript.js';
import { scanSource } from '../../src/toolchain/trace/scan/scan-source.js';
import { testCase } from '../support/test-case.js';
import { commentsByCompiler, unitsByCompiler } from './compiler-oracle.js';

const sourceFiles = [
  ...filesBelow('src', /\.ts$/),
  ...filesBelow('node_modules/ajv/dist', /\.(js|d\.ts)$/),
  ...filesBelow('node_modules/ajv/lib', /\.ts$/),
  ...filesBelow('node_modules/yaml/dist', /\.js$/),
  ...filesBelow('node_modules/fast-check/lib', /\.js$/),
  ...filesBelow('node_modules/typescript/lib', /^lib\..*\.d\.ts$/),
];

/** Source texts that the compiler parses without an error, which is what it can be asked about. */
const sound = sourceFiles
  .map((path) => ({ path, text: readFileSync(path, 'utf8').replace(/\r\n?/g, '\n') }))
  .map(({ path, text }) => ({ path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }))
  .filter(({ tree }) => (tree as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics.length === 0);

function filesBelow(folder: string, pattern: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => `${entry.parentPath.replaceAll('\\', '/')}/${entry.name}`)
    .sort();
}

function idsIn(path: string, text: string): readonly string[] {
  const scanned = scanSource({ path, text });
  return [...scanned.units.flatMap((unit) => unit.implements), ...scanned.cases.flatMap((entry) => entry.verifies)]
    .map(({ id }) => id)
    .sort();
}

function unit(text: string, name: string, path = 'a.ts') {
  const found = scanSource({ path, text }).units.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`no unit ${name}`);
  return found;
}

testCase(
  {
    id: 'TC-SCN-003-01',
    verifies: ['LLR-SCN-003', 'HLR-SCN-001'],
    kind: 'normal',
    intent: 'the comments of this project and of large packages are those the TypeScript compiler finds',
  },
  (t) => {
    t.ok(sound.length > 300, `${sound.length} files`);
    let comments = 0;
    const different = sound.filter(({ path, text, tree }) => {
      const own = lexEcmascript(text, !/\.[mc]?ts$/.test(path)).comments.map(({ start, end }) => `${start}-${end}`);
      const expected = [...commentsByCompiler(text, tree)];
      comments += expected.length;
      if (text.startsWith('#!')) own.shift();
      return own.sort().join() !== expected.sort().join();
    });
    t.same(
      different.map(({ path }) => path),
      [],
    );
    t.ok(comments > 10_000, `${comments} comments`);
  },
);

testCase(
  {
    id: 'TC-SCN-003-02',
    verifies: ['LLR-SCN-003', 'HLR-SCN-001'],
    kind: 'robustness',
    intent: 'a tag is found in a comment and in no literal, whatever stands around it',
  },
  (t) => {
    const id = fc.stringMatching(/^[A-Z]{3}-[0-9]{3}$/);
    const noise = fc.stringMatching(/^[ a-z0-9+*(){}[\]<>,;:.!?@#%&|^~=-]{0,12}$/);
    const literal = fc
      .tuple(fc.constantFrom('"', "'", '`', 'regex', 'nested', 'class'), noise, id)
      .map(([quote, text, no]) => ({ text: `x = ${quotedTag(quote, text, no)};\n`, ids: [] as string[] }));
    const comment = fc.tuple(fc.boolean(), noise, id).map(([line, text, yes]) => ({
      text: line ? `// ${text} @implements ${yes}\n` : `/* ${text.replaceAll('*', '')} @implements ${yes} */\n`,
      ids: [yes],
    }));
    const code = fc
      .constantFrom('y = a / b / c;\n', 'if (a) /re\\/x/.test(b);\n', 'f(a)[0] / 2;\n', 'return / 2/;\n', '({}) / 1;\n', 'a++ / 2;\n')
      .map((text) => ({ text, ids: [] as string[] }));
    const program = fc.array(fc.oneof(literal, comment, code), { maxLength: 12 });
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(program, (pieces) => {
          const text = `let x, y;\n${pieces.map((piece) => piece.text).join('')}end();\n`;
          return (
            idsIn('p.ts', text).join() ===
            pieces
              .flatMap((piece) => piece.ids)
              .sort()
              .join()
          );
        }),
        { numRuns: 1000 },
      ),
    );
  },
);

function quotedTag(quote: string, text: string, id: string): string {
  const tag = `${text.replace(/[[\]()]/g, '')} // @implements ${id} /* @implements ${id} */`;
  if (quote === 'regex') return `/[/"'\`]${tag.replace(/[/*+?^|{}.\\]/g, '\\$&')}/u`;
  if (quote === 'nested') return `\`a \${ { b: \`${tag} \${1}\` }.b } // @implements ${id}\``;
  if (quote === 'class') return `/[/*]\\/\\/ @implements ${id}[*/]/`;
  return quote + tag.replaceAll(quote, '') + quote;
}

testCase(
  {
    id: 'TC-SCN-003-03',
    verifies: ['LLR-SCN-003'],
    kind: 'robustness',
    intent: 'in JSX the text and attributes hold no comments, and expressions do',
  },
  (t) => {
    const text = [
      'const a = <T,>(p: T) => p; const b = 1 < 2;',
      'export const App = () => (',
      '  <div title="// @implements NO-1" {...p} on={/* @implements YES-1 */ () => 1}>',
      "    don't // @implements NO-2 /* @implements NO-3 */",
      '    {/* @implements YES-2 */} <br/> <></> <A.B c-d="1">`@implements NO-4`</A.B>',
      '  </div>',
      ');',
      'const r = 4 / 2; // @implements YES-3',
      '',
    ].join('\n');
    t.same(idsIn('a.tsx', text), ['YES-1', 'YES-2', 'YES-3']);
    const tree = ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, true);
    t.equal(lexEcmascript(text, true).comments.length, commentsByCompiler(text, tree).size);
  },
);

testCase(
  {
    id: 'TC-SCN-005-01',
    verifies: ['LLR-SCN-005', 'HLR-SCN-002'],
    kind: 'normal',
    intent: 'units have the kinds, names, visibility and lines of the compiler syntax tree',
  },
  (t) => {
    let units = 0;
    const different = sound.flatMap(({ path, text, tree }) => {
      const expected = [...new Set(unitsByCompiler(tree))].sort();
      const own = scanSource({ path, text }).units.filter((entry) => entry.kind !== 'file' && !entry.name.startsWith('line '));
      const found = [
        ...new Set(own.map((entry) => [entry.kind, entry.name, entry.exported, entry.place.line, entry.lastLine].join('|'))),
      ].sort();
      units += expected.length;
      return expected.join('\n') === found.join('\n') ? [] : [path];
    });
    t.same(different, []);
    t.ok(units > 3000, `${units} units`);
  },
);

testCase(
  {
    id: 'TC-SCN-005-02',
    verifies: ['LLR-SCN-005', 'HLR-SCN-002'],
    kind: 'robustness',
    intent: 'overloads, decorators, private names, types with braces and missing semicolons are read as the compiler does',
  },
  (t) => {
    const text = [
      'export function f(a: string): { b: string }',
      'export function f(a: number): { b: string }',
      'export function f(a: unknown): { b: string } {',
      '  return { b: `${a}` }',
      '}',
      'function g<T extends { x: 1 }>(t: T): t is T & { y: 2 }',
      '{',
      '  return true',
      '}',
      '@sealed({ a: 1 }) export abstract class C<T = {}> extends mixin(B, {}) implements D {',
      '  static #secret = 1',
      "  private hidden() {} ; 'quoted name'() {}",
      '  get value() { return 1 }',
      '  set value(v) {}',
      '  abstract later(): void',
      '  handle = async () => { await 1 }',
      '  static async *[Symbol.iterator]() {}',
      '  constructor(private readonly p = {}) { super() }',
      '}',
      'const a = new Map<string, number>(), { b, c } = x, d = function () {}',
      'type U =',
      '  | { k: 1 }',
      '  | C<{ m: 2 }>',
      'type V = typeof a',
      'enum E { A = 1 }',
      'namespace N.M { export const deep = () => 1 }',
      'declare global { interface Window { z: 1 } }',
      'export { g as h, type V }',
      'export default class extends C<{ q: 1 }> { run() {} }',
      '',
    ].join('\n');
    const tree = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
    const found = scanSource({ path: 'a.ts', text }).units.map((entry) =>
      [entry.kind, entry.name, entry.exported, entry.place.line, entry.lastLine].join('|'),
    );
    t.same([...found].sort(), [...unitsByCompiler(tree)].sort());
  },
);

testCase(
  {
    id: 'TC-SCN-004-01',
    verifies: ['LLR-SCN-004', 'HLR-SCN-003'],
    kind: 'normal',
    intent: 'the fingerprint is SHA-256 over the tokens joined with one blank',
  },
  (t) => {
    const text = '/** Says. */\nexport function f(a: number) {\n  return a >= 1 ? "x  y" : `ü${a}`; // end\n}\n';
    const tokens = 'export function f ( a : number ) { return a > = 1 ? "x  y" : `ü${ a }` ; }';
    t.equal(unit(text, 'f').fingerprint, sha256(tokens));
    t.equal(scanSource({ path: 'a.ts', text: 'a;\n\n// c\n b /* d */ ;' }).codeDigest, sha256('a ;\nb ;'));
    t.equal(scanSource({ path: 'a.ts', text: '' }).codeDigest, sha256(''));
  },
);

testCase(
  {
    id: 'TC-SCN-004-02',
    verifies: ['LLR-SCN-004', 'HLR-SCN-003'],
    kind: 'robustness',
    intent: 'layout, comments and place never change a fingerprint, any token does',
  },
  (t) => {
    const tokens = fc.array(
      fc.constantFrom(
        'a',
        'b1',
        '12',
        '1.5e+3',
        '"s  s"',
        "'/* */'",
        '`t // ${',
        '+',
        '++',
        '=>',
        '===',
        '!',
        '(',
        ')',
        '[',
        ']',
        ',',
        '?.',
        '...',
        '<',
        '&&=',
        '~',
      ),
      { minLength: 1, maxLength: 15 },
    );
    const closed = tokens.map((list) => list.map((token) => (token === '`t // ${' ? '`t // ${a}`' : token)));
    const gap = fc.constantFrom(' ', '  ', '\n', ' /* c ) */ ', ' // { \n', '\t');
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(closed, fc.array(gap, { minLength: 20, maxLength: 20 }), fc.nat(14), (list, gaps, at) => {
          const plain = ['function f() { x (', ...list, ') }'];
          const before = unit(plain.join(' '), 'f').fingerprint;
          const changed = plain.map((token, index) => (index === 1 + (at % list.length) ? `${token} other` : token));
          const increment = plain.some((token) => token === '++');
          const spread = `\n// top\n\n${plain.map((token, index) => token + (increment ? ' ' : (gaps[index % 20] ?? ' '))).join('')}`;
          return unit(spread, 'f').fingerprint === before && unit(changed.join(' '), 'f').fingerprint !== before;
        }),
        { numRuns: 500 },
      ),
    );
    const lines = ['function f() { return\n1 }', 'function f() { return 1 }', 'function f() { a\n++b }', 'function f() { a++\nb }'];
    t.equal(new Set(lines.map((text) => unit(text, 'f').fingerprint)).size, 4, 'a line break that ends a statement counts');
  },
);

testCase(
  {
    id: 'TC-SCN-002-01',
    verifies: ['LLR-SCN-002'],
    kind: 'normal',
    intent: 'tokens follow the longest match, and brackets know their partners',
  },
  (t) => {
    const tokens = lexEcmascript('a**=b?.[c]??=d...e;/* x */{}', false);
    const texts = Array.from({ length: tokens.count }, (_, index) => tokens.textOf(index));
    t.same(texts, ['a', '**=', 'b', '?.', '[', 'c', ']', '??=', 'd', '...', 'e', ';', '{', '}']);
    t.equal(tokens.matchOf(4), 6);
    t.same(tokens.comments, [{ start: 19, end: 26, next: 12 }]);
    t.same(unit('\n  const a = 1;', 'a').place, { path: 'a.ts', line: 2, column: 3 });
  },
);

testCase(
  {
    id: 'TC-SCN-002-02',
    verifies: ['LLR-SCN-002', 'HLR-SCN-006'],
    kind: 'robustness',
    intent: 'brackets that are never closed, or closed by another kind, do not hide what follows',
  },
  (t) => {
    const text = 'function f() { a(b[c }\n/** @implements LLR-1 */\nfunction g() {}\n)]}\nfunction h() {}\n';
    const { units } = scanSource({ path: 'a.ts', text });
    t.same(
      units.map((entry) => entry.name),
      ['f', 'g', 'h'],
    );
    t.same(
      units[1]?.implements.map(({ id }) => id),
      ['LLR-1'],
    );
    t.equal(lexEcmascript(')]}'.repeat(1000), false).depth(), 0);
  },
);

testCase(
  {
    id: 'TC-SCN-012-01',
    verifies: ['LLR-SCN-012'],
    kind: 'normal',
    intent: 'module specifiers of every form are listed once, in order',
  },
  (t) => {
    const text = `import z from './z.js'; import './side.js'; import type { T } from './t.js';
export * from './all.js'; export { a } from './z.js'; const d = await import('./dynamic.js'); import e = require('./equals.js');
const r = require("./r\\x65q.js"); let i: import('./type.js').X; export default 1;`;
    t.same(scanSource({ path: 'a.ts', text }).imports, [
      './all.js',
      './dynamic.js',
      './equals.js',
      './req.js',
      './side.js',
      './t.js',
      './type.js',
      './z.js',
    ]);
  },
);

testCase(
  {
    id: 'TC-SCN-012-02',
    verifies: ['LLR-SCN-012'],
    kind: 'robustness',
    intent: 'names in comments, strings and calls of other objects are no imports',
  },
  (t) => {
    const text = `// import './a.js'
const s = "import './b.js'"; path.require('./c.js'); x = { from: './d.js', import: './e.js' }; import(name); require(\`\${y}\`);`;
    t.same(scanSource({ path: 'a.js', text }).imports, []);
    t.same(scanSource({ path: 'a.py', text: "import './a'" }).imports, []);
  },
);

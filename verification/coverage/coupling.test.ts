// @reads src/**/*.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import main from 'tap';
import ts from 'typescript';
import { coverageCoupling } from '../../src/cli/commands/coverage/coupling.js';
import { coverageRun } from '../../src/cli/commands/coverage/run.js';
import { architectureFrom } from '../../src/toolchain/coverage/coupling/architecture.js';
import type { Couple } from '../../src/toolchain/coverage/coupling/couple.js';
import { exercisedCouples, undeclaredCouples } from '../../src/toolchain/coverage/coupling/exercised-couples.js';
import { findCouples } from '../../src/toolchain/coverage/coupling/find-couples.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { measured } from './measured-text.js';
import { transpiledModule } from './transpiled-tool.js';
import { programOf } from './typed-program.js';

const commands = 'src/cli/commands/coverage';
const register = transpiledModule(temporaryFolder(main), `${commands}/register.ts`, [`${commands}/loader-hooks.ts`]);

/** The couples of texts whose first letter names the component. */
function couplesOf(texts: Readonly<Record<string, string>>): readonly Couple[] {
  const { program } = programOf(texts);
  const pathOf = (name: string): string | undefined => (name.startsWith('/p/') ? name.slice(3) : undefined);
  return findCouples({ compiler: ts, program, pathOf, componentOf: (path) => path.charAt(0).toUpperCase() });
}

const shown = (couples: readonly Couple[]): readonly string[] =>
  couples.map(({ kind, how, from, to, name, place }) => `${kind} ${how} ${from}>${to} ${name} @${place.line}`).sort();

testCase(
  {
    id: 'TC-COV-064-01',
    verifies: ['HLR-COV-006', 'LLR-COV-064'],
    kind: 'normal',
    intent: 'finds calls, arguments, results, functions handed over, shared variables and properties between components, by hand',
  },
  (t) => {
    const couples = couplesOf({
      'b.ts': `export let count = 0;
export const table = { size: 1 };
export const limit = 9;
export class Box { value = 0; constructor(first: number) { this.value = first } grow(by: number): void { this.value += by } }
export function each(list: number[], act: (one: number) => void): number { list.forEach(act); return list.length }
`,
      'a.ts': `import { Box, count, each, limit, table } from './b.js';
const box = new Box(limit);
box.grow(count);
const n = each([1], (one) => void one);
table.size = n;
const own = (x: number) => x; own(box.value);
`,
    });
    t.same(shown(couples), [
      'control call A>B Box @2',
      'control call A>B box.grow @3',
      'control call A>B each @4',
      'control callback B>A each act @4',
      'data parameter A>B Box first @2',
      'data parameter A>B box.grow by @3',
      'data parameter A>B each act @4',
      'data parameter A>B each list @4',
      'data property B>A Box.value @6',
      'data result B>A Box @2',
      'data result B>A each @4',
      'data variable B>A count @3',
      'data variable B>A table @5',
    ]);
  },
);

testCase(
  {
    id: 'TC-COV-064-02',
    verifies: ['HLR-COV-006', 'LLR-COV-064'],
    kind: 'robustness',
    intent: 'finds none within a component, through types or of files outside, and tells each fault of an architecture file',
  },
  (t) => {
    t.same(shown(couplesOf({ 'a1.ts': "import { f } from './a2.js'; f(1);", 'a2.ts': 'export const f = (x: number) => x;' })), []);
    t.same(
      shown(
        couplesOf({
          'a.ts': "import type { T } from './b.js'; export const x: T = { p: 1 }; Math.abs(x.p);",
          'b.ts': 'export interface T { p: number }',
        }),
      ),
      [],
    );
    t.same(
      shown(couplesOf({ 'a.ts': "import { f } from './b.js'; f(); g();", 'b.ts': 'export function f(): void {}' })),
      ['control call A>B f @1'],
      'what has errors of types too',
    );
    const faults = (value: unknown): string =>
      architectureFrom(value, 'x.yaml')
        .diagnostics.map(({ code, message }) => `${code} ${message}`)
        .join('\n');
    t.match(faults(undefined), /^COV-303/);
    t.match(faults({ components: [] }), /^COV-303/);
    t.match(
      faults({ components: [{ name: 'a', paths: ['a/**'], uses: ['b'] }, { name: 'a', paths: ['c'] }, { name: 'd' }] }),
      /component 3[\s\S]*one name[\s\S]*a uses b/,
    );
    t.equal(
      architectureFrom(
        {
          components: [
            { name: 'a', paths: ['a/**'] },
            { name: 'b', paths: ['**'] },
          ],
        },
        'x',
      ).value?.componentOf('a/x.ts'),
      'a',
    );
    t.doesNotThrow(() => fc.assert(fc.property(fc.anything(), (value) => architectureFrom(value, 'x.yaml').diagnostics.length >= 0)));
  },
);

testCase(
  {
    id: 'TC-COV-065-01',
    verifies: ['HLR-COV-006', 'LLR-COV-065'],
    kind: 'normal',
    intent: 'takes a couple as exercised by the test cases that evaluated its place and entered what it calls',
  },
  (t) => {
    const text = `function use(x, y) { if (x && b(y)) return 1; return y ? c() : (x ?? d()) } const later = () => b(2);
function b(v) { return v > 1 } function c() { return 2 } function d() { throw new Error() } function e() {}
`;
    const { coverage } = measured(
      text,
      "beginCase('TC-1'); use(0, 1); beginCase('TC-2'); use(1, 1); beginCase('TC-3'); use(1, 0); beginCase(''); later()",
      { path: 'a.js' },
    );
    const { program } = programOf({ 'a.ts': text });
    t.ok(program.getSourceFile('/p/a.ts'));
    const point = (what: string, column: number, line = 1) => ({ kind: 'point' as const, path: 'a.js', what, line, column });
    const couple = (name: string, ...evidence: Couple['evidence'][number][]): Couple => ({
      kind: 'control',
      how: 'call',
      from: 'A',
      to: 'B',
      name,
      place: { path: 'a.js', line: 1, column: 1 },
      evidence,
    });
    const at = (part: string): number => text.indexOf(part) + 1;
    const couples = [
      couple('b', { kind: 'condition', path: 'a.js', line: 1, column: at('b(y)') }, point('entry', 1, 2)),
      couple('c', { kind: 'outcome', path: 'a.js', outcome: true, line: 1, column: at('y ? c') }),
      couple('d', point('?? right is taken', at('x ?? d'))),
      couple('later', point('entry', at('() => b'))),
      couple(
        'b, not c',
        { kind: 'condition', path: 'a.js', line: 1, column: at('b(y)') },
        point('entry', text.split('\n')[1]?.indexOf('function c') ?? 0, 2),
      ),
    ];
    const { value } = architectureFrom(
      {
        components: [
          { name: 'A', paths: ['a'], uses: ['B'] },
          { name: 'B', paths: ['b'] },
        ],
      },
      'x',
    );
    if (value === undefined) throw new Error('an architecture');
    t.same(
      exercisedCouples(couples, [coverage], value).map(({ name, cases, isDeclared }) => [name, cases, isDeclared]),
      [
        ['b', ['TC-2', 'TC-3'], true],
        ['c', ['TC-1', 'TC-2'], true],
        ['d', [], true],
        ['later', [], true],
        ['b, not c', [], true],
      ],
      'what runs outside a test case exercises nothing',
    );
  },
);

testCase(
  {
    id: 'TC-COV-065-02',
    verifies: ['HLR-COV-006', 'LLR-COV-065'],
    kind: 'robustness',
    intent: 'tells each pair of components that is coupled against the architecture once, with the first place',
  },
  (t) => {
    const couples = couplesOf({
      'a.ts': "import { f } from './b.js'; export const g = (x: number) => x + f(x); f(2);",
      'b.ts': "import { g } from './a.js'; export const f = (x: number): number => (x > 9 ? 0 : g(x));",
    });
    const of = (uses: readonly (readonly string[])[]) => {
      const components = ['A', 'B'].map((name, place) => ({ name, paths: [name], uses: uses[place] ?? [] }));
      const { value } = architectureFrom({ components }, 'x');
      if (value === undefined) throw new Error('an architecture');
      return undeclaredCouples(exercisedCouples(couples, [], value));
    };
    t.match(of([[], []]), [{ code: 'COV-304', place: { path: 'a.ts' }, message: /A and B|B and A/ }]);
    t.equal(of([['B'], []]).length, 1, 'B may not call A');
    t.equal(of([['B'], ['A']]).length, 0);
  },
);

const project = {
  'tsconfig.json':
    '{"compilerOptions":{"strict":true,"allowJs":true,"checkJs":true,"noImplicitAny":false,"module":"nodenext","target":"es2022","types":[]},"include":["a","b"]}',
  'package.json': '{"type":"module"}',
  'config-items/architecture.yaml': 'components:\n  - { name: a, paths: ["a/**"], uses: [b] }\n  - { name: b, paths: ["b/**"] }\n',
  'a/a.js': "import { f } from '../b/b.js';\nexport const use = (x) => (x > 1 ? f(x) : f(0));\n",
  'b/b.js': 'export function f(x) { return x + 1 }\n',
  'drive.js':
    "import { use } from './a/a.js'; globalThis[Symbol.for('ampel.coverage')].beginCase('TC-1'); use(2); if (process.argv[2]) use(0);\n",
};

testCase(
  {
    id: 'TC-COV-066-01',
    verifies: ['HLR-COV-006', 'LLR-COV-066'],
    kind: 'normal',
    intent: 'reports the couples of a run, with the place that no test case exercises, and is green when each is',
  },
  async (t) => {
    const root = temporaryFolder(t, project);
    const answer = async (options: Readonly<Record<string, string | boolean>>) => {
      const { context, written } = commandContext(root, ['coupling'], options);
      return { exitCode: await coverageCoupling(context), text: written.join('') };
    };
    const run = (words: readonly string[]) =>
      coverageRun(commandContext(root, ['run', process.execPath, 'drive.js', ...words], { include: '{a,b}/**' }).context, register);
    t.equal(await run([]), 0);
    const partly = await answer({});
    t.equal(partly.exitCode, 1);
    t.match(
      partly.text,
      /1\/2 +1\/2 +a → b\n[\s\S]*a\/a\.js:2:43 not exercised, a → b: call f, parameter x[\s\S]*\n✗ coupling: 1 places are not exercised\n$/,
    );
    t.equal(await run(['x']), 0);
    const whole = await answer({ json: true });
    t.equal(whole.exitCode, 0, whole.text);
    const { verdict, couples } = JSON.parse(whole.text);
    t.equal(verdict, 'exercised');
    t.same(new Set(couples.map(({ how }: { how: string }) => how)), new Set(['call', 'parameter', 'result']));
    t.ok(couples.every(({ cases }: { cases: readonly string[] }) => cases.join() === 'TC-1'));
  },
);

testCase(
  {
    id: 'TC-COV-066-02',
    verifies: ['HLR-COV-006', 'LLR-COV-066'],
    kind: 'robustness',
    intent: 'says what is missing without run, architecture or tsconfig, and which measured files belong to no component',
  },
  async (t) => {
    const root = temporaryFolder(t, { ...project, 'config-items/architecture.yaml': 'components:\n  - { name: b, paths: ["b/**"] }\n' });
    const answer = async (options: Readonly<Record<string, string>> = {}) => {
      const { context, written, complaints } = commandContext(root, ['coupling'], options, t);
      const exitCode = await coverageCoupling(context);
      return `${exitCode} ${complaints.join('')}${written.join('')}`;
    };
    t.match(await answer(), /^2 .*COV-109/);
    const settings = { root, include: ['{a,b}/**'], exclude: [], isLiteral: false };
    const { context } = commandContext(root, []);
    context.files.writeAtomically('.ampel/coverage/settings.json', JSON.stringify(settings));
    t.match(await answer(), /^1 [\s\S]*COV-302: a\/a\.js[\s\S]*✗ coupling: 1 findings/);
    t.match(await answer({ architecture: 'none.yaml' }), /^2 .*none\.yaml/);
    writeFileSync(join(root, 'config-items/architecture.yaml'), 'components: [\u0000');
    t.match(await answer(), /^2 /);
    writeFileSync(join(root, 'config-items/architecture.yaml'), 'components: {]');
    t.match(await answer(), /^2 .*COV-303/);
    writeFileSync(join(root, 'config-items/architecture.yaml'), project['config-items/architecture.yaml']);
    writeFileSync(join(root, 'tsconfig.json'), '{"compilerOptions":{}}');
    t.match(await answer(), /^2 .*COV-301/);
  },
);

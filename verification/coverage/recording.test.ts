// @reads src/**/*.ts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import fc from 'fast-check';
import main from 'tap';
import ts from 'typescript';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { askTypes } from '../../src/cli/commands/coverage/ask-types.js';
import { coverageBuild } from '../../src/cli/commands/coverage/build.js';
import { toldPaths } from '../../src/cli/commands/coverage/cached-text.js';
import { measuredPaths, patternSources } from '../../src/cli/commands/coverage/instrumented-text.js';
import { keptTypeFacts } from '../../src/cli/commands/coverage/kept-types.js';
import { coverageReport } from '../../src/cli/commands/coverage/report.js';
import { type DecisionTree, replayed } from '../../src/toolchain/coverage/analysis/decision-tree.js';
import { decisionCoverage } from '../../src/toolchain/coverage/analysis/independence.js';
import { decisionPaths, vectorOfPath } from '../../src/toolchain/coverage/instrument/decision-paths.js';
import { instrument } from '../../src/toolchain/coverage/instrument/instrument.js';
import { typeFactsOf } from '../../src/toolchain/coverage/instrument/type-facts.js';
import { measuresOf } from '../../src/toolchain/coverage/report/coverage-summary.js';
import { runtimeText } from '../../src/toolchain/coverage/runtime/built-runtime.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { and, c, equal, not, or, vectorOf, xor } from './known-decisions.js';
import { branches, measured } from './measured-text.js';
import { transpiledModule } from './transpiled-tool.js';
import { programOf } from './typed-program.js';

const inputsOf = (count: number): readonly (readonly boolean[])[] =>
  Array.from({ length: 2 ** count }, (_, bits) => Array.from({ length: count }, (_one, place) => ((bits >> place) & 1) === 1));

/** A tree of and, or and not over conditions in the order of the text. */
function shortTree(words: readonly number[], size: number): DecisionTree {
  let [next, at] = [0, 0];
  const word = (): number => words[at++ % words.length] ?? 0;
  const build = (count: number): DecisionTree => {
    if (count === 1) return word() % 3 === 0 ? not(c(next++)) : c(next++);
    const first = 1 + (word() % (count - 1));
    const [left, right] = [build(first), build(count - first)];
    const both = word() % 2 === 0 ? and(left, right) : or(left, right);
    return word() % 5 === 0 ? not(both) : both;
  };
  return build(size);
}

testCase(
  {
    id: 'TC-COV-060-01',
    verifies: ['LLR-COV-060', 'HLR-COV-003'],
    kind: 'normal',
    intent: 'numbers exactly the vectors that evaluation with each input gives, each once, with its outcome',
  },
  (t) => {
    const property = fc.property(fc.array(fc.nat(100), { minLength: 1 }), fc.integer({ min: 1, max: 9 }), (words, size) => {
      const tree = shortTree(words, size);
      const paths = decisionPaths(tree);
      if (paths === undefined) return false;
      const told = Array.from({ length: paths.count }, (_, way) => vectorOfPath(paths, way));
      const expected = new Set(inputsOf(size).map((inputs) => JSON.stringify(vectorOf(tree, inputs, 'short-circuit'))));
      const isRight = told.every((vector) => replayed(tree, vector.values, 'short-circuit') === vector.outcome);
      return isRight && told.length === expected.size && told.every((vector) => expected.has(JSON.stringify(vector)));
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }));
  },
);

testCase(
  {
    id: 'TC-COV-060-02',
    verifies: ['LLR-COV-060', 'LLR-COV-007'],
    kind: 'robustness',
    intent: 'gives no numbers where an operator evaluates both operands or the ways are too many, and still tells the vectors apart',
  },
  (t) => {
    t.equal(decisionPaths(and(c(0), equal(c(1), c(2)))), undefined);
    t.equal(decisionPaths(and(c(0), c(1), true)), undefined);
    const chain = (count: number): DecisionTree =>
      Array.from({ length: count - 1 }, (_, index) => index + 1).reduce<DecisionTree>((tree, index) => and(tree, c(index)), c(0));
    t.equal(decisionPaths(chain(64))?.count, 65);
    const clauses = (count: number): DecisionTree =>
      Array.from({ length: count }, (_, place) => or(c(2 * place), c(2 * place + 1))).reduce((tree, clause) => and(tree, clause));
    t.equal(
      decisionPaths(clauses(11))?.count,
      2 ** 12 - 1,
      'each clause ends the evaluation once for each way to it: 2^0 + … + 2^10, and 2^11',
    );
    t.equal(decisionPaths(clauses(12)), undefined, '8191 are too many');
    for (const [operator, count] of [
      ['!==', 4],
      ['!==', 7],
      ['!==', 34],
    ] as const) {
      const names = Array.from({ length: count }, (_, index) => `c${index}`);
      const text = `function d(${names.map((name) => `${name}: boolean`).join()}) { return ${names.join(` ${operator} `)} }`;
      const drive = [...names.keys(), -1].map((at) => `d(${names.map((_, index) => index === at).join()})`).join(';');
      t.same(measuresOf(measured(text, drive).coverage).masking, { total: count, reached: count }, `${count} with ${operator}`);
    }
    const names = Array.from({ length: 24 }, (_, index) => `c${index}`);
    const wide = `function d(${names.join()}) { if (${Array.from({ length: 12 }, (_, at) => `(c${2 * at} || c${2 * at + 1})`).join(' && ')}) return 1; return 0 }`;
    const runs = inputsOf(12).filter((_, place) => place % 64 === 0 || place === 4095);
    const drive = runs.map((inputs) => `d(${inputs.flatMap((is) => [false, is]).join()})`).join(';');
    const found = measured(wide, drive).coverage.decisions[0];
    const expected = new Set(
      runs.map(
        (inputs) =>
          vectorOf(
            clauses(12),
            inputs.flatMap((is) => [false, is]),
            'short-circuit',
          ).values,
      ),
    );
    t.same(new Set(found?.vectors.map(({ values }) => values)), expected, '12 clauses are recorded by digits');
  },
);

testCase(
  {
    id: 'TC-COV-003-02',
    verifies: ['LLR-COV-003', 'HLR-COV-001'],
    kind: 'robustness',
    intent: 'shows no condition beside an equality or inequality whose other operand changed as well, although the outcome did',
  },
  (t) => {
    // Of (a ^ b) ^ c, TTT and FFF differ in the outcome and in each condition. a and b flip each other's effect, so that a ^ b is false in
    // both runs, and c alone flips the outcome.
    const three = xor(xor(c(0), c(1)), c(2));
    const shown = (tree: DecisionTree, runs: string): string =>
      decisionCoverage(
        tree,
        runs.split(' ').map((run) =>
          vectorOf(
            tree,
            [...run].map((letter) => letter === 'T'),
            'full',
          ),
        ),
        'full',
      )
        .conditions.map(({ masking }) => (masking === undefined ? 'n' : 'y'))
        .join('');
    const table: readonly (readonly [tree: DecisionTree, runs: string, shown: string])[] = [
      [three, 'TTT FFF', 'nny'],
      [three, 'TTT FTT', 'ynn'],
      [three, 'TTT FTT TFT TTF', 'yyy'],
      // The outcome differs, and so do a, b and c: c goes with a ^ b here, and neither alone is what flipped the outcome.
      [three, 'TFT TTF', 'nnn'],
      [xor(c(0), and(c(1), c(2))), 'TTT TTF FTT', 'yny'],
      // b && c keeps the value false beside a, whatever its conditions do.
      [xor(c(0), and(c(1), c(2))), 'TTF FFT', 'ynn'],
      // b && c goes from true to false beside a: the outcome stays, and no condition is shown.
      [xor(c(0), and(c(1), c(2))), 'TTT FFT', 'nnn'],
      [equal(c(0), or(c(1), c(2))), 'TTF FFT FFF', 'yny'],
      [equal(c(0), or(c(1), c(2))), 'TTF TFF TFT', 'nyy'],
    ];
    for (const [tree, runs, expected] of table) t.equal(shown(tree, runs), expected, `${JSON.stringify(tree)} with ${runs}`);
  },
);

testCase(
  {
    id: 'TC-COV-007-03',
    verifies: ['HLR-COV-001', 'HLR-COV-003', 'LLR-COV-007'],
    kind: 'normal',
    intent: 'shows a wrong operator in a covered decision as another pair, vector or outcome for at least one of its test cases',
  },
  (t) => {
    const table: readonly (readonly [text: string, runs: string, wrong: readonly string[]])[] = [
      ['a && b', 'TT TF FT', ['a || b', '!a && b', 'a && !b', '!(a && b)', 'a === b', 'a & b || a']],
      ['a || b', 'FF TF FT', ['a && b', '!a || b', 'a || !b', 'a !== b || !b']],
      ['a && (b || c)', 'TTF TFT TFF FTF', ['a || (b || c)', 'a && (b && c)', '(a && b) || c', 'a && (b || !c)', 'a && !(b || c)']],
      ['(a && b) || c', 'TTF TFF FTF TFT', ['(a || b) || c', '(a && b) && c', 'a && (b || c)', '(a && b) || !c']],
      ['a !== b', 'TT TF FT', ['a === b', 'a && b', 'a || b', '!a !== b']],
      ['!a || (b === c)', 'TTT TTF FTF TFT', ['a || (b === c)', '!a && (b === c)', '!a || (b !== c)']],
    ];
    const shownOf = (expression: string, runs: string): string => {
      const text = `function d(a: boolean, b: boolean, c: boolean) { if (${expression}) return 1; return 0 }`;
      const drive = runs.split(' ').map((run) => `beginCase('TC-${run}');d(${[...run].map((letter) => letter === 'T').join()})`);
      const decision = measured(text, drive.join(';')).coverage.decisions[0];
      return JSON.stringify([decision?.vectors, decision?.conditions.map(({ masking }) => masking)]);
    };
    for (const [text, runs, wrong] of table) {
      t.notMatch(shownOf(text, runs), 'null', `${text} is covered by ${runs}`);
      for (const other of wrong) t.not(shownOf(other, runs), shownOf(text, runs), `${text} written as ${other}`);
    }
  },
);

const flags =
  'export interface Flags { readonly up: boolean; readonly name?: string; readonly maybe?: boolean; readonly any: any }\nexport const isBig = (n: number) => n > 9;\n';
const uses = `import { type Flags, isBig } from './flags.js';
export const f = (x: Flags, y: Flags) => x.up === y.up;
export const g = (x: Flags) => isBig(1) !== x.up;
export const h = (x: Flags) => x.name || x.any.name;
export const i = (x: Flags) => x.name || x.name;
export const j = (x: Flags) => x.up && isBig(2);
export const k = (x: Flags) => x.maybe === x.up;
export const l = (x: Flags) => x.any === x.up;
export const m = <T,>(x: T, y: T) => x === y;
`;

testCase(
  {
    id: 'TC-COV-061-01',
    verifies: ['HLR-COV-009', 'LLR-COV-061', 'LLR-COV-062'],
    kind: 'normal',
    intent: 'tells Boolean operands that another file declares, which the syntax of the file alone does not tell',
  },
  (t) => {
    const root = temporaryFolder(t, {
      'tsconfig.json': '{"compilerOptions":{"strict":true,"module":"nodenext","target":"es2022"},"include":["src"]}',
      'src/flags.ts': flags,
      'src/uses.ts': uses,
    });
    const { context } = commandContext(root, []);
    const measuredOf = measuredPaths({ root, include: ['src/**'], exclude: [], isLiteral: false });
    const { value: typesDigest, diagnostics } = askTypes(context.files, root, measuredOf);
    t.same(diagnostics, []);
    const settings = { root, include: [], exclude: [], isLiteral: false, ...(typesDigest === undefined ? {} : { typesDigest }) };
    const types = keptTypeFacts(context.files, settings)?.get('src/uses.ts');
    const natures = (given: typeof types) =>
      instrument(ts, { path: 'src/uses.ts', text: uses }, { isLiteral: false, types: given })?.map.decisions.map(
        ({ text, nature }) => `${text}: ${nature}`,
      );
    t.same(natures(types), [
      'x.up === y.up: boolean',
      'isBig(1) !== x.up: boolean',
      'x.name || x.any.name: observed',
      'x.name || x.name: value',
      'x.up && isBig(2): boolean',
    ]);
    t.same(natures(undefined), ['x.name || x.any.name: observed', 'x.name || x.name: observed', 'x.up && isBig(2): observed']);
    writeFileSync(join(root, '.ampel/coverage/types.json'), '{}');
    t.throws(() => keptTypeFacts(context.files, settings), /is not what the run wrote/);
  },
);

testCase(
  {
    id: 'TC-COV-061-02',
    verifies: ['HLR-COV-009', 'LLR-COV-061', 'LLR-COV-062'],
    kind: 'robustness',
    intent: 'takes no fact of another text, of any, of a boolean that may be absent, and says why types cannot be asked for',
  },
  (t) => {
    const { program, fileOf } = programOf({ 'flags.ts': flags, 'uses.ts': uses });
    const file = fileOf('uses.ts');
    const types = typeFactsOf(ts, program.getTypeChecker(), file);
    const texts = types.booleans.map((span) => uses.slice(...(span.split('-').map(Number) as [number, number])));
    t.notOk(
      texts.some((text) => /maybe$|any$|^[xy]$/.test(text)),
      texts.join(),
    );
    const edited = instrument(ts, { path: 'uses.ts', text: `${uses} ` }, { isLiteral: false, types });
    t.equal(edited?.map.identity, edited?.map.digest, 'facts of another text count for nothing');
    t.not(instrument(ts, { path: 'uses.ts', text: uses }, { isLiteral: false, types })?.map.identity, types.digest);
    const answer = (texts: Readonly<Record<string, string>>): string => {
      const root = temporaryFolder(t, { 'src/a.ts': 'export {}', ...texts });
      const { context } = commandContext(root, []);
      const { value, diagnostics } = askTypes(
        context.files,
        root,
        measuredPaths({ root, include: ['src/**'], exclude: [], isLiteral: false }),
      );
      return `${value === undefined} ${diagnostics.map(({ code, message }) => `${code} ${message}`).join()}`;
    };
    t.match(answer({}), /^true COV-301 .*there is no tsconfig/);
    t.match(answer({ 'tsconfig.json': '{' }), /^true COV-301/);
    t.match(answer({ 'tsconfig.json': '{"include":["src"]}' }), /^true COV-301 .*strictNullChecks/);
    t.match(
      answer({ 'tsconfig.json': '{"compilerOptions":{"strict":true},"include":["x"]}', 'x/b.ts': '1' }),
      /^true COV-301 .*no measured file/,
    );
  },
);

testCase(
  {
    id: 'TC-COV-063-01',
    verifies: ['LLR-COV-063', 'LLR-COV-012'],
    kind: 'normal',
    intent: 'records of loops without calls what it records of the same loops with one, left by their end, break, continue or return',
  },
  (t) => {
    const many = Array.from({ length: 40 }, (_, index) => `if (x === ${index} && n > 3) s += ${index};`).join(' ');
    const bodies = [
      's += x',
      'if (x > 2 && n > 3 || x === 1) s += 1; else s -= 1',
      'if (x === 2) continue; if (x === 3) break; s++',
      'if (x === 3) return x; s++',
      'if (x === 3) return; s++',
      'for (let j = 0; j < x; j++) { if (j === 2) continue outer; s += j ?? 1 } s &&= 4',
      'switch (x) { case 1: s++; case 2: s += 2; break; default: s = s && x }',
      many,
    ];
    for (const body of bodies) {
      const text = (call: string): string => `function f(list, n) { let s = 0; outer: for (const x of list) { ${body} ${call}} return s }`;
      const drive = 'f([], 1); f([1, 2, 3, 4], 9)';
      const [quiet, called] = ['', ';String(x)'].map((call) => measured(text(call), drive));
      t.match(instrument(ts, { path: 'x.ts', text: text('') }, { isLiteral: false })?.text, /\}finally\{/);
      if (quiet === undefined || called === undefined) throw new Error('two texts');
      const seen = ({ coverage }: typeof quiet) => [
        coverage.points
          .filter(({ kind, what }) => kind !== 'statement' || !/^(?:Expression|Empty)Statement/.test(what))
          .map((one) => [one.what, one.isReached]),
        coverage.decisions.map(({ vectors }) => vectors.map(({ values, outcome }) => [values, outcome])),
      ];
      t.same(seen(quiet), seen(called), body.slice(0, 60));
    }
  },
);

testCase(
  {
    id: 'TC-COV-063-02',
    verifies: ['LLR-COV-063', 'LLR-COV-012', 'HLR-COV-004'],
    kind: 'robustness',
    intent: 'keeps what a loop reached that an exception left, and which test case reached again what an earlier one had',
  },
  (t) => {
    const text = 'function f(list) { let s = 0; for (const x of list) { if (x === null) s = x.y; else s += 1 } return s }';
    const found = measured(
      text,
      "beginCase('TC-1'); try { f([1, null]) } catch {} beginCase('TC-2'); f([1]); beginCase('TC-3'); f([]); beginCase('')",
    );
    const decision = found.coverage.decisions[0];
    t.same(
      decision?.vectors.map(({ values, cases }) => [values, cases]),
      [
        ['T', ['TC-1']],
        ['F', ['TC-1', 'TC-2']],
      ],
    );
    t.same(
      found.coverage.points.filter(({ what }) => what.startsWith('loop')).map(({ what, cases }) => [what, cases]),
      [
        ['loop has no pass', ['TC-3']],
        ['loop has a pass', ['TC-1', 'TC-2']],
      ],
    );
    const thrown = measured('function f(list) { for (const x of list) x; return 1 }', 'try { f(null) } catch {}');
    t.same(branches(thrown).taken, [], 'a loop that cannot begin has neither a pass nor none');
    const tried = measured('function f(g) { try { g(); g = 1 } finally { g = 2 } return g }', 'try { f() } catch {}');
    t.same(
      tried.coverage.points.filter(({ kind }) => kind === 'statement').map(({ isReached }) => isReached),
      [true, true, false, true, false],
      'statements in try and finally are measured',
    );
  },
);

const commands = 'src/cli/commands/coverage';
const tool = transpiledModule(temporaryFolder(main), `${commands}/register.ts`, [`${commands}/loader-hooks.ts`]);
const recorder = new URL('../../../toolchain/coverage/runtime/recorder.js', tool);

testCase(
  {
    id: 'TC-COV-067-01',
    verifies: ['HLR-COV-010', 'LLR-COV-067'],
    kind: 'normal',
    intent: 'writes copies of modules of both kinds that record without a loader, and keep the data in a global where there is no Node',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      'package.json': '{"type":"module"}',
      'src/deep/a.js': "import { b } from '../b.cjs';\nconsole.log(b(4, true));\n",
      'src/b.cjs': "'use strict';\nexports.b = (x, y) => (x > 3 && y ? 1 : 0);\n",
      'data/x.json': '{}',
    });
    const { context, written } = commandContext(root, [], { output: 'out/', include: 'src/**', with: 'data/**' });
    t.equal(await coverageBuild(context, recorder), 0);
    t.match(written.join(''), '✓ 2 files are instrumented in out');
    t.same(readdirSync(join(root, 'out')).sort(), [
      'ampel-coverage-manifest.json',
      'ampel-coverage.cjs',
      'ampel-coverage.mjs',
      'data',
      'package.json',
      'src',
    ]);
    const { exitCode, stdout } = await new NodeProcesses(root).run(['node', 'out/src/deep/a.js'], {
      timeoutSeconds: 60,
      environment: { AMPEL_COVERAGE: '' }, // the run that measures this test would take what the copies record
    });
    t.same([exitCode, stdout], [0, '1\n']);
    const reporting = commandContext(root, ['report'], { json: true });
    t.equal(await coverageReport(reporting.context), 1);
    const { total } = JSON.parse(reporting.written.join(''));
    t.same(total.statements, { reached: 2, total: 2 });
    t.same(total.decisions, { reached: 1, total: 2 });
    const manifest = JSON.parse(readFileSync(join(root, 'out/ampel-coverage-manifest.json'), 'utf8'));
    t.same(
      manifest.files.map(({ path, decisions }: { path: string; decisions: { encoding: string }[] }) => [
        path,
        decisions.map(({ encoding }) => encoding),
      ]),
      [
        ['src/b.cjs', ['paths']],
        ['src/deep/a.js', []],
      ],
    );
    const browser = vm.createContext({});
    vm.runInContext(readFileSync(join(root, 'out/ampel-coverage.cjs'), 'utf8'), browser);
    vm.runInContext(
      `${readFileSync(join(root, 'out/src/b.cjs'), 'utf8').replace(/require\([^)]*\);/, 'var exports = {};')};exports.b(1)`,
      browser,
    );
    const text = String(vm.runInContext('__ampel_coverage__.text()', browser));
    t.match(text, /^ampel coverage \d+ operators\nm 0 [\s\S]*\np 0 \d+\n/);
  },
);

testCase(
  {
    id: 'TC-COV-067-02',
    verifies: ['HLR-COV-010', 'LLR-COV-067'],
    kind: 'robustness',
    intent: 'refuses a folder outside the project or none, tells of files that cannot be read, and of nothing to instrument',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'src/a.js': 'let = ;', 'src/b.js': 'var x = 1;\n' });
    const answer = async (options: Readonly<Record<string, string>>) => {
      const { context, complaints } = commandContext(root, [], options, t);
      return [await coverageBuild(context, recorder), complaints.join('')] as const;
    };
    for (const output of ['..', '../x', '/tmp/x', '.']) {
      const [exitCode, complaint] = await answer({ output, include: 'src/**' });
      t.equal(exitCode, 2, output);
      t.match(complaint, 'CLI-101');
    }
    t.match(await answer({ include: 'src/**' }), [2, /CLI-101/]);
    t.match(await answer({ output: 'out', include: 'none/**' }), [1, /COV-305/]);
    t.match(await answer({ output: 'out', include: 'src/**' }), [1, /COV-105[\s\S]*src\/a\.js/]);
    t.equal(readFileSync(join(root, 'out/src/a.js'), 'utf8'), 'let = ;', 'what cannot be instrumented is copied');
    t.match(await answer({ output: 'out', include: '**/*.js' }), [1, /COV-105/]);
    t.notOk(readdirSync(join(root, 'out')).includes('out'), 'copies are not copied again');
    t.notMatch(runtimeText('export const a = 1;', { head: 'h\n', folder: 'x', isModule: false }), /^export|import\.meta/m);
  },
);

testCase(
  {
    id: 'TC-COV-068-01',
    verifies: ['LLR-COV-068', 'HLR-COV-004'],
    kind: 'normal',
    intent: 'hands a coverage run on to the programs that the tool starts, with the test case, and nothing else of NODE_OPTIONS',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      'show.js':
        'const { AMPEL_COVERAGE: a, AMPEL_COVERAGE_CASE: c, AMPEL_COVERAGE_SUBJECT: s, NODE_OPTIONS: o } = process.env; console.log(JSON.stringify([a, c, s, o]))',
    });
    const before = { ...process.env };
    t.teardown(() => {
      for (const name of ['AMPEL_COVERAGE', 'AMPEL_COVERAGE_CASE', 'AMPEL_COVERAGE_SUBJECT', 'NODE_OPTIONS']) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    });
    const shown = async () => JSON.parse((await new NodeProcesses(root).run(['node', 'show.js'], { timeoutSeconds: 60 })).stdout);
    Object.assign(process.env, { AMPEL_COVERAGE: '{}', AMPEL_COVERAGE_CASE: 'TC-1', AMPEL_COVERAGE_SUBJECT: 'x.test.ts' });
    process.env['NODE_OPTIONS'] = `--import=${tool} --no-warnings`;
    // The test runner adds its own loader to what each child is given.
    const [first, second, subject, options] = await shown();
    t.same([first, second, subject], ['{}', 'TC-1', 'x.test.ts']);
    t.match(options, tool);
    t.notMatch(options, '--no-warnings');
    delete process.env['AMPEL_COVERAGE_CASE'];
    delete process.env['AMPEL_COVERAGE_SUBJECT'];
    process.env['NODE_OPTIONS'] = `"--import=${tool}" "--no-warnings"`;
    t.match(await shown(), ['{}', null, null, tool]);
  },
);

testCase(
  {
    id: 'TC-COV-068-02',
    verifies: ['LLR-COV-068', 'LLR-COV-015'],
    kind: 'robustness',
    intent: 'hands nothing on without a run or its loader, and processes see the same files as the patterns say',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      'show.js': 'console.log(JSON.stringify(Object.keys(process.env).filter((name) => name.startsWith("AMPEL"))))',
    });
    const before = { ...process.env };
    t.teardown(() => {
      for (const name of ['AMPEL_COVERAGE', 'NODE_OPTIONS']) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    });
    const shown = async () => JSON.parse((await new NodeProcesses(root).run(['node', 'show.js'], { timeoutSeconds: 60 })).stdout);
    delete process.env['AMPEL_COVERAGE'];
    process.env['NODE_OPTIONS'] = `--import=${tool}`;
    t.same(await shown(), []);
    Object.assign(process.env, { AMPEL_COVERAGE: '{}', NODE_OPTIONS: '--no-warnings' });
    t.same(await shown(), []);
    const settings = {
      root: '/p',
      include: ['src/**/*.{ts,js}', 'lib/[ab].mjs', './x.cjs'],
      exclude: ['**/*.test.ts', 'src/gen/**'],
      isLiteral: false,
    };
    const [slow, quick] = [measuredPaths(settings), toldPaths({ ...settings, ...patternSources(settings), isScriptOnly: false })];
    const paths = [
      'src/a.ts',
      'src/b/c.js',
      'src/b/.d/c.js',
      'src/a.test.ts',
      'src/gen/a.ts',
      'lib/a.mjs',
      'lib/c.mjs',
      'src/a.d.ts',
      'node_modules/src/a.js',
      'src/node_modules/x/a.js',
      'src/a.json',
      'a.ts',
      '../src/a.ts',
      'x.cjs',
    ];
    for (const path of paths) t.equal(quick(join('/p', path)), slow(join('/p', path)), path);
    t.ok(paths.filter((path) => quick(join('/p', path)) !== undefined).length >= 4);
  },
);

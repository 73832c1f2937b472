// @reads src/**/*.ts
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import main from 'tap';
import { measuredPaths } from '../../src/cli/commands/coverage/instrumented-text.js';
import { coverageReport } from '../../src/cli/commands/coverage/report.js';
import { coverageRun } from '../../src/cli/commands/coverage/run.js';
import { settingsFrom } from '../../src/cli/commands/coverage/settings.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { transpiledModule } from './transpiled-tool.js';

const commands = 'src/cli/commands/coverage';
/** The tool as JavaScript, made once for this file. */
const register = transpiledModule(temporaryFolder(main), `${commands}/register.ts`, [`${commands}/loader-hooks.ts`]);

const program = `import { Worker, isMainThread } from 'node:worker_threads';
import { fork } from 'node:child_process';
import { b } from './b.cjs';
export const f = (x, y) => (x && y ? 1 : 2);
const me = new URL(import.meta.url);
const begin = (id) => globalThis[Symbol.for('ampel.coverage')].beginCase(id);
if (isMainThread && process.argv[2] === undefined) {
  begin('TC-1');
  f(true, true);
  new Worker(me, { argv: ['worker'] }).on('exit', () => {
    begin('TC-3');
    const child = fork(me.pathname, ['child']);
    child.on('message', () => setTimeout(() => child.kill('SIGKILL'), 500));
  });
} else if (isMainThread) {
  f(false, true);
  b(1);
  process.send('ready');
  for (;;);
} else {
  begin('TC-2');
  f(true, false);
}
`;
const classic = "#!/usr/bin/env node\n'use strict';\nexports.b = function (x) { if (x > 3) return 1; return 0 };\n";

function run(root: string, command: readonly string[], options: Readonly<Record<string, string | boolean>> = { include: 'src/**' }) {
  const { context, complaints } = commandContext(root, ['run', ...command], options);
  return coverageRun(context, register).then((exitCode) => ({ exitCode, complaints }));
}

async function report(root: string, options: Readonly<Record<string, string | boolean>> = {}) {
  const { context, written } = commandContext(root, ['report'], options);
  return { exitCode: await coverageReport(context), text: written.join('') };
}

testCase(
  {
    id: 'TC-COV-015-01',
    verifies: ['HLR-COV-004', 'HLR-COV-005', 'LLR-COV-012', 'LLR-COV-015', 'LLR-COV-016'],
    kind: 'normal',
    intent: 'keeps what a process, its worker thread, a child that is killed in an endless loop, and modules of both kinds reach',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'src/a.mjs': program, 'src/b.cjs': classic, 'other.mjs': 'export {}' });
    t.equal((await run(root, [process.execPath, 'src/a.mjs'])).exitCode, 0);
    const { exitCode, text } = await report(root, { json: true });
    t.equal(exitCode, 1);
    const found = JSON.parse(text);
    t.same(
      found.files.map(({ path }: { path: string }) => path),
      ['src/a.mjs', 'src/b.cjs'],
    );
    const decision = found.files[0].decisions.find(({ text: shown }: { text: string }) => shown === 'x && y');
    t.same(
      decision.vectors.map(({ values, cases }: { values: string; cases: string[] }) => [values, cases]),
      [
        ['F-', ['TC-3']],
        ['TF', ['TC-2']],
        ['TT', ['TC-1']],
      ],
    );
    t.same(found.total.masking, { reached: 5, total: 6 });
    t.same(
      found.gaps.map(({ path, line }: { path: string; line: number }) => [path, line]),
      [
        ['src/b.cjs', 3],
        ['src/b.cjs', 3],
        ['src/b.cjs', 3],
      ],
    );
    const folder = join(root, '.ampel/coverage');
    const cached = readdirSync(join(folder, 'cache'));
    t.equal(cached.length, 2);
    writeFileSync(join(folder, 'cache', cached[0] ?? ''), readFileSync(join(folder, 'cache', cached[0] ?? '')));
    t.equal((await run(root, [process.execPath, 'src/a.mjs'], { include: 'src/**', append: true })).exitCode, 0);
    t.same(readdirSync(join(folder, 'cache')), cached, 'the same texts are instrumented once');
    t.equal(readdirSync(join(folder, 'data')).length, 6, 'three threads, twice');
    t.match((await report(root)).text, /✗ level A: 3 gaps/);
    t.match((await report(root, { level: 'C' })).text, /✗ level C: 1 gaps/);
  },
);

testCase(
  {
    id: 'TC-COV-015-02',
    verifies: ['HLR-COV-004', 'HLR-COV-005', 'LLR-COV-015', 'LLR-COV-016'],
    kind: 'robustness',
    intent: 'answers for a missing command, a failing one, unreadable settings, stale data and a file with a syntax error',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      'src/a.mjs': 'export const f = (x) => x && 1;\nf(process.argv[2]);\nif (process.argv[2] === "x") process.exitCode = 3;\n',
    });
    const complaints: string[] = [];
    t.intercept(process.stderr, 'write', { value: (text: string) => complaints.push(text) > 0 });
    t.equal((await report(root)).exitCode, 2, 'no run');
    t.match(complaints.pop(), /COV-109/);
    t.equal((await run(root, [])).exitCode, 2);
    t.match(complaints.pop(), /CLI-101/);
    t.equal((await run(root, ['./no-such-program'])).exitCode, 2);
    t.match(complaints.pop(), /COV-101/);
    t.equal((await run(root, [process.execPath, 'src/a.mjs'], {})).exitCode, 2, 'nothing says what is measured');
    complaints.length = 0;
    t.equal((await run(root, [process.execPath, 'src/a.mjs', 'x'])).exitCode, 1, 'the command failed');
    t.ok(existsSync(join(root, '.ampel/coverage/data')));
    t.equal((await report(root, { level: 'D' })).exitCode, 2);
    t.match(complaints.pop(), /CLI-101/);
    writeFileSync(join(root, 'src/a.mjs'), 'export const f = 1;\n');
    const stale = await report(root);
    t.equal(stale.exitCode, 1);
    t.match(stale.text, /COV-104[\s\S]*✗ level A: 1 findings make the measurement incomplete\n$/);
    writeFileSync(join(root, 'src/a.mjs'), 'export const f = ;\n');
    t.equal((await run(root, [process.execPath, '-e', 'import("./src/a.mjs").catch(() => 0)'])).exitCode, 0, 'the runtime reports it');
    t.match((await report(root)).text, /COV-105/);
    t.same(
      [settingsFrom(''), settingsFrom('{}'), settingsFrom('{"root":"/","include":[1],"exclude":[],"isLiteral":true}')],
      [undefined, undefined, undefined],
    );
    const measured = measuredPaths({ root: '/p', include: ['**'], exclude: ['x/**'], isLiteral: false });
    t.same(['/p/a.ts', '/p/x/a.ts', '/p/a.json', '/q/a.ts', '/p/node_modules/a.js', '/p/a.d.ts'].map(measured), [
      'a.ts',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  },
);

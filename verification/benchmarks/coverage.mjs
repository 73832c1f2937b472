// Measures what coverage costs: hot loops, files of this project's tests, and the start of a process, each plain, under `ampel coverage
// run`, under c8 (V8's own counters) and under Istanbul, side by side in one run. Needs a build; npx fetches c8 and nyc.
// Prints ratios; --write puts the table into docs/benchmarks-coverage.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ampel = resolve('dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'ampel-bench-coverage-'));
const times = Number(process.env.AMPEL_BENCH_TIMES ?? 5);

mkdirSync(join(folder, 'src'));
writeFileSync(join(folder, 'package.json'), '{"name":"bench","version":"1.0.0"}');
writeFileSync(
  join(folder, 'src/loops.js'),
  `exports.classify = function (values, limit) {
  let hits = 0, low = 0, other = 0;
  for (let i = 0; i < values.length; i += 1) {
    const v = values[i];
    const w = values[(i * 7) % values.length];
    if (v > limit && w < limit) hits += 1;
    else if ((v === 3 || w === 5 || v < 0) && w !== v) low += v;
    else if (!(v & 1)) other ^= w;
    switch (v & 3) { case 0: other += 1; break; case 1: low -= 1; break; default: other -= 2; }
  }
  return hits + low + other;
};
const clamp = (x, least, most) => (x < least ? least : x > most ? most : x);
exports.calls = function (list) { let sum = 0; for (const x of list) sum += clamp(x, 3, 200); return sum; };
exports.sieve = function (n) { const f = new Uint8Array(n + 1); let c = 0; for (let i = 2; i <= n; i++) { if (f[i]) continue; c++; for (let j = i * i; j <= n; j += i) f[j] = 1; } return c; };
exports.collatz = function (n) { let best = 0; for (let i = 1; i < n; i++) { let x = i, k = 0; while (x !== 1) { x = x % 2 === 0 ? x / 2 : 3 * x + 1; k++; } if (k > best) best = k; } return best; };
exports.text = function (words) { let n = 0; for (const word of words) { for (const letter of word) if (letter === 'a' || (letter >= 'e' && letter <= 'i') || letter === 'z') n++; if (word.startsWith('x') && word.length > 3) n += 2; } return n; };
`,
);
writeFileSync(
  join(folder, 'run.js'),
  `const loops = require('./src/loops.js');
const list = Array.from({ length: 20000 }, (_, i) => (Math.imul(i, 2654435761) >>> 0) % 256);
const words = list.map((v) => 'x'.repeat(v % 3) + v.toString(36).repeat(4));
const work = { classify: () => { for (let k = 0; k < 50; k++) loops.classify(list, 128); }, calls: () => { for (let k = 0; k < 50; k++) loops.calls(list); },
  sieve: () => loops.sieve(2e6), collatz: () => loops.collatz(1e5), text: () => { for (let k = 0; k < 5; k++) loops.text(words); } };
const told = {};
for (const [name, run] of Object.entries(work)) {
  for (let k = 0; k < 4; k++) run();
  let best = Infinity;
  for (let k = 0; k < 9; k++) { const before = process.cpuUsage(); run(); const { user, system } = process.cpuUsage(before); best = Math.min(best, (user + system) / 1000); }
  told[name] = best;
}
console.log('TOLD ' + JSON.stringify(told));
`,
);
writeFileSync(join(folder, 'start.js'), "require('./src/loops.js');\n");

const npx = ['npx', '--yes', '--loglevel=error'];
const under = {
  plain: (command) => command,
  ampel: (command) => [process.execPath, ampel, 'coverage', 'run', '--include', 'src/**', '--', ...command],
  c8: (command) => [...npx, 'c8@10', '--reporter=none', '--clean=false', ...command],
  istanbul: (command) => [...npx, 'nyc@17', '--silent', '--no-clean', ...command],
};

function run(words, cwd, env = process.env) {
  const child = spawnSync(words[0], words.slice(1), { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  return child.status === 0 ? child.stdout : undefined;
}

const loops = {};
for (const [name, command] of Object.entries(under)) {
  const words = command([process.execPath, 'run.js']);
  for (let time = 0; time < times; time += 1) {
    const told = JSON.parse(/TOLD (.*)/.exec(run(words, folder) ?? '')?.[1] ?? '{}');
    for (const [loop, milliseconds] of Object.entries(told)) {
      loops[loop] ??= {};
      loops[loop][name] = Math.min(loops[loop][name] ?? Number.POSITIVE_INFINITY, milliseconds);
    }
  }
}

/** Seconds of processor time of a program and its children, the least of some runs; undefined where it fails. */
function processorSeconds(words, cwd, env) {
  let least;
  for (let time = 0; time < times; time += 1) {
    const shell = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>/dev/null', 'bash', ...words], {
      cwd,
      env,
      encoding: 'utf8',
    });
    if (shell.status !== 0) return undefined;
    const [user, system] = (shell.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    least = Math.min(least ?? Number.POSITIVE_INFINITY, user + system);
  }
  return least;
}

/** What one process needs to start, beside a plain one: ten of them in a row, so that what the runner itself costs does not count. */
const ten = [process.execPath, '-e', "for(let i=0;i<10;i++)require('child_process').execFileSync(process.execPath,['start.js'])"];
const none = [process.execPath, '-e', '0'];
const starts = {};
for (const [name, command] of Object.entries(under)) {
  run(command(ten), folder);
  const [with10, alone] = [processorSeconds(command(ten), folder), processorSeconds(command(none), folder)];
  starts[name] = with10 === undefined || alone === undefined ? undefined : (with10 - alone) * 100;
}

const files = [
  'verification/kernel/kernel.test.ts',
  'verification/afdx-bounds/bounds.test.ts',
  'verification/trace/graph-and-links.test.ts',
];
const suite = [
  'npx',
  '--no-install',
  'tap',
  '--disable-coverage',
  '--allow-incomplete-coverage',
  '--reporter=silent',
  '--jobs=1',
  ...files,
];
const suites = {};
const suiteUnder = {
  plain: suite,
  ampel: [process.execPath, ampel, 'coverage', 'run', '--', ...suite],
  c8: [...npx, 'c8@10', '--reporter=none', ...suite],
};
for (const [name, words] of Object.entries(suiteUnder)) {
  run(words, process.cwd());
  suites[name] = processorSeconds(words, process.cwd());
}

rmSync(folder, { recursive: true, force: true });
const names = Object.keys(under);
const ratio = (values, name) => (values[name] === undefined ? '–' : (values[name] / values.plain).toFixed(2));
const rows = [
  ...Object.entries(loops).map(([loop, values]) => [
    `loop ${loop}, ms`,
    values.plain.toFixed(1),
    ...names.slice(1).map((name) => ratio(values, name)),
  ]),
  [`${files.length} test files, s of processor`, suites.plain?.toFixed(1) ?? '–', ...names.slice(1).map((name) => ratio(suites, name))],
  [
    'start of a process, ms of processor',
    starts.plain?.toFixed(0) ?? '–',
    ...names.slice(1).map((name) => (starts[name] === undefined ? '–' : `+${(starts[name] - starts.plain).toFixed(0)} ms`)),
  ],
];
for (const row of rows) console.log(row.join(' | '));
if (process.argv.includes('--write'))
  writeFileSync(
    'docs/benchmarks-coverage.md',
    [
      '# Benchmarks of structural coverage',
      '',
      `Written by \`node verification/benchmarks/coverage.mjs --write\` on ${cpus().length} cores with Node ${process.version}: processor time, the least of ${times} runs, as ratio to`,
      'the plain run beside it. c8 reads the counters of V8, which know statements and branches as V8 sees them; Istanbul counts statements,',
      'functions and branches; `ampel coverage` records statements, entries and exits, decisions and the vectors of MC/DC by test case.',
      "nyc cannot load tap's TypeScript modules, so that it has no figure for the test files.",
      '',
      '| What | Plain | ampel coverage | c8 | Istanbul (nyc) |',
      '|---|---:|---:|---:|---:|',
      ...rows.map((row) => `| ${row.join(' | ')} |`),
      '',
    ].join('\n'),
  );

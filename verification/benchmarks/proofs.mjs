// Measures `ampel prove` on this project: all proofs anew with the solver of the lock file (WebAssembly) and with the z3 of the machine, side by side in
// one run, and once more with everything kept. Needs a build. Prints ratios; --write puts the table into docs/benchmarks-proofs.md.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { performance } from 'node:perf_hooks';

const folder = '.ampel/benchmark-proofs';
const native = spawnSync('z3', ['--version'], { encoding: 'utf8' });
const runs = [
  { name: 'Z3 of z3-solver (WebAssembly)', words: ['--fresh'] },
  { name: 'the same, all kept from before', words: [] },
  ...(native.error === undefined ? [{ name: `${native.stdout.trim()}, native`, words: ['--fresh', '--solver', 'z3'] }] : []),
];
const rows = [];
for (const { name, words } of runs) rows.push({ name, ...(await measured(words)) });
rmSync(folder, { recursive: true, force: true });
const [first] = rows;
for (const { name, seconds, megabytes, said } of rows)
  console.log(`${name}: ${seconds.toFixed(1)} s (${(seconds / first.seconds).toFixed(2)} ×), ${megabytes.toFixed(0)} MB at most; ${said}`);
if (process.argv.includes('--write')) write();

/** Runs the command; wall time, the largest memory of it and its solvers together, and its last line. */
async function measured(words) {
  const start = performance.now();
  const child = spawn(process.execPath, ['dist/cli/main.js', 'prove', '--folder', folder, ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  let kilobytes = 0;
  const timer = setInterval(() => {
    kilobytes = Math.max(kilobytes, residentKilobytes(child.pid));
  }, 200);
  const code = await new Promise((settle) => child.once('close', settle));
  clearInterval(timer);
  if (code !== 0) throw new Error(`ampel prove ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, megabytes: kilobytes / 1024, said: out.trim().split('\n').at(-1) };
}

/** Memory of a process and of those below it, where /proc tells. */
function residentKilobytes(root) {
  const parents = new Map();
  const sizes = new Map();
  try {
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
        sizes.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
      } catch {
        // It has ended meanwhile.
      }
    }
  } catch {
    return 0;
  }
  let sum = 0;
  for (const [pid, size] of sizes) {
    let at = pid;
    while (at !== undefined && at !== root && at > 1) at = parents.get(at);
    if (at === root) sum += size;
  }
  return sum;
}

function write() {
  writeFileSync(
    'docs/benchmarks-proofs.md',
    [
      '# Benchmarks of the proof engine',
      '',
      `Written by \`npm run bench -- --write\` on ${cpus().length} cores with Node ${process.version}: all proofs of this project in one command, each solver on`,
      'the same queries in one run. Memory is that of the command and its solvers together.',
      '',
      '| Solver | Seconds | Ratio | Memory at most, MB | |',
      '|---|---:|---:|---:|---|',
      ...rows.map(
        ({ name, seconds, megabytes, said }) =>
          `| ${name} | ${seconds.toFixed(1)} | ${(seconds / first.seconds).toFixed(2)} | ${megabytes.toFixed(0)} | ${said} |`,
      ),
      '',
    ].join('\n'),
  );
}

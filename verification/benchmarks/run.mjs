// Measures the gate and the trace page on generated projects of three sizes, each beside a run that only reads and indexes
// the same files. Wall time is the best of three child processes, memory the largest. Writes docs/benchmarks.md with --write.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { writeProject } from './generated-project.mjs';

const main = resolve('dist/cli/main.js');
const sizes = process.argv.includes('--small') ? [1000] : [1000, 10000, 50000];

/** Runs a script in a child three times: least seconds, most MB of memory. */
function measured(folder, args, runs = 3) {
  let seconds = Number.POSITIVE_INFINITY;
  let megabytes = 0;
  let exit = 0;
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    const child = spawnSync(
      process.execPath,
      [
        '--import',
        `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nMAXRSS '+process.resourceUsage().maxRSS+'\\n'))`,
        ...args,
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30 },
    );
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
    megabytes = Math.max(megabytes, Number(/MAXRSS (\d+)/.exec(child.stderr)?.[1] ?? 0) / 1024);
    exit = child.status ?? -1;
  }
  return { seconds, megabytes, exit };
}

const rows = [];
for (const size of sizes) {
  const folder = mkdtempSync(join(tmpdir(), `ampel-bench-${size}-`));
  try {
    writeProject(folder, size);
    const record = spawnSync(process.execPath, [main, 'record', 'unit-tests'], { cwd: folder, encoding: 'utf8' });
    if (record.status !== 0) throw new Error(record.stderr);
    const reading = measured(folder, [resolve('verification/benchmarks/read-only.mjs')]);
    const gate = measured(folder, [main, 'gate']);
    if (gate.exit !== 0) throw new Error(`the gate of the generated project of ${size} is not green`);
    const page = measured(folder, [resolve('verification/benchmarks/page-only.mjs')], 1);
    const pageMegabytes = readFileSync(join(folder, 'trace.html')).length / 1e6;
    rows.push({ size, reading, gate, page, pageMegabytes });
    console.log(
      `${String(size).padStart(6)} requirements: read ${reading.seconds.toFixed(2)} s ${reading.megabytes.toFixed(0)} MB | gate ${gate.seconds.toFixed(2)} s ${gate.megabytes.toFixed(0)} MB (${(gate.seconds / reading.seconds).toFixed(2)} × reading) | page with loading ${page.seconds.toFixed(2)} s ${page.megabytes.toFixed(0)} MB, ${pageMegabytes.toFixed(2)} MB file`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv.includes('--write')) {
  const table = rows.map(
    ({ size, reading, gate, page, pageMegabytes }) =>
      `| ${size} | ${reading.seconds.toFixed(2)} | ${gate.seconds.toFixed(2)} | ${(gate.seconds / reading.seconds).toFixed(2)} | ${gate.megabytes.toFixed(0)} | ${page.seconds.toFixed(2)} | ${page.megabytes.toFixed(0)} | ${pageMegabytes.toFixed(2)} |`,
  );
  writeFileSync(
    'docs/benchmarks.md',
    [
      '# Benchmarks',
      '',
      `Written by \`npm run bench -- --write\` on ${cpus().length} cores with Node ${process.version}. Generated projects: 5 % system, 25 % high-level and`,
      '70 % low-level requirements, about two parents each, one tagged code unit, one test case and one result for each low-level',
      'requirement. Times are of whole processes, start-up included, least of three. "Reading" only reads and indexes the same files.',
      '',
      '| Requirements | Reading, s | Gate, s | Gate ÷ reading | Gate memory, MB | Load and write the trace page, s | Its memory, MB | Page, MB |',
      '|---:|---:|---:|---:|---:|---:|---:|---:|',
      ...table,
      '',
    ].join('\n'),
  );
}

await import('./afdx.mjs');
await import('./proofs.mjs');
await import('./coverage.mjs');

// Measures the AFDX analysis on generated networks of rising size, each step beside the reading of the same network in the same
// process: building ports and flows, bounds with certificate by each method, the independent check of each certificate. Least of three runs. Prints ratios; --write puts the table into docs/benchmarks-afdx.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const compiled = mkdtempSync(join(tmpdir(), 'ampel-bench-afdx-'));
try {
  symlinkSync(resolve('node_modules'), join(compiled, 'node_modules'), 'junction');
  spawnSync(
    process.execPath,
    [resolve('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit', 'false', '--outDir', compiled],
    {
      stdio: 'inherit',
    },
  );
  const load = (path) => import(pathToFileURL(join(compiled, path)).href);
  const { generatedAfdxNetwork } = await load('verification/support/generated-afdx-network.js');
  const { buildTimingNetwork } = await load('src/twin/afdx/timing/build-timing-network.js');
  const { boundsOf, methods } = await load('src/twin/afdx/bounds/bounds.js');
  const { certificateOf } = await load('src/twin/afdx/bounds/certificate.js');
  const { checkCertificate } = await load('src/twin/afdx/certificate/check-certificate.js');

  const sizes = process.argv.includes('--small') ? [1000] : [1000, 2000, 5000, 10000];
  const rows = sizes.map((size) => {
    const text = JSON.stringify(onOneNetwork(generatedAfdxNetwork(shapeOf(size))));
    const reading = least(() => JSON.parse(text));
    const network = JSON.parse(text);
    const building = least(() => buildTimingNetwork(network, () => ({ path: '', line: 1, column: 1 })));
    const timing = buildTimingNetwork(network, () => ({ path: '', line: 1, column: 1 })).value;
    const each = methods
      .filter((method) => method !== 'path')
      .map((method) => {
        const seconds = least(() => JSON.stringify(certificateOf(network, boundsOf(timing, method))));
        const certificate = JSON.parse(JSON.stringify(certificateOf(network, boundsOf(timing, method))));
        const checking = least(() => checkCertificate({ network, certificate, path: 'certificate.json' }));
        if (!checkCertificate({ network, certificate, path: 'certificate.json' }).confirmed) throw new Error(`${method} is not confirmed`);
        return { method, seconds, checking };
      });
    const paths = timing.flows.reduce((sum, flow) => sum + flow.destinations.length, 0);
    const ratios = each.map(
      ({ method, seconds, checking }) =>
        `${method} ${seconds.toFixed(2)} s (${(seconds / reading).toFixed(0)} ×), check ${checking.toFixed(2)} s`,
    );
    console.log(
      `${String(network.virtualLinks.length).padStart(6)} virtual links, ${paths} paths, ${timing.ports.length} ports: read ${reading.toFixed(3)} s, build ${building.toFixed(2)} s | ${ratios.join(' | ')}`,
    );
    return { network, timing, paths, reading, building, each };
  });
  if (process.argv.includes('--write')) write(rows);
} finally {
  rmSync(compiled, { recursive: true, force: true });
}

function shapeOf(virtualLinks) {
  const switches = Math.ceil(virtualLinks / 125);
  // the cable between the first switches carries most of it: beyond 2000 virtual links it needs more than 1 Gbit/s
  const rateBitsPerSecond = virtualLinks > 2000 ? 10_000_000_000 : 1_000_000_000;
  return { seed: 1, switches, endSystems: Math.ceil(virtualLinks / 9), virtualLinks, rateBitsPerSecond };
}

/** The virtual links that use network A, there alone. */
function onOneNetwork(network) {
  const virtualLinks = network.virtualLinks.filter(({ paths }) => paths.A !== undefined);
  return {
    ...network,
    virtualLinks: virtualLinks.map((link) => ({ ...link, redundancyLevel: 1, skewMaximumMicroseconds: 0, paths: { A: link.paths.A } })),
  };
}

function least(work) {
  let seconds = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  return seconds;
}

function write(rows) {
  const table = rows.map(({ network, timing, paths, reading, building, each }) => {
    const cells = each.flatMap(({ seconds, checking }) => [seconds.toFixed(2), checking.toFixed(2)]);
    return `| ${network.virtualLinks.length} | ${paths} | ${timing.ports.length} | ${reading.toFixed(3)} | ${building.toFixed(2)} | ${cells.join(' | ')} |`;
  });
  const head = [
    '| Virtual links | Paths | Ports | Reading JSON s | Building s | total-flow s | check s | grouped s | check s | frame s | check s |',
    '|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
  ];
  writeFileSync(
    'docs/benchmarks-afdx.md',
    [
      '# Benchmarks of the AFDX analysis',
      '',
      `Written by \`npm run bench -- --write\` on ${cpus().length} cores with Node ${process.version}. Generated networks in which every virtual link is`,
      'multicast and uses one network at 1 Gbit/s, from 5000 virtual links on at 10 Gbit/s; gaps of 2 to 128 ms, frames of 64 to 1518 byte, two priorities. Least of three runs',
      'in one process after start-up. Each time of a method is bounds and certificate; "check" is the independent checker on that',
      'certificate.',
      '',
      ...head,
      ...table,
      '',
    ].join('\n'),
  );
}

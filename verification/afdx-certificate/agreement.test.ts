import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afdxVerifyCertificate } from '../../src/cli/commands/afdx/verify-certificate.js';
import { boundsOf, type Method, methods } from '../../src/twin/afdx/bounds/bounds.js';
import { certificateOf } from '../../src/twin/afdx/bounds/certificate.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { commandContext } from '../support/command-context.js';
import { smallAfdxNetwork } from '../support/small-afdx-network.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { checked, codesOf, numbersOf, type OpenCertificate } from './certificates.js';
import { handCases } from './hand-figures.js';
import { randomNetwork } from './random-network.js';

// @reads config-items/afdx/network.json

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });

/** The certificate that the analysis writes; `undefined` when it refuses the network. */
function analysed(network: AfdxNetwork, method: Method): OpenCertificate | undefined {
  const timing = buildTimingNetwork(network, placeOf).value;
  return timing === undefined ? undefined : JSON.parse(JSON.stringify(certificateOf(network, boundsOf(timing, method))));
}

testCase(
  {
    id: 'TC-CCK-016-03',
    verifies: [
      'LLR-CCK-008',
      'LLR-CCK-009',
      'LLR-CCK-011',
      'LLR-CCK-012',
      'LLR-CCK-013',
      'LLR-CCK-014',
      'LLR-CCK-015',
      'LLR-CCK-016',
      'HLR-CCK-001',
      'HLR-CCK-002',
      'HLR-CCK-003',
    ],
    kind: 'normal',
    intent: 'confirms what the analysis writes for random networks, and finds each number of it that is lowered by its smallest unit',
  },
  (t) => {
    let [confirmed, lowered] = [0, 0];
    const agrees = fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom(...methods), (seed, method) => {
      const network = randomNetwork(seed);
      const certificate = analysed(network, method);
      if (certificate === undefined) return !checked(network, handCases[0]?.certificate).confirmed;
      const check = checked(network, certificate);
      if (!check.confirmed || check.figures.comparisons !== numbersOf(certificate).length) return false;
      confirmed += 1;
      const numbers = numbersOf(certificate);
      const some = numbers.filter((_, at) => (at + seed) % Math.ceil(numbers.length / 8) === 0);
      lowered += some.length;
      return some.every(({ changed }) => !checked(network, changed(-1n)).confirmed);
    });
    fc.assert(agrees, { numRuns: 150 });
    t.ok(confirmed > 120, `${confirmed} certificates confirmed`);
    t.ok(lowered > 700, `${lowered} numbers lowered, each found`);
  },
);

testCase(
  {
    id: 'TC-CCK-018-01',
    verifies: ['LLR-CCK-018', 'LLR-BND-009', 'LLR-BND-010', 'LLR-BND-011', 'HLR-CCK-001'],
    kind: 'normal',
    intent:
      'confirms bounds of a port loaded to exactly 100 % with both priorities, equal to token buckets by hand, and no number below them',
  },
  (t) => {
    // at 10 Mbit/s and 1 ms two sources of 2500 bit high and two of 2500 bit low fill S>d; each source sends in 250 µs
    const cables = ['e1-S', 'e2-S', 'e3-S', 'e4-S', 'S-d'];
    const network = smallAfdxNetwork({
      cables,
      rates: Object.fromEntries(cables.map((cable) => [cable, 10_000_000])),
      virtualLinks: ['e1', 'e2', 'e3', 'e4'].map((source, at) => {
        return { source, routes: { d: ['S'] }, frameBytes: 292, gapMilliseconds: 1, priority: at < 2 ? 'high' : 'low' } as const;
      }),
    });
    const certificate = analysed(network, 'frame');
    t.ok(certificate !== undefined);
    if (certificate === undefined) return;
    const frame = 2496;
    const port = certificate.ports.find(({ port: id }) => id === 'S>d');
    t.equal(port?.delayTicks.high, String(100 * (3 * frame) + 16_000), 'two high frames behind a low one');
    t.equal(checked(network, certificate).confirmed, true);
    const filled = {
      ...network,
      virtualLinks: network.virtualLinks.map((each) => ({ ...each, maximumFrameBytes: 293, minimumFrameBytes: 293 })),
    };
    t.equal(analysed(filled, 'frame'), undefined, '4 · 2504 bit in 10000 are above the rate');
    // 2500 bit are no whole number of byte: 2 · 2496 + 2 · 2504 = 10000
    const sizes = [292, 293, 292, 293];
    const full = {
      ...network,
      virtualLinks: network.virtualLinks.map((each, at) => ({
        ...each,
        maximumFrameBytes: sizes[at] ?? 0,
        minimumFrameBytes: sizes[at] ?? 0,
      })),
    };
    const atRate = analysed(full, 'frame');
    t.ok(atRate !== undefined);
    if (atRate === undefined) return;
    const loaded = atRate.ports.find(({ port: id }) => id === 'S>d');
    // (100 · 10000 + 16000) / (1 - 100 · 5000 / 1000000)
    t.equal(loaded?.delayTicks.low, '2032000');
    t.equal(loaded?.backlogBits, 10_000 + 160 + 2504);
    t.equal(checked(full, atRate).confirmed, true);
    t.same(
      numbersOf(atRate).filter(({ changed }) => checked(full, changed(-1n)).confirmed),
      [],
    );
  },
);

testCase(
  {
    id: 'TC-CCK-016-04',
    verifies: ['LLR-CCK-016', 'HLR-CCK-001'],
    kind: 'robustness',
    intent:
      'finds a frame of the aircraft network that became a byte longer after the analysis, even under the digest of the changed network',
  },
  (t) => {
    const network: AfdxNetwork = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8'));
    for (const method of methods) {
      const certificate = analysed(network, method);
      t.equal(checked(network, certificate).confirmed, true, method);
      const [first, ...others] = network.virtualLinks;
      if (certificate === undefined || first === undefined) continue;
      const changed = { ...network, virtualLinks: [{ ...first, maximumFrameBytes: first.maximumFrameBytes + 1 }, ...others] };
      const sha256 = analysed(changed, method)?.network.sha256 ?? '';
      const check = checked(changed, { ...certificate, network: { ...certificate.network, sha256 } });
      t.equal(check.confirmed, false, method);
      t.same(
        codesOf(check).filter((code) => code !== 'AFDX-348'),
        ['AFDX-346', 'AFDX-347'],
        method,
      );
    }
  },
);

const [hand] = handCases.filter(({ name }) => name === 'five virtual links, frame');
const files = { 'n.json': JSON.stringify(hand?.network), 'c.json': JSON.stringify(hand?.certificate, undefined, 1) };

testCase(
  {
    id: 'TC-CCK-017-01',
    verifies: ['LLR-CCK-017', 'HLR-CCK-005'],
    kind: 'normal',
    intent: 'writes what was confirmed with the verdict last, as text and as JSON, and ends with 0',
  },
  async (t) => {
    const root = temporaryFolder(t, { ...files, 'config-items/afdx/network.json': files['n.json'] });
    const { context, written } = commandContext(root, ['verify-certificate', 'c.json', 'n.json']);
    t.equal(await afdxVerifyCertificate(context), 0);
    t.same(written.join('').split('\n'), [
      'method        frame',
      'ports         9',
      'flows         5 (virtual links, counted on each network)',
      'destinations  5',
      'comparisons   43 of 43 made',
      'largest delay 312 µs, virtual link 3 on A to e6',
      '✓ c.json: each bound is confirmed for n.json',
      '',
    ]);
    const json = commandContext(root, ['verify-certificate', 'c.json'], { json: true });
    t.equal(await afdxVerifyCertificate(json.context), 0, 'the network of the aircraft when none is named');
    const report = JSON.parse(json.written.join(''));
    t.same([report.confirmed, report.findings, report.figures.comparisons], [true, [], 43]);
    t.equal(report.network, 'config-items/afdx/network.json');
  },
);

testCase(
  {
    id: 'TC-CCK-017-02',
    verifies: ['LLR-CCK-017', 'HLR-CCK-005', 'HLR-CCK-004'],
    kind: 'robustness',
    intent: 'ends with 1 for a bound that is not confirmed, at its line, and with 2 for files that cannot be read',
  },
  async (t) => {
    const low = files['c.json'].replace('"high": "136000"', '"high": "135999"');
    const root = temporaryFolder(t, {
      ...files,
      'low.json': low,
      'twice.json': '{"format": 1,\n "format": 2}',
      'text.json': 'no',
      'list.json': '[]',
    });
    const run = async (...positionals: readonly string[]): Promise<readonly [number, string, string]> => {
      const { context, written, complaints } = commandContext(root, ['verify-certificate', ...positionals], {}, t);
      return [await afdxVerifyCertificate(context), written.join(''), complaints.join('')];
    };
    const [code, text] = await run('low.json', 'n.json');
    t.equal(code, 1);
    const line = low.slice(0, low.indexOf('135999')).split('\n').length;
    t.match(
      text,
      `error AFDX-346: port S2>S3, delay of priority high: 135.999 µs (135999 ticks) claimed, 136 µs (136000 ticks) needed\n  --> low.json:${line}:`,
    );
    t.match(text, /✗ low\.json: not confirmed for n\.json, \d findings?\n$/);
    const unreadable = [
      ['text.json', 'n.json', 'AFDX-340'],
      ['twice.json', 'n.json', 'AFDX-340: key "format" is repeated'],
      ['absent.json', 'n.json', 'FIL-101'],
      ['c.json', 'absent.json', 'FIL-101'],
      ['c.json', 'text.json', 'AFDX-100'],
      ['c.json', 'c.json', 'AFDX-101'],
    ] as const;
    for (const [certificate, network, finding] of unreadable) {
      const [exit, said] = await run(certificate, network);
      t.equal(exit, 2, `${certificate} ${network}`);
      t.match(said, finding);
      t.match(said, `✗ ${certificate}: not confirmed for ${network}`);
    }
    t.equal((await run('list.json', 'n.json'))[0], 1);
    t.match(await run(), [2, '', /no certificate is named/]);
    t.match(await run('c.json', 'n.json', 'more'), [2, '', /"more" is not understood/]);
    t.same(codesOf(checked((hand ?? { network: undefined }).network as AfdxNetwork, JSON.parse(low))).includes('AFDX-346'), true);
  },
);

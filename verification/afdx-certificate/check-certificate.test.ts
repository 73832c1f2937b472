import { canonicalJson, type Json } from '../../src/kernel/canonical-json.js';
import { sha256 } from '../../src/kernel/digest.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { certificateFrom, checked, codesOf, copyOf, type NumberPlace, numbersOf, type OpenCertificate } from './certificates.js';
import { type HandCase, handCases } from './hand-figures.js';

const ofMethod = (method: string): readonly HandCase[] => handCases.filter(({ certificate }) => certificate.method === method);
const caseNamed = (name: string): HandCase => handCases.find((each) => each.name === name) ?? (handCases[0] as HandCase);
const numberNamed = (certificate: OpenCertificate, name: string): NumberPlace =>
  numbersOf(certificate).find(({ what }) => what === name) ?? { what: 'none', changed: () => certificate };

/** The same certificate of a network of which the value was changed. */
function forNetwork(certificate: OpenCertificate, network: AfdxNetwork): OpenCertificate {
  return { ...copyOf(certificate), network: { ...certificate.network, sha256: sha256(canonicalJson(network as unknown as Json)) } };
}

/** The numbers whose lowering by one unit is not found, or found under another code. */
function lowered(method: string, kind: string, code: string): readonly string[] {
  return ofMethod(method).flatMap(({ name, network, certificate }) =>
    numbersOf(certificate)
      .filter(({ what }) => what.startsWith(kind))
      .filter(({ changed }) => {
        const check = checked(network, changed(-1n));
        return check.confirmed || !codesOf(check).some((found) => found === code || found === 'AFDX-340');
      })
      .map(({ what }) => `${name}: ${what}`),
  );
}

testCase(
  {
    id: 'TC-CCK-008-01',
    verifies: ['LLR-CCK-008', 'LLR-CCK-011', 'HLR-CCK-001'],
    kind: 'normal',
    intent: 'confirms the figures of method total-flow computed by hand: 7977/25, 8987/25 and 58743/250 µs',
  },
  (t) => {
    for (const { name, network, certificate } of ofMethod('total-flow')) t.same(checked(network, certificate).diagnostics, [], name);
    const { network, certificate } = caseNamed('five virtual links, total-flow');
    const microseconds = [7977 / 25, 8987 / 25, 58743 / 250].map((value) => String(Math.round(value * 1e6)));
    t.same([...new Set(certificate.flows.map(({ destinations }) => destinations[0]?.delayPicoseconds))], microseconds);
    t.equal(checked(network, certificate).confirmed, true);
  },
);

testCase(
  {
    id: 'TC-CCK-008-02',
    verifies: ['LLR-CCK-008', 'HLR-CCK-001'],
    kind: 'robustness',
    intent: 'finds each delay of method total-flow that is lowered by one unit of its last place',
  },
  (t) => {
    t.same(lowered('total-flow', 'delay ', 'AFDX-346'), []);
    const { network, certificate } = caseNamed('two priorities, total-flow');
    const port = copyOf(certificate);
    const scale = 10n ** 400n;
    // 54807600/619 less 10^-400
    if (port.ports[3] !== undefined) port.ports[3].delayTicks.low = `${54_807_600n * scale - 619n}/${619n * scale}`;
    t.same(codesOf(checked(network, port)), ['AFDX-346']);
  },
);

testCase(
  {
    id: 'TC-CCK-009-01',
    verifies: ['LLR-CCK-009', 'HLR-CCK-001'],
    kind: 'normal',
    intent: 'confirms the figures of method grouped computed by hand: 276.020615, 316.424655 and 232.808081 µs',
  },
  (t) => {
    for (const { name, network, certificate } of ofMethod('grouped')) t.same(checked(network, certificate).diagnostics, [], name);
    t.ok(ofMethod('grouped').every(({ network, certificate }) => checked(network, certificate).confirmed));
  },
);

testCase(
  {
    id: 'TC-CCK-009-02',
    verifies: ['LLR-CCK-009', 'HLR-CCK-001'],
    kind: 'robustness',
    intent: 'finds each delay of method grouped that is lowered, and figures of a finer method taken for those of grouped',
  },
  (t) => {
    t.same(lowered('grouped', 'delay ', 'AFDX-346'), []);
    const { network, certificate } = caseNamed('unequal rates, grouped');
    const finer = copyOf(certificate);
    if (finer.ports[2] !== undefined) finer.ports[2].delayTicks.high = '98000';
    t.same(codesOf(checked(network, finer)), ['AFDX-346']);
  },
);

testCase(
  {
    id: 'TC-CCK-012-03',
    verifies: ['LLR-CCK-012', 'LLR-CCK-013', 'LLR-CCK-014', 'HLR-CCK-001'],
    kind: 'normal',
    intent: 'confirms the figures of method frame computed by hand, the exact worst cases 272, 312 and 232 µs among them',
  },
  (t) => {
    for (const { name, network, certificate } of ofMethod('frame')) {
      const check = checked(network, certificate);
      t.same(check.diagnostics, [], name);
      t.equal(check.confirmed, true, name);
    }
    const { network, certificate } = caseNamed('five virtual links, frame');
    t.same(checked(network, certificate).figures, {
      method: 'frame',
      ports: 9,
      flows: 5,
      destinations: 5,
      comparisons: 43,
      comparisonsNeeded: 43,
      largestDelay: { virtualLink: 3, network: 'A', endSystem: 'e6', picoseconds: '312000000' },
    });
  },
);

testCase(
  {
    id: 'TC-CCK-012-02',
    verifies: ['LLR-CCK-012', 'LLR-CCK-013', 'LLR-CCK-018', 'HLR-CCK-001'],
    kind: 'robustness',
    intent: 'finds each delay of method frame that is lowered by a tick, and stops counting where the steps are spent',
  },
  (t) => {
    t.same(lowered('frame', 'delay ', 'AFDX-346'), []);
    // 5000 bit each ms from each of two sources fill 10 Mbit/s: 100 · (5000 + 5000) + 16000 by the formula for full load
    const ends = { e1: 'd', e2: 'd', e3: 'f', e4: 'f' } as const;
    const cables = ['e1-S', 'e2-S', 'e3-S', 'e4-S', 'S-d', 'S-f'];
    const rates = Object.fromEntries(cables.map((cable) => [cable, 10_000_000]));
    const virtualLinks = Object.entries(ends).map(([source, to]) => ({
      source,
      routes: { [to]: ['S'] },
      frameBytes: 605,
      gapMilliseconds: 1,
    }));
    const network = smallAfdxNetwork({ cables, rates, virtualLinks });
    const sources = Object.keys(ends).map((source) => [`${source}>S`, '500000', '', 10_000] as const);
    const flows = Object.values(ends).map(
      (to, at) => [at + 1, to, '1516000000', '1000000000', { [`e${at + 1}>S`]: 0, [`S>${to}`]: 0 }] as const,
    );
    // backlog by token buckets: 10000 + ⌈10 bit per 1000 tick · 16000⌉ + 5000; each source holds at most 5000 + 5000
    const certificateWith = (delay: string, backlog: number) => {
      const full = ['S>d', 'S>f'].map((port) => [port, delay, '', backlog] as const);
      return certificateFrom(network, 'frame', [...sources, ...full], flows);
    };
    const certificate = certificateWith('1016000', 15_160);
    t.same(checked(network, certificate).diagnostics, []);
    t.equal(checked(network, certificate).confirmed, true, 'what token buckets give needs no counting');
    t.same(codesOf(checked(network, numberNamed(certificate, 'delay S>d high').changed(-1n))), ['AFDX-346']);
    t.same(codesOf(checked(network, numberNamed(certificate, 'backlog S>d').changed(-1n))), ['AFDX-347']);
    const check = checked(network, certificateWith('1015999', 15_159));
    t.equal(check.confirmed, false);
    t.same(
      check.diagnostics.map(({ code, message }) => `${code} ${message}`),
      [
        'AFDX-346 port S>d, delay of priority high: 1015.999 µs (1015999 ticks) claimed, 1016 µs (1016000 ticks) needed',
        'AFDX-347 port S>d, backlog: 15159 bit claimed, at least 15160 bit needed',
        'AFDX-351 port S>f, backlog is not decided',
        'AFDX-351 port S>f, delay of priority high is not decided',
      ],
    );
  },
);

testCase(
  {
    id: 'TC-CCK-011-02',
    verifies: ['LLR-CCK-011', 'HLR-CCK-001'],
    kind: 'robustness',
    intent: 'finds each backlog that is lowered by a bit, with each method',
  },
  (t) => {
    for (const method of ['total-flow', 'grouped', 'frame']) t.same(lowered(method, 'backlog', 'AFDX-347'), []);
  },
);

testCase(
  {
    id: 'TC-CCK-014-02',
    verifies: ['LLR-CCK-014', 'HLR-CCK-003'],
    kind: 'robustness',
    intent: 'finds each jitter that is lowered by a tick, and accepts one that grants more',
  },
  (t) => {
    t.same(lowered('frame', 'jitter', 'AFDX-348'), []);
    const { network, certificate } = caseNamed('unequal rates, frame');
    const jitters = numbersOf(certificate).filter(({ what }) => what.startsWith('jitter'));
    t.same(
      jitters.map(({ changed }) => checked(network, changed(1n)).confirmed),
      [true, true, true, true, true, true],
    );
    const named = numberNamed(certificate, 'jitter 2 A S>d').changed(-1n);
    t.same(
      checked(network, named).diagnostics.map(({ message }) => message),
      ['virtual link 2 on A, jitter at port S>d: 3.999 µs (3999 ticks) claimed, 4 µs (4000 ticks) needed'],
    );
  },
);

testCase(
  {
    id: 'TC-CCK-015-01',
    verifies: ['LLR-CCK-015', 'HLR-CCK-003'],
    kind: 'normal',
    intent: 'adds cables and reception, and rounds the longest time up and the shortest down to picoseconds',
  },
  (t) => {
    const { network, certificate } = caseNamed('two priorities, grouped');
    const longer: AfdxNetwork = {
      ...network,
      links: network.links.map((link) => ({ ...link, propagationDelayNanoseconds: link.id === 'S-d' ? 250 : 31 })),
      endSystems: network.endSystems.map((each) => ({ ...each, receptionLatencyNanoseconds: each.id === 'd' ? 7 : 0 })),
    };
    const claims = forNetwork(certificate, longer);
    for (const [at, { destinations }] of claims.flows.entries()) {
      const [destination] = destinations;
      if (destination === undefined) continue;
      // 31 + 250 ns of cables, and 7 ns of reception for the longest
      destination.delayPicoseconds = `${BigInt(destination.delayPicoseconds) + 288_000n}`;
      destination.shortestPicoseconds = `${([19_200_000, 80_000_000, 40_000_000][at] ?? 0) + 281_000}`;
    }
    t.same(checked(longer, claims).diagnostics, []);
    // 30 Mbit/s: 3 · 10^9 ticks in a second, 100 for a bit; 680 bit last 22.666… µs
    const third = smallAfdxNetwork({
      cables: ['a-b'],
      rates: { 'a-b': 30_000_000 },
      virtualLinks: [{ source: 'a', routes: { b: [] }, frameBytes: 65 }],
    });
    const exact = certificateFrom(third, 'total-flow', [['a>b', '68000', '', 1360]], [[1, 'b', '22666667', '22666666']]);
    const scaled = { ...exact, ticksPerSecond: 3_000_000_000 };
    t.same(checked(third, scaled).diagnostics, []);
  },
);

testCase(
  {
    id: 'TC-CCK-015-02',
    verifies: ['LLR-CCK-015', 'HLR-CCK-003'],
    kind: 'robustness',
    intent: 'finds each longest time that is lowered, each shortest time that is another, and ports in an order that proves nothing',
  },
  (t) => {
    for (const method of ['total-flow', 'grouped', 'frame']) {
      t.same(lowered(method, 'delayPicoseconds', 'AFDX-349'), []);
      t.same(lowered(method, 'shortestPicoseconds', 'AFDX-350'), []);
    }
    const { network, certificate } = caseNamed('five virtual links, frame');
    const shortest = numberNamed(certificate, 'shortestPicoseconds 5 A e7');
    t.same(codesOf(checked(network, shortest.changed(1n))), ['AFDX-350'], 'a longer shortest time hides skew');
    t.equal(checked(network, numberNamed(certificate, 'delayPicoseconds 5 A e7').changed(1n)).confirmed, true);
    const reversed = copyOf(certificate);
    reversed.ports.reverse();
    const { diagnostics } = checked(network, reversed);
    t.same([...new Set(diagnostics.map(({ code }) => code))], ['AFDX-345']);
    t.equal(diagnostics.length, 8, 'five sources, S1>S3 before S3>e6, S2>S3 before S3>e6 and S3>e7');
    t.match(diagnostics.map(({ message }) => message).join('\n'), 'port S3>e7 stands before port S2>S3');
  },
);

testCase(
  {
    id: 'TC-CCK-003-01',
    verifies: ['LLR-CCK-003', 'HLR-CCK-001'],
    kind: 'normal',
    intent: 'says what is claimed and what is needed in microseconds and ticks, with place, reason and remedy, all at once',
  },
  (t) => {
    const { network, certificate } = caseNamed('five virtual links, total-flow');
    const low = copyOf(certificate);
    for (const port of low.ports) if (port.port.startsWith('S')) Object.assign(port, { delayTicks: { high: '40000' }, backlogBits: 1 });
    const { diagnostics } = checked(network, low);
    t.equal(diagnostics.filter(({ code }) => code === 'AFDX-346').length, 4);
    t.equal(diagnostics.filter(({ code }) => code === 'AFDX-347').length, 4);
    t.ok(diagnostics.every(({ place, why, fix, severity }) => place?.path === 'certificate.json' && why && fix && severity === 'error'));
    const messages = diagnostics.map(({ message }) => message);
    // from the claim of 40000 at S1>S3: 10 · 4 · (4000 + 80) + 16000
    t.ok(
      messages.includes('port S3>e6, delay of priority high: 40 µs (40000 ticks) claimed, 179.2 µs (179200 ticks) needed'),
      messages.join('\n'),
    );
    t.ok(messages.includes('port S1>S3, backlog: 1 bit claimed, at least 12112 bit needed'));
    const raised = {
      ...copyOf(certificate),
      ports: copyOf(certificate).ports.map((port) => ({ ...port, delayTicks: { high: '200000' } })),
    };
    t.ok(
      checked(network, raised).diagnostics.some(
        ({ message }) => message === 'virtual link 1 on A to e6, delay: 319080000 ps claimed, at least 600000000 ps needed',
      ),
    );
  },
);

testCase(
  {
    id: 'TC-CCK-003-02',
    verifies: ['LLR-CCK-003'],
    kind: 'robustness',
    intent: 'shows a claim that falls short by less than can be shown as the smaller number',
  },
  (t) => {
    const { network, certificate } = caseNamed('five virtual links, total-flow');
    const low = copyOf(certificate);
    const scale = 10n ** 100n;
    if (low.ports[5] !== undefined) low.ports[5].delayTicks.high = `${96_800n * scale - 1n}/${scale}`;
    const [finding] = checked(network, low).diagnostics;
    t.equal(
      finding?.message,
      'port S1>S3, delay of priority high: 96.799999 µs (96799.999999 ticks) claimed, 96.8 µs (96800 ticks) needed',
    );
  },
);

testCase(
  {
    id: 'TC-CCK-016-01',
    verifies: ['LLR-CCK-016', 'HLR-CCK-001', 'HLR-CCK-002', 'HLR-CCK-003'],
    kind: 'normal',
    intent: 'confirms bounds that are looser throughout, and refuses a delay that is raised where later claims rest on it',
  },
  (t) => {
    for (const { name, network, certificate } of handCases) {
      const twice = copyOf(certificate);
      const doubled = (text: string): string => text.replace(/^\d+/, (numerator) => `${2n * BigInt(numerator)}`);
      for (const port of twice.ports) {
        const { high, low } = port.delayTicks;
        port.delayTicks = { ...(high === undefined ? {} : { high: doubled(high) }), ...(low === undefined ? {} : { low: doubled(low) }) };
        port.backlogBits *= 2;
      }
      for (const { jitterTicks, destinations } of twice.flows) {
        for (const destination of destinations) destination.delayPicoseconds = doubled(destination.delayPicoseconds);
        // the longest passage doubles, the shortest does not
        for (const [hop, jitter] of (jitterTicks ?? []).entries()) jitter.ticks = hop === 0 ? 0 : 2 * jitter.ticks + 400_000;
      }
      t.same(checked(network, twice).diagnostics, [], name);
      const source = certificate.ports[0]?.delayTicks.high ?? '';
      const [numerator = '', denominator = '1'] = source.split('/');
      const first = copyOf(certificate);
      if (first.ports[0] !== undefined)
        first.ports[0].delayTicks.high = `${BigInt(numerator) + 10_000_000n * BigInt(denominator)}/${denominator}`.replace('/1', '');
      const check = checked(network, first);
      t.equal(check.confirmed, false, name);
      t.ok(codesOf(check).includes('AFDX-349'), name);
      t.ok(codesOf(check).includes(certificate.method === 'frame' ? 'AFDX-348' : 'AFDX-346'), name);
    }
  },
);

testCase(
  {
    id: 'TC-CCK-016-02',
    verifies: ['LLR-CCK-016', 'HLR-CCK-002'],
    kind: 'robustness',
    intent: 'finds a certificate of another network, of another version and of another tick',
  },
  (t) => {
    const { network, certificate } = caseNamed('five virtual links, frame');
    const other = { ...network, endSystems: network.endSystems.map((each) => ({ ...each, name: `${each.name}'` })) };
    t.same(codesOf(checked(other, certificate)), ['AFDX-341']);
    const header = (change: Partial<OpenCertificate['network']>): OpenCertificate => ({
      ...certificate,
      network: { ...certificate.network, ...change },
    });
    const wrong: readonly OpenCertificate[] = [
      header({ title: 'another' }),
      header({ version: '1.0.1' }),
      header({ sha256: certificate.network.sha256.toUpperCase() }),
      { ...certificate, ticksPerSecond: 999_999_999 },
      { ...certificate, ticksPerSecond: 2_000_000_000 },
    ];
    for (const each of wrong) {
      const check = checked(network, each);
      t.equal(check.confirmed, false);
      t.same(
        check.diagnostics.map(({ code }) => code),
        ['AFDX-341'],
      );
    }
    const many = {
      ...certificate,
      ports: Array.from({ length: 3000 }, (_, index) => ({ port: `p${index}`, delayTicks: {}, backlogBits: 0 })),
    };
    const check = checked(network, many);
    t.equal(check.diagnostics.length, 1001, 'a thousand findings and the number of those left out');
    t.ok(check.diagnostics.some(({ code, message }) => code === 'AFDX-352' && /^20\d\d further findings/.test(message)));
  },
);

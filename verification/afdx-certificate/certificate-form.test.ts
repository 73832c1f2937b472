import fc from 'fast-check';
import { compareDiagnostics } from '../../src/kernel/diagnostic.js';
import { checkCertificate } from '../../src/twin/afdx/certificate/check-certificate.js';
import { countFrom, decimals, fractionFrom, fractionTextLengthMax, wholeFrom } from '../../src/twin/afdx/certificate/claimed-numbers.js';
import type { AfdxNetwork, VirtualLink } from '../../src/twin/afdx/network.generated.js';
import { smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { certificateFrom, checked, codesOf, copyOf, type OpenCertificate } from './certificates.js';
import { handCases } from './hand-figures.js';

const caseNamed = (name: string) => handCases.find((each) => each.name === name) ?? (handCases[0] as (typeof handCases)[number]);
const { network, certificate } = caseNamed('two priorities, frame');

/** The codes of a certificate after a change. */
function changed(change: (copy: OpenCertificate) => void): readonly string[] {
  const copy = copyOf(certificate);
  change(copy);
  const check = checked(network, copy);
  return check.confirmed ? ['confirmed'] : codesOf(check);
}

/** A copy in which the value at a JSON pointer is another, or left out. */
function replaced(value: unknown, pointer: string, by: unknown): unknown {
  const copy = { root: structuredClone(value) } as Record<string, unknown>;
  const keys = `/root${pointer}`.slice(1).split('/');
  const last = keys.pop() ?? '';
  const holder = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  if (by === undefined) delete holder[last];
  else holder[last] = by;
  return copy['root'];
}

testCase(
  {
    id: 'TC-CCK-001-01',
    verifies: ['LLR-CCK-001', 'HLR-CCK-004'],
    kind: 'normal',
    intent: 'reads a certificate of each method, and shows the place of each finding that a reader of places gives',
  },
  (t) => {
    for (const each of handCases) t.equal(checked(each.network, JSON.parse(JSON.stringify(each.certificate))).confirmed, true, each.name);
    const placeOf = (pointer: string) => ({ path: `at ${pointer}`, line: 7, column: 3 });
    const claims = replaced(certificate, '/ports/3/delayTicks/low', '85599');
    const { diagnostics } = checkCertificate({ network, certificate: claims, path: 'c.json', placeOf });
    t.same(
      diagnostics.map(({ place }) => place?.path),
      ['at /ports/3/delayTicks/low'],
    );
  },
);

testCase(
  {
    id: 'TC-CCK-001-02',
    verifies: ['LLR-CCK-001', 'HLR-CCK-004'],
    kind: 'robustness',
    intent: 'finds each part of another form where it is, and confirms none of them',
  },
  (t) => {
    const pointers = [
      '',
      '/format',
      '/method',
      '/network',
      '/network/title',
      '/network/sha256',
      '/ticksPerSecond',
      '/ports',
      '/ports/1',
      '/ports/1/port',
      '/ports/1/delayTicks',
      '/ports/1/delayTicks/low',
      '/ports/1/backlogBits',
      '/flows',
      '/flows/0',
      '/flows/0/virtualLink',
      '/flows/0/network',
      '/flows/0/jitterTicks',
      '/flows/0/jitterTicks/0',
      '/flows/0/jitterTicks/0/port',
      '/flows/0/jitterTicks/0/ticks',
      '/flows/0/destinations',
      '/flows/0/destinations/0',
      '/flows/0/destinations/0/endSystem',
      '/flows/0/destinations/0/delayPicoseconds',
      '/flows/0/destinations/0/shortestPicoseconds',
    ];
    const values = [
      undefined,
      null,
      true,
      -1,
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1e300,
      '',
      'x',
      '-1',
      '1e9',
      [],
      [[]],
      {},
      { x: 1 },
    ];
    for (const pointer of pointers) {
      for (const value of values) {
        const check = checked(network, replaced(certificate, pointer, value));
        const [first] = check.diagnostics;
        if (check.confirmed || first === undefined || !/^AFDX-34\d$/.test(first.code)) t.fail(`${pointer} as ${JSON.stringify(value)}`);
      }
      t.ok(
        codesOf(checked(network, replaced(certificate, pointer, true))).includes(
          pointer.startsWith('/network/') || pointer === '/ticksPerSecond' ? 'AFDX-341' : 'AFDX-340',
        ),
        pointer,
      );
    }
    t.same(
      changed((copy) => Object.assign(copy, { comment: 'x' })),
      ['AFDX-340'],
    );
    t.same(
      changed(({ ports }) => Object.assign(ports[0] ?? {}, { margin: 1 })),
      ['AFDX-340'],
    );
    t.same(
      changed(({ ports }) => Object.assign(ports[0]?.delayTicks ?? {}, { medium: '1' })),
      ['AFDX-340'],
    );
    t.same(codesOf(checked(network, { ...certificate, method: 'exact' })), ['AFDX-340']);
    t.same(codesOf(checked(network, { ...certificate, format: 'ampel360-afdx-certificate/2' })), ['AFDX-340']);
    const fluid = caseNamed('two priorities, grouped');
    const withJitter = copyOf(fluid.certificate);
    if (withJitter.flows[0] !== undefined) withJitter.flows[0].jitterTicks = [];
    t.same(codesOf(checked(fluid.network, withJitter)), ['AFDX-340'], 'jitter belongs to method frame');
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      t.same(codesOf(checked(network, JSON.parse(`{"${name}": {"format": "x"}}`))), ['AFDX-340']);
      const port = JSON.parse(JSON.stringify(certificate).replace('"a>S"', `"${name}"`));
      t.same(codesOf(checked(network, port)), ['AFDX-343', 'AFDX-344']);
    }
  },
);

testCase(
  {
    id: 'TC-CCK-001-03',
    verifies: ['LLR-CCK-001', 'LLR-CCK-016', 'HLR-CCK-004'],
    kind: 'robustness',
    intent: 'answers any JSON and any damage with sorted findings of its own codes, and never confirms it',
  },
  (t) => {
    const own = (claims: unknown): boolean => {
      const { confirmed, diagnostics } = checked(network, claims);
      const sorted = [...diagnostics].sort(compareDiagnostics);
      return (
        !confirmed &&
        diagnostics.length > 0 &&
        diagnostics.every((finding, at) => /^AFDX-3[45]\d$/.test(finding.code) && finding === sorted[at])
      );
    };
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => own(value)),
      { numRuns: 300 },
    );
    const members = ['format', 'method', 'network', 'ticksPerSecond', 'ports', 'flows'];
    const damage = fc.property(fc.constantFrom(...members), fc.jsonValue({ maxDepth: 5 }), (member, value) =>
      own({ ...certificate, [member]: value }),
    );
    fc.assert(damage, { numRuns: 300 });
    const at = fc.constantFrom('/ports/3', '/ports/0/delayTicks', '/flows/1', '/flows/2/destinations/0', '/flows/0/jitterTicks/1');
    fc.assert(
      fc.property(at, fc.jsonValue({ maxDepth: 3 }), (pointer, value) => own(replaced(certificate, pointer, value))),
      { numRuns: 300 },
    );
    for (const value of [undefined, 1n, Symbol('x'), () => 1, new Map(), 'certificate']) t.ok(own(value));
  },
);

testCase(
  {
    id: 'TC-CCK-002-01',
    verifies: ['LLR-CCK-002'],
    kind: 'normal',
    intent: 'reads whole numbers and fractions in any terms',
  },
  (t) => {
    t.same(fractionFrom('7977/25'), { value: { numerator: 7977n, denominator: 25n } });
    t.same(fractionFrom('0'), { value: { numerator: 0n, denominator: 1n } });
    t.same(wholeFrom('99999999999999999999'), { value: { numerator: 10n ** 20n - 1n, denominator: 1n } });
    t.same(countFrom(Number.MAX_SAFE_INTEGER), { value: { numerator: 2n ** 53n - 1n, denominator: 1n } });
    const fluid = caseNamed('two priorities, total-flow');
    const otherTerms = replaced(fluid.certificate, '/ports/3/delayTicks/low', `${54_807_600 * 6}/${619 * 6}`);
    t.equal(checked(fluid.network, replaced(otherTerms, '/ports/0/delayTicks/high', '9600/1')).confirmed, true);
    t.equal(decimals(1n, 3n, 'up'), '0.333334');
    t.equal(decimals(1n, 3n, 'down'), '0.333333');
    t.equal(decimals(7n, 2n, 'up'), '3.5');
    t.equal(decimals(12n, 1n, 'down'), '12');
  },
);

testCase(
  {
    id: 'TC-CCK-002-02',
    verifies: ['LLR-CCK-002', 'HLR-CCK-004'],
    kind: 'robustness',
    intent: 'refuses signs, exponents, empty parts, denominator 0 and numbers of immense length, at once',
  },
  (t) => {
    const long = '1'.repeat(1_000_000);
    const texts = [
      '',
      ' 1',
      '1 ',
      '-1',
      '+1',
      '01',
      '1e9',
      '1.5',
      '1/0',
      '1/',
      '/1',
      '1/-2',
      '1/02',
      '1/2/3',
      '0x10',
      '١',
      'NaN',
      'Infinity',
      long,
      `1/${long}`,
    ];
    for (const text of texts) t.ok('fault' in fractionFrom(text), text.slice(0, 20));
    for (const value of [1, null, undefined, {}, ['1']]) t.ok('fault' in fractionFrom(value));
    t.ok('fault' in fractionFrom('1'.repeat(21)));
    t.ok('fault' in fractionFrom(`${'1'.repeat(60)}/${'9'.repeat(40)}`));
    t.ok('value' in fractionFrom(`${'1'.repeat(59)}/${'9'.repeat(40)}`));
    t.ok('value' in fractionFrom(`1/${'9'.repeat(fractionTextLengthMax - 2)}`));
    t.ok('fault' in fractionFrom(`1/${'9'.repeat(fractionTextLengthMax - 1)}`));
    t.ok('fault' in wholeFrom('4/2'));
    for (const value of ['1', -1, 0.5, 2 ** 53, Number.NaN, 1n]) t.ok('fault' in countFrom(value));
    t.same(
      codesOf(checked(network, replaced(certificate, '/ports/3/delayTicks/low', '171200/2'))),
      ['AFDX-340'],
      'whole ticks with method frame',
    );
    const { diagnostics } = checked(network, replaced(certificate, '/flows/0/destinations/0/delayPicoseconds', long));
    t.same(
      diagnostics.map(({ message }) => message.length < 200),
      [true],
    );
  },
);

testCase(
  {
    id: 'TC-CCK-005-01',
    verifies: ['LLR-CCK-005', 'HLR-CCK-002'],
    kind: 'normal',
    intent: 'finds claims of flows, hops and destinations in any order, on both networks and at each fork',
  },
  (t) => {
    const { virtualLinks, ...rest } = smallAfdxNetwork({
      cables: ['a-SA', 'b-SA', 'c-SA', 'a-SB', 'b-SB', 'c-SB'],
      virtualLinks: [{ source: 'a', routes: { b: ['SA'], c: ['SA'] } }],
      switchLatencyNanoseconds: 0,
    });
    const paths = { A: { b: ['SA'], c: ['SA'] }, B: { c: ['SB'], b: ['SB'] } };
    const both: AfdxNetwork = { ...rest, virtualLinks: virtualLinks.map((link): VirtualLink => ({ ...link, redundancyLevel: 2, paths })) };
    const ports = ['a>SA', 'a>SB', 'SB>c', 'SA>b', 'SA>c', 'SB>b'].map((port) => [port, '40000', '', 8000] as const);
    const claims = certificateFrom(both, 'frame', ports, [
      [1, 'c', '80000000', '80000000', { 'SB>b': 0, 'a>SB': 0, 'SB>c': 0 }],
      [1, 'c', '80000000', '80000000', { 'a>SA': 0, 'SA>c': 0, 'SA>b': 0 }],
    ]);
    const end = { endSystem: 'b', delayPicoseconds: '80000000', shortestPicoseconds: '80000000' };
    for (const [at, flow] of claims.flows.entries()) {
      flow.network = at === 0 ? 'B' : 'A';
      flow.destinations.push({ ...end });
    }
    const check = checked(both, claims);
    t.same(check.diagnostics, []);
    t.same([check.figures.ports, check.figures.flows, check.figures.destinations, check.figures.comparisons], [6, 2, 4, 6 + 6 + 6 + 8]);
    t.same(
      changed(({ flows }) => flows.reverse()),
      ['confirmed'],
    );
  },
);

testCase(
  {
    id: 'TC-CCK-005-02',
    verifies: ['LLR-CCK-005', 'HLR-CCK-002'],
    kind: 'robustness',
    intent: 'finds each claim that is missing, superfluous or made twice, and names it',
  },
  (t) => {
    const [missing, superfluous, both] = [['AFDX-343'], ['AFDX-344'], ['AFDX-343', 'AFDX-344']];
    t.same(
      changed(({ ports }) => ports.splice(3, 1)),
      missing,
    );
    t.same(
      changed(({ ports }) => Object.assign(ports[0] ?? {}, { delayTicks: {} })),
      missing,
    );
    t.same(
      changed(({ flows }) => flows.pop()),
      missing,
    );
    t.same(
      changed(({ flows }) => flows[0]?.jitterTicks?.pop()),
      missing,
    );
    t.same(
      changed(({ flows }) => flows[0]?.destinations.pop()),
      missing,
    );
    t.same(
      changed((copy) => Object.assign(copy, { ports: [], flows: [] })),
      missing,
    );
    t.same(
      changed(({ ports }) => ports.push({ port: 'S>a', delayTicks: {}, backlogBits: 0 })),
      superfluous,
    );
    t.same(
      changed(({ ports }) => ports.push(structuredClone(ports[0] as OpenCertificate['ports'][number]))),
      superfluous,
    );
    t.same(
      changed(({ ports }) => Object.assign(ports[0]?.delayTicks ?? {}, { low: '99999999' })),
      superfluous,
    );
    t.same(
      changed(({ flows }) => flows.push({ ...structuredClone(flows[0] as OpenCertificate['flows'][number]), virtualLink: 9 })),
      superfluous,
    );
    t.same(
      changed(({ flows }) => flows.push({ ...structuredClone(flows[0] as OpenCertificate['flows'][number]), network: 'B' })),
      superfluous,
    );
    t.same(
      changed(({ flows }) => flows.push(structuredClone(flows[0] as OpenCertificate['flows'][number]))),
      superfluous,
    );
    t.same(
      changed(({ flows }) => flows[0]?.jitterTicks?.push({ port: 'b>S', ticks: 0 })),
      superfluous,
    );
    t.same(
      changed(({ flows }) => flows[0]?.jitterTicks?.push({ port: 'a>S', ticks: 0 })),
      superfluous,
    );
    t.same(
      changed(({ flows }) => flows[0]?.destinations.push({ endSystem: 'a', delayPicoseconds: '0', shortestPicoseconds: '0' })),
      superfluous,
    );
    t.same(
      changed(({ ports }) => Object.assign(ports[0] ?? {}, { port: 'S>a' })),
      both,
    );
    t.same(
      changed(({ flows }) => Object.assign(flows[0] ?? {}, { virtualLink: 0 })),
      both,
    );
    const { diagnostics, figures } = checked(network, replaced(certificate, '/ports/3', { port: 'S>x', delayTicks: {}, backlogBits: 0 }));
    t.same(
      diagnostics.map(({ code, message }) => `${code} ${message}`),
      ['AFDX-343 port S>d is not claimed', 'AFDX-344 port "S>x" is claimed, and the network has none'],
    );
    t.ok(figures.comparisons < figures.comparisonsNeeded, 'what rests on a missing claim is not compared');
  },
);

testCase(
  {
    id: 'TC-CCK-004-01',
    verifies: ['LLR-CCK-004', 'LLR-CCK-006', 'HLR-CCK-002'],
    kind: 'normal',
    intent: 'derives ticks from all rates, and bounds a port that is loaded to its rate exactly',
  },
  (t) => {
    const cables = ['e1-S', 'e2-S', 'S-d'];
    const rates = { 'e1-S': 10_000_000, 'e2-S': 10_000_000, 'S-d': 10_000_000 };
    const virtualLinks = ['e1', 'e2'].map((source) => ({ source, routes: { d: ['S'] }, frameBytes: 605, gapMilliseconds: 1 }));
    const full = smallAfdxNetwork({ cables, rates, virtualLinks });
    // 5000 bit each ms; σ = 5000 + 5000 · 0.5 at S>d: 100 · 15000 + 16000; backlog ⌈15000 + 0.01 · 16000⌉ + 5000
    const claims = certificateFrom(
      full,
      'total-flow',
      [
        ['e1>S', '500000', '', 10_000],
        ['e2>S', '500000', '', 10_000],
        ['S>d', '1516000', '', 20_160],
      ],
      [1, 2].map((id) => [id, 'd', '2016000000', '1000000000']),
    );
    t.same(checked(full, claims).diagnostics, []);
    // grouped: both links turn at 500000, where 100 · 2 · 10000 - 500000 + 16000 is the same figure, and α rises with the rate of the port from there
    t.same(checked(full, { ...claims, method: 'grouped' }).diagnostics, []);
    const unused = {
      ...full,
      links: [...full.links, { ...(full.links[0] as AfdxNetwork['links'][number]), rateBitsPerSecond: 30_000_000 }],
    };
    const [last] = unused.links.slice(-1);
    if (last !== undefined)
      Object.assign(last, {
        id: 'spare',
        ends: [
          { node: 'S', port: 9 },
          { node: 'x', port: 1 },
        ],
      });
    const messages = checked(unused, claims).diagnostics.map(({ message }) => message);
    t.ok(messages.includes('1000000000 ticks in a second are claimed, the rates of the network give 3000000000'));
    const thrice = structuredClone({ ...claims, ticksPerSecond: 3_000_000_000 });
    for (const port of thrice.ports) port.delayTicks.high = `${3 * Number(port.delayTicks.high)}`;
    t.same(codesOf(checked(unused, thrice)), ['AFDX-341'], 'the digest alone; the times are those of the finer tick');
  },
);

testCase(
  {
    id: 'TC-CCK-004-02',
    verifies: ['LLR-CCK-004', 'LLR-CCK-006', 'HLR-CCK-002', 'HLR-CCK-004'],
    kind: 'robustness',
    intent: 'confirms nothing of a network that has no unique trees, nodes, cables or rates',
  },
  (t) => {
    const [link] = network.virtualLinks as [VirtualLink];
    const withLink = (change: Partial<VirtualLink>): AfdxNetwork => ({
      ...network,
      virtualLinks: [{ ...link, ...change }, ...network.virtualLinks.slice(1)],
    });
    const [cable] = network.links as [AfdxNetwork['links'][number]];
    const refused: Readonly<Record<string, AfdxNetwork>> = {
      'a is there twice': { ...network, endSystems: [...network.endSystems, ...network.endSystems.slice(0, 1)] },
      'needs one cable from a to S': { ...network, links: network.links.slice(1) },
      'virtual link 1 on A needs one cable': { ...network, links: [...network.links, { ...cable, ends: [cable.ends[1], cable.ends[0]] }] },
      'virtual link 2 is there twice': withLink({ id: 2 }),
      'smallest frame above its largest': withLink({ minimumFrameBytes: 101 }),
      'do not lead to its destinations': withLink({ destinations: ['d', 'b'] }),
      'virtual link 1 on A do not lead': withLink({ paths: { A: {} } }),
      'passes d, which is no switch': withLink({ destinations: ['b'], paths: { A: { b: ['S', 'd'] } } }),
      'passes S, which is no end system': withLink({ source: 'S' }),
      'ends at S, which is no end system': withLink({ destinations: ['S'], paths: { A: { S: [] } } }),
      'reaches S in two ways': withLink({ paths: { A: { d: ['S', 'S'] } } }),
      'passes X, which is no switch': withLink({ paths: { A: { d: ['S', 'X'] } } }),
      'no common tick': { ...network, links: network.links.map((each, at) => ({ ...each, rateBitsPerSecond: 99_999_989 + 2 * at })) },
      'no virtual link': { ...network, virtualLinks: [] },
      'port S>d is loaded above its rate': {
        ...network,
        links: network.links.map((each) => ({ ...each, rateBitsPerSecond: each.id === 'S-d' ? 5_000_000 : 100_000_000 })),
      },
    };
    for (const [message, other] of Object.entries(refused)) {
      const check = checked(other, certificate);
      t.equal(check.confirmed, false);
      t.ok(
        check.diagnostics.some((finding) => finding.code === 'AFDX-342' && finding.message.includes(message)),
        message,
      );
    }
  },
);

testCase(
  {
    id: 'TC-CCK-007-01',
    verifies: ['LLR-CCK-007', 'HLR-CCK-001'],
    kind: 'normal',
    intent: 'sums claims of unlike denominators exactly',
  },
  (t) => {
    const { network: five, certificate: exact } = caseNamed('five virtual links, total-flow');
    const long = copyOf(exact);
    for (const [at, port] of long.ports.entries()) {
      const denominator = 10n ** 3900n * BigInt([3, 7, 11, 13, 17, 19, 23, 29, 31][at] ?? 1);
      port.delayTicks.high = `${BigInt(port.delayTicks.high ?? '') * denominator}/${denominator}`;
    }
    t.equal(checked(five, long).confirmed, true, 'the least common denominator is far shorter than the product');
    const primes = [10_007n, 10_009n, 10_037n, 10_039n, 10_061n];
    const raised = copyOf(exact);
    for (const [at, prime] of primes.entries())
      if (raised.ports[at] !== undefined) raised.ports[at].delayTicks.high = `${40_000n * prime + 1n}/${prime}`;
    // S1>S3 grows by 10 · ρ · (1/10007 + 1/10009), which no claim covers any more
    t.ok(codesOf(checked(five, raised)).includes('AFDX-346'));
    const port = raised.ports.find((each) => each.port === 'S1>S3');
    const [p, q] = [10_007n, 10_009n];
    if (port !== undefined) port.delayTicks.high = `${96_800n * p * q * 100n + p + q}/${p * q * 100n}`;
    t.notOk(checked(five, raised).diagnostics.some(({ message }) => message.startsWith('port S1>S3, delay')));
    if (port !== undefined) port.delayTicks.high = `${96_800n * p * q * 100n + p + q - 1n}/${p * q * 100n}`;
    t.ok(checked(five, raised).diagnostics.some(({ message }) => message.startsWith('port S1>S3, delay')));
  },
);

testCase(
  {
    id: 'TC-CCK-007-02',
    verifies: ['LLR-CCK-007', 'LLR-CCK-016', 'HLR-CCK-004'],
    kind: 'robustness',
    intent: 'gives up on fractions without a common denominator of bearable length, and on delays of hours',
  },
  (t) => {
    const { network: five, certificate: exact } = caseNamed('five virtual links, total-flow');
    const hostile = copyOf(exact);
    for (const [at, port] of hostile.ports.entries()) port.delayTicks.high = `${10n ** 4900n}/${10n ** 4890n + BigInt(2 * at + 1)}`;
    const check = checked(five, hostile);
    t.same(
      check.diagnostics.map(({ code, message }) => `${code} ${message}`),
      ['AFDX-351 each delay is not decided'],
    );
    t.equal(check.figures.comparisons, 0);
    const immense = replaced(certificate, '/ports/0/delayTicks/high', String(2 ** 46));
    t.ok(codesOf(checked(network, immense)).includes('AFDX-351'));
  },
);

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { compareDiagnostics } from '../../src/kernel/diagnostic.js';
import { ipAddressOf, macAddressOf, sourceIpAddressOf, sourceMacAddressOf } from '../../src/twin/afdx/addresses.js';
import { checkNetwork } from '../../src/twin/afdx/check-network.js';
import { readJson } from '../../src/twin/afdx/json-places.js';
import { loadsOf, totalWireBitsPerWindowOf } from '../../src/twin/afdx/loads.js';
import type { AfdxNetwork, VirtualLink } from '../../src/twin/afdx/network.generated.js';
import { summaryOf } from '../../src/twin/afdx/summary.js';
import { transmissionJittersOf } from '../../src/twin/afdx/transmission-jitter.js';
import { reservedBitsPerSecondOf } from '../../src/twin/afdx/wire.js';
import { testCase } from '../support/test-case.js';
import { networkText } from './planted-defect.js';

// @reads docs/afdx-network.md, config-items/afdx/network.json

interface Flow {
  readonly frameBytes: number;
  readonly gapMilliseconds: number;
}

const flow = fc.record({
  frameBytes: fc.integer({ min: 64, max: 1518 }),
  gapMilliseconds: fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128),
});
const codesOf = (text: string): readonly string[] => checkNetwork({ path: 'n.json', text }).diagnostics.map(({ code }) => code);

/** One switch on each network, a source and a destination, and one virtual link per flow. */
function smallNetwork(flows: readonly Flow[], rateBitsPerSecond = 100_000_000): AfdxNetwork {
  const endSystem = (id: string, equipmentId: number): AfdxNetwork['endSystems'][number] => ({
    id,
    name: id,
    ataChapter: 46,
    criticality: 'A',
    networkId: 1,
    equipmentId,
    transmissionLatencyNanoseconds: 0,
    receptionLatencyNanoseconds: 0,
  });
  const link = (id: string, node: string, at: { readonly node: string; readonly port: number }): AfdxNetwork['links'][number] => ({
    id,
    ends: [{ node, port: at.node === 'SA' ? 1 : 2 }, at],
    rateBitsPerSecond,
    propagationDelayNanoseconds: 0,
  });
  const node = (id: string, network: 'A' | 'B'): AfdxNetwork['switches'][number] => ({
    id,
    network,
    position: 'S',
    kind: 'core',
    location: 'test',
    portCount: 24,
    technologicalLatencyNanoseconds: 0,
    outputBufferBytesPerPort: 65536,
  });
  return {
    title: 'small',
    version: '1.0.0',
    reservationsPercent: { safetyCritical: 100, missionCritical: 0, nonCritical: 0, spare: 0 },
    switches: [node('SA', 'A'), node('SB', 'B')],
    endSystems: [endSystem('FROM', 1), endSystem('TO', 2)],
    links: [
      link('L1', 'FROM', { node: 'SA', port: 1 }),
      link('L2', 'TO', { node: 'SA', port: 2 }),
      link('L3', 'FROM', { node: 'SB', port: 1 }),
      link('L4', 'TO', { node: 'SB', port: 2 }),
    ],
    virtualLinks: flows.map(virtualLinkOf),
  };
}

function virtualLinkOf({ frameBytes, gapMilliseconds }: Flow, id: number): VirtualLink {
  return {
    id,
    name: `flow ${id}`,
    purpose: 'test',
    source: 'FROM',
    destinations: ['TO'],
    criticality: 'A',
    priority: 'high',
    redundancyLevel: 2,
    bandwidthAllocationGapMilliseconds: gapMilliseconds,
    minimumFrameBytes: 64,
    maximumFrameBytes: frameBytes,
    deadlineMicroseconds: 10_000_000,
    skewMaximumMicroseconds: 1,
    subVirtualLinks: [{ name: 'message', payloadBytes: 1, maximumFrameBytes: 64, periodMilliseconds: gapMilliseconds }],
    paths: { A: { TO: ['SA'] }, B: { TO: ['SB'] } },
  };
}

const copies = (count: number, frameBytes: number, gapMilliseconds: number): readonly Flow[] =>
  Array.from({ length: count }, () => ({ frameBytes, gapMilliseconds }));

testCase(
  {
    id: 'TC-AFDX-021-01',
    verifies: ['LLR-AFDX-021', 'HLR-AFDX-006', 'HLR-AFDX-010'],
    kind: 'normal',
    intent: 'loads a port with 98.432 % for 32 frames of 1518 byte each 4 ms',
  },
  (t) => {
    const network = smallNetwork(copies(32, 1518, 4));
    for (const load of loadsOf(network)) t.equal(load.loadPartsPerMillion, 984_320);
    t.strictSame(
      loadsOf(network).map(({ node, port, toward, linkId }) => [node, port, toward, linkId]),
      [
        ['FROM', 1, 'SA', 'L1'],
        ['SA', 2, 'TO', 'L2'],
        ['FROM', 2, 'SB', 'L3'],
        ['SB', 2, 'TO', 'L4'],
      ],
    );
    t.notOk(codesOf(JSON.stringify(network)).includes('AFDX-142'));
    const exact = fc.property(fc.array(flow, { minLength: 1, maxLength: 40 }), (flows) => {
      // exact in binary: each gap is a power of two
      const bitsPerMillisecond = flows.reduce((sum, { frameBytes, gapMilliseconds }) => sum + ((frameBytes + 20) * 8) / gapMilliseconds, 0);
      return loadsOf(smallNetwork(flows)).every((load) => Number(totalWireBitsPerWindowOf(load)) === bitsPerMillisecond * 128);
    });
    fc.assert(exact, { numRuns: 50 });
  },
);

testCase(
  {
    id: 'TC-AFDX-021-02',
    verifies: ['LLR-AFDX-021', 'HLR-AFDX-006', 'HLR-AFDX-010'],
    kind: 'robustness',
    intent: 'reports the ports that 33 frames of 1518 byte each 4 ms overload',
  },
  (t) => {
    const network = smallNetwork(copies(33, 1518, 4));
    t.equal(loadsOf(network)[0]?.loadPartsPerMillion, 1_015_080);
    t.equal(codesOf(JSON.stringify(network)).filter((code) => code === 'AFDX-142').length, 4);
    // 6250 byte each 1 ms fill 50 Mbit/s exactly; one byte more does not fit
    const full = [...copies(4, 1518, 1), { frameBytes: 78, gapMilliseconds: 1 }];
    const over = [...copies(4, 1518, 1), { frameBytes: 79, gapMilliseconds: 1 }];
    t.notOk(codesOf(JSON.stringify(smallNetwork(full, 50_000_000))).includes('AFDX-142'));
    t.ok(codesOf(JSON.stringify(smallNetwork(over, 50_000_000))).includes('AFDX-142'));
    const edited = networkText.replace(/("id": "L-A-FDR".*"rateBitsPerSecond": )100000000/, '$11000000');
    t.strictSame([...new Set(codesOf(edited))], ['AFDX-142']);
  },
);

testCase(
  {
    id: 'TC-AFDX-022-03',
    verifies: ['LLR-AFDX-022', 'HLR-AFDX-006'],
    kind: 'robustness',
    intent: 'compares a share of 40 % with 5000 byte each ms exactly',
  },
  (t) => {
    const shares = { safetyCritical: 40, missionCritical: 30, nonCritical: 20, spare: 10 };
    const loaded = (frameBytes: number): string =>
      JSON.stringify({
        ...smallNetwork([...copies(3, 1518, 1), { frameBytes, gapMilliseconds: 1 }]),
        reservationsPercent: shares,
      });
    t.strictSame(codesOf(loaded(366)), []);
    t.strictSame(codesOf(loaded(367)), ['AFDX-143', 'AFDX-143', 'AFDX-143', 'AFDX-143']);
  },
);

testCase(
  {
    id: 'TC-AFDX-020-01',
    verifies: ['LLR-AFDX-020', 'HLR-AFDX-007', 'HLR-AFDX-010'],
    kind: 'normal',
    intent: 'gives a jitter of exactly 500 µs for 5750 byte on the wire',
  },
  (t) => {
    const network = smallNetwork([...copies(3, 1518, 128), { frameBytes: 1116, gapMilliseconds: 128 }]);
    t.strictSame(
      transmissionJittersOf(network).map((jitter) => [jitter.endSystem, jitter.network, jitter.computedNanoseconds]),
      [
        ['FROM', 'A', 500_000n],
        ['FROM', 'B', 500_000n],
      ],
    );
    t.strictSame(codesOf(JSON.stringify(network)), []);
    t.equal(transmissionJittersOf(smallNetwork(copies(1, 64, 1), 30_000_000))[0]?.jitterNanoseconds, 62_400n);
    t.equal(transmissionJittersOf(smallNetwork(copies(1, 65, 1), 30_000_000))[0]?.jitterNanoseconds, 62_667n);
  },
);

testCase(
  {
    id: 'TC-AFDX-020-02',
    verifies: ['LLR-AFDX-020', 'HLR-AFDX-007', 'HLR-AFDX-010'],
    kind: 'robustness',
    intent: 'reports one byte more than 500 µs and limits the value',
  },
  (t) => {
    const network = smallNetwork([...copies(3, 1518, 128), { frameBytes: 1117, gapMilliseconds: 128 }]);
    t.strictSame(transmissionJittersOf(network).map((jitter) => [jitter.computedNanoseconds, jitter.jitterNanoseconds])[0], [
      500_080n,
      500_000n,
    ]);
    t.strictSame(codesOf(JSON.stringify(network)), ['AFDX-141', 'AFDX-141']);
  },
);

testCase(
  {
    id: 'TC-AFDX-028-01',
    verifies: ['LLR-AFDX-028', 'HLR-AFDX-010'],
    kind: 'normal',
    intent: 'reserves 3.036 Mbit/s for 1518 byte each 4 ms',
  },
  (t) => {
    t.equal(reservedBitsPerSecondOf(virtualLinkOf({ frameBytes: 1518, gapMilliseconds: 4 }, 1)), 3_036_000n);
    t.equal(reservedBitsPerSecondOf(virtualLinkOf({ frameBytes: 64, gapMilliseconds: 128 }, 1)), 4_000n);
  },
);

testCase(
  {
    id: 'TC-AFDX-028-02',
    verifies: ['LLR-AFDX-028', 'HLR-AFDX-010'],
    kind: 'robustness',
    intent: 'rounds half a bit up, and a gap that is not legal too',
  },
  (t) => {
    t.equal(reservedBitsPerSecondOf(virtualLinkOf({ frameBytes: 65, gapMilliseconds: 128 }, 1)), 4_063n);
    t.equal(reservedBitsPerSecondOf(virtualLinkOf({ frameBytes: 64, gapMilliseconds: 3 }, 1)), 170_667n);
  },
);

testCase(
  {
    id: 'TC-AFDX-008-03',
    verifies: ['LLR-AFDX-008', 'HLR-AFDX-004'],
    kind: 'robustness',
    intent: 'reports each end system on each network of a file without links',
  },
  (t) => {
    const { diagnostics } = checkNetwork({ path: 'n.json', text: JSON.stringify({ ...smallNetwork([]), links: [] }) });
    t.strictSame(diagnostics.map(({ code, message }) => `${code} ${message}`).sort(), [
      'AFDX-112 end system FROM has 0 links to network A',
      'AFDX-112 end system FROM has 0 links to network B',
      'AFDX-112 end system TO has 0 links to network A',
      'AFDX-112 end system TO has 0 links to network B',
    ]);
  },
);

testCase(
  {
    id: 'TC-AFDX-025-03',
    verifies: ['LLR-AFDX-025', 'LLR-AFDX-015', 'HLR-AFDX-005', 'HLR-AFDX-008'],
    kind: 'robustness',
    intent: 'misses the route of a virtual link that has none, and holds no deadline against it',
  },
  (t) => {
    const small = smallNetwork(copies(1, 64, 8));
    const routed = small.virtualLinks.map((each) => ({ ...each, deadlineMicroseconds: 1 }));
    const unrouted = routed.map((each) => ({ ...each, redundancyLevel: 1 as const, skewMaximumMicroseconds: 0, paths: { A: {} } }));
    t.strictSame(codesOf(JSON.stringify({ ...small, virtualLinks: routed })), ['AFDX-152']);
    t.strictSame(codesOf(JSON.stringify({ ...small, virtualLinks: unrouted })), ['AFDX-130']);
  },
);

testCase(
  {
    id: 'TC-AFDX-027-01',
    verifies: ['LLR-AFDX-027', 'HLR-AFDX-010'],
    kind: 'normal',
    intent: 'sums up the network of the aircraft as counted in its text',
  },
  (t) => {
    const network = checkNetwork({ path: 'n.json', text: networkText }).value;
    const summary = network === undefined ? undefined : summaryOf(network);
    const count = (part: RegExp): number => networkText.match(part)?.length ?? 0;
    t.equal(summary?.virtualLinkCount, count(/"purpose": /g));
    t.equal(summary?.subVirtualLinkCount, count(/"periodMilliseconds": /g));
    t.equal(summary?.linkCount, count(/"rateBitsPerSecond": /g));
    t.equal(summary?.endSystemCount, count(/"ataChapter": /g));
    t.equal(summary?.switchCount, count(/"portCount": /g));
    t.equal(summary?.virtualLinkCountByCriticality.A, count(/"criticality": "A", "priority"/g));
    t.ok((summary?.highestPortLoad?.loadPartsPerMillion ?? 1e6) < 400_000);
    t.ok((summary?.highestJitterNanoseconds ?? 0n) < 500_000n);
    const page = readFileSync('docs/afdx-network.md', 'utf8');
    t.match(
      page,
      `**${summary?.switchCount} switches, ${summary?.endSystemCount} end systems, ${summary?.linkCount} links, ${summary?.virtualLinkCount} virtual links`,
    );
    t.match(page, `${summary?.subVirtualLinkCount} sub-virtual links and ${summary?.destinationCount} destinations`);
    const routes = [...networkText.matchAll(/"[A-Z0-9-]+": \["SW[0-9]A"/g)].length;
    t.equal(summary?.destinationCount, routes);
  },
);

testCase(
  {
    id: 'TC-AFDX-027-02',
    verifies: ['LLR-AFDX-027', 'HLR-AFDX-010'],
    kind: 'robustness',
    intent: 'sums up a network without virtual links',
  },
  (t) => {
    const summary = summaryOf(smallNetwork([]));
    t.equal(summary.highestPortLoad, undefined);
    t.strictSame([summary.highestJitterNanoseconds, summary.highestJitterEndSystem], [0n, '']);
    t.equal(summaryOf({ ...smallNetwork(copies(1, 64, 1)), links: [] }).highestPortLoad, undefined);
  },
);

testCase(
  {
    id: 'TC-AFDX-005-01',
    verifies: ['LLR-AFDX-005', 'HLR-AFDX-009'],
    kind: 'normal',
    intent: 'derives addresses that carry the 16 bit identifier',
  },
  (t) => {
    t.equal(macAddressOf(0), '03:00:00:00:00:00');
    t.equal(macAddressOf(65535), '03:00:00:00:ff:ff');
    t.equal(macAddressOf(2701), '03:00:00:00:0a:8d');
    t.equal(ipAddressOf(2701), '224.224.10.141');
    const endSystem = { ...smallNetwork([]).endSystems[0], networkId: 18, equipmentId: 255 } as AfdxNetwork['endSystems'][number];
    t.equal(sourceMacAddressOf(endSystem, 'A'), '02:00:00:12:ff:20');
    t.equal(sourceMacAddressOf(endSystem, 'B'), '02:00:00:12:ff:40');
    t.equal(sourceIpAddressOf(endSystem, 7), '10.18.255.7');
    const ids = Array.from({ length: 65536 }, (_, id) => id);
    t.equal(new Set(ids.map(macAddressOf)).size, 65536);
    t.ok(ids.every((id) => Number.parseInt(macAddressOf(id).slice(12).replace(':', ''), 16) === id));
    t.ok(
      ids.every(
        (id) =>
          ipAddressOf(id)
            .split('.')
            .slice(2)
            .reduce((sum, byte) => sum * 256 + Number(byte), 0) === id,
      ),
    );
  },
);

testCase(
  {
    id: 'TC-AFDX-001-01',
    verifies: ['LLR-AFDX-001', 'HLR-AFDX-002'],
    kind: 'normal',
    intent: 'reads any JSON as the engine does, with the place of each value',
  },
  (t) => {
    const same = fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 1, 3), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      const reading = readJson(text);
      return reading.faults.length === 0 && JSON.stringify(reading.value) === JSON.stringify(JSON.parse(text));
    });
    fc.assert(same, { numRuns: 300 });
    const reading = readJson('{\n  "a/b": [1,\n    {"c~": "\\u0041"}],\r\n "é": -1.5e+3\n}\n');
    t.strictSame(reading.value, { 'a/b': [1, { 'c~': 'A' }], é: -1500 });
    t.strictSame(reading.positionOf('/a~1b/1/c~0'), { line: 3, column: 12 });
    t.strictSame(reading.positionOf('/é'), { line: 4, column: 7 });
    t.strictSame(reading.positionOf(''), { line: 1, column: 1 });
    t.strictSame(reading.positionOf('/é/0'), { line: 1, column: 1 }, 'what is not there has the place of the text');
  },
);

testCase(
  {
    id: 'TC-AFDX-001-02',
    verifies: ['LLR-AFDX-001', 'HLR-AFDX-002'],
    kind: 'robustness',
    intent: 'refuses what is not JSON, at the first wrong sign',
  },
  (t) => {
    const places = [
      '{"a": 1,}',
      '{"a": 1',
      '{"a": 1]',
      '[1 2]',
      '{\n "a" 1}',
      '"a\tb"',
      '[01]',
      '',
      '{"a": 1} x',
      '["\\x"]',
      '\uFEFF{}',
      'nul',
      '[1,\n 2',
    ].map((text) => {
      const fault = readJson(text).faults[0];
      return fault === undefined ? 'none' : `${fault.line}:${fault.column}`;
    });
    t.strictSame(places, ['1:9', '1:8', '1:8', '1:4', '2:6', '1:1', '1:3', '1:1', '1:10', '1:2', '1:1', '1:1', '2:3']);
    t.strictSame(
      readJson('{"a": 1,\n "b": {"a": 2, "a": 3}, "a": 4}').faults.map(({ line, column }) => [line, column]),
      [
        [2, 16],
        [2, 25],
      ],
    );
    t.equal(readJson(`${'['.repeat(64)}1${']'.repeat(64)}`).faults.length, 0);
    t.equal(readJson('['.repeat(65) + ']'.repeat(65)).faults.length, 1);
    t.equal(readJson(`${'['.repeat(64)}{}${']'.repeat(64)}`).faults.length, 1);
    t.equal(readJson('['.repeat(100_000)).faults.length, 1);
    t.equal(readJson(`"${'a'.repeat(5_000_000)}"`).faults.length, 0);
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', 'a', '\\', '\n', '1', '-', '.', 'e', 'true', 'null', ' ', '"k"');
    const agrees = fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const faults = readJson(text).faults.filter(({ message }) => !message.includes('repeated'));
      return (faults.length === 0) === isJson(text);
    });
    fc.assert(agrees, { numRuns: 2000 });
  },
);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

testCase(
  {
    id: 'TC-AFDX-002-02',
    verifies: ['LLR-AFDX-002', 'HLR-AFDX-001', 'HLR-AFDX-002'],
    kind: 'robustness',
    intent: 'reports every departure from the schema where it is',
  },
  (t) => {
    const text = networkText
      .replace('"title"', '"titel"')
      .replace('"portCount": 24', '"portCount": "24"')
      .replace('"ataChapter": 27', '"ataChapter": 27.5')
      .replace('"priority": "high"', '"priority": "medium"')
      .replace('"id": 2102', '"id": 65536');
    const { value, diagnostics } = checkNetwork({ path: 'n.json', text });
    t.equal(value, undefined);
    t.ok(diagnostics.every(({ code }) => code === 'AFDX-101'));
    const lines = ['"titel"', '"24"', '27.5', '"medium"', '65536'].map((part) => text.slice(0, text.indexOf(part)).split('\n').length);
    const found = new Set(diagnostics.map(({ place }) => place?.line));
    t.ok(lines.every((line) => found.has(line)));
    t.equal(diagnostics.length, 6, 'the missing title beside the five wrong values');
  },
);

testCase(
  {
    id: 'TC-AFDX-002-03',
    verifies: ['LLR-AFDX-002', 'HLR-AFDX-002'],
    kind: 'robustness',
    intent: 'reports a route whose destination is no identifier, with that key',
  },
  (t) => {
    const small = smallNetwork(copies(1, 64, 8));
    const odd = small.virtualLinks.map((each) => ({ ...each, paths: { A: { 'T O': ['SA'] } } }));
    const text = JSON.stringify({ ...small, virtualLinks: odd }, undefined, 1);
    const { value, diagnostics } = checkNetwork({ path: 'n.json', text });
    t.equal(value, undefined);
    t.ok(diagnostics.length > 0 && diagnostics.every(({ code }) => code === 'AFDX-101'));
    // the key stands on the line after the one of the routes that hold it
    const line = text.slice(0, text.indexOf('"T O"')).split('\n').length - 1;
    t.ok(diagnostics.some(({ message, place }) => message.startsWith('/virtualLinks/0/paths/A key "T O" must ') && place?.line === line));
  },
);

testCase(
  {
    id: 'TC-AFDX-003-02',
    verifies: ['LLR-AFDX-003', 'HLR-AFDX-002'],
    kind: 'robustness',
    intent: 'answers any text and any damaged network with sorted findings of its own codes',
  },
  (t) => {
    t.strictSame(codesOf('{"title": 1, "title": 2}'), ['AFDX-100']);
    t.strictSame(codesOf('[]'), ['AFDX-101']);
    t.strictSame(codesOf(`[]${' '.repeat(63_999_998)}`), ['AFDX-101'], '64 000 000 characters are read');
    t.match(checkNetwork({ path: 'n.json', text: `[]${' '.repeat(63_999_999)}` }), {
      value: undefined,
      diagnostics: [{ code: 'AFDX-100', message: /longer than 64000000 characters/, place: { path: 'n.json', line: 1, column: 1 } }],
    });
    t.strictSame(codesOf(JSON.stringify(smallNetwork([]))), [], 'no virtual link breaks no rule');
    const empty = { ...smallNetwork([]), switches: [], endSystems: [], links: [] };
    t.strictSame(codesOf(JSON.stringify(empty)), [], 'nor does nothing at all');
    const small = smallNetwork(copies(4, 100, 8));
    const path = fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 6 });
    const damaged = fc.property(
      path,
      fc.oneof(fc.jsonValue(), fc.integer({ min: 0, max: 2000 }), fc.constantFrom('SA', 'SB', 'FROM', 'TO', 'A', 'E', 'low')),
      (steps, value) => {
        const text = JSON.stringify(replaced(small, steps, value), undefined, 1);
        const { diagnostics } = checkNetwork({ path: 'n.json', text });
        const sorted = [...diagnostics].sort(compareDiagnostics);
        return diagnostics.every(
          (finding, at) => /^AFDX-1\d\d$/.test(finding.code) && (finding.place?.line ?? 0) > 0 && finding === sorted[at],
        );
      },
    );
    fc.assert(damaged, { numRuns: 400 });
  },
);

/** A copy in which the value reached by the steps (each taken modulo the number of members) is another. */
function replaced(value: unknown, steps: readonly number[], by: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  if (keys.length === 0) return by;
  const key = keys[step % keys.length] ?? '';
  const member = replaced((value as Record<string, unknown>)[key], rest, by);
  return Array.isArray(value) ? value.map((item, at) => (String(at) === key ? member : item)) : { ...value, [key]: member };
}

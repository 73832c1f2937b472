import { readFileSync } from 'node:fs';
import { afdxBounds } from '../../src/cli/commands/afdx/bounds.js';
import { aircraftNetwork } from '../../src/cli/commands/afdx/read-network.js';
import {
  boundsOf,
  certificateOf,
  findingsOf,
  readNetworkText,
  reportOf,
  simulated,
  timingOf,
  verifiedCertificate,
} from '../../src/twin/afdx/afdx.js';
import { certificateFormat } from '../../src/twin/afdx/bounds/certificate.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { checkTiming } from '../../src/twin/afdx/timing-rules/check-timing.js';
import { deadlineMet } from '../../src/twin/afdx/timing-rules/deadline-met.js';
import { queueSize } from '../../src/twin/afdx/timing-rules/queue-size.js';
import { skewsOf, skewWindow } from '../../src/twin/afdx/timing-rules/skew-window.js';
import {
  deadlinePicosecondsOf,
  microsecondsText,
  type TimingRule,
  virtualLinkPointer,
} from '../../src/twin/afdx/timing-rules/timing-rule.js';
import { commandContext } from '../support/command-context.js';
import { fiveVirtualLinks, type SmallNetwork, smallAfdxNetwork } from '../support/small-afdx-network.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

// @reads config-items/afdx/network.json

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });
const found = (network: AfdxNetwork): readonly string[] =>
  checkTiming(network, 'frame', placeOf).diagnostics.map(({ code, place, message }) => `${code} ${place?.path} ${message}`);

/** Codes and places of what forbids to bound a network; there are bounds exactly when nothing does. */
function ambiguities(network: AfdxNetwork): readonly string[] {
  const { bounds, diagnostics } = checkTiming(network, 'frame', placeOf);
  const errors = diagnostics.map(({ code, place }) => `${code} ${place?.path}`);
  return bounds === undefined ? errors : [];
}

/** The findings of one rule on a small network. */
function ruled(rule: TimingRule, network: AfdxNetwork) {
  const { bounds } = checkTiming(network, 'frame', placeOf);
  if (bounds === undefined) throw new Error('the network can be analysed');
  const indexOf = new Map(network.virtualLinks.map(({ id }, index) => [id, index]));
  return rule({ network, timing: bounds.network, bounds, placeOf, indexOf });
}

/** One virtual link over a switch of A and one of B. */
function twoCopies(skewMaximumMicroseconds: number): AfdxNetwork {
  const small: SmallNetwork = { cables: ['e1-SA', 'SA-e2', 'e1-SB', 'SB-e2'], virtualLinks: [{ source: 'e1', routes: { e2: ['SA'] } }] };
  const network = smallAfdxNetwork(small);
  const [link] = network.virtualLinks;
  if (link === undefined) throw new Error('one virtual link is there');
  return {
    ...network,
    switches: network.switches.map((each) => ({ ...each, network: each.id === 'SA' ? ('A' as const) : ('B' as const) })),
    virtualLinks: [{ ...link, redundancyLevel: 2, skewMaximumMicroseconds, paths: { A: { e2: ['SA'] }, B: { e2: ['SB'] } } }],
  };
}

testCase(
  {
    id: 'TC-BND-016-01',
    verifies: ['LLR-BND-015', 'LLR-BND-016', 'HLR-BND-006'],
    kind: 'normal',
    intent: 'reports a deadline exactly when the bound with the allowance exceeds it, with the figures and the place',
  },
  (t) => {
    const withDeadline = (deadlineMicroseconds: number): SmallNetwork => ({
      ...fiveVirtualLinks,
      virtualLinks: fiveVirtualLinks.virtualLinks.map((each) => ({ ...each, deadlineMicroseconds })),
    });
    t.same(found(smallAfdxNetwork(withDeadline(312))), [], 'a bound of 312 µs meets a deadline of 312 µs');
    const late = found(smallAfdxNetwork(withDeadline(311)));
    t.same(
      late.map((text) => text.slice(0, 48)),
      [3, 4].map((id) => `AFDX-170 /virtualLinks/${id - 1}/deadlineMicroseconds virt`.slice(0, 48)),
    );
    t.match(late[0] ?? '', /can take 312 µs to e6 on network A; its deadline is 311 µs/);
    const allowed = { ...smallAfdxNetwork(withDeadline(312)), jitterAllowanceMicroseconds: 1 };
    t.equal(ruled(deadlineMet, allowed).length, 2, 'the allowance counts');
    t.match(ruled(deadlineMet, allowed)[0]?.why, /exceeds the deadline by 1 µs, the jitter allowance of 1 µs included/);
  },
);

testCase(
  {
    id: 'TC-BND-016-02',
    verifies: ['LLR-BND-015', 'LLR-BND-016', 'HLR-BND-006'],
    kind: 'robustness',
    intent: 'returns what forbids the analysis instead of bounds, and writes durations of either sign',
  },
  (t) => {
    const broken = smallAfdxNetwork({ cables: ['e1-S1', 'S1-e2'], virtualLinks: [{ source: 'e1', routes: { e3: ['S1'] } }] });
    const { bounds, diagnostics } = checkTiming(broken, 'frame', placeOf);
    t.equal(bounds, undefined);
    t.same(
      diagnostics.map(({ code }) => code),
      ['AFDX-160'],
    );
    t.same([0n, 1n, 272_000_000n, -1_500_000n, 276_020_615n].map(microsecondsText), ['0', '0.000001', '272', '-1.5', '276.020615']);
    const whole = checkTiming(smallAfdxNetwork(fiveVirtualLinks), 'total-flow', placeOf).bounds;
    t.equal(whole?.ends[0] === undefined ? 0n : deadlinePicosecondsOf(whole.ends[0], 1_000_000_000), 100_000_000_000n);
    t.equal(virtualLinkPointer({ indexOf: new Map([[9, 3]]) } as never, 9), '/virtualLinks/3');
  },
);

testCase(
  {
    id: 'TC-BND-017-01',
    verifies: ['LLR-BND-017', 'HLR-BND-006', 'HLR-BND-004'],
    kind: 'normal',
    intent: 'reports each port whose memory is one byte short of the backlog',
  },
  (t) => {
    // At S3>e6: two frames at once and two more 40 µs later while one was sent, and the one being sent: 4 of 500 byte, less none.
    const sized = (bufferBytes: number) => ruled(queueSize, smallAfdxNetwork({ ...fiveVirtualLinks, bufferBytes }));
    const backlogs =
      checkTiming(smallAfdxNetwork(fiveVirtualLinks), 'frame', placeOf).bounds?.ports.map(({ backlogBits }) => backlogBits / 8) ?? [];
    const largest = Math.max(...backlogs);
    t.same(sized(largest), []);
    t.equal(sized(largest - 1).length, backlogs.filter((each) => each === largest).length);
    t.match(
      sized(largest - 1)[0]?.message,
      new RegExp(`up to ${largest} byte can wait at output port S3>e6, which has ${largest - 1} byte`),
    );
  },
);

testCase(
  {
    id: 'TC-BND-017-02',
    verifies: ['LLR-BND-017', 'LLR-BND-011', 'HLR-BND-004', 'HLR-BND-008'],
    kind: 'robustness',
    intent: 'does not report end systems, whose memory is not part of the network, and names the switch',
  },
  (t) => {
    const findings = ruled(queueSize, smallAfdxNetwork({ ...fiveVirtualLinks, bufferBytes: 1 }));
    t.same([...new Set(findings.map(({ subjects }) => subjects?.[0]))].sort(), ['S1', 'S2', 'S3']);
    t.equal(findings[0]?.place?.path.startsWith('/switches/'), true);
  },
);

testCase(
  {
    id: 'TC-BND-018-01',
    verifies: ['LLR-BND-018', 'HLR-BND-006'],
    kind: 'normal',
    intent: 'reports SkewMax when it is below the longest delay on one network less the shortest on the other',
  },
  (t) => {
    // Longest 40 + 16 + 40 µs, shortest 40 + 40 µs, each way.
    t.same(ruled(skewWindow, twoCopies(16)), []);
    t.match(ruled(skewWindow, twoCopies(15))[0]?.message, /can come 16 µs apart at e2; SkewMax is 15 µs/);
  },
);

testCase(
  {
    id: 'TC-BND-018-02',
    verifies: ['LLR-BND-018'],
    kind: 'robustness',
    intent: 'sees no skew where there is one copy, and rounds the remedy up',
  },
  (t) => {
    const { bounds } = checkTiming(smallAfdxNetwork(fiveVirtualLinks), 'frame', placeOf);
    t.same(skewsOf(bounds?.ends ?? []), []);
    t.match(ruled(skewWindow, twoCopies(0))[0]?.fix, /at least 16 µs/);
  },
);

testCase(
  {
    id: 'TC-BND-019-01',
    verifies: ['LLR-BND-019', 'HLR-BND-005', 'HLR-BND-007', 'HLR-BND-008'],
    kind: 'normal',
    intent: 'the network of the aircraft meets each deadline, and its certificate is written',
  },
  async (t) => {
    const root = temporaryFolder(t, { [aircraftNetwork]: readFileSync(aircraftNetwork, 'utf8') });
    const { context, written } = commandContext(root, ['bounds'], { certificate: 'certificate.json' });
    t.equal(await afdxBounds(context), 0);
    t.match(written.join(''), /each of \d+ destinations is reached within its deadline\n$/);
    t.equal((JSON.parse(readFileSync(`${root}/certificate.json`, 'utf8')) as { format: string }).format, certificateFormat);
    const json = commandContext(root, ['bounds', aircraftNetwork], { json: true, method: 'grouped' });
    t.equal(await afdxBounds(json.context), 0);
    const report = JSON.parse(json.written.join('')) as { destinations: readonly { marginMicroseconds: string }[]; findings: unknown };
    t.same(report.findings, []);
    t.ok(report.destinations.length > 1000 && report.destinations.every(({ marginMicroseconds }) => Number(marginMicroseconds) >= 0));
  },
);

testCase(
  {
    id: 'TC-BND-019-02',
    verifies: ['LLR-BND-019', 'HLR-BND-007'],
    kind: 'robustness',
    intent: 'one changed gap that breaks a deadline ends with 1 and names the virtual link; unreadable input and usage end with 2',
  },
  async (t) => {
    const withGap = (gapMilliseconds: number, deadlineMicroseconds: number): AfdxNetwork =>
      smallAfdxNetwork({
        cables: ['e1-S1', 'e2-S1', 'e3-S1', 'S1-e5'],
        virtualLinks: [
          { source: 'e1', routes: { e5: ['S1'] }, gapMilliseconds: 128, deadlineMicroseconds },
          ...[...Array.from({ length: 10 }, () => 'e2'), ...Array.from({ length: 12 }, () => 'e3')].map((source, index) => ({
            source,
            routes: { e5: ['S1'] },
            gapMilliseconds: index === 0 ? gapMilliseconds : 32,
            frameBytes: 1518,
          })),
        ],
      });
    const delay = checkTiming(withGap(8, 100_000), 'frame', placeOf).bounds?.ends[0]?.delayPicoseconds ?? 0n;
    const deadline = Number((delay + 999_999n) / 1_000_000n);
    const root = temporaryFolder(t, {
      'good.json': JSON.stringify(withGap(8, deadline)),
      'late.json': JSON.stringify(withGap(1, deadline)),
      'no.json': '{',
    });
    const run = async (positionals: readonly string[], options = {}) => {
      const { context, written, complaints } = commandContext(root, ['bounds', ...positionals], options, t);
      return { code: await afdxBounds(context), text: written.join(''), complaints };
    };
    t.equal((await run(['good.json'])).code, 0);
    const late = await run(['late.json'], { all: true });
    t.equal(late.code, 1);
    t.match(late.text, /error AFDX-170: virtual link 1 "v1" can take/);
    t.equal((await run(['no.json'])).code, 2);
    t.equal((await run(['absent.json'])).code, 2);
    t.equal((await run(['good.json', 'more.json'])).code, 2);
    t.equal((await run(['good.json'], { method: 'guess' })).code, 2);
  },
);

testCase(
  {
    id: 'TC-BND-020-01',
    verifies: ['LLR-BND-020', 'HLR-BND-001'],
    kind: 'normal',
    intent: 'bounds a network whose names, cables, routes and frame sizes are clear, and one on a single network of two',
  },
  (t) => {
    t.same(ambiguities(smallAfdxNetwork(fiveVirtualLinks)), []);
    const oneOfTwo = twoCopies(1000);
    const half = { ...oneOfTwo, virtualLinks: oneOfTwo.virtualLinks.map((each) => ({ ...each, paths: { A: each.paths.A ?? {} } })) };
    t.same(ambiguities(half), [], 'redundancy is a matter of the structural rules');
  },
);

testCase(
  {
    id: 'TC-BND-020-02',
    verifies: ['LLR-BND-020', 'HLR-BND-001'],
    kind: 'robustness',
    intent:
      'gives no bound where an identifier is used twice, two cables join one pair, a destination has no route, sizes contradict, or nothing is sent',
  },
  (t) => {
    const network = smallAfdxNetwork(fiveVirtualLinks);
    const [first, ...others] = network.virtualLinks;
    const [link] = network.links;
    if (first === undefined || link === undefined) throw new Error('the network has virtual links and cables');
    t.same(ambiguities({ ...network, virtualLinks: [first, { ...first, name: 'other' }, ...others] }), ['AFDX-102 /virtualLinks/1/id']);
    t.same(ambiguities({ ...network, links: [...network.links, { ...link, id: 'second' }] }), [`AFDX-110 /links/${network.links.length}`]);
    const promised: typeof first = { ...first, destinations: [first.destinations[0], 'e7'] };
    t.same(ambiguities({ ...network, virtualLinks: [promised, ...others] }), ['AFDX-130 /virtualLinks/0/paths/A']);
    const inverted = { ...first, minimumFrameBytes: first.maximumFrameBytes + 1 };
    t.same(ambiguities({ ...network, virtualLinks: [inverted, ...others] }), ['AFDX-122 /virtualLinks/0/minimumFrameBytes']);
    t.same(ambiguities({ ...network, virtualLinks: [] }), ['AFDX-165 /virtualLinks']);
  },
);

testCase(
  {
    id: 'TC-BND-021-01',
    verifies: ['LLR-BND-021'],
    kind: 'normal',
    intent: 'gives the known figures, a certificate that is confirmed, a simulation within the bound, and a report',
  },
  (t) => {
    const network = smallAfdxNetwork(fiveVirtualLinks);
    const read = readNetworkText({ path: 'network.json', text: JSON.stringify(network) });
    t.same([read.network, read.diagnostics], [network, []]);
    const bounds = boundsOf(network).value;
    t.same(
      bounds?.ends.map(({ delayPicoseconds }) => delayPicoseconds / 1_000_000n),
      [272n, 272n, 312n, 312n, 232n],
    );
    for (const method of [undefined, 'total-flow', 'grouped', 'frame', 'path'] as const) {
      const certificate = certificateOf(network, method).value;
      t.equal(certificate?.method, method ?? 'frame');
      t.equal(verifiedCertificate(network, JSON.parse(JSON.stringify(certificate))).confirmed, true, method ?? 'default');
    }
    t.equal(timingOf(network).value?.flows.length, 5);
    const run = simulated(network, { seed: 1, durationTicks: 20_000_000, pattern: { kind: 'synchronous-burst' } });
    t.same([run.diagnostics, run.value?.framesReleased, run.value?.framesLost], [[], 25, 0], 'five virtual links each 4 ms in 20 ms');
    t.match(reportOf(network, 'network.json').value, /^<!doctype html>[\s\S]*network\.json/);
    t.same(
      findingsOf(network).filter(({ code }) => code === 'AFDX-170'),
      [],
    );
    t.same(findingsOf(network, 'frame'), findingsOf(network));
    // v1 may take its exact worst case of 272 µs; the coarsest bound is above it
    const tight = smallAfdxNetwork({
      ...fiveVirtualLinks,
      virtualLinks: fiveVirtualLinks.virtualLinks.map((each, at) => (at === 0 ? { ...each, deadlineMicroseconds: 272 } : each)),
    });
    const late = (method?: 'total-flow' | 'frame') => findingsOf(tight, method).filter(({ code }) => code === 'AFDX-170').length;
    t.same([late(), late('frame'), late('total-flow')], [0, 0, 1]);
  },
);

testCase(
  {
    id: 'TC-BND-021-02',
    verifies: ['LLR-BND-021'],
    kind: 'robustness',
    intent: 'returns findings and no value for a network that cannot be analysed, and confirms no certificate that is none',
  },
  (t) => {
    const network = smallAfdxNetwork({ cables: ['e1-S1', 'S1-e2'], virtualLinks: [{ source: 'e1', routes: { e9: ['S1'] } }] });
    const results = [timingOf(network), boundsOf(network), certificateOf(network), reportOf(network, 'x'), simulated(network, {} as never)];
    t.same(
      results.map(({ value, diagnostics }) => [value, diagnostics[0]?.code]),
      results.map(() => [undefined, 'AFDX-160']),
    );
    t.ok(findingsOf(network).some(({ code }) => code === 'AFDX-160'));
    t.equal(verifiedCertificate(smallAfdxNetwork(fiveVirtualLinks), {}).confirmed, false);
    t.equal(readNetworkText({ path: 'x', text: '[' }).network, undefined);
    // frames of 0.5 s each second fill S1-z, so that its queue of three frames never empties; the rate of the spare cable makes 997e9 ticks
    // of each second, and 2^53 ticks are over after 9035 s
    const full = smallAfdxNetwork({
      cables: ['a-S0', 'b-S0', 'c-S1', 'S0-S1', 'S1-y', 'S1-z', 'spare-S0'],
      rates: {
        ...Object.fromEntries(['a-S0', 'b-S0', 'c-S1', 'S0-S1', 'S1-y', 'S1-z'].map((cable) => [cable, 1_000_000])),
        'spare-S0': 1_246_250,
      },
      virtualLinks: [
        { source: 'a', routes: { z: ['S0', 'S1'] }, frameBytes: 62_480, gapMilliseconds: 1000 },
        { source: 'b', routes: { y: ['S0', 'S1'] }, frameBytes: 62_480, gapMilliseconds: 1000 },
        { source: 'c', routes: { z: ['S1'] }, frameBytes: 62_480, gapMilliseconds: 1000 },
      ],
    });
    t.equal(timingOf(full).value?.ticksPerSecond, 997e9);
    for (const { value, diagnostics } of [
      boundsOf(full),
      boundsOf(full, 'path'),
      certificateOf(full),
      reportOf(full, 'x'),
      simulated(full, {} as never),
    ])
      t.match([value, diagnostics], [undefined, [{ code: 'AFDX-166', severity: 'error', place: { path: '/virtualLinks' } }]]);
    t.same(checkTiming(full, 'frame', placeOf).diagnostics, boundsOf(full).diagnostics);
  },
);

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { prettyJson } from '../../src/kernel/canonical-json.js';
import { type Rational, rational, rationalText } from '../../src/kernel/rational.js';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import { CaptureState, mergedRecords } from '../../src/twin/afdx/monitoring/capture-state.js';
import { captureWriter } from '../../src/twin/afdx/monitoring/capture-writer.js';
import { microsecondsText } from '../../src/twin/afdx/monitoring/duration-text.js';
import { delayLimitOf, destinationJitterAllowance, sourceJitterAllowance } from '../../src/twin/afdx/monitoring/jitter-allowance.js';
import { monitorCaptures } from '../../src/twin/afdx/monitoring/monitor.js';
import type { MonitorReport } from '../../src/twin/afdx/monitoring/monitor-report.js';
import { monitorReportJson } from '../../src/twin/afdx/monitoring/report-json.js';
import { afdxFrameOf, captureSinkOf } from '../../src/twin/afdx/monitoring/simulated-frame.js';
import { type MonitoredCapture, networkOfName } from '../../src/twin/afdx/monitoring/tap.js';
import type { MonitorSettings } from '../../src/twin/afdx/monitoring/tap-watch.js';
import type { AfdxNetwork, NetworkName } from '../../src/twin/afdx/network.generated.js';
import { readNetwork } from '../../src/twin/afdx/read-network.js';
import { simulate } from '../../src/twin/afdx/simulation/simulate.js';
import type { TappedFrame } from '../../src/twin/afdx/simulation/simulation-options.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { testCase } from '../support/test-case.js';
import { block, enhanced, interfaceBlock, joined, option, pcapHeader, pcapRecord, section } from './hand-made-captures.js';
import { pairNetwork } from './pair-network.js';
import { captured, regular, type Seen } from './seen-frames.js';

// @reads config-items/afdx/network.json

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });
const network = pairNetwork();

const capture = (bytes: Uint8Array, more: Partial<MonitoredCapture> = {}): MonitoredCapture => ({
  path: 'c.pcapng',
  pieces: [bytes],
  place: 'source',
  endSystem: undefined,
  networks: [],
  checkSequenceBytes: undefined,
  ...more,
});
const exact: MonitorSettings = { instant: 'last-bit', jitterAllowance: () => 100_000n, delayLimit: () => undefined };
const codesOf = ({ diagnostics }: MonitorReport): readonly string[] =>
  diagnostics.map(({ code, severity, place }) => `${code} ${severity} ${place?.line}`);
const serious = (report: MonitorReport): readonly string[] => codesOf(report).filter((line) => !line.includes('note'));
const stream = (report: MonitorReport, on: NetworkName, vl = 10) =>
  report.streams.find((one) => one.virtualLink === vl && one.network === on);

const aircraft = readNetwork({ path: 'network.json', text: readFileSync('config-items/afdx/network.json', 'utf8') }).network;

/** Taps of a simulation as captures, with what passed them. */
function simulated(timing: TimingNetwork, config: AfdxNetwork, taps: readonly ((port: TimingNetwork['ports'][number]) => boolean)[]) {
  return taps.map((tap) => {
    const writer = captureWriter({ format: 'pcapng', interfaces: ['A', 'B'], checkSequence: true });
    const sink = captureSinkOf(config, timing.ticksPerSecond, writer);
    const frames: TappedFrame[] = [];
    const ports = timing.ports.filter(tap).map(({ index }) => index);
    const { value } = simulate(timing, {
      durationTicks: timing.ticksPerSecond / 2,
      seed: 11,
      pattern: { kind: 'sporadic' },
      latency: 'random',
      frameSize: 'random',
      tap: {
        ports,
        sink: (frame) => {
          frames.push(frame);
          sink(frame);
        },
      },
    });
    if (value === undefined) throw new Error('the simulation runs');
    return { frames, bytes: writer.take() };
  });
}

testCase(
  {
    id: 'TC-MON-019-01',
    verifies: ['LLR-MON-019', 'LLR-MON-017', 'LLR-MON-014', 'HLR-MON-004', 'HLR-MON-005', 'HLR-MON-006'],
    kind: 'normal',
    intent: 'finds nothing in half a second of the aircraft simulated, and measures frames, skew and latency as the simulation has them',
  },
  (t) => {
    if (aircraft === undefined) throw new Error('the network of the aircraft can be read');
    const timing = buildTimingNetwork(aircraft, placeOf).value;
    if (timing === undefined) throw new Error('the network of the aircraft can be analysed');
    const [sources, destination] = simulated(timing, aircraft, [({ owner }) => owner === 'end-system', ({ toward }) => toward === 'FCC-1']);
    if (sources === undefined || destination === undefined) throw new Error('there are two taps');
    const bounds = boundsOf(timing, 'frame');
    const [atSource, atDestination] = [sourceJitterAllowance(aircraft), destinationJitterAllowance(bounds)];
    const settings: MonitorSettings = {
      instant: 'last-bit',
      jitterAllowance: (at) => atSource(at) ?? atDestination(at),
      delayLimit: delayLimitOf(bounds),
    };
    const report = monitorCaptures(
      aircraft,
      [capture(sources.bytes), capture(destination.bytes, { path: 'd', place: 'destination', endSystem: 'FCC-1' })],
      settings,
    );
    t.strictSame(serious(report), []);
    const departures = new Map(sources.frames.map((frame) => [`${frame.flow} ${frame.frameNumber}`, frame.tick]));
    let compared = 0;
    for (const one of report.streams) {
      const frames = (one.place === 'source' ? sources : destination).frames.filter(
        ({ virtualLink, network: on }) => virtualLink === one.virtualLink && on === one.network,
      );
      if (one.frames !== frames.length || Number(one.bytes) !== frames.reduce((sum, { frameBits }) => sum + frameBits / 8 - 20, 0))
        t.fail(`frames of ${one.virtualLink}`);
      if (one.place === 'source') continue;
      const ticks = frames.map(({ flow, frameNumber, tick }) => BigInt(tick - (departures.get(`${flow} ${frameNumber}`) ?? Number.NaN)));
      const [least, most] = ticks.reduce(
        ([low, high], tick) => [tick < low ? tick : low, tick > high ? tick : high],
        [ticks[0] ?? 0n, ticks[0] ?? 0n],
      );
      t.strictSame(
        [one.travel?.frames, one.travel?.shortestNanoseconds, one.travel?.longestNanoseconds, one.travel?.lost],
        [frames.length, least, most, 0],
      );
      compared += 1;
    }
    t.equal(compared, new Set(destination.frames.map(({ flow }) => flow)).size);
    t.equal(report.streams.filter(({ place }) => place === 'source').length, new Set(sources.frames.map(({ flow }) => flow)).size);
    for (const pair of report.pairs.filter(({ place }) => place === 'destination')) {
      const copies = (on: NetworkName) =>
        new Map(
          destination.frames
            .filter((frame) => frame.virtualLink === pair.virtualLink && frame.network === on)
            .map((frame) => [frame.frameNumber, frame.tick]),
        );
      const [a, b] = [copies('A'), copies('B')];
      const skews = [...a].flatMap(([frame, tick]) => (b.has(frame) ? [Math.abs(tick - (b.get(frame) ?? 0))] : []));
      t.strictSame([pair.pairs, pair.skewNanosecondsMax], [skews.length, BigInt(Math.max(0, ...skews))]);
    }
  },
);

testCase(
  {
    id: 'TC-MON-019-02',
    verifies: ['LLR-MON-019', 'HLR-MON-004', 'HLR-MON-005'],
    kind: 'robustness',
    intent: 'reports each planted defect of the traffic at its record, and what was not seen or not judged',
  },
  (t) => {
    const found = (frames: readonly Seen[], more: Partial<MonitoredCapture> = {}, settings = exact, config = network): readonly string[] =>
      codesOf(monitorCaptures(config, [capture(captured(frames, config), more)], settings));
    const silent = 'AFDX-328 note 1';
    t.strictSame(found(regular(20)), [silent], 'virtual link 20 is not there');
    // on A alone, so that the copies do not matter
    const a = (at: number, number: number, more: Partial<Seen> = {}): Seen => ({ at, number, vl: 20, bytes: 200, ...more });
    const alone = pairNetwork([{ id: 20, redundancyLevel: 1, minimumFrameBytes: 64, maximumFrameBytes: 200, gapMilliseconds: 4 }]);
    const single = (frames: readonly Seen[], more: Partial<MonitoredCapture> = {}, settings = exact) =>
      found(frames, more, settings, alone).filter((line) => !line.includes('AFDX-332'));
    t.strictSame(single([a(0, 1), a(4000, 2), a(7900, 3), a(12_000, 4)]), []);
    t.strictSame(single([a(0, 1), a(3899, 2), a(8000, 3)]), ['AFDX-320 error 2', 'AFDX-322 error 2']);
    t.strictSame(single([a(0, 1), a(3930, 2), a(7860, 3)]), ['AFDX-321 error 3', 'AFDX-322 error 3']);
    // small frames leave bytes in the account of a policer, although they break the gap
    t.strictSame(single([a(0, 1, { bytes: 64 }), a(3000, 2, { bytes: 64 })]), ['AFDX-320 error 2']);
    t.strictSame(single([a(0, 1), a(4000, 3), a(8000, 6), a(12_000, 6)]), ['AFDX-323 error 3', 'AFDX-324 error 4', 'AFDX-323 warning 2']);
    t.strictSame(single([a(0, 9), a(4000, 0), a(8000, 1)]), ['AFDX-325 warning 2']);
    t.strictSame(single([a(0, 1), a(4000, 2, { corrupted: true }), a(8000, 3)]), ['AFDX-317 error 2', 'AFDX-323 warning 3']);
    t.strictSame(single([a(0, 1, { bytes: 201 })]), ['AFDX-318 error 1']);
    t.strictSame(single([a(0, 1, { vl: 99 })]), ['AFDX-319 error 1']);
    t.strictSame(single([a(9000, 1), a(0, 2), a(4000, 3)]), ['AFDX-305 warning 2'], 'a clock that steps back is no early frame');
    t.strictSame(single([a(0, 1)], { endSystem: 'TO' }), ['AFDX-333 error 1']);
    t.strictSame(single([a(0, 1), a(1, 2)], {}, { ...exact, jitterAllowance: () => undefined }), ['AFDX-334 note 1']);
    t.strictSame(
      found([a(0, 1, { on: 'B' })]).filter((line) => !line.includes('note')),
      ['AFDX-329 error 1', 'AFDX-332 error 1'],
    );
    const many = single(Array.from({ length: 50 }, (_, index) => a(index, (index % 255) + 1)));
    t.strictSame(
      many,
      [
        'AFDX-320 error 2',
        'AFDX-322 error 2',
        'AFDX-320 error 3',
        'AFDX-322 error 3',
        'AFDX-320 error 4',
        'AFDX-322 error 4',
        'AFDX-320 error 50',
        'AFDX-322 error 50',
      ],
      'of 49 like findings three are shown, and one that counts the others',
    );
    t.strictSame(found([]), ['AFDX-332 error 1']);
    t.strictSame(codesOf(monitorCaptures(network, [capture(new TextEncoder().encode('no capture'))], exact)), ['AFDX-300 error 1']);
    const dead = found(regular(20).filter(({ on }) => on === 'A'));
    t.strictSame(dead, ['AFDX-332 error 1', silent, 'AFDX-334 note 1'], 'an interface of B without a frame');
    t.strictSame(found(regular(20), { endSystem: 'FROM' }), ['AFDX-328 warning 1'], 'each virtual link of a known end system is due');
  },
);

testCase(
  {
    id: 'TC-MON-019-03',
    verifies: ['LLR-MON-019', 'LLR-MON-016', 'HLR-MON-005'],
    kind: 'robustness',
    intent: 'merges captures of both networks by time, and judges copies only where the other capture reaches',
  },
  (t) => {
    const on = (frames: readonly Seen[], name: NetworkName) =>
      captured(
        frames.filter((frame) => frame.on === name),
        network,
        [name],
      );
    const both = (frames: readonly Seen[]) =>
      monitorCaptures(network, [capture(on(frames, 'B'), { path: 'b' }), capture(on(frames, 'A'), { path: 'a' })], exact);
    const whole = both(regular(300, 200));
    t.strictSame(serious(whole), []);
    t.match(whole.pairs[0], { pairs: 300, skewNanosecondsMax: 50_000n, loneCopies: { A: 0, B: 0 }, unjudgedCopies: 0 });
    t.strictSame(
      whole.diagnostics,
      monitorCaptures(network, [capture(captured(regular(300, 200)), { path: 'b' })], exact).diagnostics,
      'as in one capture with two interfaces',
    );
    const thirds = [0, 1, 2].map((part) => captured(regular(300, 200).filter((_, index) => index % 3 === part)));
    const parts = monitorCaptures(
      network,
      thirds.map((bytes, index) => capture(bytes, { path: `${index}` })),
      exact,
    );
    t.strictSame(serious(parts), [], 'three captures of every third frame');
    t.match(parts.pairs[0], { pairs: 300, unjudgedCopies: 0 });
    const lost = both(regular(300).filter((frame) => !(frame.on === 'B' && frame.number === 40)));
    t.strictSame(serious(lost), ['AFDX-327 warning 40', 'AFDX-327 warning 295', 'AFDX-323 warning 40', 'AFDX-323 warning 294']);
    t.match(lost.pairs[0], { pairs: 298, skewAllowedNanoseconds: 500_000n, loneCopies: { A: 2, B: 0 } });
    const ended = both(regular(300).filter((frame) => !(frame.on === 'B' && frame.at > 200_000)));
    t.match(ended.pairs[0], { pairs: 100, loneCopies: { A: 0, B: 0 }, unjudgedCopies: 200 });
    t.strictSame(
      codesOf(ended).filter((line) => line.includes('334')),
      ['AFDX-334 note 1'],
    );
    const edge = (endsAt: number) =>
      both([...regular(3).filter((frame) => !(frame.on === 'B' && frame.number === 3)), { at: endsAt, number: 2, on: 'B' }]).pairs[0];
    t.match(edge(4499), { loneCopies: { A: 0, B: 0 }, unjudgedCopies: 1 }, 'the other copy may come until 4500 µs');
    t.match(edge(4500), { loneCopies: { A: 1, B: 0 }, unjudgedCopies: 0 });
    const late = both(regular(20).map((frame) => (frame.on === 'B' && frame.number === 7 ? { ...frame, at: frame.at + 451 } : frame)));
    t.ok(serious(late).includes('AFDX-326 error 7'));
    t.equal(late.pairs[0]?.lateCopies, 1);
    t.notOk(
      serious(both(regular(20).map((frame) => (frame.on === 'B' ? { ...frame, at: frame.at + 450 } : frame)))).some((line) =>
        line.includes('326'),
      ),
      'exactly SkewMax',
    );
    const simple = joined(
      section(true),
      interfaceBlock(true),
      ...[1, 2].map(() =>
        block(true, 3, [
          [32, 4],
          [32, 0],
        ]),
      ),
    );
    const timed = captured(regular(2));
    for (const order of [
      [simple, timed],
      [timed, simple],
    ]) {
      const merged = [...mergedRecords(order.map((bytes) => new CaptureState(capture(bytes))))];
      t.strictSame(
        merged.map(({ record }) => record.timestampNanoseconds),
        [undefined, undefined, 0n, 50_000n, 2_000_000n, 2_050_000n],
        'records without a time come at once',
      );
    }
    // one cable into both taps
    const crossed = monitorCaptures(network, [capture(on(regular(5), 'A'), { networks: ['B'] })], exact);
    t.ok(codesOf(crossed).includes('AFDX-314 error 1'));
    const wide = monitorCaptures(network, [capture(captured(regular(5)), { networks: ['A'] })], exact);
    t.strictSame(
      wide.captures[0]?.interfaces.map((one) => one.network),
      ['A', 'A'],
      'the last network said is that of further interfaces',
    );
    const order = monitorCaptures(network, [capture(captured([{ at: 0, number: 1, vl: 20, bytes: 100 }, ...regular(2)]))], exact);
    t.strictSame(
      order.streams.map((one) => `${one.virtualLink} ${one.network}`),
      ['10 A', '10 B', '20 A'],
    );
    const unnamed = monitorCaptures(network, [capture(captured(regular(5), network, ['eth0']))], exact);
    t.ok(codesOf(unnamed).includes('AFDX-334 note 1'));
    t.strictSame(serious(unnamed), []);
    t.strictSame(['A', 'b', 'AFDX-A', 'network B', 'net_a', 'channel b', ' A ', 'eth0', 'DATA', 'A1', ''].map(networkOfName), [
      'A',
      'B',
      'A',
      'B',
      'A',
      'B',
      'A',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  },
);

testCase(
  {
    id: 'TC-MON-019-04',
    verifies: ['LLR-MON-019', 'LLR-MON-003', 'LLR-MON-013', 'HLR-MON-004'],
    kind: 'normal',
    intent: 'allows for the resolution of the clock, for the instant of the time and for the jitter of the policer in the configuration',
  },
  (t) => {
    const tight: MonitorSettings = { ...exact, jitterAllowance: () => 0n };
    const alone = (policerJitterMicroseconds?: number) =>
      pairNetwork([
        {
          id: 20,
          redundancyLevel: 1,
          minimumFrameBytes: 64,
          maximumFrameBytes: 1000,
          ...(policerJitterMicroseconds === undefined ? {} : { policerJitterMicroseconds }),
        },
      ]);
    const errors = (report: MonitorReport) => serious(report).filter((line) => !line.includes('AFDX-332'));
    const frames: readonly Seen[] = [
      { at: 0, number: 1, vl: 20, bytes: 1000 },
      { at: 1999.5, number: 2, vl: 20, bytes: 1000 },
    ];
    t.strictSame(errors(monitorCaptures(alone(), [capture(captured(frames, alone()))], tight)), ['AFDX-320 error 2', 'AFDX-322 error 2']);
    // with a policer of 1 µs only the gap is broken
    t.strictSame(errors(monitorCaptures(alone(1), [capture(captured(frames, alone(1)))], tight)), ['AFDX-320 error 2']);
    const [first, second] = frames;
    if (first === undefined || second === undefined) throw new Error('there are two frames');
    const policed = (microseconds: number) =>
      errors(monitorCaptures(alone(300), [capture(captured([first, { ...second, at: microseconds }], alone(300)))], tight));
    t.strictSame(policed(1700), ['AFDX-320 error 2']);
    t.strictSame(policed(1699.999), ['AFDX-320 error 2', 'AFDX-322 error 2'], 'the account has 300 µs');
    const [virtualLink] = alone().virtualLinks;
    const [source] = alone().endSystems;
    if (virtualLink === undefined || source === undefined) throw new Error('the sample network has them');
    const data = (sequenceNumber: number) => afdxFrameOf({ virtualLink, source, network: 'A', sequenceNumber, frameBytes: 1000 });
    const micro = (fraction: number) =>
      joined(pcapHeader(true, { kind: 0x2400_0001 }), pcapRecord(true, { data: data(1) }), pcapRecord(true, { fraction, data: data(2) }));
    const half: MonitorSettings = { ...exact, jitterAllowance: () => 500n };
    t.strictSame(errors(monitorCaptures(alone(), [capture(micro(1999))], half)), [], '1999 µs may be 1999.999, and 1999.5 are allowed');
    t.strictSame(
      errors(monitorCaptures(alone(), [capture(micro(1999))], tight)),
      ['AFDX-320 error 2', 'AFDX-322 error 2'],
      'it is less than 2000',
    );
    t.strictSame(errors(monitorCaptures(alone(), [capture(micro(1998))], half)), ['AFDX-320 error 2', 'AFDX-322 error 2']);
    // first bits 2000 µs apart, last bits 1928 µs
    const sizes: readonly Seen[] = [
      { at: 80, number: 1, vl: 20, bytes: 1000 },
      { at: 2008, number: 2, vl: 20, bytes: 100 },
    ];
    t.strictSame(errors(monitorCaptures(alone(), [capture(captured(sizes, alone()))], tight)), []);
    t.strictSame(errors(monitorCaptures(alone(), [capture(captured(sizes, alone()))], { ...tight, instant: 'first-bit' })), [
      'AFDX-320 error 2',
    ]);
  },
);

testCase(
  {
    id: 'TC-MON-019-05',
    verifies: ['LLR-MON-019', 'LLR-MON-017', 'HLR-MON-006'],
    kind: 'robustness',
    intent: 'reports frames that arrive late or not at all between two taps, but not those that a capture could not hold',
  },
  (t) => {
    const leave = regular(30);
    const arrive = leave.map((frame) => ({ ...frame, at: frame.at + 300 }));
    const between = (there: readonly Seen[], delayLimit: MonitorSettings['delayLimit'] = () => undefined) =>
      monitorCaptures(
        network,
        [capture(captured(leave), { path: 's' }), capture(captured(there), { path: 'd', place: 'destination', endSystem: 'TO' })],
        { ...exact, delayLimit },
      );
    const good = between(arrive);
    t.strictSame(
      serious(good).filter((line) => !line.includes('328')),
      [],
    );
    const there = good.streams.find((one) => one.place === 'destination' && one.network === 'B');
    t.strictSame(
      [there?.travel?.frames, there?.travel?.longestNanoseconds, rationalText(there?.travel?.meanNanoseconds ?? rational(0n))],
      [30, 300_000n, '300000'],
    );
    t.strictSame(
      [there?.history, there?.features?.deviationLatencyNanoseconds, there?.features?.anomaliesMayBeJudged],
      [{ latency: 1, jitter: 1, loss: 1 }, 0n, false],
    );
    t.strictSame(
      codesOf(between(arrive, () => 299_999n)).filter((line) => line.includes('330')).length,
      4 * 2,
      'above the bound: three and one more on each network',
    );
    t.strictSame(
      codesOf(between(arrive, () => 300_000n)).filter((line) => line.includes('330')),
      [],
    );
    const slow = between(
      arrive
        .map((frame) => (frame.number === 12 && frame.on === 'A' ? { ...frame, at: frame.at + 10_000 } : frame))
        .sort((x, y) => x.at - y.at),
    );
    t.strictSame(codesOf(slow).filter((line) => line.includes('330')).length, 1, 'above the deadline');
    const gone = between(arrive.filter((frame) => !(frame.number === 12 && frame.on === 'A')));
    t.strictSame(
      codesOf(gone).filter((line) => line.includes('331')),
      ['AFDX-331 error 23'],
    );
    t.equal(gone.streams.find((one) => one.place === 'destination' && one.network === 'A')?.travel?.lost, 1);
    const short = between(arrive.filter(({ at }) => at > 10_000 && at < 40_000));
    t.strictSame(
      codesOf(short).filter((line) => line.includes('331')),
      [],
      'a capture that begins later and ends earlier',
    );
    // number 12 comes again a cycle later: the one before it is lost then
    const longer = regular(300);
    const again = monitorCaptures(
      network,
      [
        capture(captured(longer), { path: 's' }),
        capture(captured(longer.flatMap((frame) => (frame.at === 22_000 ? [] : [{ ...frame, at: frame.at + 300 }]))), {
          path: 'd',
          place: 'destination',
        }),
      ],
      exact,
    );
    t.strictSame(
      again.diagnostics.filter(({ code }) => code === 'AFDX-331').map(({ message }) => message),
      ['record 23: sequence number 12 on network A did not reach the tap at a destination'],
    );
    // each network of one destination in a capture of its own is one tap
    const apart = monitorCaptures(
      network,
      [
        capture(captured(leave), { path: 's' }),
        ...(['A', 'B'] as const).map((on) =>
          capture(
            captured(
              arrive.filter((frame) => frame.on === on),
              network,
              [on],
            ),
            { path: `d-${on}`, place: 'destination', endSystem: 'TO' },
          ),
        ),
      ],
      exact,
    );
    t.strictSame(
      apart.streams.filter(({ place }) => place === 'destination').map(({ travel }) => [travel?.frames, travel?.lost]),
      [
        [30, 0],
        [30, 0],
      ],
    );
    t.strictSame(
      codesOf(apart).filter((line) => line.includes('331')),
      [],
    );
    const unsent = between([...arrive, { at: 59_000, number: 77 }]);
    t.equal(unsent.streams.find((one) => one.place === 'destination' && one.network === 'A')?.travel?.unmatched, 1);
  },
);

testCase(
  {
    id: 'TC-MON-019-06',
    verifies: ['LLR-MON-019', 'LLR-MON-004', 'LLR-MON-009', 'HLR-MON-001', 'HLR-MON-003'],
    kind: 'robustness',
    intent: 'counts other traffic, says what a snap length hides, and gives a report on captures damaged in any way',
  },
  (t) => {
    const arp = Uint8Array.of(...Array(6).fill(255), 2, 0, 0, 1, 7, 0x20, 8, 6, ...Array(46).fill(0));
    const writer = captureWriter({ format: 'pcapng', interfaces: ['A', 'B'], checkSequence: true });
    writer.add({ timestampNanoseconds: 0n, interface: 0, frameBytes: arp });
    writer.add({ timestampNanoseconds: 1n, interface: 0, frameBytes: new Uint8Array(3) });
    const mixed = monitorCaptures(network, [capture(joined(captured(regular(3)), writer.take()))], exact);
    t.strictSame(serious(mixed), []);
    t.match(mixed.captures[0], { records: 8, otherFrames: 2, damagedFrames: 0, misaddressedFrames: 0 });
    t.strictSame(
      mixed.captures[0]?.interfaces.map(({ name, records, afdxFrames }) => [name, records, afdxFrames]),
      [
        ['A', 3, 3],
        ['B', 3, 3],
        ['A', 2, 0],
        ['B', 0, 0],
      ],
    );
    const [virtualLink] = network.virtualLinks;
    const [source] = network.endSystems;
    if (virtualLink === undefined || source === undefined) throw new Error('the sample network has them');
    const frame = afdxFrameOf({ virtualLink, source, network: 'A', sequenceNumber: 1, frameBytes: 900 });
    const cut = monitorCaptures(
      network,
      [capture(joined(pcapHeader(true), pcapRecord(true, { data: frame.subarray(0, 60), original: 896 })))],
      exact,
    );
    t.strictSame([serious(cut), codesOf(cut).filter((line) => line.includes('306'))], [[], ['AFDX-306 note 1']]);
    t.match(stream(cut, 'A'), { frames: 1, bytes: 900n, lossRate: undefined });
    const misaddressed = Uint8Array.from(frame);
    misaddressed[3] = 1;
    const elsewhere = monitorCaptures(
      network,
      [capture(joined(pcapHeader(true, { kind: 0x0400_0001 }), pcapRecord(true, { data: misaddressed.subarray(0, 896) })))],
      exact,
    );
    t.match(elsewhere.captures[0], { misaddressedFrames: 1 });
    t.ok(codesOf(elsewhere).includes('AFDX-310 error 1'));
    const sample = captured([...regular(4), { at: 9000, number: 1, vl: 20, bytes: 100 }]);
    const property = fc.property(
      fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.nat(sample.length),
      (changes, length) => {
        const bytes = Uint8Array.from(sample);
        for (const [at, value] of changes) bytes[at] = value;
        const report = monitorCaptures(network, [capture(bytes.subarray(0, length)), capture(sample, { place: 'destination' })], exact);
        return (
          report.captures.length === 2 &&
          report.captures[0] !== undefined &&
          report.captures[0].records <= 9 &&
          prettyJson(monitorReportJson(report)).endsWith('}\n')
        );
      },
    );
    t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }));
  },
);

testCase(
  {
    id: 'TC-MON-019-07',
    verifies: ['LLR-MON-019', 'HLR-MON-003'],
    kind: 'robustness',
    intent: 'counts frames without a time or a network, says that a time is finer than nanoseconds, and judges without a link or a capture',
  },
  (t) => {
    const [virtualLink] = network.virtualLinks;
    const [source] = network.endSystems;
    if (virtualLink === undefined || source === undefined) throw new Error('the sample network has them');
    const data = (sequenceNumber: number) => afdxFrameOf({ virtualLink, source, network: 'A', sequenceNumber, frameBytes: 500 });
    const simple = (sequenceNumber: number) => block(true, 3, [[32, 500], data(sequenceNumber)]);
    const from = interfaceBlock(true, { options: [...option(2, new TextEncoder().encode('A')), ...option(13, Uint8Array.of(4))] });
    // frame 3 is missing; gaps cannot be judged
    const timeless = monitorCaptures(network, [capture(joined(section(true), from, simple(1), simple(2), simple(4)))], exact);
    t.match(stream(timeless, 'A'), {
      frames: 3,
      missing: 1,
      firstNanoseconds: undefined,
      smallestGapNanoseconds: undefined,
      earlyFrames: 0,
    });
    t.strictSame(
      serious(timeless).filter((line) => line.startsWith('AFDX-323')),
      ['AFDX-323 warning 3'],
    );
    // 1234567 ps
    const fine = interfaceBlock(true, { options: [...option(2, new TextEncoder().encode('A')), ...option(9, Uint8Array.of(12))] });
    const cut = monitorCaptures(
      network,
      [capture(joined(section(true), fine, enhanced(true, { time: 1_234_567n, data: data(1) })))],
      exact,
    );
    t.ok(codesOf(cut).includes('AFDX-305 note 1'));
    t.equal(stream(cut, 'A')?.firstNanoseconds, 1234n);
    // the interface byte of the source address names no network, and neither does the interface
    const nowhere = Uint8Array.from(data(1));
    nowhere[11] = 0x60;
    const plain = joined(pcapHeader(true, { kind: 0x0400_0001 }), pcapRecord(true, { data: nowhere.subarray(0, -4) }));
    const lost = monitorCaptures(network, [capture(plain)], exact);
    t.match(lost.captures[0], { misaddressedFrames: 1 });
    t.strictSame(serious(lost), ['AFDX-314 error 1']);
    // first bits 2000 µs apart at 100 Mbit/s, which is taken where the configuration has no link
    const sizes: readonly Seen[] = [
      { at: 80, number: 1, bytes: 1000 },
      { at: 2008, number: 2, bytes: 100 },
    ];
    const bare = monitorCaptures({ ...network, links: [] }, [capture(captured(sizes))], { ...exact, jitterAllowance: () => 0n });
    t.equal(fraction(stream(bare, 'A')?.smallestGapNanoseconds), '2000000');
    const nothing = monitorCaptures(network, [], exact);
    t.strictSame([nothing.captures, nothing.streams, nothing.diagnostics], [[], [], []]);
  },
);

testCase(
  {
    id: 'TC-MON-019-08',
    verifies: ['LLR-MON-019'],
    kind: 'normal',
    intent: 'lists the first 20 virtual links that were not seen or not judged, and counts the others',
  },
  (t) => {
    const config = pairNetwork(Array.from({ length: 43 }, (_, index) => ({ id: index + 1, redundancyLevel: 1 as const })));
    const frames: readonly Seen[] = Array.from({ length: 22 }, (_, index) => ({ at: index * 100, number: 1, vl: index + 1 }));
    const messagesOf = (seen: readonly Seen[]): readonly string[] =>
      monitorCaptures(config, [capture(captured(seen, config, ['A']))], { ...exact, jitterAllowance: () => undefined }).diagnostics.map(
        ({ message }) => message,
      );
    const numbers = (first: number): string => Array.from({ length: 20 }, (_, index) => first + index).join(', ');
    t.strictSame(messagesOf(frames), [
      `not seen on network A: virtual links ${numbers(23)} and 1 more`,
      `the jitter allowed here is not known; gaps were not judged for virtual links ${numbers(1)} and 2 more`,
    ]);
  },
);

const fraction = (value: Rational | undefined): string | undefined => (value === undefined ? undefined : rationalText(value));

testCase(
  {
    id: 'TC-MON-020-01',
    verifies: ['LLR-MON-020', 'HLR-MON-004'],
    kind: 'normal',
    intent: 'lists frames, bytes, gap, jitter, losses and bandwidth as worked out by hand, also in JSON',
  },
  (t) => {
    // frames 1, 2, 4 of 500 byte on A, the second 50 µs early, within 6 ms
    const frames: readonly Seen[] = [
      { at: 1000, number: 1 },
      { at: 2950, number: 2 },
      { at: 7000, number: 4 },
    ];
    const report = monitorCaptures(network, [capture(captured(frames))], exact);
    const one = stream(report, 'A');
    t.match(one, {
      name: 'link 10',
      frames: 3,
      bytes: 1500n,
      firstNanoseconds: 1_000_000n,
      lastNanoseconds: 7_000_000n,
      gapNanoseconds: 2_000_000n,
      jitterAllowedNanoseconds: 100_000n,
      missing: 1,
      earlyFrames: 0,
      policedFrames: 0,
    });
    t.strictSame(
      [one?.smallestGapNanoseconds, one?.jitterNanoseconds, one?.lossRate, one?.bitsPerSecond, one?.configuredBitsPerSecond].map(fraction),
      ['1950000', '50000', '1/4', '2000000', '4000000'],
    );
    t.strictSame(report.silent, [
      { network: 'A', place: 'source', endSystem: undefined, virtualLinks: [20] },
      { network: 'B', place: 'source', endSystem: undefined, virtualLinks: [10] },
    ]);
    const babbling = monitorCaptures(
      network,
      [capture(captured([1, 2, 3, 4, 5].map((number) => ({ at: number, number, bytes: 1000 }))))],
      exact,
    );
    t.match(stream(babbling, 'A'), { frames: 5, earlyFrames: 4, policedFrames: 4, missing: 0, outOfOrder: 0, duplicates: 0, resets: 0 });
    const json = JSON.parse(prettyJson(monitorReportJson(report)));
    t.match(json.streams[0], { lossRate: '1/4', bytes: 1500, smallestGapNanoseconds: '1950000', network: 'A' });
    t.equal(json.streams[0].features, undefined);
    t.equal(json.captures[0].format, 'pcapng');
    t.strictSame(
      [microsecondsText(1_234_567n), microsecondsText(-50n), microsecondsText(rational(7n, 2n))],
      ['1234.567 µs', '-0.050 µs', '0.003 µs'],
    );
  },
);

testCase(
  {
    id: 'TC-MON-020-02',
    verifies: ['LLR-MON-020', 'HLR-MON-004', 'HLR-MON-006'],
    kind: 'robustness',
    intent:
      'leaves out what cannot be known: bandwidth of one instant, figures of no frame; and lists unknown virtual links with their frames',
  },
  (t) => {
    const instant = monitorCaptures(network, [capture(captured([{ at: 5, number: 1 }]))], exact);
    t.match(stream(instant, 'A'), { bitsPerSecond: undefined, smallestGapNanoseconds: undefined, travel: undefined, features: undefined });
    const nothing = monitorCaptures(network, [capture(captured([]))], exact);
    t.strictSame([nothing.streams, nothing.pairs, nothing.unknown], [[], [], []]);
    t.match(nothing.captures[0], { records: 0, firstNanoseconds: undefined });
    const strange = monitorCaptures(
      network,
      [
        capture(
          captured([
            { at: 0, number: 1, vl: 99 },
            { at: 1, number: 1, vl: 98 },
            { at: 2, number: 2, vl: 99 },
          ]),
        ),
      ],
      exact,
    );
    t.strictSame(strange.unknown, [
      { virtualLink: 98, frames: 1 },
      { virtualLink: 99, frames: 2 },
    ]);
    t.doesNotThrow(() => prettyJson(monitorReportJson(nothing)));
  },
);

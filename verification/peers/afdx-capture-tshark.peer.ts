/**
 * Compares captures with Wireshark's programs: tshark reads what the writer wrote, and the reader reads what editcap, mergecap and
 * text2pcap wrote. Run by itself: `npx tap verification/peers/afdx-capture-tshark.peer.ts`. Without these programs (Debian package
 * tshark) every case is reported as skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { readCapture } from '../../src/twin/afdx/monitoring/capture-reader.js';
import type { CaptureFormat, CaptureRecord } from '../../src/twin/afdx/monitoring/capture-record.js';
import { type CapturedFrame, captureWriter } from '../../src/twin/afdx/monitoring/capture-writer.js';
import { decodeFrame } from '../../src/twin/afdx/monitoring/decode-frame.js';
import { afdxFrameOf } from '../../src/twin/afdx/monitoring/simulated-frame.js';
import type { NetworkName } from '../../src/twin/afdx/network.generated.js';
import { pairNetwork } from '../afdx-monitoring/pair-network.js';
import { testCase } from '../support/test-case.js';

const programs = ['tshark', 'editcap', 'mergecap', 'text2pcap'];
const missing = programs.filter((program) => spawnSync(program, ['--version']).error !== undefined);
const folder = mkdtempSync(join(tmpdir(), 'capture-'));
t.teardown(() => rmSync(folder, { recursive: true }));
t.setTimeout(120_000);

const network = pairNetwork([{ id: 1 }, { id: 2101 }, { id: 65_535 }]);

/** Frames of three virtual links on both networks, of all sizes that make a difference, at times with all digits. */
const frames: readonly (CapturedFrame & {
  readonly network: NetworkName;
  readonly vl: number;
  readonly equipment: number;
  readonly number: number;
})[] = [64, 65, 66, 100, 512, 1517, 1518].flatMap((frameBytes, index) =>
  (['A', 'B'] as const).map((name) => {
    const virtualLink = network.virtualLinks[index % 3];
    const source = network.endSystems[index % 3];
    if (virtualLink === undefined || source === undefined) throw new Error('the sample network has them');
    const number = (index * 50) % 256;
    return {
      network: name,
      vl: virtualLink.id,
      equipment: source.equipmentId,
      number,
      interface: name === 'A' ? 0 : 1,
      timestampNanoseconds: 1_700_000_000_123_456_789n + BigInt(index) * 1_000_000_001n + (name === 'A' ? 0n : 57n),
      frameBytes: afdxFrameOf({ virtualLink, source, network: name, sequenceNumber: number, frameBytes }),
    };
  }),
);

function written(format: CaptureFormat, which: readonly CapturedFrame[] = frames): string {
  const writer = captureWriter({ format, interfaces: format === 'pcap' ? ['A'] : ['A', 'B'], checkSequence: true });
  for (const frame of which) writer.add(format === 'pcap' ? { ...frame, interface: 0 } : frame);
  return saved(`written-${format}`, writer.take());
}

function saved(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** What a program writes to standard output. @throws when it fails */
function ran(program: string, ...argv: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, argv, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${program} ${argv.join(' ')}: ${stderr}`);
  return stdout;
}

/** Fields of each frame as tshark shows them, checksums checked. */
function shown(path: string, fields: readonly string[], ...more: readonly string[]): readonly (readonly string[])[] {
  const checks = ['ip.check_checksum:TRUE', 'udp.check_checksum:TRUE', 'eth.check_fcs:TRUE'].flatMap((setting) => ['-o', setting]);
  const text = ran(
    'tshark',
    '-n',
    '-r',
    path,
    ...checks,
    ...more,
    '-T',
    'fields',
    '-E',
    'separator=/t',
    ...fields.flatMap((field) => ['-e', field]),
  );
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t'));
}

function read(path: string): { readonly records: readonly CaptureRecord[]; readonly codes: readonly string[] } {
  const records: CaptureRecord[] = [];
  const { diagnostics } = readCapture({ path, pieces: [readFileSync(path)] }, (record) => records.push(record));
  return { records, codes: diagnostics.map(({ code }) => code) };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const epochOf = (time: bigint): string => `${time / 1_000_000_000n}.${(time % 1_000_000_000n).toString().padStart(9, '0')}`;

if (missing.length > 0) {
  t.pass('not run', { skip: `install ${missing.join(', ')} (Debian package tshark)` });
} else {
  testCase(
    {
      id: 'TC-MON-006-03',
      verifies: ['LLR-MON-006', 'LLR-MON-007', 'LLR-MON-008', 'LLR-MON-011', 'HLR-MON-002', 'HLR-MON-003'],
      kind: 'normal',
      intent: 'tshark reads the written captures with times, addresses, ports and sequence numbers, and finds each checksum good',
    },
    (test) => {
      const fields = [
        'frame.time_epoch',
        'frame.len',
        'eth.dst',
        'eth.src',
        'ip.src',
        'ip.dst',
        'udp.srcport',
        'ip.checksum.status',
        'udp.checksum.status',
        'eth.fcs.status',
        '_ws.malformed',
      ];
      for (const format of ['pcap', 'pcapng'] as const) {
        const rows = shown(written(format), fields);
        test.strictSame(
          rows,
          frames.map(({ timestampNanoseconds, frameBytes, vl, equipment, network: name }) => {
            const id = vl.toString(16).padStart(4, '0');
            return [
              epochOf(timestampNanoseconds),
              `${frameBytes.length}`,
              `03:00:00:00:${id.slice(0, 2)}:${id.slice(2)}`,
              `02:00:00:01:0${equipment}:${name === 'A' ? '20' : '40'}`,
              `10.1.${equipment}.0`,
              `224.224.${vl >> 8}.${vl & 255}`,
              `${0xc000 + (vl % 0x4000)}`,
              '1',
              '1',
              '1',
              '',
            ];
          }),
          format,
        );
        // zeros at the end are shown as padding
        const trailers = shown(written(format), ['eth.padding', 'eth.trailer']).map((parts) =>
          Number.parseInt(parts.join('').slice(-2), 16),
        );
        test.strictSame(
          trailers,
          frames.map(({ number }) => number),
          'the sequence number is the last byte before the check sequence',
        );
      }
      const names = shown(written('pcapng'), ['frame.interface_name', 'frame.interface_id']);
      test.strictSame(
        names,
        frames.map(({ network: name }) => [name, name === 'A' ? '0' : '1']),
      );
    },
  );

  testCase(
    {
      id: 'TC-MON-001-03',
      verifies: ['LLR-MON-001', 'LLR-MON-002', 'LLR-MON-003', 'HLR-MON-001'],
      kind: 'normal',
      intent: 'reads what editcap, mergecap and text2pcap write, in both forms and resolutions',
    },
    (test) => {
      const converted = (form: string, from: string, ...more: readonly string[]): string => {
        const path = join(folder, `converted-${form}`);
        ran('editcap', '-F', form, ...more, from, path);
        return path;
      };
      const micro = (time: bigint): bigint => (time / 1000n) * 1000n;
      for (const from of [
        written('pcap'),
        written(
          'pcapng',
          frames.filter(({ network: name }) => name === 'A'),
        ),
      ]) {
        const expected = from.endsWith('pcapng') ? frames.filter(({ network: name }) => name === 'A') : frames;
        for (const form of ['pcap', 'nsecpcap', 'pcapng']) {
          const { records, codes } = read(converted(form, from));
          test.strictSame(codes, []);
          test.strictSame(
            records.map(({ timestampNanoseconds, bytes, originalBytes }) => [timestampNanoseconds, hexOf(bytes), originalBytes]),
            expected.map(({ timestampNanoseconds: time, frameBytes }) => [
              form === 'pcap' ? micro(time) : time,
              hexOf(frameBytes),
              frameBytes.length,
            ]),
            `${form} from ${from.endsWith('pcapng') ? 'pcapng' : 'pcap'}`,
          );
        }
      }
      const cut = read(converted('nsecpcap', written('pcap'), '-s', '80')).records;
      test.strictSame(
        cut.map(({ bytes, originalBytes }) => [bytes.length, originalBytes]),
        frames.map(({ frameBytes }) => [Math.min(80, frameBytes.length), frameBytes.length]),
      );
      const merged = join(folder, 'merged');
      ran('mergecap', '-F', 'pcapng', '-w', merged, written('pcap'), written('pcapng'));
      const both = read(merged);
      test.strictSame(both.codes, []);
      test.strictSame(
        both.records.map(({ timestampNanoseconds }) => timestampNanoseconds),
        frames.flatMap(({ timestampNanoseconds: time }) => [time, time]),
      );
      const names = new Set(both.records.map(({ interface: { name } }) => name));
      test.ok(names.has('A') && names.has('B'));
      const dump = frames.map(({ frameBytes }) => `0000 ${hexOf(frameBytes).replace(/../g, '$& ')}\n`).join('');
      const typed = join(folder, 'typed');
      ran('text2pcap', '-q', '-F', 'pcapng', saved('dump', dump), typed);
      test.strictSame(
        read(typed).records.map(({ bytes }) => hexOf(bytes)),
        frames.map(({ frameBytes }) => hexOf(frameBytes)),
      );
    },
  );

  testCase(
    {
      id: 'TC-MON-009-03',
      verifies: ['LLR-MON-009', 'LLR-MON-004', 'HLR-MON-001', 'HLR-MON-003'],
      kind: 'robustness',
      intent: 'agrees with tshark on which of 300 frames with a changed byte have bad checksums, and on how much of a cut capture is whole',
    },
    (test) => {
      const [sample] = frames.filter(({ frameBytes }) => frameBytes.length === 100);
      if (sample === undefined) throw new Error('there is such a frame');
      const body = sample.frameBytes.subarray(0, -4);
      // bytes that change neither the layout nor the kind of the packet: identification, time to live, addresses, ports, payload
      const places = [
        18,
        19,
        22,
        ...Array.from({ length: 12 }, (_, index) => 26 + index),
        ...Array.from({ length: body.length - 43 }, (_, index) => 42 + index),
      ];
      const changes = fc.sample(fc.tuple(fc.constantFrom(...places), fc.integer({ min: 0, max: 255 })), { seed: 664, numRuns: 300 });
      const writer = captureWriter({ format: 'pcapng', interfaces: ['A'], checkSequence: false });
      const ours = changes.map(([at, value], index) => {
        const bytes = Uint8Array.from(body);
        bytes[at] = value;
        writer.add({ timestampNanoseconds: BigInt(index), interface: 0, frameBytes: bytes });
        const { faults } = decodeFrame({ bytes, originalBytes: bytes.length, checkSequenceBytes: 0 });
        const bad = (code: string): string => (faults.some((fault) => fault.code === code) ? '0' : '1');
        // an IP header that is wrong ends the judgement of the datagram
        return [bad('AFDX-315'), bad('AFDX-315') === '0' ? '' : bad('AFDX-316')];
      });
      const theirs = shown(saved('changed', writer.take()), ['ip.checksum.status', 'udp.checksum.status'], '-o', 'eth.fcs:Never').map(
        ([ip = '', udp = '']) => [ip, ip === '0' ? '' : udp],
      );
      test.strictSame(ours, theirs);
      test.ok(
        ours.some(([ip]) => ip === '0') && ours.some(([, udp]) => udp === '0') && ours.some(([ip, udp]) => ip === '1' && udp === '1'),
      );
      for (const format of ['pcap', 'pcapng'] as const) {
        const bytes = readFileSync(written(format));
        for (const length of [bytes.length - 1, bytes.length - 70, 1000, 400]) {
          const path = saved('cut', bytes.subarray(0, length));
          const { stdout } = spawnSync('tshark', ['-n', '-r', path, '-T', 'fields', '-e', 'frame.number'], { encoding: 'utf8' });
          const { records, codes } = read(path);
          test.equal(records.length, stdout.split('\n').length - 1, `${format} of ${length} byte`);
          test.strictSame(codes, ['AFDX-301']);
        }
      }
    },
  );
}

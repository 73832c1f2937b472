import fc from 'fast-check';
import { ipAddressOf, macAddressOf, sourceIpAddressOf, sourceMacAddressOf } from '../../src/twin/afdx/addresses.js';
import { readCapture } from '../../src/twin/afdx/monitoring/capture-reader.js';
import { captureWriter } from '../../src/twin/afdx/monitoring/capture-writer.js';
import { checkSequenceOf, datagramSumOf, internetSumOf } from '../../src/twin/afdx/monitoring/checksums.js';
import { constants, type DecodedFrame, decodeFrame, isAfdx, networkOfInterfaceByte } from '../../src/twin/afdx/monitoring/decode-frame.js';
import { encodeFrame, type FrameParts } from '../../src/twin/afdx/monitoring/encode-frame.js';
import { frameTableOf } from '../../src/twin/afdx/monitoring/frame-table.js';
import { judgeFrame, type Sighting } from '../../src/twin/afdx/monitoring/judge-frame.js';
import { afdxFrameOf, captureSinkOf } from '../../src/twin/afdx/monitoring/simulated-frame.js';
import type { TappedFrame } from '../../src/twin/afdx/simulation/simulation-options.js';
import { testCase } from '../support/test-case.js';
import { pairNetwork } from './pair-network.js';

const bytesOfHex = (digits: string): Uint8Array =>
  Uint8Array.from((digits.match(/[0-9a-f]{2}/gi) ?? []).map((byte) => Number.parseInt(byte, 16)));
const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** CRC-32 bit by bit over the reflected polynomial, apart from the table of the code. */
function plainCrc(bytes: Uint8Array): number {
  let value = 0xffffffffn;
  for (const byte of bytes) {
    value ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) value = (value & 1n) === 1n ? (value >> 1n) ^ 0xedb88320n : value >> 1n;
  }
  return Number(value ^ 0xffffffffn);
}

testCase(
  {
    id: 'TC-MON-007-01',
    verifies: ['LLR-MON-007', 'HLR-MON-003'],
    kind: 'normal',
    intent: 'gives the check value of CRC-32 and the sums of the published examples',
  },
  (t) => {
    t.equal(checkSequenceOf(new TextEncoder().encode('123456789')), 0xcbf43926);
    // the example of RFC 1071, section 3
    t.equal(internetSumOf(bytesOfHex('0001f203f4f5f6f7'), 0, 8), 0xddf2);
    // a header with its checksum B861 in place
    t.equal(internetSumOf(bytesOfHex('450000730000400040 11b861c0a80001c0a800c7'), 0, 20), 0xffff);
    const data = fc.uint8Array({ maxLength: 200 });
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(data, (bytes) => checkSequenceOf(bytes) === plainCrc(bytes)),
        { numRuns: 200 },
      ),
    );
    const sum = fc.property(data, fc.nat(20), (bytes, from) => {
      const part = bytes.slice(from);
      const words = Array.from(
        { length: Math.ceil(part.length / 2) },
        (_, index) => (part[2 * index] ?? 0) * 256 + (part[2 * index + 1] ?? 0),
      );
      const total = words.reduce((a, b) => a + b, 0);
      // in one's complement a sum that is not 0 is from 1 to 65535
      const expected = total === 0 ? 0 : ((total - 1) % 0xffff) + 1;
      return internetSumOf(bytes, Math.min(from, bytes.length), bytes.length) === expected;
    });
    t.doesNotThrow(() => fc.assert(sum, { numRuns: 300 }));
  },
);

testCase(
  {
    id: 'TC-MON-007-02',
    verifies: ['LLR-MON-007', 'HLR-MON-003'],
    kind: 'robustness',
    intent: 'sees each single turned bit of a frame, and covers an odd last byte',
  },
  (t) => {
    const frame = bytesOfHex('0300000008350200000107200800');
    const right = checkSequenceOf(frame);
    const turned = Array.from({ length: frame.length * 8 }, (_, bit) => {
      const bytes = Uint8Array.from(frame);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return checkSequenceOf(bytes);
    });
    t.ok(turned.every((value) => value !== right));
    t.equal(new Set(turned).size, turned.length);
    t.equal(internetSumOf(bytesOfHex('0001ab'), 0, 3), 0xab01);
    t.equal(internetSumOf(new Uint8Array(0), 0, 0), 0);
    t.equal(checkSequenceOf(new Uint8Array(0)), 0);
    // pseudo header of 10.0.0.1 and 224.224.0.1, protocol 17, length 9; datagram with one byte of payload
    const packet = bytesOfHex('0000000000000000000000000a000001e0e00001 c000c00100090000ff');
    t.equal(
      datagramSumOf(packet, { ip: 0, udp: 20, length: 9 }),
      (0x0a00 + 1 + 0xe0e0 + 1 + 17 + 9 + 0xc000 + 0xc001 + 9 + 0xff00) % 0xffff,
    );
  },
);

const plain: FrameParts = {
  destinationMac: macAddressOf(2101),
  sourceMac: '02:00:00:01:07:20',
  sourceIp: '10.1.7.0',
  destinationIp: ipAddressOf(2101),
  sourcePort: 50_000,
  destinationPort: 50_001,
  identification: 7,
  payload: Uint8Array.of(1, 2, 3),
  sequenceNumber: 200,
};

testCase(
  {
    id: 'TC-MON-008-01',
    verifies: ['LLR-MON-008', 'HLR-MON-002', 'HLR-MON-003'],
    kind: 'normal',
    intent: 'writes a small frame byte by byte as worked out by hand, padded to 64 byte',
  },
  (t) => {
    const frame = encodeFrame(plain, { checkSequence: true });
    // IP: 4500 001f 0007 4000 0111 0a01 0700 e0e0 0835, sum 1804d -> 804e, checksum 7fb1
    // UDP: pseudo header 0a01 0700 e0e0 0835 0011 000b, then c350 c351 000b 0102 0300, sum 284e0 -> 84e2, checksum 7b1d
    const expected = [
      '030000000835 020000010720 0800',
      '4500001f0007400001117fb10a010700e0e00835',
      'c350c351000b7b1d 010203',
      '0000000000 0000000000 0000',
    ]
      .join('')
      .replaceAll(' ', '');
    const body = `${expected}${'00'.repeat(59 - expected.length / 2)}c8`;
    t.equal(hexOf(frame.subarray(0, 60)), body);
    t.equal(frame.length, 64);
    t.equal(new DataView(frame.buffer).getUint32(60, true), plainCrc(bytesOfHex(body)));
    t.equal(hexOf(encodeFrame(plain, { checkSequence: false })), body);
    for (const [payload, length] of [
      [16, 64],
      [17, 64],
      [18, 65],
      [1471, 1518],
    ] as const)
      t.equal(encodeFrame({ ...plain, payload: new Uint8Array(payload) }, { checkSequence: true }).length, length);
  },
);

testCase(
  {
    id: 'TC-MON-008-02',
    verifies: ['LLR-MON-008', 'HLR-MON-003'],
    kind: 'robustness',
    intent: 'refuses what is no address, and never writes a UDP checksum of 0, which would mean none',
  },
  (t) => {
    for (const sourceMac of ['', '02:00:00:01:07', '02:00:00:01:07:2g', '02:00:00:01:07:200', '2:0:0:1:7:20'])
      t.throws(() => encodeFrame({ ...plain, sourceMac }, { checkSequence: true }), RangeError);
    for (const sourceIp of ['10.1.7', '10.1.7.256', '10.1.7.-1', '10.1.7.0.0', 'a.b.c.d'])
      t.throws(() => encodeFrame({ ...plain, sourceIp }, { checkSequence: true }), RangeError);
    t.throws(() => encodeFrame({ ...plain, payload: new Uint8Array(65_508) }, { checkSequence: false }), RangeError);
    const checksums = Array.from({ length: 65_536 }, (_, port) => {
      const frame = encodeFrame({ ...plain, sourcePort: port, payload: new Uint8Array(0) }, { checkSequence: false });
      return ((frame[40] ?? 0) << 8) | (frame[41] ?? 0);
    });
    t.notOk(checksums.includes(0));
    t.equal(checksums.filter((value) => value === 0xffff).length, 1, 'the port with which the sum is 65535');
  },
);

const recordOf = (bytes: Uint8Array, checkSequence: 0 | 4 | 'not said' = 4, originalBytes = bytes.length) => ({
  bytes,
  originalBytes,
  checkSequenceBytes: checkSequence === 'not said' ? undefined : checkSequence,
});
const codesOf = ({ faults }: DecodedFrame): readonly string[] => faults.map(({ code }) => code);

/** A frame with some bytes replaced, its check sequence made right again. */
function changed(frame: Uint8Array, bytes: Readonly<Record<number, number>>): Uint8Array {
  const body = frame.slice(0, -4);
  for (const [at, value] of Object.entries(bytes)) body[Number(at)] = value;
  const crc = plainCrc(body);
  return Uint8Array.of(...body, crc & 0xff, (crc >>> 8) & 0xff, (crc >>> 16) & 0xff, crc >>> 24);
}

const partsArbitrary = fc.record({
  vl: fc.nat(65_535),
  equipmentId: fc.nat(255),
  payload: fc.uint8Array({ maxLength: 100 }),
  sequenceNumber: fc.nat(255),
  checkSequence: fc.boolean(),
});

testCase(
  {
    id: 'TC-MON-009-01',
    verifies: ['LLR-MON-009', 'HLR-MON-003'],
    kind: 'normal',
    intent: 'decodes what was encoded, with and without check sequence, said or told by the length',
  },
  (t) => {
    const property = fc.property(partsArbitrary, fc.boolean(), ({ vl, equipmentId, payload, sequenceNumber, checkSequence }, said) => {
      const source = { networkId: 3, equipmentId } as Parameters<typeof sourceMacAddressOf>[0];
      const bytes = encodeFrame(
        {
          ...plain,
          destinationMac: macAddressOf(vl),
          destinationIp: ipAddressOf(vl),
          sourceMac: sourceMacAddressOf(source, 'B'),
          sourceIp: sourceIpAddressOf(source, 9),
          payload,
          sequenceNumber,
        },
        { checkSequence },
      );
      const frame = decodeFrame(recordOf(bytes, said ? (checkSequence ? 4 : 0) : 'not said'));
      return (
        isAfdx(bytes) &&
        frame.destinationConstant === constants.destinationMac &&
        frame.virtualLink === vl &&
        frame.sourceConstant === constants.sourceMac &&
        frame.networkId === 3 &&
        frame.equipmentId === equipmentId &&
        networkOfInterfaceByte(frame.interfaceByte) === 'B' &&
        frame.ip?.source === 0x0a030009 + equipmentId * 256 &&
        frame.ip.destination === 0xe0e00000 + vl &&
        frame.sequenceNumber === sequenceNumber &&
        frame.frameBytes === Math.max(64, payload.length + 47) &&
        !frame.damaged &&
        frame.faults.length === 0
      );
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 500 }));
    t.strictSame(['A', 'B', undefined, undefined], [0x20, 0x40, 0x60, 0x21].map(networkOfInterfaceByte));
    for (const network of ['A', 'B'] as const) {
      const last = sourceMacAddressOf({ networkId: 0, equipmentId: 0 } as Parameters<typeof sourceMacAddressOf>[0], network).slice(-2);
      t.equal(networkOfInterfaceByte(Number.parseInt(last, 16)), network);
    }
    const long = encodeFrame({ ...plain, payload: new Uint8Array(1400) }, { checkSequence: true });
    const cut = decodeFrame(recordOf(long.subarray(0, 60), 4, long.length));
    t.strictSame([cut.frameBytes, cut.sequenceNumber, cut.damaged, cut.faults], [1447, undefined, false, []]);
    for (let length = 14; length < 100; length += 1) {
      const { faults, sequenceNumber } = decodeFrame(recordOf(long.subarray(0, length), 4, long.length));
      t.strictSame([faults, sequenceNumber], [[], undefined], `what a cut after ${length} byte hides is no fault`);
    }
    t.equal(
      decodeFrame(recordOf(changed(long, { 12: 0x86 }), 'not said')).frameBytes,
      long.length + 4,
      'no length tells of a check sequence',
    );
    // an IP header of 60 byte, of which 46 were kept
    t.strictSame(decodeFrame(recordOf(changed(long, { 14: 0x4f }).subarray(0, 60), 4, long.length)).faults, []);
    // a first fragment has the length of the whole datagram, a later one no UDP header
    const fragment = (flags: number, length: number) =>
      decodeFrame(recordOf(withIpChecksum(changed(long, { 20: flags, 21: flags === 0 ? 9 : 0, 38: length >> 8, 39: length & 0xff }))));
    t.strictSame(codesOf(fragment(0x20, 8000)), []);
    t.strictSame(codesOf(fragment(0, 8000)), []);
    t.strictSame(codesOf(fragment(0x20, 1000)), ['AFDX-316']);
  },
);

/** A frame with its IP header checksum and its check sequence made right. */
function withIpChecksum(frame: Uint8Array): Uint8Array {
  const header = frame.slice(14, 34);
  header.set([0, 0], 10);
  const words = Array.from({ length: 10 }, (_, index) => (header[2 * index] ?? 0) * 256 + (header[2 * index + 1] ?? 0));
  const sum = 0xffff - (((words.reduce((a, b) => a + b, 0) - 1) % 0xffff) + 1);
  return changed(frame, { 24: sum >> 8, 25: sum & 0xff });
}

testCase(
  {
    id: 'TC-MON-009-02',
    verifies: ['LLR-MON-009', 'HLR-MON-003'],
    kind: 'robustness',
    intent: 'reports each planted fault of headers, lengths and check sequence by its code, and survives frames of any bytes',
  },
  (t) => {
    const frame = encodeFrame({ ...plain, payload: new Uint8Array(40) }, { checkSequence: true });
    const codes = (bytes: Uint8Array): readonly string[] => codesOf(decodeFrame(recordOf(bytes)));
    t.strictSame(codes(frame), []);
    const planted: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
      ['EtherType', changed(frame, { 12: 0x86, 13: 0xdd }), ['AFDX-315']],
      ['IP version', changed(frame, { 14: 0x65 }), ['AFDX-315']],
      ['IP header length', changed(frame, { 14: 0x44 }), ['AFDX-315']],
      ['IP header checksum', changed(frame, { 25: 0 }), ['AFDX-315']],
      ['IP total length', withIpChecksum(changed(frame, { 17: 0x45 })), ['AFDX-315']],
      ['IP total length below its header', withIpChecksum(changed(frame, { 17: 4 })), ['AFDX-315']],
      ['protocol', withIpChecksum(changed(frame, { 23: 6 })), ['AFDX-315']],
      ['UDP length', changed(frame, { 39: 47 }), ['AFDX-316']],
      ['UDP checksum', changed(frame, { 45: 1 }), ['AFDX-316']],
      ['bytes behind the packet', changed(Uint8Array.of(...frame.subarray(0, -5), 0, 0, ...frame.subarray(-5)), {}), ['AFDX-315']],
      ['no UDP checksum, which is allowed', changed(frame, { 40: 0, 41: 0, 45: 1 }), []],
    ];
    for (const [what, bytes, expected] of planted) t.strictSame(codes(bytes), expected, what);
    const messageOf = (bytes: Uint8Array): readonly string[] => decodeFrame(recordOf(bytes)).faults.map(({ message }) => message);
    t.strictSame(messageOf(changed(frame.subarray(0, 30), {})), ['26 byte are too short for an IP header']);
    const empty = encodeFrame({ ...plain, payload: new Uint8Array(0) }, { checkSequence: true });
    t.strictSame(messageOf(withIpChecksum(changed(empty, { 17: 24 }))), ['4 byte are too short for a UDP header']);
    for (let at = 0; at < frame.length; at += 1) {
      const bytes = Uint8Array.from(frame);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      const decoded = decodeFrame(recordOf(bytes));
      t.strictSame([decoded.damaged, codesOf(decoded)], [true, ['AFDX-317']], `bit of byte ${at}`);
      const sent = new DataView(bytes.buffer).getUint32(bytes.length - 4, true);
      const [found, right] = [sent, plainCrc(bytes.subarray(0, -4))].map((value) => `0x${value.toString(16).padStart(8, '0')}`);
      t.equal(decoded.faults[0]?.message, `the check sequence is ${found}; ${right} would be right`);
    }
    t.notOk(isAfdx(bytesOfHex('ffffffffffff0200000107200806')), 'a broadcast is not of AFDX');
    t.notOk(isAfdx(bytesOfHex('0300000008')));
    t.ok(isAfdx(changed(frame, { 0: 1 })), 'the IP address alone names a virtual link');
    t.notOk(isAfdx(changed(frame, { 0: 1, 30: 239 })));
    const property = fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.nat(30),
      fc.constantFrom(0 as const, 4 as const, 'not said' as const),
      (tail, more, check) => {
        const bytes = Uint8Array.of(3, 0, 0, 0, ...tail);
        if (!isAfdx(bytes)) return bytes.length < 14;
        const decoded = decodeFrame(recordOf(bytes, check, bytes.length + more));
        return decoded.frameBytes >= bytes.length + more && decoded.faults.length <= 3;
      },
    );
    t.doesNotThrow(() => fc.assert(property, { numRuns: 2000 }));
  },
);

const network = pairNetwork();
const table = frameTableOf(network);
const [link, single] = network.virtualLinks;
const [from, to] = network.endSystems;
if (link === undefined || single === undefined || from === undefined || to === undefined) throw new Error('the sample network has them');
const atSource: Sighting = { network: 'A', place: 'source', endSystem: undefined };
const good: FrameParts = {
  ...plain,
  destinationMac: macAddressOf(link.id),
  destinationIp: ipAddressOf(link.id),
  sourceMac: sourceMacAddressOf(from, 'A'),
  sourceIp: sourceIpAddressOf(from, 1),
  payload: new Uint8Array(100),
};
const judged = (parts: Partial<FrameParts>, sighting: Partial<Sighting> = {}): readonly string[] => {
  const frame = decodeFrame(recordOf(encodeFrame({ ...good, ...parts }, { checkSequence: true })));
  return judgeFrame(frame, table, { ...atSource, ...sighting }).map(({ code }) => code);
};

testCase(
  {
    id: 'TC-MON-010-01',
    verifies: ['LLR-MON-010', 'HLR-MON-003'],
    kind: 'normal',
    intent: 'finds nothing on frames that follow the configuration, multicast or to a partition of a destination',
  },
  (t) => {
    t.strictSame(judged({}), []);
    t.strictSame(judged({ sourceMac: sourceMacAddressOf(from, 'B') }, { network: 'B' }), []);
    t.strictSame(judged({}, { network: undefined }), [], 'the network of the interface is not known');
    t.strictSame(judged({ destinationIp: sourceIpAddressOf(to, 7) }), [], 'one partition of a destination');
    t.strictSame(judged({}, { endSystem: from.id }), []);
    t.strictSame(judged({}, { place: 'destination', endSystem: to.id }), []);
    for (const bytes of [link.minimumFrameBytes, link.maximumFrameBytes]) t.strictSame(judged({ payload: new Uint8Array(bytes - 47) }), []);
  },
);

testCase(
  {
    id: 'TC-MON-010-02',
    verifies: ['LLR-MON-010', 'HLR-MON-003'],
    kind: 'robustness',
    intent: 'reports each departure from the configuration by its code, and nothing but the damage of a damaged frame',
  },
  (t) => {
    const cases: readonly (readonly [string, Partial<FrameParts>, Partial<Sighting>, readonly string[]])[] = [
      ['destination constant', { destinationMac: '03:00:00:01:00:0a' }, {}, ['AFDX-310']],
      ['source constant', { sourceMac: good.sourceMac.replace('02:00:00', '02:00:01') }, {}, ['AFDX-310']],
      ['IP of another virtual link', { destinationIp: ipAddressOf(single.id) }, {}, ['AFDX-311']],
      ['IP of no virtual link', { destinationIp: '239.0.0.1' }, {}, ['AFDX-311']],
      ['IP of an end system that does not receive', { destinationIp: sourceIpAddressOf(from, 0) }, {}, ['AFDX-311']],
      ['source IP', { sourceIp: '10.1.99.1' }, {}, ['AFDX-312']],
      ['source IP of another class', { sourceIp: sourceIpAddressOf(from, 1).replace('10.', '11.') }, {}, ['AFDX-312']],
      ['other sender', { sourceMac: sourceMacAddressOf(to, 'A'), sourceIp: sourceIpAddressOf(to, 0) }, {}, ['AFDX-313']],
      ['a sender that is not configured', { sourceMac: '02:00:00:09:09:20', sourceIp: '10.9.9.0' }, {}, ['AFDX-313']],
      ['crossed cables', {}, { network: 'B' }, ['AFDX-314']],
      ['interface byte', { sourceMac: `${good.sourceMac.slice(0, -2)}60` }, {}, ['AFDX-314']],
      ['too long for the virtual link', { payload: new Uint8Array(link.maximumFrameBytes - 46) }, {}, ['AFDX-318']],
      ['too short for the virtual link', { payload: new Uint8Array(link.minimumFrameBytes - 48) }, {}, ['AFDX-318']],
      ['too long for Ethernet', { payload: new Uint8Array(1472) }, {}, ['AFDX-318']],
      ['unknown virtual link', { destinationMac: macAddressOf(999), destinationIp: ipAddressOf(999) }, {}, ['AFDX-319']],
      [
        'network without path',
        { destinationMac: macAddressOf(single.id), destinationIp: ipAddressOf(single.id), sourceMac: sourceMacAddressOf(from, 'B') },
        { network: 'B' },
        ['AFDX-329'],
      ],
      ['not the source', {}, { endSystem: to.id }, ['AFDX-333']],
      ['not a destination', {}, { place: 'destination', endSystem: from.id }, ['AFDX-333']],
    ];
    for (const [what, parts, sighting, codes] of cases) t.strictSame(judged(parts, sighting), codes, what);
    const bytes = encodeFrame({ ...good, sourceIp: '11.0.0.0', destinationMac: macAddressOf(999) }, { checkSequence: true });
    bytes[50] = 1;
    t.strictSame(
      judgeFrame(decodeFrame(recordOf(bytes)), table, atSource).map(({ code }) => code),
      ['AFDX-317'],
    );
    const other = changed(encodeFrame(good, { checkSequence: true }), { 12: 0x86, 13: 0xdd });
    t.strictSame(
      judgeFrame(decodeFrame(recordOf(other)), table, atSource).map(({ code }) => code),
      ['AFDX-315'],
      'of a frame without an IP header no address of it is judged',
    );
    const short = decodeFrame(recordOf(encodeFrame(good, { checkSequence: true }).subarray(0, 40), 0));
    t.ok(
      judgeFrame(short, table, atSource).some(({ code }) => code === 'AFDX-318'),
      'a frame of 44 byte',
    );
  },
);

testCase(
  {
    id: 'TC-MON-010-03',
    verifies: ['LLR-MON-010'],
    kind: 'robustness',
    intent:
      'judges by the first of two virtual links of one identifier, by no destination that is not described, and without virtual links',
  },
  (t) => {
    const twice = pairNetwork([{ id: link.id }, { id: link.id, maximumFrameBytes: 200 }]);
    const codes = (config: typeof network, parts: Partial<FrameParts>): readonly string[] => {
      const frame = decodeFrame(recordOf(encodeFrame({ ...good, ...parts }, { checkSequence: true })));
      return judgeFrame(frame, frameTableOf(config), atSource).map(({ code }) => code);
    };
    t.strictSame(codes(twice, { payload: new Uint8Array(400) }), [], 'a frame of 447 byte; the second has at most 200');
    const nobody = { ...network, virtualLinks: network.virtualLinks.map((each) => ({ ...each, destinations: ['NOBODY'] as [string] })) };
    t.strictSame(codes(nobody, {}), []);
    t.strictSame(codes(nobody, { destinationIp: sourceIpAddressOf(to, 7) }), ['AFDX-311'], 'TO is no destination any more');
    t.strictSame(codes(pairNetwork([]), {}), ['AFDX-319']);
  },
);

testCase(
  {
    id: 'TC-MON-011-01',
    verifies: ['LLR-MON-011', 'HLR-MON-002'],
    kind: 'normal',
    intent: 'makes equal bytes for equal frames that the judgement finds right, copies on A and B differing in the interface byte alone',
  },
  (t) => {
    const property = fc.property(fc.integer({ min: 64, max: 600 }), fc.nat(255), (frameBytes, sequenceNumber) => {
      const [a, again, b] = (['A', 'A', 'B'] as const).map((name) =>
        afdxFrameOf({ virtualLink: link, source: from, network: name, sequenceNumber, frameBytes }),
      );
      if (a === undefined || b === undefined || `${a}` !== `${again}` || a.length !== frameBytes) return false;
      const faults = judgeFrame(decodeFrame(recordOf(a)), table, atSource).filter(({ code }) => code !== 'AFDX-318');
      const differing = [...a.subarray(0, -4)].flatMap((byte, index) => (byte === b[index] ? [] : [index]));
      return faults.length === 0 && `${differing}` === '11' && decodeFrame(recordOf(a)).sequenceNumber === sequenceNumber;
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 200 }));
    const frame = afdxFrameOf({ virtualLink: link, source: from, network: 'A', sequenceNumber: 250, frameBytes: 70 });
    t.strictSame(
      [...frame.subarray(42, 46), frame[64]],
      [link.id + 250, link.id + 251, link.id + 252, link.id + 253, (link.id + 272) % 256].map((value) => value & 0xff),
    );
  },
);

testCase(
  {
    id: 'TC-MON-011-02',
    verifies: ['LLR-MON-011', 'HLR-MON-002'],
    kind: 'robustness',
    intent: 'writes corrupted frames with a wrong check sequence, leaves out frames it cannot address, refuses one below 64 byte',
  },
  (t) => {
    const writer = captureWriter({ format: 'pcapng', interfaces: ['A', 'B'], checkSequence: true });
    const sink = captureSinkOf(network, 3_000_000_000, writer);
    const tapped = (frame: Partial<TappedFrame>): TappedFrame => ({
      tick: 0,
      flow: 0,
      virtualLink: link.id,
      network: 'A',
      sequenceNumber: 1,
      frameNumber: 0,
      frameBits: 920 * 8,
      port: 0,
      releaseTick: 0,
      corrupted: false,
      ...frame,
    });
    sink(tapped({ tick: 3_000_000_001, network: 'B' }));
    sink(tapped({ corrupted: true }));
    sink(tapped({ virtualLink: 999 }));
    sink(tapped({ frameBits: 8 }));
    const found: (readonly unknown[])[] = [];
    readCapture({ path: 'x', pieces: [writer.take()] }, (record) => {
      const { damaged } = decodeFrame(record);
      found.push([record.interface.name, record.timestampNanoseconds, record.originalBytes, damaged]);
    });
    t.strictSame(found, [
      ['B', 1_000_000_000n, 900, false],
      ['A', 0n, 900, true],
      ['A', 0n, 64, false],
    ]);
    t.throws(() => afdxFrameOf({ virtualLink: link, source: from, network: 'A', sequenceNumber: 0, frameBytes: 63 }), RangeError);
  },
);

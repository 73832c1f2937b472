import fc from 'fast-check';
import { rational, rationalText } from '../../src/kernel/rational.js';
import { ByteQueue } from '../../src/twin/afdx/monitoring/byte-queue.js';
import { CaptureReader, readCapture } from '../../src/twin/afdx/monitoring/capture-reader.js';
import type { CaptureRecord } from '../../src/twin/afdx/monitoring/capture-record.js';
import { captureWriter } from '../../src/twin/afdx/monitoring/capture-writer.js';
import { FindingLog } from '../../src/twin/afdx/monitoring/finding-log.js';
import { findingTexts } from '../../src/twin/afdx/monitoring/finding-texts.js';
import { resolutionNanosecondsOf, timestampToleranceNanosecondsOf } from '../../src/twin/afdx/monitoring/pcapng-interface.js';
import { testCase } from '../support/test-case.js';
import {
  block,
  bytesOf,
  enhanced,
  type Field,
  interfaceBlock,
  joined,
  option,
  padding,
  pcapHeader,
  pcapRecord,
  piecesOf,
  section,
} from './hand-made-captures.js';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

interface Read {
  readonly records: readonly CaptureRecord[];
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly count: number;
}

function read(pieces: Iterable<Uint8Array>): Read {
  const records: CaptureRecord[] = [];
  const { value, diagnostics } = readCapture({ path: 'c.pcap', pieces }, (record) => records.push(record));
  return {
    records,
    codes: diagnostics.map(({ code }) => code),
    messages: diagnostics.map(({ message }) => message),
    count: value.recordCount,
  };
}

/** Time, remainder, original length, kept bytes as text, check sequence. */
const told = ({ records }: Read): readonly (readonly unknown[])[] =>
  records.map((record) => [
    record.number,
    record.offset,
    record.timestampNanoseconds,
    record.originalBytes,
    new TextDecoder().decode(record.bytes),
    record.checkSequenceBytes,
  ]);

testCase(
  {
    id: 'TC-MON-001-01',
    verifies: ['LLR-MON-001', 'HLR-MON-001'],
    kind: 'normal',
    intent: 'reads pcap of both byte orders and both resolutions, with records cut by the snap length',
  },
  (t) => {
    for (const little of [true, false]) {
      const records = [
        pcapRecord(little, { seconds: 1_700_000_000, fraction: 123_456, data: text('first') }),
        pcapRecord(little, { seconds: 4_294_967_295, fraction: 999_999, data: text('cut'), original: 1518 }),
        pcapRecord(little, { data: text('') }),
      ];
      const micro = read([joined(pcapHeader(little), ...records)]);
      t.strictSame(told(micro), [
        [1, 24, 1_700_000_000_123_456_000n, 5, 'first', undefined],
        [2, 45, 4_294_967_295_999_999_000n, 1518, 'cut', undefined],
        [3, 64, 0n, 0, '', undefined],
      ]);
      t.strictSame(micro.codes, []);
      const nano = read([joined(pcapHeader(little, { magic: 0xa1b23c4d, kind: 0x2400_0001 }), ...records)]);
      t.equal(nano.records[0]?.timestampNanoseconds, 1_700_000_000_000_123_456n);
      t.equal(nano.records[0]?.checkSequenceBytes, 4);
      t.equal(rationalText(nano.records[0]?.interface.resolutionNanoseconds ?? rational(0n)), '1');
      t.equal(rationalText(micro.records[0]?.interface.resolutionNanoseconds ?? rational(0n)), '1000');
      t.equal(read([joined(pcapHeader(little, { kind: 0x0400_0001 }), ...records)]).records[0]?.checkSequenceBytes, 0);
    }
  },
);

testCase(
  {
    id: 'TC-MON-001-02',
    verifies: ['LLR-MON-001', 'HLR-MON-001'],
    kind: 'robustness',
    intent: 'refuses other versions and link types of pcap, and doubts impossible fields of a record',
  },
  (t) => {
    const data = text('x');
    t.strictSame(read([pcapHeader(true, { minor: 3 })]).codes, ['AFDX-304']);
    t.strictSame(read([pcapHeader(true, { major: 543, minor: 0 })]).codes, ['AFDX-304']);
    const wireless = read([joined(pcapHeader(true, { kind: 105 }), pcapRecord(true, { data }))]);
    t.strictSame([wireless.codes, wireless.records.length, wireless.count], [['AFDX-304'], 0, 1]);
    const strange = read([joined(pcapHeader(true, { kind: 0x6400_0001 }), pcapRecord(true, { data }))]);
    t.strictSame([strange.codes, strange.records[0]?.checkSequenceBytes], [['AFDX-303'], undefined]);
    const late = read([joined(pcapHeader(true), pcapRecord(true, { fraction: 1_000_000, data }))]);
    t.strictSame([late.codes, late.records[0]?.timestampNanoseconds], [['AFDX-305'], 1_000_000_000n]);
    const long = read([joined(pcapHeader(true), pcapRecord(true, { data: text('abc'), original: 2 }))]);
    t.strictSame([long.codes, long.records[0]?.originalBytes], [['AFDX-303'], 3]);
    t.strictSame(read([pcapHeader(true)]).codes, [], 'a capture without records is whole');
  },
);

/** An enhanced packet in a section of its own with some options of its interface. */
const oneTime = (options: readonly Field[], time: bigint): Read =>
  read([joined(section(true), interfaceBlock(true, { options }), enhanced(true, { time, data: text('x') }))]);
const resolution = (value: number): readonly Field[] => option(9, Uint8Array.of(value));
const offset = (seconds: bigint): readonly Field[] => option(14, bytesOf(true, [[64, seconds]]));

testCase(
  {
    id: 'TC-MON-002-01',
    verifies: ['LLR-MON-002', 'HLR-MON-001'],
    kind: 'normal',
    intent: 'reads several sections of both orders, several interfaces and the three kinds of packet block, and skips the others',
  },
  (t) => {
    const sectionOf = (little: boolean): Uint8Array =>
      joined(
        section(little, { minor: little ? 0 : 2 }),
        interfaceBlock(little, { snapLength: 4, options: [...option(2, text('A')), ...resolution(9), ...option(13, Uint8Array.of(32))] }),
        block(little, 0x0bad, [text('skipped!')]),
        interfaceBlock(little, {
          options: [...option(3, text('network B')), ...option(13, Uint8Array.of(4)), ...option(1, text('remark'))],
        }),
        enhanced(little, { index: 1, time: 5n, data: text('enhanced') }),
        block(little, 3, [[32, 9], text('simp')]),
        block(little, 2, [[16, 0], [16, 7], [32, 1], [32, 2], [32, 3], [32, 64], text('old'), padding(3)]),
        block(little, 5, [
          [32, 0],
          [32, 0],
          [32, 0],
        ]),
        // the flags of the packet say that its check sequence has 4 byte
        enhanced(little, { data: text('flags'), options: [...option(2, bytesOf(little, [[32, 4 << 5]])), ...option(0, text(''))] }),
      );
    const bytes = joined(sectionOf(true), sectionOf(false));
    const { records, codes } = read([bytes]);
    const expected = [
      [5_000n, 8, 'enhanced', 4, 'network B'],
      [undefined, 9, 'simp', 4, 'A'],
      [4_294_967_298n, 64, 'old', 4, 'A'],
      [0n, 5, 'flags', 4, 'A'],
    ];
    t.strictSame(
      records.map((record) => [
        record.timestampNanoseconds,
        record.originalBytes,
        new TextDecoder().decode(record.bytes),
        record.checkSequenceBytes,
        record.interface.name,
      ]),
      [...expected, ...expected],
    );
    t.strictSame(
      records.map(({ number }) => number),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    t.strictSame(
      records.map((record) => record.interface.index),
      [1, 0, 0, 0, 3, 2, 2, 2],
    );
    t.strictSame(codes, ['AFDX-305', 'AFDX-305'], 'a simple packet block has no time');
    for (const length of [1, 7, 4096])
      t.strictSame(told(read(piecesOf(bytes, length))), told({ records } as Read), `in pieces of ${length}`);
  },
);

testCase(
  {
    id: 'TC-MON-002-02',
    verifies: ['LLR-MON-002', 'HLR-MON-001'],
    kind: 'robustness',
    intent: 'leaves out pcapng packets that contradict themselves and reads on behind them',
  },
  (t) => {
    const good = enhanced(true, { data: text('good') });
    const after = (...blocks: readonly Uint8Array[]): Read => read([joined(section(true), interfaceBlock(true), ...blocks, good)]);
    const bad: readonly Uint8Array[] = [
      enhanced(true, { index: 1, data: text('x') }),
      block(true, 6, [
        [32, 0],
        [32, 0],
      ]),
      block(true, 6, [[32, 0], [32, 0], [32, 0], [32, 5], [32, 5], text('four')]),
      block(true, 6, [[32, 0], [32, 0], [32, 0], [32, 0xffff_ffff], [32, 5], text('four')]),
      block(true, 3, []),
      block(true, 3, [[32, 400]]),
    ];
    for (const one of bad) {
      const { records, codes, count } = after(one);
      t.strictSame([codes, records.length, count, records[0]?.number], [['AFDX-303'], 1, 2, 2]);
    }
    t.strictSame(after(enhanced(true, { data: text('abc'), original: 2 })).codes, ['AFDX-303']);
    const brokenOption = after(
      enhanced(true, {
        data: text('abc'),
        options: [
          [16, 2],
          [16, 400],
        ],
      }),
    );
    t.strictSame([brokenOption.codes, brokenOption.records.length], [['AFDX-303'], 2]);
    for (const options of [
      [
        [16, 2],
        [16, 99],
      ] as const,
      option(9, text('66')),
      option(13, Uint8Array.of(5)),
      option(14, text('1')),
    ])
      t.strictSame(read([joined(section(true), interfaceBlock(true, { options }), good)]).codes, ['AFDX-303']);
    const other = read([joined(section(true, { major: 2 }), interfaceBlock(true), good, section(true), interfaceBlock(true), good)]);
    t.strictSame([other.codes, other.records.length], [['AFDX-304'], 1], 'a section of another version is left out, the next one read');
    const wireless = read([joined(section(true), interfaceBlock(true, { linkType: 127 }), good)]);
    t.strictSame([wireless.codes, wireless.records.length, wireless.count], [['AFDX-304'], 0, 1]);
    t.strictSame(read([joined(section(true), good)]).codes, ['AFDX-303'], 'an interface is described before its packets');
  },
);

testCase(
  {
    id: 'TC-MON-002-03',
    verifies: ['LLR-MON-002'],
    kind: 'robustness',
    intent: 'takes the check sequence from the flags of a packet where they are whole, and refuses a simple packet of no interface',
  },
  (t) => {
    const checkOf = (...options: readonly Field[]): number | undefined => {
      const from = interfaceBlock(true, { options: option(13, Uint8Array.of(0)) });
      return read([joined(section(true), from, enhanced(true, { data: text('x'), options }))]).records[0]?.checkSequenceBytes;
    };
    const flags = bytesOf(true, [[32, 4 << 5]]);
    t.equal(checkOf(...option(1, text('remark')), ...option(2, flags)), 4, 'behind a remark');
    t.equal(checkOf(...option(1, text('remark'))), 0, 'as the interface says');
    t.equal(checkOf(...option(2, flags.subarray(0, 3))), 0, 'flags have four byte');
    const simple = read([joined(section(true), block(true, 3, [[32, 4], text('simp')]))]);
    t.strictSame([simple.codes, simple.records, simple.count], [['AFDX-303'], [], 1]);
    t.match(simple.messages[0], 'is of interface 0, which is not described before');
  },
);

testCase(
  {
    id: 'TC-MON-003-01',
    verifies: ['LLR-MON-003'],
    kind: 'normal',
    intent: 'gives exact times for resolutions of powers of 10 and of 2, with offsets before and after 1970',
  },
  (t) => {
    const timeOf = (options: readonly Field[], time: bigint): readonly unknown[] => {
      const record = oneTime(options, time).records[0];
      return [record?.timestampNanoseconds, rationalText(record?.remainderNanoseconds ?? rational(-1n))];
    };
    t.strictSame(timeOf([], 7n), [7_000n, '0'], 'microseconds unless told');
    t.strictSame(timeOf(resolution(0), 3n), [3_000_000_000n, '0']);
    t.strictSame(timeOf(resolution(9), (1n << 64n) - 1n), [18_446_744_073_709_551_615n, '0']);
    t.strictSame(timeOf(resolution(12), 1_234_567n), [1_234n, '567/1000']);
    t.strictSame(timeOf(resolution(0x80 | 10), 3n), [2_929_687n, '1/2'], '3/1024 s');
    t.strictSame(timeOf(resolution(0x80 | 32), 1n << 31n), [500_000_000n, '0']);
    t.strictSame(timeOf([...resolution(9), ...offset(1_700_000_000n)], 5n), [1_700_000_000_000_000_005n, '0']);
    t.strictSame(timeOf([...resolution(12), ...offset(-2n)], 1_500n), [-1_999_999_999n, '1/2']);
    const big = [...resolution(9), ...option(14, bytesOf(false, [[64, (1n << 32n) + 2n]]))];
    const late = read([joined(section(false), interfaceBlock(false, { options: big }), enhanced(false, { time: 5n, data: text('x') }))]);
    t.equal(late.records[0]?.timestampNanoseconds, 4_294_967_298_000_000_005n, 'an offset of 2^32 + 2 s, high byte first');
    const property = fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), fc.integer({ min: 0, max: 255 }), (count, value) => {
      const record = oneTime(resolution(value), count).records[0];
      if (record?.timestampNanoseconds === undefined) return false;
      const { numerator, denominator } = record.remainderNanoseconds;
      const unit = (value & 0x80) === 0 ? 10n ** BigInt(value & 0x7f) : 2n ** BigInt(value & 0x7f);
      // (ns + remainder) · unit = count · 10^9, and 0 <= remainder < 1
      const exact = (record.timestampNanoseconds * denominator + numerator) * unit === count * 1_000_000_000n * denominator;
      return exact && numerator >= 0n && numerator < denominator;
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 300 }));
  },
);

testCase(
  {
    id: 'TC-MON-003-02',
    verifies: ['LLR-MON-003', 'HLR-MON-004'],
    kind: 'robustness',
    intent: 'states a tolerance that no difference of two rounded times exceeds',
  },
  (t) => {
    const tolerance = (value: number): bigint => timestampToleranceNanosecondsOf(resolutionNanosecondsOf(value));
    t.strictSame([tolerance(9), tolerance(6), tolerance(3), tolerance(12), tolerance(0x80 | 20)], [0n, 999n, 999_999n, 1n, 954n]);
    const instant = fc.bigInt({ min: 0n, max: 10n ** 18n });
    const property = fc.property(instant, instant, fc.constantFrom(3, 6, 8, 9, 12, 0x80 | 10, 0x80 | 20, 0x80 | 32), (a, b, value) => {
      const { numerator, denominator } = resolutionNanosecondsOf(value);
      // a clock of the resolution cuts the instant off, and the reader cuts off what is less than a nanosecond
      const seen = (time: bigint): bigint => (((time * denominator) / numerator) * numerator) / denominator;
      const error = seen(a) - seen(b) - (a - b);
      return (error < 0n ? -error : error) <= tolerance(value);
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 1000 }));
  },
);

/** Two good captures to be damaged. */
const samples: readonly Uint8Array[] = [
  joined(pcapHeader(true), ...[1, 2, 3].map((seconds) => pcapRecord(true, { seconds, data: text(`record ${seconds}`) }))),
  joined(
    section(false),
    interfaceBlock(false, { options: [...option(2, text('A')), ...resolution(9)] }),
    ...[1n, 2n, 3n].map((time) => enhanced(false, { time, data: text(`record ${time}`) })),
  ),
];

testCase(
  {
    id: 'TC-MON-004-01',
    verifies: ['LLR-MON-004', 'HLR-MON-001'],
    kind: 'normal',
    intent: 'gives the records before a capture ends and the byte where the broken one begins, for each length of the rest',
  },
  (t) => {
    for (const sample of samples) {
      const whole = read([sample]);
      const ends = [...whole.records.slice(1).map((record) => record.offset), sample.length];
      const begin = whole.records[0]?.offset ?? 0;
      for (let length = begin; length <= sample.length; length += 1) {
        const { records, codes, messages } = read(piecesOf(sample.subarray(0, length), 5));
        t.equal(records.length, ends.filter((end) => end <= length).length, `${length} byte`);
        if (length === begin || ends.includes(length)) t.strictSame(codes, []);
        else {
          t.strictSame(codes, ['AFDX-301']);
          t.match(messages[0], `ends at byte ${length}`);
          t.match(messages[0], `begins at byte ${ends.filter((end) => end <= length).at(-1) ?? begin}`);
        }
      }
    }
  },
);

testCase(
  {
    id: 'TC-MON-004-02',
    verifies: ['LLR-MON-004', 'HLR-MON-001'],
    kind: 'robustness',
    intent: 'neither crashes nor hangs nor differs by pieces on random bytes and on captures with changed, added and removed bytes',
  },
  (t) => {
    const start = fc.constantFrom(...samples.map((sample) => sample.subarray(0, 48)), new Uint8Array(0));
    const random = fc.tuple(start, fc.uint8Array({ maxLength: 300 })).map(([head, tail]) => joined(head, tail));
    const change = fc.record({ at: fc.nat(250), remove: fc.integer({ min: 0, max: 4 }), put: fc.uint8Array({ maxLength: 4 }) });
    const mutated = fc.tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 })).map(([sample, changes]) =>
      changes.reduce((bytes, { at, remove, put }) => {
        const place = at % bytes.length;
        return joined(bytes.subarray(0, place), put, bytes.subarray(place + remove));
      }, sample),
    );
    const property = fc.property(fc.oneof(random, mutated), fc.integer({ min: 1, max: 40 }), (bytes, length) => {
      const [whole, cut] = [read([bytes]), read(piecesOf(bytes, length))];
      const inside = whole.records.every(
        (record) => record.offset + record.bytes.length <= bytes.length && record.bytes.length <= record.originalBytes,
      );
      return inside && JSON.stringify([told(whole), whole.messages], bigints) === JSON.stringify([told(cut), cut.messages], bigints);
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 3000 }));
    for (const [bytes, word] of [
      [text('not a capture'), 'does not begin'],
      [Uint8Array.of(0x1f, 0x8b, 8, 0), 'gzip'],
      [Uint8Array.of(0x34, 0xcd, 0xb2, 0xa1), 'modified'],
      [Uint8Array.of(1, 2, 3), '3 byte'],
      [new Uint8Array(0), '0 byte'],
    ] as const) {
      const { codes, messages } = read([bytes]);
      t.strictSame(codes, ['AFDX-300']);
      t.match(messages[0], word);
    }
    const stops: readonly (readonly [string, Uint8Array])[] = [
      [
        'a record of 262145 byte',
        joined(
          pcapHeader(true),
          bytesOf(true, [
            [32, 0],
            [32, 0],
            [32, 262_145],
            [32, 0],
          ]),
        ),
      ],
      [
        'a block of 11 byte',
        joined(
          section(true),
          bytesOf(true, [
            [32, 6],
            [32, 11],
            [32, 0],
          ]),
        ),
      ],
      [
        'a block of 14 byte',
        joined(
          section(true),
          bytesOf(true, [
            [32, 6],
            [32, 14],
            [32, 0],
          ]),
        ),
      ],
      [
        'a block of 4 GB',
        joined(
          section(true),
          bytesOf(true, [
            [32, 6],
            [32, 0xffff_fffc],
            [32, 0],
          ]),
        ),
      ],
      [
        'other lengths at both ends',
        joined(
          section(true),
          bytesOf(true, [
            [32, 9],
            [32, 12],
            [32, 16],
          ]),
        ),
      ],
      [
        'no byte-order magic',
        bytesOf(true, [
          [32, 0x0a0d0d0a],
          [32, 28],
          [32, 1],
          [64, 0n],
          [64, 0n],
        ]),
      ],
      ['an interface without fields', joined(section(true), block(true, 1, [[32, 1]]))],
    ];
    for (const [what, bytes] of stops) t.strictSame(read([bytes]).codes, ['AFDX-302'], what);
    t.match(read([stops.find(([what]) => what.includes('magic'))?.[1] ?? text('')]).messages[0], 'no byte-order magic');
    const many = joined(section(true), ...Array.from({ length: 3 }, () => interfaceBlock(true)));
    const endless = (function* endlessInterfaces(): Generator<Uint8Array> {
      yield many;
      for (;;) yield interfaceBlock(true);
    })();
    t.match(read(endless).messages[0], '65536 interfaces');
  },
);

testCase(
  {
    id: 'TC-MON-004-04',
    verifies: ['LLR-MON-004'],
    kind: 'robustness',
    intent: 'says that a file ends within its header, and gives nothing after a capture that cannot be read on',
  },
  (t) => {
    const { codes, messages } = read([pcapHeader(true).subarray(0, 10)]);
    t.strictSame(codes, ['AFDX-301']);
    t.match(messages[0], /^the capture ends at byte 10 within the header of the file that begins at byte 0$/);
    const log = new FindingLog('c.pcap');
    const reader = new CaptureReader(log);
    reader.push(text('no capture'));
    t.equal(reader.next(), 'stop');
    reader.push(samples[0] ?? text(''));
    reader.end();
    t.strictSame([reader.next(), reader.next(), reader.recordCount], ['stop', 'stop', 0]);
    t.strictSame(
      log.diagnostics().map(({ code }) => code),
      ['AFDX-300'],
    );
  },
);

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}

testCase(
  {
    id: 'TC-MON-004-03',
    verifies: ['LLR-MON-004'],
    kind: 'normal',
    intent: 'hands out bytes that later pieces leave unchanged, and keeps no more than what was not taken',
  },
  (t) => {
    const property = fc.property(fc.array(fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.nat(12)), { maxLength: 30 }), (steps) => {
      const queue = new ByteQueue();
      let left: readonly number[] = [];
      const given: { readonly view: Uint8Array; readonly copy: string }[] = [];
      for (const [piece, count] of steps) {
        if (piece.length > 0) queue.push(piece);
        left = [...left, ...piece];
        const view = queue.peek(count);
        if ((view === undefined) !== count > left.length) return false;
        if (view === undefined) continue;
        if (`${[...view]}` !== `${left.slice(0, count)}`) return false;
        given.push({ view, copy: `${[...view]}` });
        queue.skip(count);
        left = left.slice(count);
        if (queue.available !== left.length) return false;
      }
      return (
        given.every(({ view, copy }) => `${[...view]}` === copy) &&
        queue.offset + queue.available === steps.reduce((sum, [piece]) => sum + piece.length, 0)
      );
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 500 }));
    // 100 MB in pieces of 1 MB, each holding whole records: memory stays at the size of a piece
    const record = pcapRecord(true, { data: new Uint8Array(984) });
    const piece = joined(...Array.from({ length: 1000 }, () => record));
    let largest = 0;
    let count = 0;
    const pieces = (function* manyPieces(): Generator<Uint8Array> {
      yield pcapHeader(true);
      for (let index = 0; index < 100; index += 1) yield piece;
    })();
    readCapture({ path: 'big', pieces }, (one) => {
      count += 1;
      largest = Math.max(largest, one.bytes.buffer.byteLength);
    });
    t.strictSame([count, largest], [100_000, 1_000_000]);
  },
);

testCase(
  {
    id: 'TC-MON-005-01',
    verifies: ['LLR-MON-005', 'HLR-MON-003'],
    kind: 'normal',
    intent: 'keeps a finding with record number, place, reason and remedy',
  },
  (t) => {
    const log = new FindingLog('a.pcap');
    log.add({ code: 'AFDX-310', record: 17, virtualLink: 5, message: 'm' });
    log.add({ code: 'AFDX-332', record: 0, message: 'whole' });
    t.strictSame(log.diagnostics(), [
      {
        code: 'AFDX-310',
        severity: 'error',
        message: 'record 17: m',
        place: { path: 'a.pcap', line: 17, column: 1 },
        why: findingTexts['AFDX-310'].why,
        fix: findingTexts['AFDX-310'].fix,
        subjects: ['VL-5'],
      },
      {
        code: 'AFDX-332',
        severity: 'error',
        message: 'whole',
        place: { path: 'a.pcap', line: 1, column: 1 },
        why: findingTexts['AFDX-332'].why,
        fix: findingTexts['AFDX-332'].fix,
      },
    ]);
    t.ok(Object.values(findingTexts).every(({ why, fix }) => why.length > 10 && fix.length > 10));
  },
);

testCase(
  {
    id: 'TC-MON-005-02',
    verifies: ['LLR-MON-005', 'HLR-MON-003'],
    kind: 'robustness',
    intent: 'tells the number of 99997 further findings of one kind in one, and does not lose the single one of another',
  },
  (t) => {
    const log = new FindingLog('a.pcap');
    for (let record = 1; record <= 100_000; record += 1) log.add({ code: 'AFDX-318', record, virtualLink: 1, message: `frame ${record}` });
    log.add({ code: 'AFDX-318', record: 100_001, virtualLink: 2, message: 'other' });
    log.add({ code: 'AFDX-318', record: 100_002, virtualLink: 1, kind: 'B', message: 'kind' });
    t.strictSame(
      log.diagnostics().map(({ message }) => message),
      [
        'record 1: frame 1',
        'record 2: frame 2',
        'record 3: frame 3',
        'record 100001: other',
        'record 100002: kind',
        'record 100000: 99997 more like this, the last: frame 100000',
      ],
    );
    t.equal(log.countOf('AFDX-318'), 100_002);
    const three = new FindingLog('a.pcap');
    for (let record = 1; record <= 3; record += 1) three.add({ code: 'AFDX-318', record, message: 'm' });
    t.equal(three.diagnostics().length, 3, 'three are shown, and no number of further ones');
    t.equal(log.countOf('AFDX-310'), 0);
  },
);

testCase(
  {
    id: 'TC-MON-006-01',
    verifies: ['LLR-MON-006', 'HLR-MON-002'],
    kind: 'normal',
    intent: 'writes the bytes that the published layouts ask for, and what the reader gives back',
  },
  (t) => {
    const pcap = captureWriter({ format: 'pcap', interfaces: ['A'], checkSequence: true });
    pcap.add({ timestampNanoseconds: 1_000_000_007n, interface: 0, frameBytes: text('abcde') });
    const pcapBytes = pcap.take();
    t.strictSame(
      pcapBytes,
      joined(
        pcapHeader(true, { magic: 0xa1b23c4d, snapLength: 262_144, kind: 0x2400_0001 }),
        pcapRecord(true, { seconds: 1, fraction: 7, data: text('abcde') }),
      ),
    );
    t.strictSame(pcap.take(), new Uint8Array(0), 'what was taken is not given again');
    const bare = captureWriter({ format: 'pcap', interfaces: ['A'], checkSequence: false });
    t.strictSame(bare.take(), pcapHeader(true, { magic: 0xa1b23c4d, snapLength: 262_144, kind: 0x0400_0001 }));
    const pcapng = captureWriter({ format: 'pcapng', interfaces: ['A', 'B'], checkSequence: false });
    pcapng.add({ timestampNanoseconds: (1n << 63n) + 5n, interface: 1, frameBytes: text('abcde') });
    const named = (name: string): Uint8Array =>
      interfaceBlock(true, {
        options: [...option(2, text(name)), ...resolution(9), ...option(13, Uint8Array.of(0)), ...option(0, text(''))],
      });
    const header = block(true, 0x0a0d0d0a, [
      [32, 0x1a2b3c4d],
      [16, 1],
      [16, 0],
      [64, -1n],
      ...option(4, text('AMPEL360')),
      ...option(0, text('')),
    ]);
    t.strictSame(
      pcapng.take(),
      joined(header, named('A'), named('B'), enhanced(true, { index: 1, time: (1n << 63n) + 5n, data: text('abcde') })),
    );
    const frame = fc.record({
      timestampNanoseconds: fc.bigInt({ min: 0n, max: (1n << 62n) - 1n }),
      interface: fc.nat(1),
      frameBytes: fc.uint8Array({ maxLength: 90 }),
    });
    const property = fc.property(fc.array(frame, { maxLength: 20 }), fc.boolean(), (frames, checkSequence) => {
      const writer = captureWriter({ format: 'pcapng', interfaces: ['A', 'B'], checkSequence });
      const parts = frames.map((one) => {
        writer.add(one);
        return writer.take();
      });
      const again = captureWriter({ format: 'pcapng', interfaces: ['A', 'B'], checkSequence });
      for (const one of frames) again.add(one);
      const bytes = again.take();
      const { records, codes } = read([bytes]);
      const same = frames.every((one, index) => {
        const record = records[index];
        return (
          record?.timestampNanoseconds === one.timestampNanoseconds &&
          record.interface.index === one.interface &&
          `${record.bytes}` === `${one.frameBytes}` &&
          record.checkSequenceBytes === (checkSequence ? 4 : 0)
        );
      });
      return (
        same && records.length === frames.length && codes.length === 0 && (frames.length === 0 || `${joined(...parts)}` === `${bytes}`)
      );
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 200 }));
  },
);

testCase(
  {
    id: 'TC-MON-006-02',
    verifies: ['LLR-MON-006', 'HLR-MON-002'],
    kind: 'robustness',
    intent: 'refuses times that the form cannot hold, unknown interfaces, and a second interface in pcap',
  },
  (t) => {
    const frameBytes = text('x');
    const second = 1_000_000_000n;
    for (const [format, last] of [
      ['pcap', (second << 32n) - 1n],
      ['pcapng', (1n << 64n) - 1n],
    ] as const) {
      const writer = captureWriter({ format, interfaces: ['A'], checkSequence: true });
      writer.add({ timestampNanoseconds: last, interface: 0, frameBytes });
      t.equal(read([writer.take()]).records[0]?.timestampNanoseconds, last);
      t.throws(() => writer.add({ timestampNanoseconds: last + 1n, interface: 0, frameBytes }), RangeError);
      t.throws(() => writer.add({ timestampNanoseconds: -1n, interface: 0, frameBytes }), RangeError);
      t.throws(() => writer.add({ timestampNanoseconds: 0n, interface: 1, frameBytes }), RangeError);
      t.equal(writer.take().length, 0, 'nothing was written of them');
    }
    t.throws(() => captureWriter({ format: 'pcap', interfaces: ['A', 'B'], checkSequence: true }), RangeError);
    t.throws(() => captureWriter({ format: 'pcap', interfaces: [], checkSequence: true }), RangeError);
  },
);

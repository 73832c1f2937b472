import fc from 'fast-check';
import { compareDiagnostics, type Diagnostic } from '../../src/kernel/diagnostic.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { messageFindingsOf } from '../../src/twin/afdx/synthesis/check-messages.js';
import type { AfdxColumns } from '../../src/twin/afdx/synthesis/columns.generated.js';
import { readCsv } from '../../src/twin/afdx/synthesis/csv.js';
import type { Message } from '../../src/twin/afdx/synthesis/message.js';
import { plainColumns, readColumns } from '../../src/twin/afdx/synthesis/read-columns.js';
import { readMessageTable } from '../../src/twin/afdx/synthesis/read-message-table.js';
import { readMessages } from '../../src/twin/afdx/synthesis/read-messages.js';
import { testCase } from '../support/test-case.js';
import { emptyNetwork, message } from './message-sets.js';

const first = {
  name: 'Pitch rate',
  purpose: 'Rate for the flight control law',
  sizeBytes: 64,
  periodMilliseconds: 16,
  deadlineMicroseconds: 8000,
  criticality: 'A',
  source: 'ADIRU-1',
  destinations: ['FCC-1', 'FCC-2'],
};
const second = {
  ...first,
  name: 'Cabin light',
  purpose: undefined,
  deadlineMicroseconds: undefined,
  deadlineMilliseconds: 50,
  redundancyLevel: 1,
};
const textOf = (messages: readonly unknown[]): string => JSON.stringify({ title: 'set', messages }, undefined, 1);
const codes = (diagnostics: readonly Diagnostic[]): readonly string[] => diagnostics.map(({ code }) => code);

testCase(
  {
    id: 'TC-VLO-001-01',
    verifies: ['LLR-VLO-001', 'HLR-VLO-001'],
    kind: 'normal',
    intent: 'reads the figures of each message of a JSON file, deadlines in either unit',
  },
  (t) => {
    const { value, diagnostics } = readMessages({ path: 'm.json', text: textOf([first, second]) });
    t.strictSame(diagnostics, []);
    t.equal(value?.title, 'set');
    t.match(value?.messages[0], { ...first, redundancyLevel: 2, advisoryReason: undefined, place: { path: 'm.json', line: 4 } });
    t.match(value?.messages[1], { name: 'Cabin light', purpose: 'Cabin light', deadlineMicroseconds: 50_000, redundancyLevel: 1 });
  },
);

testCase(
  {
    id: 'TC-VLO-001-02',
    verifies: ['LLR-VLO-001', 'HLR-VLO-001'],
    kind: 'robustness',
    intent: 'reports each departure of a message file or a mapping where it is, and gives no messages',
  },
  (t) => {
    const read = (text: string) => readMessages({ path: 'm.json', text });
    t.strictSame(codes(read('{').diagnostics), ['AFDX-240']);
    t.strictSame(codes(read(' '.repeat(64_000_001)).diagnostics), ['AFDX-240']);
    const wrong = read(
      textOf([
        { ...first, sizeBytes: 0 },
        { ...first, name: 'b', criticality: 'F', extra: 1 },
        { ...first, name: 'c', destinations: [] },
      ]),
    );
    t.equal(wrong.value, undefined);
    t.strictSame(codes(wrong.diagnostics), ['AFDX-241', 'AFDX-241', 'AFDX-241', 'AFDX-241']);
    t.ok(wrong.diagnostics.every(({ place }) => (place?.line ?? 0) > 3));
    t.match(wrong.diagnostics.map(({ message: said }) => said).join('; '), /sizeBytes must be >= 1.*"A", "B".*is not known here/s);
    const doubtful = read(
      textOf([{ ...first, deadlineMilliseconds: 8 }, { ...first, name: 'none', deadlineMicroseconds: undefined }, first]),
    );
    t.strictSame(codes(doubtful.diagnostics), ['AFDX-241', 'AFDX-241', 'AFDX-245']);
    t.strictSame(
      doubtful.diagnostics.map(({ message: said }) => said),
      ['the message "Pitch rate" has two deadlines', 'the message "none" has no deadline', 'the message "Pitch rate" stands twice'],
    );
    t.strictSame(codes(readColumns({ path: 'c.json', text: '{"columns": {"name": ""}}' }).diagnostics.slice(0, 1)), ['AFDX-242']);
    t.strictSame(codes(readColumns({ path: 'c.json', text: 'x' }).diagnostics), ['AFDX-242']);
    const any = fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const { value: set, diagnostics } = read(JSON.stringify(value));
      return set === undefined && diagnostics.every(({ code, place }) => code === 'AFDX-241' && place !== undefined);
    });
    fc.assert(any, { numRuns: 200 });
  },
);

testCase(
  {
    id: 'TC-VLO-002-01',
    verifies: ['LLR-VLO-002', 'HLR-VLO-001'],
    kind: 'normal',
    intent: 'brings back each table that was written by the rules of RFC 4180',
  },
  (t) => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Z', '0', '"', ',', ';', '\n', '\r\n', ' ', 'µ', '.') }).map((text) => text.trim());
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const back = fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (rows, separator, lineEnd, mark) => {
        const body = rows.map((row) => row.map(quoted).join(separator)).join(lineEnd);
        const { rows: read, faults } = readCsv(`${mark ? '\uFEFF' : ''}${body}${lineEnd}`, separator);
        const kept = rows.filter((row) => row.some((text) => text !== ''));
        return faults.length === 0 && JSON.stringify(read.map(({ fields }) => fields.map(({ text }) => text))) === JSON.stringify(kept);
      },
    );
    fc.assert(back, { numRuns: 400 });
    const table = readCsv('a;b;c\r\n1; "x\ny" ;3\r\n;;\r\n4;5;6');
    t.equal(table.separator, ';');
    t.strictSame(
      table.rows.map(({ line, fields }) => [line, fields.map(({ text, line: at, column }) => `${text}@${at}:${column}`)]),
      [
        [1, ['a@1:1', 'b@1:3', 'c@1:5']],
        [2, ['1@2:1', 'x\ny@2:3', '3@3:5']],
        [5, ['4@5:1', '5@5:3', '6@5:5']],
      ],
    );
    t.equal(readCsv('a,b;c,d\n1,2,3').separator, ',');
    t.equal(readCsv('"a,b,c";d\n').separator, ';');
  },
);

testCase(
  {
    id: 'TC-VLO-002-02',
    verifies: ['LLR-VLO-002', 'HLR-VLO-001'],
    kind: 'robustness',
    intent: 'reports quotes that are not closed and text behind quotes, and ends on any text',
  },
  (t) => {
    t.strictSame(readCsv('a,b\n1,"2\n3,4\n').faults, [{ line: 2, column: 3, message: 'the quote that opens this field is never closed' }]);
    t.strictSame(
      readCsv('a,"b" x,c\n').faults.map(({ line, column }) => [line, column]),
      [[1, 3]],
    );
    t.strictSame(readCsv('').rows, []);
    t.strictSame(readCsv('\n\r\n,,\n').rows, []);
    const ends = fc.property(fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', ' '), maxLength: 40 }), (text) => {
      const lines = text.split('\n').length;
      return readCsv(text).rows.every(({ line, fields }) => line <= lines && fields.length > 0);
    });
    fc.assert(ends, { numRuns: 1000 });
  },
);

const columns: AfdxColumns = {
  columns: {
    name: 'Signal',
    source: 'TX LRU',
    destinations: 'RX LRUs',
    size: 'Bits',
    period: 'Rate',
    deadline: 'Max lat',
    criticality: 'DAL',
    redundancy: 'Net',
  },
  units: { size: 'bit', period: 'Hz', deadline: 'us' },
  endSystems: { 'Air data 1': 'ADIRU-1' },
  criticalities: { catastrophic: 'A' },
  defaults: { criticality: 'C' },
};
const head = 'Signal;TX LRU;RX LRUs;Bits;Rate;Max lat;DAL;Net;Remark';
const table = (rows: readonly string[], by = columns) => readMessageTable({ path: 'icd.csv', text: [head, ...rows].join('\r\n') }, by);

testCase(
  {
    id: 'TC-VLO-003-01',
    verifies: ['LLR-VLO-003', 'HLR-VLO-001'],
    kind: 'normal',
    intent: 'reads an interface control document by its mapping, rounded to the safe side',
  },
  (t) => {
    const { value, diagnostics } = table([
      'Pitch rate;Air data 1;FCC-1 FCC-2;513;62,5;7999.9;catastrophic;A+B;x',
      'Roll rate;ADIRU-1;FCC-1;8;60;8000;DAL-B;A;',
      'Yaw rate;ADIRU-1;"FCC-1  FCC-3";16;1;1000;;;',
    ]);
    t.strictSame(
      diagnostics.map(({ code, severity, place, message: said }) => [code, severity, place?.line, place?.column, said]),
      [
        ['AFDX-248', 'note', 2, 44, 'the deadline of 7999.9 us is planned as 7999 µs'],
        ['AFDX-248', 'note', 3, 27, 'the period of 60 Hz is planned as 16 ms'],
      ],
    );
    t.match(value?.messages[0], {
      name: 'Pitch rate',
      source: 'ADIRU-1',
      destinations: ['FCC-1', 'FCC-2'],
      sizeBytes: 65,
      periodMilliseconds: 16,
      deadlineMicroseconds: 7999,
      criticality: 'A',
      redundancyLevel: 2,
    });
    t.match(value?.messages[1], { sizeBytes: 1, periodMilliseconds: 16, criticality: 'B', redundancyLevel: 1 });
    t.match(value?.messages[2], { destinations: ['FCC-1', 'FCC-3'], periodMilliseconds: 1000, criticality: 'C', redundancyLevel: 2 });
    const byDestination = table(['P;ADIRU-1;FCC-1;8;100;5000;A;2;', 'Q;ADIRU-1;FCC-1;8;100;5000;A;2;', 'P;ADIRU-1;FCC-2;8;100;5000;A;2;'], {
      ...columns,
      rows: 'destination',
    });
    t.strictSame(
      byDestination.value?.messages.map(({ name, destinations }) => [name, destinations]),
      [
        ['P', ['FCC-1', 'FCC-2']],
        ['Q', ['FCC-1']],
      ],
    );
    const plain = readMessageTable(
      { path: 'p.csv', text: 'name,source,destinations,sizeBytes,periodMilliseconds,criticality\nm,E1,E2,10,20,D\n' },
      plainColumns,
    );
    t.strictSame(plain.diagnostics, []);
    t.match(plain.value?.messages[0], { deadlineMicroseconds: 20_000, redundancyLevel: 2, criticality: 'D' });
    // rates in Hz: the planned period never exceeds the true one, and is less than 1 ms below it
    const safe = fc.property(fc.integer({ min: 1, max: 1000 }), (hertz) => {
      const period = table([`m;E1;E2;8;${hertz};5000;A;2;`]).value?.messages[0]?.periodMilliseconds ?? 0;
      return period * hertz <= 1000 && (period + 1) * hertz > 1000;
    });
    fc.assert(safe, { numRuns: 100 });
  },
);

testCase(
  {
    id: 'TC-VLO-003-02',
    verifies: ['LLR-VLO-003', 'HLR-VLO-001'],
    kind: 'robustness',
    intent: 'reports every bad row and value with its place and gives no messages',
  },
  (t) => {
    const { value, diagnostics } = table([
      'a;E1;E2;0;50;5000;A;2;',
      'b;E1;E2;8;0;5000;A;2;',
      'c;E1;E2;8;50;x;A;2;',
      'd;E1;E2;8;50;5000;Q;2;',
      'e;E1;E2;8;50;5000;A;3;',
      'f;E1;E2;8;50;5000;A;2',
      ';E1;E2;8;50;5000;A;2;',
      'g;E1;E2;8;2000;5000;A;2;',
      'h;E1;E2;524288;50;5000;A;2;',
      'i;E1;E2;8;50;10000001;A;2;',
      'ok;E1;E2;8;50;5000;A;2;',
      'ok;E1;E2;8;50;5000;A;2;',
    ]);
    t.equal(value, undefined);
    t.strictSame(
      diagnostics.map(({ code, place }) => [code, place?.line, place?.column]),
      [
        ['AFDX-244', 2, 9],
        ['AFDX-244', 3, 11],
        ['AFDX-244', 4, 14],
        ['AFDX-244', 5, 19],
        ['AFDX-244', 6, 21],
        ['AFDX-243', 7, 1],
        ['AFDX-244', 8, 1],
        ['AFDX-244', 9, 11],
        ['AFDX-244', 10, 9],
        ['AFDX-244', 11, 14],
        ['AFDX-245', 13, 1],
      ],
    );
    const unlike = table(['P;E1;E2;8;100;5000;A;2;', 'P;E1;E3;16;100;5000;A;2;'], { ...columns, rows: 'destination' });
    t.strictSame(codes(unlike.diagnostics), ['AFDX-245']);
    const missing = readMessageTable({ path: 'i.csv', text: 'Signal;Signal;Bits\nx;y;1\n' }, columns);
    t.strictSame(codes(missing.diagnostics.filter(({ message: said }) => said.startsWith('the table has'))), Array(4).fill('AFDX-242'));
    t.strictSame(codes(readMessageTable({ path: 'e.csv', text: '' }, columns).diagnostics), Array(5).fill('AFDX-242'));
    t.ok(codes(table(['a;E1;E2;8;50;5000;"A;2;']).diagnostics).includes('AFDX-243'));
    const noLevel = readMessageTable(
      { path: 'n.csv', text: 'name,source,destinations,sizeBytes,periodMilliseconds\nm,E1,E2,10,20\n' },
      plainColumns,
    );
    t.strictSame(codes(noLevel.diagnostics), ['AFDX-244']);
    const ends = fc.property(fc.string({ unit: fc.constantFrom('"', ';', '\n', '1', 'A', ' ', '.', 'E'), maxLength: 60 }), (text) => {
      const read = table([text]);
      const sorted = [...read.diagnostics].sort(compareDiagnostics);
      return read.diagnostics.every((finding, at) => finding === sorted[at] && /^AFDX-24[2-8]$/.test(finding.code));
    });
    fc.assert(ends, { numRuns: 500 });
  },
);

const network = emptyNetwork({ switches: 1, cables: [], endSystems: 3 });
const levels: AfdxNetwork = {
  ...network,
  endSystems: network.endSystems.map((each, at) => ({ ...each, criticality: (['A', 'C', 'D'] as const)[at] ?? 'E' })),
};

testCase(
  {
    id: 'TC-VLO-006-01',
    verifies: ['LLR-VLO-006', 'HLR-VLO-001'],
    kind: 'normal',
    intent: 'accepts messages between end systems of the topology at their levels',
  },
  (t) => {
    const set = [
      message({ name: 'down', criticality: 'A', destinations: ['E2', 'E3'] }),
      message({ name: 'up', criticality: 'C', source: 'E2', destinations: ['E1'], advisoryReason: 'shown to the crew only' }),
      message({ name: 'low', criticality: 'D', source: 'E3', destinations: ['E2'] }),
    ];
    t.strictSame(messageFindingsOf(levels, set), []);
  },
);

testCase(
  {
    id: 'TC-VLO-006-02',
    verifies: ['LLR-VLO-006', 'HLR-VLO-001'],
    kind: 'robustness',
    intent: 'reports end points, levels and numbers that do not fit, each where its message stands',
  },
  (t) => {
    const at = (line: number) => ({ place: { path: 'm.json', line, column: 1 } });
    const found = messageFindingsOf(levels, [
      message({ name: 'a', source: 'X', ...at(2) }),
      message({ name: 'b', destinations: ['E2', 'Y', 'Y'], ...at(3) }),
      message({ name: 'c', destinations: ['E1'], ...at(4) }),
      message({ name: 'd', destinations: [], ...at(5) }),
      message({ name: 'e', source: 'E3', criticality: 'B', destinations: ['E2'], ...at(6) }),
      message({ name: 'f', source: 'E2', criticality: 'C', destinations: ['E1'], ...at(7) }),
    ]);
    t.strictSame(
      found.map(({ code, place, subjects }) => [code, place?.line, subjects?.[0]]),
      [
        ['AFDX-246', 2, 'MSG-a'],
        ['AFDX-246', 3, 'MSG-b'],
        ['AFDX-246', 3, 'MSG-b'],
        ['AFDX-246', 4, 'MSG-c'],
        ['AFDX-246', 5, 'MSG-d'],
        ['AFDX-247', 6, 'MSG-e'],
        ['AFDX-247', 7, 'MSG-f'],
      ],
    );
    const many = (count: number, source: (index: number) => string): readonly Message[] =>
      Array.from({ length: count }, (_, index) => message({ name: `m${index}`, source: source(index), destinations: ['E3'] }));
    t.strictSame(
      messageFindingsOf(
        network,
        many(512, () => 'E1'),
      ),
      [],
    );
    t.strictSame(
      codes(
        messageFindingsOf(
          network,
          many(513, () => 'E1'),
        ),
      ),
      ['AFDX-246'],
    );
    const large = emptyNetwork({ switches: 1, cables: [], endSystems: 250 });
    t.strictSame(
      codes(
        messageFindingsOf(
          large,
          many(20_001, (index) => `E${(index % 200) + 4}`),
        ),
      ),
      ['AFDX-246'],
    );
  },
);

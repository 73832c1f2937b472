import { testCase } from '../support/test-case.js';
import { codesFor, type Edit, expectNone, expectOnly, networkText, virtualLinkBlock } from './planted-defect.js';

const inBlock = (id: number, find: string, put: string): Edit => ({ after: virtualLinkBlock(id), find, put });
const inLine = (start: string, find: string, put: string): Edit => ({ after: start, find, put });
const extraLink = (from: string, to: string): Edit => ({
  after: '"links": [',
  find: '{ "id": "L-A-SW1-SW2"',
  put: `{ "id": "L-EXTRA", "ends": [${from}, ${to}], "rateBitsPerSecond": 100000000, "propagationDelayNanoseconds": 0 }, { "id": "L-A-SW1-SW2"`,
});
const end = (node: string, port: number): string => `{ "node": "${node}", "port": ${port} }`;
const newcomer = `{ "id": "NEW", "name": "New", "ataChapter": 46, "criticality": "D", "networkId": 9, "equipmentId": 1,
  "transmissionLatencyNanoseconds": 0, "receptionLatencyNanoseconds": 0 }`;
const twice = `"propagationDelayNanoseconds": 250 }, { "id": "L-TWICE", "ends": [${end('SW5B', 16)}, ${end('SW2B', 24)}],
  "rateBitsPerSecond": 100000000, "propagationDelayNanoseconds": 0 }`;
/** Virtual links of 64 byte from the attendant panel beside the one it has; its own links become faster, which keeps its jitter low. */
const clones = (count: number): readonly Edit[] => [
  inLine('{ "id": "CAP", "name"', '', ''),
  inLine('{ "id": "L-A-CAP"', '"rateBitsPerSecond": 100000000', '"rateBitsPerSecond": 1000000000'),
  inLine('{ "id": "L-B-CAP"', '"rateBitsPerSecond": 100000000', '"rateBitsPerSecond": 1000000000'),
  inLine('"virtualLinks": [', '{ "id": 2101', `${Array.from({ length: count }, (_, at) => clone(60000 + at)).join('')}{ "id": 2101`),
];
const clone = (id: number): string =>
  `{ "id": ${id}, "name": "Clone ${id}", "purpose": "test", "source": "CAP", "destinations": ["CMS"], "criticality": "D", "priority": "low",
  "redundancyLevel": 1, "bandwidthAllocationGapMilliseconds": 128, "minimumFrameBytes": 64, "maximumFrameBytes": 64,
  "deadlineMicroseconds": 60000, "skewMaximumMicroseconds": 0, "paths": { "A": { "CMS": ["SW5A"] } },
  "subVirtualLinks": [{ "name": "test", "payloadBytes": 17, "maximumFrameBytes": 64, "periodMilliseconds": 128 }] },\n`;

testCase(
  {
    id: 'TC-AFDX-003-01',
    verifies: ['LLR-AFDX-003', 'LLR-AFDX-002', 'HLR-AFDX-001', 'HLR-AFDX-002', 'HLR-AFDX-005', 'HLR-AFDX-006'],
    kind: 'normal',
    intent: 'finds nothing in the network of the aircraft',
  },
  (t) => expectNone(t, []),
);

testCase(
  {
    id: 'TC-AFDX-004-01',
    verifies: ['LLR-AFDX-004', 'HLR-AFDX-003'],
    kind: 'normal',
    intent: 'accepts a name that differs in one letter',
  },
  (t) => expectNone(t, [inBlock(2702, 'Control surface command, computer 2', 'Control surface command, computer l')]),
);

testCase(
  {
    id: 'TC-AFDX-004-02',
    verifies: ['LLR-AFDX-004', 'HLR-AFDX-003', 'HLR-AFDX-004'],
    kind: 'robustness',
    intent: 'reports each kind of repeated identifier',
  },
  (t) => {
    expectOnly(t, 'AFDX-102', [inBlock(2702, '2702', '2701')]);
    expectOnly(t, 'AFDX-102', [inBlock(2702, 'Control surface command, computer 2', 'Control surface command, computer 1')]);
    expectOnly(t, 'AFDX-102', [inLine('{ "id": "FCC-3"', 'Flight control computer 3', 'Flight control computer 1')]);
    expectOnly(t, 'AFDX-102', [inLine('"links": [', '"L-A-SW1-SW3"', '"L-A-SW1-SW2"')]);
  },
);

testCase(
  {
    id: 'TC-AFDX-005-02',
    verifies: ['LLR-AFDX-005', 'HLR-AFDX-009'],
    kind: 'robustness',
    intent: 'reports two end systems with one address',
  },
  (t) => expectOnly(t, 'AFDX-103', [inLine('{ "id": "FCC-3"', '"equipmentId": 2', '"equipmentId": 1')]),
);

testCase(
  {
    id: 'TC-AFDX-006-01',
    verifies: ['LLR-AFDX-006', 'HLR-AFDX-004'],
    kind: 'normal',
    intent: 'accepts a further link inside one network',
  },
  (t) => expectNone(t, [extraLink(end('SW3A', 16), end('SW4A', 16))]),
);

testCase(
  {
    id: 'TC-AFDX-006-02',
    verifies: ['LLR-AFDX-006', 'HLR-AFDX-004'],
    kind: 'robustness',
    intent: 'reports each kind of wrong link end',
  },
  (t) => {
    expectOnly(t, 'AFDX-110', [extraLink(end('SW1A', 24), end('NOBODY', 1))]);
    expectOnly(t, 'AFDX-110', [extraLink(end('SW1A', 24), end('SW1A', 23))]);
    expectOnly(t, 'AFDX-110', [extraLink(end('FCC-1', 3), end('FCC-2', 3))]);
    expectOnly(t, 'AFDX-110', [extraLink(end('SW1A', 24), end('SW1B', 24))]);
    expectOnly(t, 'AFDX-110', [inLine('"id": "L-B-SW2-SW5"', '"propagationDelayNanoseconds": 250 }', twice)]);
  },
);

testCase(
  {
    id: 'TC-AFDX-007-01',
    verifies: ['LLR-AFDX-007', 'HLR-AFDX-004'],
    kind: 'normal',
    intent: 'accepts a switch whose ports are all in use',
  },
  (t) => expectNone(t, [inLine('{ "id": "SW3A"', '"portCount": 16', '"portCount": 10')]),
);

testCase(
  {
    id: 'TC-AFDX-007-02',
    verifies: ['LLR-AFDX-007', 'HLR-AFDX-004'],
    kind: 'robustness',
    intent: 'reports a missing port and a port used twice',
  },
  (t) => {
    expectOnly(t, 'AFDX-111', [inLine('"links": [', end('SW1A', 2), end('SW1A', 25))]);
    expectOnly(t, 'AFDX-111', [inLine('"id": "L-A-SW1-SW3"', end('SW1A', 2), end('SW1A', 1))]);
  },
);

testCase(
  {
    id: 'TC-AFDX-008-01',
    verifies: ['LLR-AFDX-008'],
    kind: 'normal',
    intent: 'accepts a new end system with one link to each network',
  },
  (t) =>
    expectNone(t, [
      inLine('"endSystems": [', '{ "id": "FCC-1"', `${newcomer}, { "id": "FCC-1"`),
      extraLink(end('NEW', 1), end('SW1A', 24)),
      {
        ...extraLink(end('NEW', 2), end('SW1B', 24)),
        put: extraLink(end('NEW', 2), end('SW1B', 24)).put.replace('L-EXTRA', 'L-EXTRB'),
      },
    ]),
);

testCase(
  {
    id: 'TC-AFDX-008-02',
    verifies: ['LLR-AFDX-008', 'HLR-AFDX-004'],
    kind: 'robustness',
    intent: 'reports an end system with two links to a network or none',
  },
  (t) => {
    expectOnly(t, 'AFDX-112', [inLine('{ "id": "FCC-1"', '', ''), extraLink(end('FCC-1', 3), end('SW2A', 24))]);
    expectOnly(t, 'AFDX-112', [inLine('"endSystems": [', '{ "id": "FCC-1"', `${newcomer}, { "id": "FCC-1"`)]);
  },
);

testCase({ id: 'TC-AFDX-009-01', verifies: ['LLR-AFDX-009'], kind: 'normal', intent: 'accepts a switch latency of 100 000 ns' }, (t) =>
  expectNone(t, [inLine('{ "id": "SW2B"', '"technologicalLatencyNanoseconds": 16000', '"technologicalLatencyNanoseconds": 100000')]),
);

testCase(
  {
    id: 'TC-AFDX-009-02',
    verifies: ['LLR-AFDX-009', 'HLR-AFDX-004'],
    kind: 'robustness',
    intent: 'reports a switch latency of 100 001 ns',
  },
  (t) =>
    expectOnly(t, 'AFDX-113', [
      inLine('{ "id": "SW2B"', '"technologicalLatencyNanoseconds": 16000', '"technologicalLatencyNanoseconds": 100001'),
    ]),
);

testCase(
  {
    id: 'TC-AFDX-010-01',
    verifies: ['LLR-AFDX-010', 'HLR-AFDX-003'],
    kind: 'normal',
    intent: 'accepts each of the eight legal gaps',
  },
  (t) => {
    for (const gap of [1, 2, 4, 8, 16, 32, 64, 128]) {
      expectNone(t, [inBlock(4405, '"bandwidthAllocationGapMilliseconds": 128', `"bandwidthAllocationGapMilliseconds": ${gap}`)]);
    }
  },
);

testCase(
  {
    id: 'TC-AFDX-010-02',
    verifies: ['LLR-AFDX-010', 'HLR-AFDX-003'],
    kind: 'robustness',
    intent: 'reports gaps beside the legal ones',
  },
  (t) => {
    for (const gap of [3, 5, 10, 127, 129, 256, 65535]) {
      expectOnly(t, 'AFDX-120', [
        inBlock(4405, '"bandwidthAllocationGapMilliseconds": 128', `"bandwidthAllocationGapMilliseconds": ${gap}`),
      ]);
    }
  },
);

testCase(
  {
    id: 'TC-AFDX-011-01',
    verifies: ['LLR-AFDX-011', 'HLR-AFDX-003'],
    kind: 'normal',
    intent: 'accepts four queues that fill each gap',
  },
  (t) => {
    const queue = (at: string): Edit => inLine(`"name": "${at}"`, '"periodMilliseconds": 64', '"periodMilliseconds": 32');
    expectNone(t, [queue('Safety critical events'), queue('Anomaly detections'), queue('Health summaries'), queue('Performance metrics')]);
  },
);

testCase(
  {
    id: 'TC-AFDX-011-02',
    verifies: ['LLR-AFDX-011', 'HLR-AFDX-003'],
    kind: 'robustness',
    intent: 'reports a gap that does not divide a period, and more messages than gaps',
  },
  (t) => {
    expectOnly(t, 'AFDX-121', [inBlock(2701, '"periodMilliseconds": 8', '"periodMilliseconds": 12')]);
    expectOnly(t, 'AFDX-121', [inBlock(2701, '"periodMilliseconds": 8', '"periodMilliseconds": 4')]);
    expectOnly(t, 'AFDX-121', [
      inLine(
        '"name": "SATCOM downlink, priority data"',
        '"bandwidthAllocationGapMilliseconds": 8',
        '"bandwidthAllocationGapMilliseconds": 32',
      ),
    ]);
  },
);

testCase(
  {
    id: 'TC-AFDX-012-01',
    verifies: ['LLR-AFDX-012', 'HLR-AFDX-003'],
    kind: 'normal',
    intent: 'accepts frames of 1518 byte only',
  },
  (t) =>
    expectNone(t, [
      inBlock(2701, '"minimumFrameBytes": 64', '"minimumFrameBytes": 1518'),
      inBlock(2701, '"maximumFrameBytes": 196', '"maximumFrameBytes": 1518'),
    ]),
);

testCase(
  {
    id: 'TC-AFDX-012-02',
    verifies: ['LLR-AFDX-012', 'HLR-AFDX-003'],
    kind: 'robustness',
    intent: 'reports frames of 63 and 1519 byte and a smallest above the largest',
  },
  (t) => {
    expectOnly(t, 'AFDX-122', [inBlock(2701, '"minimumFrameBytes": 64', '"minimumFrameBytes": 63')]);
    expectOnly(t, 'AFDX-122', [inBlock(2701, '"maximumFrameBytes": 196', '"maximumFrameBytes": 1519')]);
    expectOnly(t, 'AFDX-122', [inBlock(2701, '"minimumFrameBytes": 64', '"minimumFrameBytes": 197')]);
  },
);

testCase(
  {
    id: 'TC-AFDX-013-01',
    verifies: ['LLR-AFDX-013', 'HLR-AFDX-003'],
    kind: 'normal',
    intent: 'accepts a message that fills its frame',
  },
  (t) => expectNone(t, [inBlock(2701, '"payloadBytes": 96', '"payloadBytes": 116')]),
);

testCase(
  {
    id: 'TC-AFDX-013-02',
    verifies: ['LLR-AFDX-013', 'HLR-AFDX-003'],
    kind: 'robustness',
    intent: 'reports a message, a short frame and a long frame that do not fit',
  },
  (t) => {
    expectOnly(t, 'AFDX-123', [inBlock(2701, '"payloadBytes": 96', '"payloadBytes": 117')]);
    expectOnly(t, 'AFDX-123', [
      inBlock(2701, '"payloadBytes": 96, "maximumFrameBytes": 163', '"payloadBytes": 1, "maximumFrameBytes": 63'),
    ]);
    expectOnly(t, 'AFDX-123', [
      inBlock(2701, '"payloadBytes": 96, "maximumFrameBytes": 163', '"payloadBytes": 96, "maximumFrameBytes": 197'),
    ]);
  },
);

testCase(
  {
    id: 'TC-AFDX-014-01',
    verifies: ['LLR-AFDX-014'],
    kind: 'normal',
    intent: 'accepts a virtual link with one destination fewer',
  },
  (t) =>
    expectNone(t, [
      inBlock(2701, '"ACT-L", "ACT-R", ', '"ACT-R", '),
      inBlock(2701, '"ACT-L": ["SW1A", "SW3A"], ', ''),
      inBlock(2701, '"ACT-L": ["SW1B", "SW3B"], ', ''),
    ]),
);

testCase(
  {
    id: 'TC-AFDX-014-02',
    verifies: ['LLR-AFDX-014', 'HLR-AFDX-005'],
    kind: 'robustness',
    intent: 'reports an unknown source, an unknown destination and a source among the destinations',
  },
  (t) => {
    expectOnly(t, 'AFDX-124', [inBlock(2701, '"source": "FCC-1"', '"source": "FCC-9"')]);
    expectOnly(t, 'AFDX-124', [
      inBlock(2701, '"ACT-L", ', '"ACT-X", '),
      inBlock(2701, '"ACT-L": ["SW1A"', '"ACT-X": ["SW1A"'),
      inBlock(2701, '"ACT-L": ["SW1B"', '"ACT-X": ["SW1B"'),
    ]);
    t.ok(codesFor([inBlock(2101, '"destinations": ["ECM-1"]', '"destinations": ["ECM-1", "ECS-1"]')]).includes('AFDX-124'));
  },
);

testCase(
  {
    id: 'TC-AFDX-015-01',
    verifies: ['LLR-AFDX-015', 'HLR-AFDX-005'],
    kind: 'normal',
    intent: 'accepts a virtual link of redundancy level 1 on network B only',
  },
  (t) =>
    expectNone(t, [
      inBlock(2101, '"redundancyLevel": 2', '"redundancyLevel": 1'),
      inBlock(2101, '"skewMaximumMicroseconds": 5000', '"skewMaximumMicroseconds": 0'),
      inBlock(2101, '"A": { "ECM-1": ["SW5A"] },', ''),
    ]),
);

testCase(
  {
    id: 'TC-AFDX-015-02',
    verifies: ['LLR-AFDX-015', 'HLR-AFDX-005'],
    kind: 'robustness',
    intent: 'reports a missing network, a missing route and a route to nobody',
  },
  (t) => {
    expectOnly(t, 'AFDX-130', [inBlock(2101, '"paths": {', '"paths": { '), inBlock(2101, '"A": { "ECM-1": ["SW5A"] },', '')]);
    expectOnly(t, 'AFDX-130', [
      inBlock(2101, '"paths": {', '"paths": { '),
      inBlock(2101, '"redundancyLevel": 2', '"redundancyLevel": 1'),
      inBlock(2101, '"skewMaximumMicroseconds": 5000', '"skewMaximumMicroseconds": 0'),
    ]);
    expectOnly(t, 'AFDX-130', [inBlock(2701, '"B": { "ACT-L": ["SW1B", "SW3B"], ', '"B": { ')]);
    expectOnly(t, 'AFDX-130', [inBlock(2101, '"B": { "ECM-1"', '"B": { "ECM-2": ["SW5B"], "ECM-1"')]);
  },
);

testCase(
  {
    id: 'TC-AFDX-016-01',
    verifies: ['LLR-AFDX-016', 'HLR-AFDX-005'],
    kind: 'normal',
    intent: 'accepts a detour over existing links',
  },
  (t) => expectNone(t, [inBlock(2407, '"FADEC-L": ["SW1A", "SW3A"]', '"FADEC-L": ["SW1A", "SW2A", "SW3A"]')]),
);

testCase(
  {
    id: 'TC-AFDX-016-02',
    verifies: ['LLR-AFDX-016', 'HLR-AFDX-005'],
    kind: 'robustness',
    intent: 'reports a missing link, an unknown switch, an end system on the way and an empty route',
  },
  (t) => {
    for (const route of ['"SW4A"', '"SW9A"', '"SW5A", "ECS-2"', '"SW3A", "SW4A", "SW5A"', '']) {
      expectOnly(t, 'AFDX-131', [inBlock(2101, '"A": { "ECM-1": ["SW5A"] }', `"A": { "ECM-1": [${route}] }`)]);
    }
  },
);

testCase(
  {
    id: 'TC-AFDX-017-01',
    verifies: ['LLR-AFDX-017', 'HLR-AFDX-005'],
    kind: 'normal',
    intent: 'accepts all routes of a tree led along another core switch',
  },
  (t) =>
    expectNone(t, [
      inBlock(2701, '"ACT-L": ["SW1A", "SW3A"]', '"ACT-L": ["SW1A", "SW2A", "SW3A"]'),
      inBlock(2701, '"ACT-R": ["SW1A", "SW4A"]', '"ACT-R": ["SW1A", "SW2A", "SW4A"]'),
    ]),
);

testCase(
  {
    id: 'TC-AFDX-017-02',
    verifies: ['LLR-AFDX-017', 'HLR-AFDX-005'],
    kind: 'robustness',
    intent: 'reports a loop and a fork that joins again',
  },
  (t) => {
    expectOnly(t, 'AFDX-132', [inBlock(2101, '"A": { "ECM-1": ["SW5A"] }', '"A": { "ECM-1": ["SW5A", "SW1A", "SW5A"] }')]);
    expectOnly(t, 'AFDX-132', [inBlock(2405, '"ECS-2": ["SW1A", "SW5A"]', '"ECS-2": ["SW1A", "SW2A", "SW5A"]')]);
  },
);

testCase(
  {
    id: 'TC-AFDX-018-01',
    verifies: ['LLR-AFDX-018', 'HLR-AFDX-005'],
    kind: 'normal',
    intent: 'accepts different routes on A and B',
  },
  (t) => expectNone(t, [inBlock(2407, '"FADEC-L": ["SW1B", "SW3B"]', '"FADEC-L": ["SW1B", "SW2B", "SW3B"]')]),
);

testCase(
  {
    id: 'TC-AFDX-018-02',
    verifies: ['LLR-AFDX-018', 'HLR-AFDX-005'],
    kind: 'robustness',
    intent: 'reports a route over a switch of the other network',
  },
  (t) => {
    expectOnly(t, 'AFDX-133', [inBlock(2101, '"A": { "ECM-1": ["SW5A"] }', '"A": { "ECM-1": ["SW5B"] }')]);
    expectOnly(t, 'AFDX-133', [
      inBlock(2101, '"A": { "ECM-1": ["SW5A"] }', '"A": { "ECM-1": ["SW5B"] }'),
      inBlock(2101, '"B": { "ECM-1": ["SW5B"] }', '"B": { "ECM-1": ["SW5A"] }'),
    ]);
  },
);

testCase(
  {
    id: 'TC-AFDX-019-01',
    verifies: ['LLR-AFDX-019', 'HLR-AFDX-007'],
    kind: 'normal',
    intent: 'accepts 128 virtual links of one end system',
  },
  (t) => expectNone(t, clones(127)),
);

testCase(
  {
    id: 'TC-AFDX-019-02',
    verifies: ['LLR-AFDX-019', 'HLR-AFDX-007'],
    kind: 'robustness',
    intent: 'reports 129 virtual links of one end system',
  },
  (t) => expectOnly(t, 'AFDX-140', clones(128)),
);

testCase(
  {
    id: 'TC-AFDX-022-01',
    verifies: ['LLR-AFDX-022', 'HLR-AFDX-006'],
    kind: 'normal',
    intent: 'accepts other reservations that add up to 100 %',
  },
  (t) =>
    expectNone(t, [
      inLine(
        '"reservationsPercent"',
        '"safetyCritical": 40, "missionCritical": 30, "nonCritical": 20, "spare": 10',
        '"safetyCritical": 70, "missionCritical": 10, "nonCritical": 10, "spare": 10',
      ),
    ]),
);

testCase(
  {
    id: 'TC-AFDX-022-02',
    verifies: ['LLR-AFDX-022', 'HLR-AFDX-006'],
    kind: 'robustness',
    intent: 'reports wrong sums and overdrawn shares',
  },
  (t) => {
    expectOnly(t, 'AFDX-143', [inLine('"reservationsPercent"', '"spare": 10', '"spare": 11')]);
    expectOnly(t, 'AFDX-143', [inLine('"id": "L-A-FDR"', '"rateBitsPerSecond": 100000000', '"rateBitsPerSecond": 2000000')]);
    expectOnly(t, 'AFDX-143', [
      inLine('"id": "L-A-SW1-SW2"', '', ''),
      inLine(
        '"reservationsPercent"',
        '"missionCritical": 30, "nonCritical": 20, "spare": 10',
        '"missionCritical": 30, "nonCritical": 0, "spare": 30',
      ),
    ]);
  },
);

testCase(
  {
    id: 'TC-AFDX-023-01',
    verifies: ['LLR-AFDX-023', 'HLR-AFDX-008'],
    kind: 'normal',
    intent: 'accepts either priority for DAL C',
  },
  (t) =>
    expectNone(t, [inBlock(2714, '"priority": "low"', '"priority": "high"'), inBlock(5701, '"priority": "high"', '"priority": "low"')]),
);

testCase(
  {
    id: 'TC-AFDX-023-02',
    verifies: ['LLR-AFDX-023', 'HLR-AFDX-008'],
    kind: 'robustness',
    intent: 'reports low priority of DAL A and B and high priority of DAL D and E',
  },
  (t) => {
    expectOnly(t, 'AFDX-150', [inBlock(2701, '"priority": "high"', '"priority": "low"')]);
    expectOnly(t, 'AFDX-150', [inBlock(2101, '"priority": "high"', '"priority": "low"')]);
    expectOnly(t, 'AFDX-150', [inBlock(4404, '"priority": "low"', '"priority": "high"')]);
    expectOnly(t, 'AFDX-150', [inLine('"name": "Cabin video"', '"priority": "low"', '"priority": "high"')]);
  },
);

testCase(
  {
    id: 'TC-AFDX-024-01',
    verifies: ['LLR-AFDX-024', 'HLR-AFDX-008'],
    kind: 'normal',
    intent: 'accepts a stated advisory use by a destination of DAL A',
  },
  (t) => expectNone(t, [inBlock(2407, '"reason": "', '"reason": "Reviewed. ')]),
);

testCase(
  {
    id: 'TC-AFDX-024-02',
    verifies: ['LLR-AFDX-024', 'HLR-AFDX-008'],
    kind: 'robustness',
    intent: 'reports weak sources, unstated dependence and needless statements',
  },
  (t) => {
    expectOnly(t, 'AFDX-151', [inBlock(2405, '"criticality": "B"', '"criticality": "A"')]);
    expectOnly(t, 'AFDX-151', [
      inBlock(2403, '"destinations": ["EPC-2"],', '"destinations": ["EPC-2"], '),
      inBlock(2403, '"criticality": "B"', '"criticality": "C"'),
    ]);
    expectOnly(t, 'AFDX-151', [
      inBlock(2407, '"advisoryUse": { "destinations": ["FADEC-L"]', '"advisoryUse": { "destinations": ["FADEC-L", "FADEC-R"]'),
    ]);
    expectOnly(t, 'AFDX-151', [
      inBlock(2407, '"destinations": ["FADEC-L"],', '"destinations": ["FADEC-L"], '),
      inBlock(2407, '"advisoryUse": { "destinations": ["FADEC-L"]', '"advisoryUse": { "destinations": ["FADEC-R"]'),
    ]);
    // a destination that does not exist has no level, so that its statement is needless too
    t.strictSame(
      codesFor([
        inBlock(2407, '"destinations": ["FADEC-L"],', '"destinations": ["NOBODY"],'),
        inBlock(2407, '"advisoryUse": { "destinations": ["FADEC-L"]', '"advisoryUse": { "destinations": ["NOBODY"]'),
        inBlock(2407, '"A": { "FADEC-L"', '"A": { "NOBODY"'),
        inBlock(2407, '"B": { "FADEC-L"', '"B": { "NOBODY"'),
      ]),
      ['AFDX-124', 'AFDX-151'],
    );
  },
);

testCase(
  {
    id: 'TC-AFDX-025-01',
    verifies: ['LLR-AFDX-025', 'HLR-AFDX-008'],
    kind: 'normal',
    intent: 'accepts a deadline equal to the delay over an empty network',
  },
  // 60 + 60 µs end systems, 16 µs switch, 2 × (100 ns + 146 byte of 80 ns) = 159 560 ns
  (t) => expectNone(t, [inBlock(2101, '"deadlineMicroseconds": 10000', '"deadlineMicroseconds": 160')]),
);

testCase(
  {
    id: 'TC-AFDX-025-02',
    verifies: ['LLR-AFDX-025', 'HLR-AFDX-008'],
    kind: 'robustness',
    intent: 'reports a deadline 1 µs shorter than the network can meet',
  },
  (t) => expectOnly(t, 'AFDX-152', [inBlock(2101, '"deadlineMicroseconds": 10000', '"deadlineMicroseconds": 159')]),
);

testCase(
  {
    id: 'TC-AFDX-026-01',
    verifies: ['LLR-AFDX-026', 'HLR-AFDX-008'],
    kind: 'normal',
    intent: 'accepts SkewMax of 1 µs with redundancy',
  },
  (t) => expectNone(t, [inBlock(2101, '"skewMaximumMicroseconds": 5000', '"skewMaximumMicroseconds": 1')]),
);

testCase(
  {
    id: 'TC-AFDX-026-02',
    verifies: ['LLR-AFDX-026', 'HLR-AFDX-008'],
    kind: 'robustness',
    intent: 'reports SkewMax of 0 with redundancy and of 1 without',
  },
  (t) => {
    expectOnly(t, 'AFDX-153', [inBlock(2101, '"skewMaximumMicroseconds": 5000', '"skewMaximumMicroseconds": 0')]);
    expectOnly(t, 'AFDX-153', [inLine('"name": "Cabin video"', '"skewMaximumMicroseconds": 0', '"skewMaximumMicroseconds": 1')]);
  },
);

testCase(
  {
    id: 'TC-AFDX-002-01',
    verifies: ['LLR-AFDX-002', 'HLR-AFDX-001'],
    kind: 'normal',
    intent: 'holds the five switch positions twice and 120 virtual links or more',
  },
  (t) => {
    const count = (part: string): number => networkText.split(part).length - 1;
    for (const name of ['A', 'B']) {
      for (const position of ['SW1', 'SW2'])
        t.match(networkText, new RegExp(`"id": "${position}${name}".*"kind": "core".*"portCount": 24`));
      for (const position of ['SW3', 'SW4', 'SW5'])
        t.match(networkText, new RegExp(`"id": "${position}${name}".*"kind": "edge".*"portCount": 16`));
    }
    t.equal(count('"kind": '), 10);
    t.ok(count('"bandwidthAllocationGapMilliseconds"') >= 120);
    t.match(networkText, '"safetyCritical": 40, "missionCritical": 30, "nonCritical": 20, "spare": 10');
  },
);

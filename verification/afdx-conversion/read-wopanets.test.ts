import fc from 'fast-check';
import { compareDiagnostics, type Diagnostic } from '../../src/kernel/diagnostic.js';
import { assumptionTexts, permanentAssumptions } from '../../src/twin/afdx/exchange/assumptions.js';
import { schemaConformityOf } from '../../src/twin/afdx/schema-conformity.js';
import { testCase } from '../support/test-case.js';
import { edited, faultsOf, generatedXml, networkOf, read, readEdited, sampleXml } from './sample-networks.js';

/** Line and column of the first occurrence of a part of the sample, counted independently of the reader. */
const placeIn = (text: string, part: string): string => {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
};

testCase(
  {
    id: 'TC-CNV-005-01',
    verifies: ['LLR-CNV-005', 'HLR-CNV-002'],
    kind: 'normal',
    intent: 'lists what the form has no place for, and nothing that the file gives',
  },
  (t) => {
    const network = networkOf(read(sampleXml));
    t.strictSame(network.assumptions, [...permanentAssumptions.map((key) => assumptionTexts[key]), assumptionTexts.transmission]);
    t.equal(permanentAssumptions.length, 12);
    t.equal(networkOf(read(sampleXml.replaceAll('<station ', '<station tech-latency="0" '))).assumptions?.length, 12);
    t.match(network, {
      version: '1.0.0',
      reservationsPercent: { safetyCritical: 0, missionCritical: 0, nonCritical: 100, spare: 0 },
      switches: [{ network: 'A', kind: 'edge', outputBufferBytesPerPort: 1_000_000_000 }, { kind: 'edge' }],
      virtualLinks: [{ criticality: 'E', redundancyLevel: 1, skewMaximumMicroseconds: 0 }, {}],
    });
    t.strictSame(
      network.endSystems.map(({ id, networkId, equipmentId }) => [id, networkId, equipmentId]),
      [
        ['E1', 0, 0],
        ['E2', 0, 1],
        ['E3', 0, 2],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-CNV-005-02',
    verifies: ['LLR-CNV-005', 'HLR-CNV-002'],
    kind: 'robustness',
    intent: 'names each optional value that is left out, and fills in the safe one',
  },
  (t) => {
    const removals = [
      ['title', ' name="Sample"'],
      ['technology', ' technology="AFDX"'],
      ['duplex', ' x-type="FULL"'],
      ['service', ' service-policy="FIRST_IN_FIRST_OUT"'],
      ['switching', ' switching-technique="STORE_AND_FORWARD"'],
      ['ports', ' fromPort="0"'],
      ['minimumFrame', ' min-payload="17"'],
      ['deadline', ' deadline="2.5"'],
      ['jitter', ' jitter="0"'],
      ['priority', ' priority="Low"'],
    ] as const;
    for (const [key, part] of removals) {
      const { assumptions = [] } = networkOf(readEdited([part, '']));
      t.strictSame(assumptions.slice(12).sort(), [assumptionTexts[key], assumptionTexts.transmission].sort(), key);
    }
    const bare = removals.reduce((text, [, part]) => text.replaceAll(part, ''), sampleXml);
    const network = networkOf(read(bare));
    t.equal(network.assumptions?.length, 12 + removals.length + 1);
    t.strictSame(network.assumptions, [...new Set(network.assumptions)]);
    t.match(network, {
      title: 'AFDX network',
      virtualLinks: [{}, { minimumFrameBytes: 64, deadlineMicroseconds: 10_000_000, priority: 'low' }],
    });
    const short = networkOf(readEdited(['max-payload="1471" min-payload="17"', 'max-payload="10"']));
    t.strictSame([short.virtualLinks[1]?.minimumFrameBytes, short.virtualLinks[1]?.maximumFrameBytes], [57, 57]);
  },
);

testCase(
  {
    id: 'TC-CNV-006-01',
    verifies: ['LLR-CNV-006', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'accepts the attributes of the form, and notes those of layout and routing once',
  },
  (t) => {
    const { diagnostics } = read(sampleXml);
    t.strictSame(
      diagnostics.map(({ code, severity, message, place }) => [code, severity, message, `${place?.line}:${place?.column}`]),
      [
        ['AFDX-211', 'note', 'attribute shortest-path-policy of network is not carried over', placeIn(sampleXml, '<network')],
        ['AFDX-211', 'note', 'attribute x of station is not carried over', placeIn(sampleXml, '<station')],
        ['AFDX-211', 'note', 'attribute y of station is not carried over', placeIn(sampleXml, '<station')],
      ],
    );
    t.strictSame(readEdited(['<station name="E2"', '<station x="3" name="E2"']).diagnostics, diagnostics, 'each attribute once');
    t.equal(read(sampleXml.replace('<elements>', '<elements xmlns="urn:x" xmlns:i="urn:i" i:where="x.xsd">')).diagnostics.length, 3);
  },
);

testCase(
  {
    id: 'TC-CNV-006-02',
    verifies: ['LLR-CNV-006', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'refuses what it does not know or lacks, at its element, and keeps 1000 errors',
  },
  (t) => {
    const expectFault = (code: string, at: string, ...edits: readonly (readonly [string, string])[]): void => {
      const text = edited(...edits);
      const { network, ...reading } = read(text);
      t.equal(network, undefined, code);
      t.ok(faultsOf(reading).includes(`${code} ${placeIn(text, at)}`), `${code} at ${at}: ${faultsOf(reading).join()}`);
    };
    expectFault('AFDX-201', '<hub', ['<switch name="S1"', '<hub/><switch name="S1"']);
    expectFault('AFDX-201', '<hub', ['<target name="E2"', '<hub/><target name="E2"']);
    expectFault('AFDX-201', '<path node="S1"', ['<path node="S1"/>', '<path node="S1">over</path>']);
    expectFault('AFDX-201', '<target name="E9', ['<station name="E2"', '<target name="E9"/><station name="E2"']);
    for (const part of [
      'overhead="67"',
      'name="E2"',
      'tech-latency="16"',
      'name="L2"',
      'name="VL7"',
      'from="E2"',
      'source="E1"',
      'max-payload="1471"',
      'period="4"',
    ])
      t.ok(
        faultsOf(readEdited([part, ''])).some((fault) => fault.startsWith('AFDX-202')),
        part,
      );
    expectFault('AFDX-202', '<switch', ['tech-latency="16"', 'tech-latency=" "']);
    t.strictSame(faultsOf(readEdited(['name="VL7"', 'name=" "'])), [`AFDX-202 ${placeIn(sampleXml, '<flow')}`], 'and no flow of that name');
    for (const [part, put] of [
      ['overhead="67"', 'overhead="NaN"'],
      ['tech-latency="16"', 'tech-latency="-1"'],
      ['period="4"', 'period="4 mbps"'],
      ['deadline="2.5"', 'deadline=""'],
      ['min-payload="17"', 'min-payload="0x11"'],
      ['toPort="0" transmission-capacity="100Mbps"', 'toPort="0" transmission-capacity="fast"'],
    ] as const)
      t.match(faultsOf(readEdited([part, put])), [/^AFDX-203 /], put);
    expectFault('AFDX-203', '<flow', ['deadline="2.5"', 'deadline="NaN"']);
    for (const [part, put] of [
      ['overhead="67"', 'overhead="66.5"'],
      ['tech-latency="16"', 'tech-latency="0.0001"'],
      ['tech-latency="16"', 'tech-latency="2s"'],
      ['period="4"', 'period="0.5"'],
      ['period="4"', 'period="70000"'],
      ['deadline="2.5"', 'deadline="0"'],
      ['deadline="2.5"', 'deadline="10001"'],
      ['deadline="2.5"', 'deadline="0.0005"'],
      ['max-payload="1471"', 'max-payload="0"'],
      ['max-payload="1471"', 'max-payload="65535"'],
      ['transmission-capacity="1Gbps"', 'transmission-capacity="999999"'],
      ['transmission-capacity="1Gbps"', 'transmission-capacity="20Gbps"'],
    ] as const)
      t.match(faultsOf(readEdited([part, put])), [/^AFDX-204 /], put);
    expectFault('AFDX-205', '<flow', ['jitter="0"', 'jitter="0" colour="red"']);
    for (const attribute of [
      'arrival-curve="leaky-bucket"',
      'lb-burst="10B"',
      'service-latency="1us"',
      'redundancy="MAIN"',
      'maximum-packet-size="50B"',
    ])
      t.match(faultsOf(readEdited(['jitter="0"', `jitter="0" ${attribute}`])), [/^AFDX-209 /], attribute);
    t.strictSame(
      faultsOf(readEdited(['max-payload="1471"', 'lb-rate="1Mbps"'])).map((fault) => fault.slice(0, 8)),
      ['AFDX-209'],
    );
    const many = read(edited(['<flow', `${'<x/>'.repeat(1500)}<flow`]));
    t.equal(faultsOf(many).length, 1000);
    t.match(many.diagnostics.at(-1) as Diagnostic, { code: 'AFDX-211' });
    t.match(
      many.diagnostics.find(({ code }) => code === 'AFDX-214'),
      { severity: 'note', message: '500 further errors are left out' },
    );
  },
);

testCase(
  {
    id: 'TC-CNV-007-01',
    verifies: ['LLR-CNV-007', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'reads stations and switches with their latencies and names',
  },
  (t) => {
    const network = networkOf(
      read(
        edited(
          ['<station name="E2"', '<station name="E2" tech-latency="2.5"'],
          ['name="S1" service-policy="FIRST_IN_FIRST_OUT"', 'name="S1" service-policy="STATIC_PRIORITY"'],
          ['<link name="L1"', '<switch name="Core 9" tech-latency="1ms" switching-technique="STORE_AND_FORWARD"/><link name="L1"'],
        ),
      ),
    );
    t.strictSame(
      network.switches.map(({ id, position, kind, portCount, technologicalLatencyNanoseconds }) => [
        id,
        position,
        kind,
        portCount,
        technologicalLatencyNanoseconds,
      ]),
      [
        ['S1', 'S1', 'edge', 4, 16_000],
        ['S2', 'S2', 'edge', 2, 500],
        ['Core_9', 'Core 9', 'core', 1, 1_000_000],
      ],
    );
    t.strictSame(
      network.endSystems.map(({ id, name, transmissionLatencyNanoseconds }) => [id, name, transmissionLatencyNanoseconds]),
      [
        ['E1', 'E1', 0],
        ['E2', 'E2', 2500],
        ['E3', 'E3', 0],
      ],
    );
    t.ok(network.assumptions?.includes(assumptionTexts.names));
    const cut = readEdited(['switching-technique="STORE_AND_FORWARD"', 'switching-technique="CUT_THROUGH"']);
    t.match(faultsOf(cut), [`AFDX-210 ${placeIn(sampleXml, '<switch')}`]);
    t.ok(networkOf(cut).assumptions?.includes(assumptionTexts.switching));
  },
);

testCase(
  {
    id: 'TC-CNV-007-02',
    verifies: ['LLR-CNV-007', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'refuses doubled, colliding and oversized names, other policies and other techniques',
  },
  (t) => {
    t.match(faultsOf(readEdited(['<station name="E2"', '<station name="E1"/><station name="E2"'])), [/^AFDX-206/]);
    t.match(faultsOf(readEdited(['<station name="E2"', '<station name="S1"/><station name="E2"'])), [/^AFDX-206/]);
    const collision = readEdited(['<station name="E2"', '<station name="a b"/><station name="a#b"/><station name="E2"']);
    t.match(collision.diagnostics[0], { code: 'AFDX-206', message: 'nodes "a#b" and "a b" both become a_b' });
    t.equal(networkOf(readEdited(['<station name="E2"', `<station name="${'a'.repeat(64)}"/><station name="E2"`])).endSystems.length, 4);
    t.match(faultsOf(readEdited(['<station name="E2"', `<station name="${'a'.repeat(65)}"/><station name="E2"`])), [/^AFDX-204/]);
    for (const policy of ['ROUND_ROBIN', 'WFQ', ''])
      t.match(faultsOf(readEdited(['service-policy="FIRST_IN_FIRST_OUT"', `service-policy="${policy}"`])), [/^AFDX-209/]);
    t.match(faultsOf(readEdited(['switching-technique="STORE_AND_FORWARD"', 'switching-technique="WORMHOLE"'])), [/^AFDX-209/]);
    t.match(
      faultsOf(
        readEdited(
          ['technology="AFDX"', 'technology="FIFO"'],
          ['switching-technique="STORE_AND_FORWARD"', 'switching-technique="CUT_THROUGH"'],
        ),
      ),
      [/^AFDX-209/],
    );
    const crowd = `<elements><network overhead="67"/>${Array.from({ length: 65_537 }, (_, at) => `<station name="${at}"/>`).join('')}</elements>`;
    t.match(read(crowd).diagnostics, [{ code: 'AFDX-204', message: 'this is end system 65 537' }]);
  },
);

testCase(
  {
    id: 'TC-CNV-008-01',
    verifies: ['LLR-CNV-008', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'reads cables with their ports and inherited rates, listed once or for each direction',
  },
  (t) => {
    const shown = (text: string) =>
      networkOf(read(text)).links.map(({ id, ends, rateBitsPerSecond }) => [
        id,
        ...ends.map(({ node, port }) => `${node}:${port}`),
        rateBitsPerSecond,
      ]);
    const plain = [
      ['L1', 'E1:1', 'S1:1', 100_000_000],
      ['L2', 'E2:1', 'S1:4', 100_000_000],
      ['L3', 'S1:2', 'S2:1', 1_000_000_000],
      ['L4', 'S2:2', 'E3:1', 100_000_000],
    ];
    t.strictSame(shown(sampleXml), plain);
    const back = '<link name="L2b" from="S1" fromPort="3" to="E2" toPort="0"/>';
    t.strictSame(shown(edited(['<flow', `${back}<flow`])), plain);
    t.match(readEdited(['<flow', `${back}<flow`]).diagnostics.at(-1), { code: 'AFDX-211', message: /other direction of link L2/ });
    const nodes = edited(
      [' transmission-capacity="100Mbps" x-type', ' x-type'],
      ['<station name="E2"', '<station name="E2" transmission-capacity="10Mbps"'],
      ['<station name="E3"', '<station name="E3" transmission-capacity="10Mbps"'],
      ['name="S1" service', 'name="S1" transmission-capacity="10Mbps" service'],
      ['name="S2" service', 'name="S2" transmission-capacity="10000000" service'],
    );
    t.strictSame(
      shown(nodes).map((link) => link[3]),
      [100_000_000, 10_000_000, 1_000_000_000, 10_000_000],
    );
    const named = sampleXml.replaceAll(/fromPort="(\d)"/g, 'fromPort="o$1"').replaceAll(/toPort="(\d)"/g, 'toPort="i$1"');
    const directed = named.replace('<flow', '<link name="L2b" from="S1" fromPort="o9" to="E2" toPort="i9"/><flow');
    t.strictSame(
      shown(directed).map((link) => link.slice(1, 3)),
      [
        ['E1:1', 'S1:1'],
        ['E2:1', 'S1:2'],
        ['S1:3', 'S2:1'],
        ['S2:2', 'E3:1'],
      ],
    );
    t.ok(networkOf(read(directed)).assumptions?.includes(assumptionTexts.ports));
    const accented = readEdited(['name="L1"', 'name="liaison été"']);
    t.equal(networkOf(accented).links[0]?.id, 'liaison_t_');
    t.match(
      accented.diagnostics.find(({ message }) => message.includes('liaison')),
      { code: 'AFDX-211', severity: 'note', message: /"liaison été" of a link is carried over as "liaison_t_"/ },
    );
  },
);

testCase(
  {
    id: 'TC-CNV-008-02',
    verifies: ['LLR-CNV-008', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'refuses cables that are parallel, without rate, of two rates, or at unknown ends',
  },
  (t) => {
    const extra = (link: string) => faultsOf(readEdited(['<flow', `${link}<flow`])).map((fault) => fault.slice(0, 8));
    t.strictSame(extra('<link name="L9" from="E9" to="S1"/>'), ['AFDX-207']);
    t.strictSame(extra('<link name="L9" from="E9" to="E8"/>'), ['AFDX-207', 'AFDX-207']);
    t.strictSame(extra('<link name="L9" from="S1" to="S1"/>'), ['AFDX-208']);
    t.strictSame(extra('<link name="L9" from="E2" fromPort="0" to="S1" toPort="3"/>'), ['AFDX-208']);
    t.strictSame(extra('<link name="L9" from="S1" fromPort="4" to="E2" toPort="1"/>'), ['AFDX-208']);
    t.strictSame(extra('<link name="L9" from="S1" fromPort="3" to="E2" toPort="0" transmission-capacity="10Mbps"/>'), ['AFDX-208']);
    t.strictSame(extra('<link name="L2" from="E1" to="E3"/>'), ['AFDX-206']);
    t.strictSame(extra(`<link name="${'L'.repeat(65)}" from="E1" to="E3"/>`), ['AFDX-204']);
    t.match(faultsOf(readEdited([' transmission-capacity="100Mbps" x-type', ' x-type'])), [/^AFDX-208/, /^AFDX-208/]);
    t.match(faultsOf(readEdited(['<station name="E2"', '<station name="E2" transmission-capacity="10Mbps"'])), [/^AFDX-208/]);
    const crowd = Array.from({ length: 256 }, (_, at) => `<station name="N${at}"/><link name="X${at}" from="N${at}" to="S1"/>`).join('');
    t.match(extra(crowd), ['AFDX-204']);
    t.equal(networkOf(readEdited(['fromPort="0" to="S1" toPort="3"', 'fromPort="255" to="S1" toPort="254"'])).links[1]?.ends[1].port, 2);
    t.equal(networkOf(readEdited(['fromPort="0" to="S1" toPort="3"', 'fromPort="0" to="S1" toPort="254"'])).links[1]?.ends[1].port, 255);
  },
);

testCase(
  {
    id: 'TC-CNV-009-01',
    verifies: ['LLR-CNV-009', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'reads flows with their frames, gap, deadline, priority and routes',
  },
  (t) => {
    const network = networkOf(readEdited(['priority="Low"', 'priority="High"'], ['node="S1"', 'node="E1"/><path node="S1"']));
    // 1471 + 67 byte on the wire are 1518 byte of frame and 20 byte of preamble and gap; 17 byte make the smallest frame of 64
    t.match(network.virtualLinks[1], {
      id: 7,
      name: 'VL7',
      source: 'E1',
      destinations: ['E2', 'E3'],
      priority: 'high',
      bandwidthAllocationGapMilliseconds: 4,
      minimumFrameBytes: 64,
      maximumFrameBytes: 1518,
      deadlineMicroseconds: 2500,
      subVirtualLinks: [{ name: 'VL7', payloadBytes: 1471, maximumFrameBytes: 1518, periodMilliseconds: 4 }],
    });
    t.strictSame(network.virtualLinks[1]?.paths, { A: { E2: ['S1'], E3: ['S1', 'S2'] } });
    t.strictSame([network.virtualLinks[0]?.maximumFrameBytes, network.virtualLinks[0]?.paths], [147, { A: { E1: ['S2', 'S1'] } }]);
    const units = networkOf(
      readEdited(
        ['overhead="67"', 'overhead="20B"'],
        ['period="4"', 'period="0.064s"'],
        ['deadline="2.5"', 'deadline="40us"'],
        ['jitter="0"', 'jitter="0.0us"'],
      ),
    );
    t.match(units.virtualLinks[1], { maximumFrameBytes: 1471, bandwidthAllocationGapMilliseconds: 64, deadlineMicroseconds: 40 });
  },
);

testCase(
  {
    id: 'TC-CNV-009-02',
    verifies: ['LLR-CNV-009', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'refuses flows that cannot be represented and paths that cannot be followed',
  },
  (t) => {
    const target = '<target name="E2"><path node="S1"/>\n      <path node="E2"/></target>';
    const faults = (find: string, put: string) => faultsOf(readEdited([find, put])).map((fault) => fault.slice(0, 8));
    t.strictSame(faults('jitter="0"', 'jitter="0.5"'), ['AFDX-209']);
    t.strictSame(faults('jitter="0"', 'jitter="none"'), ['AFDX-209']);
    t.strictSame(faults('priority="Low"', 'priority="Medium"'), ['AFDX-209']);
    t.strictSame(faults(target, '<target name="E2"/>'), ['AFDX-209']);
    t.strictSame(faults('mode="M"', 'mode="R"'), ['AFDX-209']);
    t.strictSame(faults('source="E1"', 'source="E9"'), ['AFDX-207']);
    t.strictSame(faults('source="E1"', 'source="S1"'), ['AFDX-207']);
    t.strictSame(faults(target, '<target name="E2"><path node="S9"/><path node="E2"/></target>'), ['AFDX-207']);
    t.strictSame(faults(target, '<target name="E2"><path node="E3"/><path node="E2"/></target>'), ['AFDX-207']);
    t.strictSame(faults(target, '<target><path node="S1"/></target>'), ['AFDX-207']);
    t.strictSame(faults(target, '<target name="E2"><path node="S2"/><path node="E2"/></target>'), ['AFDX-207']);
    t.strictSame(faults(target, '<target name="E1"><path node="S1"/><path node="E2"/></target>'), ['AFDX-207']);
    t.strictSame(faults(target, '<target name="E3"><path node="S1"/><path node="S2"/><path node="E3"/></target>'), ['AFDX-206']);
    t.strictSame(faults('name="VL3"', 'name="VL7"'), ['AFDX-206']);
    t.strictSame(faults('overhead="67"', 'overhead="3"'), ['AFDX-204']);
    t.match(readEdited(['overhead="67"', 'overhead="3"']).diagnostics[0]?.message, 'make a frame of 0 byte');
    const lone = sampleXml.slice(0, sampleXml.indexOf('<target')) + sampleXml.slice(sampleXml.indexOf('</flow>'));
    t.match(faultsOf(read(lone)), [`AFDX-202 ${placeIn(sampleXml, '<flow')}`]);
    const text = edited([target, '<target name="E2"><path node="S1"/><path node="Q"/></target>']);
    t.strictSame(faultsOf(read(text)), [`AFDX-207 ${placeIn(text, '<path node="Q"')}`]);
    const crowd = read(
      edited([
        '</elements>',
        `${Array.from({ length: 65_534 }, (_, at) => `<flow name="F${at}x" source="E1" max-payload="1" period="1"/>`).join('')}</elements>`,
      ]),
    );
    t.match(
      crowd.diagnostics.find(({ code }) => code === 'AFDX-204'),
      { message: 'this is flow 65 536' },
    );
  },
);

testCase(
  {
    id: 'TC-CNV-010-01',
    verifies: ['LLR-CNV-010', 'HLR-CNV-001', 'HLR-CNV-002'],
    kind: 'normal',
    intent: 'gives for each text of the form a network that conforms to the schema',
  },
  (t) => {
    const { format, network } = read(sampleXml);
    t.strictSame([format, network?.title, network?.switches.length], ['wopanets-xml', 'Sample', 2]);
    const conforms = fc.property(generatedXml, (text) => {
      const reading = read(text);
      const isValid = 'network' in schemaConformityOf(reading.network);
      return isValid && reading.diagnostics.every(({ severity }) => severity !== 'error');
    });
    fc.assert(conforms, { numRuns: 200 });
    t.equal(faultsOf(readEdited(['technology="AFDX"', 'technology="FIFO+IS+CEIL"'])).length, 0);
  },
);

testCase(
  {
    id: 'TC-CNV-010-02',
    verifies: ['LLR-CNV-010', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'refuses other roots, headers and technologies, warns of one queue, and survives damaged texts',
  },
  (t) => {
    for (const root of ['results', 'open_timaeus_net', 'Elements']) t.strictSame(faultsOf(read(`<${root}/>`)), ['AFDX-201 1:1'], root);
    t.strictSame(faultsOf(read('\n <elements/>')), ['AFDX-202 2:2']);
    t.match(faultsOf(readEdited(['<station name="E1"', '<network overhead="0"/><station name="E1"'])), [/^AFDX-206/]);
    t.match(faultsOf(readEdited(['x-type="FULL"', 'x-type="HALF"'])), [/^AFDX-208/]);
    for (const technology of ['TSN', 'FIFO+ARBITRARY', ''])
      t.match(faultsOf(readEdited(['technology="AFDX"', `technology="${technology}"`])), [/^AFDX-209/]);
    const mixed = readEdited(['priority="Low"', 'priority="High"']);
    t.strictSame(faultsOf(mixed), [`AFDX-210 ${placeIn(sampleXml, '<flow')}`]);
    t.ok(networkOf(mixed).assumptions?.includes(assumptionTexts.service));
    t.strictSame(faultsOf(read(sampleXml.replaceAll('priority="Low"', 'priority="High"'))), []);
    t.strictSame(
      faultsOf(read(sampleXml.replace('priority="Low"', 'priority="High"').replaceAll('FIRST_IN_FIRST_OUT', 'STATIC_PRIORITY'))),
      [],
    );
    const piece = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom('', '"', '<', '/>', 'E2', 'S1', '0', '-1', '1e9', 'NaN', '<path node="S1"/>', 'name=""', '&amp;'),
    );
    const damage = fc.array(fc.tuple(fc.nat({ max: sampleXml.length }), fc.nat({ max: 12 }), piece), { minLength: 1, maxLength: 4 });
    const total = fc.property(damage, (edits) => {
      const text = edits.reduce((at, [from, length, put]) => at.slice(0, from) + put + at.slice(from + length), sampleXml);
      const { network, diagnostics } = read(text);
      const lines = text.split(/\r\n|\r|\n/).length;
      const isSorted = [...diagnostics].sort(compareDiagnostics).every((finding, index) => finding === diagnostics[index]);
      const arePlaced = diagnostics.every(
        ({ place, code }) => /^AFDX-[12]\d\d$/.test(code) && (place?.line ?? 0) >= 1 && (place?.line ?? 0) <= lines,
      );
      const isRefused = diagnostics.some(({ severity }) => severity === 'error');
      return (
        isSorted &&
        arePlaced &&
        isRefused === (network === undefined) &&
        (network === undefined || 'network' in schemaConformityOf(network))
      );
    });
    fc.assert(total, { numRuns: 500 });
  },
);

testCase(
  {
    id: 'TC-CNV-011-01',
    verifies: ['LLR-CNV-011', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'leads from a pointer of the network to the element in the file',
  },
  (t) => {
    const { placeOf } = read(sampleXml);
    const places = [
      ['/title', '<network'],
      ['/endSystems/1/id', '<station name="E2"'],
      ['/switches/1/technologicalLatencyNanoseconds', '<switch name="S2"'],
      ['/links/2/ends/0/port', '<link name="L3"'],
      ['/virtualLinks/0', '<flow name="VL3"'],
      ['/virtualLinks/1/deadlineMicroseconds', '<flow name="VL7"'],
      ['/virtualLinks/1/paths/A/E2', '<target name="E2"'],
      ['/virtualLinks/1/paths/A/E3/1', '<path node="S2"'],
      ['/links', '<link name="L1"'],
    ] as const;
    for (const [pointer, part] of places) {
      const { path, line, column } = placeOf(pointer);
      t.strictSame([path, `${line}:${column}`], ['net.xml', placeIn(sampleXml, part)], pointer);
    }
  },
);

testCase(
  {
    id: 'TC-CNV-011-02',
    verifies: ['LLR-CNV-011', 'HLR-CNV-001'],
    kind: 'robustness',
    intent: 'leads from a value that was filled in, and from a pointer to nothing, to the nearest element around',
  },
  (t) => {
    const { placeOf } = read(sampleXml);
    const at = (pointer: string): string => `${placeOf(pointer).line}:${placeOf(pointer).column}`;
    const root = placeIn(sampleXml, '<elements');
    for (const pointer of ['', '/', '/version', '/reservationsPercent/spare', 'nonsense', '/nowhere/1/2', '~'])
      t.equal(at(pointer), root, pointer);
    t.equal(at('/virtualLinks/0/paths/A/E9'), placeIn(sampleXml, '<flow name="VL3"'));
    t.equal(at('/virtualLinks/9/id'), placeIn(sampleXml, '<flow name="VL3"'));
    const empty = read('<elements><network overhead="67"/></elements>');
    t.strictSame(empty.placeOf('/links/0'), { path: 'net.xml', line: 1, column: 1 });
    t.strictSame(read('<x').placeOf('/links'), { path: 'net.xml', line: 1, column: 1 });
  },
);

const saihu = {
  network: { name: 'demo', multiplexing: 'FIFO', time_unit: 'us' },
  flows: [
    { name: 'f0', path: ['s0-o0', 's1-o0'], arrival_curve: { bursts: [10], rates: ['10kbps'] } },
    { name: 'f2', path: ['s1-o0'], arrival_curve: { bursts: [10], rates: ['10kbps'] } },
  ],
  servers: [{ name: 's0-o0', service_curve: { latencies: [10], rates: [4] }, capacity: 100 }],
};

testCase(
  {
    id: 'TC-CNV-015-01',
    verifies: ['LLR-CNV-015', 'HLR-CNV-003'],
    kind: 'normal',
    intent: 'says of an output-port network why it cannot be read, with an example from it',
  },
  (t) => {
    const { network, format, diagnostics } = read(JSON.stringify(saihu, undefined, 1));
    t.strictSame([network, format, diagnostics.length], [undefined, 'json', 1]);
    t.match(diagnostics[0], { code: 'AFDX-212', place: { line: 7 }, message: /flow "f2" begins at "s1-o0", where flow "f0" passes/ });
  },
);

testCase(
  {
    id: 'TC-CNV-015-02',
    verifies: ['LLR-CNV-015', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'takes nothing else for an output-port network, and odd ones without harm',
  },
  (t) => {
    const codesOf = (value: unknown): readonly string[] => [...new Set(read(JSON.stringify(value)).diagnostics.map(({ code }) => code))];
    for (const value of [
      null,
      [],
      1,
      { servers: [], flows: [] },
      { ...saihu, servers: {} },
      { ...saihu, network: [] },
      { ...saihu, flows: 'x' },
    ])
      t.strictSame(codesOf(value), ['AFDX-101'], JSON.stringify(value));
    for (const flows of [[], [null, 1, 'x'], [{}], [{ path: [1, null] }], [{ path: 'abc' }], [{ name: 7, path: ['a', 'b'] }]])
      t.strictSame(codesOf({ ...saihu, flows }), ['AFDX-212'], JSON.stringify(flows));
  },
);

testCase(
  {
    id: 'TC-CNV-016-01',
    verifies: ['LLR-CNV-016', 'HLR-CNV-001'],
    kind: 'normal',
    intent: 'tells XML and JSON apart by their content',
  },
  (t) => {
    const network = networkOf(read(sampleXml));
    const reading = read(JSON.stringify(network, undefined, 2));
    t.strictSame([reading.format, reading.network, reading.diagnostics], ['json', network, []]);
    t.equal(
      reading.placeOf('/title').line,
      JSON.stringify(network, undefined, 2)
        .split('\n')
        .findIndex((line) => line.includes('"title"')) + 1,
    );
    for (const text of [`\uFEFF${sampleXml}`, `\n\t ${sampleXml.slice(sampleXml.indexOf('<elements'))}`])
      t.equal(read(text).format, 'wopanets-xml');
    t.equal(read(`\uFEFF${sampleXml}`).network?.title, 'Sample');
  },
);

testCase(
  {
    id: 'TC-CNV-016-02',
    verifies: ['LLR-CNV-016', 'HLR-CNV-003'],
    kind: 'robustness',
    intent: 'answers other texts with findings of the form that they resemble',
  },
  (t) => {
    const codes = ['', '{', '{}', 'hello', '<', '<!-- x -->', '﻿', '"<a/>"'].map((text) => read(text).diagnostics[0]?.code);
    t.strictSame(codes, ['AFDX-100', 'AFDX-100', 'AFDX-101', 'AFDX-100', 'AFDX-200', 'AFDX-200', 'AFDX-100', 'AFDX-101']);
    t.equal(read(`${' '.repeat(1_000_000)}x`).format, 'json');
  },
);

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afdxConvert } from '../../src/cli/commands/afdx/convert.js';
import { assumptionTexts } from '../../src/twin/afdx/exchange/assumptions.js';
import { convertNetwork } from '../../src/twin/afdx/exchange/convert-network.js';
import { readForeignNetwork } from '../../src/twin/afdx/exchange/read-foreign-network.js';
import { writeWopanets } from '../../src/twin/afdx/exchange/write-wopanets.js';
import { attributesText, isXmlName, xmlText } from '../../src/twin/afdx/exchange/xml-text.js';
import type { AfdxNetwork, NetworkName } from '../../src/twin/afdx/network.generated.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { anyText, faultsOf, generatedNetwork, generatedXml, networkOf, read, readEdited, sampleXml, timingOf } from './sample-networks.js';

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });
const write = (network: AfdxNetwork, name: NetworkName = 'A') => {
  const { value, diagnostics } = writeWopanets(network, name, placeOf);
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return value;
};
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

testCase(
  {
    id: 'TC-CNV-012-01',
    verifies: ['LLR-CNV-012', 'HLR-CNV-004'],
    kind: 'normal',
    intent: 'writes what it reads, and each network of a configuration with the same ports and flows',
  },
  (t) => {
    const { text, notes } = write(networkOf(read(sampleXml)));
    t.strictSame(text.split('\n').slice(0, 9), [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<elements>',
      '<network name="Sample" overhead="67" technology="AFDX" x-type="FULL"/>',
      '<station name="E1" service-policy="FIRST_IN_FIRST_OUT"/>',
      '<station name="E2" service-policy="FIRST_IN_FIRST_OUT"/>',
      '<station name="E3" service-policy="FIRST_IN_FIRST_OUT"/>',
      '<switch name="S1" service-policy="FIRST_IN_FIRST_OUT" switching-technique="STORE_AND_FORWARD" tech-latency="16"/>',
      '<switch name="S2" service-policy="FIRST_IN_FIRST_OUT" switching-technique="STORE_AND_FORWARD" tech-latency="0.5"/>',
      '<link name="L1" from="E1" fromPort="0" to="S1" toPort="0" transmission-capacity="100Mbps"/>',
    ]);
    t.match(
      text,
      '<flow name="VL7" source="E1" max-payload="1471" min-payload="17" period="4" deadline="2.5" jitter="0" priority="Low">\n<target name="E2"><path node="S1"/><path node="E2"/></target>\n<target name="E3"><path node="S1"/><path node="S2"/><path node="E3"/></target>',
    );
    t.strictSame(notes, []);
    let analysed = 0;
    const keepsTiming = fc.property(generatedNetwork, fc.constantFrom<NetworkName>('A', 'B'), (network, name) => {
      const before = timingOf(network, name);
      if (before === undefined) return true;
      analysed += 1;
      const again = read(write(network, name).text);
      return again.diagnostics.length === 0 && same(before, timingOf(networkOf(again), 'A'));
    });
    fc.assert(keepsTiming, { numRuns: 200 });
    t.ok(analysed > 100, `${analysed} of 200 networks can be analysed`);
  },
);

testCase(
  {
    id: 'TC-CNV-012-02',
    verifies: ['LLR-CNV-012', 'HLR-CNV-004', 'HLR-CNV-002'],
    kind: 'robustness',
    intent: 'gives an equal network again for any choice of names and optional values, and nothing for doubled identifiers',
  },
  (t) => {
    const returns = fc.property(generatedXml, (text) => {
      const network = networkOf(read(text));
      const { text: written, notes } = write(network);
      return notes.length === 0 && same(network, networkOf(read(written)));
    });
    fc.assert(returns, { numRuns: 200 });
    const network = networkOf(read(sampleXml));
    const [first, second] = network.virtualLinks;
    if (first === undefined || second === undefined) throw new Error('the sample has two flows');
    const doubled = { ...network, virtualLinks: [first, { ...second, id: first.id }] };
    t.match(writeWopanets(doubled, 'A', placeOf), {
      value: undefined,
      diagnostics: [{ code: 'AFDX-102', place: { path: '/virtualLinks/1/id' } }],
    });
    const small = {
      ...network,
      virtualLinks: [
        { ...first, minimumFrameBytes: 1, maximumFrameBytes: 1 },
        { ...second, maximumFrameBytes: 65_535 },
      ],
    };
    t.strictSame(timingOf(networkOf(read(write(small).text)), 'A'), timingOf(small, 'A'));
    t.match(write(small).text, 'overhead="20"');
    const odd = { ...network, virtualLinks: [{ ...first, name: 'tab\there 3' }, second], title: 'a\u0000"<b>' };
    t.match(write(odd).text, /<network name="a\uFFFD&quot;&lt;b&gt;"[\s\S]*<flow name="VL3"/);
    t.equal(networkOf(read(write(odd).text)).title, 'a\uFFFD"<b>');
    const bare = networkOf(
      read(
        sampleXml
          .replace(' name="Sample"', '')
          .replaceAll(/ (?:from|to)Port="\d"/g, '')
          .replaceAll(/ (?:deadline|min-payload)="[\d.]+"/g, ''),
      ),
    );
    t.notMatch(write(bare).text, /Port=|deadline=|min-payload=|AFDX network/);
    const mended: AfdxNetwork = {
      ...bare,
      title: 'Mended',
      endSystems: bare.endSystems.map((each) => ({ ...each, transmissionLatencyNanoseconds: 1 })),
      links: bare.links.map((link) => ({ ...link, ends: [{ ...link.ends[0], port: 9 }, link.ends[1]] })),
      virtualLinks: bare.virtualLinks.map((each) => ({ ...each, deadlineMicroseconds: 7, minimumFrameBytes: 70, priority: 'high' })),
    };
    const kept = networkOf(read(write(mended).text));
    t.strictSame(
      [kept.title, kept.links, timingOf(kept, 'A')],
      ['Mended', mended.links, timingOf(mended, 'A')],
      'what was filled in and then changed is written',
    );
    const direct = networkOf(
      read(
        '<elements><network overhead="67" transmission-capacity="1Gbps"/><station name="a"/><station name="b"/><link name="1" from="a" to="b"/><flow name="1" source="b" max-payload="64" period="1"><target><path node="a"/></target></flow></elements>',
      ),
    );
    t.strictSame(networkOf(read(write(direct).text)), direct);
    t.match(write(direct).text, 'transmission-capacity="1000Mbps"');
    // a cable between end systems is of no network: it goes with its routes, and to A without any
    t.notMatch(write(direct, 'B').text, '<link');
    const onB = direct.virtualLinks.map((each) => ({ ...each, paths: { B: { a: [] } } }));
    t.match([write({ ...direct, virtualLinks: onB }, 'B').text, write({ ...direct, virtualLinks: [] }).text], [/<link /, /<link /]);
    t.notMatch(write({ ...direct, virtualLinks: onB }).text, '<link');
    const oddRate = { ...direct, links: direct.links.map((each) => ({ ...each, rateBitsPerSecond: 1_500_001 })) };
    t.match(write(oddRate).text, /<link [^>]*transmission-capacity="1500001"/);
    t.strictSame(networkOf(read(write(oddRate).text)).links, oddRate.links);
    const lost = { ...network, virtualLinks: [{ ...first, paths: { A: { E1: ['S2', 'NOBODY'] } } }] };
    t.match(write(lost).text, '<path node="S2"/><path node="NOBODY"/><path node="E1"/>', 'no node, no other name');
    t.match(faultsOf(read(write(lost).text)), [/^AFDX-207/]);
    t.match(
      write(networkOf(read('<elements><network overhead="3"/></elements>'))).text,
      /^<\?xml[^\n]*\n<elements>\n<network overhead="67"\/>\n<\/elements>\n$/,
    );
  },
);

testCase(
  {
    id: 'TC-CNV-013-01',
    verifies: ['LLR-CNV-013', 'HLR-CNV-004'],
    kind: 'normal',
    intent: 'writes attributes with escaped signs, and leaves out those without value',
  },
  (t) => {
    t.equal(
      attributesText('<a', '/>', [
        ['b', '1 < 2 & "3" > \'0\''],
        ['c', undefined],
        ['d', ''],
      ]),
      '<a b="1 &lt; 2 &amp; &quot;3&quot; &gt; \'0\'" d=""/>',
    );
    t.equal(xmlText('Größe ✓ 😀'), 'Größe ✓ 😀');
    for (const name of ['a', ' a ', 'Größe 😀', '"<>&']) t.ok(isXmlName(name), name);
  },
);

testCase(
  {
    id: 'TC-CNV-013-02',
    verifies: ['LLR-CNV-013', 'HLR-CNV-004'],
    kind: 'robustness',
    intent: 'replaces what XML cannot carry, so that each text can be read again unchanged',
  },
  (t) => {
    t.equal(xmlText('a\u0000b\tc\nd\u007fe\ud800f\uffff'), 'a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFD');
    for (const name of ['', ' ', '\u00a0', 'a\nb', '\u0001', 'a\udc00', '\ufffe']) t.notOk(isXmlName(name), JSON.stringify(name));
    const readable = fc.property(anyText, (title) => {
      const line = attributesText('<network', '/>', [
        ['name', `x${xmlText(title)}`],
        ['overhead', '67'],
      ]);
      return (
        networkOf(read(`<elements>${line}</elements>`)).title === `x${xmlText(title)}` &&
        (isXmlName(`x${title}`) ? xmlText(title) === title : true)
      );
    });
    fc.assert(readable, { numRuns: 300 });
  },
);

testCase(
  {
    id: 'TC-CNV-014-01',
    verifies: ['LLR-CNV-014', 'HLR-CNV-004'],
    kind: 'normal',
    intent: 'names with its count each content that the form cannot carry',
  },
  (t) => {
    const network = networkOf(read(sampleXml));
    const [first, second] = network.virtualLinks;
    if (first === undefined || second === undefined) throw new Error('the sample has two flows');
    const [message] = first.subVirtualLinks;
    const rich: AfdxNetwork = {
      ...network,
      version: '2.0.0',
      title: ' ',
      reservationsPercent: { safetyCritical: 40, missionCritical: 30, nonCritical: 20, spare: 10 },
      switches: [
        ...network.switches.map((each) => ({ ...each, location: 'nose', outputBufferBytesPerPort: 4096 })),
        ...network.switches.slice(0, 1).map((each) => ({ ...each, id: 'S1B', network: 'B' as const })),
      ],
      endSystems: network.endSystems.map((each, index) => ({
        ...each,
        name: `Unit ${index}`,
        criticality: 'B',
        receptionLatencyNanoseconds: index,
      })),
      links: network.links.map((each, index) => ({ ...each, propagationDelayNanoseconds: index === 0 ? 5 : 0 })),
      virtualLinks: [
        {
          ...first,
          name: 'x',
          purpose: 'steering',
          criticality: 'B',
          redundancyLevel: 2,
          subVirtualLinks: [message, { ...message, name: 'more' }],
        },
        { ...second, subVirtualLinks: [{ ...message, periodMilliseconds: 8 }] },
        { ...second, id: 9, name: 'VL9', redundancyLevel: 1, paths: { B: second.paths.A ?? {} } },
      ],
    };
    t.strictSame(write(rich).notes, [
      '1 switch of network B and the links to them are left out',
      '1 virtual link without a route on network A are left out',
      '1 virtual link of redundancy level 2 lose their routes on network B and their SkewMax',
      '2 end systems lose their reception latency; a bound from the file lacks it',
      '1 link lose their propagation delay; a bound from the file lacks it',
      'the title has signs that XML cannot carry',
      'the version 2.0.0 is left out',
      'the reserved shares of criticality groups are left out',
      '2 switches lose the size of their buffers',
      '2 switches lose their position, kind, location and number of ports',
      '3 end systems lose their name, ATA chapter, addresses and DAL',
      '1 virtual link lose their DAL',
      '2 virtual links are called by their identifier, and their names are left out',
      '1 virtual link lose their purpose and advisory use',
      '2 virtual links lose their sub-virtual links',
    ]);
  },
);

testCase(
  {
    id: 'TC-CNV-014-02',
    verifies: ['LLR-CNV-014', 'HLR-CNV-004'],
    kind: 'robustness',
    intent: 'names the losses that make bounds smaller exactly when there are some',
  },
  (t) => {
    const isTold = fc.property(generatedNetwork, fc.constantFrom<NetworkName>('A', 'B'), (network, name) => {
      const notes = write(network, name).notes.join('\n');
      const receptions = network.endSystems.filter(({ receptionLatencyNanoseconds }) => receptionLatencyNanoseconds > 0).length;
      const isDelayed = network.links.some(({ propagationDelayNanoseconds }) => propagationDelayNanoseconds > 0);
      const left = network.virtualLinks.filter(({ paths }) => paths[name] === undefined).length;
      return (
        notes.includes('reception latency') === receptions > 0 &&
        notes.includes('propagation delay') === isDelayed &&
        notes.includes('without a route') === left > 0 &&
        notes.includes(`of network ${name === 'A' ? 'B' : 'A'}`)
      );
    });
    fc.assert(isTold, { numRuns: 100 });
    t.strictSame(write(networkOf(readEdited(['priority="Low"', 'priority="High"']))).notes, []);
    t.strictSame(write(networkOf(read('<elements><network overhead="67"/></elements>'))).notes, []);
  },
);

testCase(
  {
    id: 'TC-CNV-017-01',
    verifies: ['LLR-CNV-017', 'HLR-CNV-005'],
    kind: 'normal',
    intent: 'gives the text, the counts of what it holds, and the assumptions',
  },
  (t) => {
    const network = networkOf(read(sampleXml));
    const json = convertNetwork(network, { format: 'json', network: 'A', placeOf }).value;
    t.strictSame(JSON.parse(json?.text ?? ''), JSON.parse(JSON.stringify(network)));
    t.match(json?.text, /^\{\n {2}"assumptions": \[\n[\s\S]*\n\}\n$/);
    const counts = { switches: 2, endSystems: 3, links: 4, virtualLinks: 2, destinations: 3 };
    t.strictSame([json?.counts, json?.assumptions, json?.notes], [counts, network.assumptions, []]);
    const xml = convertNetwork(network, { format: 'wopanets-xml', network: 'A', placeOf }).value;
    t.strictSame([xml?.text, xml?.counts, xml?.assumptions], [write(network).text, counts, network.assumptions]);
    const both = {
      ...network,
      switches: [...network.switches, ...network.switches.map((each) => ({ ...each, id: `${each.id}B`, network: 'B' as const }))],
    };
    t.equal(convertNetwork(both, { format: 'wopanets-xml', network: 'A', placeOf }).value?.counts.switches, 2);
    t.equal(convertNetwork(both, { format: 'json', network: 'A', placeOf }).value?.counts.switches, 4);
  },
);

testCase(
  {
    id: 'TC-CNV-017-02',
    verifies: ['LLR-CNV-017', 'HLR-CNV-005'],
    kind: 'robustness',
    intent: 'refuses a network that would be empty, but not one without virtual links',
  },
  (t) => {
    const network = networkOf(read(sampleXml));
    const refused = convertNetwork(network, { format: 'wopanets-xml', network: 'B', placeOf });
    t.match(refused, { value: undefined, diagnostics: [{ code: 'AFDX-213', severity: 'error', place: { path: '/virtualLinks' } }] });
    t.match(refused.diagnostics[0]?.fix, 'convert network A');
    const onB = { ...network, virtualLinks: network.virtualLinks.map(({ paths, ...each }) => ({ ...each, paths: { B: paths.A ?? {} } })) };
    const other = convertNetwork(onB, { format: 'wopanets-xml', network: 'A', placeOf });
    t.match(other, { value: undefined, diagnostics: [{ code: 'AFDX-213', fix: 'convert network B' }] });
    const { assumptions: _, ...silent } = { ...network, virtualLinks: [] };
    const empty = convertNetwork(silent, { format: 'wopanets-xml', network: 'B', placeOf }).value;
    t.match(empty, { counts: { virtualLinks: 0, switches: 0, endSystems: 3 }, assumptions: [] });
    t.equal(read(empty?.text ?? '').network?.endSystems.length, 3);
    const twice = { ...network, endSystems: [...network.endSystems, ...network.endSystems] };
    t.match(convertNetwork(twice, { format: 'wopanets-xml', network: 'A', placeOf }), {
      value: undefined,
      diagnostics: [{ code: 'AFDX-102' }],
    });
  },
);

testCase(
  {
    id: 'TC-CNV-018-01',
    verifies: ['LLR-CNV-018', 'HLR-CNV-005'],
    kind: 'normal',
    intent: 'converts files to the other form and back, and reports what was filled in and lost',
  },
  async (t) => {
    const root = temporaryFolder(t);
    writeFileSync(join(root, 'net.xml'), sampleXml);
    const toFile = commandContext(root, ['convert', 'net.xml'], { output: 'net.json' }, t);
    t.equal(await afdxConvert(toFile.context), 0);
    const report = toFile.written.join('');
    t.match(
      report,
      '3 end systems, 2 switches, 4 links, 2 virtual links, 3 destinations\nfilled in, because the source does not say:\n  - ',
    );
    t.match(report, 'not carried over:\n  - attribute shortest-path-policy of network is not carried over\n');
    t.match(report, /\n✓ net\.xml: converted to net\.json\n$/);
    t.ok(report.split('\n').every((line) => line.length <= 100));
    const network = networkOf(read(sampleXml));
    t.strictSame(JSON.parse(readFileSync(join(root, 'net.json'), 'utf8')), JSON.parse(JSON.stringify(network)));
    const toText = commandContext(root, ['convert', 'net.json'], {}, t);
    t.equal(await afdxConvert(toText.context), 0);
    t.equal(toText.written.join(''), write(network).text);
    t.match(toText.complaints.join(''), '✓ net.json: converted\n');
    const asJson = commandContext(root, ['convert', 'net.json'], { json: true, to: 'json' }, t);
    t.equal(await afdxConvert(asJson.context), 0);
    const told = JSON.parse(asJson.written.join(''));
    t.match(told, { path: 'net.json', from: 'json', format: 'json', output: null, findings: [], notes: [], counts: { links: 4 } });
    t.strictSame(told.assumptions, network.assumptions);
    t.strictSame(readForeignNetwork({ path: 'x', text: told.text }).network, network);
    const toOther = commandContext(root, ['convert', 'net.xml'], { json: true, output: 'deep/copy.xml', to: 'xml', network: 'A' }, t);
    t.equal(await afdxConvert(toOther.context), 0);
    t.match(JSON.parse(toOther.written.join('')), { format: 'wopanets-xml', output: 'deep/copy.xml' });
    t.notOk('text' in JSON.parse(toOther.written.join('')));
    t.equal(readFileSync(join(root, 'deep/copy.xml'), 'utf8'), write(network).text);
  },
);

testCase(
  {
    id: 'TC-CNV-018-02',
    verifies: ['LLR-CNV-018', 'HLR-CNV-005'],
    kind: 'robustness',
    intent: 'leaves existing files as they are when it cannot convert, and says why',
  },
  async (t) => {
    const root = temporaryFolder(t);
    const run = async (positionals: readonly string[], options: Record<string, string | boolean> = {}) => {
      const { context, written, complaints } = commandContext(root, ['convert', ...positionals], options, t);
      return { code: await afdxConvert(context), out: written.join(''), err: complaints.join('') };
    };
    writeFileSync(join(root, 'net.xml'), sampleXml);
    writeFileSync(join(root, 'bad.xml'), sampleXml.replace('jitter="0"', 'jitter="1"'));
    writeFileSync(join(root, 'out.json'), 'kept');
    writeFileSync(join(root, 'latin.xml'), Buffer.from([0x3c, 0xe9, 0x2f, 0x3e]));
    t.match(await run([]), { code: 2, err: /^error CLI-102: a file is needed\n {2}why: .+\n {2}fix: ampel afdx convert FILE/ });
    for (const [positionals, options] of [
      [['net.xml', 'more.xml'], {}],
      [['net.xml'], { to: 'yaml' }],
      [['net.xml'], { to: 'constructor' }],
      [['net.xml'], { network: 'C' }],
      [['net.xml'], { output: './net.xml' }],
      [['net.xml'], { output: join(root, 'net.xml') }],
    ] as const)
      t.match(await run(positionals, options), { code: 2, out: /^$/, err: /^error CLI-102: / }, JSON.stringify(options));
    t.match(await run(['absent.xml']), { code: 2, err: /FIL-101/ });
    t.match(await run(['latin.xml']), { code: 2, err: /FIL-102/ });
    t.match(await run(['bad.xml'], { output: 'out.json' }), {
      code: 1,
      out: /^error AFDX-209: [\s\S]*bad\.xml:14:3[\s\S]*✗ bad\.xml: not converted\n$/,
    });
    t.match(await run(['net.xml'], { to: 'xml', network: 'B', output: 'out.json' }), { code: 1, out: /AFDX-213/ });
    t.match(JSON.parse((await run(['bad.xml'], { json: true, output: 'out.json' })).out), {
      counts: null,
      output: null,
      findings: [{ code: 'AFDX-209' }],
    });
    t.match(await run(['net.xml'], { output: 'net.xml/inside.json' }), { code: 2, out: /^$/, err: /FIL-/ });
    t.equal(readFileSync(join(root, 'out.json'), 'utf8'), 'kept');
    t.equal(readFileSync(join(root, 'net.xml'), 'utf8'), sampleXml);
    t.strictSame(readdirSync(root).sort(), ['bad.xml', 'latin.xml', 'net.xml', 'out.json']);
    t.strictSame(faultsOf(read(sampleXml)), []);
    t.ok(assumptionTexts.reception.length > 0);
  },
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afdxReport } from '../../src/cli/commands/afdx/report.js';
import { boundsOf, methods } from '../../src/twin/afdx/bounds/bounds.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { boundRows, classCountsOf, marginHistogramSvg, pathBreakdown } from '../../src/twin/afdx/report/figures-svg.js';
import { isolationOf, isolationSection } from '../../src/twin/afdx/report/isolation.js';
import { escaped, loadClassOf, microsecondsFixed, percentText } from '../../src/twin/afdx/report/markup.js';
import { judgedOf, loadPercentsOf, pathPartsOf, type ReportInput, rowsOf } from '../../src/twin/afdx/report/report-model.js';
import { reportPage } from '../../src/twin/afdx/report/report-page.js';
import { reportStyle } from '../../src/twin/afdx/report/report-style.js';
import { topologySvg } from '../../src/twin/afdx/report/topology-svg.js';
import { checkTiming } from '../../src/twin/afdx/timing-rules/check-timing.js';
import { commandContext } from '../support/command-context.js';
import { fiveVirtualLinks, type SmallNetwork, smallAfdxNetwork, smallTimingNetwork } from '../support/small-afdx-network.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

const placeOf = (pointer: string) => ({ path: pointer, line: 1, column: 1 });

function inputOf(network: AfdxNetwork): ReportInput {
  const { bounds, diagnostics } = checkTiming(network, 'frame', placeOf);
  if (bounds === undefined) throw new Error('the network can be analysed');
  return { path: 'network.json', network, each: methods.map((method) => boundsOf(bounds.network, method)), findings: diagnostics };
}
const five = (deadlineMicroseconds = 400): AfdxNetwork =>
  smallAfdxNetwork({ ...fiveVirtualLinks, virtualLinks: fiveVirtualLinks.virtualLinks.map((link) => ({ ...link, deadlineMicroseconds })) });

testCase(
  {
    id: 'TC-RPT-001-01',
    verifies: ['LLR-RPT-001', 'LLR-RPT-002', 'LLR-RPT-006', 'HLR-RPT-001'],
    kind: 'normal',
    intent: 'sorts by margin and splits the tightest bound of the five-virtual-link example into its known parts',
  },
  (t) => {
    const input = inputOf(five());
    const rows = rowsOf(input);
    t.same(
      rows.map(({ marginPicoseconds }) => marginPicoseconds / 1_000_000n),
      [88n, 88n, 128n, 128n, 168n],
    );
    const [tightest] = rows;
    if (tightest === undefined) throw new Error('there are rows');
    const parts = pathPartsOf(input, tightest.end);
    const sum = (what: string): number =>
      parts.filter((part) => part.what === what).reduce((total, { microseconds }) => total + microseconds, 0);
    t.same(
      [sum('sending'), sum('technological latency'), sum('waiting')],
      [120, 32, 160],
      'three sendings, two switches, four foreign frames',
    );
    t.match(pathBreakdown(parts), /waiting 160\.00 µs[\s\S]*<td>S2&gt;S3<\/td>/);
    t.equal(loadPercentsOf(judgedOf(input).network).get('S3>e6'), 4);
  },
);

testCase(
  {
    id: 'TC-RPT-001-02',
    verifies: ['LLR-RPT-001', 'LLR-RPT-002', 'LLR-RPT-005', 'LLR-RPT-006'],
    kind: 'robustness',
    intent: 'shows a missed deadline as a negative margin in the last class, and counts the allowance',
  },
  (t) => {
    const input = inputOf({ ...five(300), jitterAllowanceMicroseconds: 10 });
    const rows = rowsOf(input);
    t.equal(rows[0]?.marginPicoseconds, -22_000_000n);
    t.same([classCountsOf(rows)[20], classCountsOf(rows).reduce((sum, count) => sum + count, 0)], [2, 5]);
    const classOf = (marginPicoseconds: bigint): number =>
      classCountsOf(rows.slice(0, 1).map((row) => ({ ...row, deadlinePicoseconds: 100n, marginPicoseconds }))).indexOf(1);
    t.same([99n, 95n, 94n, 0n, -1n, -900n].map(classOf), [0, 0, 1, 19, 20, 20], 'the upper end of five percent belongs to a class');
    t.match(boundRows(rows), /<tr class="late"><td>✗<\/td>/);
    const parts = rows[0] === undefined ? [] : pathPartsOf(input, rows[0].end);
    t.match(pathBreakdown(parts), /jitter allowance 10\.00 µs/);
    t.throws(() => judgedOf({ ...input, each: [] }), 'a report without bounds is a fault of the caller');
  },
);

testCase(
  {
    id: 'TC-RPT-003-01',
    verifies: ['LLR-RPT-003', 'LLR-RPT-005', 'LLR-RPT-007', 'HLR-RPT-001'],
    kind: 'normal',
    intent: 'draws each switch, end system and cable once with its loads, and a page that asks for no other file',
  },
  (t) => {
    const input = inputOf(five());
    const svg = topologySvg(input.network, 'A', loadPercentsOf(judgedOf(input).network));
    t.equal(svg.match(/class="switch"/g)?.length, 3);
    t.equal(svg.match(/class="trunk low"/g)?.length, 2);
    t.equal(svg.match(/class="es"/g)?.length, 7);
    t.match(svg, /S1 to S3 2\.00 %, back 0\.00 %/);
    t.match(marginHistogramSvg(rowsOf(input)), /75 to 80 % of the deadline: 2 destinations/);
    const page = reportPage(input);
    t.equal(page, reportPage(input), 'same input, same bytes');
    t.notMatch(page, /(?:src|href)=|url\(|@import/);
    for (const part of ['✓ each of 5 destinations', 'Where the time of the tightest bound goes', '312.00', 'None.']) t.match(page, part);
    t.match(page, reportStyle);
  },
);

testCase(
  {
    id: 'TC-RPT-003-02',
    verifies: ['LLR-RPT-003', 'LLR-RPT-004', 'LLR-RPT-007', 'HLR-RPT-001'],
    kind: 'robustness',
    intent: 'counts what a crowded switch does not list, escapes names, and shows findings and assumptions',
  },
  (t) => {
    const crowd = Array.from({ length: 20 }, (_, index) => `x${index}`);
    const small: SmallNetwork = {
      cables: ['e1-S1', ...crowd.map((id) => `S1-${id}`)],
      virtualLinks: [{ source: 'e1', routes: { x0: ['S1'] }, deadlineMicroseconds: 10 }],
    };
    const network = { ...smallAfdxNetwork(small), title: '<script>alert(1)</script>', assumptions: ['deadline & more'] };
    const page = reportPage(inputOf(network));
    t.match(page, 'and 5 more');
    t.notMatch(page, '<script');
    t.match(page, 'deadline &amp; more');
    t.match(page, /✗ 1 error[\s\S]*error AFDX-170/);
    t.equal(topologySvg(network, 'B', new Map()), '', 'no switch on B');
    t.same(
      ['<a b="c">&', 29.9, 30, 70].map((value) => (typeof value === 'string' ? escaped(value) : loadClassOf(value))),
      ['&lt;a b=&quot;c&quot;&gt;&amp;', 'low', 'middle', 'high'],
    );
  },
);

testCase(
  {
    id: 'TC-RPT-001-03',
    verifies: ['LLR-RPT-001', 'LLR-RPT-002'],
    kind: 'robustness',
    intent: 'tells the travel over each cable apart, and a bound that was not asked for from one of zero',
  },
  (t) => {
    const small = five();
    const input = inputOf({ ...small, links: small.links.map((link) => ({ ...link, propagationDelayNanoseconds: 500 })) });
    const [row] = rowsOf(input);
    if (row === undefined) throw new Error('there are rows');
    const cables = pathPartsOf(input, row.end).filter(({ what }) => what === 'cable');
    t.same(
      cables.map(({ where, microseconds }) => [where, microseconds]),
      [
        ['e3>S2', 0.5],
        ['S2>S3', 0.5],
        ['S3>e6', 0.5],
      ],
    );
    t.equal(row.marginPicoseconds, 86_500_000n, '400 less 312 less three cables');
    const frameOnly = rowsOf({ ...input, each: input.each.filter(({ method }) => method === 'frame') });
    t.match(boundRows(frameOnly), '→ e6</td><td class="number">–</td><td class="number">–</td><td class="number">313.50</td>');
  },
);

testCase(
  {
    id: 'TC-RPT-003-03',
    verifies: ['LLR-RPT-003'],
    kind: 'normal',
    intent: 'joins switches of one layer by a bow below them and those of two by a straight line, with the load of each direction',
  },
  (t) => {
    // S1 has most neighbours and stands above S2 and S3; 4000 bits every 4 ms are 1 % of 100 Mbit/s
    const network = smallAfdxNetwork({
      cables: ['e1-S1', 'S1-S2', 'S1-S3', 'S1-S4', 'S2-S3', 'S2-e2', 'S3-e3'],
      virtualLinks: [
        { source: 'e1', routes: { e2: ['S1', 'S2'] } },
        { source: 'e2', routes: { e3: ['S2', 'S3'], e1: ['S2', 'S1'] } },
      ],
    });
    const svg = topologySvg(network, 'A', loadPercentsOf(judgedOf(inputOf(network)).network));
    const trunks = [...svg.matchAll(/<path d="M\S+ (\d+) (\w)[^"]* (\d+)" class="trunk low"><title>([^<]*)/g)].map((found) =>
      found.slice(1),
    );
    // from the lower edge of S1, 4 + 44 + 4 · 17 + 6, to the layer 56 below; S2 and S3 have three lines, 178 + 44 + 3 · 17 + 6
    t.same(trunks, [
      ['122', 'L', '178', 'S1 to S2 1.00 %, back 1.00 %'],
      ['122', 'L', '178', 'S1 to S3 0.00 %, back 0.00 %'],
      ['122', 'L', '178', 'S1 to S4 0.00 %, back 0.00 %'],
      ['279', 'C', '279', 'S2 to S3 1.00 %, back 0.00 %'],
    ]);
  },
);

testCase(
  {
    id: 'TC-RPT-003-04',
    verifies: ['LLR-RPT-003'],
    kind: 'robustness',
    intent: 'draws parts that no cable joins beside each other, and a switch without cable as an empty box',
  },
  (t) => {
    const network = smallAfdxNetwork({ cables: ['e1-S1', 'S1-S2', 'S3-S4', 'S4-S5', 'S2-e2'], virtualLinks: [] });
    const placesOf = (svg: string): readonly string[] =>
      [...svg.matchAll(/<rect x="(\d+)" y="(\d+)"[^>]*class="switch"\/><text[^>]*>(\w+)/g)].map(([, x, y, id]) => `${id} ${x} ${y}`);
    const svg = topologySvg(network, 'A', new Map());
    // S4 has two neighbours, S1 is the first of the rest; boxes begin 8 to the right in columns of 244, the two of the upper layer in the
    // middle of three; they are 44 + 2 · 17 + 6 high, and the layer below begins 56 further down
    t.same(placesOf(svg), ['S4 130 4', 'S1 374 4', 'S3 8 144', 'S5 252 144', 'S2 496 144']);
    t.equal(svg.match(/class="trunk low"/g)?.length, 3);
    const [only] = network.switches;
    const alone = topologySvg({ ...network, switches: [only as (typeof network.switches)[number]], links: [] }, 'A', new Map());
    t.same([placesOf(alone), /class="(?:es|other|trunk)/.test(alone)], [['S1 8 4'], false]);
  },
);

testCase(
  {
    id: 'TC-RPT-007-01',
    verifies: ['LLR-RPT-007', 'LLR-RPT-009', 'HLR-RPT-001'],
    kind: 'normal',
    intent: 'lists the 500 smallest margins and the 20 destinations of DAL A most exposed, and says of how many',
  },
  (t) => {
    const crowd = Array.from({ length: 501 }, (_, index) => `x${index}`);
    const small = smallAfdxNetwork({
      cables: ['e1-S1', ...crowd.map((id) => `S1-${id}`)],
      virtualLinks: [
        { source: 'e1', routes: Object.fromEntries(crowd.map((id) => [id, ['S1']])), deadlineMicroseconds: 1000 },
        { source: 'e1', routes: { x1: ['S1'] }, deadlineMicroseconds: 100 },
      ],
    });
    const [high, low] = small.virtualLinks;
    if (high === undefined || low === undefined) throw new Error('there are two');
    const network: AfdxNetwork = { ...small, virtualLinks: [high, { ...low, criticality: 'C' }], jitterAllowanceMicroseconds: 7 };
    const page = reportPage(inputOf(network));
    t.match(page, 'The 500 smallest margins of 502; the certificate has each.');
    t.equal(page.match(/→ x\d+<\/td>/g)?.length, 500);
    t.match(page, 'DAL A delayed by lower levels: the 20 most exposed of 501 destinations.');
    t.match(page, 'Jitter allowance in each margin</dt><dd>7 µs');
    // at e1>S1 one frame of 40 µs is in the way; at S1>x1 both come over one cable, one after the other, and what passes within the 16 µs
    // of the technological latency counts
    const exposures = isolationOf(judgedOf(inputOf(network))).exposures.map(({ end, picoseconds }) => [
      end.destination.endSystem,
      Number(picoseconds) / 1e6,
    ]);
    t.same(exposures.slice(0, 3), [
      ['x1', 56],
      ['x0', 40],
      ['x2', 40],
    ]);
  },
);

testCase(
  {
    id: 'TC-RPT-004-01',
    verifies: ['LLR-RPT-004'],
    kind: 'normal',
    intent: 'rounds bounds up and margins down to hundredths of a microsecond',
  },
  (t) => {
    t.same(
      [microsecondsFixed(272_000_001n, 'up'), microsecondsFixed(272_009_999n, 'down'), microsecondsFixed(5n, 'up')],
      ['272.01', '272.00', '0.01'],
    );
    t.same([microsecondsFixed(-1n, 'down'), microsecondsFixed(-15_000n, 'up'), percentText(5.471)], ['-0.01', '-0.01', '5.48 %']);
  },
);

testCase(
  {
    id: 'TC-RPT-008-01',
    verifies: ['LLR-RPT-008'],
    kind: 'normal',
    intent: 'the command writes the page and says in JSON where the tightest time goes',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'network.json': JSON.stringify(five()) });
    const { context, written } = commandContext(root, ['report', 'network.json'], { output: 'out.html' });
    t.equal(await afdxReport(context), 0);
    t.match(written.join(''), /report written to out\.html\n✓ network\.json: 0 errors/);
    t.match(readFileSync(join(root, 'out.html'), 'utf8'), /^<!doctype html>/);
    const json = commandContext(root, ['report', 'network.json'], { json: true });
    t.equal(await afdxReport(json.context), 0);
    t.equal((JSON.parse(json.written.join('')) as { smallestMarginMicroseconds: string }).smallestMarginMicroseconds, '88');
  },
);

testCase(
  {
    id: 'TC-RPT-008-02',
    verifies: ['LLR-RPT-008'],
    kind: 'robustness',
    intent: 'a missed deadline ends with 1, a network that cannot be analysed with 1, an unreadable file and more than one with 2',
  },
  async (t) => {
    const circle = smallAfdxNetwork({ cables: ['e1-S1', 'S1-e2'], virtualLinks: [{ source: 'e1', routes: { e9: ['S1'] } }] });
    const root = temporaryFolder(t, { 'late.json': JSON.stringify(five(100)), 'no.json': '[', 'circle.json': JSON.stringify(circle) });
    const complaints: string[] = [];
    t.intercept(process.stderr, 'write', { value: (text: string) => complaints.push(text) > 0 });
    const codeOf = async (...files: readonly string[]): Promise<number> => afdxReport(commandContext(root, ['report', ...files]).context);
    t.same(
      [await codeOf('late.json'), await codeOf('circle.json'), await codeOf('no.json'), await codeOf('gone.json'), await codeOf('a', 'b')],
      [1, 1, 2, 2, 2],
    );
    t.match(complaints.join(''), /AFDX-160[\s\S]*AFDX-100/);
  },
);

/** The five virtual links with levels of their own. */
const levelled = (levels: string): AfdxNetwork => {
  const network = five();
  return { ...network, virtualLinks: network.virtualLinks.map((each, at) => ({ ...each, criticality: levels[at] as 'A' | 'C' | 'E' })) };
};

testCase(
  {
    id: 'TC-RPT-009-01',
    verifies: ['LLR-RPT-009', 'HLR-RPT-001'],
    kind: 'normal',
    intent: 'counts by level who shares a port with whom, and what lower levels take from DAL A: a frame of 40 µs at each shared port',
  },
  (t) => {
    // v1, v2 meet at S1>S3; v3, v4, v5 at S2>S3; v1 to v4 at S3>e6
    const isolation = isolationOf(judgedOf(inputOf(levelled('ACAAE'))));
    t.same(
      isolation.pairs.map(({ delayed, by, pairs, picosecondsMax }) => [delayed + by, pairs, Number(picosecondsMax) / 1e6]),
      [
        ['AA', 6, 80],
        ['AC', 3, 80],
        ['AE', 2, 40],
        ['CA', 3, 80],
        ['EA', 2, 40],
      ],
    );
    t.same(
      isolation.exposures.map(({ end, lower, picoseconds }) => [end.flow.virtualLink, lower.length, Number(picoseconds) / 1e6]),
      [
        [1, 1, 80],
        [3, 2, 80],
        [4, 2, 80],
      ],
    );
    // virtual links 1 and 2 high, 3 to 5 low: of two low ones at S3>e6 one is sent while a high frame waits
    const two = levelled('AACCC');
    const below = {
      ...two,
      virtualLinks: two.virtualLinks.map((each) => ({ ...each, priority: each.id < 3 ? ('high' as const) : ('low' as const) })),
    };
    t.equal(isolationOf(judgedOf(inputOf(below))).exposures[0]?.picoseconds, 40_000_000n, 'never both');
    const page = isolationSection(isolation);
    t.match(
      page,
      /DAL A<\/th><td class="number">6 · 80\.00 µs<\/td><td class="number">3 · 80\.00 µs<\/td><td class="number">2 · 40\.00 µs/,
    );
    t.match(page, '3 destinations');
    t.match(reportPage(inputOf(levelled('ACAAE'))), page);
  },
);

testCase(
  {
    id: 'TC-RPT-009-02',
    verifies: ['LLR-RPT-009', 'HLR-RPT-001'],
    kind: 'robustness',
    intent:
      'says so where nothing is shared or DAL A meets no lower level, escapes names, and is never below a delay seen with and without the other',
  },
  (t) => {
    const alone = smallAfdxNetwork({
      cables: ['e1-S1', 'S1-e2'],
      virtualLinks: [{ source: 'e1', routes: { e2: ['S1'] }, deadlineMicroseconds: 400 }],
    });
    const of = (network: AfdxNetwork): string => isolationSection(isolationOf(judgedOf(inputOf(network))));
    t.match(of(alone), 'No two virtual links share a port.');
    const silent = boundsOf(smallTimingNetwork({ cables: ['e1-S1', 'S1-e2'], virtualLinks: [] }), 'frame');
    t.same(isolationOf(silent), { pairs: [], exposures: [] });
    t.match(of(levelled('CCCCC')), 'No lower level shares a port with a virtual link of DAL A.');
    const named = levelled('ACAAE');
    const renamed = { ...named, virtualLinks: named.virtualLinks.map((each) => ({ ...each, name: `<b>${each.id}` })) };
    t.notMatch(of(renamed), '<b>');
    // bounds with and without virtual link 2: 272 against 232 µs or more for virtual link 1
    const [with2] = boundsOf(judgedOf(inputOf(named)).network, 'frame').ends;
    const without = { ...named, virtualLinks: named.virtualLinks.filter(({ id }) => id !== 2) };
    const [without2] = boundsOf(judgedOf(inputOf(without)).network, 'frame').ends;
    const lost = (with2?.delayPicoseconds ?? 0n) - (without2?.delayPicoseconds ?? 0n);
    const [first] = isolationOf(judgedOf(inputOf(named))).exposures;
    t.ok(lost > 0n && lost <= (first?.picoseconds ?? 0n), `${lost} ps`);
  },
);

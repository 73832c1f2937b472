import { canonicalJson, type Json } from '../../../kernel/canonical-json.js';
import { sha256 } from '../../../kernel/digest.js';
import { present } from '../../../kernel/present.js';
import { boundRows, marginHistogramSvg, pathBreakdown } from './figures-svg.js';
import { isolationOf, isolationSection } from './isolation.js';
import { escaped, microsecondsFixed, percentText } from './markup.js';
import { judgedOf, loadPercentsOf, pathPartsOf, type ReportInput, type ReportRow, rowsOf } from './report-model.js';
import { reportStyle } from './report-style.js';
import { topologySvg } from './topology-svg.js';

/** Rows of the table of bounds; the certificate and `ampel afdx bounds --json` have each. */
const rowsShown = 500;

/**
 * The timing report of a network as one HTML page that needs nothing else: verdict, topology with loads, where the time of the tightest
 * bound goes, histogram, bounds against deadlines by margin, isolation of the levels, findings. Same input, same bytes.
 *
 * @implements LLR-RPT-007
 */
export function reportPage(input: ReportInput): string {
  const rows = rowsOf(input);
  const judged = judgedOf(input);
  const loads = loadPercentsOf(judged.network);
  const networks = (['A', 'B'] as const).filter((name) => judged.network.ports.some((port) => port.network === name));
  const topologies = networks.map(
    (name) =>
      `<figure><figcaption>Network ${name}: load of each output port, percent of its rate (↑ to the switch, ↓ from it; other switches in bold)</figcaption><div class="scroll">${topologySvg(input.network, name, loads)}</div></figure>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(input.network.title)} – timing</title><style>${reportStyle}</style></head>
<body><main>
<h1>${escaped(input.network.title)} <small>version ${escaped(input.network.version)}</small></h1>
${verdictSection(input, rows)}
<section><h2>Topology and loads</h2>${topologies.join('')}</section>
${tightestSection(input, tightestOf(rows))}
<section><h2>Use of the deadlines</h2><figure>${marginHistogramSvg(rows)}</figure></section>
${boundsSection(rows)}
${isolationSection(isolationOf(judged))}
${findingsSection(input)}
<footer>Network file ${escaped(input.path)}, SHA-256 of its canonical JSON ${sha256(canonicalJson(input.network as unknown as Json))}. Bounds by method ${judged.method}; sums are exact and rounded up once, this page rounds bounds up and margins down to 0.01 µs.</footer>
</main></body></html>
`;
}

/** A network without a destination has no bounds to report (AFDX-165). */
function tightestOf(rows: readonly ReportRow[]): ReportRow {
  return present(rows[0], 'destination with the smallest margin');
}

function verdictSection(input: ReportInput, rows: readonly ReportRow[]): string {
  const judged = judgedOf(input);
  const errors = input.findings.filter(({ severity }) => severity === 'error').length;
  const loads = [...loadPercentsOf(judged.network)];
  const first = present(loads[0], 'output port in use');
  const [busiestPort, load] = loads.reduce((most, each) => (each[1] > most[1] ? each : most), first);
  const verdict =
    errors === 0
      ? `✓ each of ${rows.length} destinations is reached within its deadline`
      : `✗ ${errors} ${errors === 1 ? 'error' : 'errors'}`;
  const largest = rows.reduce((most, { end }) => (end.delayPicoseconds > most ? end.delayPicoseconds : most), 0n);
  const facts: readonly (readonly [string, string])[] = [
    ['Virtual links', `${input.network.virtualLinks.length}`],
    ['Destinations, each network counted', `${rows.length}`],
    ['Output ports in use', `${judged.network.ports.length}`],
    ['Busiest output port', `${escaped(busiestPort)} ${percentText(load)}`],
    ['Largest bound', `${microsecondsFixed(largest, 'up')} µs`],
    ['Smallest margin', `${microsecondsFixed(tightestOf(rows).marginPicoseconds, 'down')} µs`],
    ['Jitter allowance in each margin', `${input.network.jitterAllowanceMicroseconds ?? 0} µs`],
  ];
  const assumed = (input.network.assumptions ?? []).map((text) => `<li>${escaped(text)}</li>`).join('');
  return `<section class="verdict ${errors === 0 ? 'met' : 'failed'}"><p class="word">${verdict}</p><dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>${assumed === '' ? '' : `<h2>Assumed, because the source did not say</h2><ul>${assumed}</ul>`}</section>`;
}

function tightestSection(input: ReportInput, row: ReportRow): string {
  const { flow, destination, delayPicoseconds } = row.end;
  return `<section><h2>Where the time of the tightest bound goes</h2><p>Virtual link ${flow.virtualLink} “${escaped(flow.name)}”, ${escaped(flow.source)} → ${escaped(destination.endSystem)} on network ${flow.network}: bound ${microsecondsFixed(delayPicoseconds, 'up')} µs, deadline ${microsecondsFixed(row.deadlinePicoseconds, 'up')} µs.</p>${pathBreakdown(pathPartsOf(input, row.end))}</section>`;
}

function boundsSection(rows: readonly ReportRow[]): string {
  const shown = rows.slice(0, rowsShown);
  const note = shown.length < rows.length ? `<p>The ${shown.length} smallest margins of ${rows.length}; the certificate has each.</p>` : '';
  return `<section><h2>Bounds against deadlines, smallest margin first</h2>${note}<div class="scroll"><table class="bounds"><thead><tr><th></th><th class="number">VL</th><th>Name</th><th>DAL</th><th>Priority</th><th>Net</th><th>From → to</th><th class="number">total flow µs</th><th class="number">grouped µs</th><th class="number">frame µs</th><th class="number">deadline µs</th><th class="number">margin µs</th></tr></thead><tbody>${boundRows(shown)}</tbody></table></div></section>`;
}

function findingsSection({ findings }: ReportInput): string {
  if (findings.length === 0) return '<section><h2>Findings</h2><p>None.</p></section>';
  const items = findings.map(
    ({ code, severity, message, why, fix }) =>
      `<li><strong>${severity} ${code}</strong> ${escaped(message)}<br><small>why: ${escaped(why)}<br>fix: ${escaped(fix)}</small></li>`,
  );
  return `<section><h2>Findings</h2><ul class="findings">${items.join('')}</ul></section>`;
}

import { escaped, microsecondsFixed } from './markup.js';
import type { PathPart, ReportRow } from './report-model.js';

const [plotWidth, plotHeight, leftRoom, bottomRoom] = [660, 180, 52, 40];

/**
 * A histogram of the delay bounds as a share of the deadline, in classes of five percent: how many destinations lie where.
 *
 * @implements LLR-RPT-005
 */
export function marginHistogramSvg(rows: readonly ReportRow[]): string {
  const classes = classCountsOf(rows);
  const most = Math.max(1, ...classes);
  const step = (plotWidth - leftRoom) / classes.length;
  const bars = classes.map((count, index) => {
    const height = (count / most) * (plotHeight - bottomRoom - 16);
    const x = leftRoom + index * step;
    const label =
      count === 0 ? '' : `<text x="${x + step / 2}" y="${plotHeight - bottomRoom - height - 4}" text-anchor="middle">${count}</text>`;
    const name = index === classes.length - 1 ? 'over 100 %' : `${index * 5} to ${index * 5 + 5} %`;
    return `<rect x="${x + 1}" y="${plotHeight - bottomRoom - height}" width="${step - 2}" height="${height}" class="${index === classes.length - 1 ? 'bar late' : 'bar'}"><title>${name} of the deadline: ${count} destinations</title></rect>${label}`;
  });
  const ticks = classes.flatMap((_, index) =>
    index % 4 === 0
      ? [`<text x="${leftRoom + index * step}" y="${plotHeight - bottomRoom + 16}" text-anchor="middle">${index * 5}</text>`]
      : [],
  );
  const axis = `<line x1="${leftRoom}" y1="${plotHeight - bottomRoom}" x2="${plotWidth}" y2="${plotHeight - bottomRoom}" class="axis"/><text x="${(leftRoom + plotWidth) / 2}" y="${plotHeight - 6}" text-anchor="middle">bound and jitter allowance, in percent of the deadline</text><text x="14" y="${(plotHeight - bottomRoom) / 2}" transform="rotate(-90 14 ${(plotHeight - bottomRoom) / 2})" text-anchor="middle">destinations</text>`;
  return `<svg class="histogram" role="img" aria-label="Histogram of bounds in percent of the deadline" viewBox="0 0 ${plotWidth + 12} ${plotHeight}" width="${plotWidth + 12}" height="${plotHeight}">${bars.join('')}${ticks.join('')}${axis}</svg>`;
}

/**
 * Destinations by share of the deadline used: twenty classes of five percent, the upper end belonging to the class, and those over 100 %.
 *
 * @implements LLR-RPT-005
 */
export function classCountsOf(rows: readonly ReportRow[]): readonly number[] {
  const classes = rows.map(({ deadlinePicoseconds, marginPicoseconds }) => {
    // the part used is above zero, as each frame takes time
    const used = deadlinePicoseconds - marginPicoseconds;
    return Math.min(Number((used * 20n - 1n) / deadlinePicoseconds), 20);
  });
  return Array.from({ length: 21 }, (_, index) => classes.filter((each) => each === index).length);
}

/**
 * One bar that shows where the time of a bound goes, with a table of the same parts.
 *
 * @implements LLR-RPT-006
 */
export function pathBreakdown(parts: readonly PathPart[]): string {
  const total = parts.reduce((sum, { microseconds }) => sum + microseconds, 0);
  let at = 0;
  const segments = parts.map(({ where, what, microseconds }) => {
    const x = (at / total) * plotWidth;
    at += microseconds;
    const width = Math.max(0, (microseconds / total) * plotWidth);
    return `<rect x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="34" class="part ${what.replaceAll(' ', '-')}"><title>${escaped(where)}: ${what} ${microseconds.toFixed(2)} µs</title></rect>`;
  });
  const kinds = [...new Set(parts.map(({ what }) => what))];
  const sumOf = (kind: string): number => parts.reduce((sum, { what, microseconds }) => (what === kind ? sum + microseconds : sum), 0);
  const legend = kinds.map((kind) => `<li><span class="key ${kind.replaceAll(' ', '-')}"></span>${kind} ${sumOf(kind).toFixed(2)} µs</li>`);
  const rows = parts
    .filter(({ microseconds }) => microseconds > 0)
    .map(
      ({ where, what, microseconds }) =>
        `<tr><td>${escaped(where)}</td><td>${what}</td><td class="number">${microseconds.toFixed(2)}</td><td class="number">${((100 * microseconds) / total).toFixed(1)}</td></tr>`,
    );
  return `<svg class="breakdown" role="img" aria-label="Parts of the bound" viewBox="0 0 ${plotWidth} 34" width="${plotWidth}" height="34">${segments.join('')}</svg><ul class="legend">${legend.join('')}</ul><table><thead><tr><th>Where</th><th>What</th><th class="number">µs</th><th class="number">%</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/**
 * The rows of the table of bounds.
 *
 * @implements LLR-RPT-007
 */
export function boundRows(rows: readonly ReportRow[]): string {
  return rows
    .map(({ end: { flow, destination }, delays, deadlinePicoseconds, marginPicoseconds }) => {
      const late = marginPicoseconds < 0n;
      const cell = (picoseconds: bigint | undefined): string =>
        `<td class="number">${picoseconds === undefined ? '–' : microsecondsFixed(picoseconds, 'up')}</td>`;
      return `<tr${late ? ' class="late"' : ''}><td>${late ? '✗' : '✓'}</td><td class="number">${flow.virtualLink}</td><td>${escaped(flow.name)}</td><td>${flow.criticality}</td><td>${flow.priority}</td><td>${flow.network}</td><td>${escaped(flow.source)} → ${escaped(destination.endSystem)}</td>${cell(delays['total-flow'])}${cell(delays.grouped)}${cell(delays.frame)}${cell(deadlinePicoseconds)}<td class="number">${microsecondsFixed(marginPicoseconds, 'down')}</td></tr>`;
    })
    .join('');
}

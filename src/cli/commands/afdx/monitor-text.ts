import { type Diagnostic, formatDiagnostic, printableText } from '../../../kernel/diagnostic.js';
import { compareRationals, type Rational, rational } from '../../../kernel/rational.js';
import type { CaptureFigures, MonitorReport, PairFigures, StreamFigures } from '../../../twin/afdx/monitoring/monitor-report.js';

/** Rows and findings that are shown when not all are asked for. */
const rowsShown = 30;
const findingsShown = 20;

/**
 * A report of the monitor for a terminal: captures, findings, a table for each place with what needs attention first, the verdict last.
 *
 * @param all whether each finding and each row is shown
 * @implements LLR-MON-021
 */
export function monitorText(report: MonitorReport, all: boolean): string {
  return [
    ...report.captures.map(captureText),
    '\n',
    findingsText(report.diagnostics, all),
    ...placesOf(report).map((place) => tableText(report, place, all)),
    verdictText(report),
  ].join('');
}

function captureText(capture: CaptureFigures): string {
  const { path, format, place, endSystem, records, firstNanoseconds: first, lastNanoseconds: last } = capture;
  const where = endSystem === undefined ? `${place}s` : `the ${place} ${endSystem}`;
  const time = first === undefined || last === undefined ? 'no time' : `${fixed(rational(last - first, 1_000_000_000n), 3)} s`;
  const interfaces = capture.interfaces.map(({ network, afdxFrames }) => `${network ?? 'network unknown'}: ${afdxFrames} of AFDX`);
  const others = `${capture.otherFrames} other, ${capture.damagedFrames} damaged, ${capture.misaddressedFrames} misaddressed`;
  return `${printableText(path)}: ${format ?? 'no capture'}, at ${where}, ${records} records, ${time}\n  ${[...interfaces, others].join('; ')}\n`;
}

function findingsText(diagnostics: readonly Diagnostic[], all: boolean): string {
  const shown = all ? diagnostics : diagnostics.slice(0, findingsShown);
  const rest = diagnostics.length - shown.length;
  return `${shown.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('')}${rest > 0 ? `… ${rest} more findings; --all lists them\n\n` : ''}`;
}

type Place = Pick<StreamFigures, 'place' | 'endSystem'>;

function placesOf({ streams }: MonitorReport): readonly Place[] {
  const places = new Map(streams.map(({ place, endSystem }) => [`${place}>${endSystem ?? ''}`, { place, endSystem }]));
  return [...places.values()];
}

function tableText(report: MonitorReport, { place, endSystem }: Place, all: boolean): string {
  const isHere = (figures: Place): boolean => figures.place === place && figures.endSystem === endSystem;
  const pairs = new Map(report.pairs.filter(isHere).map((pair) => [pair.virtualLink, pair]));
  const ranks = ranksOf(report.diagnostics);
  const rows = report.streams.filter(isHere).sort((a, b) => byAttention(a, b, ranks));
  const shown = all ? rows : rows.slice(0, rowsShown);
  const head = ['', 'VL', 'net', 'frames', place === 'source' ? 'BAG ms' : 'delay µs', 'gap ms', 'jitter µs', 'allowed µs'];
  const cells = shown.map((row) => cellsOf(row, pairs.get(row.virtualLink), ranks.get(row.virtualLink)));
  const table = [[...head, 'use %', 'missing', 'skew µs', 'lone'], ...cells];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padStart(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rest = shown.length < rows.length ? `… ${rows.length - shown.length} more rows; --all lists them\n` : '';
  return `at ${endSystem === undefined ? `${place}s` : `the ${place} ${endSystem}`}\n${lines.join('\n')}\n${rest}\n`;
}

function cellsOf(row: StreamFigures, pair: PairFigures | undefined, rank: number | undefined): readonly string[] {
  const { gapNanoseconds, smallestGapNanoseconds: gap, jitterAllowedNanoseconds: allowed, bitsPerSecond: used } = row;
  const delay = row.travel?.longestNanoseconds;
  const share = used === undefined ? undefined : shareOf(used, row.configuredBitsPerSecond);
  return [
    rank === 0 ? '✗' : rank === 1 ? '!' : ' ',
    `${row.virtualLink}`,
    row.network,
    `${row.frames}`,
    row.place === 'source' ? `${gapNanoseconds / 1_000_000n}` : delay === undefined ? '–' : fixed(rational(delay, 1000n), 3),
    gap === undefined ? '–' : fixed(rational(gap.numerator, gap.denominator * 1_000_000n), 3),
    fixed(rational(row.jitterNanoseconds.numerator, row.jitterNanoseconds.denominator * 1000n), 3),
    allowed === undefined ? '?' : fixed(rational(allowed, 1000n), 3),
    share === undefined ? '–' : fixed(share, 1),
    `${row.missing}`,
    pair === undefined ? '–' : fixed(rational(pair.skewNanosecondsMax, 1000n), 3),
    pair === undefined ? '–' : `${pair.loneCopies[row.network]}`,
  ];
}

function shareOf(used: Rational, configured: Rational): Rational {
  return rational(100n * used.numerator * configured.denominator, used.denominator * configured.numerator);
}

/** 0 for virtual links with an error, 1 with a warning. */
function ranksOf(diagnostics: readonly Diagnostic[]): ReadonlyMap<number, number> {
  const ranks = new Map<number, number>();
  for (const { severity, subjects = [] } of diagnostics) {
    for (const subject of subjects) {
      const id = Number(subject.replace('VL-', ''));
      if (severity !== 'note') ranks.set(id, Math.min(ranks.get(id) ?? 1, severity === 'error' ? 0 : 1));
    }
  }
  return ranks;
}

/** Errors, then warnings, then the larger share of the allowed jitter. */
function byAttention(a: StreamFigures, b: StreamFigures, ranks: ReadonlyMap<number, number>): number {
  const share = ({ jitterNanoseconds: jitter, jitterAllowedNanoseconds: allowed }: StreamFigures): Rational =>
    allowed === undefined || allowed === 0n ? jitter : rational(jitter.numerator, jitter.denominator * allowed);
  return (
    (ranks.get(a.virtualLink) ?? 2) - (ranks.get(b.virtualLink) ?? 2) ||
    compareRationals(share(b), share(a)) ||
    a.virtualLink - b.virtualLink
  );
}

function verdictText({ diagnostics, streams, captures }: MonitorReport): string {
  const count = (severity: Diagnostic['severity']): number => diagnostics.filter((finding) => finding.severity === severity).length;
  const errors = count('error');
  const frames = streams.reduce((sum, stream) => sum + stream.frames, 0);
  const seen = new Set(streams.map(({ virtualLink }) => virtualLink)).size;
  const what = `${captures.length === 1 ? '1 capture' : `${captures.length} captures`}: ${frames} frames of ${seen} virtual links`;
  return `${errors === 0 ? '✓' : '✗'} ${what}; ${errors} errors, ${count('warning')} warnings, ${count('note')} notes\n`;
}

/** A fraction with decimals, cut off. */
function fixed({ numerator, denominator }: Rational, decimals: number): string {
  const scaled = (numerator * 10n ** BigInt(decimals)) / denominator;
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

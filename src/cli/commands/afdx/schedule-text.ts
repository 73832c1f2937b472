import { canonicalJson, type Json } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic, printableText } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import { decimalRoundedUp, rational, rationalText } from '../../../kernel/rational.js';
import type { AfdxNetwork } from '../../../twin/afdx/network.generated.js';
import type { OffsetBounds } from '../../../twin/afdx/schedule/offset-bounds.js';
import type { SchedulePlan, ScheduleReport } from '../../../twin/afdx/schedule/schedule-report.js';
import { wrappedText } from './wrapped-text.js';

/** What the command shows. */
export interface ShownSchedule {
  readonly path: string;
  readonly findings: readonly Diagnostic[];
  readonly report: ScheduleReport | undefined;
  /** File that was written; undefined when none was. */
  readonly output: string | undefined;
}

/**
 * Form and version of the schedule files.
 * @implements LLR-TTS-023
 */
export const scheduleFileFormat = 'ampel360-afdx-schedule/1';

/**
 * The file of a schedule: offsets of the virtual links, and for each end system its table in short form.
 * @implements LLR-TTS-023
 */
export function scheduleFileOf(network: AfdxNetwork, report: ScheduleReport, plan: SchedulePlan): Json {
  return {
    format: scheduleFileFormat,
    network: { title: network.title, version: network.version, sha256: sha256(canonicalJson(network as unknown as Json)) },
    scope: report.problem.scope,
    slotMicroseconds: microseconds(report, report.problem.stepTicks),
    virtualLinks: virtualLinksJson(report, plan),
    endSystems: tablesJson(plan),
  };
}

/**
 * All that the command knows, for other programs.
 * @implements LLR-TTS-023
 */
export function scheduleJsonOf({ path, findings, report, output }: ShownSchedule): Json {
  const plan = report?.plan;
  return {
    path,
    findings: findings as unknown as Json,
    output: output ?? null,
    verdict: report?.verdict.verdict ?? null,
    steps: report?.verdict.steps ?? null,
    scope: report?.problem.scope ?? null,
    crowded: (report?.crowded ?? []) as unknown as Json,
    proofs: (report?.verdict.verdict === 'impossible' ? report.verdict.proofs : []) as unknown as Json,
    objective:
      plan === undefined
        ? null
        : {
            releaseDeviation: rationalText(plan.objective.releaseDeviation),
            loadVariance: rationalText(plan.objective.loadVariance),
            loadVarianceLeast: rationalText(plan.objective.loadVarianceLeast),
            value: rationalText(plan.objective.value),
          },
    ticksPerSecond: report?.problem.network.ticksPerSecond ?? null,
    virtualLinks: report === undefined || plan === undefined ? [] : virtualLinksJson(report, plan),
    destinations: report === undefined || plan === undefined ? [] : destinationsJson(report, plan),
    endSystems: plan === undefined ? [] : tablesJson(plan),
  };
}

/**
 * The text for people: findings, one line for each end system, sums, and the verdict.
 * @implements LLR-TTS-023
 */
export function scheduleTextOf({ path, findings, report, output }: ShownSchedule): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const head = findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
  const name = printableText(path);
  if (report === undefined) return `${head}✗ ${name}: nothing was scheduled; ${errors} errors\n`;
  const plan = report.plan;
  const body = plan === undefined ? '' : `${tableOf(report, plan)}${sumsOf(report, plan)}`;
  const written = output === undefined ? '' : `tables written to ${printableText(output)}\n`;
  const links = new Set(report.problem.virtualLinks.flatMap(({ ports }) => ports)).size;
  const what = plan === undefined ? `no schedule (${report.verdict.verdict})` : `at most one transmission at a time on ${links} links`;
  const rest = report.crowded.length === 0 ? '' : `, impossible on ${report.crowded.length} more`;
  return `${head}${body}${written}${errors === 0 ? '✓' : '✗'} ${name}: ${what}${rest}; ${errors} errors\n`;
}

function tableOf(report: ScheduleReport, plan: SchedulePlan): string {
  const { network, virtualLinks } = report.problem;
  const longest = ({ firstPortTicksMax }: OffsetBounds, source: string): number =>
    network.flows.reduce((most, flow) => (flow.source === source ? Math.max(most, firstPortTicksMax[flow.index] ?? 0) : most), 0);
  const rows = plan.tables.map(({ endSystem, table, compression }) => ({
    before: longest(report.before, endSystem),
    cells: [
      endSystem,
      String(virtualLinks.filter(({ source }) => source === endSystem).length),
      `${table.filter((slot) => slot.length > 0).length} of ${table.length}`,
      microseconds(report, longest(report.before, endSystem)),
      microseconds(report, longest(plan.after, endSystem)),
      String(compression.originalBytes),
      String(compression.compressedBytes),
      compression.ratio === undefined ? '-' : decimalRoundedUp(compression.ratio, 2),
    ],
  }));
  rows.sort((a, b) => b.before - a.before);
  const heads = ['end system', 'VLs', 'slots used', 'first port µs before', 'after', 'table byte', 'compressed', 'ratio'];
  const lines = [heads, ...rows.map(({ cells }) => cells)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return `${lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')).join('\n')}\n`;
}

function sumsOf(report: ScheduleReport, plan: SchedulePlan): string {
  const { before } = report;
  const { after, objective } = plan;
  const first = [mean(before.firstPortTicksMax), mean(after.firstPortTicksMax)].map((ticks) => microseconds(report, ticks));
  const most = [before, after].map(({ ends }) => microseconds(report, largest(ends.map(({ delayTicksMax }) => delayTicksMax))));
  const ratios = before.ends.map(({ delayTicksMax }, index) => (after.ends[index]?.delayTicksMax ?? 0) / delayTicksMax);
  const least = ratios.reduce((smallest, ratio) => Math.min(smallest, ratio), 1);
  const percent = (share: number): string => `${(100 * (1 - share)).toFixed(1)} %`;
  const waiting = report.problem.network.flows.filter((flow) => {
    const port = report.problem.network.ports[flow.hops[0]?.port ?? -1];
    return (after.firstPortTicksMax[flow.index] ?? 0) > (port?.latencyTicks ?? 0) + flow.frameBitsMax * (port?.ticksPerBit ?? 0);
  }).length;
  const isLeast = rationalText(objective.loadVariance) === rationalText(objective.loadVarianceLeast);
  return [
    `first port, mean of the longest delays: ${first.join(' -> ')} µs; ${waiting} of ${report.problem.network.flows.length} flows wait for another there`,
    `release to delivery, longest: ${most.join(' -> ')} µs; shorter by ${percent(mean(ratios))} on average, by ${percent(largest(ratios))} to ${percent(least)}`,
    `objective ${decimalRoundedUp(objective.value, 6)}: releases deviate by ${rationalText(objective.releaseDeviation)}, load variance ${decimalRoundedUp(objective.loadVariance, 6)}${isLeast ? ', the least possible' : ''}`,
  ]
    .map(wrappedText)
    .join('');
}

function virtualLinksJson(report: ScheduleReport, plan: SchedulePlan): Json {
  const { network, virtualLinks } = report.problem;
  return virtualLinks.map(({ virtualLink, name, source, gapTicks, lastOffsetTicks, flows }) => ({
    virtualLink,
    name,
    source,
    gapMicroseconds: microseconds(report, gapTicks),
    offsetMicroseconds: microseconds(report, plan.flowOffsetTicks[flows[0] ?? -1] ?? 0),
    lastOffsetMicroseconds: microseconds(report, lastOffsetTicks),
    firstPort: flows.map((flow) => ({
      network: network.flows[flow]?.network ?? '',
      microsecondsBefore: microseconds(report, report.before.firstPortTicksMax[flow] ?? 0),
      microsecondsAfter: microseconds(report, plan.after.firstPortTicksMax[flow] ?? 0),
    })),
  }));
}

function destinationsJson(report: ScheduleReport, plan: SchedulePlan): Json {
  const { network } = report.problem;
  return report.before.ends.map(({ flow, endSystem, delayTicksMax, deadlineTicks }, index) => ({
    virtualLink: network.flows[flow]?.virtualLink ?? -1,
    network: network.flows[flow]?.network ?? '',
    destination: endSystem,
    microsecondsBefore: microseconds(report, delayTicksMax),
    microsecondsAfter: microseconds(report, plan.after.ends[index]?.delayTicksMax ?? 0),
    deadlineMicroseconds: microseconds(report, deadlineTicks),
  }));
}

function tablesJson({ tables }: SchedulePlan): Json {
  return tables.map(({ endSystem, compressed, compression }) => ({
    endSystem,
    ...(compressed as unknown as { readonly [key: string]: Json }),
    originalBytes: compression.originalBytes,
    compressedBytes: compression.compressedBytes,
    ratio: compression.ratio === undefined ? null : rationalText(compression.ratio),
    slotsBeyondEntry: compression.slotsBeyondEntry,
  }));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** Ticks in microseconds with three decimals, rounded up. */
function microseconds(report: ScheduleReport, ticks: number): string {
  return decimalRoundedUp(rational(BigInt(Math.ceil(ticks)) * 1_000_000n, BigInt(report.problem.network.ticksPerSecond)), 3);
}

import type { Json } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { roundedUp } from '../../../kernel/rational.js';
import type { BoundComparison } from '../../../twin/afdx/simulation/compare-with-bounds.js';
import type { Fault } from '../../../twin/afdx/simulation/faults.js';
import type { SimulationOptions } from '../../../twin/afdx/simulation/simulation-options.js';
import type { EndObservation, ReceiverObservation, SimulationResult } from '../../../twin/afdx/simulation/simulation-result.js';

/** Rows shown of each table. */
const rowsShown = 20;

/** Everything that the command has to say about one simulation. */
export interface SimulationReport {
  readonly path: string;
  /** As asked for; a search turns `adversarial` into explicit releases. */
  readonly pattern: string;
  /** Virtual link that the other frames are set against. */
  readonly target: number | undefined;
  readonly faults: readonly Fault[];
  readonly options: SimulationOptions;
  readonly result: SimulationResult;
  readonly comparison: readonly BoundComparison[];
  readonly findings: readonly Diagnostic[];
  /** Ends with a delay above the deadline; none of a virtual link that babbles. */
  readonly late: readonly EndObservation[];
  /** Receivers that miss a frame; none of a virtual link that babbles. */
  readonly lost: readonly ReceiverObservation[];
  readonly isGreen: boolean;
}

/**
 * The report for a terminal: longest delays, losses, redundancy, messages and the verdict.
 * @implements LLR-SIM-071
 */
export function simulationText(report: SimulationReport): string {
  const { result, faults, pattern, findings } = report;
  const head =
    `${seconds(result.durationTicks, result.network.ticksPerSecond)} s simulated, seed ${result.seed}, pattern ${pattern}, ` +
    `${faults.length === 0 ? 'no faults' : `${faults.length} faults: ${[...new Set(faults.map(({ kind }) => kind))].join(', ')}`}\n` +
    `${result.framesReleased} frames released, ${result.framesReceived} copies received, ${result.framesLost} lost\n`;
  const parts = [`${head}${targetText(report)}`, delayTable(report), lossTable(report), redundancyText(report), messageTable(report)];
  const texts = findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
  return `${parts.filter((part) => part !== '').join('\n')}\n${texts}digest ${result.digest}\n${verdict(report)}`;
}

/**
 * The report as one JSON value: times in ticks and, where a person reads them, in microseconds.
 * @implements LLR-SIM-071
 */
export function simulationJson({ path, pattern, target, faults, result, comparison, findings, late, isGreen }: SimulationReport): Json {
  const { ends, ports, receivers, losses, messages, network, ...counters } = result;
  return {
    path,
    pattern,
    target: target ?? null,
    verdict: isGreen ? 'green' : 'red',
    ticksPerSecond: network.ticksPerSecond,
    ...counters,
    faults: faults as unknown as Json,
    findings: findings as unknown as Json,
    deadlinesMissed: late.length,
    ends: comparison.map(({ end, boundTicks, partsPerMillion }) => ({
      virtualLink: end.flow.virtualLink,
      name: end.flow.name,
      network: end.flow.network,
      destination: end.destination.endSystem,
      framesReleased: end.framesReleased,
      framesReceived: end.frames,
      framesRejected: end.framesRejected,
      delayTicksMin: end.delayTicksMin,
      delayTicksMax: end.delayTicksMax,
      delayTicksSum: end.delayTicksSum,
      releaseTickOfMax: end.releaseTickOfMax,
      deadlineTicks: end.destination.deadlineTicks,
      boundTicksRoundedUp: boundTicks === undefined ? null : roundedUp(boundTicks),
      shareOfBoundPartsPerMillion: partsPerMillion ?? null,
    })),
    ports: ports.map(({ port, ...seen }) => ({ port: port.id, network: port.network, ...seen })),
    receivers: receivers as unknown as Json,
    losses: losses.map(({ flow, cause, node, frames, hop }) => ({
      virtualLink: flow.virtualLink,
      network: flow.network,
      cause,
      node,
      port: network.ports[flow.hops[hop]?.port ?? -1]?.id ?? '',
      frames,
    })),
    messages: messages as unknown as Json,
  };
}

function targetText({ target, comparison, result }: SimulationReport): string {
  const seen = comparison.filter(({ end, observedTicks }) => end.flow.virtualLink === target && observedTicks !== undefined);
  const [worst] = seen.sort((a, b) => (b.observedTicks ?? 0) - (a.observedTicks ?? 0));
  if (worst === undefined) return '';
  const { flow, destination } = worst.end;
  const took = microseconds(BigInt(worst.observedTicks ?? 0), result.network.ticksPerSecond);
  const share = worst.partsPerMillion === undefined ? '' : `, ${percent(worst.partsPerMillion)} % of its bound`;
  return `target VL ${flow.virtualLink} "${flow.name}" took ${took} µs to ${destination.endSystem} on ${flow.network}${share}\n`;
}

/** Each virtual link once, by its end with the longest delay. */
function delayTable({ result, comparison }: SimulationReport): string {
  const longest = new Map<number, BoundComparison>();
  for (const each of comparison) {
    const { virtualLink } = each.end.flow;
    if (each.observedTicks !== undefined && each.observedTicks > (longest.get(virtualLink)?.observedTicks ?? -1))
      longest.set(virtualLink, each);
  }
  const sorted = [...longest.values()].sort((a, b) => (b.observedTicks ?? 0) - (a.observedTicks ?? 0));
  if (sorted.length === 0) return '';
  const { ticksPerSecond } = result.network;
  const rows = sorted
    .slice(0, rowsShown)
    .map(({ end, observedTicks, boundTicks, partsPerMillion }) => [
      `${end.flow.virtualLink}`,
      end.flow.network,
      end.destination.endSystem,
      `${end.frames}`,
      microseconds(BigInt(observedTicks ?? 0), ticksPerSecond),
      microseconds(end.delayTicksSum / BigInt(Math.max(1, end.frames)), ticksPerSecond),
      boundTicks === undefined ? '?' : microseconds(roundedUp(boundTicks), ticksPerSecond),
      partsPerMillion === undefined ? '?' : percent(partsPerMillion),
      microseconds(BigInt(end.destination.deadlineTicks), ticksPerSecond),
    ]);
  const head = ['VL', 'net', 'destination', 'frames', 'longest µs', 'mean µs', 'bound µs', '% of bound', 'deadline µs'];
  const rest =
    sorted.length > rows.length ? `… ${sorted.length - rows.length} more virtual links with shorter delays; --json lists each\n` : '';
  return `${table(head, rows, [1, 2])}${rest}`;
}

function lossTable({ result }: SimulationReport): string {
  const sums = new Map<string, { readonly cells: readonly string[]; frames: number }>();
  for (const { flow, cause, node, frames } of result.losses) {
    const key = `${flow.virtualLink} ${flow.network} ${cause} ${node}`;
    const sum = sums.get(key) ?? { cells: [`${flow.virtualLink}`, flow.network, cause, node], frames: 0 };
    sum.frames += frames;
    sums.set(key, sum);
  }
  if (sums.size === 0) return '';
  const sorted = [...sums.values()].sort((a, b) => b.frames - a.frames);
  const rows = sorted.slice(0, rowsShown).map(({ cells, frames }) => [...cells, `${frames}`]);
  const rest = sorted.length > rows.length ? `… ${sorted.length - rows.length} more; --json lists each\n` : '';
  return `${table(['VL', 'net', 'lost by', 'at', 'copies'], rows, [1, 2, 3])}${rest}`;
}

function redundancyText({ result, lost }: SimulationReport): string {
  const { receivers, network } = result;
  const sum = (of: (receiver: ReceiverObservation) => number): number => receivers.reduce((total, receiver) => total + of(receiver), 0);
  const skew = receivers.reduce((most, { skewTicksMax }) => Math.max(most, skewTicksMax ?? -1), -1);
  const skewText = skew < 0 ? '' : `; longest skew ${microseconds(BigInt(skew), network.ticksPerSecond)} µs`;
  const named = lost.slice(0, 5).map(({ virtualLink, endSystem, framesLost }) => `${framesLost ?? 0} of VL ${virtualLink} at ${endSystem}`);
  const more = lost.length > named.length ? `, … ${lost.length - named.length} more` : '';
  const lostText = lost.length === 0 ? '' : `missing: ${named.join(', ')}${more}\n`;
  return (
    `${sum(({ delivered }) => delivered)} frames delivered, ${sum(({ framesLost }) => framesLost ?? 0)} missing, ` +
    `${sum(({ discardedDuplicates }) => discardedDuplicates)} second copies discarded, ` +
    `${sum(({ passedDuplicates }) => passedDuplicates)} passed on${skewText}\n${lostText}`
  );
}

function messageTable({ result }: SimulationReport): string {
  const { messages, network } = result;
  if (messages.length === 0) return '';
  const sorted = [...messages].sort((a, b) => (b.longestDelayTicks ?? 0) - (a.longestDelayTicks ?? 0));
  const rows = sorted
    .slice(0, rowsShown)
    .map(({ virtualLink, name, messagesReleased, longestQueueTicks, longestDelayTicks }) => [
      `${virtualLink}`,
      name.length > 32 ? `${name.slice(0, 31)}…` : name,
      `${messagesReleased}`,
      microseconds(BigInt(longestQueueTicks), network.ticksPerSecond),
      longestDelayTicks === undefined ? '–' : microseconds(BigInt(longestDelayTicks), network.ticksPerSecond),
    ]);
  const rest = sorted.length > rows.length ? `… ${sorted.length - rows.length} more sub-virtual links; --json lists each\n` : '';
  return `${table(['VL', 'sub-virtual link', 'messages', 'longest wait µs', 'longest delay µs'], rows, [1])}${rest}`;
}

function verdict({ path, faults, findings, late, lost, isGreen, result }: SimulationReport): string {
  if (isGreen) return `✓ ${path}: no frame was missing, late or above its bound at ${result.ends.length} destinations\n`;
  const reasons = [
    ...(findings.length > 0 ? [`${findings.length} destinations above their bound`] : []),
    ...(late.length > 0 ? [`${late.length} destinations reached after the deadline`] : []),
    ...(lost.length > 0 ? [`${lost.length} destinations miss frames`] : []),
    ...(faults.length === 0 && result.framesLost > 0 ? [`${result.framesLost} copies lost without a fault`] : []),
  ];
  return `✗ ${path}: ${reasons.join(', ')}\n`;
}

/** Columns are right-aligned but for those named. */
function table(head: readonly string[], rows: readonly (readonly string[])[], left: readonly number[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (left.includes(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [head, ...rows].map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** Whole percent, rounded up. */
function percent(partsPerMillion: bigint): string {
  return `${(partsPerMillion + 9_999n) / 10_000n}`;
}

/** Microseconds with two decimals, rounded up. */
function microseconds(ticks: bigint, ticksPerSecond: number): string {
  const hundredths = (ticks * 100_000_000n + BigInt(ticksPerSecond) - 1n) / BigInt(ticksPerSecond);
  const digits = hundredths.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function seconds(ticks: number, ticksPerSecond: number): string {
  const nanoseconds = ((BigInt(ticks) * 1_000_000_000n) / BigInt(ticksPerSecond)).toString().padStart(10, '0');
  const part = nanoseconds.slice(-9).replace(/0+$/, '');
  return `${nanoseconds.slice(0, -9)}${part === '' ? '' : `.${part}`}`;
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { present } from '../../../kernel/present.js';
import { approximately, type Rational, rational } from '../../../kernel/rational.js';
import type { Bounds, EndBound, Method } from '../bounds/bounds.js';
import type { AfdxNetwork } from '../network.generated.js';
import { loadsOf } from '../timing/build-timing-network.js';
import { routeOf, type TimingNetwork } from '../timing/timing-network.js';

/** What a report is made from. */
export interface ReportInput {
  /** Path of the network file, as shown. */
  readonly path: string;
  readonly network: AfdxNetwork;
  /** Bounds by each method; the last is the one judged by. */
  readonly each: readonly Bounds[];
  readonly findings: readonly Diagnostic[];
}

/** One destination with its bounds in picoseconds, deadline and margin less the jitter allowance. */
export interface ReportRow {
  readonly end: EndBound;
  readonly delays: Readonly<Partial<Record<Method, bigint>>>;
  readonly deadlinePicoseconds: bigint;
  readonly marginPicoseconds: bigint;
}

/** A part of the time on a path, in microseconds, for display. */
export interface PathPart {
  readonly where: string;
  readonly what: 'sending' | 'waiting' | 'technological latency' | 'cable' | 'reception' | 'jitter allowance';
  readonly microseconds: number;
}

/**
 * The bounds that the report judges by.
 *
 * @implements LLR-RPT-001
 */
export function judgedOf({ each }: ReportInput): Bounds {
  const last = each.at(-1);
  if (last === undefined) throw new Error('a report is made from bounds');
  return last;
}

/**
 * Each destination with its bounds, the smallest margin first.
 *
 * @implements LLR-RPT-001
 */
export function rowsOf(input: ReportInput): readonly ReportRow[] {
  const judged = judgedOf(input);
  const allowance = BigInt(input.network.jitterAllowanceMicroseconds ?? 0) * 1_000_000n;
  const rows = judged.ends.map((end, index): ReportRow => {
    const deadlinePicoseconds = (BigInt(end.destination.deadlineTicks) * 1_000_000_000_000n) / BigInt(judged.network.ticksPerSecond);
    const delays = Object.fromEntries(
      input.each.map(({ method, ends }) => [method, present(ends[index], `bound by method ${method}`).delayPicoseconds]),
    );
    return { end, delays, deadlinePicoseconds, marginPicoseconds: deadlinePicoseconds - allowance - end.delayPicoseconds };
  });
  return rows.sort((a, b) => (a.marginPicoseconds < b.marginPicoseconds ? -1 : a.marginPicoseconds > b.marginPicoseconds ? 1 : 0));
}

/**
 * Where the time of one bound goes, hop by hop: sending of the frame itself, technological latency, waiting for others, cables,
 * reception and the allowance. The parts add up to the bound and the allowance but for display rounding.
 *
 * @implements LLR-RPT-002
 */
export function pathPartsOf(input: ReportInput, { flow, destination }: EndBound): readonly PathPart[] {
  const { network, ports } = judgedOf(input);
  const microseconds = (ticks: Rational): number => (approximately(ticks) * 1e6) / network.ticksPerSecond;
  const whole = (ticks: number): number => microseconds(rational(BigInt(ticks)));
  const passed = routeOf(flow, destination).flatMap(({ port: index }): readonly PathPart[] => {
    const port = present(network.ports[index], 'port of the route');
    const delay = present(present(ports[index], 'bounds of the port').delayTicks[flow.priority], `delay bound at ${port.id}`);
    const sending = whole(flow.frameBitsMax * port.ticksPerBit);
    const latency = whole(port.latencyTicks);
    const parts: readonly PathPart[] = [
      { where: port.id, what: 'technological latency', microseconds: latency },
      { where: port.id, what: 'waiting', microseconds: Math.max(0, microseconds(delay) - sending - latency) },
      { where: port.id, what: 'sending', microseconds: sending },
    ];
    if (port.propagationTicks === 0) return parts;
    return [...parts, { where: port.id, what: 'cable', microseconds: whole(port.propagationTicks) }];
  });
  const reception: PathPart = { where: destination.endSystem, what: 'reception', microseconds: whole(destination.receptionTicks) };
  const allowance = input.network.jitterAllowanceMicroseconds ?? 0;
  if (allowance === 0) return [...passed, reception];
  return [...passed, reception, { where: 'network', what: 'jitter allowance', microseconds: allowance }];
}

/**
 * The load of each port in percent, for display, by the id of the port.
 *
 * @implements LLR-RPT-001
 */
export function loadPercentsOf(network: TimingNetwork): ReadonlyMap<string, number> {
  const loads = loadsOf(network);
  return new Map(network.ports.map(({ id, index }) => [id, 100 * approximately(present(loads[index], `load of ${id}`))]));
}

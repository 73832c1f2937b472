import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { rationalText } from '../../../kernel/rational.js';
import { type Bounds, boundsOf, type Method, meanPicosecondsOf, methods } from '../../../twin/afdx/bounds/bounds.js';
import { certificateOf } from '../../../twin/afdx/bounds/certificate.js';
import { isolationOf } from '../../../twin/afdx/report/isolation.js';
import { checkTiming } from '../../../twin/afdx/timing-rules/check-timing.js';
import { skewsOf } from '../../../twin/afdx/timing-rules/skew-window.js';
import { deadlinePicosecondsOf, microsecondsText } from '../../../twin/afdx/timing-rules/timing-rule.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain } from '../../open-project.js';
import { oneFileOnly } from './check.js';
import { aircraftNetwork, fileNamed, readAfdxNetwork } from './read-network.js';

/** Rows shown when not all are asked for. */
const rowsShown = 20;

/**
 * `ampel afdx bounds [FILE]`: bounds by each method, judged by one of them against deadlines, buffers and SkewMax.
 * @implements LLR-BND-019
 */
export async function afdxBounds(context: CommandContext): Promise<number> {
  const [, path = aircraftNetwork, ...more] = context.positionals;
  if (more.length > 0) return oneFileOnly('bounds', more);
  const method = methods.find((name) => name === (optionText(context, 'method') ?? 'frame'));
  if (method === undefined) return unknownMethod(optionText(context, 'method') ?? '');
  const { text, reading } = readAfdxNetwork(context, path);
  const { network, placeOf } = reading;
  const checked = network === undefined ? { bounds: undefined, diagnostics: [] } : checkTiming(network, method, placeOf);
  const { bounds } = checked;
  const diagnostics = [...reading.diagnostics, ...checked.diagnostics];
  const compared = methods.filter((name) => name !== 'path' || method === 'path');
  const each = bounds === undefined ? [] : compared.map((name) => (name === method ? bounds : boundsOf(bounds.network, name)));
  const out = optionText(context, 'certificate');
  if (out !== undefined && network !== undefined && bounds !== undefined) {
    const named = fileNamed(context, out);
    const problems = named.files.writeAtomically(named.path, prettyJson(certificateOf(network, bounds) as unknown as Json));
    complain(problems);
    if (problems.length > 0) return exitCodes.usage;
  }
  const allowancePicoseconds = BigInt(network?.jitterAllowanceMicroseconds ?? 0) * 1_000_000n;
  const rows = rowsOf(each, allowancePicoseconds);
  if (context.options.json === true) context.out(prettyJson(report({ path, method, diagnostics, each, rows, allowancePicoseconds })));
  else
    context.out(
      `${findingsText(diagnostics)}${tableText(rows, method, context.options.all === true)}${verdictText(path, diagnostics, each, out)}`,
    );
  if (text === undefined || network === undefined) return exitCodes.usage;
  return diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.red : exitCodes.green;
}

/** One destination of one virtual link on one network, with its bound by each method. */
interface Row {
  readonly virtualLink: number;
  readonly name: string;
  readonly network: string;
  readonly destination: string;
  /** Of the methods that were asked for. */
  readonly delays: Readonly<Partial<Record<Method, bigint>>>;
  readonly shortest: bigint;
  readonly deadline: bigint;
}

function rowsOf(each: readonly Bounds[], allowance: bigint): readonly Row[] {
  const [first] = each;
  if (first === undefined) return [];
  return first.ends.map((end, index) => {
    return {
      virtualLink: end.flow.virtualLink,
      name: end.flow.name,
      network: end.flow.network,
      destination: end.destination.endSystem,
      delays: Object.fromEntries(each.map(({ method, ends }) => [method, ends[index]?.delayPicoseconds ?? 0n])),
      shortest: end.shortestPicoseconds,
      deadline: deadlinePicosecondsOf(end, first.network.ticksPerSecond) - allowance,
    };
  });
}

function marginOf({ deadline, delays }: Row, method: Method): bigint {
  return deadline - (delays[method] ?? 0n);
}

function tableText(rows: readonly Row[], method: Method, all: boolean): string {
  if (rows.length === 0) return '';
  const sorted = [...rows].sort((a, b) => Number(marginOf(a, method) - marginOf(b, method)));
  const compared = methods.filter((name) => rows[0]?.delays[name] !== undefined);
  const shown = all ? sorted : sorted.slice(0, rowsShown);
  const head = ['VL', 'net', 'destination', ...compared.map((name) => `${name} µs`), 'deadline µs', 'margin µs'];
  const cells = shown.map((row) => [
    `${row.virtualLink}`,
    row.network,
    row.destination,
    ...compared.map((name) => fixed(row.delays[name] ?? 0n)),
    fixed(row.deadline),
    fixed(marginOf(row, method)),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 1 || column === 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  const rest = shown.length < sorted.length ? `… ${sorted.length - shown.length} more with a larger margin; --all lists them\n` : '';
  return `${[head, ...cells].map(line).join('\n')}\n${rest}`;
}

/** Microseconds with three decimals, rounded up. */
function fixed(picoseconds: bigint): string {
  const negative = picoseconds < 0n;
  const nanoseconds = negative ? -picoseconds / 1000n : (picoseconds + 999n) / 1000n;
  const digits = nanoseconds.toString().padStart(4, '0');
  return `${negative && nanoseconds > 0n ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

function verdictText(path: string, diagnostics: readonly Diagnostic[], each: readonly Bounds[], certificate: string | undefined): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const [first] = each;
  if (first === undefined) return `✗ ${path}: no bounds; ${errors} errors\n`;
  const written = certificate === undefined ? '' : `certificate written to ${certificate}\n`;
  const summary = each.map((bounds) => {
    const largest = bounds.ends.reduce((most, { delayPicoseconds }) => (delayPicoseconds > most ? delayPicoseconds : most), 0n);
    return `${bounds.method.padEnd(10)}  largest ${microsecondsText(largest)} µs, mean ${microsecondsText(meanPicosecondsOf(bounds))} µs\n`;
  });
  const verdict =
    errors === 0 ? `✓ ${path}: each of ${first.ends.length} destinations is reached within its deadline` : `✗ ${path}: ${errors} errors`;
  return `${summary.join('')}${written}${verdict}\n`;
}

interface Report {
  readonly path: string;
  readonly method: Method;
  readonly diagnostics: readonly Diagnostic[];
  readonly each: readonly Bounds[];
  readonly rows: readonly Row[];
  readonly allowancePicoseconds: bigint;
}

function report({ path, method, diagnostics, each, rows, allowancePicoseconds }: Report): Json {
  const judged = each.find((bounds) => bounds.method === method);
  const skews = new Map(
    (judged === undefined ? [] : skewsOf(judged.ends)).map((skew) => [`${skew.virtualLink}>${skew.endSystem}`, skew.skewPicoseconds]),
  );
  return {
    path,
    method,
    findings: diagnostics as unknown as Json,
    jitterAllowanceMicroseconds: microsecondsText(allowancePicoseconds),
    methods: each.map((bounds) => ({
      method: bounds.method,
      largestMicroseconds: microsecondsText(
        bounds.ends.reduce((most, { delayPicoseconds }) => (delayPicoseconds > most ? delayPicoseconds : most), 0n),
      ),
      meanMicroseconds: microsecondsText(meanPicosecondsOf(bounds)),
    })),
    destinations: rows.map((row) => ({
      virtualLink: row.virtualLink,
      name: row.name,
      network: row.network,
      destination: row.destination,
      boundMicroseconds: Object.fromEntries(
        methods.flatMap((each) => {
          const delay = row.delays[each];
          return delay === undefined ? [] : [[each === 'total-flow' ? 'totalFlow' : each, microsecondsText(delay)]];
        }),
      ),
      shortestMicroseconds: microsecondsText(row.shortest),
      skewMicroseconds: skews.has(`${row.virtualLink}>${row.destination}`)
        ? microsecondsText(skews.get(`${row.virtualLink}>${row.destination}`) ?? 0n)
        : null,
      deadlineMicroseconds: microsecondsText(row.deadline + allowancePicoseconds),
      marginMicroseconds: microsecondsText(marginOf(row, method)),
    })),
    ports: (judged?.network.ports ?? []).map((port, index) => ({
      port: port.id,
      network: port.network,
      delayTicks: Object.fromEntries(
        each.map((bounds) => {
          const { high, low } = bounds.ports[index]?.delayTicks ?? {};
          return [
            bounds.method,
            { high: high === undefined ? null : rationalText(high), low: low === undefined ? null : rationalText(low) },
          ];
        }),
      ),
      backlogBits: judged?.ports[index]?.backlogBits ?? 0,
      bufferBits: port.bufferBits ?? null,
    })),
    jitter: (judged?.jitterTicks ?? []).flatMap((hops, index) => {
      const flow = judged?.network.flows[index];
      return (flow?.hops ?? []).map(({ port }, hop) => ({
        virtualLink: flow?.virtualLink ?? 0,
        port: judged?.network.ports[port]?.id ?? '',
        arrivalJitterTicks: hops[hop] ?? 0,
      }));
    }),
    isolation: judged === undefined ? null : isolationReport(judged),
    ticksPerSecond: judged?.network.ticksPerSecond ?? null,
  };
}

/** Which level can delay which, and for each destination of DAL A the lower virtual links that can delay it. */
function isolationReport(judged: Bounds): Json {
  const { pairs, exposures } = isolationOf(judged);
  return {
    levels: pairs.map(({ delayed, by, pairs: count, picosecondsMax }) => {
      return { delayed, by, virtualLinkPairs: count, longestMicroseconds: microsecondsText(picosecondsMax) };
    }),
    levelA: exposures.map(({ end, lower, picoseconds }) => ({
      virtualLink: end.flow.virtualLink,
      network: end.flow.network,
      destination: end.destination.endSystem,
      byLowerMicroseconds: microsecondsText(picoseconds),
      lower: lower.map(({ flow, ticks, ports }) => {
        return { virtualLink: flow.virtualLink, level: flow.criticality, ticks, ports: ports.map(({ port }) => port.id) };
      }),
    })),
  };
}

function findingsText(findings: readonly Diagnostic[]): string {
  return findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
}

function unknownMethod(name: string): number {
  process.stderr.write(
    `error CLI-102: there is no method "${name}"\n  why: nothing was analysed\n  fix: --method ${methods.join(', --method ')}\n`,
  );
  return exitCodes.usage;
}

import type { Json } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { lemmas } from '../../../twin/afdx/exact/lemmas.js';
import { microsecondsOfTicks } from '../../../twin/afdx/exact/microseconds.js';
import type { WorstCase } from '../../../twin/afdx/exact/worst-case.js';
import { wrappedText } from './wrapped-text.js';

/** What `ampel afdx exact` has to tell. */
export interface ExactReport {
  readonly path: string;
  /** Name and version of the solver; empty when it was not asked. */
  readonly identity: string;
  /** Lemmas that the solver confirmed. */
  readonly confirmed: number;
  readonly cases: readonly WorstCase[];
  readonly findings: readonly Diagnostic[];
}

/**
 * The report as text: a table, the schedule where one case is told, findings, and the verdict last.
 * @implements LLR-EXA-015
 */
export function exactText({ path, identity, confirmed, cases, findings }: ExactReport): string {
  const told = findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (cases.length === 0) return `${told}✗ ${path}: no worst case; ${errors} errors\n`;
  const [only] = cases;
  const details = cases.length === 1 && only !== undefined ? detailsOf(only) : '';
  const exact = cases.filter(({ verdict }) => verdict === 'exact').length;
  const spent = cases.reduce((sum, { asked }) => sum + asked.reduce((part, { seconds }) => part + seconds, 0), 0);
  const solver = `${identity}: ${spent.toFixed(2)} s; ${confirmed} of ${lemmas.length} lemmas confirmed\n`;
  const verdict = `${errors === 0 ? '✓' : '✗'} ${path}: ${exact} of ${cases.length} worst cases exact; ${errors} errors\n`;
  return `${tableOf(cases)}${details}${solver}${told === '' ? '' : `\n${told}`}${verdict}`;
}

function tableOf(cases: readonly WorstCase[]): string {
  const head = ['VL', 'net', 'destination', 'verdict', 'scope', 'reached µs', 'bound µs', 'deadline µs', 'frames', 'solver s'];
  const rows = cases.map((worstCase) => {
    const { question, verdict, scope, reachedTicks, boundTicks, counts, asked } = worstCase;
    return [
      `${question.flow.virtualLink}`,
      question.flow.network,
      question.destination.endSystem,
      verdict,
      verdict === 'exact' ? scope : '-',
      microsecondsIn(worstCase, reachedTicks),
      microsecondsIn(worstCase, boundTicks),
      microsecondsIn(worstCase, question.destination.deadlineTicks),
      `${counts.reduce((sum, { frames }) => sum + frames, 1)}`,
      asked.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(2),
    ];
  });
  const isLeft = (column: number): boolean => column >= 1 && column <= 4;
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (isLeft(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${[head, ...rows].map(line).join('\n')}\n`;
}

/** The schedule of a case and why so many frames were looked at. */
function detailsOf(worstCase: WorstCase): string {
  const { schedule, counts, question, asked } = worstCase;
  const releases = schedule.frames.map(
    ({ flow, releaseTicks }) => `  VL ${flow.virtualLink} from ${flow.source} at ${microsecondsIn(worstCase, releaseTicks)}\n`,
  );
  const latencies =
    schedule.joinTicks === undefined
      ? ''
      : wrappedText('latencies below the longest are part of it (--json tells when frames join each queue)');
  const closest = [...counts].sort((a, b) => b.spanTicks / b.flow.gapTicks - a.spanTicks / a.flow.gapTicks)[0];
  const condition =
    closest === undefined
      ? ''
      : wrappedText(
          `frames of a virtual link that matter lie at most ${microsecondsIn(worstCase, closest.spanTicks)} µs apart (VL ${closest.flow.virtualLink}, gap ${microsecondsIn(worstCase, closest.flow.gapTicks)} µs)`,
        );
  const questions = asked.map(({ about, verdict, reason, seconds }) =>
    wrappedText(`  ${verdict.padEnd(7)} ${seconds.toFixed(2)} s  ${about}${reason === '' ? '' : ` (${reason})`}`),
  );
  const head = wrappedText(`releases in µs that reach it, ports ${question.path.map(({ id }) => id).join(', ')}:`);
  return `\n${head}${releases.join('')}${latencies}${condition}questions:\n${questions.join('')}`;
}

function microsecondsIn({ question }: WorstCase, ticks: number): string {
  return microsecondsOfTicks(ticks, question.network.ticksPerSecond);
}

/**
 * The report as JSON.
 * @implements LLR-EXA-015
 */
export function exactJson({ path, identity, confirmed, cases, findings }: ExactReport): Json {
  return {
    path,
    solver: identity,
    lemmas: { confirmed, total: lemmas.length },
    findings: findings as unknown as Json,
    worstCases: cases.map((worstCase) => ({
      virtualLink: worstCase.question.flow.virtualLink,
      network: worstCase.question.flow.network,
      destination: worstCase.question.destination.endSystem,
      verdict: worstCase.verdict,
      scope: worstCase.verdict === 'exact' ? worstCase.scope : null,
      reachedMicroseconds: microsecondsIn(worstCase, worstCase.reachedTicks),
      boundMicroseconds: microsecondsIn(worstCase, worstCase.boundTicks),
      deadlineMicroseconds: microsecondsIn(worstCase, worstCase.question.destination.deadlineTicks),
      reason: worstCase.reason,
      releases: worstCase.schedule.frames.map(({ flow, releaseTicks }) => ({ virtualLink: flow.virtualLink, ticks: releaseTicks })),
      orders: [...worstCase.schedule.orders].map(([port, order]) => ({
        port: worstCase.question.network.ports[port]?.id ?? '',
        virtualLinks: order.map((frame) => worstCase.schedule.frames[frame]?.flow.virtualLink ?? 0),
      })),
      joins: [...(worstCase.schedule.joinTicks ?? [])].map(([port, joins]) => ({
        port: worstCase.question.network.ports[port]?.id ?? '',
        ticks: [...joins].map(([frame, ticks]) => ({ virtualLink: worstCase.schedule.frames[frame]?.flow.virtualLink ?? 0, ticks })),
      })),
      frames: worstCase.counts.map(({ flow, frames, spanTicks }) => ({
        virtualLink: flow.virtualLink,
        frames,
        spanTicks,
        gapTicks: flow.gapTicks,
      })),
      questions: worstCase.asked.map(({ about, verdict, reason, seconds }) => ({ about, verdict, reason, seconds: seconds.toFixed(3) })),
    })),
  };
}

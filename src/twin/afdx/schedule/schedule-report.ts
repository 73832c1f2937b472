import { compareDiagnostics } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import { type CompressedTable, type Compression, compressedTableOf, compressionOf } from './compressed-table.js';
import { type CountingProof, countingProofsOf } from './counting-proof.js';
import { messageScheduleOf, type ScheduleLimits, type ScheduleVerdict } from './message-schedule.js';
import { type OffsetBounds, offsetBoundsOf } from './offset-bounds.js';
import { impossibilityFindingOf, lateFindingsOf, limitFindingOf } from './schedule-findings.js';
import { type ScheduleObjective, scheduleObjectiveOf } from './schedule-objective.js';
import { type ScheduleProblem, type ScheduleRequest, scheduleProblemOf, withoutPorts } from './schedule-problem.js';
import { type EndSystemTable, endSystemTablesOf, tableFindingsOf } from './slot-table.js';

/** A schedule of a network with what it is worth. */
export interface ScheduleReport {
  readonly problem: ScheduleProblem;
  /** Proofs for the links that were left out because they have more transmissions than slots; empty when each link is scheduled. */
  readonly crowded: readonly CountingProof[];
  /** For the links that were not left out. */
  readonly verdict: ScheduleVerdict;
  /** Undefined when there is no schedule. */
  readonly plan: SchedulePlan | undefined;
  /** Bounds with releases a gap apart. */
  readonly before: OffsetBounds;
}

/** What a schedule consists of and leads to. */
export interface SchedulePlan {
  /** First release by index of the flow, in ticks. */
  readonly flowOffsetTicks: readonly number[];
  readonly tables: readonly (EndSystemTable & { readonly compressed: CompressedTable; readonly compression: Compression })[];
  readonly objective: ScheduleObjective;
  /** Bounds with releases at the offsets; end systems are not synchronised with each other. */
  readonly after: OffsetBounds;
}

/** What is wanted, and the time that the configuration adds to each delay. */
export interface ScheduleOrder extends ScheduleRequest {
  readonly jitterAllowanceMicroseconds: number;
}

/**
 * Schedules a network and judges the result. Findings, sorted: AFDX-255 cannot be laid out; AFDX-256 a link has more transmissions than
 * slots; AFDX-257 no schedule, by complete search; AFDX-258 the limit was reached; AFDX-259 a fault of a table; AFDX-261 DAL A or B leaves its end
 * system, or is delivered, after its deadline.
 *
 * @implements LLR-TTS-020
 */
export function scheduleReportOf(network: TimingNetwork, order: ScheduleOrder, limits: ScheduleLimits): Read<ScheduleReport | undefined> {
  const { value: whole, diagnostics } = scheduleProblemOf(network, order);
  if (whole === undefined) return { value: undefined, diagnostics: [...diagnostics].sort(compareDiagnostics) };
  const crowded = countingProofsOf(whole);
  const problem = withoutPorts(whole, new Set(crowded.map(({ port }) => port)));
  const verdict = messageScheduleOf(problem, limits);
  const plan = verdict.verdict === 'schedule' ? planOf(problem, verdict.offsetTicks) : undefined;
  const value = { problem, crowded, verdict, plan, before: offsetBoundsOf(network, undefined) };
  const findings = [
    ...[...crowded, ...(verdict.verdict === 'impossible' ? verdict.proofs : [])].map((proof) =>
      impossibilityFindingOf(proof, order.placeOf),
    ),
    ...(verdict.verdict === 'limit reached' ? [limitFindingOf(verdict.steps, verdict.meetingPairs)] : []),
    ...(plan?.tables ?? []).flatMap((table) => tableFindingsOf(problem, table)),
    ...(plan === undefined ? [] : lateFindingsOf(network, plan, order)),
  ];
  return { value, diagnostics: findings.sort(compareDiagnostics) };
}

function planOf(problem: ScheduleProblem, offsetTicks: readonly number[]): SchedulePlan {
  const flowOffsetTicks = problem.network.flows.map(() => 0);
  problem.virtualLinks.forEach(({ flows }, index) => {
    for (const flow of flows) flowOffsetTicks[flow] = offsetTicks[index] ?? 0;
  });
  const tables = endSystemTablesOf(problem, offsetTicks);
  return {
    flowOffsetTicks,
    tables: tables.map((each) => {
      const compressed = compressedTableOf(each.table);
      return { ...each, compressed, compression: compressionOf(compressed) };
    }),
    objective: scheduleObjectiveOf(problem, tables),
    after: offsetBoundsOf(problem.network, flowOffsetTicks),
  };
}

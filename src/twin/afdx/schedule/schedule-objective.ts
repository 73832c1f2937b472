import { minus, plus, type Rational, rational, times, zero } from '../../../kernel/rational.js';
import type { ScheduledVirtualLink, ScheduleProblem } from './schedule-problem.js';
import type { EndSystemTable } from './slot-table.js';

/** What a schedule minimises; exact and without unit. */
export interface ScheduleObjective {
  /**
   * Sum over the virtual links of the squared deviations of their releases, counted in slots from the begin of the gap, from their
   * mean. 0 when releases are strictly periodic.
   */
  readonly releaseDeviation: Rational;
  /** Sum over the links of the scope of the variance of their load over the slots; load 1 is a slot full of sending. */
  readonly loadVariance: Rational;
  /** The least load variance that releases once in each gap can have on these links. */
  readonly loadVarianceLeast: Rational;
  /** Deviation + 0.1 times variance. */
  readonly value: Rational;
}

/**
 * The objective of a schedule from its tables.
 *
 * The mean load of a link is the same for each schedule, so its variance is least when Σ load² is: the squares of the single
 * transmissions are the same too, and what remains is the products of those that share a slot, which are 0 exactly when no two of
 * different virtual links do. So a schedule without meetings has the least possible value.
 *
 * @implements LLR-TTS-019
 */
export function scheduleObjectiveOf(problem: ScheduleProblem, tables: readonly EndSystemTable[]): ScheduleObjective {
  const slots = problem.hyperperiodTicks / problem.stepTicks;
  const byId = new Map(problem.virtualLinks.map((virtualLink) => [virtualLink.virtualLink, virtualLink]));
  const loads = new Map<number, bigint[]>();
  let single = 0n;
  let deviation = zero;
  for (const { table } of tables) {
    const releases = releasesOf(table);
    for (const [id, at] of releases) {
      const virtualLink = byId.get(id);
      if (virtualLink === undefined) continue;
      deviation = plus(deviation, deviationOf(at, BigInt(virtualLink.gapTicks / problem.stepTicks)));
      for (const port of virtualLink.ports) {
        const sending = sendingTicksAt(problem, virtualLink, port);
        const load = loads.get(port) ?? Array.from({ length: slots }, () => 0n);
        loads.set(port, load);
        for (let slot = 0; slot < slots; slot += table.length) for (const nth of at) load[slot + nth] = (load[slot + nth] ?? 0n) + sending;
        single += sending * sending * BigInt((slots / table.length) * at.length);
      }
    }
  }
  const unit = rational(1n, BigInt(problem.stepTicks) ** 2n);
  const { squares, means } = sumsOf(loads, BigInt(slots));
  const varianceOf = (sum: bigint): Rational => times(minus(rational(sum, BigInt(slots)), means), unit);
  const loadVariance = varianceOf(squares);
  return {
    releaseDeviation: deviation,
    loadVariance,
    loadVarianceLeast: varianceOf(single),
    value: plus(deviation, times(rational(1n, 10n), loadVariance)),
  };
}

/** The slots in which each virtual link is released. */
function releasesOf(table: EndSystemTable['table']): ReadonlyMap<number, readonly number[]> {
  const releases = new Map<number, number[]>();
  table.forEach((slot, at) => {
    for (const virtualLink of slot) {
      const slots = releases.get(virtualLink) ?? [];
      slots.push(at);
      releases.set(virtualLink, slots);
    }
  });
  return releases;
}

/** Σ (x - mean)² = Σ x² - (Σ x)² / n. */
function deviationOf(slots: readonly number[], gap: bigint): Rational {
  const within = slots.map((slot) => BigInt(slot) % gap);
  const sum = within.reduce((total, value) => total + value, 0n);
  const squares = within.reduce((total, value) => total + value * value, 0n);
  return minus(rational(squares), rational(sum * sum, BigInt(slots.length)));
}

/** Sending time of the largest frame at a port, in ticks. */
function sendingTicksAt({ network }: ScheduleProblem, { flows }: ScheduledVirtualLink, port: number): bigint {
  const ticksPerBit = network.ports[port]?.ticksPerBit ?? 0;
  const flow = flows.map((index) => network.flows[index]).find((each) => each?.hops.some((hop) => hop.port === port));
  return BigInt((flow?.frameBitsMax ?? 0) * ticksPerBit);
}

/** Over all links: the sum of the squared loads, and the sum of the squared mean loads. */
function sumsOf(loads: ReadonlyMap<number, readonly bigint[]>, slots: bigint): { readonly squares: bigint; readonly means: Rational } {
  let squares = 0n;
  let means = zero;
  for (const load of loads.values()) {
    const sum = load.reduce((total, value) => total + value, 0n);
    squares += load.reduce((total, value) => total + value * value, 0n);
    means = plus(means, rational(sum * sum, slots * slots));
  }
  return { squares, means };
}

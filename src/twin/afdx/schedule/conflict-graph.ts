import { greatestCommonDivisor } from '../../../kernel/rational.js';
import type { ScheduledVirtualLink, ScheduleProblem } from './schedule-problem.js';

/** Another virtual link, and the greatest common divisor of both gaps: their releases come this close in each position. */
export interface Neighbour {
  /** Index in `problem.virtualLinks`. */
  readonly index: number;
  readonly commonTicks: number;
}

/**
 * For each virtual link those that pass a link of the scope together with it.
 *
 * @implements LLR-TTS-008
 */
export function sharingOf(problem: ScheduleProblem): readonly (readonly Neighbour[])[] {
  const byPort = new Map<number, number[]>();
  problem.virtualLinks.forEach(({ ports }, index) => {
    for (const port of ports) byPort.set(port, [...(byPort.get(port) ?? []), index]);
  });
  return problem.virtualLinks.map(({ ports }, index) => {
    const others = new Set(ports.flatMap((port) => byPort.get(port) ?? []));
    others.delete(index);
    return neighboursOf(problem, index, others);
  });
}

/**
 * For each virtual link the others of its end system.
 *
 * @implements LLR-TTS-008
 */
export function companionsOf(problem: ScheduleProblem): readonly (readonly Neighbour[])[] {
  const bySource = new Map<string, number[]>();
  problem.virtualLinks.forEach(({ source }, index) => {
    bySource.set(source, [...(bySource.get(source) ?? []), index]);
  });
  return problem.virtualLinks.map(({ source }, index) =>
    neighboursOf(problem, index, new Set((bySource.get(source) ?? []).filter((other) => other !== index))),
  );
}

function neighboursOf({ virtualLinks }: ScheduleProblem, index: number, others: ReadonlySet<number>): readonly Neighbour[] {
  const gapOf = (at: number): bigint => BigInt(virtualLinks[at]?.gapTicks ?? 1);
  return [...others]
    .sort((a, b) => a - b)
    .map((other) => ({ index: other, commonTicks: Number(greatestCommonDivisor(gapOf(index), gapOf(other))) }));
}

/** A virtual link at an offset. */
export interface Placed {
  readonly virtualLink: ScheduledVirtualLink;
  readonly offsetTicks: number;
}

/**
 * Whether two virtual links on one link meet at some time. Frame k of the first and frame m of the second are apart by each value that
 * differs from the difference of the offsets by a multiple of the common divisor of the gaps, and by no other (Bézout); they meet when
 * one of these is less than what the earlier of the two occupies.
 *
 * @implements LLR-TTS-008
 */
export function meet(a: Placed, b: Placed, commonTicks: number): boolean {
  const after = (((b.offsetTicks - a.offsetTicks) % commonTicks) + commonTicks) % commonTicks;
  return after < a.virtualLink.occupiedTicks || commonTicks - after < b.virtualLink.occupiedTicks;
}

/**
 * The sets of virtual links that are joined by shared links, directly or through others; each in ascending order.
 *
 * @implements LLR-TTS-008
 */
export function componentsOf(sharing: readonly (readonly Neighbour[])[]): readonly (readonly number[])[] {
  const seen = new Set<number>();
  return sharing.flatMap((_, start): readonly (readonly number[])[] => {
    if (seen.has(start)) return [];
    seen.add(start);
    const component = [start];
    for (let at = 0; at < component.length; at += 1) {
      for (const { index } of sharing[component[at] ?? -1] ?? []) {
        if (!seen.has(index)) component.push(index);
        seen.add(index);
      }
    }
    return [component.sort((a, b) => a - b)];
  });
}

import type { Neighbour } from './conflict-graph.js';
import type { ScheduleProblem } from './schedule-problem.js';

/**
 * For each virtual link and each of its permitted offsets, how many placed virtual links it would meet there. Offsets are counted in
 * steps of the problem; a virtual link does not count for itself. Work is counted, one for each entry touched.
 *
 * @implements LLR-TTS-010
 */
export class OffsetTable {
  readonly #problem: ScheduleProblem;
  readonly #sharing: readonly (readonly Neighbour[])[];
  readonly #meetings = new Map<number, Int32Array>();
  readonly #free = new Map<number, number>();
  readonly #placed = new Map<number, number>();
  work = 0;

  /** @param members indices of the virtual links that count; those outside are absent */
  constructor(problem: ScheduleProblem, sharing: readonly (readonly Neighbour[])[], members: readonly number[]) {
    this.#problem = problem;
    this.#sharing = sharing;
    for (const member of members) {
      const count = Math.max(0, Math.floor((problem.virtualLinks[member]?.lastOffsetTicks ?? -1) / problem.stepTicks) + 1);
      this.#meetings.set(member, new Int32Array(count));
      this.#free.set(member, count);
    }
  }

  /** How many placed virtual links a virtual link would meet at each of its offsets. */
  meetings(member: number): Int32Array {
    return this.#meetings.get(member) ?? new Int32Array();
  }

  /** How many offsets of a virtual link meet nobody. */
  free(member: number): number {
    return this.#free.get(member) ?? 0;
  }

  /** The offset at which a virtual link is placed; undefined when it is not. */
  placedAt(member: number): number | undefined {
    return this.#placed.get(member);
  }

  /** The virtual links that share a link with a virtual link. */
  neighbours(member: number): readonly Neighbour[] {
    return this.#sharing[member] ?? [];
  }

  /** Places a virtual link that is not placed. */
  place(member: number, offset: number): void {
    this.#placed.set(member, offset);
    for (const neighbour of this.neighbours(member)) this.#count(member, offset, neighbour, 1);
  }

  /** Takes a placed virtual link away. */
  remove(member: number): void {
    const offset = this.#placed.get(member);
    if (offset === undefined) throw new RangeError(`virtual link ${member} is not placed`);
    this.#placed.delete(member);
    for (const neighbour of this.neighbours(member)) this.#count(member, offset, neighbour, -1);
  }

  #count(member: number, offset: number, { index, commonTicks }: Neighbour, change: 1 | -1): void {
    const meetings = this.#meetings.get(index);
    if (meetings === undefined) return;
    const { stepTicks, virtualLinks } = this.#problem;
    const period = commonTicks / stepTicks;
    const behind = Math.ceil((virtualLinks[index]?.occupiedTicks ?? 0) / stepTicks) - 1;
    const ahead = Math.ceil((virtualLinks[member]?.occupiedTicks ?? 0) / stepTicks) - 1;
    const count = Math.min(behind + ahead + 1, period);
    let lost = 0;
    for (let nth = 0; nth < count; nth += 1) {
      const residue = (((offset - behind + nth) % period) + period) % period;
      for (let at = residue; at < meetings.length; at += period) {
        const before = meetings[at] ?? 0;
        meetings[at] = before + change;
        if (before === 0) lost += 1;
        else if (before + change === 0) lost -= 1;
        this.work += 1;
      }
    }
    this.#free.set(index, this.free(index) - lost);
  }
}

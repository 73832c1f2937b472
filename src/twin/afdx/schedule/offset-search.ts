import type { Neighbour } from './conflict-graph.js';
import { OffsetTable } from './offset-table.js';
import type { ScheduleProblem } from './schedule-problem.js';

/** What a complete search ends with. */
export interface OffsetSearchResult {
  /** `none`: each choice was tried, or ruled out because it leaves a virtual link without offset. */
  readonly outcome: 'found' | 'none' | 'limit';
  /** With `found`: offsets in ticks by index of the virtual link. */
  readonly offsetTicks: ReadonlyMap<number, number>;
  /** Entries looked at. */
  readonly steps: number;
}

/**
 * Complete search for offsets at which no two virtual links meet: they are placed one after the other, first the one with the fewest
 * offsets left, each at its earliest offset first. It ends after about `stepsMax` steps.
 *
 * @param members indices of the virtual links to place; those outside count as absent
 * @implements LLR-TTS-010
 */
export function offsetSearchOf(
  problem: ScheduleProblem,
  sharing: readonly (readonly Neighbour[])[],
  members: readonly number[],
  stepsMax: number,
): OffsetSearchResult {
  const table = new OffsetTable(problem, sharing, members);
  const trail: number[] = [];
  let member = narrowestOf(table, members);
  let offset = -1;
  while (member !== undefined) {
    if (table.work > stepsMax) return { outcome: 'limit', offsetTicks: new Map(), steps: table.work };
    offset = nextFreeOf(table, member, offset + 1);
    if (offset >= 0) {
      table.place(member, offset);
      if (isDead(table, member)) {
        table.remove(member);
        continue;
      }
      trail.push(member);
      member = narrowestOf(table, members);
      offset = -1;
    } else {
      member = trail.pop();
      if (member === undefined) return { outcome: 'none', offsetTicks: new Map(), steps: table.work };
      offset = table.placedAt(member) ?? -1;
      table.remove(member);
    }
  }
  const offsetTicks = new Map(members.map((each) => [each, (table.placedAt(each) ?? 0) * problem.stepTicks]));
  return { outcome: 'found', offsetTicks, steps: table.work };
}

/** The virtual link that is not placed and has the fewest free offsets, the first of equals. */
function narrowestOf(table: OffsetTable, members: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const member of members) {
    if (table.placedAt(member) !== undefined) continue;
    if (best === undefined || table.free(member) < table.free(best)) best = member;
  }
  table.work += members.length;
  return best;
}

function nextFreeOf(table: OffsetTable, member: number, from: number): number {
  const meetings = table.meetings(member);
  const found = meetings.indexOf(0, from);
  table.work += (found < 0 ? meetings.length : found + 1) - from;
  return found;
}

/** Whether placing a virtual link has left another one without an offset. */
function isDead(table: OffsetTable, member: number): boolean {
  return table
    .neighbours(member)
    .some(({ index }) => table.placedAt(index) === undefined && table.meetings(index).length > 0 && table.free(index) === 0);
}

import type { SeededRandom } from '../../../kernel/seeded-random.js';
import { sharingOf } from './conflict-graph.js';
import { OffsetTable } from './offset-table.js';
import type { ScheduleProblem } from './schedule-problem.js';

/** A virtual link does not return to an offset for this many moves and up to as many more. */
const restMoves = 8;

/**
 * Tabu search for offsets at which no two virtual links meet: one that meets another, taken by chance, goes to the offset with the fewest
 * meetings that it has not left lately. Same seed, same result. Offsets in ticks, or `undefined` when none were found within
 * about `stepsMax` steps, which says nothing about whether there are any.
 *
 * @param start offsets in ticks to begin from, each permitted
 * @implements LLR-TTS-013
 */
export function repairedOffsetsOf(
  problem: ScheduleProblem,
  random: SeededRandom,
  start: readonly number[],
  stepsMax: number,
): { readonly offsetTicks: readonly number[] | undefined; readonly steps: number } {
  const members = start.map((_, index) => index);
  const table = new OffsetTable(problem, sharingOf(problem), members);
  for (const member of members) table.place(member, (start[member] ?? 0) / problem.stepTicks);
  const restUntil = new Map<string, number>();
  for (let move = 0; table.work <= stepsMax; move += 1) {
    const meeting = members.filter((member) => (table.meetings(member)[table.placedAt(member) ?? 0] ?? 0) > 0);
    table.work += members.length;
    if (meeting.length === 0) {
      return { offsetTicks: members.map((member) => (table.placedAt(member) ?? 0) * problem.stepTicks), steps: table.work };
    }
    const member = meeting[random.below(meeting.length)] ?? 0;
    const from = table.placedAt(member) ?? 0;
    const isOpen = (offset: number): boolean => offset !== from && (restUntil.get(`${member} ${offset}`) ?? 0) <= move;
    const to = leastMeetingOf(table, member, isOpen, random);
    if (to === undefined) continue;
    restUntil.set(`${member} ${from}`, move + restMoves + random.below(restMoves));
    table.remove(member);
    table.place(member, to);
  }
  return { offsetTicks: undefined, steps: table.work };
}

/** The open offset with the fewest meetings, one of equals by chance. */
function leastMeetingOf(table: OffsetTable, member: number, isOpen: (offset: number) => boolean, random: SeededRandom): number | undefined {
  const meetings = table.meetings(member);
  table.work += meetings.length;
  let least = Number.POSITIVE_INFINITY;
  let equals: number[] = [];
  for (let offset = 0; offset < meetings.length; offset += 1) {
    const count = meetings[offset] ?? 0;
    if (count > least || !isOpen(offset)) continue;
    equals = count < least ? [offset] : [...equals, offset];
    least = count;
  }
  return equals.length === 0 ? undefined : equals[random.below(equals.length)];
}

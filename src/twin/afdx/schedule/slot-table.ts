import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { hyperperiodTicksOf } from './release-pattern.js';
import type { ScheduledVirtualLink, ScheduleProblem } from './schedule-problem.js';

/** For each slot of a hyperperiod the identifiers of the virtual links released at its begin, ascending. */
export type SlotTable = readonly (readonly number[])[];

/** The table of one end system: its slots are as long as the steps of the problem. */
export interface EndSystemTable {
  readonly endSystem: string;
  readonly table: SlotTable;
}

/**
 * The table of each end system that is a source, in the order of the problem, over the least common multiple of its own gaps, at
 * least one slot of 1 ms.
 *
 * @param offsetTicks in the order of `problem.virtualLinks`
 * @implements LLR-TTS-014
 */
export function endSystemTablesOf(problem: ScheduleProblem, offsetTicks: readonly number[]): readonly EndSystemTable[] {
  const bySource = new Map<string, number[]>();
  problem.virtualLinks.forEach(({ source }, index) => {
    bySource.set(source, [...(bySource.get(source) ?? []), index]);
  });
  return [...bySource].map(([endSystem, indices]) => {
    const own = indices.map((index) => problem.virtualLinks[index] as ScheduledVirtualLink);
    const slots = (hyperperiodTicksOf(own) ?? problem.hyperperiodTicks) / problem.stepTicks;
    const table = Array.from({ length: slots }, (): number[] => []);
    for (const index of indices) {
      const { virtualLink, gapTicks } = problem.virtualLinks[index] as ScheduledVirtualLink;
      for (let slot = (offsetTicks[index] ?? 0) / problem.stepTicks; slot < slots; slot += gapTicks / problem.stepTicks) {
        table[slot]?.push(virtualLink);
      }
    }
    return { endSystem, table: table.map((virtualLinks) => virtualLinks.sort((a, b) => a - b)) };
  });
}

/**
 * What a table breaks, whoever made it, as AFDX-259: a gap of a virtual link with no or more than one release, releases that are not a
 * gap apart, a virtual link that does not belong to the end system, or a release of DAL A or B after its last permitted one.
 *
 * @implements LLR-TTS-015
 */
export function tableFindingsOf(problem: ScheduleProblem, { endSystem, table }: EndSystemTable): readonly Diagnostic[] {
  const own = problem.virtualLinks.filter(({ source }) => source === endSystem);
  const known = new Set(own.map(({ virtualLink }) => virtualLink));
  const strangers = new Set(table.flat().filter((virtualLink) => !known.has(virtualLink)));
  return [
    ...[...strangers].sort((a, b) => a - b).map((virtualLink) => wrong(endSystem, virtualLink, 'is no virtual link of this end system')),
    ...own.flatMap((virtualLink) =>
      releaseFaultsOf(problem, table, virtualLink).map((what) => wrong(endSystem, virtualLink.virtualLink, what)),
    ),
  ];
}

function releaseFaultsOf({ stepTicks }: ScheduleProblem, table: SlotTable, virtualLink: ScheduledVirtualLink): readonly string[] {
  const gap = virtualLink.gapTicks / stepTicks;
  if (table.length === 0 || table.length % gap !== 0)
    return [`has a gap of ${gap} slots, which does not divide the ${table.length} slots of the table`];
  const releases = table.flatMap((slot, at) => slot.filter((each) => each === virtualLink.virtualLink).map(() => at));
  const first = releases[0] ?? 0;
  const periodic = releases.length === table.length / gap && releases.every((at, nth) => at === first + nth * gap) && first < gap;
  if (!periodic) return [`is released in the slots ${releases.slice(0, 8).join(', ')}, not once in each gap of ${gap} slots`];
  return first * stepTicks > virtualLink.lastOffsetTicks ? [`is released in slot ${first}, after the last permitted one`] : [];
}

function wrong(endSystem: string, virtualLink: number, what: string): Diagnostic {
  return {
    code: 'AFDX-259',
    severity: 'error',
    message: `in the table of ${endSystem}, virtual link ${virtualLink} ${what}`,
    why: 'the delays were proved for one release in each gap, at a fixed offset and before the limit of DAL A and B',
    fix: 'make the table again from the network',
    subjects: [endSystem, `VL-${virtualLink}`],
  };
}

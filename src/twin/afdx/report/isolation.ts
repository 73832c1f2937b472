import { present } from '../../../kernel/present.js';
import { roundedUp } from '../../../kernel/rational.js';
import type { Bounds, EndBound } from '../bounds/bounds.js';
import type { Criticality } from '../network.generated.js';
import { routeOf } from '../timing/timing-network.js';
import { type Interferer, interferencesOf } from '../timing-rules/interference.js';
import { escaped, microsecondsFixed } from './markup.js';

/** Levels from the highest to the lowest. */
const levels: readonly Criticality[] = ['A', 'B', 'C', 'D', 'E'];

/** Rows of the table of DAL A. */
const rowsShown = 20;

/** How many virtual links of one level can delay one of another directly, and the longest time that one of them takes from one. */
export interface LevelPair {
  readonly delayed: Criticality;
  readonly by: Criticality;
  /** Pairs of a virtual link and another one that can delay it. */
  readonly pairs: number;
  readonly picosecondsMax: bigint;
}

/** What lower levels can take from a virtual link of DAL A on the way to one destination. */
export interface Exposure {
  readonly end: EndBound;
  readonly lower: readonly Interferer[];
  /** What all of these together can take, rounded up: at a port no more than a frame waits there, and of low priority one frame. */
  readonly picoseconds: bigint;
}

/** Direct interference between the criticality levels of a network. */
export interface Isolation {
  /** Pairs of levels with at least one pair of virtual links, the highest first. */
  readonly pairs: readonly LevelPair[];
  /** Destinations of DAL A that a lower level can delay, the most exposed first. */
  readonly exposures: readonly Exposure[];
}

/**
 * Which level can delay which, by how much at most, and what lower levels can take from DAL A.
 *
 * @implements LLR-RPT-009
 */
export function isolationOf(bounds: Bounds): Isolation {
  const ticksPerSecond = BigInt(bounds.network.ticksPerSecond);
  const picosecondsOf = (ticks: number): bigint => (BigInt(ticks) * 1_000_000_000_000n + ticksPerSecond - 1n) / ticksPerSecond;
  const cells = new Map<string, { readonly pairs: Set<string>; picosecondsMax: bigint }>();
  const exposures: Exposure[] = [];
  for (const { end, interferers } of interferencesOf(bounds)) {
    for (const { flow, ticks } of interferers) {
      const key = `${end.flow.criticality}${flow.criticality}`;
      const cell = cells.get(key) ?? { pairs: new Set(), picosecondsMax: 0n };
      cells.set(key, cell);
      cell.pairs.add(`${end.flow.virtualLink}<${flow.virtualLink}`);
      const picoseconds = picosecondsOf(ticks);
      if (picoseconds > cell.picosecondsMax) cell.picosecondsMax = picoseconds;
    }
    const lower = end.flow.criticality === 'A' ? interferers.filter(({ flow }) => flow.criticality !== 'A') : [];
    if (lower.length > 0) exposures.push({ end, lower, picoseconds: picosecondsOf(togetherTicks(bounds, end, lower)) });
  }
  const pairs = levels.flatMap((delayed) =>
    levels.flatMap((by): readonly LevelPair[] => {
      const cell = cells.get(`${delayed}${by}`);
      return cell === undefined ? [] : [{ delayed, by, pairs: cell.pairs.size, picosecondsMax: cell.picosecondsMax }];
    }),
  );
  return { pairs, exposures: exposures.sort((a, b) => (a.picoseconds > b.picoseconds ? -1 : a.picoseconds < b.picoseconds ? 1 : 0)) };
}

function togetherTicks({ network, ports }: Bounds, end: EndBound, lower: readonly Interferer[]): number {
  const waits = routeOf(end.flow, end.destination).map(({ port: index }) => {
    const port = present(network.ports[index], 'port of the route');
    const delay = present(present(ports[index], 'bounds of the port').delayTicks[end.flow.priority], `delay bound at ${port.id}`);
    const met = lower.flatMap(({ flow, ports: shared }) =>
      shared.filter((each) => each.port === port).map(({ ticks }) => ({ flow, ticks })),
    );
    const blocking = met.filter(({ flow }) => end.flow.priority === 'high' && flow.priority === 'low');
    const ahead = met.reduce((total, { ticks }) => total + ticks, 0) - blocking.reduce((total, { ticks }) => total + ticks, 0);
    const wait = Number(roundedUp(delay)) - end.flow.frameBitsMin * port.ticksPerBit;
    return Math.min(wait, blocking.reduce((most, { ticks }) => Math.max(most, ticks), 0) + ahead);
  });
  return waits.reduce((sum, wait) => sum + wait, 0);
}

/**
 * Isolation as a section of a page: a matrix of levels, and the destinations of DAL A that lower levels can delay most.
 *
 * @implements LLR-RPT-009
 */
export function isolationSection(isolation: Isolation): string {
  return `<section><h2>Isolation: which level can delay which</h2><p>Each cell: pairs of virtual links of which the one above can delay the one on the left at a shared port, and the longest time that one of them takes from one frame. Bounds count all of it.</p>${matrixOf(isolation)}${exposureTable(isolation)}</section>`;
}

function matrixOf({ pairs }: Isolation): string {
  const used = levels.filter((level) => pairs.some(({ delayed, by }) => delayed === level || by === level));
  if (used.length === 0) return '<p>No two virtual links share a port.</p>';
  const row = (delayed: Criticality): string => {
    const cells = used.map((level) => {
      const pair = pairs.find((each) => each.delayed === delayed && each.by === level);
      return `<td class="number">${pair === undefined ? '–' : `${pair.pairs} · ${microsecondsFixed(pair.picosecondsMax, 'up')} µs`}</td>`;
    });
    return `<tr><th scope="row">DAL ${delayed}</th>${cells.join('')}</tr>`;
  };
  return `<div class="scroll"><table><thead><tr><th>delayed \\ by</th>${used.map((level) => `<th class="number" scope="col">DAL ${level}</th>`).join('')}</tr></thead><tbody>${used.map(row).join('')}</tbody></table></div>`;
}

function exposureTable({ exposures }: Isolation): string {
  if (exposures.length === 0) return '<p>No lower level shares a port with a virtual link of DAL A.</p>';
  const rows = exposures.slice(0, rowsShown).map(({ end, lower, picoseconds }) => {
    const first = present(lower[0], 'the costliest virtual link below');
    const costliest = `${first.flow.virtualLink} “${escaped(first.flow.name)}” (DAL ${first.flow.criticality})`;
    return `<tr><td class="number">${end.flow.virtualLink}</td><td>${escaped(end.flow.name)}</td><td>${end.flow.network}</td><td>${escaped(end.destination.endSystem)}</td><td class="number">${lower.length}</td><td class="number">${microsecondsFixed(picoseconds, 'up')}</td><td>${costliest}</td></tr>`;
  });
  const note =
    exposures.length > rows.length ? `the ${rows.length} most exposed of ${exposures.length} destinations` : `${rows.length} destinations`;
  return `<p>DAL A delayed by lower levels: ${note}.</p><div class="scroll"><table><thead><tr><th class="number">VL</th><th>Name</th><th>Net</th><th>To</th><th class="number">lower virtual links</th><th class="number">together at most µs</th><th>Costliest</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

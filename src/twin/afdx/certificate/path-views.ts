import type { PathModel, PathPart, PathPort } from './path-model.js';

/** Lengths of window in one view; with more the view says nothing. */
const lengthsMax = 200;
/** Above this no ticks are computed with, so that sums of them, and they in parts of a bit, stay exact. */
const ticksMax = 2 ** 40;

/** A part as a view sees it. */
export interface ViewPart {
  readonly part: PathPart;
  /** The port from which on it counts. */
  readonly entry: number;
  /** Whether it comes over the link of the path to the port of the view. */
  readonly overPath: boolean;
  /** Ticks to send one bit at the slowest port that it counts at. */
  readonly slowest: number;
  readonly lagTicks: number;
}

/** A length of all windows together, with the frames of each part of the view that it allows. */
export interface WindowLength {
  readonly index: number;
  readonly frames: readonly number[];
  /** Sending time of all those frames, less the length. */
  readonly surplusTicks: number;
  /** By when all busy periods are over, counted from the release, less the length. */
  readonly overTicks: number;
}

/** What a port of the path sees: the parts that pass it or enter behind it. */
export interface View {
  readonly port: number;
  /** R_v and the sum of F_h from v on. */
  readonly baseTicks: number;
  readonly parts: readonly ViewPart[];
  /** The largest surplus first. */
  readonly lengths: readonly WindowLength[];
}

/**
 * The view of a port of a path; `undefined` where it would take more than 200 lengths, or numbers that are not exact.
 * Source: docs/afdx-bounds.md, Method path, Views.
 * @implements LLR-CCK-020
 */
export function viewOf({ ports, parts }: PathModel, port: number): View | undefined {
  const behind = ports.slice(port - 1);
  const reach = ports[port - 1]?.reachTicks ?? 0;
  const seen = parts.filter(({ leave }) => leave >= port).map((part) => viewPartOf(ports, part, port));
  const longest = behind.reduce((sum, { busyTicks }) => sum + busyTicks, reach);
  if (longest > ticksMax || seen.some(({ lagTicks }) => lagTicks > ticksMax)) return undefined;
  const lengths = lengthsOf(seen, longest);
  if (lengths === undefined || lengths.some(({ frames }) => workMax(seen, frames, behind) > ticksMax)) return undefined;
  const baseTicks = behind.reduce((sum, { fixedTicks }) => sum + fixedTicks, reach);
  return { port, baseTicks, parts: seen, lengths };
}

/** The sending time of all frames at the slowest port or link. */
function workMax(parts: readonly ViewPart[], frames: readonly number[], ports: readonly PathPort[]): number {
  const links = parts.map(({ part }) => part.linkTicksPerBit);
  const slowest = [...ports.map(({ ticksPerBit }) => ticksPerBit), ...links].reduce((most, ticks) => Math.max(most, ticks), 0);
  return parts.reduce((sum, { part }, at) => sum + (frames[at] ?? 0) * part.largestBits * slowest, 0);
}

function viewPartOf(ports: readonly PathPort[], part: PathPart, port: number): ViewPart {
  const entry = Math.max(part.entry, port);
  const slowest = ports.slice(entry - 1, part.leave).reduce((most, { ticksPerBit }) => Math.max(most, ticksPerBit), 0);
  const jitter = part.jitterTicks[entry - part.entry] ?? 0;
  const later = (ports[entry - 1]?.reachTicks ?? 0) - (ports[port - 1]?.reachTicks ?? 0);
  return { part, entry, overPath: part.entry < port, slowest, lagTicks: jitter + later };
}

/** Length 0 and each at which the frames of a part become more, up to the longest. */
function lengthsOf(parts: readonly ViewPart[], longest: number): readonly WindowLength[] | undefined {
  const jumps = new Set([0]);
  for (const { part, lagTicks } of parts) {
    const { gapTicks } = part;
    if (longest / gapTicks > lengthsMax) return undefined;
    for (let jump = gapTicks - (lagTicks % gapTicks); jump <= longest; jump += gapTicks) jumps.add(jump);
    if (jumps.size > lengthsMax) return undefined;
  }
  const lengths = [...jumps].map((length, index) => {
    const frames = parts.map(({ part, lagTicks }) => 1 + Math.floor((length + lagTicks) / part.gapTicks));
    const all = parts.reduce((sum, { part, slowest }, at) => sum + (frames[at] ?? 0) * part.largestBits * slowest, 0);
    return { index, frames, surplusTicks: all - length, overTicks: longest - length };
  });
  return lengths.sort((one, other) => other.surplusTicks - one.surplusTicks);
}

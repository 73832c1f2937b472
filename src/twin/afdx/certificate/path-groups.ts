import type { View, ViewPart, WindowLength } from './path-views.js';

/** What a group brings to the port at which it enters: frames that may count there or behind it, and frames that count there only. */
export interface EntryGroup {
  /** Index of the port before; -1 at a source. */
  readonly link: number;
  readonly overPath: boolean;
  readonly linkTicksPerBit: number;
  laterBits: number;
  laterTicks: number;
  laterLargestBits: number;
  hereBits: number;
  hereTicks: number;
  hereLargestBits: number;
}

/**
 * The groups of a view that enter at a port, for a length of the windows and the next port with `move` behind.
 * Source: docs/afdx-bounds.md, Method path, Views.
 *
 * @param path ticks per bit of the ports of the path
 * @implements LLR-CCK-022
 */
export function entryGroupsOf(
  { parts }: View,
  { frames }: WindowLength,
  { port, nextMove }: { readonly port: number; readonly nextMove: number },
  path: readonly number[],
): readonly EntryGroup[] {
  const groups = new Map<string, EntryGroup>();
  for (const [at, seen] of parts.entries()) {
    if (seen.entry !== port) continue;
    const key = seen.overPath ? 'path' : `${seen.part.link}`;
    const group = groups.get(key) ?? emptyGroup(seen, path[port - 2] ?? 0);
    groups.set(key, group);
    count(group, seen, frames[at] ?? 0, seen.part.own || seen.part.leave >= nextMove);
  }
  return [...groups.values()];
}

function emptyGroup({ part, overPath }: ViewPart, pathTicksPerBit: number): EntryGroup {
  return {
    link: overPath ? -2 : part.link,
    overPath,
    linkTicksPerBit: overPath ? pathTicksPerBit : part.linkTicksPerBit,
    laterBits: 0,
    laterTicks: 0,
    laterLargestBits: 0,
    hereBits: 0,
    hereTicks: 0,
    hereLargestBits: 0,
  };
}

function count(group: EntryGroup, { part, slowest }: ViewPart, frames: number, isLater: boolean): void {
  const bits = frames * part.largestBits;
  if (isLater) {
    group.laterBits += bits;
    group.laterTicks += bits * slowest;
    group.laterLargestBits = Math.max(group.laterLargestBits, part.largestBits);
  } else {
    group.hereBits += bits;
    group.hereTicks += bits * slowest;
    group.hereLargestBits = Math.max(group.hereLargestBits, part.largestBits);
  }
}

import type { PathPart } from './path-model.js';

/** How the first frame over the link of the path stands to the frame that is followed behind its port. */
export type Kind = 'stay' | 'move' | 'join';

/**
 * The end of an order: what is chosen from port `port` on. A chain, the choice for each port linked to that for the port behind it.
 * Source: docs/afdx-bounds.md, Method path, Orders.
 */
export interface Tail {
  readonly port: number;
  /** The kind at this port; at port 1 there is none. */
  readonly kind: Kind | undefined;
  /** The part of the frame x that is followed behind this port. */
  readonly followed: PathPart;
  readonly behind: Tail | undefined;
  /** The next port behind this one with `move`; infinite without one. */
  readonly nextMove: number;
  /** Sending times of the followed frames at the ports behind this one: Σ L(x_h) · max(tpb_{h-1}, tpb_h). */
  readonly repeatedTicks: number;
  /** The most frames of each part that follow one another without `join`, behind this port. */
  readonly needed: ReadonlyMap<PathPart, number>;
  /** The frames since the last `join`. */
  readonly present: ReadonlyMap<PathPart, number>;
}

/**
 * The kinds that a port allows for the frame that is followed behind it.
 * @implements LLR-CCK-021
 */
export function kindsAt(port: number, { entry }: PathPart): readonly (Kind | undefined)[] {
  if (port === 1) return [undefined];
  return entry < port ? ['stay', 'move'] : ['move', 'join'];
}

/**
 * The tails that begin one port before a tail, one for each part of the frame that may be first over the link of the path and each kind there.
 * @implements LLR-CCK-021
 */
export function longerTails(tail: Tail, parts: readonly PathPart[], ticksPerBit: readonly number[]): readonly Tail[] {
  const { port, kind, followed } = tail;
  const slower = Math.max(ticksPerBit[port - 1] ?? 0, ticksPerBit[port - 2] ?? 0);
  const first = kind === 'stay' ? [followed] : parts.filter(({ entry, leave }) => entry < port && port <= leave);
  return first.flatMap((part) => {
    const { present, needed } = countedWith(tail, part);
    const shared = {
      port: port - 1,
      followed: part,
      behind: tail,
      nextMove: kind === 'move' ? port : tail.nextMove,
      repeatedTicks: tail.repeatedTicks + part.largestBits * slower,
      present,
      needed,
    };
    return kindsAt(port - 1, part).map((next) => ({ ...shared, kind: next }));
  });
}

/** The frames that follow one another once the one at the port of the tail is known. */
function countedWith({ kind, present, needed }: Tail, part: PathPart): Pick<Tail, 'present' | 'needed'> {
  if (kind === 'stay') return { present, needed };
  const count = kind === 'join' ? 1 : 1 + (present.get(part) ?? 0);
  const now = new Map(kind === 'join' ? [] : present).set(part, count);
  return { present: now, needed: count > (needed.get(part) ?? 0) ? new Map(needed).set(part, count) : needed };
}

/**
 * The tails that begin at the last port of a path: the frame whose delay is sought, with each kind.
 * @implements LLR-CCK-021
 */
export function shortestTails(own: PathPart): readonly Tail[] {
  const present = new Map([[own, 1]]);
  const ends = { port: own.leave, followed: own, behind: undefined, nextMove: Infinity, repeatedTicks: 0, present, needed: present };
  return kindsAt(own.leave, own).map((kind) => ({ ...ends, kind }));
}

import { type EntryGroup, entryGroupsOf } from './path-groups.js';
import type { PathModel } from './path-model.js';
import type { Tail } from './path-orders.js';
import type { View, WindowLength } from './path-views.js';
import { commonTicksOf, type WindowGroup, windowWorkOf } from './path-window.js';
import type { WorkBudget } from './work-budget.js';

/**
 * What the groups of one view bring at most to the ports at which they enter, less the time in which they come. Figures are kept, since
 * the orders of a path differ in few choices.
 * Source: docs/afdx-bounds.md, Method path, Views, C_h.
 * @implements LLR-CCK-022
 */
export class PathWork {
  readonly #path: readonly number[];
  readonly #view: View;
  readonly #slow: number;
  readonly #budget: WorkBudget;
  readonly #known = new Map<string, number>();
  readonly #groups = new Map<string, readonly EntryGroup[]>();

  constructor({ ports }: PathModel, view: View, budget: WorkBudget) {
    this.#budget = budget;
    this.#path = ports.map(({ ticksPerBit }) => ticksPerBit);
    this.#view = view;
    this.#slow = this.#path.slice(view.port - 1).reduce((most, ticks) => Math.max(most, ticks), 0);
  }

  /**
   * Σ C_h over the ports from that of the view on, for an order that ends with the tail, in ticks. Takes a step for each port, and for a
   * window that is not known as many as the third power of its groups, since instants, ends and groups multiply.
   */
  of(length: WindowLength, tail: Tail): number {
    let sum = 0;
    for (let at: Tail | undefined = tail; at !== undefined; at = at.behind) {
      this.#budget.step();
      sum += this.#at(length, at);
    }
    return sum;
  }

  #at(length: WindowLength, tail: Tail): number {
    const { port, kind, nextMove, followed } = tail;
    const enters = followed.entry >= port || port === this.#view.port;
    const frame = enters && kind !== undefined ? `${linkOf(tail)} ${followed.smallestBits} ${followed.largestBits}` : '';
    const key = `${length.index} ${port} ${kind} ${nextMove} ${frame}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const groups = this.#groupsAt(length, tail);
    this.#budget.step(port === this.#view.port ? groups.length ** 3 : groups.length);
    const work = port === this.#view.port ? this.#atView(groups, tail) : this.#behind(groups, tail);
    this.#known.set(key, work);
    return work;
  }

  #groupsAt(length: WindowLength, { port, nextMove }: Tail): readonly EntryGroup[] {
    const key = `${length.index} ${port} ${nextMove}`;
    const groups = this.#groups.get(key) ?? entryGroupsOf(this.#view, length, { port, nextMove }, this.#path);
    this.#groups.set(key, groups);
    return groups;
  }

  #atView(groups: readonly EntryGroup[], tail: Tail): number {
    if (tail.kind === undefined) return groups.reduce((sum, { laterTicks, hereTicks }) => sum + laterTicks + hereTicks, 0);
    const window = Math.max(...this.#windowCases(groups, tail));
    return this.#slow === this.#path[tail.port - 1] ? window : Math.min(window, this.#untilFollowed(groups, tail));
  }

  /** Where the followed frame enters with the others of a link, it is behind one of them or the first of them. */
  #windowCases(groups: readonly EntryGroup[], tail: Tail): readonly number[] {
    const { kind, followed } = tail;
    const slowest = this.#slow;
    const ahead = followed.smallestBits * this.#linkTicksPerBit(tail);
    const behindOne = groups.map((group) => windowGroupOf(group, tail, { ahead }));
    if (kind === 'stay') return [windowWorkOf(behindOne, slowest, 0)];
    const least = windowWorkOf(behindOne, slowest, ahead);
    if (followed.entry < tail.port) return [least];
    const first = groups.map((group) => windowGroupOf(group, tail, { ahead, isFirst: true }));
    return [least, windowWorkOf(first, slowest, 0)];
  }

  /** A port behind that of the view. */
  #behind(groups: readonly EntryGroup[], tail: Tail): number {
    if (tail.kind !== 'move') return this.#untilFollowed(groups, tail);
    const ticksPerBit = this.#path[tail.port - 1] ?? 0;
    return groups.reduce((sum, { laterTicks, hereBits }) => sum + laterTicks + hereBits * ticksPerBit, 0);
  }

  /** What counts at this port only comes before the followed frame; over the link of the path, behind its first frame. */
  #untilFollowed(groups: readonly EntryGroup[], tail: Tail): number {
    const ticksPerBit = this.#path[tail.port - 1] ?? 0;
    const later = groups.reduce((sum, { laterTicks }) => sum + laterTicks, 0);
    const here = groups.filter(({ overPath, hereBits }) => hereBits > 0 && (!overPath || tail.kind === 'move'));
    return later + hereWorkOf(here, tail, { ticksPerBit, ahead: tail.followed.smallestBits * this.#linkTicksPerBit(tail) });
  }

  /** The ticks to send one bit on the link over which the followed frame comes to the port of a tail. */
  #linkTicksPerBit({ port, followed }: Tail): number {
    return followed.entry < port ? (this.#path[port - 2] ?? 0) : followed.linkTicksPerBit;
  }
}

/** The link over which the followed frame comes to the port of a tail; -2 is that of the path. */
function linkOf({ port, followed }: Tail): number {
  return followed.entry < port ? -2 : followed.link;
}

/** The largest `Σ tpb · here(s) - s`, rounded up; 0 where nothing counts here only. */
function hereWorkOf(
  groups: readonly EntryGroup[],
  tail: Tail,
  { ticksPerBit, ahead }: { readonly ticksPerBit: number; readonly ahead: number },
): number {
  const scale = commonTicksOf(groups.map(({ linkTicksPerBit }) => linkTicksPerBit));
  const aheadOf = ({ link }: EntryGroup): number => (link === linkOf(tail) ? ahead : 0);
  const instants = groups.flatMap((group) => {
    const { hereBits, hereLargestBits, linkTicksPerBit } = group;
    return [aheadOf(group), aheadOf(group) + (hereBits - hereLargestBits) * linkTicksPerBit];
  });
  return instants.reduce((most, instant) => {
    const bits = groups.reduce((sum, group) => {
      const since = instant - aheadOf(group);
      if (since < 0) return sum;
      const over = Math.ceil((since * scale) / group.linkTicksPerBit);
      return sum + Math.min(group.hereBits * scale, group.hereLargestBits * scale + over);
    }, 0);
    return Math.max(most, Math.ceil((ticksPerBit * bits - instant * scale) / scale));
  }, 0);
}

function windowGroupOf(
  group: EntryGroup,
  tail: Tail,
  { ahead, isFirst = false }: { readonly ahead: number; readonly isFirst?: boolean },
): WindowGroup {
  const { kind, followed } = tail;
  const ofFollowed = group.link === linkOf(tail);
  const followedFirst = (isFirst && ofFollowed) || (group.overPath && kind === 'stay');
  const hereOnly = !followedFirst && (!group.overPath || kind === 'move');
  return {
    linkTicksPerBit: group.linkTicksPerBit,
    laterBits: group.laterBits,
    laterFirstBits: followedFirst ? followed.largestBits : group.laterLargestBits,
    hereBits: hereOnly ? group.hereBits : 0,
    hereFirstBits: hereOnly ? group.hereLargestBits : 0,
    aheadTicks: ofFollowed ? ahead : 0,
    startsAtFollowed: followedFirst || (group.overPath && kind === 'join'),
  };
}

/** What a group can bring to the port of a view, in a window of t ticks in which the followed frame comes at s. Sizes in bits. */
export interface WindowGroup {
  /** Ticks to send one bit on its link. */
  readonly linkTicksPerBit: number;
  /** Bits of frames that may come at each instant of the window, and the largest that can be the first of them. */
  readonly laterBits: number;
  readonly laterFirstBits: number;
  /** Bits of frames that come up to s only, and the largest of them. */
  readonly hereBits: number;
  readonly hereFirstBits: number;
  /** The ticks before s in which its link sends the followed frame. */
  readonly aheadTicks: number;
  /** Whether nothing of it comes before s. */
  readonly startsAtFollowed: boolean;
}

/** Above this, bits over a link are rounded up instead of being counted in parts of a bit. */
const commonMax = 2 ** 12;

/**
 * The least whole number that is not below `slow · Σ G(s, t) - t` for `0 ≤ least ≤ s ≤ t`. Bits over a link count as `s / tpb_link`: each
 * frame behind the first takes its whole sending time in the window. That is linear between the instants at which a group turns from
 * its link to its frames, so that the largest value is at one of those instants.
 * Source: docs/afdx-bounds.md, Method path, Views, h = v > 1.
 *
 * @param least least s in ticks
 * @implements LLR-CCK-023
 */
export function windowWorkOf(groups: readonly WindowGroup[], slowTicksPerBit: number, least: number): number {
  const scale = commonTicksOf(groups.map(({ linkTicksPerBit }) => linkTicksPerBit));
  let most = 0;
  for (const instant of instantsOf(groups, least)) {
    for (const end of endsOf(groups, instant)) {
      let bits = 0;
      for (const group of groups) bits += broughtBy(group, { instant, end }, scale);
      most = Math.max(most, Math.ceil((slowTicksPerBit * bits - end * scale) / scale));
    }
  }
  return most;
}

/**
 * A common multiple of ticks per bit, in which bits over the links are whole numbers; 1, which makes them round up, where it is large.
 * @implements LLR-CCK-023
 */
export function commonTicksOf(ticksPerBit: readonly number[]): number {
  let common = 1;
  for (const ticks of ticksPerBit) {
    if (ticks > 0) common *= ticks / divisorOf(common, ticks);
    if (common > commonMax) return 1;
  }
  return common;
}

function divisorOf(one: number, other: number): number {
  return other === 0 ? one : divisorOf(other, one % other);
}

/** The instants s at which one of the straight pieces may begin or end. */
function instantsOf(groups: readonly WindowGroup[], least: number): ReadonlySet<number> {
  const instants = new Set([least]);
  const add = (instant: number): void => {
    if (instant > least) instants.add(instant);
  };
  const fixedEnds: number[] = [];
  const fixedLengths = [0];
  for (const { linkTicksPerBit: link, laterBits, laterFirstBits, hereBits, hereFirstBits, aheadTicks, startsAtFollowed } of groups) {
    add(aheadTicks);
    add(aheadTicks + hereBits * link);
    add(aheadTicks + (hereBits - hereFirstBits) * link);
    const later = (laterBits - laterFirstBits) * link;
    (startsAtFollowed ? fixedLengths : fixedEnds).push(later);
    if (startsAtFollowed || hereBits === 0) continue;
    fixedEnds.push(later + hereBits * link, (laterBits + hereBits - hereFirstBits) * link);
    fixedLengths.push(later - aheadTicks, laterBits * link - aheadTicks);
  }
  for (const end of fixedEnds) for (const length of fixedLengths) if (length >= 0) add(end - length);
  return instants;
}

/** The ends t of the window at which one of the straight pieces may begin or end for the followed frame coming at s. */
function endsOf(groups: readonly WindowGroup[], instant: number): ReadonlySet<number> {
  const ends = new Set([instant]);
  const add = (end: number): void => {
    if (end > instant) ends.add(end);
  };
  for (const { linkTicksPerBit: link, laterBits, laterFirstBits, hereBits, hereFirstBits, aheadTicks, startsAtFollowed } of groups) {
    const begin = startsAtFollowed ? instant : 0;
    const since = instant - aheadTicks;
    add(begin + (laterBits - laterFirstBits) * link);
    if (hereBits === 0 || since < 0) continue;
    add(begin + (laterBits - laterFirstBits) * link + Math.min(hereBits * link, since));
    add(begin + (laterBits - hereFirstBits) * link + Math.min(hereBits * link, hereFirstBits * link + since));
  }
  return ends;
}

/** G(s, t) in parts of a bit, `scale` to a bit. */
function broughtBy(group: WindowGroup, { instant, end }: { readonly instant: number; readonly end: number }, scale: number): number {
  const { linkTicksPerBit, laterBits, laterFirstBits, hereBits, hereFirstBits, aheadTicks, startsAtFollowed } = group;
  const over = (ticks: number): number => Math.ceil((ticks * scale) / linkTicksPerBit);
  const whole = over(startsAtFollowed ? end - instant : end);
  const later = laterBits * scale;
  const laterFirst = laterFirstBits * scale + whole;
  const since = instant - aheadTicks;
  if (hereBits === 0 || since < 0) return Math.min(later, laterFirst);
  const here = hereBits * scale;
  const startedByLater = laterBits === 0 ? 0 : Math.min(later + Math.min(here, over(since)), laterFirst);
  const startedByHere = Math.min(later + Math.min(here, hereFirstBits * scale + over(since)), hereFirstBits * scale + whole);
  return Math.max(startedByLater, startedByHere);
}

/**
 * Frames that reach one port over one link in the window that counts there: those that count at a later port as well (`later`), and
 * those that count only here, and so come before the frame that begins the next busy period.
 */
export interface WindowGroup {
  readonly linkTicksPerBit: number;
  readonly laterBits: number;
  readonly laterTicks: number;
  readonly hereBits: number;
  /** Largest frame of those that count only here. */
  readonly hereLargestBits: number;
  /** Those that count only here are followed on the link by at least this many ticks before the instant of the beginning frame. */
  readonly hereAheadTicks: number;
  /** The first frame of those that count later is at most this long. */
  readonly firstBits: number;
  /** It comes no earlier than the frame that begins the next busy period. */
  readonly firstIsLate: boolean;
}

/** The rates that matter: of this port, and of the slowest port from here on. */
export interface WindowRates {
  readonly ticksPerBit: number;
  readonly slowestTicksPerBit: number;
}

/** Counts the groups looked at, so that the time for a path is bounded. */
export interface Work {
  steps: number;
}

/**
 * The most ticks of sending that groups bring, less the length of the window, where all that counts, now or later, comes in the
 * window over links: the largest value over all lengths of the window and all instants in it, from `earliest` on, of the frame that
 * begins the next busy period. It lies where two of the limits meet.
 *
 * @implements LLR-BND-024
 */
export function windowTicksOf(groups: readonly WindowGroup[], rates: WindowRates, earliest: number, work: Work): number {
  const limited = linkedTicksOf(groups, rates.slowestTicksPerBit, earliest, work);
  if (rates.slowestTicksPerBit === rates.ticksPerBit) return limited;
  return Math.min(limited, spreadTicksOf(groups, rates.ticksPerBit));
}

/** Where limits change: at instants of the beginning frame, at lengths of the window, and at differences of the two. */
function linkedTicksOf(groups: readonly WindowGroup[], ticksPerBit: number, earliest: number, work: Work): number {
  const [instants, lengths, differences] = [new Set([earliest]), new Set<number>(), new Set([0])];
  for (const { linkTicksPerBit, laterBits, hereBits, hereLargestBits, hereAheadTicks, firstBits, firstIsLate } of groups) {
    for (const [largest, lead] of [
      [firstBits, 0],
      [hereLargestBits, hereLargestBits],
    ] as const) {
      const until = (bits: number): number => (bits - largest) * linkTicksPerBit;
      for (const bits of [laterBits, laterBits + hereBits]) (firstIsLate ? differences : lengths).add(until(bits));
      instants.add(hereAheadTicks).add(hereAheadTicks + (hereBits - lead) * linkTicksPerBit);
      differences.add(until(laterBits + lead) - hereAheadTicks);
    }
  }
  const ticksAt = (instant: number, length: number): number =>
    groups.reduce((sum, group) => sum + bitsWithin(group, instant, length) * ticksPerBit, -length);
  let most = 0;
  const look = (instant: number, length: number): void => {
    if (instant >= earliest && length >= instant) most = Math.max(most, ticksAt(instant, length));
  };
  const least = new Map([
    [instants, earliest],
    [lengths, earliest],
    [differences, 0],
  ]);
  for (const [limits, first] of least) for (const limit of limits) if (limit < first) limits.delete(limit);
  work.steps += (instants.size * (lengths.size + differences.size) + lengths.size * differences.size) * groups.length;
  for (const instant of instants) {
    for (const length of lengths) look(instant, length);
    for (const difference of differences) look(instant, instant + difference);
  }
  for (const length of lengths) for (const difference of differences) look(length - difference, length);
  return most;
}

/** The first frame of the group is one that counts later, or one that counts only here. */
function bitsWithin(group: WindowGroup, instant: number, length: number): number {
  const { linkTicksPerBit, laterBits, hereBits, hereLargestBits, hereAheadTicks, firstBits, firstIsLate } = group;
  if (linkTicksPerBit === 0) return laterBits + (instant < hereAheadTicks ? 0 : hereBits);
  const [spread, behind] = [Math.ceil((firstIsLate ? length - instant : length) / linkTicksPerBit), instant - hereAheadTicks];
  if (hereBits === 0 || behind < 0) return Math.min(laterBits, firstBits + spread);
  const after = Math.ceil(behind / linkTicksPerBit);
  const laterFirst = laterBits === 0 ? 0 : Math.min(laterBits + Math.min(hereBits, after), firstBits + spread);
  return Math.max(laterFirst, Math.min(laterBits + Math.min(hereBits, hereLargestBits + after), hereLargestBits + spread));
}

function hereBitsAt({ linkTicksPerBit, hereBits, hereLargestBits, hereAheadTicks }: WindowGroup, instant: number): number {
  if (instant < hereAheadTicks || hereBits === 0) return 0;
  if (linkTicksPerBit === 0) return hereBits;
  return Math.min(hereBits, hereLargestBits + Math.ceil((instant - hereAheadTicks) / linkTicksPerBit));
}

/**
 * As `windowTicksOf`, where what counts later is not limited by the links: the window ends with the frame that begins the next busy period.
 *
 * @implements LLR-BND-024
 */
export function spreadTicksOf(groups: readonly WindowGroup[], ticksPerBit: number): number {
  const ticksAt = (instant: number): number =>
    groups.reduce((sum, group) => sum + group.laterTicks + hereBitsAt(group, instant) * ticksPerBit, -instant);
  let most = ticksAt(0);
  for (const { linkTicksPerBit, hereBits, hereLargestBits, hereAheadTicks } of groups) {
    if (hereBits === 0) continue;
    most = Math.max(most, ticksAt(hereAheadTicks), ticksAt(hereAheadTicks + (hereBits - hereLargestBits) * linkTicksPerBit));
  }
  return most;
}

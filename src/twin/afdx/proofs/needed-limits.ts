import { arrivalBits, framesOf, type PortInput } from './port-inputs.js';

/** Which of the limits on what comes over a link an obligation states. */
export interface Stated {
  /** What the virtual links send. */
  readonly isSent: boolean;
  /** What the link carries. */
  readonly isLink: boolean;
}

/** What a claim says of an instant of a busy period when so many bits have come: it holds where this is 0 or less. */
export interface Excess {
  at(instant: number, bits: number): number;
  /** Growth per tick for bits that come at some rate, in bits per tick, long after and long before the busy period. */
  growth(bitsPerTick: number): { readonly after: number; readonly before: number };
}

/** The limits that a claim on a busy period needs, none of which can be left out. */
export interface NeededLimits {
  readonly stated: readonly Stated[];
  /** Whether the claim needs that the instant lies within the busy period. */
  readonly isWithin: boolean;
}

/**
 * The limits that a claim needs: each is left out when the claim holds without it at the instants where it can fail first. The solver has
 * the last word: what is left out too much is refuted.
 *
 * @param busyTicks end of the busy period; `undefined` when nothing bounds it
 * @implements LLR-POB-018
 */
export function neededLimitsOf(inputs: readonly PortInput[], busyTicks: number | undefined, excess: Excess): NeededLimits {
  let needed = eachLimitOf(inputs);
  const holds = (limits: NeededLimits): boolean => isKept(inputs, limits, busyTicks, excess);
  const without = (index: number, left: Partial<Stated>): NeededLimits => ({
    ...needed,
    stated: needed.stated.map((each, at) => (at === index ? { ...each, ...left } : each)),
  });
  if (!holds(needed)) return needed;
  for (const [index, { linkId }] of inputs.entries()) {
    if (linkId === undefined) continue;
    const [frames, link] = [without(index, { isLink: false }), without(index, { isSent: false })];
    needed = holds(frames) ? frames : holds(link) ? link : needed;
  }
  const open = { ...needed, isWithin: false };
  return holds(open) ? open : needed;
}

/**
 * Whether a claim holds when each limit is stated.
 *
 * @implements LLR-POB-018
 */
export function isKeptBy(inputs: readonly PortInput[], busyTicks: number, excess: Excess): boolean {
  return isKept(inputs, eachLimitOf(inputs), busyTicks, excess);
}

function eachLimitOf(inputs: readonly PortInput[]): NeededLimits {
  return { stated: inputs.map(({ linkId }) => ({ isSent: true, isLink: linkId !== undefined })), isWithin: true };
}

function isKept(inputs: readonly PortInput[], limits: NeededLimits, busyTicks: number | undefined, excess: Excess): boolean {
  const { stated, isWithin } = limits;
  const linkRate = inputs.reduce((rate, { linkTicksPerBit }, at) => rate + (stated[at]?.isSent === false ? 1 / linkTicksPerBit : 0), 0);
  const hasSent = stated.some(({ isSent }) => isSent);
  const growth = excess.growth(linkRate);
  if (!isWithin && (growth.after > 1e-9 || (!hasSent && growth.before > 1e-9))) return false;
  const most = busyTicks === undefined ? undefined : busyTicks - 1;
  const from = isWithin ? 0 : earliestOf(inputs, stated);
  const until = isWithin && most !== undefined ? most : Number.MAX_SAFE_INTEGER;
  for (const instant of instantsOf(inputs, most, { from, until }))
    if (excess.at(instant, bitsAt(inputs, stated, instant, most)) > 0) return false;
  return true;
}

/** A count of frames is not negative: no instant is earlier than that. */
function earliestOf(inputs: readonly PortInput[], stated: readonly Stated[]): number {
  const starts = inputs.flatMap(({ classes }, at) =>
    stated[at]?.isSent === true ? classes.map(({ gapTicks, jitterTicks }) => -gapTicks - jitterTicks) : [],
  );
  return starts.reduce((latest, each) => Math.max(latest, each), -Number.MAX_SAFE_INTEGER);
}

function bitsAt(inputs: readonly PortInput[], stated: readonly Stated[], instant: number, most: number | undefined): number {
  return inputs.reduce((bits, input, at) => {
    const { isSent, isLink } = stated[at] as Stated;
    const counted = most === undefined ? instant : Math.min(instant, most);
    const sent = isSent ? arrivalBits([{ ...input, linkTicksPerBit: 0 }], counted) : Number.MAX_SAFE_INTEGER;
    const carried = isLink ? input.frameBitsMax + Math.floor(instant / input.linkTicksPerBit) : Number.MAX_SAFE_INTEGER;
    return bits + Math.min(sent, carried);
  }, 0);
}

/** Instants at which a claim on bits that came can fail first: where a frame more can be there, where links and frames cross, and the ends. */
function instantsOf(
  inputs: readonly PortInput[],
  most: number | undefined,
  { from, until }: { readonly from: number; readonly until: number },
): ReadonlySet<number> {
  const bends = new Set([0, from, until]);
  const rates = [...new Set(inputs.map(({ linkTicksPerBit }) => linkTicksPerBit))].filter((ticks) => ticks > 0);
  for (const input of inputs) {
    const jumps = jumpsOf(input, most);
    for (const jump of jumps) bends.add(jump);
    for (const jump of [from, ...jumps]) {
      const level = arrivalBits([{ ...input, linkTicksPerBit: 0 }], most === undefined ? jump : Math.min(jump, most));
      bends.add((level - input.frameBitsMax) * input.linkTicksPerBit);
    }
  }
  const instants = new Set<number>();
  for (const bend of bends)
    for (const near of [bend - 1, bend, bend + 1]) {
      instants.add(near);
      for (const ticks of rates) instants.add(Math.floor(near / ticks) * ticks);
    }
  return new Set([...instants].filter((instant) => from <= instant && instant <= until));
}

/** Instants at which one frame more of a class can be there; the longest busy period limits their number. */
function jumpsOf({ classes }: PortInput, most: number | undefined): readonly number[] {
  return classes.flatMap((each) => {
    const frames = Math.min(framesOf(each, most ?? each.gapTicks), 1000);
    return Array.from({ length: frames + 1 }, (_, count) => (count - 1) * each.gapTicks - each.jitterTicks);
  });
}

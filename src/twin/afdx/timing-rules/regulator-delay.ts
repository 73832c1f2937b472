import { leastCommonMultiple } from '../../../kernel/rational.js';

/** The queues of a virtual link, served in turn, one frame each gap. */
export interface Regulator {
  readonly gapMilliseconds: number;
  readonly queues: readonly RegulatedQueue[];
}

/** A sub-virtual link: messages of a number of frames, handed over at least a period apart. */
export interface RegulatedQueue {
  /** Frames of one message, 1 or more. */
  readonly frames: number;
  readonly periodMilliseconds: number;
}

/** Steps of the search before the coarse bound is taken, so that its time is bounded. */
const stepsSearched = 200_000;

/**
 * Whether the queues bring more frames in the long run than one each gap.
 *
 * @implements LLR-TMR-006
 */
export function isOverloaded({ gapMilliseconds, queues }: Regulator): boolean {
  const product = queues.reduce((all, { periodMilliseconds }) => all * BigInt(periodMilliseconds), 1n);
  const frames = queues.reduce((sum, each) => sum + BigInt(each.frames) * (product / BigInt(each.periodMilliseconds)), 0n);
  return BigInt(gapMilliseconds) * frames > product;
}

/**
 * Longest time from the handing over of a message to the release of its last frame, in milliseconds; `undefined` when the queues are
 * overloaded.
 *
 * Notation: B the gap; queue k brings at most A_k(t) = f_k · (1 + ⌊t / P_k⌋) frames in a closed interval of t; i is the queue asked for.
 * The regulator is *busy* from a release that finds it free until a gap ends with all queues empty; busy, it releases one frame at the
 * begin of each slot of length B. Queue i is *engaged* while it holds a frame or the slot of one of its frames runs.
 *
 * Take a message of i, the instant e at which queue i became engaged before it, the slot in which e lies, the g slots between the
 * begin of the busy period and that slot, and the lateness d of e in its slot (0 ≤ d < B). Our message is the j-th after the one that
 * came at e (j = 0, 1, …), so it came at e + j · P_i or later, and its last frame is number q = (j + 1) · f_i of the engagement. Let z be
 * the number of slots from that of e to the release of that frame. For each y < z the slots 0 … y hold y + 1 frames, none of
 * them ours:
 * - at most q - 1 of queue i;
 * - at most q of each other queue k: at each choice from e on queue i waits, so k has one turn at most before each frame of i;
 * - all in all no more of the others than came since the begin of the busy period and was not sent in the g slots before:
 *   Σ A_k((g + y) · B) - (g - c), c frames of the g slots being of queue i. Those came in messages at P_i or more before e, so
 *   c ≤ f_i · ⌊(g · B + d) / P_i⌋.
 * So y + 1 ≤ F(y) = q - 1 + min(Σ min(q, A_k((g + y) · B)), Σ A_k((g + y) · B) - g + c) for each y < z, and z is at most the first y with
 * F(y) ≤ y. The delay is at most z · B - d - j · P_i. Message j + 1 belongs to the same engagement only if it came before the slot of the
 * last frame of message j ended: (z + 1) · B - d > (j + 1) · P_i. As P_i ≥ B, the bound of c changes at most once while d grows: d = 0
 * and that point are enough. The g slots before are full only as long as Σ A_k((y - 1) · B) ≥ y, all queues counted, for each y ≤ g.
 *
 * At a load of exactly one frame each gap the busy period can last for ever. Σ A_k((g + y) · B) - g + c recurs then with the least common
 * multiple H of gap and periods, and the first sum ceases to change once each A_k has reached the largest q; a whole H beyond
 * that point nothing new comes.
 *
 * When the search takes too many steps: at no instant do more than Φ - 1 frames wait whose slot has not begun (Φ = Σ f_k: of the at most
 * Φ + t / B that came in the t since the begin of the busy period, ⌊t / B⌋ + 1 have gone), and each needs one turn of each queue: m · (Φ - 1) · B.
 *
 * @param index of the queue asked for
 * @param stepsMax steps before the coarse bound is taken
 * @implements LLR-TMR-006
 */
export function releaseMillisecondsOf(regulator: Regulator, index: number, stepsMax = stepsSearched): number | undefined {
  if (isOverloaded(regulator)) return undefined;
  return new BusyPeriod(regulator, index, stepsMax).longest() ?? coarseMillisecondsOf(regulator);
}

function coarseMillisecondsOf({ gapMilliseconds, queues }: Regulator): number {
  const frames = queues.reduce((sum, queue) => sum + queue.frames, 0);
  return queues.length * (frames - 1) * gapMilliseconds;
}

class BusyPeriod {
  readonly #gap: number;
  readonly #all: readonly RegulatedQueue[];
  readonly #own: RegulatedQueue;
  readonly #others: readonly RegulatedQueue[];
  /** Slots after which gap and periods meet again; only compared, so that rounding of huge values does no harm. */
  readonly #slotsOfRecurrence: number;
  #stepsLeft: number;
  /** Largest q that has been asked for. */
  #framesAsked = 0;

  constructor({ gapMilliseconds, queues }: Regulator, index: number, stepsMax: number) {
    this.#gap = gapMilliseconds;
    this.#all = queues;
    this.#own = queues[index] as RegulatedQueue;
    this.#others = queues.filter((_, at) => at !== index);
    const gap = BigInt(gapMilliseconds);
    const common = queues.reduce((sum, { periodMilliseconds }) => leastCommonMultiple(sum, BigInt(periodMilliseconds)), gap);
    this.#slotsOfRecurrence = Number(common / gap);
    this.#stepsLeft = stepsMax;
  }

  /** The longest delay in milliseconds; `undefined` when the steps do not suffice. */
  longest(): number | undefined {
    let longest = 0;
    for (let before = 0; this.#canBeBusyFor(before) && !this.#hasRecurred(before); before += 1) {
      const messages = Math.floor((before * this.#gap) / this.#own.periodMilliseconds);
      const change = (messages + 1) * this.#own.periodMilliseconds - before * this.#gap;
      longest = Math.max(longest, this.#longestAfter(before, 0, messages * this.#own.frames));
      if (change < this.#gap) longest = Math.max(longest, this.#longestAfter(before, change, (messages + 1) * this.#own.frames));
      if (this.#stepsLeft < 0) return undefined;
    }
    return longest;
  }

  /** Whether one more full slot before number `slots` is possible; asked for each number in order. */
  #canBeBusyFor(slots: number): boolean {
    return slots === 0 || this.#framesWithin(this.#all, slots - 1) >= slots;
  }

  /** Whether a whole recurrence has been searched since the first sum ceased to change. */
  #hasRecurred(slots: number): boolean {
    const settled = slots - this.#slotsOfRecurrence;
    return settled >= 0 && this.#others.every((queue) => this.#framesWithin([queue], settled) >= this.#framesAsked);
  }

  #longestAfter(before: number, late: number, ownBefore: number): number {
    const { frames, periodMilliseconds } = this.#own;
    let longest = 0;
    let slots = 0;
    for (let message = 0; this.#stepsLeft >= 0; message += 1) {
      const asked = (message + 1) * frames;
      this.#framesAsked = Math.max(this.#framesAsked, asked);
      slots = this.#slotsUntil(asked, slots, before, ownBefore);
      longest = Math.max(longest, slots * this.#gap - late - message * periodMilliseconds);
      if ((slots + 1) * this.#gap - late <= (message + 1) * periodMilliseconds) break;
    }
    return longest;
  }

  /** The first y with F(y) ≤ y, from a y that is not beyond it. */
  #slotsUntil(asked: number, from: number, before: number, ownBefore: number): number {
    let slots = Math.max(from, asked - 1);
    for (this.#stepsLeft -= 1; this.#stepsLeft >= 0; this.#stepsLeft -= 1) {
      let [turns, come] = [0, 0];
      for (const queue of this.#others) {
        const frames = this.#framesWithin([queue], before + slots);
        turns += Math.min(asked, frames);
        come += frames;
      }
      const next = asked - 1 + Math.min(turns, come - before + ownBefore);
      if (next <= slots) break;
      slots = next;
    }
    return slots;
  }

  /** Frames that the queues bring in a closed interval of a number of gaps. */
  #framesWithin(queues: readonly RegulatedQueue[], gaps: number): number {
    return queues.reduce(
      (sum, { frames, periodMilliseconds }) => sum + frames * (1 + Math.floor((gaps * this.#gap) / periodMilliseconds)),
      0,
    );
  }
}

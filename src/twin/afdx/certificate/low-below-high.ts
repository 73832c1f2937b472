import type { ExpectedPort } from './expected-network.js';
import { bitsAt, type FrameArrivals, type LimitingLinks, type Stretch } from './frame-arrivals.js';
import { eventsMax } from './frame-needs.js';
import type { WorkBudget } from './work-budget.js';

/** An instant and the index of the stretch of high priority that it lies in. */
interface Position {
  readonly instant: number;
  readonly index: number;
}

/**
 * The delay in ticks that method frame gives for low priority at a port that high priority passes too; `undefined` when more events
 * than the limit, or than whole numbers hold, would be needed.
 * Source: docs/afdx-bounds.md, Method frame, Low below high.
 *
 * @param smallestBits smallest frame of the low flows
 * @implements LLR-CCK-013
 */
export function lowBelowHighDelayOf(
  port: ExpectedPort,
  arrivals: { readonly high: FrameArrivals; readonly low: FrameArrivals },
  smallestBits: number,
  budget: WorkBudget,
): number | undefined {
  const wait = new LowWait(port, arrivals, smallestBits, budget).longest();
  return wait === undefined ? undefined : port.ticksPerBit * smallestBits + wait;
}

/** The search for W of one port. */
class LowWait {
  readonly #port: ExpectedPort;
  readonly #high: FrameArrivals;
  readonly #low: FrameArrivals;
  readonly #smallestBits: number;
  readonly #budget: WorkBudget;
  #longest = 0;

  constructor(
    port: ExpectedPort,
    { high, low }: { readonly high: FrameArrivals; readonly low: FrameArrivals },
    smallestBits: number,
    budget: WorkBudget,
  ) {
    this.#budget = budget;
    this.#port = port;
    this.#high = high;
    this.#low = low;
    this.#smallestBits = smallestBits;
  }

  /** W: over instant 0 and each low event, and between two of them, up to the end of the busy period. */
  longest(): number | undefined {
    const { ticksPerBit, latencyTicks } = this.#port;
    let start: Position | undefined = { instant: 0, index: 0 };
    let present: Position | undefined = { instant: 0, index: 0 };
    for (let index = 0; index <= eventsMax; index += 1) {
      const [low, next] = [this.#low.stretch(index), this.#low.stretch(index + 1)];
      if (low === undefined || next === undefined) return undefined;
      const ahead = bitsAt(low, low.start) - this.#smallestBits;
      start = this.#startOf(ahead, start);
      if (start === undefined) return undefined;
      this.#longest = Math.max(this.#longest, start.instant - low.start);
      if (!this.#between(low, next, start)) return undefined;
      present = this.#stretchAt(next.start, present);
      const high = present === undefined ? undefined : this.#high.stretch(present.index);
      if (present === undefined || high === undefined) return undefined;
      if (ticksPerBit * (bitsAt(low, next.start) + bitsAt(high, next.start)) + latencyTicks <= next.start) return this.#longest;
    }
    return undefined;
  }

  /** The candidates between two low events, where low traffic grows as its links bring it; false when a limit is reached. */
  #between(low: Stretch, next: Stretch, start: Position): boolean {
    if (low.links.ticksPerBit.length === 0) return true;
    const { ticksPerBit, latencyTicks } = this.#port;
    const aheadFirst = bitsAt(low, low.start) - this.#smallestBits;
    const aheadLast = bitsAt(low, next.start) - this.#smallestBits;
    let position = start;
    for (;;) {
      const [before, after] = [this.#high.stretch(position.index), this.#high.stretch(position.index + 1)];
      if (before === undefined || after === undefined) return false;
      const event = after.start;
      const ahead = Math.floor((event - latencyTicks) / ticksPerBit) - bitsAt(before, event);
      if (ahead >= aheadLast) return true;
      const passed = this.#startOf(Math.max(ahead, aheadFirst), { instant: event, index: position.index + 1 });
      if (passed === undefined) return false;
      position = passed;
      const since = low.start + timeToBring(Math.max(0, ahead - aheadFirst), low.links);
      this.#longest = Math.max(this.#longest, position.instant - since);
    }
  }

  /** y: the first instant from a position on at which a frame with so many bits of low priority before it has begun. */
  #startOf(aheadBits: number, from: Position): Position | undefined {
    const { ticksPerBit, latencyTicks } = this.#port;
    let { instant, index } = from;
    for (;;) {
      const [stretch, next] = [this.#high.stretch(index), this.#high.stretch(index + 1)];
      if (stretch === undefined || next === undefined || !this.#budget.step()) return undefined;
      if (canEnd(stretch.links, ticksPerBit)) {
        const constant = latencyTicks + ticksPerBit * (aheadBits + stretch.bits);
        instant = Math.max(instant, Math.min(notAfterEnd(constant, stretch.links, ticksPerBit), next.start));
        for (let needed = 0; instant < next.start; instant = needed) {
          needed = latencyTicks + ticksPerBit * (aheadBits + bitsAt(stretch, instant));
          if (!Number.isSafeInteger(needed) || !this.#budget.step()) return undefined;
          if (instant >= needed) return { instant, index };
        }
      }
      instant = Math.max(instant, next.start);
      index += 1;
    }
  }

  /** The stretch of high priority that an instant lies in, from a position before it. */
  #stretchAt(instant: number, from: Position): Position | undefined {
    for (let index = from.index; ; index += 1) {
      const next = this.#high.stretch(index + 1);
      if (next === undefined) return undefined;
      if (next.start > instant) return { instant, index };
    }
  }
}

/** Whether a port works off what these links bring at the same time; else no wait ends while they are the limit. */
function canEnd({ rate }: LimitingLinks, ticksPerBit: number): boolean {
  return BigInt(ticksPerBit) * rate.numerator < rate.denominator;
}

/** An instant that is not after the end of a wait that begins with so many ticks of work; the links bring more meanwhile. */
function notAfterEnd(constant: number, { ticksPerBit: links }: LimitingLinks, ticksPerBit: number): number {
  if (links.length === 0) return constant;
  const share = links.reduce((sum, link) => sum + ticksPerBit / link, 0);
  return Math.max(constant, Math.floor((constant / Math.max(1 - share, 1e-6)) * (1 - 1e-5)) - 1);
}

/** The whole ticks in which the links together bring so many bits. */
function timeToBring(bits: number, { rate }: LimitingLinks): number {
  return Number((BigInt(bits) * rate.denominator) / rate.numerator);
}

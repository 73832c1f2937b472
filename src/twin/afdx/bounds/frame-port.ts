import type { TimingPort } from '../timing/timing-network.js';
import { ArrivalSweep, type FrameTraffic } from './frame-arrivals.js';

/** Events followed at one port before the analysis takes the token buckets instead, so that its time is bounded. */
const eventsMax = 1_000_000;

/** The two priorities at one port. */
export interface PortTraffic {
  readonly high: FrameTraffic;
  readonly low: FrameTraffic;
}

/**
 * Longest delay at a port for frames that are served first come, first served, after at most one frame of `blockingBits` that is
 * being sent when they come: the largest of ticksPerBit · (A(u) + blocking) + latency - u over the instants u of the longest busy
 * period, A(u) being what can arrive in a closed interval of u ticks. `undefined` when no frame passes.
 *
 * @implements LLR-BND-009
 */
export function firstComeDelayTicksOf(port: TimingPort, traffic: FrameTraffic, blockingBits: number): number | undefined {
  if (traffic.groups.length === 0) return undefined;
  const sweep = new ArrivalSweep(traffic);
  const delayAt = (ticks: number): number => port.ticksPerBit * (sweep.bits(ticks) + blockingBits) + port.latencyTicks - ticks;
  let longest = delayAt(0);
  let at = sweep.eventAfter(0);
  for (let events = 0; delayAt(at) > 0; events += 1) {
    if (events > eventsMax) return whole(bucketDelayTicksOf(port, traffic, blockingBits));
    sweep.advanceTo(at);
    longest = Math.max(longest, delayAt(at));
    at = sweep.eventAfter(at);
  }
  return whole(longest);
}

/** ticksPerBit · Σ frame · (1 + jitter / gap) + latency: what holds when the load does not exceed 100 %, rounded up. */
function bucketDelayTicksOf(port: TimingPort, traffic: FrameTraffic, blockingBits: number): number {
  let bits = BigInt(blockingBits);
  for (const { flows } of traffic.groups) {
    for (const { frameBits, gapTicks, jitterTicks } of flows) {
      bits += BigInt(frameBits) + (BigInt(frameBits) * BigInt(jitterTicks) + BigInt(gapTicks) - 1n) / BigInt(gapTicks);
    }
  }
  return Number(bits) * port.ticksPerBit + port.latencyTicks;
}

/**
 * Longest delay of low priority at a port that serves high priority first, without interrupting a frame. A low frame that comes at u
 * is sent from the first instant y at which ticksPerBit · (low before it + high up to y) + latency has passed; the delay is
 * y - u and the sending of the frame. The largest value is taken where one of the two arrival curves changes.
 *
 * @implements LLR-BND-010
 */
export function lowDelayTicksOf(port: TimingPort, { high, low }: PortTraffic): number | undefined {
  if (low.groups.length === 0) return undefined;
  if (high.groups.length === 0) return firstComeDelayTicksOf(port, low, 0);
  const analysis = new LowPriority(port, { high, low });
  return whole(analysis.longest() + port.ticksPerBit * low.frameBitsMin);
}

class LowPriority {
  readonly #port: TimingPort;
  readonly #own: number;
  readonly #low: ArrivalSweep;
  /** High priority up to the instant at which the low frame is sent, and up to the instant at which it comes. */
  readonly #highAtStart: ArrivalSweep;
  readonly #highAtArrival: ArrivalSweep;
  #start = 0;

  constructor(port: TimingPort, { high, low }: PortTraffic) {
    this.#port = port;
    this.#own = low.frameBitsMin;
    this.#low = new ArrivalSweep(low);
    this.#highAtStart = new ArrivalSweep(high);
    this.#highAtArrival = new ArrivalSweep(high);
  }

  /** The longest time from the arrival of a low frame to the start of its sending. */
  longest(): number {
    let longest = this.#startFor(this.#low.bits(0) - this.#own);
    let at = 0;
    for (let events = 0; events <= eventsMax; events += 1) {
      const next = this.#low.eventAfter(at);
      longest = Math.max(longest, this.#longestWithin(at, next));
      this.#highAtArrival.advanceTo(next);
      const work = this.#low.bits(next) + this.#highAtArrival.bits(next);
      if (this.#port.ticksPerBit * work + this.#port.latencyTicks <= next) return longest;
      this.#low.advanceTo(next);
      longest = Math.max(longest, this.#startFor(this.#low.bits(next) - this.#own) - next);
      at = next;
    }
    throw new RangeError(`the busy period of ${this.#port.id} has more than ${eventsMax} events`);
  }

  /** The first instant at which the server has sent `bits` of low priority and what has come of high priority. */
  #startFor(bits: number): number {
    for (;;) {
      this.#highAtStart.advanceTo(this.#start);
      const start = this.#port.latencyTicks + this.#port.ticksPerBit * (bits + this.#highAtStart.bits(this.#start));
      if (start <= this.#start) return this.#start;
      this.#start = start;
    }
  }

  /**
   * The longest wait of a frame that comes strictly between two events of the low priority, while links bring more of it. The wait
   * grows where a high frame comes just before the start of sending: each such instant is tried.
   */
  #longestWithin(from: number, to: number): number {
    const links = this.#low.limitingLinksAt(from);
    if (links.length === 0) return 0;
    const bitsFrom = this.#low.bits(from) - this.#own;
    const bitsTo = this.#low.bits(to) - this.#own;
    let longest = 0;
    for (;;) {
      const event = this.#highAtStart.eventAfter(this.#start);
      const bits = Math.floor((event - this.#port.latencyTicks) / this.#port.ticksPerBit) - this.#highAtStart.bits(event);
      if (bits >= bitsTo) return longest;
      const start = this.#startAfter(Math.max(bits, bitsFrom), event);
      longest = Math.max(longest, start - arrivalOf(Math.max(bits - bitsFrom, 0), from, links));
    }
  }

  #startAfter(bits: number, event: number): number {
    this.#start = Math.max(this.#start, event);
    return this.#startFor(bits);
  }
}

/** The instant at which the links have brought `bits` more than at `from`, rounded down. */
function arrivalOf(bits: number, from: number, links: readonly number[]): number {
  const common = links.reduce((product, ticksPerBit) => product * BigInt(ticksPerBit), 1n);
  const rate = links.reduce((sum, ticksPerBit) => sum + common / BigInt(ticksPerBit), 0n);
  return from + Number((BigInt(bits) * common) / rate);
}

/**
 * Largest number of bits that wait in a switch for one output port: what has come in an interval of u ticks, less what has been
 * sent in the u - latency ticks that the server had, and one frame more, whose memory is freed when its last bit is sent.
 *
 * @param traffic the flows of both priorities
 * @implements LLR-BND-011
 */
export function backlogBitsOf(port: TimingPort, traffic: FrameTraffic): number {
  const { frameBitsMax } = traffic;
  const sweep = new ArrivalSweep(traffic);
  const waitingAt = (ticks: number): number => sweep.bits(ticks) - Math.floor(Math.max(0, ticks - port.latencyTicks) / port.ticksPerBit);
  let largest = waitingAt(0);
  let at = 0;
  for (let events = 0; events <= eventsMax; events += 1) {
    const event = sweep.eventAfter(at);
    const next = at < port.latencyTicks && port.latencyTicks < event ? port.latencyTicks : event;
    largest = Math.max(largest, waitingAt(next));
    if (port.ticksPerBit * sweep.bits(next) + port.latencyTicks <= next) return whole(largest + frameBitsMax);
    sweep.advanceTo(next);
    largest = Math.max(largest, waitingAt(next));
    at = next;
  }
  throw new RangeError(`the busy period of ${port.id} has more than ${eventsMax} events`);
}

/**
 * The number itself, when it is a whole number that is held exactly; a fault otherwise.
 *
 * @implements LLR-BND-007
 */
export function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an exact whole number`);
  return value;
}

import { leastCommonMultiple, type Rational, rational, roundedUp } from '../../../kernel/rational.js';
import type { TimingPort } from '../timing/timing-network.js';
import { whole } from './exact-number.js';
import { ArrivalSweep, type FrameTraffic } from './frame-arrivals.js';

/** Steps made at one port before the analysis takes the token buckets instead, so that its time is bounded. */
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
  const delayAt = (ticks: number): number => workTicksOf(port, sweep.bits(ticks) + blockingBits) - ticks;
  let longest = delayAt(0);
  let at = whole(sweep.eventAfter(0));
  for (let events = 0; delayAt(at) > 0; events += 1) {
    if (events > eventsMax) return whole(bucketDelayTicksOf(port, traffic, blockingBits));
    sweep.advanceTo(at);
    longest = Math.max(longest, delayAt(at));
    at = whole(sweep.eventAfter(at));
  }
  return whole(longest);
}

/**
 * Longest time from the arrival of the first frame of a busy period to its end, for frames that are served first come, first served,
 * after at most one frame of `blockingBits`: what can arrive up to the first instant at which all of it can have been sent.
 * `undefined` when no frame passes or too many steps would be needed.
 *
 * @implements LLR-BND-023
 */
export function busyTicksOf(port: TimingPort, traffic: FrameTraffic, blockingBits: number): number | undefined {
  if (traffic.groups.length === 0) return undefined;
  const sweep = new ArrivalSweep(traffic);
  for (let [at, events] = [sweep.eventAfter(0), 0]; events <= eventsMax; events += 1) {
    const sentAt = workTicksOf(port, sweep.bits(at) + blockingBits);
    if (sentAt <= at) return sentAt;
    sweep.advanceTo(at);
    at = sweep.eventAfter(at);
  }
  return undefined;
}

/**
 * Latency and the sending of so many bits, in ticks. A fault when that is not exact: no addend is below 0, so that what is exact here was exact
 * on the way, and what is subtracted from it later leaves it exact.
 *
 * @implements LLR-BND-009
 */
export function workTicksOf({ ticksPerBit, latencyTicks }: Pick<TimingPort, 'ticksPerBit' | 'latencyTicks'>, bits: number): number {
  return whole(ticksPerBit * bits + latencyTicks);
}

/** Σ (frame + ⌈frame · jitter / gap⌉): the burst of the flows as token buckets, in whole bits. */
function burstBitsOf({ groups }: FrameTraffic): bigint {
  let bits = 0n;
  for (const { flows } of groups) {
    for (const { frameBits, gapTicks, jitterTicks } of flows)
      bits += BigInt(frameBits) + (BigInt(frameBits) * BigInt(jitterTicks) + BigInt(gapTicks) - 1n) / BigInt(gapTicks);
  }
  return bits;
}

/** Σ frame / gap: the long-term rate of the flows in bits per tick. */
function rateOf({ groups }: FrameTraffic): Rational {
  const bitsByGap = new Map<number, bigint>();
  for (const { flows } of groups)
    for (const { frameBits, gapTicks } of flows) bitsByGap.set(gapTicks, (bitsByGap.get(gapTicks) ?? 0n) + BigInt(frameBits));
  let window = 1n;
  for (const gapTicks of bitsByGap.keys()) window = leastCommonMultiple(window, BigInt(gapTicks));
  let bits = 0n;
  for (const [gapTicks, sum] of bitsByGap) bits += sum * (window / BigInt(gapTicks));
  return rational(bits, window);
}

/** ticksPerBit · (burst + blocking) + latency: what holds when the load does not exceed 100 %. */
function bucketDelayTicksOf(port: TimingPort, traffic: FrameTraffic, blockingBits: number): number {
  return Number(burstBitsOf(traffic) + BigInt(blockingBits)) * port.ticksPerBit + port.latencyTicks;
}

/** (ticksPerBit · burst of both + latency) / (1 - ticksPerBit · rate of high), rounded up: as above, for low priority. */
function bucketLowDelayTicksOf(port: TimingPort, { high, low }: PortTraffic): number {
  const { numerator, denominator } = rateOf(high);
  const ticksPerBit = BigInt(port.ticksPerBit);
  const work = ticksPerBit * (burstBitsOf(high) + burstBitsOf(low)) + BigInt(port.latencyTicks);
  return Number(roundedUp(rational(work * denominator, denominator - ticksPerBit * numerator)));
}

/** Burst, what comes during the latency, and the frame that is being sent. */
function bucketBacklogBitsOf(port: TimingPort, traffic: FrameTraffic): number {
  const { numerator, denominator } = rateOf(traffic);
  const during = roundedUp(rational(numerator * BigInt(port.latencyTicks), denominator));
  return Number(burstBitsOf(traffic) + during) + traffic.frameBitsMax;
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
  const longest = analysis.longest();
  return whole(longest === undefined ? bucketLowDelayTicksOf(port, { high, low }) : longest + port.ticksPerBit * low.frameBitsMin);
}

class LowPriority {
  readonly #port: TimingPort;
  readonly #own: number;
  readonly #low: ArrivalSweep;
  /** High priority up to the instant at which the low frame is sent, and up to the instant at which it comes. */
  readonly #highAtStart: ArrivalSweep;
  readonly #highAtArrival: ArrivalSweep;
  #start = 0;
  #steps = 0;

  constructor(port: TimingPort, { high, low }: PortTraffic) {
    this.#port = port;
    this.#own = low.frameBitsMin;
    this.#low = new ArrivalSweep(low);
    this.#highAtStart = new ArrivalSweep(high);
    this.#highAtArrival = new ArrivalSweep(high);
  }

  /** The longest time from the arrival of a low frame to the start of its sending; `undefined` after too many events. */
  longest(): number | undefined {
    let longest = this.#startFor(this.#low.bits(0) - this.#own);
    let at = 0;
    for (; this.#steps <= eventsMax; this.#steps += 1) {
      const next = whole(this.#low.eventAfter(at));
      longest = Math.max(longest, this.#longestWithin(at, next));
      this.#highAtArrival.advanceTo(next);
      const work = this.#low.bits(next) + this.#highAtArrival.bits(next);
      if (workTicksOf(this.#port, work) <= next) return this.#steps <= eventsMax ? longest : undefined;
      this.#low.advanceTo(next);
      longest = Math.max(longest, this.#startFor(this.#low.bits(next) - this.#own) - next);
      at = next;
    }
    return undefined;
  }

  /** The first instant at which the server has sent `bits` of low priority and what has come of high priority; no result after too many steps. */
  #startFor(bits: number): number {
    for (;;) {
      this.#steps += 1;
      if (this.#steps > eventsMax) return this.#start;
      this.#highAtStart.advanceTo(this.#start);
      const start = workTicksOf(this.#port, bits + this.#highAtStart.bits(this.#start));
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
    for (; this.#steps <= eventsMax; this.#steps += 1) {
      const event = whole(this.#highAtStart.eventAfter(this.#start));
      const bits = Math.floor((event - this.#port.latencyTicks) / this.#port.ticksPerBit) - this.#highAtStart.bits(event);
      if (bits >= bitsTo) return longest;
      const start = this.#startAfter(Math.max(bits, bitsFrom), event);
      longest = Math.max(longest, start - arrivalOf(Math.max(bits - bitsFrom, 0), from, links));
    }
    return longest;
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
  return whole(from + Number((BigInt(bits) * common) / rate));
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
  if (traffic.groups.length === 0) return 0;
  const sweep = new ArrivalSweep(traffic);
  const waitingAt = (ticks: number): number => sweep.bits(ticks) - Math.floor(Math.max(0, ticks - port.latencyTicks) / port.ticksPerBit);
  let largest = waitingAt(0);
  let at = 0;
  for (let events = 0; events <= eventsMax; events += 1) {
    const event = whole(sweep.eventAfter(at));
    const next = at < port.latencyTicks && port.latencyTicks < event ? port.latencyTicks : event;
    largest = Math.max(largest, waitingAt(next));
    if (workTicksOf(port, sweep.bits(next)) <= next) return whole(largest + frameBitsMax);
    sweep.advanceTo(next);
    largest = Math.max(largest, waitingAt(next));
    at = next;
  }
  return whole(bucketBacklogBitsOf(port, traffic));
}

import { hyperperiodTicksOf } from './release-pattern.js';

/** Frames of one flow as they come to a port: frame k between offset + k · gap + earliest and offset + k · gap + latest. */
export interface ArrivingFlow {
  /** First release by the clock that the flows of one group share, in ticks. */
  readonly offsetTicks: number;
  readonly gapTicks: number;
  /** Shortest and longest time from the release to the arrival at the port, in ticks. */
  readonly earliestTicks: number;
  readonly latestTicks: number;
  /** Time in which the port sends the largest frame, in ticks. */
  readonly sendingTicks: number;
}

/** Flows that come over one link. */
export interface ArrivingLink {
  /** Flows that share a clock; flows of different groups may be shifted against each other in any way. */
  readonly groups: readonly (readonly ArrivingFlow[])[];
  /** Time to send a bit on the link and at the port; `undefined` where no link shapes the flows. */
  readonly rate: { readonly linkTicksPerBit: number; readonly portTicksPerBit: number } | undefined;
}

/** A staircase: from `ticks[i]` on at most `work[i]` ticks of sending have come; `ticks[0]` is 0. */
interface Staircase {
  readonly ticks: readonly number[];
  readonly work: readonly number[];
}

/**
 * The most work, in ticks of sending at the port, that comes in a closed interval of t ticks, as a function of t. It is computed as
 * far as it is asked for.
 *
 * @implements LLR-TTS-004
 */
export class ArrivalWork {
  readonly #links: readonly ArrivingLink[];
  readonly #largest: readonly number[];
  #horizon = 0;
  #stairs: readonly (readonly Staircase[])[] = [];

  constructor(links: readonly ArrivingLink[]) {
    this.#links = links;
    this.#largest = links.map(({ groups }) => Math.max(0, ...groups.flat().map(({ sendingTicks }) => sendingTicks)));
    this.#extendTo(1);
  }

  /** The work in a closed interval of t ticks, t being a whole number. */
  at(ticks: number): number {
    this.#extendTo(ticks);
    return this.#links.reduce((sum, _, index) => sum + this.#linkWork(index, ticks), 0);
  }

  /**
   * The instants from 0 to `ticks` at which a staircase steps up or a link ceases to be the limit; between two of them the work of
   * each link is constant or grows with the rate of the link. Rounded up where the instant is no whole number.
   */
  turns(ticks: number): readonly number[] {
    this.#extendTo(ticks);
    const turns = new Set([0]);
    this.#links.forEach(({ rate }, index) => {
      const steps = [...new Set((this.#stairs[index] ?? []).flatMap((stairs) => stairs.ticks))].filter((step) => step <= ticks);
      for (const step of steps) {
        turns.add(step);
        if (rate === undefined) continue;
        const excess = BigInt(this.#stairsWork(index, step) - (this.#largest[index] ?? 0)) * BigInt(rate.linkTicksPerBit);
        const port = BigInt(rate.portTicksPerBit);
        const crossing = Number((excess + port - 1n) / port);
        if (crossing > step && crossing <= ticks) turns.add(crossing);
      }
    });
    return [...turns].sort((a, b) => a - b);
  }

  #linkWork(index: number, ticks: number): number {
    const work = this.#stairsWork(index, ticks);
    const rate = this.#links[index]?.rate;
    if (rate === undefined) return work;
    return Math.min(work, (this.#largest[index] ?? 0) + scaledUp(ticks, rate.portTicksPerBit, rate.linkTicksPerBit));
  }

  #stairsWork(index: number, ticks: number): number {
    return (this.#stairs[index] ?? []).reduce((sum, stairs) => sum + workAt(stairs, ticks), 0);
  }

  #extendTo(ticks: number): void {
    if (ticks <= this.#horizon) return;
    this.#horizon = 2 * ticks;
    this.#stairs = this.#links.map(({ groups }) => groups.map((group) => staircaseOf(group, this.#horizon)));
  }
}

/** ticks · numerator / denominator, rounded up. */
function scaledUp(ticks: number, numerator: number, denominator: number): number {
  if (numerator === denominator) return ticks;
  return Number((BigInt(ticks) * BigInt(numerator) + BigInt(denominator) - 1n) / BigInt(denominator));
}

function workAt({ ticks, work }: Staircase, at: number): number {
  let [from, to] = [0, ticks.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ticks[middle] ?? 0) <= at) from = middle + 1;
    else to = middle;
  }
  return work[from - 1] ?? 0;
}

/**
 * The most work of flows with one clock in a closed interval [x, x + t]: a frame can come in it when it may come at x or later and
 * may come until x + t. Moving the interval to the right until a frame is about to leave it at its latest arrival loses none, so
 * only these x are tried, and of them one hyperperiod of the group.
 */
function staircaseOf(group: readonly ArrivingFlow[], horizon: number): Staircase {
  const period = hyperperiodTicksOf(group);
  if (period === undefined) throw new RangeError('the hyperperiod of the gaps is no exact number of ticks');
  const begins = new Set<number>();
  for (const { offsetTicks, gapTicks, latestTicks } of group) {
    for (let at = (offsetTicks + latestTicks) % gapTicks; at < period; at += gapTicks) begins.add(at);
  }
  const points: (readonly [number, number])[] = [];
  for (const begin of begins) points.push(...stepsFrom(begin, group, horizon));
  points.sort(([a], [b]) => a - b);
  const ticks = [0];
  const work = [0];
  for (const [at, sum] of points) {
    if (sum <= (work.at(-1) ?? 0)) continue;
    if (at === ticks.at(-1)) work[work.length - 1] = sum;
    else {
      ticks.push(at);
      work.push(sum);
    }
  }
  return { ticks, work };
}

/** The work that can come from `begin` on, as pairs of time and sum. */
function stepsFrom(begin: number, group: readonly ArrivingFlow[], horizon: number): readonly (readonly [number, number])[] {
  const steps: [number, number][] = [];
  for (const { offsetTicks, gapTicks, earliestTicks, latestTicks, sendingTicks } of group) {
    const first = Math.ceil((begin - offsetTicks - latestTicks) / gapTicks);
    for (let at = offsetTicks + first * gapTicks + earliestTicks - begin; at <= horizon; at += gapTicks) {
      steps.push([Math.max(0, at), sendingTicks]);
    }
  }
  steps.sort(([a], [b]) => a - b);
  let sum = 0;
  return steps.map(([at, sending]) => {
    sum += sending;
    return [at, sum];
  });
}

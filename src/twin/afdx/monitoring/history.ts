import { present } from '../../../kernel/present.js';
import { type Rational, rational } from '../../../kernel/rational.js';

/**
 * Values of a metric that are kept (SYS-NET-058).
 *
 * @implements LLR-MON-018
 */
export const historyLength = 1000;

/**
 * Latency values above which anomalies may be judged (SYS-NET-060).
 *
 * @implements LLR-MON-018
 */
export const latencyValuesBeforeAnomalies = 100;

/**
 * Length of a monitoring cycle in nanoseconds of capture time (SYS-NET-059).
 *
 * @implements LLR-MON-018
 */
export const cycleNanoseconds = 100_000_000n;

/**
 * The last 1000 values of a metric, the oldest first.
 *
 * @implements LLR-MON-018
 */
export class History<Value> {
  readonly #values: Value[] = [];
  #next = 0;

  push(value: Value): void {
    if (this.#values.length < historyLength) this.#values.push(value);
    else this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % historyLength;
  }

  get count(): number {
    return this.#values.length;
  }

  get latest(): Value | undefined {
    return this.#values[(this.#next + historyLength - 1) % historyLength];
  }

  values(): readonly Value[] {
    return this.#values.length < historyLength
      ? [...this.#values]
      : [...this.#values.slice(this.#next), ...this.#values.slice(0, this.#next)];
  }
}

/** Mean and spread of whole numbers. */
export interface Statistics {
  readonly count: number;
  readonly mean: Rational;
  /** Mean of the squared deviations from the mean. */
  readonly variance: Rational;
  /** Square root of the variance, rounded down to a whole number. */
  readonly deviation: bigint;
}

/**
 * Mean, variance and standard deviation of whole numbers, exact but for the root; `undefined` when there is none.
 *
 * @implements LLR-MON-018
 */
export function statisticsOf(values: readonly bigint[]): Statistics | undefined {
  if (values.length === 0) return undefined;
  const count = BigInt(values.length);
  const sum = values.reduce((total, value) => total + value, 0n);
  const squares = values.reduce((total, value) => total + value * value, 0n);
  const variance = rational(count * squares - sum * sum, count * count);
  return { count: values.length, mean: rational(sum, count), variance, deviation: rootOf(variance.numerator / variance.denominator) };
}

/**
 * The square root of a whole number that is not negative, rounded down.
 *
 * @implements LLR-MON-018
 */
export function rootOf(value: bigint): bigint {
  if (value < 2n) return value;
  // Newton's iteration from above falls until it has reached the root
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** Frames that were lost among those that were due. */
export interface Loss {
  readonly lost: number;
  readonly due: number;
}

/** What the features of a virtual link for the detection of anomalies are formed from (SYS-NET-061). */
export interface Features {
  readonly meanLatencyNanoseconds: Rational;
  /** Rounded down. */
  readonly deviationLatencyNanoseconds: bigint;
  /** `undefined` when no cycle had a jitter. */
  readonly meanJitterNanoseconds: Rational | undefined;
  readonly latestLossRate: Rational;
  /** Whether more than 100 latency values are in the history. */
  readonly anomaliesMayBeJudged: boolean;
}

/**
 * Latency, jitter and loss rate of one virtual link at one place in each cycle of 100 ms: the largest latency and the largest jitter
 * of the frames of the cycle in nanoseconds, the lost and the due frames. A cycle without frames has no value.
 *
 * @implements LLR-MON-018
 */
export class CycleMetrics {
  readonly latency = new History<bigint>();
  readonly jitter = new History<bigint>();
  readonly loss = new History<Loss>();
  #cycle: bigint | undefined;
  #latency: bigint | undefined;
  #jitter: bigint | undefined;
  #lost = 0;
  #due = 0;

  /**
   * Adds a frame to the cycle that it belongs to; frames come in the order of time.
   *
   * @param frame time since the beginning of the capture; jitter and latency in nanoseconds where they are known
   */
  add(frame: {
    readonly sinceStartNanoseconds: bigint;
    readonly latencyNanoseconds: bigint | undefined;
    readonly jitterNanoseconds: bigint | undefined;
    readonly missing: number;
  }): void {
    const cycle = frame.sinceStartNanoseconds / cycleNanoseconds;
    if (cycle !== this.#cycle) this.close();
    this.#cycle = cycle;
    this.#latency = largerOf(this.#latency, frame.latencyNanoseconds);
    this.#jitter = largerOf(this.#jitter, frame.jitterNanoseconds);
    this.#lost += frame.missing;
    this.#due += frame.missing + 1;
  }

  /** Ends the present cycle. */
  close(): void {
    if (this.#cycle === undefined) return;
    if (this.#latency !== undefined) this.latency.push(this.#latency);
    if (this.#jitter !== undefined) this.jitter.push(this.#jitter);
    this.loss.push({ lost: this.#lost, due: this.#due });
    this.#cycle = this.#latency = this.#jitter = undefined;
    this.#lost = this.#due = 0;
  }

  /** The features; `undefined` while there is no latency value. */
  features(): Features | undefined {
    const latency = statisticsOf(this.latency.values());
    if (latency === undefined) return undefined;
    const loss = present(this.loss.latest, 'loss of a cycle with a latency');
    return {
      meanLatencyNanoseconds: latency.mean,
      deviationLatencyNanoseconds: latency.deviation,
      meanJitterNanoseconds: statisticsOf(this.jitter.values())?.mean,
      latestLossRate: rational(BigInt(loss.lost), BigInt(loss.due)),
      anomaliesMayBeJudged: this.latency.count > latencyValuesBeforeAnomalies,
    };
  }
}

function largerOf(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

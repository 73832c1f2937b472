import { compareRationals, dividedBy, minus, plus, type Rational, rational, roundedUp, times, zero } from '../../../kernel/rational.js';

/** What a shaper must keep, and the flow that it shapes. Sizes in bits, times in microseconds, rates in bits per microsecond. */
export interface ShaperDemand {
  readonly frameBitsMax: number;
  readonly gapMicroseconds: number;
  /** By how much a frame may come later than its gap says before it reaches the shaper; less than a gap. */
  readonly jitterMicroseconds: number;
  readonly burstDelayMicrosecondsMax: number;
  /** Largest delay, and so jitter, that the shaper may add. */
  readonly jitterMicrosecondsMax: number;
  readonly linkBitsPerMicrosecond: Rational;
}

/** Parameters of a token bucket. */
export interface ShaperParameters {
  readonly burstBits: number;
  /** Tokens, each worth a bit, per microsecond. */
  readonly tokensPerMicrosecond: Rational;
  /** Burst and two largest frames. */
  readonly bufferBits: number;
  /** What the parameters come to. */
  readonly burstDelayMicroseconds: Rational;
  readonly jitterMicroseconds: Rational;
}

/** Least token rate as a share of the mean rate (SYS-NET-032). */
const rateFactor = rational(11n, 10n);

/**
 * The token bucket of least buffer, and of least token rate among those: the burst is at least the largest frame, the rate at least 1.1
 * times largest frame over gap, (burst - largest frame) / rate at most the burst delay allowed, and the jitter added at most that allowed.
 * A larger burst needs less rate for the jitter, so the least burst is found at the rate of the link. `undefined` when no rate up to that of the link does.
 *
 * @implements LLR-VLO-028
 */
export function shaperParametersOf(demand: ShaperDemand): ShaperParameters | undefined {
  const { frameBitsMax, gapMicroseconds, linkBitsPerMicrosecond: link } = demand;
  const frames = Array.from({ length: framesAheadOf(demand) }, (_, index) => index + 1);
  const frame = rational(BigInt(frameBitsMax));
  const burst = frames
    .map((count) => minus(sentUpTo(demand, count), times(link, latestAt(demand, count))))
    .reduce((most, each) => largerOf(most, each), frame);
  const burstBits = roundedUp(burst);
  const extra = rational(burstBits - BigInt(frameBitsMax));
  const rates = [times(rational(BigInt(frameBitsMax), BigInt(gapMicroseconds)), rateFactor)];
  if (extra.numerator > 0n && demand.burstDelayMicrosecondsMax <= 0) return undefined;
  if (extra.numerator > 0n) rates.push(dividedBy(extra, rational(BigInt(demand.burstDelayMicrosecondsMax))));
  for (const count of frames) rates.push(dividedBy(minus(sentUpTo(demand, count), rational(burstBits)), latestAt(demand, count)));
  const tokensPerMicrosecond = rates.reduce(largerOf, zero);
  if (compareRationals(tokensPerMicrosecond, link) > 0) return undefined;
  const parameters = { burstBits: Number(burstBits), tokensPerMicrosecond };
  return {
    ...parameters,
    bufferBits: Number(burstBits) + 2 * frameBitsMax,
    burstDelayMicroseconds: dividedBy(extra, tokensPerMicrosecond),
    jitterMicroseconds: shaperJitterOf(demand, parameters),
  };
}

/** Bits of the first frame and of those that follow it. */
function sentUpTo({ frameBitsMax }: ShaperDemand, count: number): Rational {
  return rational(BigInt(count + 1) * BigInt(frameBitsMax));
}

/** When a frame must leave at the latest, after the first one has come as late as it may. */
function latestAt({ gapMicroseconds, jitterMicroseconds, jitterMicrosecondsMax }: ShaperDemand, count: number): Rational {
  return rational(BigInt(count) * BigInt(gapMicroseconds) - BigInt(jitterMicroseconds) + BigInt(jitterMicrosecondsMax));
}

/** Frames after the first that can meet an empty bucket: while n gaps of the mean rate exceed n gaps less the jitter at 1.1 times that rate. */
function framesAheadOf({ gapMicroseconds, jitterMicroseconds }: Pick<ShaperDemand, 'gapMicroseconds' | 'jitterMicroseconds'>): number {
  return Math.ceil((11 * jitterMicroseconds) / gapMicroseconds);
}

/**
 * The jitter that a token bucket adds to frames that come one gap apart, each up to the jitter of the demand late: the longest wait, the shortest being
 * none. The bucket is full at first and its rate at least 1.1 times the mean.
 *
 * @implements LLR-VLO-028
 */
export function shaperJitterOf(
  demand: Pick<ShaperDemand, 'frameBitsMax' | 'gapMicroseconds' | 'jitterMicroseconds'>,
  { burstBits, tokensPerMicrosecond }: Pick<ShaperParameters, 'burstBits' | 'tokensPerMicrosecond'>,
): Rational {
  let longest = zero;
  for (let frames = 1; frames <= framesAheadOf(demand); frames += 1) {
    const missing = rational(BigInt(frames + 1) * BigInt(demand.frameBitsMax) - BigInt(burstBits));
    const come = rational(BigInt(frames) * BigInt(demand.gapMicroseconds) - BigInt(demand.jitterMicroseconds));
    const wait = minus(dividedBy(missing, tokensPerMicrosecond), come);
    if (compareRationals(wait, longest) > 0) longest = wait;
  }
  return longest;
}

/** A frame that reaches a shaper. Times are whole ticks. */
export interface ShapedFrame {
  readonly ticks: number;
  readonly bits: number;
}

/** A shaper with its figures; rates in bits per tick. */
export type Shaper =
  | { readonly kind: 'token-bucket'; readonly bitsPerTick: Rational; readonly burstBits: number }
  | { readonly kind: 'leaky-bucket'; readonly bitsPerTick: Rational }
  | { readonly kind: 'credit-based'; readonly bitsPerTick: Rational; readonly linkBitsPerTick: Rational };

/**
 * When each frame leaves a shaper, in ticks, rounded up. Frames come in order and leave in order.
 * A token bucket lets a frame go when it holds as many tokens as the frame has bits; a frame larger than the bucket, and all behind it, never leave: infinite. A leaky bucket lets a frame go
 * when the frame before has drained at its rate. A credit-based shaper (IEEE 802.1Q, annex L) lets a frame start when the link is free and the credit is
 * not negative; credit falls by the link rate less its own rate while it sends, rises at its own rate while frames wait or it is negative,
 * and is cut to 0 when nothing waits.
 *
 * @implements LLR-VLO-029
 */
export function departureTicksOf(shaper: Shaper, frames: readonly ShapedFrame[]): readonly number[] {
  if (shaper.kind === 'token-bucket') return tokenBucketTicks(shaper, frames);
  return shaper.kind === 'leaky-bucket' ? leakyBucketTicks(shaper.bitsPerTick, frames) : creditTicks(shaper, frames);
}

function tokenBucketTicks(
  shaper: { readonly bitsPerTick: Rational; readonly burstBits: number },
  frames: readonly ShapedFrame[],
): readonly number[] {
  const full = rational(BigInt(shaper.burstBits));
  let tokens = full;
  let now = zero;
  let isBlocked = false;
  return frames.map(({ ticks, bits }) => {
    const come = largerOf(rational(BigInt(ticks)), now);
    const grown = plus(tokens, times(minus(come, now), shaper.bitsPerTick));
    tokens = compareRationals(grown, full) > 0 ? full : grown;
    isBlocked ||= bits > shaper.burstBits;
    if (isBlocked) return Number.POSITIVE_INFINITY;
    const missing = minus(rational(BigInt(bits)), tokens);
    const wait = missing.numerator > 0n ? dividedBy(missing, shaper.bitsPerTick) : zero;
    now = plus(come, wait);
    tokens = minus(plus(tokens, times(wait, shaper.bitsPerTick)), rational(BigInt(bits)));
    return Number(roundedUp(now));
  });
}

function leakyBucketTicks(bitsPerTick: Rational, frames: readonly ShapedFrame[]): readonly number[] {
  let free = zero;
  return frames.map(({ ticks, bits }) => {
    const start = largerOf(rational(BigInt(ticks)), free);
    free = plus(start, dividedBy(rational(BigInt(bits)), bitsPerTick));
    return Number(roundedUp(start));
  });
}

function creditTicks(
  shaper: { readonly bitsPerTick: Rational; readonly linkBitsPerTick: Rational },
  frames: readonly ShapedFrame[],
): readonly number[] {
  let credit = zero;
  let free = zero;
  return frames.map(({ ticks, bits }) => {
    const come = rational(BigInt(ticks));
    if (compareRationals(come, free) > 0) {
      const grown = plus(credit, times(minus(come, free), shaper.bitsPerTick));
      credit = compareRationals(grown, zero) > 0 ? zero : grown;
    }
    const ready = largerOf(come, free);
    const wait = credit.numerator < 0n ? dividedBy(minus(zero, credit), shaper.bitsPerTick) : zero;
    const start = plus(ready, wait);
    const sending = dividedBy(rational(BigInt(bits)), shaper.linkBitsPerTick);
    credit = minus(plus(credit, times(wait, shaper.bitsPerTick)), times(sending, minus(shaper.linkBitsPerTick, shaper.bitsPerTick)));
    free = plus(start, sending);
    return Number(roundedUp(start));
  });
}

function largerOf(a: Rational, b: Rational): Rational {
  return compareRationals(a, b) >= 0 ? a : b;
}

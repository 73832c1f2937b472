import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { EndBound } from '../bounds/bounds.js';
import { microsecondsText, type TimingRule, virtualLinkPointer } from './timing-rule.js';

/** How far apart the two copies of a frame can come at one destination. */
export interface Skew {
  readonly virtualLink: number;
  readonly endSystem: string;
  /** Rounded up. */
  readonly skewPicoseconds: bigint;
}

/**
 * The largest skew of each virtual link with two copies at each destination: the longest delay on one network less the shortest on
 * the other, whichever is larger.
 *
 * @implements LLR-BND-018
 */
export function skewsOf(ends: readonly EndBound[]): readonly Skew[] {
  const other = new Map<string, EndBound>();
  return ends.flatMap((end): readonly Skew[] => {
    const key = `${end.flow.virtualLink}>${end.destination.endSystem}`;
    const first = other.get(key);
    if (first === undefined) {
      other.set(key, end);
      return [];
    }
    const skews = [first.delayPicoseconds - end.shortestPicoseconds, end.delayPicoseconds - first.shortestPicoseconds];
    const [a = 0n, b = 0n] = skews;
    return [{ virtualLink: end.flow.virtualLink, endSystem: end.destination.endSystem, skewPicoseconds: a > b ? a : b }];
  });
}

/**
 * AFDX-172: SkewMax covers the largest skew, so that a second copy is never taken for a new frame.
 *
 * @implements LLR-BND-018
 */
export const skewWindow: TimingRule = (context) =>
  skewsOf(context.bounds.ends).flatMap(({ virtualLink, endSystem, skewPicoseconds }): readonly Diagnostic[] => {
    const configured = context.network.virtualLinks[context.indexOf.get(virtualLink) ?? 0];
    const window = BigInt(configured?.skewMaximumMicroseconds ?? 0) * 1_000_000n;
    if (skewPicoseconds <= window) return [];
    return [
      {
        code: 'AFDX-172',
        severity: 'error',
        message: `copies of virtual link ${virtualLink} "${configured?.name ?? ''}" can come ${microsecondsText(skewPicoseconds)} µs apart at ${endSystem}; SkewMax is ${microsecondsText(window)} µs`,
        place: context.placeOf(`${virtualLinkPointer(context, virtualLink)}/skewMaximumMicroseconds`),
        why: 'redundancy management would pass the second copy on as another frame',
        fix: `set SkewMax to at least ${(skewPicoseconds + 999_999n) / 1_000_000n} µs`,
        subjects: [`VL-${virtualLink}`],
      },
    ];
  });

import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Bounds, EndBound } from '../bounds/bounds.js';
import type { AfdxNetwork } from '../network.generated.js';
import type { TimingNetwork } from '../timing/timing-network.js';

/** What a timing rule looks at: a network, its bounds, and the way back to its text. */
export interface TimingRuleContext {
  readonly network: AfdxNetwork;
  readonly timing: TimingNetwork;
  readonly bounds: Bounds;
  /** The place of the value at a JSON pointer of the network. */
  placeOf(pointer: string): Place;
  /** Index in `network.virtualLinks` by identifier. */
  readonly indexOf: ReadonlyMap<number, number>;
}

/** A timing rule: every finding of its code, or none. */
export type TimingRule = (context: TimingRuleContext) => readonly Diagnostic[];

/**
 * The pointer of a virtual link in the network file.
 *
 * @implements LLR-BND-015
 */
export function virtualLinkPointer(context: TimingRuleContext, virtualLink: number): string {
  return `/virtualLinks/${context.indexOf.get(virtualLink) ?? 0}`;
}

/**
 * Picoseconds as microseconds with as many decimals as are needed, up to six.
 *
 * @implements LLR-BND-015
 */
export function microsecondsText(picoseconds: bigint): string {
  const digits = (picoseconds < 0n ? -picoseconds : picoseconds).toString().padStart(7, '0');
  const part = digits.slice(-6).replace(/0+$/, '');
  return `${picoseconds < 0n ? '-' : ''}${digits.slice(0, -6)}${part === '' ? '' : `.${part}`}`;
}

/**
 * The deadline of a destination in picoseconds.
 *
 * @implements LLR-BND-015
 */
export function deadlinePicosecondsOf({ destination }: EndBound, ticksPerSecond: number): bigint {
  return (BigInt(destination.deadlineTicks) * 1_000_000_000_000n) / BigInt(ticksPerSecond);
}

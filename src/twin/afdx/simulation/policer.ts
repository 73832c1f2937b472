import type { TimingFlow } from '../timing/timing-network.js';
import { wireOverheadBytes } from '../wire.js';
import type { NetworkTables } from './network-tables.js';
import type { Policing } from './simulation-options.js';

/**
 * Bits of a frame on the wire that do not belong to the frame: preamble, start delimiter and inter-frame gap.
 *
 * @implements LLR-SIM-020
 */
export const overheadBits = wireOverheadBytes * 8;

/**
 * The largest value of an account, multiplied by the gap so that it is whole: S · (gap + jitter), S being the size in bits of the
 * largest frame from destination address to check sequence.
 *
 * @implements LLR-SIM-020
 */
export function accountMaxOf({ frameBitsMax, gapTicks }: TimingFlow, jitterTicks: number): number {
  return (frameBitsMax - overheadBits) * (gapTicks + jitterTicks);
}

/**
 * The jitter that is allowed where the cable of a hop ends at a switch.
 *
 * @param hop index of the hop in the flow
 * @returns ticks; `undefined` when no hop follows, because the cable ends at a destination
 * @implements LLR-SIM-020
 */
export function jitterTicksAfter({ jitterTicks }: Policing, flow: TimingFlow, hop: number): number | undefined {
  const next = flow.hops.flatMap(({ parent }, index) => (parent === hop ? [index] : []));
  if (next.length === 0) return undefined;
  if (typeof jitterTicks === 'number') return jitterTicks;
  return next.reduce((largest, index) => Math.max(largest, jitterTicks[flow.index]?.[index] ?? 0), 0);
}

/**
 * Byte-based policing at switch inputs, one account a virtual link and switch: full at the start with S · (1 + jitter / gap), refilled
 * with S / gap up to that, and lowered by the size of each frame that passes; a frame that is larger than the account is dropped. The
 * account is kept multiplied by the gap in ticks, so that it is a whole number. Form of the account: ARINC 664 part 7 as described in
 * public secondary sources.
 */
export class Policer {
  readonly #account: Float64Array;
  readonly #largest: Float64Array;
  readonly #ratePerTick: Float64Array;
  readonly #gap: Float64Array;
  /** Ticks after which an empty account is full. */
  readonly #fill: Float64Array;
  readonly #last: Float64Array;

  /**
   * @param policing allowances that nothing is wrong with
   * @implements LLR-SIM-020
   */
  constructor({ network, hopStart, hopFlow }: NetworkTables, policing: Policing) {
    const count = hopFlow.length;
    this.#account = new Float64Array(count);
    this.#largest = new Float64Array(count);
    this.#ratePerTick = new Float64Array(count);
    this.#gap = new Float64Array(count);
    this.#fill = new Float64Array(count);
    this.#last = new Float64Array(count);
    for (const flow of network.flows) {
      flow.hops.forEach((_, index) => {
        const jitter = jitterTicksAfter(policing, flow, index);
        if (jitter === undefined) return;
        const hop = (hopStart[flow.index] as number) + index;
        this.#largest[hop] = accountMaxOf(flow, jitter);
        this.#account[hop] = this.#largest[hop] as number;
        this.#ratePerTick[hop] = flow.frameBitsMax - overheadBits;
        this.#gap[hop] = flow.gapTicks;
        this.#fill[hop] = flow.gapTicks + jitter;
      });
    }
  }

  /**
   * Whether a frame passes that arrives at a switch now; if so, the account pays for it. To be asked in the order of time.
   *
   * @param hop hop whose cable ends at the switch
   * @param frameBits size on the wire
   * @implements LLR-SIM-020
   */
  passes(hop: number, frameBits: number, tick: number): boolean {
    const elapsed = Math.min(tick - (this.#last[hop] as number), this.#fill[hop] as number);
    this.#last[hop] = tick;
    const account = Math.min((this.#account[hop] as number) + elapsed * (this.#ratePerTick[hop] as number), this.#largest[hop] as number);
    const price = (frameBits - overheadBits) * (this.#gap[hop] as number);
    const passes = price <= account;
    this.#account[hop] = passes ? account - price : account;
    return passes;
  }
}

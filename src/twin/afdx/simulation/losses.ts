/**
 * Why a copy ends before its destination, and at which node: dropped by the policer or the check sequence at the far end of its cable,
 * lost on the cable, in a failed switch (the one that sends or the one that receives), or dropped for want of memory where it waits.
 *
 * @implements LLR-SIM-040
 */
export const lossCauses = ['policing', 'frame-check', 'lost-link', 'failed-sender', 'failed-receiver', 'overflow'] as const;

/** One of the causes. */
export type LossCause = (typeof lossCauses)[number];

/** Copies that were lost, by hop and cause. */
export class Losses {
  readonly #counts: Float64Array;

  /**
   * @param hops number of hops of the network
   * @implements LLR-SIM-040
   */
  constructor(hops: number) {
    this.#counts = new Float64Array(hops * lossCauses.length);
  }

  /**
   * Counts a copy.
   *
   * @implements LLR-SIM-040
   */
  add(hop: number, cause: LossCause): void {
    const at = hop * lossCauses.length + lossCauses.indexOf(cause);
    this.#counts[at] = (this.#counts[at] as number) + 1;
  }

  /**
   * Copies lost on a hop for a cause.
   *
   * @implements LLR-SIM-040
   */
  count(hop: number, cause: LossCause): number {
    return this.#counts[hop * lossCauses.length + lossCauses.indexOf(cause)] as number;
  }
}

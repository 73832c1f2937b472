/**
 * Steps of the event counting of method frame for one certificate. A hostile certificate can claim delays whose busy periods never end.
 * @implements LLR-CCK-012
 */
export const workStepsMax = 3_000_000;

/**
 * What is left of the steps.
 * @implements LLR-CCK-012
 */
export class WorkBudget {
  #left: number;

  constructor(steps = workStepsMax) {
    this.#left = steps;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  /** Takes steps; false when none is left. */
  step(count = 1): boolean {
    this.#left -= count;
    return this.#left > 0;
  }
}

import type { ImportedWay } from './imported-coverage.generated.js';

/** Most ways of one line, and of one report: each is a few digits in a file and an entry in memory. */
const [ofLineMaximum, ofReportMaximum] = [10_000, 2_000_000];

/**
 * Ways of branches of which a report says only how many were taken.
 * @implements LLR-CVI-007
 */
export class WayBudget {
  #left = ofReportMaximum;

  /** That many ways, the taken ones first; undefined when there are more than are read. */
  ways(taken: number, total: number): ImportedWay[] | undefined {
    if (total > ofLineMaximum || total > this.#left) return undefined;
    this.#left -= total;
    const what = `one of ${total} ways`;
    const [reached, missed] = [
      { what, count: 1 },
      { what, count: 0 },
    ];
    return Array.from({ length: total }, (_, index) => (index < taken ? reached : missed));
  }
}

import type { SeededRandom } from '../../../kernel/seeded-random.js';
import { companionsOf, meet, type Neighbour, sharingOf } from './conflict-graph.js';
import type { ScheduleProblem } from './schedule-problem.js';

/** Offsets by virtual link, what they still lack, and what the search cost. */
export interface SpreadOffsets {
  /** First release of each virtual link in ticks, in the order of the problem. */
  readonly offsetTicks: readonly number[];
  /** Pairs of virtual links that meet on a link of the scope; with 0 the offsets are a schedule. */
  readonly meetingPairs: number;
  readonly steps: number;
}

/**
 * Offsets that avoid meetings on shared links and, next, keep the releases of each end system apart: fewest pairs that meet, then fewest
 * pairs closer than one step, than two, than four, and so on. Each virtual link in turn takes its best offset, until no single move
 * helps; then some are placed by chance and it begins again. The best result of all rounds counts. Same seed, same result.
 *
 * @param start offsets to begin from; else virtual links are placed one by one, by rising gap
 * @param stepsMax about the number of pairs looked at
 * @implements LLR-TTS-011
 */
export function spreadOffsetsOf(
  problem: ScheduleProblem,
  random: SeededRandom,
  limits: { readonly stepsMax: number; readonly rounds: number },
  start?: readonly number[],
): SpreadOffsets {
  const search = new Spread(problem, limits.stepsMax);
  if (start === undefined) search.placeInTurn();
  else search.placeAll(start);
  search.improve();
  let best = search.state();
  for (let round = 1; round < limits.rounds && !search.exhausted; round += 1) {
    search.placeAll(best.offsetTicks);
    search.disturb(random);
    search.improve();
    const next = search.state();
    if (compareScores(next.score, best.score) < 0) best = next;
  }
  return { offsetTicks: best.offsetTicks, meetingPairs: best.score[0] ?? 0, steps: search.steps };
}

/** How many pairs meet, and how many are closer than 1, 2, 4, … steps. Less is better, the first difference counts. */
type Score = readonly number[];

function compareScores(a: Score, b: Score): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

class Spread {
  readonly #problem: ScheduleProblem;
  readonly #sharing: readonly (readonly Neighbour[])[];
  readonly #companions: readonly (readonly Neighbour[])[];
  /** 1, 2, 4, … steps, up to the hyperperiod. */
  readonly #distances: readonly number[];
  readonly #stepsMax: number;
  /** Undefined while a virtual link is not placed. */
  #offsets: (number | undefined)[];
  steps = 0;

  constructor(problem: ScheduleProblem, stepsMax: number) {
    this.#problem = problem;
    this.#sharing = sharingOf(problem);
    this.#companions = companionsOf(problem);
    const distances = [problem.stepTicks];
    while ((distances.at(-1) ?? 0) < problem.hyperperiodTicks) distances.push(2 * (distances.at(-1) ?? 0));
    this.#distances = distances;
    this.#stepsMax = stepsMax;
    this.#offsets = problem.virtualLinks.map(() => undefined);
  }

  get exhausted(): boolean {
    return this.steps >= this.#stepsMax;
  }

  placeAll(offsets: readonly number[]): void {
    this.#offsets = [...offsets];
  }

  placeInTurn(): void {
    const { virtualLinks } = this.#problem;
    const order = virtualLinks.map((_, index) => index);
    order.sort((a, b) => (virtualLinks[a]?.gapTicks ?? 0) - (virtualLinks[b]?.gapTicks ?? 0) || a - b);
    for (const index of order) this.#offsets[index] = this.#bestFor(index)?.offset ?? 0;
  }

  /** Moves single virtual links to better offsets until none gains. */
  improve(): void {
    for (let moved = true; moved && !this.exhausted; ) {
      moved = false;
      for (let index = 0; index < this.#offsets.length && !this.exhausted; index += 1) {
        const best = this.#bestFor(index);
        if (best === undefined || compareScores(best.score, this.#scoreAt(index, this.#offsets[index] ?? 0)) >= 0) continue;
        this.#offsets[index] = best.offset;
        moved = true;
      }
    }
  }

  /** Puts about one virtual link in four at an offset by chance. */
  disturb(random: SeededRandom): void {
    this.#problem.virtualLinks.forEach(({ lastOffsetTicks }, index) => {
      if (random.below(4) > 0 || lastOffsetTicks < 0) return;
      this.#offsets[index] = random.below(lastOffsetTicks / this.#problem.stepTicks + 1) * this.#problem.stepTicks;
    });
  }

  state(): { readonly offsetTicks: readonly number[]; readonly score: Score } {
    const score = [0, ...this.#distances.map(() => 0)];
    const offsetTicks = this.#offsets.map((offset) => offset ?? 0);
    offsetTicks.forEach((offset, index) => {
      this.#scoreAt(index, offset).forEach((value, level) => {
        score[level] = (score[level] ?? 0) + value;
      });
    });
    return { offsetTicks, score: score.map((value) => value / 2) };
  }

  /** The offset with the least score, the earliest of equals; undefined when none is permitted or the steps are used up. */
  #bestFor(index: number): { readonly offset: number; readonly score: Score } | undefined {
    const last = this.#problem.virtualLinks[index]?.lastOffsetTicks ?? -1;
    let best: { readonly offset: number; readonly score: Score } | undefined;
    for (let offset = 0; offset <= last; offset += this.#problem.stepTicks) {
      if (this.exhausted) return best;
      const score = this.#scoreAt(index, offset);
      if (best === undefined || compareScores(score, best.score) < 0) best = { offset, score };
    }
    return best;
  }

  /** The part of the score that a virtual link at an offset has in it. */
  #scoreAt(index: number, offset: number): Score {
    const { virtualLinks } = this.#problem;
    const score = [0, ...this.#distances.map(() => 0)];
    const virtualLink = virtualLinks[index];
    if (virtualLink === undefined) return score;
    for (const { index: other, commonTicks } of this.#sharing[index] ?? []) {
      const at = this.#offsets[other];
      const neighbour = virtualLinks[other];
      if (at === undefined || neighbour === undefined) continue;
      if (meet({ virtualLink, offsetTicks: offset }, { virtualLink: neighbour, offsetTicks: at }, commonTicks))
        score[0] = (score[0] ?? 0) + 1;
    }
    for (const { index: other, commonTicks } of this.#companions[index] ?? []) {
      const at = this.#offsets[other];
      if (at === undefined) continue;
      const after = (((at - offset) % commonTicks) + commonTicks) % commonTicks;
      const apart = Math.min(after, commonTicks - after);
      for (let level = this.#distances.length; apart < (this.#distances[level - 1] ?? 0); level -= 1)
        score[level] = (score[level] ?? 0) + 1;
    }
    this.steps += 1 + (this.#sharing[index]?.length ?? 0) + (this.#companions[index]?.length ?? 0);
    return score;
  }
}

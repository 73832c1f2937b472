import { type SeededRandom, seededRandom } from '../../../kernel/seeded-random.js';
import type { Candidate } from './candidates.js';
import { type Draft, type Found, foundBy, playedDraft } from './draft.js';
import type { ExactQuestion } from './exact-question.js';

/** How far a search goes. */
export interface SearchLimits {
  /** Moves from each draft. */
  readonly tries: number;
  /** No longer delay is possible: the search ends when it is reached. */
  readonly enoughTicks: number;
}

/**
 * The best schedule that comes of some drafts when their frames are moved one by one as long as that does not shorten the delay. The same
 * drafts give the same schedule.
 *
 * @throws Error without a draft, which is a fault of the caller
 * @implements LLR-EXA-011
 */
export function climbedFrom(
  question: ExactQuestion,
  candidates: readonly Candidate[],
  drafts: readonly Draft[],
  limits: SearchLimits,
): Found {
  const climber = new Climber(question, candidates);
  let best: Found | undefined;
  for (const draft of drafts) {
    if (best !== undefined && best.delayTicks >= limits.enoughTicks) return best;
    const found = climber.climb(draft, limits);
    if (best === undefined || found.delayTicks > best.delayTicks) best = found;
  }
  if (best === undefined) throw new Error('a search begins with a draft');
  return best;
}

class Climber {
  readonly #question: ExactQuestion;
  readonly #candidates: readonly Candidate[];
  readonly #random: SeededRandom = seededRandom(664);

  constructor(question: ExactQuestion, candidates: readonly Candidate[]) {
    this.#question = question;
    this.#candidates = candidates;
  }

  climb(draft: Draft, { tries, enoughTicks }: SearchLimits): Found {
    let [at, best] = [draft, foundBy(this.#question, draft)];
    if (this.#candidates.length === 0) return best;
    for (let count = 0; count < tries && best.delayTicks < enoughTicks; count += 1) {
      const next = this.#moved(at);
      const found = foundBy(this.#question, next);
      if (found.delayTicks < best.delayTicks) continue;
      [at, best] = [next, found];
    }
    return best;
  }

  #moved({ arrivals, ranks }: Draft): Draft {
    const candidate = this.#oneOf(this.#candidates);
    const other = this.#oneOf(this.#candidates);
    switch (this.#random.below(5)) {
      case 0:
        return { arrivals, ranks: swapped(ranks, candidate, other) };
      case 1:
        return { arrivals: swapped(arrivals, candidate, other), ranks };
      case 2:
        return { arrivals: new Map([...arrivals].filter(([each]) => each !== candidate)), ranks };
      default:
        return { arrivals: new Map([...arrivals, [candidate, this.#instantFor(candidate, { arrivals, ranks })]]), ranks };
    }
  }

  /** An instant at which something happens at the port where the candidate comes in, or one sending time before or after. */
  #instantFor(candidate: Candidate, draft: Draft): number {
    const port = this.#question.path[candidate.position]?.index ?? -1;
    const arrivals = playedDraft(this.#question, draft).arrivalTicks.get(port) ?? new Map<number, number>();
    const event = this.#random.below(2) === 0 ? (arrivals.get(0) ?? 0) : this.#oneOf([...arrivals.values()]);
    return event + (this.#random.below(3) - 1) * this.#oneOf([0, candidate.linkTicks, this.#oneOf(this.#candidates).linkTicks]);
  }

  #oneOf<T>(choices: readonly T[]): T {
    return choices[this.#random.below(choices.length)] as T;
  }
}

function swapped<T>(values: ReadonlyMap<Candidate, T>, one: Candidate, other: Candidate): ReadonlyMap<Candidate, T> {
  const [first, second] = [values.get(one), values.get(other)];
  if (first === undefined || second === undefined) return values;
  return new Map([...values, [one, second], [other, first]]);
}

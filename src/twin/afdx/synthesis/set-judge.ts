import { linksOf } from './assemble.js';
import type { Carrier } from './carrier.js';
import { type AskSolver, exactlyOptimal } from './exact-search.js';
import { type Found, isSolution } from './found.js';
import type { BoundsFunction } from './judge.js';
import type { Message } from './message.js';
import { type Problem, problemOf } from './problem.js';
import { type Refutation, refutedAlone } from './refute-alone.js';
import { refutedBySums } from './refute-sums.js';
import { refutedByTiming } from './refute-timing.js';
import { searched } from './search.js';

/** What is known of a set of messages with some of their deadlines. */
export type Verdict =
  | { readonly kind: 'possible' }
  | { readonly kind: 'impossible'; readonly messages: readonly number[]; readonly text: string | undefined }
  | { readonly kind: 'unknown' };

/** A quick test that shows some sets to be impossible: the first refutation of a problem. */
export type QuickTest = (problem: Problem, bounds: BoundsFunction, indexOf: (message: number) => number) => Refutation | undefined;

/** Sets larger than this are not given to the solver. */
const exactMessagesMax = 40;
const queriesMax = 400;
const roundsMax = 8;
/** Late messages whose timing is looked at. */
const suspectsMax = 12;
const noDeadlineMicroseconds = 10_000_000;

/**
 * Messages that no carrier carries or no network reaches, and some of those that are late in what a search found.
 *
 * @implements LLR-VLO-022
 */
export function suspectsOf(problem: Problem, found: Found): readonly number[] {
  const late = new Set(found.judgement.misses.flatMap((miss) => (miss.kind === 'late' ? [miss.virtualLink] : [])));
  const links = linksOf(problem, found.choices).filter(({ virtualLink }) => late.has(virtualLink.id));
  const messages = links.flatMap(({ choice }) => choice.carrier.messages);
  const unreached = problem.classes.filter(({ trees, redundancyLevel }) => {
    const reached = [trees.A, trees.B].filter(({ length }) => length > 0).length;
    return reached < redundancyLevel;
  });
  const first = new Set([...found.missing, ...unreached.flatMap((own) => own.messages)]);
  return [...first, ...messages.filter((index) => !first.has(index)).slice(0, suspectsMax)];
}

/** Decides sets of the messages of one problem. */
export class SetJudge {
  readonly #problem: Problem;
  readonly #bounds: BoundsFunction;
  readonly #ask: AskSolver | undefined;

  /**
   * Takes the messages, the network and the options from a problem.
   *
   * @param ask decides sets of up to 40 messages completely
   * @implements LLR-VLO-022
   */
  constructor(problem: Problem, bounds: BoundsFunction, ask: AskSolver | undefined) {
    this.#problem = problem;
    this.#bounds = bounds;
    this.#ask = ask;
  }

  /**
   * The problem of some of the messages, of which those of `timely` keep their deadlines.
   *
   * @implements LLR-VLO-022
   */
  problemOf(set: readonly number[], timely: ReadonlySet<number>): Problem {
    const messages = set.map((index): Message => {
      const message = this.#problem.messages[index] as Message;
      return timely.has(index) ? message : { ...message, deadlineMicroseconds: noDeadlineMicroseconds };
    });
    return problemOf(this.#problem.network, messages, this.#problem.options);
  }

  /**
   * Whether a set of messages can be carried when those of `timely` keep their deadlines: sums, a search, timing, and then the solver say so.
   *
   * @implements LLR-VLO-022
   */
  async verdict(set: readonly number[], timely: ReadonlySet<number>): Promise<Verdict> {
    const problem = this.problemOf(set, timely);
    // what one message lacks by itself says more than the port that it overloads
    const alone = set.length === 1 ? refutedAlone(problem, this.#bounds, 0) : undefined;
    if (alone !== undefined) return impossible(set, alone);
    const [sum] = refutedBySums(problem);
    if (sum !== undefined) return impossible(set, sum);
    const found = searched(problem, this.#bounds, roundsMax);
    if (isSolution(found) || isSolution(searched(leanOf(problem), this.#bounds, roundsMax))) return { kind: 'possible' };
    const suspects = suspectsOf(problem, found);
    for (const refute of [refutedAlone, refutedByTiming]) {
      for (const index of suspects) {
        const refutation = refute(problem, this.#bounds, index);
        if (refutation !== undefined) return impossible(set, refutation);
      }
    }
    if (this.#ask === undefined || !this.canAsk(set)) return { kind: 'unknown' };
    const exact = await exactlyOptimal(problem, this.#bounds, this.#ask, { queriesMax, firstOnly: true });
    if (exact.choices !== undefined) return { kind: 'possible' };
    return exact.kind === 'impossible' ? { kind: 'impossible', messages: set, text: undefined } : { kind: 'unknown' };
  }

  /**
   * Whether a set is given to a solver.
   *
   * @implements LLR-VLO-022
   */
  canAsk(set: readonly number[]): boolean {
    return this.#ask !== undefined && set.length <= exactMessagesMax;
  }

  /**
   * A set reduced as far as a quick test goes on refuting it, halves first.
   *
   * @implements LLR-VLO-022
   */
  quicklyReduced(start: readonly number[], test: QuickTest): readonly number[] {
    let set = [...start].sort((a, b) => a - b);
    for (let size = Math.max(1, set.length >> 1); size >= 1; size >>= 1) {
      for (let at = 0; at < set.length; ) {
        const rest = [...set.slice(0, at), ...set.slice(at + size)];
        const refuted =
          rest.length === 0 ? undefined : test(this.problemOf(rest, new Set(rest)), this.#bounds, (index) => rest.indexOf(index));
        if (refuted === undefined) at += size;
        else set = refuted.messages.map((index) => rest[index] ?? 0).sort((a, b) => a - b);
      }
    }
    return set;
  }
}

/** The same with one way for each message, alone in its smallest frame at the longest gap: what leaves others most time, whatever it reserves. */
function leanOf(problem: Problem): Problem {
  const leaner = (a: Carrier, b: Carrier): Carrier =>
    b.frameBytes < a.frameBytes || (b.frameBytes === a.frameBytes && b.gapMilliseconds > a.gapMilliseconds) ? b : a;
  const classes = problem.classes.map((own) => {
    const leanest = new Map<number, Carrier>();
    for (const carrier of own.carriers) {
      const [message, ...others] = carrier.messages;
      if (message !== undefined && others.length === 0) leanest.set(message, leaner(leanest.get(message) ?? carrier, carrier));
    }
    return { ...own, carriers: [...leanest.values()] };
  });
  return { ...problem, classes };
}

function impossible(set: readonly number[], { messages, text }: Refutation): Verdict {
  return { kind: 'impossible', messages: messages.map((index) => set[index] ?? 0), text };
}

import { seededRandom } from '../../../kernel/seeded-random.js';
import { componentsOf, type Neighbour, sharingOf } from './conflict-graph.js';
import { type CountingProof, countingProofsOf } from './counting-proof.js';
import { offsetSearchOf } from './offset-search.js';
import { repairedOffsetsOf } from './repair-offsets.js';
import type { ScheduleProblem } from './schedule-problem.js';
import { spreadOffsetsOf } from './spread-offsets.js';

/** A proof by complete search: these virtual links alone have no schedule on their shared links; each of them is needed for that. */
export interface SearchProof {
  readonly kind: 'search';
  readonly virtualLinks: readonly number[];
  /** Links that two or more of them pass. */
  readonly portIds: readonly string[];
  /** False when the limit ended the removal of virtual links that the proof does not need. */
  readonly smallest: boolean;
  /** Offsets looked at to show that none is left. */
  readonly steps: number;
}

/** A virtual link of DAL A or B that cannot have left its end system before its deadline even when it is released at the begin of its gap. */
export interface DeadlineProof {
  readonly kind: 'deadline';
  readonly virtualLink: number;
  readonly lateTicks: number;
}

/** Why there is no schedule. */
export type ImpossibilityProof = CountingProof | SearchProof | DeadlineProof;

/** What the scheduler ends with: a schedule, a proof that there is none, or neither within its limit. */
export type ScheduleVerdict =
  | { readonly verdict: 'schedule'; readonly offsetTicks: readonly number[]; readonly steps: number }
  | { readonly verdict: 'impossible'; readonly proofs: readonly ImpossibilityProof[]; readonly steps: number }
  | {
      readonly verdict: 'limit reached';
      /** The best offsets found, with this many pairs of virtual links that meet on a link. */
      readonly offsetTicks: readonly number[];
      readonly meetingPairs: number;
      readonly steps: number;
    };

/** Limits of the search, in steps of its work and not in time, so that the answer is the same everywhere. */
export interface ScheduleLimits {
  readonly seed: number;
  readonly stepsMax: number;
}

/** Rounds of disturbing and improving. */
const rounds = 6;

/**
 * Release offsets with at most one transmission at a time on each link of the scope, DAL A and B within their limit. In turn: proofs by
 * counting, local search, then complete search of each set of virtual links that share links. A schedule found is spread by local
 * search as far as the steps go. Offsets are in the order of `problem.virtualLinks`.
 *
 * @implements LLR-TTS-012
 */
export function messageScheduleOf(problem: ScheduleProblem, limits: ScheduleLimits): ScheduleVerdict {
  const early = [...deadlineProofsOf(problem), ...countingProofsOf(problem)];
  if (early.length > 0) return { verdict: 'impossible', proofs: early, steps: 0 };
  const random = seededRandom(limits.seed);
  const share = Math.floor(limits.stepsMax / 4);
  const spread = spreadOffsetsOf(problem, random, { stepsMax: share, rounds });
  if (spread.meetingPairs === 0) return { verdict: 'schedule', offsetTicks: spread.offsetTicks, steps: spread.steps };
  const repaired = repairedOffsetsOf(problem, random, spread.offsetTicks, share);
  let steps = spread.steps + repaired.steps;
  let found = repaired.offsetTicks;
  if (found === undefined) {
    const complete = completeSearchOf(problem, limits.stepsMax - share - steps);
    steps += complete.steps;
    if (complete.proofs.length > 0) return { verdict: 'impossible', proofs: complete.proofs, steps };
    found = complete.offsetTicks;
  }
  if (found === undefined) return { verdict: 'limit reached', offsetTicks: spread.offsetTicks, meetingPairs: spread.meetingPairs, steps };
  const better = spreadOffsetsOf(problem, random, { stepsMax: share, rounds: 2 }, found);
  return { verdict: 'schedule', offsetTicks: better.offsetTicks, steps: steps + better.steps };
}

function deadlineProofsOf({ virtualLinks }: ScheduleProblem): readonly DeadlineProof[] {
  return virtualLinks.flatMap(({ virtualLink, lastOffsetTicks }): readonly DeadlineProof[] =>
    lastOffsetTicks < 0 ? [{ kind: 'deadline', virtualLink, lateTicks: -lastOffsetTicks }] : [],
  );
}

interface CompleteSearch {
  /** Undefined when a set has no schedule or the limit was reached. */
  readonly offsetTicks: readonly number[] | undefined;
  readonly proofs: readonly SearchProof[];
  readonly steps: number;
}

function completeSearchOf(problem: ScheduleProblem, stepsMax: number): CompleteSearch {
  const sharing = sharingOf(problem);
  const offsetTicks = problem.virtualLinks.map(() => 0);
  const proofs: SearchProof[] = [];
  let steps = 0;
  let open = false;
  for (const members of componentsOf(sharing)) {
    const search = offsetSearchOf(problem, sharing, members, stepsMax - steps);
    steps += search.steps;
    if (search.outcome === 'limit') open = true;
    for (const [member, offset] of search.offsetTicks) offsetTicks[member] = offset;
    if (search.outcome !== 'none') continue;
    const proof = searchProofOf(problem, sharing, { members, steps: search.steps, stepsMax: stepsMax - steps });
    steps += proof.spent;
    proofs.push(proof.proof);
  }
  return { offsetTicks: open || proofs.length > 0 ? undefined : offsetTicks, proofs, steps };
}

/** Leaves out one virtual link after the other as long as the rest has no schedule either. */
function searchProofOf(
  problem: ScheduleProblem,
  sharing: readonly (readonly Neighbour[])[],
  failed: { readonly members: readonly number[]; readonly steps: number; readonly stepsMax: number },
): { readonly proof: SearchProof; readonly spent: number } {
  let { members, steps } = failed;
  let spent = 0;
  let smallest = true;
  for (const member of failed.members) {
    const rest = members.filter((other) => other !== member);
    const search = offsetSearchOf(problem, sharing, rest, failed.stepsMax - spent);
    spent += search.steps;
    if (search.outcome === 'limit') smallest = false;
    if (search.outcome === 'none') [members, steps] = [rest, search.steps];
  }
  const passed = members.flatMap((member) => problem.virtualLinks[member]?.ports ?? []);
  const shared = new Set(passed.filter((port, at) => passed.indexOf(port) !== at));
  const portIds = [...shared].map((port) => problem.network.ports[port]?.id ?? '').sort();
  const virtualLinks = members.map((member) => problem.virtualLinks[member]?.virtualLink ?? -1);
  return { proof: { kind: 'search', virtualLinks, portIds, smallest, steps }, spent };
}

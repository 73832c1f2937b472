import type { AskSolver } from './exact-search.js';
import { type Found, isSolution } from './found.js';
import type { BoundsFunction } from './judge.js';
import type { Message } from './message.js';
import type { Problem } from './problem.js';
import { refutedAlone } from './refute-alone.js';
import { refutedBySums } from './refute-sums.js';
import { refutedByTiming } from './refute-timing.js';
import { searched } from './search.js';
import { type QuickTest, SetJudge, suspectsOf } from './set-judge.js';

/** Messages that contradict each other or the network. */
export interface Conflict {
  /** Without any one of them the others can be carried. */
  readonly messages: readonly Message[];
  /** Those whose deadline is part of the contradiction; the others contradict even when they may be late. */
  readonly deadlines: readonly Message[];
  /** Why, in words; with several messages to be read after their names. */
  readonly text: string;
  /** Whether for each message and each deadline a solution without it was found. */
  readonly isMinimal: boolean;
}

/** A set that is refuted, and the test that refutes it; none when the solver does. */
interface Start {
  readonly messages: readonly number[];
  readonly test: QuickTest | undefined;
  /** Messages whose deadlines are enough for the contradiction, as far as is known. */
  readonly late: readonly number[];
}

/** Times that conflicts are looked for in what the conflicts before leave, and conflicts told each time. */
const passesMax = 3;
const conflictsMax = 12;
const roundsMax = 8;

/**
 * Contradictions in a problem for which a search found no solution, each reduced until no message and no deadline can be left out
 * without ending it; no two share a message. None when none is proven. A solver, where there is one, decides sets of up to 40 messages completely.
 *
 * @param found what the search came to
 * @implements LLR-VLO-022
 */
export async function conflictsIn(problem: Problem, bounds: BoundsFunction, found: Found, ask?: AskSolver): Promise<readonly Conflict[]> {
  const judge = new SetJudge(problem, bounds, ask);
  const conflicts: Conflict[] = [];
  let set: readonly number[] = problem.messages.map((_, index) => index);
  for (let pass = 0; pass < passesMax && set.length > 0; pass += 1) {
    const left = pass === 0 ? problem : judge.problemOf(set, new Set(set));
    const attempt = pass === 0 ? found : searched(left, bounds, roundsMax);
    if (isSolution(attempt)) break;
    const told = new Set<number>();
    for (const start of await startsOf(left, bounds, attempt, { judge, set })) {
      const reduced = await reducedFrom(judge, problem, start, told);
      if (reduced === undefined) continue;
      conflicts.push(reduced.conflict);
      for (const index of reduced.set) told.add(index);
    }
    if (told.size === 0) break;
    set = set.filter((index) => !told.has(index));
  }
  return conflicts;
}

/** Refuted sets of one kind: messages alone, else sums, else a late message beside others, else what the solver refutes. */
async function startsOf(
  left: Problem,
  bounds: BoundsFunction,
  found: Found,
  { judge, set }: { readonly judge: SetJudge; readonly set: readonly number[] },
): Promise<readonly Start[]> {
  const original = (indices: readonly number[]): readonly number[] => indices.map((index) => set[index] ?? 0);
  const suspects = suspectsOf(left, found);
  const alone = suspects.flatMap((index) => refutedAlone(left, bounds, index) ?? []);
  if (alone.length > 0) return alone.map(({ messages }) => ({ messages: original(messages), test: undefined, late: original(messages) }));
  const sums = [...refutedBySums(left)].sort((a, b) => a.messages.length - b.messages.length).slice(0, conflictsMax);
  if (sums.length > 0)
    return sums.map(({ messages }) => ({ messages: original(messages), test: (problem) => refutedBySums(problem)[0], late: [] }));
  for (const index of suspects) {
    const refutation = refutedByTiming(left, bounds, index);
    const late = set[index] ?? 0;
    if (refutation === undefined) continue;
    const test: QuickTest = (problem, by, indexOf) => (indexOf(late) < 0 ? undefined : refutedByTiming(problem, by, indexOf(late)));
    return [{ messages: original(refutation.messages), test, late: [late] }];
  }
  if (!judge.canAsk(set)) return [];
  const verdict = await judge.verdict(set, new Set(set));
  return verdict.kind === 'impossible' ? [{ messages: verdict.messages, test: undefined, late: verdict.messages }] : [];
}

/** Leaves out messages and then deadlines as long as the contradiction stays; nothing when it shares a message with one that is told. */
async function reducedFrom(judge: SetJudge, problem: Problem, { messages, test, late }: Start, told: ReadonlySet<number>) {
  let set = test === undefined ? [...messages].sort((a, b) => a - b) : judge.quicklyReduced(messages, test);
  if (set.some((index) => told.has(index))) return undefined;
  let isMinimal = true;
  for (const index of set) {
    const rest = set.filter((each) => each !== index);
    const verdict = await judge.verdict(rest, new Set(rest));
    if (verdict.kind === 'impossible') set = rest;
    else if (verdict.kind === 'unknown') isMinimal = false;
  }
  const few = new Set(late.filter((index) => set.includes(index)));
  const isEnough = few.size < set.length && (await judge.verdict(set, few)).kind === 'impossible';
  const timely = isEnough ? few : new Set(set);
  for (const index of [...timely]) {
    timely.delete(index);
    const verdict = await judge.verdict(set, timely);
    if (verdict.kind === 'impossible') continue;
    timely.add(index);
    if (verdict.kind === 'unknown') isMinimal = false;
  }
  const last = await judge.verdict(set, timely);
  const messageOf = (index: number): Message => problem.messages[index] as Message;
  const conflict: Conflict = {
    messages: [...set].sort((a, b) => Number(timely.has(b)) - Number(timely.has(a))).map(messageOf),
    deadlines: set.filter((index) => timely.has(index)).map(messageOf),
    text: (last.kind === 'impossible' ? last.text : undefined) ?? generalText(timely.size, problem),
    isMinimal,
  };
  return { conflict, set };
}

function generalText(deadlines: number, { options }: Problem): string {
  const most = options.detourSwitchesMax;
  const routes = most === 0 ? 'shortest routes' : `routes of at most ${most} switches more than the shortest`;
  return deadlines > 0
    ? `cannot all be in time: no choice of gaps, frames and ${routes} keeps each deadline`
    : `exceed the limits of ports, buffers, shares, jitter or numbers with each choice of gaps, frames and ${routes}`;
}

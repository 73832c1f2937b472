import { greatestCommonDivisor } from '../../../kernel/rational.js';
import type { Solver, SolverAnswer } from '../../../ports/solver.js';
import { type Candidate, candidatesOf } from './candidates.js';
import { decodedSchedule, prunedSchedule } from './decoded-schedule.js';
import { type Draft, type Found, foundBy } from './draft.js';
import type { Scope } from './encoding.js';
import { type ExactQuestion, sendingTicks } from './exact-question.js';
import { closureFrameCountsOf, type FrameCount, windowFrameCountsOf } from './frame-counts.js';
import { guidedDraft, guidingNames } from './guided-draft.js';
import { Inquiry } from './inquiry.js';
import { linedUpDrafts } from './line-up.js';
import { entersOnce } from './off-path.js';
import { delayTicksIn, evaluatedSchedule } from './schedule.js';
import { climbedFrom } from './schedule-search.js';
import { above, atLeast, type Followed, ordersText, scheduleNames, scheduleText, sumsText } from './texts.js';
import type { WorstCase, WorstCaseLimits } from './worst-case.js';

/**
 * The longest delay that a frame of a flow can have to a destination, over each release, order and latency: a schedule that reaches it,
 * found by search and by the solver, and a solver text without model that says that no behaviour exceeds it.
 *
 * Sums of work along the path are asked first; orders of frames at the ports of the path where sums leave a gap; then orders at each port
 * upstream (docs/afdx-exact.md).
 *
 * @throws Error when the schedule is not a behaviour of the network, which would be a fault of this module
 * @implements LLR-EXA-012
 */
export async function exactWorstCaseOf(question: ExactQuestion, solver: Solver, limits: WorstCaseLimits): Promise<WorstCase> {
  return new WorstCaseProof(question, solver, limits).run();
}

/** Why it is not exact, or the scope in which it is and the text that says so. */
type Conclusion = { readonly reason: string } | { readonly scope: Scope; readonly impossible: string };

class WorstCaseProof {
  readonly #question: ExactQuestion;
  readonly #limits: WorstCaseLimits;
  readonly #inquiry: Inquiry;
  readonly #candidates: readonly Candidate[];
  readonly #drafts: readonly Draft[];
  readonly #counts: readonly FrameCount[];
  readonly #stepTicks: number;
  #best: Found;
  #boundTicks: number;

  constructor(question: ExactQuestion, solver: Solver, limits: WorstCaseLimits) {
    this.#question = question;
    this.#limits = limits;
    this.#inquiry = new Inquiry(solver, limits);
    this.#candidates = candidatesOf(question);
    this.#drafts = linedUpDrafts(question, this.#candidates);
    this.#counts = windowFrameCountsOf(question);
    this.#stepTicks = stepTicksOf(question);
    this.#best = foundBy(question, { arrivals: new Map(), ranks: new Map() });
    for (const draft of this.#drafts) this.#keep(foundBy(question, draft));
    this.#boundTicks = boundTicksOf(question);
  }

  async run(): Promise<WorstCase> {
    const refusal = this.#refusal();
    const conclusion = refusal === undefined ? await this.#conclusion() : { reason: refusal };
    const found = prunedSchedule(this.#question, this.#best);
    const evaluation = evaluatedSchedule(this.#question.network, found.schedule);
    const delayTicks = delayTicksIn(this.#question, found.schedule, evaluation, 0);
    if (evaluation.faults.length > 0 || delayTicks === undefined || delayTicks !== found.delayTicks)
      throw new Error(
        `the schedule found is not as computed: ${evaluation.faults.join('; ') || `${delayTicks} ≠ ${found.delayTicks} ticks`}`,
      );
    const reachable = scheduleText(this.#question, found.schedule, evaluation, delayTicks);
    const proved = 'impossible' in conclusion;
    const answer = await this.#inquiry.ask('the schedule is possible', reachable);
    if (answer.verdict === 'unsat') throw new Error('the solver text does not admit the schedule that the evaluation admits');
    return {
      question: this.#question,
      verdict: proved ? 'exact' : refusal === undefined ? 'interval' : 'refused',
      scope: proved ? conclusion.scope : 'each',
      reachedTicks: delayTicks,
      boundTicks: proved && conclusion.scope === 'each' ? delayTicks : this.#boundTicks,
      schedule: found.schedule,
      counts: this.#counts,
      asked: this.#inquiry.asked,
      reason: proved ? '' : conclusion.reason,
      texts: { reachable, impossible: proved ? conclusion.impossible : '' },
    };
  }

  #refusal(): string | undefined {
    const { limits, closure } = this.#question;
    const endless = closure.find(({ index }) => limits.busyTicks[index] === Number.POSITIVE_INFINITY);
    if (endless !== undefined) return `no end of a busy period was found at ${endless.id}, which is loaded up to its rate`;
    const frames = this.#counts.reduce((sum, count) => sum + count.frames, 1);
    if (frames > this.#limits.framesMaximum) return `${frames} frames can matter, and at most ${this.#limits.framesMaximum} are looked at`;
    return undefined;
  }

  async #conclusion(): Promise<Conclusion> {
    const sums = await this.#bySums();
    if (sums !== undefined) return sums;
    await this.#climb();
    if (this.#best.delayTicks >= this.#boundTicks) return (await this.#bySums()) ?? { reason: 'the sums leave a part of a step open' };
    const counts = closureFrameCountsOf(this.#question);
    const pairs = this.#pairsAt('path', counts);
    if (pairs > this.#limits.pairsMaximum)
      return {
        reason: `the sums leave a gap, and the ports of the path have ${pairs} pairs of frames, of which ${this.#limits.pairsMaximum} are looked at`,
      };
    const orders = await this.#byOrders('each', counts);
    if (orders !== undefined) return orders;
    if (entersOnce(this.#question)) await this.#raise('through', counts);
    return (await this.#byOrders('each', counts)) ?? (await this.#byOrders('largest', counts)) ?? (await this.#byClosure(counts));
  }

  /** Asks the sums; `undefined` when they admit a longer delay, and then the bound is lowered to the longest that they admit. */
  async #bySums(): Promise<Conclusion | undefined> {
    const text = sumsText(this.#question, 'each', this.#counts);
    const impossible = above(text, this.#best.delayTicks);
    const answer = await this.#inquiry.ask('sums: more is impossible', impossible);
    if (answer.verdict === 'unsat') return { scope: 'each', impossible };
    if (answer.verdict === 'unknown') return { reason: answer.reason };
    let low = this.#best.delayTicks;
    while (this.#boundTicks - low > this.#stepTicks) {
      const middle = low + Math.ceil((this.#boundTicks - low) / 2 / this.#stepTicks) * this.#stepTicks;
      if (middle >= this.#boundTicks) break;
      const found = await this.#inquiry.ask('sums: bound', above(text, middle));
      if (found.verdict === 'unsat') this.#boundTicks = middle;
      else if (found.verdict === 'sat') low = middle;
      else return { reason: found.reason };
    }
    return undefined;
  }

  /** Searches on from what the sums say of the longest delay that they admit. */
  async #climb(): Promise<void> {
    const text = sumsText(this.#question, 'largest', this.#counts);
    const drafts = [...this.#drafts];
    const answer = await this.#inquiry.ask('sums: how the bound comes about', atLeast(text, this.#boundTicks), guidingNames(text));
    if (answer.verdict === 'sat') drafts.unshift(guidedDraft(this.#question, text, this.#candidates, answer.values));
    this.#keep(climbedFrom(this.#question, this.#candidates, drafts, { tries: this.#limits.tries, enoughTicks: this.#boundTicks }));
  }

  #keep(found: Found): boolean {
    if (found.delayTicks <= this.#best.delayTicks) return false;
    this.#best = found;
    return true;
  }

  /** Asks the orders at the ports of the path; `undefined` when they admit a longer delay. */
  async #byOrders(scope: Scope, counts: readonly FrameCount[]): Promise<Conclusion | undefined> {
    const impossible = above(ordersText(this.#question, scope, 'path', counts), this.#best.delayTicks);
    const answer = await this.#inquiry.ask(`orders on the path, ${scope}: more is impossible`, impossible);
    if (answer.verdict === 'unsat') return { scope, impossible };
    return answer.verdict === 'unknown' ? { reason: answer.reason } : undefined;
  }

  async #byClosure(counts: readonly FrameCount[]): Promise<Conclusion> {
    const pairs = this.#pairsAt('closure', counts);
    if (pairs > this.#limits.pairsMaximum)
      return {
        reason: `the path leaves a gap, and the ports upstream have ${pairs} pairs of frames, of which ${this.#limits.pairsMaximum} are looked at`,
      };
    const text = ordersText(this.#question, 'largest', 'closure', counts);
    for (;;) {
      const impossible = above(text, this.#best.delayTicks);
      const answer = await this.#inquiry.ask(
        'orders upstream: more is impossible',
        impossible,
        scheduleNames(text, this.#question.closure),
      );
      if (answer.verdict === 'unsat') return { scope: 'largest', impossible };
      if (answer.verdict === 'unknown') return { reason: answer.reason };
      if (!this.#takes(answer, text, 'closure')) return { reason: 'a model of the orders upstream gives no longer delay' };
    }
  }

  /** Longest delay of the schedules in which frames meet no queue before the path, by halving what lies between. */
  async #raise(followed: Followed, counts: readonly FrameCount[]): Promise<void> {
    const text = ordersText(this.#question, 'largest', followed, counts);
    const names = scheduleNames(text, this.#question.path);
    let high = Math.floor(this.#boundTicks / this.#stepTicks);
    for (;;) {
      const low = Math.floor(this.#best.delayTicks / this.#stepTicks);
      if (low >= high) return;
      const aim = low + Math.max(1, Math.floor((high - low) / 2));
      const answer = await this.#inquiry.ask('orders on the path: a longer schedule', atLeast(text, aim * this.#stepTicks), names, 1 / 2);
      if (answer.verdict === 'unknown') return;
      if (answer.verdict === 'unsat') high = aim - 1;
      else if (!this.#takes(answer, text, followed)) return;
    }
  }

  /** Keeps the schedule of a model when its delay is longer. */
  #takes(answer: SolverAnswer, text: ReturnType<typeof ordersText>, followed: Followed): boolean {
    if (answer.verdict !== 'sat') return false;
    const ports = followed === 'closure' ? this.#question.closure : this.#question.path;
    const found = decodedSchedule(this.#question, text, ports, answer.values);
    return found !== undefined && this.#keep(found);
  }

  #pairsAt(followed: Followed, counts: readonly FrameCount[]): number {
    const framesOf = new Map(
      counts.map(({ flow, frames, framesAfter }) => [flow, frames + framesAfter + (flow === this.#question.flow ? 1 : 0)]),
    );
    const ports = followed === 'closure' ? this.#question.closure : this.#question.path;
    return ports.reduce((sum, { index }) => {
      const frames = (this.#question.members.get(index) ?? []).reduce((count, { flow }) => count + (framesOf.get(flow) ?? 0), 0);
      return sum + (frames * (frames - 1)) / 2;
    }, 0);
  }
}

/** The sum of the bounds of the ports passed, in ticks. */
function boundTicksOf({ limits, flow, destination, path }: ExactQuestion): number {
  return path.reduce(
    (sum, port) => sum + (limits.delayTicks[port.index]?.[flow.priority] ?? 0) + port.propagationTicks,
    destination.receptionTicks,
  );
}

/** Longest delays of frames of the largest size are multiples of this: durations are, and nothing else decides them. */
function stepTicksOf({ closure, members, destination }: ExactQuestion): number {
  const durations = [destination.receptionTicks];
  for (const port of closure) {
    durations.push(port.latencyTicks, port.propagationTicks);
    for (const { flow } of members.get(port.index) ?? []) durations.push(sendingTicks(flow.frameBitsMax, port), flow.gapTicks);
  }
  return Number(durations.reduce((step, ticks) => greatestCommonDivisor(step, BigInt(ticks)), 0n));
}

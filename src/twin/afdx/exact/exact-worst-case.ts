import { greatestCommonDivisor } from '../../../kernel/rational.js';
import type { Solver, SolverAnswer } from '../../../ports/solver.js';
import { type Candidate, candidatesOf } from './candidates.js';
import { decodedSchedule, decodedWithLatencies, prunedSchedule } from './decoded-schedule.js';
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
import { above, atLeast, type DelayText, type Followed, ordersText, scheduleNames, scheduleText, sumsText } from './texts.js';
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
  /** Why the scope is no wider. */
  #reason = 'it is not shown that smaller frames or shorter latencies cannot take longer';

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
    this.#boundTicks = Math.ceil(boundTicksOf(question) / this.#stepTicks) * this.#stepTicks;
  }

  async run(): Promise<WorstCase> {
    const refusal = this.#refusal();
    const conclusion = refusal === undefined ? await this.#conclusion() : { reason: refusal };
    const found = prunedSchedule(this.#question, this.#best);
    const evaluation = evaluatedSchedule(this.#question.network, found.schedule);
    const delayTicks = delayTicksIn(this.#question, found.schedule, evaluation, 0);
    if (delayTicks === undefined || evaluation.faults.length > 0 || delayTicks !== found.delayTicks)
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
      reason: !proved ? conclusion.reason : conclusion.scope === 'each' ? '' : this.#reason,
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
    if (this.#best.delayTicks >= this.#boundTicks) {
      const confirmed = await this.#bySums();
      if (confirmed !== undefined) return confirmed;
    }
    const counts = closureFrameCountsOf(this.#question);
    const pairs = this.#pairsAt('path', counts);
    if (pairs > this.#limits.pairsMaximum)
      return {
        reason: `the sums leave a gap, and the ports of the path have ${pairs} pairs of frames, of which ${this.#limits.pairsMaximum} are looked at`,
      };
    const orders = await this.#byOrders(counts);
    if (orders !== undefined) return orders;
    if (entersOnce(this.#question)) await this.#raise('through', counts);
    return (await this.#byOrders(counts)) ?? (await this.#byClosure(counts));
  }

  /** Asks the sums; `undefined` when they admit a longer delay, and then the bound is lowered to the longest that they admit. */
  async #bySums(): Promise<Conclusion | undefined> {
    const text = sumsText(this.#question, 'each', this.#counts);
    const impossible = above(text, this.#best.delayTicks);
    const answer = await this.#inquiry.ask('sums: more is impossible', impossible);
    if (answer.verdict === 'unsat') return { scope: 'each', impossible };
    if (answer.verdict === 'unknown') return { reason: answer.reason };
    const reason = await this.#lower('sums: bound', text);
    return reason === '' ? undefined : { reason };
  }

  /** Lowers the bound to the least step that a text excludes, by halving; says why where that comes to no end, else nothing. */
  async #lower(about: string, text: DelayText): Promise<string> {
    let low = Math.floor(this.#best.delayTicks / this.#stepTicks);
    for (;;) {
      const high = this.#boundTicks / this.#stepTicks;
      const middle = Math.ceil((high + low) / 2);
      if (high - low <= 1 || middle >= high) return '';
      const { verdict, ...answer } = await this.#inquiry.ask(about, above(text, middle * this.#stepTicks));
      if (verdict === 'unsat') this.#boundTicks = middle * this.#stepTicks;
      else if (verdict === 'sat') low = middle;
      else return 'reason' in answer ? answer.reason : '';
    }
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

  /**
   * Asks the orders at the ports of the path; `undefined` when they admit a longer delay. Largest frames are asked first, which takes less
   * time; if those cannot exceed the schedule, each size and latency is asked, at the ports upstream too.
   */
  async #byOrders(counts: readonly FrameCount[]): Promise<Conclusion | undefined> {
    const largest = above(ordersText(this.#question, 'largest', 'path', counts), this.#best.delayTicks);
    const answer = await this.#inquiry.ask('orders on the path: more is impossible', largest);
    if (answer.verdict === 'sat') return undefined;
    if (answer.verdict === 'unknown') return { reason: answer.reason };
    return (await this.#inEach(['path', 'closure'], counts)) ?? { scope: 'largest', impossible: largest };
  }

  /** Asks whether frames of other sizes or shorter latencies exceed the schedule; `undefined` when that is not shown to be impossible. */
  async #inEach(grounds: readonly Followed[], counts: readonly FrameCount[]): Promise<Conclusion | undefined> {
    for (const followed of grounds) {
      if (this.#pairsAt(followed, counts) > this.#limits.pairsMaximum) return undefined;
      const text = ordersText(this.#question, 'each', followed, counts);
      const impossible = above(text, this.#best.delayTicks);
      const where = followed === 'path' ? 'on the path' : 'upstream';
      const answer = await this.#inquiry.ask(`orders ${where}, each size and latency: more is impossible`, impossible);
      if (answer.verdict === 'unsat') return { scope: 'each', impossible };
      if (followed === 'closure' && answer.verdict === 'sat') {
        this.#reason = 'smaller frames or shorter latencies can take longer';
        await this.#lower(`orders ${where}, each size and latency: bound`, text);
        if (await this.#raiseLatencies(counts)) return this.#confirmed(text);
      }
    }
    return undefined;
  }

  /** Searches for a schedule with other latencies that takes longer than the best known: the bound first, then by halving. */
  async #raiseLatencies(counts: readonly FrameCount[]): Promise<boolean> {
    const text = ordersText(this.#question, 'latencies', 'closure', counts);
    const names = scheduleNames(text, this.#question.closure);
    const before = this.#best.delayTicks;
    let high = Math.floor(this.#boundTicks / this.#stepTicks);
    let aim = high;
    for (let low = Math.floor(before / this.#stepTicks); low < high; aim = low + Math.ceil((high - low) / 2)) {
      const answer = await this.#inquiry.ask(
        'orders upstream, each latency: a longer schedule',
        atLeast(text, aim * this.#stepTicks),
        names,
      );
      if (answer.verdict === 'unsat') high = aim - 1;
      else {
        const found = answer.verdict === 'sat' ? decodedWithLatencies(this.#question, text, answer.values) : undefined;
        if (found === undefined || !this.#keep(found)) break;
        low = Math.floor(this.#best.delayTicks / this.#stepTicks);
      }
    }
    return this.#best.delayTicks > before;
  }

  /** Whether a text, of each size and latency, excludes more than the best schedule. */
  async #confirmed(text: DelayText): Promise<Conclusion> {
    const impossible = above(text, this.#best.delayTicks);
    const answer = await this.#inquiry.ask('orders upstream, each size and latency: more is impossible', impossible);
    if (answer.verdict === 'unsat') return { scope: 'each', impossible };
    return { reason: answer.verdict === 'unknown' ? answer.reason : 'frames of other sizes can take longer' };
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
      if (answer.verdict === 'unsat') return (await this.#inEach(['closure'], counts)) ?? { scope: 'largest', impossible };
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

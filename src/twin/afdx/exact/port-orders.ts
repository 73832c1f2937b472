import type { TimingPort } from '../timing/timing-network.js';
import type { Encoding, Passing } from './encoding.js';
import type { Frame } from './frames.js';
import { apartTicksOf, offPathOf } from './off-path.js';
import { all, atMost, equal, implies, not, some, sum } from './smt-script.js';
import { isAhead, isIn, loadOf, type Window, windowsOf } from './windows.js';

/** Which ports are followed frame by frame, and what is said of frames that come to them from ports that are not. */
export interface Ground {
  readonly ports: readonly TimingPort[];
  /** `free`: over each link one after the other, at any instant. `through`: having met no queue before. */
  readonly entries: 'free' | 'through';
}

/** A frame at a followed port, with the terms of its instants. */
interface Visit extends Passing {
  readonly port: TimingPort;
  readonly arrival: string;
  readonly join: string;
  readonly start: string;
  readonly end: string;
}

/**
 * The name of the instant at which a followed port starts to send a frame.
 *
 * @implements LLR-EXA-009
 */
export function startName(frame: Frame, port: TimingPort): string {
  return `s_${frame.name}_p${port.index}`;
}

/**
 * The name of the instant at which a frame joins the queue of a followed port, where latencies are free.
 *
 * @implements LLR-EXA-009
 */
export function joinName(frame: Frame, port: TimingPort): string {
  return `q_${frame.name}_p${port.index}`;
}

/**
 * The name of the instant of release of a frame.
 *
 * @implements LLR-EXA-009
 */
export function releaseName(frame: Frame): string {
  return `r_${frame.name}`;
}

/**
 * Writes the orders in which the followed ports send their frames, and what follows for their instants; with `entries: 'through'` or all
 * ports followed, that is the whole behaviour of these ports. Call it after `writeWindowSums` with `withWindows`, to tie both together.
 *
 * @implements LLR-EXA-009
 */
export function writePortOrders(encoding: Encoding, ground: Ground, withWindows: boolean): void {
  const writer = new OrderWriter(encoding, ground);
  writer.writeReleases();
  for (const port of ground.ports) writer.writePort(port);
  writer.writeEntries();
  if (withWindows) for (const window of windowsOf(encoding)) writer.tieWindow(window);
}

class OrderWriter {
  readonly #encoding: Encoding;
  readonly #ground: Ground;
  readonly #followed: ReadonlySet<number>;
  readonly #visits = new Map<number, readonly Visit[]>();
  /** Names of orders by port and pair of frames. */
  readonly #orders = new Map<string, string>();

  constructor(encoding: Encoding, ground: Ground) {
    this.#encoding = encoding;
    this.#ground = ground;
    this.#followed = new Set(ground.ports.map(({ index }) => index));
  }

  writeReleases(): void {
    const { script, frames } = this.#encoding;
    const last = new Map<number, Frame>();
    for (const frame of [...frames].sort((a, b) => a.copy - b.copy)) {
      script.real(releaseName(frame));
      if (frame.name === 'm') script.assert(equal(releaseName(frame), '0'));
      const before = last.get(frame.flow.index);
      if (before !== undefined)
        script.assert(atMost(sum(releaseName(before), this.#encoding.time(frame.flow.gapTicks)), releaseName(frame)));
      last.set(frame.flow.index, frame);
    }
  }

  writePort(port: TimingPort): void {
    const { script } = this.#encoding;
    script.note(`order of sending at ${port.id}`);
    const visits = this.#encoding.passingAt(port).map((passing) => this.#visitOf(passing, port));
    this.#visits.set(port.index, visits);
    visits.forEach((first, index) => {
      for (const second of visits.slice(index + 1)) this.#writePair(first, second);
    });
    for (const visit of visits) {
      script.assert(atMost(visit.join, visit.start));
      const others = visits.filter((other) => other !== visit);
      const causes = others.map((other) => all(this.#before(other, visit), atMost(visit.start, other.end)));
      script.assert(some(atMost(visit.start, visit.join), ...causes));
      if (visit.frame.flow.priority === 'low') continue;
      // a frame of high priority overtakes those of low priority only while the port is busy
      for (const other of others.filter(({ frame }) => frame.flow.priority === 'low'))
        script.assert(some(this.#before(other, visit), atMost(visit.start, other.join), ...causes));
    }
  }

  /** The window at a position of the path, in terms of orders. */
  tieWindow(window: Window): void {
    const { script } = this.#encoding;
    const { position: i, port, members, blockers } = window;
    const visits = this.#visits.get(port.index) ?? [];
    const visitOf = (frame: Frame): Visit => visits.find((visit) => visit.frame === frame) as Visit;
    const asked = visitOf(this.#encoding.frames[0] as Frame);
    script.assert(equal(asked.start, `s_${i}`));
    const begun = blockers.length > 0 ? sum(`b_${i}`, `l_${i}`) : `b_${i}`;
    for (const passing of members) {
      const visit = visitOf(passing.frame);
      const isInWindow = isIn(window, passing);
      const before = this.#before(visit, asked);
      script.assert(implies(isInWindow, all(before, atMost(`b_${i}`, visit.join))));
      script.assert(implies(all(before, not(isInWindow)), atMost(visit.end, `b_${i}`)));
      const work = members
        .filter((other) => other !== passing)
        .map((other) => loadOf(this.#encoding, window, other, port, this.#before(visitOf(other.frame), visit)));
      script.assert(implies(isInWindow, atMost(visit.start, sum(begun, ...work))));
      this.#tieAhead(window, passing);
    }
    if (blockers.length === 0) return;
    const causes = blockers.map(({ frame }) => {
      const visit = visitOf(frame);
      return all(this.#before(visit, asked), atMost(visit.start, `b_${i}`), atMost(begun, visit.end));
    });
    script.assert(some(atMost(`l_${i}`, '0'), ...causes));
  }

  #tieAhead(window: Window, passing: Passing): void {
    const ahead = isAhead(this.#encoding, window, passing);
    const upstream = this.#visits.get(passing.member.from);
    const asked = upstream?.find(({ frame }) => frame.name === 'm');
    const visit = upstream?.find(({ frame }) => frame === passing.frame);
    if (ahead === 'true' || asked === undefined || visit === undefined) return;
    this.#encoding.script.assert(equal(ahead, this.#before(visit, asked)));
  }

  #visitOf(passing: Passing, port: TimingPort): Visit {
    const { script, scope } = this.#encoding;
    const { frame } = passing;
    const latency = this.#encoding.time(port.latencyTicks);
    const arrival = this.#arrivalOf(passing, port);
    const start = script.real(startName(frame, port));
    const end = sum(start, this.#encoding.sending(frame, port));
    if (scope === 'largest') return { ...passing, port, arrival, join: sum(arrival, latency), start, end };
    const join = script.real(joinName(frame, port));
    script.assert(all(atMost(arrival, join), atMost(join, sum(arrival, latency))));
    return { ...passing, port, arrival, join, start, end };
  }

  #arrivalOf({ frame, member }: Passing, port: TimingPort): string {
    const { script, question } = this.#encoding;
    const { network, limits } = question;
    const upstream = network.ports[member.from];
    if (upstream === undefined) return releaseName(frame);
    if (this.#followed.has(upstream.index))
      return sum(startName(frame, upstream), this.#encoding.sending(frame, upstream), this.#encoding.time(upstream.propagationTicks));
    if (this.#ground.entries === 'through') {
      const way = offPathOf(network, frame.flow, member.hop, this.#followed);
      if (way === undefined) throw new Error('a flow that comes back to followed ports has no way without queues');
      return sum(releaseName(frame), this.#encoding.time(way.totalTicks));
    }
    const arrival = script.real(`t_${frame.name}_p${port.index}`);
    const between = limits.arrivals[frame.flow.index]?.[member.hop] ?? { shortestTicks: 0, longestTicks: 0 };
    script.assert(atMost(sum(releaseName(frame), this.#encoding.timeRoundedDown(between.shortestTicks)), arrival));
    script.assert(atMost(arrival, sum(releaseName(frame), this.#encoding.timeRoundedUp(between.longestTicks))));
    return arrival;
  }

  #writePair(first: Visit, second: Visit): void {
    this.#declareOrder(first, second);
    for (const [early, late] of [
      [first, second],
      [second, first],
    ] as const) {
      const order = this.#before(early, late);
      if (order === 'false') continue;
      const apart = this.#linkTerm(early, late);
      const facts = [atMost(early.end, late.start), ...this.#queueFacts(early, late), ...(apart === undefined ? [] : [apart])];
      this.#encoding.script.assert(order === 'true' ? all(...facts) : implies(order, all(...facts)));
    }
    if (this.#encoding.scope === 'largest' || first.frame.flow.priority === second.frame.flow.priority) return;
    // frames keep their order on the way to the queues of both priorities
    for (const [one, other] of [[first, second] as const, [second, first] as const])
      this.#encoding.script.assert(some(atMost(other.arrival, one.arrival), atMost(one.join, other.join)));
  }

  /** What it means for the queues that one frame is sent before another. */
  #queueFacts(early: Visit, late: Visit): readonly string[] {
    if (early.frame.flow.priority === late.frame.flow.priority) {
      const joins = atMost(early.join, late.join);
      return this.#encoding.scope === 'largest' ? [joins] : [joins, atMost(early.arrival, late.arrival)];
    }
    return early.frame.flow.priority === 'low' ? [atMost(early.start, late.join)] : [];
  }

  /**
   * By how much frames of one priority are apart that come to a port over one link not followed: their order there is that of the link.
   */
  #linkTerm(early: Visit, late: Visit): string | undefined {
    return this.#keepsLinkOrder(early, late) ? this.#apart(early, late) : undefined;
  }

  #keepsLinkOrder(first: Visit, second: Visit): boolean {
    const sameLink = first.port === second.port && first.member.from === second.member.from && this.#isEntry(first);
    return sameLink && first.frame.flow.priority === second.frame.flow.priority;
  }

  #isEntry({ member }: Visit): boolean {
    return member.from >= 0 && !this.#followed.has(member.from);
  }

  /** One frame after the other on the ports before that both pass; `undefined` when they share none of those that are spoken of. */
  #apart(early: Visit, late: Visit): string | undefined {
    const { network } = this.#encoding.question;
    const link = network.ports[early.member.from] as TimingPort;
    if (this.#ground.entries === 'free') {
      if (early.member.from !== late.member.from) return undefined;
      return atMost(sum(early.arrival, this.#encoding.sending(late.frame, link)), late.arrival);
    }
    const wayOf = ({ frame, member }: Visit) => offPathOf(network, frame.flow, member.hop, this.#followed);
    const [before, after] = [wayOf(early), wayOf(late)];
    if (before === undefined || after === undefined) throw new Error('both come from ports that are not followed');
    if (![...before.tailTicks.keys()].some((port) => after.tailTicks.has(port))) return undefined;
    const ticks = apartTicksOf(network, [early.frame.flow, before], [late.frame.flow, after]);
    return atMost(sum(early.arrival, this.#encoding.time(ticks)), late.arrival);
  }

  /** Frames that come to followed ports over shared links, where no order of sending says which came first. */
  writeEntries(): void {
    const entries = [...this.#visits.values()].flat().filter((visit) => this.#isEntry(visit));
    entries.forEach((first, index) => {
      for (const second of entries.slice(index + 1)) {
        if (first.frame === second.frame || this.#keepsLinkOrder(first, second)) continue;
        const [one, other] = [this.#apart(first, second), this.#apart(second, first)];
        if (one !== undefined && other !== undefined) this.#encoding.script.assert(some(one, other));
      }
    });
  }

  #declareOrder(first: Visit, second: Visit): void {
    const key = `${first.port.index} ${first.frame.name} ${second.frame.name}`;
    if (first.frame.flow === second.frame.flow) {
      this.#orders.set(key, first.frame.copy < second.frame.copy ? 'true' : 'false');
      return;
    }
    const { from } = first.member;
    const samePriority = first.frame.flow.priority === second.frame.flow.priority;
    const upstream = this.#orders.get(`${from} ${first.frame.name} ${second.frame.name}`);
    const kept = samePriority && from === second.member.from ? upstream : undefined;
    this.#orders.set(key, kept ?? this.#encoding.script.truth(`o_${first.frame.name}_${second.frame.name}_p${first.port.index}`));
  }

  /** The term that says that the first is sent before the second. */
  #before(first: Visit, second: Visit): string {
    const order = this.#orders.get(`${first.port.index} ${first.frame.name} ${second.frame.name}`);
    if (order !== undefined) return order;
    const reverse = this.#orders.get(`${first.port.index} ${second.frame.name} ${first.frame.name}`);
    if (reverse === undefined) throw new Error('each pair of frames at a port has an order');
    return reverse === 'true' ? 'false' : reverse === 'false' ? 'true' : not(reverse);
  }
}

import type { PathPart, PathTraffic } from './path-traffic.js';
import { spreadTicksOf, type WindowGroup, type Work, windowTicksOf } from './path-window.js';

/**
 * How the busy period at a port begins, seen from the frame that begins the one at the next port: with the same frame of the path
 * (`stay`), with an earlier one (`move`), or before it, with frames that join at the port (`join`).
 */
export type Kind = 'stay' | 'move' | 'join';

const kinds: readonly Kind[] = ['stay', 'move', 'join'];

/** An order of busy periods along a path, from its last port back to port `port`. */
export interface Tail {
  readonly port: number;
  readonly kind: Kind;
  /** Whose frame begins the busy period at the next port; behind the last port the frame of the path. */
  readonly next: PathPart;
  /** The order from the next port on; `undefined` at the last port. */
  readonly rest: Tail | undefined;
  /** The next port after this with `move`; the number of ports where there is none. */
  readonly nextMove: number;
  /** Ticks of the frames that begin busy periods and so count at one port more, after this port. */
  readonly againTicks: number;
  /** How many different frames of a flow begin busy periods. */
  readonly uses: ReadonlyMap<PathPart, number>;
}

/** Flows that reach one port of the path over one link. */
interface Group {
  readonly port: number;
  /** Over the link of the path itself; the others join. */
  readonly own: boolean;
  readonly from: number;
  readonly linkTicksPerBit: number;
  /** By the port at which the flows leave the path. */
  readonly leaving: readonly { ticks: number; bits: number; largest: number }[];
}

/** What can count when at least `paid` ticks lie in the windows. */
interface Count {
  readonly paid: number;
  readonly allTicks: number;
  /** By port. */
  readonly groups: readonly (readonly Group[])[];
  readonly known: Map<number, number>;
}

/** Half of what whole numbers hold exactly: no sum or difference of two such numbers is beyond them. */
const exactTicksMax = 2 ** 52;

/** Instants at which a frame more can count, before a view is left out. */
const instantsMax = 200;

/**
 * What can delay a frame of a path from one of its ports on: all that counts reaches that port over links, in a window that ends
 * with the frame and whose length is paid for.
 */
export class PathView {
  readonly #path: PathTraffic;
  readonly #port: number;
  readonly #fixedTicks: number;
  /** By when what counts has been sent, as the busy periods tell, after the windows have been paid. */
  readonly #busyTicks: number;
  readonly #counts: readonly Count[] | undefined;
  readonly #work: Work;

  /**
   * The view from a port, counted from 0.
   *
   * @implements LLR-BND-025
   */
  constructor(path: PathTraffic, port: number, work: Work = { steps: 0 }) {
    this.#path = path;
    this.#work = work;
    this.#port = port;
    const behind = path.ports.slice(port);
    const arrival = path.ports[port]?.arrivalTicksMax ?? 0;
    this.#fixedTicks = behind.reduce((sum, { fixedTicks }) => sum + fixedTicks, arrival);
    this.#busyTicks = behind.reduce((sum, { busyTicks, propagationTicks }) => sum + busyTicks + propagationTicks, arrival);
    this.#counts = this.#isExact(this.#busyTicks) ? this.#instantsTo(this.#busyTicks)?.map((paid) => this.#countAt(paid)) : undefined;
  }

  /**
   * The longest time, in ticks, from the release of a frame to its arrival behind the last port, for the orders of busy periods that end
   * with a tail of this port; at most `least` when it is not above it.
   *
   * @implements LLR-BND-025
   */
  delayTicks(tail: Tail, least: number): number {
    if (this.#counts === undefined) return Number.POSITIVE_INFINITY;
    const delay = this.#fixedTicks + tail.againTicks;
    let longest = least;
    for (const count of this.#counts) {
      const all = Math.min(delay + count.allTicks, this.#busyTicks) - count.paid;
      if (all <= longest || this.#lacksFrames(tail, count)) continue;
      longest = Math.max(longest, Math.min(all, delay + this.#ticks(count, tail)));
    }
    return longest;
  }

  #lacksFrames({ uses }: Tail, { paid }: Count): boolean {
    for (const [part, frames] of uses) if (frames > this.#framesOf(part, paid)) return true;
    return false;
  }

  #ticks(count: Count, tail: Tail): number {
    const ports = this.#path.ports.length;
    let ticks = 0;
    for (let at: Tail | undefined = tail; at !== undefined; at = at.rest) {
      const { port, kind, next, nextMove } = at;
      const key = ((port * kinds.length + kinds.indexOf(kind)) * (ports + 1) + nextMove) * this.#path.parts.length + next.index;
      const known = count.known.get(key);
      const here = known ?? this.#ticksAt(count.groups[port] ?? [], at);
      if (known === undefined) count.known.set(key, here);
      ticks += here;
    }
    return ticks;
  }

  /** What the groups of one port bring, less the time that it takes them. */
  #ticksAt(groups: readonly Group[], tail: Tail): number {
    const { port, kind, next } = tail;
    const windows = groups.map((group) => this.#windowOf(group, tail));
    const ticksPerBit = this.#path.ports[port]?.ticksPerBit ?? 0;
    if (port === 0) return windows.reduce((sum, { laterTicks }) => sum + laterTicks, 0);
    if (port > this.#port) {
      if (kind !== 'move') return spreadTicksOf(windows, ticksPerBit);
      return windows.reduce((sum, { laterTicks, hereBits }) => sum + laterTicks + hereBits * ticksPerBit, 0);
    }
    const rates = { ticksPerBit, slowestTicksPerBit: slowestOf(this.#path, port, this.#path.ports.length - 1) };
    const after = (linkTicksPerBit: number): number => next.flow.frameBitsMin * linkTicksPerBit;
    if (next.entry < port)
      return windowTicksOf(windows, rates, kind === 'move' ? after(this.#path.ports[port - 1]?.ticksPerBit ?? 0) : 0, this.#work);
    const pivot = groups.findIndex(({ own, from }) => !own && from === next.from);
    const first = windows.map((window, index) =>
      index === pivot ? { ...window, hereBits: 0, firstBits: next.flow.frameBitsMax, firstIsLate: true } : window,
    );
    return Math.max(windowTicksOf(first, rates, 0, this.#work), windowTicksOf(windows, rates, after(next.linkTicksPerBit), this.#work));
  }

  #windowOf({ port, own, from, linkTicksPerBit, leaving }: Group, { kind, next, nextMove }: Tail): WindowGroup {
    const sum = { laterBits: 0, laterTicks: 0, hereBits: 0, hereLargestBits: 0, firstBits: 0 };
    leaving.forEach(({ ticks, bits, largest }, leave) => {
      if (leave >= nextMove || port === 0) {
        sum.firstBits = Math.max(sum.firstBits, largest);
        sum.laterBits += bits;
        sum.laterTicks += ticks;
      } else if (!own || kind === 'move') {
        sum.hereBits += bits;
        sum.hereLargestBits = Math.max(sum.hereLargestBits, largest);
      }
    });
    const begins = own ? next.entry < port : next.entry === port && next.from === from;
    if (own && kind === 'stay') sum.firstBits = next.flow.frameBitsMax;
    return {
      ...sum,
      linkTicksPerBit,
      hereAheadTicks: begins ? next.flow.frameBitsMin * linkTicksPerBit : 0,
      firstIsLate: own && kind !== 'move',
    };
  }

  #countAt(paid: number): Count {
    const { ports, parts } = this.#path;
    const groups = ports.map((): Group[] => []);
    let allTicks = 0;
    for (const part of parts) {
      if (part.leave < this.#port) continue;
      const port = Math.max(part.entry, this.#port);
      const own = part.entry < this.#port;
      const from = own ? -1 : part.from;
      let group = groups[port]?.find((each) => each.own === own && each.from === from);
      if (group === undefined) {
        const linkTicksPerBit = own ? (ports[port - 1]?.ticksPerBit ?? 0) : part.linkTicksPerBit;
        group = { port, own, from, linkTicksPerBit, leaving: [...ports, 0].map(() => ({ ticks: 0, bits: 0, largest: 0 })) };
        groups[port]?.push(group);
      }
      // The frame of the path counts at the last port in each order: its flow stands behind it.
      const at = group.leaving[part === parts[0] ? ports.length : part.leave];
      if (at === undefined) continue;
      const bits = this.#framesOf(part, paid) * part.flow.frameBitsMax;
      const ticks = bits * slowestOf(this.#path, port, part.leave);
      at.ticks += ticks;
      at.bits += bits;
      at.largest = Math.max(at.largest, part.flow.frameBitsMax);
      allTicks += ticks;
    }
    return { paid, allTicks, groups, known: new Map() };
  }

  /** By how much the frames that count can be apart beside the time that is paid. */
  #lagOf({ entry, jitterTicks }: PathPart): number {
    if (entry < this.#port) return jitterTicks[this.#port - entry] ?? 0;
    const arrival = (port: number): number => this.#path.ports[port]?.arrivalTicksMax ?? 0;
    return (jitterTicks[0] ?? 0) + arrival(entry) - arrival(this.#port);
  }

  #framesOf(part: PathPart, paid: number): number {
    return 1 + Math.floor((paid + this.#lagOf(part)) / part.flow.gapTicks);
  }

  /** Whether no sum of the view can exceed what whole numbers hold: nothing is counted more often than twice, or at a slower rate than all. */
  #isExact(paidMax: number): boolean {
    if (!Number.isSafeInteger(paidMax)) return false;
    const { ports, parts } = this.#path;
    const slowest = [...ports, ...parts.map(({ linkTicksPerBit }) => ({ ticksPerBit: linkTicksPerBit }))].reduce(
      (most, { ticksPerBit }) => Math.max(most, ticksPerBit),
      0,
    );
    const bits = parts.reduce((sum, part) => sum + this.#framesOf(part, paidMax) * part.flow.frameBitsMax, 0);
    const again = ports.length * parts.reduce((most, { flow }) => Math.max(most, flow.frameBitsMax), 0);
    return this.#fixedTicks + paidMax + (2 * bits + again) * slowest <= exactTicksMax;
  }

  /** 0 and the instants at which one frame more can count; `undefined` when there are too many. */
  #instantsTo(last: number): readonly number[] | undefined {
    const instants = new Set([0]);
    for (const part of this.#path.parts) {
      if (part.leave < this.#port) continue;
      const { gapTicks } = part.flow;
      const lag = this.#lagOf(part);
      for (let at = (1 + Math.floor(lag / gapTicks)) * gapTicks - lag; at <= last; at += gapTicks) {
        instants.add(at);
        if (instants.size > instantsMax) return undefined;
      }
    }
    return [...instants].sort((one, other) => one - other);
  }
}

function slowestOf({ ports }: PathTraffic, from: number, to: number): number {
  let ticksPerBit = 0;
  for (let port = from; port <= to; port += 1) ticksPerBit = Math.max(ticksPerBit, ports[port]?.ticksPerBit ?? 0);
  return ticksPerBit;
}

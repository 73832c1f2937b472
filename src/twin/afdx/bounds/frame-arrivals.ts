import type { TimingNetwork } from '../timing/timing-network.js';
import { whole } from './exact-number.js';
import type { Passage, Priority } from './port-traffic.js';

/** The flows of one priority at one port, grouped by the link over which they come. */
export interface FrameTraffic {
  readonly groups: readonly FrameGroup[];
  /** Largest and smallest frame of these flows, in bits; 0 when there is none. */
  readonly frameBitsMax: number;
  readonly frameBitsMin: number;
}

/** Flows that share the link over which they reach the port. */
export interface FrameGroup {
  /** Ticks per bit of that link; 0 where no link shapes the flows, at their source. */
  readonly linkTicksPerBit: number;
  readonly frameBitsMax: number;
  readonly flows: readonly FrameFlow[];
}

/** At most 1 + floor((t + jitterTicks) / gapTicks) frames of `frameBits` in each closed interval of t ticks. */
export interface FrameFlow {
  readonly frameBits: number;
  readonly gapTicks: number;
  readonly jitterTicks: number;
}

/**
 * The traffic of one priority, or of both together, at a port.
 *
 * @param jitterTicks arrival jitter by flow and hop, in ticks
 * @implements LLR-BND-007
 */
export function frameTrafficOf(
  network: TimingNetwork,
  passages: readonly Passage[],
  priority: Priority | 'both',
  jitterTicks: readonly (readonly number[])[],
): FrameTraffic {
  const open = new Map<number, { linkTicksPerBit: number; frameBitsMax: number; flows: FrameFlow[] }>();
  let [frameBitsMax, frameBitsMin] = [0, 0];
  for (const { flow, hop, from } of passages) {
    if (priority !== 'both' && flow.priority !== priority) continue;
    const group = open.get(from) ?? { linkTicksPerBit: network.ports[from]?.ticksPerBit ?? 0, frameBitsMax: 0, flows: [] };
    open.set(from, group);
    group.flows.push({ frameBits: flow.frameBitsMax, gapTicks: flow.gapTicks, jitterTicks: jitterTicks[flow.index]?.[hop] ?? 0 });
    group.frameBitsMax = Math.max(group.frameBitsMax, flow.frameBitsMax);
    frameBitsMax = Math.max(frameBitsMax, flow.frameBitsMax);
    frameBitsMin = frameBitsMin === 0 ? flow.frameBitsMin : Math.min(frameBitsMin, flow.frameBitsMin);
  }
  return { groups: [...open.values()], frameBitsMax, frameBitsMin };
}

/** A jump of the frame count of one flow. */
interface Jump {
  ticks: number;
  readonly group: number;
  readonly flow: FrameFlow;
}

/** How many bits can have arrived, followed forward in time; each frame is counted once, when it can first be there. */
export class ArrivalSweep {
  readonly #groups: readonly FrameGroup[];
  /** Bits of the frames counted so far, by group, without regard to the link. */
  readonly #levels: number[];
  /** A binary heap of the next jump of each flow. */
  readonly #jumps: Jump[] = [];

  /**
   * Starts with an interval of length 0.
   *
   * @implements LLR-BND-008
   */
  constructor(traffic: FrameTraffic) {
    this.#groups = traffic.groups;
    this.#levels = traffic.groups.map(() => 0);
    traffic.groups.forEach(({ flows }, group) => {
      for (const flow of flows) {
        const frames = 1 + Math.floor(flow.jitterTicks / flow.gapTicks);
        this.#levels[group] = (this.#levels[group] ?? 0) + frames * flow.frameBits;
        this.#jumps.push({ ticks: whole(frames * flow.gapTicks) - flow.jitterTicks, group, flow });
      }
    });
    for (let at = (this.#jumps.length >> 1) - 1; at >= 0; at -= 1) this.#sink(at);
  }

  /**
   * Bits that can have arrived in an interval of `ticks`, by the frames counted so far; rounded up to whole bits.
   *
   * @implements LLR-BND-008
   */
  bits(ticks: number): number {
    let sum = 0;
    for (let index = 0; index < this.#groups.length; index += 1) {
      const { linkTicksPerBit, frameBitsMax } = this.#groups[index] as FrameGroup;
      const level = this.#levels[index] as number;
      sum += linkTicksPerBit === 0 ? level : Math.min(level, frameBitsMax + Math.ceil(ticks / linkTicksPerBit));
    }
    return sum;
  }

  /**
   * The first instant after `ticks` at which a frame more can be there or a link ceases to be the limit; infinite without flows.
   *
   * @implements LLR-BND-008
   */
  eventAfter(ticks: number): number {
    let next = this.#jumps[0]?.ticks ?? Number.POSITIVE_INFINITY;
    for (let index = 0; index < this.#groups.length; index += 1) {
      const { linkTicksPerBit, frameBitsMax } = this.#groups[index] as FrameGroup;
      const turn = ((this.#levels[index] as number) - frameBitsMax) * linkTicksPerBit;
      if (turn > ticks && turn < next) next = turn;
    }
    return next;
  }

  /**
   * The rate at which bits arrive just after `ticks`, as the rates of the links that are the limit then.
   *
   * @implements LLR-BND-008
   */
  limitingLinksAt(ticks: number): readonly number[] {
    return this.#groups
      .filter(({ linkTicksPerBit, frameBitsMax }, index) => ticks < ((this.#levels[index] as number) - frameBitsMax) * linkTicksPerBit)
      .map(({ linkTicksPerBit }) => linkTicksPerBit);
  }

  /**
   * Counts each frame that can be there after `ticks` at the latest.
   *
   * @implements LLR-BND-008
   */
  advanceTo(ticks: number): void {
    for (let jump = this.#jumps[0]; jump !== undefined && jump.ticks <= ticks; jump = this.#jumps[0]) {
      this.#levels[jump.group] = (this.#levels[jump.group] as number) + jump.flow.frameBits;
      jump.ticks += jump.flow.gapTicks;
      this.#sink(0);
    }
  }

  #sink(from: number): void {
    const jumps = this.#jumps;
    const item = jumps[from] as Jump;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= jumps.length) break;
      if (child + 1 < jumps.length && (jumps[child + 1] as Jump).ticks < (jumps[child] as Jump).ticks) child += 1;
      if ((jumps[child] as Jump).ticks >= item.ticks) break;
      jumps[at] = jumps[child] as Jump;
      at = child;
    }
    jumps[at] = item;
  }
}

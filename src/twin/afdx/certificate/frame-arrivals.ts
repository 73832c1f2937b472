import { plus, type Rational, rational, zero } from '../../../kernel/rational.js';
import type { WorkBudget } from './work-budget.js';

/** A flow as method frame sees it at a port: bits of its largest frame, gap and jitter in ticks. */
export interface FrameFlow {
  readonly bits: number;
  readonly gapTicks: number;
  readonly jitterTicks: number;
}

/** Flows that come over one link; at a source `linkTicksPerBit` is `undefined` and nothing limits them together. */
export interface FrameGroup {
  readonly linkTicksPerBit: number | undefined;
  readonly flows: readonly FrameFlow[];
}

/** The links that limit their groups at the same time, as ticks per bit of each, and the sum of their rates as a fraction. */
export interface LimitingLinks {
  readonly ticksPerBit: readonly number[];
  /** Σ 1/tpb_link. */
  readonly rate: Rational;
}

/**
 * A stretch of time between two events: from `start`, jumps counted, up to the next stretch, jumps not counted, at most
 * `bits + Σ ⌈t / tpb_link⌉` bits come in a closed interval of t ticks.
 */
export interface Stretch {
  readonly start: number;
  readonly bits: number;
  readonly links: LimitingLinks;
}

const noLinks: LimitingLinks = { ticksPerBit: [], rate: zero };

/**
 * The bits of a stretch at an instant from its start up to the start of the next, at which it is the limit from the left.
 * @implements LLR-CCK-010
 */
export function bitsAt({ bits, links }: Stretch, instant: number): number {
  let sum = bits;
  for (const ticksPerBit of links.ticksPerBit) sum += Math.ceil(instant / ticksPerBit);
  return sum;
}

interface GroupState {
  readonly linkTicksPerBit: number | undefined;
  readonly largest: number;
  /** Bits of the frames counted so far. */
  bits: number;
  /** Instant at which the link ceases to be the limit; not after the present when it is none. */
  free: number;
}

/**
 * What some groups bring at most, Σ a_g(t), as stretches between events, made one after the other on demand.
 * Source: docs/afdx-bounds.md, Method frame.
 * @implements LLR-CCK-010
 */
export class FrameArrivals {
  readonly #groups: GroupState[] = [];
  readonly #jumps = new JumpQueue();
  readonly #stretches: Stretch[] = [];
  readonly #budget: WorkBudget;

  constructor(groups: readonly FrameGroup[], budget: WorkBudget) {
    this.#budget = budget;
    for (const { linkTicksPerBit, flows } of groups) {
      const group: GroupState = { linkTicksPerBit, largest: flows.reduce((most, { bits }) => Math.max(most, bits), 0), bits: 0, free: 0 };
      for (const { bits, gapTicks, jitterTicks } of flows) {
        const gaps = (jitterTicks - (jitterTicks % gapTicks)) / gapTicks;
        group.bits += bits * (1 + gaps);
        this.#jumps.push({ instant: (gaps + 1) * gapTicks - jitterTicks, gapTicks, bits, group: this.#groups.length });
      }
      this.#groups.push(group);
      release(group);
    }
    this.#append(0);
  }

  /** The stretch of an index, 0 being the one from instant 0; `undefined` when whole numbers are no longer exact or no step is left. */
  stretch(index: number): Stretch | undefined {
    while (this.#stretches.length <= index) if (!this.#advance()) return undefined;
    return this.#stretches[index];
  }

  #advance(): boolean {
    if (!this.#budget.step()) return false;
    const now = this.#stretches.at(-1)?.start ?? 0;
    let next = this.#jumps.first?.instant ?? Number.POSITIVE_INFINITY;
    for (const { free } of this.#groups) if (free > now && free < next) next = free;
    if (!Number.isSafeInteger(next)) return false;
    for (let jump = this.#jumps.first; jump !== undefined && jump.instant === next; jump = this.#jumps.first) {
      const group = this.#groups[jump.group] as GroupState;
      group.bits += jump.bits;
      release(group);
      this.#jumps.delayFirst();
    }
    return this.#append(next);
  }

  #append(start: number): boolean {
    let bits = 0;
    const limiting: number[] = [];
    for (const group of this.#groups) {
      if (group.linkTicksPerBit !== undefined && group.free > start) {
        bits += group.largest;
        limiting.push(group.linkTicksPerBit);
      } else bits += group.bits;
    }
    const last = this.#stretches.at(-1)?.links ?? noLinks;
    const same = last.ticksPerBit.length === limiting.length && limiting.every((ticks, at) => ticks === last.ticksPerBit[at]);
    this.#stretches.push({ start, bits, links: same ? last : linksOf(limiting) });
    return Number.isSafeInteger(bits);
  }
}

/** Sets the instant at which all counted frames of a group have had time to come over its link. */
function release(group: GroupState): void {
  if (group.linkTicksPerBit !== undefined) group.free = (group.bits - group.largest) * group.linkTicksPerBit;
}

function linksOf(ticksPerBit: readonly number[]): LimitingLinks {
  const rate = ticksPerBit.reduce((sum, ticks) => plus(sum, rational(1n, BigInt(ticks))), zero);
  return { ticksPerBit, rate };
}

interface Jump {
  instant: number;
  readonly gapTicks: number;
  readonly bits: number;
  readonly group: number;
}

/** Jumps by instant, the earliest first: a binary heap. */
class JumpQueue {
  readonly #heap: Jump[] = [];

  get first(): Jump | undefined {
    return this.#heap[0];
  }

  push(jump: Jump): void {
    const heap = this.#heap;
    let at = heap.push(jump) - 1;
    for (let above = (at - 1) >> 1; at > 0 && (heap[above] as Jump).instant > jump.instant; above = (at - 1) >> 1) {
      heap[at] = heap[above] as Jump;
      at = above;
    }
    heap[at] = jump;
  }

  /** Moves the first jump on by its gap. */
  delayFirst(): void {
    const heap = this.#heap;
    const jump = heap[0];
    if (jump === undefined) return;
    jump.instant += jump.gapTicks;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below + 1 < heap.length && (heap[below + 1] as Jump).instant < (heap[below] as Jump).instant) below += 1;
      const smaller = heap[below];
      if (smaller === undefined || smaller.instant >= jump.instant) break;
      heap[at] = smaller;
      at = below;
    }
    heap[at] = jump;
  }
}

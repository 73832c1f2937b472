import type { SeededRandom } from '../../../kernel/seeded-random.js';
import type { TimingFlow, TimingNetwork } from '../timing/timing-network.js';
import { adversarialOffsetsOf } from './adversarial-offsets.js';
import type { BabblingWindow } from './fault-plan.js';
import { MessageReleases } from './message-releases.js';
import type { NetworkTables } from './network-tables.js';
import { type RandomStreams, wholeBelow } from './random-streams.js';
import type { ExplicitRelease, SimulationOptions } from './simulation-options.js';

/**
 * A tick that is not reached.
 *
 * @implements LLR-SIM-010
 */
export const never = Number.MAX_SAFE_INTEGER;

/** Says when each emitter releases frames, and which. An emitter is asked in the order of time. */
export interface ReleaseSource {
  /** Flows that carry a copy of each frame, by emitter. */
  readonly emitters: readonly (readonly number[])[];
  /** Tick of the first frame; `never` when there is none. */
  firstTick(emitter: number): number;
  /** The frame that is released at this tick; overwritten by the next call. */
  frameAt(emitter: number, tick: number): ReleasedFrame;
  /** Tick of the frame after that of `tick`. */
  nextTick(emitter: number, tick: number): number;
  /** What happened in the queues of sub-virtual links; empty where the pattern knows none. */
  queues(): readonly QueueObservation[];
}

/** What the regulator of a stream did with one of its queues. */
export interface QueueObservation {
  readonly stream: number;
  readonly name: string;
  readonly messagesReleased: number;
  /** Longest time from the hand-over of a message to the release of its last frame, in ticks. */
  readonly longestQueueTicks: number;
}

/** What is released. */
export interface ReleasedFrame {
  /** Size on the wire. */
  bits: number;
  /** Queue of a sub-virtual link whose message ends with this frame; -1 when none does. */
  messageQueue: number;
  /** Tick at which that message was handed over. */
  messageTick: number;
}

/**
 * The source of releases for a pattern.
 *
 * @param options options that nothing is wrong with
 * @param babbling windows of faults in which the gap is not kept, by stream
 * @implements LLR-SIM-010
 */
export function releaseSourceOf(
  tables: NetworkTables,
  options: SimulationOptions,
  randoms: RandomStreams,
  babbling: ReadonlyMap<number, readonly BabblingWindow[]>,
): ReleaseSource {
  const { pattern } = options;
  const { flows } = tables.network;
  if (pattern.kind === 'explicit') return new ExplicitReleases(tables.network, pattern.releases);
  const sizeOf = sizeChooser(options, randoms.sizes);
  const gaps = tables.streams.map((stream) => flows[stream.flows[0] ?? 0]?.gapTicks ?? never);
  if (pattern.kind === 'messages') {
    const offset = (ticks: number): number => (pattern.start === 'synchronous' ? 0 : wholeBelow(randoms.offsets, ticks));
    return babblingOr(new MessageReleases(tables.streams, gaps, pattern.queues, offset), tables, sizeOf, babbling);
  }
  const byFlow =
    pattern.kind === 'adversarial'
      ? adversarialOffsetsOf(tables.network, pattern.target)
      : pattern.kind === 'offsets'
        ? pattern.offsetTicks
        : undefined;
  const offsets = tables.streams.map((stream, index) => {
    if (byFlow !== undefined) return byFlow[stream.flows[0] ?? 0] ?? 0;
    return pattern.kind === 'synchronous-burst' ? 0 : wholeBelow(randoms.offsets, gaps[index] ?? 1);
  });
  const extraOf = pattern.kind === 'sporadic' ? (gap: number): number => wholeBelow(randoms.gaps, gap) : (): number => 0;
  return babblingOr(new PeriodicReleases(tables, { offsets, gaps, extraOf, sizeOf }), tables, sizeOf, babbling);
}

type SizeOf = (flow: TimingFlow) => number;

/** The largest frame, or one of the sizes of the flow that differ by whole bytes, each equally likely. */
function sizeChooser({ frameSize = 'maximum' }: SimulationOptions, random: SeededRandom): SizeOf {
  if (frameSize === 'maximum') return ({ frameBitsMax }) => frameBitsMax;
  return ({ frameBitsMax, frameBitsMin }) => frameBitsMax - 8 * wholeBelow(random, Math.floor((frameBitsMax - frameBitsMin) / 8) + 1);
}

function babblingOr(
  source: ReleaseSource,
  tables: NetworkTables,
  sizeOf: SizeOf,
  babbling: ReadonlyMap<number, readonly BabblingWindow[]>,
): ReleaseSource {
  return babbling.size === 0 ? source : new BabblingReleases(source, tables, sizeOf, babbling);
}

interface PeriodicPlan {
  readonly offsets: readonly number[];
  readonly gaps: readonly number[];
  readonly extraOf: (gap: number) => number;
  readonly sizeOf: SizeOf;
}

class PeriodicReleases implements ReleaseSource {
  readonly emitters: readonly (readonly number[])[];
  readonly #flows: readonly TimingFlow[];
  readonly #plan: PeriodicPlan;
  readonly #frame: ReleasedFrame = { bits: 0, messageQueue: -1, messageTick: 0 };

  constructor({ streams, network }: NetworkTables, plan: PeriodicPlan) {
    this.emitters = streams.map(({ flows }) => flows);
    this.#flows = streams.map(({ flows }) => network.flows[flows[0] ?? 0] as TimingFlow);
    this.#plan = plan;
  }

  firstTick(emitter: number): number {
    return this.#plan.offsets[emitter] as number;
  }

  frameAt(emitter: number): ReleasedFrame {
    this.#frame.bits = this.#plan.sizeOf(this.#flows[emitter] as TimingFlow);
    return this.#frame;
  }

  nextTick(emitter: number, tick: number): number {
    const gap = this.#plan.gaps[emitter] as number;
    return tick + gap + this.#plan.extraOf(gap);
  }

  queues(): readonly QueueObservation[] {
    return [];
  }
}

/**
 * Each flow is an emitter of its own, so that the copies of a frame can be released apart.
 *
 * @implements LLR-SIM-011
 */
class ExplicitReleases implements ReleaseSource {
  readonly emitters: readonly (readonly number[])[];
  readonly #releases: readonly (readonly ExplicitRelease[])[];
  readonly #largest: readonly number[];
  readonly #taken: number[];
  readonly #frame: ReleasedFrame = { bits: 0, messageQueue: -1, messageTick: 0 };

  constructor({ flows }: TimingNetwork, releases: readonly (readonly ExplicitRelease[])[]) {
    this.emitters = flows.map(({ index }) => [index]);
    this.#largest = flows.map(({ frameBitsMax }) => frameBitsMax);
    this.#releases = releases;
    this.#taken = flows.map(() => 0);
  }

  firstTick(emitter: number): number {
    return this.#releases[emitter]?.[0]?.tick ?? never;
  }

  frameAt(emitter: number): ReleasedFrame {
    const at = this.#taken[emitter] as number;
    this.#taken[emitter] = at + 1;
    this.#frame.bits = this.#releases[emitter]?.[at]?.frameBits ?? (this.#largest[emitter] as number);
    return this.#frame;
  }

  nextTick(emitter: number): number {
    return this.#releases[emitter]?.[this.#taken[emitter] as number]?.tick ?? never;
  }

  queues(): readonly QueueObservation[] {
    return [];
  }
}

/** Another source, but for windows in which a stream sends its own frames each interval. */
class BabblingReleases implements ReleaseSource {
  readonly emitters: readonly (readonly number[])[];
  readonly #source: ReleaseSource;
  readonly #windows: ReadonlyMap<number, readonly BabblingWindow[]>;
  readonly #flows: readonly TimingFlow[];
  readonly #sizeOf: SizeOf;
  readonly #frame: ReleasedFrame = { bits: 0, messageQueue: -1, messageTick: 0 };

  constructor(
    source: ReleaseSource,
    { streams, network }: NetworkTables,
    sizeOf: SizeOf,
    windows: ReadonlyMap<number, readonly BabblingWindow[]>,
  ) {
    this.emitters = source.emitters;
    this.#source = source;
    this.#windows = windows;
    this.#flows = streams.map(({ flows }) => network.flows[flows[0] ?? 0] as TimingFlow);
    this.#sizeOf = sizeOf;
  }

  firstTick(emitter: number): number {
    return this.#before(emitter, -1, this.#source.firstTick(emitter));
  }

  frameAt(emitter: number, tick: number): ReleasedFrame {
    if (this.#windowAt(emitter, tick) === undefined) return this.#source.frameAt(emitter, tick);
    this.#frame.bits = this.#sizeOf(this.#flows[emitter] as TimingFlow);
    return this.#frame;
  }

  nextTick(emitter: number, tick: number): number {
    const window = this.#windowAt(emitter, tick);
    if (window !== undefined && tick + window.interval < window.end) return tick + window.interval;
    return this.#before(emitter, tick, this.#source.nextTick(emitter, tick));
  }

  queues(): readonly QueueObservation[] {
    return this.#source.queues();
  }

  #windowAt(emitter: number, tick: number): BabblingWindow | undefined {
    return this.#windows.get(emitter)?.find(({ start, end }) => tick >= start && tick < end);
  }

  /** The start of the first window that opens after `tick` and before `regular`, else `regular`. */
  #before(emitter: number, tick: number, regular: number): number {
    let first = regular;
    for (const { start } of this.#windows.get(emitter) ?? []) if (start > tick && start < first) first = start;
    return first;
  }
}

import type { NetworkName } from '../network.generated.js';
import type { Fault } from './faults.js';
import type { MessageQueue } from './message-queues.js';

/** What to simulate. Times are whole ticks of the timing network, counted from 0. */
export interface SimulationOptions {
  /** Frames are released from tick 0 to the tick before this one; those under way then are followed to their end. */
  readonly durationTicks: number;
  /** Whole number from 0 to 2^32 - 1; decides each choice that is left to chance. */
  readonly seed: number;
  readonly pattern: ReleasePattern;
  /** Size of each frame where the pattern does not say it; `maximum` unless told. */
  readonly frameSize?: 'maximum' | 'random';
  /** Technological latencies, between 0 and the longest of the port or the destination; `maximum` unless told. */
  readonly latency?: 'maximum' | 'zero' | 'random';
  /** Who is first of those that reach a port at the same tick; `index` unless told. */
  readonly ties?: TieOrder;
  /** Policing of virtual links at each switch input; none unless told. */
  readonly policing?: Policing;
  /** Redundancy management at the destinations; none unless told. */
  readonly redundancy?: Redundancy;
  readonly faults?: readonly Fault[];
  /** Whether a switch drops what does not fit the memory of a port; yes unless told. */
  readonly limitedBuffers?: boolean;
  readonly tap?: Tap;
}

/** When the regulators release frames; the gap is kept by each of them. */
export type ReleasePattern =
  /** Each gap, from an offset by the seed. */
  | { readonly kind: 'periodic-random-offset' }
  /** From an offset by the seed, then after the gap and an extra time of less than a gap by the seed. */
  | { readonly kind: 'sporadic' }
  /** Each gap, from tick 0. */
  | { readonly kind: 'synchronous-burst' }
  /** Each gap; the first frame of each other flow meets that of the target at the first port that they share. */
  | { readonly kind: 'adversarial'; readonly target: Target }
  /** Each gap, from the offset of the flow. */
  | { readonly kind: 'offsets'; readonly offsetTicks: readonly number[] }
  /** As listed, by flow. */
  | { readonly kind: 'explicit'; readonly releases: readonly (readonly ExplicitRelease[])[] }
  /** Messages of sub-virtual links in their periods, from tick 0 or from an offset by the seed. */
  | {
      readonly kind: 'messages';
      readonly queues: ReadonlyMap<number, readonly MessageQueue[]>;
      readonly start: 'synchronous' | 'random-offset';
    };

/** A flow at one of its destinations, both by index. */
export interface Target {
  readonly flow: number;
  readonly destination: number;
}

/** One frame of a flow. */
export interface ExplicitRelease {
  readonly tick: number;
  /** Size on the wire; the largest of the flow unless told. */
  readonly frameBits?: number;
  /** By hop of the flow: order among frames that reach the port at the same tick, lowest first; the index of the flow unless told. */
  readonly ranks?: readonly number[];
  /** By hop of the flow: latency before the queue of the port; as in `latency` unless told. */
  readonly latencyTicks?: readonly number[];
}

/** Who is first of the frames that reach a port at the same tick. */
export type TieOrder =
  /** The flow of the lower index. */
  | { readonly kind: 'index' }
  /** Chance, by the seed. */
  | { readonly kind: 'seed' }
  /** The flow of the lower rank, ranks being listed by flow. */
  | { readonly kind: 'flows'; readonly ranks: readonly number[] }
  /** The flow of the lower rank at this port, ranks being listed by flow and hop. */
  | { readonly kind: 'hops'; readonly ranks: readonly (readonly number[])[] };

/** Token buckets at the inputs of switches. */
export interface Policing {
  /**
   * Jitter that is allowed: one number for all, or by flow and hop the jitter with which the flow reaches the node that owns the port
   * of the hop, as method `frame` of the bounds lists it. In ticks.
   */
  readonly jitterTicks: number | readonly (readonly number[])[];
}

/** Windows of redundancy management. */
export interface Redundancy {
  /** SkewMax of each virtual link in ticks. A virtual link that is not listed has none, and its copies are not matched. */
  readonly skewTicksMax: ReadonlyMap<number, number>;
}

/** Where frames are watched. */
export interface Tap {
  /** Output ports whose cables are watched, by index. */
  readonly ports: readonly number[];
  /** Is given each frame when its last bit is at the far end of the cable, in the order of time. */
  readonly sink: FrameSink;
}

/** Receives frames that pass a tap. */
export type FrameSink = (frame: TappedFrame) => void;

/** A frame at a tap. */
export interface TappedFrame {
  readonly tick: number;
  /** Index of the flow. */
  readonly flow: number;
  readonly virtualLink: number;
  readonly network: NetworkName;
  readonly sequenceNumber: number;
  /** Number of the frame in its stream, counted from 0. */
  readonly frameNumber: number;
  /** Size on the wire, with preamble and inter-frame gap. */
  readonly frameBits: number;
  /** Index of the output port. */
  readonly port: number;
  /** Tick of the release by the regulator. */
  readonly releaseTick: number;
  /** Whether its check sequence does not match. */
  readonly corrupted: boolean;
}

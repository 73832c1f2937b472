import { type MessageQueue, messageFrameBitsOf } from './message-queues.js';
import type { Stream } from './network-tables.js';
import type { QueueObservation, ReleasedFrame, ReleaseSource } from './release-source.js';

/** A queue under way. Message k is handed over at offset + k · period, so what waits follows from the tick and needs no memory. */
interface OpenQueue {
  readonly queue: MessageQueue;
  readonly frameBits: readonly number[];
  readonly offset: number;
  /** Messages sent whole, and frames of the next one. */
  messages: number;
  frames: number;
  /** Longest time from the hand-over of a message to the release of its last frame, in ticks. */
  longestQueueTicks: number;
}

/**
 * Regulators that serve the queues of a virtual link in turn: one frame of the next queue that has one, then the gap.
 * Sub-virtual links: ARINC 664 part 7, as described in public secondary sources.
 */
export class MessageReleases implements ReleaseSource {
  readonly emitters: readonly (readonly number[])[];
  readonly #gaps: readonly number[];
  readonly #queues: readonly (readonly OpenQueue[])[];
  /** Number of the first queue of each stream among all queues. */
  readonly #base: readonly number[];
  readonly #lastServed: number[];
  readonly #frame: ReleasedFrame = { bits: 0, messageQueue: -1, messageTick: 0 };

  /**
   * @param gaps shortest time between two frames in ticks, by stream
   * @param queues by virtual link; each stream has one at least
   * @param offsetBelow tick of the first message of a queue, below its period
   * @implements LLR-SIM-014
   */
  constructor(
    streams: readonly Stream[],
    gaps: readonly number[],
    queues: ReadonlyMap<number, readonly MessageQueue[]>,
    offsetBelow: (periodTicks: number) => number,
  ) {
    this.emitters = streams.map(({ flows }) => flows);
    this.#gaps = gaps;
    this.#queues = streams.map(({ virtualLink }) =>
      (queues.get(virtualLink) ?? []).map((queue) => ({
        queue,
        frameBits: messageFrameBitsOf(queue),
        offset: offsetBelow(queue.periodTicks),
        messages: 0,
        frames: 0,
        longestQueueTicks: 0,
      })),
    );
    let base = 0;
    this.#base = this.#queues.map((list) => {
      base += list.length;
      return base - list.length;
    });
    this.#lastServed = this.#queues.map((list) => list.length - 1);
  }

  /**
   * Tick at which the first message is handed over.
   *
   * @implements LLR-SIM-014
   */
  firstTick(emitter: number): number {
    return this.#earliest(emitter, 0);
  }

  /**
   * The frame of the queue whose turn it is.
   *
   * @implements LLR-SIM-014
   */
  frameAt(emitter: number, tick: number): ReleasedFrame {
    const list = this.#queues[emitter] ?? [];
    let turn = this.#lastServed[emitter] as number;
    do turn = (turn + 1) % list.length;
    while (handOverTick(list[turn] as OpenQueue) > tick);
    this.#lastServed[emitter] = turn;
    const open = list[turn] as OpenQueue;
    const handedOver = handOverTick(open);
    const frame = this.#frame;
    frame.bits = open.frameBits[open.frames] as number;
    open.frames += 1;
    frame.messageQueue = -1;
    if (open.frames === open.frameBits.length) {
      frame.messageQueue = (this.#base[emitter] as number) + turn;
      frame.messageTick = handedOver;
      open.longestQueueTicks = Math.max(open.longestQueueTicks, tick - handedOver);
      open.messages += 1;
      open.frames = 0;
    }
    return frame;
  }

  /**
   * The end of the gap, or when the next message is handed over.
   *
   * @implements LLR-SIM-014
   */
  nextTick(emitter: number, tick: number): number {
    return this.#earliest(emitter, tick + (this.#gaps[emitter] as number));
  }

  /**
   * What happened in the queues, in the order of their numbers.
   *
   * @implements LLR-SIM-014
   */
  queues(): readonly QueueObservation[] {
    return this.#queues.flatMap((list, stream) =>
      list.map(({ queue: { name }, messages, longestQueueTicks }) => ({ stream, name, messagesReleased: messages, longestQueueTicks })),
    );
  }

  #earliest(emitter: number, tick: number): number {
    let earliest = Number.MAX_SAFE_INTEGER;
    for (const open of this.#queues[emitter] ?? []) earliest = Math.min(earliest, Math.max(tick, handOverTick(open)));
    return earliest;
  }
}

function handOverTick({ offset, messages, queue }: OpenQueue): number {
  return offset + messages * queue.periodTicks;
}

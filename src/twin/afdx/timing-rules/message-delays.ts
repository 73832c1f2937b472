import type { Bounds, EndBound } from '../bounds/bounds.js';
import type { AfdxNetwork, VirtualLink } from '../network.generated.js';
import { headerBytes } from '../wire.js';
import { type Regulator, releaseMillisecondsOf } from './regulator-delay.js';

/** How long the messages of one sub-virtual link take. */
export interface MessageDelay {
  readonly virtualLink: number;
  /** Index of the sub-virtual link and its name. */
  readonly queue: number;
  readonly name: string;
  /** Frames of one message. */
  readonly frames: number;
  /** Longest time from the handing over of a message to the release of its last frame, in milliseconds. */
  readonly releaseMilliseconds: number;
  readonly ends: readonly MessageEnd[];
}

/** Longest time from the handing over of a message to its delivery at one destination over one network. */
export interface MessageEnd {
  readonly end: EndBound;
  /** Waiting for the release, delay of the last frame, and the jitter allowance of the network. */
  readonly delayPicoseconds: bigint;
}

/**
 * How many frames a message is cut into: each holds what its largest frame leaves beside 47 byte of headers. Fragments of one
 * datagram carry its UDP header once, so that they are never more than that.
 *
 * @returns `undefined` when a frame holds no payload at all
 * @implements LLR-TMR-005
 */
export function messageFramesOf({ payloadBytes, maximumFrameBytes }: VirtualLink['subVirtualLinks'][number]): number | undefined {
  const room = maximumFrameBytes - headerBytes;
  return room <= 0 ? undefined : Math.ceil(payloadBytes / room);
}

/**
 * The regulator of a virtual link with the messages of its sub-virtual links; `undefined` when one of them fits into no frame.
 *
 * @implements LLR-TMR-005
 */
export function regulatorOf({ bandwidthAllocationGapMilliseconds, subVirtualLinks }: VirtualLink): Regulator | undefined {
  const queues = subVirtualLinks.flatMap((queue) => {
    const frames = messageFramesOf(queue);
    return frames === undefined ? [] : [{ frames, periodMilliseconds: queue.periodMilliseconds }];
  });
  if (queues.length < subVirtualLinks.length) return undefined;
  return { gapMilliseconds: bandwidthAllocationGapMilliseconds, queues };
}

/**
 * The longest delay of each message at each destination, in the order of the file. Virtual links whose messages are more than their
 * regulator releases, or fit into no frame, are left out.
 *
 * @implements LLR-TMR-007
 */
export function messageDelaysOf(network: AfdxNetwork, bounds: Bounds): readonly MessageDelay[] {
  const allowance = BigInt(network.jitterAllowanceMicroseconds ?? 0) * picosecondsPerMicrosecond;
  const endsOf = new Map<number, EndBound[]>();
  for (const end of bounds.ends) {
    const ends = endsOf.get(end.flow.virtualLink) ?? [];
    endsOf.set(end.flow.virtualLink, ends);
    ends.push(end);
  }
  return network.virtualLinks.flatMap((virtualLink) => {
    const regulator = regulatorOf(virtualLink);
    return virtualLink.subVirtualLinks.flatMap(({ name }, queue): readonly MessageDelay[] => {
      const releaseMilliseconds = regulator === undefined ? undefined : releaseMillisecondsOf(regulator, queue);
      if (releaseMilliseconds === undefined) return [];
      const release = BigInt(releaseMilliseconds) * 1000n * picosecondsPerMicrosecond;
      const ends = (endsOf.get(virtualLink.id) ?? []).map((end) => ({ end, delayPicoseconds: release + end.delayPicoseconds + allowance }));
      return [{ virtualLink: virtualLink.id, queue, name, frames: regulator?.queues[queue]?.frames ?? 0, releaseMilliseconds, ends }];
    });
  });
}

const picosecondsPerMicrosecond = 1_000_000n;

import type { AfdxNetwork } from '../network.generated.js';
import type { TimingNetwork } from '../timing/timing-network.js';
import { frameBytesMin, headerBytes, wireOverheadBytes } from '../wire.js';

/** The queue of a sub-virtual link with the message that it carries. */
export interface MessageQueue {
  readonly name: string;
  /** Size of the message without any header, in bytes. */
  readonly payloadBytes: number;
  /** Largest frame from destination address to check sequence, in bytes. */
  readonly frameBytesMax: number;
  /** Time between two messages, in ticks. */
  readonly periodTicks: number;
}

/**
 * The queues of each virtual link of a network, by its identifier.
 *
 * @implements LLR-SIM-013
 */
export function messageQueuesOf(network: AfdxNetwork, { ticksPerSecond }: TimingNetwork): ReadonlyMap<number, readonly MessageQueue[]> {
  const ticks = (milliseconds: number): number => Number((BigInt(milliseconds) * BigInt(ticksPerSecond)) / 1000n);
  return new Map(
    network.virtualLinks.map(({ id, subVirtualLinks }) => [
      id,
      subVirtualLinks.map(({ name, payloadBytes, maximumFrameBytes, periodMilliseconds }) => ({
        name,
        payloadBytes,
        frameBytesMax: maximumFrameBytes,
        periodTicks: ticks(periodMilliseconds),
      })),
    ]),
  );
}

/**
 * Sizes on the wire in bits of the frames that carry a message: as much payload as the largest frame holds in each but the last, and
 * 47 byte of headers and trailers in each.
 *
 * @param queue a queue whose largest frame holds at least one byte of payload
 * @implements LLR-SIM-013
 */
export function messageFrameBitsOf({ payloadBytes, frameBytesMax }: MessageQueue): readonly number[] {
  const room = frameBytesMax - headerBytes;
  const sizes: number[] = [];
  for (let left = payloadBytes; left > 0; left -= room) {
    sizes.push((Math.max(frameBytesMin, Math.min(left, room) + headerBytes) + wireOverheadBytes) * 8);
  }
  return sizes;
}

import { type CaptureWriting, captureWriter } from '../../src/twin/afdx/monitoring/capture-writer.js';
import { afdxFrameOf } from '../../src/twin/afdx/monitoring/simulated-frame.js';
import type { AfdxNetwork, NetworkName } from '../../src/twin/afdx/network.generated.js';
import { pairNetwork } from './pair-network.js';

/** A frame of a capture made by hand; times in microseconds. */
export interface Seen {
  readonly at: number;
  readonly number: number;
  readonly vl?: number;
  readonly on?: NetworkName;
  readonly bytes?: number;
  readonly corrupted?: boolean;
}

/** A capture of some frames at the source, check sequences included. */
export function captured(
  frames: readonly Seen[],
  config: AfdxNetwork = pairNetwork(),
  interfaces: CaptureWriting['interfaces'] = ['A', 'B'],
): Uint8Array {
  const writer = captureWriter({ format: 'pcapng', interfaces, checkSequence: true });
  for (const { at, number, vl = 10, on = 'A', bytes = 500, corrupted = false } of frames) {
    const virtualLink = config.virtualLinks.find(({ id }) => id === vl) ?? { ...config.virtualLinks[0], id: vl };
    const source = config.endSystems[0];
    if (source === undefined) throw new Error('the sample network has it');
    const frame = {
      virtualLink: virtualLink as AfdxNetwork['virtualLinks'][number],
      source,
      network: on,
      sequenceNumber: number,
      frameBytes: bytes,
      corrupted,
    };
    writer.add({
      timestampNanoseconds: BigInt(Math.round(at * 1000)),
      interface: interfaces.indexOf(on) < 0 ? 0 : interfaces.indexOf(on),
      frameBytes: afdxFrameOf(frame),
    });
  }
  return writer.take();
}

/** Both copies of frames each 2 ms, the one on B 50 µs later. */
export const regular = (count: number, start = 1): readonly Seen[] =>
  Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const number = ((start - 1 + index) % 255) + 1;
    return [
      { at: index * 2000, number, on: 'A' as const },
      { at: index * 2000 + 50, number, on: 'B' as const },
    ];
  });

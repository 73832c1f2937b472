import { ipAddressOf, macAddressOf, sourceIpAddressOf, sourceMacAddressOf } from '../addresses.js';
import type { AfdxNetwork, EndSystem, NetworkName, VirtualLink } from '../network.generated.js';
import type { FrameSink } from '../simulation/simulation-options.js';
import { frameBytesMin, headerBytes, wireOverheadBytes } from '../wire.js';
import type { CaptureWriter } from './capture-writer.js';
import { encodeFrame } from './encode-frame.js';
import { frameTableOf } from './frame-table.js';

/** What a simulation knows of a frame. */
export interface SimulatedFrame {
  readonly virtualLink: VirtualLink;
  /** Source of the virtual link. */
  readonly source: EndSystem;
  readonly network: NetworkName;
  /** 0 to 255. */
  readonly sequenceNumber: number;
  /** Size of the frame from destination address to check sequence, 64 or more. */
  readonly frameBytes: number;
  /** Whether the check sequence is made wrong: its lowest bit is turned. */
  readonly corrupted?: boolean;
}

/**
 * The bytes of a simulated frame, check sequence included; equal frames have equal bytes. Addresses are those of the configuration,
 * partition 0. Both UDP ports are 49152 plus the low 14 bits of the identifier. Byte n of the payload is the low byte of the sum of
 * identifier, sequence number and n, so that copies on both networks have the same payload.
 *
 * @throws RangeError when the frame is smaller than 64 byte, which is a fault of the caller
 * @implements LLR-MON-011
 */
export function afdxFrameOf({ virtualLink, source, network, sequenceNumber, frameBytes, corrupted }: SimulatedFrame): Uint8Array {
  if (frameBytes < 64) throw new RangeError(`a frame has at least 64 byte, not ${frameBytes}`);
  const port = 0xc000 | (virtualLink.id & 0x3fff);
  const start = virtualLink.id + sequenceNumber;
  const frame = encodeFrame(
    {
      destinationMac: macAddressOf(virtualLink.id),
      sourceMac: sourceMacAddressOf(source, network),
      sourceIp: sourceIpAddressOf(source, 0),
      destinationIp: ipAddressOf(virtualLink.id),
      sourcePort: port,
      destinationPort: port,
      identification: sequenceNumber,
      payload: Uint8Array.from({ length: frameBytes - headerBytes }, (_, index) => start + index),
      sequenceNumber,
    },
    { checkSequence: true },
  );
  if (corrupted === true) frame[frameBytes - 4] = (frame[frameBytes - 4] as number) ^ 1;
  return frame;
}

/**
 * A receiver of the frames at the taps of a simulation that writes them into a capture: interface 0 for network A, 1 for network B,
 * the tick as time since 1970, rounded down to nanoseconds. A frame whose virtual link or source the configuration does not describe
 * is left out; one of less than 64 byte, which no link carries, is written with 64.
 *
 * @implements LLR-MON-011
 */
export function captureSinkOf(network: AfdxNetwork, ticksPerSecond: number, writer: CaptureWriter): FrameSink {
  const { entries } = frameTableOf(network);
  return ({ tick, virtualLink, network: name, sequenceNumber, frameBits, corrupted }) => {
    const entry = entries.get(virtualLink);
    if (entry?.source === undefined) return;
    const frameBytes = frameBits / 8 - wireOverheadBytes;
    writer.add({
      timestampNanoseconds: (BigInt(tick) * 1_000_000_000n) / BigInt(ticksPerSecond),
      interface: name === 'A' ? 0 : 1,
      frameBytes: afdxFrameOf({
        virtualLink: entry.virtualLink,
        source: entry.source,
        network: name,
        sequenceNumber,
        frameBytes: Math.max(frameBytesMin, frameBytes),
        corrupted,
      }),
    });
  };
}

import { plus, rational, roundedUp, times, zero } from '../../../kernel/rational.js';
import { bandwidthAllocationGapsMilliseconds, dividedUp, frameBytesMax, wireOverheadBytes } from '../wire.js';
import type { Message } from './message.js';

/**
 * What SYS-NET-012 adds to a message: 47 byte of headers and the 20 byte that a frame has on the wire only. It errs on the safe side
 * by those 20 (decision 0104).
 *
 * @implements LLR-VLO-004
 */
export const messageOverheadBytes = 67;

/**
 * Largest message of one frame, in bytes.
 *
 * @implements LLR-VLO-004
 */
export const payloadBytesMax = frameBytesMax - messageOverheadBytes;
/** Choices of one message beyond which the shortest gaps are left out. */
const carriersMax = 64;

/** One way to carry one message, or up to four that share a virtual link as sub-virtual links. */
export interface Carrier {
  /** Indices of the messages, ascending. */
  readonly messages: readonly number[];
  readonly gapMilliseconds: number;
  /** Frames of each message; above 1 for a message that one frame does not hold. */
  readonly parts: number;
  readonly frameBytes: number;
  /** What the deadlines of the messages leave for a frame after the longest wait at the regulator. */
  readonly deadlineMicroseconds: number;
  /** Frame bits in 128 ms, the reserved bandwidth. */
  readonly reservedBits: number;
  /** Bits on the wire in 128 ms. */
  readonly wireBits: number;
  /** Bits on the wire of one frame. */
  readonly burstBits: number;
}

/**
 * The size of the equal parts in which a message is sent, in bytes.
 *
 * @implements LLR-VLO-004
 */
export function partBytesOf(sizeBytes: number, parts: number): number {
  return Math.ceil(sizeBytes / parts);
}

/**
 * Every way to carry one message alone that no other way beats in gap, frame size and deadline at once, in the order of falling gap
 * and rising number of parts; `cut` when more than 64 remained and the shortest gaps were left out.
 *
 * The gap divides the period. A message of up to 1451 byte is one frame, a larger one is sent in parts, one in a gap, all within the
 * period; part k leaves (k - 1) gaps after the first, which the deadline of the virtual link loses. The frame holds a part and 67 byte,
 * and the reserved bandwidth is at least 1 + margin times what the parts with their 67 byte need in a period.
 *
 * @param marginPercent growth margin, 0 or more
 * @implements LLR-VLO-004
 */
export function carriersOf(
  message: Message,
  index: number,
  marginPercent: number,
): { readonly carriers: readonly Carrier[]; readonly cut: boolean } {
  const found: Carrier[] = [];
  for (const gap of [...bandwidthAllocationGapsMilliseconds].reverse()) {
    if (message.periodMilliseconds % gap !== 0) continue;
    const partsMin = Math.ceil(message.sizeBytes / payloadBytesMax);
    const partsInDeadline = Math.ceil(message.deadlineMicroseconds / (gap * 1000));
    const partsMax = partsMin === 1 ? 1 : Math.min(message.periodMilliseconds / gap, partsInDeadline);
    let smallest = Number.POSITIVE_INFINITY;
    for (let parts = partsMin; parts <= partsMax; parts += 1) {
      const carrier = alone(message, { index, gap, parts, marginPercent });
      if (carrier === undefined || carrier.frameBytes >= smallest) continue;
      smallest = carrier.frameBytes;
      found.push(carrier);
    }
  }
  const best = unbeaten(found);
  return { carriers: best.slice(0, carriersMax), cut: best.length > carriersMax };
}

function alone(
  message: Message,
  choice: { readonly index: number; readonly gap: number; readonly parts: number; readonly marginPercent: number },
): Carrier | undefined {
  const { index, gap, parts, marginPercent } = choice;
  if (parts * gap > message.periodMilliseconds) return undefined;
  const least = partBytesOf(message.sizeBytes, parts) + messageOverheadBytes;
  const need = BigInt(100 + marginPercent) * BigInt(least) * BigInt(parts) * BigInt(gap);
  const grown = Number(dividedUp(need, 100n * BigInt(message.periodMilliseconds)));
  const deadline = message.deadlineMicroseconds - (parts - 1) * gap * 1000;
  return carrierOf([index], { gap, parts, frameBytes: Math.max(least, grown), deadline });
}

/**
 * The ways in which messages share one virtual link, each with a queue of its own, by falling gap. Each message fits one frame, and as
 * many gaps as there are messages fit into each period; then, served round robin, a frame waits at most one gap for each other
 * message, which its deadline loses.
 *
 * @param members the messages with their indices, 2 to 4, with equal source, destinations, criticality and redundancy
 * @implements LLR-VLO-005
 */
export function sharedCarriersOf(
  members: readonly { readonly message: Message; readonly index: number }[],
  marginPercent: number,
): readonly Carrier[] {
  const count = members.length;
  if (members.some(({ message }) => message.sizeBytes > payloadBytesMax)) return [];
  const found: Carrier[] = [];
  for (const gap of [...bandwidthAllocationGapsMilliseconds].reverse()) {
    if (members.some(({ message: { periodMilliseconds: period } }) => period % gap !== 0 || count * gap > period)) continue;
    let need = zero;
    let frameBytes = 0;
    let deadline = Number.POSITIVE_INFINITY;
    for (const { message } of members) {
      const least = message.sizeBytes + messageOverheadBytes;
      need = plus(need, rational(BigInt(least) * BigInt(gap), BigInt(message.periodMilliseconds)));
      frameBytes = Math.max(frameBytes, least);
      deadline = Math.min(deadline, message.deadlineMicroseconds - (count - 1) * gap * 1000);
    }
    const grown = Number(roundedUp(times(need, rational(BigInt(100 + marginPercent), 100n))));
    const indices = members.map(({ index }) => index);
    const carrier = carrierOf(indices, { gap, parts: 1, frameBytes: Math.max(frameBytes, grown), deadline });
    if (carrier !== undefined) found.push(carrier);
  }
  return unbeaten(found);
}

function carrierOf(
  messages: readonly number[],
  shape: { readonly gap: number; readonly parts: number; readonly frameBytes: number; readonly deadline: number },
): Carrier | undefined {
  const { gap, parts, frameBytes, deadline } = shape;
  if (frameBytes > frameBytesMax || deadline < 1) return undefined;
  const burstBits = (frameBytes + wireOverheadBytes) * 8;
  return {
    messages,
    gapMilliseconds: gap,
    parts,
    frameBytes,
    deadlineMicroseconds: deadline,
    reservedBits: (frameBytes * 8 * 128) / gap,
    wireBits: (burstBits * 128) / gap,
    burstBits,
  };
}

/** Those than which no other has a gap as long, a frame as small and a deadline as late; of equal ones the first. */
function unbeaten(carriers: readonly Carrier[]): readonly Carrier[] {
  return carriers.filter(
    (carrier, at) =>
      !carriers.some(
        (other, otherAt) =>
          otherAt !== at &&
          other.gapMilliseconds >= carrier.gapMilliseconds &&
          other.frameBytes <= carrier.frameBytes &&
          other.deadlineMicroseconds >= carrier.deadlineMicroseconds &&
          (otherAt < at || !isEqual(other, carrier)),
      ),
  );
}

function isEqual(a: Carrier, b: Carrier): boolean {
  return a.gapMilliseconds === b.gapMilliseconds && a.frameBytes === b.frameBytes && a.deadlineMicroseconds === b.deadlineMicroseconds;
}

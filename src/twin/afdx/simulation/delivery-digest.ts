import { sha256 } from '../../../kernel/digest.js';
import type { FrameCopies } from './frame-copies.js';

/**
 * What a destination did with a copy: passed it on; rejected it by the integrity check; discarded it as the second copy of a frame; or
 * passed the second copy on because it came after SkewMax.
 */
export type Verdict = 'delivered' | 'rejected' | 'duplicate' | 'late-duplicate';

/**
 * Verdicts by the number that the digest writes for them.
 *
 * @implements LLR-SIM-041
 */
export const verdicts: readonly Verdict[] = ['delivered', 'rejected', 'duplicate', 'late-duplicate'];

const digestCharacters = 64;
const recordBytes = 32;
const chunkRecords = 256;
const word = 2 ** 32;

/**
 * A digest over a sequence of copies received, of any length, in constant memory. Each is a record of 32 byte, little endian: end (4),
 * verdict (2), sequence number (2), number of the frame (8), tick of the release (8), tick of the delivery (8). The digest is a chain:
 * SHA-256 over the 64 characters of the digest before (zeros at the start) and up to 256 records.
 */
export class DeliveryDigest {
  readonly #bytes = new Uint8Array(digestCharacters + chunkRecords * recordBytes);
  readonly #view = new DataView(this.#bytes.buffer);
  #records = 0;
  #chain = '0'.repeat(digestCharacters);

  /**
   * Adds a copy that was received.
   *
   * @param end index of the end among those of the network
   * @param verdict index in `verdicts`
   * @param tick when it was delivered, or would have been
   * @implements LLR-SIM-041
   */
  add(copies: FrameCopies, row: number, end: number, verdict: number, tick: number): void {
    const at = digestCharacters + this.#records * recordBytes;
    this.#view.setUint32(at, end, true);
    this.#view.setUint16(at + 4, verdict, true);
    this.#view.setUint16(at + 6, copies.sequence[row] as number, true);
    this.#setWhole(at + 8, copies.number[row] as number);
    this.#setWhole(at + 16, copies.released[row] as number);
    this.#setWhole(at + 24, tick);
    this.#records += 1;
    if (this.#records === chunkRecords) this.#close();
  }

  /**
   * The digest of what was added so far, 64 hexadecimal digits.
   *
   * @implements LLR-SIM-041
   */
  text(): string {
    this.#close();
    return this.#chain;
  }

  #setWhole(at: number, value: number): void {
    this.#view.setUint32(at, value % word, true);
    this.#view.setUint32(at + 4, Math.floor(value / word), true);
  }

  #close(): void {
    for (let index = 0; index < digestCharacters; index += 1) this.#bytes[index] = this.#chain.charCodeAt(index);
    this.#chain = sha256(this.#bytes.subarray(0, digestCharacters + this.#records * recordBytes));
    this.#records = 0;
  }
}

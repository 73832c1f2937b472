import { present } from '../../../kernel/present.js';
/**
 * How a sequence number follows the one before: the first; the next; one was left out, which receivers accept; a reset; 0 after 255,
 * where 1 is due; the same again; several were left out; one that was due before.
 */
export type SequenceStep = 'first' | 'next' | 'one-missing' | 'reset' | 'zero-after-255' | 'duplicate' | 'several-missing' | 'old';

/** Sequence numbers repeat after this many frames: 1 to 255. */
const cycle = 255;
/** A step forward of more than half a cycle is taken for one backwards. */
const forwardMax = 127;

/**
 * Watches the sequence numbers of one virtual link on one network: 0 after a reset only, 255 is followed by 1, receivers accept the
 * next, the one after it, and 0 (ARINC 664 part 7, integrity checking).
 *
 * A number of the past changes nothing unless the following frame continues it: then the source itself went back.
 *
 * @implements LLR-MON-015
 */
export class SequenceWatch {
  #previous: number | undefined;
  /** A number of the past that may turn out to be a new beginning. */
  #old: number | undefined;
  #received = 0;
  #missing = 0;
  #duplicates = 0;
  #resets = 0;
  #outOfOrder = 0;

  get received(): number {
    return this.#received;
  }

  /** Numbers that were left out. */
  get missing(): number {
    return this.#missing;
  }

  get duplicates(): number {
    return this.#duplicates;
  }

  get resets(): number {
    return this.#resets;
  }

  get outOfOrder(): number {
    return this.#outOfOrder;
  }

  /** Number before the next one, for messages. */
  get previous(): number | undefined {
    return this.#previous;
  }

  /**
   * Takes the next number, 0 to 255.
   * @returns how it follows, and how many numbers were left out before it
   */
  observe(number: number): { readonly step: SequenceStep; readonly missing: number } {
    this.#received += 1;
    const previous = this.#previous;
    const old = this.#old;
    this.#old = undefined;
    const step = previous === undefined ? 'first' : stepOf(previous, number);
    const missing = step === 'one-missing' || step === 'several-missing' ? distanceOf(present(previous, 'number before'), number) - 1 : 0;
    if (step !== 'next' && old !== undefined && distanceOf(old, number) === 1 && number !== 0) {
      this.#previous = number;
      return { step: 'next', missing: 0 };
    }
    this.#count(step, missing);
    if (step === 'old') this.#old = number;
    else this.#previous = number;
    return { step, missing };
  }

  #count(step: SequenceStep, missing: number): void {
    this.#missing += missing;
    if (step === 'duplicate') this.#duplicates += 1;
    if (step === 'reset' || step === 'zero-after-255') this.#resets += 1;
    if (step === 'old') this.#outOfOrder += 1;
  }
}

function stepOf(previous: number, number: number): SequenceStep {
  if (number === 0) return previous === cycle ? 'zero-after-255' : 'reset';
  const distance = distanceOf(previous, number);
  if (distance === 0) return 'duplicate';
  if (distance === 1) return 'next';
  if (distance === 2) return 'one-missing';
  return distance <= forwardMax ? 'several-missing' : 'old';
}

/** Steps forward from one number to another that is not 0. */
function distanceOf(from: number, to: number): number {
  return from === 0 ? to : (to - from + cycle) % cycle;
}

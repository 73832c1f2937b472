import type { Claim } from './certificate-claims.js';
import { durationText, type Fraction } from './claimed-numbers.js';
import type { Findings } from './findings.js';

/** What is compared: the claim, what it speaks of in words, and the code of the finding when it falls short. */
export interface Subject {
  readonly code: string;
  readonly what: string;
  readonly why: string;
}

/**
 * Compares claimed numbers with those needed and counts the comparisons that were really made.
 * @implements LLR-CCK-003
 */
export class Comparisons {
  readonly #findings: Findings;
  readonly #ticksPerSecond: number;
  #made = 0;

  constructor(findings: Findings, ticksPerSecond: number) {
    this.#findings = findings;
    this.#ticksPerSecond = ticksPerSecond;
  }

  get made(): number {
    return this.#made;
  }

  /** A duration in ticks that must not be below the needed one. */
  duration(claim: Claim, needed: Fraction, subject: Subject): void {
    const { value } = claim;
    if (value === undefined) return;
    this.#made += 1;
    if (value.numerator * needed.denominator >= needed.numerator * value.denominator) return;
    const claimed = durationText(value, this.#ticksPerSecond, 'down');
    this.#short(claim.pointer, `${claimed} claimed, ${durationText(needed, this.#ticksPerSecond, 'up')} needed`, subject);
  }

  /** A whole number that must be at least the needed one, or exactly it. */
  whole(claim: Claim, needed: bigint, rule: 'at least' | 'exactly', unit: string, subject: Subject): void {
    const value = claim.value?.numerator;
    if (value === undefined) return;
    this.#made += 1;
    if (value === needed || (rule === 'at least' && value > needed)) return;
    this.#short(claim.pointer, `${value} ${unit} claimed, ${rule} ${needed} ${unit} needed`, subject);
  }

  /** Says that a claim cannot be decided within the limits of the checker. */
  undecided(pointer: string, what: string, why: string): void {
    const fix = 'check the claim by other means; the certificate is not confirmed';
    this.#findings.add({ code: 'AFDX-351', pointer, message: `${what} is not decided`, why, fix });
  }

  #short(pointer: string, message: string, { code, what, why }: Subject): void {
    const fix = 'write the certificate anew from this network; a number was lowered, or the network was changed';
    this.#findings.add({ code, pointer, message: `${what}: ${message}`, why, fix });
  }
}

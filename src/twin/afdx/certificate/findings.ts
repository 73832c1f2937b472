import { compareDiagnostics, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';

/** More findings than this are counted and not listed, so that a hostile file cannot ask for more memory than it has itself. */
const listedMax = 1000;

/** A finding before it has a place; the pointer is the JSON pointer of the value it speaks of. */
export interface CertificateFinding {
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly subjects?: readonly string[];
}

/**
 * Collects what is wrong with a certificate.
 * @implements LLR-CCK-016
 */
export class Findings {
  readonly #placeOf: (pointer: string) => Place;
  readonly #listed: Diagnostic[] = [];
  #count = 0;

  constructor(placeOf: (pointer: string) => Place) {
    this.#placeOf = placeOf;
  }

  add({ pointer, ...finding }: CertificateFinding): void {
    this.#count += 1;
    if (this.#listed.length < listedMax) this.#listed.push({ severity: 'error', place: this.#placeOf(pointer), ...finding });
  }

  get count(): number {
    return this.#count;
  }

  /** The findings in order; past the limit one more says how many were left out. */
  sorted(): readonly Diagnostic[] {
    const left = this.#count - this.#listed.length;
    const rest: Diagnostic = {
      code: 'AFDX-352',
      severity: 'error',
      message: `${left} further findings are not listed`,
      place: this.#placeOf(''),
      why: `a certificate with more than ${listedMax} findings is not a damaged one but another one`,
      fix: 'write the certificate anew from this network with ampel afdx bounds --certificate',
    };
    return [...this.#listed, ...(left > 0 ? [rest] : [])].sort(compareDiagnostics);
  }
}

/**
 * A value of unknown type and size as a short piece of a message.
 * @implements LLR-CCK-001
 */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 40)}… (${value.length} characters)` : value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `a value of type ${typeof value}`;
}

import { within } from './limits.js';

/**
 * Heat demanded, in percent.
 * @implements LLR-THM-001
 */
export function demandOf(set: number, measured: number): number {
  return within((set - measured) * 20, 0, 100);
}

/**
 * The set temperature that is used.
 * @implements LLR-THM-002
 */
export function rangeOf(set: number): number {
  return within(set, 16, 28);
}

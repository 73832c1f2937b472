import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';

/**
 * An error in what a simulation was asked to do. Options have no place in a file.
 *
 * @implements LLR-SIM-060
 */
export function optionFinding(code: string, message: string, why: string, fix: string): Diagnostic {
  return { code, severity: 'error', message, why, fix };
}

/**
 * An error in a fault, at its place when it was read from a file.
 *
 * @implements LLR-SIM-032
 */
export function faultFinding(
  code: string,
  place: Place | undefined,
  text: { readonly message: string; readonly why: string; readonly fix: string },
): Diagnostic {
  return { code, severity: 'error', ...text, ...(place === undefined ? {} : { place }) };
}

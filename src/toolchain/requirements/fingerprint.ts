import { sha256 } from '../../kernel/digest.js';
import { normalText } from '../../kernel/normal-text.js';
import type { Requirement } from './model.js';

/**
 * The meaning of a requirement as one digest: its level, its normalised text, how it is verified, whether it is derived and what
 * was told to the safety assessment. Title, rationale, place, order of methods and white space are not part of it.
 * @returns SHA-256, lower-case hexadecimal
 * @implements LLR-REQ-004
 */
export function fingerprintOf(requirement: Requirement): string {
  const known = remembered.get(requirement);
  if (known !== undefined) return known;
  const methods = [...requirement.verification].sort().join(',');
  const safety = requirement.derived ? normalText(requirement.safetyNote) : '';
  const fingerprint = sha256(
    `${requirement.level}\u0000${normalText(requirement.text)}\u0000${methods}\u0000${requirement.derived}\u0000${safety}`,
  );
  remembered.set(requirement, fingerprint);
  return fingerprint;
}

const remembered = new WeakMap<Requirement, string>();

import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Requirement } from '../model.js';
import { findingOf } from './findings.js';

/** Everything outside of `Char`. Source: XML 1.0 (fifth edition), production 2. */
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * The text with each character that XML 1.0 cannot carry replaced by U+FFFD.
 * @implements LLR-IMP-063
 */
export function xmlCharacters(text: string): string {
  return text.replace(notXml, '\uFFFD');
}

/**
 * Text as the value of an attribute: markup escaped, tab and line ends as character references so that they survive normalisation.
 * Source: XML 1.0, section 3.3.3.
 * @implements LLR-IMP-063
 */
export function escapedAttribute(text: string): string {
  return escapedText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

/**
 * Text as character data: markup escaped, carriage return as a character reference. Source: XML 1.0, sections 2.4 and 2.11.
 * @implements LLR-IMP-063
 */
export function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}

/**
 * The requirement as XML can carry it, and a warning (IMP-410) when a character had to be replaced.
 * @implements LLR-IMP-063
 */
export function xmlRequirementOf(requirement: Requirement, diagnostics: Diagnostic[]): Requirement {
  const { place, ...rest } = requirement;
  const safe = mapStrings(rest) as Omit<Requirement, 'place'>;
  if (JSON.stringify(safe) !== JSON.stringify(rest)) {
    diagnostics.push(
      findingOf({
        code: 'IMP-410',
        severity: 'warning',
        place,
        message: `${safe.id} holds characters that XML cannot carry`,
        why: 'XML 1.0 has no control characters but tab and line end, and no single surrogates; U+FFFD stands in their place',
        fix: 'remove the characters from the requirement',
        subjects: [requirement.id],
      }),
    );
  }
  return { ...safe, place };
}

function mapStrings(value: unknown): unknown {
  if (typeof value === 'string') return xmlCharacters(value);
  if (Array.isArray(value)) return value.map(mapStrings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [xmlCharacters(key), mapStrings(member)]));
}

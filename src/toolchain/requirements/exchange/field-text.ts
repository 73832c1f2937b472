import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Requirement } from '../model.js';
import { type RequirementField, sourcesText } from './fields.js';
import { findingOf } from './findings.js';

/**
 * A field of a requirement as one text, as CSV and ReqIF string attributes carry it.
 * @implements LLR-IMP-071
 */
export function fieldTextOf(requirement: Requirement, field: RequirementField): string {
  switch (field) {
    case 'parents':
    case 'verification':
      return requirement[field].join('; ');
    case 'derived':
      return requirement.derived ? 'true' : 'false';
    case 'sources':
      return sourcesText(requirement.sources);
    default:
      return requirement[field];
  }
}

/**
 * A finding for each id of the requirement that holds what keeps list items apart: white space or a semicolon.
 * @implements LLR-IMP-071
 */
export function idFindingsOf(requirement: Requirement): readonly Diagnostic[] {
  return [requirement.id, ...requirement.parents]
    .filter((id) => id === '' || /[;\s]/u.test(id))
    .map((id) =>
      findingOf({
        code: 'IMP-005',
        place: requirement.place,
        message: `id "${id}" cannot stand in a list of ids`,
        why: 'ids are kept apart by semicolons or white space',
        fix: 'rename the requirement',
        subjects: [requirement.id],
      }),
    );
}

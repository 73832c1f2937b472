import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { compareText } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Requirement } from '../model.js';
import { fieldTextOf, idFindingsOf } from './field-text.js';
import { requirementFields, writtenAttributeName } from './fields.js';

/**
 * The requirements as CSV with a head record, CR LF and a comma: the fields in the model's order, then the attributes by name. Lists are
 * joined by `; `; an id that such a list cannot carry is reported (IMP-005). An attribute that is absent is an unquoted empty field.
 * Source: RFC 4180, section 2.
 * @implements LLR-IMP-071
 */
export function writeCsv(requirements: readonly Requirement[]): Read<string> {
  const reserved = new Set<string>(requirementFields);
  const keys = [...new Set(requirements.flatMap((each) => Object.keys(each.attributes)))].sort(compareText);
  const head = [...requirementFields, ...keys.map((key) => writtenAttributeName(key, reserved))].map((name) => csvField(name, true));
  const diagnostics: Diagnostic[] = [];
  const records = requirements.map((requirement) => {
    for (const finding of idFindingsOf(requirement)) diagnostics.push(finding);
    const fields = requirementFields.map((field) => csvField(fieldTextOf(requirement, field)));
    const attributes = keys.map((key) =>
      Object.hasOwn(requirement.attributes, key) ? csvField(requirement.attributes[key] ?? '', true) : '',
    );
    return [...fields, ...attributes];
  });
  return { value: [head, ...records].map((record) => `${record.join(',')}\r\n`).join(''), diagnostics };
}

function csvField(text: string, keepsEmpty = false): string {
  if (text === '') return keepsEmpty ? '""' : '';
  return /[",;\s]|^\uFEFF/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

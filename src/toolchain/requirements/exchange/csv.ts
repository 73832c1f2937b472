import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Requirement } from '../model.js';
import { type CsvRecord, csvRecordsOf } from './csv-records.js';
import { attributeKeyOf, type RequirementField, requirementFields } from './fields.js';
import { findingOf } from './findings.js';
import type { ExchangeFile, ExchangeOptions } from './options.js';
import { membersOf, requirementOf } from './requirement-draft.js';

/** What a column means: a field of the requirement, or an attribute. */
type Column = { readonly field: RequirementField } | { readonly attribute: string };

/**
 * The requirements of a CSV file, one a record. The first record names the columns: a field of the requirement by its own name or by
 * the caller's `fields`, else an attribute. An unquoted empty field is no value. Diagnostics IMP-501 to IMP-508. Source: RFC 4180.
 * @implements LLR-IMP-052
 */
export function readCsv(input: ExchangeFile & ExchangeOptions): Read<readonly Requirement[]> {
  const separator = input.separator ?? ',';
  if (separator.length !== 1 || /["\r\n]/u.test(separator)) return { value: [], diagnostics: [separatorFinding(input.path)] };
  const read = csvRecordsOf({ path: input.path, text: input.text, separator });
  const diagnostics: Diagnostic[] = [...read.diagnostics];
  const [head, ...records] = read.value;
  const columns = columnsOf(head, input, diagnostics);
  if (columns === undefined) return { value: [], diagnostics };
  const value: Requirement[] = [];
  for (const record of records) {
    const requirement = requirementOfRecord(record, columns, input, diagnostics);
    if (requirement !== undefined) value.push(requirement);
  }
  return { value, diagnostics };
}

function columnsOf(
  head: CsvRecord | undefined,
  input: ExchangeFile & ExchangeOptions,
  diagnostics: Diagnostic[],
): readonly Column[] | undefined {
  const names = head?.fields.map((field) => (field.isQuoted ? field.text : field.text.trim())) ?? [];
  const place: Place = head?.place ?? { path: input.path, line: 1, column: 1 };
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) diagnostics.push(columnFinding('IMP-506', place, `column "${name}" stands twice`, 'the later column wins'));
    seen.add(name);
  }
  for (const name of Object.keys(input.fields ?? {})) {
    if (!seen.has(name))
      diagnostics.push(columnFinding('IMP-507', place, `mapped column "${name}" is not in the file`, 'its field stays empty'));
  }
  const columns = names.map((name) => columnOf(name, input.fields));
  if (columns.some((column) => 'field' in column && column.field === 'id')) return columns;
  diagnostics.push(
    columnFinding('IMP-504', place, 'no column holds the id', 'nothing can be traced to a record without an id; the file is left out'),
  );
  return undefined;
}

function columnOf(name: string, fields: ExchangeOptions['fields']): Column {
  const mapped = fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : undefined;
  const field = mapped ?? requirementFields.find((each) => each === name);
  return field === undefined ? { attribute: attributeKeyOf(name) } : { field };
}

function requirementOfRecord(
  record: CsvRecord,
  columns: readonly Column[],
  input: ExchangeFile & ExchangeOptions,
  diagnostics: Diagnostic[],
): Requirement | undefined {
  const { place } = record;
  if (record.fields.length !== columns.length) {
    diagnostics.push(
      findingOf({
        code: 'IMP-503',
        place,
        message: `record has ${record.fields.length} fields, the head has ${columns.length}`,
        why: 'fields may stand in the wrong column',
        fix: 'complete the record, or quote a field that holds the separator',
      }),
    );
  }
  const values = new Map<RequirementField, string>();
  const attributes = new Map<string, string>();
  columns.forEach((column, index) => {
    const cell = record.fields[index];
    if (cell === undefined || (cell.text === '' && !cell.isQuoted)) return;
    if ('field' in column) values.set(column.field, cell.text);
    else attributes.set(column.attribute, cell.text);
  });
  const id = values.get('id') ?? '';
  if (id === '') {
    diagnostics.push(
      findingOf({
        code: 'IMP-505',
        place,
        message: 'record has no id',
        why: 'nothing can be traced to it; it is left out',
        fix: 'give it an id',
      }),
    );
    return undefined;
  }
  const draft = membersOf(values, place);
  for (const finding of draft.diagnostics) diagnostics.push(finding);
  for (const [field, text] of draft.leftOver) attributes.set(field, text);
  return requirementOf({ ...draft.members, id, place, attributes: Object.fromEntries(attributes) }, input);
}

function columnFinding(code: string, place: Place, message: string, why: string): Diagnostic {
  return findingOf({ code, place, message, why, fix: 'correct the first record, or the mapping of columns' });
}

function separatorFinding(path: string): Diagnostic {
  return findingOf({
    code: 'IMP-508',
    place: { path, line: 1, column: 1 },
    message: 'separator is not one character',
    why: 'fields are kept apart by one character that is neither a quote nor a line end',
    fix: 'set a comma, a semicolon or a tab',
  });
}

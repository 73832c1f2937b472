import { rationalText } from '../../../kernel/rational.js';
import { bytesOf, countBytesOf, groupsOf } from '../layout.js';
import { rangeText } from '../read-values.js';
import type { Field, RecordField, Structure } from '../structure.js';

/** One field of an entry with its place; fields inside a list stand once, at their first place. */
export interface PlacedField {
  readonly field: Field;
  /** Names from the entry, lists as `[n]`. */
  readonly name: string;
  /** Offset in the entry; of a field inside lists that in the first element of each. */
  readonly offset: number;
  readonly bytes: number;
}

/**
 * The fields of an entry in the order of their bytes, each list followed by what its elements hold.
 *
 * @implements LLR-PDX-001
 */
export function placedFields(record: Field, name = '', offset = 0): readonly PlacedField[] {
  if (record.kind === 'record') return fieldsIn(record, name, offset);
  const own: PlacedField = { field: record, name, offset, bytes: bytesOf(record) };
  if (record.kind !== 'list') return [own];
  return [own, ...placedFields(record.items, `${name}[n]`, offset + countBytesOf(record))];
}

function fieldsIn(record: RecordField, name: string, offset: number): readonly PlacedField[] {
  let at = offset;
  return record.fields.flatMap((field) => {
    const placed = placedFields(field, name === '' ? field.name : `${name}.${field.name}`, at);
    at += bytesOf(field);
    return placed;
  });
}

/**
 * What the bytes of a field mean, in words.
 *
 * @implements LLR-PDX-001
 */
export function meaningText(field: Field): string {
  switch (field.kind) {
    case 'number': {
      const step = field.scale.denominator === 1n ? '' : `, in steps of ${rationalText(field.scale)}`;
      return `${field.encoding}${step}; ${rangeText(field)}`;
    }
    case 'choice':
      return `u8; ${field.choices.map(({ name, code }) => `${code} ${name}`).join(', ')}`;
    case 'flag':
      return 'u8; 0 false, 1 true';
    case 'text':
      return `ASCII of ${field.lengthMin} to ${field.bytes} characters, filled with 0`;
    case 'bytes':
      return `${field.bytes} bytes`;
    case 'list':
      return `u${8 * countBytesOf(field)} number of elements, ${field.countMin} to ${field.countMax}; then ${field.countMax} places of ${bytesOf(field.items)} bytes, unused ones 0`;
    case 'record':
      return `${field.fields.length} fields`;
  }
}

/**
 * Names of groups and their entries, for documents.
 *
 * @implements LLR-PDX-001
 */
export function describedGroups(structure: Structure) {
  return groupsOf(structure.root).map((group) => ({ group, fields: placedFields(group.record) }));
}

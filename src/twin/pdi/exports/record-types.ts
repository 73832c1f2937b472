import type { Field, ListField, RecordField, Structure } from '../structure.js';

/** A record of a structure under the name that it has in other languages. */
export interface RecordType {
  /** Words in lower case: `virtual links entry`. */
  readonly words: readonly string[];
  readonly record: RecordField;
}

/**
 * The records of a structure, inner ones first; the last is the whole.
 *
 * @implements LLR-PDX-004
 */
export function recordTypes(structure: Structure): readonly RecordType[] {
  return [...innerTypes(structure.root), { words: wordsOf(structure.name), record: structure.root }];
}

function innerTypes(record: RecordField): readonly RecordType[] {
  return record.fields.flatMap((field) => {
    const inner = innermost(field);
    return inner.kind === 'record' ? [...innerTypes(inner), { words: typeWords(inner), record: inner }] : [];
  });
}

/**
 * The element of a list, or the field itself.
 *
 * @implements LLR-PDX-004
 */
export function innermost(field: Field): Exclude<Field, ListField> {
  return field.kind === 'list' ? innermost(field.items) : field;
}

/**
 * The words of the type of a field, from its path.
 *
 * @implements LLR-PDX-004
 */
export function typeWords(field: Field): readonly string[] {
  return field.path.split('.').flatMap((part) => (part === '*' ? ['entry'] : wordsOf(part)));
}

/**
 * The words of a name in camel case or with hyphens, in lower case.
 *
 * @implements LLR-PDX-004
 */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

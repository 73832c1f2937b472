import { encodings, type Field, type ListField, type RecordField } from './structure.js';

/**
 * The fixed bytes of an image: header, then one directory row for each group, then the entries of each group with their checks, then the
 * check over all. Numbers are big-endian.
 *
 * @implements LLR-PDE-006
 */
export const imageForm = {
  magic: 'AMPELPDI',
  byteOrderMark: 0x0102,
  formatVersion: 1,
  headerBytes: 64,
  directoryRowBytes: 8,
  checkBytes: 4,
  /** Bytes before the fields of an entry that its check covers and that are not stored: group and index, 16 bits each. */
  entryPrefixBytes: 4,
  /** Largest image and largest entry, in bytes. */
  imageBytesMax: 16 * 1024 * 1024,
  entryBytesMax: 65_535,
} as const;

/** Entries of one form that stand together: the head (the fields of the root that are no lists), or the elements of a list of the root. */
export interface Group {
  /** 0 for the head. */
  readonly number: number;
  readonly name: string;
  /** One entry. */
  readonly record: Field;
  readonly countMin: number;
  readonly countMax: number;
  /** Bytes of one entry without its check. */
  readonly entryBytes: number;
}

/**
 * The groups of a structure in the order of the image; the head is there when the root has fields that are no lists.
 *
 * @implements LLR-PDE-006
 */
export function groupsOf(root: RecordField): readonly Group[] {
  const plain = root.fields.filter((field) => field.kind !== 'list');
  const head: RecordField = { ...root, fields: plain };
  const lists = root.fields.filter((field): field is ListField => field.kind === 'list');
  const groups = lists.map((list, index) => ({
    number: index + 1,
    name: list.name,
    record: list.items,
    countMin: list.countMin,
    countMax: list.countMax,
    entryBytes: bytesOf(list.items),
  }));
  return plain.length === 0
    ? groups
    : [{ number: 0, name: 'head', record: head, countMin: 1, countMax: 1, entryBytes: bytesOf(head) }, ...groups];
}

/**
 * Bytes that a field occupies inside an entry.
 *
 * @implements LLR-PDE-006
 */
export function bytesOf(field: Field): number {
  const known = sizes.get(field);
  if (known !== undefined) return known;
  const bytes = countedBytes(field);
  sizes.set(field, bytes);
  return bytes;
}

/** Sizes that were counted before: fields do not change, and a decoder asks for each again and again. */
const sizes = new WeakMap<Field, number>();

function countedBytes(field: Field): number {
  switch (field.kind) {
    case 'number':
      return encodings[field.encoding].bytes;
    case 'choice':
    case 'flag':
      return 1;
    case 'text':
    case 'bytes':
      return field.bytes;
    case 'list':
      return countBytesOf(field) + field.countMax * bytesOf(field.items);
    case 'record':
      return field.fields.reduce((sum, inner) => sum + bytesOf(inner), 0);
  }
}

/**
 * Bytes of the number of elements before a list inside an entry.
 *
 * @implements LLR-PDE-006
 */
export function countBytesOf({ countMax }: ListField): number {
  return countMax <= 0xff ? 1 : 2;
}

/**
 * Bytes of an image with a number of entries in each group.
 *
 * @implements LLR-PDE-006
 */
export function imageBytesOf(groups: readonly Group[], counts: readonly number[]): number {
  const entries = groups.reduce((sum, { entryBytes }, index) => sum + (counts[index] ?? 0) * (entryBytes + imageForm.checkBytes), 0);
  return imageForm.headerBytes + groups.length * imageForm.directoryRowBytes + entries + imageForm.checkBytes;
}

/**
 * Why no image can have these fields; empty when one can.
 *
 * @implements LLR-PDE-006
 */
export function layoutProblem(root: RecordField): string {
  const groups = groupsOf(root);
  const large = groups.find(({ entryBytes }) => entryBytes > imageForm.entryBytesMax);
  if (large !== undefined) return `give an entry of ${large.entryBytes} bytes in ${large.name}; ${imageForm.entryBytesMax} is the most`;
  const bytes = imageBytesOf(
    groups,
    groups.map(({ countMax }) => countMax),
  );
  return bytes > imageForm.imageBytesMax ? `give an image of up to ${bytes} bytes; ${imageForm.imageBytesMax} is the most` : '';
}

/**
 * The bytes of an entry's place that go before its fields into its check, so that no entry passes for another.
 *
 * @implements LLR-PDE-006
 */
export function entryPrefix(group: number, index: number): readonly [number, number, number, number] {
  return [group >>> 8, group & 0xff, index >>> 8, index & 0xff];
}

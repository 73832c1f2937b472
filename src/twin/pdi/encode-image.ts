import { crc32 } from './crc32.js';
import { headerFields, headerNumbersOf } from './header.js';
import { bytesOf, countBytesOf, entryPrefix, type Group, groupsOf, imageBytesOf, imageForm } from './layout.js';
import type { ItemIdentity } from './read-data.js';
import { encodings, type Field, type PdiRecord, type PdiValue, type Structure } from './structure.js';

/**
 * The image of an item: the same bytes for the same item on each machine. The values are in range, as `readData` gives them.
 *
 * @implements LLR-PDE-007
 */
export function encodedImage(structure: Structure, item: ItemIdentity, values: PdiRecord): Uint8Array {
  const groups = groupsOf(structure.root);
  const entries = groups.map((group) => entriesOf(group, values));
  const bytes = new Uint8Array(
    imageBytesOf(
      groups,
      entries.map(({ length }) => length),
    ),
  );
  const view = new DataView(bytes.buffer);
  writeHeader(structure, item, groups, view);
  let at = imageForm.headerBytes + groups.length * imageForm.directoryRowBytes;
  for (const [row, group] of groups.entries()) {
    const own = entries[row] ?? [];
    writeRow(view, imageForm.headerBytes + row * imageForm.directoryRowBytes, {
      offset: at,
      count: own.length,
      entryBytes: group.entryBytes,
    });
    for (const [index, value] of own.entries()) at = writeEntry(view, at, group, index, value);
  }
  view.setUint32(at, crc32(bytes, 0, at));
  return bytes;
}

function entriesOf(group: Group, values: PdiRecord): readonly PdiValue[] {
  return group.number === 0 ? [values] : (values[group.name] as readonly PdiValue[]);
}

function writeHeader(structure: Structure, item: ItemIdentity, groups: readonly Group[], view: DataView): void {
  const numbers = headerNumbersOf(structure, item, groups, view.byteLength);
  for (const { name, offset, bytes } of headerFields) {
    if (name === 'magic') writeText(view, offset, imageForm.magic);
    else if (name === 'fingerprint') writeHex(view, offset, structure.fingerprint.slice(0, bytes * 2));
    else if (name === 'headerCheck') view.setUint32(offset, crc32(new Uint8Array(view.buffer), 0, offset));
    else if (bytes === 2) view.setUint16(offset, numbers[name] as number);
    else view.setUint32(offset, numbers[name] as number);
  }
}

function writeRow(view: DataView, at: number, row: { readonly offset: number; readonly count: number; readonly entryBytes: number }): void {
  view.setUint32(at, row.offset);
  view.setUint16(at + 4, row.count);
  view.setUint16(at + 6, row.entryBytes);
}

/** Writes an entry and its check; returns the offset after them. */
function writeEntry(view: DataView, at: number, group: Group, index: number, value: PdiValue): number {
  const end = writeField(view, at, group.record, value);
  view.setUint32(end, entryCheck(new Uint8Array(view.buffer), at, end, group.number, index));
  return end + imageForm.checkBytes;
}

/**
 * The check of an entry: CRC-32 of group and index, 16 bits each, and then its bytes.
 *
 * @implements LLR-PDE-007
 */
export function entryCheck(bytes: Uint8Array, start: number, end: number, group: number, index: number): number {
  return crc32(bytes, start, end, crc32(Uint8Array.from(entryPrefix(group, index))));
}

function writeField(view: DataView, at: number, field: Field, value: PdiValue): number {
  switch (field.kind) {
    case 'number':
      return writeNumber(view, at, encodings[field.encoding].bytes, value as number);
    case 'choice':
      return writeNumber(view, at, 1, field.choices.find(({ name }) => name === value)?.code ?? 0);
    case 'flag':
      return writeNumber(view, at, 1, value === true ? 1 : 0);
    case 'text':
      writeText(view, at, value as string);
      return at + field.bytes;
    case 'bytes':
      writeHex(view, at, value as string);
      return at + field.bytes;
    case 'list': {
      const items = value as readonly PdiValue[];
      let end = writeNumber(view, at, countBytesOf(field), items.length);
      for (const item of items) end = writeField(view, end, field.items, item);
      return at + bytesOf(field);
    }
    case 'record': {
      let end = at;
      for (const inner of field.fields) end = writeField(view, end, inner, (value as PdiRecord)[inner.name] as PdiValue);
      return end;
    }
  }
}

/** Two's complement falls out of the setters, which take a number modulo 2^bits. */
function writeNumber(view: DataView, at: number, bytes: number, value: number): number {
  if (bytes === 1) view.setUint8(at, value);
  else if (bytes === 2) view.setUint16(at, value);
  else view.setUint32(at, value);
  return at + bytes;
}

function writeText(view: DataView, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index));
}

function writeHex(view: DataView, at: number, text: string): void {
  for (let index = 0; index * 2 < text.length; index += 1)
    view.setUint8(at + index, Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
}

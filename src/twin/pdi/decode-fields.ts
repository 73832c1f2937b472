import { bytesOf, countBytesOf } from './layout.js';
import { stringProblem } from './read-values.js';
import type { encodings, Field, ListField, NumberField, PdiValue, TextField } from './structure.js';

/** What fields are decoded from; each offset that is asked for lies inside. */
export interface FieldBytes {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly complain: (code: 'PDI-126' | 'PDI-127', offset: number, message: string) => void;
}

/**
 * The value of a field whose first byte is at an offset. What the structure does not permit is told to `complain`; the value then stands for nothing.
 *
 * @implements LLR-PDE-008
 */
export function decodedField(field: Field, from: FieldBytes, at: number): PdiValue {
  switch (field.kind) {
    case 'number':
      return decodedNumber(field, from, at);
    case 'choice': {
      const code = from.view.getUint8(at);
      const name = field.choices.find((choice) => choice.code === code)?.name;
      if (name === undefined) from.complain('PDI-126', at, `${field.path} has no name with the code ${code}`);
      return name ?? '';
    }
    case 'flag': {
      const value = from.view.getUint8(at);
      if (value > 1) from.complain('PDI-126', at, `${field.path} is ${value}, neither 0 nor 1`);
      return value === 1;
    }
    case 'text':
      return decodedText(field, from, at);
    case 'bytes':
      return hexOf(from.bytes, at, field.bytes);
    case 'list':
      return decodedList(field, from, at);
    case 'record': {
      let offset = at;
      return Object.fromEntries(
        field.fields.map((inner) => {
          const value = decodedField(inner, from, offset);
          offset += bytesOf(inner);
          return [inner.name, value];
        }),
      );
    }
  }
}

function decodedNumber(field: NumberField, { view, complain }: FieldBytes, at: number): number {
  const value = read[field.encoding](view, at);
  if (value < field.minimum || value > field.maximum)
    complain('PDI-126', at, `${field.path} is ${value} steps; ${field.minimum} to ${field.maximum} are permitted`);
  return value;
}

const read: Readonly<Record<keyof typeof encodings, (view: DataView, at: number) => number>> = {
  u8: (view, at) => view.getUint8(at),
  u16: (view, at) => view.getUint16(at),
  u32: (view, at) => view.getUint32(at),
  i8: (view, at) => view.getInt8(at),
  i16: (view, at) => view.getInt16(at),
  i32: (view, at) => view.getInt32(at),
};

function decodedText(field: TextField, { bytes, complain }: FieldBytes, at: number): string {
  let text = '';
  let isOver = false;
  for (let index = at; index < at + field.bytes; index += 1) {
    const byte = bytes[index] as number;
    if (isOver && byte !== 0) complain('PDI-127', index, `a byte after the end of ${field.path} is ${byte}`);
    isOver = isOver || byte === 0;
    if (!isOver) text += String.fromCharCode(byte);
  }
  const problem = stringProblem(field, text);
  if (problem !== '') complain('PDI-126', at, `${field.path} ${problem}`);
  return text;
}

/**
 * Bytes as lower-case hexadecimal text.
 *
 * @implements LLR-PDE-008
 */
export function hexOf(bytes: Uint8Array, at: number, count: number): string {
  let text = '';
  for (let index = at; index < at + count; index += 1) text += (bytes[index] as number).toString(16).padStart(2, '0');
  return text;
}

function decodedList(field: ListField, from: FieldBytes, at: number): PdiValue {
  const countBytes = countBytesOf(field);
  const count = countBytes === 1 ? from.view.getUint8(at) : from.view.getUint16(at);
  if (count < field.countMin || count > field.countMax) {
    from.complain('PDI-126', at, `${field.path} has ${count} elements; ${field.countMin} to ${field.countMax} are permitted`);
    return [];
  }
  const size = bytesOf(field.items);
  const usedEnd = at + countBytes + count * size;
  for (let index = usedEnd; index < at + countBytes + field.countMax * size; index += 1)
    if (from.bytes[index] !== 0) from.complain('PDI-127', index, `a byte of an unused place of ${field.path} is ${from.bytes[index]}`);
  return Array.from({ length: count }, (_, index) => decodedField(field.items, from, at + countBytes + index * size));
}

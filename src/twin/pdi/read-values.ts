import { rationalText } from '../../kernel/rational.js';
import { pointerToken } from '../afdx/json-places.js';
import type { ExactJson } from './exact-json.js';
import { stepsOf } from './read-fields.js';
import type { Field, ListField, NumberField, PdiRecord, PdiValue, RecordField } from './structure.js';

/** What values are read with. */
export interface ValueReading {
  readonly json: ExactJson;
  /** PDI-112: missing, unknown or of another type; PDI-113: outside its range. */
  readonly complain: (code: 'PDI-112' | 'PDI-113', pointer: string, message: string) => void;
}

/** Stands for a value that is wrong, after it was told. */
const absent: PdiValue = '';

/**
 * The values of a record from a data file, in the order of its fields. Each finding is told; a value that has one is replaced by an empty text.
 *
 * @implements LLR-PDE-005
 */
export function readRecord(record: RecordField, value: unknown, pointer: string, reading: ValueReading): PdiRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reading.complain('PDI-112', pointer, 'is no object');
    return {};
  }
  const given = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given))
    if (!record.fields.some((field) => field.name === name))
      reading.complain('PDI-112', `${pointer}/${pointerToken(name)}`, 'is not known');
  return Object.fromEntries(
    record.fields.map((field) => {
      const at = `${pointer}/${field.name}`;
      if (Object.hasOwn(given, field.name)) return [field.name, readValue(field, given[field.name], at, reading)];
      reading.complain('PDI-112', pointer, `lacks ${field.name}: nothing has a default`);
      return [field.name, absent];
    }),
  );
}

function readValue(field: Field, value: unknown, pointer: string, reading: ValueReading): PdiValue {
  const not = (what: string): PdiValue => {
    reading.complain('PDI-112', pointer, `is no ${what}`);
    return absent;
  };
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' ? readNumber(field, pointer, reading) : not('number');
    case 'flag':
      return typeof value === 'boolean' ? value : not('truth value');
    case 'choice':
    case 'text':
    case 'bytes':
      return typeof value === 'string' ? readString(field, value, pointer, reading) : not('string');
    case 'list':
      return Array.isArray(value) ? readList(field, value, pointer, reading) : not('list');
    case 'record':
      return readRecord(field, value, pointer, reading);
  }
}

function readNumber(field: NumberField, pointer: string, { json, complain }: ValueReading): PdiValue {
  const exact = json.numberAt(pointer);
  const steps = stepsOf(exact, field.scale);
  if (steps === undefined) {
    complain('PDI-113', pointer, `is no whole number of steps of ${rationalText(field.scale)} ${field.unit}`.trimEnd());
    return absent;
  }
  if (steps >= BigInt(field.minimum) && steps <= BigInt(field.maximum)) return Number(steps);
  complain('PDI-113', pointer, `is outside its range of ${rangeText(field)}`);
  return absent;
}

/**
 * The range of a number in its unit, `1 to 128 ms`.
 *
 * @implements LLR-PDE-005
 */
export function rangeText({ minimum, maximum, scale, unit }: NumberField): string {
  return `${decimalText(minimum, scale.denominator)} to ${decimalText(maximum, scale.denominator)} ${unit}`.trimEnd();
}

/**
 * A number of steps in its unit, exactly: as decimal when the step is 1 over a power of ten, else as fraction.
 *
 * @param denominator the step is 1 / denominator
 * @implements LLR-PDE-005
 */
export function decimalText(steps: number, denominator: bigint): string {
  const digits = denominator.toString().length - 1;
  if (denominator !== 10n ** BigInt(digits)) return rationalText({ numerator: BigInt(steps), denominator });
  if (digits === 0) return String(steps);
  const text = String(Math.abs(steps)).padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return `${steps < 0 ? '-' : ''}${text.slice(0, -digits)}${fraction === '' ? '' : `.${fraction}`}`;
}

function readString(
  field: Exclude<Field, NumberField | ListField | RecordField>,
  value: string,
  pointer: string,
  { complain }: ValueReading,
): PdiValue {
  const problem = stringProblem(field, value);
  if (problem === '') return value;
  complain('PDI-113', pointer, problem);
  return absent;
}

/** Printable, and no space at an end, where it would be lost to the eye. */
const printable = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * What is wrong with a text as the value of a field; empty when nothing is.
 *
 * @implements LLR-PDE-005
 */
export function stringProblem(field: Field, value: string): string {
  if (field.kind === 'choice') {
    const names = field.choices.map(({ name }) => name);
    return names.includes(value) ? '' : `is none of ${names.join(', ')}`;
  }
  if (field.kind === 'bytes')
    return value.length === field.bytes * 2 && /^[0-9a-f]*$/.test(value) ? '' : `is not ${field.bytes} bytes in lower-case hexadecimal`;
  if (field.kind !== 'text') return 'is no text';
  if (value.length < field.lengthMin || value.length > field.bytes) return `has not ${field.lengthMin} to ${field.bytes} characters`;
  return value === '' || printable.test(value) ? '' : 'has a character that is not printable ASCII, or a space at an end';
}

function readList(field: ListField, value: readonly unknown[], pointer: string, reading: ValueReading): PdiValue {
  if (value.length < field.countMin || value.length > field.countMax)
    reading.complain('PDI-113', pointer, `has ${value.length} elements; ${field.countMin} to ${field.countMax} are permitted`);
  return value.slice(0, field.countMax).map((item, index) => readValue(field.items, item, `${pointer}/${index}`, reading));
}

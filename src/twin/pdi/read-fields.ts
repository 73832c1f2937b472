import { unitFrom } from '../../kernel/logic/unit.js';
import { compareRationals, dividedBy, type Rational, rational, rationalFrom, rationalText } from '../../kernel/rational.js';
import type { ExactJson } from './exact-json.js';
import { wordsOf } from './exports/record-types.js';
import { type Encoding, encodings, type Field, type ListField, type NumberField, type RecordField } from './structure.js';
import type { FieldForm, FieldForms } from './structure-file.generated.js';

/** Fields nested deeper are refused. */
const depthMax = 8;

/** What a field is read with. */
export interface FieldReading {
  readonly json: ExactJson;
  /** Says what is wrong at a pointer. */
  readonly complain: (pointer: string, message: string) => void;
}

/** Where a field stands. */
interface Position {
  readonly name: string;
  readonly path: string;
  readonly pointer: string;
  readonly traces: readonly string[];
  readonly depth: number;
}

/**
 * The fields of an object of a structure file; what does not fit together is told to `complain`, and the field is left out.
 *
 * @implements LLR-PDE-003
 */
export function readFields(
  forms: FieldForms,
  required: readonly string[] | undefined,
  at: Position,
  reading: FieldReading,
): readonly Field[] {
  const names = Object.keys(forms);
  const same = names.length === required?.length && names.every((name) => required.includes(name));
  if (!same) reading.complain(`${at.pointer}/required`, 'does not list each property: nothing has a default');
  const fields = names.flatMap((name) => {
    const path = at.path === '' ? name : `${at.path}.${name}`;
    const field = readField(
      forms[name] as FieldForm,
      { ...at, name, path, pointer: `${at.pointer}/properties/${name}`, depth: at.depth + 1 },
      reading,
    );
    return field === undefined ? [] : [field];
  });
  for (const name of sharedNames(fields))
    reading.complain(`${at.pointer}/properties/${name}`, 'has in other languages the name of another field beside it');
  return fields;
}

/** Fields whose names become one where letters have no case: `aBc` and `aBC`, and `list` with `listCount`, which is the number of its elements. */
function sharedNames(fields: readonly Field[]): readonly string[] {
  const seen = new Set<string>();
  return fields.flatMap(({ name, kind }) => {
    const taken = [name, ...(kind === 'list' ? [`${name}Count`] : [])].map((each) => wordsOf(each).join(' '));
    const isShared = taken.some((each) => seen.has(each));
    for (const each of taken) seen.add(each);
    return isShared ? [name] : [];
  });
}

function readField(form: FieldForm, at: Position, reading: FieldReading): Field | undefined {
  const complain = (message: string): undefined => void reading.complain(at.pointer, message);
  if (at.depth > depthMax) return complain(`is nested deeper than ${depthMax} levels`);
  const traces = form['x-trace'] ?? at.traces;
  const base = { name: at.name, path: at.path, description: form.description, traces };
  const foreign = Object.keys(form).find((key) => !(membersOf[formOf(form)] ?? '').split(' ').includes(key) && !common.includes(key));
  if (foreign !== undefined) return complain(`has the member ${foreign}, which does not go with its type`);
  switch (formOf(form)) {
    case 'number':
      return readNumber(form, base, { ...at, traces }, reading);
    case 'choice':
      return readChoice(form, base, complain);
    case 'flag':
      return form['x-encoding'] === 'u8' ? { ...base, kind: 'flag' } : complain('is a truth value: x-encoding is u8');
    case 'text':
      return readText(form, base, complain);
    case 'list':
      return readList(form, base, { ...at, traces }, reading);
    case 'record': {
      const inner = { ...at, traces };
      if (form.properties === undefined || form.additionalProperties !== false)
        return complain('is an object: it has properties and "additionalProperties": false');
      return { ...base, kind: 'record', fields: readFields(form.properties, form.required, inner, reading) } satisfies RecordField;
    }
  }
}

const common = ['type', 'description', 'x-trace'];
const membersOf: Readonly<Record<FormKind, string>> = {
  number: 'minimum maximum x-encoding x-scale x-unit',
  choice: 'enum x-encoding x-codes',
  flag: 'x-encoding',
  text: 'minLength maxLength x-encoding',
  list: 'minItems maxItems items',
  record: 'properties required additionalProperties',
};

type FormKind = 'number' | 'choice' | 'flag' | 'text' | 'list' | 'record';

function formOf({ type, enum: names }: FieldForm): FormKind {
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'string') return names === undefined ? 'text' : 'choice';
  return type === 'boolean' ? 'flag' : type === 'array' ? 'list' : 'record';
}

type Base = Pick<NumberField, 'name' | 'path' | 'description' | 'traces'>;

function readNumber(form: FieldForm, base: Base, at: Position, { json, complain }: FieldReading): NumberField | undefined {
  const wrong = (message: string): undefined => void complain(at.pointer, message);
  const encoding = form['x-encoding'];
  if (encoding === undefined || !(encoding in encodings))
    return wrong(`is a number: x-encoding is one of ${Object.keys(encodings).join(', ')}`);
  const scaleText = form['x-scale'];
  if ((form.type === 'number') !== (scaleText !== undefined))
    return wrong('is fixed-point ("number" with x-scale) or whole ("integer" without)');
  const scale = rationalFrom(scaleText ?? '1') ?? rational(1n);
  if (form.minimum === undefined || form.maximum === undefined) return wrong('has no range: give minimum and maximum');
  const [minimum, maximum] = [json.numberAt(`${at.pointer}/minimum`), json.numberAt(`${at.pointer}/maximum`)].map((end) =>
    stepsOf(end, scale),
  );
  if (minimum === undefined || maximum === undefined)
    return wrong(`has a range that is not a whole number of steps of ${rationalText(scale)}`);
  const type = encodings[encoding as Encoding];
  if (minimum > maximum) return wrong('has a minimum above its maximum');
  if (minimum < BigInt(type.minimum) || maximum > BigInt(type.maximum))
    return wrong(`has a range of ${minimum} to ${maximum} steps, which ${encoding} does not hold`);
  const unit = form['x-unit'] ?? '';
  if (!isUnit(unit)) return wrong(`has a unit that is none: ${JSON.stringify(unit)}; write it like ms or Mbit s^-1`);
  return { ...base, kind: 'number', encoding: encoding as Encoding, scale, minimum: Number(minimum), maximum: Number(maximum), unit };
}

/**
 * How many steps of a scale a number is; undefined when it is no whole number of them.
 *
 * @implements LLR-PDE-003
 */
export function stepsOf(value: Rational | undefined, scale: Rational): bigint | undefined {
  if (value === undefined) return undefined;
  const steps = dividedBy(value, scale);
  return compareRationals(steps, rational(steps.numerator / steps.denominator)) === 0 ? steps.numerator / steps.denominator : undefined;
}

function isUnit(text: string): boolean {
  try {
    return unitFrom(text) === text;
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
}

type Complain = (message: string) => undefined;

function readChoice(form: FieldForm, base: Base, complain: Complain): Field | undefined {
  const { enum: names = [], 'x-codes': codes = [] } = form;
  if (form['x-encoding'] !== 'u8') return complain('is a choice: x-encoding is u8');
  if (codes.length !== names.length) return complain('has another number of x-codes than names');
  if (new Set(names).size !== names.length) return complain('repeats a name');
  return { ...base, kind: 'choice', choices: names.map((name, index) => ({ name, code: codes[index] as number })) };
}

function readText(form: FieldForm, base: Base, complain: Complain): Field | undefined {
  const { minLength = 0, maxLength, 'x-encoding': encoding } = form;
  if (maxLength === undefined || minLength > maxLength) return complain('is a text: it has a maxLength that is not below minLength');
  if (encoding === 'text') return { ...base, kind: 'text', bytes: maxLength, lengthMin: minLength };
  if (encoding !== 'bytes') return complain('is a string: x-encoding is text or bytes, or it has an enum');
  if (minLength !== maxLength || maxLength % 2 !== 0) return complain('is hexadecimal: minLength and maxLength are one even number');
  return { ...base, kind: 'bytes', bytes: maxLength / 2 };
}

function readList(form: FieldForm, base: Base, at: Position, reading: FieldReading): ListField | undefined {
  const wrong = (message: string): undefined => void reading.complain(at.pointer, message);
  const { items, minItems, maxItems } = form;
  if (items === undefined || minItems === undefined || maxItems === undefined || minItems > maxItems)
    return wrong('is a list: it has items, minItems, and a maxItems that is not below minItems');
  if (items.type === 'array') return wrong('is a list of lists: put the inner one into a record');
  const inner = readField(items, { ...at, path: `${at.path}.*`, pointer: `${at.pointer}/items`, depth: at.depth + 1 }, reading);
  return inner === undefined ? undefined : { ...base, kind: 'list', items: inner, countMin: minItems, countMax: maxItems };
}

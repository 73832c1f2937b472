import fc from 'fast-check';

/** A field of a structure file, and values of it as they stand in a data file and as a decoder gives them. */
interface RandomField {
  readonly form: object;
  readonly value: fc.Arbitrary<{ readonly written: string; readonly decoded: unknown }>;
}

const ranges = {
  u8: [0, 255],
  u16: [0, 65535],
  u32: [0, 4294967295],
  i8: [-128, 127],
  i16: [-32768, 32767],
  i32: [-2147483648, 2147483647],
} as const;

/** Decimal text of a number of steps of 1/10^digits, by shifting the point in the text. */
function decimal(steps: number, digits: number): string {
  if (digits === 0) return String(steps);
  const text = String(Math.abs(steps)).padStart(digits + 1, '0');
  return `${steps < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** A JSON text that is inserted as it is. */
class Verbatim {
  constructor(readonly text: string) {}
}

/** JSON text of a form whose numbers may be verbatim. */
export function written(form: unknown): string {
  if (form instanceof Verbatim) return form.text;
  if (Array.isArray(form)) return `[${form.map(written).join(',')}]`;
  if (typeof form === 'object' && form !== null)
    return `{${Object.entries(form)
      .map(([key, value]) => `${JSON.stringify(key)}:${written(value)}`)
      .join(',')}}`;
  return JSON.stringify(form);
}

const numberField: fc.Arbitrary<RandomField> = fc
  .record({
    encoding: fc.constantFrom(...(Object.keys(ranges) as (keyof typeof ranges)[])),
    digits: fc.integer({ min: 0, max: 3 }),
    ends: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ encoding, digits, ends }) => {
    const [low, high] = ranges[encoding];
    const [a, b] = ends.map((end) => Math.round(low + end * (high - low))).sort((x, y) => x - y) as [number, number];
    const form = {
      type: digits === 0 ? 'integer' : 'number',
      description: 'd',
      minimum: new Verbatim(decimal(a, digits)),
      maximum: new Verbatim(decimal(b, digits)),
      'x-encoding': encoding,
      ...(digits === 0 ? {} : { 'x-scale': `1/${10 ** digits}` }),
    };
    return { form, value: fc.integer({ min: a, max: b }).map((steps) => ({ written: decimal(steps, digits), decoded: steps })) };
  });

const choiceField: fc.Arbitrary<RandomField> = fc
  .uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 5 })
  .map((codes) => {
    const names = codes.map((_, index) => `name-${index}`);
    return {
      form: { type: 'string', description: 'd', enum: names, 'x-encoding': 'u8', 'x-codes': codes },
      value: fc.constantFrom(...names).map((name) => ({ written: JSON.stringify(name), decoded: name })),
    };
  });

const flagField: fc.Arbitrary<RandomField> = fc.constant({
  form: { type: 'boolean', description: 'd', 'x-encoding': 'u8' },
  value: fc.boolean().map((value) => ({ written: String(value), decoded: value })),
});

const textField: fc.Arbitrary<RandomField> = fc.integer({ min: 1, max: 12 }).map((most) => ({
  form: { type: 'string', description: 'd', minLength: 0, maxLength: most, 'x-encoding': 'text' },
  value: fc
    .string({ maxLength: most, unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)) })
    .map((text) => ({ written: JSON.stringify(text), decoded: text })),
}));

const bytesField: fc.Arbitrary<RandomField> = fc.integer({ min: 1, max: 8 }).map((count) => ({
  form: { type: 'string', description: 'd', minLength: count * 2, maxLength: count * 2, 'x-encoding': 'bytes' },
  value: fc
    .uint8Array({ minLength: count, maxLength: count })
    .map((bytes) => ({ written: JSON.stringify(Buffer.from(bytes).toString('hex')), decoded: Buffer.from(bytes).toString('hex') })),
}));

const plainField = fc.oneof(numberField, choiceField, flagField, textField, bytesField);

function recordOf(fields: readonly RandomField[]): RandomField {
  const names = fields.map((_, index) => `f${index}`);
  const properties = Object.fromEntries(fields.map(({ form }, index) => [`f${index}`, form]));
  return {
    form: { type: 'object', description: 'd', additionalProperties: false, required: names, properties },
    value: fc.tuple(...fields.map(({ value }) => value)).map((values) => ({
      written: `{${values.map(({ written: text }, index) => `"f${index}":${text}`).join(',')}}`,
      decoded: Object.fromEntries(values.map(({ decoded }, index) => [`f${index}`, decoded])),
    })),
  };
}

function listOf(item: RandomField, least: number, most: number): RandomField {
  return {
    form: { type: 'array', description: 'd', minItems: least, maxItems: most, items: item.form },
    value: fc.array(item.value, { minLength: least, maxLength: most }).map((values) => ({
      written: `[${values.map(({ written: text }) => text).join(',')}]`,
      decoded: values.map(({ decoded }) => decoded),
    })),
  };
}

const bounds = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 3 }))
  .map(([least, more]) => [least, Math.max(1, least + more)] as const);

function fieldOfDepth(depth: number): fc.Arbitrary<RandomField> {
  if (depth === 0) return plainField;
  const inner = fieldOfDepth(depth - 1);
  const record = fc.array(inner, { minLength: 1, maxLength: 4 }).map(recordOf);
  return fc.oneof(
    { weight: 3, arbitrary: plainField },
    record,
    fc.tuple(fc.oneof(plainField, record), bounds).map(([item, [least, most]]) => listOf(item, least, most)),
  );
}

/** Text of a random structure file, and texts of data files for it with the values that a decoder must give. */
export const randomTable = fc.array(fieldOfDepth(3), { minLength: 1, maxLength: 5 }).chain((fields) => {
  const root = recordOf(fields);
  const form = root.form as { readonly required: readonly string[]; readonly properties: object };
  const structure = written({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Random',
    description: 'd',
    'x-structure': { id: 7, version: '1.2.3' },
    'x-trace': ['SYS-PDI-001'],
    type: 'object',
    additionalProperties: false,
    required: form.required,
    properties: form.properties,
  });
  return root.value.map(({ written: values, decoded }) => ({
    structure,
    decoded,
    data: `{"structure":"random","structureVersion":"1.2.3","item":{"id":9,"version":"4.5.6","sequence":11,"date":"2026-02-03"},"values":${values},"basis":[]}`,
  }));
});

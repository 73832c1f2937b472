import { Ajv2020, type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { compareDiagnostics, type Diagnostic, type Place } from '../../../kernel/diagnostic.js';
import { pointerToken, readJson } from '../json-places.js';

/** Texts longer than this are refused unread, because the reader keeps the position of each value. */
const textLengthMax = 64_000_000;
const compiled = new Map<SchemaObject, ValidateFunction>();

/** A JSON document that conforms to a schema, or every departure from it. */
export type Conforming<T> =
  | { readonly value: T; readonly placeOf: (pointer: string) => Place }
  | { readonly diagnostics: readonly Diagnostic[] };

/** What a reader expects of a JSON file. */
export interface ExpectedForm {
  readonly schema: SchemaObject;
  /** How findings call the file: `the message file`. */
  readonly what: string;
  /** Name of the schema file, for the reason. */
  readonly schemaFile: string;
  /** Code for a text that is not JSON, and for a departure from the schema. */
  readonly codes: readonly [string, string];
}

/**
 * Reads a JSON text (RFC 8259) and compares it with a schema (JSON Schema 2020-12); every departure is a finding with its place.
 *
 * @implements LLR-VLO-001
 */
export function conformingJson<T>(input: { readonly path: string; readonly text: string }, form: ExpectedForm): Conforming<T> {
  const [syntaxCode, schemaCode] = form.codes;
  const start = { path: input.path, line: 1, column: 1 };
  if (input.text.length > textLengthMax) {
    return { diagnostics: [syntaxFinding(syntaxCode, `${form.what} is longer than ${textLengthMax} characters`, start)] };
  }
  const reading = readJson(input.text);
  const placeOf = (pointer: string): Place => ({ path: input.path, ...reading.positionOf(pointer) });
  if (reading.faults.length > 0) {
    const findings = reading.faults.map(({ message, line, column }) =>
      syntaxFinding(syntaxCode, message, { path: input.path, line, column }),
    );
    return { diagnostics: findings.sort(compareDiagnostics) };
  }
  const validate = compiled.get(form.schema) ?? new Ajv2020({ allErrors: true, strict: true }).compile(form.schema);
  compiled.set(form.schema, validate);
  if (validate(reading.value)) return { value: reading.value as T, placeOf };
  const findings = (validate.errors ?? []).map((error) => schemaFinding(error, { ...form, code: schemaCode }, placeOf));
  return { diagnostics: findings.sort(compareDiagnostics) };
}

function syntaxFinding(code: string, message: string, place: Place): Diagnostic {
  return {
    code,
    severity: 'error',
    message,
    place,
    why: 'the file is not a JSON text (RFC 8259) with one meaning, or too long for a reader that keeps places',
    fix: 'correct the syntax at this place',
  };
}

function schemaFinding(
  error: ErrorObject,
  form: { readonly what: string; readonly schemaFile: string; readonly code: string },
  placeOf: (pointer: string) => Place,
): Diagnostic {
  const { additionalProperty, allowedValues } = error.params as { additionalProperty?: string; allowedValues?: unknown[] };
  const unknown = additionalProperty === undefined ? '' : `/${pointerToken(additionalProperty)}`;
  const pointer = `${error.instancePath}${unknown}`;
  const choice = allowedValues === undefined ? '' : `: ${allowedValues.map((allowed) => JSON.stringify(allowed)).join(', ')}`;
  const said = additionalProperty === undefined ? (error.message ?? error.keyword) : 'is not known here';
  return {
    code: form.code,
    severity: 'error',
    message: `${pointer === '' ? form.what : pointer} ${said}${choice}`,
    place: placeOf(pointer),
    why: `${form.schemaFile} says otherwise`,
    fix: 'see the description of the field in the schema',
  };
}

import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

/** One violation of a schema: the path to the value as object keys and list indices, and what is wrong in words. */
export interface SchemaViolation {
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** How to mend it, in words that name the member. */
  readonly fix: string;
}

/** Answers all violations of one schema (JSON Schema 2020-12); an empty list is conformity. */
export type SchemaCheck = (value: unknown) => readonly SchemaViolation[];

/**
 * Compiles a schema once, for many values. The compiler is loaded when it is first needed. The schema itself is taken as valid: a test checks ours against their meta-schema.
 * @implements LLR-REQ-003
 */
export function schemaCheckOf(schema: object): SchemaCheck {
  const require = createRequire(import.meta.url);
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const formats = require('ajv-formats') as typeof import('ajv-formats');
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, validateSchema: false });
  formats.default(ajv);
  const validate: ValidateFunction = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(violationOf));
}

function violationOf(error: ErrorObject): SchemaViolation {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
  const parameters = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(parameters.additionalProperty);
      const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
      return { path: [...path, name], message: `unknown key "${name}"`, fix: `use one of: ${known.join(', ')}` };
    }
    case 'required': {
      const name = String(parameters.missingProperty);
      return { path, message: `key "${name}" is missing`, fix: `add "${name}:"` };
    }
    case 'enum': {
      const allowed = (parameters.allowedValues as readonly unknown[]).join(', ');
      return { path, message: `${quoted(error.data)} is none of the allowed values`, fix: `write one of: ${allowed}` };
    }
    case 'not':
      return { path, message: `${quoted(error.data)} must not be empty`, fix: 'write what it is to say' };
    default:
      return { path, message: `${quoted(error.data)} ${error.message ?? 'is not valid'}`, fix: `see the schema, keyword ${error.keyword}` };
  }
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

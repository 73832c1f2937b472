import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { pointerToken } from '../afdx/json-places.js';
import { dataFileSchema } from './data-file.generated.js';
import { envelopeFileSchema } from './envelope-file.generated.js';
import { structureFileSchema } from './structure-file.generated.js';

/** One departure from a schema: where, by JSON pointer, and what. */
export interface SchemaFault {
  readonly pointer: string;
  readonly message: string;
}

const schemas = { structure: structureFileSchema, data: dataFileSchema, envelope: envelopeFileSchema } as const;
/** Compiled at the first use. */
const compiled = new Map<keyof typeof schemas, ValidateFunction>();

/**
 * Each departure of a value from the schema of structure, data or envelope files.
 *
 * @implements LLR-PDE-003
 */
export function schemaFaults(kind: keyof typeof schemas, value: unknown): readonly SchemaFault[] {
  const validate = compiled.get(kind) ?? new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schemas[kind]);
  compiled.set(kind, validate);
  return validate(value) ? [] : (validate.errors ?? []).map(faultOf);
}

function faultOf(error: ErrorObject): SchemaFault {
  const { additionalProperty, allowedValues } = error.params as { additionalProperty?: string; allowedValues?: unknown[] };
  if (additionalProperty !== undefined)
    return {
      pointer: `${error.instancePath}/${pointerToken(additionalProperty)}`,
      message: `property "${additionalProperty}" is not known here`,
    };
  const choice = allowedValues === undefined ? '' : `: ${allowedValues.map((allowed) => JSON.stringify(allowed)).join(', ')}`;
  const key = error.propertyName === undefined ? '' : `key "${error.propertyName}" `;
  return { pointer: error.instancePath, message: `${key}${error.message ?? error.keyword}${choice}` };
}

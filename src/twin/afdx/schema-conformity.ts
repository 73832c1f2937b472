import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { present } from '../../kernel/present.js';
import { pointerToken } from './json-places.js';
import { type AfdxNetwork, afdxNetworkSchema } from './network.generated.js';

/** One departure from the schema: where, by JSON pointer, and what. */
export interface SchemaFault {
  readonly pointer: string;
  readonly message: string;
}

type Conformity = { readonly network: AfdxNetwork } | { readonly faults: readonly SchemaFault[] };

/** Compiled at the first use, because that costs more than all rules together. */
let compiled: ReturnType<typeof compile> | undefined;

function compile() {
  return new Ajv2020({ allErrors: true, strict: true }).compile<AfdxNetwork>(afdxNetworkSchema);
}

/**
 * The value as a network when it conforms to network.schema.json (JSON Schema 2020-12), else every departure from it.
 *
 * @implements LLR-AFDX-002
 */
export function schemaConformityOf(value: unknown): Conformity {
  compiled ??= compile();
  if (compiled(value)) return { network: value };
  // there whenever a value does not conform
  const errors = compiled.errors as readonly ErrorObject[];
  return { faults: errors.map(faultOf) };
}

function faultOf(error: ErrorObject): SchemaFault {
  const { additionalProperty, allowedValues } = error.params as { additionalProperty?: string; allowedValues?: unknown[] };
  if (additionalProperty !== undefined) {
    const pointer = `${error.instancePath}/${pointerToken(additionalProperty)}`;
    return { pointer, message: `property "${additionalProperty}" is not known here` };
  }
  const choice = allowedValues === undefined ? '' : `: ${allowedValues.map((allowed) => JSON.stringify(allowed)).join(', ')}`;
  const key = error.propertyName === undefined ? '' : `key "${error.propertyName}" `;
  return { pointer: error.instancePath, message: `${key}${present(error.message, 'the message of a departure')}${choice}` };
}

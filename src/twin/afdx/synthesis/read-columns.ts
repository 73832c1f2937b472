import type { Read } from '../../../kernel/result.js';
import { type AfdxColumns, afdxColumnsSchema } from './columns.generated.js';
import { conformingJson } from './conformity.js';

/**
 * Reads the column mapping of a table from the text of its JSON file. AFDX-242: not JSON, or not as columns.schema.json says.
 *
 * @implements LLR-VLO-001
 */
export function readColumns(input: { readonly path: string; readonly text: string }): Read<AfdxColumns | undefined> {
  const form = {
    schema: afdxColumnsSchema,
    what: 'the column mapping',
    schemaFile: 'columns.schema.json',
    codes: ['AFDX-242', 'AFDX-242'] as const,
  };
  const read = conformingJson<AfdxColumns>(input, form);
  return 'diagnostics' in read ? { value: undefined, diagnostics: read.diagnostics } : { value: read.value, diagnostics: [] };
}

/**
 * The mapping of a table whose columns have the names of the JSON form; it is taken when no mapping is given.
 *
 * @implements LLR-VLO-002
 */
export const plainColumns: AfdxColumns = {
  columns: {
    name: 'name',
    purpose: 'purpose',
    source: 'source',
    destinations: 'destinations',
    size: 'sizeBytes',
    period: 'periodMilliseconds',
    deadline: 'deadlineMilliseconds',
    criticality: 'criticality',
    redundancy: 'redundancyLevel',
    advisoryReason: 'advisoryReason',
  },
};

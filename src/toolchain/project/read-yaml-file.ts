import type { Diagnostic } from '../../kernel/diagnostic.js';
import { type SchemaCheck, schemaCheckOf } from './validator.js';
import { readYamlDocument, type YamlDocument } from './yaml-document.js';

const checks = new WeakMap<object, SchemaCheck>();

/**
 * Reads a YAML file that must conform to a schema.
 * @returns the value and its document for places; the value is undefined when anything is wrong, and then all problems are listed
 * @implements LLR-REQ-003
 */
export function readYamlFile<T>(
  input: { readonly path: string; readonly text: string },
  form: { readonly schema: object; readonly code: string; readonly why: string },
): { readonly value: T | undefined; readonly document: YamlDocument; readonly diagnostics: readonly Diagnostic[] } {
  const document = readYamlDocument(input.path, input.text);
  if (document.diagnostics.length > 0) return { value: undefined, document, diagnostics: document.diagnostics };
  const check = checks.get(form.schema) ?? schemaCheckOf(form.schema);
  checks.set(form.schema, check);
  const diagnostics = check(document.value).map(
    (violation): Diagnostic => ({
      code: form.code,
      severity: 'error',
      message: `${violation.path.length === 0 ? 'the file' : violation.path.join('.')}: ${violation.message}`,
      place: document.placeOf(violation.path),
      why: form.why,
      fix: violation.fix,
    }),
  );
  return { value: diagnostics.length === 0 ? (document.value as T) : undefined, document, diagnostics };
}

import type { Diagnostic, Place } from '../../kernel/diagnostic.js';
import { readBlockYaml } from './block-yaml.js';
import { type SchemaCheck, schemaCheckOf } from './validator.js';
import { readYamlDocument } from './yaml-document.js';

const checks = new WeakMap<object, SchemaCheck>();

/** A file's text and what it must be. */
export interface YamlForm {
  readonly schema: object;
  /** The schema compiled ahead of time: yes or no. Without it the schema compiler is asked each time. */
  readonly conforms?: (value: unknown) => boolean;
  readonly code: string;
  readonly why: string;
}

/** A value that conforms, or undefined with all that is wrong; and where its parts stand. */
export interface YamlReading<T> {
  readonly value: T | undefined;
  readonly placeOf: (path: readonly (string | number)[]) => Place;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a YAML file that must conform to a schema. A file in order costs neither the full library nor the schema compiler.
 * @returns the value and the places of its parts; the value is undefined when anything is wrong, and then all problems are listed
 * @implements LLR-REQ-003
 */
export function readYamlFile<T>(input: { readonly path: string; readonly text: string }, form: YamlForm): YamlReading<T> {
  const plain = form.conforms === undefined ? undefined : readBlockYaml(input.text);
  if (plain !== undefined && form.conforms?.(plain.value) === true) {
    const document = lazily(() => readYamlDocument(input.path, input.text));
    return { value: plain.value as T, placeOf: (path) => document().placeOf(path), diagnostics: [] };
  }
  const { value, placeOf, diagnostics: unreadable } = readYamlDocument(input.path, input.text);
  if (unreadable.length > 0) return { value: undefined, placeOf, diagnostics: unreadable };
  if (form.conforms?.(value) === true) return { value: value as T, placeOf, diagnostics: [] };
  const check = checks.get(form.schema) ?? schemaCheckOf(form.schema);
  checks.set(form.schema, check);
  const diagnostics = check(value).map(
    (violation): Diagnostic => ({
      code: form.code,
      severity: 'error',
      message: `${violation.path.length === 0 ? 'the file' : violation.path.join('.')}: ${violation.message}`,
      place: placeOf(violation.path),
      why: form.why,
      fix: violation.fix,
    }),
  );
  return { value: diagnostics.length === 0 ? (value as T) : undefined, placeOf, diagnostics };
}

function lazily<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

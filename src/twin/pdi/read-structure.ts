import { canonicalJson, type Json } from '../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import { rationalText } from '../../kernel/rational.js';
import type { Read } from '../../kernel/result.js';
import { compiledConstraint } from './compile-constraints.js';
import { type ExactJson, readExactJson } from './exact-json.js';
import { pdiError } from './findings.js';
import { layoutProblem } from './layout.js';
import { readFields } from './read-fields.js';
import { schemaFaults } from './schema-faults.js';
import { type Constraint, type Field, type RecordField, type Structure, versionFrom } from './structure.js';
import type { ConstraintForm, StructureFile } from './structure-file.generated.js';

/** Findings of one file; more would help nobody. */
const findingsMax = 100;

/**
 * Reads the structure of parameter data items from a structure file. PDI-100: not JSON; PDI-101: not of the form; PDI-102: a field that
 * contradicts itself; PDI-103: a constraint that does not fit the fields. With a finding there is no structure.
 *
 * @param file its name without folder and ending, path as shown in findings, and text
 * @implements LLR-PDE-003
 */
export function readStructure(file: { readonly name: string; readonly path: string; readonly text: string }): Read<Structure | undefined> {
  const json = readExactJson(file.path, file.text, 'PDI-100');
  if (json.value === undefined && json.diagnostics.length > 0) return { value: undefined, diagnostics: json.diagnostics };
  const faults = schemaFaults('structure', json.value);
  const diagnostics: Diagnostic[] = faults
    .slice(0, findingsMax)
    .map(({ pointer, message }) => wrong(json, pointer, 'PDI-101', `${pointer === '' ? 'the structure' : pointer} ${message}`));
  if (diagnostics.length > 0) return { value: undefined, diagnostics: diagnostics.sort(compareDiagnostics) };
  const value = structureOf(file.name, json.value as StructureFile, json, diagnostics);
  if (diagnostics.length === 0) return { value, diagnostics };
  return { value: undefined, diagnostics: diagnostics.slice(0, findingsMax).sort(compareDiagnostics) };
}

function structureOf(name: string, form: StructureFile, json: ExactJson, diagnostics: Diagnostic[]): Structure {
  const complain = (pointer: string, message: string) => void diagnostics.push(wrong(json, pointer, 'PDI-102', `${pointer} ${message}`));
  const { id, version: versionWritten } = form['x-structure'];
  const version = versionFrom(versionWritten);
  if (version === undefined) complain('/x-structure/version', 'is no version like 1.0.3');
  const fields = readFields(form.properties, form.required, { name: '', path: '', pointer: '', traces: [], depth: 0 }, { json, complain });
  const root: RecordField = { kind: 'record', name: '', path: '', description: form.description, traces: form['x-trace'], fields };
  const problem = layoutProblem(root);
  if (problem !== '') complain('/properties', problem);
  // A constraint on a field that was left out would be a second finding for one fault.
  const constraints = diagnostics.length > 0 ? [] : (form['x-constraints'] ?? []);
  const compiled = constraints.flatMap((entry, index) =>
    readConstraint(entry, `/x-constraints/${index}`, constraints, root, json, diagnostics),
  );
  const fingerprint = fingerprintOf(root, constraints, id);
  return {
    name,
    title: form.title,
    description: form.description,
    id,
    version: version ?? [0, 0, 0],
    root,
    constraints: compiled,
    fingerprint,
  };
}

function readConstraint(
  form: ConstraintForm,
  pointer: string,
  all: readonly ConstraintForm[],
  root: RecordField,
  json: ExactJson,
  diagnostics: Diagnostic[],
): readonly Constraint[] {
  const compiled = compiledConstraint(form, root);
  const repeated = all.filter(({ id }) => id === form.id).length > 1;
  const message = repeated ? 'another constraint has this id' : typeof compiled === 'string' ? compiled : '';
  if (message !== '') diagnostics.push(wrong(json, pointer, 'PDI-103', `constraint ${form.id}: ${message}`));
  return typeof compiled === 'string' ? [] : [compiled];
}

/** What decides the meaning of an image, and nothing else: descriptions and traces may change without another image. */
function fingerprintOf(root: RecordField, constraints: readonly ConstraintForm[], id: number): string {
  const said = constraints.map(({ id: name, each, unique, holds }) => ({ name, each, unique, holds }));
  return sha256(canonicalJson({ id, fields: meaningOf(root), constraints: said as unknown as Json }));
}

function meaningOf(field: Field): Json {
  const { kind, name } = field;
  switch (field.kind) {
    case 'number':
      return {
        kind,
        name,
        encoding: field.encoding,
        scale: rationalText(field.scale),
        minimum: field.minimum,
        maximum: field.maximum,
        unit: field.unit,
      };
    case 'choice':
      return { kind, name, choices: field.choices.map((choice) => ({ ...choice })) };
    case 'flag':
      return { kind, name };
    case 'text':
      return { kind, name, bytes: field.bytes, lengthMin: field.lengthMin };
    case 'bytes':
      return { kind, name, bytes: field.bytes };
    case 'list':
      return { kind, name, countMin: field.countMin, countMax: field.countMax, items: meaningOf(field.items) };
    case 'record':
      return { kind, name, fields: field.fields.map(meaningOf) };
  }
}

function wrong(json: ExactJson, pointer: string, code: `PDI-${number}`, message: string): Diagnostic {
  return pdiError(code, json.placeOf(pointer), {
    message,
    why: 'an image can be read in one way only when its structure is whole and free of contradiction',
    fix: 'see docs/pdi.md, section Structures',
  });
}

import { compareDiagnostics, type Diagnostic, type Place } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import { brokenConstraints } from './compile-constraints.js';
import type { Basis, DataFile } from './data-file.generated.js';
import { readExactJson } from './exact-json.js';
import { type FindingText, pdiError } from './findings.js';
import { readRecord } from './read-values.js';
import { schemaFaults } from './schema-faults.js';
import { type PdiRecord, type Structure, type Version, versionFrom, versionText } from './structure.js';

/** Who an item is. */
export interface ItemIdentity {
  readonly id: number;
  readonly version: Version;
  /** Number of the release, which does not fall. */
  readonly sequence: number;
  /** Day of the release as a number, 20260131. */
  readonly date: number;
}

/** One parameter data item as read from its source. */
export interface ParameterData {
  readonly structure: Structure;
  readonly item: ItemIdentity;
  readonly values: PdiRecord;
  readonly basis: readonly Basis[];
  /** The place of a JSON pointer below `values`, or of `/basis/…`. */
  readonly placeOf: (pointer: string) => Place;
}

const findingsMax = 1000;

/**
 * The name of the structure that a data file says it follows; undefined when it says none. For choosing the structure file alone.
 *
 * @implements LLR-PDE-005
 */
export function structureNameIn(text: string): string | undefined {
  const { value } = readExactJson('', text, 'PDI-110');
  const name = typeof value === 'object' && value !== null ? (value as { readonly structure?: unknown }).structure : undefined;
  return typeof name === 'string' ? name : undefined;
}

/**
 * Reads the source of a parameter data item. PDI-110: not JSON; PDI-111: not of the form, or of another structure; PDI-112: a value is
 * missing, unknown or of another type; PDI-113: it is outside its range; PDI-114: values break a constraint. With a finding there is no item.
 *
 * @implements LLR-PDE-005
 */
export function readData(structure: Structure, file: { readonly path: string; readonly text: string }): Read<ParameterData | undefined> {
  const json = readExactJson(file.path, file.text, 'PDI-110');
  if (json.diagnostics.length > 0) return { value: undefined, diagnostics: json.diagnostics };
  const form = schemaFaults('data', json.value).map(({ pointer, message }) =>
    pdiError('PDI-111', json.placeOf(pointer), {
      message: `${pointer === '' ? 'the data file' : pointer} ${message}`,
      why: 'an item without identity, values and their basis cannot be released',
      fix: 'see docs/pdi.md, section Data files',
    }),
  );
  if (form.length > 0) return { value: undefined, diagnostics: form.slice(0, findingsMax).sort(compareDiagnostics) };
  const data = json.value as DataFile;
  const diagnostics: Diagnostic[] = identityFindings(structure, data, json.placeOf);
  const complain = (code: 'PDI-112' | 'PDI-113', pointer: string, message: string) =>
    void diagnostics.push(pdiError(code, json.placeOf(pointer), valueText(pointer, message)));
  const values = readRecord(structure.root, data.values, '/values', { json, complain });
  if (diagnostics.length === 0)
    for (const broken of brokenConstraints(structure, values)) diagnostics.push(constraintFinding(broken, json.placeOf));
  if (diagnostics.length > 0) return { value: undefined, diagnostics: diagnostics.slice(0, findingsMax).sort(compareDiagnostics) };
  const { id, version, sequence, date } = data.item;
  const item = { id, version: versionFrom(version) ?? ([0, 0, 0] as const), sequence, date: Number(date.replaceAll('-', '')) };
  return { value: { structure, item, values, basis: data.basis, placeOf: json.placeOf }, diagnostics: [] };
}

function identityFindings(structure: Structure, data: DataFile, placeOf: (pointer: string) => Place): Diagnostic[] {
  const wrong = (pointer: string, message: string): Diagnostic =>
    pdiError('PDI-111', placeOf(pointer), {
      message,
      why: 'values are read by the structure they were written for',
      fix: 'state the structure of the values and its version; after a change of the structure, look at each value anew',
    });
  const findings: Diagnostic[] = [];
  if (data.structure !== structure.name) findings.push(wrong('/structure', `the values are for ${data.structure}, not ${structure.name}`));
  if (data.structureVersion !== versionText(structure.version))
    findings.push(
      wrong(
        '/structureVersion',
        `the values are for version ${data.structureVersion} of ${structure.name}, which is ${versionText(structure.version)}`,
      ),
    );
  if (versionFrom(data.item.version) === undefined) findings.push(wrong('/item/version', `${data.item.version} is no version like 1.0.3`));
  return findings;
}

function valueText(pointer: string, message: string): FindingText {
  return {
    message: `${pointer.slice('/values'.length) || 'values'} ${message}`,
    why: 'range, type and unit errors are the usual faults of parameter data',
    fix: 'correct the value, or change the structure under its own review',
  };
}

function constraintFinding(
  { constraint, pointer }: ReturnType<typeof brokenConstraints>[number],
  placeOf: (pointer: string) => Place,
): Diagnostic {
  return pdiError('PDI-114', placeOf(`/values${pointer}`), {
    message: `${pointer || 'the values'} break the constraint ${constraint.id}: ${constraint.text}`,
    why: 'values that are right alone can be wrong together',
    fix: 'correct the values that the constraint names',
    subjects: [constraint.id, ...constraint.traces],
  });
}

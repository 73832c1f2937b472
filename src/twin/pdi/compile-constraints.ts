import { canonicalJson, type Json } from '../../kernel/canonical-json.js';
import { holds as truthHolds, type Value } from '../../kernel/logic/evaluate.js';
import { type Truth, variablesOf } from '../../kernel/logic/expression.js';
import { truthOfForm } from './constraint-forms.js';
import type { Constraint, Field, ListField, PdiRecord, PdiValue, RecordField, Structure } from './structure.js';
import type { ConstraintForm } from './structure-file.generated.js';

/** A constraint, or why its form is none. */
export type CompiledConstraint = Constraint | string;

/**
 * A constraint of a structure file against the fields of the structure.
 *
 * @implements LLR-PDE-004
 */
export function compiledConstraint(form: ConstraintForm, root: RecordField): CompiledConstraint {
  const base = { id: form.id, text: form.text, traces: form.trace, meaning: meaningOf(form), each: form.each, unique: form.unique };
  if (form.unique !== undefined) {
    if (form.holds !== undefined || form.each !== undefined) return 'a constraint says "unique", or "holds" with or without "each"';
    const problem = uniqueProblem(form.unique, root);
    return problem === '' ? { ...base, holds: undefined } : problem;
  }
  if (form.holds === undefined) return 'a constraint says what "holds"';
  const fields = form.each === undefined ? root : recordOf(root, form.each);
  if (fields === undefined) return `there is no list of records ${form.each}`;
  const tried = truthOfForm(form.holds, { fields, counts: new Map(listsOf(root).map(({ name }) => [name, 1])) });
  if (typeof tried === 'string') return tried;
  const statement = form.holds;
  const holds = (counts: ReadonlyMap<string, number>): Truth => {
    const truth = truthOfForm(statement, { fields, counts });
    if (typeof truth === 'string') throw new Error(truth);
    return truth;
  };
  return { ...base, holds };
}

function meaningOf({ each, unique, holds }: ConstraintForm): string {
  return canonicalJson({ each, unique, holds } as Json);
}

function uniqueProblem({ list, by }: { readonly list: string; readonly by: readonly string[] }, root: RecordField): string {
  const record = recordOf(root, list);
  if (record === undefined) return `there is no list of records ${list}`;
  const missing = by.find(
    (name) => !record.fields.some((field) => field.name === name && field.kind !== 'list' && field.kind !== 'record'),
  );
  return missing === undefined ? '' : `elements of ${list} have no plain field ${missing}`;
}

/**
 * The lists of a structure whose elements have a check of their own.
 *
 * @implements LLR-PDE-004
 */
export function listsOf(root: RecordField): readonly ListField[] {
  return root.fields.filter((field) => field.kind === 'list');
}

function recordOf(root: RecordField, list: string): RecordField | undefined {
  const items = listsOf(root).find(({ name }) => name === list)?.items;
  return items?.kind === 'record' ? items : undefined;
}

/** A constraint that values break, and the pointers of the elements that do. */
export interface BrokenConstraint {
  readonly constraint: Constraint;
  readonly pointer: string;
}

/**
 * The constraints that values of a structure break. The values have the form that the structure says.
 *
 * @implements LLR-PDE-005
 */
export function brokenConstraints(structure: Structure, values: PdiRecord): readonly BrokenConstraint[] {
  const counts = new Map(listsOf(structure.root).map(({ name }) => [name, elementsOf(values, name).length]));
  return structure.constraints.flatMap((constraint): readonly BrokenConstraint[] => {
    const { each, unique, holds } = constraint;
    if (unique !== undefined)
      return repeated(elementsOf(values, unique.list), unique.by).map((index) => ({ constraint, pointer: `/${unique.list}/${index}` }));
    if (holds === undefined) return [];
    const truth = holds(counts);
    const names = variablesOf([truth]).map(({ form }) => form.name);
    if (each === undefined) return isTrue(truth, names, structure.root, values) ? [] : [{ constraint, pointer: '' }];
    const record = recordOf(structure.root, each);
    return elementsOf(values, each).flatMap((element, index) =>
      record === undefined || isTrue(truth, names, record, element) ? [] : [{ constraint, pointer: `/${each}/${index}` }],
    );
  });
}

function isTrue(truth: Truth, names: readonly string[], record: RecordField, values: PdiRecord): boolean {
  const model = new Map<string, Value>(names.map((name) => [name, stepsAt(record, values, name)]));
  return truthHolds(truth, model);
}

/** The number that stands for the value at a path: steps, the code of a choice, 0 or 1. */
function stepsAt(record: RecordField, values: PdiRecord, path: string): bigint {
  let field: Field | undefined = record;
  let value: PdiValue | undefined = values;
  for (const name of path.split('.')) {
    value = (value as Readonly<Record<string, PdiValue>>)[name];
    field = field?.kind === 'list' ? field.items : field?.kind === 'record' ? field.fields.find((entry) => entry.name === name) : undefined;
  }
  if (field?.kind === 'choice') return BigInt(field.choices.find(({ name }) => name === value)?.code ?? -1);
  return typeof value === 'boolean' ? (value ? 1n : 0n) : BigInt(value as number);
}

function elementsOf(values: PdiRecord, list: string): readonly PdiRecord[] {
  return values[list] as readonly PdiRecord[];
}

/** The elements whose fields have the values of an earlier one. */
function repeated(elements: readonly PdiRecord[], by: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return elements.flatMap((element, index) => {
    const key = JSON.stringify(by.map((name) => element[name]));
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

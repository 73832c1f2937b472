import { rationalText } from '../../../kernel/rational.js';
import type { ExactJson } from '../exact-json.js';
import type { Field, Structure } from '../structure.js';

/** One element of a table: a value that is no list and no object. */
export interface Element {
  /** JSON pointer below `values`. */
  readonly pointer: string;
  /** Numbers as fractions in their unit. */
  readonly text: string;
  readonly field: Field | undefined;
}

/**
 * The elements of the values of a data file, as they are written there.
 *
 * @implements LLR-PDV-002
 */
export function elementsOfSource(structure: Structure, json: ExactJson): readonly Element[] {
  const elements: Element[] = [];
  const visit = (value: unknown, pointer: string, field: Field | undefined): void => {
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) visit(item, `${pointer}/${index}`, field?.kind === 'list' ? field.items : undefined);
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        visit(inner, `${pointer}/${name}`, field?.kind === 'record' ? field.fields.find((each) => each.name === name) : undefined);
    else elements.push({ pointer, text: textOf(value, `/values${pointer}`, json), field });
  };
  const given: unknown = json.value;
  if (typeof given === 'object' && given !== null && Object.hasOwn(given, 'values'))
    visit((given as { readonly values: unknown }).values, '', structure.root);
  return elements;
}

function textOf(value: unknown, pointer: string, json: ExactJson): string {
  if (typeof value !== 'number') return String(value);
  const exact = json.numberAt(pointer);
  return exact === undefined ? String(value) : rationalText(exact);
}

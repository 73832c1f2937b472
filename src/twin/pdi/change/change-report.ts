import { compareText } from '../../../kernel/diagnostic.js';
import type { Structure } from '../structure.js';

/** The elements of a version of an item by JSON pointer, as text. */
export type ElementTexts = ReadonlyMap<string, string>;

/** One element that two versions do not share; undefined where a version has none. */
export interface ElementChange {
  /** Elements of lists by their key, where the structure has one: `/virtualLinks/id=2101/maximumFrame`. */
  readonly element: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly requirements: readonly string[];
}

/**
 * What changed between two versions of an item, with the requirements that the elements are traced to, in the order of the elements.
 *
 * @implements LLR-PDV-009
 */
export function changesBetween(structure: Structure, before: ElementTexts, after: ElementTexts): readonly ElementChange[] {
  const [old, young] = [keyed(structure, before), keyed(structure, after)];
  const elements = [...new Set([...old.keys(), ...young.keys()])].filter((element) => old.get(element) !== young.get(element));
  return elements.sort(compareText).map((element) => ({
    element,
    before: old.get(element),
    after: young.get(element),
    requirements: tracesOf(structure, element),
  }));
}

/** Elements of lists under the field that tells them apart, so that one more entry is one change and not a shift of each after it. */
function keyed(structure: Structure, texts: ElementTexts): ReadonlyMap<string, string> {
  const keyOf = new Map(
    structure.constraints.flatMap(({ unique }) => (unique?.by.length === 1 ? [[unique.list, unique.by[0] as string] as const] : [])),
  );
  return new Map(
    [...texts].map(([pointer, text]) => {
      const [, list = '', index = '', ...rest] = pointer.split('/');
      const key = keyOf.get(list);
      const value = key === undefined ? undefined : texts.get(`/${list}/${index}/${key}`);
      return [value === undefined ? pointer : `/${[list, `${key}=${value}`, ...rest].join('/')}`, text];
    }),
  );
}

function tracesOf(structure: Structure, element: string): readonly string[] {
  let at: Structure['root']['fields'][number] | undefined = structure.root;
  for (const name of element.slice(1).split('/'))
    at = at?.kind === 'list' ? at.items : at?.kind === 'record' ? at.fields.find((field) => field.name === name) : undefined;
  return at === undefined || at.traces.length === 0 ? structure.root.traces : at.traces;
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { ExchangeOptions } from './options.js';
import { type ReqifDocument, referenceIn, resolve } from './reqif-document.js';
import { nameOf } from './reqif-objects.js';
import { childAt } from './xml-tree.js';

/** Links by the identifier of the object they start from; their ends are requirement ids. */
export interface ReqifLinks {
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** Relations that do not mean "has parent": ids by the name of the relation type. */
  readonly others: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/**
 * The relations of a document as links to ids. A missing SOURCE, TARGET or TYPE, and one that refers to nothing, is reported (IMP-407);
 * a relation without both ends is left out. Source: ReqIF 1.2, section 10.8 (SpecRelation).
 * @implements LLR-IMP-047
 */
export function reqifLinksOf(
  document: ReqifDocument,
  idOfIdentifier: ReadonlyMap<string, string>,
  options: ExchangeOptions,
  diagnostics: Diagnostic[],
): ReqifLinks {
  const parents = new Map<string, string[]>();
  const others = new Map<string, Map<string, string[]>>();
  const isObject = (name: string): boolean => name === 'SPEC-OBJECT';
  for (const relation of document.specRelations) {
    const type = resolve(document, relation, 'TYPE', (name) => name === 'SPEC-RELATION-TYPE', diagnostics);
    const hasSource = resolve(document, relation, 'SOURCE', isObject, diagnostics) !== undefined;
    const hasTarget = resolve(document, relation, 'TARGET', isObject, diagnostics) !== undefined;
    if (!hasSource || !hasTarget) continue;
    const ends = [referenceIn(childAt(relation, 'SOURCE')), referenceIn(childAt(relation, 'TARGET'))];
    const [child = '', parent = ''] = options.parentEnd === 'source' ? ends.reverse() : ends;
    const typeName = type === undefined ? '' : nameOf(type);
    const id = idOfIdentifier.get(parent) ?? parent;
    if (options.parentRelations === undefined || options.parentRelations.includes(typeName)) append(parents, child, id);
    else {
      const ofChild = others.get(child) ?? new Map<string, string[]>();
      others.set(child, ofChild);
      append(ofChild, `relation ${typeName}`, id);
    }
  }
  return { parents, others };
}

function append(lists: Map<string, string[]>, key: string, item: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type ReqifDocument, referenceIn, resolve } from './reqif-document.js';
import { childAt, childrenOf, type XmlElement } from './xml-tree.js';

/** Where an object stands: the SPECIFICATION's name, and the titles of the headings above it, outermost first. */
export interface Placement {
  readonly module: string;
  readonly chapter: readonly string[];
}

interface Walk {
  readonly document: ReqifDocument;
  readonly titles: ReadonlyMap<string, string>;
  readonly placements: Map<string, Placement>;
  readonly diagnostics: Diagnostic[];
}

/**
 * The placement of each object by its identifier, the first one where it stands in several places. `titles` gives the headings.
 * A hierarchy node without an existing object is reported (IMP-407), and what is below it is read. Source: ReqIF 1.2, section 10.8.
 * @implements LLR-IMP-046
 */
export function placementsOf(
  document: ReqifDocument,
  titles: ReadonlyMap<string, string>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, Placement> {
  const walk: Walk = { document, titles, placements: new Map(), diagnostics };
  for (const specification of document.specifications) {
    resolve(document, specification, 'TYPE', (name) => name === 'SPECIFICATION-TYPE', diagnostics);
    addChildren(walk, specification, { module: specification.attributes.get('LONG-NAME') ?? '', chapter: [] });
  }
  return walk.placements;
}

/** Recursion is bounded by the depth that the XML reader allows. */
function addChildren(walk: Walk, parent: XmlElement, placement: Placement): void {
  for (const node of childrenOf(childAt(parent, 'CHILDREN'), 'SPEC-HIERARCHY')) {
    resolve(walk.document, node, 'OBJECT', (name) => name === 'SPEC-OBJECT', walk.diagnostics);
    const identifier = referenceIn(childAt(node, 'OBJECT'));
    if (!walk.placements.has(identifier)) walk.placements.set(identifier, placement);
    const title = walk.titles.get(identifier);
    addChildren(walk, node, title === undefined ? placement : { ...placement, chapter: [...placement.chapter, title] });
  }
}

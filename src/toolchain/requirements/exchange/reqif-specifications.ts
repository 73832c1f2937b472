import type { Requirement } from '../model.js';
import { reqifIdentifier } from './reqif-identifiers.js';
import { chapterKey, chapterSeparator } from './reqif-names.js';
import { headingValueLine } from './reqif-types.js';
import { escapedAttribute } from './xml-text.js';

/** A heading of a specification, which is an object of its own in ReqIF. */
export interface Heading {
  readonly identifier: string;
  readonly objectLines: (change: string) => readonly string[];
}

/** One specification: a tree of headings with requirements as leaves. */
export interface SpecificationTree {
  readonly module: string;
  readonly headings: readonly Heading[];
  readonly root: Chapter;
}

interface Chapter {
  readonly heading: Heading | undefined;
  readonly content: (Requirement | Chapter)[];
  readonly byTitle: Map<string, Chapter>;
}

/** Chapter paths beyond this are not written as headings, since readers bound the depth of XML. */
const chapterDepthMax = 50;

/**
 * The specifications of requirements, one for each module in order of first appearance. The path in attribute `chapter` gives the headings.
 * @implements LLR-IMP-065
 */
export function specificationTreesOf(requirements: readonly Requirement[]): readonly SpecificationTree[] {
  const trees = new Map<string, SpecificationTree & { readonly headings: Heading[] }>();
  for (const requirement of requirements) {
    const { module } = requirement;
    const tree = trees.get(module) ?? { module, headings: [], root: { heading: undefined, content: [], byTitle: new Map() } };
    trees.set(module, tree);
    let chapter: Chapter = tree.root;
    for (const title of chapterPathOf(requirement)) chapter = chapterBelow(chapter, title, module, tree.headings);
    chapter.content.push(requirement);
  }
  return [...trees.values()];
}

function chapterPathOf(requirement: Requirement): readonly string[] {
  const path = Object.hasOwn(requirement.attributes, chapterKey) ? (requirement.attributes[chapterKey] ?? '').split(chapterSeparator) : [];
  return path.length <= chapterDepthMax && path.every((title) => title !== '') ? path : [];
}

function chapterBelow(parent: Chapter, title: string, module: string, headings: Heading[]): Chapter {
  const known = parent.byTitle.get(title);
  if (known !== undefined) return known;
  const identifier = reqifIdentifier('heading', module, String(headings.length + 1));
  const heading: Heading = { identifier, objectLines: (change) => headingLines(identifier, title, change) };
  const chapter: Chapter = { heading, content: [], byTitle: new Map() };
  headings.push(heading);
  parent.content.push(chapter);
  parent.byTitle.set(title, chapter);
  return chapter;
}

function headingLines(identifier: string, title: string, change: string): readonly string[] {
  return [
    `<SPEC-OBJECT IDENTIFIER="${identifier}" LONG-NAME="${escapedAttribute(title)}" ${change}>`,
    `<VALUES>${headingValueLine(title)}</VALUES>`,
    '<TYPE><SPEC-OBJECT-TYPE-REF>type-heading</SPEC-OBJECT-TYPE-REF></TYPE>',
    '</SPEC-OBJECT>',
  ];
}

/**
 * The SPECIFICATION of a module.
 * @implements LLR-IMP-065
 */
export function specificationLines(tree: SpecificationTree, change: string): readonly string[] {
  const name = tree.module === '' ? '' : ` LONG-NAME="${escapedAttribute(tree.module)}"`;
  return [
    `<SPECIFICATION IDENTIFIER="${reqifIdentifier('specification', tree.module)}"${name} ${change}>`,
    '<TYPE><SPECIFICATION-TYPE-REF>type-specification</SPECIFICATION-TYPE-REF></TYPE>',
    ...childrenLines(tree.root, change),
    '</SPECIFICATION>',
  ];
}

function childrenLines(chapter: Chapter, change: string): readonly string[] {
  if (chapter.content.length === 0) return [];
  const nodes = chapter.content.flatMap((child) => {
    const [object, below] =
      'id' in child ? [reqifIdentifier('object', child.id), []] : [child.heading?.identifier ?? '', childrenLines(child, change)];
    return [
      `<SPEC-HIERARCHY IDENTIFIER="${reqifIdentifier('place', object)}" ${change}>`,
      `<OBJECT><SPEC-OBJECT-REF>${object}</SPEC-OBJECT-REF></OBJECT>`,
      ...below,
      '</SPEC-HIERARCHY>',
    ];
  });
  return ['<CHILDREN>', ...nodes, '</CHILDREN>'];
}

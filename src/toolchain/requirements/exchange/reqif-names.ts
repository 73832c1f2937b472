import type { RequirementField } from './fields.js';

/**
 * Target namespace of the schema of ReqIF 1.0 to 1.2.
 * @implements LLR-IMP-062
 */
export const reqifNamespace = 'http://www.omg.org/spec/ReqIF/20110401/reqif.xsd';

/**
 * Namespace of the content of XHTML attributes.
 * @implements LLR-IMP-062
 */
export const xhtmlNamespace = 'http://www.w3.org/1999/xhtml';

/**
 * Name of the attribute that holds the title of a chapter. Source: ReqIF Implementation Guide, names of system attributes.
 * @implements LLR-IMP-062
 */
export const chapterNameAttribute = 'ReqIF.ChapterName';

/**
 * Key of the attribute in which a reader keeps the titles of the chapters above a requirement.
 * @implements LLR-IMP-062
 */
export const chapterKey = 'chapter';

/**
 * Between the titles of a chapter path.
 * @implements LLR-IMP-062
 */
export const chapterSeparator = ' > ';

/**
 * The attribute names that are written, and read by default. The `ReqIF.` names are those of the ReqIF Implementation Guide.
 * @implements LLR-IMP-062
 */
export const attributeNameOfField: ReadonlyMap<RequirementField, string> = new Map([
  ['id', 'ReqIF.ForeignID'],
  ['title', 'ReqIF.Name'],
  ['text', 'ReqIF.Text'],
  ['rationale', 'Rationale'],
  ['parents', 'Parents'],
  ['derived', 'Derived'],
  ['safetyNote', 'Safety note'],
  ['verification', 'Verification method'],
  ['status', 'Status'],
  ['sources', 'Sources'],
]);

/**
 * The attribute names that a requirement's own attributes may not take when written.
 * @implements LLR-IMP-062
 */
export const reservedAttributeNames: ReadonlySet<string> = new Set([...attributeNameOfField.values(), chapterNameAttribute]);

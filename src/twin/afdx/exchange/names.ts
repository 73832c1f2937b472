const nodeIdForm = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/u;
const linkIdForm = /^[!-~]+( [!-~]+)*$/u;

/**
 * Longest identifier of a node or a link, in characters; see network.schema.json.
 *
 * @implements LLR-CNV-003
 */
export const idLengthMax = 64;

/**
 * The identifier of a node with a foreign name: the name itself when it can be one, else with each run of other signs replaced by
 * one underscore and an `N` before a first sign that is no letter or digit. It may be longer than the schema allows.
 *
 * @implements LLR-CNV-003
 */
export function nodeIdOf(name: string): string {
  if (nodeIdForm.test(name)) return name;
  const id = name.replace(/[^A-Za-z0-9_.-]+/gu, '_');
  return nodeIdForm.test(id) ? id : `N${id}`;
}

/**
 * The identifier of a link with a foreign name: the name itself when it can be one, else with each run of other signs replaced by
 * one underscore. It may be longer than the schema allows.
 *
 * @implements LLR-CNV-003
 */
export function linkIdOf(name: string): string {
  return linkIdForm.test(name) ? name : name.replace(/[^!-~]+/gu, '_');
}

/** Identifiers of virtual links, and whether they come from the names. */
export interface VirtualLinkIds {
  readonly ids: readonly number[];
  readonly areFromNames: boolean;
}

/**
 * The identifiers of virtual links: the number at the end of each name when each name ends with one from 0 to 65535 and no two are
 * equal, else 1, 2, 3 and so on in the order of the names.
 *
 * @implements LLR-CNV-004
 */
export function virtualLinkIdsOf(names: readonly string[]): VirtualLinkIds {
  const ids = names.map(numberAtEndOf);
  const areFromNames = ids.every((id) => id <= 65_535) && new Set(ids).size === ids.length;
  return { ids: areFromNames ? ids : names.map((_, index) => index + 1), areFromNames };
}

/** The last six signs decide, so that a name of any length costs the same: more than five digits fit no identifier. */
function numberAtEndOf(name: string): number {
  const digits = /\d+$/u.exec(name.slice(-6))?.[0] ?? '';
  return digits.length >= 1 && digits.length <= 5 ? Number(digits) : Number.POSITIVE_INFINITY;
}

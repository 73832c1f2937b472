/** A sort of values: what SMT-LIB calls by the same names. */
export type Sort = 'Bool' | 'Int' | 'Real' | BitVectorSort | ArraySort;

/** Words of a fixed number of bits. */
export interface BitVectorSort {
  readonly kind: 'bit-vector';
  readonly width: number;
}

/** Total maps from one sort to another. */
export interface ArraySort {
  readonly kind: 'array';
  readonly index: Sort;
  readonly element: Sort;
}

/**
 * Whether two sorts are the same.
 *
 * @implements LLR-LOG-001
 */
export function isSameSort(a: Sort, b: Sort): boolean {
  return sortText(a) === sortText(b);
}

/**
 * A sort in SMT-LIB 2.
 *
 * @implements LLR-LOG-001
 */
export function sortText(sort: Sort): string {
  if (typeof sort === 'string') return sort;
  if (sort.kind === 'bit-vector') return `(_ BitVec ${sort.width})`;
  return `(Array ${sortText(sort.index)} ${sortText(sort.element)})`;
}

/** The widest word: wider ones are a slip of the pen. */
const widthMaximum = 4096;

/**
 * Whether expressions may have a sort: words of 1 to 4096 bits, and maps whose index is no map.
 *
 * @implements LLR-LOG-001
 */
export function isAllowedSort(sort: Sort): boolean {
  if (typeof sort === 'string') return true;
  if (sort.kind === 'bit-vector') return Number.isInteger(sort.width) && sort.width >= 1 && sort.width <= widthMaximum;
  const { index } = sort;
  return isAllowedSort(index) && isAllowedSort(sort.element) && (typeof index === 'string' || index.kind === 'bit-vector');
}

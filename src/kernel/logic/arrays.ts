import { type Expression, LogicError, operation, variable } from './expression.js';
import { type ArraySort, isSameSort, type Sort } from './sort.js';
import type { Unit } from './unit.js';

/**
 * A variable map from each value of one sort, which is no map, to a value of another in a unit.
 *
 * @implements LLR-LOG-007
 */
export function arrayVariable(name: string, index: Sort, element: Sort, unit: Unit = ''): Expression<ArraySort> {
  return variable(name, { kind: 'array', index, element }, unit);
}

/**
 * The element at an index, in the unit of the elements. The index is a plain number or word.
 *
 * @implements LLR-LOG-007
 */
export function selected<S extends Sort>(array: Expression<ArraySort>, index: Expression, element: S): Expression<S> {
  if (!isSameSort(array.sort.index, index.sort) || !isSameSort(array.sort.element, element))
    throw new LogicError('selected: the sorts are not those of the array');
  requirePlain(index);
  return operation('select', [array, index], element, array.unit);
}

/**
 * The map that differs from another one at an index alone. The element is in the unit of the others.
 *
 * @implements LLR-LOG-007
 */
export function stored(array: Expression<ArraySort>, index: Expression, element: Expression): Expression<ArraySort> {
  if (!isSameSort(array.sort.index, index.sort) || !isSameSort(array.sort.element, element.sort))
    throw new LogicError('stored: the sorts are not those of the array');
  requirePlain(index);
  if (array.unit !== element.unit) throw new LogicError(`stored: the units "${array.unit}" and "${element.unit}" do not go together`);
  return operation('store', [array, index, element], array.sort, array.unit);
}

function requirePlain({ unit }: Expression): void {
  if (unit !== '') throw new LogicError(`an index has no unit, and "${unit}" is one`);
}

import { type Expression, LogicError, operation, requireAlike, type Truth, variable } from './expression.js';
import { type BitVectorSort, isAllowedSort } from './sort.js';

/** A word of a fixed number of bits, taken as a number from 0 to 2^width - 1 where that matters. */
export type BitVector = Expression<BitVectorSort>;

function sortOf(width: number): BitVectorSort {
  const sort = { kind: 'bit-vector', width } as const;
  if (!isAllowedSort(sort)) throw new LogicError(`a word has 1 to 4096 bits, not ${width}`);
  return sort;
}

/**
 * A constant word; the value must fit.
 *
 * @implements LLR-LOG-006
 */
export function bits(value: bigint | number, width: number): BitVector {
  const sort = sortOf(width);
  const number = typeof value === 'bigint' ? value : Number.isSafeInteger(value) ? BigInt(value) : -1n;
  if (number < 0n || number >> BigInt(width) !== 0n) throw new LogicError(`${value} does not fit into ${width} bits`);
  return { sort, unit: '', form: { kind: 'constant', value: number } };
}

/**
 * A variable word.
 *
 * @implements LLR-LOG-006
 */
export function bitsVariable(name: string, width: number): BitVector {
  return variable(name, sortOf(width));
}

/**
 * Each bit inverted.
 *
 * @implements LLR-LOG-006
 */
export function bitNot(a: BitVector): BitVector {
  return operation('bit-not', [a], a.sort);
}

/** Operations on two words of one width with a result of that width; sums and products modulo 2^width, shifts by the second word. */
export type BitOperator = 'bit-and' | 'bit-or' | 'bit-xor' | 'bit-sum' | 'bit-product' | 'bit-left' | 'bit-right';

/**
 * An operation on two words of one width.
 *
 * @implements LLR-LOG-006
 */
export function bitwise(operator: BitOperator, a: BitVector, b: BitVector): BitVector {
  requireAlike(operator, [a, b]);
  return operation(operator, [a, b], a.sort);
}

/**
 * a < b as numbers without a sign.
 *
 * @implements LLR-LOG-006
 */
export function bitsBelow(a: BitVector, b: BitVector): Truth {
  requireAlike('bitsBelow', [a, b]);
  return operation('bit-below', [a, b], 'Bool');
}

/**
 * a ≤ b as numbers without a sign.
 *
 * @implements LLR-LOG-006
 */
export function bitsAtMost(a: BitVector, b: BitVector): Truth {
  requireAlike('bitsAtMost', [a, b]);
  return operation('bit-at-most', [a, b], 'Bool');
}

/**
 * The bits of `high` followed by those of `low`.
 *
 * @implements LLR-LOG-006
 */
export function bitsJoined(high: BitVector, low: BitVector): BitVector {
  return operation('bit-join', [high, low], sortOf(high.sort.width + low.sort.width));
}

/**
 * Bits `from` down to `to`, bit 0 being the last.
 *
 * @implements LLR-LOG-006
 */
export function bitsPart(a: BitVector, from: number, to: number): BitVector {
  if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= to && to <= from && from < a.sort.width))
    throw new LogicError(`bits ${from} to ${to} are not in a word of ${a.sort.width} bits`);
  return operation('bit-part', [a], sortOf(from - to + 1), '', [from, to]);
}

/**
 * The same number with more bits.
 *
 * @implements LLR-LOG-006
 */
export function bitsWidened(a: BitVector, width: number): BitVector {
  return width === a.sort.width ? a : bitsJoined(bits(0, width - a.sort.width), a);
}

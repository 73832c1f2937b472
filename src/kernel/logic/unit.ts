/** A unit of measurement as base units with exponents in canonical text, such as `bit tick^-1`; empty for a plain number. */
export type Unit = string;

/**
 * The unit of a product.
 *
 * @implements LLR-LOG-002
 */
export function unitOfProduct(a: Unit, b: Unit): Unit {
  const exponents = exponentsOf(a);
  for (const [base, exponent] of exponentsOf(b)) exponents.set(base, (exponents.get(base) ?? 0) + exponent);
  return textOf(exponents);
}

/**
 * The unit of a quotient.
 *
 * @implements LLR-LOG-002
 */
export function unitOfQuotient(a: Unit, b: Unit): Unit {
  const exponents = exponentsOf(b);
  for (const [base, exponent] of exponents) exponents.set(base, -exponent);
  return unitOfProduct(a, textOf(exponents));
}

/**
 * The canonical text of a unit: base units in order, exponents other than 1 after `^`. Throws on anything else, which is a fault of
 * the caller.
 *
 * @implements LLR-LOG-002
 */
export function unitFrom(text: string): Unit {
  return textOf(exponentsOf(text));
}

function exponentsOf(unit: Unit): Map<string, number> {
  const exponents = new Map<string, number>();
  for (const part of unit.split(' ').filter((word) => word !== '')) {
    const [, base = '', exponent = '1'] = /^([A-Za-zµ%°]+)(?:\^(-?\d+))?$/u.exec(part) ?? [];
    if (base === '') throw new RangeError(`"${part}" is no unit: write it like bit or tick^-1`);
    exponents.set(base, (exponents.get(base) ?? 0) + Number(exponent));
  }
  return exponents;
}

function textOf(exponents: ReadonlyMap<string, number>): Unit {
  return [...exponents]
    .filter(([, exponent]) => exponent !== 0)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([base, exponent]) => (exponent === 1 ? base : `${base}^${exponent}`))
    .join(' ');
}

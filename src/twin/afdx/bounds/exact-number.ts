/**
 * The number itself, when it is a whole number that is held exactly; a fault otherwise.
 *
 * @implements LLR-BND-007
 */
export function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an exact whole number`);
  return value;
}

/**
 * A number that is no whole number held exactly: what a network file says leads beyond them. Other faults are faults of the program.
 *
 * @implements LLR-BND-007
 */
export class InexactNumber extends RangeError {}

/**
 * The number itself, when it is a whole number that is held exactly; a fault otherwise.
 *
 * @implements LLR-BND-007
 */
export function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new InexactNumber(`${value} is not an exact whole number`);
  return value;
}

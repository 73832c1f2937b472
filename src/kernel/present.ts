/**
 * The value, where the program has seen to it that there is one; what an index or a key reads in a list or map that holds it.
 * @param what names the value in the fault
 * @throws RangeError when there is none: a fault of the program, which must not go on with a number made up in its place
 * @implements LLR-KRN-010
 */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`${what} is not there, which the program excludes`);
  return value;
}

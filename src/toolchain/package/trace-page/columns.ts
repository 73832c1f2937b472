import type { Json } from '../../../kernel/canonical-json.js';

/** A column with few distinct values: `words[at[i]]` is the value of row i. */
interface WordColumn {
  readonly words: readonly string[];
  readonly at: readonly number[];
}

/** A column of lists: row i holds the next `counts[i]` values. */
interface ListColumn {
  readonly counts: readonly number[];
  readonly values: WordColumn;
}

/**
 * The values with each distinct one written once, in order of first use.
 * @implements LLR-VWR-002
 */
export function wordColumn(values: readonly string[]): WordColumn & Json {
  const places = new Map<string, number>();
  const at: number[] = [];
  for (const value of values) {
    let place = places.get(value);
    if (place === undefined) {
      place = places.size;
      places.set(value, place);
    }
    at.push(place);
  }
  return { words: [...places.keys()], at };
}

/**
 * Lists of words as one count for each row and one column of all the values.
 * @implements LLR-VWR-002
 */
export function listColumn(rows: readonly (readonly string[])[]): ListColumn & Json {
  return { counts: rows.map((row) => row.length), values: wordColumn(rows.flat()) };
}

/**
 * Each number less the one before it (the first less 0): a rising column becomes small numbers, which pack well.
 * @implements LLR-VWR-002
 */
export function deltaColumn(values: readonly number[]): readonly number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0));
}

/** Longest-match table of the operators of one language: a trie over ASCII in one flat array. */
export interface OperatorTable {
  /** `next[state * 128 + character]`, 0 when no longer operator goes on this way. State 0 is the start. */
  readonly next: Uint16Array;
  /** 1 for states that end an operator. */
  readonly accepts: Uint8Array;
}

/**
 * Builds the table from operators separated by blanks. Single characters need not be listed: they always are tokens.
 * @implements LLR-SCN-002
 */
export function operatorTable(operators: string): OperatorTable {
  const words = operators.split(' ').filter((word) => word.length > 1);
  const stateCount = 1 + words.reduce((sum, word) => sum + word.length, 0);
  const next = new Uint16Array(stateCount * 128);
  const accepts = new Uint8Array(stateCount);
  let states = 1;
  for (const word of words) {
    let state = 0;
    for (let index = 0; index < word.length; index += 1) {
      const slot = state * 128 + word.charCodeAt(index);
      if (next[slot] === 0) next[slot] = states++;
      state = next[slot] as number;
    }
    accepts[state] = 1;
  }
  return { next, accepts };
}

/**
 * End of the operator that starts at `at`: the longest listed one, else one character.
 * @implements LLR-SCN-002
 */
export function operatorEnd(table: OperatorTable, text: string, at: number): number {
  let end = at + 1;
  let state = table.next[text.charCodeAt(at) & 127] as number;
  for (let index = at + 1; state !== 0; index += 1) {
    if (table.accepts[state] === 1) end = index;
    const code = index < text.length ? text.charCodeAt(index) : 128;
    if (code > 127) break;
    state = table.next[state * 128 + code] as number;
  }
  return end;
}

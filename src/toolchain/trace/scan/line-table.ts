import type { Place } from '../../../kernel/diagnostic.js';

/**
 * Turns offsets of one text into places; lines and columns count from 1, columns in UTF-16 code units.
 * @implements LLR-SCN-002
 */
export class LineTable {
  private readonly starts: number[] = [0];

  constructor(
    private readonly path: string,
    text: string,
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** Line of an offset. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Place of an offset. */
  placeOf(offset: number): Place {
    const line = this.lineOf(offset);
    return { path: this.path, line, column: offset - (this.starts[line - 1] as number) + 1 };
  }
}

import type { RawUnit } from './raw-unit.js';

/**
 * Finds the innermost unit around a token.
 * @implements LLR-SCN-008
 */
export class UnitIndex {
  private readonly sorted: readonly RawUnit[];
  private readonly parents: Int32Array;

  constructor(units: readonly RawUnit[]) {
    this.sorted = [...units].sort((a, b) => a.first - b.first || b.last - a.last);
    this.parents = new Int32Array(units.length).fill(-1);
    const open: number[] = [];
    this.sorted.forEach((unit, index) => {
      while (open.length > 0 && (this.sorted[open[open.length - 1] as number] as RawUnit).last < unit.first) open.pop();
      this.parents[index] = open[open.length - 1] ?? -1;
      open.push(index);
    });
  }

  /** The innermost unit whose tokens include this one; undefined when there is none. */
  around(token: number): RawUnit | undefined {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] as RawUnit).first <= token) low = middle + 1;
      else high = middle;
    }
    let index = low - 1;
    while (index >= 0 && (this.sorted[index] as RawUnit).last < token) index = this.parents[index] as number;
    return index < 0 ? undefined : this.sorted[index];
  }
}

import { countFromText, isLine } from './file-draft.js';
import type { ImportedCondition, ImportedDecision } from './imported-coverage.generated.js';

/** Most conditions of one decision in a trace file. */
const conditionsMaximum = 4096;

interface OpenDecision {
  readonly line: number;
  readonly size: number;
  readonly conditions: Map<number, ImportedCondition>;
  readonly seen: Set<string>;
}

/**
 * Decisions of one file of an LCOV trace, from records for each condition and value.
 * @implements LLR-CVI-006
 */
export class LcovDecisions {
  readonly #decisions: OpenDecision[] = [];
  readonly #open = new Map<string, OpenDecision>();

  /**
   * Takes `MCDC:line,[e]size,sense,taken,index,expression`; whether it is such a record. Records of one line and size belong to one
   * decision until one of them comes a second time.
   */
  take([at, group = '', sense = '', taken, place, ...expression]: readonly string[]): boolean {
    const [line, size, count, index] = [Number(at), Number(group), countFromText(taken), countFromText(place)];
    if (group.startsWith('e')) return true;
    if (!isLine(line) || !/^[tf]$/.test(sense) || count === undefined || index === undefined) return false;
    if (!Number.isInteger(size) || size < 1 || size > conditionsMaximum || index >= size) return false;
    const { conditions, seen } = this.#decision(line, size, `${index}${sense}`);
    seen.add(`${index}${sense}`);
    const before = conditions.get(index) ?? { text: '', shownTrue: false, shownFalse: false };
    const shown = sense === 't' ? { shownTrue: count > 0 } : { shownFalse: count > 0 };
    // lcov writes the number of the condition where the compiler gave no text.
    const said = expression.join(',');
    const text = /^\d*$/.test(said) ? `condition ${index + 1} of ${size}` : said;
    conditions.set(index, { ...before, ...shown, text });
    return true;
  }

  /** What was taken; conditions and values without record are not shown. */
  all(): readonly ImportedDecision[] {
    return this.#decisions.map(({ line, size, conditions }) => {
      const known = [...conditions].sort(([a], [b]) => a - b).map(([, condition]) => condition);
      const rest = { text: `${size - known.length} conditions without record`, shownTrue: false, shownFalse: false };
      return { line, column: 1, scope: '', criterion: 'unstated', conditions: known.length < size ? [...known, rest] : known };
    });
  }

  #decision(line: number, size: number, member: string): OpenDecision {
    const key = `${line},${size}`;
    const open = this.#open.get(key);
    if (open !== undefined && !open.seen.has(member)) return open;
    const begun = { line, size, conditions: new Map<number, ImportedCondition>(), seen: new Set<string>() };
    this.#open.set(key, begun);
    this.#decisions.push(begun);
    return begun;
  }
}

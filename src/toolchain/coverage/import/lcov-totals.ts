import { countFromText, type FileDraft } from './file-draft.js';

/**
 * Totals of one file of an LCOV trace, to be compared with its details.
 * @implements LLR-CVI-006
 */
export class LcovTotals {
  readonly #said = new Map<string, number>();
  #branches = 0;
  #branchesTaken = 0;

  /** Takes a total; whether the key is one. */
  take(key: string, value: string): boolean {
    const count = countFromText(value.trim());
    if (!/^(?:LF|LH|BRF|BRH|FNF|FNH|MCF|MCH)$/.test(key) || count === undefined) return false;
    this.#said.set(key, count);
    return true;
  }

  /** Counts a branch, also one of an exception. */
  branch(count: number): void {
    this.#branches += 1;
    if (count > 0) this.#branchesTaken += 1;
  }

  /** Each total that is not what the details give. */
  contradictions({ statements, functions, decisions }: FileDraft): readonly string[] {
    const conditions = decisions.flatMap((decision) => decision.conditions);
    const shown = conditions.reduce((sum, { shownTrue, shownFalse }) => sum + Number(shownTrue) + Number(shownFalse), 0);
    const counted: Readonly<Record<string, number>> = {
      LF: new Set(statements.map(({ line }) => line)).size,
      LH: new Set(statements.filter(({ count }) => count > 0).map(({ line }) => line)).size,
      BRF: this.#branches,
      BRH: this.#branchesTaken,
      FNF: functions.length,
      FNH: functions.filter(({ count }) => count > 0).length,
      MCF: conditions.length * 2,
      MCH: shown,
    };
    return [...this.#said].flatMap(([key, said]) =>
      said === counted[key] ? [] : [`${key} says ${said}, the details give ${counted[key]}`],
    );
  }
}

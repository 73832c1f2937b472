import type { RawUnit } from './raw-unit.js';
import { type TokenList, WORD } from './token-list.js';

/** A construct whose `end` has not been met. */
interface Open {
  readonly word: string;
  /** Index of the unit that the construct is the body of; -1 for statements. */
  readonly unit: number;
  /** Whether the `begin` that belongs to it has been met. */
  begun: boolean;
}

/** Units nested deeper than this are not listed: each is digested whole, and damaged text has to stay linear. */
const nestingDepthMax = 50;
const unitWords = new Set(['procedure', 'function', 'package', 'task', 'protected', 'entry']);
const blockWords = new Set(['if', 'case', 'loop', 'record', 'select', 'declare', 'do']);

/**
 * Procedures, functions, packages, tasks and protected units of Ada, with their bodies (`Package.Name`). What stands
 * in a specification file (`.ads`) is exported.
 * @implements LLR-SCN-018
 */
export function adaUnits(tokens: TokenList, extension: string): RawUnit[] {
  return new AdaReader(tokens, extension === 'ads').run();
}

class AdaReader {
  private readonly units: RawUnit[] = [];
  private readonly open: Open[] = [];
  private readonly names: string[] = [];

  constructor(
    private readonly tokens: TokenList,
    private readonly exported: boolean,
  ) {}

  run(): RawUnit[] {
    const { tokens } = this;
    let index = 0;
    while (index < tokens.count) {
      const word = tokens.kindOf(index) === WORD ? this.word(index) : '';
      if (unitWords.has(word) && this.declaresUnit(index)) index = this.unit(index);
      else if (word === 'end') index = this.end(index);
      else {
        if (word === 'begin') this.begin();
        else if (blockWords.has(word) && this.opens(index)) this.open.push({ word, unit: -1, begun: word !== 'declare' });
        index = tokens.is(index, '(') ? tokens.after(index) : index + 1;
      }
    }
    return this.units;
  }

  private word(index: number): string {
    return this.tokens.textOf(index).toLowerCase();
  }

  /** `access procedure`, `is new function` and the like name no unit. */
  private declaresUnit(index: number): boolean {
    const before = this.word(index - 1);
    if (before === 'end' || before === 'access' || before === 'with' || before === 'use' || before === '.') return false;
    return this.tokens.kindOf(index + 1) === WORD || this.tokens.codeOf(index + 1) === 0x22;
  }

  private opens(index: number): boolean {
    const before = this.word(index - 1);
    if (before === '.' || before === "'") return false;
    return this.word(index) !== 'record' || before !== 'null';
  }

  /** Reads the head of a unit up to its `is`, `;` or renaming; returns the index to go on at. */
  private unit(keyword: number): number {
    const { tokens } = this;
    let nameAt = keyword + 1;
    while (this.word(nameAt) === 'body' || this.word(nameAt) === 'type') nameAt += 1;
    let nameEnd = nameAt;
    while (tokens.is(nameEnd + 1, '.')) nameEnd += 2;
    const own = tokens.text.slice(tokens.starts[nameAt], tokens.ends[nameEnd]);
    let index = nameEnd + 1;
    while (index < tokens.count && !tokens.is(index, ';') && this.word(index) !== 'is') index = tokens.after(index);
    const hasBody = this.word(index) === 'is' && this.bodyFollows(keyword, index);
    const last = hasBody ? tokens.count - 1 : this.statementLast(index);
    const kind = /^(?:procedure|function|entry)$/.test(this.word(keyword)) ? 'function' : 'class';
    const name = [...this.names.slice(0, nestingDepthMax), own].join('.');
    const listed = this.names.length < nestingDepthMax;
    if (listed)
      this.units.push({ name, kind, exported: this.exported, first: this.firstOf(keyword), head: nameEnd, last, onlyTagged: false });
    if (!hasBody) return last + 1;
    this.open.push({ word: this.word(keyword), unit: listed ? this.units.length - 1 : -1, begun: false });
    this.names.push(own);
    return index + 1;
  }

  /** `is new`, `is abstract`, `is null`, `is separate`, `is (…)` and `is <>` end at the semicolon. */
  private bodyFollows(keyword: number, is: number): boolean {
    const next = this.word(is + 1);
    if (next === 'null' || next === '(' || next === '<>') return /^(?:package|task|protected)$/.test(this.word(keyword)) && next !== '<>';
    return next !== 'new' && next !== 'abstract' && next !== 'separate';
  }

  private statementLast(from: number): number {
    const { tokens } = this;
    let index = from;
    while (index < tokens.count && !tokens.is(index, ';')) index = tokens.after(index);
    return Math.min(index, tokens.count - 1);
  }

  private firstOf(keyword: number): number {
    let first = keyword;
    while (first > 0 && /^(?:overriding|not)$/.test(this.word(first - 1))) first -= 1;
    return first;
  }

  private begin(): void {
    const top = this.open[this.open.length - 1];
    if (top === undefined || top.begun) this.open.push({ word: 'begin', unit: -1, begun: true });
    else top.begun = true;
  }

  private end(index: number): number {
    const { tokens } = this;
    const last = this.statementLast(index);
    const top = this.open.pop();
    const unit = top === undefined ? undefined : this.units[top.unit];
    if (top !== undefined && unit !== undefined) this.units[top.unit] = { ...unit, last };
    if (top !== undefined && unitWords.has(top.word)) this.names.pop();
    return Math.min(last + 1, tokens.count);
  }
}

/* Kinds of tokens; plain constants because the lexers compare them once per token. */

/** A name or keyword. @implements LLR-SCN-002 */
export const WORD = 1;
/** A numeric literal. @implements LLR-SCN-002 */
export const NUMBER = 2;
/** A string or character literal. @implements LLR-SCN-002 */
export const TEXT = 3;
/** A template literal, or a piece of one up to or behind a hole. @implements LLR-SCN-002 */
export const TEMPLATE = 4;
/** A regular expression literal. @implements LLR-SCN-002 */
export const REGEX = 5;
/** An operator, bracket or other punctuation. @implements LLR-SCN-002 */
export const MARK = 6;
/** A line end that the language gives a meaning to (Go, Python, shell, C directives). @implements LLR-SCN-002 */
export const NEWLINE = 7;
/** The start of an indented block (Python). @implements LLR-SCN-002 */
export const INDENT = 8;
/** The end of an indented block (Python). @implements LLR-SCN-002 */
export const DEDENT = 9;

/** Flag: a line break stands between the token before and this one. @implements LLR-SCN-002 */
export const LINE_BREAK = 1;
/** Flag: this `{` stands where an operand stands (an object literal, not a block). @implements LLR-SCN-002 */
export const OPERAND_BRACE = 2;

/** A comment, delimiters included; `next` is the index of the first token behind it. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** A literal or comment that the file ends in the middle of. */
export interface Unterminated {
  readonly what: 'comment' | 'literal';
  readonly start: number;
}

const openers = '([{';

/**
 * Tokens, comments and matching brackets of one file. Offsets count UTF-16 code units of `text`; tokens are kept in
 * flat arrays because a large file has millions of them.
 * @implements LLR-SCN-002
 */
export class TokenList {
  count = 0;
  kinds: Uint8Array;
  /** {@link LINE_BREAK} when a line break stands between the token before and this one; {@link OPERAND_BRACE}. */
  breaks: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  /** Index of the partner of a bracket, INDENT or DEDENT; -1 when there is none. */
  matches: Int32Array;
  readonly comments: Comment[] = [];
  readonly unterminated: Unterminated[] = [];
  private readonly open: number[] = [];
  private readonly openCounts = [0, 0, 0, 0];

  constructor(readonly text: string) {
    const capacity = (text.length >> 2) + 16;
    /* One block of memory for all columns: allocation is what thousands of small files spend their time on. */
    const memory = new ArrayBuffer(capacity * 14);
    this.starts = new Int32Array(memory, 0, capacity);
    this.ends = new Int32Array(memory, capacity * 4, capacity);
    this.matches = new Int32Array(memory, capacity * 8, capacity);
    this.kinds = new Uint8Array(memory, capacity * 12, capacity);
    this.breaks = new Uint8Array(memory, capacity * 13, capacity);
  }

  /** Appends a token. */
  add(kind: number, start: number, end: number, lineBreak: number): void {
    const index = this.count;
    if (index === this.kinds.length) this.grow();
    this.kinds[index] = kind;
    this.breaks[index] = lineBreak;
    this.starts[index] = start;
    this.ends[index] = end;
    this.matches[index] = -1;
    this.count = index + 1;
  }

  /** Sets a flag on the last token. */
  flag(flag: number): void {
    this.breaks[this.count - 1] = (this.breaks[this.count - 1] as number) | flag;
  }

  /** Notes that the last token opens a bracket of a class: 0 round, 1 square, 2 curly, 3 indentation. */
  opened(bracket: number): void {
    this.open.push((this.count - 1) * 4 + bracket);
    this.openCounts[bracket] = (this.openCounts[bracket] as number) + 1;
  }

  /**
   * Notes that the last token closes a bracket; returns the index of the opening token or -1. Brackets left open
   * inside are given up, so that damaged text costs no more than sound text.
   */
  closed(bracket: number): number {
    if (this.openCounts[bracket] === 0) return -1;
    for (;;) {
      const entry = this.open.pop() as number;
      const kind = entry & 3;
      this.openCounts[kind] = (this.openCounts[kind] as number) - 1;
      if (kind !== bracket) continue;
      const opening = entry >> 2;
      this.matches[opening] = this.count - 1;
      this.matches[this.count - 1] = opening;
      return opening;
    }
  }

  /** How many brackets are open. */
  depth(): number {
    return this.open.length;
  }

  /** Whether the token is exactly this text. False outside the list. */
  is(index: number, text: string): boolean {
    if (index < 0 || index >= this.count) return false;
    const start = this.starts[index] as number;
    return (this.ends[index] as number) - start === text.length && this.text.startsWith(text, start);
  }

  /** The text of a token; empty outside the list. */
  textOf(index: number): string {
    return index < 0 || index >= this.count ? '' : this.text.slice(this.starts[index], this.ends[index]);
  }

  /** The kind of a token; 0 outside the list. */
  kindOf(index: number): number {
    return index < 0 || index >= this.count ? 0 : (this.kinds[index] as number);
  }

  /** Code of the first character of a token, the whole token for brackets; 0 outside the list. */
  codeOf(index: number): number {
    return index < 0 || index >= this.count ? 0 : this.text.charCodeAt(this.starts[index] as number);
  }

  /** Index of the token behind the partner of an opening bracket, or `index + 1` when this is no matched opening bracket. */
  after(index: number): number {
    let last = index;
    /* The middle piece of a template closes one hole and opens the next. */
    for (let match = this.matchOf(last); match > last; match = this.matchOf(last)) last = match;
    return last + 1;
  }

  /** Index of the partner of a bracket; -1 when there is none. */
  matchOf(index: number): number {
    return index < 0 || index >= this.count ? -1 : (this.matches[index] as number);
  }

  /** Whether a line break stands before a token. */
  breakBefore(index: number): boolean {
    return index < this.count && ((this.breaks[index] as number) & LINE_BREAK) !== 0;
  }

  private grow(): void {
    const capacity = this.kinds.length * 2;
    this.kinds = resized(new Uint8Array(capacity), this.kinds);
    this.breaks = resized(new Uint8Array(capacity), this.breaks);
    this.starts = resized(new Int32Array(capacity), this.starts);
    this.ends = resized(new Int32Array(capacity), this.ends);
    this.matches = resized(new Int32Array(capacity), this.matches);
  }
}

/**
 * Class of an opening bracket character for {@link TokenList.opened}: 0 round, 1 square, 2 curly, -1 none.
 * @implements LLR-SCN-002
 */
export function bracketClass(character: string): number {
  return openers.indexOf(character);
}

function resized<T extends Uint8Array | Int32Array>(larger: T, smaller: T): T {
  larger.set(smaller);
  return larger;
}

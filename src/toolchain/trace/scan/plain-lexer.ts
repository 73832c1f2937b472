import { type OperatorTable, operatorEnd } from './operators.js';
import { bracketClass, LINE_BREAK, MARK, NEWLINE, NUMBER, TEXT, TokenList, WORD } from './token-list.js';

/** Comment marks and operators of a language. */
export interface LexicalRules {
  readonly lineComments: readonly string[];
  readonly blockComment?: { readonly open: string; readonly close: string; readonly nested: boolean };
  readonly operators: OperatorTable;
}

const wordCharacters = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_') wordCharacters[character.charCodeAt(0)] = 1;

/**
 * Whether a character code belongs to a word: ASCII letters, digits, `_`, and everything beyond ASCII that is no space.
 * @implements LLR-SCN-017
 */
export function isWordCode(code: number): boolean {
  return code < 128 ? wordCharacters[code] === 1 : code !== 0xa0 && code !== 0x3000;
}

/**
 * Loop and common tokens of the languages other than TypeScript and JavaScript. A language adds its literals by
 * {@link literal} and its meaning of line ends by {@link lineEnded}. Text has `\n` line ends. Linear.
 * @implements LLR-SCN-017
 */
export abstract class PlainLexer {
  protected readonly tokens: TokenList;
  protected at = 0;
  protected lineBreak = 0;
  private lineFrom = 0;
  private lineEnd = -1;
  private readonly firstCodes = new Uint8Array(128);

  constructor(
    protected readonly text: string,
    protected readonly rules: LexicalRules,
  ) {
    this.tokens = new TokenList(text);
    for (const mark of [...rules.lineComments, rules.blockComment?.open ?? '']) if (mark !== '') this.firstCodes[mark.charCodeAt(0)] = 1;
  }

  /** Reads the whole text. */
  run(): TokenList {
    const { text } = this;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
    if (text.startsWith('#!', this.at) && !text.startsWith('#![', this.at)) this.lineComment();
    this.started();
    while (this.at < text.length) this.step(text.charCodeAt(this.at));
    this.lineEnded();
    this.ended();
    return this.tokens;
  }

  /** Reads a literal or another peculiarity of the language that starts at a character; false when none does. */
  protected abstract literal(code: number): boolean;

  /** Called at each line end outside literals and comments, before the line feed is passed. */
  protected lineEnded(): void {}

  /** Called before the first character. */
  protected started(): void {}

  /** Called behind the last character. */
  protected ended(): void {}

  /** Whether a comment mark that stands at the current place starts a comment. */
  protected commentAllowed(): boolean {
    return true;
  }

  protected add(kind: number, end: number): void {
    this.tokens.add(kind, this.at, end, this.lineBreak);
    this.lineBreak = 0;
    this.at = end;
  }

  /** Adds a line end that has a meaning, unless nothing stands before it. */
  protected addLineEnd(): void {
    if (this.tokens.count === 0 || this.tokens.kindOf(this.tokens.count - 1) === NEWLINE) return;
    this.tokens.add(NEWLINE, this.at, this.at, 0);
  }

  /** Adds a literal that ends at `end`; a negative or too large end means that it is not closed. */
  protected addText(end: number): void {
    const closed = end > this.at && end <= this.text.length;
    if (!closed) this.tokens.unterminated.push({ what: 'literal', start: this.at });
    this.add(TEXT, closed ? end : this.text.length);
  }

  /** End of a literal closed by `close`, which starts to be looked for at `from`; -1 when it is not closed. */
  protected endBehind(close: string, from: number): number {
    const found = this.text.indexOf(close, from);
    return found < 0 ? -1 : found + close.length;
  }

  /**
   * End of a literal in single quotation characters that stays within its line, `escape` being `\` or the quote
   * itself when it is doubled; -1 when the line ends first.
   */
  protected quotedEnd(quote: number, doubled: boolean, from: number): number {
    const { text } = this;
    for (let end = from; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === quote) {
        if (!doubled || text.charCodeAt(end + 1) !== quote) return end + 1;
        end += 1;
      } else if (code === 0x5c && !doubled) end += 1;
      else if (code === 0x0a) return -1;
    }
    return -1;
  }

  /** End of a literal that may span lines, with backslash escapes; -1 when it is not closed. */
  protected escapedEnd(close: string, from: number): number {
    const { text } = this;
    for (let end = from; end < text.length; end += 1) {
      if (text.charCodeAt(end) === 0x5c) end += 1;
      else if (text.startsWith(close, end)) return end + close.length;
    }
    return -1;
  }

  protected wordEnd(from: number): number {
    let end = from;
    while (end < this.text.length && isWordCode(this.text.charCodeAt(end))) end += 1;
    return end;
  }

  protected lineComment(): void {
    const found = this.lineCommentEnd(this.at);
    this.comment(found);
  }

  /** Offset of the line feed that ends a line comment. */
  protected lineCommentEnd(from: number): number {
    /* Remembered, so that many questions about one long line stay linear. */
    if (from < this.lineFrom || from > this.lineEnd) {
      const found = this.text.indexOf('\n', from);
      this.lineFrom = from;
      this.lineEnd = found < 0 ? this.text.length : found;
    }
    return this.lineEnd;
  }

  protected comment(end: number): void {
    this.tokens.comments.push({ start: this.at, end, next: this.tokens.count });
    this.at = end;
  }

  private step(code: number): void {
    if (code === 0x0a) {
      this.lineEnded();
      this.at += 1;
      this.lineBreak = LINE_BREAK;
    } else if (code <= 0x20 || code === 0xa0 || code === 0x3000) this.at += 1;
    else if (code < 128 && this.firstCodes[code] === 1 && this.commentHere()) return;
    else if (this.literal(code)) return;
    else if (code >= 0x30 && code <= 0x39) this.add(NUMBER, this.numberEnd());
    else if (isWordCode(code)) this.add(WORD, this.wordEnd(this.at + 1));
    else this.mark();
  }

  protected numberEnd(): number {
    const { text } = this;
    let end = this.at + 1;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (isWordCode(code)) continue;
      const next = text.charCodeAt(end + 1);
      if (code === 0x2e && next >= 0x30 && next <= 0x39) continue;
      const before = text.charCodeAt(end - 1) | 32;
      const hexadecimal = (text.charCodeAt(this.at + 1) | 32) === 0x78;
      if ((code !== 0x2b && code !== 0x2d) || !(hexadecimal ? before === 0x70 : before === 0x65)) break;
    }
    return end;
  }

  protected mark(): void {
    const character = this.text.charAt(this.at);
    const opens = bracketClass(character);
    const closes = ')]}'.indexOf(character);
    this.add(MARK, opens >= 0 || closes >= 0 ? this.at + 1 : operatorEnd(this.rules.operators, this.text, this.at));
    if (opens >= 0) this.tokens.opened(opens);
    else if (closes >= 0) this.tokens.closed(closes);
  }

  private commentHere(): boolean {
    const { text, rules } = this;
    if (!this.commentAllowed()) return false;
    const block = rules.blockComment;
    if (block !== undefined && text.startsWith(block.open, this.at)) {
      this.blockComment(block);
      return true;
    }
    if (!rules.lineComments.some((mark) => text.startsWith(mark, this.at))) return false;
    this.lineComment();
    return true;
  }

  private blockComment(block: NonNullable<LexicalRules['blockComment']>): void {
    const start = this.at;
    let end = this.endBehind(block.close, start + block.open.length);
    if (block.nested) end = this.nestedEnd(block, start);
    if (end < 0) this.tokens.unterminated.push({ what: 'comment', start });
    this.comment(end < 0 ? this.text.length : end);
    if (this.text.slice(start, this.at).includes('\n')) {
      this.lineEnded();
      this.lineBreak = LINE_BREAK;
    }
  }

  private nestedEnd(block: { readonly open: string; readonly close: string }, start: number): number {
    const { text } = this;
    let depth = 0;
    for (let index = start; index < text.length; index += 1) {
      if (text.startsWith(block.open, index)) depth += 1;
      else if (text.startsWith(block.close, index)) depth -= 1;
      else continue;
      index += block.open.length - 1;
      if (depth === 0) return index + 1;
    }
    return -1;
  }
}

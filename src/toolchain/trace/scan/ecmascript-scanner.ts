import { classOf, DIGIT, NAME, OPERATOR } from './ecmascript-characters.js';
import { operatorEnd, operatorTable } from './operators.js';
import { MARK, NUMBER, REGEX, TEXT, TokenList, WORD } from './token-list.js';

/*
 * `>` is always a token of its own, as in the TypeScript compiler: `A<B<C>>` and `a >> b` are told apart by a parser,
 * and a fingerprint need not know.
 */
const operators = operatorTable('=== == => !== != <<= << <= ** **= *= ++ += -- -= /= %= &&= && &= ||= || |= ^= ??= ?? ?. ...');

/**
 * The tokens and comments of ECMAScript that need no knowledge of what stands around them. Source: ECMA-262 section 12.
 * @implements LLR-SCN-003
 */
export abstract class EcmascriptScanner {
  protected readonly tokens: TokenList;
  protected at = 0;
  protected lineBreak = 0;
  private nextLine = -1;
  private readonly hasWideLineEnds: boolean;

  constructor(protected readonly text: string) {
    this.tokens = new TokenList(text);
    this.hasWideLineEnds = text.includes('\u2028') || text.includes('\u2029');
  }

  protected add(kind: number, end: number): void {
    this.tokens.add(kind, this.at, end, this.lineBreak);
    this.lineBreak = 0;
    this.at = end;
  }

  protected mark(end: number): void {
    this.add(MARK, end);
  }

  protected word(): void {
    this.add(WORD, this.wordEnd(this.at + 1));
  }

  protected wordEnd(from: number): number {
    const { text } = this;
    let end = from;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      const kind = classOf(code);
      if (kind !== NAME && kind !== DIGIT) break;
      if (code === 0x5c && text.charCodeAt(end + 1) === 0x75 && text.charCodeAt(end + 2) === 0x7b) end = this.escapeEnd(end);
    }
    return end;
  }

  /** Position of the `}` of `\u{…}`, or of the brace when the escape is damaged. */
  protected escapeEnd(at: number): number {
    let end = at + 3;
    while (/^[0-9A-Fa-f]$/.test(this.text.charAt(end))) end += 1;
    return this.text.charCodeAt(end) === 0x7d ? end : at + 1;
  }

  protected number(): void {
    const { text } = this;
    const hexadecimal = text.charCodeAt(this.at) === 0x30 && (text.charCodeAt(this.at + 1) | 32) === 0x78;
    let end = this.at + 1;
    let dotted = text.charCodeAt(this.at) === 0x2e;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      const kind = code < 128 ? classOf(code) : OPERATOR;
      if (kind === NAME || kind === DIGIT) continue;
      if (code === 0x2e && !dotted) dotted = true;
      else if ((code !== 0x2b && code !== 0x2d) || hexadecimal || (text.charCodeAt(end - 1) | 32) !== 0x65) break;
    }
    this.add(NUMBER, end);
  }

  protected dot(): void {
    const next = this.text.charCodeAt(this.at + 1);
    if (next >= 0x30 && next <= 0x39) this.number();
    else this.operator();
  }

  protected quoted(quote: number): void {
    const { text } = this;
    let end = this.at + 1;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === quote) {
        this.add(TEXT, end + 1);
        return;
      }
      if (code === 0x5c) end += 1;
      else if (code === 0x0a) break;
    }
    this.tokens.unterminated.push({ what: 'literal', start: this.at });
    this.add(TEXT, Math.min(end, text.length));
  }

  protected lineComment(): void {
    const start = this.at;
    let end = this.lineEnd(start);
    if (this.hasWideLineEnds) {
      const wide = this.text.slice(start, end).search(/[\u2028\u2029]/);
      if (wide >= 0) end = start + wide;
    }
    this.tokens.comments.push({ start, end, next: this.tokens.count });
    this.at = end;
  }

  protected blockComment(): void {
    const start = this.at;
    const close = this.text.indexOf('*/', start + 2);
    const end = close < 0 ? this.text.length : close + 2;
    if (close < 0) this.tokens.unterminated.push({ what: 'comment', start });
    this.tokens.comments.push({ start, end, next: this.tokens.count });
    if (this.lineEnd(start) < end) this.lineBreak = 1;
    this.at = end;
  }

  /** Offset of the next `\n`, or the length of the text. Remembered, so that many short comments on a long line stay linear. */
  protected lineEnd(from: number): number {
    if (this.nextLine < from) {
      const found = this.text.indexOf('\n', from);
      this.nextLine = found < 0 ? this.text.length : found;
    }
    return this.nextLine;
  }

  protected regex(): boolean {
    const { text } = this;
    let inClass = false;
    for (let end = this.at + 1; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 0x0a) return false;
      if (code === 0x5c) end += 1;
      else if (code === 0x5b) inClass = true;
      else if (code === 0x5d) inClass = false;
      else if (code === 0x2f && !inClass) {
        this.add(REGEX, this.wordEnd(end + 1));
        return true;
      }
    }
    return false;
  }

  protected operator(): void {
    this.mark(operatorEnd(operators, this.text, this.at));
  }
}

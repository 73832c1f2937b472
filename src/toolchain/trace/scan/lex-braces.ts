import { operatorTable } from './operators.js';
import { type LexicalRules, PlainLexer } from './plain-lexer.js';
import { NEWLINE, TEXT, type TokenList, WORD } from './token-list.js';

const slashes = { lineComments: ['//'], blockComment: { open: '/*', close: '*/', nested: false } } as const;
const common = '== != <= >= && || ++ -- += -= *= /= %= &= |= ^= << >> <<= >>= ->';

const cRules: LexicalRules = { ...slashes, operators: operatorTable(`${common} :: ... <=> .* ->* ##`) };
const javaRules: LexicalRules = { ...slashes, operators: operatorTable(`${common} :: ...`) };
const goRules: LexicalRules = { ...slashes, operators: operatorTable(`${common} := ... <- &^ &^=`) };
const rustRules: LexicalRules = {
  lineComments: ['//'],
  blockComment: { open: '/*', close: '*/', nested: true },
  operators: operatorTable('== != <= >= && || += -= *= /= %= &= |= ^= << <<= -> => :: .. ... ..='),
};

/**
 * Tokens of C and C++: raw strings, digit separators, header names, continued lines. The end of a preprocessor
 * directive is a token. Source: ISO/IEC 14882:2020 section 5.
 * @implements LLR-SCN-017
 */
export function lexC(text: string): TokenList {
  return new CLexer(text, cRules).run();
}

/**
 * Tokens of Java, with text blocks. Source: Java Language Specification 21, chapter 3.
 * @implements LLR-SCN-017
 */
export function lexJava(text: string): TokenList {
  return new JavaLexer(text, javaRules).run();
}

/**
 * Tokens of Go; a line end that stands for a semicolon is a token. Source: The Go Programming Language Specification,
 * "Lexical elements".
 * @implements LLR-SCN-017
 */
export function lexGo(text: string): TokenList {
  return new GoLexer(text, goRules).run();
}

/**
 * Tokens of Rust: nested comments, raw strings, lifetimes. Source: The Rust Reference, "Tokens".
 * @implements LLR-SCN-017
 */
export function lexRust(text: string): TokenList {
  return new RustLexer(text, rustRules).run();
}

class CLexer extends PlainLexer {
  private inDirective = false;

  protected literal(code: number): boolean {
    const { text } = this;
    if (code === 0x5c && text.charCodeAt(this.at + 1) === 0x0a) {
      this.at += 2;
      return true;
    }
    if (code === 0x23 && (this.lineBreak !== 0 || this.tokens.count === 0)) this.inDirective = true;
    if (code === 0x22 || code === 0x27) return this.quote(code);
    if (this.inDirective) return this.directiveText(code);
    return false;
  }

  protected override lineEnded(): void {
    if (this.inDirective) this.addLineEnd();
    this.inDirective = false;
  }

  protected override lineCommentEnd(from: number): number {
    let end = super.lineCommentEnd(from);
    while (end < this.text.length && this.text.charCodeAt(end - 1) === 0x5c) end = super.lineCommentEnd(end + 1);
    return end;
  }

  protected override numberEnd(): number {
    let end = super.numberEnd();
    while (this.text.charCodeAt(end) === 0x27 && /[0-9A-Fa-f]/.test(this.text.charAt(end + 1))) end = this.wordEnd(end + 1);
    return end;
  }

  private quote(code: number): boolean {
    const last = this.tokens.count - 1;
    const adjacent = this.tokens.kindOf(last) === WORD && this.tokens.ends[last] === this.at;
    if (code === 0x22 && adjacent && /^(?:L|u8?|U)?R$/.test(this.tokens.textOf(last))) return this.rawString();
    const end = this.quotedEnd(code, false, this.at + 1);
    if (end < 0) this.mark();
    else this.add(TEXT, end);
    return true;
  }

  private rawString(): boolean {
    const open = /^"([^\s()\\]{0,16})\(/.exec(this.text.slice(this.at, this.at + 20));
    if (open === null) this.mark();
    else this.addText(this.endBehind(`)${open[1] ?? ''}"`, this.at + open[0].length));
    return true;
  }

  /** Header names, and the free text of `#error`, in which quotes and slashes mean nothing. */
  private directiveText(code: number): boolean {
    const last = this.tokens.count - 1;
    if (!this.tokens.is(last - 1, '#')) return false;
    if (code === 0x3c && this.tokens.is(last, 'include')) {
      const end = this.text.slice(this.at, Math.min(this.lineCommentEnd(this.at), this.at + 1000)).indexOf('>');
      if (end > 0) this.add(TEXT, this.at + end + 1);
      return end > 0;
    }
    if (!this.tokens.is(last, 'error') && !this.tokens.is(last, 'warning')) return false;
    this.add(TEXT, this.lineCommentEnd(this.at));
    return true;
  }
}

class JavaLexer extends PlainLexer {
  protected literal(code: number): boolean {
    if (code !== 0x22 && code !== 0x27) return false;
    if (this.text.startsWith('"""', this.at)) this.addText(this.escapedEnd('"""', this.at + 3));
    else {
      const end = this.quotedEnd(code, false, this.at + 1);
      if (end < 0) this.mark();
      else this.add(TEXT, end);
    }
    return true;
  }
}

class GoLexer extends PlainLexer {
  protected literal(code: number): boolean {
    if (code === 0x60) this.addText(this.endBehind('`', this.at + 1));
    else if (code === 0x22 || code === 0x27) {
      const end = this.quotedEnd(code, false, this.at + 1);
      if (end < 0) this.mark();
      else this.add(TEXT, end);
    } else return false;
    return true;
  }

  protected override lineEnded(): void {
    const last = this.tokens.count - 1;
    const kind = this.tokens.kindOf(last);
    if (kind === 0 || kind === NEWLINE) return;
    const text = kind === WORD ? this.tokens.textOf(last) : this.tokens.textOf(last).slice(0, 2);
    const open = kind === WORD ? goWordsBeforeMore.has(text) : kind !== TEXT && !/^(?:\d.*|[)\]}]|\+\+|--)$/.test(text);
    if (!open) this.addLineEnd();
  }
}

const goWordsBeforeMore = new Set(
  'case chan const default defer else for func go goto if import interface map package range select struct switch type var'.split(' '),
);

class RustLexer extends PlainLexer {
  protected literal(code: number): boolean {
    if (code === 0x27) return this.apostrophe();
    const last = this.tokens.count - 1;
    const adjacent = this.tokens.kindOf(last) === WORD && this.tokens.ends[last] === this.at;
    const prefix = adjacent ? this.tokens.textOf(last) : '';
    if ((code === 0x22 || code === 0x23) && /^[bc]?r$/.test(prefix)) {
      const open = /^#*"/.exec(this.text.slice(this.at, this.at + 260));
      if (open !== null) {
        this.addText(this.endBehind(`"${'#'.repeat(open[0].length - 1)}`, this.at + open[0].length));
        return true;
      }
    }
    if (code !== 0x22) return false;
    this.addText(this.escapedEnd('"', this.at + 1));
    return true;
  }

  /** A character literal, or the mark of a lifetime. */
  private apostrophe(): boolean {
    const match = /^'(?:\\(?:u\{[^}\n]{1,8}\}|x[^\n]{2}|[^\n])|[^\\'\n])'/u.exec(this.text.slice(this.at, this.at + 16));
    if (match === null) this.add(WORD, this.wordEnd(this.at + 1));
    else this.add(TEXT, this.at + match[0].length);
    return true;
  }
}

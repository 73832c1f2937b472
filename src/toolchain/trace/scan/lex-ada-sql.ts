import { operatorTable } from './operators.js';
import { type LexicalRules, PlainLexer } from './plain-lexer.js';
import { TEXT, type TokenList, WORD } from './token-list.js';

const adaRules: LexicalRules = { lineComments: ['--'], operators: operatorTable(':= => .. /= <= >= ** << >> <>') };
const sqlRules: LexicalRules = {
  lineComments: ['--'],
  blockComment: { open: '/*', close: '*/', nested: true },
  operators: operatorTable(':= :: <> != <= >= || -> ->> =>'),
};

const adaReserved = new Set(
  (
    'abs abstract accept access aliased and array at begin body case constant declare delay delta digits do else elsif end entry exception exit ' +
    'for function generic goto if in interface is limited loop mod new not null of or others out overriding package parallel pragma private ' +
    'procedure protected raise range record rem renames requeue return reverse select separate some subtype synchronized tagged task terminate ' +
    'then type until use when while with xor'
  ).split(' '),
);

/**
 * Tokens of Ada, in which an apostrophe is an attribute mark behind a name and a character literal elsewhere.
 * Source: Ada Reference Manual 2012, chapter 2.
 * @implements LLR-SCN-017
 */
export function lexAda(text: string): TokenList {
  return new AdaLexer(text, adaRules).run();
}

/**
 * Tokens of SQL: doubled quotes, nested comments, dollar quotes. Source: ISO/IEC 9075-2; PostgreSQL manual section 4.1.
 * @implements LLR-SCN-017
 */
export function lexSql(text: string): TokenList {
  return new SqlLexer(text, sqlRules).run();
}

class AdaLexer extends PlainLexer {
  protected literal(code: number): boolean {
    if (code === 0x27) return this.apostrophe();
    if (code !== 0x22) return false;
    const end = this.quotedEnd(code, true, this.at + 1);
    if (end < 0) this.mark();
    else this.add(TEXT, end);
    return true;
  }

  protected override numberEnd(): number {
    let end = super.numberEnd();
    if (this.text.charCodeAt(end) === 0x23) {
      const based = /^#[0-9A-Fa-f_.]+#(?:[eE][+-]?\d+)?/.exec(this.text.slice(end, end + 80));
      end += based === null ? 0 : based[0].length;
    }
    return end;
  }

  private apostrophe(): boolean {
    const width = this.text.codePointAt(this.at + 1) ?? 0;
    const close = this.at + (width > 0xffff ? 3 : 2);
    if (this.text.charCodeAt(close) === 0x27 && !this.behindName()) this.add(TEXT, close + 1);
    else this.mark();
    return true;
  }

  private behindName(): boolean {
    const last = this.tokens.count - 1;
    const text = this.tokens.textOf(last);
    if (this.tokens.kindOf(last) === WORD) return !adaReserved.has(text.toLowerCase());
    return this.tokens.kindOf(last) === TEXT || text === ')' || text === ']';
  }
}

class SqlLexer extends PlainLexer {
  protected literal(code: number): boolean {
    const { text } = this;
    if (code === 0x24) return this.dollarQuote();
    if (code !== 0x27 && code !== 0x22 && code !== 0x60) return false;
    const quote = text.charAt(this.at);
    const last = this.tokens.count - 1;
    const escaped = code === 0x27 && this.tokens.ends[last] === this.at && /^e$/i.test(this.tokens.textOf(last));
    this.addText(escaped ? this.escapedEnd(quote, this.at + 1) : this.doubledEnd(quote));
    return true;
  }

  private doubledEnd(quote: string): number {
    let end = this.endBehind(quote, this.at + 1);
    while (end > 0 && this.text.startsWith(quote, end)) end = this.endBehind(quote, end + 1);
    return end;
  }

  private dollarQuote(): boolean {
    const tag = /^\$(?:[A-Za-z_]\w{0,62})?\$/.exec(this.text.slice(this.at, this.at + 66))?.[0];
    if (tag === undefined) return false;
    this.addText(this.endBehind(tag, this.at + tag.length));
    return true;
  }
}

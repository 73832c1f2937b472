import { operatorTable } from './operators.js';
import { type LexicalRules, PlainLexer } from './plain-lexer.js';
import { DEDENT, INDENT, NEWLINE, TEXT, type TokenList, WORD } from './token-list.js';

const rules: LexicalRules = {
  lineComments: ['#'],
  operators: operatorTable('== != <= >= -> := += -= *= /= //= %= @= &= |= ^= >>= <<= **= ** // << >> ...'),
};

const quotesAndPrefixes = '"\'rRbBuUfF';

/**
 * Tokens of Python with NEWLINE, INDENT and DEDENT. A docstring, the string that is the first statement of a module,
 * class or function, counts as a comment. Source: The Python Language Reference 3.12, chapter 2.
 * @implements LLR-SCN-017
 */
export function lexPython(text: string): TokenList {
  return new PythonLexer(text, rules).run();
}

class PythonLexer extends PlainLexer {
  private readonly indents: number[] = [0];
  private brackets = 0;
  /** First token of this logical line, and of the line before. */
  private lineFirst = 0;
  private headFirst = 0;

  protected override started(): void {
    this.startLine();
  }

  protected override lineEnded(): void {
    if (this.brackets > 0) return;
    const kind = this.tokens.kindOf(this.tokens.count - 1);
    if (kind !== INDENT && kind !== DEDENT) this.addLineEnd();
    this.startLine();
  }

  protected override ended(): void {
    this.indentTo(0);
  }

  protected literal(code: number): boolean {
    const { text } = this;
    if (code === 0x5c && text.charCodeAt(this.at + 1) === 0x0a) {
      this.at += 2;
      return true;
    }
    if ('([{'.includes(text.charAt(this.at))) this.brackets += 1;
    else if (')]}'.includes(text.charAt(this.at))) this.brackets = Math.max(0, this.brackets - 1);
    if (!quotesAndPrefixes.includes(text.charAt(this.at))) return false;
    const prefix = /^(?:[rbuf]|br|rb|fr|rf)?(?=["'])/i.exec(text.slice(this.at, this.at + 3));
    if (prefix === null) return false;
    this.string(prefix[0]);
    return true;
  }

  /** Looks at the indentation of the line that starts behind the next line feed, unless it holds no code. */
  private startLine(): void {
    const { text } = this;
    let at = text.charCodeAt(this.at) === 0x0a ? this.at + 1 : this.at;
    let width = 0;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 0x20) width += 1;
      else if (code === 0x09) width += 8 - (width % 8);
      else if (code !== 0x0c) break;
    }
    const first = text.charAt(at);
    if (first === '' || first === '\n' || first === '#') return;
    this.headFirst = this.lineFirst;
    this.indentTo(width);
    this.lineFirst = this.tokens.count;
  }

  private indentTo(width: number): void {
    const { indents, tokens } = this;
    if (width > (indents[indents.length - 1] as number)) {
      indents.push(width);
      tokens.add(INDENT, this.at, this.at, 0);
      tokens.opened(3);
    }
    while (width < (indents[indents.length - 1] as number)) {
      indents.pop();
      tokens.add(DEDENT, this.at, this.at, 0);
      tokens.closed(3);
    }
  }

  private string(prefix: string): void {
    const start = this.at;
    const open = start + prefix.length;
    const quote = this.text.charAt(open);
    const triple = this.text.startsWith(quote.repeat(3), open);
    const formatted = /f/i.test(prefix);
    const end = triple
      ? this.escapedEnd(quote.repeat(3), open + 3)
      : formatted
        ? this.formattedEnd(open)
        : this.quotedEnd(quote.charCodeAt(0), false, open + 1);
    if (end > 0 && !formatted && !/b/i.test(prefix) && this.isDocstring(end)) this.comment(end);
    else if (end > 0) this.add(TEXT, end);
    else if (triple) this.addText(-1);
    else this.mark();
  }

  /** End of an f-string, inside whose braces the same quotation mark may stand again (Python 3.12). */
  private formattedEnd(open: number): number {
    const { text } = this;
    const quote = text.charCodeAt(open);
    let depth = 0;
    for (let end = open + 1; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 0x0a) return -1;
      if (code === 0x5c) end += 1;
      else if (code === 0x7b && depth === 0 && text.charCodeAt(end + 1) === 0x7b) end += 1;
      else if (code === 0x7b) depth += 1;
      else if (code === 0x7d) depth = Math.max(0, depth - 1);
      else if (code === quote) {
        const inner = depth > 0 ? this.quotedEnd(quote, false, end + 1) : -1;
        if (inner < 0) return end + 1;
        end = inner - 1;
      }
    }
    return -1;
  }

  private isDocstring(end: number): boolean {
    const { tokens } = this;
    const last = tokens.count - 1;
    const rest = this.text.slice(end, end + 200);
    if (!/^[ \t]*(?:$|[#\n])/.test(rest)) return false;
    if (last < 0) return true;
    if (tokens.kindOf(last) !== INDENT || tokens.kindOf(last - 1) !== NEWLINE || !tokens.is(last - 2, ':')) return false;
    const head = tokens.is(this.headFirst, 'async') ? this.headFirst + 1 : this.headFirst;
    return tokens.kindOf(head) === WORD && (tokens.is(head, 'def') || tokens.is(head, 'class'));
  }
}

import { operatorTable } from './operators.js';
import { type LexicalRules, PlainLexer } from './plain-lexer.js';
import { MARK, TEXT, TokenList } from './token-list.js';

const matlabRules: LexicalRules = { lineComments: ['%'], operators: operatorTable("== ~= <= >= && || .* ./ .^ .\\ .'") };
const hashRules: LexicalRules = { lineComments: ['#'], operators: operatorTable('') };

/**
 * Tokens of MATLAB text, as Simulink writes it: `%` and `%{ … %}` comments, the apostrophe as transposition or quote.
 * Source: MATLAB Language Fundamentals, "Add Comments to Code" and "Operators and Special Characters".
 * @implements LLR-SCN-017
 */
export function lexMatlab(text: string): TokenList {
  return new MatlabLexer(text, matlabRules).run();
}

/**
 * Tokens of Simulink `.mdl` text: `#` comments and strings with backslash escapes.
 * @implements LLR-SCN-017
 */
export function lexMdl(text: string): TokenList {
  return new QuotedLexer(text, hashRules).run();
}

/**
 * Tokens of TOML. Source: TOML 1.0.0.
 * @implements LLR-SCN-017
 */
export function lexToml(text: string): TokenList {
  return new TomlLexer(text, hashRules).run();
}

/**
 * The lines of a text without comments, each one token, blank ones left out.
 * @implements LLR-SCN-017
 */
export function lexText(text: string): TokenList {
  const tokens = new TokenList(text);
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const length = text.slice(start, end).trimEnd().length;
    if (length > 0) tokens.add(TEXT, start, start + length, tokens.count === 0 ? 0 : 1);
    start = end + 1;
  }
  return tokens;
}

/**
 * Tokens of YAML: what stands on a line before its comment, indentation included, is one token; quoted and block
 * scalars hold no comments. Source: YAML 1.2.2 sections 6.6, 7.3 and 8.1.
 * @implements LLR-SCN-017
 */
export function lexYaml(text: string): TokenList {
  return new YamlLexer(text).run();
}

class MatlabLexer extends PlainLexer {
  private brackets = 0;

  protected override lineEnded(): void {
    if (this.brackets === 0) this.addLineEnd();
  }

  protected literal(code: number): boolean {
    const { text } = this;
    const character = text.charAt(this.at);
    if ('([{'.includes(character)) this.brackets += 1;
    else if (')]}'.includes(character)) this.brackets = Math.max(0, this.brackets - 1);
    if (text.startsWith('...', this.at)) {
      this.comment(Math.min(this.lineCommentEnd(this.at) + 1, text.length));
      this.lineBreak = 1;
      return true;
    }
    if (code !== 0x22 && (code !== 0x27 || this.isTransposition())) return false;
    const end = this.quotedEnd(code, true, this.at + 1);
    if (end < 0) this.mark();
    else this.add(TEXT, end);
    return true;
  }

  protected override lineCommentEnd(from: number): number {
    const lineEnd = super.lineCommentEnd(from);
    const lineStart = this.text.lastIndexOf('\n', from) + 1;
    if (this.text.charCodeAt(from) !== 0x25 || this.text.slice(lineStart, lineEnd).trim() !== '%{') return lineEnd;
    for (let line = lineEnd + 1; line < this.text.length; ) {
      const end = super.lineCommentEnd(line);
      if (this.text.slice(line, end).trim() === '%}') return end;
      line = end + 1;
    }
    this.tokens.unterminated.push({ what: 'comment', start: from });
    return this.text.length;
  }

  private isTransposition(): boolean {
    const last = this.tokens.count - 1;
    if (last < 0 || this.tokens.ends[last] !== this.at) return false;
    return this.tokens.kindOf(last) !== MARK || /[)\]}'.]$/.test(this.tokens.textOf(last));
  }
}

class QuotedLexer extends PlainLexer {
  protected override lineEnded(): void {
    this.addLineEnd();
  }

  protected literal(code: number): boolean {
    if (code !== 0x22) return false;
    const end = this.quotedEnd(code, false, this.at + 1);
    if (end < 0) this.mark();
    else this.add(TEXT, end);
    return true;
  }
}

class TomlLexer extends PlainLexer {
  protected override lineEnded(): void {
    this.addLineEnd();
  }

  protected literal(code: number): boolean {
    const { text } = this;
    if (code !== 0x22 && code !== 0x27) return false;
    if (text.startsWith('"""', this.at)) this.addText(this.escapedEnd('"""', this.at + 3));
    else if (text.startsWith("'''", this.at)) this.addText(this.endBehind("'''", this.at + 3));
    else {
      const end = this.quotedEnd(code, code === 0x27, this.at + 1);
      if (end < 0) this.mark();
      else this.add(TEXT, end);
    }
    return true;
  }
}

class YamlLexer {
  private readonly tokens: TokenList;
  /** Indentation of the line that opened a block scalar; -1 outside. */
  private block = -1;
  /** Quotation mark of a scalar that goes on over the line end; empty outside. */
  private quote = '';

  constructor(private readonly text: string) {
    this.tokens = new TokenList(text);
  }

  run(): TokenList {
    const { text } = this;
    for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
      const found = text.indexOf('\n', start);
      const end = found < 0 ? text.length : found;
      this.line(start, end);
      start = end + 1;
    }
    if (this.quote !== '') this.tokens.unterminated.push({ what: 'literal', start: this.tokens.starts[this.tokens.count - 1] ?? 0 });
    return this.tokens;
  }

  private line(start: number, end: number): void {
    const line = this.text.slice(start, end);
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') return;
    if (this.block >= 0 && indent > this.block) {
      this.add(start, line);
      return;
    }
    this.block = -1;
    const comment = this.commentStart(line);
    if (comment < line.length)
      this.tokens.comments.push({ start: start + comment, end, next: this.tokens.count + (line.slice(0, comment).trim() === '' ? 0 : 1) });
    const content = line.slice(0, comment);
    this.add(start, content);
    if (this.quote === '' && /(?:^|[\s:-])[|>][+-]?\d?[+-]?\s*$/.test(content)) this.block = indent;
  }

  private add(start: number, content: string): void {
    const length = content.trimEnd().length;
    if (length > 0) this.tokens.add(TEXT, start, start + length, this.tokens.count === 0 ? 0 : 1);
  }

  /** Column of the `#` that starts a comment; the length of the line when there is none. */
  private commentStart(line: string): number {
    for (let at = 0; at < line.length; at += 1) {
      const character = line.charAt(at);
      if (this.quote !== '') at = this.quotedStep(line, at);
      else if ((character === '"' || character === "'") && (at === 0 || /[\s[{,:(-]/.test(line.charAt(at - 1)))) this.quote = character;
      else if (character === '#' && (at === 0 || /\s/.test(line.charAt(at - 1)))) return at;
    }
    return line.length;
  }

  private quotedStep(line: string, at: number): number {
    const character = line.charAt(at);
    if (this.quote === '"' && character === '\\') return at + 1;
    if (character !== this.quote) return at;
    if (this.quote === "'" && line.charAt(at + 1) === "'") return at + 1;
    this.quote = '';
    return at;
  }
}

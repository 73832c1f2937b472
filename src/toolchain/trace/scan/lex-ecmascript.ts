import { BACKQUOTE, CLOSE, classOf, DIGIT, DOT, LESS, LINE, NAME, OPEN, QUOTE, SIMPLE, SLASH, SPACE } from './ecmascript-characters.js';
import { EcmascriptScanner } from './ecmascript-scanner.js';
import { MARK, OPERAND_BRACE, TEMPLATE, TEXT, type TokenList, WORD } from './token-list.js';

const wordsBeforeOperand = new Set('return typeof instanceof in new delete void throw case do else yield await extends default'.split(' '));
const wordsBeforeCondition = new Set(['if', 'while', 'for', 'with']);

/* What encloses the place being read; a stack, because JSX, templates and code nest in each other. */
const BRACE = 0;
const TEMPLATE_HOLE = 1;
const JSX_TAG = 2;
const JSX_CHILDREN = 3;

/**
 * Tokens and comments of TypeScript or JavaScript, JSX included when asked for. Regular expressions are told from
 * division by the token before. Line ends must be normalised to `\n`. Linear in the length of the text.
 * Source: ECMA-262 (2024) section 12; the JSX specification.
 * @implements LLR-SCN-003
 */
export function lexEcmascript(text: string, jsx: boolean): TokenList {
  return new EcmascriptLexer(text, jsx).run();
}
class EcmascriptLexer extends EcmascriptScanner {
  private readonly stack: number[] = [];
  private closesElement = false;

  constructor(
    text: string,
    private readonly jsx: boolean,
  ) {
    super(text);
  }

  run(): TokenList {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    if (this.text.startsWith('#!', this.at)) this.lineComment();
    while (this.at < this.text.length) {
      const mode = this.stack[this.stack.length - 1];
      if (mode === JSX_TAG) this.jsxTag();
      else if (mode === JSX_CHILDREN) this.jsxChildren();
      else this.code();
    }
    return this.tokens;
  }

  /** Reads code until the end of the text or a change of mode. */
  private code(): void {
    const { text } = this;
    const length = text.length;
    while (this.at < length) {
      const code = text.charCodeAt(this.at);
      const kind = classOf(code);
      if (kind === SPACE) this.at += 1;
      else if (kind === NAME) this.word();
      else if (kind === SIMPLE) this.mark(this.at + 1);
      else if (kind === LINE) {
        this.at += 1;
        this.lineBreak = 1;
      } else if (this.otherToken(kind, code)) return;
    }
  }

  /** Reads a token of the rarer kinds; returns true when the mode may have changed. */
  private otherToken(kind: number, code: number): boolean {
    switch (kind) {
      case OPEN:
        return this.openBracket(code);
      case CLOSE:
        return this.closeBracket(code);
      case QUOTE:
        this.quoted(code);
        return false;
      case BACKQUOTE:
        this.template(false);
        return false;
      case DIGIT:
        this.number();
        return false;
      case SLASH:
        this.slash();
        return false;
      case DOT:
        this.dot();
        return false;
      case LESS:
        return this.less();
      default:
        this.operator();
        return false;
    }
  }

  /** Reads a template, or with `closesHole` the rest of one, up to its end or its next hole. */
  private template(closesHole: boolean): void {
    const { text } = this;
    for (let end = this.at + 1; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 0x60) {
        this.addTemplate(end + 1, closesHole);
        return;
      }
      if (code === 0x5c) end += 1;
      else if (code === 0x24 && text.charCodeAt(end + 1) === 0x7b) {
        this.addTemplate(end + 2, closesHole);
        this.tokens.opened(2);
        this.stack.push(TEMPLATE_HOLE);
        return;
      }
    }
    this.tokens.unterminated.push({ what: 'literal', start: this.at });
    this.addTemplate(text.length, closesHole);
  }

  private addTemplate(end: number, closesHole: boolean): void {
    this.add(TEMPLATE, end);
    if (closesHole) this.tokens.closed(2);
  }

  private openBracket(code: number): boolean {
    const operand = code === 0x7b && !this.startsStatement() && this.operandExpected();
    this.mark(this.at + 1);
    this.tokens.opened(code === 0x28 ? 0 : code === 0x5b ? 1 : 2);
    if (code !== 0x7b) return false;
    if (operand) this.tokens.flag(OPERAND_BRACE);
    this.stack.push(BRACE);
    return true;
  }

  private closeBracket(code: number): boolean {
    if (code !== 0x7d) {
      this.mark(this.at + 1);
      this.tokens.closed(code === 0x29 ? 0 : 1);
      return false;
    }
    const mode = this.stack.pop();
    if (mode === TEMPLATE_HOLE) {
      this.template(true);
      return true;
    }
    this.mark(this.at + 1);
    this.tokens.closed(2);
    return true;
  }

  private slash(): void {
    const next = this.text.charCodeAt(this.at + 1);
    if (next === 0x2f) this.lineComment();
    else if (next === 0x2a) this.blockComment();
    else if (!this.operandExpected() || !this.regex()) this.operator();
  }

  /** Whether an operand (and so a regular expression, not a division) must follow the last token. */
  private operandExpected(): boolean {
    const { tokens } = this;
    const last = tokens.count - 1;
    switch (tokens.kindOf(last)) {
      case 0:
        return true;
      case WORD:
        return wordsBeforeOperand.has(tokens.textOf(last)) && !this.isProperty(last);
      case TEMPLATE:
        return tokens.text.charCodeAt((tokens.ends[last] as number) - 1) === 0x7b;
      case MARK:
        return this.operandAfterMark(last);
      default:
        return false;
    }
  }

  /** Whether a `{` after the last token opens a block because a statement starts there. */
  private startsStatement(): boolean {
    const last = this.tokens.count - 1;
    const code = this.tokens.codeOf(last);
    if (this.tokens.kindOf(last) === 0) return true;
    return this.tokens.kindOf(last) === MARK && (code === 0x3b || code === 0x7b || code === 0x7d || this.tokens.is(last, '=>'));
  }

  private isProperty(index: number): boolean {
    return this.tokens.is(index - 1, '.') || this.tokens.is(index - 1, '?.');
  }

  private operandAfterMark(last: number): boolean {
    const { tokens } = this;
    const code = tokens.codeOf(last);
    if (code === 0x5d || tokens.is(last, '++') || tokens.is(last, '--')) return false;
    const opening = tokens.matches[last] as number;
    if (code === 0x7d) return opening >= 0 && ((tokens.breaks[opening] as number) & OPERAND_BRACE) === 0;
    if (code !== 0x29) return true;
    return opening > 0 && wordsBeforeCondition.has(tokens.textOf(opening - 1)) && !this.isProperty(opening - 1);
  }

  /** Reads `<`: an operator, or the start of a JSX element; returns true in that case. */
  private less(): boolean {
    if (!this.jsx || !this.startsElement()) {
      this.operator();
      return false;
    }
    this.mark(this.at + 1);
    this.stack.push(JSX_TAG);
    return true;
  }

  private startsElement(): boolean {
    const match = /^<\s*(?:>|[A-Za-z_$])/.exec(this.text.slice(this.at, this.at + 16));
    if (match === null || !this.operandExpected()) return false;
    /* In .tsx a generic arrow function is written `<T,>` or `<T extends …>`. */
    return !/^<\s*(?:const\s+)?[\w$]+\s*(?:,|extends\s+[\w${(['"])/.test(this.text.slice(this.at, this.at + 160));
  }

  /** Reads inside `<…>` of an element until it ends or an expression starts. */
  private jsxTag(): void {
    const { text } = this;
    const code = text.charCodeAt(this.at);
    const kind = classOf(code);
    if (kind === SPACE || kind === LINE) {
      this.at += 1;
      if (kind === LINE) this.lineBreak = 1;
    } else if (kind === QUOTE) this.jsxText(text.indexOf(text.charAt(this.at), this.at + 1) + 1);
    else if (code === 0x2f && text.charCodeAt(this.at + 1) === 0x2f) this.lineComment();
    else if (code === 0x2f && text.charCodeAt(this.at + 1) === 0x2a) this.blockComment();
    else if (code === 0x7b) this.openBracket(code);
    else if (code === 0x3e) this.endTag();
    else if (kind === NAME) this.add(WORD, this.jsxNameEnd());
    else this.mark(this.at + 1);
  }

  private jsxNameEnd(): number {
    let end = this.wordEnd(this.at + 1);
    while (this.text.charCodeAt(end) === 0x2d) end = this.wordEnd(end + 1);
    return end;
  }

  private jsxText(end: number): void {
    if (end === 0) this.tokens.unterminated.push({ what: 'literal', start: this.at });
    this.add(TEXT, end === 0 ? this.text.length : end);
  }

  /** Reads the `>` of a tag: an opening one is followed by children, a closing or empty one ends the element. */
  private endTag(): void {
    const { tokens } = this;
    const last = tokens.count - 1;
    const empty = tokens.is(last, '/');
    const closing = this.closesElement;
    this.closesElement = false;
    this.stack.pop();
    if (empty || closing) this.add(TEXT, this.at + 1);
    else {
      this.mark(this.at + 1);
      this.stack.push(JSX_CHILDREN);
    }
    if (closing) this.stack.pop();
  }

  private jsxChildren(): void {
    const { text } = this;
    let end = this.at;
    let code = 0;
    for (; end < text.length; end += 1) {
      code = text.charCodeAt(end);
      if (code === 0x3c || code === 0x7b) break;
    }
    const trimmed = text.slice(this.at, end).trim();
    if (trimmed !== '') this.add(TEXT, end);
    this.at = end;
    if (end === text.length) return;
    if (code === 0x7b) this.openBracket(code);
    else {
      this.mark(end + 1);
      this.stack.push(JSX_TAG);
      this.closesElement = /^\s*\//.test(text.slice(this.at, this.at + 16));
    }
  }
}

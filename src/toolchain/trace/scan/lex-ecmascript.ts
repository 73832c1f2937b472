import { operatorEnd, operatorTable } from './operators.js';
import { MARK, NUMBER, OPERAND_BRACE, REGEX, TEMPLATE, TEXT, TokenList, WORD } from './token-list.js';

/*
 * `>` is always a token of its own, as in the TypeScript compiler: `A<B<C>>` and `a >> b` are told apart by a parser,
 * and a fingerprint need not know.
 */
const operators = operatorTable(
  '=== == => !== != <<= << <= ** **= *= ++ += -- -= /= %= &&= && &= ||= || |= ^= ??= ?? ?. ...',
);

const SPACE = 1;
const LINE = 2;
const NAME = 3;
const DIGIT = 4;
const QUOTE = 5;
const BACKQUOTE = 6;
const SLASH = 7;
const DOT = 8;
const OPEN = 9;
const CLOSE = 10;
const LESS = 11;
const SIMPLE = 12;
const OPERATOR = 0;

const classes = characterClasses();

function characterClasses(): Uint8Array {
  const table = new Uint8Array(128);
  const set = (characters: string, value: number): void => {
    for (const character of characters) table[character.charCodeAt(0)] = value;
  };
  set(' \t\v\f\r\0', SPACE);
  set('\n', LINE);
  set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$\\#', NAME);
  set('0123456789', DIGIT);
  set('\'"', QUOTE);
  set('`', BACKQUOTE);
  set('/', SLASH);
  set('.', DOT);
  set('([{', OPEN);
  set(')]}', CLOSE);
  set('<', LESS);
  set(',;:~@>', SIMPLE);
  return table;
}

const wordsBeforeOperand = new Set(
  'return typeof instanceof in new delete void throw case do else yield await extends default'.split(' '),
);
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

class EcmascriptLexer {
  private readonly tokens: TokenList;
  private at = 0;
  private lineBreak = 0;
  private nextLine = -1;
  private readonly stack: number[] = [];
  private closesElement = false;
  private readonly hasWideLineEnds: boolean;

  constructor(
    private readonly text: string,
    private readonly jsx: boolean,
  ) {
    this.tokens = new TokenList(text);
    this.hasWideLineEnds = text.includes('\u2028') || text.includes('\u2029');
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
      const kind = code < 128 ? (classes[code] as number) : this.wideClass(code);
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
        this.mark(operatorEnd(operators, this.text, this.at));
        return false;
    }
  }

  private wideClass(code: number): number {
    if (code === 0x2028 || code === 0x2029) return LINE;
    return isWideSpace(code) ? SPACE : NAME;
  }

  private add(kind: number, end: number): void {
    this.tokens.add(kind, this.at, end, this.lineBreak);
    this.lineBreak = 0;
    this.at = end;
  }

  private mark(end: number): void {
    this.add(MARK, end);
  }

  private word(): void {
    this.add(WORD, this.wordEnd(this.at + 1));
  }

  private wordEnd(from: number): number {
    const { text } = this;
    let end = from;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      const kind = code < 128 ? (classes[code] as number) : this.wideClass(code);
      if (kind !== NAME && kind !== DIGIT) break;
      if (code === 0x5c && text.charCodeAt(end + 1) === 0x75 && text.charCodeAt(end + 2) === 0x7b) end = this.escapeEnd(end);
    }
    return end;
  }

  /** Position of the `}` of `\u{…}`, or of the brace when the escape is damaged. */
  private escapeEnd(at: number): number {
    let end = at + 3;
    while (/^[0-9A-Fa-f]$/.test(this.text.charAt(end))) end += 1;
    return this.text.charCodeAt(end) === 0x7d ? end : at + 1;
  }

  private number(): void {
    const { text } = this;
    const hexadecimal = text.charCodeAt(this.at) === 0x30 && (text.charCodeAt(this.at + 1) | 32) === 0x78;
    let end = this.at + 1;
    let dotted = text.charCodeAt(this.at) === 0x2e;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      const kind = code < 128 ? (classes[code] as number) : OPERATOR;
      if (kind === NAME || kind === DIGIT) continue;
      if (code === 0x2e && !dotted) dotted = true;
      else if ((code !== 0x2b && code !== 0x2d) || hexadecimal || (text.charCodeAt(end - 1) | 32) !== 0x65) break;
    }
    this.add(NUMBER, end);
  }

  private dot(): void {
    const next = this.text.charCodeAt(this.at + 1);
    if (next >= 0x30 && next <= 0x39) this.number();
    else this.mark(operatorEnd(operators, this.text, this.at));
  }

  private quoted(quote: number): void {
    const { text } = this;
    let end = this.at + 1;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === quote) return this.add(TEXT, end + 1);
      if (code === 0x5c) end += 1;
      else if (code === 0x0a) break;
    }
    this.tokens.unterminated.push({ what: 'literal', start: this.at });
    this.add(TEXT, Math.min(end, text.length));
  }

  /** Reads a template, or with `closesHole` the rest of one, up to its end or its next hole. */
  private template(closesHole: boolean): void {
    const { text } = this;
    for (let end = this.at + 1; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === 0x60) return this.addTemplate(end + 1, closesHole);
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
    else if (!this.operandExpected() || !this.regex()) this.mark(operatorEnd(operators, this.text, this.at));
  }

  private lineComment(): void {
    const start = this.at;
    let end = this.lineEnd(start);
    if (this.hasWideLineEnds) {
      const wide = this.text.slice(start, end).search(/[\u2028\u2029]/);
      if (wide >= 0) end = start + wide;
    }
    this.tokens.comments.push({ start, end, next: this.tokens.count });
    this.at = end;
  }

  private blockComment(): void {
    const start = this.at;
    const close = this.text.indexOf('*/', start + 2);
    const end = close < 0 ? this.text.length : close + 2;
    if (close < 0) this.tokens.unterminated.push({ what: 'comment', start });
    this.tokens.comments.push({ start, end, next: this.tokens.count });
    if (this.lineEnd(start) < end) this.lineBreak = 1;
    this.at = end;
  }

  /** Offset of the next `\n`, or the length of the text. Remembered, so that many short comments on a long line stay linear. */
  private lineEnd(from: number): number {
    if (this.nextLine < from) {
      const found = this.text.indexOf('\n', from);
      this.nextLine = found < 0 ? this.text.length : found;
    }
    return this.nextLine;
  }

  private regex(): boolean {
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
      this.mark(operatorEnd(operators, this.text, this.at));
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
    const kind = code < 128 ? (classes[code] as number) : this.wideClass(code);
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

function isWideSpace(code: number): boolean {
  return (
    code === 0xa0 || code === 0xfeff || code === 0x1680 || code === 0x202f || code === 0x205f || code === 0x3000 || (code >= 0x2000 && code <= 0x200a)
  );
}

import { operatorTable } from './operators.js';
import { type LexicalRules, PlainLexer } from './plain-lexer.js';
import { TEXT, type TokenList, WORD } from './token-list.js';

const rules: LexicalRules = {
  lineComments: ['#'],
  operators: operatorTable('&& || ;; ;& ;;& << <<- <<< >> <& >& <> >| |& &> &>>'),
};

/** A here-document whose body starts behind the line end. */
interface HereDocument {
  readonly delimiter: string;
  readonly tabs: boolean;
}

const metacharacters = ' \t\n;|&()<>';

/**
 * Tokens of POSIX shell and Bash: words with their quotes and expansions, operators, here-documents, line ends.
 * Comments inside command substitutions are not read. Source: POSIX.1-2017, Shell Command Language, sections 2.2, 2.3 and 2.7.4.
 * @implements LLR-SCN-017
 */
export function lexShell(text: string): TokenList {
  return new ShellLexer(text, rules).run();
}

class ShellLexer extends PlainLexer {
  private readonly pending: HereDocument[] = [];
  /** Offset of the next `))`; -1 when there is no other. */
  private closesAt = 0;

  protected override lineEnded(): void {
    this.addLineEnd();
    for (const document of this.pending.splice(0)) this.body(document);
  }

  protected literal(code: number): boolean {
    const { text } = this;
    if (code === 0x5c && text.charCodeAt(this.at + 1) === 0x0a) {
      this.at += 2;
      return true;
    }
    if (code === 0x28 && text.charCodeAt(this.at + 1) === 0x28) return this.arithmetic();
    if (metacharacters.includes(text.charAt(this.at))) return false;
    const start = this.at;
    this.add(WORD, this.wordAt(start));
    const word = this.at - start === 1 ? text.charAt(start) : '';
    if (word === '{') this.tokens.opened(2);
    else if (word === '}') this.tokens.closed(2);
    this.noteHereDocument(text.slice(start, this.at));
    return true;
  }

  private noteHereDocument(word: string): void {
    const { tokens } = this;
    const before = tokens.count - 2;
    if (!tokens.is(before, '<<') && !tokens.is(before, '<<-')) return;
    this.pending.push({ delimiter: word.replace(/["'\\]/g, ''), tabs: tokens.is(before, '<<-') });
  }

  /** `((…))`, in which `<<` is a shift. */
  private arithmetic(): boolean {
    if (this.closesAt >= 0 && this.closesAt < this.at) this.closesAt = this.text.indexOf('))', this.at);
    const end = this.closesAt;
    const lineEnd = this.lineCommentEnd(this.at);
    if (end < 0 || end > lineEnd) return false;
    this.add(TEXT, end + 2);
    return true;
  }

  private wordAt(start: number): number {
    const { text } = this;
    let end = start;
    while (end < text.length && !metacharacters.includes(text.charAt(end))) end = Math.max(this.pieceEnd(end), end + 1);
    return Math.min(end, text.length);
  }

  /** End of the quote, expansion or character at a place within a word. */
  private pieceEnd(at: number): number {
    const { text } = this;
    const character = text.charAt(at);
    if (character === '\\') return at + 2;
    if (character === "'") return this.closed(this.endBehind("'", at + 1), at);
    if (character === '"' || character === '`') return this.closed(this.constructEnd(at), at);
    if (character !== '$') return at + 1;
    const next = text.charAt(at + 1);
    if (next === "'") return this.closed(this.escapedEnd("'", at + 2), at);
    return next === '(' || next === '{' ? this.closed(this.constructEnd(at + 1), at) : at + 1;
  }

  private closed(end: number, start: number): number {
    if (end > 0) return end;
    this.tokens.unterminated.push({ what: 'literal', start });
    return this.text.length;
  }

  /** End of a construct that may hold others of its kind: `"…"`, a backquote, `(…)`, `{…}`; -1 when it is not closed. */
  private constructEnd(start: number): number {
    const { text } = this;
    const closers = [closerOf(text.charAt(start))];
    for (let end = start + 1; end < text.length; end += 1) {
      const character = text.charAt(end);
      const closer = closers[closers.length - 1] as string;
      if (character === '\\') end += 1;
      else if (character === closer) {
        closers.pop();
        if (closers.length === 0) return end + 1;
      } else if (character === "'" && closer !== '"') {
        const quoted = text.indexOf("'", end + 1);
        if (quoted < 0) return -1;
        end = quoted;
      } else if (character === '#' && closer === ')' && /\s/.test(text.charAt(end - 1))) end = this.lineCommentEnd(end) - 1;
      else if (character === '`' || (character === '"' && closer !== '"') || (character === '(' && closer === ')'))
        closers.push(closerOf(character));
      else if (character === '$' && /[({]/.test(text.charAt(end + 1))) {
        closers.push(closerOf(text.charAt(end + 1)));
        end += 1;
      }
    }
    return -1;
  }

  private body({ delimiter, tabs }: HereDocument): void {
    const { text } = this;
    const start = this.at + 1;
    if (start > text.length) return;
    for (let line = start; line <= text.length; ) {
      const end = this.lineCommentEnd(line);
      const content = text.slice(line, end);
      if ((tabs ? content.replace(/^\t+/, '') : content) === delimiter) {
        this.at = start;
        this.add(TEXT, end);
        return;
      }
      line = end + 1;
    }
    this.at = start;
    this.addText(-1);
  }
}

function closerOf(opener: string): string {
  return opener === '(' ? ')' : opener === '{' ? '}' : opener;
}

import type { Comment } from './token-list.js';

/** What a comment says: one tag with its ids, or a remark on the tag. Offsets are those of the file. */
export interface Tag {
  readonly name: 'implements' | 'verifies' | 'testcase' | 'kind' | 'intent';
  readonly at: number;
  /** Ids of the list with their offsets; empty when the tag names none. */
  readonly ids: readonly { readonly id: string; readonly at: number }[];
  /** The rest of the line, trimmed; what `kind` and `intent` carry. */
  readonly rest: string;
}

const tagPattern = /@(implements|verifies|testcase|kind|intent)(?![\w-])|\[\s*([a-z]+)(?:~[\w.-]*(?:~\d+)?)?\s*->/g;
const idPattern = /[A-Za-z][\w.~:-]*/y;
/* Between ids: a comma, then blanks or the start of the next comment line. */
const separatorPattern = /[ \t]*,[ \t]*(?:\n[ \t]*(?:\*(?!\/)|\/\/+[/!]?|#+|--+|%+)?[ \t]*)?/y;
const blankPattern = /[ \t]*/y;
const testTypes = new Set(['utest', 'itest', 'stest']);

/**
 * The tags of one comment in the order they stand in. A tag between backquotes, or in a block fenced by three
 * backquotes, is an example and not a tag; so is one glued to the end of a word, and `@implements {Type}` of JSDoc.
 * Sources: this project's tag forms; OpenFastTrace user guide, "Specification item: coverage tag".
 * @implements LLR-SCN-006
 */
export function tagsOf(text: string, comment: Comment): readonly Tag[] {
  const body = text.slice(comment.start, comment.end);
  const tags: Tag[] = [];
  tagPattern.lastIndex = 0;
  const quotes = new Quotes(body);
  for (let match = tagPattern.exec(body); match !== null; match = tagPattern.exec(body)) {
    if (/[\w`]/.test(body.charAt(match.index - 1)) || quotes.contains(match.index)) continue;
    const tag = match[1] === undefined ? bracketTag(body, match) : wordTag(body, match);
    if (tag !== undefined) tags.push(shifted(tag, comment.start));
  }
  return tags;
}

function shifted(tag: Tag, by: number): Tag {
  return { ...tag, at: tag.at + by, ids: tag.ids.map(({ id, at }) => ({ id, at: at + by })) };
}

function wordTag(body: string, match: RegExpExecArray): Tag | undefined {
  const end = match.index + match[0].length;
  const from = end + matchAt(blankPattern, body, end).length;
  if (body.charAt(from) === '{') return undefined;
  const lineEnd = body.indexOf('\n', end);
  const rest = body.slice(end, lineEnd < 0 ? body.length : lineEnd);
  const name = match[1] as Tag['name'];
  return { name, at: match.index, ids: idsFrom(body, from), rest: withoutCommentEnd(rest.trim()) };
}

function withoutCommentEnd(line: string): string {
  return line.endsWith('*/') ? line.slice(0, -2).trim() : line;
}

function bracketTag(body: string, match: RegExpExecArray): Tag | undefined {
  const type = match[2] ?? '';
  const name = type === 'impl' ? 'implements' : testTypes.has(type) ? 'verifies' : undefined;
  if (name === undefined) return undefined;
  const end = match.index + match[0].length;
  const from = end + matchAt(blankPattern, body, end).length;
  return { name, at: match.index, ids: idsFrom(body, from), rest: '' };
}

function idsFrom(body: string, start: number): Tag['ids'] {
  const ids: { id: string; at: number }[] = [];
  for (let from = start; ; ) {
    const run = matchAt(idPattern, body, from);
    const id = run.replace(/[.:-]+$/, '');
    if (id === '') return ids;
    ids.push({ id, at: from });
    const separator = run === id ? matchAt(separatorPattern, body, from + run.length) : '';
    if (separator === '') return ids;
    from += run.length + separator.length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Tells for growing offsets whether they stand between backquotes of their line or in a fenced block. */
class Quotes {
  private at = 0;
  private fenced = false;
  private open = false;
  private readonly quoted: boolean;

  constructor(private readonly body: string) {
    this.quoted = body.includes('`');
  }

  contains(offset: number): boolean {
    if (!this.quoted) return false;
    for (; this.at < offset; this.at += 1) {
      const code = this.body.charCodeAt(this.at);
      if (code === 0x0a) this.open = false;
      if (code !== 0x60) continue;
      if (this.body.startsWith('```', this.at)) {
        this.fenced = !this.fenced;
        this.at += 2;
      } else this.open = !this.open && this.closesInLine();
    }
    return this.fenced || this.open;
  }

  private closesInLine(): boolean {
    const next = this.body.indexOf('`', this.at + 1);
    return next > 0 && !this.body.slice(this.at, next).includes('\n');
  }
}

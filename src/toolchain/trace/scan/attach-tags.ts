import type { LanguageReader } from './language-reader.js';
import type { LineTable } from './line-table.js';
import type { RawUnit } from './raw-unit.js';
import { type Tag, tagsOf } from './tags.js';
import { type Comment, DEDENT, NEWLINE, type TokenList } from './token-list.js';
import { UnitIndex } from './unit-index.js';

/** How many units that only tags brought to light are looked for inside each other. */
const nestingDepthMax = 20;

/** A unit with the tags that stand on it, in the order of the text. */
export interface TaggedUnit {
  readonly unit: RawUnit;
  readonly tags: readonly Tag[];
}

/** What attaching needs to know of a file. */
export interface AttachInput {
  readonly tokens: TokenList;
  readonly units: readonly RawUnit[];
  readonly reader: LanguageReader;
  readonly lines: LineTable;
  readonly fileName: string;
}

/**
 * Gives every tag of a file to the smallest unit it stands on: the declaration that follows the comment, else the unit
 * that encloses it, else the whole file for a comment at its top, else the nameless block that follows. Untagged units
 * are returned too, unless they only count when tagged. Linear but for sorting.
 * @implements LLR-SCN-008
 */
export function attachTags(input: AttachInput): readonly TaggedUnit[] {
  const tagsByUnit = new Map<RawUnit, Tag[]>();
  for (const unit of input.units) tagsByUnit.set(unit, []);
  const attacher = new Attacher(input);
  for (const comment of taggedComments(input.tokens)) {
    const tags = tagsOf(input.tokens.text, comment);
    if (tags.length === 0) continue;
    const unit = attacher.unitOf(comment, tags);
    const list = tagsByUnit.get(unit);
    if (list === undefined) tagsByUnit.set(unit, [...tags]);
    else list.push(...tags);
  }
  const result: TaggedUnit[] = [];
  for (const [unit, tags] of tagsByUnit) if (tags.length > 0 || !unit.onlyTagged) result.push({ unit, tags });
  return result;
}

/** The comments that can hold a tag, found without looking into the others. */
function taggedComments(tokens: TokenList): readonly Comment[] {
  const { text, comments } = tokens;
  if (!/@(?:implements|verifies|testcase|kind|intent)|->/.test(text)) return [];
  let sign = text.indexOf('@');
  let arrow = text.indexOf('->');
  return comments.filter(({ start, end }) => {
    if (sign >= 0 && sign < start) sign = text.indexOf('@', start);
    if (arrow >= 0 && arrow < start) arrow = text.indexOf('->', start);
    return (sign >= 0 && sign < end) || (arrow >= 0 && arrow < end);
  });
}

class Attacher {
  private readonly index: UnitIndex;
  private readonly file: RawUnit;
  private readonly fileCommentsEnd: number;
  /** Units that tags brought to light, each around the next; those that end before the present comment are gone. */
  private readonly found: RawUnit[] = [];

  constructor(private readonly input: AttachInput) {
    this.index = new UnitIndex(input.units);
    const last = input.tokens.count - 1;
    this.file = { name: input.fileName, kind: 'file', exported: true, first: 0, head: 0, last, onlyTagged: true };
    this.fileCommentsEnd = fileCommentsEnd(input.tokens, input.reader);
  }

  unitOf(comment: Comment, tags: readonly Tag[]): RawUnit {
    const { tokens } = this.input;
    if (comment.end <= this.fileCommentsEnd) return this.file;
    const trailing = this.isTrailing(comment);
    if (trailing || isDocstring(tokens, comment)) {
      const inside = this.around(lastRead(tokens, comment.next - 1));
      if (inside !== undefined || trailing) return inside ?? this.blockBefore(comment);
    }
    const next = nextReal(tokens, comment.next);
    if (next >= tokens.count) return this.aroundEnd(comment) ?? this.blockAt(comment, tokens.count);
    const around = this.around(next);
    const indented = this.indented(comment, next);
    if (indented !== undefined) return indented;
    if (around !== undefined && next <= around.head) return around;
    return this.taggedUnit(next, around, tags) ?? around ?? this.blockAt(comment, next);
  }

  /** Behind the last token only indentation tells whether a comment still belongs to the last unit. */
  private aroundEnd(comment: Comment): RawUnit | undefined {
    const { tokens, lines } = this.input;
    const indented = comment.next < tokens.count && lines.placeOf(comment.start).column > 1;
    return indented ? this.index.around(comment.next) : undefined;
  }

  /** The innermost unit around a token; tokens are asked for in the order of the text. */
  private around(token: number): RawUnit | undefined {
    const { found } = this;
    while (found.length > 0 && (found[found.length - 1] as RawUnit).last < token) found.pop();
    const top = found[found.length - 1];
    const known = this.index.around(token);
    if (top === undefined || token < top.first) return known;
    return known === undefined || top.first >= known.first ? top : known;
  }

  private taggedUnit(next: number, around: RawUnit | undefined, tags: readonly Tag[]): RawUnit | undefined {
    if (this.found.length >= nestingDepthMax) return undefined;
    const unit = this.input.reader.taggedUnit(this.input.tokens, next, around, tags);
    if (unit !== undefined) this.found.push(unit);
    return unit;
  }

  /** Where indentation makes blocks, a comment that stands deeper than the next line belongs to the block before. */
  private indented(comment: Comment, next: number): RawUnit | undefined {
    const { tokens, lines } = this.input;
    if (tokens.kindOf(next - 1) !== DEDENT) return undefined;
    const deeper = lines.placeOf(comment.start).column > lines.placeOf(tokens.starts[next] as number).column;
    return deeper ? this.index.around(comment.next - 1) : undefined;
  }

  private isTrailing(comment: Comment): boolean {
    const { tokens } = this.input;
    const { text } = tokens;
    if (comment.next === 0 || text.startsWith('/**', comment.start)) return false;
    let before = comment.next - 1;
    while (before > 0 && tokens.kindOf(before) === NEWLINE) before -= 1;
    const gap = text.slice(Math.max(tokens.ends[before] as number, comment.start - 1000), comment.start);
    if (gap.includes('\n')) return false;
    return comment.next >= tokens.count || tokens.breakBefore(comment.next) || tokens.kindOf(comment.next) >= NEWLINE;
  }

  /** The tokens that stand before a comment on its line, as a nameless block. */
  private blockBefore(comment: Comment): RawUnit {
    const { tokens } = this.input;
    const last = comment.next - 1;
    let first = last;
    while (first > 0 && !tokens.breakBefore(first) && tokens.kindOf(first - 1) < NEWLINE) first -= 1;
    return this.block(comment, first, last);
  }

  private blockAt(comment: Comment, next: number): RawUnit {
    const { tokens, reader } = this.input;
    return this.block(comment, next, next < tokens.count ? Math.max(next, reader.blockLast(tokens, next)) : next - 1);
  }

  private block(comment: Comment, first: number, last: number): RawUnit {
    const name = `line ${this.input.lines.lineOf(comment.start)}`;
    const unit: RawUnit = { name, kind: 'block', exported: true, first, head: first, last, onlyTagged: true };
    this.found.push(unit);
    return unit;
  }
}

/** A unit may end before the mark that separates it from the next. */
function lastRead(tokens: TokenList, index: number): number {
  return tokens.is(index, ';') || tokens.is(index, ',') ? index - 1 : index;
}

function nextReal(tokens: TokenList, from: number): number {
  let index = from;
  while (tokens.kindOf(index) >= NEWLINE) index += 1;
  return index;
}

function isDocstring(tokens: TokenList, comment: Comment): boolean {
  return /^[rRuU]?["']/.test(tokens.text.slice(comment.start, comment.start + 2));
}

/**
 * Offset where the comments end that speak of the whole file: those above the first token, less the last group when it
 * directly documents a declaration.
 */
function fileCommentsEnd(tokens: TokenList, reader: LanguageReader): number {
  const { comments, text } = tokens;
  let count = 0;
  while (count < comments.length && (comments[count] as Comment).next === 0) count += 1;
  const last = comments[count - 1];
  if (last === undefined) return 0;
  const first = nextReal(tokens, 0);
  const start = tokens.count === 0 ? text.length : (tokens.starts[first] as number);
  const blankLine = /\n[ \t]*\n/.test(text.slice(last.end, start));
  const innerDocument = text.startsWith('//!', last.start) || isDocstring(tokens, last);
  if (first >= tokens.count || blankLine || innerDocument || reader.startsImport(tokens, first)) return last.end;
  let group = count - 1;
  while (group > 0 && isSameGroup(text, comments[group - 1] as Comment, comments[group] as Comment)) group -= 1;
  return group === 0 ? 0 : (comments[group - 1] as Comment).end;
}

/** Line comments on neighbouring lines are one comment in several pieces. */
function isSameGroup(text: string, before: Comment, after: Comment): boolean {
  const line = !text.startsWith('/*', before.start) && !text.startsWith('/*', after.start) && !text.startsWith('#!', before.start);
  return line && /^\n?[ \t]*$/.test(text.slice(before.end, Math.min(after.start, before.end + 1000)));
}

import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Requirement } from '../model.js';
import { statusOfWord } from './fields.js';
import { findingOf } from './findings.js';
import type { ExchangeFile, ExchangeOptions } from './options.js';
import { requirementOf } from './requirement-draft.js';
import { blockText, linesOf } from './text-lines.js';

/** `type~name~revision`. Source: OpenFastTrace user guide, section "Requirement ID". */
const idSource = String.raw`\p{L}+~\p{L}[\p{L}\p{N}_]*(?:[-.]+[\p{L}\p{N}_]+)*~\d+`;
const anchor = String.raw`(?:<a\s[^>]*>(?:\s*</a>)?\s*)*`;
const itemLine = new RegExp(String.raw`^ {0,3}${anchor}(?:\*\*|__)?\x60?(${idSource})\x60?(?:\*\*|__)?\s*${anchor}$`, 'u');
const malformedItemLine = /^ {0,3}`([\p{L}\p{N}_.-]+~[^`\s]*)`\s*$/u;
const forwardLine = new RegExp(
  String.raw`^ {0,3}(?:[*+-]\s+)?\x60?(\p{L}+)\s*-->\s*(\p{L}+(?:\s*,\s*\p{L}+)*)\s*:\s*\x60?(${idSource})\x60?\s*$`,
  'u',
);
const keywordLine = /^ {0,3}(?:\*\*|__)?(Needs|Covers|Depends|Tags|Status|Rationale|Comment|Description)\s*:(?:\*\*|__)?\s*(.*)$/u;
const atxHeading = /^ {0,3}#{1,6}(?:[ \t](.*))?$/u;
const setextUnderline = /^ {0,3}(?:=+|-{2,})[ \t]*$/u;
const notSetextText = /^\s*(?:$|[*+>-]\s|\d+[.)]\s|`|~~~|<)/u;
const listItem = /^\s*(?:[*+-]|\d+[.)])\s+(.*)$/u;
const fence = /^ {0,3}(`{3,}|~{3,})/u;
const wholeId = new RegExp(`^${idSource}$`, 'u');

type Section = 'text' | 'rationale' | 'comment' | 'covers' | 'depends' | 'needs' | 'tags' | 'outside';

interface Item {
  readonly id: string;
  readonly title: string;
  readonly place: Place;
  readonly lines: Record<'text' | 'rationale' | 'comment', string[]>;
  readonly lists: Record<'covers' | 'depends' | 'needs' | 'tags', Set<string>>;
  status: string;
  section: Section;
}

interface State {
  readonly path: string;
  readonly items: Item[];
  readonly diagnostics: Diagnostic[];
  item: Item | undefined;
  title: string;
  fence: { readonly mark: string; readonly place: Place } | undefined;
  off: boolean;
}

/**
 * The specification items of one OpenFastTrace Markdown file. The id is the full `type~name~revision`, the level its artifact type,
 * the parents what it covers; needs, depends, tags, comment and a status other than approved are kept as attributes.
 * Diagnostics IMP-101 to IMP-104. Source: OpenFastTrace user guide, "OFT Markdown".
 * @implements LLR-IMP-011
 */
export function readOpenFastTrace(input: ExchangeFile & ExchangeOptions): Read<readonly Requirement[]> {
  const state: State = { path: input.path, items: [], diagnostics: [], item: undefined, title: '', fence: undefined, off: false };
  const lines = linesOf(input.text);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (skipsLine(state, line, index + 1)) continue;
    if (isSetextHeading(line, lines[index + 1])) {
      startHeading(state, line.trim());
      index += 1;
    } else readLine(state, line, index + 1);
  }
  if (state.fence !== undefined) {
    state.diagnostics.push(
      findingOf({
        code: 'IMP-102',
        severity: 'warning',
        place: state.fence.place,
        message: 'code block has no end',
        why: 'items after this line are taken as part of the code block',
        fix: 'close the block with the same fence',
      }),
    );
  }
  return { value: state.items.map((item) => toRequirement(item, input)), diagnostics: state.diagnostics };
}

/** Code blocks and parts switched off hold no items; a code block inside an item belongs to its text. */
function skipsLine(state: State, line: string, number: number): boolean {
  const mark = fence.exec(line)?.[1];
  if (state.fence !== undefined) {
    appendText(state.item, line);
    if (mark?.startsWith(state.fence.mark) === true && line.trim() === mark) state.fence = undefined;
    return true;
  }
  if (/<!--\s*oft:(on|off)\s*-->/u.test(line)) {
    state.off = line.includes('oft:off');
    state.item = undefined;
    return true;
  }
  if (state.off) return true;
  if (mark === undefined || (mark.startsWith('`') && line.trim().slice(mark.length).includes('`'))) return false;
  state.fence = { mark, place: { path: state.path, line: number, column: line.indexOf(mark) + 1 } };
  appendText(state.item, line);
  return true;
}

function isSetextHeading(line: string, next: string | undefined): boolean {
  return (
    next !== undefined &&
    setextUnderline.test(next) &&
    !notSetextText.test(line) &&
    !atxHeading.test(line) &&
    !itemLine.test(line) &&
    !keywordLine.test(line) &&
    !/^ {4}/u.test(line)
  );
}

/** A heading may end in a run of `#` that stands apart. */
function withoutClosingMarks(heading: string): string {
  const text = heading.trim();
  let end = text.length;
  while (end > 0 && text[end - 1] === '#') end -= 1;
  return end === 0 || /\s/u.test(text[end - 1] ?? '') ? text.slice(0, end).trimEnd() : text;
}

function startHeading(state: State, title: string): void {
  state.title = title;
  state.item = undefined;
}

function readLine(state: State, line: string, number: number): void {
  const heading = atxHeading.exec(line);
  if (heading !== null) {
    startHeading(state, withoutClosingMarks(heading[1] ?? ''));
    return;
  }
  const id = itemLine.exec(line)?.[1];
  if (id !== undefined) {
    startItem(state, id, { path: state.path, line: number, column: line.indexOf(id) + 1 });
    return;
  }
  if (readForward(state, line, number)) return;
  readMalformed(state, line, number);
  const keyword = keywordLine.exec(line);
  if (keyword !== null && state.item !== undefined) readKeyword(state, state.item, keyword, number);
  else if (state.item !== undefined) readInSection(state, state.item, line, number);
  else if (line.trim() !== '' && !/^\s*<a\s/u.test(line)) state.title = '';
}

function startItem(state: State, id: string, place: Place): Item {
  const item: Item = {
    id,
    place,
    title: state.title,
    section: 'text',
    status: '',
    lines: { text: [], rationale: [], comment: [] },
    lists: { covers: new Set(), depends: new Set(), needs: new Set(), tags: new Set() },
  };
  state.items.push(item);
  state.item = item;
  state.title = '';
  return item;
}

/**
 * `arch-->dsn:req~x~1`: the architecture hands the requirement on, which makes an item `arch~x~1` that covers it and needs `dsn`.
 * @implements LLR-IMP-012
 */
function readForward(state: State, line: string, number: number): boolean {
  const match = forwardLine.exec(line);
  if (match === null) return false;
  const [, from = '', to = '', covered = ''] = match;
  const id = from + covered.slice(covered.indexOf('~'));
  const item = startItem(state, id, { path: state.path, line: number, column: line.indexOf(from) + 1 });
  item.lists.covers.add(covered);
  for (const type of to.split(',')) item.lists.needs.add(type.trim());
  state.item = undefined;
  return true;
}

function readMalformed(state: State, line: string, number: number): void {
  const text = malformedItemLine.exec(line)?.[1];
  if (text === undefined) return;
  state.diagnostics.push(
    findingOf({
      code: 'IMP-101',
      severity: 'warning',
      message: `"${text}" is not a specification item id`,
      place: { path: state.path, line: number, column: line.indexOf(text) + 1 },
      why: 'an id is an artifact type, a name and a revision number, as in req~name~1; this line is read as text',
      fix: 'complete the id, or put the line in a code block',
      subjects: [text],
    }),
  );
}

/**
 * Begins the section that a keyword names.
 * @implements LLR-IMP-012
 */
function readKeyword(state: State, item: Item, match: RegExpExecArray, number: number): void {
  const keyword = (match[1] ?? '').toLowerCase();
  const rest = match[2] ?? '';
  switch (keyword) {
    case 'status':
      item.status = rest.trim();
      return;
    case 'needs':
    case 'tags':
    case 'covers':
    case 'depends':
      item.section = keyword;
      if (rest.trim() !== '') addToList(state, item, keyword, rest, number);
      return;
    default:
      item.section = keyword === 'rationale' || keyword === 'comment' ? keyword : 'text';
      if (rest !== '') item.lines[item.section].push(rest);
  }
}

function readInSection(state: State, item: Item, line: string, number: number): void {
  const { section } = item;
  if (section === 'text' || section === 'rationale' || section === 'comment') item.lines[section].push(line);
  else if (section !== 'outside' && line.trim() !== '') {
    const entry = listItem.exec(line)?.[1];
    if (entry === undefined) item.section = 'outside';
    else addToList(state, item, section, entry, number);
  }
}

function addToList(state: State, item: Item, section: 'covers' | 'depends' | 'needs' | 'tags', text: string, number: number): void {
  const isLinks = section === 'covers' || section === 'depends';
  const found = isLinks
    ? text
        .split(/[^\p{L}\p{N}_.~-]+/u)
        .map(withoutFullStop)
        .filter((word) => wholeId.test(word))
    : text.split(/[\s,`]+/u).filter((word) => word !== '');
  for (const word of found) item.lists[section].add(word);
  if (found.length > 0) return;
  state.diagnostics.push(
    findingOf({
      code: 'IMP-103',
      message: `${item.id}: "${text.trim()}" names no specification item`,
      place: { path: state.path, line: number, column: 1 },
      why: 'an entry under Covers or Depends links to an id of the form type~name~revision; this link is lost',
      fix: 'write the full id of the item',
      subjects: [item.id],
    }),
  );
}

function withoutFullStop(word: string): string {
  return word.endsWith('.') ? word.slice(0, -1) : word;
}

function appendText(item: Item | undefined, line: string): void {
  const section = item?.section;
  if (section === 'text' || section === 'rationale' || section === 'comment') item?.lines[section].push(line);
}

function toRequirement(item: Item, options: ExchangeOptions): Requirement {
  const attributes = new Map<string, string>();
  for (const key of ['needs', 'depends', 'tags'] as const) {
    if (item.lists[key].size > 0) attributes.set(key, [...item.lists[key]].join(', '));
  }
  const comment = blockText(item.lines.comment);
  if (comment !== '') attributes.set('comment', comment);
  if (item.status !== '' && item.status !== 'approved') attributes.set('status', item.status);
  return requirementOf(
    {
      id: item.id,
      title: item.title,
      text: blockText(item.lines.text),
      rationale: blockText(item.lines.rationale),
      level: item.id.slice(0, item.id.indexOf('~')),
      parents: [...item.lists.covers],
      status: statusOfWord(item.status),
      place: item.place,
      attributes: Object.fromEntries(attributes),
    },
    options,
  );
}

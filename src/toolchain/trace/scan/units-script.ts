import type { RawUnit } from './raw-unit.js';
import { NEWLINE, type TokenList, WORD } from './token-list.js';

const sqlObjects = new Set(['function', 'procedure', 'view', 'table', 'trigger', 'index', 'type', 'package']);

/**
 * Functions of a shell script: `name() { … }` and `function name { … }`.
 * @implements LLR-SCN-018
 */
export function shellUnits(tokens: TokenList): RawUnit[] {
  const units: RawUnit[] = [];
  for (let index = 0; index < tokens.count; index += 1) {
    const keyword = tokens.is(index, 'function');
    const nameAt = keyword ? index + 1 : index;
    const bare = tokens.is(nameAt + 1, '(') && tokens.is(nameAt + 2, ')');
    if (tokens.kindOf(nameAt) !== WORD || (!keyword && !bare) || !startsCommand(tokens, index)) continue;
    let open = bare ? nameAt + 3 : nameAt + 1;
    while (tokens.kindOf(open) === NEWLINE) open += 1;
    if (!tokens.is(open, '{') && !tokens.is(open, '(')) continue;
    const last = tokens.after(open) - 1;
    units.push({ name: tokens.textOf(nameAt), kind: 'function', exported: true, first: index, head: nameAt, last, onlyTagged: false });
    index = last;
  }
  return units;
}

function startsCommand(tokens: TokenList, index: number): boolean {
  return index === 0 || tokens.kindOf(index - 1) === NEWLINE || /^(?:[;&|{}]|&&|\|\||;;)$/.test(tokens.textOf(index - 1));
}

/**
 * What `create` statements of an SQL script make: functions, procedures, views, tables, triggers. A body between
 * `begin` and `end` belongs to the statement.
 * @implements LLR-SCN-018
 */
export function sqlUnits(tokens: TokenList): RawUnit[] {
  const units: RawUnit[] = [];
  let first = 0;
  while (first < tokens.count) {
    const named = word(tokens, first) === 'create' ? createdName(tokens, first) : undefined;
    const last = sqlStatementLast(tokens, first);
    if (named !== undefined) units.push({ ...named, exported: true, first, last, onlyTagged: false });
    first = last + 1;
  }
  return units;
}

function word(tokens: TokenList, index: number): string {
  return tokens.kindOf(index) === WORD ? tokens.textOf(index).toLowerCase() : '';
}

function createdName(tokens: TokenList, first: number): Pick<RawUnit, 'name' | 'kind' | 'head'> | undefined {
  let keyword = first + 1;
  while (keyword < first + 8 && !sqlObjects.has(word(tokens, keyword)) && word(tokens, keyword) !== '') keyword += 1;
  const object = word(tokens, keyword);
  if (!sqlObjects.has(object)) return undefined;
  let head = keyword + 1;
  while (/^(?:if|not|exists|body)$/.test(word(tokens, head))) head += 1;
  const start = head;
  while (tokens.is(head + 1, '.')) head += 2;
  const name = tokens.text.slice(tokens.starts[start], tokens.ends[head]).replace(/["`\s]/g, '');
  return { name, kind: object === 'function' || object === 'procedure' || object === 'trigger' ? 'function' : 'type', head };
}

function sqlStatementLast(tokens: TokenList, first: number): number {
  let depth = 0;
  for (let index = first; index < tokens.count; index = tokens.after(index)) {
    const text = word(tokens, index);
    if (text === 'case' && word(tokens, index - 1) !== 'end') depth += 1;
    else if (text === 'begin' && !tokens.is(index + 1, ';') && !/^(?:transaction|work)$/.test(word(tokens, index + 1))) depth += 1;
    else if (text === 'end' && !/^(?:if|loop|while|repeat)$/.test(word(tokens, index + 1))) depth = Math.max(0, depth - 1);
    else if (depth === 0 && tokens.is(index, ';')) return index;
  }
  return tokens.count - 1;
}

/**
 * Functions of MATLAB text: each reaches to the next `function` that starts a line.
 * @implements LLR-SCN-018
 */
export function matlabUnits(tokens: TokenList): RawUnit[] {
  const starts: number[] = [];
  for (let index = 0; index < tokens.count; index += 1) {
    if (tokens.is(index, 'function') && (index === 0 || tokens.kindOf(index - 1) === NEWLINE)) starts.push(index);
  }
  return starts.map((first, position) => {
    let nameAt = first + 1;
    const behind = tokens.after(nameAt);
    if (tokens.is(behind, '=')) nameAt = behind + 1;
    const last = (starts[position + 1] ?? tokens.count) - 1;
    return { name: tokens.textOf(nameAt), kind: 'function', exported: position === 0, first, head: nameAt, last, onlyTagged: false };
  });
}

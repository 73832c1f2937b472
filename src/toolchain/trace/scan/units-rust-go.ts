import type { RawUnit } from './raw-unit.js';
import { NEWLINE, type TokenList, WORD } from './token-list.js';

interface Scope {
  readonly tokens: TokenList;
  readonly limit: number;
  readonly prefix: string;
  readonly inType: boolean;
  readonly depth: number;
  readonly units: RawUnit[];
}

const nestingDepthMax = 50;
const rustModifiers = new Set(['pub', 'async', 'const', 'unsafe', 'extern', 'default', 'crate']);
const rustTypes = new Set(['struct', 'enum', 'union', 'trait', 'type']);

/**
 * Functions, types and the functions of `impl` blocks (`Type::name`) and modules of Rust; `pub` ones are exported.
 * @implements LLR-SCN-018
 */
export function rustUnits(tokens: TokenList): RawUnit[] {
  const scope: Scope = { tokens, limit: tokens.count, prefix: '', inType: false, depth: 0, units: [] };
  readRust(scope, 0);
  return scope.units;
}

function readRust(scope: Scope, from: number): void {
  let index = from;
  while (index < scope.limit) index = Math.max(rustItem(scope, index), index + 1);
}

function rustItem(scope: Scope, first: number): number {
  const { tokens, limit } = scope;
  let keyword = first;
  while (tokens.is(keyword, '#')) keyword = tokens.after(tokens.is(keyword + 1, '!') ? keyword + 2 : keyword + 1);
  const exported = tokens.is(keyword, 'pub');
  while (rustModifiers.has(tokens.textOf(keyword)) && !isConstantItem(tokens, keyword)) {
    keyword = tokens.is(keyword + 1, '(') ? tokens.after(keyword + 1) : keyword + 1;
    if (tokens.codeOf(keyword) === 0x22) keyword += 1;
  }
  const { open, last } = itemEnd(tokens, keyword, limit);
  const word = tokens.textOf(keyword);
  const nameAt = tokens.is(keyword, 'macro_rules') ? keyword + 2 : tokens.is(keyword + 1, 'mut') ? keyword + 2 : keyword + 1;
  const unit = { name: scope.prefix + tokens.textOf(nameAt), exported, first, head: nameAt, last };
  if (word === 'fn') scope.units.push({ ...unit, kind: scope.inType ? 'method' : 'function', onlyTagged: false });
  else if (rustTypes.has(word)) scope.units.push({ ...unit, kind: 'type', onlyTagged: false });
  else if (word === 'const' || word === 'static') scope.units.push({ ...unit, kind: 'variable', onlyTagged: true });
  else if (word === 'macro_rules') scope.units.push({ ...unit, kind: 'function', onlyTagged: true });
  const inner = word === 'impl' ? implName(tokens, keyword, open) : word === 'trait' || word === 'mod' ? tokens.textOf(nameAt) : '';
  if (inner !== '' && open >= 0 && scope.depth < nestingDepthMax) {
    readRust({ ...scope, limit: last, prefix: `${scope.prefix}${inner}::`, inType: word !== 'mod', depth: scope.depth + 1 }, open + 1);
  }
  return last + 1;
}

/** `const NAME: …` is an item; `const fn` is a modifier. */
function isConstantItem(tokens: TokenList, index: number): boolean {
  return tokens.is(index, 'const') && !/^(?:fn|unsafe|async|extern)$/.test(tokens.textOf(index + 1));
}

/** The body's `{` (-1 without one) and the last token of an item. */
function itemEnd(tokens: TokenList, from: number, limit: number): { readonly open: number; readonly last: number } {
  const hasValue = /^(?:const|static|type|let)$/.test(tokens.textOf(from));
  let assigned = false;
  for (let index = from; index < limit; index = tokens.after(index)) {
    if (tokens.is(index, ';')) return { open: -1, last: index };
    if (hasValue && tokens.is(index, '=')) assigned = true;
    if (tokens.is(index, '{') && !assigned) return { open: index, last: Math.min(tokens.after(index), limit) - 1 };
  }
  return { open: -1, last: limit - 1 };
}

/** The type of `impl Type` or `impl Trait for Type`, without its arguments. */
function implName(tokens: TokenList, keyword: number, open: number): string {
  let depth = 0;
  let name = '';
  for (let index = keyword + 1; index < open; index = tokens.after(index)) {
    const text = tokens.textOf(index);
    if (text === '<') depth += 1;
    else if (text === '>') depth -= 1;
    else if (text === '>>') depth -= 2;
    else if (depth === 0 && text === 'where') break;
    else if (depth === 0 && tokens.kindOf(index) === WORD && !text.startsWith("'") && text !== 'dyn' && text !== 'mut') name = text;
  }
  return name;
}

/**
 * Functions, methods (`Type.name`) and types of Go; upper-case names are exported.
 * @implements LLR-SCN-018
 */
export function goUnits(tokens: TokenList): RawUnit[] {
  const units: RawUnit[] = [];
  let index = 0;
  while (index < tokens.count) {
    const last = goDeclarationLast(tokens, index);
    if (tokens.is(index, 'func')) units.push(goFunction(tokens, index, last));
    else if (tokens.is(index, 'type') && tokens.kindOf(index + 1) === WORD) units.push(goNamed(tokens, index, last, 'type'));
    else if (/^(?:var|const)$/.test(tokens.textOf(index)) && tokens.kindOf(index + 1) === WORD)
      units.push(goNamed(tokens, index, last, 'variable'));
    else if (tokens.is(index, 'type') && tokens.is(index + 1, '(')) goTypeGroup(tokens, index + 1, units);
    index = last + 1;
  }
  return units;
}

/** Last token before the line end that ends a top-level declaration. */
function goDeclarationLast(tokens: TokenList, from: number): number {
  let index = from;
  if (tokens.kindOf(from) === NEWLINE || tokens.is(from, ';')) return from;
  for (;;) {
    const next = tokens.after(index);
    if (next >= tokens.count || tokens.kindOf(next) === NEWLINE || tokens.is(next, ';')) return next - 1;
    index = next;
  }
}

function goFunction(tokens: TokenList, first: number, last: number): RawUnit {
  let nameAt = first + 1;
  let prefix = '';
  if (tokens.is(nameAt, '(')) {
    const close = tokens.after(nameAt) - 1;
    let typeAt = nameAt + 1;
    if (tokens.kindOf(typeAt + 1) === WORD || tokens.is(typeAt + 1, '*')) typeAt += 1;
    while (tokens.is(typeAt, '*') || tokens.is(typeAt, '(')) typeAt += 1;
    prefix = `${tokens.textOf(typeAt)}.`;
    nameAt = close + 1;
  }
  const name = tokens.textOf(nameAt);
  return {
    name: prefix + name,
    kind: prefix === '' ? 'function' : 'method',
    exported: /^\p{Lu}/u.test(name),
    first,
    head: nameAt,
    last,
    onlyTagged: false,
  };
}

function goNamed(tokens: TokenList, first: number, last: number, kind: 'type' | 'variable'): RawUnit {
  const name = tokens.textOf(first + 1);
  return { name, kind, exported: /^\p{Lu}/u.test(name), first, head: first + 1, last, onlyTagged: kind === 'variable' };
}

function goTypeGroup(tokens: TokenList, open: number, units: RawUnit[]): void {
  const close = tokens.after(open) - 1;
  for (let index = open + 1; index < close; ) {
    const last = Math.min(goDeclarationLast(tokens, index), close - 1);
    const name = tokens.textOf(index);
    if (tokens.kindOf(index) === WORD)
      units.push({ name, kind: 'type', exported: /^\p{Lu}/u.test(name), first: index, head: index, last, onlyTagged: false });
    index = Math.max(last, index) + 1;
  }
}

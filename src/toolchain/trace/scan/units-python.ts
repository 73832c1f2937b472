import type { RawUnit } from './raw-unit.js';
import { INDENT, NEWLINE, type TokenList } from './token-list.js';

const nestingDepthMax = 50;

interface Enclosing {
  readonly prefix: string;
  readonly inClass: boolean;
  readonly inFunction: boolean;
  readonly exported: boolean;
  readonly depth: number;
}

/**
 * Functions, classes and methods of Python (`Class.method`), decorators included; functions within functions only
 * count when a tag stands on them. A name that starts with an underscore is not exported, a special method is.
 * @implements LLR-SCN-018
 */
export function pythonUnits(tokens: TokenList): RawUnit[] {
  const units: RawUnit[] = [];
  readBlock(tokens, { from: 0, limit: tokens.count }, { prefix: '', inClass: false, inFunction: false, exported: true, depth: 0 }, units);
  return units;
}

function readBlock(
  tokens: TokenList,
  range: { readonly from: number; readonly limit: number },
  enclosing: Enclosing,
  units: RawUnit[],
): void {
  for (let index = range.from; index < range.limit; ) {
    if (tokens.kindOf(index) >= NEWLINE) {
      index += 1;
      continue;
    }
    index = readStatement(tokens, index, range.limit, enclosing, units);
  }
}

/** Reads one logical line with the block behind it; returns the index behind both. */
function readStatement(tokens: TokenList, first: number, limit: number, enclosing: Enclosing, units: RawUnit[]): number {
  let keyword = first;
  while (tokens.is(keyword, '@')) keyword = lineEnd(tokens, keyword, limit) + 1;
  if (tokens.is(keyword, 'async')) keyword += 1;
  const newline = lineEnd(tokens, keyword, limit);
  const indented = tokens.kindOf(newline + 1) === INDENT && newline + 1 < limit;
  const behind = indented ? Math.min(tokens.after(newline + 1), limit) : Math.min(newline + 1, limit);
  const isClass = tokens.is(keyword, 'class');
  const declares = isClass || tokens.is(keyword, 'def');
  if (!declares) {
    if (indented && enclosing.depth < nestingDepthMax)
      readBlock(tokens, { from: newline + 2, limit: behind }, { ...enclosing, depth: enclosing.depth + 1 }, units);
    return behind;
  }
  const own = tokens.textOf(keyword + 1);
  const exported = enclosing.exported && (!own.startsWith('_') || /^__\w+__$/.test(own));
  const kind = isClass ? 'class' : enclosing.inClass ? 'method' : 'function';
  const name = enclosing.prefix + own;
  units.push({ name, kind, exported, first, head: keyword + 1, last: lastOf(tokens, behind - 1), onlyTagged: enclosing.inFunction });
  if (indented && enclosing.depth < nestingDepthMax) {
    const inner = {
      prefix: `${name}.`,
      inClass: isClass,
      inFunction: enclosing.inFunction || !isClass,
      exported,
      depth: enclosing.depth + 1,
    };
    readBlock(tokens, { from: newline + 2, limit: behind }, inner, units);
  }
  return behind;
}

/** A unit ends with its DEDENT, so that a comment at its end is inside; a line end behind a one-line body is not. */
function lastOf(tokens: TokenList, index: number): number {
  return tokens.kindOf(index) === NEWLINE ? index - 1 : index;
}

function lineEnd(tokens: TokenList, from: number, limit: number): number {
  let index = from;
  while (index < limit && tokens.kindOf(index) !== NEWLINE) index = tokens.after(index);
  return Math.min(index, limit);
}

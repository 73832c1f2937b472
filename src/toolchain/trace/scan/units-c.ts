import type { RawUnit } from './raw-unit.js';
import { NEWLINE, TEXT, type TokenList, WORD } from './token-list.js';

/** The part of a file in which declarations are read, and what their names start with. */
interface Scope {
  readonly tokens: TokenList;
  readonly limit: number;
  readonly prefix: string;
  readonly inClass: boolean;
  readonly inInterface: boolean;
  readonly exported: boolean;
  readonly depth: number;
  readonly java: boolean;
  readonly units: RawUnit[];
}

/** What is known of a declaration when its `{` or `;` is reached. */
interface Declaration {
  readonly first: number;
  /** Token of the function's name; -1 when no parameter list was met. */
  readonly nameAt: number;
  /** The `{` of the body, or the `;`. */
  readonly end: number;
  /** Token of `class`, `struct`, `namespace` …; -1 when there is none. */
  readonly keyword: number;
}

const nestingDepthMax = 50;
const typeWords = new Set(['class', 'struct', 'union', 'enum', 'namespace', 'interface', 'record']);
const notFunctionNames = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'return',
  'sizeof',
  'alignas',
  'decltype',
  'noexcept',
  'throw',
  'requires',
  '__attribute__',
  '__declspec',
]);
const testMacros = new Set(['TEST', 'TEST_F', 'TEST_P', 'TYPED_TEST', 'TYPED_TEST_P']);

/**
 * Function definitions, classes and types of C and C++. Names carry their namespaces and classes (`ns::Type::name`);
 * a GoogleTest macro is named `Suite.Name`, as its report does. `static` functions and anonymous namespaces are not exported.
 * @implements LLR-SCN-018
 */
export function cUnits(tokens: TokenList): RawUnit[] {
  return unitsIn(tokens, false);
}

/**
 * Classes, interfaces, enumerations, records and methods of Java (`Outer.Inner.method`). What is `public`, or stands
 * in an interface, is exported.
 * @implements LLR-SCN-018
 */
export function javaUnits(tokens: TokenList): RawUnit[] {
  return unitsIn(tokens, true);
}

function unitsIn(tokens: TokenList, java: boolean): RawUnit[] {
  const scope: Scope = {
    tokens,
    limit: tokens.count,
    prefix: '',
    inClass: false,
    inInterface: false,
    exported: true,
    depth: 0,
    java,
    units: [],
  };
  readScope(scope, 0);
  return scope.units;
}

function readScope(scope: Scope, from: number): void {
  let index = from;
  while (index < scope.limit) index = Math.max(readDeclaration(scope, index), index + 1);
}

/** Reads one declaration; returns the index behind it. */
function readDeclaration(scope: Scope, start: number): number {
  const { tokens, limit } = scope;
  if (!scope.java && tokens.is(start, '#')) return directiveEnd(tokens, start, limit);
  if (tokens.is(start, ';') || tokens.is(start, '}')) return start + 1;
  const access = tokens.is(start + 1, ':') && /^(?:public|protected|private)$/.test(tokens.textOf(start));
  if (access) return start + 2;
  const declaration = declarationAt(scope, start);
  if (declaration === undefined) return limit;
  const { end, nameAt, keyword } = declaration;
  const body = tokens.is(end, '{');
  if (nameAt >= 0 && (keyword < 0 || keyword > nameAt || !scope.java)) return readFunction(scope, declaration);
  if (keyword >= 0 && body) return readType(scope, declaration);
  return body ? openScope(scope, declaration) : end + 1;
}

function directiveEnd(tokens: TokenList, start: number, limit: number): number {
  let index = start;
  while (index < limit && tokens.kindOf(index) !== NEWLINE) index += 1;
  return index + 1;
}

/** Looks for the `{` or `;` of a declaration and for the name before its parameters. */
function declarationAt(scope: Scope, start: number): Declaration | undefined {
  const { tokens, limit } = scope;
  let first = start;
  let nameAt = -1;
  let keyword = -1;
  let initializers = false;
  for (let index = attributesEnd(scope, start); index < limit; index = tokens.after(index)) {
    const code = tokens.codeOf(index);
    const kind = tokens.kindOf(index);
    if (code === 0x3b) return { first, nameAt, end: index, keyword };
    if (kind === WORD && nameAt < 0 && keyword < 0 && isTypeWord(scope, index)) keyword = index;
    if (code === 0x28 && nameAt < 0) nameAt = functionNameAt(tokens, index, first);
    else if (code === 0x28 && !initializers && !scope.java) {
      /* What came first was a macro on a line of its own, without a semicolon. */
      const behind = tokens.after(nameAt + 1);
      const other = functionNameAt(tokens, index, behind);
      if (other > behind && tokens.breakBefore(behind)) [first, nameAt] = [behind, other];
    }
    if (nameAt >= 0 && tokens.is(index, ':')) initializers = true;
    if (code === 0x3d && nameAt < 0 && tokens.is(index, '=')) return { first, nameAt: -1, end: statementEnd(scope, index), keyword: -1 };
    if (code === 0x7b && !(initializers && isMemberInitializer(tokens, index))) return { first, nameAt, end: index, keyword };
    if (code === 0x7d && tokens.matchOf(index) < index) return { first, nameAt: -1, end: index, keyword: -1 };
  }
  return undefined;
}

function isTypeWord({ tokens, java }: Scope, index: number): boolean {
  const text = tokens.textOf(index);
  if (!typeWords.has(text)) return false;
  if (!java) return text !== 'interface' && text !== 'record';
  return text !== 'record' || (tokens.kindOf(index + 1) === WORD && /^[(<]$/.test(tokens.textOf(index + 2)));
}

/** `A::A(int x) : a{x}, b(2) {`: the brace behind a member's name belongs to the list. */
function isMemberInitializer(tokens: TokenList, brace: number): boolean {
  return tokens.kindOf(brace - 1) === WORD && /^(?:[:,]|::|\.)$/.test(tokens.textOf(brace - 2));
}

function statementEnd({ tokens, limit }: Scope, from: number): number {
  let index = from;
  while (index < limit && !tokens.is(index, ';')) index = tokens.after(index);
  return index;
}

/** Passes over annotations (`@Test(timeout = 1)`), `[[attributes]]` and `template <…>`. */
function attributesEnd({ tokens, java }: Scope, start: number): number {
  let index = start;
  if (!java) {
    while (tokens.is(index, '[') && tokens.is(index + 1, '[')) index = tokens.after(index);
    return tokens.is(index, 'template') && tokens.is(index + 1, '<') ? angleEnd(tokens, index + 1) : index;
  }
  while (tokens.is(index, '@') && !tokens.is(index + 1, 'interface')) {
    index += 2;
    while (tokens.is(index, '.')) index += 2;
    if (tokens.is(index, '(')) index = tokens.after(index);
  }
  return index;
}

function angleEnd(tokens: TokenList, open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.count; index = tokens.after(index)) {
    const text = tokens.textOf(index);
    if (text === '<') depth += 1;
    else if (text === '>') depth -= 1;
    else if (text === '>>') depth -= 2;
    else if (text === ';' || text === '{') return open;
    if (depth <= 0) return index + 1;
  }
  return open;
}

function functionNameAt(tokens: TokenList, paren: number, start: number): number {
  const before = paren - 1;
  if (before < start) return -1;
  if (tokens.kindOf(before) === WORD) return notFunctionNames.has(tokens.textOf(before)) || tokens.is(before - 1, '@') ? -1 : before;
  for (let index = before; index >= Math.max(start, before - 3); index -= 1) if (tokens.is(index, 'operator')) return index;
  return -1;
}

function readFunction(scope: Scope, { first, nameAt, end }: Declaration): number {
  const { tokens, limit } = scope;
  const body = tokens.is(end, '{');
  const last = body ? Math.min(tokens.after(end), limit) - 1 : end;
  const own = functionName(tokens, nameAt, first);
  const kind = scope.inClass || own.includes('::') ? 'method' : 'function';
  const name = scope.prefix + own;
  scope.units.push({ name, kind, exported: isExported(scope, first, nameAt), first, head: nameAt, last, onlyTagged: !body && !scope.java });
  return last + 1;
}

function functionName(tokens: TokenList, nameAt: number, first: number): string {
  const text = tokens.textOf(nameAt);
  if (testMacros.has(text) && tokens.is(nameAt + 1, '(') && tokens.is(nameAt + 3, ',')) {
    return `${tokens.textOf(nameAt + 2)}.${tokens.textOf(nameAt + 4)}`;
  }
  if (text === 'operator') {
    let end = nameAt + 1;
    while (end < tokens.count && (!tokens.is(end, '(') || end === nameAt + 1)) end += 1;
    return text + tokens.text.slice(tokens.starts[nameAt + 1], tokens.ends[end - 1]);
  }
  let start = tokens.is(nameAt - 1, '~') ? nameAt - 1 : nameAt;
  while (start - 2 >= first && tokens.is(start - 1, '::') && tokens.kindOf(start - 2) === WORD) start -= 2;
  return tokens.text.slice(tokens.starts[start], tokens.ends[nameAt]).replace(/\s+/g, '');
}

function isExported(scope: Scope, first: number, nameAt: number): boolean {
  const { tokens } = scope;
  const says = (word: string): boolean => {
    for (let index = first; index < nameAt; index = tokens.after(index)) if (tokens.is(index, word)) return true;
    return false;
  };
  if (scope.java) return scope.exported && (says('public') || (scope.inInterface && !says('private')));
  return scope.exported && (scope.inClass || !says('static'));
}

function readType(scope: Scope, { first, keyword, end }: Declaration): number {
  const { tokens, limit, java } = scope;
  const word = tokens.textOf(keyword);
  const close = Math.min(tokens.after(end), limit) - 1;
  const last = java || word === 'namespace' ? close : Math.min(statementEnd(scope, close), limit - 1);
  const nameAt = typeNameAt(tokens, keyword);
  const named = tokens.kindOf(nameAt) === WORD && nameAt < end;
  const name = scope.prefix + (named ? nestedName(tokens, nameAt, end) : '');
  const exported = java ? isExported(scope, first, keyword) : scope.exported && (word !== 'namespace' || named);
  const kind = word === 'class' || (java && word !== 'interface') ? 'class' : 'type';
  if (named && word !== 'namespace') scope.units.push({ name, kind, exported, first, head: nameAt, last, onlyTagged: false });
  if (scope.depth < nestingDepthMax && (word !== 'enum' || java)) {
    const prefix = named ? name + (java ? '.' : '::') : scope.prefix;
    const from = word === 'enum' ? enumBodyStart(tokens, end, close) : end + 1;
    const body = {
      limit: close,
      prefix,
      inClass: word !== 'namespace',
      inInterface: word === 'interface',
      exported,
      depth: scope.depth + 1,
    };
    readScope({ ...scope, ...body }, from);
  }
  return last + 1;
}

function typeNameAt(tokens: TokenList, keyword: number): number {
  let nameAt = tokens.is(keyword + 1, 'class') || tokens.is(keyword + 1, 'struct') ? keyword + 2 : keyword + 1;
  while (tokens.is(nameAt, '[') || tokens.is(nameAt, 'alignas') || tokens.is(nameAt, '(')) nameAt = tokens.after(nameAt);
  return nameAt;
}

function nestedName(tokens: TokenList, nameAt: number, limit: number): string {
  let end = nameAt;
  while (tokens.is(end + 1, '::') && end + 2 < limit) end += 2;
  return tokens.text.slice(tokens.starts[nameAt], tokens.ends[end]).replace(/\s+/g, '');
}

/** Methods of a Java enumeration stand behind the `;` that ends its constants. */
function enumBodyStart(tokens: TokenList, open: number, close: number): number {
  let index = open + 1;
  while (index < close && !tokens.is(index, ';')) index = tokens.after(index);
  return index;
}

/** `extern "C" {` holds declarations; any other nameless block is passed over. */
function openScope(scope: Scope, { first, end }: Declaration): number {
  const { tokens } = scope;
  const close = Math.min(tokens.after(end), scope.limit) - 1;
  if (tokens.is(first, 'extern') && tokens.kindOf(first + 1) === TEXT && scope.depth < nestingDepthMax) {
    readScope({ ...scope, limit: close, depth: scope.depth + 1 }, end + 1);
  }
  return close + 1;
}

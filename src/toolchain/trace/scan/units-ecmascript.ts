import {
  declarationLast,
  decoratorsEnd,
  endsWithBody,
  isBoundary,
  isFunctionValue,
  statementLast,
  typeArgumentsEnd,
} from './ecmascript-syntax.js';
import type { RawUnit } from './raw-unit.js';
import { type TokenList, WORD } from './token-list.js';
import { readMembers } from './units-ecmascript-class.js';

/** Where declarations are read: a file, or the body of a namespace. */
interface Scope {
  readonly tokens: TokenList;
  readonly limit: number;
  readonly prefix: string;
  readonly depth: number;
  readonly units: RawUnit[];
  readonly exportedNames: Set<string>;
}

/** A declaration whose modifiers have been read. */
interface Head {
  /** First token, decorators included. */
  readonly first: number;
  /** The keyword: `function`, `class`, `const` … */
  readonly keyword: number;
  readonly exported: boolean;
}

const namespaceDepthMax = 50;

/**
 * The declarations of a TypeScript or JavaScript file in the order they stand in: top-level ones, those in
 * namespaces, and the members of classes. Overloads are one unit with their implementation.
 * @implements LLR-SCN-005
 */
export function ecmascriptUnits(tokens: TokenList): RawUnit[] {
  const scope: Scope = { tokens, limit: tokens.count, prefix: '', depth: 0, units: [], exportedNames: new Set() };
  readStatements(scope, 0);
  if (scope.exportedNames.size === 0) return scope.units;
  return scope.units.map((unit) => (scope.exportedNames.has(unit.name.split('.', 1)[0] ?? '') ? { ...unit, exported: true } : unit));
}

/**
 * The units that the statement at a token declares; empty when it declares none. Names are qualified by `prefix`.
 * @implements LLR-SCN-005
 */
export function unitsOfStatement(tokens: TokenList, at: number, limit: number, prefix: string): RawUnit[] {
  const scope: Scope = { tokens, limit, prefix, depth: 0, units: [], exportedNames: new Set() };
  readStatement(scope, at);
  return scope.units;
}

function readStatements(scope: Scope, from: number): void {
  let index = from;
  while (index < scope.limit) index = Math.max(readStatement(scope, index), index + 1);
}

/** Reads one statement; returns the index behind it. */
function readStatement(scope: Scope, first: number): number {
  const { tokens } = scope;
  let keyword = decoratorsEnd(tokens, first);
  let exported = false;
  if (tokens.is(keyword, 'export')) {
    exported = true;
    keyword += 1;
    if (tokens.is(keyword, '{')) return readExportList(scope, keyword);
    if (tokens.is(keyword, 'type') && tokens.is(keyword + 1, '{')) return readExportList(scope, keyword + 1);
    if (tokens.is(keyword, 'default')) return readDefault(scope, first, keyword + 1);
  }
  keyword = decoratorsEnd(tokens, keyword);
  while (isModifier(tokens, keyword)) keyword += 1;
  return readDeclaration(scope, { first, keyword, exported });
}

function isModifier(tokens: TokenList, index: number): boolean {
  if (!tokens.is(index, 'declare') && !tokens.is(index, 'abstract') && !tokens.is(index, 'async')) return false;
  return (
    tokens.kindOf(index + 1) === WORD &&
    !tokens.breakBefore(index + 1) &&
    !tokens.is(index + 1, 'in') &&
    !tokens.is(index + 1, 'instanceof')
  );
}

function readDeclaration(scope: Scope, head: Head): number {
  const { tokens } = scope;
  const named = tokens.kindOf(head.keyword + 1) === WORD && !tokens.breakBefore(head.keyword + 1);
  switch (tokens.kindOf(head.keyword) === WORD ? tokens.textOf(head.keyword) : '') {
    case 'function':
      return readFunction(scope, head);
    case 'class':
      return readClass(scope, head);
    case 'const':
      if (tokens.is(head.keyword + 1, 'enum')) return readBody(scope, { ...head, keyword: head.keyword + 1 }, 'variable');
      return readVariables(scope, head);
    case 'let':
    case 'var':
      return readVariables(scope, head);
    case 'interface':
      return named ? readBody(scope, head, 'type') : skip(scope, head.first);
    case 'enum':
      return named ? readBody(scope, head, 'variable') : skip(scope, head.first);
    case 'type':
      return named ? readType(scope, head) : skip(scope, head.first);
    case 'namespace':
    case 'module':
    case 'global':
      return readNamespace(scope, head);
    default:
      return skip(scope, head.first);
  }
}

function skip(scope: Scope, first: number): number {
  return statementLast(scope.tokens, first, scope.limit, false) + 1;
}

/** What a declaration adds to its modifiers. Written out below: this runs once for every unit of a project. */
type Named = Pick<RawUnit, 'name' | 'kind' | 'head' | 'last'>;

function add(scope: Scope, { first, exported }: Head, { name, kind, head, last }: Named): number {
  scope.units.push({ name: scope.prefix + name, kind, exported, first, head, last, onlyTagged: false });
  return last + 1;
}

function readFunction(scope: Scope, head: Head): number {
  const { tokens } = scope;
  const nameAt = tokens.is(head.keyword + 1, '*') ? head.keyword + 2 : head.keyword + 1;
  const name = tokens.kindOf(nameAt) === WORD ? tokens.textOf(nameAt) : 'default';
  const last = declarationLast(tokens, nameAt, scope.limit);
  const before = scope.units[scope.units.length - 1];
  const overloaded =
    before?.kind === 'function' &&
    before.name === scope.prefix + name &&
    before.last === head.first - 1 &&
    !endsWithBody(tokens, before.last);
  if (!overloaded) return add(scope, head, { name, kind: 'function', head: nameAt, last });
  scope.units[scope.units.length - 1] = { ...before, last };
  return last + 1;
}

function readClass(scope: Scope, head: Head): number {
  const { tokens } = scope;
  const nameAt = head.keyword + 1;
  const named = tokens.kindOf(nameAt) === WORD && !tokens.is(nameAt, 'extends') && !tokens.is(nameAt, 'implements');
  const name = named ? tokens.textOf(nameAt) : 'default';
  const last = declarationLast(tokens, nameAt, scope.limit);
  add(scope, head, { name, kind: 'class', head: named ? nameAt : head.keyword, last });
  const open = tokens.matchOf(last);
  if (open > nameAt - 1 && tokens.is(open, '{')) {
    scope.units.push(...readMembers(tokens, { open, close: last, prefix: `${scope.prefix}${name}.`, exported: head.exported }));
  }
  return last + 1;
}

function readBody(scope: Scope, head: Head, kind: 'type' | 'variable'): number {
  const nameAt = head.keyword + 1;
  const last = declarationLast(scope.tokens, nameAt, scope.limit);
  return add(scope, head, { name: scope.tokens.textOf(nameAt), kind, head: nameAt, last });
}

function readType(scope: Scope, head: Head): number {
  const nameAt = head.keyword + 1;
  const last = statementLast(scope.tokens, nameAt, scope.limit, true);
  return add(scope, head, { name: scope.tokens.textOf(nameAt), kind: 'type', head: nameAt, last });
}

/** A namespace is a unit, and its declarations are qualified by it. */
function readNamespace(scope: Scope, head: Head): number {
  const { tokens } = scope;
  const named = tokens.is(head.keyword, 'global') ? head.keyword : head.keyword + 1;
  let open = named + 1;
  while (tokens.is(open, '.')) open += 2;
  if (!tokens.is(open, '{') || (named > head.keyword && tokens.breakBefore(named))) return skip(scope, head.first);
  const name = tokens.text.slice(tokens.starts[named], tokens.ends[open - 1]);
  const last = Math.min(tokens.after(open), scope.limit) - 1;
  add(scope, head, { name, kind: 'block', head: open - 1, last });
  if (scope.depth < namespaceDepthMax) {
    readStatements(
      { ...scope, limit: last, prefix: `${scope.prefix}${name}.`, depth: scope.depth + 1, exportedNames: new Set() },
      open + 1,
    );
  }
  return last + 1;
}

/** Reads `{ a, b as c }` behind `export`; without `from` it makes local declarations visible. */
function readExportList(scope: Scope, open: number): number {
  const { tokens } = scope;
  const behind = tokens.after(open);
  if (!tokens.is(behind, 'from')) {
    for (let index = open + 1; index < behind - 1; index += 1) {
      const starts = tokens.is(index - 1, '{') || tokens.is(index - 1, ',') || tokens.is(index - 1, 'type');
      if (starts) scope.exportedNames.add(tokens.textOf(index));
    }
  }
  return statementLast(tokens, open, scope.limit, false) + 1;
}

function readDefault(scope: Scope, first: number, at: number): number {
  const { tokens } = scope;
  const keyword = isModifier(tokens, at) ? at + 1 : decoratorsEnd(tokens, at);
  if (tokens.is(keyword, 'function')) return readFunction(scope, { first, keyword, exported: true });
  if (tokens.is(keyword, 'class')) return readClass(scope, { first, keyword, exported: true });
  if (tokens.is(keyword, 'interface')) return readBody(scope, { first, keyword, exported: true }, 'type');
  const last = statementLast(tokens, at, scope.limit, false);
  if (tokens.kindOf(at) === WORD && (last === at || (last === at + 1 && tokens.is(last, ';')))) {
    scope.exportedNames.add(tokens.textOf(at));
    return last + 1;
  }
  const kind = isFunctionValue(tokens, at, last) ? 'function' : 'variable';
  return add(scope, { first, keyword, exported: true }, { name: 'default', kind, head: at, last });
}

/** Reads the declarators of `const`, `let` or `var`: one unit each. */
function readVariables(scope: Scope, head: Head): number {
  const { tokens } = scope;
  let nameAt = head.keyword + 1;
  if (tokens.kindOf(nameAt) !== WORD && !tokens.is(nameAt, '{') && !tokens.is(nameAt, '[')) return skip(scope, head.first);
  for (let first = head.first; ; first = nameAt) {
    const behind = declaratorEnd(scope, nameAt);
    const patternEnd = tokens.after(nameAt) - 1;
    const name = tokens.text.slice(tokens.starts[nameAt], tokens.ends[patternEnd]);
    const kind = isFunctionValue(tokens, initializerOf(tokens, nameAt, behind), behind - 1) ? 'function' : 'variable';
    add(scope, { ...head, first }, { name: foldBlanks(name), kind, head: nameAt, last: behind - 1 });
    if (!tokens.is(behind, ',') || behind >= scope.limit) return tokens.is(behind, ';') ? behind + 1 : behind;
    nameAt = behind + 1;
  }
}

function foldBlanks(name: string): string {
  return name.replace(/\s+/g, ' ');
}

/** Index of the `,`, the `;` or the next statement behind a declarator. */
function declaratorEnd(scope: Scope, nameAt: number): number {
  const { tokens, limit } = scope;
  let index = nameAt;
  while (index < limit) {
    const typeEnd = tokens.is(index, '<') ? typeArgumentsEnd(tokens, index) : -1;
    const next = typeEnd > 0 ? typeEnd : tokens.after(index);
    if (next >= limit || tokens.is(next, ';')) return Math.min(next, limit);
    if (tokens.is(next, ',') || isBoundary(tokens, next, typeEnd > 0)) return next;
    index = next;
  }
  return limit;
}

/** Index behind the `=` of a declarator; `behind` when it has none. */
function initializerOf(tokens: TokenList, nameAt: number, behind: number): number {
  for (let index = nameAt; index < behind; index = tokens.after(index)) {
    if (tokens.is(index, '=')) return index + 1;
  }
  return behind;
}

import { MARK, REGEX, TEMPLATE, TEXT, type TokenList, WORD } from './token-list.js';

/*
 * Where statements, heads and types of TypeScript and JavaScript end, judged from tokens alone. Positions are token
 * indices at bracket depth 0 of the range that is read; brackets are stepped over by their partner.
 */

const wordsThatNeedMore = new Set(
  (
    'typeof instanceof in new delete void await extends implements as satisfies keyof infer unique is asserts readonly case else do try ' +
    'finally export default import from const let var function class interface enum'
  ).split(' '),
);
const wordsThatGoOn = new Set('in instanceof as satisfies extends implements else catch finally'.split(' '));
const wordsBeforeType = new Set('extends keyof readonly is asserts infer unique typeof'.split(' '));

/** Whether a token is a property name behind a dot. */
function isProperty(tokens: TokenList, index: number): boolean {
  return tokens.is(index - 1, '.') || tokens.is(index - 1, '?.');
}

function needsMore(tokens: TokenList, index: number, inType: boolean): boolean {
  const kind = tokens.kindOf(index);
  if (kind === WORD) return wordNeedsMore(tokens, index, inType);
  if (kind !== MARK) return false;
  const code = tokens.codeOf(index);
  if (code === 0x29 || code === 0x5d || code === 0x7d) return false;
  if (code === 0x3e) return !inType;
  if (tokens.is(index, '!')) return tokens.kindOf(index - 1) === MARK && !/[)\]]/.test(tokens.textOf(index - 1));
  return !tokens.is(index, '++') && !tokens.is(index, '--');
}

function wordNeedsMore(tokens: TokenList, index: number, inType: boolean): boolean {
  const word = tokens.textOf(index);
  if (!wordsThatNeedMore.has(word) || isProperty(tokens, index)) return false;
  return word === 'void' ? !inType : word !== 'const' || !tokens.is(index - 1, 'as');
}

function goesOn(tokens: TokenList, index: number): boolean {
  const kind = tokens.kindOf(index);
  if (kind === TEMPLATE) return true;
  if (kind === WORD) {
    if (tokens.is(index, 'from')) return tokens.kindOf(index + 1) === TEXT;
    return wordsThatGoOn.has(tokens.textOf(index));
  }
  if (kind !== MARK) return false;
  if (tokens.codeOf(index) === 0x7b) return tokens.is(index - 1, ')') || tokens.is(index - 1, '>') || tokens.kindOf(index - 1) === WORD;
  return !['@', '!', '~', '++', '--', '...'].includes(tokens.textOf(index));
}

/**
 * Whether a statement or member can end between a token and the one before it: behind `;`, at a line break where
 * neither side asks for more, behind a block, or before the bracket that closes the range. Source: ECMA-262 section 12.10 (automatic semicolon insertion).
 * @implements LLR-SCN-005
 */
export function isBoundary(tokens: TokenList, index: number, inType: boolean): boolean {
  if (tokens.is(index - 1, ';')) return true;
  const opening = tokens.matchOf(index);
  if (opening >= 0 && opening < index) return true;
  const behindBlock = tokens.kindOf(index - 1) === MARK && tokens.codeOf(index - 1) === 0x7d;
  if (!tokens.breakBefore(index) && !behindBlock) return false;
  const blockFollows = behindBlock && tokens.codeOf(index) === 0x7b;
  return blockFollows || (!needsMore(tokens, index - 1, inType) && !goesOn(tokens, index));
}

/**
 * Last token of the statement or field that starts at `first`, its semicolon included.
 * @implements LLR-SCN-005
 */
export function statementLast(tokens: TokenList, first: number, limit: number, inType: boolean): number {
  let index = first;
  for (;;) {
    const next = tokens.after(index);
    if (next >= limit) return limit - 1;
    if (isBoundary(tokens, next, inType)) return next - 1;
    index = next;
  }
}

/**
 * Last token of a declaration with a body in curly brackets, or of its signature when it has none. `from` stands
 * behind the name. A `{` where a type is expected is a type literal, not the body.
 * @implements LLR-SCN-005
 */
export function declarationLast(tokens: TokenList, from: number, limit: number): number {
  let index = from;
  while (index < limit) {
    if (tokens.codeOf(index) === 0x7b && tokens.kindOf(index) === MARK && !expectsType(tokens, index - 1)) {
      return Math.min(tokens.after(index), limit) - 1;
    }
    if (tokens.is(index, ';')) return index;
    const next = tokens.after(index);
    if (next < limit && isBoundary(tokens, next, true) && !(tokens.is(next, '{') && tokens.is(next - 1, '}'))) return next - 1;
    index = next;
  }
  return limit - 1;
}

/**
 * Whether a declaration that ends at a token has a body: the `}` of a type literal ends a signature.
 * @implements LLR-SCN-005
 */
export function endsWithBody(tokens: TokenList, last: number): boolean {
  return tokens.is(last, '}') && !expectsType(tokens, tokens.matchOf(last) - 1);
}

function expectsType(tokens: TokenList, index: number): boolean {
  const kind = tokens.kindOf(index);
  if (kind === WORD) return wordsBeforeType.has(tokens.textOf(index));
  return kind === MARK && !')]}>'.includes(tokens.textOf(index));
}

/**
 * Index behind the type arguments that start at `<`, or -1 when this looks like a comparison. Looks ahead at most 100
 * tokens.
 * @implements LLR-SCN-005
 */
export function typeArgumentsEnd(tokens: TokenList, at: number): number {
  let depth = 0;
  let steps = 0;
  for (let index = at; index < tokens.count && steps < 100; index = tokens.after(index)) {
    steps += 1;
    if (tokens.is(index, '<')) depth += 1;
    else if (tokens.is(index, '>')) depth -= 1;
    else if (!isTypeToken(tokens, index)) return -1;
    if (depth === 0) return isOperand(tokens, index + 1) ? -1 : index + 1;
  }
  return -1;
}

function isTypeToken(tokens: TokenList, index: number): boolean {
  if (tokens.kindOf(index) !== MARK) return tokens.kindOf(index) !== REGEX;
  return [',', '.', '|', '&', '[', '(', '{', '=>', '?', ':', '...', '='].includes(tokens.textOf(index));
}

function isOperand(tokens: TokenList, index: number): boolean {
  const kind = tokens.kindOf(index);
  return kind !== 0 && kind !== MARK && kind !== TEMPLATE && !tokens.breakBefore(index);
}

/**
 * Whether a function expression or arrow function starts at a token.
 * @implements LLR-SCN-005
 */
export function isFunctionExpression(tokens: TokenList, at: number): boolean {
  let index = tokens.is(at, 'async') && !tokens.is(at + 1, '=>') && !tokens.breakBefore(at + 1) ? at + 1 : at;
  if (tokens.is(index, 'function')) return true;
  if (tokens.is(index, '<')) {
    const end = typeArgumentsEnd(tokens, index);
    if (end < 0) return false;
    index = end;
  }
  if (tokens.is(index, '(')) index = tokens.after(index);
  else if (tokens.kindOf(index) === WORD) index += 1;
  else return false;
  return tokens.is(index, '=>') || (tokens.is(index, ':') && tokens.is(index - 1, ')'));
}

/**
 * Whether the tokens from `at` to `last` are a function: one that is called at once is not.
 * @implements LLR-SCN-005
 */
export function isFunctionValue(tokens: TokenList, at: number, last: number): boolean {
  if (!isFunctionExpression(tokens, at)) return false;
  const called = tokens.is(at, 'function') || tokens.is(at + 1, 'function');
  return !called || tokens.is(last, '}') || (tokens.is(last, ';') && tokens.is(last - 1, '}'));
}

/**
 * Index behind the decorators that start at a token.
 * @implements LLR-SCN-005
 */
export function decoratorsEnd(tokens: TokenList, at: number): number {
  let index = at;
  while (tokens.is(index, '@')) {
    index = tokens.is(index + 1, '(') ? tokens.after(index + 1) : index + 2;
    while (tokens.is(index, '.')) index += 2;
    if (tokens.is(index, '<')) index = Math.max(index, typeArgumentsEnd(tokens, index));
    if (tokens.is(index, '(') && !tokens.breakBefore(index)) index = tokens.after(index);
  }
  return index;
}

import { isFunctionValue, statementLast } from './ecmascript-syntax.js';
import type { LanguageReader } from './language-reader.js';
import { lexEcmascript } from './lex-ecmascript.js';
import { literalText } from './literal-text.js';
import type { RawUnit } from './raw-unit.js';
import { MARK, TEMPLATE, TEXT, type TokenList, WORD } from './token-list.js';
import { ecmascriptUnits, unitsOfStatement } from './units-ecmascript.js';
import { objectMemberAt } from './units-ecmascript-class.js';

const restricted = new Set(['return', 'throw', 'break', 'continue', 'yield', 'async']);
const declarationWords = new Set('function class const let var async export @ abstract interface type enum'.split(' '));

/**
 * How the scanner reads TypeScript and JavaScript. JSX is read in every file but plain `.ts`, where `<` may start a
 * type assertion.
 * @implements LLR-SCN-003, LLR-SCN-005
 */
export const ecmascriptReader: LanguageReader = {
  lex: (text, extension) => lexEcmascript(text, !['ts', 'mts', 'cts'].includes(extension)),
  units: (tokens) => ecmascriptUnits(tokens),
  /* ECMA-262 section 12.10.1: here a line break ends the statement or tells a prefix from a postfix operator. */
  keepsBreak: (tokens, index) => {
    if (tokens.kindOf(index) === MARK && (tokens.is(index, '++') || tokens.is(index, '--'))) return true;
    return tokens.kindOf(index - 1) === WORD && restricted.has(tokens.textOf(index - 1));
  },
  startsImport: (tokens, index) => tokens.is(index, 'import') || (tokens.is(index, 'export') && /^[*{]$/.test(tokens.textOf(index + 1))),
  taggedUnit: (tokens, at, around, tags) => {
    const verifies = tags.some(({ name }) => name === 'verifies' || name === 'testcase');
    const prefix = around === undefined || (around.kind === 'block' && around.onlyTagged) ? '' : `${around.name}.`;
    const limit = around === undefined ? tokens.count : around.last;
    const unit =
      (verifies ? testCallAt(tokens, at) : undefined) ??
      (declarationWords.has(tokens.textOf(at)) ? unitsOfStatement(tokens, at, limit, prefix)[0] : undefined) ??
      assignmentAt(tokens, at, limit, prefix) ??
      (around === undefined ? undefined : objectMemberAt(tokens, at, limit, prefix));
    return unit === undefined ? undefined : { ...unit, onlyTagged: true };
  },
  blockLast: (tokens, at) => statementLast(tokens, at, tokens.count, false),
};

/** A call such as `test('title', …)` or `await t.test('title', …)`, named by its title. */
function testCallAt(tokens: TokenList, at: number): RawUnit | undefined {
  let index = at;
  while (tokens.is(index, 'void') || tokens.is(index, 'await')) index += 1;
  const first = index;
  while (tokens.kindOf(index) === WORD && tokens.is(index + 1, '.')) index += 2;
  if (tokens.kindOf(index) !== WORD || !tokens.is(index + 1, '(')) return undefined;
  const kind = tokens.kindOf(index + 2);
  const title = kind === TEXT || kind === TEMPLATE ? literalText(tokens.textOf(index + 2)) : undefined;
  const last = tokens.after(index + 1) - 1;
  return title === undefined ? undefined : { name: title, kind: 'function', exported: false, first, head: index, last, onlyTagged: true };
}

/** `exports.name = …`, `Type.prototype.name = …`: what scripts write instead of declarations. */
function assignmentAt(tokens: TokenList, at: number, limit: number, prefix: string): RawUnit | undefined {
  let index = at;
  while (tokens.kindOf(index) === WORD && tokens.is(index + 1, '.')) index += 2;
  if (index === at || tokens.kindOf(index) !== WORD || !tokens.is(index + 1, '=')) return undefined;
  const path = tokens.text.slice(tokens.starts[at], tokens.ends[index]).replace(/\s+/g, '');
  const exported = /^(?:module\.)?exports\b/.test(path);
  const name = prefix + path.replace(/^(?:module\.)?exports\./, '').replace('.prototype.', '.');
  const last = statementLast(tokens, at, limit, false);
  const kind = isFunctionValue(tokens, index + 2, last) ? 'function' : 'variable';
  return { name, kind, exported, first: at, head: index, last, onlyTagged: true };
}

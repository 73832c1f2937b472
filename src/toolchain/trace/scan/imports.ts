import { compareText } from '../../../kernel/diagnostic.js';
import { literalText } from './literal-text.js';
import { TEMPLATE, TEXT, type TokenList } from './token-list.js';

/**
 * The literal module specifiers of `import`, `export … from`, `import()` and `require()`, sorted, each once.
 * @implements LLR-SCN-012
 */
export function importsOf(tokens: TokenList): readonly string[] {
  const found = new Set<string>();
  for (let index = 1; index < tokens.count; index += 1) {
    const kind = tokens.kinds[index];
    if ((kind !== TEXT && kind !== TEMPLATE) || !isSpecifier(tokens, index)) continue;
    const text = literalText(tokens.textOf(index));
    if (text !== undefined) found.add(text);
  }
  return [...found].sort(compareText);
}

function isSpecifier(tokens: TokenList, index: number): boolean {
  if (tokens.is(index - 1, 'from') || tokens.is(index - 1, 'import')) return !tokens.is(index - 2, '.');
  const call = tokens.is(index - 1, '(') && (tokens.is(index - 2, 'import') || tokens.is(index - 2, 'require'));
  return call && !tokens.is(index - 3, '.') && !tokens.is(index - 3, 'function');
}

/**
 * Browser part: which command a key means. Keys typed into a field, on a control that has its own use for them, or
 * together with a modifier stay with the browser; single letters can be switched off (WCAG 2.2, 2.1.4).
 * @implements LLR-VWR-015
 */
export const keyboardScript = String.raw`
// ---- keyboard ----
const anywhereKeys = { '/': 'search', '?': 'help', j: 'next', k: 'previous', Backspace: 'back' };
const gridKeys = { ArrowDown: 'next', ArrowUp: 'previous', PageDown: 'page-next', PageUp: 'page-previous', Home: 'first', End: 'last', Enter: 'open' };
const searchKeys = { ArrowDown: 'next', ArrowUp: 'previous', Enter: 'open', Escape: 'leave' };

/** at: where the focus is: 'search', 'field', 'control' (link, button), 'chain', 'list' (anything else on a list), 'page'. */
function commandOf(key, modified, at, lettersOn) {
  if (modified || at === 'field') return '';
  if (at === 'search') return lookUp(searchKeys, key);
  if (lettersOn && lookUp(anywhereKeys, key) !== '') return anywhereKeys[key];
  if (at === 'list') return lookUp(gridKeys, key);
  if (at === 'chain' && (key === 'ArrowDown' || key === 'ArrowUp')) return gridKeys[key];
  return '';
}

function lookUp(table, key) {
  return Object.hasOwn(table, key) ? table[key] : '';
}
`;

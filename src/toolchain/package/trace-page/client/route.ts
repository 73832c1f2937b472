/**
 * Browser part: addresses within the page, such as `#/r/HLR-AFDX-003` and `#/items?kind=case&q=gap`. Any text can stand
 * in them; an address that cannot be read leads to the overview.
 * @implements LLR-VWR-014
 */
export const routeScript = String.raw`
// ---- route ----
const pageLetters = { requirement: 'r', code: 'c', case: 't', evidence: 'e', missing: 'x' };

function routeOf(hash) {
  try {
    const [path, search] = splitOnce(hash.replace(/^#\/?/, ''), '?');
    const [page, id] = splitOnce(path, '/');
    const query = {};
    for (const part of search.split('&').filter((text) => text !== '')) {
      const [name, value] = splitOnce(part, '=').map(decodeURIComponent);
      query[name] = value;
    }
    return { page: decodeURIComponent(page), id: decodeURIComponent(id), query };
  } catch {
    return { page: '', id: '', query: {} };
  }
}

function splitOnce(text, mark) {
  const place = text.indexOf(mark);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}

function hashOf(page, id, query) {
  const parts = Object.keys(query || {}).filter((name) => query[name] !== '' && query[name] !== undefined);
  const search = parts.map((name) => encoded(name) + '=' + encoded(query[name])).join('&');
  return '#/' + page + (id === '' ? '' : '/' + encoded(id)) + (search === '' ? '' : '?' + search);
}

/** A lone surrogate cannot be encoded; it becomes the replacement character, as it does in UTF-8. */
function encoded(text) {
  return encodeURIComponent(String(text).replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD'));
}

/** Where an item's page is: a code unit's is its file's, at the unit. */
function addressOf(model, item) {
  const kind = kindOf(model, item);
  if (kind !== 'code') return hashOf(pageLetters[kind], idOf(model, item), {});
  const row = rowOf(model, item);
  return hashOf('c', valueAt(model.code.path, row), { line: model.code.line[row] });
}
`;

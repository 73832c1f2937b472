/**
 * Browser part: the pages of a code file, a test case, an item of other evidence, and of an id that nothing carries.
 * @implements LLR-VWR-020
 */
export const pagesScript = String.raw`
// ---- pages ----
const codeUnitsShown = 100;

function caseView(app, id) {
  const { model } = app;
  const [item] = itemsWithId(model, 2, model.cases.id, id);
  if (item === undefined) return missingView(app, id);
  const row = rowOf(model, item);
  const up = chainSection(model, item, 'up', 'What it verifies', 'It names no requirement.');
  const facts = factList([
    ['Kind', valueAt(model.cases.kind, row)],
    ['Procedure', h('span', { class: 'path' }, placeOf(model, item))],
    ['Evidence record', h('span', { class: 'path' }, valueAt(model.cases.record, row) || 'none')],
  ]);
  const element = h('article', { class: 'detail' }, detailHead(model, item, 'case', valueAt(model.cases.kind, row) + ' case'),
    statusLine(model, item, valueAt(model.cases.outcomeReason, row)), facts, findingsOn(model, id), up.element);
  return detailView(id, element, [up]);
}

function detailView(title, element, chains) {
  const draw = (limit) => chains.forEach((chain) => chain.draw(limit));
  return { title, element, expand: () => draw(chainLinesPrinted), collapse: () => draw(chainLinesShown) };
}

function evidenceView(app, id) {
  const { model } = app;
  const [item] = itemsWithId(model, 3, model.evidence.id, id);
  if (item === undefined) return missingView(app, id);
  const kind = valueAt(model.evidence.kind, rowOf(model, item));
  const up = chainSection(model, item, 'up', 'What it speaks of', 'It names no requirement.');
  const facts = factList([['Kind', kind], ['Path', h('span', { class: 'path' }, placeOf(model, item))]]);
  const element = h('article', { class: 'detail' }, detailHead(model, item, 'evidence', kind), statusLine(model, item, ''), facts, findingsOn(model, id), up.element);
  return detailView(id, element, [up]);
}

/** All units of one file in the order of their lines; query.line opens at that unit. */
function fileView(app, path, query) {
  const { model } = app;
  const items = [];
  for (let row = 0; row < model.code.name.length; row++) if (valueAt(model.code.path, row) === path) items.push(model.starts[1] + row);
  if (items.length === 0) return missingView(app, path);
  const place = Math.max(0, items.findIndex((item) => String(model.code.line[rowOf(model, item)]) === query.line));
  const first = Math.floor(place / codeUnitsShown) * codeUnitsShown;
  const chains = [];
  const units = items.slice(first, first + codeUnitsShown).map((item, index) => codeUnitSection(model, item, first + index === place && query.line !== undefined, chains));
  const pages = pager(items.length, first, codeUnitsShown, (start) => hashOf('c', path, { line: model.code.line[rowOf(model, items[start])] }));
  const language = valueAt(model.code.language, rowOf(model, items[0]));
  const element = h('article', { class: 'detail' }, h('header', {}, h('nav', { class: 'crumbs', 'aria-label': 'Position' }, h('a', { href: hashOf('items', '', { kind: 'code' }) }, 'Code'), ' / ' + language),
    h('h1', { tabindex: -1, class: 'path' }, path)), h('p', { class: 'aside' }, plural(items.length, 'unit') + ' in this file'), pages, units);
  return { ...detailView(path, element, chains), focus: element.querySelector('.chosen h2') };
}

function codeUnitSection(model, item, chosen, chains) {
  const row = rowOf(model, item);
  const up = chainSection(model, item, 'up', 'Requirements it implements', 'It implements no requirement.');
  chains.push(up);
  const line = model.code.line[row];
  const excerpt = valueAt(model.code.excerpt, row);
  return h('section', { class: chosen ? 'unit chosen' : 'unit' }, h('h2', { tabindex: -1, class: 'id' }, idOf(model, item)),
    h('p', { class: 'aside' }, valueAt(model.code.kind, row) + ' · lines ' + line + '–' + (line + model.code.length[row])),
    excerpt === '' ? '' : h('pre', { tabindex: 0, role: 'region', 'aria-label': 'Excerpt' }, excerpt), up.element);
}

/** Links to the neighbouring stretches of a long list; nothing when all of it is shown. */
function pager(total, first, size, address) {
  if (total <= size) return '';
  const last = Math.min(total, first + size);
  return h('nav', { class: 'pager', 'aria-label': 'Parts of the list' },
    first > 0 ? h('a', { href: address(first - size) }, '← previous') : '', h('span', {}, counted(first + 1) + '–' + counted(last) + ' of ' + counted(total)),
    last < total ? h('a', { href: address(last) }, 'next →') : '');
}

function missingView(app, id) {
  const { model } = app;
  const [item] = itemsWithId(model, 4, model.links.missing, id);
  const head = h('h1', { tabindex: -1 }, h('span', { class: 'id' }, id), ' ', h('span', { class: 'name' }, 'is not in this trace'));
  const below = item === undefined ? null : chainSection(model, item, 'down', 'What names it', '');
  const element = h('article', { class: 'detail' }, head, h('p', { class: 'statusline' }, statusMark('unknown'),
    h('span', { class: 'reason' }, below === null ? 'No item and no link has this id.' : 'Links name this id, but no requirement carries it.')), findingsOn(model, id), below === null ? '' : below.element);
  return detailView(id, element, below === null ? [] : [below]);
}
`;

/**
 * Browser part: the list of items with its filters, and the matrix between two sets; both keep their state in the
 * address, so that Back returns to the same rows.
 * @implements LLR-VWR-018
 */
export const listScript = String.raw`
// ---- list ----
const listTitles = { '': 'All items', requirement: 'Requirements', code: 'Code', case: 'Test cases', evidence: 'Other evidence' };

function itemColumns(model, index, kind) {
  const link = (item) => itemLink(model, item, { tabindex: -1 });
  const requirementCell = (read) => (item) => (item < model.starts[1] ? read(item) : '');
  const count = (name) => requirementCell((item) => directCounts(model, item)[name] || '');
  const status = { title: 'Status', className: 'status', sort: 'status', cell: (item) => itemMark(model, item) };
  const id = { title: kind === 'code' ? 'Unit' : 'Id', className: 'ident', sort: 'id', cell: link };
  const title = { title: { code: 'Place', case: 'Intent' }[kind] || 'Title', className: 'title', sort: 'title', cell: (item) => titleOf(model, item) };
  const level = { title: 'Level', className: 'level', sort: 'level', cell: (item) => levelOrKind(model, item) };
  const module = { title: 'Module', className: 'module', sort: 'module', cell: (item) => index.modules[item] };
  const place = { title: kind === 'evidence' ? 'Path' : 'Procedure', className: 'place', cell: (item) => placeOf(model, item) };
  const upper = { title: 'Requirements', className: 'number', cell: (item) => model.upStarts[item + 1] - model.upStarts[item] };
  if (kind === 'code') return [id, title, { title: 'Kind', className: 'level', cell: (item) => valueAt(model.code.kind, rowOf(model, item)) }, module, upper];
  if (kind === 'case' || kind === 'evidence') return [status, id, title, module, place];
  if (kind === '') return [status, id, title, level, module];
  const cases = { title: 'Cases passed', className: 'number', cell: requirementCell((item) => casesPassed(model, item)) };
  return [status, id, title, level, module, { title: 'Children', className: 'number', cell: count('requirement') },
    { title: 'Code units', className: 'number', cell: count('code') }, cases];
}

function casesPassed(model, item) {
  const counts = directCounts(model, item);
  return counts.case === 0 ? '' : counts.passed + ' of ' + counts.case;
}

function levelOrKind(model, item) {
  return item < model.starts[1] ? levelTitle(model, valueAt(model.requirements.level, item)) : kindTitles[kindOf(model, item)];
}

function levelTitle(model, name) {
  const level = model.overview.levels.find((one) => one.name === name);
  return level === undefined ? name : level.title || name;
}

function filterChoices(model) {
  const distinct = (column) => [...column.words].sort().map((word) => [word, word]);
  const states = ['not-met', 'awaiting', 'unknown', 'planned', 'met', 'not-applicable'];
  return {
    kind: ['Kind', Object.entries(listTitles).filter(([name]) => name !== '')],
    level: ['Level', [...model.requirements.level.words].sort((a, b) => levelRankOf(model, a) - levelRankOf(model, b)).map((name) => [name, levelTitle(model, name)])],
    module: ['Module', distinct(model.requirements.module)],
    status: ['Status', states.map((name) => [name, marks[name][0] + ' ' + marks[name][1]])],
    method: ['Verification', distinct(model.requirements.verification.values)],
  };
}

function choice(name, label, choices, value, onChange, anyWord) {
  const any = anyWord === undefined ? [] : [h('option', { value: '' }, anyWord)];
  const select = h('select', { id: 'filter-' + name, change: (event) => onChange(event.target.value) },
    any, choices.map(([key, title]) => h('option', { value: key }, title)));
  select.value = value || '';
  return h('label', { class: 'choice', for: 'filter-' + name }, h('span', {}, label), select);
}

function itemsView(app, route) {
  const { model } = app;
  const query = { kind: '', sort: 'status', q: '', ...route.query };
  const grid = createGrid({ label: 'Items found', name: query.kind || 'all', columns: itemColumns(model, app.index, query.kind), sort: query.sort,
    onSort: (sort) => app.change({ sort }), addressOf: (item) => addressOf(model, item) });
  const count = h('p', { class: 'count', role: 'status' });
  const idle = { code: ['level', 'method', 'status'], case: ['level', 'method'], evidence: ['level', 'method'] };
  const filters = Object.entries(filterChoices(model)).filter(([name]) => !Object.hasOwn(idle, query.kind) || !idle[query.kind].includes(name))
    .map(([name, [label, choices]]) => choice(name, label, choices, query[name], (value) => app.change({ [name]: value }), 'any'));
  const heading = h('h1', { tabindex: -1 }, listTitles[query.kind] || 'Items');
  const element = h('div', { class: 'list' }, h('div', { class: 'listhead' }, heading, count), h('div', { class: 'filters', role: 'group', 'aria-label': 'Filters' }, filters), grid.element);
  const update = (text) => {
    query.q = text;
    const found = app.find(query);
    setGridItems(grid, found, 0);
    grid.element.scrollTop = 0;
    count.replaceChildren(...countLine(app, query, found.length));
  };
  update(query.q);
  grid.element.style.setProperty('--ident', identWidth(model, query.kind));
  const all = kindTotal(model, query.kind);
  return { element, grid, update, title: listTitles[query.kind] || 'Items', printed: () => printedGrid(grid, 'of ' + counted(all) + ' in all' + filterWords(query)) };
}

/** Room for the longest id of the kind, within reason. */
function identWidth(model, kind) {
  const columns = { requirement: model.requirements.id, case: model.cases.id, evidence: model.evidence.id };
  let longest = 8;
  for (const id of Object.hasOwn(columns, kind) ? columns[kind] : [...model.requirements.id, ...model.cases.id]) longest = Math.max(longest, id.length);
  return Math.min(longest, 26) + 1 + 'ch';
}

function kindTotal(model, kind) {
  const number = kinds.indexOf(kind);
  return number < 0 ? model.total : model.starts[number + 1] - model.starts[number];
}

function countLine(app, query, found) {
  const line = [counted(found) + ' of ' + counted(kindTotal(app.model, query.kind)) + ' shown'];
  if (filterWords(query) !== '') line.push(' · ', h('a', { href: hashOf('items', '', { kind: query.kind }) }, 'clear filters'));
  if (query.kind !== '' && query.q !== '') line.push(' · ', h('a', { href: hashOf('items', '', { q: query.q }) }, 'search all kinds'));
  return line;
}

function filterWords(query) {
  return ['q', 'level', 'module', 'status', 'method'].filter((name) => query[name]).map((name) => ', ' + (name === 'q' ? 'text' : name) + ' “' + query[name] + '”').join('');
}

function matrixView(app, route) {
  const { model } = app;
  const sets = matrixSets(model);
  const rows = route.query.rows || (sets[1] || sets[0]).name;
  const columns = route.query.columns || (sets[2] || sets[0]).name;
  const result = matrixPairs(model, rows, columns);
  const grid = createGrid({ label: 'Pairs of the matrix', name: result.pairs.some((pair) => pair.via >= 0) ? 'through' : 'matrix', columns: matrixColumns(model, result), sort: '', onSort: () => {}, addressOf: (pair) => addressOf(model, pair.row) });
  const count = h('p', { class: 'count', role: 'status' });
  const titles = sets.map((set) => [set.name, set.title]);
  const controls = h('div', { class: 'filters', role: 'group', 'aria-label': 'Matrix' },
    choice('rows', 'Rows', titles, rows, (value) => app.change({ rows: value })), choice('columns', 'Columns', titles, columns, (value) => app.change({ columns: value })),
    choice('only', 'Show', [['bare', 'rows without a partner'], ['suspect', 'suspect links']], route.query.only, (value) => app.change({ only: value }), 'all pairs'),
    h('button', { type: 'button', class: 'plain', click: () => app.change({ rows: columns, columns: rows }) }, '⇅ Swap direction'));
  const element = h('div', { class: 'list' }, h('div', { class: 'listhead' }, h('h1', { tabindex: -1 }, 'Matrix'), count), controls, grid.element);
  const update = (text) => {
    const pairs = result.pairs.filter((pair) => pairMatches(app, pair, route.query.only, text.toLowerCase().trim()));
    pairs.forEach((pair, index) => { pair.again = index > 0 && pairs[index - 1].row === pair.row; });
    setGridItems(grid, pairs, 0);
    count.replaceChildren(matrixSummary(model, rows, columns, result, pairs.length));
  };
  update(route.query.q || '');
  grid.element.style.setProperty('--ident', identWidth(model, ''));
  return { element, grid, update, title: 'Matrix', printed: () => printedGrid(grid, count.textContent) };
}

function pairMatches(app, pair, only, text) {
  if (only === 'bare' && pair.target >= 0) return false;
  if (only === 'suspect' && pair.review !== 'suspect') return false;
  return text === '' || app.index.texts[pair.row].includes(text) || (pair.target >= 0 && app.index.texts[pair.target].includes(text));
}

function matrixSummary(model, rows, columns, result, shown) {
  const name = (set) => matrixSets(model).find((one) => one.name === set)?.title ?? set;
  const arrow = matrixDirection(model, rows, columns) === 'down' ? ' ↓ ' : ' ↑ ';
  const cut = result.cut ? '. Stopped at ' + counted(matrixPairsMax) + ' pairs; the counts are of the rows before that' : '';
  return name(rows) + arrow + name(columns) + ': ' + counted(result.coveredCount) + ' of ' + counted(result.rowCount) + ' rows have a partner, '
    + counted(result.rowCount - result.coveredCount) + ' have none · ' + plural(shown, 'pair') + ' shown' + cut;
}

/** A row item that repeats the one above is written lightly, so that the eye finds where the next begins. */
function matrixColumns(model, result) {
  const target = (read) => (pair) => (pair.target < 0 ? '' : read(pair.target, pair));
  const first = (read) => (pair) => (pair.again ? '' : read(pair.row));
  return [
    { title: 'Row', className: 'ident', cell: (pair) => itemLink(model, pair.row, { tabindex: -1, class: pair.again ? 'id again' : 'id' }) },
    { title: 'Title', className: 'title', cell: first((item) => titleOf(model, item)) },
    { title: 'State', className: 'status', cell: first((item) => itemMark(model, item)) },
    { title: 'Partner', className: 'ident partner', cell: (pair) => (pair.target < 0 ? bareMark(model, pair.row) : itemLink(model, pair.target, { tabindex: -1 })) },
    { title: 'Title', className: 'title partnertitle', cell: target((item) => titleOf(model, item)) },
    { title: 'State or result', className: 'status result', cell: target((item) => itemMark(model, item)) },
    { title: 'Link', className: 'review', cell: target((item, pair) => shortReview(pair.review)) },
    ...(result.pairs.some((pair) => pair.via >= 0) ? [{ title: 'Through', className: 'via', cell: (pair) => (pair.via < 0 ? '' : idOf(model, pair.via)) }] : []),
  ];
}

function shortReview(review) {
  return statusMark(reviewMarks[review][0], review.replace('-', ' '), review === 'accepted');
}

/** Whether a partner is missed is the gate's judgement, which the state of the row carries. */
function bareMark(model, item) {
  const status = statusOf(model, item);
  return statusMark(['not-met', 'awaiting', 'unknown'].includes(status) ? status : 'not-applicable', 'none');
}
`;

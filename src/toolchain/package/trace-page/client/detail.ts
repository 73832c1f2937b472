/**
 * Browser part: the page of a requirement, and the chain of any item as a tree of links with state, place, result,
 * evidence record and review of each link.
 * @implements LLR-VWR-019
 */
export const detailScript = String.raw`
// ---- detail ----
const chainLinesShown = 300;
const chainLinesPrinted = 5000;

/** A section with the chain in one direction; { element, draw(limit) }. */
function chainSection(model, item, direction, title, emptyWords) {
  const lines = chainLines(model, item, direction);
  const body = h('div', {});
  const draw = (limit) => {
    const left = lines.length - limit;
    const more = left <= 0 ? '' : h('p', { class: 'more' }, counted(left) + ' lines of this chain are not shown. ',
      h('button', { type: 'button', class: 'plain', click: () => draw(limit + 10 * chainLinesShown) }, 'Show more'));
    body.replaceChildren(...(lines.length === 0 ? [h('p', { class: 'none' }, emptyWords)] : [chainTree(model, lines.slice(0, limit))]), more);
  };
  draw(chainLinesShown);
  const count = lines.length === 0 ? '' : h('span', { class: 'aside' }, plural(lines.length, 'line'));
  return { element: h('section', { class: 'chain' }, h('h2', {}, title, ' ', count), body), draw };
}

/** Nested lists from lines in reading order; each line is at most one deeper than the one before. */
function chainTree(model, lines) {
  const root = h('ul', { class: 'tree' });
  const open = [root];
  let lastEntry = null;
  for (const line of lines) {
    if (line.depth >= open.length) open.push(lastEntry.appendChild(h('ul', {})));
    open.length = line.depth + 1;
    lastEntry = open[line.depth].appendChild(h('li', {}, chainEntry(model, line)));
  }
  return root;
}

function chainEntry(model, { item, link, repeated }) {
  const review = reviewMark(valueAt(model.links.review, link), valueAt(model.links.reviewer, link));
  const kind = kindOf(model, item);
  return h('div', { class: 'entry' },
    h('div', { class: 'first' }, itemMark(model, item), ' ', itemLink(model, item), ' ', kind === 'code' ? '' : h('span', { class: 'name' }, titleOf(model, item))),
    h('div', { class: 'second' }, chainFacts(model, item).map((fact) => [fact, h('span', { class: 'dot', 'aria-hidden': 'true' }, ' · ')]), review,
      repeated ? h('em', {}, ' (its own chain stands above)') : ''));
}

function chainFacts(model, item) {
  const row = rowOf(model, item);
  const place = h('span', { class: 'path' }, placeOf(model, item));
  switch (kindOf(model, item)) {
    case 'requirement': return [levelOrKind(model, item), place];
    case 'code': return [valueAt(model.code.kind, row), place];
    case 'case': return [valueAt(model.cases.kind, row) + ' case', place, recordLabel(model, row)].filter((fact) => fact !== '');
    case 'evidence': return [valueAt(model.evidence.kind, row), place];
    default: return ['nothing here has this id'];
  }
}

function recordLabel(model, row) {
  const record = valueAt(model.cases.record, row);
  return record === '' ? 'no evidence record' : h('span', { class: 'path', title: record }, 'record ' + shortDigest(record));
}

/** A SHA-256 by its first 12 digits; the whole stands in the facts of its page. */
function shortDigest(text) {
  return /^(sha256:)?[0-9a-f]{64}$/.test(text) ? text.replace(/^sha256:/, '').slice(0, 12) : text;
}

/** Everything that carries the id: more than one is an error of the project, and each is then shown. */
function itemsWithId(model, kindNumber, ids, id) {
  const items = [];
  ids.forEach((other, row) => { if (other === id) items.push(model.starts[kindNumber] + row); });
  return items;
}

function requirementView(app, id) {
  const { model } = app;
  const items = itemsWithId(model, 0, model.requirements.id, id);
  if (items.length === 0) return missingView(app, id);
  const parts = items.map((item) => requirementArticle(model, item));
  const draw = (limit) => parts.forEach((part) => part.chains.forEach((chain) => chain.draw(limit)));
  return { element: h('div', {}, parts.map((part) => part.element)), title: id, expand: () => draw(chainLinesPrinted), collapse: () => draw(chainLinesShown) };
}

function requirementArticle(model, item) {
  const texts = model.texts;
  const up = chainSection(model, item, 'up', 'Where it comes from', valueAt(model.requirements.derived, item) ? 'Derived requirement: it has no parent.' : 'It names no parent.');
  const down = chainSection(model, item, 'down', 'What answers it', 'No child requirement, code, test case or evidence links to it.');
  const prose = (title, text, className) => (text === '' ? '' : h('section', { class: className }, h('h2', {}, title), h('p', { class: 'prose' }, text)));
  const element = h('article', { class: 'detail' },
    detailHead(model, item, 'requirement', levelOrKind(model, item)),
    h('div', { class: 'pair' },
      h('div', {}, statusLine(model, item, valueAt(model.facts.statusReason, item)), h('p', { class: 'shall' }, texts.text[item] || '(no text)'),
        prose('Rationale', texts.rationale[item]), prose('Safety note', valueAt(model.facts.safetyNote, item), 'note')),
      h('div', { class: 'margin', role: 'group', 'aria-label': 'Facts' }, requirementFacts(model, item))),
    findingsOn(model, idOf(model, item)),
    up.element, down.element,
    historySection(listAt(model.facts.history, item).map((entry) => JSON.parse(entry))));
  return { element, chains: [up, down] };
}

function requirementFacts(model, item) {
  const sources = listAt(model.facts.sources, item).map((pair) => JSON.parse(pair));
  return factList([
    ['Level', levelOrKind(model, item)],
    ['Module', moduleTitle(model, valueAt(model.requirements.module, item))],
    ['Verification', listAt(model.requirements.verification, item).join(', ') || 'none declared'],
    ['Derived', model.requirements.derived[item] ? 'yes' : 'no'],
    ['Written in', h('span', { class: 'path' }, placeOf(model, item))],
    ['Source', sources.map(([document, lines]) => h('div', {}, document + (lines === '' ? '' : ', lines ' + lines)))],
    ...listAt(model.facts.attributes, item).map((pair) => JSON.parse(pair)),
    ['Fingerprint', h('span', { class: 'path' }, model.facts.fingerprint[item])],
  ]);
}

function moduleTitle(model, code) {
  const module = model.overview.modules.find((one) => one.code === code);
  return module === undefined || module.title === '' ? code : code + ' — ' + module.title;
}

function detailHead(model, item, kind, label) {
  const crumbs = h('nav', { class: 'crumbs', 'aria-label': 'Position' }, h('a', { href: hashOf('items', '', { kind }) }, listTitles[kind]), ' / ', label);
  return h('header', {}, crumbs, h('h1', { tabindex: -1 }, h('span', { class: 'id' }, idOf(model, item)), ' ', h('span', { class: 'name' }, titleOf(model, item))));
}

function statusLine(model, item, reason) {
  return h('p', { class: 'statusline' }, itemMark(model, item), reason === '' ? '' : h('span', { class: 'reason' }, reason));
}

function historySection(commits) {
  const rows = commits.map(([commit, date, author, subject]) => [h('span', { class: 'path' }, commit.slice(0, 12)), date, author, subject]);
  if (rows.length === 0) return h('section', {}, h('h2', {}, 'History'), h('p', { class: 'none' }, 'No commit is recorded.'));
  return h('section', { class: 'history' }, table('History', ['Commit', 'Date', 'Author', 'Subject'], rows));
}
`;

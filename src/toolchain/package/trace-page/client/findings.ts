/**
 * Browser part: findings by severity with place, reason and remedy, a hundred at a time; and those on one item.
 * @implements LLR-VWR-021
 */
export const findingsScript = String.raw`
// ---- findings ----
const findingsShown = 100;
const findingsPrinted = 1000;
const severityMarks = { error: ['not-met', 'error'], warning: ['awaiting', 'warning'], note: ['not-applicable', 'note'] };

function findingEntry(model, row) {
  const findings = model.findings;
  const severity = valueAt(findings.severity, row);
  const [status, word] = severityMarks[severity] || ['unknown', severity];
  const place = valueAt(findings.place, row);
  const subjects = listAt(findings.subjects, row).map((id) => [subjectLink(model, id), ' ']);
  return h('li', { class: 'finding' },
    h('div', { class: 'first' }, statusMark(status, word), ' ', h('span', { class: 'id' }, valueAt(findings.code, row)), ' ', h('span', { class: 'name' }, findings.message[row])),
    factList([['place', place === '' ? '' : h('span', { class: 'path' }, place)], ['why', valueAt(findings.why, row)], ['fix', valueAt(findings.fix, row)], ['on', subjects]]));
}

function subjectLink(model, id) {
  if (model.itemOfId === undefined) {
    model.itemOfId = new Map();
    for (let item = model.starts[5] - 1; item >= 0; item--) if (kindOf(model, item) !== 'code') model.itemOfId.set(idOf(model, item), item);
  }
  const item = model.itemOfId.get(id);
  return item === undefined ? h('span', { class: 'id' }, id) : itemLink(model, item);
}

function findingsOn(model, id) {
  const rows = model.findingsOf.get(id) || [];
  if (rows.length === 0) return '';
  const shown = rows.slice(0, findingsShown);
  return h('section', {}, h('h2', {}, 'Findings on it ', h('span', { class: 'aside' }, counted(rows.length))), h('ul', { class: 'findings' }, shown.map((row) => findingEntry(model, row))),
    rows.length > shown.length ? h('p', { class: 'more' }, 'The first ' + findingsShown + ' are shown; ', h('a', { href: hashOf('findings', '', { q: id }) }, 'all findings on it')) : '');
}

function findingMatches(model, row, severity, text) {
  const findings = model.findings;
  if (severity !== '' && valueAt(findings.severity, row) !== severity) return false;
  if (text === '') return true;
  const fields = [valueAt(findings.code, row), findings.message[row], valueAt(findings.place, row), valueAt(findings.why, row), ...listAt(findings.subjects, row)];
  return fields.some((field) => field.toLowerCase().includes(text));
}

function findingsView(app, route) {
  const { model } = app;
  const query = { severity: '', q: '', from: '0', ...route.query };
  const body = h('div', {});
  let rows = [];
  const draw = (first, size) => body.replaceChildren(
    pager(rows.length, first, size, (from) => hashOf('findings', '', { ...query, from })) || '',
    rows.length === 0 ? h('p', { class: 'none' }, 'No finding.') : h('ul', { class: 'findings' }, rows.slice(first, first + size).map((row) => findingEntry(model, row))));
  const count = h('p', { class: 'count', role: 'status' });
  const update = (text) => {
    query.q = text;
    rows = model.findings.message.map((_, row) => row).filter((row) => findingMatches(model, row, query.severity, text.toLowerCase().trim()));
    count.textContent = counted(rows.length) + ' of ' + plural(model.findings.message.length, 'finding') + ' shown';
    draw(firstOf(query.from, rows.length), findingsShown);
  };
  update(query.q);
  const severities = Object.entries(severityMarks).map(([name]) => [name, name]);
  const element = h('article', { class: 'detail' }, h('div', { class: 'listhead' }, h('h1', { tabindex: -1 }, 'Findings'), count),
    h('div', { class: 'filters' }, choice('severity', 'Severity', severities, query.severity, (value) => app.change({ severity: value, from: '0' }), 'any')), body);
  return { element, update: (text) => { query.from = '0'; update(text); }, title: 'Findings', expand: () => draw(0, findingsPrinted), collapse: () => draw(firstOf(query.from, rows.length), findingsShown) };
}

/** The start of the stretch that an address asks for, brought into the list. */
function firstOf(text, total) {
  const asked = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return asked < total ? asked - (asked % findingsShown) : 0;
}
`;

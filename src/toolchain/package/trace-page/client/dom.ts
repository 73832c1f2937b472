/**
 * Browser part: builds elements. Text of the project reaches the document as text nodes and attribute values only; an
 * address is built by the route part, so no input can name one.
 * @implements LLR-VWR-016
 */
export const domScript = String.raw`
// ---- dom ----
/** An element; attributes that are false, null or undefined are left out; children are nodes, text, or lists of them. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  appendTo(element, children);
  return element;
}

function appendTo(parent, child) {
  if (Array.isArray(child)) for (const one of child) appendTo(parent, one);
  else if (child instanceof Node) parent.append(child);
  else if (child !== null && child !== undefined && child !== false && child !== '') parent.append(String(child));
}

const marks = {
  met: ['✓', 'met'],
  awaiting: ['◐', 'awaits a person'],
  'not-met': ['✗', 'not met'],
  planned: ['○', 'planned'],
  unknown: ['?', 'unknown'],
  'not-applicable': ['–', 'not applicable'],
};

/** Shape, word and colour of a state; the word can be the item's own ("stale"), the shape is always the state's. */
function statusMark(status, word, quiet) {
  if (status === '') return '';
  const known = Object.hasOwn(marks, status) ? status : 'unknown';
  const [shape, usual] = marks[known];
  return h('span', { class: 'mark ' + known + (quiet ? ' quiet' : '') },
    h('span', { class: 'shape', 'aria-hidden': 'true' }, shape), ' ', h('span', { class: 'word' }, word || usual));
}

const reviewMarks = { accepted: ['met', 'link accepted'], suspect: ['awaiting', 'link suspect, review again'], 'not-reviewed': ['planned', 'link not reviewed'] };

function reviewMark(review, reviewer) {
  const [status, word] = Object.hasOwn(reviewMarks, review) ? reviewMarks[review] : ['unknown', 'review state unknown'];
  return statusMark(status, reviewer === '' ? word : word + ' (' + reviewer + ')', status === 'met');
}

function itemMark(model, item) {
  return statusMark(statusOf(model, item), statusWordOf(model, item));
}

function itemLink(model, item, attributes) {
  return h('a', { class: 'id', href: addressOf(model, item), ...attributes }, idOf(model, item) || '(no id)');
}

const kindTitles = { requirement: 'Requirement', code: 'Code', case: 'Test case', evidence: 'Evidence', missing: 'Missing' };

/** 12345 → 12,345, the same in every locale. */
function counted(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function plural(number, one, many) {
  return counted(number) + ' ' + (number === 1 ? one : many || one + 's');
}

/** A list of facts: [name, value] pairs; a fact with no value is left out. */
function factList(facts) {
  const shown = facts.filter(([, value]) => value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));
  return h('dl', { class: 'facts' }, shown.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

function table(caption, heads, rows, numeric) {
  const cellClass = (index) => (numeric && numeric.includes(index) ? 'number' : null);
  const row = (cells) => h('tr', {}, cells.map((cell, index) => h(index === 0 ? 'th' : 'td', { class: cellClass(index), scope: index === 0 ? 'row' : null }, cell)));
  return h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', {}, caption),
      h('thead', {}, h('tr', {}, heads.map((head, index) => h('th', { scope: 'col', class: cellClass(index) }, head)))),
      h('tbody', {}, rows.map(row))));
}
`;

/**
 * Browser part: puts the page together, follows the address, and passes keys on.
 * @implements LLR-VWR-024
 */
export const mainScript = String.raw`
// ---- main ----
const pageLinks = [['Overview', '', ''], ['Requirements', 'items', 'requirement'], ['Matrix', 'matrix', ''], ['Code', 'items', 'code'],
  ['Test cases', 'items', 'case'], ['Evidence', 'items', 'evidence'], ['Findings', 'findings', '']];

function viewOf(app, route) {
  switch (route.page) {
    case 'items': return itemsView(app, route);
    case 'matrix': return matrixView(app, route);
    case 'findings': return findingsView(app, route);
    case 'r': return requirementView(app, route.id);
    case 't': return caseView(app, route.id);
    case 'e': return evidenceView(app, route.id);
    case 'c': return fileView(app, route.id, route.query);
    case 'x': return missingView(app, route.id);
    default: return overviewView(app);
  }
}

function createApp(model) {
  const index = searchIndexOf(model);
  const app = { model, index, find: createSearcher(index), view: null, route: null, kept: new Map(), lettersOn: true };
  app.main = h('main', { id: 'main', tabindex: -1 });
  app.search = h('input', { type: 'search', id: 'search', placeholder: 'Search ids, titles, text', autocomplete: 'off', spellcheck: 'false', 'aria-label': 'Search ids, titles and text; press / to come here', input: () => searchTyped(app) });
  app.sheet = h('div', { id: 'printed' });
  app.help = helpDialog(app);
  app.change = (part) => { location.hash = hashOf(app.route.page, '', { ...app.route.query, q: app.search.value, ...part }); };
  return app;
}

function pageHeader(app) {
  const links = pageLinks.map(([title, page, kind]) => h('a', { href: hashOf(page, '', { kind }), 'data-page': page + kind }, title));
  return h('header', { class: 'top' }, h('a', { class: 'project', href: '#/' }, app.model.overview.project), h('nav', { 'aria-label': 'Pages' }, links),
    h('div', { class: 'searchbox', role: 'search' }, app.search, h('kbd', { 'aria-hidden': 'true' }, '/')),
    h('button', { type: 'button', class: 'plain', title: 'Keyboard help', click: () => app.help.showModal() }, 'Keys'));
}

function helpDialog(app) {
  const keys = [['/', 'search'], ['j  k  or  ↓  ↑', 'next, previous row or link'], ['Page Down, Page Up, Home, End', 'move far in a list'], ['Enter', 'open'],
    ['Backspace  or  Alt ←', 'back'], ['Esc', 'leave the search field'], ['?', 'this help']];
  const box = h('input', { type: 'checkbox', checked: true, change: (event) => { app.lettersOn = event.target.checked; } });
  return h('dialog', { 'aria-label': 'Keyboard help' }, h('h2', {}, 'Keyboard'), factList(keys), h('p', {}, h('label', {}, box, ' Single keys (/, ?, j, k, Backspace) are on')),
    h('form', { method: 'dialog' }, h('button', { class: 'plain' }, 'Close')));
}

/** Typing on a page with a list narrows that list; on any other page it opens the list of everything. */
function searchTyped(app) {
  const text = app.search.value;
  if (app.view.update === undefined) {
    location.hash = hashOf('items', '', { q: text });
    return;
  }
  app.route.query.q = text;
  delete app.route.query.from;
  history.replaceState(null, '', hashOf(app.route.page, '', app.route.query));
  app.view.update(text);
}

function keepPosition(app) {
  const grid = app.view === null ? undefined : app.view.grid;
  if (app.route !== null) app.kept.set(hashOf(app.route.page, app.route.id, app.route.query), grid ? { active: grid.active, top: grid.element.scrollTop } : { top: window.scrollY });
}

function showRoute(app) {
  keepPosition(app);
  app.route = routeOf(location.hash);
  app.view = viewOf(app, app.route);
  const typing = document.activeElement === app.search;
  if (!typing) app.search.value = app.route.query.q || '';
  document.title = app.view.title + ' · ' + app.model.overview.project;
  document.body.classList.toggle('listing', app.view.grid !== undefined);
  app.main.replaceChildren(app.view.element);
  for (const link of document.querySelectorAll('header.top nav a')) {
    if (link.getAttribute('data-page') === app.route.page + (app.route.query.kind || '')) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  restorePosition(app, typing);
}

function restorePosition(app, typing) {
  const { grid, element, focus } = app.view;
  const kept = app.kept.get(hashOf(app.route.page, app.route.id, app.route.query));
  if (grid !== undefined) {
    setGridItems(grid, grid.items, kept ? kept.active : 0);
    if (kept) grid.element.scrollTop = kept.top;
    showActive(grid);
  }
  if (typing) return;
  const target = focus || (grid !== undefined && kept ? grid.element : element.querySelector('h1'));
  if (target) target.focus({ preventScroll: true });
  if (focus) focus.scrollIntoView();
  else window.scrollTo(0, kept ? kept.top : 0);
}

function focusPlace(app, target) {
  if (target === app.search) return 'search';
  if (target.matches('input, textarea, select')) return 'field';
  if (target.closest('.chain') !== null) return 'chain';
  if (target.matches('a, button, summary')) return 'control';
  return app.view.grid !== undefined ? 'list' : 'page';
}

function keyPressed(app, event) {
  if (app.help.open) return;
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const command = commandOf(event.key, modified, focusPlace(app, event.target), app.lettersOn);
  if (command !== '' && carryOut(app, command) !== false) event.preventDefault();
}

function carryOut(app, command) {
  if (command === 'search') app.search.select();
  else if (command === 'help') app.help.showModal();
  else if (command === 'back') history.back();
  else if (command === 'leave') (app.view.grid ? app.view.grid.element : app.main).focus();
  else if (app.view.grid !== undefined) return commandGrid(app.view.grid, command);
  else return moveToLink(app, command);
  return true;
}

/** On a page without a grid, next and previous walk through its links. */
function moveToLink(app, command) {
  const links = [...app.main.querySelectorAll('a[href]')];
  const step = { next: 1, previous: -1 }[command];
  if (links.length === 0 || step === undefined) return false;
  const place = links.indexOf(document.activeElement);
  links[place < 0 ? 0 : Math.max(0, Math.min(links.length - 1, place + step))].focus();
  return true;
}

function readDataSection(name) {
  const element = document.getElementById('data-' + name);
  const text = element.textContent;
  element.remove();
  return text;
}

function showFailure(message) {
  document.getElementById('app').replaceChildren(h('p', { class: 'loading', role: 'alert' }, message));
}

async function start() {
  if (typeof DecompressionStream === 'undefined') {
    showFailure('This browser cannot unpack the data of this page (it has no DecompressionStream). Open the file in Chrome or Edge 103, Firefox 113, Safari 16.4, or later.');
    return;
  }
  try {
    const app = createApp(await loadModel(readDataSection));
    document.getElementById('app').replaceChildren(pageHeader(app), app.main, app.sheet, app.help);
    window.addEventListener('hashchange', () => showRoute(app));
    document.querySelector('.skip').addEventListener('click', (event) => { event.preventDefault(); app.main.focus(); });
    window.addEventListener('beforeprint', () => beforePrint(app, app.sheet));
    window.addEventListener('afterprint', () => afterPrint(app, app.sheet));
    document.addEventListener('keydown', (event) => keyPressed(app, event));
    showRoute(app);
  } catch (fault) {
    showFailure('The data of this page cannot be read; the file may be damaged (' + fault.message + ').');
    throw fault;
  }
}

start();
`;

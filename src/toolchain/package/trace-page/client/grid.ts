/**
 * Browser part: a list of any length of which only the rows in sight are in the document. Roles and row numbers follow
 * the WAI-ARIA grid pattern: the grid has the focus, and names its active row.
 * @implements LLR-VWR-017
 */
export const gridScript = String.raw`
// ---- grid ----
const rowsBeyondSight = 8;
let gridsMade = 0;

/** options: { label, name, columns: [{ title, className, sort, cell(item) }], sort, onSort(sort), addressOf(item) }. */
function createGrid(options) {
  const id = 'grid' + gridsMade++;
  const head = h('div', { class: 'row head', role: 'row', 'aria-rowindex': 1 }, options.columns.map((column, index) => gridHead(options, column, index)));
  const body = h('div', { class: 'rows', role: 'rowgroup' });
  const element = h('div', { class: 'grid cols-' + options.name, role: 'grid', tabindex: 0, 'aria-label': options.label, 'aria-colcount': options.columns.length },
    h('div', { role: 'rowgroup', class: 'headgroup' }, head), body);
  const grid = { id, options, element, body, items: [], active: 0, rowHeight: 32, shown: new Map() };
  element.addEventListener('scroll', () => requestAnimationFrame(() => drawRows(grid)), { passive: true });
  body.addEventListener('click', (event) => clickRow(grid, event));
  new ResizeObserver(() => measureGrid(grid)).observe(element);
  return grid;
}

function gridHead(options, column, index) {
  const sorted = column.sort !== undefined && column.sort === options.sort;
  const content = column.sort === undefined ? column.title
    : h('button', { type: 'button', click: () => options.onSort(column.sort) }, column.title, sorted ? h('span', { 'aria-hidden': 'true' }, ' ▾') : '');
  return h('div', { class: 'cell ' + (column.className || ''), role: 'columnheader', 'aria-colindex': index + 1, 'aria-sort': sorted ? 'ascending' : null }, content);
}

function setGridItems(grid, items, active) {
  grid.items = items;
  grid.active = Math.max(0, Math.min(active || 0, items.length - 1));
  grid.element.setAttribute('aria-rowcount', String(items.length + 1));
  for (const row of grid.shown.values()) row.remove();
  grid.shown.clear();
  measureGrid(grid);
}

/** The height of a row follows the font size and the width of the window; the style sheet decides it. */
function measureGrid(grid) {
  const probe = h('div', { class: 'row', 'aria-hidden': 'true' });
  grid.body.append(probe);
  grid.rowHeight = Math.max(16, probe.getBoundingClientRect().height);
  probe.remove();
  grid.body.style.height = grid.items.length * grid.rowHeight + 'px';
  for (const [index, row] of grid.shown) row.style.top = index * grid.rowHeight + 'px';
  drawRows(grid);
}

function drawRows(grid) {
  const top = grid.element.scrollTop;
  const first = Math.max(0, Math.floor(top / grid.rowHeight) - rowsBeyondSight);
  const last = Math.min(grid.items.length, Math.ceil((top + grid.element.clientHeight) / grid.rowHeight) + rowsBeyondSight);
  for (const [index, row] of grid.shown) {
    if ((index < first || index >= last) && index !== grid.active) {
      row.remove();
      grid.shown.delete(index);
    }
  }
  for (let index = first; index < last; index++) showRow(grid, index);
  if (grid.items.length > 0) showRow(grid, grid.active);
  markActive(grid);
}

function showRow(grid, index) {
  if (grid.shown.has(index)) return;
  const item = grid.items[index];
  const row = h('div', { class: 'row', role: 'row', id: grid.id + '-' + index, 'aria-rowindex': index + 2 },
    grid.options.columns.map((column, place) => h('div', { class: 'cell ' + (column.className || ''), role: 'gridcell', 'aria-colindex': place + 1 }, column.cell(item))));
  row.style.top = index * grid.rowHeight + 'px';
  grid.shown.set(index, row);
  const after = [...grid.shown.keys()].filter((other) => other > index).sort((a, b) => a - b)[0];
  grid.body.insertBefore(row, after === undefined ? null : grid.shown.get(after));
}

function markActive(grid) {
  for (const [index, row] of grid.shown) {
    if (index === grid.active) row.setAttribute('aria-selected', 'true');
    else row.removeAttribute('aria-selected');
  }
  if (grid.items.length > 0) grid.element.setAttribute('aria-activedescendant', grid.id + '-' + grid.active);
  else grid.element.removeAttribute('aria-activedescendant');
}

function clickRow(grid, event) {
  const row = event.target.closest('.row');
  if (row === null || event.target.closest('a, button') !== null) return;
  grid.active = Number(row.getAttribute('aria-rowindex')) - 2;
  openActive(grid);
}

/** The focus leaves the search field first, so that the page that opens receives it. */
function openActive(grid) {
  if (grid.items.length === 0) return;
  grid.element.focus({ preventScroll: true });
  location.hash = grid.options.addressOf(grid.items[grid.active]);
}

/** Carries out a keyboard command; false when it is none of the grid's. */
function commandGrid(grid, command) {
  const page = Math.max(1, Math.floor(grid.element.clientHeight / grid.rowHeight) - 2);
  const steps = { next: 1, previous: -1, 'page-next': page, 'page-previous': -page, first: -grid.items.length, last: grid.items.length };
  if (command === 'open') openActive(grid);
  else if (Object.hasOwn(steps, command)) moveActive(grid, steps[command]);
  else return false;
  return true;
}

function moveActive(grid, step) {
  const fresh = document.activeElement !== grid.element;
  grid.active = Math.max(0, Math.min(grid.items.length - 1, grid.active + (fresh && step === 1 && grid.active === 0 ? 0 : step)));
  if (fresh) grid.element.focus({ preventScroll: true });
  showActive(grid);
}

function showActive(grid) {
  const headHeight = grid.element.querySelector('.head').offsetHeight;
  const top = grid.active * grid.rowHeight;
  const sight = grid.element.clientHeight - headHeight - grid.rowHeight;
  if (top < grid.element.scrollTop) grid.element.scrollTop = top;
  else if (top > grid.element.scrollTop + sight) grid.element.scrollTop = top - sight;
  drawRows(grid);
}
`;

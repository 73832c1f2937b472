/**
 * Browser part: what is printed. A detail page prints its whole chain, a list what is filtered, each up to a stated limit.
 * @implements LLR-VWR-023
 */
export const printScript = String.raw`
// ---- print ----
const rowsPrinted = 1000;

/** A table of the rows of a grid, the first of which says how much of the list it is. */
function printedGrid(grid, scope) {
  const items = grid.items.slice(0, rowsPrinted);
  const cut = items.length < grid.items.length ? 'The first ' + counted(items.length) + ' of ' + counted(grid.items.length) + ' rows, ' : counted(items.length) + ' rows, ';
  const columns = grid.options.columns;
  const numeric = columns.map((column, index) => (column.className === 'number' ? index : -1));
  return table(cut + scope, columns.map((column) => column.title), items.map((item) => columns.map((column) => column.cell(item))), numeric);
}

function printScope(model) {
  const overview = model.overview;
  return h('p', { class: 'printscope' }, overview.project + ' · commit ' + overview.commit + ' · ' + overview.commitDate + ' · verdict ' + overview.verdict + ' · ' + overview.toolVersion);
}

function beforePrint(app, sheet) {
  const view = app.view;
  if (view.expand !== undefined) view.expand();
  sheet.replaceChildren(printScope(app.model), view.printed === undefined ? '' : view.printed());
}

function afterPrint(app, sheet) {
  if (app.view.collapse !== undefined) app.view.collapse();
  sheet.replaceChildren();
}
`;

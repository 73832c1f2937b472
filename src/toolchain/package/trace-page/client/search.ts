/**
 * Browser part: finds items by words and filters. A longer text of the same search looks only through what the shorter
 * one found, so that typing stays instant with 150,000 items.
 * @implements LLR-VWR-011
 */
export const searchScript = String.raw`
// ---- search ----
const statusOrder = ['not-met', 'awaiting', 'unknown', 'planned', 'met', 'not-applicable', ''];
const filterNames = ['kind', 'level', 'module', 'status', 'method'];

/** What a search looks at, prepared once: one lower-case text for each item, and its values for the filters. */
function searchIndexOf(model) {
  const texts = new Array(model.total);
  for (let item = 0; item < model.total; item++) texts[item] = searchTextOf(model, item).toLowerCase();
  return { model, texts, modules: moduleColumnOf(model), orders: new Map(), looked: 0 };
}

function searchTextOf(model, item) {
  const text = idOf(model, item) + '\n' + titleOf(model, item);
  const kind = kindOf(model, item);
  if (kind === 'requirement') return text + '\n' + model.texts.text[item];
  if (kind === 'code') return text;
  return text + '\n' + placeOf(model, item);
}

/** The module of a requirement; of another item, the module of the first requirement it links to. */
function moduleColumnOf(model) {
  const modules = new Array(model.total);
  for (let item = 0; item < model.total; item++) {
    const link = model.upStarts[item];
    const upper = item < model.starts[1] ? item : link < model.upStarts[item + 1] ? model.to[link] : -1;
    modules[item] = upper >= 0 && upper < model.starts[1] ? valueAt(model.requirements.module, upper) : '';
  }
  return modules;
}

function passesFilters(index, item, query) {
  const model = index.model;
  const requirement = item < model.starts[1];
  if (query.kind && kindOf(model, item) !== query.kind) return false;
  if (query.level && !(requirement && valueAt(model.requirements.level, item) === query.level)) return false;
  if (query.module && index.modules[item] !== query.module) return false;
  if (query.status && statusOf(model, item) !== query.status) return false;
  return !query.method || (requirement && listAt(model.requirements.verification, item).includes(query.method));
}

/** All items in the asked order; each order is made once. */
function orderedItems(index, sort) {
  let order = index.orders.get(sort);
  if (order === undefined) index.orders.set(sort, order = newOrder(index, sort));
  return order;
}

function newOrder(index, sort) {
  const model = index.model;
  const order = Array.from({ length: model.total }, (_, item) => item);
  if (sort === 'id') return order;
  const keys = order.map((item) => sortKeyOf(index, item, sort));
  return order.sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b));
}

function sortKeyOf(index, item, sort) {
  const model = index.model;
  if (sort === 'title') return titleOf(model, item);
  if (sort === 'module') return index.modules[item];
  if (sort === 'level') return item < model.starts[1] ? levelRankOf(model, valueAt(model.requirements.level, item)) : 1e6 + kindNumberOf(model, item);
  return statusOrder.indexOf(statusOf(model, item));
}

function levelRankOf(model, name) {
  const rank = model.overview.levels.findIndex((level) => level.name === name);
  return rank < 0 ? model.overview.levels.length : rank;
}

/** A searcher that remembers its last answer. find(query) gives item numbers; an exact id comes first. */
function createSearcher(index) {
  let last = null;
  return function find(query) {
    const text = (query.q || '').toLowerCase();
    const words = text.split(/\s+/).filter((word) => word !== '');
    const same = last !== null && last.sort === query.sort && filterNames.every((name) => (last[name] || '') === (query[name] || ''));
    const narrower = same && text.startsWith(last.text);
    const candidates = narrower ? last.found : orderedItems(index, query.sort || 'status');
    const found = candidates.filter((item) => (narrower || passesFilters(index, item, query)) && hasWords(index.texts[item], words));
    last = { ...query, text, found };
    index.looked = candidates.length;
    return exactFirst(index, found, text.trim());
  };
}

function hasWords(text, words) {
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}

function exactFirst(index, found, text) {
  if (text === '') return found;
  const isExact = (item) => index.texts[item].startsWith(text + '\n');
  const exact = found.filter(isExact);
  return exact.length === 0 ? found : [...exact, ...found.filter((item) => !isExact(item))];
}
`;

/**
 * Browser part: unpacks the data sections and answers for any item, by its number, what it is and what it links to.
 * Items are numbered requirements first, then code units, test cases, evidence, and ids that only links name.
 * @implements LLR-VWR-010
 */
export const dataScript = String.raw`
// ---- data ----
const sectionNames = ['overview', 'requirements', 'texts', 'facts', 'code', 'cases', 'evidence', 'links', 'findings'];
const kinds = ['requirement', 'code', 'case', 'evidence', 'missing'];

/** Unpacks one section: base64 of raw DEFLATE of JSON. */
async function unpacked(base64) {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}

function valueAt(column, row) {
  return column.words === undefined ? column[row] : column.words[column.at[row]];
}

function listAt(column, row) {
  if (column.starts === undefined) column.starts = startsOf(column.counts);
  const values = [];
  for (let place = column.starts[row]; place < column.starts[row + 1]; place++) values.push(valueAt(column.values, place));
  return values;
}

function startsOf(counts) {
  const starts = new Int32Array(counts.length + 1);
  for (let row = 0; row < counts.length; row++) starts[row + 1] = starts[row] + counts[row];
  return starts;
}

function summed(deltas) {
  const values = new Int32Array(deltas.length);
  let value = 0;
  for (let row = 0; row < deltas.length; row++) values[row] = value += deltas[row];
  return values;
}

/** Reads all sections; readSection(name) gives the packed text of one. */
async function loadModel(readSection) {
  const sections = await Promise.all(sectionNames.map((name) => unpacked(readSection(name))));
  const model = {};
  sectionNames.forEach((name, index) => { model[name] = sections[index]; });
  const sizes = [model.requirements.id, model.code.name, model.cases.id, model.evidence.id, model.links.missing];
  model.starts = startsOf(sizes.map((column) => column.length));
  model.total = model.starts[4];
  addLinks(model);
  model.findingsOf = new Map();
  for (let row = 0; row < model.findings.message.length; row++) {
    for (const id of listAt(model.findings.subjects, row)) mapList(model.findingsOf, id).push(row);
  }
  return model;
}

/** Both directions: upper links of item n are upStarts[n]..upStarts[n+1]; lower ones are lowerLinks[downStarts[n]..]. */
function addLinks(model) {
  const from = summed(model.links.from);
  const to = summed(model.links.to);
  const size = model.starts[5];
  const upCounts = new Int32Array(size);
  const downCounts = new Int32Array(size);
  for (let link = 0; link < from.length; link++) {
    upCounts[from[link]]++;
    downCounts[to[link]]++;
  }
  const downStarts = startsOf(downCounts);
  const next = downStarts.slice();
  const lowerLinks = new Int32Array(from.length);
  for (let link = 0; link < from.length; link++) lowerLinks[next[to[link]]++] = link;
  Object.assign(model, { from, to, upStarts: startsOf(upCounts), downStarts, lowerLinks });
}

function mapList(map, key) {
  let list = map.get(key);
  if (list === undefined) map.set(key, list = []);
  return list;
}

/** The links of an item in one direction, as link numbers. */
function linksOf(model, item, direction) {
  const links = [];
  if (direction === 'up') {
    for (let link = model.upStarts[item]; link < model.upStarts[item + 1]; link++) links.push(link);
  } else {
    for (let place = model.downStarts[item]; place < model.downStarts[item + 1]; place++) links.push(model.lowerLinks[place]);
  }
  return links;
}

function kindNumberOf(model, item) {
  let kind = 0;
  while (kind < 4 && item >= model.starts[kind + 1]) kind++;
  return kind;
}

function kindOf(model, item) {
  return kinds[kindNumberOf(model, item)];
}

function rowOf(model, item) {
  return item - model.starts[kindNumberOf(model, item)];
}

function idOf(model, item) {
  const row = rowOf(model, item);
  switch (kindOf(model, item)) {
    case 'requirement': return model.requirements.id[row];
    case 'code': return model.code.name[row];
    case 'case': return model.cases.id[row];
    case 'evidence': return model.evidence.id[row];
    default: return model.links.missing[row];
  }
}

function titleOf(model, item) {
  const row = rowOf(model, item);
  switch (kindOf(model, item)) {
    case 'requirement': return model.requirements.title[row];
    case 'code': return placeOf(model, item);
    case 'case': return model.cases.intent[row];
    case 'evidence': return model.evidence.title[row];
    default: return 'named by a link, but nothing here has this id';
  }
}

/** path:line, or the path alone where an item has no line. */
function placeOf(model, item) {
  const row = rowOf(model, item);
  switch (kindOf(model, item)) {
    case 'requirement': return valueAt(model.facts.path, row) + ':' + model.facts.line[row];
    case 'code': return valueAt(model.code.path, row) + ':' + model.code.line[row];
    case 'case': return valueAt(model.cases.path, row) + ':' + model.cases.line[row];
    case 'evidence': return valueAt(model.evidence.path, row);
    default: return '';
  }
}

const outcomeStatuses = { passed: 'met', failed: 'not-met', skipped: 'unknown', todo: 'planned', 'not-run': 'unknown', stale: 'unknown' };
const verdictStatuses = { pass: 'met', passed: 'met', accepted: 'met', green: 'met', fail: 'not-met', failed: 'not-met', red: 'not-met',
  rejected: 'not-met', awaiting: 'awaiting', 'not-applicable': 'not-applicable', planned: 'planned' };

/** One of the six states, whatever the item's own word is; empty for code, which has no state of its own. */
function statusOf(model, item) {
  const row = rowOf(model, item);
  switch (kindOf(model, item)) {
    case 'requirement': return valueAt(model.requirements.status, row);
    case 'code': return '';
    case 'case': return stateIn(outcomeStatuses, valueAt(model.cases.outcome, row));
    case 'evidence': return stateIn(verdictStatuses, valueAt(model.evidence.verdict, row));
    default: return 'unknown';
  }
}

/** A word that is not in the table is unknown, never green. */
function stateIn(table, word) {
  return Object.hasOwn(table, word) ? table[word] : 'unknown';
}

/** The item's own word for its state: "passed", "stale"; empty where the state's word says it. */
function statusWordOf(model, item) {
  const kind = kindOf(model, item);
  if (kind === 'case') return valueAt(model.cases.outcome, rowOf(model, item)).replace('-', ' ');
  if (kind === 'evidence') return valueAt(model.evidence.verdict, rowOf(model, item));
  return '';
}
`;

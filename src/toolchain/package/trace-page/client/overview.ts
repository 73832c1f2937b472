/**
 * Browser part: the first screen. The verdict, its scope, the three things to do next, then counts by level and module.
 * @implements LLR-VWR-022
 */
export const overviewScript = String.raw`
// ---- overview ----
const verdictMarks = { green: ['met', 'Green'], red: ['not-met', 'Red'], unknown: ['unknown', 'Unknown'] };
const verdictWords = { green: 'Every check of this scope ran and found nothing against it.', red: 'The gate is closed: findings stand against this scope.',
  unknown: 'The gate is closed: a check did not run, and unknown is never green.' };
const stepsShown = 3;
const reasonsShown = 8;

function overviewView(app) {
  const { model } = app;
  const overview = model.overview;
  const [status, word] = Object.hasOwn(verdictMarks, overview.verdict) ? verdictMarks[overview.verdict] : verdictMarks.unknown;
  const element = h('article', { class: 'overview' },
    h('section', { class: 'verdict ' + status }, h('p', { class: 'aside' }, 'Verdict of the gate'), h('h1', { tabindex: -1 }, statusMark(status, word)),
      h('p', {}, verdictWords[overview.verdict] || verdictWords.unknown), cappedList('ul', overview.verdictReasons, reasonsShown, 'reason')),
    h('section', { class: 'next' }, h('h2', {}, 'To do next'), overview.nextSteps.length === 0 ? h('p', { class: 'none' }, 'Nothing is open.') : cappedList('ol', overview.nextSteps, stepsShown, 'step')),
    h('section', { class: 'scope' }, h('h2', {}, 'Scope'), scopeFacts(model)),
    h('section', { class: 'across' }, levelTable(model)),
    h('section', { class: 'across' }, moduleTable(model)), h('section', { class: 'across' }, legend()));
  return { element, title: 'Overview' };
}

function cappedList(tag, texts, limit, noun) {
  const rest = texts.slice(limit);
  const list = (some) => h(tag, {}, some.map((text) => h('li', {}, text)));
  return [list(texts.slice(0, limit)), rest.length === 0 ? '' : h('details', {}, h('summary', {}, plural(rest.length, 'more ' + noun)), h('ul', {}, rest.map((text) => h('li', {}, text))))];
}

function scopeFacts(model) {
  const overview = model.overview;
  const total = (kind) => h('a', { href: hashOf('items', '', { kind }) }, counted(kindTotal(model, kind)));
  return factList([['Project', overview.project], ['Commit', h('span', { class: 'path' }, overview.commit)], ['Date', overview.commitDate], ['Written by', overview.toolVersion],
    ['Requirements', total('requirement')], ['Code units', total('code')], ['Test cases', total('case')], ['Other evidence', total('evidence')],
    ['Links', counted(model.from.length)], ['Findings', h('a', { href: hashOf('findings', '', {}) }, counted(model.findings.message.length))]]);
}

/** A map from "group, state" to the number of requirements, and the groups met. */
function requirementCounts(model, groupOf) {
  const counts = new Map();
  for (let item = 0; item < model.starts[1]; item++) {
    const group = groupOf(item);
    if (!counts.has(group)) counts.set(group, { total: 0 });
    const row = counts.get(group);
    const status = statusOf(model, item);
    row[status] = (row[status] || 0) + 1;
    row.total++;
  }
  return counts;
}

function levelTable(model) {
  const counts = requirementCounts(model, (item) => valueAt(model.requirements.level, item));
  const states = ['not-met', 'awaiting', 'unknown', 'planned', 'met', 'not-applicable'];
  const cell = (level, status) => (counts.get(level)[status] ? h('a', { href: hashOf('items', '', { kind: 'requirement', level, status }) }, counted(counts.get(level)[status])) : '0');
  const levels = [...counts.keys()].sort((a, b) => levelRankOf(model, a) - levelRankOf(model, b));
  const rows = levels.map((level) => [h('a', { href: hashOf('items', '', { kind: 'requirement', level }) }, levelTitle(model, level)), ...states.map((status) => cell(level, status)), counted(counts.get(level).total)]);
  return table('Requirements by level and state', ['Level', ...states.map((status) => statusMark(status)), 'All'], rows, [1, 2, 3, 4, 5, 6, 7]);
}

/** System requirements of each module: met, of those active; and planned. Modules with most still to verify come first. */
function moduleTable(model) {
  const top = model.overview.levels[0]?.name ?? '';
  const system = requirementCounts(model, (item) => (valueAt(model.requirements.level, item) === top ? valueAt(model.requirements.module, item) : null));
  const every = requirementCounts(model, (item) => valueAt(model.requirements.module, item));
  const codes = [...new Set([...model.overview.modules.map((module) => module.code), ...every.keys()])];
  const entries = codes.map((code) => moduleEntry(code, system.get(code) || { total: 0 }, every.get(code) || { total: 0 }));
  entries.sort((a, b) => b.open - a.open || (a.code < b.code ? -1 : 1));
  const rows = entries.map((entry) => [h('a', { href: hashOf('items', '', { kind: 'requirement', module: entry.code }) }, moduleTitle(model, entry.code)),
    counted(entry.verified), counted(entry.active), counted(entry.open), counted(entry.planned), counted(entry.all)]);
  return table('System requirements by module', ['Module', 'Verified', 'of active', 'Still open', 'Planned', 'Requirements of all levels'], rows, [1, 2, 3, 4, 5]);
}

function moduleEntry(code, counts, every) {
  const planned = counts.planned || 0;
  const active = counts.total - planned - (counts['not-applicable'] || 0);
  const verified = counts.met || 0;
  return { code, verified, active, planned, open: active - verified, all: every.total };
}

function legend() {
  return h('p', { class: 'legend' }, h('span', {}, 'States: '), Object.keys(marks).map((status) => [statusMark(status), ' ']));
}
`;

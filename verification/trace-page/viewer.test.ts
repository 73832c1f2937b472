import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';

import type { TracePageInput } from '../../src/toolchain/package/trace-page/input.js';
import { viewerScript } from '../../src/toolchain/package/trace-page/viewer-script.js';
import { PlainNode } from '../support/plain-document.js';
import { testCase } from '../support/test-case.js';
import { hostileText, markupText, tinyTrace, traceSample } from '../support/trace-page-sample.js';
import { loadViewer, type Model, readBack, type Viewer, viewerGlobals } from '../support/trace-page-viewer.js';

const every = (model: Model): number[] => Array.from({ length: model.total }, (_, item) => item);
const route = (page: string, query: Readonly<Record<string, string>> = {}): unknown => ({ page, id: '', query });
const itemOf = (viewer: Viewer, model: Model, id: string): number => every(model).find((item) => viewer.idOf(model, item) === id) ?? -1;

/** The ids reachable from an id, by repeated union over the input: slow, and written without the viewer. */
function reachable(input: TracePageInput, start: string, direction: 'up' | 'down'): string[] {
  const pairs = [
    ...input.requirements.flatMap((item) => item.parents.map((to) => [item.id, to])),
    ...input.codeUnits.flatMap((item) => item.implements.map((to) => [item.name, to])),
    ...input.testCases.flatMap((item) => item.verifies.map((to) => [item.id, to])),
    ...input.evidence.flatMap((item) => item.requirements.map((to) => [item.id, to])),
  ].map(([lower, upper]) => (direction === 'up' ? [lower, upper] : [upper, lower]));
  const reached = new Set([start]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const [near = '', far = ''] of pairs) if (reached.has(near)) reached.add(far);
  }
  reached.delete(start);
  return [...reached].sort();
}

testCase(
  {
    id: 'TC-VWR-010-01',
    verifies: ['LLR-VWR-010', 'HLR-VWR-009'],
    kind: 'normal',
    intent: 'answers for each item what the input said of it',
  },
  async (t) => {
    const { viewer, model } = await readBack(tinyTrace());
    const answers = every(model).map((item) =>
      [viewer.kindOf(model, item), viewer.idOf(model, item), viewer.placeOf(model, item), viewer.statusOf(model, item)].join(' '),
    );
    t.same(answers.slice(3), [
      'code Regulator.release src/net/regulator.ts:10 ',
      'case TC-NET-001-01 verification/net/regulator.test.ts:7 not-met',
      'evidence PO-NET-001 verification/proofs/gap.smt2 met',
    ]);
    t.same(
      every(model)
        .slice(0, 3)
        .map((item) => `${viewer.idOf(model, item)} ${viewer.statusOf(model, item)}`),
      ['HLR-NET-001 not-met', 'LLR-NET-001 met', 'SYS-NET-001 awaiting'],
    );
  },
);

testCase(
  {
    id: 'TC-VWR-010-02',
    verifies: ['LLR-VWR-010', 'HLR-VWR-009'],
    kind: 'robustness',
    intent: 'shows a word of state that it does not know as unknown',
  },
  async (t) => {
    const input = tinyTrace();
    const { viewer, model } = await readBack({ ...input, evidence: input.evidence.map((item) => ({ ...item, verdict: 'constructor' })) });
    t.equal(viewer.statusOf(model, itemOf(viewer, model, 'PO-NET-001')), 'unknown');
    t.equal(viewer.statusMark('toString').textContent, '? unknown');
    t.equal(viewer.statusMark('not-met').textContent, '✗ not met');
  },
);

testCase(
  {
    id: 'TC-VWR-011-01',
    verifies: ['LLR-VWR-011', 'HLR-VWR-004'],
    kind: 'normal',
    intent: 'finds what an exhaustive look through the input finds',
  },
  async (t) => {
    const input = traceSample(300);
    const { viewer, model } = await readBack(input);
    const find = viewer.createSearcher(viewer.searchIndexOf(model));
    const expected = input.requirements
      .filter(
        (item) =>
          item.level === 'low-level' &&
          item.verification.includes('proof') &&
          ['gap', 'delay'].every((word) => `${item.id} ${item.title} ${item.text}`.toLowerCase().includes(word)),
      )
      .map((item) => item.id)
      .sort();
    const found = find({ kind: 'requirement', level: 'low-level', method: 'proof', q: 'DELAY gap' }).map((item) =>
      viewer.idOf(model, item),
    );
    t.same([...found].sort(), expected);
    t.ok(expected.length > 1, `${expected.length} items`);
    const states = ['not-met', 'awaiting', 'unknown', 'planned', 'met', 'not-applicable'];
    const ranks = Array.from(find({ kind: 'requirement' }), (item) => states.indexOf(viewer.statusOf(model, item)));
    t.same(
      ranks,
      [...ranks].sort((a, b) => a - b),
    );
    const wanted = input.requirements[77]?.id ?? '';
    t.equal(viewer.idOf(model, find({ q: wanted.toLowerCase() })[0] ?? -1), wanted);
  },
);

testCase(
  {
    id: 'TC-VWR-011-02',
    verifies: ['LLR-VWR-011', 'HLR-VWR-004'],
    kind: 'robustness',
    intent: 'gives the same answer letter by letter as at once, and looks only through the last answer',
  },
  async (t) => {
    const { viewer, model } = await readBack(traceSample(300));
    const index = viewer.searchIndexOf(model);
    const typed = viewer.createSearcher(index);
    let last = model.total;
    for (const q of ['d', 'de', 'delay', 'delay ', 'delay j', 'delay ji']) {
      const found = typed({ q });
      t.ok(index.looked <= last, 'looks no further than before');
      last = found.length;
      t.same(Array.from(found), Array.from(viewer.createSearcher(index)({ q })));
    }
    t.same([typed({ q: '[(.*' }).length, typed({ q: '   ' }).length, typed({ q: '', module: 'nothing' }).length], [0, model.total, 0]);
  },
);

testCase(
  {
    id: 'TC-VWR-012-01',
    verifies: ['LLR-VWR-012', 'HLR-VWR-003'],
    kind: 'normal',
    intent: 'reaches in both directions what repeated union over the input reaches',
  },
  async (t) => {
    const input = traceSample(120);
    const { viewer, model } = await readBack(input);
    for (const item of every(model).filter((number) => number % 17 === 0)) {
      for (const direction of ['up', 'down'] as const) {
        const reached = new Set(Array.from(viewer.chainLines(model, item, direction), (line) => viewer.idOf(model, line.item)));
        t.same([...reached].sort(), reachable(input, viewer.idOf(model, item), direction), `${viewer.idOf(model, item)} ${direction}`);
      }
    }
  },
);

testCase(
  {
    id: 'TC-VWR-012-02',
    verifies: ['LLR-VWR-012', 'HLR-VWR-003'],
    kind: 'robustness',
    intent: 'ends on cycles and shows each link once in any graph',
  },
  async (t) => {
    const [template] = tinyTrace().requirements;
    if (template === undefined) throw new Error('the sample has changed');
    const graph = fc.array(fc.array(fc.nat(7), { maxLength: 5 }), { minLength: 1, maxLength: 8 });
    const property = fc.asyncProperty(graph, async (parents) => {
      const requirements = parents.map((above, index) => ({ ...template, id: `R${index}`, parents: above.map((number) => `R${number}`) }));
      const { viewer, model } = await readBack({
        ...tinyTrace(),
        requirements,
        codeUnits: [],
        testCases: [],
        evidence: [],
        links: [],
        findings: [],
      });
      const lines = viewer.chainLines(model, 0, 'up');
      const links = Array.from(lines, (line) => line.link);
      const steps = lines.every((line, index) => line.depth <= (lines[index - 1]?.depth ?? -1) + 1);
      return new Set(links).size === links.length && steps;
    });
    await t.resolves(fc.assert(property, { numRuns: 60 }));
  },
);

testCase(
  {
    id: 'TC-VWR-013-01',
    verifies: ['LLR-VWR-013', 'HLR-VWR-005'],
    kind: 'normal',
    intent: 'pairs two sets, through the items between them, in both directions',
  },
  async (t) => {
    const input = traceSample(120);
    const { viewer, model } = await readBack(input);
    const expected = input.requirements
      .filter((item) => item.level === 'system')
      .flatMap((item) =>
        reachable(input, item.id, 'down')
          .filter((id) => id.startsWith('TC-'))
          .map((id) => `${item.id} ${id}`),
      )
      .sort();
    const down = viewer.matrixPairs(model, 'level:system', 'case');
    const names = (pairs: typeof down.pairs): string[] =>
      Array.from(pairs)
        .filter((pair) => pair.target >= 0)
        .map((pair) => `${viewer.idOf(model, pair.row)} ${viewer.idOf(model, pair.target)}`);
    t.same(names(down.pairs).sort(), expected);
    const up = viewer.matrixPairs(model, 'case', 'level:system');
    t.same(
      names(up.pairs)
        .map((name) => name.split(' ').reverse().join(' '))
        .sort(),
      expected,
    );
    t.equal(up.rowCount, input.testCases.length);
  },
);

testCase(
  {
    id: 'TC-VWR-013-02',
    verifies: ['LLR-VWR-013', 'HLR-VWR-005'],
    kind: 'robustness',
    intent: 'puts rows without a partner first, gives the weakest review, and stops at the limit',
  },
  async (t) => {
    const { viewer, model } = await readBack(tinyTrace());
    t.same(
      Array.from(viewer.matrixPairs(model, 'level:system', 'code').pairs, (pair) => pair.review),
      ['suspect'],
    );
    t.same(
      Array.from(viewer.matrixPairs(model, 'level:system', 'level:none').pairs, (pair) => pair.target),
      [-1],
    );
    const [template] = tinyTrace().requirements;
    if (template === undefined) throw new Error('the sample has changed');
    const above = Array.from({ length: 500 }, (_, number) => ({ ...template, id: `S${number}`, parents: [] }));
    const below = Array.from({ length: 500 }, (_, number) => ({
      ...template,
      id: `T${number}`,
      level: 'high-level',
      parents: above.map((item) => item.id),
    }));
    const wide = await readBack({
      ...tinyTrace(),
      requirements: [...above, ...below],
      codeUnits: [],
      testCases: [],
      evidence: [],
      links: [],
      findings: [],
    });
    const cut = wide.viewer.matrixPairs(wide.model, 'level:system', 'level:high-level');
    t.same([cut.cut, cut.pairs.length, cut.rowCount], [true, 200_000, 400]);
  },
);

testCase(
  { id: 'TC-VWR-014-01', verifies: ['LLR-VWR-014'], kind: 'normal', intent: 'reads back the address it wrote, for any text' },
  (t) => {
    const viewer = loadViewer();
    t.equal(viewer.hashOf('r', 'HLR-AFDX-003', {}), '#/r/HLR-AFDX-003');
    const property = fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1 }), (id, text) => {
      const read = viewer.routeOf(viewer.hashOf('c', id, { q: text }));
      return read.page === 'c' && read.id === id && read.query['q'] === text;
    });
    t.doesNotThrow(() => fc.assert(property));
  },
);

testCase(
  {
    id: 'TC-VWR-014-02',
    verifies: ['LLR-VWR-014'],
    kind: 'robustness',
    intent: 'reads an address that cannot be decoded as the overview, and writes a lone surrogate',
  },
  (t) => {
    const viewer = loadViewer();
    for (const address of ['', '#', '#/', '#/r/%E0%A4%A', '#/items?q=%', '#/%'])
      t.match(viewer.routeOf(address), { page: '', id: '' }, address);
    t.equal(viewer.hashOf('r', 'a\ud800b', {}), '#/r/a%EF%BF%BDb');
  },
);

testCase(
  { id: 'TC-VWR-015-01', verifies: ['LLR-VWR-015', 'HLR-VWR-008'], kind: 'normal', intent: 'gives each documented key its command' },
  (t) => {
    const { commandOf } = loadViewer();
    const inList = ['/', '?', 'j', 'k', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'Enter', 'Backspace'].map((key) =>
      commandOf(key, false, 'list', true),
    );
    t.same(inList, [
      'search',
      'help',
      'next',
      'previous',
      'next',
      'previous',
      'page-next',
      'page-previous',
      'first',
      'last',
      'open',
      'back',
    ]);
    t.same(
      [commandOf('Escape', false, 'search', true), commandOf('Enter', false, 'search', true), commandOf('ArrowDown', false, 'chain', true)],
      ['leave', 'open', 'next'],
    );
  },
);

testCase(
  {
    id: 'TC-VWR-015-02',
    verifies: ['LLR-VWR-015', 'HLR-VWR-008'],
    kind: 'robustness',
    intent: "leaves to the browser what is typed, modified, switched off or a control's own",
  },
  (t) => {
    const { commandOf } = loadViewer();
    t.same(
      [
        commandOf('j', true, 'list', true),
        commandOf('j', false, 'field', true),
        commandOf('j', false, 'search', true),
        commandOf('Backspace', false, 'search', true),
      ],
      ['', '', '', ''],
    );
    t.same(
      [
        commandOf('j', false, 'list', false),
        commandOf('ArrowDown', false, 'list', false),
        commandOf('Enter', false, 'control', true),
        commandOf('ArrowDown', false, 'page', true),
      ],
      ['', 'next', '', ''],
    );
    t.same([commandOf('constructor', false, 'list', true), commandOf('__proto__', false, 'search', true)], ['', '']);
  },
);

testCase(
  {
    id: 'TC-VWR-016-02',
    verifies: ['LLR-VWR-016', 'HLR-VWR-006'],
    kind: 'robustness',
    intent: 'makes no element, address or handler out of markup in the project',
  },
  async (t) => {
    const { viewer, app } = await readBack(hostileText(tinyTrace()));
    const view = viewer.requirementView(app, `${markupText}LLR-NET-001`);
    t.match(view.element.textContent, '</script><img src=x onerror=');
    t.equal(view.element.querySelectorAll('img').length, 0);
    t.ok(view.element.querySelectorAll('a').every((link) => link.getAttribute('href')?.startsWith('#/') === true));
  },
);

testCase(
  {
    id: 'TC-VWR-017-01',
    verifies: ['LLR-VWR-017', 'HLR-VWR-008'],
    kind: 'normal',
    intent: 'keeps few rows of a long list, numbers them, and moves by commands',
  },
  (t) => {
    const viewer = loadViewer();
    const grid = viewer.createGrid({
      label: 'Items',
      name: 'all',
      columns: [{ title: 'Id', cell: (item: number) => `item ${item}` }],
      sort: '',
      addressOf: () => '#/',
    });
    viewer.setGridItems(
      grid,
      Array.from({ length: 50_000 }, (_, index) => index),
      0,
    );
    t.equal(grid.element.getAttribute('aria-rowcount'), '50001');
    grid.element.scrollTop = 32 * 25_000;
    viewer.drawRows(grid);
    const rows = grid.body.querySelectorAll('.row');
    t.ok(rows.length < 200 && rows.length >= 640 / 32, `${rows.length} rows`);
    t.ok(rows.some((row) => row.getAttribute('aria-rowindex') === '25002' && row.textContent === 'item 25000'));
    const order = rows.map((row) => Number(row.getAttribute('aria-rowindex')));
    t.same(
      order,
      [...order].sort((a, b) => a - b),
      'in the order that a screen reader reads',
    );
  },
);

testCase(
  {
    id: 'TC-VWR-017-02',
    verifies: ['LLR-VWR-017', 'HLR-VWR-008'],
    kind: 'robustness',
    intent: 'stays within an empty list and at both ends of a short one',
  },
  (t) => {
    const viewer = loadViewer();
    const grid = viewer.createGrid({
      label: 'Items',
      name: 'all',
      columns: [{ title: 'Id', cell: String }],
      sort: '',
      addressOf: () => '#/',
    });
    viewer.setGridItems(grid, [], 5);
    t.ok(viewer.commandGrid(grid, 'next') && viewer.commandGrid(grid, 'open'));
    t.equal(grid.element.getAttribute('aria-activedescendant'), null);
    viewer.setGridItems(grid, [7, 8, 9], 0);
    for (const [command, active] of [
      ['last', 2],
      ['next', 2],
      ['page-previous', 0],
      ['previous', 0],
    ] as const) {
      viewer.commandGrid(grid, command);
      t.equal(grid.active, active, command);
    }
    t.notOk(viewer.commandGrid(grid, 'leave'));
  },
);

testCase(
  {
    id: 'TC-VWR-018-01',
    verifies: ['LLR-VWR-018', 'HLR-VWR-004', 'HLR-VWR-005'],
    kind: 'normal',
    intent: 'asks the address for every change of filter, order and direction',
  },
  async (t) => {
    const { viewer, app, changes } = await readBack(tinyTrace());
    const list = viewer.itemsView(app, route('items', { kind: 'requirement', status: 'not-met' }));
    t.match(list.element.querySelector('.count')?.textContent, '1 of 3 shown');
    list.element.querySelectorAll('select')[1]?.listeners.get('change')?.({ target: { value: 'system' } });
    list.element.querySelectorAll('button')[1]?.listeners.get('click')?.({});
    const matrix = viewer.matrixView(app, route('matrix', { rows: 'level:system', columns: 'code' }));
    matrix.element.querySelector('.plain')?.listeners.get('click')?.({});
    t.same(JSON.parse(JSON.stringify(changes)), [{ level: 'system' }, { sort: 'id' }, { rows: 'code', columns: 'level:system' }]);
  },
);

testCase(
  {
    id: 'TC-VWR-018-02',
    verifies: ['LLR-VWR-018', 'HLR-VWR-004', 'HLR-VWR-005'],
    kind: 'robustness',
    intent: 'shows an empty list for a filter, set or kind that does not exist',
  },
  async (t) => {
    const { viewer, app } = await readBack(tinyTrace());
    const list = viewer.itemsView(app, route('items', { kind: 'constructor', sort: '__proto__', level: 'x' }));
    t.equal(list.grid?.element.getAttribute('aria-rowcount'), '1');
    const matrix = viewer.matrixView(app, route('matrix', { rows: 'no', columns: 'such' }));
    t.match(matrix.element.textContent, '0 of 0 rows have a partner');
  },
);

testCase(
  { id: 'TC-VWR-019-01', verifies: ['LLR-VWR-019', 'HLR-VWR-003'], kind: 'normal', intent: 'shows everything about one requirement' },
  async (t) => {
    const { viewer, app } = await readBack(tinyTrace());
    const text = viewer.requirementView(app, 'LLR-NET-001').element.textContent;
    const [requirement] = tinyTrace().requirements.filter((item) => item.id === 'LLR-NET-001');
    const wanted = [
      requirement?.text,
      requirement?.rationale,
      requirement?.safetyNote,
      requirement?.fingerprint,
      requirement?.statusReason,
      requirement?.history[0]?.subject,
      'a note on the regulator',
      'HLR-NET-001',
      'SYS-NET-001',
      'link suspect',
      'link accepted (B. Reader)',
      'src/net/regulator.ts:10',
      'verification/net/regulator.test.ts:7',
      'failed',
      'record-1',
      'PO-NET-001',
    ];
    t.same(
      wanted.filter((part) => part === undefined || !text.includes(part)),
      [],
    );
    const upper = viewer.requirementView(app, 'SYS-NET-001').element.textContent;
    t.ok(
      upper.includes('docs/mission.md, lines 12-14') && viewer.requirementView(app, 'HLR-NET-001').element.textContent.includes('priority'),
    );
  },
);

testCase(
  {
    id: 'TC-VWR-019-02',
    verifies: ['LLR-VWR-019'],
    kind: 'robustness',
    intent: 'shows both of two requirements with one id, and one without any text',
  },
  async (t) => {
    const input = tinyTrace();
    const bare = {
      ...input.requirements[0],
      id: 'SYS-NET-001',
      title: '',
      text: '',
      rationale: '',
      history: [],
      sources: [],
      attributes: {},
    } as TracePageInput['requirements'][number];
    const { viewer, app } = await readBack({ ...input, requirements: [...input.requirements, bare] });
    const view = viewer.requirementView(app, 'SYS-NET-001');
    t.equal(view.element.querySelectorAll('h1').length, 2);
    t.match(view.element.textContent, '(no text)');
  },
);

testCase(
  {
    id: 'TC-VWR-020-01',
    verifies: ['LLR-VWR-020', 'HLR-VWR-003'],
    kind: 'normal',
    intent: 'leads up from a case, a proof and a code file',
  },
  async (t) => {
    const { viewer, app } = await readBack(tinyTrace());
    for (const view of [
      viewer.caseView(app, 'TC-NET-001-01'),
      viewer.evidenceView(app, 'PO-NET-001'),
      viewer.fileView(app, 'src/net/regulator.ts', {}),
    ]) {
      const ids = view.element.querySelectorAll('a').map((link) => link.textContent);
      t.same(
        ['LLR-NET-001', 'HLR-NET-001', 'SYS-NET-001'].filter((id) => !ids.includes(id)),
        [],
      );
    }
  },
);

testCase(
  {
    id: 'TC-VWR-020-02',
    verifies: ['LLR-VWR-020'],
    kind: 'robustness',
    intent: 'says of an id that nothing carries who names it, and divides a file of many units',
  },
  async (t) => {
    const input = tinyTrace();
    const units = Array.from({ length: 250 }, (_, index) => ({
      ...input.codeUnits[0],
      name: `unit${index}`,
      line: index + 1,
      implements: ['LLR-GONE-001'],
    })) as unknown as TracePageInput['codeUnits'];
    const { viewer, app } = await readBack({ ...input, codeUnits: units });
    t.match(viewer.missingView(app, 'LLR-GONE-001').element.textContent, /Links name this id[\s\S]*unit249/);
    t.match(viewer.requirementView(app, 'constructor').element.textContent, 'No item and no link has this id');
    const file = viewer.fileView(app, 'src/net/regulator.ts', { line: '120' }).element;
    t.equal(file.querySelectorAll('.unit').length, 100);
    t.match(file.textContent, /101–200 of 250[\s\S]*unit119/);
  },
);

testCase(
  { id: 'TC-VWR-021-01', verifies: ['LLR-VWR-021'], kind: 'normal', intent: 'shows errors before notes, with place, reason and remedy' },
  async (t) => {
    const { viewer, app } = await readBack(tinyTrace());
    const entries = viewer
      .findingsView(app, route('findings'))
      .element.querySelectorAll('.finding')
      .map((entry) => entry.textContent);
    t.match(entries[0], /error TRC-104.*requirements\/net\.yaml:41:5.*its only case fails.*mend the regulator.*HLR-NET-001/);
    t.match(entries[1], 'note TRC-301');
  },
);

testCase(
  {
    id: 'TC-VWR-021-02',
    verifies: ['LLR-VWR-021'],
    kind: 'robustness',
    intent: 'shows a hundred of many findings, from any address, and none of none',
  },
  async (t) => {
    const input = tinyTrace();
    const many = Array.from({ length: 1_050 }, (_, index) => ({
      code: 'TRC-1',
      severity: 'error' as const,
      message: `finding ${index}`,
      why: '',
      fix: '',
    }));
    const { viewer, app } = await readBack({ ...input, findings: many });
    for (const [from, shown] of [
      ['0', 100],
      ['1000', 50],
      ['-1', 100],
      ['99999999999', 100],
      ['x', 100],
    ] as const) {
      t.equal(viewer.findingsView(app, route('findings', { from })).element.querySelectorAll('.finding').length, shown, from);
    }
    const empty = await readBack({ ...input, findings: [] });
    t.match(empty.viewer.findingsView(empty.app, route('findings')).element.textContent, 'No finding.');
  },
);

testCase(
  {
    id: 'TC-VWR-022-01',
    verifies: ['LLR-VWR-022', 'HLR-VWR-009'],
    kind: 'normal',
    intent: 'opens with verdict, scope, three steps and the table of modules',
  },
  async (t) => {
    const input = traceSample(300);
    const { viewer, app } = await readBack(input);
    const element = viewer.overviewView(app).element;
    t.match(element.textContent, '✗ Red');
    for (const text of [input.commit, input.project, input.commitDate, input.toolVersion, ...input.verdictReasons])
      t.ok(element.textContent.includes(text), text);
    t.same(
      element
        .querySelector('ol')
        ?.querySelectorAll('li')
        .map((step) => step.textContent),
      input.nextSteps.slice(0, 3),
    );
    const system = input.requirements.filter((item) => item.level === 'system' && item.module === 'AFDX');
    const counted = (status: string): number => system.filter((item) => item.status === status).length;
    const active = system.length - counted('planned') - counted('not-applicable');
    const row = element.querySelectorAll('tr').find((line) => line.textContent.startsWith('AFDX'));
    t.same(
      row?.children.slice(1, 5).map((cell) => cell.textContent),
      [counted('met'), active, active - counted('met'), counted('planned')].map(String),
    );
  },
);

testCase(
  {
    id: 'TC-VWR-022-02',
    verifies: ['LLR-VWR-022', 'HLR-VWR-009'],
    kind: 'robustness',
    intent: 'shows an empty project, an unknown verdict and an unnamed module',
  },
  async (t) => {
    const empty = await readBack({ ...traceSample(0), verdict: 'unknown', levels: [], modules: [], nextSteps: [] });
    t.match(empty.viewer.overviewView(empty.app).element.textContent, /\? Unknown[\s\S]*Nothing is open/);
    const { viewer, app } = await readBack({ ...tinyTrace(), modules: [], levels: [] });
    t.match(viewer.overviewView(app).element.textContent, 'NET');
  },
);

testCase(
  { id: 'TC-VWR-023-01', verifies: ['LLR-VWR-023'], kind: 'normal', intent: 'prints every row that is filtered, and the whole chain' },
  async (t) => {
    const { viewer, app } = await readBack(traceSample(1_000));
    const list = viewer.itemsView(app, route('items', { kind: 'requirement', level: 'system' }));
    t.equal(list.printed?.().querySelectorAll('tr').length, 35, '34 rows and the head');
    const view = viewer.requirementView(app, 'SYS-AFDX-004');
    const shown = view.element.querySelectorAll('.entry').length;
    view.expand?.();
    t.ok(view.element.querySelectorAll('.entry').length >= shown);
    t.notMatch(view.element.textContent, 'not shown');
  },
);

testCase(
  {
    id: 'TC-VWR-023-02',
    verifies: ['LLR-VWR-023'],
    kind: 'robustness',
    intent: 'says how much is left out beyond 1,000 rows or 5,000 lines',
  },
  async (t) => {
    const input = tinyTrace();
    const testCases = Array.from({ length: 6_000 }, (_, index) => ({
      ...input.testCases[0],
      id: `TC-${index}`,
    })) as unknown as TracePageInput['testCases'];
    const { viewer, app } = await readBack({ ...input, testCases });
    t.match(viewer.itemsView(app, route('items', { kind: 'case' })).printed?.().textContent, 'The first 1,000 of 6,000 rows');
    const view = viewer.requirementView(app, 'LLR-NET-001');
    view.expand?.();
    t.match(view.element.textContent, '1,002 lines of this chain are not shown');
    view.collapse?.();
    t.ok(view.element.querySelectorAll('.entry').length <= 302);
  },
);

testCase(
  { id: 'TC-VWR-024-01', verifies: ['LLR-VWR-024'], kind: 'normal', intent: 'names the browsers that can read it when this one cannot' },
  (t) => {
    const place = new PlainNode('div');
    const globals = viewerGlobals();
    globals['DecompressionStream'] = undefined;
    Object.assign(globals['document'] as object, { getElementById: () => place });
    runInContext(viewerScript, createContext(globals));
    t.match(place.textContent, /DecompressionStream.*Firefox 113/);
    t.equal(place.children[0]?.getAttribute('role'), 'alert');
  },
);

testCase(
  {
    id: 'TC-VWR-024-02',
    verifies: ['LLR-VWR-024', 'HLR-VWR-001'],
    kind: 'robustness',
    intent: 'refuses data that is damaged, cut short or not its own',
  },
  async (t) => {
    const viewer = loadViewer();
    for (const text of ['', '****', 'AAAA', 'eyJ4IjoxfQ=='])
      await t.rejects(
        viewer.loadModel(() => text),
        text,
      );
  },
);

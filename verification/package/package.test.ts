import { createHash } from 'node:crypto';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { productBytes } from '../../src/toolchain/evidence/evidence-store.js';
import type { DigestedItem } from '../../src/toolchain/evidence/record.js';
import { runProcedures } from '../../src/toolchain/evidence/run-procedures.js';
import { indexPage } from '../../src/toolchain/package/index-page.js';
import { packageFilesOf } from '../../src/toolchain/package/package-files.js';
import { nextSteps, summaryOf, verdictReasons } from '../../src/toolchain/package/summary.js';
import { tracePageInputOf, workingTreeName } from '../../src/toolchain/package/trace-page-input.js';
import type { LoadedProject } from '../../src/toolchain/project/load-project.js';
import { gateOf } from '../../src/toolchain/trace/gate.js';
import { standingsOf } from '../../src/toolchain/trace/standing.js';
import { type ProjectTexts, projectIn, sampleProject, temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

const hostile = '</script><img src=x onerror=alert(1)> & "quoted" ]]> |';

/** A project after its procedures ran, and what a package is made from. */
async function certified(root: string): Promise<{ readonly project: LoadedProject; readonly frame: Parameters<typeof packageFilesOf>[1] }> {
  const before = await projectIn(root);
  const world = {
    files: new NodeFiles(root),
    processes: new NodeProcesses(root),
    environment: { runtime: 'fixed' },
    progress: () => undefined,
  };
  const done = await runProcedures(before.graph, before.runs, world);
  const project = await projectIn(root);
  const gate = gateOf(project.graph, [...project.diagnostics, ...done.diagnostics]);
  const commit = { commit: '0123456789ab', date: '2030-01-02', author: 'A. Person', subject: 'write it' };
  const frame = {
    commit: 'f'.repeat(40),
    commitDate: '2030-01-02',
    toolVersion: '0.0.0',
    environment: { runtime: 'fixed' },
    gate,
    standings: standingsOf(project.graph, gate.findings),
    productOf: (product: DigestedItem) => productBytes(product, new NodeFiles(root)),
    blameOf: () => [undefined, undefined, undefined, ...Array.from({ length: 5 }, () => commit)],
    readme: 'What this folder holds.\n',
  };
  return { project, frame };
}

function withText(texts: ProjectTexts, replacement: string): ProjectTexts {
  const high = texts['requirements/high.yaml'] ?? '';
  return { ...texts, 'requirements/high.yaml': high.replace(/text: .*/, `text: ${JSON.stringify(`The unit shall add ${replacement}.`)}`) };
}

testCase(
  {
    id: 'TC-PKG-005-01',
    verifies: ['LLR-PKG-005', 'HLR-PKG-001', 'HLR-PKG-002'],
    kind: 'normal',
    intent: 'writes the same bytes in two folders, each file listed with its digest',
  },
  async (t) => {
    const built = [];
    for (const root of [temporaryFolder(t, sampleProject), temporaryFolder(t, sampleProject)]) {
      const { project, frame } = await certified(root);
      t.equal(frame.gate.verdict, 'green', JSON.stringify(frame.gate.findings));
      built.push((await packageFilesOf(project, frame)).files);
    }
    const [first, second] = built;
    t.same([...(first ?? [])], [...(second ?? [])]);
    const paths = [...(first ?? new Map<string, string>()).keys()];
    for (const path of [
      'index.html',
      'trace.html',
      'matrices/down.csv',
      'requirements/requirements.reqif',
      'gate.json',
      'gate.sarif',
      'README.md',
    ]) {
      t.ok(paths.includes(path), path);
    }
    const sums = new Map((first?.get('SHA256SUMS') ?? '').split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
    const listed = (first?.get('SHA256SUMS') ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(66));
    t.same(listed, paths.filter((path) => path !== 'SHA256SUMS').sort());
    for (const path of paths) {
      if (path === 'SHA256SUMS') continue;
      const digest = createHash('sha256')
        .update(first?.get(path) ?? '')
        .digest('hex');
      t.equal(sums.get(path), digest, path);
      if (path.startsWith('evidence/')) t.equal(path, `evidence/${digest}.json`);
    }
    t.ok(paths.some((path) => path.startsWith('evidence/')));
  },
);

testCase(
  {
    id: 'TC-PKG-005-02',
    verifies: ['LLR-PKG-005', 'HLR-PKG-001', 'HLR-PKG-002'],
    kind: 'robustness',
    intent: 'writes a package of a project without evidence, repository and note, and another one when a text differs by a word',
  },
  async (t) => {
    const bare = await projectIn(temporaryFolder(t, sampleProject));
    const gate = gateOf(bare.graph, bare.diagnostics);
    const { frame } = await certified(temporaryFolder(t, sampleProject));
    const without = { ...frame, gate, standings: standingsOf(bare.graph, gate.findings), commitDate: '', blameOf: () => [], readme: '' };
    const files = (await packageFilesOf(bare, without)).files;
    t.equal(gate.verdict, 'red');
    t.notOk(files.has('README.md'));
    t.notOk([...files.keys()].some((path) => path.startsWith('evidence/')));
    const changed = await certified(temporaryFolder(t, withText(sampleProject, 'two numbers')));
    const other = (await packageFilesOf(changed.project, changed.frame)).files;
    const same = (await packageFilesOf((await certified(temporaryFolder(t, sampleProject))).project, frame)).files;
    t.not(other.get('SHA256SUMS'), same.get('SHA256SUMS'));
    t.not(workingTreeName('c', ['a']), workingTreeName('c', ['b']));
  },
);

testCase(
  {
    id: 'TC-PKG-001-01',
    verifies: ['LLR-PKG-001'],
    kind: 'normal',
    intent: 'hands requirements, units, cases, links and history to the trace page',
  },
  async (t) => {
    const { project, frame } = await certified(temporaryFolder(t, sampleProject));
    const page = tracePageInputOf(project, { ...frame, nextSteps: [], verdictReasons: [] });
    t.same(
      page.requirements.map((entry) => [entry.id, entry.status]),
      [
        ['HLR-DEMO-001', 'met'],
        ['LLR-DEMO-001', 'met'],
      ],
    );
    t.same(
      page.requirements[0]?.history.map((commit) => commit.author),
      ['A. Person'],
    );
    t.same(
      page.codeUnits.map((unit) => [unit.name, unit.path, unit.implements]),
      [['add', 'src/add.mjs', ['LLR-DEMO-001']]],
    );
    t.match(page.codeUnits[0]?.excerpt, /return a \+ b/);
    t.same(
      page.testCases.map((entry) => entry.outcome),
      ['passed', 'passed'],
    );
    t.match(page.testCases[0]?.record, /^[0-9a-f]{64}$/);
    t.same(
      page.links.filter((link) => link.kind === 'implements').map((link) => [link.from, link.review]),
      [['src/add.mjs#add', 'not-reviewed']],
    );
    t.equal(page.findings.length, 0);
  },
);

testCase(
  {
    id: 'TC-PKG-001-02',
    verifies: ['LLR-PKG-001'],
    kind: 'robustness',
    intent: 'shows a requirement declared twice once, a failed case as failed, and the finding on it',
  },
  async (t) => {
    const high = sampleProject['requirements/high.yaml'] ?? '';
    const root = temporaryFolder(t, { ...sampleProject, 'requirements/again.yaml': high, 'broken.txt': '' });
    const { project, frame } = await certified(root);
    const page = tracePageInputOf(project, { ...frame, nextSteps: [], verdictReasons: [] });
    t.equal(page.requirements.filter((entry) => entry.id === 'HLR-DEMO-001').length, 1);
    t.same(
      page.testCases.map((entry) => entry.outcome),
      ['passed', 'failed'],
    );
    t.ok(page.findings.some((finding) => finding.code === 'TRC-101'));
    t.ok(page.findings.some((finding) => finding.code === 'TRC-126'));
    t.equal(page.requirements.find((entry) => entry.id === 'LLR-DEMO-001')?.status, 'not-met');
  },
);

testCase(
  {
    id: 'TC-PKG-002-01',
    verifies: ['LLR-PKG-002', 'LLR-PKG-003', 'HLR-PKG-003'],
    kind: 'normal',
    intent: 'counts add up, and the reasons of a green verdict quote them',
  },
  async (t) => {
    const { project, frame } = await certified(temporaryFolder(t, sampleProject));
    const summary = summaryOf(project, frame.standings);
    for (const part of [summary.cases, summary.requirements, summary.links]) {
      const { all, ...rest } = part;
      t.equal(
        Object.values(rest).reduce((sum, count) => sum + count, 0),
        all,
      );
    }
    t.same([summary.cases.passed, summary.requirements.met, summary.links.all, summary.records], [2, 2, 6, 1]);
    const reasons = verdictReasons(frame.gate, summary).join(' ');
    t.match(reasons, /2 of 2 test cases passed\. 2 of 2 requirements are met/);
    t.same(nextSteps(frame.gate, summary), ['Have a person review 6 trace links: ampel review.']);
  },
);

testCase(
  {
    id: 'TC-PKG-002-02',
    verifies: ['LLR-PKG-002', 'LLR-PKG-003'],
    kind: 'robustness',
    intent: 'gives at most three next steps for a project with many kinds of error, the most frequent first',
  },
  async (t) => {
    const low = sampleProject['requirements/low.yaml'] ?? '';
    const more = [2, 3, 4, 5].map((n) => low.slice(low.indexOf('  - id')).replaceAll('LLR-DEMO-001', `LLR-DEMO-00${n}`)).join('');
    const root = temporaryFolder(t, {
      ...sampleProject,
      'requirements/low.yaml': `${low}${more.replace('shall', 'will')}`,
      'broken.txt': '',
    });
    const { project, frame } = await certified(root);
    const steps = nextSteps(frame.gate, summaryOf(project, frame.standings));
    t.equal(steps.length, 3);
    t.match(steps[0], /^TRC-104 \(4\)/);
    t.match(verdictReasons(frame.gate, summaryOf(project, frame.standings))[0], /findings keep the gate red/);
  },
);

testCase(
  {
    id: 'TC-PKG-004-01',
    verifies: ['LLR-PKG-004', 'HLR-PKG-003'],
    kind: 'normal',
    intent: 'the first page gives verdict, scope and exceptions in words, without script and without another host',
  },
  async (t) => {
    const { project, frame } = await certified(temporaryFolder(t, sampleProject));
    const html = (await packageFilesOf(project, frame)).files.get('index.html') ?? '';
    t.match(html, /The gate is <strong>green<\/strong>/);
    t.match(html, new RegExp(`Commit <code>${'f'.repeat(40)}`));
    t.match(html, /✓ verified/);
    t.notMatch(html, /<script|https?:|src=/);
    t.match(html, /no certification/);
  },
);

testCase(
  {
    id: 'TC-PKG-004-02',
    verifies: ['LLR-PKG-004', 'HLR-PKG-003'],
    kind: 'robustness',
    intent: 'markup in names, findings and exceptions stays text, and a red verdict says so in words',
  },
  async (t) => {
    const { project, frame } = await certified(temporaryFolder(t, sampleProject));
    const finding = {
      code: 'TRC-101',
      severity: 'error' as const,
      message: hostile,
      place: { path: hostile, line: 1, column: 1 },
      why: hostile,
      fix: hostile,
    };
    const exception = { rule: 'TRC-109', subject: hostile, reason: hostile, owner: hostile, expires: '2031-01-01' };
    const many = Array.from({ length: 30 }, () => finding);
    const html = indexPage({
      ...frame,
      project: hostile,
      gate: { verdict: 'red', findings: many, excepted: [{ finding, exception }], counts: { error: 30, warning: 0, note: 0 } },
      summary: summaryOf(project, frame.standings),
      reasons: [hostile],
      nextSteps: [hostile],
      topLevel: hostile,
      moduleTitles: { [hostile]: hostile },
      modules: [{ module: hostile, verified: 0, awaiting: 1, notMet: 0, planned: 0, all: 1 }],
      procedures: [{ id: hostile, method: 'test', records: 1, current: 0, passed: 0, repeat: hostile }],
      files: [{ path: 'a b/<c>.txt', what: hostile }],
    });
    t.notMatch(html, /<img|<\/script/);
    t.match(html, /The gate is <strong>red<\/strong>/);
    t.match(html, /10 more stand in the/);
    t.match(html, /Exceptions in force/);
    t.match(html, /◐ awaits a person/);
  },
);

testCase(
  {
    id: 'TC-PKG-005-03',
    verifies: ['LLR-PKG-005', 'LLR-EVD-010'],
    kind: 'normal',
    intent: 'products of procedures come into the package with their digests, and one that is gone is a finding',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      ...sampleProject,
      'ampel.config.yaml': `${sampleProject['ampel.config.yaml']}  - id: bound\n    method: analysis\n    command: [node, tool.mjs]\n    results: { format: findings }\n    products: [out/bound.txt]\n    requirements: [HLR-DEMO-001]\n    tool: node\n`,
      'tool.mjs':
        "import { mkdirSync, writeFileSync } from 'node:fs';\nmkdirSync('out', { recursive: true });\nwriteFileSync('out/bound.txt', '42\\n');\n",
    });
    const { project, frame } = await certified(root);
    const built = await packageFilesOf(project, frame);
    t.same(built.diagnostics, []);
    t.equal(Buffer.from(built.products.get('products/bound/bound.txt') ?? []).toString(), '42\n');
    const digest = createHash('sha256').update('42\n').digest('hex');
    t.match(built.files.get('SHA256SUMS'), `${digest}  products/bound/bound.txt`);
    t.match(built.files.get('index.html'), 'products/bound/bound.txt');
    const gone = await packageFilesOf(project, { ...frame, productOf: () => undefined });
    t.same(
      gone.diagnostics.map(({ code }) => code),
      ['EVD-106'],
    );
  },
);

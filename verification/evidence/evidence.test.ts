import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import type { ProcessResult } from '../../src/ports/processes.js';
import { heldRecordsOf, keepRecord, productBytes } from '../../src/toolchain/evidence/evidence-store.js';
import { matchResults, readResults } from '../../src/toolchain/evidence/match-results.js';
import type { ProcedureRun } from '../../src/toolchain/evidence/procedure-inputs.js';
import { type EvidenceRecord, isEvidenceRecord, predicateTypeOf, recordIdOf, recordText } from '../../src/toolchain/evidence/record.js';
import { type Environment, recordExisting, runProcedures } from '../../src/toolchain/evidence/run-procedures.js';
import type { LoadedProject } from '../../src/toolchain/project/load-project.js';
import { gateOf } from '../../src/toolchain/trace/gate.js';
import type { CaseResult } from '../../src/toolchain/trace/model.js';
import { type ProjectTexts, projectIn, sampleProject, temporaryFolder, writeAll } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

const passing = 'TAP version 14\nok 1 - TC-DEMO-001-01 adds\nok 2 - TC-DEMO-001-02 adds nothing\n1..2\n';

/** Runs the procedures of a project against a program that is played: it answers with the given result. */
async function run(
  root: string,
  answer: Partial<ProcessResult> = {},
  environment: Environment = { node: 'v1' },
): Promise<{
  readonly commands: readonly string[];
  readonly project: LoadedProject;
  readonly done: Awaited<ReturnType<typeof runProcedures>>;
}> {
  const commands: string[] = [];
  const before = await projectIn(root);
  const done = await runProcedures(before.graph, before.runs, {
    files: new NodeFiles(root),
    environment,
    progress: () => undefined,
    processes: {
      run: async (command) => {
        if (command.includes('--version')) return { exitCode: 0, failure: '', stdout: 'v9.9\nmore', stderr: '' };
        commands.push(command.join(' '));
        return { exitCode: 0, failure: '', stdout: passing, stderr: '', ...answer };
      },
    },
  });
  return { commands, project: await projectIn(root), done };
}

/** Where each case of a project stands. */
function standings(project: LoadedProject): readonly string[] {
  return project.graph.cases.map((entry) => `${entry.id} ${project.graph.standingOf(entry).state}`);
}

function recordPaths(root: string): readonly string[] {
  return new NodeFiles(root).list({ paths: ['.ampel/**/*.json'] }).value;
}

function recordIn(root: string): EvidenceRecord {
  return JSON.parse(readFileSync(join(root, recordPaths(root)[0] ?? ''), 'utf8')) as EvidenceRecord;
}

const bothPassed = ['TC-DEMO-001-01 passed', 'TC-DEMO-001-02 passed'];

testCase(
  {
    id: 'TC-EVD-001-01',
    verifies: ['LLR-EVD-001', 'HLR-EVD-005'],
    kind: 'normal',
    intent: 'a kept record is an in-toto statement that names verdict, inputs, tool, environment and the command, under its own digest',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    await run(root);
    const record = recordIn(root);
    t.match(record, {
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
      subject: [{ name: 'verification/add.test.mjs', digest: { sha256: /^[0-9a-f]{64}$/ } }],
      predicate: {
        result: 'PASSED',
        verdict: 'pass',
        procedure: 'tests',
        method: 'test',
        tool: { name: 'node', version: 'v9.9' },
        environment: { node: 'v1' },
        repeat: 'node verification/add.test.mjs',
        passedTests: ['TC-DEMO-001-01', 'TC-DEMO-001-02'],
        failedTests: [],
      },
    });
    t.equal(
      record.subject[0]?.digest.sha256,
      createHash('sha256')
        .update(readFileSync(join(root, 'verification/add.test.mjs')))
        .digest('hex'),
    );
    const bytes = readFileSync(join(root, recordPaths(root)[0] ?? ''));
    t.equal(recordIdOf(record), createHash('sha256').update(bytes).digest('hex'), 'as sha256sum says');
    t.ok(recordPaths(root)[0]?.endsWith(`.${recordIdOf(record).slice(0, 16)}.json`));
    t.same(Object.keys(predicateTypeOf).sort(), ['analysis', 'proof', 'review', 'test']);
  },
);

testCase(
  {
    id: 'TC-EVD-001-02',
    verifies: ['LLR-EVD-001', 'HLR-EVD-005'],
    kind: 'robustness',
    intent: 'the name of a record does not depend on the order of its members, and on each of its values it does',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    await run(root);
    const record = recordIn(root);
    const reversed = Object.fromEntries(Object.entries(record).reverse()) as unknown as EvidenceRecord;
    t.equal(recordIdOf(reversed), recordIdOf(record));
    const changes: Partial<EvidenceRecord['predicate']>[] = [
      { verdict: 'fail' },
      { method: 'proof' },
      { environment: { node: 'v2' } },
      { passedTests: [] },
      { cases: [] },
      { repeat: '' },
      { configuration: [] },
    ];
    t.equal(
      new Set([record, ...changes.map((change) => ({ ...record, predicate: { ...record.predicate, ...change } }))].map(recordIdOf)).size,
      changes.length + 1,
    );
  },
);

testCase(
  {
    id: 'TC-EVD-002-01',
    verifies: ['LLR-EVD-002', 'HLR-EVD-001'],
    kind: 'normal',
    intent: 'imports are followed to the end, declared reads and configured inputs are added, other files are not',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      ...sampleProject,
      'src/add.mjs':
        "import { deep } from './deep.mjs';\nexport * from '../lib/shared.js';\nimport 'node:fs';\nimport 'yaml';\n/** @implements LLR-DEMO-001 */\nexport const add = (a, b) => deep(a, b);\n",
      'src/deep.mjs': "export { deep } from './deeper.mjs';\n",
      'src/deeper.mjs': "export const deep = (a, b) => a + b;\nexport const lazy = () => import('./lazy.mjs');\n",
      'src/lazy.mjs': '',
      'src/other.mjs': '',
      'lib/shared.ts': '// @reads **/*.sql, data/extra.json\n',
      'db/schema.sql': '',
      'data/extra.json': '{}',
      'data/unread.json': '{}',
    });
    const { runs } = await projectIn(root);
    t.same(
      runs.map((entry) => entry.subject),
      ['verification/add.test.mjs'],
    );
    t.same(
      runs[0]?.inputs.map((input) => input.name),
      [
        'data/extra.json',
        'data/table.txt',
        'db/schema.sql',
        'lib/shared.ts',
        'package.json',
        'src/add.mjs',
        'src/deep.mjs',
        'src/deeper.mjs',
        'src/lazy.mjs',
        'verification/add.test.mjs',
      ],
    );
    const digest = runs[0]?.inputsDigest;
    writeAll(root, { 'src/other.mjs': 'changed', 'data/unread.json': 'changed' });
    t.equal((await projectIn(root)).runs[0]?.inputsDigest, digest, 'a file that is no input does not matter');
    for (const path of ['src/lazy.mjs', 'db/schema.sql', 'package.json', 'verification/add.test.mjs']) {
      writeAll(root, { [path]: `${readFileSync(join(root, path), 'utf8')}\n` });
      const now = (await projectIn(root)).runs[0]?.inputsDigest;
      t.not(now, digest, path);
      writeAll(root, { [path]: readFileSync(join(root, path), 'utf8').slice(0, -1) });
      t.equal((await projectIn(root)).runs[0]?.inputsDigest, digest, `${path} as before`);
    }
  },
);

testCase(
  {
    id: 'TC-EVD-002-02',
    verifies: ['LLR-EVD-002', 'HLR-EVD-001'],
    kind: 'robustness',
    intent: 'import cycles end, imports of nothing or of outside are left out, and command, method and results are part of the inputs',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      ...sampleProject,
      'src/add.mjs':
        "import './cycle.mjs';\nimport './absent.mjs';\nimport '../../../../etc/passwd';\nexport const add = (a, b) => a + b;\n",
      'src/cycle.mjs': "import './add.mjs';\nimport './cycle.mjs';\n",
    });
    const { runs } = await projectIn(root);
    t.same(
      runs[0]?.inputs.map((input) => input.name),
      ['data/table.txt', 'package.json', 'src/add.mjs', 'src/cycle.mjs', 'verification/add.test.mjs'],
    );
    const digests = new Set([runs[0]?.inputsDigest]);
    const configuration = sampleProject['ampel.config.yaml'] ?? '';
    for (const [from, to] of [
      ['command: [node]', 'command: [node, -x]'],
      ['method: test', 'method: analysis'],
      ['format: tap', 'format: junit'],
      ['id: tests', 'id: tests-2'],
    ] as const) {
      writeAll(root, { 'ampel.config.yaml': configuration.replace(from, to) });
      digests.add((await projectIn(root)).runs[0]?.inputsDigest);
    }
    t.equal(digests.size, 5);
    writeAll(root, { 'ampel.config.yaml': configuration.replace("    files: ['verification/**/*.test.mjs']\n", '') });
    t.match(
      (await projectIn(root)).runs,
      [{ subject: 'tests', inputs: [{ name: 'package.json' }] }],
      'a procedure without files is one run of its own inputs',
    );
  },
);

testCase(
  {
    id: 'TC-EVD-003-01',
    verifies: ['LLR-EVD-003', 'HLR-EVD-001'],
    kind: 'normal',
    intent:
      'a record counts for the inputs it was made from, is stale after a change of one, and counts again when the change is taken back',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.same(standings((await run(root)).project), bothPassed);
    const original = sampleProject['src/add.mjs'] ?? '';
    writeAll(root, { 'src/add.mjs': `${original}// changed\n` });
    const changed = await projectIn(root);
    t.same(standings(changed), ['TC-DEMO-001-01 stale', 'TC-DEMO-001-02 stale']);
    t.equal(changed.graph.records[0]?.staleBecause, 'changed since it ran: src/add.mjs');
    writeAll(root, { 'src/add.mjs': original });
    t.same(standings(await projectIn(root)), bothPassed);
    writeAll(root, { 'ampel.config.yaml': (sampleProject['ampel.config.yaml'] ?? '').replace('command: [node]', 'command: [node, -x]') });
    t.equal((await projectIn(root)).graph.records[0]?.staleBecause, 'its procedure was configured in another way when it ran');
  },
);

testCase(
  {
    id: 'TC-EVD-003-02',
    verifies: ['LLR-EVD-003', 'HLR-EVD-004', 'HLR-EVD-001'],
    kind: 'robustness',
    intent:
      'edited, cut, renamed and foreign records are findings and do not count, and of two records of the same inputs the worse one does',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    const { project } = await run(root);
    const path = recordPaths(root)[0] ?? '';
    const text = readFileSync(join(root, path), 'utf8');
    const damaged: Readonly<Record<string, string>> = {
      edited: text.replace('"passed"', '"failed"'),
      'one space less': text.replace('": "', '":"'),
      cut: text.slice(0, 100),
      empty: '',
      'not an object': 'null',
      list: '[]',
      'wrong encoding': '\u0000',
    };
    for (const [name, content] of Object.entries(damaged)) {
      writeFileSync(join(root, path), content);
      const read = await projectIn(root);
      t.match(
        read.diagnostics.map((finding) => finding.code),
        [/^(?:EVD-101|FIL-102)$/],
        name,
      );
      t.same(standings(read), ['TC-DEMO-001-01 not-run', 'TC-DEMO-001-02 not-run'], name);
    }
    const [own] = project.runs;
    if (own === undefined) throw new Error('there is a run');
    const files = new NodeFiles(root);
    const forms = ['{"predicate":{"cases":[]}}', '{"subject":[],"predicate":{"cases":[],"configuration":5}}'].map(
      (form) => JSON.parse(form) as EvidenceRecord,
    );
    for (const [name, record] of [
      ...forms.map((form) => ['wrong form', form] as const),
      ['another procedure', { ...recordOf(text), predicate: { ...recordOf(text).predicate, procedure: 'other' } }] as const,
      ['another file', { ...recordOf(text), subject: [{ name: 'b', digest: { sha256: '0' } }] }] as const,
    ]) {
      keepRecord(own, record, files);
      t.same(
        heldRecordsOf([own], files).diagnostics.map((finding) => finding.code),
        ['EVD-101'],
        name,
      );
    }
    keepRecord(own, recordOf(text), files);
    const failed: EvidenceRecord = { ...recordOf(text), predicate: { ...recordOf(text).predicate, verdict: 'fail' } };
    writeFileSync(join(root, path.replace(/[0-9a-f]{16}\.json$/, `${recordIdOf(failed).slice(0, 16)}.json`)), recordText(failed));
    t.equal(heldRecordsOf([own], new NodeFiles(root)).value[0]?.record.predicate.verdict, 'fail');
  },
);

function recordOf(text: string): EvidenceRecord {
  return JSON.parse(text) as EvidenceRecord;
}

testCase(
  {
    id: 'TC-EVD-003-03',
    verifies: ['LLR-EVD-003'],
    kind: 'robustness',
    intent: 'a new record takes the place of that of the same inputs, whatever its file is named, and records of others stay',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    const files = new NodeFiles(root);
    const [base] = (await run(root)).project.runs;
    const record = recordIn(root);
    const runFor = (subject: string, inputsDigest: string): ProcedureRun => ({
      procedure: base?.procedure as ProcedureRun['procedure'],
      subject,
      inputs: [],
      inputsDigest: inputsDigest.padEnd(64, '0'),
    });
    const kept = (subject: string, verdict: 'pass' | 'fail'): EvidenceRecord => ({
      ...record,
      subject: [{ name: subject, digest: { sha256: '' } }],
      predicate: { ...record.predicate, configuration: [], verdict },
    });
    for (const subject of ['a/[slug] (1).test.ts', 'a.ts', 'a.ts.b.ts', '{x,y}.ts', '!a.ts']) {
      keepRecord(runFor(subject, 'aa'), kept(subject, 'pass'), files);
      keepRecord(runFor(subject, 'aa'), kept(subject, 'fail'), files);
      const held = heldRecordsOf([runFor(subject, 'aa')], files);
      t.same(held.diagnostics, []);
      t.same(
        held.value.map((entry) => [entry.record.predicate.verdict, entry.staleBecause]),
        [['fail', '']],
        subject,
      );
    }
    t.equal(recordPaths(root).length, 6, 'one for each, none lost');
    for (let index = 10; index < 30; index += 1) keepRecord(runFor('a.ts', `${index}`), kept('a.ts', 'pass'), files);
    t.equal(recordPaths(root).filter((path) => /\/a\.ts\.[0-9a-f]{16}\./.test(path)).length, 9, 'the present one and eight others');
    t.equal(recordPaths(root).filter((path) => path.includes('/a.ts.b.ts.')).length, 1);
  },
);

testCase(
  {
    id: 'TC-EVD-004-01',
    verifies: ['LLR-EVD-004', 'HLR-EVD-002'],
    kind: 'normal',
    intent: 'only procedure files without a current passing record run, in one command, and the reused are named',
  },
  async (t) => {
    const second = (sampleProject['verification/add.test.mjs'] ?? '')
      .replaceAll('TC-DEMO-001', 'TC-DEMO-002')
      .replace("import { add } from '../src/add.mjs';", 'const add = (a, b) => a + b;');
    const root = temporaryFolder(t, { ...sampleProject, 'verification/second.test.mjs': second });
    const both = { stdout: `${passing.replace('1..2\n', '')}ok 3 - TC-DEMO-002-01 x\nok 4 - TC-DEMO-002-02 x\n1..4\n` };
    const first = await run(root, both);
    t.same(first.commands, ['node verification/add.test.mjs verification/second.test.mjs']);
    t.same([first.done.ran.length, first.done.reused.length], [2, 0]);
    const again = await run(root, both);
    t.same(again.commands, []);
    t.same(again.done.reused, ['verification/add.test.mjs', 'verification/second.test.mjs']);
    writeAll(root, { 'src/add.mjs': `${sampleProject['src/add.mjs']}// changed\n` });
    const third = await run(root);
    t.same(third.commands, ['node verification/add.test.mjs']);
    t.same(third.done.reused, ['verification/second.test.mjs']);
  },
);

testCase(
  {
    id: 'TC-EVD-004-02',
    verifies: ['LLR-EVD-004', 'HLR-EVD-002'],
    kind: 'robustness',
    intent: 'failures, other requirement texts, other environments and broken procedures are not reused',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    const failing = { exitCode: 1, stdout: passing.replace('ok 2', 'not ok 2') };
    t.same(standings((await run(root, failing)).project), ['TC-DEMO-001-01 passed', 'TC-DEMO-001-02 failed']);
    t.equal((await run(root, failing)).commands.length, 1, 'a failure runs again');
    t.equal((await run(root)).commands.length, 1, 'and again');
    t.equal((await run(root)).commands.length, 0, 'a pass is reused');
    t.equal((await run(root, {}, { node: 'v2' })).commands.length, 1, 'another environment');
    t.equal((await run(root, {}, { node: 'v2' })).commands.length, 0);
    t.equal((await run(root, {}, { zone: 'UTC', node: 'v2' })).commands.length, 1);
    t.equal((await run(root, {}, { node: 'v2', zone: 'UTC' })).commands.length, 0, 'the order of names is no difference');
    const high = sampleProject['requirements/high.yaml'] ?? '';
    writeAll(root, { 'requirements/high.yaml': high.replace('shall do', 'shall really do') });
    t.same(standings(await projectIn(root)), ['TC-DEMO-001-01 other-text', 'TC-DEMO-001-02 other-text']);
    t.equal((await run(root)).commands.length, 1, 'another requirement text');
    writeAll(root, {
      'requirements/high.yaml': high.replace('shall do', 'shall really\\n do').replace('rationale: Because.', 'rationale: So.'),
    });
    t.equal((await run(root, {}, { node: 'v1' })).commands.length, 0, 'reflow is no other text');
    const broken = await run(temporaryFolder(t, sampleProject), {
      exitCode: undefined,
      failure: 'it ran longer than 1 s',
      stdout: passing,
      stderr: 'boom',
    });
    t.match(broken.done.diagnostics, [{ code: 'EVD-102', message: /it ran longer than 1 s[\s\S]*boom/ }]);
    t.same(standings(broken.project), ['TC-DEMO-001-01 failed', 'TC-DEMO-001-02 failed']);
    const idle: ProjectTexts = {
      ...sampleProject,
      'ampel.config.yaml': (sampleProject['ampel.config.yaml'] ?? '').replace('    command: [node]\n', ''),
    };
    const none = await run(temporaryFolder(t, idle));
    t.same([none.commands, none.done.ran, none.done.reused], [[], [], []], 'a procedure without a command is neither run nor reused');
  },
);

testCase(
  {
    id: 'TC-EVD-004-03',
    verifies: ['LLR-EVD-004', 'HLR-EVD-002'],
    kind: 'robustness',
    intent: 'a procedure that verifies requirements as a whole counts only after exit code 0, and runs again otherwise',
  },
  async (t) => {
    const analysis =
      'procedures:\n  - id: analysis\n    method: test\n    command: [analyser]\n    inputs: [package.json]\n    results: { format: findings }\n    requirements: [HLR-DEMO-001, LLR-DEMO-001]\n';
    const root = temporaryFolder(t, {
      ...sampleProject,
      'ampel.config.yaml': (sampleProject['ampel.config.yaml'] ?? '').replace(/procedures:[\s\S]*$/, analysis),
    });
    const evidence = (project: LoadedProject): readonly string[] => [...project.graph.evidenceOf.keys()];
    const failed = await run(root, { exitCode: 3, stdout: '' });
    t.same(
      [failed.commands, evidence(failed.project), failed.project.graph.records[0]?.record.predicate.verdict],
      [['analyser'], [], 'fail'],
    );
    const passed = await run(root, { stdout: '' });
    t.same([passed.commands, evidence(passed.project)], [['analyser'], ['HLR-DEMO-001', 'LLR-DEMO-001']]);
    t.same((await run(root)).commands, []);
    writeAll(root, { 'requirements/low.yaml': (sampleProject['requirements/low.yaml'] ?? '').replace('shall do', 'shall perform') });
    t.same(evidence(await projectIn(root)), ['HLR-DEMO-001'], 'another text has no evidence');
    t.same((await run(root)).commands, ['analyser']);
    writeAll(root, {
      'ampel.config.yaml': readFileSync(join(root, 'ampel.config.yaml'), 'utf8').replace('[HLR-DEMO-001, LLR-DEMO-001]', '[HLR-DEMO-001]'),
    });
    t.same(evidence(await projectIn(root)), [], 'a procedure that names other requirements has to run again');
    t.same(evidence((await run(root)).project), ['HLR-DEMO-001']);
  },
);

const junitProject: ProjectTexts = {
  ...sampleProject,
  'ampel.config.yaml': (sampleProject['ampel.config.yaml'] ?? '')
    .replace('    command: [node]\n', '')
    .replace('results: { format: tap }', "results: { format: junit, paths: ['reports/*.xml'] }"),
};

async function record(
  t: Test,
  report: string | undefined,
): Promise<{ readonly codes: readonly string[]; readonly project: LoadedProject }> {
  const root = temporaryFolder(t, report === undefined ? junitProject : { ...junitProject, 'reports/a.xml': report });
  const { graph, runs, config } = await projectIn(root);
  const [procedure] = config.procedures ?? [];
  if (procedure === undefined) throw new Error('there is a procedure');
  const world = {
    files: new NodeFiles(root),
    environment: {},
    progress: () => undefined,
    processes: { run: async () => ({ exitCode: 1, failure: '', stdout: '', stderr: '' }) },
  };
  const codes = recordExisting(graph, procedure, runs, world).map((finding) => finding.code);
  return { codes, project: await projectIn(root) };
}

testCase(
  {
    id: 'TC-EVD-005-01',
    verifies: ['LLR-EVD-005', 'HLR-EVD-001'],
    kind: 'normal',
    intent: 'results from elsewhere are bound to the files as they are now',
  },
  async (t) => {
    const { codes, project } = await record(
      t,
      '<testsuite name="s"><testcase name="TC-DEMO-001-01 adds"/><testcase name="TC-DEMO-001-02 adds nothing"/></testsuite>',
    );
    t.same(codes, []);
    t.same(standings(project), bothPassed);
    t.match(project.graph.records[0]?.record.predicate, {
      repeat: 'ampel record tests verification/add.test.mjs',
      tool: { name: 'node', version: 'as reported by its owner' },
    });
  },
);

testCase(
  {
    id: 'TC-EVD-005-02',
    verifies: ['LLR-EVD-005', 'HLR-EVD-003'],
    kind: 'robustness',
    intent: 'absent and damaged result files leave no pass',
  },
  async (t) => {
    const absent = await record(t, undefined);
    t.same(absent.codes, ['EVD-103', 'EVD-102']);
    t.same(standings(absent.project), ['TC-DEMO-001-01 not-run', 'TC-DEMO-001-02 not-run']);
    const cut = await record(t, '<testsuite name="s"><testcase name="TC-DEMO-001-01 adds"/><testcase name="TC-DEMO-');
    t.ok(cut.codes.includes('SCN-301'));
    t.notMatch(standings(cut.project).join(), /passed/);
  },
);

function result(name: string, outcome: CaseResult['outcome'] = 'passed', message = ''): CaseResult {
  return { name, outcome, message, place: { path: 'out', line: 1, column: 1 } };
}

async function matched(
  t: Test,
  results: readonly CaseResult[],
  broken = '',
  change: ProjectTexts = {},
): Promise<{ readonly cases: readonly string[]; readonly stray: readonly string[] }> {
  const { graph, runs, config } = await projectIn(temporaryFolder(t, { ...sampleProject, ...change }));
  const [procedure] = config.procedures ?? [];
  const [own] = runs;
  if (procedure === undefined || own === undefined) throw new Error('there is a run');
  const { casesOf, strayOf } = matchResults(graph, procedure, runs, { results, broken, diagnostics: [] });
  return {
    cases: (casesOf.get(own.subject) ?? []).map((entry) => `${entry.testCase.id.slice(-2)} ${entry.outcome}`),
    stray: strayOf.get(own.subject) ?? [],
  };
}

testCase(
  {
    id: 'TC-EVD-006-01',
    verifies: ['LLR-EVD-006', 'HLR-EVD-003'],
    kind: 'normal',
    intent: 'results find their declared case by the id at the start of a part of their name',
  },
  async (t) => {
    t.same(
      await matched(t, [
        result('verification/add.test.mjs > TC-DEMO-001-01 adds > deeper'),
        result('suite > TC-DEMO-001-02: adds nothing', 'failed', 'a\nb'),
      ]),
      { cases: ['01 passed', '02 failed'], stray: [] },
    );
    t.same(await matched(t, [result('TC-DEMO-001-01'), result('TC-DEMO-001-02'), result('verification/add.test.mjs')]), {
      cases: ['01 passed', '02 passed'],
      stray: [],
    });
    const [procedure] = (await projectIn(temporaryFolder(t, sampleProject))).config.procedures ?? [];
    if (procedure === undefined) throw new Error('there is a procedure');
    const files = new NodeFiles(temporaryFolder(t));
    const ended = { exitCode: 0, failure: '', stdout: passing, stderr: '' };
    const read = readResults(procedure, ended, files);
    t.same(
      [read.broken, read.diagnostics, read.results.map((entry) => `${entry.name} ${entry.outcome}`)],
      ['', [], ['TC-DEMO-001-01 adds passed', 'TC-DEMO-001-02 adds nothing passed']],
    );
    t.same(readResults({ ...procedure, results: { format: 'findings' } }, ended, files), { broken: '', results: [], diagnostics: [] });
  },
);

testCase(
  {
    id: 'TC-EVD-006-02',
    verifies: ['LLR-EVD-006', 'HLR-EVD-003'],
    kind: 'robustness',
    intent: 'the worst of several results counts, silence is not-run, and what broke down or failed outside its cases has no pass',
  },
  async (t) => {
    const first = 'TC-DEMO-001-01 adds';
    t.same((await matched(t, [result(first), result(first, 'skipped'), result(first)])).cases, ['01 skipped', '02 not-run']);
    t.same((await matched(t, [result(first, 'failed'), result(first), result(first, 'todo')])).cases, ['01 failed', '02 not-run']);
    t.same(
      (await matched(t, [result(first), result('TC-DEMO-001-02'), result('verification/add.test.mjs', 'failed')])).cases,
      ['01 failed', '02 failed'],
      'failed outside its cases',
    );
    t.same(
      (await matched(t, [result(first, 'failed'), result('TC-DEMO-001-02'), result('verification/add.test.mjs', 'failed')])).cases,
      ['01 failed', '02 passed'],
      'its own failed case explains it',
    );
    t.same((await matched(t, [result(first), result('TC-DEMO-001-02')], 'exit code 1')).cases, ['01 failed', '02 failed'], 'broken down');
    t.same(
      await matched(t, [
        result('TC-DEMO-001-011 another'),
        result('xTC-DEMO-001-01'),
        result('TC-DEMO-009-01 gone'),
        result('TC-DEMO-009-01 gone'),
        result('no id'),
      ]),
      { cases: ['01 not-run', '02 not-run'], stray: ['TC-DEMO-001-011', 'TC-DEMO-009-01'] },
    );
    const [procedure] = (await projectIn(temporaryFolder(t, sampleProject))).config.procedures ?? [];
    if (procedure === undefined) throw new Error('there is a procedure');
    const files = new NodeFiles(temporaryFolder(t));
    const broken = (change: Partial<ProcessResult>, format: 'tap' | 'findings' = 'tap'): string =>
      readResults({ ...procedure, results: { format } }, { exitCode: 0, failure: '', stdout: passing, stderr: '', ...change }, files)
        .broken;
    t.equal(broken({ exitCode: 1 }), 'exit code 1', 'an exit code without a failed case');
    t.equal(broken({ exitCode: 1, stdout: passing.replace('ok 2', 'not ok 2') }), '', 'a failed case explains the exit code');
    t.equal(broken({ exitCode: undefined, failure: 'killed', stdout: passing.replace('ok 2', 'not ok 2') }), 'killed');
    t.equal(broken({ exitCode: 2 }, 'findings'), 'exit code 2');
    t.not(broken({ stdout: passing.replace('1..2', '1..3') }), '', 'a plan that is not kept');
    t.not(broken({ stdout: '' }), '', 'no output at all');
  },
);

testCase(
  {
    id: 'TC-EVD-006-03',
    verifies: ['LLR-EVD-006', 'LLR-EVD-004'],
    kind: 'robustness',
    intent: 'results of undeclared cases are kept as warnings, and a procedure without any case is unknown',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    const { project } = await run(root, { stdout: `${passing.replace('1..2\n', '')}ok 3 - TC-DEMO-099-01 gone\n1..3\n` });
    t.match(project.graph.records[0]?.record.predicate, { result: 'WARNED', verdict: 'pass', warnedTests: ['TC-DEMO-099-01'] });
    t.same(project.graph.strayResults, [{ name: 'TC-DEMO-099-01', path: 'verification/add.test.mjs' }]);
    const empty = await run(temporaryFolder(t, { ...sampleProject, 'verification/add.test.mjs': '' }), {
      stdout: 'TAP version 14\nok 1 - other\n1..1\n',
    });
    t.match(empty.project.graph.records[0]?.record.predicate, { verdict: 'unknown', result: 'WARNED' });
    t.equal((await run(root)).commands.length, 0);
  },
);

testCase(
  {
    id: 'TC-EVD-007-01',
    verifies: ['LLR-EVD-007', 'HLR-EVD-004'],
    kind: 'normal',
    intent: 'a record that the runner wrote has the form of a record',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    await run(root);
    t.ok(isEvidenceRecord(recordIn(root)));
  },
);

testCase(
  {
    id: 'TC-EVD-007-02',
    verifies: ['LLR-EVD-007', 'HLR-EVD-004'],
    kind: 'robustness',
    intent: 'a record without one of its members, or with one of another type, has not',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    await run(root);
    const good = recordIn(root);
    const wrong: unknown[] = [
      null,
      1,
      'x',
      [],
      {},
      { ...good, subject: {} },
      { ...good, predicate: null },
      { ...good, subject: [{ name: 'a' }] },
    ];
    for (const name of ['procedure', 'method', 'warnedTests', 'configuration', 'requirements', 'cases', 'tool', 'environment', 'verdict']) {
      for (const value of [undefined, 7, null]) wrong.push({ ...good, predicate: { ...good.predicate, [name]: value } });
    }
    const [recorded] = good.predicate.cases;
    for (const change of [
      { outcome: undefined },
      { id: 1 },
      { message: {} },
      { fingerprint: undefined },
      { verifies: [{ id: 'x' }] },
      { verifies: null },
    ])
      wrong.push({ ...good, predicate: { ...good.predicate, cases: [{ ...recorded, ...change }] } });
    t.same(
      wrong.filter((value) => isEvidenceRecord(value)),
      [],
    );
    const path = recordPaths(root)[0] ?? '';
    renameSync(join(root, path), join(root, path.replace('.json', '.txt')));
    t.same(readdirSync(join(root, '.ampel/evidence/tests')).length, 1);
    t.same(standings(await projectIn(root)), ['TC-DEMO-001-01 not-run', 'TC-DEMO-001-02 not-run']);
  },
);

const inFiles: ProjectTexts = {
  ...sampleProject,
  'ampel.config.yaml': (sampleProject['ampel.config.yaml'] ?? '').replace(
    'results: { format: tap }',
    "results: { format: tap, paths: ['out/*.tap'] }",
  ),
};

testCase(
  {
    id: 'TC-EVD-008-01',
    verifies: ['LLR-EVD-008'],
    kind: 'normal',
    intent: 'result files written after their inputs, or anew by the command, are read',
  },
  async (t) => {
    const root = temporaryFolder(t, { ...inFiles, 'out/a.tap': passing });
    const project = await projectIn(root);
    const procedure = project.config.procedures?.[0];
    if (procedure === undefined) throw new Error('the sample has a procedure');
    const world = {
      files: new NodeFiles(root),
      environment: {},
      progress: () => undefined,
      processes: { run: () => Promise.reject(new Error('not run')) },
    };
    t.same(recordExisting(project.graph, procedure, project.runs, world), []);
    t.same(standings(await projectIn(root)), bothPassed);
    const command = temporaryFolder(t, { ...inFiles, 'out/a.tap': 'TAP version 14\n1..0\n' });
    utimesSync(join(command, 'out/a.tap'), 1000, 1000);
    const before = await projectIn(command);
    await runProcedures(before.graph, before.runs, {
      ...world,
      files: new NodeFiles(command),
      processes: {
        run: async () => {
          writeFileSync(join(command, 'out/a.tap'), passing);
          return { exitCode: 0, failure: '', stdout: '', stderr: '' };
        },
      },
    });
    t.same(standings(await projectIn(command)), bothPassed);
  },
);

testCase(
  {
    id: 'TC-EVD-008-02',
    verifies: ['LLR-EVD-008', 'HLR-EVD-001'],
    kind: 'robustness',
    intent: 'a result file of an earlier run is refused, by record and behind a command that did not write it',
  },
  async (t) => {
    const root = temporaryFolder(t, { ...inFiles, 'out/a.tap': passing });
    utimesSync(join(root, 'out/a.tap'), new Date('2020-01-01'), new Date('2020-01-01'));
    const project = await projectIn(root);
    const procedure = project.config.procedures?.[0];
    if (procedure === undefined) throw new Error('the sample has a procedure');
    const world = {
      files: new NodeFiles(root),
      environment: {},
      progress: () => undefined,
      processes: { run: () => Promise.reject(new Error('not run')) },
    };
    t.ok(recordExisting(project.graph, procedure, project.runs, world).some((finding) => finding.code === 'EVD-104'));
    t.same(
      standings(await projectIn(root)).filter((standing) => standing.endsWith('passed')),
      [],
    );
    const command = temporaryFolder(t, { ...inFiles, 'out/a.tap': passing });
    const done = await run(command);
    t.ok(done.done.diagnostics.some((finding) => finding.code === 'EVD-104'));
    t.same(
      standings(done.project).filter((standing) => standing.endsWith('passed')),
      [],
    );
  },
);

testCase(
  {
    id: 'TC-EVD-006-04',
    verifies: ['LLR-EVD-006'],
    kind: 'robustness',
    intent: 'a case with an id is found by the name of its function, and a result that another procedure file reports does not count',
  },
  async (t) => {
    const config = (sampleProject['ampel.config.yaml'] ?? '')
      .replace("paths: ['verification/**/*.test.mjs']", "paths: ['tests/*.c']")
      .replace("    files: ['verification/**/*.test.mjs']\n", '')
      .replace('results: { format: tap }', "results: { format: junit, paths: ['out/*.xml'] }");
    const tests =
      '/** @testcase TC-DEMO-001-01\n * @verifies LLR-DEMO-001 */\nvoid adds(void) { run(1); }\n/** @testcase TC-DEMO-001-02\n * @verifies LLR-DEMO-001\n * @kind robustness */\nvoid adds_nothing(void) { run(2); }\n';
    const root = temporaryFolder(t, {
      ...sampleProject,
      'ampel.config.yaml': config,
      'tests/add.c': tests,
      'out/r.xml':
        '<testsuite><testcase classname="suite" name="adds"/><testcase classname="suite" name="other_adds_nothing"/></testsuite>',
    });
    const project = await projectIn(root);
    const procedure = project.config.procedures?.[0];
    if (procedure === undefined) throw new Error('the sample has a procedure');
    const world = {
      files: new NodeFiles(root),
      environment: {},
      progress: () => undefined,
      processes: { run: () => Promise.reject(new Error('not run')) },
    };
    recordExisting(project.graph, procedure, project.runs, world);
    t.same(standings(await projectIn(root)), ['TC-DEMO-001-01 passed', 'TC-DEMO-001-02 not-run']);
    const other = (sampleProject['verification/add.test.mjs'] ?? '').replaceAll('TC-DEMO-001', 'TC-DEMO-009');
    const two = temporaryFolder(t, { ...sampleProject, 'verification/other.test.mjs': other });
    const named = (file: string, id: string, number: number): string =>
      `# Subtest: ${file}\n    ok 1 - ${id}\n    1..1\nok ${number} - ${file}\n`;
    const stdout = `TAP version 14\n${named('verification/add.test.mjs', 'TC-DEMO-001-01', 1)}${named('verification/other.test.mjs', 'TC-DEMO-001-02', 2)}1..2\n`;
    t.same(standings((await run(two, { stdout })).project).slice(0, 2), ['TC-DEMO-001-01 passed', 'TC-DEMO-001-02 not-run']);
  },
);

/** A project whose analysis runs the given program and declares one product. */
function withAnalysis(program: string): ProjectTexts {
  return {
    ...sampleProject,
    'ampel.config.yaml': `${sampleProject['ampel.config.yaml']}  - id: bound\n    method: analysis\n    command: [node, tool.mjs]\n    inputs: [tool.mjs]\n    results: { format: findings }\n    products: [bound.txt]\n    requirements: [HLR-DEMO-001]\n    tool: node\n`,
    'requirements/high.yaml': (sampleProject['requirements/high.yaml'] ?? '').replace('[test]', '[test, analysis]'),
    'tool.mjs': `import { writeFileSync } from 'node:fs';\n${program}\n`,
  };
}

async function ranIn(root: string) {
  const before = await projectIn(root);
  const files = new NodeFiles(root);
  const world = { files, processes: new NodeProcesses(root), environment: {}, progress: () => undefined };
  const done = await runProcedures(before.graph, before.runs, world);
  const { graph } = await projectIn(root);
  const record = graph.records.find((held) => held.record.predicate.procedure === 'bound')?.record;
  const messages = gateOf(graph, [])
    .findings.filter(({ code }) => code === 'TRC-111')
    .map(({ message }) => message);
  return { done, predicate: record?.predicate, messages, files };
}

testCase(
  {
    id: 'TC-EVD-010-01',
    verifies: ['LLR-EVD-010', 'LLR-EVD-004'],
    kind: 'normal',
    intent: 'a product is kept under its digest and named in the record, and a kept one that is gone makes the procedure run again',
  },
  async (t) => {
    const root = temporaryFolder(t, withAnalysis("writeFileSync('bound.txt', '42');"));
    const first = await ranIn(root);
    t.equal(first.predicate?.verdict, 'pass');
    const [product] = first.predicate?.products ?? [];
    if (product === undefined) throw new Error('the record names its product');
    t.equal(product.digest.sha256, createHash('sha256').update('42').digest('hex'));
    t.equal(Buffer.from(productBytes(product, first.files) ?? []).toString(), '42');
    t.same((await ranIn(root)).done.ran, [], 'nothing to do again');
    writeFileSync(join(root, '.ampel/products/kept', product.digest.sha256), '43');
    t.equal(productBytes(product, first.files), undefined, 'other bytes are not the product');
    rmSync(join(root, '.ampel/products'), { recursive: true });
    t.same((await ranIn(root)).done.ran, ['bound']);
  },
);

testCase(
  {
    id: 'TC-EVD-010-02',
    verifies: ['LLR-EVD-010', 'LLR-EVD-006', 'LLR-TRC-111'],
    kind: 'robustness',
    intent:
      'a missing product, one left by an earlier run, and findings with a bad ending fail the record, and the gate says what was found',
  },
  async (t) => {
    t.match((await ranIn(temporaryFolder(t, withAnalysis('')))).predicate?.findings, ['it left no product bound.txt']);
    const left = temporaryFolder(t, { ...withAnalysis(''), 'bound.txt': 'of yesterday' });
    t.match((await ranIn(left)).predicate?.findings, ['it left no product bound.txt']);
    const lines = [1, 2, 3, 4].map((number) => `error AFDX-17${number}: link ${number} is late`).join('\\n');
    const found = await ranIn(
      temporaryFolder(t, withAnalysis(`writeFileSync('bound.txt', '');console.log('${lines}');process.exitCode = 1;`)),
    );
    t.equal(found.predicate?.verdict, 'fail');
    t.same(found.messages, [
      'HLR-DEMO-001 declares analysis, and bound failed: exit code 1; AFDX-171: link 1 is late; AFDX-172: link 2 is late; AFDX-173: link 3 is late; and 1 more',
    ]);
  },
);

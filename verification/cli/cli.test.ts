import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Test } from 'tap';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { certify } from '../../src/cli/commands/certify.js';
import { check } from '../../src/cli/commands/check.js';
import { diff } from '../../src/cli/commands/diff.js';
import { exportRequirements } from '../../src/cli/commands/export.js';
import { gate } from '../../src/cli/commands/gate.js';
import { impact } from '../../src/cli/commands/impact.js';
import { init } from '../../src/cli/commands/init.js';
import { record } from '../../src/cli/commands/record.js';
import { review } from '../../src/cli/commands/review.js';
import { status } from '../../src/cli/commands/status.js';
import { trace, traceFolder } from '../../src/cli/commands/trace.js';
import { commands } from '../../src/cli/commands.js';
import { type Command, type CommandContext, type CommandOptions, exitCodes, optionText } from '../../src/cli/context.js';
import { commandHelp, overviewHelp } from '../../src/cli/help.js';
import { openConfig, withProject } from '../../src/cli/open-project.js';
import { run } from '../../src/cli/run.js';
import { type ProjectTexts, sampleProject, temporaryFolder, writeAll } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

/** What a command did: exit code, standard output and standard error. */
interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Keeps what is written to a standard stream while `work` runs. */
async function capturing(work: () => Promise<number>): Promise<Done> {
  const real = { out: process.stdout.write, err: process.stderr.write };
  let [out, err] = ['', ''];
  process.stdout.write = ((text: string) => {
    out += text;
    return true;
  }) as typeof process.stdout.write;
  process.stderr.write = ((text: string) => {
    err += text;
    return true;
  }) as typeof process.stderr.write;
  try {
    return {
      code: await work(),
      get out() {
        return out;
      },
      get err() {
        return err;
      },
    };
  } finally {
    process.stdout.write = real.out;
    process.stderr.write = real.err;
  }
}

/** Calls a command as the command line would, in a folder. */
async function call(
  command: (context: CommandContext) => Promise<number>,
  root: string,
  positionals: readonly string[] = [],
  options: CommandOptions = {},
): Promise<Done> {
  let out = '';
  const done = await capturing(() =>
    command({
      positionals,
      options,
      root,
      files: new NodeFiles(root),
      processes: new NodeProcesses(root),
      clock: { today: () => '2030-06-15' },
      environment: { node: 'v1' },
      toolVersion: '1.2.3',
      out: (text) => void (out += text),
      progress: () => undefined,
    }),
  );
  return { code: done.code, out, err: done.err };
}

const noInputs: ProjectTexts = {
  ...sampleProject,
  'ampel.config.yaml': (sampleProject['ampel.config.yaml'] ?? '').replace('    inputs: [package.json]\n', ''),
};
const broken = 'module: [';

const demo = (execute: Command['load']): readonly Command[] => [
  {
    name: 'demo',
    summary: 'shows things',
    usage: 'demo [--level NAME]',
    example: 'ampel demo --level x',
    options: { level: { type: 'string', help: 'a level' } },
    positionals: 'none',
    load: execute,
  },
  {
    name: 'other',
    summary: 'else',
    usage: 'other ID',
    example: 'ampel other X',
    options: {},
    positionals: 'any',
    load: async () => async (context) => context.positionals.length,
  },
];

testCase(
  {
    id: 'TC-CLI-001-01',
    verifies: ['LLR-CLI-001', 'HLR-CLI-001'],
    kind: 'normal',
    intent: 'a command runs with its options and arguments, and its answer is the exit code',
  },
  async (t) => {
    const seen: unknown[] = [];
    const list = demo(async () => async (context) => {
      seen.push(optionText(context, 'level'), optionText(context, 'json'), context.options['json'], context.clock.today().length);
      context.out('answer\n');
      context.progress('quiet please');
      return exitCodes.red;
    });
    const done = await capturing(() => run(['demo', '--level', 'x', '--json'], list));
    t.match(done, { code: 1, out: 'answer\n', err: 'quiet please\n' });
    t.same(seen, ['x', undefined, true, 10]);
    t.match(await capturing(() => run(['demo', '--quiet'], list)), { err: /^$/ });
    t.equal((await capturing(() => run(['other', 'a', 'b'], list))).code, 2);
    t.match(await capturing(() => run(['--version'], list)), { code: 0, out: /^\d+\.\d+\.\d+\n$/ });
    t.same(exitCodes, { green: 0, red: 1, usage: 2, fault: 3 });
  },
);

testCase(
  {
    id: 'TC-CLI-001-02',
    verifies: ['LLR-CLI-001', 'HLR-CLI-001'],
    kind: 'robustness',
    intent: 'unknown commands, options and arguments end with 2 and do nothing, and an exception ends with 3',
  },
  async (t) => {
    let called = 0;
    const list = demo(async () => async () => {
      called += 1;
      throw new Error('inner fault');
    });
    for (const argv of [
      ['dem'],
      ['x'],
      ['demo', '--nope'],
      ['demo', '--level'],
      ['demo', '--json=yes'],
      ['demo', 'argument'],
      ['demo', '-z'],
    ]) {
      t.match(
        await capturing(() => run(argv, list)),
        { code: 2, out: /^$/, err: /^error CLI-101: .+\n {2}why: .+\n {2}fix: .+\n$/ },
        argv.join(' '),
      );
    }
    t.equal(called, 0);
    t.match((await capturing(() => run(['dem'], list))).err, 'did you mean "demo"?');
    t.match(await capturing(() => run(['demo'], list)), { code: 3, err: /CLI-103[\s\S]*inner fault/ });
    const thrown = demo(async () => async () => Promise.reject('a text'));
    t.match(await capturing(() => run(['demo'], thrown)), { code: 3, err: /a text/ });
  },
);

testCase(
  {
    id: 'TC-CLI-002-01',
    verifies: ['LLR-CLI-002', 'HLR-CLI-002'],
    kind: 'normal',
    intent: 'help lists each command, and for one command its usage, its options and its example',
  },
  async (t) => {
    for (const argv of [[], ['--help'], ['-h'], ['help']]) {
      const done = await capturing(() => run(argv, commands));
      t.equal(done.code, 0);
      for (const command of commands) t.ok(done.out.includes(`  ${command.name} `), command.name);
    }
    for (const argv of [
      ['help', 'gate'],
      ['gate', '--help'],
    ])
      t.match(await capturing(() => run(argv, commands)), {
        code: 0,
        out: /usage: ampel gate[\s\S]*--format[\s\S]*--notes[\s\S]*example:\n {2}ampel gate/,
      });
    t.ok(
      overviewHelp(commands)
        .split('\n')
        .every((line) => line.length <= 100),
    );
  },
);

testCase(
  {
    id: 'TC-CLI-002-02',
    verifies: ['LLR-CLI-002', 'HLR-CLI-002'],
    kind: 'robustness',
    intent: 'the example of each command is one that its options accept, and an unknown topic shows the overview',
  },
  async (t) => {
    const everywhere = {
      json: { type: 'boolean' },
      format: { type: 'string' },
      config: { type: 'string' },
      quiet: { type: 'boolean' },
      'no-color': { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    for (const command of commands.flatMap((each) => each.verbs ?? [each])) {
      t.match(command.example, new RegExp(`^ampel ${command.name}\\b`));
      const words = (command.example.replace(/ (?:>>?|\|) .*$/, '').match(/"[^"]*"|\S+/g) ?? []).slice(2);
      t.doesNotThrow(
        () =>
          parseArgs({
            args: words,
            options: { ...everywhere, ...command.options },
            allowPositionals: command.positionals === 'any',
            strict: true,
          }),
        command.example,
      );
      t.equal(typeof (await command.load()), 'function', command.name);
      t.ok(commandHelp(command, {}).includes(command.summary));
    }
    t.match(await capturing(() => run(['help', 'nothing'], commands)), { code: 0, out: /usage: ampel COMMAND/ });
  },
);

testCase(
  {
    id: 'TC-CLI-003-01',
    verifies: ['LLR-CLI-003', 'HLR-CLI-001'],
    kind: 'normal',
    intent: 'a project is opened from the configuration in the folder, or from the one named',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      ...sampleProject,
      'other.yaml': (sampleProject['ampel.config.yaml'] ?? '').replace('Demo', 'Other'),
    });
    const names: string[] = [];
    const open = (context: CommandContext): Promise<number> => withProject(context, (project) => names.push(project.config.project));
    await call(open, root);
    await call(open, root, [], { config: 'other.yaml' });
    t.same(names, ['Demo', 'Other']);
  },
);

testCase(
  {
    id: 'TC-CLI-003-02',
    verifies: ['LLR-CLI-003', 'HLR-CLI-001'],
    kind: 'robustness',
    intent: 'without a usable configuration each command ends with 2 and says why',
  },
  async (t) => {
    const empty = temporaryFolder(t);
    const wrong = temporaryFolder(t, { 'ampel.config.yaml': 'project: 7\n' });
    for (const command of [gate, status, trace, review, impact, check, certify, record, exportRequirements]) {
      t.match(await call(command, empty), { code: 2, err: /PRJ-101[\s\S]*ampel init/ }, command.name);
      t.match(await call(command, wrong), { code: 2, err: /PRJ-102/ }, command.name);
    }
    t.same([readdirSync(empty), readdirSync(wrong)], [[], ['ampel.config.yaml']], 'and nothing was written');
    t.match(await call(async (context) => (openConfig(context) === undefined ? 7 : 8), wrong, [], { config: '../outside.yaml' }), {
      code: 7,
      err: /PRJ-101/,
    });
  },
);

testCase(
  {
    id: 'TC-CLI-004-01',
    verifies: ['LLR-CLI-004', 'HLR-CLI-003', 'HLR-CLI-001'],
    kind: 'normal',
    intent: 'the gate is red without evidence and green with it, in each form',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.match(await call(gate, root), { code: 1, out: /TRC-110[\s\S]*✗ gate is RED\n$/ });
    t.equal((await call(certify, root)).code, 0);
    t.match(await call(gate, root), { code: 0, out: /✓ gate is GREEN\n$/ });
    t.equal((JSON.parse((await call(gate, root, [], { json: true })).out) as { verdict: string }).verdict, 'green');
    t.match((await call(gate, root, [], { format: 'sarif' })).out, '"version": "2.1.0"');
    t.match((await call(gate, root, [], { format: 'junit' })).out, /^<\?xml/);
    t.match((await call(gate, root, [], { format: 'markdown' })).out, /^## ✓ Gate green/);
    writeAll(root, { 'src/add.mjs': (sampleProject['src/add.mjs'] ?? '').replace('a + b', 'b + a') });
    t.match(await call(gate, root), { code: 1, out: /TRC-118[\s\S]*src\/add\.mjs/ });
  },
);

testCase(
  {
    id: 'TC-CLI-004-02',
    verifies: ['LLR-CLI-004', 'HLR-CLI-003', 'HLR-CLI-001'],
    kind: 'robustness',
    intent: 'an unknown form ends with 2, and a file that cannot be read makes the gate red',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.match(await call(gate, root, [], { format: 'pdf' }), { code: 2, out: /^$/, err: /CLI-102[\s\S]*sarif/ });
    await call(certify, root);
    writeAll(root, { 'requirements/bad.yaml': broken });
    t.match(await call(gate, root), { code: 1, out: /REQ-101/ });
  },
);

testCase(
  {
    id: 'TC-CLI-005-01',
    verifies: ['LLR-CLI-005', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'the status counts the requirements of a level by module',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.match(await call(status, root), { code: 0, out: /high-level requirements by module[\s\S]*DEMO\s+1\s+0\s+0\s+1\s+0\s+1/ });
    await call(certify, root);
    t.match(await call(status, root, [], { level: 'low-level' }), { code: 0, out: /low-level[\s\S]*DEMO\s+1\s+1\s+0\s+0\s+0\s+1/ });
    t.same(JSON.parse((await call(status, root, [], { json: true })).out), {
      level: 'high-level',
      modules: [{ all: 1, awaiting: 0, module: 'DEMO', notMet: 0, planned: 0, verified: 1 }],
    });
  },
);

testCase(
  {
    id: 'TC-CLI-005-02',
    verifies: ['LLR-CLI-005', 'HLR-CLI-003'],
    kind: 'robustness',
    intent: 'an unknown level ends with 2 and names the known ones',
  },
  async (t) => {
    t.match(await call(status, temporaryFolder(t, sampleProject), [], { level: 'medium' }), {
      code: 2,
      out: /^$/,
      err: /high-level, low-level/,
    });
  },
);

testCase(
  {
    id: 'TC-CLI-006-01',
    verifies: ['LLR-CLI-006', 'HLR-CLI-003', 'HLR-CLI-005'],
    kind: 'normal',
    intent: 'matrices are written once, checked, and those of a former trace go',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.equal((await call(trace, root, [], { check: true })).code, 1);
    t.equal(existsSync(join(root, traceFolder)), false);
    t.match(await call(trace, root), { code: 0, out: /12 written, 0 unchanged/ });
    t.match(await call(trace, root), { code: 0, out: /0 written, 12 unchanged/ });
    t.match(await call(trace, root, [], { check: true }), { code: 0, out: /^✓/ });
    writeAll(root, { 'trace/down.csv': 'edited', 'trace/old.md': readFileSync(join(root, 'trace/down.md'), 'utf8'), 'trace/old.csv': 'x' });
    t.match(await call(trace, root, [], { check: true }), { code: 1, out: /TRC-150[\s\S]*trace\/down\.csv/ });
    t.equal((await call(trace, root)).code, 0);
    t.same(
      readdirSync(join(root, traceFolder)).filter((name) => name.startsWith('old')),
      [],
    );
    t.not(readFileSync(join(root, 'trace/down.csv'), 'utf8'), 'edited');
  },
);

testCase(
  {
    id: 'TC-CLI-006-02',
    verifies: ['LLR-CLI-006', 'HLR-CLI-005'],
    kind: 'robustness',
    intent: 'files that are no matrix stay, and nothing is written while a requirement file cannot be read',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      ...sampleProject,
      'trace/README.md': 'mine',
      'trace/notes.csv': 'mine',
      'trace/reviewed.json': '{"acceptances":[],"links":[]}',
    });
    await call(trace, root);
    t.same(
      ['README.md', 'notes.csv', 'reviewed.json'].filter((name) => !existsSync(join(root, traceFolder, name))),
      [],
    );
    const before = readFileSync(join(root, 'trace/down.csv'), 'utf8');
    writeAll(root, { 'requirements/low.yaml': broken });
    t.match(await call(trace, root), { code: 2, err: /REQ-101/ });
    t.equal(readFileSync(join(root, 'trace/down.csv'), 'utf8'), before);
  },
);

const jo = { by: ' Jo ', why: 'read both ends' };

testCase(
  {
    id: 'TC-CLI-007-01',
    verifies: ['LLR-CLI-007', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'links are listed, accepted with person, day and reason, and listed as suspect after a change',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.match(await call(review, root), { code: 0, out: /not reviewed {2}LLR-DEMO-001 → HLR-DEMO-001[\s\S]*0 suspect, 6 not reviewed/ });
    t.match(await call(review, root, ['HLR-DEMO-001'], jo), { code: 0, out: '3 links accepted by Jo on 2030-06-15; 3 still open\n' });
    t.match(await call(review, root, [], { ...jo, all: true }), { code: 0, out: '3 links accepted by Jo on 2030-06-15; 0 still open\n' });
    t.match(readFileSync(join(root, 'trace/reviewed.json'), 'utf8'), '"by":"Jo","on":"2030-06-15","why":"read both ends"');
    writeAll(root, { 'requirements/high.yaml': (sampleProject['requirements/high.yaml'] ?? '').replace('shall do', 'shall perform') });
    t.match(await call(review, root), { code: 1, out: /suspect {7}LLR-DEMO-001 → HLR-DEMO-001[\s\S]*3 suspect, 0 not reviewed/ });
    t.match(await call(gate, root), { code: 1, out: /TRC-117/ });
  },
);

testCase(
  {
    id: 'TC-CLI-007-02',
    verifies: ['LLR-CLI-007', 'HLR-CLI-005'],
    kind: 'robustness',
    intent: 'an acceptance without person, reason or item is refused, and none is made while a file cannot be read',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    for (const [ids, options] of [
      [['HLR-DEMO-001'], { by: 'Jo' }],
      [['HLR-DEMO-001'], { why: 'read both ends' }],
      [['HLR-DEMO-001'], { by: ' ', why: 'read both ends' }],
      [['HLR-DEMO-001'], { by: 'Jo', why: 'short' }],
      [[], jo],
      [['HLR-GONE'], jo],
    ] as const) {
      t.match(await call(review, root, ids, options), { code: 2, err: /CLI-102/ }, JSON.stringify([ids, options]));
    }
    t.equal(existsSync(join(root, 'trace/reviewed.json')), false);
    await call(review, root, [], { ...jo, all: true });
    const accepted = readFileSync(join(root, 'trace/reviewed.json'), 'utf8');
    writeAll(root, { 'requirements/more.yaml': broken });
    t.match(await call(review, root, [], { ...jo, all: true }), { code: 2, err: /REQ-101/ });
    t.equal(readFileSync(join(root, 'trace/reviewed.json'), 'utf8'), accepted, 'acceptances of unread files are not dropped');
    rmSync(join(root, 'requirements/more.yaml'));
    writeAll(root, { 'trace/reviewed.json': accepted.slice(0, -5) });
    t.match(await call(review, root, [], { ...jo, all: true }), { code: 2, err: /TRC-130/ });
    t.equal(readFileSync(join(root, 'trace/reviewed.json'), 'utf8'), accepted.slice(0, -5), 'a damaged review file is not overwritten');
  },
);

let historyTemplate = '';
process.once('exit', () => historyTemplate !== '' && rmSync(historyTemplate, { recursive: true, force: true }));

/** The sample project as a folder of a larger repository with three commits: the second changes code, the third a requirement. */
function history(t: Test): string {
  if (historyTemplate === '') historyTemplate = makeHistory();
  const root = temporaryFolder(t);
  cpSync(historyTemplate, root, { recursive: true });
  return join(root, 'part');
}

function makeHistory(): string {
  const root = mkdtempSync(join(tmpdir(), 'ampel-'));
  writeAll(root, Object.fromEntries(Object.entries(noInputs).map(([path, text]) => [`part/${path}`, text])));
  const git = (...words: readonly string[]): void => {
    const done = spawnSync('git', ['-c', 'user.name=Jo', '-c', 'user.email=jo@example.org', ...words], { cwd: root, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(done.stderr);
  };
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'First');
  git('tag', 'one');
  writeAll(join(root, 'part'), { 'src/add.mjs': (sampleProject['src/add.mjs'] ?? '').replace('a + b', 'b + a') });
  git('commit', '-qam', 'Second');
  git('tag', 'two');
  writeAll(join(root, 'part'), {
    'requirements/high.yaml': (sampleProject['requirements/high.yaml'] ?? '').replace('shall do', 'shall perform'),
  });
  git('commit', '-qam', 'Third');
  git('tag', 'three');
  return root;
}

testCase(
  {
    id: 'TC-CLI-008-01',
    verifies: ['LLR-CLI-008', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'two revisions, or one and the present files, are compared item by item',
  },
  async (t) => {
    const root = history(t);
    t.match(await call(diff, root, ['one', 'two']), {
      code: 0,
      out: 'meaning  code add\n           src/add.mjs\n1 difference between one and two, 1 of them taking evidence away\n',
    });
    t.match(
      (await call(diff, root, ['two', 'three'])).out,
      /^meaning {2}requirement HLR-DEMO-001\n.*was: The unit shall do.*\n.*is: {2}The unit shall perform/,
    );
    writeAll(root, { 'requirements/low.yaml': (sampleProject['requirements/low.yaml'] ?? '').replace('Title of', 'Name of') });
    const parsed = JSON.parse((await call(diff, root, ['three'], { json: true })).out) as {
      readonly to: string;
      readonly changes: readonly object[];
    };
    t.match(parsed, { to: 'working tree', changes: [{ item: 'requirement', id: 'LLR-DEMO-001', change: 'wording' }] });
    t.equal(parsed.changes.length, 1);
  },
);

testCase(
  {
    id: 'TC-CLI-008-02',
    verifies: ['LLR-CLI-008', 'HLR-CLI-003'],
    kind: 'robustness',
    intent: 'revisions that do not exist, too many of them, and folders without version control end with 2',
  },
  async (t) => {
    const root = history(t);
    for (const revisions of [[], ['one', 'two', 'three'], ['nothing'], ['one', 'nothing'], ['--output=x']])
      t.match(await call(diff, root, revisions), { code: 2, err: /CLI-102/ }, revisions.join(' '));
    t.match(await call(diff, temporaryFolder(t, sampleProject), ['HEAD']), { code: 2, err: /there is no revision/ });
    t.same(
      readdirSync(root).filter((name) => name === 'x'),
      [],
    );
  },
);

testCase(
  {
    id: 'TC-CLI-009-01',
    verifies: ['LLR-CLI-009', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'requirements, cases, units, files, folders and ranges are starts of an impact',
  },
  async (t) => {
    const root = history(t);
    const touched = async (
      subject: string,
    ): Promise<{
      readonly requirements: readonly string[];
      readonly code: readonly string[];
      readonly cases: readonly string[];
      readonly procedures: readonly string[];
    }> => JSON.parse((await call(impact, root, [subject], { json: true })).out);
    t.match(await touched('HLR-DEMO-001'), {
      requirements: ['HLR-DEMO-001', 'LLR-DEMO-001'],
      code: ['src/add.mjs#add'],
      procedures: ['verification/add.test.mjs'],
    });
    t.same((await touched('TC-DEMO-001-01')).cases, ['TC-DEMO-001-01']);
    for (const subject of ['add', 'src/add.mjs', './src/add.mjs', 'src', 'src/'])
      t.match(
        await touched(subject),
        { code: [/#add$/], cases: ['TC-DEMO-001-01', 'TC-DEMO-001-02'], procedures: ['verification/add.test.mjs'] },
        subject,
      );
    t.same(await touched('data/table.txt').then(({ requirements, code, procedures }) => [requirements, code, procedures]), [
      [],
      [],
      ['verification/add.test.mjs'],
    ]);
    t.match(await touched('one..two'), { code: ['src/add.mjs#add'], procedures: ['verification/add.test.mjs'] });
    t.same((await touched('one..two')).requirements, [], 'the range ends before the third commit');
    t.match(await touched('two..three'), { requirements: ['HLR-DEMO-001', 'LLR-DEMO-001'] });
    t.match(await call(impact, root, ['one']), { code: 0, out: /requirements changed, or refining one that changed \(2\)[\s\S]*A-7-3/ });
  },
);

testCase(
  {
    id: 'TC-CLI-009-02',
    verifies: ['LLR-CLI-009', 'HLR-CLI-003'],
    kind: 'robustness',
    intent: 'a subject that is nothing of the project, or none, or two, ends with 2',
  },
  async (t) => {
    const root = history(t);
    for (const subjects of [[], ['add', 'add'], ['HLR-GONE'], ['one..nothing'], ['nothing..one'], ['../part-of-nothing'], ['']])
      t.match(await call(impact, root, subjects), { code: 2, err: /CLI-102/ }, subjects.join(' '));
    t.match(await call(impact, temporaryFolder(t, sampleProject), ['HEAD~1..HEAD']), { code: 2 });
  },
);

testCase(
  {
    id: 'TC-CLI-010-01',
    verifies: ['LLR-CLI-010', 'HLR-CLI-004'],
    kind: 'normal',
    intent: 'certify runs what has no evidence, writes the package, reuses what is current, and writes the same bytes again',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.match(await call(certify, root), { code: 0, out: /1 record made now, 0 reused[\s\S]*✓ GREEN\n$/ });
    const files = new NodeFiles(root);
    const bytes = (): readonly string[] =>
      new NodeFiles(root).list({ paths: ['artifacts/**'] }).value.map((path) => `${path} ${readFileSync(join(root, path), 'base64')}`);
    const first = bytes();
    t.ok(files.exists('artifacts/index.html'));
    t.match(await call(certify, root), { code: 0, out: /0 records made now, 1 reused/ });
    t.same(
      bytes().map((line) => line.slice(0, 400)),
      first.map((line) => line.slice(0, 400)),
    );
    t.equal(bytes().join('\n') === first.join('\n'), true, 'byte for byte');
  },
);

testCase(
  {
    id: 'TC-CLI-010-02',
    verifies: ['LLR-CLI-010', 'HLR-CLI-004'],
    kind: 'robustness',
    intent: 'a failing procedure makes certify red and runs again, and a package that cannot be written ends with 2',
  },
  async (t) => {
    const root = temporaryFolder(t, { ...sampleProject, 'broken.txt': '' });
    t.match(await call(certify, root), { code: 1, out: /TC-DEMO-001-02[\s\S]*✗ RED\n$/ });
    rmSync(join(root, 'broken.txt'));
    t.match(await call(certify, root), { code: 0, out: /1 record made now, 0 reused/ });
    const program = temporaryFolder(t, {
      ...sampleProject,
      'ampel.config.yaml': (sampleProject['ampel.config.yaml'] ?? '').replace('[node]', '[ampel-no-such-program]'),
    });
    t.match(await call(certify, program), { code: 1, out: /EVD-102[\s\S]*was not found/ });
    const taken = temporaryFolder(t, { ...sampleProject, '.ampel/aside': 'a file where a folder is needed' });
    t.match(await call(certify, taken), { code: 2, err: /FIL-104/ });
  },
);

testCase(
  {
    id: 'TC-CLI-011-01',
    verifies: ['LLR-CLI-011', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'init sets up a folder so that the next command finds a valid project',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'src/a.c': 'int a;\n' });
    t.match(await call(init, root), { code: 0, out: /wrote ampel\.config\.yaml[\s\S]*next:/ });
    const done = await call(check, root);
    t.notMatch(done.err, /PRJ-10/);
    t.notMatch(done.out, /PRJ-10|REQ-10/);
  },
);

testCase(
  {
    id: 'TC-CLI-011-02',
    verifies: ['LLR-CLI-011', 'HLR-CLI-005'],
    kind: 'robustness',
    intent: 'init overwrites nothing and says when there is nothing to write',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'ampel.config.yaml': 'mine' });
    t.equal((await call(init, root)).code, 0);
    t.equal(readFileSync(join(root, 'ampel.config.yaml'), 'utf8'), 'mine');
    t.match(await call(init, root), { code: 0, out: /^nothing to write/ });
  },
);

testCase(
  {
    id: 'TC-CLI-012-01',
    verifies: ['LLR-CLI-012', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'check is green for texts and links in order, and says that evidence was not weighed',
  },
  async (t) => {
    t.match(await call(check, temporaryFolder(t, sampleProject)), {
      code: 0,
      out: /✓ texts and links are in order; evidence was not weighed\n$/,
    });
  },
);

testCase(
  {
    id: 'TC-CLI-012-02',
    verifies: ['LLR-CLI-012', 'HLR-CLI-003'],
    kind: 'robustness',
    intent: 'check is red for a missing link, an unclear text or an unreadable file',
  },
  async (t) => {
    const low = sampleProject['requirements/low.yaml'] ?? '';
    for (const [path, text] of [
      ['requirements/low.yaml', low.replace('[HLR-DEMO-001]', '[HLR-GONE]')],
      ['requirements/low.yaml', low.replace('shall do', 'should do')],
      ['requirements/bad.yaml', broken],
      ['src/add.mjs', 'export const add = (a, b) => a + b;\n'],
    ] as const) {
      t.match(
        await call(check, temporaryFolder(t, { ...sampleProject, [path]: text })),
        { code: 1, out: /✗ texts and links are NOT in order/ },
        `${path} ${text.slice(0, 20)}`,
      );
    }
  },
);

const reports: ProjectTexts = {
  ...sampleProject,
  'ampel.config.yaml': (sampleProject['ampel.config.yaml'] ?? '')
    .replace('    command: [node]\n', '')
    .replace('{ format: tap }', "{ format: junit, paths: ['out/*.xml'] }"),
  'out/a.xml': '<testsuite name="s"><testcase name="TC-DEMO-001-01 adds"/><testcase name="TC-DEMO-001-02 adds nothing"/></testsuite>',
};

testCase(
  {
    id: 'TC-CLI-013-01',
    verifies: ['LLR-CLI-013', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'results from elsewhere are recorded and make the gate green',
  },
  async (t) => {
    const root = temporaryFolder(t, reports);
    t.equal((await call(gate, root)).code, 1);
    t.match(await call(record, root, ['tests']), { code: 0, out: /^✓/ });
    t.equal((await call(gate, root)).code, 0);
  },
);

testCase(
  {
    id: 'TC-CLI-013-02',
    verifies: ['LLR-CLI-013', 'HLR-CLI-003'],
    kind: 'robustness',
    intent: 'unknown procedures, those without result files, and damaged results are refused or recorded as failed',
  },
  async (t) => {
    const root = temporaryFolder(t, reports);
    for (const names of [[], ['nobody'], ['tests', 'tests']])
      t.match(await call(record, root, names), { code: 2, err: /CLI-102/ }, names.join());
    t.match(await call(record, temporaryFolder(t, sampleProject), ['tests']), { code: 2, err: /ampel certify/ });
    writeAll(root, { 'out/a.xml': '<testsuite>' });
    t.match(await call(record, root, ['tests']), { code: 1, out: /^✗/ });
    t.equal((await call(gate, root)).code, 1);
  },
);

testCase(
  {
    id: 'TC-CLI-014-01',
    verifies: ['LLR-CLI-014', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'requirements are exported to standard output or to a file',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.match(await call(exportRequirements, root, [], { format: 'csv' }), { code: 0, out: /HLR-DEMO-001[\s\S]*LLR-DEMO-001/ });
    t.match(await call(exportRequirements, root, [], { format: 'reqif', output: 'out/r.reqif' }), { code: 0, out: /^$/ });
    t.match(readFileSync(join(root, 'out/r.reqif'), 'utf8'), /REQ-IF/);
  },
);

testCase(
  {
    id: 'TC-CLI-014-02',
    verifies: ['LLR-CLI-014', 'HLR-CLI-003'],
    kind: 'robustness',
    intent: 'an unknown form or a file that cannot be written ends with 2, and unread requirements with 1',
  },
  async (t) => {
    const root = temporaryFolder(t, sampleProject);
    t.match(await call(exportRequirements, root), { code: 2, err: /--format is needed/ });
    t.match(await call(exportRequirements, root, [], { format: 'docx' }), { code: 2 });
    t.match(await call(exportRequirements, root, [], { format: 'csv', output: 'src' }), { code: 2, err: /FIL-104/ });
    t.match(await call(exportRequirements, root, [], { format: 'csv', output: '../out.csv' }), { code: 2, err: /FIL-104/ });
    writeAll(root, { 'requirements/bad.yaml': broken });
    t.match(await call(exportRequirements, root, [], { format: 'csv' }), { code: 1, err: /REQ-101/ });
  },
);

const reviewed: ProjectTexts = {
  ...sampleProject,
  'ampel.config.yaml': `${sampleProject['ampel.config.yaml']}reviews: ['verification/reviews/*.yaml']\n`,
  'requirements/high.yaml': (sampleProject['requirements/high.yaml'] ?? '').replace('verification: [test]', 'verification: [test, review]'),
};

testCase(
  {
    id: 'TC-CLI-016-01',
    verifies: ['LLR-CLI-016', 'LLR-EVD-009', 'LLR-TRC-111', 'HLR-CLI-003'],
    kind: 'normal',
    intent: 'a review of a requirement is a file that is evidence of the method review until the text changes',
  },
  async (t) => {
    const root = temporaryFolder(t, reviewed);
    t.match((await call(certify, root)).out, /TRC-111: HLR-DEMO-001 declares review/);
    const said = { requirement: true, by: 'A. "Reader"', why: 'compared with the need: it says what is meant' };
    t.match(await call(review, root, ['HLR-DEMO-001'], said), { code: 0, out: /1 requirement accepted by A/ });
    t.match(readFileSync(join(root, 'verification/reviews/HLR-DEMO-001.yaml'), 'utf8'), /fingerprint: "[0-9a-f]{64}"/);
    t.match(await call(certify, root), { code: 0, out: /✓ GREEN/ });
    const high = reviewed['requirements/high.yaml'] ?? '';
    writeAll(root, { 'requirements/high.yaml': high.replace('shall do', 'shall now do') });
    t.match((await call(gate, root)).out, /TRC-111: HLR-DEMO-001 declares review/);
  },
);

testCase(
  {
    id: 'TC-CLI-016-02',
    verifies: ['LLR-CLI-016', 'LLR-EVD-009', 'LLR-TRC-111'],
    kind: 'robustness',
    intent:
      'a rejection keeps the gate red, a review without reviewer, statement or requirement is not written, and a damaged one is reported',
  },
  async (t) => {
    const root = temporaryFolder(t, reviewed);
    const said = { requirement: true, by: 'A. Reader', why: 'it contradicts the need' };
    for (const [ids, options] of [
      [['HLR-DEMO-001'], { ...said, by: ' ' }],
      [['HLR-DEMO-001'], { ...said, why: 'short' }],
      [['HLR-GONE-001'], said],
      [[], said],
    ] as const)
      t.equal((await call(review, root, ids, options)).code, 2);
    t.notOk(existsSync(join(root, 'verification/reviews')));
    t.equal((await call(review, temporaryFolder(t, sampleProject), ['HLR-DEMO-001'], said)).code, 2, 'no folder is configured');
    await call(review, root, ['HLR-DEMO-001'], { ...said, rejected: true });
    t.match(await call(certify, root), { code: 1, out: /TRC-111: HLR-DEMO-001 was rejected by the review REV-HLR-DEMO-001 of A\. Reader/ });
    writeAll(root, { 'verification/reviews/HLR-DEMO-001.yaml': 'id: REV-1\nverdict: perhaps\n' });
    t.match((await call(gate, root)).out, /EVD-105/);
  },
);

testCase(
  {
    id: 'TC-CLI-008-03',
    verifies: ['LLR-CLI-008'],
    kind: 'robustness',
    intent: 'configuration items and reviews of a revision are read as they were committed',
  },
  async (t) => {
    const config =
      `${reviewed['ampel.config.yaml']}configurationItems:\n  - { path: data/limits.json, implements: [LLR-DEMO-001] }\n`.replace(
        '    inputs: [package.json]\n',
        '',
      );
    const root = temporaryFolder(t, { ...reviewed, 'ampel.config.yaml': config, 'data/limits.json': '{"limit": 1}' });
    for (const words of [
      ['init', '-q'],
      ['add', '-A'],
      ['-c', 'user.name=Jo', '-c', 'user.email=jo@example.org', 'commit', '-qm', 'First'],
    ]) {
      t.equal(spawnSync('git', words, { cwd: root }).status, 0);
    }
    writeAll(root, { 'data/limits.json': '{"limit": 2}' });
    const done = await call(diff, root, ['HEAD']);
    t.equal(done.err, '');
    t.match(done.out, /^meaning {2}code data\/limits\.json\n.*\n1 difference/);
  },
);

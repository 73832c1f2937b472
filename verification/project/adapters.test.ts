import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { revisionFiles } from '../../src/adapters/revision-files.js';
import { SimpleGitRepository } from '../../src/adapters/simple-git.js';
import { systemClock } from '../../src/adapters/system-clock.js';
import { textBytesMaximum } from '../../src/kernel/file-text.js';
import { temporaryFolder, writeAll } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

/** The one code of a reading that failed. */
function codeOf(read: { readonly value: unknown; readonly diagnostics: readonly { readonly code: string }[] }): string {
  return read.value === undefined ? read.diagnostics.map((finding) => finding.code).join() : 'read';
}

testCase(
  {
    id: 'TC-PRJ-002-01',
    verifies: ['LLR-PRJ-002', 'HLR-PRJ-002'],
    kind: 'normal',
    intent: 'text and bytes of a file are returned, text without its byte order mark',
  },
  (t) => {
    const files = new NodeFiles(temporaryFolder(t, { 'a/text.md': '\ufeffé\r\n', 'empty.txt': '' }));
    t.same(files.readText('a/text.md'), { value: 'é\r\n', diagnostics: [] });
    t.same([...(files.readBytes('a/text.md').value ?? [])], [0xef, 0xbb, 0xbf, 0xc3, 0xa9, 13, 10]);
    t.equal(files.readText('empty.txt').value, '');
    t.equal(files.exists('a/text.md'), true);
    t.equal(files.exists('a'), true);
    t.equal(files.exists('b'), false);
  },
);

testCase(
  {
    id: 'TC-PRJ-002-02',
    verifies: ['LLR-PRJ-002', 'HLR-PRJ-002'],
    kind: 'robustness',
    intent: 'absent, binary, wrongly encoded, over-large, irregular and outside files are findings',
  },
  (t) => {
    const outer = temporaryFolder(t, { 'secret.txt': 'secret', 'root/nul.txt': 'a\u0000b', 'root/folder/x': '' });
    const root = join(outer, 'root');
    writeFileSync(join(root, 'latin.txt'), Buffer.from([0x63, 0xe9]));
    writeFileSync(join(root, 'binary.bin'), Buffer.from([0, 0xff, 0xfe]));
    writeFileSync(join(root, 'large.txt'), 'a');
    truncateSync(join(root, 'large.txt'), textBytesMaximum + 1);
    symlinkSync('loop', join(root, 'loop'));
    const files = new NodeFiles(root);
    const expected = {
      'nul.txt': 'FIL-102',
      'latin.txt': 'FIL-102',
      'binary.bin': 'FIL-102',
      'large.txt': 'FIL-102',
      absent: 'FIL-101',
      folder: 'FIL-101',
      loop: 'FIL-101',
      '../secret.txt': 'FIL-101',
      'a\u0000b': 'FIL-101',
      '': 'FIL-101',
    };
    for (const [path, code] of Object.entries(expected)) t.equal(codeOf(files.readText(path)), code, JSON.stringify(path));
    t.equal(codeOf(files.readText(join(outer, 'secret.txt'))), 'FIL-101', 'an absolute path outside');
    t.equal(files.exists('../secret.txt'), false);
    t.match(files.readText('latin.txt').diagnostics[0], {
      message: /is not UTF-8/,
      place: { path: 'latin.txt', line: 1, column: 1 },
      why: /./,
      fix: /./,
    });
    t.match(files.readText('binary.bin').diagnostics[0]?.message, /is binary/);
    if (process.platform !== 'win32') {
      spawnSync('mkfifo', [join(root, 'pipe')]);
      t.equal(codeOf(files.readText('pipe')), 'FIL-101', 'a named pipe would never end');
      t.equal(codeOf(new NodeFiles('/dev').readText('zero')), 'FIL-101', 'a device would never end');
    }
    if (process.getuid?.() !== 0) {
      chmodSync(join(root, 'nul.txt'), 0);
      t.equal(codeOf(files.readText('nul.txt')), 'FIL-101');
    }
  },
);

testCase(
  {
    id: 'TC-PRJ-009-01',
    verifies: ['LLR-PRJ-009', 'HLR-PRJ-002'],
    kind: 'normal',
    intent: 'files that match are listed once, sorted by code unit, without the excluded ones',
  },
  (t) => {
    const root = temporaryFolder(t, {
      'src/b.ts': '',
      'src/B.ts': '',
      'src/ä.ts': '',
      'src/a/c.ts': '',
      'src/a/c.md': '',
      'src/.hidden/d.ts': '',
      'node_modules/e.ts': '',
      'src/node_modules/f.ts': '',
      '.git/g.ts': '',
      'top.ts': '',
    });
    const files = new NodeFiles(root);
    t.same(files.list({ paths: ['src/**/*.ts', '**/*.ts'] }), {
      value: ['src/.hidden/d.ts', 'src/B.ts', 'src/a/c.ts', 'src/b.ts', 'src/ä.ts', 'top.ts'],
      diagnostics: [],
    });
    t.same(files.list({ paths: ['src/{a,b}/*.ts', 'top.ts', 'absent.ts'], exclude: ['top.*'] }).value, ['src/a/c.ts']);
    writeAll(root, { 'src/late.ts': '' });
    files.writeAtomically('src/own.ts', '');
    t.ok(files.list({ paths: ['src/*.ts'] }).value.includes('src/late.ts'), 'a listing is made anew after an own write');
  },
);

testCase(
  {
    id: 'TC-PRJ-009-02',
    verifies: ['LLR-PRJ-009', 'HLR-PRJ-002'],
    kind: 'robustness',
    intent: 'loops, links to nothing, links out of the project and unreadable folders are reported and not followed',
  },
  (t) => {
    const outer = temporaryFolder(t, { 'secret.ts': '', 'root/src/a.ts': '', 'root/odd/[x] (1).ts': '' });
    const root = join(outer, 'root');
    symlinkSync('.', join(root, 'src/loop'));
    symlinkSync('nowhere.ts', join(root, 'src/dangling.ts'));
    symlinkSync('../../secret.ts', join(root, 'src/secret.ts'));
    symlinkSync('a.ts', join(root, 'src/alias.ts'));
    const files = new NodeFiles(root);
    const { value, diagnostics } = files.list({ paths: ['**/*.ts'] });
    t.same(value, ['odd/[x] (1).ts', 'src/a.ts', 'src/alias.ts']);
    t.same(diagnostics.map((finding) => `${finding.code} ${finding.place?.path}`).sort(), [
      'FIL-103 src/dangling.ts',
      'FIL-103 src/loop',
      'FIL-103 src/secret.ts',
    ]);
    t.same(files.list({ paths: ['absent/**/*.ts'] }), { value: [], diagnostics: [] });
    const outside = files.list({ paths: ['../**/*.ts'] });
    t.same(outside.value, []);
    t.same(
      outside.diagnostics.map((finding) => finding.code),
      ['FIL-101'],
    );
    if (process.getuid?.() !== 0) {
      chmodSync(join(root, 'odd'), 0);
      t.match(new NodeFiles(root).list({ paths: ['odd/*'] }).diagnostics, [{ code: 'FIL-101' }]);
      chmodSync(join(root, 'odd'), 0o700);
    }
  },
);

testCase(
  {
    id: 'TC-PRJ-010-01',
    verifies: ['LLR-PRJ-010', 'HLR-PRJ-003'],
    kind: 'normal',
    intent: 'a file is written with its folders, replaced as a whole, and nothing is left beside it',
  },
  (t) => {
    const root = temporaryFolder(t, { 'out/a.txt': 'old and longer' });
    const files = new NodeFiles(root);
    const reader = readFileSync(join(root, 'out/a.txt'));
    t.same(files.writeAtomically('out/a.txt', 'new'), []);
    t.same(files.writeAtomically('out/deep/er/b.bin', new Uint8Array([1, 2])), []);
    t.equal(readFileSync(join(root, 'out/a.txt'), 'utf8'), 'new');
    t.equal(reader.toString(), 'old and longer');
    t.same(
      readdirSync(root, { recursive: true }).sort(),
      ['out', 'out/a.txt', 'out/deep', 'out/deep/er', 'out/deep/er/b.bin'].map((path) => join(path)),
    );
  },
);

testCase(
  {
    id: 'TC-PRJ-010-02',
    verifies: ['LLR-PRJ-010', 'HLR-PRJ-003'],
    kind: 'robustness',
    intent: 'a write that fails or is killed leaves the old file, and none lands outside the project',
  },
  (t) => {
    const outer = temporaryFolder(t, { 'outside/keep.txt': 'keep', 'root/a.txt': 'old', 'root/taken/x': '' });
    const root = join(outer, 'root');
    symlinkSync('../outside', join(root, 'way-out'));
    const files = new NodeFiles(root);
    for (const path of ['taken', 'a.txt/below', '../outside/keep.txt', 'way-out/keep.txt', 'way-out/new/file.txt', 'a\u0000b']) {
      t.match(files.writeAtomically(path, 'lost'), [{ code: 'FIL-104', severity: 'error' }], JSON.stringify(path));
    }
    t.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'old');
    t.same(readdirSync(join(outer, 'outside')), ['keep.txt']);
    t.equal(readFileSync(join(outer, 'outside/keep.txt'), 'utf8'), 'keep');
    t.throws(() => files.remove('../outside'), /outside the project/);
    t.same(readdirSync(root).sort(), ['a.txt', 'taken', 'way-out'], 'no temporary file stays');
    const killed = spawnSync(
      process.execPath,
      [
        '-e',
        "const fs=require('fs');fs.renameSync=()=>process.kill(process.pid,'SIGKILL');const h=fs.openSync('a.txt.1.tmp','w');fs.writeSync(h,'half');fs.fsyncSync(h);fs.renameSync('a.txt.1.tmp','a.txt')",
      ],
      { cwd: root },
    );
    t.equal(killed.signal, 'SIGKILL');
    t.equal(files.readText('a.txt').value, 'old', 'killed before the rename, the old file stands');
    t.same(files.list({ paths: ['*.txt'] }).value, ['a.txt'], 'and the temporary file has another name');
  },
);

const twoFiles = new Map([
  ['index.html', 'new'],
  ['data/a.json', '{}'],
]);

testCase(
  {
    id: 'TC-PRJ-011-01',
    verifies: ['LLR-PRJ-011', 'HLR-PRJ-003'],
    kind: 'normal',
    intent: 'a folder is replaced as a whole, with nothing of the old one left',
  },
  (t) => {
    const root = temporaryFolder(t, { 'artifacts/old.txt': 'old' });
    const files = new NodeFiles(root);
    t.same(files.replaceFolder('artifacts', twoFiles), []);
    t.same(files.list({ paths: ['artifacts/**'] }).value, ['artifacts/data/a.json', 'artifacts/index.html']);
    t.same(files.list({ paths: ['.ampel/**'] }).value, []);
    t.same(files.replaceFolder('fresh', twoFiles), [], 'a folder that was not there');
    t.equal(files.readText('fresh/index.html').value, 'new');
  },
);

testCase(
  {
    id: 'TC-PRJ-011-02',
    verifies: ['LLR-PRJ-011', 'HLR-PRJ-003'],
    kind: 'robustness',
    intent: 'cut short at any point, the old folder stands or is put back',
  },
  (t) => {
    const root = temporaryFolder(t, { 'artifacts/old.txt': 'old' });
    const files = new NodeFiles(root);
    t.match(
      files.replaceFolder(
        'artifacts',
        new Map([
          ['a', '1'],
          ['a/b', 'a is no folder'],
        ]),
      ),
      [{ code: 'FIL-104' }],
    );
    t.same(files.list({ paths: ['artifacts/**'] }).value, ['artifacts/old.txt'], 'a failed write of the new folder');
    mkdirSync(join(root, '.ampel/aside'), { recursive: true });
    writeAll(root, { '.ampel/aside/artifacts.new/index.html': 'half' });
    renameSync(join(root, 'artifacts'), join(root, '.ampel/aside/artifacts.old'));
    const after = new NodeFiles(root);
    after.recoverFolder('artifacts');
    t.same(after.list({ paths: ['**'] }).value, ['artifacts/old.txt'], 'killed between the two renames');
    after.recoverFolder('artifacts');
    t.same(after.list({ paths: ['**'] }).value, ['artifacts/old.txt'], 'nothing to recover');
    t.same(after.replaceFolder('artifacts', twoFiles), []);
  },
);

testCase(
  {
    id: 'TC-PRJ-004-01',
    verifies: ['LLR-PRJ-004', 'HLR-PRJ-004'],
    kind: 'normal',
    intent: 'a program runs in the root, without a shell, in a fixed environment, and its output and exit code come back',
  },
  async (t) => {
    const root = temporaryFolder(t);
    process.env['AMPEL_TEST_SECRET'] = 'x';
    t.teardown(() => delete process.env['AMPEL_TEST_SECRET']);
    const script =
      "console.log(JSON.stringify([process.cwd(),process.env.TZ,process.env.LC_ALL,process.env.AMPEL_TEST_SECRET??null,process.argv.slice(1)]));console.error('é');process.exit(7)";
    const result = await new NodeProcesses(root).run(['node', '-e', script, '$HOME', '; rm -rf *'], { timeoutSeconds: 20 });
    t.same(
      { ...result, stdout: JSON.parse(result.stdout) as unknown },
      { exitCode: 7, failure: '', stderr: 'é\n', stdout: [root, 'UTC', 'C.UTF-8', null, ['$HOME', '; rm -rf *']] },
    );
  },
);

testCase(
  {
    id: 'TC-PRJ-004-02',
    verifies: ['LLR-PRJ-004', 'HLR-PRJ-004'],
    kind: 'robustness',
    intent: 'programs that are absent, impossible, killed or endless end with a reason, and their children with them',
  },
  async (t) => {
    const root = temporaryFolder(t);
    const processes = new NodeProcesses(root);
    const limits = { timeoutSeconds: 10 };
    t.match(await processes.run(['ampel-no-such-program'], limits), {
      exitCode: undefined,
      failure: 'program ampel-no-such-program was not found',
    });
    for (const command of [[], [''], ['node', 'a\u0000b']])
      t.match(await processes.run(command, limits), { exitCode: undefined, failure: /./ }, JSON.stringify(command));
    t.match(await processes.run(['node', '-e', "process.kill(process.pid,'SIGKILL')"], limits), {
      exitCode: undefined,
      failure: 'it was killed by SIGKILL',
    });
    const child = "setInterval(()=>require('fs').writeFileSync('alive.txt',String(Date.now())),50)";
    const parent = `require('child_process').spawn(process.execPath,['-e',${JSON.stringify(child)}],{stdio:'inherit'});setInterval(()=>{},1000)`;
    const detached = `require('child_process').spawn(process.execPath,['-e','setTimeout(()=>{},6000)'],{stdio:'inherit',detached:true});setInterval(()=>{},1000)`;
    const started = process.hrtime.bigint();
    const [first, second] = await Promise.all([
      processes.run(['node', '-e', parent], { timeoutSeconds: 1 }),
      processes.run(['node', '-e', detached], { timeoutSeconds: 1 }),
    ]);
    t.match(
      [first, second],
      [
        { exitCode: undefined, failure: 'it ran longer than 1 s' },
        { exitCode: undefined, failure: 'it ran longer than 1 s' },
      ],
    );
    t.ok(process.hrtime.bigint() - started < 5_000_000_000n, 'a child that left the group does not hold it up');
    const seen = existsSync(join(root, 'alive.txt')) ? readFileSync(join(root, 'alive.txt'), 'utf8') : '';
    await new Promise((resolve) => setTimeout(resolve, 300));
    t.equal(
      existsSync(join(root, 'alive.txt')) ? readFileSync(join(root, 'alive.txt'), 'utf8') : '',
      seen,
      'the child of the group has ended',
    );
  },
);

testCase(
  { id: 'TC-PRJ-005-01', verifies: ['LLR-PRJ-005'], kind: 'normal', intent: 'the clock gives the day of the machine in UTC' },
  (t) => {
    const before = new Date().toISOString().slice(0, 10);
    const day = systemClock.today();
    t.ok([before, new Date().toISOString().slice(0, 10)].includes(day));
  },
);

testCase(
  { id: 'TC-PRJ-005-02', verifies: ['LLR-PRJ-005'], kind: 'robustness', intent: 'the day does not depend on the time zone of the machine' },
  (t) => {
    const zone = process.env['TZ'];
    t.teardown(() => void (zone === undefined ? delete process.env['TZ'] : (process.env['TZ'] = zone)));
    const days = ['Pacific/Kiritimati', 'Etc/GMT+12'].map((name) => {
      process.env['TZ'] = name;
      return systemClock.today();
    });
    t.ok(days[0] === days[1] || new Date().toISOString().slice(11, 16) === '00:00', days.join());
    t.match(days[0], /^\d{4}-\d{2}-\d{2}$/);
  },
);

/** Runs git in a folder with an identity of its own; returns what it wrote. */
function git(root: string, ...words: readonly string[]): string {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_DATE: '2030-01-02T03:04:05Z',
    GIT_COMMITTER_DATE: '2030-01-02T03:04:05Z',
  };
  const done = spawnSync('git', ['-c', 'user.name=Jo', '-c', 'user.email=jo@example.org', '-c', 'init.defaultBranch=main', ...words], {
    cwd: root,
    encoding: 'utf8',
    env: environment,
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.trim();
}

/** A repository with two commits whose project is the folder `part`. */
function repository(t: Test): { readonly root: string; readonly part: string; readonly first: string; readonly second: string } {
  const root = temporaryFolder(t, {
    'part/a.txt': 'one\ntwo\n',
    'part/ö [x].txt': 'odd\n',
    'part/gone.txt': 'gone\n',
    'a.txt': 'of the root\n',
  });
  writeFileSync(join(root, 'part/latin.txt'), Buffer.from([0x63, 0xe9]));
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'First\n\nbody');
  const first = git(root, 'rev-parse', 'HEAD');
  writeAll(root, { 'part/a.txt': 'one\nTWO\n', 'part/new.txt': 'new\n' });
  git(root, 'rm', '-q', 'part/gone.txt');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'Second');
  return { root, part: join(root, 'part'), first, second: git(root, 'rev-parse', 'HEAD') };
}

testCase(
  {
    id: 'TC-PRJ-006-01',
    verifies: ['LLR-PRJ-006', 'HLR-PRJ-005'],
    kind: 'normal',
    intent: 'revisions, paths, contents, authors and changes are counted from the folder of the project',
  },
  async (t) => {
    const { part, first, second } = repository(t);
    const adapter = new SimpleGitRepository(part);
    t.same(await adapter.head(), { commit: second, date: '2030-01-02', clean: true });
    t.equal(await adapter.resolve('HEAD~1'), first);
    t.same(await adapter.pathsAt(first), ['a.txt', 'gone.txt', 'latin.txt', 'ö [x].txt']);
    const contents = await adapter.contentsAt(first, ['a.txt', 'absent.txt', 'ö [x].txt', 'gone.txt']);
    t.same(
      [...contents].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]),
      [
        ['a.txt', 'one\ntwo\n'],
        ['ö [x].txt', 'odd\n'],
        ['gone.txt', 'gone\n'],
      ],
    );
    t.same(await adapter.changedPaths(first, second), ['a.txt', 'gone.txt', 'new.txt']);
    writeAll(part, { 'a.txt': 'one\nTWO\nthree\n' });
    t.same(await adapter.changedPaths(second, undefined), ['a.txt']);
    t.equal((await adapter.head())?.clean, false);
    const short = (id: string, subject: string): object => ({ commit: id.slice(0, 12), author: 'Jo', date: '2030-01-02', subject });
    t.same(await adapter.blame('a.txt'), [short(first, 'First'), short(second, 'Second'), undefined]);
  },
);

testCase(
  {
    id: 'TC-PRJ-006-02',
    verifies: ['LLR-PRJ-006', 'HLR-PRJ-005'],
    kind: 'robustness',
    intent: 'outside a repository, and for revisions and options that are none, answers are empty',
  },
  async (t) => {
    const lonely = new SimpleGitRepository(temporaryFolder(t, { 'a.txt': '' }));
    t.equal(await lonely.head(), undefined);
    t.equal(await lonely.resolve('HEAD'), undefined);
    t.same([await lonely.blame('a.txt'), await lonely.pathsAt('HEAD'), await lonely.changedPaths('HEAD', undefined)], [[], [], []]);
    t.equal((await lonely.contentsAt('HEAD', ['a.txt'])).size, 0);
    const { part } = repository(t);
    const adapter = new SimpleGitRepository(part);
    for (const revision of ['nothing', '', '--all', '-h', 'HEAD^{tree}', 'HEAD:a.txt', '$(id)'])
      t.equal(await adapter.resolve(revision), undefined, revision);
    t.equal((await adapter.contentsAt('HEAD', ['a\nb.txt'])).size, 0);
    const empty = temporaryFolder(t);
    git(empty, 'init', '-q');
    t.equal(await new SimpleGitRepository(empty).head(), undefined, 'no commit yet');
  },
);

testCase(
  {
    id: 'TC-PRJ-007-01',
    verifies: ['LLR-PRJ-007', 'HLR-PRJ-005'],
    kind: 'normal',
    intent: 'the files of a revision are read as they were committed while the working tree differs',
  },
  async (t) => {
    const { part, first } = repository(t);
    writeAll(part, { 'a.txt': 'changed since\n' });
    const files = await revisionFiles(new SimpleGitRepository(part), first, [{ paths: ['*.txt'], exclude: ['ö*'] }]);
    t.same(files.list({ paths: ['**/*.txt'] }).value, ['a.txt', 'gone.txt', 'latin.txt']);
    t.equal(files.readText('gone.txt').value, 'gone\n');
    t.equal(files.readText('a.txt').value, 'one\ntwo\n');
    t.equal(files.exists('new.txt'), false);
    t.equal(readFileSync(join(part, 'a.txt'), 'utf8'), 'changed since\n');
  },
);

testCase(
  {
    id: 'TC-PRJ-007-02',
    verifies: ['LLR-PRJ-007', 'HLR-PRJ-005'],
    kind: 'robustness',
    intent: 'files that are absent or no UTF-8 are findings, and a revision cannot be written',
  },
  async (t) => {
    const { part, first } = repository(t);
    const files = await revisionFiles(new SimpleGitRepository(part), first, [{ paths: ['**'] }]);
    t.match(files.readText('new.txt'), { value: undefined, diagnostics: [{ code: 'FIL-101', place: { path: 'new.txt' } }] });
    t.match(files.readText('latin.txt'), { value: undefined, diagnostics: [{ code: 'FIL-101', message: /UTF-8/ }] });
    t.same([...(files.readBytes('latin.txt').value ?? [])], [0x63, 0xe9]);
    for (const write of [
      () => files.writeAtomically('a.txt', ''),
      () => files.remove('a.txt'),
      () => files.replaceFolder('x', new Map()),
      () => files.recoverFolder('x'),
    ])
      t.throws(write, /read only/);
    const none = await revisionFiles(new SimpleGitRepository(part), 'nothing', [{ paths: ['**'] }]);
    t.same(none.list({ paths: ['**'] }).value, []);
  },
);

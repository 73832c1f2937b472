import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, nkeys } from '@nats-io/transport-node';
import t, { type Test } from 'tap';
import { type NatsQueue, type NatsQueueSettings, openNatsQueue } from '../../src/adapters/nats-queue.js';
import { QueueLost } from '../../src/adapters/queue/queue-notice.js';
import { QueuedSolver, solveJobOf } from '../../src/adapters/queued-solver.js';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { prove } from '../../src/cli/commands/prove.js';
import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import { jobKeyOf } from '../../src/ports/job-queue.js';
import type { SolverAnswer, SolverQuestion } from '../../src/ports/solver.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

/**
 * Runs campaigns over a real NATS server with real workers, and kills both. To run it:
 *   npx tap verification/peers/campaign-nats.peer.ts
 */
const missing = spawnSync('nats-server', ['--version']).error !== undefined;
const limits = { resourceUnits: 0, wallSeconds: 60 };
const pause = (milliseconds: number) => new Promise((settle) => setTimeout(settle, milliseconds));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  await new Promise((settle) => server.close(settle));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server in a folder of its own. Killed, it can be started again with what it stored, or without. */
async function natsServer(test: Test, more: readonly string[] = ['-js'], scheme = 'nats') {
  const folder = temporaryFolder(test);
  const port = await freePort();
  const store = join(folder, 'store');
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn('nats-server', ['-a', '127.0.0.1', '-p', `${port}`, '-sd', store, '-l', join(folder, 'log'), ...more], {
      stdio: 'ignore',
    });
    while (!/Server is ready/.test(existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '')) await pause(20);
  };
  const kill = async (): Promise<void> => {
    await ended(child, 'SIGKILL');
    rmSync(join(folder, 'log'), { force: true });
  };
  test.teardown(kill);
  await start();
  return { url: `${scheme}://127.0.0.1:${port}`, start, kill, empty: () => rmSync(store, { recursive: true, force: true }) };
}

function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<number | null> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child?.exitCode ?? null);
  return new Promise((settle) => {
    child.once('exit', (code) => settle(code));
    child.kill(signal);
  });
}

/** `ampel worker` as a process of its own. */
function ampelWorker(test: Test, words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const argv = [...process.execArgv, 'src/cli/main.ts', 'worker', '--json', ...words];
  const child = spawn(process.execPath, argv, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', error: '' };
  child.stdout.on('data', (data) => (said.out += String(data)));
  child.stderr.on('data', (data) => (said.error += String(data)));
  const exit = new Promise<number | null>((settle) => child.once('close', (code) => settle(code)));
  test.teardown(() => ended(child, 'SIGKILL'));
  const ready = async () => {
    while (!said.error.includes(' serves ') && child.exitCode === null) await pause(20);
  };
  const end = (signal: NodeJS.Signals) => {
    void ended(child, signal);
    return exit;
  };
  return { child, said, exit, ready, end };
}

async function opened(test: Test, url: string, more: Partial<NatsQueueSettings> = {}) {
  const notices: Diagnostic[] = [];
  const settings = { url, credentialsPath: '', name: 'coordinator', limits: { holdSeconds: 2 }, sweepSeconds: 0.5 };
  const { value, diagnostics } = await openNatsQueue({ ...settings, notice: (finding) => notices.push(finding), ...more });
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  test.teardown(() => value.close());
  return { queue: value as NatsQueue, notices };
}

/** What the server holds: jobs in the queue, jobs in work, and results by key with their workers. */
async function heldBy(url: string) {
  const connection = await connect({ servers: url });
  try {
    const manager = await jetstreamManager(connection);
    const { state } = await manager.streams.info('AMPEL_JOBS');
    let working = 0;
    for await (const { num_ack_pending } of manager.consumers.list('AMPEL_JOBS')) working += num_ack_pending;
    const bucket = await new Kvm(connection).open('ampel-results');
    const results = new Map<string, Record<string, unknown>>();
    for await (const key of await bucket.keys()) results.set(key, (await bucket.get(key))?.json<Record<string, unknown>>() ?? {});
    return { queued: state.messages, working, results };
  } finally {
    await connection.close();
  }
}

/** Pigeons and one hole less: unsat, in seconds from nine on, in hours from twelve on. */
function pigeons(count: number): string {
  const holes = Array.from({ length: count - 1 }, (_, hole) => hole);
  const birds = Array.from({ length: count }, (_, bird) => bird);
  const lines = birds.flatMap((bird) => holes.map((hole) => `(declare-const p${bird}_${hole} Bool)`));
  for (const bird of birds) lines.push(`(assert (or ${holes.map((hole) => `p${bird}_${hole}`).join(' ')}))`);
  for (const hole of holes)
    for (const first of birds)
      for (const second of birds.slice(0, first)) lines.push(`(assert (not (and p${first}_${hole} p${second}_${hole})))`);
  return lines.join('\n');
}

/** Four slow questions first, then small ones with and without model, one that is refused, and one of 3 MB. */
function questions(): readonly SolverQuestion[] {
  const slow = [9, 9, 9, 8].map((count, index) => ({ script: `${pigeons(count)}\n; ${index}`, limits }));
  const small = Array.from({ length: 70 }, (_, index) => {
    const script = `(declare-const x Int)(declare-const y Real)(assert (= (* 3 y) ${index}))(assert (= (* x ${(index % 4) + 1}) ${index}))`;
    return { script, values: ['x', 'y'], limits };
  });
  const long = { script: `(declare-const x Int)(assert (= x 42))\n;${'é'.repeat(1_500_000)}\n(assert (> x 0))`, values: ['x'], limits };
  return [...slow, ...small, { script: '(assert (= nothing 1))', limits }, long];
}

function withoutSeconds({ seconds, ...answer }: SolverAnswer): unknown {
  return { ...answer, ...('values' in answer ? { values: [...answer.values] } : {}) };
}

function childrenOf(child: ChildProcess): readonly number[] {
  return readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
}

const lives = (pid: number): boolean => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';

if (missing) {
  t.pass('not run', { skip: 'install nats-server (Debian package nats-server)' });
} else {
  const local = new Z3Solver();
  t.teardown(() => local.close());

  testCase(
    {
      id: 'TC-CMP-012-03',
      verifies: ['LLR-CMP-012', 'HLR-CMP-001', 'HLR-CMP-002', 'HLR-CMP-003', 'HLR-CMP-006'],
      kind: 'normal',
      intent:
        'a worker killed at its job, one that comes late, a server killed and started again: each answer comes, as that of the local solver',
    },
    async (test) => {
      const server = await natsServer(test);
      const { queue, notices } = await opened(test, server.url);
      const identity = await local.identity();
      const solver = new QueuedSolver(queue.coordinator(), identity);
      const asked = questions();
      let answered = 0;
      const pending = asked.map((question) => solver.ask(question).finally(() => (answered += 1)));
      const start = performance.now();
      const [first, ...rest] = [1, 2, 3].map((number) => ampelWorker(test, ['--queue', server.url, '--name', `machine ${number}`]));
      if (first === undefined) throw new Error('there is a first worker');
      await first.ready();
      while ((await heldBy(server.url)).working < 3) await pause(50);
      const solvers = childrenOf(first.child);
      await first.end('SIGKILL');
      test.ok(solvers.length > 0, 'it was killed with a solver at work');
      while (answered < 15) await pause(20);
      await server.kill();
      const before = answered;
      await pause(1500);
      test.equal(answered, before, 'nothing comes while the server is away');
      await server.start();
      const late = ampelWorker(test, ['--queue', server.url, '--name', 'late']);
      const answers = await Promise.all(pending);
      const seconds = (performance.now() - start) / 1000;
      const own = await Promise.all(asked.map((question) => local.ask(question)));
      test.strictSame(answers.map(withoutSeconds), own.map(withoutSeconds));
      test.strictSame(new Set(own.map(({ verdict }) => verdict)), new Set(['sat', 'unsat', 'unknown']));
      const held = await heldBy(server.url);
      test.strictSame([...held.results.keys()].sort(), asked.map((question) => jobKeyOf(solveJobOf(question, identity))).sort());
      const refused = asked.findIndex(({ script }) => script.includes('nothing'));
      const again = await solver.ask(asked[refused] ?? { script: '', limits });
      test.match(again, { verdict: 'unknown', reason: /nothing/ }, 'what does not last is asked anew, whatever the killed server kept');
      const { queued } = await heldBy(server.url);
      await late.ready();
      const codes = await Promise.all([...rest, late].map(({ end }) => end('SIGTERM')));
      test.strictSame(codes, [0, 0, 0]);
      const counts = [...rest, late].map(({ said }) => JSON.parse(said.out).counts as Record<string, number>);
      const sum = (name: string): number => counts.reduce((total, count) => total + (count[name] ?? 0), 0);
      const byFirst = [...held.results.values()].filter(({ worker }) => worker === 'machine 1').length;
      test.equal(sum('done') + byFirst, asked.length + 1, 'each result was stored once');
      test.equal(sum('failed') + sum('broken') + sum('dropped') + sum('disagreed'), 0);
      test.notOk(solvers.some(lives), 'the solver of the killed worker is gone');
      test.ok(
        notices.every(({ code }) => code === 'CMP-113' || code === 'CMP-109'),
        JSON.stringify(notices),
      );
      const workers = new Set([...held.results.values()].map(({ worker }) => worker));
      test.comment(
        `${asked.length} answers in ${seconds.toFixed(1)} s by ${workers.size} workers; killed one stored ${byFirst}; ${queued} done jobs left in the queue`,
      );
    },
  );

  testCase(
    {
      id: 'TC-CMP-012-04',
      verifies: ['LLR-CMP-012', 'HLR-CMP-002', 'HLR-CMP-005'],
      kind: 'robustness',
      intent:
        'a server that comes back without its storage gets streams and jobs again, and one that stays away ends worker and coordinator',
    },
    async (test) => {
      const server = await natsServer(test);
      const { queue } = await opened(test, server.url, { lostSecondsMaximum: 8 });
      const coordinator = queue.coordinator();
      const job = (content: number) => ({ kind: 'add', needs: 'adder', content });
      const pending = Array.from({ length: 30 }, (_, content) => coordinator.resultOf(job(content)));
      while ((await heldBy(server.url)).queued < 30) await pause(20);
      await server.kill();
      server.empty();
      await server.start();
      const slow = async (content: unknown) => {
        await pause(20);
        return { value: Number(content) + 1, lasting: true };
      };
      const { queue: other } = await opened(test, server.url, { name: 'worker', lostSecondsMaximum: 3 });
      const working = other.worker().work([{ kind: 'add', needs: 'adder', run: slow }], 2, new AbortController().signal);
      working.catch(() => undefined);
      const outcomes = await Promise.all(pending);
      test.strictSame(
        outcomes.map((outcome) => outcome.outcome === 'done' && outcome.value),
        pending.map((_, content) => content + 1),
      );
      await server.kill();
      const lost = coordinator.resultOf(job(100)).catch((thrown: unknown) => thrown);
      await test.rejects(working, QueueLost);
      test.ok((await lost) instanceof QueueLost);
    },
  );

  testCase(
    {
      id: 'TC-CMP-009-05',
      verifies: ['LLR-CMP-009', 'LLR-CMP-004', 'HLR-CMP-004'],
      kind: 'robustness',
      intent: 'a job that kills each worker is given up after five of them died, and is tried again by the next campaign',
    },
    async (test) => {
      const server = await natsServer(test);
      const { queue } = await opened(test, server.url, { limits: { holdSeconds: 1 } });
      const job = { kind: 'poison', needs: 'x', content: 'drop' };
      let outcome: unknown;
      void queue
        .coordinator()
        .resultOf(job)
        .then((found) => {
          outcome = found;
        });
      let died = 0;
      while (outcome === undefined && died < 10) {
        const child = spawn(process.execPath, [...process.execArgv, 'verification/campaign/dying-worker.ts', server.url, 'x'], {
          stdio: 'ignore',
        });
        test.teardown(() => ended(child, 'SIGKILL'));
        while (child.exitCode === null && child.signalCode === null && outcome === undefined) await pause(50);
        if (child.signalCode === 'SIGKILL') died += 1;
        await ended(child, 'SIGTERM');
      }
      test.equal(died, 5);
      test.match(outcome, { outcome: 'failed', reason: /given up after 5 attempts; no worker lived/ });
      const again = queue.coordinator().resultOf(job);
      const until = new AbortController();
      const run = async () => ({ value: 'lived', lasting: true });
      const working = queue.worker().work([{ kind: 'poison', needs: 'x', run }], 1, until.signal);
      test.match(await again, { outcome: 'done', value: 'lived' });
      until.abort();
      await working;
    },
  );

  testCase(
    {
      id: 'TC-CMP-015-03',
      verifies: ['LLR-CMP-015', 'HLR-CMP-006'],
      kind: 'normal',
      intent: 'told to end in the middle of a long job, the worker gives it back, counts it and ends with 0, and its solver with it',
    },
    async (test) => {
      const server = await natsServer(test);
      const { queue } = await opened(test, server.url);
      const coordinator = queue.coordinator();
      const solver = new QueuedSolver(coordinator, await local.identity());
      const unanswered = solver.ask({ script: pigeons(13), limits: { resourceUnits: 0, wallSeconds: 3600 } });
      for (const signal of ['SIGTERM', 'SIGINT'] as const) {
        const worker = ampelWorker(test, ['--queue', server.url]);
        await worker.ready();
        while ((await heldBy(server.url)).working < 1) await pause(50);
        // Given back, a job counts as one in work until it is handed out again.
        await pause(1000);
        const solvers = childrenOf(worker.child);
        const begin = performance.now();
        test.equal(await worker.end(signal), 0, worker.said.error);
        test.ok(performance.now() - begin < 12_000);
        test.match(JSON.parse(worker.said.out).counts, { done: 0, returned: 1 });
        await pause(500);
        test.notOk(solvers.some(lives), 'no solver is left behind');
        test.equal((await heldBy(server.url)).queued, 1, 'the job is in the queue');
      }
      await coordinator.close();
      test.match(await unanswered, { verdict: 'unknown', reason: /closed/ });
    },
  );

  testCase(
    {
      id: 'TC-CMP-011-03',
      verifies: ['LLR-CMP-011', 'LLR-CMP-010', 'HLR-CMP-005', 'HLR-CMP-006'],
      kind: 'robustness',
      intent:
        'with encryption and credentials the right worker serves, and one without either, or at a server without storage, ends with 2 and says why',
    },
    async (test) => {
      const folder = temporaryFolder(test);
      const certificate = [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=campaign',
      ];
      const names = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
      test.equal(spawnSync('openssl', [...certificate, ...names]).status, 0);
      const user = nkeys.createUser();
      mkdirSync(join(folder, 'secrets'));
      writeFileSync(join(folder, 'secrets/seed'), user.getSeed());
      writeFileSync(join(folder, 'secrets/user'), 'ann:s3cret');
      writeFileSync(join(folder, 'secrets/wrong'), 'ann:guess');
      const users = `users: [{ nkey: ${user.getPublicKey()} }, { user: ann, password: s3cret }]`;
      const tls = `tls { cert_file: "${join(folder, 'cert.pem')}", key_file: "${join(folder, 'key.pem')}" }`;
      writeFileSync(join(folder, 'server.conf'), `authorization { ${users} }\n${tls}\n`);
      const server = await natsServer(test, ['-js', '-c', join(folder, 'server.conf')], 'tls');
      const trusted = { NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') };
      const secret = (name: string) => ({ AMPEL_QUEUE_CREDENTIALS: join(folder, 'secrets', name) });
      for (const name of ['seed', 'user']) {
        const worker = ampelWorker(test, ['--queue', server.url], { ...trusted, ...secret(name) });
        await worker.ready();
        test.equal(await worker.end('SIGTERM'), 0, worker.said.error);
      }
      const refused = [
        ['CMP-102', server.url, { ...trusted, ...secret('wrong') }],
        ['CMP-102', server.url, trusted],
        ['CMP-107', server.url, secret('user')],
        ['CMP-107', (await natsServer(test)).url.replace('nats:', 'tls:'), trusted],
        ['CMP-103', (await natsServer(test, [])).url, {}],
      ] as const;
      for (const [code, url, environment] of refused) {
        const worker = ampelWorker(test, ['--queue', url], environment);
        test.equal(await worker.exit, 2);
        test.match(worker.said.error, new RegExp(`^error ${code}: `));
        test.notMatch(worker.said.error, /s3cret|guess/);
      }
    },
  );
}

/** A project with 40 obligations: that figure n of a file is at most n + 1. */
const provingProject = {
  'ampel.config.yaml':
    "project: demo\nlevels: [{ name: system }]\nrequirements: [{ paths: ['*.req.yaml'] }]\nproofs: [{ module: obligations.mjs, inputs: [figures.txt] }]\n",
  'figures.txt': Array.from({ length: 40 }, (_, at) => `${at}\n`).join(''),
  'obligations.mjs': `
const integer = (value) => ({ sort: 'Int', unit: '', form: { kind: 'constant', value } });
const figure = { sort: 'Int', unit: '', form: { kind: 'variable', name: 'figure' } };
const operation = (operator, ...operands) => ({ sort: 'Bool', unit: '', form: { kind: 'operation', operator, operands } });
export const proofObligations = ([{ path, text, sha256 }]) => ({
  diagnostics: [],
  value: text.trim().split('\\n').map((line, at) => ({
    id: 'PO-DEMO-' + String(at + 1).padStart(3, '0'), title: 'figure ' + at, requirements: ['HLR-DEMO-001'], subjects: [{ name: path, sha256 }],
    assumptions: [{ name: 'stated', text: 'as the file says', justification: 'it is read there', traces: [], formula: operation('equal', figure, integer(BigInt(line))) }],
    claim: 'at most one more', question: { method: 'valid', claim: operation('at-most', figure, integer(BigInt(at + 1))) }, logic: 'QF_LIA', faithful: { kind: 'data', where: path },
  })),
});
`,
};

testCase(
  {
    id: 'TC-PRF-018-03',
    verifies: ['LLR-PRF-018', 'LLR-PRF-023', 'LLR-CMP-013', 'HLR-PRF-006'],
    kind: 'robustness',
    intent: 'a campaign over three workers of which one is killed gives the very bytes of a campaign on one machine',
  },
  async (test) => {
    const server = await natsServer(test);
    const alone = temporaryFolder(test, provingProject);
    const spread = temporaryFolder(test, provingProject);
    const proveIn = (root: string, options: Readonly<Record<string, string>>) => {
      const { context, written } = commandContext(root, [], options);
      return prove(context).then((code) => ({ code, said: written.join('') }));
    };
    test.match(await proveIn(alone, { jobs: '1' }), { code: 0, said: /✓ 40 proved/ });
    const workers = ['one', 'two', 'three'].map((name) => ampelWorker(test, ['--queue', server.url, '--name', name]));
    await Promise.all(workers.map(({ ready }) => ready()));
    const campaign = proveIn(spread, { queue: server.url });
    const first = join(spread, '.ampel/proofs/PO-DEMO-001/certificate.json');
    while (!existsSync(first)) await pause(5);
    await ended(workers[1]?.child, 'SIGKILL');
    test.match(await campaign, { code: 0, said: /✓ 40 proved/ });
    const files = [
      'campaign.json',
      ...Array.from({ length: 40 }, (_, at) => `PO-DEMO-${String(at + 1).padStart(3, '0')}`).flatMap((id) =>
        ['certificate.json', 'assumptions.smt2', 'claim.smt2'].map((name) => `${id}/${name}`),
      ),
    ];
    const differing = files.filter(
      (name) => readFileSync(join(alone, '.ampel/proofs', name), 'utf8') !== readFileSync(join(spread, '.ampel/proofs', name), 'utf8'),
    );
    test.same(differing, []);
    const gone = await proveIn(temporaryFolder(test, provingProject), { queue: 'nats://127.0.0.1:1' });
    test.equal(gone.code, 2, 'no server, no proof');
  },
);

import { join } from 'node:path';
import { openNatsQueue } from '../../src/adapters/nats-queue.js';
import { connectionFault, natsCredentialsIn, natsPlaceOf } from '../../src/adapters/queue/nats-settings.js';
import { consumerSettings, type NatsLimits, prepareStore, prepareStream, usualNatsLimits } from '../../src/adapters/queue/nats-streams.js';
import { worker } from '../../src/cli/commands/worker.js';
import { commands } from '../../src/cli/commands.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { type FakeServer, fakeNatsServer } from './fake-nats-server.js';

const limits: NatsLimits = { ...usualNatsLimits, holdSeconds: 3, keepSeconds: 60 };

testCase(
  {
    id: 'TC-CMP-010-01',
    verifies: ['LLR-CMP-010'],
    kind: 'normal',
    intent: 'reads addresses, and credentials of four forms',
  },
  (t) => {
    t.strictSame(natsPlaceOf('nats://build.example').value, { place: 'build.example:4222', secure: false });
    t.strictSame(natsPlaceOf('tls://10.0.0.1:5000/').value, { place: '10.0.0.1:5000', secure: true });
    t.strictSame(natsPlaceOf('nats://[::1]:4223').value, { place: '[::1]:4223', secure: false });
    const seed = `SU${'A'.repeat(56)}`;
    const credentials = `-----BEGIN NATS USER JWT-----\nx\n------END NATS USER JWT------\n`;
    const root = temporaryFolder(t, { seed: `${seed}\n`, user: 'ann:se:cret\n', token: 's3cret', 'x.creds': credentials });
    t.strictSame(natsCredentialsIn('').value, { kind: 'none' });
    t.strictSame(natsCredentialsIn(join(root, 'seed')).value, { kind: 'seed', bytes: Buffer.from(seed) });
    t.strictSame(natsCredentialsIn(join(root, 'user')).value, { kind: 'user', user: 'ann', password: 'se:cret' });
    t.strictSame(natsCredentialsIn(join(root, 'token')).value, { kind: 'token', token: 's3cret' });
    t.strictSame(natsCredentialsIn(join(root, 'x.creds')).value, { kind: 'file', bytes: Buffer.from(credentials) });
  },
);

testCase(
  {
    id: 'TC-CMP-010-02',
    verifies: ['LLR-CMP-010', 'HLR-CMP-005'],
    kind: 'robustness',
    intent: 'refuses addresses that name no server or hold a password, without repeating the password, and files that hold no credentials',
  },
  (t) => {
    for (const url of [
      '',
      'build:4222',
      'http://build',
      'nats://',
      'nats://a:0',
      'nats://a:65536',
      'nats://a b',
      'nats://a/path',
      'nats://a:4222,b',
    ])
      t.strictSame(
        natsPlaceOf(url).diagnostics.map(({ code }) => code),
        ['CMP-105'],
        url,
      );
    const [finding] = natsPlaceOf('nats://ann:s3cret@build').diagnostics;
    t.equal(finding?.code, 'CMP-105');
    t.notMatch(JSON.stringify(finding), /s3cret/);
    const root = temporaryFolder(t, { empty: '', prose: 'two words' });
    for (const name of ['empty', 'prose', 'absent', '.'])
      t.strictSame(
        natsCredentialsIn(join(root, name)).diagnostics.map(({ code }) => code),
        ['CMP-106'],
        name,
      );
  },
);

/** What opening a queue at such a server says. */
async function openedAt(fake: FakeServer, scheme = 'nats') {
  const server = await fakeNatsServer(fake);
  try {
    const url = `${scheme}://127.0.0.1:${server.port}`;
    const { value, diagnostics } = await openNatsQueue({ url, credentialsPath: '', name: 'test', notice: () => undefined });
    await value?.close();
    return diagnostics.map(({ code }) => code);
  } finally {
    await server.close();
  }
}

const account = {
  type: 'io.nats.jetstream.api.v1.account_info_response',
  memory: 0,
  storage: 0,
  streams: 0,
  consumers: 0,
  limits: {},
  api: {},
};
const refusal = (err_code: number, description: string) => ({ error: { code: 500, err_code, description } });

testCase(
  {
    id: 'TC-CMP-011-01',
    verifies: ['LLR-CMP-011', 'HLR-CMP-005'],
    kind: 'normal',
    intent: 'tells apart servers that refuse credentials, keep no messages, lack encryption or lack storage',
  },
  async (t) => {
    t.strictSame(await openedAt({ error: 'Authorization Violation' }), ['CMP-102']);
    t.strictSame(await openedAt({}), ['CMP-103'], 'nobody answers for JetStream');
    const disabled = refusal(10_039, 'jetstream not enabled for account');
    t.strictSame(await openedAt({ answers: { '$JS.API.INFO': disabled } }), ['CMP-103']);
    t.strictSame(await openedAt({}, 'tls'), ['CMP-107'], 'encryption is asked for and not offered');
    const stream = '$JS.API.STREAM.INFO.AMPEL_JOBS';
    const full = { '$JS.API.INFO': account, [stream]: refusal(10_047, 'insufficient storage resources available') };
    t.strictSame(await openedAt({ answers: full }), ['CMP-108']);
    const foreign = { '$JS.API.INFO': account, [stream]: { config: { retention: 'limits' }, state: {} } };
    t.strictSame(await openedAt({ answers: foreign }), ['CMP-108']);
  },
);

testCase(
  {
    id: 'TC-CMP-011-02',
    verifies: ['LLR-CMP-011', 'HLR-CMP-005'],
    kind: 'robustness',
    intent: 'says of nobody at a port, of a name that is not known and of a server of another protocol that no NATS server is there',
  },
  async (t) => {
    const server = await fakeNatsServer({});
    await server.close();
    const settings = { credentialsPath: '', name: 'test', notice: () => undefined };
    for (const url of [`nats://127.0.0.1:${server.port}`, 'nats://no-such-host.invalid:4222']) {
      const { value, diagnostics } = await openNatsQueue({ ...settings, url });
      t.equal(value, undefined);
      t.strictSame(
        diagnostics.map(({ code }) => code),
        ['CMP-101'],
        url,
      );
      t.match(diagnostics[0]?.message, url.slice('nats://'.length));
    }
    const twice = await openNatsQueue({ ...settings, url: 'x', credentialsPath: '/no/such/file' });
    t.strictSame(
      twice.diagnostics.map(({ code }) => code),
      ['CMP-105', 'CMP-106'],
      'each fault at once',
    );
    const at = { place: 'h:1', secure: true };
    t.equal(connectionFault(at, Object.assign(new Error('unable'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })).code, 'CMP-107');
    t.equal(connectionFault(at, new Error('unexpected response from server')).code, 'CMP-101');
    t.equal(connectionFault(at, undefined).code, 'CMP-101');
  },
);

/** What a server knows of streams. */
function fakeManager(found: Record<string, unknown> | undefined, race?: Record<string, unknown>) {
  let config = found;
  const added: Record<string, unknown>[] = [];
  const streams = {
    info: async () => {
      if (config === undefined) throw new Error('stream not found');
      return { config };
    },
    add: async (settings: Record<string, unknown>) => {
      added.push(settings);
      config = race ?? settings;
      if (race !== undefined) throw new Error('stream name already in use with a different configuration');
    },
  };
  return { manager: { streams } as unknown as Parameters<typeof prepareStream>[0], added };
}

testCase(
  {
    id: 'TC-CMP-012-01',
    verifies: ['LLR-CMP-012', 'HLR-CMP-001'],
    kind: 'normal',
    intent:
      'makes the stream that keeps each job until it is done and holds a key once, a durable consumer for a lane, and bounded buckets',
  },
  async (t) => {
    const empty = fakeManager(undefined);
    await prepareStream(empty.manager, limits);
    const least = { retention: 'workqueue', discard: 'new', max_msgs_per_subject: 1, discard_new_per_subject: true, storage: 'file' };
    t.match(empty.added, [{ ...least, name: 'AMPEL_JOBS', subjects: ['ampel.job.>'], max_bytes: limits.jobBytesMaximum }]);
    const there = fakeManager({ ...least, max_bytes: 5 });
    await prepareStream(there.manager, limits);
    t.strictSame(there.added, [], 'other limits of bytes are those of who runs the server');
    const lane = 'solve-0123456789abcdef';
    const consumer = { durable_name: lane, filter_subject: `ampel.job.${lane}.>`, ack_policy: 'explicit', ack_wait: 3e9, max_deliver: -1 };
    t.match(consumerSettings(lane, limits), consumer);
    const made: unknown[] = [];
    const buckets = { create: async (...words: unknown[]) => made.push(words) } as unknown as Parameters<typeof prepareStore>[0];
    await prepareStore(buckets, 'results', limits);
    await prepareStore(buckets, 'contents', limits);
    t.match(made, [
      ['ampel-results', { history: 1, ttl: 60_000, max_bytes: limits.resultBytesMaximum, allow_direct: false }],
      ['ampel-contents', { history: 1, ttl: 60_000, max_bytes: limits.contentBytesMaximum, allow_direct: false }],
    ]);
  },
);

testCase(
  {
    id: 'TC-CMP-012-02',
    verifies: ['LLR-CMP-012', 'HLR-CMP-002'],
    kind: 'robustness',
    intent:
      'refuses a stream that would lose jobs or hold them twice, takes what another worker made at the same time, and passes on other errors',
  },
  async (t) => {
    const whole = { retention: 'workqueue', discard: 'new', max_msgs_per_subject: 1, discard_new_per_subject: true };
    const changes = [{ retention: 'limits' }, { discard: 'old' }, { max_msgs_per_subject: -1 }, { discard_new_per_subject: undefined }];
    for (const change of changes)
      await t.rejects(prepareStream(fakeManager({ ...whole, ...change }).manager, limits), /must be/, JSON.stringify(change));
    const raced = fakeManager(undefined, { ...whole, max_bytes: 1 });
    await prepareStream(raced.manager, limits);
    t.equal(raced.added.length, 1);
    await t.rejects(prepareStream(fakeManager(undefined, { retention: 'limits' }).manager, limits), /its setting retention is limits/);
    let calls = 0;
    const failing = (message: string) =>
      ({
        create: async () => {
          calls += 1;
          if (calls === 1 || message === 'gone') throw new Error(message);
        },
      }) as unknown as Parameters<typeof prepareStore>[0];
    await prepareStore(failing('stream name already in use'), 'results', limits);
    t.equal(calls, 2);
    await t.rejects(prepareStore(failing('gone'), 'results', limits), /gone/);
  },
);

testCase(
  {
    id: 'TC-CMP-015-01',
    verifies: ['LLR-CMP-015', 'HLR-CMP-006'],
    kind: 'normal',
    intent: 'the worker is one of the commands, with its options, and tells what is wrong with a server in the form of the other commands',
  },
  async (t) => {
    const command = commands.find(({ name }) => name === 'worker');
    t.strictSame(Object.keys(command?.options ?? {}).sort(), ['jobs', 'name', 'queue']);
    t.equal(await command?.load(), worker);
    const server = await fakeNatsServer({});
    try {
      const url = `nats://127.0.0.1:${server.port}`;
      const { context, written, complaints } = commandContext(temporaryFolder(t), [], { queue: url, jobs: '2', name: 'machine 7' }, t);
      t.equal(await worker(context), 2);
      t.strictSame(written, []);
      t.match(complaints.join(''), /^error CMP-103: .*127\.0\.0\.1:\d+.*\n {2}why: .*\n {2}fix: .*--jetstream/);
    } finally {
      await server.close();
    }
  },
);

testCase(
  {
    id: 'TC-CMP-015-02',
    verifies: ['LLR-CMP-015', 'HLR-CMP-006'],
    kind: 'robustness',
    intent: 'refuses to run without a server, with a number of jobs or name out of range, or with credentials that cannot be read',
  },
  async (t) => {
    const root = temporaryFolder(t);
    const queue = 'nats://127.0.0.1:1';
    const odd = [{}, { queue, jobs: '0' }, { queue, jobs: '257' }, { queue, jobs: '1.5' }, { queue, jobs: 'many' }, { queue, name: '' }];
    for (const options of [...odd, { queue, name: 'x'.repeat(101) }, { queue, name: 'line\nfeed' }]) {
      const { context, complaints } = commandContext(root, [], options, t);
      t.equal(await worker(context), 2, JSON.stringify(options));
      t.match(complaints.join(''), /^error CLI-102: --(queue|jobs|name) /);
    }
    process.env.AMPEL_QUEUE_CREDENTIALS = join(root, 'absent');
    t.teardown(() => delete process.env.AMPEL_QUEUE_CREDENTIALS);
    const { context, complaints } = commandContext(root, [], { queue }, t);
    t.equal(await worker(context), 2);
    t.match(complaints.join(''), /CMP-106: .*absent/);
    t.ok(complaints.join('').length < 2000);
  },
);

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  givenUp,
  jobFrom,
  laneOf,
  noteBytes,
  noteFrom,
  referenceBytes,
  referenceFrom,
  resultBytes,
  resultFrom,
} from '../../src/adapters/queue/queue-messages.js';
import { Absence, messageOf, QueueLost } from '../../src/adapters/queue/queue-notice.js';
import { piecesOf, readResult, removePieces, storePieces, storeResult } from '../../src/adapters/queue/stored-pieces.js';
import type { Json } from '../../src/kernel/canonical-json.js';
import { jobKeyOf, jobText } from '../../src/ports/job-queue.js';
import { testCase } from '../support/test-case.js';
import { MemoryEngine } from './memory-engine.js';

const digestOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const key = 'a'.repeat(64);
const done = { outcome: 'done', value: { verdict: 'unsat' }, worker: 'w', seconds: 1.5 } as const;
const record = { id: '1', key, lasting: true, outcome: done };
const anyJob = fc.record({
  kind: fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/),
  needs: fc.string(),
  content: fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json),
});

testCase(
  {
    id: 'TC-CMP-001-01',
    verifies: ['LLR-CMP-001', 'HLR-CMP-001'],
    kind: 'normal',
    intent: 'the key is the SHA-256 of the canonical text of kind, tool and content',
  },
  (t) => {
    const job = { kind: 'solve', needs: 'Z3 5.1', content: { b: [1, 'é'], a: null } };
    const text = '{"content":{"a":null,"b":[1,"é"]},"kind":"solve","needs":"Z3 5.1"}';
    t.equal(jobText(job), text);
    t.equal(jobKeyOf(job), digestOf(text));
    t.equal(jobKeyOf({ ...job, content: { a: null, b: [1, 'é'] } }), digestOf(text), 'the order of members is no part of a job');
  },
);

testCase(
  {
    id: 'TC-CMP-001-02',
    verifies: ['LLR-CMP-001'],
    kind: 'robustness',
    intent: 'jobs that differ in kind, tool or content have different keys; a number that JSON has no form for is a fault',
  },
  (t) => {
    fc.assert(fc.property(anyJob, anyJob, (a, b) => (jobKeyOf(a) === jobKeyOf(b)) === (jobText(a) === jobText(b))));
    const job = { kind: 'solve', needs: 'Z3 5.1', content: '' };
    const keys = [job, { ...job, needs: 'Z3 5.2' }, { ...job, kind: 'mutate' }, { ...job, content: ' ' }].map(jobKeyOf);
    t.equal(new Set(keys).size, 4);
    t.throws(() => jobKeyOf({ ...job, content: Number.NaN }));
  },
);

testCase(
  {
    id: 'TC-CMP-002-01',
    verifies: ['LLR-CMP-002', 'HLR-CMP-003'],
    kind: 'normal',
    intent: 'a job comes back from its text, in the lane of its kind and tool',
  },
  (t) => {
    t.equal(laneOf({ kind: 'solve', needs: 'Z3 5.1' }), `solve-${digestOf('Z3 5.1').slice(0, 16)}`);
    const comesBack = fc.property(anyJob, (job) => {
      const read = jobFrom(Buffer.from(jobText(job)), jobKeyOf(job), laneOf(job));
      return typeof read !== 'string' && jobText(read) === jobText(job);
    });
    t.doesNotThrow(() => fc.assert(comesBack));
  },
);

testCase(
  {
    id: 'TC-CMP-002-02',
    verifies: ['LLR-CMP-002', 'HLR-CMP-005', 'HLR-CMP-003'],
    kind: 'robustness',
    intent: 'text of another digest, another lane or another form is no job, and a kind that is no word is a fault',
  },
  (t) => {
    const job = { kind: 'solve', needs: 'Z3 5.1', content: 1 };
    const text = Buffer.from(jobText(job));
    t.match(jobFrom(text, digestOf('other'), laneOf(job)), /digest/);
    t.match(jobFrom(text, jobKeyOf(job), laneOf({ ...job, needs: 'Z3 5.2' })), /another kind or tool/);
    for (const odd of ['', '{', '[]', 'null', '{"kind":"solve","needs":"x"}', '{"kind":1,"needs":"x","content":1}'])
      t.match(jobFrom(Buffer.from(odd), digestOf(odd), laneOf(job)), /not a job/, odd);
    const wild = '{"kind":"a.>","needs":"x","content":1}';
    t.match(jobFrom(Buffer.from(wild), digestOf(wild), laneOf(job)), /another kind/);
    for (const kind of ['', 'a.b', 'Solve', '>', 'x'.repeat(33)]) t.throws(() => laneOf({ kind, needs: '' }), kind);
  },
);

testCase(
  {
    id: 'TC-CMP-003-01',
    verifies: ['LLR-CMP-003'],
    kind: 'normal',
    intent: 'results, failures and references come back as they were written',
  },
  (t) => {
    t.strictSame(resultFrom(resultBytes(record), key), record);
    const failed = { ...record, lasting: false, outcome: { outcome: 'failed', reason: 'r', worker: 'w', seconds: 0 } as const };
    t.strictSame(resultFrom(resultBytes(failed), key), failed);
    t.strictSame(resultFrom(resultBytes({ ...failed, lasting: true }), key), failed, 'a failure does not last');
    t.strictSame(referenceFrom(referenceBytes({ pieces: 3, digest: key })), { pieces: 3, digest: key });
  },
);

testCase(
  {
    id: 'TC-CMP-003-02',
    verifies: ['LLR-CMP-003', 'HLR-CMP-005'],
    kind: 'robustness',
    intent: 'text with a member missing, of another type or of another key is no result',
  },
  (t) => {
    const whole = JSON.parse(Buffer.from(resultBytes(record)).toString()) as Record<string, unknown>;
    const changes: Record<string, unknown>[] = Object.keys(whole).map((name) => ({ [name]: undefined }));
    changes.push({ seconds: -1 }, { lasting: 'yes' }, { outcome: 'maybe' }, { id: '' }, { key: 'b'.repeat(64) }, { worker: 7 });
    for (const change of changes)
      t.equal(resultFrom(Buffer.from(JSON.stringify({ ...whole, ...change })), key), undefined, JSON.stringify(change));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => resultFrom(bytes, key) === undefined && referenceFrom(bytes) === undefined));
    for (const odd of [{ pieces: 0, digest: key }, { pieces: 1.5, digest: key }, { pieces: 1, digest: 'x' }, { digest: key }])
      t.equal(referenceFrom(Buffer.from(JSON.stringify(odd))), undefined);
  },
);

testCase(
  {
    id: 'TC-CMP-004-01',
    verifies: ['LLR-CMP-004', 'HLR-CMP-004'],
    kind: 'normal',
    intent: 'a job is given up at the sixth time it is handed out, with the number of attempts and the last reason',
  },
  (t) => {
    const note = { sequence: 7, returned: 0, reasons: ['first', 'last'] };
    t.strictSame(noteFrom(noteBytes(note), 7), note);
    t.equal(givenUp(5, note, 5), undefined);
    t.match(givenUp(6, note, 5), /after 5 attempts.*last$/);
    t.match(givenUp(6, { ...note, reasons: [] }, 5), /killed/);
    t.equal(givenUp(9, { ...note, returned: 4 }, 5), undefined, 'given back in order is no attempt');
    t.match(givenUp(10, { ...note, returned: 4 }, 5), /after 5 attempts/);
  },
);

testCase(
  {
    id: 'TC-CMP-004-02',
    verifies: ['LLR-CMP-004'],
    kind: 'robustness',
    intent: 'a note about an earlier message, or damaged, says nothing, and a long reason is cut',
  },
  (t) => {
    const bytes = noteBytes({ sequence: 7, returned: 2, reasons: ['x'.repeat(10_000)] });
    t.strictSame(noteFrom(bytes, 8), { sequence: 8, returned: 0, reasons: [] });
    t.equal(noteFrom(bytes, 7).reasons[0]?.length, 2000);
    for (const odd of ['', '7', '{"sequence":7,"returned":-1,"reasons":[]}', '{"sequence":7,"returned":1}'])
      t.strictSame(noteFrom(Buffer.from(odd), 7), { sequence: 7, returned: 0, reasons: [] }, odd);
    t.strictSame(noteFrom(undefined, 1), { sequence: 1, returned: 0, reasons: [] });
  },
);

testCase(
  {
    id: 'TC-CMP-005-01',
    verifies: ['LLR-CMP-005'],
    kind: 'normal',
    intent: 'bytes of each length around the limit come back from their pieces',
  },
  async (t) => {
    const engine = new MemoryEngine();
    engine.bytesMaximum = 8;
    const end = engine.end();
    for (const length of [0, 1, 7, 8, 9, 16, 17, 800]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 256);
      const pieces = await storePieces(end, `n${length}`, bytes);
      t.equal(pieces, Math.ceil(length / 8));
      t.strictSame(Uint8Array.from((await piecesOf(end, `n${length}`, pieces)) ?? []), bytes);
      await removePieces(end, `n${length}`, pieces);
    }
    t.equal(engine.stores.contents.size, 0);
  },
);

testCase(
  {
    id: 'TC-CMP-005-02',
    verifies: ['LLR-CMP-005'],
    kind: 'robustness',
    intent: 'with a piece missing nothing is there, and more than 4096 pieces are refused both ways',
  },
  async (t) => {
    const engine = new MemoryEngine();
    engine.bytesMaximum = 4;
    const end = engine.end();
    const pieces = await storePieces(end, 'n', new Uint8Array(12));
    engine.stores.contents.delete('n.1');
    t.equal(await piecesOf(end, 'n', pieces), undefined);
    await t.rejects(storePieces(end, 'n', new Uint8Array(4 * 4096 + 1)), /4096/);
    t.equal(await piecesOf(end, 'n', 1e12), undefined);
  },
);

testCase(
  {
    id: 'TC-CMP-006-01',
    verifies: ['LLR-CMP-006'],
    kind: 'normal',
    intent: 'the first result stays, a stale one is replaced, and one longer than a message comes back whole',
  },
  async (t) => {
    const engine = new MemoryEngine();
    const end = engine.end();
    t.equal(await readResult(end, key), undefined);
    t.equal((await storeResult(end, record, '')).id, '1');
    t.equal((await storeResult(end, { ...record, id: '2' }, '')).id, '1');
    t.equal((await storeResult(end, { ...record, id: '3' }, '1')).id, '3');
    t.equal((await readResult(end, key))?.record?.id, '3');
    const long = { ...record, id: '4', outcome: { ...done, value: 'é'.repeat(5000) } };
    await storeResult(end, long, '3');
    t.strictSame((await readResult(end, key))?.record, long);
    t.ok((engine.stores.results.get(key)?.bytes.length ?? 1e9) < 200);
  },
);

testCase(
  {
    id: 'TC-CMP-006-02',
    verifies: ['LLR-CMP-006', 'HLR-CMP-001', 'HLR-CMP-005', 'HLR-CMP-002'],
    kind: 'robustness',
    intent: 'of workers that store at once one wins, and rubbish or a result with damaged pieces is not there and is replaced',
  },
  async (t) => {
    const engine = new MemoryEngine();
    const ends = Array.from({ length: 8 }, () => engine.end());
    const kept = await Promise.all(ends.map((end, index) => storeResult(end, { ...record, id: `r${index}` }, '')));
    t.equal(new Set(kept.map(({ id }) => id)).size, 1);
    const end = engine.end();
    await end.write('results', key, Buffer.from('rubbish'));
    t.equal((await readResult(end, key))?.record, undefined);
    const long = { ...record, id: 'long', outcome: { ...done, value: 'x'.repeat(5000) } };
    t.equal((await storeResult(end, long, '')).id, 'long');
    const [piece = ''] = engine.stores.contents.keys();
    await end.write('contents', piece, Buffer.from('other bytes'));
    t.equal((await readResult(end, key))?.record, undefined);
    t.equal((await storeResult(end, { ...record, id: 'again' }, '')).id, 'again');
  },
);

testCase(
  {
    id: 'TC-CMP-007-01',
    verifies: ['LLR-CMP-007'],
    kind: 'normal',
    intent: 'failures are a loss when they have gone on for the seconds given',
  },
  (t) => {
    const absence = new Absence('host:4222', 10);
    t.equal(absence.failed(new Error('first'), 100, undefined), undefined);
    t.equal(absence.failed(new Error('second'), 109.9, undefined), undefined);
    const lost = absence.failed(new Error('third\nline'), 110, undefined);
    t.ok(lost instanceof QueueLost);
    t.equal(lost?.diagnostic.code, 'CMP-104');
    t.match(lost?.diagnostic.message, /host:4222 is lost for 10 s/);
    t.match(lost?.diagnostic.why, /third line/);
  },
);

testCase(
  {
    id: 'TC-CMP-007-02',
    verifies: ['LLR-CMP-007', 'HLR-CMP-005'],
    kind: 'robustness',
    intent: 'a call that works ends the absence, an engine that ended is lost at once, and what is thrown need be no error',
  },
  (t) => {
    const absence = new Absence('host:4222', 10);
    absence.failed('x', 0, undefined);
    absence.over();
    t.equal(absence.failed('x', 11, undefined), undefined);
    t.match(absence.failed('x', 12, 'closed by the server')?.diagnostic.why, /closed by the server/);
    t.equal(messageOf(undefined), 'undefined');
    t.equal(messageOf(new TypeError('')), 'TypeError');
  },
);

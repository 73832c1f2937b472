import fc from 'fast-check';
import { QueueCoordinator } from '../../src/adapters/queue/queue-coordinator.js';
import { laneOf, resultBytes, resultFrom } from '../../src/adapters/queue/queue-messages.js';
import { QueueLost } from '../../src/adapters/queue/queue-notice.js';
import { QueueWorker } from '../../src/adapters/queue/queue-worker.js';
import { QueuedSolver, solveHandlerOf, solveJobOf } from '../../src/adapters/queued-solver.js';
import type { Json } from '../../src/kernel/canonical-json.js';
import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import { type Handled, type Job, type JobHandler, type JobOutcome, jobKeyOf, jobText } from '../../src/ports/job-queue.js';
import type { Solver, SolverAnswer } from '../../src/ports/solver.js';
import { testCase } from '../support/test-case.js';
import { MemoryEngine } from './memory-engine.js';

const needs = 'adder 1.0';
const jobOf = (content: Json): Job => ({ kind: 'add', needs, content });
const lane = laneOf(jobOf(0));
const pause = (milliseconds: number) => new Promise((settle) => setTimeout(settle, milliseconds));
const codesOf = (findings: readonly Diagnostic[]) => findings.map(({ code }) => code);
const answerOf = (outcome: JobOutcome) => (outcome.outcome === 'done' ? outcome.value : outcome.reason);

/** Adds one, and says how often it did. */
function adder(run?: (content: number, stop: AbortSignal) => Promise<Handled>) {
  const runs: number[] = [];
  const handler: JobHandler = {
    kind: 'add',
    needs,
    run: async (content, stop) => {
      runs.push(content as number);
      return (await run?.(content as number, stop)) ?? { value: (content as number) + 1, lasting: true };
    },
  };
  return { handler, runs };
}

/** Adds one after so many milliseconds. */
const later =
  (milliseconds: number) =>
  async (content: number): Promise<Handled> => {
    await pause(milliseconds);
    return { value: content + 1, lasting: true };
  };

function coordinatorOf(engine: MemoryEngine, more: { queuedMaximum?: number; lostSecondsMaximum?: number } = {}) {
  const notices: Diagnostic[] = [];
  const settings = { place: 'memory', queuedMaximum: 100, sweepSeconds: 0.02, lostSecondsMaximum: 60, ...more };
  return { coordinator: new QueueCoordinator(engine.end(), { ...settings, notice: (finding) => notices.push(finding) }), notices };
}

function workerOf(
  engine: MemoryEngine,
  name: string,
  handler: JobHandler,
  more: { graceSeconds?: number; lostSecondsMaximum?: number } = {},
) {
  const notices: Diagnostic[] = [];
  const times = { graceSeconds: 0.05, takeSeconds: 0.02, retrySeconds: 0.01, lostSecondsMaximum: 60, attemptsMaximum: 5, ...more };
  const until = new AbortController();
  const source = new QueueWorker(engine.end(), { place: 'memory', name, ...times, notice: (finding) => notices.push(finding) });
  const ended = source.work([handler], 2, until.signal);
  ended.catch(() => undefined);
  return {
    notices,
    ended,
    end: () => {
      until.abort();
      return ended;
    },
  };
}

testCase(
  {
    id: 'TC-CMP-008-01',
    verifies: ['LLR-CMP-008', 'LLR-CMP-009', 'HLR-CMP-001'],
    kind: 'normal',
    intent: 'two workers do two hundred jobs once each, at most so many queued at once, and a second campaign does none again',
  },
  async (t) => {
    const engine = new MemoryEngine();
    const { coordinator } = coordinatorOf(engine, { queuedMaximum: 16 });
    const { handler, runs } = adder();
    const workers = ['a', 'b'].map((name) => workerOf(engine, name, handler));
    const contents = Array.from({ length: 200 }, (_, index) => index);
    const outcomes = await Promise.all([...contents, 7].map((content) => coordinator.resultOf(jobOf(content))));
    t.strictSame(
      outcomes.map(answerOf),
      [...contents, 7].map((content) => content + 1),
    );
    t.strictSame(
      [...runs].sort((a, b) => a - b),
      contents,
    );
    t.ok(engine.queuedMaximum <= 17, `${engine.queuedMaximum} queued at once`);
    const puts = engine.puts;
    const again = await Promise.all(contents.map((content) => coordinatorOf(engine).coordinator.resultOf(jobOf(content))));
    t.strictSame(
      again.map(answerOf),
      contents.map((content) => content + 1),
    );
    t.equal(engine.puts, puts, 'nothing was put again');
    const counts = await Promise.all(workers.map(({ end }) => end()));
    t.equal(
      counts.reduce((sum, { done }) => sum + done, 0),
      200,
    );
    t.equal(engine.jobs.size, 0);
  },
);

testCase(
  {
    id: 'TC-CMP-008-02',
    verifies: ['LLR-CMP-008', 'HLR-CMP-001'],
    kind: 'normal',
    intent: 'a long job travels in pieces that are removed after it, and a result that does not last is asked anew by who comes later',
  },
  async (t) => {
    const engine = new MemoryEngine();
    const { coordinator } = coordinatorOf(engine);
    let luck = 0;
    const worker = workerOf(engine, 'w', {
      kind: 'add',
      needs,
      run: async (content) => ({ value: [luck++, String(content).length], lasting: luck > 1 }),
    });
    const long = 'é'.repeat(20_000);
    t.strictSame(answerOf(await coordinator.resultOf(jobOf(long))), [0, 20_000]);
    await pause(20);
    t.equal(engine.stores.contents.size, 0);
    t.strictSame(answerOf(await coordinator.resultOf(jobOf(long))), [1, 20_000]);
    t.strictSame(answerOf(await coordinator.resultOf(jobOf(long))), [1, 20_000], 'what lasts is not asked anew');
    await worker.end();
    t.equal(luck, 2);
  },
);

testCase(
  {
    id: 'TC-CMP-008-03',
    verifies: ['LLR-CMP-008', 'HLR-CMP-002'],
    kind: 'robustness',
    intent: 'jobs come through although the engine loses its storage, gives no word of results and is away for a while',
  },
  async (t) => {
    const engine = new MemoryEngine();
    engine.silent = true;
    const { coordinator, notices } = coordinatorOf(engine);
    const { handler } = adder(later(2));
    const pending = Array.from({ length: 60 }, (_, content) => coordinator.resultOf(jobOf(content)));
    const worker = workerOf(engine, 'w', handler);
    for (let round = 0; round < 3; round += 1) {
      await pause(15);
      engine.empty();
      engine.away = true;
      await pause(40);
      engine.away = false;
    }
    t.strictSame(
      (await Promise.all(pending)).map(answerOf),
      Array.from({ length: 60 }, (_, content) => content + 1),
    );
    t.ok(notices.some(({ code }) => code === 'CMP-113'));
    const stuck = jobOf(100);
    engine.forgotten.add(jobKeyOf(stuck));
    t.equal(answerOf(await coordinator.resultOf(stuck)), 101, 'also a job that the engine holds and hands to nobody');
    t.equal(engine.forgotten.size, 0);
    await worker.end();
    t.equal(engine.jobs.size, 0);
  },
);

testCase(
  {
    id: 'TC-CMP-008-04',
    verifies: ['LLR-CMP-008', 'HLR-CMP-002', 'HLR-CMP-005'],
    kind: 'robustness',
    intent:
      'says that no worker takes the jobs, ends those that wait when the engine is lost or the queue closed, and takes no rubbish for a result',
  },
  async (t) => {
    const engine = new MemoryEngine();
    const { coordinator, notices } = coordinatorOf(engine, { lostSecondsMaximum: 0.05 });
    const waiting = coordinator.resultOf(jobOf(1));
    engine.end().write('results', jobKeyOf(jobOf(1)), Buffer.from('{"outcome":"done"}'));
    await pause(120);
    t.strictSame(codesOf(notices), ['CMP-109'], 'told once');
    t.match(notices[0]?.message, /1 job of kind "add" wait/);
    t.match(notices[0]?.why, /adder 1\.0/);
    engine.away = true;
    const lost = await waiting.catch((thrown: unknown) => thrown);
    t.equal(lost instanceof QueueLost && lost.diagnostic.code, 'CMP-104');
    engine.away = false;
    const other = coordinator.resultOf(jobOf(2));
    await coordinator.close();
    await t.rejects(other, /closed/);
    await t.rejects(coordinator.resultOf(jobOf(3)), /closed/);
  },
);

testCase(
  {
    id: 'TC-CMP-009-01',
    verifies: ['LLR-CMP-009', 'HLR-CMP-002', 'HLR-CMP-006'],
    kind: 'normal',
    intent: 'a job longer than the time it is held stays with its worker, and one that is not done in time after the end is given back',
  },
  async (t) => {
    const engine = new MemoryEngine(0.25);
    const { coordinator } = coordinatorOf(engine);
    const slow = adder(later(900));
    const workers = ['a', 'b'].map((name) => workerOf(engine, name, slow.handler));
    t.equal(answerOf(await coordinator.resultOf(jobOf(1))), 2);
    t.strictSame(slow.runs, [1], 'held more than three times as long as it may be without a word');
    const second = coordinator.resultOf(jobOf(2));
    await pause(60);
    const counts = await Promise.all(workers.map(({ end }) => end()));
    t.equal(
      counts.reduce((sum, { returned }) => sum + returned, 0),
      1,
    );
    const next = workerOf(engine, 'c', adder().handler);
    t.equal(answerOf(await second), 3);
    t.equal((await next.end()).done, 1);
  },
);

testCase(
  {
    id: 'TC-CMP-009-02',
    verifies: ['LLR-CMP-009', 'HLR-CMP-004'],
    kind: 'robustness',
    intent: 'a job that breaks down, or whose worker never comes back, is given up after five attempts; one that is refused at once',
  },
  async (t) => {
    const engine = new MemoryEngine(0.03);
    const { coordinator } = coordinatorOf(engine);
    for (const content of [1, 2]) void coordinator.resultOf(jobOf(content));
    await pause(10);
    // Workers that are killed: they take a job and say no more.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      for (let count = 0; count < 2; count += 1) t.equal((await engine.end().take(lane, 1))?.attempt, attempt + 1);
      await pause(35);
    }
    const { handler, runs } = adder(async (content) => {
      if (content === 3) throw new Error('out of\nmemory');
      return content === 4 ? { refused: 'not a number to add to' } : { value: 0, lasting: true };
    });
    const worker = workerOf(engine, 'w', handler);
    const killed = await Promise.all([1, 2].map((content) => coordinator.resultOf(jobOf(content))));
    for (const outcome of killed) t.match(answerOf(outcome), /given up after 5 attempts; no worker lived/);
    t.strictSame(runs, [], 'a job that is given up is not begun');
    const held = coordinator.resultOf(jobOf(3));
    for (let attempt = 0; attempt < 5; attempt += 1) {
      while (runs.length <= attempt) {
        // Do not wait the seconds between two attempts.
        for (const entry of engine.jobs.values()) if (entry.hiddenUntil > Date.now() + 200) entry.hiddenUntil = 0;
        await pause(2);
      }
    }
    t.match(answerOf(await held), /after 5 attempts; the last one that could say: worker w: out of memory/);
    t.match(answerOf(await coordinator.resultOf(jobOf(4))), /not a number/);
    t.equal(runs.filter((content) => content === 3).length, 5);
    const counts = await worker.end();
    t.match(counts, { failed: 4, broken: 5, done: 0 });
    t.equal(engine.jobs.size, 0);
  },
);

testCase(
  {
    id: 'TC-CMP-009-03',
    verifies: ['LLR-CMP-009', 'HLR-CMP-003', 'HLR-CMP-005'],
    kind: 'robustness',
    intent: 'drops what is not its job, ends a job that is done already, and reports a lasting value that differs from the stored one',
  },
  async (t) => {
    const engine = new MemoryEngine(0.03);
    const end = engine.end();
    const job = jobOf(1);
    const body = Buffer.from(jobText(job));
    await end.put({ lane, key: 'f'.repeat(64), body, pieces: 0, stale: '' });
    await end.put({ lane, key: 'e'.repeat(64), body: new Uint8Array(0), pieces: 3, stale: '' });
    await end.put({ lane, key: jobKeyOf(jobOf(5)), body: Buffer.from(jobText(jobOf(5))), pieces: 0, stale: '' });
    const known = {
      id: 'k',
      key: jobKeyOf(jobOf(5)),
      lasting: true,
      outcome: { outcome: 'done', value: 6, worker: 'x', seconds: 1 },
    } as const;
    await end.write('results', known.key, resultBytes(known));
    engine.lostEnds = 1;
    const { handler, runs } = adder(async (content) => {
      // Meanwhile another worker, which was taken for dead, stores its own result.
      const other = {
        id: 'o',
        key: jobKeyOf(job),
        lasting: true,
        outcome: { outcome: 'done', value: 99, worker: 'other', seconds: 1 },
      } as const;
      await end.write('results', other.key, resultBytes(other));
      return { value: content + 1, lasting: true };
    });
    const worker = workerOf(engine, 'w', handler);
    await end.put({ lane, key: jobKeyOf(job), body, pieces: 0, stale: '' });
    while (engine.jobs.size > 0) await pause(5);
    const counts = await worker.end();
    t.strictSame(runs, [1]);
    t.match(counts, { done: 0, disagreed: 1 });
    t.ok(counts.dropped >= 2 && counts.known >= 2);
    t.strictSame([...new Set(codesOf(worker.notices))].sort(), ['CMP-110', 'CMP-112']);
    t.match(worker.notices.find(({ code }) => code === 'CMP-110')?.why, /worker other was there first.*worker w found/);
    t.match(resultFrom(engine.stores.results.get(jobKeyOf(job))?.bytes ?? new Uint8Array(0), jobKeyOf(job))?.outcome, { value: 99 });
  },
);

testCase(
  {
    id: 'TC-CMP-009-04',
    verifies: ['LLR-CMP-009', 'LLR-CMP-008', 'HLR-CMP-002'],
    kind: 'robustness',
    intent: 'whatever of losses, absences and killed workers happens, each job has the one right result',
  },
  async (t) => {
    const events = fc.array(fc.constantFrom('empty', 'away', 'lose end', 'kill', 'wait'), { minLength: 3, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(events, async (plan) => {
        const engine = new MemoryEngine(0.03);
        const { coordinator } = coordinatorOf(engine);
        const pending = Array.from({ length: 12 }, (_, content) => coordinator.resultOf(jobOf(content)));
        const { handler } = adder(later(3));
        const worker = workerOf(engine, 'w', handler);
        for (const event of plan) {
          if (event === 'empty') engine.empty();
          engine.away = event === 'away';
          if (event === 'lose end') engine.lostEnds += 1;
          if (event === 'kill') await engine.end().take(lane, 0);
          await pause(8);
        }
        engine.away = false;
        const outcomes = await Promise.all(pending);
        const counts = await worker.end();
        return outcomes.every((outcome, content) => answerOf(outcome) === content + 1) && counts.disagreed === 0;
      }),
      { numRuns: 25 },
    );
    const engine = new MemoryEngine();
    const worker = workerOf(engine, 'w', adder().handler, { lostSecondsMaximum: 0.05 });
    engine.away = true;
    await t.rejects(worker.ended, QueueLost, 'a worker whose engine stays away ends with the loss');
  },
);

/** A solver that gives these answers, one after the other. */
function solverOf(answers: readonly SolverAnswer[]): Solver & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    identity: async () => 'Z3 5.1',
    ask: async ({ script }) => {
      asked.push(script);
      return answers[Math.min(asked.length, answers.length) - 1] ?? { verdict: 'unknown', reason: 'none', seconds: 0 };
    },
    close: async () => undefined,
  };
}

const limits = { resourceUnits: 5, wallSeconds: 2 };
const question = { script: '(assert true)', values: ['x', 'y'], limits };
const model = new Map([
  ['x', '(- 1)'],
  ['y', 'true'],
]);

testCase(
  {
    id: 'TC-CMP-013-01',
    verifies: ['LLR-CMP-013', 'LLR-CMP-014', 'HLR-CMP-003'],
    kind: 'normal',
    intent: 'questions asked at once come back with the answers of the solver behind the queue, and another version of it is another job',
  },
  async (t) => {
    const engine = new MemoryEngine();
    const { coordinator } = coordinatorOf(engine);
    const local = solverOf([
      { verdict: 'sat', values: model, seconds: 9 },
      { verdict: 'unsat', seconds: 9 },
      { verdict: 'unknown', reason: 'stopped after 2 s', seconds: 9 },
      { verdict: 'unsat', seconds: 9 },
    ]);
    const worker = workerOf(engine, 'w', solveHandlerOf(local, 'Z3 5.1'));
    const solver = new QueuedSolver(coordinator, 'Z3 5.1');
    t.equal(await solver.identity(), 'Z3 5.1');
    const sat = await solver.ask(question);
    t.equal(sat.verdict, 'sat');
    t.strictSame(sat.verdict === 'sat' && [...sat.values], [...model]);
    t.equal((await solver.ask({ script: 'b', limits })).verdict, 'unsat');
    t.match(await solver.ask({ script: 'c', limits }), { verdict: 'unknown', reason: 'stopped after 2 s' });
    t.match(await solver.ask({ script: 'c', limits }), { verdict: 'unsat' }, 'an unknown is asked anew');
    t.match(await solver.ask({ script: 'b', limits }), { verdict: 'unsat' });
    t.strictSame(local.asked, ['(assert true)', 'b', 'c', 'c']);
    const [one, two] = ['Z3 5.1', 'Z3 5.2'].map((identity) => solveJobOf(question, identity));
    t.not(jobKeyOf(one ?? jobOf(0)), jobKeyOf(two ?? jobOf(0)));
    t.notMatch(Buffer.from(engine.stores.results.get(jobKeyOf(one ?? jobOf(0)))?.bytes ?? '').toString(), /"seconds":9/);
    await worker.end();
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-CMP-013-02',
    verifies: ['LLR-CMP-013', 'HLR-CMP-005'],
    kind: 'robustness',
    intent: 'a failure, a lost queue and a value that is no answer to the question are unknown with a reason',
  },
  async (t) => {
    const answering = (outcome: JobOutcome | Error) =>
      new QueuedSolver(
        { resultOf: async () => (outcome instanceof Error ? Promise.reject(outcome) : outcome), close: async () => undefined },
        'Z3 5.1',
      );
    t.match(await answering(new Error('closed')).ask(question), { verdict: 'unknown', reason: /closed/, seconds: 0 });
    const failed = { outcome: 'failed', reason: 'given up', worker: 'w', seconds: 3 } as const;
    t.match(await answering(failed).ask(question), { verdict: 'unknown', reason: /given up/, seconds: 3 });
    const odd: readonly Json[] = [
      null,
      'unsat',
      ['unsat'],
      {},
      { verdict: 'UNSAT' },
      { verdict: 'unknown' },
      { verdict: 'sat' },
      { verdict: 'unsat', core: ['a'] },
      { verdict: 'unsat', resourceUnits: 'few' },
      { verdict: 'sat', values: { x: '1', y: '2' } },
      { verdict: 'sat', values: [['x', '1']] },
      {
        verdict: 'sat',
        values: [
          ['x', '1'],
          ['z', '1'],
        ],
      },
      {
        verdict: 'sat',
        values: [
          ['x', 1],
          ['y', '1'],
        ],
      },
      {
        verdict: 'sat',
        values: [
          ['x', '1'],
          ['y', '1'],
          ['z', '1'],
        ],
      },
    ];
    const core = { outcome: 'done', value: { verdict: 'unsat', core: ['a'], resourceUnits: 3 }, worker: 'w', seconds: 1 } as const;
    t.match(await answering(core).ask({ ...question, core: true }), { verdict: 'unsat', core: ['a'], resourceUnits: 3 });
    for (const value of odd) {
      const answer = await answering({ outcome: 'done', value, worker: 'mallory', seconds: 1 }).ask(question);
      t.match(answer, { verdict: 'unknown', reason: /mallory gave no answer/ }, JSON.stringify(value));
    }
  },
);

testCase(
  {
    id: 'TC-CMP-014-01',
    verifies: ['LLR-CMP-014'],
    kind: 'normal',
    intent: 'sat and unsat last, and unknown does not',
  },
  async (t) => {
    const { content } = solveJobOf(question, 'Z3 5.1');
    const stop = new AbortController().signal;
    const handled = (answer: SolverAnswer) => solveHandlerOf(solverOf([answer]), 'Z3 5.1').run(content, stop);
    const sat = { verdict: 'sat', values: [...model] };
    t.match(await handled({ verdict: 'sat', values: model, seconds: 1 }), { value: sat, lasting: true });
    t.match(await handled({ verdict: 'unsat', seconds: 1 }), { value: { verdict: 'unsat' }, lasting: true });
    const core = { verdict: 'unsat', core: ['a'], resourceUnits: 7 } as const;
    t.strictSame(await handled({ ...core, seconds: 1 }), { value: core, lasting: true });
    const reason = 'resource limit reached (canceled)';
    t.match(await handled({ verdict: 'unknown', reason, seconds: 1 }), { value: { verdict: 'unknown', reason }, lasting: false });
  },
);

testCase(
  {
    id: 'TC-CMP-014-02',
    verifies: ['LLR-CMP-014', 'HLR-CMP-004'],
    kind: 'robustness',
    intent: 'content that is no question is refused unasked, and a solver that ended by itself has not answered',
  },
  async (t) => {
    const stop = new AbortController().signal;
    const solver = solverOf([]);
    const whole = { script: '', values: ['x'], core: false, limits };
    const odd: readonly Json[] = [
      null,
      'text',
      { ...whole, script: 1 },
      { ...whole, values: 'x' },
      { ...whole, values: [1] },
      { ...whole, core: 'yes' },
      { ...whole, limits: null },
      ...[-1, 0.5, '5', 1e300].map((resourceUnits) => ({ ...whole, limits: { ...limits, resourceUnits } })),
      ...[0, -1, 1e9, '5'].map((wallSeconds) => ({ ...whole, limits: { ...limits, wallSeconds } })),
    ];
    for (const content of odd)
      t.match(await solveHandlerOf(solver, 'Z3 5.1').run(content, stop), { refused: /not a question/ }, JSON.stringify(content));
    t.strictSame(solver.asked, []);
    for (const reason of ['the solver ended by itself (exit code 134)', 'the solver cannot be started: ENOMEM']) {
      const broken = solveHandlerOf(solverOf([{ verdict: 'unknown', reason, seconds: 0 }]), 'Z3 5.1');
      await t.rejects(broken.run(whole, stop), new Error(reason));
    }
  },
);

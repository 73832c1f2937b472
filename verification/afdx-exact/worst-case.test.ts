import { Z3Solver } from '../../src/adapters/z3-solver.js';
import type { Solver, SolverAnswer } from '../../src/ports/solver.js';
import { type ExactQuestion, exactQuestionOf } from '../../src/twin/afdx/exact/exact-question.js';
import { exactWorstCaseOf } from '../../src/twin/afdx/exact/exact-worst-case.js';
import { passageLimitsOf } from '../../src/twin/afdx/exact/passage-limits.js';
import { delayTicksIn, evaluatedSchedule } from '../../src/twin/afdx/exact/schedule.js';
import { usualLimits, type WorstCase, type WorstCaseLimits } from '../../src/twin/afdx/exact/worst-case.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { fiveVirtualLinks, type SmallNetwork, smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { exhaustiveWorstCaseTicks, type Grid } from './exhaustive-worst-case.js';
import { bytesOf, leastBoundTicks, networkWithGaps, questionsOf, unitTicks } from './questions.js';

/** Runs a procedure with Z3, and ends it. */
async function withSolver<T>(procedure: (solver: Solver) => Promise<T>): Promise<T> {
  const solver = new Z3Solver();
  try {
    return await procedure(solver);
  } finally {
    await solver.close();
  }
}

const provedBy = (solver: Solver, question: ExactQuestion, limits: Partial<WorstCaseLimits> = {}): Promise<WorstCase> =>
  exactWorstCaseOf(question, solver, { ...usualLimits, ...limits });

/** Whether a worst case holds what it claims: its schedule replayed, and its texts asked once more. */
async function standsUp(solver: Solver, { question, verdict, reachedTicks, schedule, texts }: WorstCase): Promise<boolean> {
  const evaluation = evaluatedSchedule(question.network, schedule);
  const replayed = delayTicksIn(question, schedule, evaluation, 0);
  const ask = async (script: string): Promise<string> =>
    (await solver.ask({ script, limits: { resourceUnits: 0, wallSeconds: 60 } })).verdict;
  const proved = verdict !== 'exact' || (await ask(texts.impossible)) === 'unsat';
  return proved && (await ask(texts.reachable)) === 'sat' && evaluation.faults.length === 0 && replayed === reachedTicks;
}

testCase(
  {
    id: 'TC-EXA-101-01',
    verifies: ['HLR-EXA-001', 'LLR-EXA-012', 'LLR-EXA-007', 'LLR-EXA-011'],
    kind: 'normal',
    intent: 'the five virtual links of the literature take 272, 272, 312, 312 and 232 µs: reached, and one bit time more is impossible',
  },
  async (t) => {
    await withSolver(async (solver) => {
      const microseconds: number[] = [];
      for (const question of questionsOf(smallTimingNetwork(fiveVirtualLinks))) {
        const worstCase = await provedBy(solver, question);
        microseconds.push(worstCase.reachedTicks / 1000);
        t.match(worstCase, { verdict: 'exact', scope: 'each', boundTicks: worstCase.reachedTicks, reason: '' });
        t.ok(await standsUp(solver, worstCase), `virtual link ${question.flow.virtualLink}`);
        const [, excess = ''] = /\(assert \(> (.*) \d+\)\)\n$/.exec(worstCase.texts.impossible) ?? [];
        const text = worstCase.texts.impossible.split('\n').slice(0, -2).join('\n');
        const oneBit = `${text}\n(assert (>= ${excess} ${worstCase.reachedTicks / 10 + 1}))\n`;
        t.equal((await solver.ask({ script: oneBit, limits: { resourceUnits: 0, wallSeconds: 60 } })).verdict, 'unsat');
        const reached = `${text}\n(assert (>= ${excess} ${worstCase.reachedTicks / 10}))\n`;
        t.equal(
          (await solver.ask({ script: reached, limits: { resourceUnits: 0, wallSeconds: 60 } })).verdict,
          'sat',
          'the text admits the value',
        );
      }
      t.strictSame(microseconds, [272, 272, 312, 312, 232]);
    });
  },
);

/** A network small enough to try everything. */
interface Trial {
  readonly name: string;
  readonly network: TimingNetwork;
  readonly grid: Pick<Grid, 'fromTicks' | 'toTicks' | 'frames'>;
}

const trial = (
  name: string,
  {
    small,
    reach,
    gaps,
    frames,
  }: { small: SmallNetwork; reach: number; gaps?: readonly number[]; frames?: Readonly<Record<number, number>> },
): Trial => ({
  name,
  network: networkWithGaps(small, gaps),
  grid: { fromTicks: -reach * unitTicks, toTicks: reach * unitTicks, ...(frames === undefined ? {} : { frames }) },
});

const twoSwitches = ['a-S1', 'b-S1', 'c-S2', 'S1-S2', 'S2-d', 'S2-x'];
const onePort = ['a-S1', 'b-S1', 'S1-d'];
const trials: readonly Trial[] = [
  trial('frames of three sizes over two switches', {
    small: {
      cables: twoSwitches,
      virtualLinks: [
        { source: 'a', routes: { d: ['S1', 'S2'] }, frameBytes: bytesOf(2), frameBytesMin: 64 },
        { source: 'b', routes: { d: ['S1', 'S2'] }, frameBytes: bytesOf(3), frameBytesMin: 64 },
        { source: 'c', routes: { d: ['S2'] }, frameBytes: bytesOf(1) },
        { source: 'b', routes: { x: ['S1', 'S2'] }, frameBytes: bytesOf(1) },
      ],
      switchLatencyNanoseconds: unitTicks,
    },
    reach: 14,
  }),
  trial('a multicast that leaves the route, and a rate of 10 Mbit/s', {
    small: {
      cables: twoSwitches,
      rates: { 'S2-x': 10_000_000 },
      virtualLinks: [
        { source: 'a', routes: { d: ['S1', 'S2'], x: ['S1', 'S2'] }, frameBytes: bytesOf(2) },
        { source: 'b', routes: { d: ['S1', 'S2'] }, frameBytes: bytesOf(2) },
        { source: 'c', routes: { x: ['S2'] }, frameBytes: bytesOf(1) },
      ],
      switchLatencyNanoseconds: 2 * unitTicks,
    },
    reach: 16,
  }),
  trial('two priorities over two switches', {
    small: {
      cables: twoSwitches,
      virtualLinks: [
        { source: 'a', routes: { d: ['S1', 'S2'] }, frameBytes: bytesOf(2) },
        { source: 'b', routes: { d: ['S1', 'S2'] }, frameBytes: bytesOf(3), priority: 'low' },
        { source: 'c', routes: { d: ['S2'] }, frameBytes: bytesOf(1) },
      ],
      switchLatencyNanoseconds: unitTicks,
    },
    reach: 14,
  }),
  trial('three frames of high priority before one of low priority', {
    small: {
      cables: onePort,
      virtualLinks: [
        { source: 'a', routes: { d: ['S1'] }, frameBytes: bytesOf(2), priority: 'low' },
        { source: 'b', routes: { d: ['S1'] }, frameBytes: bytesOf(2) },
      ],
      switchLatencyNanoseconds: 0,
    },
    gaps: [12, 4],
    reach: 14,
    frames: { 0: 0, 1: 3 },
  }),
];

testCase(
  {
    id: 'TC-EXA-101-02',
    verifies: ['HLR-EXA-001', 'LLR-EXA-003', 'LLR-EXA-008', 'LLR-EXA-009', 'LLR-EXA-010', 'LLR-EXA-012'],
    kind: 'normal',
    intent:
      'is the longest delay among each release on a grid and each order, for tiny networks with sizes, priorities, multicast and repetition',
  },
  async (t) => {
    await withSolver(async (solver) => {
      for (const { name, network, grid } of trials) {
        for (const question of questionsOf(network)) {
          const { flow, destination } = question;
          if (grid.frames !== undefined && flow.index > 0) continue;
          const worstCase = await provedBy(solver, question);
          const tried = exhaustiveWorstCaseTicks(network, flow, destination, { ...grid, stepTicks: unitTicks });
          const about = `${name}: virtual link ${flow.virtualLink} to ${destination.endSystem}`;
          t.equal(worstCase.verdict, 'exact', `${about} ${worstCase.reason}`);
          t.equal(worstCase.reachedTicks / unitTicks, tried / unitTicks, about);
          t.ok(await standsUp(solver, worstCase), about);
          t.ok(worstCase.reachedTicks <= leastBoundTicks(question), `${about}: not above a bound`);
        }
      }
    });
  },
);

testCase(
  {
    id: 'TC-EXA-010-02',
    verifies: ['LLR-EXA-010', 'LLR-EXA-009', 'LLR-EXA-011', 'HLR-EXA-001'],
    kind: 'normal',
    intent:
      'finds by hand calculation that a short frame that follows on the link takes less latency and blocks the frame asked for once more',
  },
  async (t) => {
    // v1: blocked at its source by v2 (1 unit), sent (1), latency (2); v3, sent after it, joins when it does and is sent first (1); sent (1)
    const network = networkWithGaps({
      cables: ['a-S1', 'S1-d'],
      virtualLinks: [
        { source: 'a', routes: { d: ['S1'] }, frameBytes: bytesOf(1) },
        { source: 'a', routes: { d: ['S1'] }, frameBytes: bytesOf(1), priority: 'low' },
        { source: 'a', routes: { d: ['S1'] }, frameBytes: bytesOf(1), priority: 'low' },
      ],
      switchLatencyNanoseconds: 2 * unitTicks,
    });
    const [question] = questionsOf(network) as readonly [ExactQuestion];
    const longestLatencies = exhaustiveWorstCaseTicks(network, question.flow, question.destination, {
      stepTicks: unitTicks,
      fromTicks: -8 * unitTicks,
      toTicks: 8 * unitTicks,
    });
    t.equal(longestLatencies, 5 * unitTicks);
    await withSolver(async (solver) => {
      const worstCase = await provedBy(solver, question);
      t.match(worstCase, { verdict: 'exact', scope: 'each', reachedTicks: 6 * unitTicks, boundTicks: 6 * unitTicks });
      t.ok(await standsUp(solver, worstCase));
      const { schedule } = worstCase;
      const { joinTicks } = schedule;
      t.ok(joinTicks !== undefined);
      const spoilt = [...(joinTicks ?? [])].map(
        ([port, joins]) => [port, new Map([...joins].map(([frame, ticks]) => [frame, ticks + 1]))] as const,
      );
      t.not(evaluatedSchedule(network, { ...schedule, joinTicks: new Map(spoilt) }).faults.length, 0, 'a latency beyond the longest');
    });
  },
);

/** A solver that answers from a list, then `unknown`. */
function scripted(...answers: readonly SolverAnswer[]): Solver & { readonly questions: string[] } {
  const left = [...answers];
  const questions: string[] = [];
  return {
    questions,
    identity: async () => 'scripted',
    ask: async ({ script }) => {
      questions.push(script);
      return left.shift() ?? { verdict: 'unknown', reason: 'scripted', seconds: 1 };
    },
    close: async () => undefined,
  };
}

testCase(
  {
    id: 'TC-EXA-103-01',
    verifies: ['HLR-EXA-003', 'HLR-EXA-001', 'LLR-EXA-012'],
    kind: 'robustness',
    intent:
      'a solver that gives up, lies about the schedule or tells no values, and each limit, give an interval that holds 312 µs, or a refusal',
  },
  async (t) => {
    const network = smallTimingNetwork(fiveVirtualLinks);
    const question = exactQuestionOf(passageLimitsOf(network), network.flows[2] as never, network.flows[2]?.destinations[0] as never);
    const contains = ({ reachedTicks, boundTicks }: WorstCase): boolean => reachedTicks <= 312_000 && boundTicks >= 312_000;
    const sat: SolverAnswer = { verdict: 'sat', values: new Map(), seconds: 0 };
    for (const answers of [[], [sat], [sat, sat, sat, sat, sat], Array.from({ length: 40 }, () => sat)] satisfies SolverAnswer[][]) {
      const worstCase = await provedBy(scripted(...answers), question);
      t.equal(worstCase.verdict, 'interval', `${answers.length} answers`);
      t.ok(contains(worstCase) && worstCase.reason !== '' && worstCase.texts.impossible === '');
    }
    await t.rejects(provedBy(scripted({ verdict: 'unsat', seconds: 0 }, { verdict: 'unsat', seconds: 0 }), question), {
      message: /does not admit the schedule/,
    });
    const few = scripted();
    const refused = await provedBy(few, question, { framesMaximum: 3 });
    t.match(refused, { verdict: 'refused', reason: /5 frames can matter, and at most 3/ });
    t.ok(contains(refused) && refused.texts.impossible === '');
    t.equal(few.questions.length, 1, 'the schedule alone is asked about');
    const broke = await provedBy(scripted(), question, { seconds: 0 });
    t.match(broke, { verdict: 'interval', reason: 'the 0 s for this worst case are spent' });
    t.ok(contains(broke));
    const full = networkWithGaps({
      cables: onePort,
      virtualLinks: [
        { source: 'a', routes: { d: ['S1'] } },
        { source: 'b', routes: { d: ['S1'] } },
      ],
    });
    const loaded = { ...full, flows: full.flows.map((flow) => ({ ...flow, gapTicks: 2 * flow.frameBitsMax * 10 })) };
    for (const each of questionsOf(loaded))
      t.match(await provedBy(scripted(), each), { verdict: 'refused', reason: /no end of a busy period was found at S1>d/ });
  },
);

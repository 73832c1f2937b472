import fc from 'fast-check';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { type SmtTerm, smtTermsOf, smtText } from '../../src/kernel/smt-terms.js';
import { candidatesOf } from '../../src/twin/afdx/exact/candidates.js';
import { foundBy } from '../../src/twin/afdx/exact/draft.js';
import { Encoding, type Scope } from '../../src/twin/afdx/exact/encoding.js';
import type { ExactQuestion } from '../../src/twin/afdx/exact/exact-question.js';
import { closureFrameCountsOf, type FrameCount, windowFrameCountsOf } from '../../src/twin/afdx/exact/frame-counts.js';
import { framesOf } from '../../src/twin/afdx/exact/frames.js';
import { lemmas } from '../../src/twin/afdx/exact/lemmas.js';
import { linedUpDrafts } from '../../src/twin/afdx/exact/line-up.js';
import { passageLimitsOf } from '../../src/twin/afdx/exact/passage-limits.js';
import { evaluatedSchedule, type Schedule } from '../../src/twin/afdx/exact/schedule.js';
import { climbedFrom } from '../../src/twin/afdx/exact/schedule-search.js';
import { numeral, SmtScript } from '../../src/twin/afdx/exact/smt-script.js';
import { atLeast, ordersText, scheduleText, sumsText } from '../../src/twin/afdx/exact/texts.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { playedPortByPort, type Release } from '../support/port-by-port-simulation.js';
import { fiveVirtualLinks, smallTimingNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { networkWithGaps, questionsOf, unitTicks } from './questions.js';
import { delayTicksOf, randomNetwork, randomSchedule, windowsIn } from './random-schedules.js';

const five = smallTimingNetwork(fiveVirtualLinks);
const [first, , third] = questionsOf(five) as readonly [ExactQuestion, ExactQuestion, ExactQuestion];
const limits = { resourceUnits: 0, wallSeconds: 60 };

function generated(seed: number) {
  const network = generatedAfdxNetwork({ seed, switches: 3, endSystems: 6, virtualLinks: 10 });
  const { value } = buildTimingNetwork(network, (pointer) => ({ path: pointer, line: 1, column: 1 }));
  if (value === undefined) throw new Error('a generated network can be analysed');
  return value;
}

/** The question about a random network, whose most loaded port has about the given load, in which most frames can matter, up to 14. */
function randomQuestion(
  seed: number,
  loadPercent: number,
): { readonly question: ExactQuestion; readonly random: ReturnType<typeof seededRandom> } {
  const random = seededRandom(seed);
  const weighed = questionsOf(randomNetwork(random, loadPercent)).map((question) => {
    const frames = windowFrameCountsOf(question).reduce((sum, count) => sum + count.frames, 0);
    return { question, weight: frames <= 14 ? frames : -1 };
  });
  const [most] = weighed.sort((a, b) => b.weight - a.weight);
  return { question: most?.question as ExactQuestion, random };
}

testCase(
  {
    id: 'TC-EXA-003-01',
    verifies: ['LLR-EXA-003'],
    kind: 'normal',
    intent: 'the part in question is the route and each port from which a flow reaches it, each with the flows that pass',
  },
  (t) => {
    const names = ({ closure }: ExactQuestion): readonly string[] => closure.map(({ id }) => id);
    t.strictSame(
      first.path.map(({ id }) => id),
      ['e1>S1', 'S1>S3', 'S3>e6'],
    );
    t.strictSame([...names(first)].sort(), ['S1>S3', 'S2>S3', 'S3>e6', 'e1>S1', 'e2>S1', 'e3>S2', 'e4>S2', 'e5>S2']);
    const last = questionsOf(five)[4] as ExactQuestion;
    t.strictSame([...names(last)].sort(), ['S2>S3', 'S3>e7', 'e3>S2', 'e4>S2', 'e5>S2']);
    const at = first.network.ports.find(({ id }) => id === 'S3>e6')?.index ?? -1;
    t.strictSame(
      first.members.get(at)?.map(({ flow, hop, from }) => [flow.virtualLink, hop, five.ports[from]?.id]),
      [
        [1, 2, 'S1>S3'],
        [2, 2, 'S1>S3'],
        [3, 2, 'S2>S3'],
        [4, 2, 'S2>S3'],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-EXA-003-02',
    verifies: ['LLR-EXA-003'],
    kind: 'robustness',
    intent: 'in generated networks with multicast, the part is closed upstream and holds no port that reaches the route over no flow',
  },
  (t) => {
    const holds = (seed: number): boolean => {
      const network = generated(seed);
      return questionsOf(network).every(({ flow, destination, path, closure, members }) => {
        const inside = new Set(path.map(({ index }) => index));
        for (let size = -1; size !== inside.size; ) {
          size = inside.size;
          for (const each of network.flows)
            for (const { port, parent } of each.hops) if (inside.has(port) && parent >= 0) inside.add(each.hops[parent]?.port ?? -1);
        }
        const passing = [...members].every(
          ([port, here]) =>
            here.length === network.flows.filter(({ hops }) => hops.some((hop) => hop.port === port)).length &&
            here.every((each) => each.flow.hops[each.hop]?.port === port),
        );
        const ends = path.at(-1)?.toward === destination.endSystem && path[0]?.node === flow.source;
        return passing && ends && closure.length === inside.size && closure.every(({ index }) => inside.has(index) && members.has(index));
      });
    };
    const { failed, counterexample } = fc.check(fc.property(fc.integer({ min: 1, max: 1_000_000 }), holds), { numRuns: 15 });
    t.notOk(failed, `${counterexample}`);
  },
);

testCase(
  {
    id: 'TC-EXA-004-01',
    verifies: ['LLR-EXA-004', 'LLR-EXA-005', 'HLR-EXA-002'],
    kind: 'normal',
    intent: 'limits and counts of the five virtual links are those of hand calculation: one frame each, none of the one asked for',
  },
  (t) => {
    const passages = passageLimitsOf(five);
    const at = (id: string): number => five.ports.findIndex((port) => port.id === id);
    t.strictSame(passages.busyTicks[at('e1>S1')], 40_000);
    t.strictSame(passages.busyTicks[at('S1>S3')], 80_000);
    t.strictSame(passages.busyTicks[at('S3>e6')], 160_000);
    t.equal(passages.delayTicks[at('S1>S3')]?.high, 96_000);
    t.strictSame(passages.arrivals[0], [
      { shortestTicks: 0, longestTicks: 0 },
      { shortestTicks: 40_000, longestTicks: 40_000 },
      { shortestTicks: 80_000, longestTicks: 136_000 },
    ]);
    const counts = (given: readonly FrameCount[]): unknown =>
      given.map(({ flow, frames, framesAfter }) => [flow.virtualLink, frames, framesAfter]).sort();
    t.strictSame(counts(windowFrameCountsOf(first)), [
      [1, 0, 0],
      [2, 1, 0],
      [3, 1, 0],
      [4, 1, 0],
    ]);
    t.strictSame(counts(windowFrameCountsOf(third)), [
      [1, 1, 0],
      [2, 1, 0],
      [3, 0, 0],
      [4, 1, 0],
      [5, 1, 0],
    ]);
    t.strictSame(counts(closureFrameCountsOf(first)), [
      [1, 0, 0],
      [2, 1, 0],
      [3, 1, 0],
      [4, 1, 0],
      [5, 1, 0],
    ]);
    t.strictSame(
      framesOf(first, first.path, [
        { flow: first.flow, spanTicks: 0, frames: 2, framesAfter: 1 },
        { flow: five.flows[1] as never, spanTicks: 0, frames: 2, framesAfter: 0 },
        { flow: five.flows[4] as never, spanTicks: 0, frames: 1, framesAfter: 0 },
      ]).map(({ name, copy }) => `${name} ${copy}`),
      ['m 0', 'f0b2 -2', 'f0b1 -1', 'f0 1', 'f1 1', 'f1c2 2'],
    );
  },
);

testCase(
  {
    id: 'TC-EXA-005-01',
    verifies: ['LLR-EXA-005', 'LLR-EXA-004', 'HLR-EXA-002'],
    kind: 'robustness',
    intent:
      'with gaps short against delays no played schedule has more frames in busy periods, further apart, or later than told; a full port has no end',
  },
  (t) => {
    let repeated = 0;
    const holds = (seed: number): boolean => {
      const { question, random } = randomQuestion(seed, 90);
      const counts = new Map(windowFrameCountsOf(question).map((each) => [each.flow, each]));
      const wide = new Map(closureFrameCountsOf(question).map((each) => [each.flow, each]));
      if ([...counts.values()].some(({ spanTicks }) => spanTicks === Number.POSITIVE_INFINITY)) return true;
      return Array.from({ length: 8 }).every(() => {
        const { schedule, evaluation } = randomSchedule(question, random);
        if (evaluation.faults.length > 0) return false;
        const inside = [...new Set(windowsIn(question, schedule, evaluation).flatMap(({ members }) => members))];
        return [...counts].every(([flow, { frames, spanTicks }]) => {
          const own = inside
            .filter((frame) => schedule.frames[frame]?.flow === flow)
            .map((frame) => schedule.frames[frame]?.releaseTicks ?? 0);
          const ends = flow === question.flow ? [...own, 0] : own;
          if (own.length > 1) repeated += 1;
          const apart = ends.length === 0 ? 0 : Math.max(...ends) - Math.min(...ends);
          return own.length <= frames && apart <= spanTicks && frames <= (wide.get(flow)?.frames ?? 0);
        });
      });
    };
    const { failed, counterexample } = fc.check(fc.property(fc.integer({ min: 1, max: 1_000_000 }), holds), { numRuns: 400 });
    t.notOk(failed, `${counterexample}`);
    t.ok(repeated > 20, `${repeated} times a second frame of a flow lay in a busy period`);
    const full = networkWithGaps(fiveVirtualLinks);
    const loaded = { ...full, flows: full.flows.map((flow) => ({ ...flow, gapTicks: 4 * flow.frameBitsMax * 10 })) };
    const busy = passageLimitsOf(loaded).busyTicks;
    t.equal(busy[loaded.ports.findIndex(({ id }) => id === 'S3>e6')], Number.POSITIVE_INFINITY);
    t.equal(busy[loaded.ports.findIndex(({ id }) => id === 'e1>S1')], 40_000);
  },
);

testCase(
  {
    id: 'TC-EXA-004-02',
    verifies: ['LLR-EXA-004'],
    kind: 'robustness',
    intent: 'frames of each size and latency that are played port by port arrive within the limits',
  },
  (t) => {
    const holds = (seed: number): boolean => {
      const random = seededRandom(seed);
      const network = randomNetwork(random, 60);
      const passages = passageLimitsOf(network);
      return network.flows.every((flow) => {
        const others = network.flows.flatMap((each): Release[] =>
          each === flow
            ? []
            : [0, 1, 2].map((copy) => ({
                flow: each.index,
                ticks: 40 * unitTicks + copy * each.gapTicks,
                frameBits: each.frameBitsMin + random.below(each.frameBitsMax - each.frameBitsMin + 1),
                tie: random.below(9),
                latencyPercent: random.below(101),
              })),
        );
        const ticks = (30 + random.below(40)) * unitTicks;
        const frameBits = random.below(2) === 0 ? flow.frameBitsMin : flow.frameBitsMax;
        const { arrivals } = playedPortByPort(network, [
          ...others,
          { flow: flow.index, ticks, frameBits, tie: 5, latencyPercent: random.below(101) },
        ]);
        return flow.hops.every(({ port }, hop) => {
          const [arrival = Number.NaN] = arrivals.get(`${flow.index}>${network.ports[port]?.id}`) ?? [];
          const between = passages.arrivals[flow.index]?.[hop] ?? { shortestTicks: 0, longestTicks: 0 };
          return arrival - ticks >= between.shortestTicks && arrival - ticks <= between.longestTicks;
        });
      });
    };
    const { failed, counterexample } = fc.check(fc.property(fc.integer({ min: 1, max: 1_000_000 }), holds), { numRuns: 60 });
    t.notOk(failed, `${counterexample}`);
  },
);

/** Names that a text declares, and those that its assertions use. */
function namesIn(text: string): { readonly declared: readonly string[]; readonly used: ReadonlySet<string> } {
  const declared: string[] = [];
  const used = new Set<string>();
  const collect = (term: SmtTerm): void => {
    if (typeof term !== 'string') term.forEach(collect);
    else if (/^[a-z]\w*$/.test(term)) used.add(term);
  };
  for (const term of smtTermsOf(text) ?? []) {
    if (typeof term === 'string') throw new Error('a command is a list');
    if (term[0] === 'declare-const') declared.push(String(term[1]));
    if (term[0] === 'assert') collect(term.slice(1));
  }
  for (const word of ['and', 'or', 'not', 'ite', 'true', 'false']) used.delete(word);
  return { declared, used };
}

testCase(
  {
    id: 'TC-EXA-006-01',
    verifies: ['LLR-EXA-006', 'HLR-EXA-004'],
    kind: 'normal',
    intent: 'texts of each kind declare each name once, use no other, and state times in a unit that divides them',
  },
  (t) => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const { question } = randomQuestion(seed, 60);
      const counts = windowFrameCountsOf(question);
      for (const scope of ['each', 'largest'] satisfies Scope[]) {
        for (const { text, encoding } of [
          sumsText(question, scope, counts),
          ordersText(question, scope, 'path', counts),
          ordersText(question, scope, 'closure', closureFrameCountsOf(question)),
        ]) {
          const { declared, used } = namesIn(text);
          t.equal(new Set(declared).size, declared.length);
          t.strictSame(
            [...used].filter((name) => !declared.includes(name)),
            [],
          );
          t.equal(question.flow.gapTicks % encoding.unitTicks, 0);
          t.match(text, /^\(set-logic QF_LRA\)\n/);
        }
      }
    }
  },
);

testCase(
  {
    id: 'TC-EXA-006-02',
    verifies: ['LLR-EXA-006'],
    kind: 'robustness',
    intent: 'a name that is taken and a time that is no multiple are refused; notes stay on their line',
  },
  (t) => {
    const script = new SmtScript();
    script.real('x');
    t.throws(() => script.truth('x'), /x is declared twice/);
    script.note('one\n(assert false) µ');
    t.equal(script.text(), '(set-logic QF_LRA)\n(declare-const x Real)\n; one?(assert false) ?\n');
    t.equal(numeral(-3), '(- 3)');
    const encoding = new Encoding(first, 'largest', framesOf(first, first.path, []));
    t.equal(encoding.time(40_000), `${40_000 / encoding.unitTicks}`);
    t.throws(() => encoding.time(encoding.unitTicks + 1), RangeError);
    t.strictSame([encoding.timeRoundedDown(encoding.unitTicks + 1), encoding.timeRoundedUp(encoding.unitTicks + 1)], ['1', '2']);
  },
);

/** The text of sums with the windows, begins and starts of a schedule put in. */
function sumsWith(question: ExactQuestion, scope: Scope, counts: readonly FrameCount[], schedule: Schedule): string {
  const evaluation = evaluatedSchedule(question.network, schedule);
  const text = sumsText(question, scope, counts);
  const { encoding } = text;
  const windows = windowsIn(question, schedule, evaluation);
  const names = namesIn(text.text).declared;
  // the frames in windows, numbered by flow as the text does
  const inside = [...new Set(windows.flatMap(({ members }) => members))];
  const nameOf = (frame: number): string => {
    const { flow, copy } = schedule.frames[frame] as Schedule['frames'][number];
    if (flow === question.flow) return `f${flow.index}b${-copy}`;
    const rank = inside.filter((each) => schedule.frames[each]?.flow === flow && (schedule.frames[each]?.copy ?? 0) <= copy).length;
    return rank === 1 ? `f${flow.index}` : `f${flow.index}c${rank}`;
  };
  const facts = windows.flatMap(({ beginTicks, startTicks, members }, index) => {
    const present = new Set(members.map((frame) => `v_${nameOf(frame)}_${index + 1}`));
    const truths = names.filter((name) => new RegExp(`^v_\\w+_${index + 1}$`).test(name));
    if ([...present].some((name) => !truths.includes(name))) throw new Error(`a frame of a window is not in the text: ${[...present]}`);
    return [
      `(= b_${index + 1} ${encoding.time(beginTicks)})`,
      `(= s_${index + 1} ${encoding.time(startTicks)})`,
      ...truths.map((name) => (present.has(name) ? name : `(not ${name})`)),
    ];
  });
  return `${atLeast(text, delayTicksOf(question, schedule, evaluation))}${facts.map((fact) => `(assert ${fact})\n`).join('')}`;
}

testCase(
  {
    id: 'TC-EXA-007-01',
    verifies: ['LLR-EXA-007', 'LLR-EXA-008', 'HLR-EXA-001'],
    kind: 'robustness',
    intent:
      'the sums admit the windows of played schedules with repeated frames, two priorities, multicast and latencies: they exclude nothing real',
  },
  async (t) => {
    const solver = new Z3Solver();
    let repeated = 0;
    for (let seed = 1; seed <= 30; seed += 1) {
      const { question, random } = randomQuestion(seed, 90);
      const counts = windowFrameCountsOf(question);
      if (counts.some(({ frames }) => frames > 8)) continue;
      const scripts = Array.from({ length: 4 }, () => randomSchedule(question, random)).map(({ schedule }, index) =>
        sumsWith(question, index % 2 === 0 ? 'largest' : 'each', counts, schedule),
      );
      for (const script of scripts) {
        if (/assert v_f\d+c\d+_/.test(script)) repeated += 1;
        t.equal((await solver.ask({ script, limits })).verdict, 'sat', `seed ${seed}`);
      }
    }
    t.ok(repeated > 0, 'a second frame of a flow lay in a window');
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-EXA-010-01',
    verifies: ['LLR-EXA-010', 'LLR-EXA-009'],
    kind: 'robustness',
    intent:
      'the replay finds a fault in a schedule exactly where the plain text of it has no model, for orders and releases changed at random',
  },
  async (t) => {
    const solver = new Z3Solver();
    const seen = { possible: 0, impossible: 0 };
    for (let seed = 1; seed <= 45; seed += 1) {
      const { question, random } = randomQuestion(seed, 60);
      const played = randomSchedule(question, random);
      const orders = new Map(
        [...played.schedule.orders].map(([port, order]): [number, readonly number[]] => {
          const changed = [...order];
          const at = random.below(Math.max(1, order.length - 1));
          const [one, other] = [changed[at], changed[at + 1]];
          if (random.below(4) > 0 || one === undefined || other === undefined) return [port, order];
          [changed[at], changed[at + 1]] = [other, one];
          return [port, changed];
        }),
      );
      const early = random.below(20);
      const frames = played.schedule.frames.map((frame, index) =>
        index === early ? { ...frame, releaseTicks: frame.releaseTicks - random.below(8) * unitTicks } : frame,
      );
      const schedule: Schedule = { frames, orders };
      const evaluation = evaluatedSchedule(question.network, schedule);
      const script = scheduleText(question, schedule, evaluation, delayTicksOf(question, schedule, evaluation));
      const { verdict } = await solver.ask({ script, limits });
      t.equal(verdict, evaluation.faults.length === 0 ? 'sat' : 'unsat', `seed ${seed}: ${evaluation.faults.join('; ')}`);
      seen[verdict === 'sat' ? 'possible' : 'impossible'] += 1;
    }
    t.ok(seen.possible > 8 && seen.impossible > 8, JSON.stringify(seen));
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-EXA-009-01',
    verifies: ['LLR-EXA-009'],
    kind: 'normal',
    intent: 'orders upstream admit 312 µs and no more for the third virtual link, and those on the path admit it too',
  },
  async (t) => {
    const solver = new Z3Solver();
    const counts = closureFrameCountsOf(third);
    const verdictOf = async (followed: 'path' | 'through' | 'closure', ticks: number): Promise<string> =>
      (await solver.ask({ script: atLeast(ordersText(third, 'largest', followed, counts), ticks), limits })).verdict;
    for (const followed of ['path', 'through', 'closure'] as const) t.equal(await verdictOf(followed, 312_000), 'sat', followed);
    t.equal(await verdictOf('closure', 312_010), 'unsat');
    t.equal(await verdictOf('through', 312_010), 'unsat');
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-EXA-011-01',
    verifies: ['LLR-EXA-011'],
    kind: 'robustness',
    intent:
      'the search gives the same schedule twice, never one that the replay finds fault with, and for a lone virtual link its own time',
  },
  (t) => {
    const alone = questionsOf(
      smallTimingNetwork({ ...fiveVirtualLinks, virtualLinks: fiveVirtualLinks.virtualLinks.slice(0, 1) }),
    )[0] as ExactQuestion;
    t.equal(
      climbedFrom(alone, candidatesOf(alone), linedUpDrafts(alone, []), { tries: 50, enoughTicks: 1e9 }).delayTicks,
      3 * 40_000 + 2 * 16_000,
    );
    t.throws(() => climbedFrom(alone, [], [], { tries: 1, enoughTicks: 1 }), /begins with a draft/);
    const holds = (seed: number): boolean => {
      const { question } = randomQuestion(seed, 40);
      const candidates = candidatesOf(question);
      const drafts = linedUpDrafts(question, candidates);
      const search = () => climbedFrom(question, candidates, drafts, { tries: 60, enoughTicks: 1e9 });
      const [found, again] = [search(), search()];
      const evaluation = evaluatedSchedule(question.network, found.schedule);
      const best = Math.max(...drafts.map((draft) => foundBy(question, draft).delayTicks));
      return (
        found.delayTicks === again.delayTicks &&
        JSON.stringify(found.schedule.frames.map(({ releaseTicks }) => releaseTicks)) ===
          JSON.stringify(again.schedule.frames.map(({ releaseTicks }) => releaseTicks)) &&
        evaluation.faults.length === 0 &&
        delayTicksOf(question, found.schedule, evaluation) === found.delayTicks &&
        found.delayTicks >= best
      );
    };
    const { failed, counterexample } = fc.check(fc.property(fc.integer({ min: 1, max: 1_000_000 }), holds), { numRuns: 30 });
    t.notOk(failed, `${counterexample}`);
  },
);

testCase(
  {
    id: 'TC-EXA-013-01',
    verifies: ['LLR-EXA-013'],
    kind: 'normal',
    intent: 'each lemma is confirmed',
  },
  async (t) => {
    const solver = new Z3Solver();
    for (const { name, text } of lemmas) t.equal((await solver.ask({ script: text, limits })).verdict, 'unsat', name);
    t.equal(new Set(lemmas.map(({ name }) => name)).size, lemmas.length);
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-EXA-013-02',
    verifies: ['LLR-EXA-013'],
    kind: 'robustness',
    intent: 'without the denied conclusion, or without one premise, each lemma has a model: it is neither empty nor wider than needed',
  },
  async (t) => {
    const solver = new Z3Solver();
    for (const { name, text } of lemmas) {
      const commands = (smtTermsOf(text) ?? []).map(smtText);
      const asserts = commands.filter((command) => command.startsWith('(assert'));
      for (const left of asserts) {
        const script = commands.filter((command) => command !== left).join('\n');
        t.equal((await solver.ask({ script, limits })).verdict, 'sat', `${name} without ${left}`);
      }
    }
    await solver.close();
  },
);
